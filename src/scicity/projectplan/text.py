"""A project as text: JSON of the types in `project`."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from .project import BadProject, Project

_FORM = TypeAdapter(Project)


def project_in(text: str) -> Project:
    """A project from its JSON, not yet checked. BadProject: which place of the text is wrong."""
    try:
        return _FORM.validate_json(text)
    except ValidationError as error:
        raise BadProject(
            [f"{'.'.join(str(x) for x in e['loc'])}: {e['msg']}" for e in error.errors()]
        ) from error


def text_of(project: Project) -> str:
    return _FORM.dump_json(project, indent=1).decode()
