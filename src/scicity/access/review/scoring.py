"""Grades from scores: weighted means, the spread between reviewers, and a fair view of strict and
mild ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

ENOUGH = 3  # a reviewer's own level is only estimated from as many grades as this


@dataclass(frozen=True)
class Grade:
    """What a proposal got: the mean of its reviewers' grades, their standard deviation, and how
    many they are.
    """

    mean: float | None
    spread: float | None
    reviewers: int


def weighted(scores: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """A reviewer's grade: the weighted mean over all criteria; None while one of them has no
    score.
    """
    if not weights or any(c not in scores for c in weights):
        return None
    return sum(scores[c] * w for c, w in weights.items()) / sum(weights.values())


def normalised(
    grades: Mapping[tuple[str, str], float], low: float, high: float
) -> dict[tuple[str, str], float]:
    """Grades by (reviewer, proposal), each reviewer's mean and spread brought to those of all.

    A z-score per reviewer, scaled back with the mean and the standard deviation of all grades and
    kept in [low, high]. Reviewers with fewer than three grades, or who gave one grade to all, are
    shifted by nothing.
    """
    by: dict[str, list[float]] = {}
    for (reviewer, _), value in grades.items():
        by.setdefault(reviewer, []).append(value)
    if not grades:
        return {}
    centre, width = fmean(grades.values()), pstdev(grades.values())
    result = {}
    for (reviewer, proposal), value in grades.items():
        own = by[reviewer]
        spread = pstdev(own)
        judged = len(own) >= ENOUGH and spread > 0
        result[reviewer, proposal] = (
            min(high, max(low, centre + (value - fmean(own)) / spread * width)) if judged else value
        )
    return result


def graded(values: Sequence[float]) -> Grade:
    return Grade(fmean(values), pstdev(values), len(values)) if values else Grade(None, None, 0)
