"""A project: activities, the links between them and what they share.

Durations and lags are working days, or any one unit of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal

Kind = Literal["FS", "SS", "FF", "SF"]


class BadProject(Exception):
    """What is wrong with a project, all of it at once; each fault names its activity."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Estimate:
    """A three-point estimate of a duration."""

    least: float
    likely: float
    most: float


@dataclass(frozen=True)
class Activity:
    """`parent`: the summary of the work breakdown that it belongs to.

    A milestone has duration 0.
    """

    id: str
    duration: int
    demands: Mapping[str, int] = field(default_factory=dict)
    name: str = ""
    parent: str = ""
    estimate: Estimate | None = None
    cost: float = 0.0
    earliest: int = 0


@dataclass(frozen=True)
class Link:
    """FS: `after` starts when `before` has ended and `lag` has passed; SS, FF, SF likewise.

    A negative lag is a lead.
    """

    before: str
    after: str
    kind: Kind = "FS"
    lag: int = 0


@dataclass(frozen=True)
class Project:
    """`resources`: how much there is of each at any time."""

    id: str
    activities: tuple[Activity, ...]
    links: tuple[Link, ...] = ()
    resources: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def index(self) -> dict[str, int]:
        return {a.id: i for i, a in enumerate(self.activities)}

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Activities so that each comes after those before it."""
        graph: dict[int, set[int]] = {i: set() for i in range(len(self.activities))}
        for link in self.links:
            graph[self.index[link.after]].add(self.index[link.before])
        return tuple(TopologicalSorter(graph).static_order())

    @cached_property
    def edges(self) -> tuple[tuple[int, int, int], ...]:
        """(i, j, w): j starts at least w after i starts."""
        found = []
        for link in self.links:
            i, j = self.index[link.before], self.index[link.after]
            found.append(
                (i, j, weight(link, self.activities[i].duration, self.activities[j].duration))
            )
        return tuple(found)


def weight(link: Link, before: Any, after: Any) -> Any:
    """What a link means for the two starts, given the two durations: numbers, or arrays of
    draws.
    """
    return (
        link.lag
        + (before if link.kind in ("FS", "FF") else 0)
        - (after if link.kind in ("FF", "SF") else 0)
    )


def checked(project: Project) -> Project:
    """The project itself. BadProject: what is wrong with it."""
    faults = []
    names = [a.id for a in project.activities]
    for name in sorted({n for n in names if names.count(n) > 1}):
        faults.append(f"activity {name}: there are two of this name; give each its own")
    known = set(names)
    for a in project.activities:
        faults += _activity_faults(project, a)
    for link in project.links:
        for name in (link.before, link.after):
            if name not in known:
                faults.append(f"link {link.before} → {link.after}: there is no activity {name}")
        if link.kind not in ("FS", "SS", "FF", "SF"):
            faults.append(
                f"link {link.before} → {link.after}: {link.kind} is no kind of link; use FS, SS, FF"
                " or SF"
            )
    if not faults:
        try:
            project.order  # noqa: B018 - sorting finds the circle
        except CycleError as error:
            circle = " → ".join(project.activities[i].id for i in error.args[1])
            faults.append(
                f"activity {project.activities[error.args[1][0]].id}: it waits for itself"
                f" ({circle}); take one of these links out"
            )
    if faults:
        raise BadProject(faults)
    return project


def _activity_faults(project: Project, a: Activity) -> Iterator[str]:
    if a.duration < 0:
        yield (f"activity {a.id}: its duration is {a.duration}; it must be 0 (a milestone) or more")
    if a.earliest < 0:
        yield (f"activity {a.id}: it cannot start before the project does ({a.earliest})")
    if a.estimate and not 0 <= a.estimate.least <= a.estimate.likely <= a.estimate.most:
        yield (
            f"activity {a.id}: the estimate must be least ≤ likely ≤ most, not"
            f" {a.estimate.least}, {a.estimate.likely}, {a.estimate.most}"
        )
    for resource, amount in a.demands.items():
        if resource not in project.resources:
            yield (f"activity {a.id}: it needs {resource}, which the project does not have")
        elif amount < 0:
            yield (f"activity {a.id}: it needs {amount} of {resource}; that cannot be less than 0")
        elif a.duration and amount > project.resources[resource]:
            yield (
                f"activity {a.id}: it needs {amount} of {resource}, of which there are"
                f" {project.resources[resource]}"
            )
