"""Earned value: what was to be done, what was done and what it cost, in one unit of money (ISO
21508:2018).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .project import Project


@dataclass(frozen=True)
class Earned:
    """Money, and ratios of it; a ratio is None where it would divide by nothing."""

    planned: float
    earned: float
    spent: float
    budget: float

    @property
    def schedule_index(self) -> float | None:
        return self.earned / self.planned if self.planned else None

    @property
    def cost_index(self) -> float | None:
        return self.earned / self.spent if self.spent else None

    @property
    def at_completion(self) -> float | None:
        """What all will have cost if money goes on to earn as it has."""
        return self.budget / self.cost_index if self.cost_index else None


def earned_value(
    project: Project,
    baseline: Mapping[str, int],
    done: Mapping[str, float],
    spent: Mapping[str, float],
    now: int,
) -> Earned:
    """At `now`, against a baseline of starts.

    `done`: the part of each activity that is done, 0 to 1. ValueError: what is not so.
    """
    for name in [*baseline, *done, *spent]:
        if name not in project.index:
            raise ValueError(f"the project has no activity {name}")
    planned = earned = 0.0
    for a in project.activities:
        part = done.get(a.id, 0.0)
        if not 0 <= part <= 1:
            raise ValueError(f"activity {a.id}: the part done lies between 0 and 1, not {part}")
        if a.id not in baseline:
            raise ValueError(f"activity {a.id} is not in the baseline")
        gone = now - baseline[a.id]
        planned += a.cost * (
            min(1.0, max(0.0, gone / a.duration)) if a.duration else float(gone >= 0)
        )
        earned += a.cost * part
    return Earned(planned, earned, sum(spent.values()), sum(a.cost for a in project.activities))
