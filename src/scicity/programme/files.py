"""Project files: JSON of the types in `project`, or PSPLIB's `.sm`."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .project import BadProject, Project, checked
from .psplib import read_sm

_FORM = TypeAdapter(Project)


def read_project(path: Path) -> Project:
    """A project that can be planned. BadProject: what is wrong, by activity or place in the file."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadProject([f"{path}: it cannot be read as text ({error})"]) from error
    if path.suffix == ".sm":
        return checked(read_sm(text, path.stem))
    try:
        return checked(_FORM.validate_json(text))
    except ValidationError as error:
        raise BadProject([f"{'.'.join(str(x) for x in e['loc'])}: {e['msg']}" for e in error.errors()]) from error


def text_of(project: Project) -> str:
    return _FORM.dump_json(project, indent=1).decode()
