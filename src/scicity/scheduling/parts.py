"""One facility out of a city's problem."""

from __future__ import annotations

from dataclasses import replace

from .errors import BadProblem, Fault
from .problem import Problem


def facility_of(problem: Problem, facility: str) -> Problem:
    """The problem of one facility: its units, and the experiments that can run only there.

    BadProblem: there is no such facility.
    """
    units = tuple(u for u in problem.units if u.facility == facility)
    if not units:
        raise BadProblem([Fault(f"facility {facility}", "没有此设施", "there is no such facility")])
    here = {u.id for u in units}
    tied = {n for c in problem.couplings for n in (c.first, c.second)} | {
        n for g in problem.groups if g.kind == "all" for n in g.experiments
    }
    inside = {e.id for e in problem.experiments if all(o.unit in here for o in e.options)}
    inside -= {n for n in tied if not all(m in inside for m in _with(problem, n))}
    experiments = tuple(e for e in problem.experiments if e.id in inside)
    pools = {n.pool for e in experiments for n in e.needs}
    groups = tuple(
        replace(g, experiments=tuple(n for n in g.experiments if n in inside))
        for g in problem.groups
    )
    return replace(
        problem,
        name=f"{problem.name}: {facility}",
        units=tuple(
            replace(u, neighbours=tuple(n for n in u.neighbours if n in here)) for u in units
        ),
        experiments=experiments,
        pools=tuple(p for p in problem.pools if p.id in pools),
        couplings=tuple(c for c in problem.couplings if c.first in inside),
        groups=tuple(g for g in groups if len(g.experiments) > 1),
        locked=tuple(p for p in problem.locked if p.experiment in inside),
    )


def _with(problem: Problem, name: str) -> set[str]:
    """Experiments that are placed together with one, itself included."""
    found = {name}
    while True:
        more = {
            n for c in problem.couplings if {c.first, c.second} & found for n in (c.first, c.second)
        }
        more |= {
            n
            for g in problem.groups
            if g.kind == "all" and set(g.experiments) & found
            for n in g.experiments
        }
        if more <= found:
            return found
        found |= more
