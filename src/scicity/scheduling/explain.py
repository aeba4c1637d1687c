"""Why an experiment has no time, what one that has time competed with, and what would be if
something were otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scicity.scheduling import anneal
from scicity.scheduling.anneal import State
from scicity.scheduling.columns import FAR, Columns, Ints, columns, open_slots
from scicity.scheduling.errors import BadProblem, Fault
from scicity.scheduling.problem import Experiment, Option, Placement, Problem, Schedule, Solution
from scicity.scheduling.solve import Effort, solve
from scicity.scheduling.validate import Violation, in_daytime, validate

Item = tuple[str, str]  # kind of rule, and whose

WORDS = {
    "calendar": ("{0} 不在用户机时内", "{0} gives no user time then"),
    "window": ("申请的时间窗", "its time window"),
    "unavailable": ("团队不能来的日子", "the days on which the team is away"),
    "day": ("只能在白天进行", "it is day-only work"),
    "closed": ("{0} 不可用", "{0} is not to be had then"),
    "scarce": ("{0} 的总量不足其所需", "it needs more of {0} than there is"),
    "taken": ("{0} 已给其他实验", "{0} is given to other experiments"),
    "changeover": ("在 {0} 上来不及换装", "there is no time to change the set-up on {0}"),
    "neighbour": (
        "{0} 旁边的实验与其安全类别相斥",
        "an experiment beside {0} excludes its safety class",
    ),
    "pool": ("{0} 已被占用", "{0} is in use"),
    "load": ("{0} 的工作负荷已满", "{0} has as much work as it may"),
    "reserve": ("{0} 须为机动留出机时", "{0} keeps time in reserve for rapid access"),
    "oneof": ("已安排了二者择一的 {0}", "{0} was chosen in its stead"),
    "visits": ("两次实验的间隔", "the gap between its visits"),
    "coupling": ("与 {0} 的时间关系", "its tie in time to {0}"),
    "campaign": ("同一联合申请的 {0} 排不进", "{0} of the same campaign has no time"),
}


@dataclass(frozen=True)
class Reason:
    """`rules`: the smallest set of rules that together leave no start.

    `displaces`: the least that would have to go, and its value.
    """

    experiment: str
    rules: tuple[Item, ...]
    displaces: tuple[str, ...] = ()
    price: int | None = None
    proven: bool = True

    def told(self, language: str) -> list[str]:
        """Each rule in words."""
        return [WORDS[k][0 if language == "zh" else 1].format(w) for k, w in self.rules]

    def words(self, language: str, value: int) -> str:
        texts = self.told(language)
        if language == "zh":
            text = f"{self.experiment} 未安排：" + "；".join(texts) + "。"
            return text + (
                f"要安排它，至少须移去 {'、'.join(self.displaces)}"
                f"（价值 {self.price}，它自身 {value}）。"
                if self.displaces
                else ""
            )
        text = f"{self.experiment} has no time: " + "; ".join(texts) + "."
        return text + (
            f" To place it, at least {', '.join(self.displaces)} would have to go (worth"
            f" {self.price}; it is worth {value})."
            if self.displaces
            else ""
        )


def why_not(problem: Problem, schedule: Schedule, name: str) -> Reason:
    """The smallest set of rules that keeps an experiment out of a schedule.

    KeyError: unknown; ValueError: it has time.
    """
    e = problem.experiment[name]
    if name in schedule.by_experiment:
        raise ValueError(f"{name} has time in this schedule")
    cols = columns(problem)
    state = anneal.loaded(cols, schedule)
    ties = _ties(problem, schedule, e)
    sets: set[frozenset[Item]] = set()
    cheapest: tuple[int, tuple[str, ...]] | None = None
    for option in e.options:
        per_visit = [_starts(problem, cols, state, e, option, n) for n in option.visits]
        for items, _ in min(per_visit, key=lambda v: sum(not s for s, _ in v)):
            sets.add(frozenset(items | ties))
        if len(option.visits) == 1:
            for items, a in per_visit[0]:
                if items and all(
                    k in ("taken", "changeover", "neighbour", "pool", "load", "reserve", "oneof")
                    for k, _ in items
                ):
                    cost, out = _displaced(problem, schedule, Placement(name, option.unit, (a,)))
                    if out and (cheapest is None or cost < cheapest[0]):
                        cheapest = (cost, out)
    if frozenset() in sets:
        # each visit alone would fit: what is missing is a way to fit them together
        extra = {("visits", "")} if any(len(o.visits) > 1 for o in e.options) else set()
        extra |= {("campaign", other) for other in _block(problem, e) if other != name}
        sets = {s or frozenset(extra) for s in sets}
    rules = smallest([s for s in sets if s])
    return Reason(name, rules, cheapest[1] if cheapest else (), cheapest[0] if cheapest else None)


def smallest(sets: list[frozenset[Item]]) -> tuple[Item, ...]:
    """A smallest set of rules of which each start breaks one (a minimum hitting set, solved
    exactly).
    """
    from ortools.sat.python import cp_model

    minimal = [s for s in set(sets) if not any(o < s for o in sets)]
    items = sorted({i for s in minimal for i in s})
    model = cp_model.CpModel()
    take = {i: model.new_bool_var("") for i in items}
    for s in minimal:
        model.add_bool_or([take[i] for i in s])
    model.minimize(sum(take.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.solve(model)
    return tuple(i for i in items if solver.value(take[i]))


def _block(problem: Problem, e: Experiment) -> list[str]:
    tied = {e.id}
    for _ in range(len(problem.couplings) + len(problem.groups)):
        before = len(tied)
        for c in problem.couplings:
            if {c.first, c.second} & tied:
                tied |= {c.first, c.second}
        for g in problem.groups:
            if g.kind == "all" and set(g.experiments) & tied:
                tied |= set(g.experiments)
        if len(tied) == before:
            break
    return sorted(tied)


def _ties(problem: Problem, schedule: Schedule, e: Experiment) -> set[Item]:
    """Rules that hold at every start: another of its choice was placed."""
    return {
        ("oneof", other)
        for g in problem.groups
        if g.kind == "oneof" and e.id in g.experiments
        for other in g.experiments
        if other != e.id and other in schedule.by_experiment
    }


def _starts(
    problem: Problem, cols: Columns, s: State, e: Experiment, option: Option, n: int
) -> list[tuple[set[Item], int]]:
    """Each start of a visit on a unit, with the rules that it breaks."""
    d, unit = cols.data, problem.unit[option.unit]
    u = next(i for i, x in enumerate(problem.units) if x.id == unit.id)
    opened, found = open_slots(problem, unit), []
    table = {
        (a, b): k for t in problem.changeovers if t.id == unit.changeover for a, b, k in t.slots
    }
    reach = max(table.values(), default=0)
    unlike = {x for p in problem.exclusions for x in ((p.first, p.second), (p.second, p.first))}
    beside = (
        [
            i
            for i, x in enumerate(problem.units)
            if x.id in unit.neighbours or unit.id in x.neighbours
        ]
        if any(a == e.safety for a, _ in unlike)
        else []
    )
    for a in range(len(opened) - n + 1):
        items: set[Item] = set()
        first, stop = unit.offset + a * unit.step, unit.offset + (a + n) * unit.step
        if not opened[a : a + n].all():
            items.add(("calendar", unit.id))
        if e.windows and not any(x <= first and stop <= y for x, y in e.windows):
            items.add(("window", ""))
        if any(x < stop and first < y for x, y in e.unavailable):
            items.add(("unavailable", ""))
        if e.day_only and not in_daytime(problem, (first, stop)):
            items.add(("day", ""))
        if (s.occupied[u, a : a + n] >= 0).any():
            items.add(("taken", unit.id))
        near = range(max(0, a - reach), min(len(opened), a + n + reach))
        if _too_near(cols, s, (u, a, n), near, option.setup, table):
            items.add(("changeover", unit.id))
        for v in beside:
            w = problem.units[v]
            lo, hi = max(0, (first - w.offset) // w.step), -((w.offset - stop) // w.step)
            for q in set(s.occupied[v, lo:hi].tolist()) - {-1}:
                if (e.safety, cols.members[int(s.member[q])].safety) in unlike:
                    items.add(("neighbour", unit.id))
        items.update(_pools(problem, cols, s, e, first, stop))
        r = int(d.u_reserve[u])
        if r >= 0 and _over(d.period[r], s.load[r], d.load[r], first, stop, 1):
            items.add(("reserve", unit.id))
        found.append((items, first))
    return found


def _too_near(
    cols: Columns,
    s: State,
    visit: tuple[int, int, int],
    near: range,
    setup: str,
    table: dict[tuple[str, str], int],
) -> bool:
    """Whether a visit (unit, first slot, slots) leaves what stands in the slots near it too
    little time for the change of set-ups.
    """
    u, a, n = visit
    for t in near:
        q = s.occupied[u, t]
        if q >= 0 and not a <= t < a + n:
            other = cols.options[int(s.option[s.member[q]])].setup
            need = table.get((other, setup), 0) if t < a else table.get((setup, other), 0)
            apart = a - int(s.end[q]) if t < a else int(s.start[q]) - a - n
            if 0 <= apart < need:
                return True
    return False


def _pools(
    problem: Problem, cols: Columns, s: State, e: Experiment, first: int, stop: int
) -> Iterator[Item]:
    """The rules of pools that `e` breaks from tick `first` to `stop`."""
    d, row = cols.data, {p: i for i, p in enumerate(cols.pools)}
    for need in e.needs:
        p, pool = row[need.pool], problem.pool[need.pool]
        until = min(stop + pool.recovery, problem.horizon)
        if need.amount > pool.capacity:
            yield ("scarce", pool.id)
        elif any(x < stop + pool.recovery and first < y for x, y in pool.closed):
            yield ("closed", pool.id)
        elif (s.use[p, first:until] + need.amount > d.capacity[p, first:until]).any():
            yield ("pool", pool.id)
        if _over(d.period[p], s.load[p], d.load[p], first, stop, need.amount):
            yield ("load", pool.id)


def _over(period: int, used: Ints, most: Ints, first: int, stop: int, amount: int) -> bool:
    if not period or most[0] >= FAR:
        return False
    return any(
        used[k] + amount * (min(stop, (k + 1) * period) - max(first, k * period)) > most[k]
        for k in range(first // period, (stop - 1) // period + 1)
    )


def _displaced(problem: Problem, schedule: Schedule, p: Placement) -> tuple[int, tuple[str, ...]]:
    """Who would have to go for a placement, one violation after another, and what they are
    worth.
    """
    out: set[str] = set()
    unit = problem.unit[p.unit]
    a, b = problem.runs(p)[0]
    reach = (
        max(
            (k for t in problem.changeovers if t.id == unit.changeover for _, _, k in t.slots),
            default=0,
        )
        * unit.step
    )
    for q in schedule.placements:
        if q.unit == p.unit and any(x < b + reach and a - reach < y for x, y in problem.runs(q)):
            out.add(q.experiment)
    rest = Schedule((*[q for q in schedule.placements if q.experiment not in out], p))
    # whoever only stands near may stay after all
    for name in sorted(out, key=lambda n: -problem.experiment[n].value):
        trial = Schedule((*rest.placements, schedule.by_experiment[name]))
        if not clashes(problem, trial, p.experiment):
            out.discard(name)
            rest = trial
    while (bad := clashes(problem, rest, p.experiment)) and len(out) < 12:
        others = [
            n for v in bad for n in v.experiments if n != p.experiment and n in rest.by_experiment
        ]
        if not others:
            return 0, ()
        gone = min(others, key=lambda n: problem.experiment[n].value)
        out.add(gone)
        rest = Schedule(tuple(q for q in rest.placements if q.experiment != gone))
    out |= {
        m
        for n in out
        for m in _block(problem, problem.experiment[n])
        if m in schedule.by_experiment
    }
    return sum(problem.experiment[n].value for n in out), tuple(sorted(out))


def clashes(problem: Problem, schedule: Schedule, name: str) -> list[Violation]:
    """The rules that an experiment breaks where it now stands: the validator on all that could meet
    it.
    """
    e, p = problem.experiment[name], schedule.by_experiment[name]
    unit = problem.unit[p.unit]
    near = {p.unit, *unit.neighbours, *(u.id for u in problem.units if p.unit in u.neighbours)}
    pools, tied = {n.pool for n in e.needs}, set(_block(problem, e))
    tied |= {x for g in problem.groups if name in g.experiments for x in g.experiments}
    mine = Schedule(
        tuple(
            q
            for q in schedule.placements
            if q.unit in near
            or q.experiment in tied
            or pools & {n.pool for n in problem.experiment[q.experiment].needs}
        )
    )
    part = replace(problem, locked=tuple(x for x in problem.locked if x.experiment == name))
    return [v for v in validate(part, mine) if name in v.experiments and v.kind != "campaign"]


def competed(problem: Problem, schedule: Schedule, name: str, most: int = 10) -> list[str]:
    """Experiments without time that could have had the time of this one, the most valuable
    first.
    """
    p = schedule.by_experiment[name]
    runs = problem.runs(p)
    rest = Schedule(tuple(q for q in schedule.placements if q.experiment != name))
    found: list[tuple[int, str]] = []
    cols = columns(problem)
    state = anneal.loaded(cols, rest)
    for e in problem.experiments:
        if e.id in schedule.by_experiment:
            continue
        for o in e.options:
            if o.unit == p.unit and any(
                not items and any(a < y + n * problem.unit[o.unit].step and y < b for a, b in runs)
                for n in o.visits[:1]
                for items, y in _starts(problem, cols, state, e, o, n)
            ):
                found.append((e.value, e.id))
                break
    return [name for _, name in sorted(found, key=lambda x: (-x[0], x[1]))[:most]]


@dataclass(frozen=True)
class WhatIf:
    problem: Problem
    before: Solution
    after: Solution


def moved_closures(problem: Problem, where: str, mode: str, ticks: int) -> Problem:
    """The same problem with a mode's closures of a calendar or unit moved by so many ticks.

    BadProblem: nothing is so named.
    """
    hit = False
    calendars, units = [], []
    for c in problem.calendars:
        moved = tuple(
            (
                replace(x, start=x.start + ticks, end=x.end + ticks)
                if c.id == where and x.mode == mode
                else x
            )
            for x in c.closures
        )
        hit |= moved != c.closures
        calendars.append(replace(c, closures=moved))
    for u in problem.units:
        moved = tuple(
            (
                replace(x, start=x.start + ticks, end=x.end + ticks)
                if u.id == where and x.mode == mode
                else x
            )
            for x in u.closures
        )
        hit |= moved != u.closures
        units.append(replace(u, closures=moved))
    if not hit:
        raise BadProblem(
            [
                Fault(
                    f"calendar {where}",
                    f"没有 {mode} 时段",
                    f"there is no calendar or unit {where!r} with a closure of mode {mode!r}",
                )
            ]
        )
    return replace(problem, calendars=tuple(calendars), units=tuple(units))


def what_if(
    problem: Problem, other: Problem, effort: Effort, schedule: Schedule | None = None
) -> WhatIf:
    """Both problems solved with the same effort, the second from the first's schedule."""
    before = solve(problem, effort, schedule)
    return WhatIf(other, before, solve(other, effort, before.schedule))
