"""Problem in, schedule out: a bound first, then the value, then what comes after it, level by
level.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from . import anneal
from .anneal import LEVELS, State
from .checks import checked
from .columns import Columns, Ints, columns
from .errors import BadProblem, Fault
from .exact import exact
from .polish import polish
from .prices import best_prices
from .problem import Point, Prices, Problem, Schedule, Solution

FIRST_MOVES = 20_000
EPOCH_SECONDS = 0.4
# of the mean value of a block: how much value a move may lose at the beginning, and at the end
HOT, COLD = 0.2, 0.012
# what later levels lose at most, in their own units: thousandths of a tick, change-overs,
# stretches, preference
SECOND = ((0.0, 0.0), (2000.0, 50.0), (0.6, 0.05), (0.6, 0.05), (1.0, 0.05))


@dataclass(frozen=True)
class Effort:
    """How much to try.

    `rounds` instead of seconds makes a search that gives the same schedule on every machine.
    """

    seconds: float = 60.0
    rounds: int | None = None
    workers: int = 2
    seed: int = 1
    target: float = 0.0  # stop when the gap is at most this
    later: float = 0.15  # part of the effort for the levels after the value
    bound: float = 0.6  # part of the time, of one worker, for the bound
    hot: float = HOT
    cold: float = COLD


Watch = Callable[[Point], None]


class Search:
    """A search that can be watched and stopped, and keeps the best."""

    def __init__(
        self,
        problem: Problem,
        effort: Effort | None = None,
        start: Schedule | None = None,
        watch: Watch | None = None,
        stop: Callable[[], bool] | None = None,
        cols: Columns | None = None,
    ) -> None:
        self.problem = checked(problem)
        self.effort = effort or Effort()
        self.cols = cols or columns(self.problem)
        self.watch, self.asked = watch, stop or (lambda: False)
        self.began = time.monotonic()
        self.trace: list[Point] = []
        self.bound, self.prices = 1 << 60, Prices()
        self.value = 0
        self.state = anneal.loaded(self.cols, start or Schedule())
        self._held()
        self.best = anneal.copied(self.state)
        self.random = np.random.default_rng(self.effort.seed)
        self.pricing: Future[None] = Future()
        self.pricing.set_result(None)
        self.pinned = self._pinned()

    def _held(self) -> None:
        """What is locked must be able to stay: a rule that it breaks is the problem's fault, and is
        said.
        """
        placed = {
            self.cols.members[m].id
            for m in np.nonzero(self.state.placed[self.cols.data.m_block] == 1)[0]
        }
        alone = {
            p.experiment for p in self.problem.locked if len(self._block_of(p.experiment)) == 1
        }
        faults = [
            Fault(
                f"experiment {name}",
                "锁定的时间违反规则",
                "it is locked at a time at which it breaks a rule, or meets another that is locked",
            )
            for name in sorted(alone - placed)
        ]
        if faults:
            raise BadProblem(faults)

    def _block_of(self, name: str) -> list[int]:
        """The members that are placed together with an experiment."""
        d = self.cols.data
        mine = [m for m, e in enumerate(self.cols.members) if e.id == name]
        return (
            list(range(d.b_m0[d.m_block[mine[0]]], d.b_m0[d.m_block[mine[0]] + 1]))
            if mine
            else [-1]
        )

    def _pinned(self) -> tuple[Ints, Ints]:
        """Blocks that may move or be taken out, and those that may move: locked ones stay in."""
        d = self.cols.data
        locked = {p.experiment for p in self.problem.locked}
        held = np.array([e.id in locked for e in self.cols.members], bool)
        anyhow = np.zeros(len(d.b_value), bool)
        wholly = np.ones(len(d.b_value), bool)
        np.logical_or.at(anyhow, d.m_block, held)
        np.logical_and.at(wholly, d.m_block, held)
        return (~anyhow).astype(np.int64), (~wholly).astype(np.int64)

    def value_of(self, s: State) -> int:
        return int(anneal.worth(self.cols.data, s))

    def anneal(self, seconds: float, hot: float, cold: float) -> None:
        """Only the value, between two temperatures: for a re-plan that starts from what stands."""
        self.value = self.value_of(self.state)
        self.level(0, seconds, None, (hot, cold))

    def tell(self, level: str) -> None:
        point = Point(time.monotonic() - self.began, self.value, self.bound, level)
        self.trace.append(point)
        if self.watch:
            self.watch(point)

    def solution(self) -> Solution:
        d = self.cols.data
        schedule = anneal.schedule_of(self.cols, self.best)
        s = anneal.loaded(self.cols, schedule)
        return Solution(
            schedule,
            self.value_of(s),
            self.bound,
            self.prices,
            tuple(self.trace),
            {
                "shortfall": float(anneal.shortfall(d, s)) / 1000,
                "changeovers": float(s.tally[0]),
                "idle stretches": float(s.tally[1]),
                "preference": float(s.tally[2]),
            },
        )

    def run(self) -> Solution:
        effort = self.effort
        self.value = self.value_of(self.state)
        timed = effort.rounds is None
        seconds = effort.seconds if timed else None

        # a large bound takes long: one worker prices while the others already search
        beside = timed and effort.workers > 1 and not self.small
        ended = threading.Event()

        def better(bound: int) -> None:
            self.bound = bound
            if not beside:
                self.tell("bound")

        def price() -> None:
            # who watches and who stops is asked by the caller's thread alone: they may hold a
            # connection of their own
            given = (
                None
                if seconds is None
                else seconds * (effort.bound if beside else effort.bound / 2)
            )
            self.bound, self.prices = best_prices(
                self.cols, given, better, ended.is_set if beside else self.asked
            )

        def place() -> None:
            if len(self.cols.members) and not self.asked():
                rest = None if seconds is None else seconds - (time.monotonic() - self.began)
                self.level(
                    0,
                    None
                    if rest is None
                    else rest * (1 - effort.later) * (0.5 if self.small else 1.0),
                    effort.rounds,
                )

        if beside:
            with ThreadPoolExecutor(1) as aside:
                self.pricing = aside.submit(price)
                try:
                    place()
                    if self.asked():
                        ended.set()
                    self.pricing.result()
                finally:
                    ended.set()
        else:
            price()
            place()
        if len(self.cols.members) and not self.asked():
            if self.bound > self.value and not self.asked():
                self.prove(seconds)
            later = [k for k in range(1, len(LEVELS)) if k > 1 or len(self.cols.data.share)]
            for n, k in enumerate(later):
                rest = (
                    None
                    if seconds is None
                    else max(0.0, seconds - (time.monotonic() - self.began)) / (len(later) - n)
                )
                rounds = (
                    None
                    if effort.rounds is None
                    else max(1, round(effort.rounds * effort.later / len(later)))
                )
                if not self.asked():
                    self.level(k, rest, rounds)
        self.tell("done")
        return self.solution()

    @property
    def small(self) -> bool:
        """Whether whole parts of the problem can be solved exactly."""
        return len(self.cols.data.starts) <= 30_000

    def prove(self, seconds: float | None) -> None:
        """Small problems: parts of the schedule solved anew, exactly; the smallest as a whole."""
        d = self.cols.data
        until = None if seconds is None else self.began + seconds * (1 - self.effort.later)
        if len(d.starts) <= 4000 and (self.cols.tied or self.effort.rounds is not None):
            left = None if until is None else max(1.0, until - time.monotonic())
            self._take(
                exact(self.cols, anneal.schedule_of(self.cols, self.best), left, self.effort.seed)
            )
        elif self.small:
            turns = 0
            while (
                self.bound > self.value
                and not self.asked()
                and (time.monotonic() < until if until is not None else turns < 20)
            ):
                left = 2.0 if until is None else max(0.5, until - time.monotonic())
                self._take(
                    polish(
                        self.cols,
                        self.best,
                        self.random,
                        left,
                        whole=turns == 0 and len(d.starts) <= 4000,
                    )
                )
                turns += 1
        self.tell("exact")

    def _take(self, found: tuple[Schedule, int] | Schedule | None) -> None:
        if found is None:
            return
        state = anneal.loaded(self.cols, found[0] if isinstance(found, tuple) else found)
        if self.value_of(state) > self.value:
            self.state, self.best, self.value = state, anneal.copied(state), self.value_of(state)
            self.tell("exact")

    def level(
        self,
        level: int,
        seconds: float | None,
        rounds: int | None,
        heat: tuple[float, float] | None = None,
    ) -> None:
        """Anneal one level, in epochs: between two, facilities are shared out anew among the
        workers.
        """
        effort, d = self.effort, self.cols.data
        mean = float(d.b_value.mean()) or 1.0
        hot, cold = heat or (
            (effort.hot * mean, effort.cold * mean) if level == 0 else SECOND[level]
        )
        own, may = self.pinned
        most = effort.workers if level == 0 and len(self.cols.members) >= 200 else 1
        moves, epoch, began = (
            FIRST_MOVES if rounds is None else max(FIRST_MOVES, 200 * len(self.cols.members)),
            0,
            time.monotonic(),
        )
        scratch = [anneal.scratch(d) for _ in range(most)]
        # later levels need change-overs and idle stretches counted, which the value has no use for
        self.state = anneal.loaded(self.cols, anneal.schedule_of(self.cols, self.state))
        self.state.tally[3] = int(level > 0)
        last = -1.0
        with ThreadPoolExecutor(most) as threads:
            while True:
                workers = max(1, most - (not self.pricing.done()))
                done = (
                    epoch / rounds
                    if rounds is not None
                    else (time.monotonic() - began) / max(seconds or 0.0, 1e-9)
                )
                if (
                    done >= 1
                    or self.asked()
                    or (level == 0 and self.value >= (1 - effort.target) * self.bound)
                ):
                    break
                step = 1 / rounds if rounds else EPOCH_SECONDS / max(seconds or 1.0, 1e-9)
                t0, t1 = hot * (cold / hot) ** done, hot * (cold / hot) ** min(1.0, done + step)
                at = time.monotonic()
                jobs = list(self._shares(workers, own, may))
                seeds = self.random.integers(1, 2**31 - 1, len(jobs))
                futures = [
                    threads.submit(
                        anneal.run,
                        d,
                        state,
                        scratch[i],
                        ids,
                        mine,
                        half,
                        part,
                        level,
                        moves,
                        t0,
                        t1,
                        int(seeds[i]),
                    )
                    for i, (state, ids, mine, half, part) in enumerate(jobs)
                ]
                for future in futures:
                    future.result()
                self._merge(jobs)
                took = time.monotonic() - at
                if rounds is None and epoch:
                    # as many moves as an epoch has time for; the first epoch may have compiled
                    moves = int(
                        min(
                            50_000_000, max(1000, moves * min(8.0, EPOCH_SECONDS / max(took, 1e-4)))
                        )
                    )
                value = self.value_of(self.state)
                if level > 0 or value > self.value:
                    self.best, self.value = anneal.copied(self.state), max(value, self.value)
                if (time.monotonic() - self.began) - last >= 1.0:
                    last = time.monotonic() - self.began
                    self.tell(LEVELS[level])
                epoch += 1
        if level == 0:
            self.state = anneal.copied(self.best)

    def _shares(
        self, workers: int, own: Ints, may: Ints
    ) -> Iterator[tuple[State, Ints, Ints, Ints, int]]:
        """What each worker may touch: blocks of its own part of the city.

        A block across parts rests for this epoch.
        """
        d = self.cols.data
        if workers == 1:
            yield self.state, np.nonzero(may)[0], own, np.zeros(len(d.u_step), np.int64), -1
            return
        cluster = self._clusters()
        part = self.random.permutation(int(cluster.max()) + 1) % workers
        half = part[cluster]
        pool = np.full(len(d.recovery), -1)
        for p in range(len(pool)):
            units = self._pool_units[p]
            halves = np.unique(half[units])
            # a thing that several parts share is the first one's for this epoch
            pool[p] = halves[0] if len(np.unique(cluster[units])) == 1 else 0
        at = half[d.o_unit[self.state.option]]
        drawn = half[d.o_unit[d.m_o0[:-1] + self.random.integers(0, np.diff(d.m_o0))]]
        of_member = np.where(self.state.placed[d.m_block] == 1, at, drawn)
        first = of_member[d.b_m0[:-1]]
        for g in range(len(d.g_b0) - 1):
            mine = d.g_blocks[d.g_b0[g] : d.g_b0[g + 1]]
            placed = mine[self.state.placed[mine] == 1]
            first[mine] = first[placed[0]] if len(placed) else first[mine[0]]
        whole = np.ones(len(first), bool)
        placed_member = self.state.placed[d.m_block] == 1
        np.logical_and.at(whole, d.m_block, ~placed_member | (of_member == first[d.m_block]))
        need_member = np.repeat(np.arange(len(d.m_block)), np.diff(d.m_n0))
        np.logical_and.at(
            whole, d.m_block[need_member], pool[d.n_pool] == first[d.m_block[need_member]]
        )
        # blocks of several groups could meet a block of another worker
        whole &= np.diff(d.b_g0) <= 1
        for h in range(workers):
            mine = whole & (first == h)
            state = self.state._replace(
                share=self.state.share.copy(), tally=self.state.tally.copy()
            )
            yield (
                state,
                np.nonzero(mine & (may == 1))[0],
                (mine & (own == 1)).astype(np.int64),
                half,
                h,
            )

    def _clusters(self) -> Ints:
        """Units that must be worked on together: a facility, or a unit where there are few
        facilities; neighbours always.
        """
        if not hasattr(self, "_cluster"):
            d = self.cols.data
            facility = self.cols.facility
            root = facility.copy() if facility.max(initial=0) >= 3 else np.arange(len(facility))
            for u in range(len(facility)):
                for v in d.x_units[d.x0[u] : d.x0[u + 1]]:
                    root[root == root[v]] = root[u]
            self._cluster = np.unique(root, return_inverse=True)[1]
            self._pool_units = []
            option_member = np.repeat(np.arange(len(d.m_block)), np.diff(d.m_o0))
            for p in range(len(d.recovery)):
                members = d.p_members[d.p_m0[p] : d.p_m0[p + 1]]
                reserve = np.nonzero(d.u_reserve == p)[0]
                self._pool_units.append(
                    reserve
                    if len(reserve)
                    else np.unique(d.o_unit[np.isin(option_member, members)])
                )
        return self._cluster

    def _merge(self, jobs: list[tuple[State, Ints, Ints, Ints, int]]) -> None:
        before = self.state
        if len(jobs) > 1:
            for field in ("share", "tally"):
                total = getattr(before, field)
                total += sum(getattr(j[0], field) - total for j in jobs)


def solve(
    problem: Problem,
    effort: Effort | None = None,
    start: Schedule | None = None,
    watch: Watch | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """The best schedule found in the effort given, with a bound and the prices that prove it.

    BadProblem: what is wrong with the problem. `watch` is told of each step, `stop` is asked
    between two steps.
    """
    return Search(problem, effort, start, watch, stop).run()
