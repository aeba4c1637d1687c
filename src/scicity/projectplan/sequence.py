"""Good plans quickly: activities are put one by one where they fit, then pushed right and left
again.

Serial schedule generation with double justification (Valls, Ballestín, Quintanilla 2005, doi
10.1016/j.ejor.2004.04.008) inside a search that exchanges and shifts priorities. Compiled; the
random numbers come from a seed.
"""

from __future__ import annotations

import numba as nb
import numpy as np
from numpy.typing import NDArray

from .network import critical_path
from .project import Project

Ints = NDArray[np.int64]


def good_starts(project: Project, rounds: int, seed: int = 1) -> list[int]:
    """Starts of a plan that keeps all links and resources, the best of so many rounds."""
    n = len(project.activities)
    if not n:
        return []
    network = critical_path(project)
    duration = np.array([a.duration for a in project.activities], np.int64)
    names = list(project.resources)
    demand = np.array(
        [[a.demands.get(r, 0) if a.duration else 0 for r in names] for a in project.activities],
        np.int64,
    ).reshape(n, len(names))
    capacity = np.array([project.resources[r] for r in names], np.int64)
    earliest = np.array([a.earliest for a in project.activities], np.int64)
    i0, i_other, i_weight = _rows(n, [(j, i, w) for i, j, w in project.edges])
    o0, o_other, o_weight = _rows(n, [(i, j, w) for i, j, w in project.edges])
    horizon = (
        int(
            duration.sum()
            + earliest.max(initial=0)
            + sum(max(0, abs(link.lag)) for link in project.links)
            + duration.max(initial=0)
            + 1
        )
        * 2
    )
    late = np.array([network.times[a.id].late_start for a in project.activities], np.float64)
    return [
        int(x)
        for x in _search(
            duration,
            demand,
            capacity,
            earliest,
            i0,
            i_other,
            i_weight,
            o0,
            o_other,
            o_weight,
            late,
            horizon,
            rounds,
            seed,
        )
    ]


def _rows(n: int, edges: list[tuple[int, int, int]]) -> tuple[Ints, Ints, Ints]:
    edges = sorted(edges)
    first = np.searchsorted(np.array([e[0] for e in edges], np.int64), np.arange(n + 1)).astype(
        np.int64
    )
    return (
        first,
        np.array([e[1] for e in edges], np.int64),
        np.array([e[2] for e in edges], np.int64),
    )


@nb.njit(nogil=True, cache=True)
def _forward(
    duration, demand, capacity, earliest, i0, i_other, i_weight, o0, o_other, key, horizon, start
):
    """Put activities by rising key, each as early as its links and the resources let it.

    Gives the end of all.
    """
    n = len(duration)
    use = np.zeros((horizon, len(capacity)), np.int64)
    waits = np.diff(i0)
    ready = np.zeros(n, nb.boolean)
    for a in range(n):
        ready[a] = waits[a] == 0
    length = 0
    for _ in range(n):
        best = -1
        for a in range(n):
            if ready[a] and (best < 0 or key[a] < key[best]):
                best = a
        ready[best] = False
        t = earliest[best]
        for x in range(i0[best], i0[best + 1]):
            t = max(t, start[i_other[x]] + i_weight[x])
        at = t
        while at < t + duration[best]:
            for r in range(len(capacity)):
                if use[at, r] + demand[best, r] > capacity[r]:
                    t = at + 1
                    break
            at += 1
        for at in range(t, t + duration[best]):
            for r in range(len(capacity)):
                use[at, r] += demand[best, r]
        start[best] = t
        length = max(length, t + duration[best])
        for x in range(o0[best], o0[best + 1]):
            waits[o_other[x]] -= 1
            ready[o_other[x]] = waits[o_other[x]] == 0
    return length


@nb.njit(nogil=True, cache=True)
def _search(
    duration,
    demand,
    capacity,
    earliest,
    i0,
    i_other,
    i_weight,
    o0,
    o_other,
    o_weight,
    late,
    horizon,
    rounds,
    seed,
):
    np.random.seed(seed)
    n = len(duration)
    key, trial = late.copy(), late.copy()
    start, back, best = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    least = 1 << 60
    now = 1 << 60
    none, held = np.zeros(n, np.int64), np.zeros(n, np.int64)
    mirror = _mirror_weights(duration, o0, o_other, o_weight)
    for k in range(rounds):
        trial[:] = key
        if k > 0:
            for _ in range(1 + np.random.randint(1 + n // 8)):
                a = np.random.randint(n)
                trial[a] = key[np.random.randint(n)] + np.random.random() - 0.5
        length = _forward(
            duration,
            demand,
            capacity,
            earliest,
            i0,
            i_other,
            i_weight,
            o0,
            o_other,
            trial,
            horizon,
            start,
        )
        if earliest.max() == 0:
            # the mirror image: the last to end is put first, from the end; then forward again
            for _ in range(2):
                held[:] = start
                ends = -(start + duration).astype(np.float64)
                back_length = _forward(
                    duration,
                    demand,
                    capacity,
                    none,
                    o0,
                    o_other,
                    mirror,
                    i0,
                    i_other,
                    ends,
                    horizon,
                    back,
                )
                order = (back_length - back - duration).astype(np.float64)
                again = _forward(
                    duration,
                    demand,
                    capacity,
                    earliest,
                    i0,
                    i_other,
                    i_weight,
                    o0,
                    o_other,
                    order,
                    horizon,
                    start,
                )
                if again > length:
                    start[:] = held
                    break
                if again == length:
                    break
                length = again
        if length <= now + (1 if np.random.random() < 0.02 else 0):
            now = length
            key[:] = start
        if length < least:
            least = length
            best[:] = start
    return best


@nb.njit(nogil=True, cache=True)
def _mirror_weights(duration, o0, o_other, o_weight):
    """What a link means when time runs backwards: from the end of i to the end of j."""
    found = np.empty(len(o_weight), np.int64)
    for i in range(len(duration)):
        for x in range(o0[i], o0[i + 1]):
            j = o_other[x]
            found[x] = o_weight[x] + duration[j] - duration[i]
    return found
