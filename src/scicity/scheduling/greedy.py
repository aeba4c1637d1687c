"""What offices do by hand: one experiment after the other, each as early as it fits.

The floor to measure against.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba as nb
import numpy as np

from . import anneal
from .columns import columns
from .problem import Experiment, Problem, Schedule

DRAWS = 2000


def first_come(problem: Problem) -> Schedule:
    """In the order in which they came (`rank`, then the order of the file)."""
    return _one_by_one(problem, lambda e: e.rank)


def by_grade(problem: Problem) -> Schedule:
    """The best grade first, then as they came."""
    return _one_by_one(problem, lambda e: (-e.grade, e.rank))


def _one_by_one(problem: Problem, key: Callable[[Experiment], Any]) -> Schedule:
    cols = columns(problem)
    d, s = cols.data, anneal.loaded(cols, Schedule())
    scratch = anneal.scratch(d)
    first = {
        int(b): min(key(cols.members[m]) for m in range(d.b_m0[b], d.b_m0[b + 1]))
        for b in range(len(d.b_value))
    }
    for b in sorted(first, key=lambda b: (first[b], b)):
        if not s.placed[b]:
            _earliest(d, s, scratch, b, DRAWS, b)
    return anneal.schedule_of(cols, s)


@nb.njit(cache=True)
def _earliest(d, s, w, b, draws, seed):
    """Place a block where it ends earliest, taking nothing out: all starts of a single run, drawn
    plans of a larger block.
    """
    m0, m1 = d.b_m0[b], d.b_m0[b + 1]
    option = np.zeros(len(w.plan_option), np.int64)
    start = np.zeros(w.plan_start.shape, np.int64)
    best_o, best_a, best_end = -1, -1, 1 << 60
    simple = m1 - m0 == 1
    if simple:
        for o in range(d.m_o0[m0], d.m_o0[m0 + 1]):
            simple = simple and d.o_v0[o + 1] - d.o_v0[o] == 1
    if simple:
        for o in range(d.m_o0[m0], d.m_o0[m0 + 1]):
            u, v = d.o_unit[o], d.o_v0[o]
            for c in range(d.v_c0[v], d.v_c0[v + 1]):
                end = d.u_offset[u] + (d.starts[c] + d.v_slots[v]) * d.u_step[u]
                if end >= best_end:
                    break
                option[0], start[0, 0] = o, d.starts[c]
                if anneal._insert(d, s, w, b, option, start):
                    anneal._lift(d, s, b)
                    best_o, best_a, best_end = o, d.starts[c], end
                    break
        if best_o >= 0:
            option[0], start[0, 0] = best_o, best_a
            anneal._insert(d, s, w, b, option, start)
        return
    np.random.seed(seed + 1)
    half = np.zeros(len(d.u_step), np.int64)
    found = False
    keep_o, keep_a = option.copy(), start.copy()
    for _ in range(draws):
        if not anneal._draw(d, s, w, b, half, -1):
            continue
        option[:], start[:, :] = w.plan_option, w.plan_start
        end = 0
        for k in range(m1 - m0):
            o = option[k]
            end = max(end, anneal._span(d, o, start[k], d.o_v0[o + 1] - d.o_v0[o] - 1)[1])
        if end < best_end and anneal._insert(d, s, w, b, option, start):
            anneal._lift(d, s, b)
            best_end, found = end, True
            keep_o[:], keep_a[:, :] = option, start
    if found:
        anneal._insert(d, s, w, b, keep_o, keep_a)
