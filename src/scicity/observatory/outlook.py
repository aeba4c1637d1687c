"""Attainment, the pace that is needed, and the chance to be there in time.

The forecast is the prediction interval of a straight line through the readings (least squares,
Student's t with n − 2 degrees of freedom; Draper, Smith 1998, doi 10.1002/9781118625590). Fewer
than three readings give no interval and no chance: none is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from .targets import Reading, Target

State = Literal[
    "reached", "on course", "uncertain", "behind", "missed", "no readings", "no date", "in words"
]
LIKELY, UNLIKELY = 0.8, 0.3
YEAR = 365.25


@dataclass(frozen=True)
class Outlook:
    """`part`: of the way from the first reading to the goal.

    Paces are a year's change. `forecast`: low, middle and high (80 %) on the due day.
    """

    state: State
    latest: Reading | None = None
    part: float | None = None
    needed: float | None = None
    pace: float | None = None
    forecast: tuple[float, float, float] | None = None
    chance: float | None = None


def outlook(target: Target, readings: Sequence[Reading], today: date) -> Outlook:
    """Where a target stands on a day. Readings after that day are not looked at."""
    known = [r for r in readings if r.day <= today]
    if target.goal is None:
        return Outlook("in words", known[-1] if known else None)
    if not known:
        return Outlook("no readings")
    sign = 1.0 if target.direction == "up" else -1.0
    last = known[-1]
    first = known[0].low
    part = None if first == target.goal else (last.low - first) / (target.goal - first)
    if _certainly(last, target):
        return Outlook("reached", last, 1.0)
    if target.due is None:
        return Outlook("no date", last, part)
    if today > target.due:
        # a reading that may lie on either side of the goal shows neither
        return Outlook(
            "uncertain" if target.direction == "down" and last.low < target.goal else "missed",
            last,
            part,
        )
    left = max((target.due - today).days, 1) / YEAR
    needed = (target.goal - last.low) / left
    days = (last.day - known[0].day).days
    pace = (last.low - first) / days * YEAR if days else None
    if len(known) < 3:
        return Outlook(
            "uncertain" if pace is None or sign * pace >= sign * needed else "behind",
            last,
            part,
            needed,
            pace,
        )
    forecast, chance = _line(
        [((r.day - target.due).days / YEAR, r.low) for r in known], target.goal, sign
    )
    state: State = (
        "on course" if chance >= LIKELY else "behind" if chance < UNLIKELY else "uncertain"
    )
    return Outlook(state, last, part, needed, pace, forecast, chance)


def _certainly(reading: Reading, target: Target) -> bool:
    """Whether every value that a reading may have is at the goal or beyond: at most the goal, where
    less is wanted.
    """
    assert target.goal is not None
    if target.direction == "up":
        return reading.low >= target.goal
    if reading.high is None:
        return False
    return reading.high < target.goal or (
        reading.high == target.goal and (reading.open_high or not target.strict)
    )


def _line(
    points: list[tuple[float, float]], goal: float, sign: float
) -> tuple[tuple[float, float, float], float]:
    """The prediction at time 0, and the chance that it is at the goal or beyond."""
    from scipy.special import stdtr, stdtrit  # Student's distribution and its quantiles

    x, y = np.array([p[0] for p in points]), np.array([p[1] for p in points])
    slope, middle = np.polyfit(x, y, 1)
    free = len(x) - 2
    spread = float(np.sqrt(((y - slope * x - middle) ** 2).sum() / free))
    error = spread * float(np.sqrt(1 + 1 / len(x) + x.mean() ** 2 / ((x - x.mean()) ** 2).sum()))
    if error < 1e-9 * max(1.0, abs(goal)):
        return (float(middle), float(middle), float(middle)), float(sign * (middle - goal) >= 0)
    reach = float(stdtrit(free, 0.9)) * error
    return (float(middle - reach), float(middle), float(middle + reach)), float(
        stdtr(free, sign * (middle - goal) / error)
    )
