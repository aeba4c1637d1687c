"""Declared values: what an operator or a document states, kept apart from what is measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Literal

from scicity.ledger import Ledger, live_sql, read, resolve_as_of, session

from .basis import Basis
from .interval import Interval, from_statement
from .types import Figure

RATIO, PERCENT = "1", "percent"


@dataclass(frozen=True)
class Statement:
    """One live declaration. `interval` is None where the statement is not a number.

    A share is kept as a ratio of unit 1 and read here as percent, the word that all rooms above
    use.
    """

    id: str
    document: str
    unit: str
    kind: str
    measure: str
    metric: str
    title: dict[str, str]
    value: str
    value_en: str
    value_high: str
    value_unit: str
    qualifier: str
    period: str
    as_of: str
    counting: str
    counted: str
    locator: str
    note: dict[str, str]
    claim: bool
    restates: str
    printed: str
    period_assumed: bool
    share_of: str
    source: str
    line: int

    @property
    def exact(self) -> str:
        """The value as it is stated, both ends of a range."""
        return self.value + (f"..{self.value_high}" if self.value_high else "")

    @property
    def interval(self) -> Interval | None:
        if self.value_unit in (
            "bool",
            "document",
            "claim",
            "goal",
            "class",
            "field",
            "category",
            "role",
            "pilot",
            "mode",
            "month",
            "product",
        ):
            return None
        try:
            return from_statement(self.qualifier, self.value, self.value_high or None)
        # an old record that no import would take today: its words are shown, no number is made of
        # it
        except ValueError:
            return None

    @property
    def basis(self) -> Basis:
        period = "cumulative" if self.period == "cumulative" else self.period
        return Basis(
            self.metric or self.measure,
            self.value_unit,
            period,
            self.counting,
            self.counted,
            self.document,
            "declared",
        )

    @property
    def address(self) -> str:
        return f"{self.document}#{self.id}"


def statements(ledger: Ledger, as_of: datetime | int | None = None) -> list[Statement]:
    """All live declarations as of a time, in the order of their documents."""
    moment = as_of if isinstance(as_of, int) else resolve_as_of(ledger, as_of)
    reading = read(ledger, "declarations", as_of=moment)
    if not reading.files:
        return []
    rows = (
        session()
        .sql(f"select * from ({live_sql(reading)}) order by document, line, statement")
        .to_arrow_table()
    )
    return [_statement(r) for r in rows.to_pylist()]


def _statement(r: dict[str, Any]) -> Statement:
    def text(name: str) -> str:
        return r.get(name) or ""  # an earlier version of the stream lacks later fields

    unit, places = (PERCENT, 2) if r["value_unit"] == RATIO else (r["value_unit"], 0)
    # only a range has an upper end
    high = text("value_high") if r["qualifier"] == "range" else ""
    return Statement(
        r["statement"],
        r["document"],
        r["unit"],
        r["kind"],
        r["measure"],
        text("metric"),
        {"zh": r["title_zh"], "en": r["title_en"]},
        _shifted(r["value"], places),
        text("value_en"),
        _shifted(high, places),
        PERCENT if unit == "%" else unit,
        r["qualifier"],
        r["period"],
        text("as_of"),
        r["counting"],
        text("counted"),
        r["locator"],
        {"zh": text("note_zh"), "en": text("note_en")},
        bool(r["claim"]),
        text("restates"),
        text("printed"),
        bool(r.get("period_assumed")),
        text("share_of"),
        r["source"],
        r["line"],
    )


def _shifted(value: str, places: int) -> str:
    """A decimal text times 10 to the power of `places`, its digits kept: 0.870 is 87.0.

    What is no number stays.
    """
    if not places:
        return value
    try:
        return format(Decimal(value).scaleb(places, Context(prec=200)), "f")
    except InvalidOperation:
        return value


@dataclass(frozen=True)
class Comparison:
    """A measured figure beside a declared one. `gap` is measured minus the nearest declared value.

    The verdict is *partly* where the records cover a part of the period alone: they neither bear
    nor refute the whole.
    """

    measured: Figure
    declared: Statement
    verdict: Literal["agrees", "differs", "partly"]
    gap: Fraction


def compare(measured: Figure, declared: Statement) -> Comparison | None:
    """Set a declaration beside the records.

    None when either has no number, it is about another period, or the figure is a part of a split
    or not covered.
    """
    bounds = declared.interval
    same_period = declared.period == measured.period or (
        declared.period == "cumulative" and measured.metric.basis == "cumulative"
    )
    if (
        bounds is None
        or measured.value is None
        or measured.by
        or not same_period
        or declared.metric != measured.metric.id
    ):
        return None
    above = bounds.high is not None and measured.value >= bounds.high
    nearest = bounds.high if above and bounds.high is not None else bounds.low
    held = bounds.holds(measured.value)
    gap = Fraction(0) if held else measured.value - nearest
    if measured.status == "partly covered":
        return Comparison(measured, declared, "partly", gap)
    return Comparison(measured, declared, "agrees" if held else "differs", gap)
