"""After a disturbance: a new schedule in which as little as possible moves, and who moves, why, and
at what cost.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from . import anneal
from .checks import checked
from .columns import Columns, Standing, columns
from .errors import BadProblem, Fault
from .exact import exact
from .problem import Closure, Experiment, Placement, Problem, Schedule, Span, Unit
from .solve import Effort, Search
from .validate import value_of

KINDS = ("beam", "unit", "team", "urgent")


@dataclass(frozen=True)
class Disturbance:
    """What happened. `beam`: these units have no beam in the span; `unit`: they are down; `team`:
    the experiment's team cannot come then; `urgent`: a new experiment that must have time.
    """

    kind: str
    span: Span = (0, 0)
    units: tuple[str, ...] = ()
    experiment: str = ""
    urgent: Experiment | None = None


@dataclass(frozen=True)
class Costs:
    """What a change costs, in multiples of the mean value of what is placed. A confirmed visit
    weighs so much that every other way is taken first.
    """

    move: int = 2
    drop: int = 6
    move_confirmed: int = 60
    drop_confirmed: int = 300


@dataclass(frozen=True)
class Change:
    """One experiment that is no longer where it was.

    `after` None: it has lost its time; `before` None: it is new.
    """

    experiment: str
    before: Placement | None
    after: Placement | None
    zh: str
    en: str
    cost: int


@dataclass(frozen=True)
class Repair:
    """`cost`: what was had before, weighed with what staying is worth, less what is had now; a gain
    is negative. `least`: no schedule costs less; it is there when the problem was small enough to
    prove it.
    """

    problem: Problem
    schedule: Schedule
    changes: tuple[Change, ...]
    value_before: int
    value: int
    cost: int
    least: int | None
    seconds: float
    kept: frozenset[str] = field(default_factory=frozenset)

    @property
    def moved(self) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.before and c.after)


def disturbed(problem: Problem, d: Disturbance) -> Problem:
    """The problem after it happened.

    BadProblem: an unknown unit or experiment, or a span that ends before it begins.
    """
    faults = []
    if d.kind not in KINDS:
        faults.append(
            Fault(
                "disturbance",
                f"没有类型 {d.kind}",
                f"unknown kind {d.kind!r}; use one of {', '.join(KINDS)}",
            )
        )
    faults += [
        Fault(f"unit {u}", "没有此单元", "there is no such unit")
        for u in d.units
        if u not in problem.unit
    ]
    if d.kind in ("beam", "unit") and not d.units:
        faults.append(Fault("disturbance", "请指明单元", "say which units it hit"))
    if d.kind == "team" and d.experiment not in problem.experiment:
        faults.append(
            Fault(f"experiment {d.experiment}", "没有此实验", "there is no such experiment")
        )
    if d.kind == "urgent" and d.urgent is None:
        faults.append(Fault("disturbance", "请给出加急实验", "give the urgent experiment"))
    if d.kind != "urgent" and not 0 <= d.span[0] < d.span[1] <= problem.horizon:
        faults.append(
            Fault(
                "disturbance",
                "时间不在本周期之内",
                f"{d.span[0]} to {d.span[1]} is no stretch of the cycle, 0 to {problem.horizon}",
            )
        )
    if faults:
        raise BadProblem(faults)
    if d.kind == "team":
        return replace(
            problem,
            experiments=tuple(
                replace(e, unavailable=(*e.unavailable, d.span)) if e.id == d.experiment else e
                for e in problem.experiments
            ),
        )
    if d.kind == "urgent":
        assert d.urgent is not None
        return checked(replace(problem, experiments=(*problem.experiments, d.urgent)))
    lost = Closure("shutdown", *d.span, label=d.kind)
    # a reserve is kept for just this: units that were hit may use theirs
    return replace(
        problem,
        units=tuple(
            replace(u, closures=(*u.closures, lost), reserve=0) if u.id in d.units else u
            for u in problem.units
        ),
    )


def _broken(problem: Problem, d: Disturbance, p: Placement) -> set[int]:
    """Which visits of a placement the disturbance makes impossible."""
    hit = p.unit in d.units if d.kind in ("beam", "unit") else p.experiment == d.experiment
    return (
        {i for i, (a, b) in enumerate(problem.runs(p)) if hit and a < d.span[1] and d.span[0] < b}
        if d.kind != "urgent"
        else set()
    )


def replan(
    problem: Problem,
    schedule: Schedule,
    what: Disturbance,
    now: int,
    notice: int = 0,
    seconds: float = 2.5,
    costs: Costs | None = None,
    seed: int = 1,
    calm: bool = True,
) -> Repair:
    """A new schedule from tick `now` on.

    Runs that begin before `now + notice` stay as they are, unless they were hit.

    `calm` False leaves the costs of moving out: the full re-plan, to be seen beside the calm one.
    Raises BadProblem.
    """
    began, costs = time.monotonic(), costs or Costs()
    after, frozen = disturbed(problem, what), now + notice
    locked, pinned = [], {}
    for p in schedule.placements:
        broken = _broken(problem, what, p)
        kept = {i: a for i, a in enumerate(p.starts) if a < frozen and i not in broken}
        if len(kept) == len(p.starts):
            locked.append(p)
        elif kept:
            pinned[p.experiment] = kept
    for p in problem.locked:
        if p not in locked and not _broken(problem, what, p):
            locked.append(p)
    mean = max(1, round(value_of(problem, schedule) / max(1, len(schedule.placements))))
    urgent = {what.urgent.id} if what.urgent else set()
    bonus, value = {}, {}
    for p in schedule.placements:
        e = problem.experiment[p.experiment]
        if calm:
            bonus[e.id] = mean * (costs.move_confirmed if e.confirmed else costs.move)
            value[e.id] = e.value + mean * (costs.drop_confirmed if e.confirmed else costs.drop)
    for name in urgent:
        value[name] = after.experiment[name].value + mean * costs.drop_confirmed // 2
    after = replace(after, locked=tuple(locked))
    cols = columns(after, Standing(schedule, bonus, value, pinned, frozen))
    standing = Schedule(tuple(p for p in schedule.placements if not _broken(problem, what, p)))
    placed, had, bound = _settled(
        cols, standing, max(0.3, seconds - (time.monotonic() - began)), mean, seed
    )
    changes = tuple(_changes(problem, after, schedule, placed, what, mean, costs))
    most = _worth(problem, schedule, value, bonus)
    return Repair(
        after,
        placed,
        changes,
        value_of(problem, schedule),
        value_of(after, placed),
        most - had,
        None if bound is None else most - bound,
        time.monotonic() - began,
        frozenset(p.experiment for p in locked),
    )


def _worth(
    problem: Problem, schedule: Schedule, value: dict[str, int], bonus: dict[str, int]
) -> int:
    return sum(
        value.get(p.experiment, problem.experiment[p.experiment].value) + bonus.get(p.experiment, 0)
        for p in schedule.placements
    )


def _settled(
    cols: Columns, standing: Schedule, seconds: float, mean: int, seed: int
) -> tuple[Schedule, int, int | None]:
    """Anneal from what still stands; where few starts are left, prove the result.

    Gives the schedule, its worth and a bound on that.
    """
    small = len(cols.data.starts) <= 6000
    search = Search(
        cols.problem, Effort(seconds=seconds, workers=1, seed=seed, later=0.0), standing, cols=cols
    )
    d = cols.data
    search.anneal(seconds * (0.4 if small else 0.9), 0.5 * mean, 0.01 * mean)
    found, had = anneal.schedule_of(cols, search.best), int(anneal.worth(d, search.best))
    proven = exact(cols, found, seconds * 0.6, seed) if small else None
    if proven is None:
        return found, had, None
    schedule, bound = proven
    better = int(anneal.worth(d, anneal.loaded(cols, schedule)))
    return (schedule, better, bound) if better > had else (found, had, bound)


def _changes(
    problem: Problem,
    after: Problem,
    old: Schedule,
    new: Schedule,
    what: Disturbance,
    mean: int,
    costs: Costs,
) -> list[Change]:
    found = []
    names = {
        "beam": ("失束", "beam was lost"),
        "unit": ("设备停机", "the unit is down"),
        "team": ("团队不能来", "the team cannot come"),
        "urgent": ("加急实验", "an urgent experiment came"),
    }
    zh, en = names[what.kind]
    for p in old.placements:
        q = new.by_experiment.get(p.experiment)
        if q == p:
            continue
        e, hit = problem.experiment[p.experiment], bool(_broken(problem, what, p))
        room = (
            []
            if hit
            else [
                x.experiment
                for x in new.placements
                if x != old.by_experiment.get(x.experiment) and _meets(after, x, problem, p)
            ]
        )
        why_zh = zh if hit else (f"让位给 {'、'.join(room)}" if room else "连带移动")
        why_en = (
            en
            if hit
            else (f"makes room for {', '.join(room)}" if room else "moved along with others")
        )
        if q is None:
            cost = e.value + mean * (
                (costs.drop_confirmed + costs.move_confirmed)
                if e.confirmed
                else costs.drop + costs.move
            )
            found.append(
                Change(
                    e.id,
                    p,
                    None,
                    f"{why_zh}，没有其他时间",
                    f"{why_en}; no other time was found",
                    cost,
                )
            )
        else:
            found.append(
                Change(
                    e.id,
                    p,
                    q,
                    why_zh,
                    why_en,
                    mean * (costs.move_confirmed if e.confirmed else costs.move),
                )
            )
    for q in new.placements:
        if q.experiment not in old.by_experiment:
            found.append(Change(q.experiment, None, q, "新安排", "newly placed", 0))
    return found


def _meets(after: Problem, x: Placement, before: Problem, p: Placement) -> bool:
    return x.unit == p.unit and any(
        a < d and c < b for a, b in after.runs(x) for c, d in before.runs(p)
    )


def side_by_side(
    problem: Problem,
    schedule: Schedule,
    what: Disturbance,
    now: int,
    notice: int = 0,
    seconds: float = 2.5,
) -> tuple[Repair, Repair]:
    """The calm re-plan and the full one."""
    return replan(problem, schedule, what, now, notice, seconds), replan(
        problem, schedule, what, now, notice, seconds, calm=False
    )


def units_of(problem: Problem, facility: str) -> tuple[str, ...]:
    """All units of a facility, for a loss of its beam. BadProblem: there is no such facility."""
    found: list[Unit] = [u for u in problem.units if u.facility == facility]
    if not found:
        raise BadProblem([Fault(f"facility {facility}", "没有此设施", "there is no such facility")])
    return tuple(u.id for u in found)
