"""The search: blocks are put somewhere, whatever is in the way is taken out, and worse schedules
are kept less and less often.

Simulated annealing by ejection (Kirkpatrick, Gelatt, Vecchi 1983, doi
10.1126/science.220.4598.671). Compiled, since it tries millions of moves a second. Every state that
it passes through keeps every rule. All counts are integers and the random numbers come from a seed,
so the same call gives the same schedule.
"""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from .columns import Columns, Data, Ints, placement
from .problem import Schedule

SKIP = 0.5
SNAP = 0.75
LEVELS = ("value", "shares", "changeovers", "compactness", "preference")


class State(NamedTuple):
    """A schedule, with what it uses. A block that is not placed remembers where it was."""

    placed: Ints
    option: Ints  # of each member
    start: Ints  # of each piece: the visit of a member
    end: Ints
    member: Ints  # whose piece it is
    occupied: NDArray[np.int32]  # (units, slots): piece, or -1
    use: Ints  # (pools, ticks)
    load: Ints  # (pools, periods)
    share: Ints  # ticks placed of each share; the last: of all
    tally: Ints  # change-overs, idle stretches, preference; whether they are counted


def empty(cols: Columns) -> State:
    d = cols.data
    pieces = np.diff(d.m_piece0)
    n = int(d.m_piece0[-1])
    opened = np.concatenate([np.zeros((len(d.u_open), 1), np.int64), d.u_open], axis=1)
    idle = int((np.diff(opened, axis=1) == 1).sum())
    return State(
        np.zeros(len(d.b_value), np.int64),
        np.zeros(len(d.m_block), np.int64),
        np.zeros(n, np.int64),
        np.zeros(n, np.int64),
        np.repeat(np.arange(len(pieces)), pieces),
        np.full(d.u_open.shape, -1, np.int32),
        np.zeros(d.capacity.shape, np.int64),
        np.zeros(d.load.shape, np.int64),
        np.zeros(len(d.share) + 1, np.int64),
        np.array([0, idle, 0, 1]),
    )


def loaded(cols: Columns, schedule: Schedule) -> State:
    """A state that holds as much of a schedule as still fits, in the schedule's order of value;
    locked first.
    """
    d, s = cols.data, empty(cols)
    index = {e.id: m for m, e in enumerate(cols.members)}
    locked = {p.experiment for p in cols.problem.locked}
    at = {**schedule.by_experiment, **{p.experiment: p for p in cols.problem.locked}}
    width = d.home.shape[1] - 1
    plans: dict[int, dict[int, tuple[int, list[int]]]] = {}
    for name, p in at.items():
        if name not in index:
            continue
        m, unit = index[name], cols.problem.unit[p.unit]
        for o in range(d.m_o0[m], d.m_o0[m + 1]):
            if (cols.options[o].unit, len(cols.options[o].visits)) == (p.unit, len(p.starts)):
                plans.setdefault(int(d.m_block[m]), {})[m] = (
                    o,
                    [(a - unit.offset) // unit.step for a in p.starts],
                )
    order = sorted(
        plans,
        key=lambda b: (-any(cols.members[m].id in locked for m in plans[b]), -int(d.b_value[b]), b),
    )
    mine = scratch(d)
    for b in order:
        if len(plans[b]) != d.b_m0[b + 1] - d.b_m0[b]:
            continue
        option = np.zeros(mine.plan_option.shape, np.int64)
        starts = np.zeros((len(option), width), np.int64)
        allowed = True
        for k, m in enumerate(range(d.b_m0[b], d.b_m0[b + 1])):
            o, slots = plans[b][m]
            option[k] = o
            starts[k, : len(slots)] = slots
            for i, slot in enumerate(slots):
                v = d.o_v0[o] + i
                allowed &= bool(np.isin(slot, d.starts[d.v_c0[v] : d.v_c0[v + 1]]))
        if allowed:
            _insert(d, s, mine, b, option, starts)
    return s


def schedule_of(cols: Columns, s: State) -> Schedule:
    """What a state has placed, by experiment."""
    d, found = cols.data, []
    for m in range(len(cols.members)):
        if s.placed[d.m_block[m]]:
            o = int(s.option[m])
            first = int(d.m_piece0[m])
            found.append(
                placement(
                    cols, m, o, [int(s.start[first + i]) for i in range(d.o_v0[o + 1] - d.o_v0[o])]
                )
            )
    return Schedule(tuple(sorted(found, key=lambda p: p.experiment)))


def copied(s: State) -> State:
    return State(*(a.copy() for a in s))  # type: ignore[arg-type]


class Scratch(NamedTuple):
    plan_option: Ints
    plan_start: Ints
    old_option: Ints
    old_start: Ints
    out: Ints  # blocks taken out by the move
    seen: Ints  # the move that last took a block out


def scratch(d: Data) -> Scratch:
    members = int(np.diff(d.b_m0).max(initial=1))
    visits = d.home.shape[1] - 1
    return Scratch(
        np.zeros(members, np.int64),
        np.zeros((members, visits), np.int64),
        np.zeros(members, np.int64),
        np.zeros((members, visits), np.int64),
        np.zeros(len(d.b_value) + 1, np.int64),
        np.full(len(d.b_value) + 1, -1, np.int64),
    )


@nb.njit(nogil=True, cache=True)
def _count(d: Data, s: State, o: int, i: int, u: int, a: int, e: int, sign: int) -> None:
    """What a visit adds to, or takes from, change-overs, idle stretches and preference.

    Its own slots are free just now.
    """
    last = s.occupied.shape[1]
    before = -1
    t = a - 1
    while t >= 0:
        if s.occupied[u, t] >= 0:
            before = s.occupied[u, t]
            break
        t -= 1
    after = -1
    t = e
    while t < last:
        if s.occupied[u, t] >= 0:
            after = s.occupied[u, t]
            break
        t += 1
    setup = d.o_setup[o]
    change = 0
    fb = d.o_setup[s.option[s.member[before]]] if before >= 0 else -1
    fa = d.o_setup[s.option[s.member[after]]] if after >= 0 else -1
    if before >= 0 and after >= 0 and fb != fa:
        change -= 1
    if before >= 0 and fb != setup:
        change += 1
    if after >= 0 and fa != setup:
        change += 1
    left = 1 if a > 0 and d.u_open[u, a - 1] == 1 and s.occupied[u, a - 1] < 0 else 0
    right = 1 if e < last and d.u_open[u, e] == 1 and s.occupied[u, e] < 0 else 0
    s.tally[0] += sign * change
    s.tally[1] += sign * (left + right - 1)
    if i == 0:
        s.tally[2] += sign * d.o_preference[o]


@nb.njit(nogil=True, cache=True)
def _mark(d: Data, s: State, m: int, o: int, i: int, a: int, sign: int) -> None:
    """Put (1) or lift (-1) the i-th visit of a member at slot a of its option's unit."""
    u, n = d.o_unit[o], d.v_slots[d.o_v0[o] + i]
    e = a + n
    piece = d.m_piece0[m] + i
    if sign < 0:
        for t in range(a, e):
            s.occupied[u, t] = -1
    if s.tally[3] == 1:
        _count(d, s, o, i, u, a, e, sign)
    if sign > 0:
        for t in range(a, e):
            s.occupied[u, t] = piece
        s.start[piece] = a
        s.end[piece] = e
    first = d.u_offset[u] + a * d.u_step[u]
    stop = d.u_offset[u] + e * d.u_step[u]
    for k in range(2):
        g = d.m_share[m, k]
        if g >= 0:
            s.share[g] += sign * (stop - first)
    s.share[-1] += sign * (stop - first)
    for x in range(d.m_n0[m], d.m_n0[m + 1]):
        p, amount = d.n_pool[x], d.n_amount[x]
        for t in range(first, min(stop + d.recovery[p], s.use.shape[1])):
            s.use[p, t] += sign * amount
        if d.period[p] > 0:
            _burden(d, s, p, first, stop, sign * amount)
    if d.u_reserve[u] >= 0:
        _burden(d, s, d.u_reserve[u], first, stop, sign)


@nb.njit(nogil=True, cache=True)
def _burden(d: Data, s: State, p: int, first: int, stop: int, amount: int) -> None:
    n = d.period[p]
    for k in range(first // n, (stop - 1) // n + 1):
        s.load[p, k] += amount * (min(stop, (k + 1) * n) - max(first, k * n))


@nb.njit(nogil=True, cache=True)
def _lift(d: Data, s: State, b: int) -> None:
    for m in range(d.b_m0[b], d.b_m0[b + 1]):
        o = s.option[m]
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            _mark(d, s, m, o, i, s.start[d.m_piece0[m] + i], -1)
    s.placed[b] = 0


@nb.njit(nogil=True, cache=True)
def _drop(d: Data, s: State, b: int) -> None:
    """Put a block back where it remembers to have been."""
    for m in range(d.b_m0[b], d.b_m0[b + 1]):
        o = s.option[m]
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            _mark(d, s, m, o, i, s.start[d.m_piece0[m] + i], 1)
    s.placed[b] = 1


@nb.njit(nogil=True, cache=True)
def _worth(d: Data, s: State, b: int) -> int:
    """The value of a placed block, with its bonus when all of it is where `home` has it."""
    if d.b_bonus[b] == 0:
        return d.b_value[b]
    for m in range(d.b_m0[b], d.b_m0[b + 1]):
        if d.home[m, 0] != s.option[m]:
            return d.b_value[b]
        o = s.option[m]
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            if d.home[m, 1 + i] != s.start[d.m_piece0[m] + i]:
                return d.b_value[b]
    return d.b_value[b] + d.b_bonus[b]


@nb.njit(nogil=True, cache=True)
def worth(d: Data, s: State) -> int:
    """The value of all that is placed, with the bonus of what stays."""
    total = 0
    for b in range(len(d.b_value)):
        if s.placed[b] == 1:
            total += _worth(d, s, b)
    return total


@nb.njit(nogil=True, cache=True)
def _pick(d: Data, v: int, low: int, high: int) -> int:
    """A random start of a visit between two slots, or -1."""
    c0, c1 = d.v_c0[v], d.v_c0[v + 1]
    if low > 0:
        c0 += np.searchsorted(d.starts[c0:c1], low)
    if high < d.u_open.shape[1]:
        c1 = d.v_c0[v] + np.searchsorted(d.starts[d.v_c0[v] : c1], high, side="right")
    if c1 <= c0:
        return -1
    return int(d.starts[c0 + np.random.randint(c1 - c0)])


@nb.njit(nogil=True, cache=True)
def _beside(d: Data, s: State, u: int, v: int, setup: int, a: int) -> int:
    """The start nearest to slot a at which a visit stands directly beside a run, instead of the run
    that lies at a; or -1.
    """
    q = s.occupied[u, a]
    n = d.v_slots[v]
    if np.random.random() < 0.5:
        t = s.start[q] if q >= 0 else a
        while t > 0 and s.occupied[u, t - 1] < 0 and d.u_open[u, t - 1] == 1:
            t -= 1
        if t > 0 and s.occupied[u, t - 1] >= 0:
            t += d.changeover[
                d.u_table[u], d.o_setup[s.option[s.member[s.occupied[u, t - 1]]]], setup
            ]
    else:
        last = s.occupied.shape[1]
        t = s.end[q] if q >= 0 else a + 1
        while t < last and s.occupied[u, t] < 0 and d.u_open[u, t] == 1:
            t += 1
        if t < last and s.occupied[u, t] >= 0:
            t -= d.changeover[d.u_table[u], setup, d.o_setup[s.option[s.member[s.occupied[u, t]]]]]
        t -= n
    c0, c1 = d.v_c0[v], d.v_c0[v + 1]
    c = c0 + np.searchsorted(d.starts[c0:c1], t)
    return t if c < c1 and d.starts[c] == t else -1


@nb.njit(nogil=True, cache=True)
def _span(d: Data, o: int, starts, i: int):
    """First and last tick of the i-th visit of an option."""
    u = d.o_unit[o]
    a = d.u_offset[u] + starts[i] * d.u_step[u]
    return a, a + d.v_slots[d.o_v0[o] + i] * d.u_step[u]


@nb.njit(nogil=True, cache=True)
def _slots_between(d: Data, u: int, low: int, high: int):
    """Slots of a unit that start between two ticks."""
    step, offset = d.u_step[u], d.u_offset[u]
    return max(0, -((offset - low) // step)), min(d.u_open.shape[1], (high - offset) // step)


@nb.njit(nogil=True, cache=True)
def _draw(d: Data, s: State, w: Scratch, b: int, half, mine: int) -> bool:
    """Draw a plan for a block: at times only one of its members moves.

    Its inner rules are kept, or no plan is given.
    """
    m0, m1 = d.b_m0[b], d.b_m0[b + 1]
    single = -1
    if m1 - m0 > 1 and s.placed[b] == 1 and np.random.random() < 0.5:
        single = m0 + np.random.randint(m1 - m0)
    turn = np.random.randint(m1 - m0)
    for step in range(m1 - m0):
        k = (step + turn) % (m1 - m0)
        m = m0 + k
        if single >= 0 and m != single:
            o = s.option[m]
            w.plan_option[k] = o
            for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                w.plan_start[k, i] = s.start[d.m_piece0[m] + i]
            continue
        o = d.m_o0[m] + np.random.randint(d.m_o0[m + 1] - d.m_o0[m])
        u = d.o_unit[o]
        if mine >= 0 and half[u] != mine:
            return False
        w.plan_option[k] = o
        low, high = 0, d.u_open.shape[1]
        for c in range(d.c0[b], d.c0[b + 1]):
            other = d.c_second[c] if d.c_first[c] == m else d.c_first[c]
            if m not in (d.c_first[c], d.c_second[c]):
                continue
            j = other - m0
            drawn = (j - turn) % (m1 - m0) < step or (single >= 0 and other != single)
            if not drawn:
                continue
            p = w.plan_option[j]
            begin = _span(d, p, w.plan_start[j], 0)[0]
            stop = _span(d, p, w.plan_start[j], d.o_v0[p + 1] - d.o_v0[p] - 1)[1]
            length = d.v_slots[d.o_v0[o]] * d.u_step[u]
            if d.c_overlap[c] == 1:
                x, y = _slots_between(d, u, begin - length + 1, stop - 1)
            elif d.c_first[c] == other:
                x, y = _slots_between(d, u, stop + d.c_least[c], min(stop + d.c_most[c], 1 << 30))
            else:
                if d.o_v0[o + 1] - d.o_v0[o] > 1:
                    continue
                x, y = _slots_between(
                    d, u, max(0, begin - d.c_most[c] - length), begin - d.c_least[c] - length
                )
            low, high = max(low, x), min(high, y)
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            if i > 0:
                stop = _span(d, o, w.plan_start[k], i - 1)[1]
                low, high = _slots_between(
                    d, u, stop + d.m_gap_least[m], min(stop + d.m_gap_most[m], 1 << 30)
                )
            a = _pick(d, d.o_v0[o] + i, low, high)
            if a < 0:
                return False
            w.plan_start[k, i] = a
    return _coherent(d, b, w.plan_option, w.plan_start)


@nb.njit(nogil=True, cache=True)
def _coherent(d: Data, b: int, option, start) -> bool:
    """Whether a plan keeps the rules between its own pieces."""
    m0, m1 = d.b_m0[b], d.b_m0[b + 1]
    if m1 - m0 == 1 and d.o_v0[option[0] + 1] - d.o_v0[option[0]] == 1:
        return True
    for c in range(d.c0[b], d.c0[b + 1]):
        f, g = d.c_first[c] - m0, d.c_second[c] - m0
        fa = _span(d, option[f], start[f], 0)[0]
        fb = _span(d, option[f], start[f], d.o_v0[option[f] + 1] - d.o_v0[option[f]] - 1)[1]
        ga = _span(d, option[g], start[g], 0)[0]
        gb = _span(d, option[g], start[g], d.o_v0[option[g] + 1] - d.o_v0[option[g]] - 1)[1]
        if d.c_overlap[c] == 1:
            if fa >= gb or ga >= fb:
                return False
        elif ga - fb < d.c_least[c] or ga - fb > d.c_most[c]:
            return False
    for k in range(m1 - m0):
        o = option[k]
        for i in range(1, d.o_v0[o + 1] - d.o_v0[o]):
            apart = _span(d, o, start[k], i)[0] - _span(d, o, start[k], i - 1)[1]
            if apart < d.m_gap_least[m0 + k] or apart > d.m_gap_most[m0 + k]:
                return False
        for q in range(k, m1 - m0):
            p = option[q]
            u, v = d.o_unit[o], d.o_unit[p]
            beside = False
            if d.unlike[d.m_class[m0 + k], d.m_class[m0 + q]] == 1:
                for x in range(d.x0[u], d.x0[u + 1]):
                    beside = beside or d.x_units[x] == v
            if u != v and not beside:
                continue
            for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                for j in range(d.o_v0[p + 1] - d.o_v0[p]):
                    if k == q and j <= i:
                        continue
                    if u == v:
                        a, e = start[k, i], start[k, i] + d.v_slots[d.o_v0[o] + i]
                        f, g = start[q, j], start[q, j] + d.v_slots[d.o_v0[p] + j]
                        table = d.u_table[u]
                        if a < g and f < e:
                            return False
                        if f >= e and f - e < d.changeover[table, d.o_setup[o], d.o_setup[p]]:
                            return False
                        if a >= g and a - g < d.changeover[table, d.o_setup[p], d.o_setup[o]]:
                            return False
                    else:
                        a2, e2 = _span(d, o, start[k], i)
                        f2, g2 = _span(d, p, start[q], j)
                        if a2 < g2 and f2 < e2:
                            return False
    return True


@nb.njit(nogil=True, cache=True)
def _goes(d: Data, s: State, w: Scratch, c: int, n: int, move: int, limit: float, delta: int, own):
    """Note that a block must go.

    Gives how many by now, or -1 where it may not or all together are worth too much; and the change
    in value.
    """
    if own[c] != 1:
        return -1, delta
    w.seen[c] = move
    w.out[n] = c
    delta -= _worth(d, s, c)
    return (n + 1 if -delta <= limit else -1), delta


@nb.njit(nogil=True, cache=True)
def _in_the_way(d: Data, s: State, w: Scratch, b: int, move: int, limit: float, delta: int, own):
    """Blocks that a plan cannot stand beside on its units and their neighbours.

    Gives their number, or -1, and the change in value.
    """
    n = 0
    for y in range(d.b_g0[b], d.b_g0[b + 1]):
        g = d.b_groups[y]
        for x in range(d.g_b0[g], d.g_b0[g + 1]):
            c = d.g_blocks[x]
            if c != b and s.placed[c] == 1 and w.seen[c] != move:
                n, delta = _goes(d, s, w, c, n, move, limit, delta, own)
                if n < 0:
                    return n, delta
    m0, m1 = d.b_m0[b], d.b_m0[b + 1]
    last = s.occupied.shape[1]
    for k in range(m1 - m0):
        o = w.plan_option[k]
        u, setup = d.o_unit[o], d.o_setup[o]
        table = d.u_table[u]
        reach = d.longest[table]
        cls = d.m_class[m0 + k]
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            a = w.plan_start[k, i]
            e = a + d.v_slots[d.o_v0[o] + i]
            t = max(0, a - reach)
            stop = min(last, e + reach)
            while t < stop:
                q = s.occupied[u, t]
                if q < 0:
                    t += 1
                    continue
                t = s.end[q]
                m = s.member[q]
                c = d.m_block[m]
                if c == b or w.seen[c] == move:
                    continue
                if s.end[q] <= a:
                    clash = a - s.end[q] < d.changeover[table, d.o_setup[s.option[m]], setup]
                elif s.start[q] >= e:
                    clash = s.start[q] - e < d.changeover[table, setup, d.o_setup[s.option[m]]]
                else:
                    clash = True
                if clash:
                    n, delta = _goes(d, s, w, c, n, move, limit, delta, own)
                    if n < 0:
                        return n, delta
            if d.x0[u] == d.x0[u + 1] or d.alone[cls] == 1:
                continue
            first, final = _span(d, o, w.plan_start[k], i)
            for x in range(d.x0[u], d.x0[u + 1]):
                v = d.x_units[x]
                t = max(0, (first - d.u_offset[v]) // d.u_step[v])
                stop = min(last, -((d.u_offset[v] - final) // d.u_step[v]))
                while t < stop:
                    q = s.occupied[v, t]
                    if q < 0:
                        t += 1
                        continue
                    t = s.end[q]
                    m = s.member[q]
                    c = d.m_block[m]
                    if c == b or w.seen[c] == move or d.unlike[cls, d.m_class[m]] == 0:
                        continue
                    n, delta = _goes(d, s, w, c, n, move, limit, delta, own)
                    if n < 0:
                        return n, delta
    return n, delta


@nb.njit(nogil=True, cache=True)
def _user_of(d: Data, s: State, p: int, first: int, stop: int, tail: int, b: int, own) -> int:
    """A block that may be taken out and uses a pool between two ticks, or -1."""
    n = d.p_m0[p + 1] - d.p_m0[p]
    turn = np.random.randint(n)
    for x in range(n):
        m = d.p_members[d.p_m0[p] + (x + turn) % n]
        c = d.m_block[m]
        if s.placed[c] == 0 or c == b or own[c] != 1:
            continue
        o = s.option[m]
        u = d.o_unit[o]
        if d.capacity[p, 0] >= (1 << 40) and d.u_reserve[u] != p and tail == 0:
            uses = False
            for y in range(d.m_n0[m], d.m_n0[m + 1]):
                uses = uses or d.n_pool[y] == p
            if not uses:
                continue
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            a = d.u_offset[u] + s.start[d.m_piece0[m] + i] * d.u_step[u]
            e = d.u_offset[u] + s.end[d.m_piece0[m] + i] * d.u_step[u] + tail
            if a < stop and first < e:
                return int(c)
    return -1


@nb.njit(nogil=True, cache=True)
def _take_out(d: Data, s: State, w: Scratch, c: int, n: int, delta: int):
    delta -= _worth(d, s, c)
    _lift(d, s, c)
    w.out[n] = c
    return n + 1, delta


@nb.njit(nogil=True, cache=True)
def _settle(d: Data, s: State, w: Scratch, b: int, n: int, delta: int, limit: float, own):
    """Put a plan piece by piece; users of what is short are taken out.

    Gives the pieces put, the blocks out, the change, and whether it fits.
    """
    m0, m1 = d.b_m0[b], d.b_m0[b + 1]
    put = 0
    for k in range(m1 - m0):
        m, o = m0 + k, w.plan_option[k]
        u = d.o_unit[o]
        s.option[m] = o
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            first, stop = _span(d, o, w.plan_start[k], i)
            for x in range(d.m_n0[m], d.m_n0[m + 1] + 1):
                if x < d.m_n0[m + 1]:
                    p, amount = d.n_pool[x], d.n_amount[x]
                    for t in range(first, min(stop + d.recovery[p], s.use.shape[1])):
                        while s.use[p, t] + amount > d.capacity[p, t]:
                            # capacity 0 while recovering: the pool is closed, and no user can be
                            # taken out of that
                            c = _user_of(d, s, p, t, t + 1, d.recovery[p], b, own)
                            if c < 0:
                                return put, n, delta, False
                            n, delta = _take_out(d, s, w, c, n, delta)
                            if -delta > limit:
                                return put, n, delta, False
                else:
                    p, amount = d.u_reserve[u], 1
                    if p < 0:
                        continue
                size = d.period[p]
                if size == 0:
                    continue
                for z in range(first // size, (stop - 1) // size + 1):
                    more = amount * (min(stop, (z + 1) * size) - max(first, z * size))
                    while s.load[p, z] + more > d.load[p, z]:
                        c = _user_of(d, s, p, z * size, (z + 1) * size, 0, b, own)
                        if c < 0:
                            return put, n, delta, False
                        n, delta = _take_out(d, s, w, c, n, delta)
                        if -delta > limit:
                            return put, n, delta, False
            _mark(d, s, m, o, i, w.plan_start[k, i], 1)
            put += 1
    s.placed[b] = 1
    return put, n, delta, True


@nb.njit(nogil=True, cache=True)
def _unsettle(d: Data, s: State, w: Scratch, b: int, put: int) -> None:
    m0, m1 = d.b_m0[b], d.b_m0[b + 1]
    done = 0
    for k in range(m1 - m0):
        o = w.plan_option[k]
        for i in range(d.o_v0[o + 1] - d.o_v0[o]):
            if done == put:
                s.placed[b] = 0
                return
            _mark(d, s, m0 + k, o, i, w.plan_start[k, i], -1)
            done += 1
    s.placed[b] = 0


@nb.njit(nogil=True, cache=True)
def shortfall(d: Data, s: State) -> int:
    """How far shares are from what they should have, in thousandths of a tick."""
    total = 0
    for g in range(len(d.share)):
        total += max(0, d.share[g] * s.share[-1] - 1000 * s.share[g])
    return total


@nb.njit(nogil=True, cache=True)
def _insert(d: Data, s: State, w: Scratch, b: int, option, start) -> bool:
    """Place a block as told, if that is possible without taking anything out."""
    w.plan_option[:] = option
    w.plan_start[:] = start
    if not _coherent(d, b, option, start):
        return False
    own = np.zeros(len(d.b_value), np.int64)
    n, delta = _in_the_way(d, s, w, b, -2 - b, 0.0, d.b_value[b], own)
    if n != 0:
        return False
    put, n, delta, fits = _settle(d, s, w, b, 0, delta, 0.0, own)
    if not fits:
        _unsettle(d, s, w, b, put)
    return fits


@nb.njit(nogil=True, cache=True)
def run(
    d: Data,
    s: State,
    w: Scratch,
    ids,
    own,
    half,
    mine: int,
    level: int,
    moves: int,
    hot: float,
    cold: float,
    seed: int,
) -> int:
    """Try so many moves of the blocks `ids`, from a hot to a cold temperature.

    Only blocks with own 1 may be taken out.

    level 0 betters the value; level k the k-th of LEVELS, and never at the cost of one before it.
    Gives the moves kept.
    """
    np.random.seed(seed)
    kept = 0
    if len(ids) == 0:
        return 0
    w.seen[:] = -1
    was = np.zeros(4, np.int64)
    now = np.zeros(4, np.int64)
    heat = hot
    for move in range(moves):
        if move % 4096 == 0:
            heat = hot * (cold / max(hot, 1e-300)) ** (move / moves)
        b = ids[np.random.randint(len(ids))]
        # who has no time is tried more often than who has
        if level == 0 and s.placed[b] == 1 and np.random.random() < SKIP:
            continue
        chance = -heat * np.log(np.random.random() + 1e-300)
        limit = chance if level == 0 else 0.0
        m0, m1 = d.b_m0[b], d.b_m0[b + 1]
        o = d.m_o0[m0] + np.random.randint(d.m_o0[m0 + 1] - d.m_o0[m0])
        v = d.o_v0[o]
        if m1 - m0 == 1 and d.o_v0[o + 1] - v == 1:
            # most blocks are one run: see at once whether what lies there is worth too much
            u = d.o_unit[o]
            if mine >= 0 and half[u] != mine:
                continue
            a = d.starts[d.v_c0[v] + np.random.randint(d.v_c0[v + 1] - d.v_c0[v])]
            if np.random.random() < SNAP:
                a = _beside(d, s, u, v, d.o_setup[o], a)
                if a < 0:
                    continue
            e = a + d.v_slots[v]
            gain = 0 if s.placed[b] == 1 else d.b_value[b] + d.b_bonus[b]
            if s.placed[b] == 1 and d.b_bonus[b] > 0:
                gain = d.b_bonus[b]
            t, fine = a, True
            while t < e:
                q = s.occupied[u, t]
                if q < 0:
                    t += 1
                    continue
                t = s.end[q]
                c = d.m_block[s.member[q]]
                if c != b:
                    gain -= d.b_value[c]
                    if own[c] != 1 or -gain > limit:
                        fine = False
                        break
            if not fine:
                continue
            w.plan_option[0] = o
            w.plan_start[0, 0] = a
        elif not _draw(d, s, w, b, half, mine):
            continue
        delta = d.b_value[b]
        if d.b_bonus[b] > 0:
            home = True
            for k in range(m1 - m0):
                o = w.plan_option[k]
                home = home and d.home[m0 + k, 0] == o
                for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                    home = home and d.home[m0 + k, 1 + i] == w.plan_start[k, i]
            if home:
                delta += d.b_bonus[b]
        if s.placed[b] == 1:
            delta -= _worth(d, s, b)
        n, delta = _in_the_way(d, s, w, b, move, limit, delta, own)
        if n < 0:
            continue
        if level > 0:
            was[0], was[1], was[2], was[3] = shortfall(d, s), s.tally[0], s.tally[1], s.tally[2]
        for x in range(n):
            _lift(d, s, w.out[x])
        placed = s.placed[b] == 1
        if placed:
            for k in range(m1 - m0):
                o = s.option[m0 + k]
                w.old_option[k] = o
                for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                    w.old_start[k, i] = s.start[d.m_piece0[m0 + k] + i]
            _lift(d, s, b)
        put, n, delta, good = _settle(d, s, w, b, n, delta, limit, own)
        if good and level > 0 and delta == 0:
            now[0], now[1], now[2], now[3] = shortfall(d, s), s.tally[0], s.tally[1], s.tally[2]
            for j in range(level):
                if j == level - 1:
                    good = now[j] - was[j] <= chance
                elif now[j] != was[j]:
                    good = now[j] < was[j]
                    break
        if good:
            kept += 1
            continue
        _unsettle(d, s, w, b, put)
        if placed:
            for k in range(m1 - m0):
                o = w.old_option[k]
                s.option[m0 + k] = o
                for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                    s.start[d.m_piece0[m0 + k] + i] = w.old_start[k, i]
            _drop(d, s, b)
        for x in range(n - 1, -1, -1):
            _drop(d, s, w.out[x])
    return kept
