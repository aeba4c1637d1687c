"""Is a problem one that can be meant? Every fault names the thing that has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from .errors import BadProblem, Fault
from .problem import CLOSED_MODES, Experiment, Placement, Pool, Problem, Span, Unit

LARGEST = 2**31 - 1


def checked(problem: Problem) -> Problem:
    """The problem itself. BadProblem: with all that is wrong."""
    faults = list(faults_of(problem))
    if faults:
        raise BadProblem(faults)
    return problem


def faults_of(problem: Problem) -> Iterator[Fault]:
    yield from _scope(problem)
    for kind, names in (
        ("unit", [u.id for u in problem.units]),
        ("experiment", [e.id for e in problem.experiments]),
        ("pool", [p.id for p in problem.pools]),
        ("calendar", [c.id for c in problem.calendars]),
    ):
        for name, times in Counter(names).items():
            if times > 1:
                yield Fault(f"{kind} {name}", "重复", f"stands {times} times; names must be unique")
    for calendar in problem.calendars:
        yield from _spans(f"calendar {calendar.id}", calendar.user, problem, "user")
        yield from _spans(
            f"calendar {calendar.id}",
            [(c.start, c.end) for c in calendar.closures],
            problem,
            "closure",
        )
    for unit in problem.units:
        yield from _unit(unit, problem)
    yield from _changeovers(problem)
    for pool in problem.pools:
        yield from _pool(pool, problem)
    for experiment in problem.experiments:
        yield from _experiment(experiment, problem)
    yield from _ties(problem)
    for share in problem.shares:
        if share.of not in ("programme", "organisation") or not 0 <= share.permille <= 1000:
            yield Fault(
                f"share {share.name}",
                "份额须为0至1000‰",
                "a share is of a programme or an organisation, 0 to 1000 thousandths",
            )
    for placement in problem.locked:
        yield from _locked(placement, problem)


def _scope(problem: Problem) -> Iterator[Fault]:
    if not 0 < problem.horizon <= 200_000:
        yield Fault(
            "problem",
            "时间范围须为1至200000个时间单位",
            f"horizon must be 1 to 200000 ticks, not {problem.horizon}",
        )
    if not 0 < problem.tick_minutes <= 1440 or 1440 % problem.tick_minutes:
        yield Fault(
            "problem",
            "时间单位须能整除一天",
            f"tick_minutes must divide a day, {problem.tick_minutes} does not",
        )


def _changeovers(problem: Problem) -> Iterator[Fault]:
    tables = {c.id for c in problem.changeovers}
    for table in problem.changeovers:
        for a, b, slots in table.slots:
            if not 0 <= slots <= 10_000:
                yield Fault(
                    f"changeover {table.id}",
                    "换装时间不合理",
                    f"from {a!r} to {b!r} takes {slots} slots; use 0 or more",
                )
    for unit in problem.units:
        if unit.changeover is not None and unit.changeover not in tables:
            yield Fault(
                f"unit {unit.id}",
                f"没有换装表 {unit.changeover}",
                f"unknown changeover table {unit.changeover!r}",
            )


def _pool(pool: Pool, problem: Problem) -> Iterator[Fault]:
    if pool.capacity < 0 or pool.recovery < 0 or (pool.load is not None and pool.load < 0):
        yield Fault(
            f"pool {pool.id}",
            "容量、恢复和负荷不能为负",
            "capacity, recovery and load cannot be negative",
        )
    if (pool.load is None) != (pool.period is None) or (
        pool.period is not None and pool.period <= 0
    ):
        yield Fault(
            f"pool {pool.id}",
            "负荷与周期须同时给出",
            "give load and a period of 1 tick or more, or neither",
        )
    yield from _spans(f"pool {pool.id}", pool.closed, problem, "closed")


def _spans(where: str, spans: Iterable[Span], problem: Problem, what: str) -> Iterator[Fault]:
    for a, b in spans:
        if a >= b:
            yield Fault(where, "结束须晚于开始", f"{what} {a} to {b} ends before it begins")
        elif b <= 0 or a >= problem.horizon:
            yield Fault(
                where,
                "不在本周期之内",
                f"{what} {a} to {b} lies outside the cycle, 0 to {problem.horizon}",
            )


def _unit(unit: Unit, problem: Problem) -> Iterator[Fault]:
    where = f"unit {unit.id}"
    if unit.calendar not in problem.calendar:
        yield Fault(where, f"没有日历 {unit.calendar}", f"unknown calendar {unit.calendar!r}")
    if unit.step <= 0 or not 0 <= unit.offset < max(1, unit.step):
        yield Fault(
            where,
            "班次长度须为正",
            f"step {unit.step} and offset {unit.offset}: a slot is 1 tick or more, and the offset"
            " less than a slot",
        )
    if unit.reserve < 0 or (unit.reserve and unit.reserve_period <= 0):
        yield Fault(
            where,
            "预留须为正并有周期",
            "a reserve is 0 ticks or more in a period of 1 tick or more",
        )
    for other in unit.neighbours:
        if other not in problem.unit:
            yield Fault(where, f"没有相邻单元 {other}", f"unknown neighbour {other!r}")
    for c in unit.closures:
        if c.mode not in CLOSED_MODES:
            yield Fault(
                where,
                f"没有模式 {c.mode}",
                f"unknown mode {c.mode!r}; use one of {', '.join(CLOSED_MODES)}",
            )
    yield from _spans(where, [(c.start, c.end) for c in unit.closures], problem, "closure")


def _experiment(e: Experiment, problem: Problem) -> Iterator[Fault]:
    where = f"experiment {e.id}"
    if not 0 <= e.value <= LARGEST:
        yield Fault(where, "价值须为非负整数", f"value {e.value} must be 0 to {LARGEST}")
    if not e.options:
        yield Fault(where, "没有可用的单元", "no unit can serve it: give at least one option")
    seen: set[tuple[str, int]] = set()
    for option in e.options:
        if option.unit not in problem.unit:
            yield Fault(where, f"没有单元 {option.unit}", f"unknown unit {option.unit!r}")
        if not option.visits or any(n <= 0 for n in option.visits):
            yield Fault(
                where,
                "每次实验须至少一个班次",
                f"visits {list(option.visits)}: each takes 1 slot or more",
            )
        if (option.unit, len(option.visits)) in seen:
            yield Fault(
                where,
                f"{option.unit} 上有两个相同的选项",
                f"two options on {option.unit!r} with {len(option.visits)} visits; keep one",
            )
        seen.add((option.unit, len(option.visits)))
    for what, spans in (("window", e.windows), ("unavailable", e.unavailable)):
        yield from _spans(where, spans, problem, what)
    least, most = e.gap
    if least < 0 or (most is not None and most < least):
        yield Fault(where, "间隔不合理", f"gap {least} to {most} between visits")
    for need in e.needs:
        if need.pool not in problem.pool:
            yield Fault(where, f"没有共用资源 {need.pool}", f"unknown pool {need.pool!r}")
        elif need.amount <= 0:
            yield Fault(
                where, "所需数量须为正", f"needs {need.amount} of {need.pool}; use 1 or more"
            )
    if len({n.pool for n in e.needs}) < len(e.needs):
        yield Fault(where, "同一资源写了两次", "the same pool is named twice; add the amounts")


def _ties(problem: Problem) -> Iterator[Fault]:
    member: dict[str, int] = {}
    for number, group in enumerate(problem.groups):
        if group.kind not in ("oneof", "all"):
            yield Fault(
                f"group {number}",
                f"没有组类型 {group.kind}",
                f"unknown kind {group.kind!r}; use oneof or all",
            )
        for name in group.experiments:
            if name not in problem.experiment:
                yield Fault(
                    f"experiment {name}",
                    "组中没有此实验",
                    f"group {number} names it, but there is no such experiment",
                )
            elif group.kind == "oneof":
                if name in member:
                    yield Fault(
                        f"experiment {name}",
                        "在两个择一组中",
                        f"it stands in two groups of which one is chosen, {member[name]} and"
                        f" {number}",
                    )
                member[name] = number
    after: dict[str, set[str]] = {}
    for c in problem.couplings:
        for name in (c.first, c.second):
            if name not in problem.experiment:
                yield Fault(
                    f"experiment {name}",
                    "耦合中没有此实验",
                    "a coupling names it, but there is no such experiment",
                )
        if c.first == c.second:
            yield Fault(f"experiment {c.first}", "不能与自身耦合", "it is coupled to itself")
        if c.kind not in ("before", "simultaneous"):
            yield Fault(
                f"experiment {c.first}",
                f"没有耦合类型 {c.kind}",
                f"unknown coupling {c.kind!r}; use before or simultaneous",
            )
        if c.least < 0 or (c.most is not None and c.most < c.least):
            yield Fault(
                f"experiment {c.first}",
                "耦合间隔不合理",
                f"coupled to {c.second} at {c.least} to {c.most} ticks",
            )
        if c.kind == "before" and c.first != c.second:
            after.setdefault(c.first, set()).add(c.second)
    ring = _ring(after)
    if ring:
        path = " → ".join(ring)
        yield Fault(
            f"experiment {ring[0]}", f"循环耦合：{path}", f"its couplings go in a circle: {path}"
        )


def _ring(after: dict[str, set[str]]) -> list[str]:
    """A circle of `before`, or nothing."""
    done: set[str] = set()
    for root in after:
        path: list[str] = []
        stack = [(root, 0)]
        while stack:
            node, depth = stack.pop()
            del path[depth:]
            if node in path:
                return [*path[path.index(node) :], node]
            if node in done:
                continue
            path.append(node)
            children = after.get(node, set()) - done
            stack += [(child, depth + 1) for child in children]
            if not children:
                done.add(node)
    return []


def _locked(placement: Placement, problem: Problem) -> Iterator[Fault]:
    where = f"experiment {placement.experiment}"
    if placement.experiment not in problem.experiment:
        yield Fault(where, "锁定了不存在的实验", "it is locked, but there is no such experiment")
        return
    try:
        problem.option_of(placement)
    except KeyError:
        yield Fault(
            where,
            f"不能锁定在 {placement.unit}",
            f"it is locked on {placement.unit}, where it has no such option",
        )
        return
    unit = problem.unit.get(placement.unit)
    if unit and any(
        (a - unit.offset) % unit.step or not 0 <= a < problem.horizon for a in placement.starts
    ):
        yield Fault(
            where,
            "锁定的开始时间不在班次上",
            f"it is locked at {list(placement.starts)}, which no slot of {placement.unit} begins"
            " with",
        )
