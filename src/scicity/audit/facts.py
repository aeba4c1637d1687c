"""Numbers of the account in one shape: what documents state, indicators of tables, and figures
computed from records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from scicity.ledger.periods import spoken_period
from scicity.measures import (
    Limits,
    Measure,
    Unit,
    convert,
    convertible,
    counting_of,
    folded,
    is_no_share,
    measure,
    measures,
    unit_of,
    units,
)
from scicity.metrics import Figure, Interval, Statement, catalogue, exactly, measure_of, printed

if TYPE_CHECKING:
    from .account import Account

LEVELS = ("ring", "station", "instrument", "cluster")
Kind = Literal["declared", "indicator", "measured"]


@dataclass(frozen=True, eq=False)
class Fact:
    """One number of one subject.

    `measure` is what the vocabulary says of it; `named`: it is that measure itself, and not only
    something in its unit; `within`: it is that measure or a part of it. `interval` is in `unit`, an
    identifier of the vocabulary (or the spelling, where it is none). `half` is half a unit of the
    last digit that is given. `start` and `end` (the day after) are None where the period cannot be
    read; `start` is None for a count to date and for a stock, which is of a moment. `level` is what
    hours are counted of.
    """

    kind: Kind
    subject: str
    name: str
    measure: Measure
    named: bool
    title: dict[str, str]
    interval: Interval
    unit: str
    half: Fraction
    period: str
    start: date | None
    end: date | None
    level: str
    document: str
    address: str
    fits: bool = True
    within: bool = False

    @property
    def cumulative(self) -> bool:
        return self.start is None

    @property
    def low(self) -> Fraction:
        return self.interval.low

    @property
    def high(self) -> Fraction | None:
        return self.interval.high

    @property
    def key(self) -> str:
        return self.measure.id if self.named else self.name

    def shown(self, language: str) -> str:
        """The value with its unit."""
        unit = units()[self.unit].title[language] if self.unit in units() else self.unit
        gap = "" if unit in ("", "%") or (language == "zh" and not unit.isascii()) else " "
        return shown(self.interval) + gap + unit

    def when(self, language: str) -> str:
        """The period in words."""
        if self.cumulative:
            day = (self.end - timedelta(days=1)).isoformat() if self.end else ""
            if language == "en":
                return f"at {day}" if self.measure.kind == "stock" else f"to {day}"
            return f"截至{day}" + ("" if self.measure.kind == "stock" else "累计")
        return self.period + ("年" if language == "zh" and self.period.isdigit() else "")


def plain(value: Fraction) -> str:
    """Digits by thousands, with the decimals that the value needs, at most four."""
    decimals = next((d for d in range(4) if (value * 10**d).denominator == 1), 4)
    whole, point, rest = printed(value, decimals).partition(".")
    sign = "-" if whole.startswith("-") and int(whole) == 0 else ""
    return f"{sign}{int(whole):,}{point}{rest}"


def shown(interval: Interval) -> str:
    """An interval as a reader would say it."""
    if interval.high is None:
        return f"≥ {plain(interval.low)}"
    if interval.exact is not None:
        return plain(interval.low)
    if interval.open_high and interval.low == 0:
        return f"< {plain(interval.high)}"
    return f"{plain(interval.low)}–{plain(interval.high)}"


def facts_of(account: Account) -> tuple[Fact, ...]:
    """All numbers that the rules hold to the relations of their measures.

    What is said twice stands once.
    """
    known = account.city.measures if account.city else measures()
    return (
        *(f for s in account.statements if (f := _stated(s, known)) is not None),
        *_indicated(account, known),
        *(f for x in account.figures if (f := _computed(x, known)) is not None),
    )


def span(period: str) -> tuple[date, date] | None:
    """First day and the day after the last of a period as documents write it; None for what is no
    period.
    """
    spoken = spoken_period(period)
    return (spoken.first, spoken.last + timedelta(days=1)) if spoken else None


def _day_after(text: str) -> date | None:
    """The day after a moment: a year, a month or a day that a document names."""
    found = span(text) if text else None
    return found[1] if found else None


def _stated(s: Statement, known: Mapping[str, Measure]) -> Fact | None:
    try:
        interval = s.interval
    except ValueError:
        return None
    if interval is None or s.kind != "figure" or s.restates or s.claim:
        return None
    when = span(s.period)
    start, end = when or (None, _day_after(s.as_of))
    level = s.counting if s.counting in LEVELS else counting_of(s.value_unit)
    return _fact(
        "declared",
        s.unit,
        s.measure,
        s.metric,
        s.title,
        interval,
        s.value_unit,
        s.value,
        s.period,
        start,
        end,
        level,
        s.document,
        s.address,
        known,
    )


def _indicated(account: Account, known: Mapping[str, Measure]) -> Iterator[Fact]:
    for s in account.series:
        for year, value in (*sorted(s.values.items()), *s.twice):
            title = dict.fromkeys(("zh", "en"), s.indicator)
            when = span(year)
            start, end = when or (None, None)
            yield _fact(
                "indicator",
                s.subject,
                s.indicator,
                "",
                title,
                exactly(value),
                s.unit,
                printed(value, _decimals(value)),
                year,
                start,
                end,
                counting_of(s.unit),
                s.document,
                f"{s.document}#{s.indicator}:{year}",
                known,
            )


def _computed(f: Figure, known: Mapping[str, Measure]) -> Fact | None:
    """A figure from records.

    What records cover only in part is at least what they hold; what they do not cover is nothing.
    """
    if f.value is None or f.status not in ("measured", "partly covered"):
        return None
    m = measure_of(f.metric)
    whole = f.status == "measured"
    if not whole and (
        m.kind not in ("flow", "cumulative") or any(a.sign < 0 for a in f.metric.numerator)
    ):
        return None  # a part of the records may give more than all would
    when = span(f.period)
    start, end = (
        (None if f.metric.basis == "cumulative" else when[0], when[1]) if when else (None, None)
    )
    made = _fact(
        "measured",
        f.scope.label,
        m.id,
        m.id,
        m.title,
        Interval(f.value, f.value if whole else None),
        f.metric.unit["en"],
        "0",
        f.period,
        start,
        end,
        f.metric.counting if f.metric.counting in LEVELS else "",
        "",
        f"{m.id}:{f.scope.label}:{f.period}",
        known,
    )
    return replace(made, half=Fraction(1, 2 * 10**f.metric.decimals))


def _fact(
    kind: Kind,
    subject: str,
    name: str,
    metric: str,
    title: dict[str, str],
    interval: Interval,
    spelling: str,
    text: str,
    period: str,
    start: date | None,
    end: date | None,
    level: str,
    document: str,
    address: str,
    known: Mapping[str, Measure],
) -> Fact:
    m = measure(name, known) or (None if metric else _titled(title, spelling, known))
    named = m is not None
    m = m or known.get(metric)
    within = bool(
        not named and m
    )  # it answers a metric under another name, and may be a part of that
    u = unit_of(spelling, m.unit if m else "")
    m = m or _unknown(name, u, title)
    times, unit, fits = _in_unit(m, u, spelling)
    if kind == "indicator" and named:
        title = m.title or (catalogue()[m.id].title if m.id in catalogue() else title)
    half = Fraction(1, 2 * 10 ** len(text.partition(".")[2])) * times
    if m.kind == "stock" and end is not None:
        start = None
    return Fact(
        kind,
        subject,
        name,
        m,
        named and fits,
        title,
        interval.times(times),
        unit,
        half,
        period,
        start,
        end,
        level,
        document,
        address,
        fits,
        within and fits,
    )


def _titled(title: dict[str, str], spelling: str, known: Mapping[str, Measure]) -> Measure | None:
    """The measure of such a unit that a document's title names exactly, in either language."""
    for text in title.values():
        found = measure(text, known) or known.get(_titles().get(folded(text), ""))
        if found and convertible(spelling, found.unit):
            return found
    return None


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {folded(text): m.id for m in catalogue().values() for text in m.title.values()}


def _in_unit(m: Measure, u: Unit | None, spelling: str) -> tuple[Fraction, str, bool]:
    """(how many of the measure's unit one is, that unit, whether the measure can have it)."""
    if u is None:
        return Fraction(1), spelling, False
    if m.money:
        return u.scale, u.id, True  # an amount stands in the currency of its city
    if convertible(spelling if unit_of(spelling) else u.id, m.unit):
        return convert(1, u.id, m.unit) * u.scale, m.unit, True
    return u.scale, u.id, False


def _unknown(name: str, u: Unit | None, title: dict[str, str]) -> Measure:
    """What can be said of a measure from its unit alone."""
    unit = u.id if u else ""
    if unit == "percent" and not is_no_share(name, *title.values()):
        return Measure(name, unit, "share", limits=Limits(Fraction(0), Fraction(100)))
    if unit in ("percent", "1", "permille") or (u is not None and u.money):
        return Measure(name, unit, "mean", limits=Limits(None))
    happened = bool(u and u.happens)
    return Measure(
        name,
        unit,
        "flow" if happened else "stock",
        additive=frozenset(),
        limits=Limits(Fraction(0), None, unit == "hours"),
    )


def _decimals(value: Fraction) -> int:
    return next((d for d in range(9) if (value * 10**d).denominator == 1), 9)
