"""What the city and its parks are watched by, what a reading must say, and how parks are compared fairly."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from scicity.metrics import Interval, Statement

from .targets import day_of

QUALIFIERS = ("exact", "counted", "over", "at_least", "nearly", "under", "at_most", "about", "range")


@dataclass(frozen=True)
class Indicator:
    """`measure` is the name in declarations; `per`: it may be shared out over an area or over heads. `level`: a state at a day, else a sum over a year."""

    measure: str
    zh: str
    en: str
    unit: str
    counted: str
    per: bool = True
    level: bool = True


INDICATORS: dict[str, Indicator] = {i.measure: i for i in (
    Indicator("land_area", "面积", "Land area", "km2", "area", per=False),
    Indicator("people", "从业人员", "People employed", "persons", "persons", per=False),
    Indicator("output_value", "工业总产值", "Gross industrial output", "CNY", "value", level=False),
    Indicator("operating_income", "营业收入", "Operating income", "CNY", "value", level=False),
    Indicator("investment", "固定资产投资", "Fixed-asset investment", "CNY", "value", level=False),
    Indicator("rd_spending", "研发投入", "R&D spending", "CNY", "value", level=False),
    Indicator("enterprises", "企业", "Enterprises", "enterprises", "enterprises"),
    Indicator("high_tech_enterprises", "高新技术企业", "High-tech enterprises", "enterprises", "enterprises"),
    Indicator("new_tech_enterprises_per_day", "日均新增科技企业", "New technology enterprises a day", "enterprises/day", "enterprises", per=False, level=False),
    Indicator("unicorns_and_hidden_champions", "“独角兽”“隐形冠军”企业", "Unicorns and hidden champions", "enterprises", "enterprises"),
    Indicator("headquarters", "总部企业", "Headquarters", "enterprises", "enterprises"),
    Indicator("rd_centres", "研发中心", "R&D centres", "centres", "organisations"),
    Indicator("listed_companies", "上市企业", "Listed companies", "companies", "enterprises"),
    Indicator("drugs_approved", "获批新药", "New drugs approved", "products", "products", level=False),
    Indicator("devices_approved", "获批创新医疗器械", "Innovative devices approved", "products", "products", level=False),
    Indicator("high_quality_incubators", "高质量孵化器", "High-quality incubators", "incubators", "organisations"),
    Indicator("talent_headcount", "产业人才", "Talent of the industries", "persons", "persons"),
    Indicator("citywide_share_of_scale", "产业规模占全市比重", "Share of the citywide scale", "percent", "share", per=False),
    Indicator("parks_at_trillion_scale", "达到万亿级规模的园区", "Parks at the scale of a trillion yuan", "parks", "parks", per=False),
    Indicator("kilo100m_innovation_hotspots", "千亿级创新热点", "Hotspots of 100 billion yuan", "hotspots", "hotspots", per=False),
)}


class BadReading(Exception):
    """What is wrong with readings, each with its row; nothing of them is kept."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Entered:
    """A reading as somebody typed it. `day`: the last day that it is about, or a year for what is summed over one."""

    place: str
    measure: str
    value: str
    value_high: str
    qualifier: str
    day: str
    document: str
    locator: str


def rows_of(entered: Sequence[Entered], places: Mapping[str, object], today: date) -> list[dict[str, Any]]:
    """Readings as fields of declarations. BadReading: all that is wrong. The same place, indicator, day and document again is a correction."""
    faults: list[str] = []
    rows = []
    for n, e in enumerate(entered, 1):
        wrong = list(_faults(e, places, today))
        faults += [f"row {n}: {w}" for w in wrong]
        if wrong:
            continue
        known = INDICATORS[e.measure]
        key = hashlib.sha256("\n".join((e.place, e.measure, e.day)).encode()).hexdigest()[:10]
        rows.append({"unit": e.place, "document": e.document.strip(), "statement": f"I{key}", "kind": "figure", "measure": e.measure, "value": str(Decimal(e.value)),
                     "value_high": str(Decimal(e.value_high)) if e.value_high else None, "value_unit": known.unit, "qualifier": e.qualifier, "period": e.day[:4],
                     "as_of": e.day if len(e.day) > 4 else None, "counting": "system", "counted": known.counted, "title_zh": known.zh, "title_en": known.en,
                     "locator": e.locator.strip() or "–", "claim": False, "period_assumed": False})
    if len({(r["document"], r["statement"]) for r in rows}) < len(rows):
        faults.append("the same place, indicator and day stand there twice; keep one")
    if faults:
        raise BadReading(faults)
    return rows


def _faults(e: Entered, places: Mapping[str, object], today: date) -> Any:
    if e.place not in places:
        yield f"place: {e.place!r} is not in the registry"
    if e.measure not in INDICATORS:
        yield f"indicator: {e.measure!r} is none; use one of {', '.join(INDICATORS)}"
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
        yield f"day: {e.day!r} is neither a year nor a month nor a day like 2025, 2025-06 or 2025-06-30"
    elif (day > today and len(e.day) != 4) or day.year > today.year:
        yield f"day: {e.day} lies in the future; a reading is of what was"
    if not e.document.strip():
        yield "document: name the document that states it"


@dataclass(frozen=True)
class Compared:
    """A park's value of a year, and that value for each km² and each person where both are stated. None: not stated."""

    place: str
    statement: Statement
    per_area: Interval | None
    per_head: Interval | None


def compare_parks(statements: Sequence[Statement], parks: Sequence[str], year: str) -> dict[str, list[Compared]]:
    """By indicator, the largest first. Intervals stay intervals: over 10,000 on 10 km² is over 1,000 each km²."""
    newest: dict[tuple[str, str], Statement] = {}
    for s in statements:
        if s.kind == "figure" and s.unit in parks and s.measure in INDICATORS and s.value_unit == INDICATORS[s.measure].unit and (s.as_of or s.period)[:4] == year and s.interval:
            held = newest.get((s.unit, s.measure))
            if held is None or (s.as_of or s.period) >= (held.as_of or held.period):
                newest[s.unit, s.measure] = s
    found: dict[str, list[Compared]] = {}
    for (place, measure), s in newest.items():
        over = [newest.get((place, m)) for m in ("land_area", "people")] if INDICATORS[measure].per else [None, None]
        found.setdefault(measure, []).append(Compared(place, s, *(_shared(s, x) for x in over)))
    for rows in found.values():
        rows.sort(key=lambda c: (-float(c.statement.interval.low), c.place))  # type: ignore[union-attr]
    return {m: found[m] for m in INDICATORS if m in found}


def _shared(value: Statement, by: Statement | None) -> Interval | None:
    """The quotient's interval: least over most to most over least; nothing where the divisor may be 0."""
    top, below = value.interval, by.interval if by else None
    if top is None or below is None or below.low <= 0:
        return None
    high = None if top.high is None else Fraction(top.high) / Fraction(below.low)
    low = Fraction(0) if below.high is None else Fraction(top.low) / Fraction(below.high)
    return Interval(low, high)
