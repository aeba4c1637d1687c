"""Project files: JSON of the types in `project`, PSPLIB's `.sm`, Excel, and what MPXJ reads."""

from __future__ import annotations

from pathlib import Path

from .exchange import READS, WRITES, read_exchange, write_exchange
from .project import BadProject, Project, checked
from .psplib import read_sm
from .sheet import read_workbook, write_workbook
from .text import project_in, text_of


def read_project(path: Path) -> Project:
    """A project that can be planned.

    BadProject: what is wrong, by activity or place in the file.
    """
    if path.suffix.lower() == ".xlsx":
        return read_workbook(path)
    if path.suffix.lower() in READS:
        return read_exchange(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadProject([f"{path}: it cannot be read as text ({error})"]) from error
    return checked(read_sm(text, path.stem) if path.suffix == ".sm" else project_in(text))


def write_project(project: Project, path: Path, start: str) -> None:
    """By the ending of the name.

    `start`: the day of the project's first working day. BadProject: why it cannot be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind == "xlsx":
        write_workbook(project, path)
    elif kind == "json":
        path.write_text(text_of(project), "utf-8")
    elif kind in WRITES:
        write_exchange(project, kind, start, path)
    else:
        raise BadProject([f"{path.name}: no such form; use json, xlsx, {', '.join(WRITES)}"])
