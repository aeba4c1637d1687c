"""A problem as arrays: every start that calendars, windows, people and daylight leave to each
visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .problem import Experiment, Option, Placement, Problem, Schedule, Unit

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
FAR = 1 << 40


class Data(NamedTuple):
    """What does not change in a search. Blocks are placed whole; a block has members (experiments),
    a member has options (units), an option has visits, a visit has starts. `x0[i]:x0[i+1]` is the
    range of i's parts. Times are slots of the unit unless said to be ticks.
    """

    b_m0: Ints
    b_value: Ints
    b_bonus: Ints  # what it adds that a block stays where `home` has it
    b_one: Ints  # the first group of which one is chosen, or -1
    b_g0: Ints
    b_groups: Ints  # all such groups
    g_b0: Ints
    g_blocks: Ints
    m_o0: Ints
    m_block: Ints
    m_piece0: Ints
    m_gap_least: Ints  # ticks
    m_gap_most: Ints
    m_class: Ints
    m_share: Ints  # (members, 2): index of a share, or -1
    m_n0: Ints
    n_pool: Ints
    n_amount: Ints
    o_unit: Ints
    o_setup: Ints
    o_preference: Ints
    o_v0: Ints
    v_slots: Ints
    v_c0: Ints
    starts: Ints
    home: Ints  # (members, 1 + most visits): option and starts to stay at, or -1
    u_step: Ints
    u_offset: Ints
    u_table: Ints
    u_reserve: Ints  # the pool that keeps its reserve, or -1
    u_open: Ints  # (units, slots): 1 in user time
    x0: Ints  # neighbours
    x_units: Ints
    unlike: Ints  # (classes, classes)
    alone: Ints  # 1: a class that excludes none
    changeover: Ints  # (tables, setups, setups)
    longest: Ints  # of each table
    capacity: Ints  # (pools, ticks)
    recovery: Ints
    period: Ints  # 0: no load
    load: Ints  # (pools, periods)
    p_m0: Ints
    p_members: Ints
    c0: Ints
    c_first: Ints
    c_second: Ints
    c_overlap: Ints
    c_least: Ints
    c_most: Ints
    share: Ints  # permille


@dataclass(frozen=True)
class Columns:
    """The arrays with the names that they stand for."""

    problem: Problem
    data: Data
    members: tuple[Experiment, ...]
    options: tuple[Option, ...]
    pools: tuple[str, ...]  # the problem's, then "reserve:<unit>"
    impossible: tuple[str, ...]  # experiments without any start, and those tied to them
    facility: Ints  # of each unit

    @property
    def tied(self) -> bool:
        """Whether there are rules that the time-indexed relaxation leaves out."""
        d = self.data
        return bool(
            d.changeover.any() or d.unlike.any() or len(d.c_first) or (np.diff(d.o_v0) > 1).any()
        )


def open_slots(problem: Problem, unit: Unit) -> Bools:
    """Which slots of a unit are user time from end to end."""
    ticks = np.zeros(problem.horizon + unit.step, bool)
    calendar = problem.calendar[unit.calendar]
    for a, b in calendar.user:
        ticks[max(0, a) : min(b, problem.horizon)] = True
    for c in (*calendar.closures, *unit.closures):
        ticks[max(0, c.start) : max(0, c.end)] = False
    ticks[problem.horizon :] = False
    count = max(0, (problem.horizon - unit.offset) // unit.step)
    return (
        ticks[unit.offset : unit.offset + count * unit.step].reshape(count, unit.step).all(axis=1)
    )


def _free_ticks(problem: Problem, e: Experiment) -> Bools:
    """Ticks that may be part of a run as far as the team and shared things' closures go."""
    ticks = np.ones(problem.horizon, bool)
    for a, b in e.unavailable:
        ticks[max(0, a) : max(0, b)] = False
    for need in e.needs:
        pool = problem.pool[need.pool]
        for a, b in pool.closed:
            ticks[max(0, a - pool.recovery) : max(0, b)] = False
        if need.amount > pool.capacity:
            ticks[:] = False
    return ticks


def _all_true(mask: Bools, first: Ints, last: Ints) -> Bools:
    """Whether mask holds everywhere in [first, last) for each pair."""
    total = np.concatenate(([0], np.cumsum(mask)))
    return np.asarray(total[last] - total[first] == last - first, bool)


def starts_of(
    problem: Problem, e: Experiment, option: Option, slots: int, opened: Bools, free: Bools
) -> Ints:
    """Slots at which a visit of so many slots may start."""
    unit = problem.unit[option.unit]
    if slots > len(opened):
        return np.zeros(0, np.int64)
    s = np.arange(len(opened) - slots + 1)
    a = unit.offset + s * unit.step
    b = a + slots * unit.step
    fine = _all_true(opened, s, s + slots) & _all_true(free, a, b)
    if e.windows:
        inside = np.zeros(len(s), bool)
        for x, y in e.windows:
            inside |= (x <= a) & (b <= y)
        fine &= inside
    if e.day_only and problem.day[0] < problem.day[1]:
        p, q = a * problem.tick_minutes, b * problem.tick_minutes - 1
        fine &= (
            (p % 1440 >= problem.day[0]) & (p // 1440 == q // 1440) & (q % 1440 < problem.day[1])
        )
    return s[fine]


def blocks_of(problem: Problem) -> list[list[Experiment]]:
    """Experiments that are placed together or not at all, in the problem's order."""
    root = {e.id: e.id for e in problem.experiments}

    def find(x: str) -> str:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for c in problem.couplings:
        root[find(c.first)] = find(c.second)
    for g in problem.groups:
        if g.kind == "all":
            for name in g.experiments[1:]:
                root[find(name)] = find(g.experiments[0])
    found: dict[str, list[Experiment]] = {}
    for e in problem.experiments:
        found.setdefault(find(e.id), []).append(e)
    return list(found.values())


@dataclass(frozen=True)
class Standing:
    """What a re-plan starts from. `home` and `bonus`: where experiments are, and what it is worth
    that they stay there; `value` replaces the values of experiments; `pinned`: visits (by their
    number) that keep their start; no other starts before `earliest`.
    """

    home: Schedule = field(default_factory=Schedule)
    bonus: dict[str, int] = field(default_factory=dict)
    value: dict[str, int] = field(default_factory=dict)
    pinned: dict[str, dict[int, int]] = field(default_factory=dict)
    earliest: int = 0


def columns(problem: Problem, standing: Standing | None = None) -> Columns:
    """Compile a checked problem."""
    return _Compiler(problem, standing or Standing()).run()


class _Compiler:
    """Lists that grow, then arrays."""

    def __init__(self, problem: Problem, standing: Standing) -> None:
        self.problem, self.standing = problem, standing
        self.home, self.bonus, self.value = standing.home, standing.bonus, standing.value
        self.unit_index = {u.id: i for i, u in enumerate(problem.units)}
        self.opened = [open_slots(problem, u) for u in problem.units]
        self.setups: dict[str, int] = {"": 0}
        self.classes: dict[str, int] = {"": 0}
        self.locked = {p.experiment: p for p in problem.locked}
        self.members: list[Experiment] = []
        self.options: list[Option] = []
        self.visits: list[tuple[int, Ints]] = []
        self.o_v0, self.m_o0, self.b_m0 = [0], [0], [0]
        self.impossible: list[str] = []

    def run(self) -> Columns:
        problem = self.problem
        one = {
            name: g
            for g, group in enumerate(problem.groups)
            if group.kind == "oneof"
            for name in group.experiments
        }
        chosen: list[list[int]] = []
        blocks: list[list[Experiment]] = []
        for block in blocks_of(problem):
            rows = [self._rows(e) for e in block]
            groups = {one[e.id] for e in block if e.id in one}
            # two parts of one campaign of which only one may be placed: the campaign never can be
            clash = sum(e.id in one for e in block) > len(groups)
            if clash or not all(rows):
                self.impossible += [e.id for e in block]
                continue
            for e, options in zip(block, rows, strict=True):
                self.members.append(e)
                for option, visits in options:
                    self.options.append(option)
                    self.visits += visits
                    self.o_v0.append(len(self.visits))
                self.m_o0.append(len(self.options))
            self.b_m0.append(len(self.members))
            chosen.append(sorted(groups))
            blocks.append(block)
        return self._arrays(blocks, chosen)

    def _rows(self, e: Experiment) -> list[tuple[Option, list[tuple[int, Ints]]]]:
        free, found = _free_ticks(self.problem, e), []
        lock, pinned, home = (
            self.locked.get(e.id),
            self.standing.pinned.get(e.id, {}),
            self.home.by_experiment.get(e.id),
        )
        for option in e.options:
            if (
                pinned
                and home
                and (option.unit, len(option.visits)) != (home.unit, len(home.starts))
            ):
                continue
            if lock and (option.unit, len(option.visits)) != (lock.unit, len(lock.starts)):
                continue
            unit, opened = self.problem.unit[option.unit], self.opened[self.unit_index[option.unit]]
            visits = []
            for i, n in enumerate(option.visits):
                kept = lock.starts[i] if lock else pinned.get(i)
                if kept is not None:
                    starts = np.array([(kept - unit.offset) // unit.step])
                else:
                    starts = starts_of(self.problem, e, option, n, opened, free)
                    starts = starts[unit.offset + starts * unit.step >= self.standing.earliest]
                visits.append((n, starts))
            if all(len(s) for _, s in visits):
                found.append((option, visits))
        return found

    def _index(self, table: dict[str, int], name: str) -> int:
        return table.setdefault(name, len(table))

    def _users(
        self, needs: list[list[tuple[int, int]]], pool: dict[str, int], pools: int
    ) -> list[list[int]]:
        """The members that draw on each pool, by the pool's number."""
        users: list[list[int]] = [[] for _ in range(pools)]
        for m in range(len(self.members)):
            for row_of_pool, _ in needs[m]:
                users[row_of_pool].append(m)
            for o in self.options[self.m_o0[m] : self.m_o0[m + 1]]:
                name = f"reserve:{o.unit}"
                if name in pool and (not users[pool[name]] or users[pool[name]][-1] != m):
                    users[pool[name]].append(m)
        return users

    def _homes(self, most: int) -> NDArray[np.int64]:
        """Where each member stays: its option and the slots of its visits, -1 where it has none."""
        homes = np.full((len(self.members), 1 + most), -1)
        for m, e in enumerate(self.members):
            stay = self.home.by_experiment.get(e.id)
            for k in range(self.m_o0[m], self.m_o0[m + 1]):
                o = self.options[k]
                if stay and (o.unit, len(o.visits)) == (stay.unit, len(stay.starts)):
                    u = self.problem.unit[o.unit]
                    homes[m, 0] = k
                    homes[m, 1 : 1 + len(stay.starts)] = [
                        (a - u.offset) // u.step for a in stay.starts
                    ]
        return homes

    def _beside(self) -> list[set[int]]:
        """The units beside each unit, by number; a neighbour is one both ways."""
        beside: list[set[int]] = [set() for _ in self.problem.units]
        for u in self.problem.units:
            for v in u.neighbours:
                if v != u.id:
                    beside[self.unit_index[u.id]].add(self.unit_index[v])
                    beside[self.unit_index[v]].add(self.unit_index[u.id])
        return beside

    def _arrays(self, blocks: list[list[Experiment]], chosen: list[list[int]]) -> Columns:
        problem = self.problem
        pools = [*problem.pools]
        reserved = [u for u in problem.units if u.reserve]
        pool_names = [p.id for p in pools] + [f"reserve:{u.id}" for u in reserved]
        pool_index = {n: i for i, n in enumerate(pool_names)}
        index = {e.id: i for i, e in enumerate(self.members)}
        block_of = {e.id: b for b, block in enumerate(blocks) for e in block}
        capacity, period, load = _limits(problem, reserved, self.opened, self.unit_index)
        needs = [[(pool_index[n.pool], n.amount) for n in e.needs] for e in self.members]
        users = self._users(needs, pool_index, len(pool_names))
        shares = {(s.of, s.name): i for i, s in enumerate(problem.shares)}
        most = max((len(o.visits) for o in self.options), default=1)
        pieces = np.cumsum(
            [0]
            + [
                max(
                    (len(o.visits) for o in self.options[self.m_o0[m] : self.m_o0[m + 1]]),
                    default=0,
                )
                for m in range(len(self.members))
            ]
        )
        homes = self._homes(most)
        tied = _tied(problem, index, block_of, len(blocks))
        setups = [self._index(self.setups, o.setup) for o in self.options]
        for t in problem.changeovers:
            for a, b, _ in t.slots:
                self._index(self.setups, a)
                self._index(self.setups, b)
        table_index = {t.id: i + 1 for i, t in enumerate(problem.changeovers)}
        change = np.zeros((len(table_index) + 1, len(self.setups), len(self.setups)), np.int64)
        for t in problem.changeovers:
            for before, later, slots in t.slots:
                change[table_index[t.id], self.setups[before], self.setups[later]] = slots
        classes = [self._index(self.classes, e.safety) for e in self.members]
        for x in problem.exclusions:
            self._index(self.classes, x.first)
            self._index(self.classes, x.second)
        unlike = np.zeros((len(self.classes), len(self.classes)), np.int64)
        for x in problem.exclusions:
            one, two = self.classes[x.first], self.classes[x.second]
            unlike[one, two] = unlike[two, one] = 1
        beside = self._beside()
        widest = max((len(o) for o in self.opened), default=1)
        u_open = np.zeros((len(problem.units), widest), np.int64)
        for i, row in enumerate(self.opened):
            u_open[i, : len(row)] = row
        groups: dict[int, list[int]] = {}
        for number, mine in enumerate(chosen):
            for g in mine:
                groups.setdefault(g, []).append(number)
        group_index = {g: i for i, g in enumerate(groups)}
        flat = [b for bs in groups.values() for b in bs]
        value = [sum(self.value.get(e.id, e.value) for e in block) for block in blocks]
        data = Data(
            b_m0=ints(self.b_m0),
            b_value=ints(value),
            b_bonus=ints([sum(self.bonus.get(e.id, 0) for e in block) for block in blocks]),
            b_one=ints([group_index[g[0]] if g else -1 for g in chosen]),
            b_g0=_offsets([len(g) for g in chosen]),
            b_groups=ints([group_index[x] for g in chosen for x in g]),
            g_b0=_offsets([len(v) for v in groups.values()]),
            g_blocks=ints(flat),
            m_o0=ints(self.m_o0),
            m_block=ints([block_of[e.id] for e in self.members]),
            m_piece0=pieces.astype(np.int64),
            m_gap_least=ints([e.gap[0] for e in self.members]),
            m_gap_most=ints([FAR if e.gap[1] is None else e.gap[1] for e in self.members]),
            m_class=ints(classes),
            m_share=ints(
                [
                    [
                        shares.get(("programme", e.programme), -1),
                        shares.get(("organisation", e.organisation), -1),
                    ]
                    for e in self.members
                ]
            ).reshape(-1, 2),
            m_n0=_offsets([len(n) for n in needs]),
            n_pool=ints([p for n in needs for p, _ in n]),
            n_amount=ints([a for n in needs for _, a in n]),
            o_unit=ints([self.unit_index[o.unit] for o in self.options]),
            o_setup=ints(setups),
            o_preference=ints([o.preference for o in self.options]),
            o_v0=ints(self.o_v0),
            v_slots=ints([n for n, _ in self.visits]),
            v_c0=_offsets([len(s) for _, s in self.visits]),
            starts=np.concatenate([s for _, s in self.visits]).astype(np.int64)
            if self.visits
            else ints([]),
            home=homes.astype(np.int64),
            u_step=ints([u.step for u in problem.units]),
            u_offset=ints([u.offset for u in problem.units]),
            u_table=ints([table_index.get(u.changeover or "", 0) for u in problem.units]),
            u_reserve=ints([pool_index.get(f"reserve:{u.id}", -1) for u in problem.units]),
            u_open=u_open,
            x0=_offsets([len(n) for n in beside]),
            x_units=ints([v for n in beside for v in sorted(n)]),
            unlike=unlike,
            alone=(unlike.max(axis=1) == 0).astype(np.int64),
            changeover=change,
            longest=change.max(axis=(1, 2)) if change.size else ints([0]),
            capacity=capacity,
            recovery=ints([p.recovery for p in pools] + [0] * len(reserved)),
            period=period,
            load=load,
            p_m0=_offsets([len(u) for u in users]),
            p_members=ints([m for u in users for m in u]),
            c0=_offsets([len(t) for t in tied]),
            c_first=ints([t[0] for ts in tied for t in ts]),
            c_second=ints([t[1] for ts in tied for t in ts]),
            c_overlap=ints([t[2] for ts in tied for t in ts]),
            c_least=ints([t[3] for ts in tied for t in ts]),
            c_most=ints([t[4] for ts in tied for t in ts]),
            share=ints([s.permille for s in problem.shares]),
        )
        names = {f: i for i, f in enumerate(dict.fromkeys(u.facility for u in problem.units))}
        return Columns(
            problem,
            data,
            tuple(self.members),
            tuple(self.options),
            tuple(pool_names),
            tuple(self.impossible),
            ints([names[u.facility] for u in problem.units]),
        )


def _limits(
    problem: Problem, reserved: list[Unit], opened: list[Bools], index: dict[str, int]
) -> tuple[Ints, Ints, Ints]:
    """Capacity a tick, period, and load a period, of each pool and each unit's reserve."""
    rows = len(problem.pools) + len(reserved)
    capacity = np.full((rows, problem.horizon), FAR)
    period = np.array(
        [p.period or 0 for p in problem.pools] + [u.reserve_period for u in reserved], np.int64
    )
    most = max((-(-problem.horizon // n) for n in period if n), default=1)
    load = np.full((rows, most), FAR)
    for i, p in enumerate(problem.pools):
        capacity[i] = p.capacity
        for a, b in p.closed:
            capacity[i, max(0, a) : max(0, b)] = 0
        if p.load is not None:
            load[i] = p.load
    for i, u in enumerate(reserved, len(problem.pools)):
        ticks = np.zeros(problem.horizon, np.int64)
        slots = np.repeat(opened[index[u.id]], u.step)
        ticks[u.offset : u.offset + len(slots)] = slots
        for k in range(-(-problem.horizon // u.reserve_period)):
            load[i, k] = max(
                0, int(ticks[k * u.reserve_period : (k + 1) * u.reserve_period].sum()) - u.reserve
            )
    return capacity, period, load


def ints(values: object) -> Ints:
    return np.array(values, np.int64)


def _offsets(lengths: list[int]) -> Ints:
    return np.concatenate(([0], np.cumsum(np.array(lengths, np.int64)))).astype(np.int64)


def placement(cols: Columns, member: int, option: int, starts: list[int]) -> Placement:
    """A placement from an option's index and slots."""
    unit = cols.problem.unit[cols.options[option].unit]
    return Placement(
        cols.members[member].id, unit.id, tuple(unit.offset + s * unit.step for s in starts)
    )


def _tied(
    problem: Problem, index: dict[str, int], block_of: dict[str, int], blocks: int
) -> list[list[tuple[int, int, int, int, int]]]:
    """The couplings within each block: first, second, together or not, least and most ticks
    between.
    """
    tied: list[list[tuple[int, int, int, int, int]]] = [[] for _ in range(blocks)]
    for c in problem.couplings:
        if c.first in index:
            tied[block_of[c.first]].append(
                (
                    index[c.first],
                    index[c.second],
                    int(c.kind == "simultaneous"),
                    c.least,
                    FAR if c.most is None else c.most,
                )
            )
    return tied
