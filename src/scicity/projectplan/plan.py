"""Plans that keep to what there is: the shortest project, by constraint programming, with a proven
bound.
"""

from __future__ import annotations

from dataclasses import dataclass

from .network import critical_path
from .project import Project, checked

ROUNDS = 4000


@dataclass(frozen=True)
class Plan:
    """Starts of all activities. No plan can be shorter than `bound`."""

    project: str
    starts: dict[str, int]
    length: int
    bound: int

    @property
    def best(self) -> bool:
        return self.length == self.bound


def level(
    project: Project,
    seconds: float | None = 10.0,
    workers: int = 2,
    seed: int = 1,
    rounds: int = ROUNDS,
) -> Plan:
    """The shortest plan found (resource-constrained project scheduling).

    `seconds` None: until it is proven best.

    BadProject: what is wrong with the project.
    """
    checked(project)
    shortest = critical_path(project).length
    # the solver and the compiler take seconds to load, and most who know projects never plan one
    from .sequence import good_starts

    known = good_starts(project, rounds, seed)
    length = max(
        (s + a.duration for s, a in zip(known, project.activities, strict=True)), default=0
    )
    bound = max(shortest, _energy(project))
    if length > bound:
        known, length, bound = _solve(project, known, length, bound, seconds, workers, seed)
    return Plan(
        project.id, {a.id: s for a, s in zip(project.activities, known, strict=True)}, length, bound
    )


def _energy(project: Project) -> int:
    """All work of a resource over how much there is of it."""
    return max(
        (
            -(-sum(a.duration * a.demands.get(r, 0) for a in project.activities) // amount)
            for r, amount in project.resources.items()
            if amount
        ),
        default=0,
    )


def _solve(
    project: Project,
    known: list[int],
    length: int,
    bound: int,
    seconds: float | None,
    workers: int,
    seed: int,
) -> tuple[list[int], int, int]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    begin = [model.new_int_var(a.earliest, length - a.duration, a.id) for a in project.activities]
    end = model.new_int_var(bound, length, "end")
    runs = [
        model.new_interval_var(b, a.duration, b + a.duration, a.id)
        for b, a in zip(begin, project.activities, strict=True)
    ]
    for i, j, w in project.edges:
        model.add(begin[j] >= begin[i] + w)
    for b, a in zip(begin, project.activities, strict=True):
        model.add(end >= b + a.duration)
    for name, amount in project.resources.items():
        users = [
            (r, a.demands[name])
            for r, a in zip(runs, project.activities, strict=True)
            if a.duration and a.demands.get(name, 0)
        ]
        model.add_cumulative([r for r, _ in users], [d for _, d in users], amount)
    model.minimize(end)
    for b, s in zip(begin, known, strict=True):
        model.add_hint(b, s)
    model.add_hint(end, length)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return known, length, bound
    return (
        [solver.value(b) for b in begin],
        int(solver.objective_value),
        max(bound, int(solver.best_objective_bound)),
    )


def broken(project: Project, starts: dict[str, int]) -> list[str]:
    """Rules that a plan breaks, in words. By other code than made it: nothing of the solver."""
    found = [f"{a.id} is not planned" for a in project.activities if a.id not in starts]
    if found:
        return found
    for a in project.activities:
        if starts[a.id] < a.earliest:
            found.append(f"{a.id} starts at {starts[a.id]}, before {a.earliest}")
    by_id = {a.id: a for a in project.activities}
    for link in project.links:
        one, two = by_id[link.before], by_id[link.after]
        first = starts[one.id] + (one.duration if link.kind[0] == "F" else 0)
        then = starts[two.id] + (two.duration if link.kind[1] == "F" else 0)
        if then < first + link.lag:
            found.append(f"{two.id} does not wait for {one.id} ({link.kind} {link.lag:+d})")
    for name, amount in project.resources.items():
        busy: dict[int, int] = {}
        for a in project.activities:
            for t in range(starts[a.id], starts[a.id] + a.duration):
                busy[t] = busy.get(t, 0) + a.demands.get(name, 0)
        found += [
            f"{name} is used {used} times at {t}, of {amount}"
            for t, used in sorted(busy.items())
            if used > amount
        ]
    return found
