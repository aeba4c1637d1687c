"""When will it be finished: a distribution, not a date.

Monte Carlo over three-point estimates (PERT: Malcolm et al. 1959, doi 10.1287/opre.7.5.646).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .project import Activity, Project, checked, weight


@dataclass(frozen=True)
class Risk:
    """Something that may happen: with this chance each of its activities takes `delay` longer."""

    id: str
    chance: float
    delay: float
    activities: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Forecast:
    """`finish`: the time by which the project is finished in so many of a hundred runs. `critical`:
    how often each activity is on the critical path. All from what is known now: what has begun or
    ended is taken as it was.
    """

    runs: int
    mean: float
    finish: Mapping[int, float]
    critical: Mapping[str, float]
    ends: NDArray[np.float64]

    def chance(self, due: float) -> float:
        """Of being finished by then."""
        return float((self.ends <= due).mean())


@dataclass(frozen=True)
class Actual:
    """What is known of an activity that has begun: its start, and its finish or how much of its
    duration is left.
    """

    start: float
    finish: float | None = None
    left: float | None = None


def forecast(
    project: Project,
    runs: int = 5000,
    seed: int = 1,
    risks: tuple[Risk, ...] = (),
    actual: Mapping[str, Actual] | None = None,
    now: float = 0.0,
) -> Forecast:
    """A beta-PERT draw for each activity with an estimate, its duration else.

    The same seed gives the same forecast.

    What has not begun starts at `now` at the earliest. BadProject: what is wrong with the project;
    ValueError: a risk or a fact of something that the project does not have.
    """
    checked(project)
    known = dict(actual or {})
    for name in [*known, *(a for r in risks for a in r.activities)]:
        if name not in project.index:
            raise ValueError(f"the project has no activity {name}")
    for r in risks:
        if not 0 <= r.chance <= 1:
            raise ValueError(f"risk {r.id}: a chance lies between 0 and 1, not {r.chance}")
    rng = np.random.default_rng(seed)
    drawn = (
        np.stack([_draws(rng, a, runs) for a in project.activities])
        if project.activities
        else np.zeros((0, runs))
    )
    for r in risks:
        happens = rng.random(runs) < r.chance
        for name in r.activities:
            drawn[project.index[name]] += happens * r.delay
    begin = _begun(project, known, drawn, now)
    into: list[list[int]] = [[] for _ in project.activities]
    out_of: list[list[int]] = [[] for _ in project.activities]
    for k, (i, j, _) in enumerate(project.edges):
        into[j].append(k)
        out_of[i].append(k)
    for j in project.order:
        if project.activities[j].id in known:
            continue
        for k in into[j]:
            i, link = project.edges[k][0], project.links[k]
            need = begin[i] + weight(link, drawn[i], drawn[j])
            begin[j] = np.maximum(begin[j], need)
    ends = (begin + drawn).max(axis=0) if len(begin) else np.zeros(runs)
    late = ends[None, :] - drawn
    for i in reversed(project.order):
        for k in out_of[i]:
            j = project.edges[k][1]
            late[i] = np.minimum(late[i], late[j] - weight(project.links[k], drawn[i], drawn[j]))
    critical = {
        a.id: float((late[i] - begin[i] <= 1e-9).mean()) for i, a in enumerate(project.activities)
    }
    return Forecast(
        runs,
        float(ends.mean()),
        {p: float(np.percentile(ends, p, method="inverted_cdf")) for p in (5, 10, 50, 80, 90, 95)},
        critical,
        ends,
    )


def _begun(
    project: Project, known: Mapping[str, Actual], drawn: NDArray[np.float64], now: float
) -> NDArray[np.float64]:
    """When each activity begins at the earliest, before its links (activities × runs, in days);
    what is known of one takes the place of its draws.
    """
    begin = np.zeros_like(drawn)
    for i, a in enumerate(project.activities):
        fact = known.get(a.id)
        if fact is None:
            begin[i] = max(float(a.earliest), now)
        else:
            begin[i] = fact.start
            if fact.finish is not None:
                drawn[i] = fact.finish - fact.start
            else:
                left = (
                    drawn[i] * 0 + fact.left
                    if fact.left is not None
                    else np.maximum(drawn[i] - (now - fact.start), 0)
                )
                drawn[i] = now - fact.start + left
    return begin


def _draws(rng: np.random.Generator, a: Activity, runs: int) -> NDArray[np.float64]:
    """Beta-PERT: a mean of (least + 4 likely + most) / 6."""
    e = a.estimate
    if e is None or e.most == e.least:
        return np.full(runs, float(a.duration if e is None else e.least))
    width = e.most - e.least
    return e.least + width * rng.beta(
        1 + 4 * (e.likely - e.least) / width, 1 + 4 * (e.most - e.likely) / width, runs
    )
