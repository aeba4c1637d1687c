"""Targets, policies and readings, out of the ledger's statements.

A state is never typed: it follows from the readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scicity.ledger.periods import spoken_period
from scicity.metrics import Statement


@dataclass(frozen=True)
class Reading:
    """A value on a day, with the statement that it comes from.

    `high` is None where it may be any amount more.

    `open_high`: the value is below `high`, not at it.
    """

    day: date
    low: float
    high: float | None
    source: str
    open_high: bool = False


@dataclass(frozen=True)
class Target:
    """What is to be reached by the end of `due`.

    `goal` None: said in words, so that no record can show it is reached.

    `due` None: the document's words for the time, `said`, are no period that can be understood.
    `strict`: the goal itself is not enough (under 5).
    """

    id: str
    subject: str
    measure: str
    title: dict[str, str]
    unit: str
    goal: float | None
    due: date | None
    begins: date | None
    direction: Literal["up", "down"]
    statement: Statement
    said: str = ""
    strict: bool = False


def targets_of(statements: Sequence[Statement]) -> list[Target]:
    """All targets, in the order of their documents.

    What is to be 'at least', 'over', about or within a range counts from its lower end.
    """
    found = []
    for s in statements:
        if s.kind != "target":
            continue
        begins, due = span_of(s.period)
        due = due or day_of(s.as_of)
        bounds = s.interval
        falling, down = s.qualifier == "nearly", s.qualifier in ("at_most", "under")
        goal = (
            None
            if bounds is None
            else float(bounds.high if (falling or down) and bounds.high is not None else bounds.low)
        )
        found.append(
            Target(
                s.address,
                s.unit,
                s.measure,
                s.title,
                s.value_unit,
                goal,
                due,
                begins,
                "down" if down else "up",
                s,
                s.period if due is None or s.period == "cumulative" else "",
                s.qualifier == "under",
            )
        )
    return found


def readings_of(target: Target, statements: Sequence[Statement]) -> list[Reading]:
    """What was stated of the same subject, measure and unit, oldest first; of one day the latest
    document's.
    """
    found: dict[date, Reading] = {}
    for s in statements:
        bounds = s.interval
        if (
            s.kind == "target"
            or (s.unit, s.measure, s.value_unit) != (target.subject, target.measure, target.unit)
            or bounds is None
        ):
            continue
        day = day_of(s.as_of or s.period)
        if day is not None:
            high = None if bounds.high is None else float(bounds.high)
            found[day] = Reading(day, float(bounds.low), high, s.address, bounds.open_high)
    return [found[d] for d in sorted(found)]


def policies_of(
    statements: Sequence[Statement],
) -> list[tuple[str, list[Statement], list[Statement]]]:
    """By subject, as its documents tell them: (subject, what the policy is and does, the targets it
    aims at).
    """
    found: dict[str, tuple[list[Statement], list[Statement]]] = {}
    for s in statements:
        if s.kind == "policy":
            found.setdefault(s.unit, ([], []))[0].append(s)
    for s in statements:
        if s.kind == "target" and s.unit in found:
            found[s.unit][1].append(s)
    return [(subject, measures, aims) for subject, (measures, aims) in found.items()]


def span_of(period: str) -> tuple[date | None, date | None]:
    """(first day of a plan of years or None, last day) of a period in any words; None for what is
    none.
    """
    spoken = spoken_period(period)
    if spoken is None:
        return None, None
    return (spoken.first if spoken.first.year < spoken.last.year else None), spoken.last


def day_of(text: str) -> date | None:
    """The last day of a period such as '2023', '2023-11', 2023年底 or '2023-11-05'; None for what
    is none.
    """
    spoken = spoken_period(text)
    return spoken.last if spoken else None
