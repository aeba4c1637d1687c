"""Project files of the PSPLIB format `.sm` (Kolisch, Sprecher 1997, doi
10.1016/S0377-2217(96)00170-1), one mode an activity.
"""

from __future__ import annotations

import re

from .project import Activity, BadProject, Link, Project


def read_sm(text: str, name: str = "project") -> Project:
    """A project from the text of a file.

    BadProject: which part is missing or not as it should be.
    """
    parts = _parts(text)
    missing = [
        p
        for p in ("PRECEDENCE RELATIONS", "REQUESTS/DURATIONS", "RESOURCEAVAILABILITIES")
        if p not in parts
    ]
    if missing:
        raise BadProject([f"{name}: the file has no part {', '.join(missing)}"])
    follows: dict[str, list[str]] = {}
    for row in _numbers(parts["PRECEDENCE RELATIONS"]):
        if len(row) < 3 or row[1] != 1 or len(row) != 3 + row[2]:
            raise BadProject(
                [
                    f"activity {row[0]}: one mode and as many successors as are told are read, not"
                    f" {row[1:]}"
                ]
            )
        follows[str(row[0])] = [str(x) for x in row[3:]]
    have = next(iter(_numbers(parts["RESOURCEAVAILABILITIES"])), [])
    resources = {f"R{k + 1}": x for k, x in enumerate(have)}
    activities = []
    for row in _numbers(parts["REQUESTS/DURATIONS"]):
        if len(row) != 3 + len(have):
            raise BadProject(
                [f"activity {row[0]}: {len(row) - 3} demands for {len(have)} resources"]
            )
        activities.append(
            Activity(str(row[0]), row[2], {f"R{k + 1}": x for k, x in enumerate(row[3:]) if x})
        )
    return Project(
        name,
        tuple(activities),
        tuple(Link(a, b) for a, bs in follows.items() for b in bs),
        resources,
    )


def _parts(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    title = ""
    for line in text.splitlines():
        head = re.match(r"^([A-Z/ ]+):\s*$", line)
        if head:
            title = head[1].strip()
        elif line.startswith("***"):
            title = ""
        elif title:
            found.setdefault(title, []).append(line)
    return found


def _numbers(lines: list[str]) -> list[list[int]]:
    return [
        [int(x) for x in line.split()]
        for line in lines
        if re.fullmatch(r"[\s\d-]+", line) and line.strip(" -")
    ]
