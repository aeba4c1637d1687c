"""The bound: a price for every slot of a unit and every tick of a shared thing, under which no
schedule can be worth more.

For any non-negative prices, the worth of all capacity plus each block's best profit bounds the
value of every schedule (Lagrangian relaxation; Geoffrion 1974, doi 10.1007/BFb0120690). Good prices
come from the dual of the time-indexed relaxation, smoothed (Nesterov 2005, doi
10.1007/s10107-004-0552-5) and handed to L-BFGS-B; small ones from HiGHS's LP. Change-overs,
exclusions and couplings in time are relaxed; that is where part of the gap can lie.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numba as nb
import numpy as np
from numpy.typing import NDArray

from .columns import FAR, Columns, Ints
from .problem import Prices

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SCALE = 1_000_000
Floats = NDArray[np.float64]
STAGES = ((0.05, 80), (0.02, 120), (0.008, 250), (0.003, 400), (0.001, 800), (0.0004, 800))


class Pricer:
    """The dual function of a problem.

    A point is one vector: unit slots, then pool ticks, then pool periods.
    """

    def __init__(self, cols: Columns) -> None:
        d = self.d = cols.data
        self.cols = cols
        units, slots = d.u_open.shape
        pools, ticks = d.capacity.shape
        self.shape_u, self.shape_p, self.shape_l = (units, slots), (pools, ticks), d.load.shape
        option_of = np.repeat(np.arange(len(d.o_unit)), np.diff(d.o_v0))
        visit = np.repeat(np.arange(len(d.v_slots)), np.diff(d.v_c0))
        unit = d.o_unit[option_of]
        base = unit[visit] * (slots + 1)
        self.first, self.last = base + d.starts, base + d.starts + d.v_slots[visit]
        self.visit_of = visit
        member_of = np.repeat(np.arange(len(d.m_block)), np.diff(d.m_o0))
        tick_a = d.u_offset[unit][visit] + d.starts * d.u_step[unit][visit]
        tick_b = tick_a + (d.v_slots * d.u_step[unit])[visit]
        member = member_of[option_of][visit]
        col, pool, amount = [], [], []
        count = np.diff(d.m_n0)[member]
        for k in range(int(count.max(initial=0))):
            mine = np.nonzero(count > k)[0]
            at = d.m_n0[member[mine]] + k
            col.append(mine)
            pool.append(d.n_pool[at])
            amount.append(d.n_amount[at])
        real = np.concatenate(col) if col else np.zeros(0, np.int64)
        reserved = np.nonzero(d.u_reserve[unit[visit]] >= 0)[0]
        self.n_real = len(real)
        self.x_col = np.concatenate([real, reserved])
        self.x_pool = np.concatenate([*pool, d.u_reserve[unit[visit]][reserved]]).astype(np.int64)
        self.x_amount = np.concatenate([*amount, np.ones(len(reserved), np.int64)]).astype(
            np.float64
        )
        row = self.x_pool * (ticks + 1)
        self.x_a = row + tick_a[self.x_col]
        self.x_b = row + tick_b[self.x_col]
        self.x_tail = row + np.minimum(tick_b[self.x_col] + d.recovery[self.x_pool], ticks)
        self.capacity = np.where(d.capacity >= FAR, 0, d.capacity).astype(np.float64)
        self.load = np.where(d.load >= FAR, 0, d.load).astype(np.float64)
        has_load = np.zeros(d.load.shape, bool)
        self.tick_period = np.zeros((pools, ticks), np.int64)
        for p in range(pools):
            if d.period[p]:
                has_load[p, : -(-ticks // d.period[p])] = True
                self.tick_period[p] = np.arange(ticks) // d.period[p]
        has_load &= d.load < FAR
        # a tick of which nobody may have any costs nothing to leave at price 0; starts there are
        # gone already
        self.free = np.concatenate(
            [(d.u_open == 1).ravel(), (d.capacity < FAR).ravel(), has_load.ravel()]
        )
        self.room = np.concatenate(
            [d.u_open.ravel().astype(float), self.capacity.ravel(), self.load.ravel()]
        )
        self.group = d.b_one.copy()
        alone = self.group < 0
        self.group[alone] = (self.group.max(initial=-1) + 1) + np.arange(int(alone.sum()))
        self.groups = int(self.group.max(initial=-1)) + 1
        self.member_block = d.m_block
        self.option_member, self.visit_option = member_of, option_of

    def split(self, x: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        a = self.shape_u[0] * self.shape_u[1]
        b = a + self.shape_p[0] * self.shape_p[1]
        return (
            x[:a].reshape(self.shape_u),
            x[a:b].reshape(self.shape_p),
            x[b:].reshape(self.shape_l),
        )

    def costs(self, x: NDArray[Any]) -> NDArray[Any]:
        """What each start costs at these prices."""
        unit, pool, load = self.split(x)
        dtype = x.dtype
        prefix = np.zeros((self.shape_u[0], self.shape_u[1] + 1), dtype)
        np.cumsum(unit, axis=1, out=prefix[:, 1:])
        flat = prefix.ravel()
        cost = flat[self.last] - flat[self.first]
        if len(self.x_col):
            both = np.zeros((2, self.shape_p[0], self.shape_p[1] + 1), dtype)
            np.cumsum(pool, axis=1, out=both[0, :, 1:])
            np.cumsum(
                np.take_along_axis(load, self.tick_period, 1) * (self.d.period > 0)[:, None],
                axis=1,
                out=both[1, :, 1:],
            )
            held, worked = both[0].ravel(), both[1].ravel()
            more = self.x_amount.astype(dtype) * (
                (held[self.x_tail] - held[self.x_a]) + (worked[self.x_b] - worked[self.x_a])
            )
            if dtype == np.float64:
                cost += np.bincount(self.x_col, more, len(cost))
            else:
                np.add.at(cost, self.x_col, more)
        return cost

    def bound(self, x: NDArray[np.int64]) -> int:
        """The exact bound of integer prices, in units of value / SCALE."""
        cost = self.costs(x)
        d = self.d
        if not len(cost):
            return 0
        option = np.add.reduceat(np.minimum.reduceat(cost, d.v_c0[:-1]), d.o_v0[:-1])
        member = np.minimum.reduceat(option, d.m_o0[:-1])
        profit = d.b_value * SCALE - np.add.reduceat(member, d.b_m0[:-1])
        best = np.zeros(self.groups, np.int64)
        np.maximum.at(best, self.group, profit)
        return int((self.room.astype(np.int64) * x).sum() + best.sum())

    def smooth(self, x: Floats, mu: float) -> tuple[float, Floats]:
        """The dual function with every minimum taken softly, and its gradient.

        Never below the exact one.
        """
        d = self.d
        unit, pool, load = self.split(x)
        prefix = np.zeros((self.shape_u[0], self.shape_u[1] + 1))
        np.cumsum(unit, axis=1, out=prefix[:, 1:])
        held = np.zeros((self.shape_p[0], self.shape_p[1] + 1))
        worked = np.zeros_like(held)
        if len(self.x_col):
            np.cumsum(pool, axis=1, out=held[:, 1:])
            np.cumsum(
                np.take_along_axis(load, self.tick_period, 1) * (d.period > 0)[:, None],
                axis=1,
                out=worked[:, 1:],
            )
        cost = np.empty(len(d.starts))
        visit, total = _soft_costs(
            d, self.option_member, self.visit_option, prefix, held, worked, mu, cost
        )
        option = np.add.reduceat(visit, d.o_v0[:-1])
        low_m = np.minimum.reduceat(option, d.m_o0[:-1])
        eo = np.exp((low_m[self.option_member] - option) / mu)
        zo = np.add.reduceat(eo, d.m_o0[:-1])
        profit = d.b_value - np.add.reduceat(low_m - mu * np.log(zo), d.b_m0[:-1])
        top = np.zeros(self.groups)
        np.maximum.at(top, self.group, profit)
        eb = np.exp((profit - top[self.group]) / mu)
        zb = np.exp(-top / mu) + np.bincount(self.group, eb, self.groups)
        f = float(self.room @ x + (top + mu * np.log(zb)).sum())
        block = eb / zb[self.group]
        weight = (block[self.member_block][self.option_member] * eo / zo[self.option_member])[
            self.visit_option
        ] / total
        unit_use, held_use, worked_use = (
            np.zeros_like(prefix),
            np.zeros_like(held),
            np.zeros_like(held),
        )
        _usage(
            d, self.option_member, self.visit_option, cost, weight, unit_use, held_use, worked_use
        )
        work = np.cumsum(worked_use, axis=1)[:, :-1]
        loads = np.zeros(self.shape_l)
        for p in np.nonzero(d.period)[0]:
            loads[p] = np.bincount(self.tick_period[p], work[p], self.shape_l[1])[: self.shape_l[1]]
        use = [
            np.cumsum(unit_use, axis=1)[:, :-1].ravel(),
            np.cumsum(held_use, axis=1)[:, :-1].ravel(),
            loads.ravel(),
        ]
        return f, self.room - np.concatenate(use)

    def rounded(self, x: Floats) -> NDArray[np.int64]:
        return np.where(self.free, np.rint(np.maximum(x, 0) * SCALE), 0).astype(np.int64)

    def table(self, x: NDArray[np.int64]) -> Prices:
        """Prices by name; only rows that hold a price."""
        a = self.shape_u[0] * self.shape_u[1]
        b = a + self.shape_p[0] * self.shape_p[1]
        unit, pool, load = (
            x[:a].reshape(self.shape_u),
            x[a:b].reshape(self.shape_p),
            x[b:].reshape(self.shape_l),
        )
        return Prices(
            {u.id: _trimmed(unit[i]) for i, u in enumerate(self.cols.problem.units)},
            {n: _trimmed(pool[i]) for i, n in enumerate(self.cols.pools) if pool[i].any()},
            {n: _trimmed(load[i]) for i, n in enumerate(self.cols.pools) if load[i].any()},
        )


@nb.njit(nogil=True, cache=True)
def _soft_costs(d, member_of, option_of, prefix, held, worked, mu, cost):
    """The soft least cost of each visit and its sum of weights; `cost` is left holding each start's
    weight.
    """
    n = len(d.v_slots)
    least, total = np.empty(n), np.empty(n)
    last = held.shape[1] - 1
    for v in range(n):
        o = option_of[v]
        m, u = member_of[o], d.o_unit[o]
        step, offset, slots = d.u_step[u], d.u_offset[u], d.v_slots[v]
        reserve = d.u_reserve[u]
        low = 1e300
        for c in range(d.v_c0[v], d.v_c0[v + 1]):
            a = d.starts[c]
            x = prefix[u, a + slots] - prefix[u, a]
            first, stop = offset + a * step, offset + (a + slots) * step
            for y in range(d.m_n0[m], d.m_n0[m + 1]):
                p = d.n_pool[y]
                x += d.n_amount[y] * (
                    held[p, min(stop + d.recovery[p], last)]
                    - held[p, first]
                    + worked[p, stop]
                    - worked[p, first]
                )
            if reserve >= 0:
                x += worked[reserve, stop] - worked[reserve, first]
            cost[c] = x
            low = min(low, x)
        z = 0.0
        for c in range(d.v_c0[v], d.v_c0[v + 1]):
            away = (cost[c] - low) / mu
            # e^-40 is nothing: most starts are far too dear to matter
            cost[c] = np.exp(-away) if away < 40.0 else 0.0
            z += cost[c]
        least[v] = low - mu * np.log(z)
        total[v] = z
    return least, total


@nb.njit(nogil=True, cache=True)
def _usage(d, member_of, option_of, share, weight, unit_use, held_use, worked_use):
    """What starts use, as steps up and down, each by its share of its visit's weight."""
    last = held_use.shape[1] - 1
    for v in range(len(d.v_slots)):
        o = option_of[v]
        m, u = member_of[o], d.o_unit[o]
        step, offset, slots = d.u_step[u], d.u_offset[u], d.v_slots[v]
        reserve = d.u_reserve[u]
        if weight[v] < 1e-14:
            continue
        for c in range(d.v_c0[v], d.v_c0[v + 1]):
            if share[c] == 0.0:
                continue
            w, a = share[c] * weight[v], d.starts[c]
            unit_use[u, a] += w
            unit_use[u, a + slots] -= w
            first, stop = offset + a * step, offset + (a + slots) * step
            for y in range(d.m_n0[m], d.m_n0[m + 1]):
                p, x = d.n_pool[y], d.n_amount[y] * w
                held_use[p, first] += x
                held_use[p, min(stop + d.recovery[p], last)] -= x
                worked_use[p, first] += x
                worked_use[p, stop] -= x
            if reserve >= 0:
                worked_use[reserve, first] += w
                worked_use[reserve, stop] -= w


def _trimmed(row: NDArray[np.int64]) -> list[int]:
    last = np.nonzero(row)[0]
    return [int(x) for x in row[: last[-1] + 1]] if len(last) else []


def best_prices(
    cols: Columns,
    seconds: float | None,
    on_bound: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    small: int = 30_000,
) -> tuple[int, Prices]:
    """The least bound found, as a whole number of value, with the prices that prove it.

    `seconds` None: no clock is looked at.
    """
    from scipy.optimize import Bounds, minimize

    if not len(cols.data.starts):
        return 0, Prices()
    pricer = Pricer(cols)
    until = None if seconds is None else time.monotonic() + seconds
    d = cols.data
    least = np.minimum.reduceat(np.add.reduceat(d.v_slots, d.o_v0[:-1]), d.m_o0[:-1])
    density = max(1e-6, float(d.b_value.sum()) / float(least.sum()))
    best_x, best = np.zeros(len(pricer.free), np.int64), FAR * SCALE
    slots = (
        np.concatenate(
            [np.ones(pricer.shape_u).ravel(), np.zeros(len(pricer.free) - d.u_open.size)]
        )
        * pricer.free
    )

    def offer(x: Floats) -> None:
        nonlocal best, best_x
        whole = pricer.rounded(x)
        bound = pricer.bound(whole)
        if bound < best:
            best, best_x = bound, whole
            if on_bound:
                on_bound(best // SCALE)

    for c in np.arange(0.0, 1.6, 0.1):
        offer(slots * c * density)

    def late(*_: object) -> None:
        if (until is not None and time.monotonic() > until) or (stop and stop()):
            raise StopIteration

    if len(d.starts) <= small:
        exact = _lp(pricer)
        if exact is not None:
            offer(exact)
            return best // SCALE, pricer.table(best_x)
    # only what can have a price is a variable
    x = best_x / SCALE
    free = np.nonzero(pricer.free)[0]

    def dual(part: Floats, mu: float) -> tuple[float, Floats]:
        x[free] = part
        value, gradient = pricer.smooth(x, mu)
        return value, gradient[free]

    for mu, turns in STAGES:
        if (until is not None and time.monotonic() > until) or (stop and stop()):
            break
        found = minimize(
            dual,
            x[free],
            args=(mu * density,),
            jac=True,
            method="L-BFGS-B",
            bounds=Bounds(0, np.inf),
            callback=late,
            options={"maxiter": turns, "maxcor": 10},
        )
        x[free] = found.x
        offer(x)
    return best // SCALE, pricer.table(best_x)


@dataclass(frozen=True)
class Rows:
    """The time-indexed relaxation: starts, then options, then blocks are variables; capacity and
    groups bound them from above.
    """

    upper: csr_array
    right: Floats
    equal: csr_array
    gain: Floats
    capacity_rows: int


def rows(pricer: Pricer) -> Rows:
    """Starts sum to their option, options to their member's block, and what is used stays within
    what there is.
    """
    from scipy.sparse import coo_array

    d = pricer.d
    n, n_o, n_b = len(d.starts), len(d.o_unit), len(d.b_value)
    at_row, at_col, factor = [], [], []

    def covered(first: Ints, last: Ints, width: int) -> tuple[Ints, Ints, Ints]:
        """Which of its starts, and row and place, for every cell between first and last."""
        length = last - first
        which = np.repeat(np.arange(len(first)), length)
        cell = np.repeat(first - np.cumsum(length) + length, length) + np.arange(int(length.sum()))
        return which, cell // width, cell % width

    which, unit, slot = covered(pricer.first, pricer.last, pricer.shape_u[1] + 1)
    at_row.append(unit * pricer.shape_u[1] + slot)
    at_col.append(which)
    factor.append(np.ones(len(which)))
    if len(pricer.x_col):
        for ends, pools_row in ((pricer.x_tail, True), (pricer.x_b, False)):
            which, pool, tick = covered(pricer.x_a, ends, pricer.shape_p[1] + 1)
            at_row.append(
                d.u_open.size
                + (
                    pool * pricer.shape_p[1] + tick
                    if pools_row
                    else d.capacity.size + pool * pricer.shape_l[1] + pricer.tick_period[pool, tick]
                )
            )
            at_col.append(pricer.x_col[which])
            factor.append(pricer.x_amount[which])
    total = len(pricer.room)
    for g in range(len(d.g_b0) - 1):
        mine = d.g_blocks[d.g_b0[g] : d.g_b0[g + 1]]
        at_row.append(np.full(len(mine), total + g))
        at_col.append(n + n_o + mine)
        factor.append(np.ones(len(mine)))
    free = np.concatenate([pricer.free, np.ones(len(d.g_b0) - 1, bool)])
    right = np.concatenate([pricer.room, np.ones(len(d.g_b0) - 1)])
    upper = coo_array(
        (np.concatenate(factor), (np.concatenate(at_row), np.concatenate(at_col))),
        shape=(len(free), n + n_o + n_b),
    ).tocsr()[free]
    n_v, n_m = len(d.v_slots), len(d.m_block)
    equal = coo_array(
        (
            np.concatenate([np.ones(n), -np.ones(n_v), np.ones(n_o), -np.ones(n_m)]),
            (
                np.concatenate(
                    [
                        pricer.visit_of,
                        np.arange(n_v),
                        n_v + pricer.option_member,
                        n_v + np.arange(n_m),
                    ]
                ),
                np.concatenate(
                    [
                        np.arange(n),
                        n + pricer.visit_option,
                        n + np.arange(n_o),
                        n + n_o + pricer.member_block,
                    ]
                ),
            ),
        ),
        shape=(n_v + n_m, n + n_o + n_b),
    ).tocsr()
    return Rows(
        upper,
        right[free],
        equal,
        np.concatenate([np.zeros(n + n_o), d.b_value.astype(float)]),
        int(pricer.free.sum()),
    )


def _lp(pricer: Pricer) -> Floats | None:
    """The prices of the linear relaxation itself, for problems that are small enough."""
    from scipy.optimize import linprog

    r = rows(pricer)
    found = linprog(
        -r.gain,
        A_ub=r.upper,
        b_ub=r.right,
        A_eq=r.equal,
        b_eq=np.zeros(r.equal.shape[0]),
        bounds=(0, 1),
        method="highs",
    )
    if found.status != 0:
        return None
    x = np.zeros(len(pricer.room))
    x[pricer.free] = -found.ineqlin.marginals[: r.capacity_rows]
    return x
