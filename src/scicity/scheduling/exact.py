"""Small problems, settled: every start a Boolean, every rule a row, CP-SAT for the rest."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .columns import FAR, Columns, Data, placement
from .problem import Schedule, Span

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


def exact(
    cols: Columns, hint: Schedule, seconds: float | None, seed: int = 1, workers: int = 2
) -> tuple[Schedule, int] | None:
    """The best schedule and a bound on the value and bonus, or nothing in the time given.

    `seconds` None: a fixed amount of work.
    """
    from ortools.sat.python import cp_model

    d = cols.data
    model = cp_model.CpModel()
    block = [model.new_bool_var("") for _ in range(len(d.b_value))]
    option = [model.new_bool_var("") for _ in range(len(d.o_unit))]
    starts: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = {}
    on: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)  # unit, slot
    setup_on: dict[tuple[int, int], dict[int, list[cp_model.IntVar]]] = defaultdict(
        lambda: defaultdict(list)
    )
    class_on: dict[tuple[int, int], dict[int, list[cp_model.IntVar]]] = defaultdict(
        lambda: defaultdict(list)
    )
    pool_on: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
    load_on: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
    classes = {int(c) for c in d.m_class if d.unlike[c].any()}
    for m in range(len(d.m_block)):
        options = range(d.m_o0[m], d.m_o0[m + 1])
        model.add(sum(option[o] for o in options) == block[d.m_block[m]])
        for o in options:
            u = int(d.o_unit[o])
            step, offset = int(d.u_step[u]), int(d.u_offset[u])
            for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                v = int(d.o_v0[o]) + i
                n = int(d.v_slots[v])
                mine = [
                    (int(a), model.new_bool_var("")) for a in d.starts[d.v_c0[v] : d.v_c0[v + 1]]
                ]
                starts[o, i] = mine
                model.add(sum(x for _, x in mine) == option[o])
                for a, x in mine:
                    for t in range(a, a + n):
                        on[u, t].append(x)
                        setup_on[u, t][int(d.o_setup[o])].append(x)
                    first, stop = offset + a * step, offset + (a + n) * step
                    if int(d.m_class[m]) in classes:
                        for t in range(first, stop):
                            class_on[u, t][int(d.m_class[m])].append(x)
                    for p, amount in _demands(d, m, u):
                        _use(d, p, amount, (first, stop), x, pool_on, load_on)
    for xs in on.values():
        model.add_at_most_one(xs)
    _changeovers(model, cols, setup_on)
    _neighbours(model, cols, class_on)
    _limits(model, cols, pool_on, load_on)
    _visits(model, cols, starts, option)
    _couplings(model, cols, starts, block)
    for g in range(len(d.g_b0) - 1):
        model.add_at_most_one([block[b] for b in d.g_blocks[d.g_b0[g] : d.g_b0[g + 1]]])
    locked = {p.experiment for p in cols.problem.locked}
    for m, experiment in enumerate(cols.members):
        if experiment.id in locked:
            model.add(block[d.m_block[m]] == 1)
    stay = _stays(model, cols, starts)
    model.maximize(
        sum(int(d.b_value[b]) * x for b, x in enumerate(block))
        + sum(int(d.b_bonus[b]) * x for b, x in stay.items())
    )
    _hint(model, cols, hint, starts, option)
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    if seconds is None:
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = 20.0
    else:
        solver.parameters.num_workers = workers
        solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return _solved(solver, cols, starts, option), round(solver.best_objective_bound)


def _demands(d: Data, m: int, u: int) -> list[tuple[int, int]]:
    """The pools that a member draws on while it is on a unit, and how much of each."""
    needs = [(int(d.n_pool[y]), int(d.n_amount[y])) for y in range(d.m_n0[m], d.m_n0[m + 1])]
    if d.u_reserve[u] >= 0:
        needs.append((int(d.u_reserve[u]), 1))
    return needs


def _use(
    d: Data,
    p: int,
    amount: int,
    span: Span,
    x: cp_model.IntVar,
    pool_on: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
    load_on: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
) -> None:
    """What a start at a span of ticks takes of pool p: of its capacity in each tick, and of its
    load in each period.
    """
    first, stop = span
    if d.capacity[p, 0] < FAR:
        for t in range(first, min(stop + int(d.recovery[p]), d.capacity.shape[1])):
            pool_on[p, t].append((amount, x))
    size = int(d.period[p])
    if size:
        for k in range(first // size, (stop - 1) // size + 1):
            load_on[p, k].append((amount * (min(stop, (k + 1) * size) - max(first, k * size)), x))


def _limits(
    model: cp_model.CpModel,
    cols: Columns,
    pool_on: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
    load_on: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
) -> None:
    """No pool gives more than it has, in any tick or period."""
    d = cols.data
    for (p, t), terms in pool_on.items():
        model.add(sum(a * x for a, x in terms) <= int(d.capacity[p, t]))
    for (p, k), terms in load_on.items():
        model.add(sum(a * x for a, x in terms) <= int(d.load[p, k]))


def _neighbours(
    model: cp_model.CpModel,
    cols: Columns,
    class_on: dict[tuple[int, int], dict[int, list[cp_model.IntVar]]],
) -> None:
    """What may not stand beside each other does not at any tick."""
    d = cols.data
    for (u, t), by_class in class_on.items():
        for w in d.x_units[d.x0[u] : d.x0[u + 1]]:
            for c, xs in by_class.items():
                for e, ys in class_on.get((int(w), t), {}).items():
                    if d.unlike[c, e]:
                        model.add_at_most_one([*xs, *ys])


def _hint(
    model: cp_model.CpModel,
    cols: Columns,
    hint: Schedule,
    starts: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
    option: list[cp_model.IntVar],
) -> None:
    """The search begins at a schedule that is known."""
    d = cols.data
    at = hint.by_experiment
    for m, experiment in enumerate(cols.members):
        there = at.get(experiment.id)
        for o in range(d.m_o0[m], d.m_o0[m + 1]):
            site = cols.problem.unit[cols.options[o].unit]
            here = there is not None and (there.unit, len(there.starts)) == (
                site.id,
                len(cols.options[o].visits),
            )
            model.add_hint(option[o], here)
            for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                slot = (
                    (there.starts[i] - site.offset) // site.step
                    if there is not None and here
                    else -1
                )
                for a, x in starts[o, i]:
                    model.add_hint(x, a == slot)


def _solved(
    solver: cp_model.CpSolver,
    cols: Columns,
    starts: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
    option: list[cp_model.IntVar],
) -> Schedule:
    d = cols.data
    found = []
    for m in range(len(d.m_block)):
        for o in range(d.m_o0[m], d.m_o0[m + 1]):
            if solver.value(option[o]):
                slots = [
                    next(a for a, x in starts[o, i] if solver.value(x))
                    for i in range(d.o_v0[o + 1] - d.o_v0[o])
                ]
                found.append(placement(cols, m, o, slots))
    return Schedule(tuple(sorted(found, key=lambda p: p.experiment)))


def _changeovers(
    model: cp_model.CpModel,
    cols: Columns,
    setup_on: dict[tuple[int, int], dict[int, list[cp_model.IntVar]]],
) -> None:
    """Set-up f in slot t and g in slot t + c(f, g), or any slot between, cannot both be: runs of f
    covering t and of g covering t + k, k up to c, are too near whichever comes first (unless they
    are one run of one set-up, hence f and g apart).
    """
    d = cols.data
    for (u, t), by_setup in setup_on.items():
        table = d.changeover[d.u_table[u]]
        for f, xs in by_setup.items():
            for k in range(1, int(table[f].max(initial=0)) + 1):
                for g, ys in setup_on.get((u, t + k), {}).items():
                    if g != f and k <= table[f, g]:
                        model.add_at_most_one([*xs, *ys])
        # a run of f that ends with slot t, and one of f again that starts too soon
    same = [
        (u, f)
        for u in range(len(d.u_table))
        for f in range(d.changeover.shape[1])
        if d.changeover[d.u_table[u], f, f] > 0
    ]
    for u, f in same:
        _again(model, cols, u, f, setup_on)


def _again(
    model: cp_model.CpModel,
    cols: Columns,
    u: int,
    f: int,
    setup_on: dict[tuple[int, int], dict[int, list[cp_model.IntVar]]],
) -> None:
    """A pause between two runs of one set-up: whoever holds slot t keeps others out for as long
    after its end.
    """
    pause = int(cols.data.changeover[cols.data.u_table[u], f, f])
    by_name: dict[int, tuple[cp_model.IntVar, int, int]] = {}
    for (v, t), by_setup in setup_on.items():
        if v == u:
            for x in by_setup.get(f, []):
                _, a, e = by_name.get(x.index, (x, t, t))
                by_name[x.index] = (x, min(a, t), max(e, t))
    rows: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for x, a, e in by_name.values():
        for t in range(a, e + 1 + pause):
            rows[t].append(x)
    for xs in rows.values():
        model.add_at_most_one(xs)


def _tick(
    cols: Columns, o: int, mine: list[tuple[int, cp_model.IntVar]], extra: int = 0
) -> cp_model.LinearExpr:
    from ortools.sat.python import cp_model

    d = cols.data
    u = d.o_unit[o]
    return cp_model.LinearExpr.sum(
        [(int(d.u_offset[u] + (a + extra) * d.u_step[u])) * x for a, x in mine]
    )


def _visits(
    model: cp_model.CpModel,
    cols: Columns,
    starts: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
    option: list[cp_model.IntVar],
) -> None:
    d = cols.data
    for m in range(len(d.m_block)):
        for o in range(d.m_o0[m], d.m_o0[m + 1]):
            for i in range(1, d.o_v0[o + 1] - d.o_v0[o]):
                apart = _tick(cols, o, starts[o, i]) - _tick(
                    cols, o, starts[o, i - 1], int(d.v_slots[d.o_v0[o] + i - 1])
                )
                model.add(apart >= int(d.m_gap_least[m])).only_enforce_if(option[o])
                if d.m_gap_most[m] < FAR:
                    model.add(apart <= int(d.m_gap_most[m])).only_enforce_if(option[o])


def _couplings(
    model: cp_model.CpModel,
    cols: Columns,
    starts: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
    block: list[cp_model.IntVar],
) -> None:
    from ortools.sat.python import cp_model

    d = cols.data

    def begin(m: int) -> cp_model.LinearExpr:
        return cp_model.LinearExpr.sum(
            [_tick(cols, o, starts[o, 0]) for o in range(d.m_o0[m], d.m_o0[m + 1])]
        )

    def end(m: int) -> cp_model.LinearExpr:
        last = [(o, int(d.o_v0[o + 1] - d.o_v0[o] - 1)) for o in range(d.m_o0[m], d.m_o0[m + 1])]
        return cp_model.LinearExpr.sum(
            [_tick(cols, o, starts[o, i], int(d.v_slots[d.o_v0[o] + i])) for o, i in last]
        )

    for b in range(len(d.b_value)):
        for c in range(d.c0[b], d.c0[b + 1]):
            f, g = int(d.c_first[c]), int(d.c_second[c])
            if d.c_overlap[c]:
                model.add(begin(f) < end(g)).only_enforce_if(block[b])
                model.add(begin(g) < end(f)).only_enforce_if(block[b])
            else:
                model.add(begin(g) - end(f) >= int(d.c_least[c])).only_enforce_if(block[b])
                if d.c_most[c] < FAR:
                    model.add(begin(g) - end(f) <= int(d.c_most[c])).only_enforce_if(block[b])


def _stays(
    model: cp_model.CpModel,
    cols: Columns,
    starts: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]],
) -> dict[int, cp_model.IntVar]:
    """For each block with a bonus: whether all of it stays where it was."""
    d, found = cols.data, {}
    for b in range(len(d.b_value)):
        if d.b_bonus[b] <= 0:
            continue
        stay = model.new_bool_var("")
        possible = True
        for m in range(d.b_m0[b], d.b_m0[b + 1]):
            o = int(d.home[m, 0])
            if o < 0:
                possible = False
                break
            for i in range(d.o_v0[o + 1] - d.o_v0[o]):
                here = [x for a, x in starts[o, i] if a == d.home[m, 1 + i]]
                possible &= bool(here)
                if here:
                    model.add_implication(stay, here[0])
        if not possible:
            model.add(stay == 0)
        found[b] = stay
    return found
