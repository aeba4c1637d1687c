"""What stated values are that cannot be, told as they come in.

They are kept as stated; the audit finds them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from scicity.ledger import Batch
from scicity.measures import MeasureError, convert, measure, unit_of

# units of statements that are words, and of plain numbers
_NO_UNIT = ("", "1", "ratio", "bool")


def limits_told(batches: Iterable[Batch], machines: Mapping[str, int] | None = None) -> list[str]:
    """A line for each value beyond what its measure can be, and for each unit that nobody knows.

    Arguments
        batches: of the streams indicator_values or declarations; others say nothing
        machines: how many a registry path counts, whose hours may be so many times the clock's
    """
    told = []
    for b in batches:
        if b.stream in ("indicator_values", "declarations") and b.rows.height:
            for row in b.rows.to_dicts():
                told += [f"line {row['line']}, {text}" for text in _told(row, machines or {})]
    return told


def _told(row: Mapping[str, Any], machines: Mapping[str, int]) -> Iterable[str]:
    name, unit = str(row.get("measure") or row.get("indicator")), str(row["value_unit"] or "")
    numbers = [n for k in ("value", "value_high") if (n := _number(row.get(k))) is not None]
    if not numbers:
        return
    shown = f"{name}: {row['value']} {unit}"
    if unit not in _NO_UNIT and unit_of(unit) is None:
        yield f"{shown} has a unit that is not known: it is compared with nothing"
        return
    known, metric = measure(name), measure(str(row.get("metric") or ""))
    known = known or metric
    if known is None:
        if min(numbers) < 0:
            yield f"{shown} is negative"
        return
    hours = Fraction(row["end"] - row["start"], 3600) * max(
        1, machines.get(str(row.get("unit")), 1)
    )
    if row.get("counting") in ("station", "instrument"):
        hours = Fraction(0)  # of how many nobody says: the clock tells nothing of their sum
    low, high = known.limits.low, known.limits.high
    for number in (_in(n, unit, known.unit) for n in numbers):
        if number is None:
            continue
        if low is not None and number < low:
            yield f"{shown} is negative" if low == 0 else f"{shown} is below {low}"
        elif high is not None and number > high:
            yield f"{shown} is more than the whole" if high == 100 else f"{shown} is above {high}"
        elif known.limits.clock and hours and number > hours:
            yield f"{shown} is more than the {float(hours):,.10g} h of its time"


def _number(text: object) -> Fraction | None:
    try:
        return Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        return None


def _in(number: Fraction, unit: str, wanted: str) -> Fraction | None:
    """A value in the unit that its measure's limits are in; a ratio counts as hundredths."""
    if unit == "1" and wanted in ("%", "percent"):
        return number * 100
    try:
        return number if unit in _NO_UNIT else convert(number, unit, wanted)
    except MeasureError:
        return None
