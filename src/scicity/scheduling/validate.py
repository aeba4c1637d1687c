"""Does a schedule keep every rule?

Written apart from the solver: plain loops over the problem as it is stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .problem import Placement, Problem, Schedule, Span, Unit


@dataclass(frozen=True)
class Violation:
    kind: str
    experiments: tuple[str, ...]
    zh: str
    en: str


Runs = dict[str, list[Span]]


def validate(problem: Problem, schedule: Schedule) -> list[Violation]:
    """Every rule that the schedule breaks. An empty list says that it can be run."""
    return list(violations(problem, schedule))


def violations(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    at: dict[str, Placement] = {}
    for p in schedule.placements:
        name = p.experiment
        if name not in problem.experiment:
            yield Violation(
                "unknown", (name,), f"没有实验 {name}", f"there is no experiment {name}"
            )
        elif name in at:
            yield Violation("twice", (name,), f"{name} 被安排了两次", f"{name} is placed twice")
        elif all(
            (o.unit, len(o.visits)) != (p.unit, len(p.starts))
            for o in problem.experiment[name].options
        ):
            yield Violation(
                "option",
                (name,),
                f"{name} 不能在 {p.unit} 上进行",
                f"{name} cannot run on {p.unit} in {len(p.starts)} visits",
            )
        else:
            at[name] = p
    runs = {name: problem.runs(p) for name, p in at.items()}
    for name, p in at.items():
        yield from _alone(problem, p, runs[name])
    yield from _units(problem, at, runs)
    yield from _reserves(problem, at, runs)
    yield from _pools(problem, at, runs)
    yield from _couplings(problem, at, runs)
    yield from _groups(problem, at)
    yield from _neighbours(problem, at, runs)
    for fixed in problem.locked:
        if at.get(fixed.experiment) != fixed:
            yield Violation(
                "locked",
                (fixed.experiment,),
                f"{fixed.experiment} 已锁定，不能移动",
                f"{fixed.experiment} is locked and was moved",
            )


def closed_at(problem: Problem, unit: Unit, span: Span) -> str:
    """The mode that keeps a unit closed somewhere in a span, or an empty text when all of it is
    user time.
    """
    calendar = problem.calendar[unit.calendar]
    for c in (*calendar.closures, *unit.closures):
        if c.start < span[1] and span[0] < c.end:
            return c.mode
    at = span[0]
    for a, b in sorted(calendar.user):
        if a <= at < b:
            at = b
    return "" if at >= span[1] and span[1] <= problem.horizon else "outside"


def in_daytime(problem: Problem, span: Span) -> bool:
    """Whether a span lies within the day-time of one day."""
    first, last = problem.day
    if first >= last:
        return True
    a, b = span[0] * problem.tick_minutes, span[1] * problem.tick_minutes
    return a % 1440 >= first and a // 1440 == (b - 1) // 1440 and (b - 1) % 1440 < last


def _alone(problem: Problem, p: Placement, runs: list[Span]) -> Iterator[Violation]:
    e, unit, name = problem.experiment[p.experiment], problem.unit[p.unit], p.experiment
    for run in runs:
        if (run[0] - unit.offset) % unit.step or run[0] < 0:
            yield Violation(
                "slot",
                (name,),
                f"{name} 未从班次开始",
                f"{name} does not start with a slot of {unit.id}",
            )
        mode = closed_at(problem, unit, run)
        if mode:
            yield Violation(
                "calendar",
                (name,),
                f"{unit.id} 此时不开放（{mode}）",
                f"{unit.id} gives no user time then ({mode})",
            )
        if e.windows and not any(a <= run[0] and run[1] <= b for a, b in e.windows):
            yield Violation(
                "window", (name,), f"{name} 超出其时间窗", f"{name} runs outside its windows"
            )
        if any(a < run[1] and run[0] < b for a, b in e.unavailable):
            yield Violation(
                "unavailable",
                (name,),
                f"{name} 的团队此时不能来",
                f"the team of {name} is away then",
            )
        if e.day_only and not in_daytime(problem, run):
            yield Violation("day", (name,), f"{name} 只能在白天进行", f"{name} is day-only work")
    least, most = e.gap
    for (_, end), (start, _) in pairwise(runs):
        if start - end < least or (most is not None and start - end > most):
            yield Violation(
                "gap",
                (name,),
                f"{name} 两次实验的间隔不对",
                f"the visits of {name} are {start - end} ticks apart, not {least} to {most}",
            )


def _units(problem: Problem, at: dict[str, Placement], runs: Runs) -> Iterator[Violation]:
    slots = {t.id: {(a, b): n for a, b, n in t.slots} for t in problem.changeovers}
    on: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for name, p in at.items():
        on[p.unit] += [(a, b, name, problem.option_of(p).setup) for a, b in runs[name]]
    for unit_id, held in on.items():
        unit = problem.unit[unit_id]
        table = slots.get(unit.changeover or "", {})
        longest = max(table.values(), default=0) * unit.step
        held.sort()
        for i, (_, end, name, setup) in enumerate(held):
            for start, _, other, after in held[i + 1 :]:
                if start >= end + longest and start >= end:
                    break
                both = (name, other)
                if start < end:
                    yield Violation(
                        "overlap",
                        both,
                        f"{name} 与 {other} 在 {unit_id} 上重叠",
                        f"{name} and {other} overlap on {unit_id}",
                    )
                elif start - end < table.get((setup, after), 0) * unit.step:
                    yield Violation(
                        "changeover",
                        both,
                        f"{name} 之后来不及为 {other} 换装",
                        f"no time after {name} to set up for {other} on {unit_id}",
                    )


def _reserves(problem: Problem, at: dict[str, Placement], runs: Runs) -> Iterator[Violation]:
    for unit in problem.units:
        if not unit.reserve:
            continue
        mine = [(name, r) for name, p in at.items() if p.unit == unit.id for r in runs[name]]
        for k, begin in enumerate(range(0, problem.horizon, unit.reserve_period)):
            end = min(begin + unit.reserve_period, problem.horizon)
            there = [
                (n, min(b, end) - max(a, begin)) for n, (a, b) in mine if a < end and begin < b
            ]
            if there and sum(x for _, x in there) > max(
                0, _open_ticks(problem, unit, begin, end) - unit.reserve
            ):
                yield Violation(
                    "reserve",
                    tuple(n for n, _ in there),
                    f"{unit.id} 第{k + 1}期未留足机动机时",
                    f"{unit.id} keeps less than its reserve in period {k + 1}",
                )


def _open_ticks(problem: Problem, unit: Unit, begin: int, end: int) -> int:
    """Ticks of whole open slots of a unit in a stretch."""
    total = 0
    first = begin - (begin - unit.offset) % unit.step
    for a in range(first, end, unit.step):
        if a >= 0 and not closed_at(problem, unit, (a, a + unit.step)):
            total += min(a + unit.step, end) - max(a, begin)
    return total


def _pools(problem: Problem, at: dict[str, Placement], runs: Runs) -> Iterator[Violation]:
    users: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
    for name in at:
        for need in problem.experiment[name].needs:
            users[need.pool] += [(a, b, need.amount, name) for a, b in runs[name]]
    for pool_id, held in users.items():
        pool = problem.pool[pool_id]
        for a, b, _, name in held:
            if any(x < b + pool.recovery and a < y for x, y in pool.closed):
                yield Violation(
                    "pool", (name,), f"{pool_id} 此时不可用", f"{pool_id} is not to be had then"
                )
        for moment in sorted({a for a, _, _, _ in held}):
            there = [(n, amount) for a, b, amount, n in held if a <= moment < b + pool.recovery]
            if sum(x for _, x in there) > pool.capacity:
                names = tuple(n for n, _ in there)
                yield Violation(
                    "pool",
                    names,
                    f"{pool_id} 不够：{'、'.join(names)}",
                    f"too few of {pool_id} for {', '.join(names)}",
                )
        if pool.load is not None and pool.period:
            used: dict[int, int] = defaultdict(int)
            who: dict[int, list[str]] = defaultdict(list)
            for a, b, amount, name in held:
                for k in range(a // pool.period, (b - 1) // pool.period + 1):
                    used[k] += amount * (min(b, (k + 1) * pool.period) - max(a, k * pool.period))
                    who[k].append(name)
            for k, ticks in used.items():
                if ticks > pool.load:
                    yield Violation(
                        "load",
                        tuple(who[k]),
                        f"{pool_id} 第{k + 1}期超负荷",
                        f"{pool_id} has more work than it may in period {k + 1}",
                    )


def _couplings(problem: Problem, at: dict[str, Placement], runs: Runs) -> Iterator[Violation]:
    for c in problem.couplings:
        both = (c.first, c.second)
        if (c.first in at) != (c.second in at):
            yield Violation(
                "campaign",
                both,
                f"{c.first} 与 {c.second} 须一同安排",
                f"{c.first} and {c.second} are placed together or not at all",
            )
        elif c.first in at:
            first, second = runs[c.first], runs[c.second]
            apart = second[0][0] - first[-1][1]
            if c.kind == "simultaneous" and not (
                first[0][0] < second[-1][1] and second[0][0] < first[-1][1]
            ):
                yield Violation(
                    "coupling",
                    both,
                    f"{c.first} 与 {c.second} 须同时进行",
                    f"{c.first} and {c.second} must run at the same time",
                )
            if c.kind == "before" and (apart < c.least or (c.most is not None and apart > c.most)):
                yield Violation(
                    "coupling",
                    both,
                    f"{c.second} 与 {c.first} 的间隔不对",
                    f"{c.second} starts {apart} ticks after {c.first}, not {c.least} to {c.most}",
                )


def _groups(problem: Problem, at: dict[str, Placement]) -> Iterator[Violation]:
    for group in problem.groups:
        there = tuple(n for n in group.experiments if n in at)
        if group.kind == "oneof" and len(there) > 1:
            yield Violation(
                "oneof",
                there,
                f"只能安排其中一个：{'、'.join(there)}",
                f"at most one may be placed of {', '.join(there)}",
            )
        if group.kind == "all" and there and len(there) < len(set(group.experiments)):
            yield Violation(
                "campaign",
                tuple(group.experiments),
                f"须整体安排：{'、'.join(group.experiments)}",
                f"placed together or not at all: {', '.join(group.experiments)}",
            )


def _neighbours(problem: Problem, at: dict[str, Placement], runs: Runs) -> Iterator[Violation]:
    unlike = {frozenset((x.first, x.second)) for x in problem.exclusions}
    if not unlike:
        return
    on: dict[str, list[str]] = defaultdict(list)
    for name, p in at.items():
        on[p.unit].append(name)
    pairs = {tuple(sorted((u.id, v))) for u in problem.units for v in u.neighbours if u.id != v}
    for u, v in sorted(pairs):
        for a in on[u]:
            for b in on[v]:
                classes = frozenset((problem.experiment[a].safety, problem.experiment[b].safety))
                if classes in unlike and any(
                    x[0] < y[1] and y[0] < x[1] for x in runs[a] for y in runs[b]
                ):
                    yield Violation(
                        "exclusion",
                        (a, b),
                        f"{a} 与 {b} 不得相邻同时进行",
                        f"{a} and {b} may not run side by side",
                    )


def value_of(problem: Problem, schedule: Schedule) -> int:
    return sum(problem.experiment[p.experiment].value for p in schedule.placements)
