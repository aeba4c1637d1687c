"""The critical path method: earliest and latest times of each activity, and its float (Kelley,
Walker 1959, doi 10.1145/1460299.1460318).
"""

from __future__ import annotations

from dataclasses import dataclass

from .project import Project, checked


@dataclass(frozen=True)
class Times:
    """In the project's unit of time from its start.

    `total`: how late it may start with no harm to the end; `free`: to its followers.
    """

    activity: str
    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total: int
    free: int

    @property
    def critical(self) -> bool:
        return self.total <= 0


@dataclass(frozen=True)
class Network:
    length: int
    times: dict[str, Times]
    path: tuple[str, ...]


def starts(project: Project) -> list[int]:
    """The earliest starts, as if nothing were shared."""
    begin = [a.earliest for a in project.activities]
    into: list[list[tuple[int, int]]] = [[] for _ in project.activities]
    for i, j, w in project.edges:
        into[j].append((i, w))
    for j in project.order:
        for i, w in into[j]:
            begin[j] = max(begin[j], begin[i] + w)
    return begin


def critical_path(project: Project) -> Network:
    """Times of all activities and the longest chain. BadProject: what is wrong with the project."""
    checked(project)
    n = len(project.activities)
    duration = [a.duration for a in project.activities]
    early = starts(project)
    length = max((early[i] + duration[i] for i in range(n)), default=0)
    late = [length - d for d in duration]
    free = [length - early[i] - duration[i] for i in range(n)]
    out: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for i, j, w in project.edges:
        out[i].append((j, w))
    for i in reversed(project.order):
        for j, w in out[i]:
            late[i] = min(late[i], late[j] - w)
            free[i] = min(free[i], early[j] - w - early[i])
    times = {
        a.id: Times(
            a.id,
            early[i],
            early[i] + duration[i],
            late[i],
            late[i] + duration[i],
            late[i] - early[i],
            free[i],
        )
        for i, a in enumerate(project.activities)
    }
    return Network(length, times, _chain(project, early, duration, late, length))


def _chain(
    project: Project, early: list[int], duration: list[int], late: list[int], length: int
) -> tuple[str, ...]:
    """One longest chain, from the activity that ends last back to one that waits for nothing."""
    into: list[list[int]] = [[] for _ in project.activities]
    for i, j, w in project.edges:
        if early[i] + w == early[j] and late[i] <= early[i]:
            into[j].append(i)
    last = [i for i in project.order if early[i] + duration[i] == length]
    if not last:
        return ()
    chain = [last[-1]]
    while into[chain[-1]]:
        chain.append(into[chain[-1]][0])
    return tuple(project.activities[i].id for i in reversed(chain))
