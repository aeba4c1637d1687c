"""What the city and its parks are watched by, what a reading must say, and how parks are compared
fairly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from scicity.connectors.amounts import decimal_text, is_percent, shifted
from scicity.metrics import Interval, Statement
from scicity.registry import Problem, RegistryError

from .targets import day_of

QUALIFIERS = (
    "exact",
    "counted",
    "over",
    "at_least",
    "nearly",
    "under",
    "at_most",
    "about",
    "range",
)


@dataclass(frozen=True)
class Indicator:
    """`measure` is the name in declarations; `per`: it may be shared out over an area or over
    heads. `level`: a state at a day, else a sum over a year.

    `basis`: "area" or "heads" for what others are shared out over.
    """

    measure: str
    zh: str
    en: str
    unit: str
    counted: str
    per: bool = True
    level: bool = True
    basis: str = ""


def load_indicators(folder: Path) -> dict[str, Indicator]:
    """The indicators that a city declares in `indicators.yaml`, by measure; none where it has no
    such file.

    Raises RegistryError that names what is missing or not known of one.
    """
    path = folder / "indicators.yaml"
    if not path.exists():
        return {}
    found, problems = {}, []
    for n, item in enumerate(yaml.safe_load(path.read_text("utf-8")) or [], 1):
        try:
            name = item.pop("name")
            made = Indicator(zh=str(name["zh"]), en=str(name["en"]), **item)
        except (AttributeError, KeyError, TypeError) as error:
            problems.append(
                Problem(
                    path.name,
                    n,
                    f"item {n} needs measure, name with zh and en, unit and counted; it may say"
                    f" per, level and basis ({error})",
                )
            )
            continue
        if made.measure in found:
            problems.append(
                Problem(path.name, n, f"the indicator {made.measure!r} is declared twice")
            )
        found[made.measure] = made
    if problems:
        raise RegistryError(problems)
    return found


class BadReading(Exception):
    """What is wrong with readings, each with its row; nothing of them is kept."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Entered:
    """A reading as somebody typed it.

    `day`: the last day that it is about, or a year for what is summed over one.
    """

    place: str
    measure: str
    value: str
    value_high: str
    qualifier: str
    day: str
    document: str
    locator: str


def rows_of(
    entered: Sequence[Entered],
    places: Mapping[str, object],
    today: date,
    indicators: Mapping[str, Indicator],
) -> list[dict[str, Any]]:
    """Readings as fields of declarations.

    BadReading: all that is wrong. The same place, indicator, day and document again is a
    correction.
    """
    faults: list[str] = []
    rows = []
    for n, e in enumerate(entered, 1):
        wrong = list(_faults(e, places, today, indicators))
        faults += [f"row {n}: {w}" for w in wrong]
        if wrong:
            continue
        known = indicators[e.measure]
        key = hashlib.sha256("\n".join((e.place, e.measure, e.day)).encode()).hexdigest()[:10]
        rows.append(
            {
                "unit": e.place,
                "document": e.document.strip(),
                "statement": f"I{key}",
                "kind": "figure",
                "measure": e.measure,
                "value": _kept(e.value, known.unit),
                "value_high": _kept(e.value_high, known.unit) if e.value_high else None,
                "value_unit": "1" if is_percent(known.unit) else known.unit,
                "qualifier": e.qualifier,
                "period": e.day[:4],
                "as_of": e.day if len(e.day) > 4 else None,
                "counting": "system",
                "counted": known.counted,
                "title_zh": known.zh,
                "title_en": known.en,
                "locator": e.locator.strip() or "–",
                "claim": False,
                "period_assumed": False,
            }
        )
    if len({(r["document"], r["statement"]) for r in rows}) < len(rows):
        faults.append("the same place, indicator and day stand there twice; keep one")
    if faults:
        raise BadReading(faults)
    return rows


def _kept(text: str, unit: str) -> str:
    """A typed number as it is recorded: a share as a ratio, as from every other way in."""
    number = Decimal(text)
    return decimal_text(shifted(number, -2)) if is_percent(unit) else str(number)


def _faults(
    e: Entered, places: Mapping[str, object], today: date, indicators: Mapping[str, Indicator]
) -> Any:
    if e.place not in places:
        yield f"place: {e.place!r} is not in the registry"
    if e.measure not in indicators:
        yield f"indicator: {e.measure!r} is none; use one of {', '.join(indicators)}"
    for name, text in (("value", e.value), ("up to", e.value_high)):
        if name == "value" or text:
            try:
                number = Decimal(text)
            except InvalidOperation:
                yield f"{name}: {text!r} is not a number"
                continue
            if not number.is_finite() or abs(number) >= 10**18:
                yield f"{name}: {text!r} is out of range"
    if e.qualifier not in QUALIFIERS:
        yield f"qualifier: {e.qualifier!r} is none; use one of {', '.join(QUALIFIERS)}"
    if (e.qualifier == "range") != bool(e.value_high):
        yield "up to: a range has two numbers, everything else has one"
    day = day_of(e.day) if len(e.day) in (4, 7, 10) else None
    if day is None:
        yield (
            f"day: {e.day!r} is neither a year nor a month nor a day like 2025, 2025-06 or"
            " 2025-06-30"
        )
    elif (day > today and len(e.day) != 4) or day.year > today.year:
        yield f"day: {e.day} lies in the future; a reading is of what was"
    if not e.document.strip():
        yield "document: name the document that states it"


@dataclass(frozen=True)
class Compared:
    """A park's value of a year, and that value for each km² and each person where both are stated.

    None: not stated.
    """

    place: str
    statement: Statement
    per_area: Interval | None
    per_head: Interval | None


def compare_parks(
    statements: Sequence[Statement],
    parks: Sequence[str],
    year: str,
    indicators: Mapping[str, Indicator],
) -> dict[str, list[Compared]]:
    """By indicator, the largest first.

    Intervals stay intervals: over 10,000 on 10 km² is over 1,000 each km².
    """
    newest: dict[tuple[str, str], Statement] = {}
    area, heads = (
        next((i.measure for i in indicators.values() if i.basis == b), "")
        for b in ("area", "heads")
    )
    for s in statements:
        if (
            s.kind == "figure"
            and s.unit in parks
            and s.measure in indicators
            and s.value_unit == indicators[s.measure].unit
            and (s.as_of or s.period)[:4] == year
            and s.interval
        ):
            held = newest.get((s.unit, s.measure))
            if held is None or (s.as_of or s.period) >= (held.as_of or held.period):
                newest[s.unit, s.measure] = s
    found: dict[str, list[Compared]] = {}
    for (place, measure), s in newest.items():
        over = (
            [newest.get((place, m)) for m in (area, heads)]
            if indicators[measure].per
            else [None, None]
        )
        found.setdefault(measure, []).append(Compared(place, s, *(_shared(s, x) for x in over)))
    for rows in found.values():
        rows.sort(key=lambda c: (-float(c.statement.interval.low), c.place))  # type: ignore[union-attr]
    return {m: found[m] for m in indicators if m in found}


def _shared(value: Statement, by: Statement | None) -> Interval | None:
    """The quotient's interval: least over most to most over least; nothing where the divisor may be
    0.
    """
    top, below = value.interval, by.interval if by else None
    if top is None or below is None or below.low <= 0:
        return None
    high = None if top.high is None else Fraction(top.high) / Fraction(below.low)
    low = Fraction(0) if below.high is None else Fraction(top.low) / Fraction(below.high)
    return Interval(low, high)
