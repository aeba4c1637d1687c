"""Large-neighbourhood search on time-indexed rows: a stretch of a few units is freed, and HiGHS
solves it anew.

Shaw 1998, doi 10.1007/3-540-49481-2_30. Rules that the rows leave out (change-overs, neighbours,
ties in time) are looked at
when the result is loaded: a block that breaks one is left out, so a worse schedule is never taken.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .anneal import State
from .columns import Columns, placement
from .prices import Pricer, rows
from .problem import Schedule

MOST = 6000  # starts that are left open in one part


def polish(
    cols: Columns, s: State, random: np.random.Generator, seconds: float, whole: bool = False
) -> Schedule | None:
    """The schedule with one random part solved anew, or nothing when the time did not suffice."""
    from scipy.optimize import LinearConstraint, milp

    d = cols.data
    unit = np.repeat(d.o_unit, np.diff(d.o_v0))
    visit = np.repeat(np.arange(len(d.v_slots)), np.diff(d.v_c0))
    option = np.repeat(np.arange(len(d.o_unit)), np.diff(d.o_v0))
    first = d.u_offset[unit][visit] + d.starts * d.u_step[unit][visit]
    last = first + (d.v_slots * d.u_step[unit])[visit]
    now = np.zeros(len(d.starts), bool)
    for m in range(len(d.m_block)):
        if s.placed[d.m_block[m]]:
            o = s.option[m]
            for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                v = d.o_v0[o] + i
                c = d.v_c0[v] + np.searchsorted(
                    d.starts[d.v_c0[v] : d.v_c0[v + 1]], s.start[d.m_piece0[m] + i]
                )
                now[c] = True
    keep = np.ones(len(d.starts), bool)
    if not whole:
        units = random.permutation(len(d.u_step))[: random.integers(1, min(3, len(d.u_step)) + 1)]
        here = np.isin(unit[visit], units)
        horizon = cols.problem.horizon
        inside = here
        width = horizon
        while (inside.sum() > MOST or width == horizon) and width > 8:
            width = width * 3 // 4
            a = int(random.integers(0, max(1, horizon - width)))
            inside = here & (first >= a) & (last <= a + width)
        # a block is free when all that it holds now lies inside
        fixed = np.zeros(len(d.b_value), bool)
        member = np.repeat(np.arange(len(d.m_block)), np.diff(d.m_o0))
        block = d.m_block[member[option[visit]]]
        np.logical_or.at(fixed, block, now & ~inside)
        keep = now | (inside & ~fixed[block])
    counts = np.bincount(visit[keep], minlength=len(d.v_slots))
    part = replace(
        cols,
        data=d._replace(
            starts=d.starts[keep], v_c0=np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        ),
    )
    r = rows(Pricer(part))
    n = len(part.data.starts)
    found = milp(
        -r.gain,
        constraints=[LinearConstraint(r.upper, -np.inf, r.right), LinearConstraint(r.equal, 0, 0)],
        integrality=np.ones(len(r.gain)),
        bounds=(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": 1e-6},
    )
    if found.x is None:
        return None
    x = found.x[: n + len(d.o_unit)] > 0.5
    made = []
    for m in range(len(d.m_block)):
        for o in range(d.m_o0[m], d.m_o0[m + 1]):
            if x[n + o]:
                v0, v1 = d.o_v0[o], d.o_v0[o + 1]
                at = [
                    np.nonzero(x[part.data.v_c0[v] : part.data.v_c0[v + 1]])[0]
                    for v in range(v0, v1)
                ]
                if all(len(a) for a in at):
                    made.append(
                        placement(
                            cols,
                            m,
                            o,
                            [
                                int(part.data.starts[part.data.v_c0[v] + a[0]])
                                for v, a in zip(range(v0, v1), at, strict=True)
                            ],
                        )
                    )
    return Schedule(tuple(made))
