"""Figures as a template holds them: a value, how its source says it, and how the template wants it
said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from scicity.metrics import (
    Basis,
    Evidence,
    Figure,
    Interval,
    Statement,
    Unlike,
    coverage_words,
    differences,
    status_word,
)
from scicity.registry import Entry

from .errors import ReportError
from .qualifiers import Qualifier, Said, last_unit, rounded
from .tree import Language
from .wording import grouped, number, phrase, word

SAID: dict[str, Qualifier] = {
    "exact": "exact",
    "counted": "exact",
    "over": "over",
    "at_least": "at_least",
    "nearly": "nearly",
    "about": "about",
    "under": "under",
    "at_most": "at_most",
    "range": "range",
    "order_of_magnitude": "order_of_magnitude",
}


@dataclass(frozen=True)
class Bound:
    """One figure in a template.

    `interval` is None for what is not a number; `said` is what is to be printed.

    `of` holds the statement, the figure with its evidence, or the figures that a comparison was
    computed from.
    """

    key: str
    entry: Entry
    of: Statement | Evidence | tuple[Bound, ...]
    interval: Interval | None
    stated: Said | None
    said: Said | None
    unit: str
    basis: Basis
    bare: bool = False
    style: str = ""
    quoted: bool = False
    admitted: bool = False
    qualified: bool = False

    @property
    def measured(self) -> Figure | None:
        """The figure, where it is one of the records."""
        return self.of.figure if isinstance(self.of, Evidence) else None

    @property
    def refusal(self) -> str:
        """Why it may not be said: no source covers it, and the template does not say that.

        Else nothing.
        """
        f = self.measured
        if f is None or f.status != "not covered" or self.admitted:
            return ""
        return (
            f"{f.metric.title['en']} ({f.metric.id}) of {self.entry.name.en} in {f.period} is not"
            f" known: {coverage_words(f, 'en')}. Leave the sentence out, ask for another period, or"
            " let it say so with | or_uncovered"
        )

    def words(self, language: Language) -> str:
        """The figure as printed: qualifier, scaled number, unit; and the part that is covered,
        where not all is.
        """
        f = self.measured
        if f is None or f.status == "measured" or f.withheld:
            return self._words(language)
        if f.status == "not covered":
            return status_word(f, language)
        return self._words(language) + (
            f"（{status_word(f, language)}）"
            if language == "zh"
            else f" ({status_word(f, language)})"
        )

    def _words(self, language: Language) -> str:
        if isinstance(self.of, Statement) and self.interval is None:
            plain = _plain(self.of, language)
            return (
                plain
                if self.style != "title"
                else f"《{plain}》"
                if language == "zh"
                else f"“{plain}”"
            )
        if isinstance(self.of, Evidence) and self.of.figure.withheld:
            return "人数过少，不公开" if language == "zh" else "too few people to tell"
        if self.said is None:
            return "未定义" if language == "zh" else "undefined"
        if isinstance(self.of, Evidence):
            unit = self.of.figure.metric.unit[language]
            shown = (
                grouped(self.said.value, self.said.decimals)
                if self.said.qualifier == "exact"
                else number(self.said.value, language)
            )
        else:
            unit, shown = word("units", self.unit, language), ""
        return phrase(self.said, "" if self.bare else unit, language, shown, self.style)

    # How a template says a figure: {{ ring.cns_papers | over(170) }} calls these as filters.
    def put(
        self,
        qualifier: Qualifier,
        bound: float | str | None = None,
        high: float | str | None = None,
        *,
        digits: int = 2,
        style: str = "",
    ) -> Bound:
        """Say it with a qualifier.

        Without a bound, one is derived with so many significant digits.
        """
        if self.interval is None:
            if (
                self.admitted
                and self.measured is not None
                and self.measured.status == "not covered"
            ):
                return self
            raise ReportError(
                self.refusal or f"{self.key} is not a number: {qualifier!r} cannot be said of it."
            )
        if bound is not None:
            value = Fraction(str(bound))
            if loose := _loose(
                self.interval, qualifier, value, None if high is None else Fraction(str(high))
            ):
                raise ReportError(
                    f"{self.key} is {self.words('en')}: {loose}. Leave the bound out, and the"
                    " sharpest is taken."
                )
            return replace(
                self,
                said=Said(
                    qualifier,
                    value,
                    None if high is None else Fraction(str(high)),
                    _decimals(value),
                ),
                style=style,
                qualified=True,
            )
        if self.stated and self.stated.qualifier == qualifier:
            return replace(self, said=self.stated, style=style, qualified=True)
        return replace(
            self,
            said=_derived(self.interval, qualifier, digits, self.key),
            style=style,
            qualified=True,
        )


def _loose(interval: Interval, qualifier: Qualifier, value: Fraction, high: Fraction | None) -> str:
    """Why a bound that holds says too little: it is further off than the figure rounded to its
    first digit.
    """
    top = interval.low if interval.high is None else interval.high
    place = last_unit(Fraction(_leading(interval.low, 1)))
    floor, ceiling = interval.low // place * place, -(-top // place) * place
    if interval.low <= 0:
        return ""
    if qualifier in ("over", "at_least", "range") and value < (
        floor - place if floor == interval.low else floor
    ):
        return f"{qualifier} {value} says less than its first digit"
    if qualifier in ("under", "at_most") and value > (
        ceiling + place if ceiling == top else ceiling
    ):
        return f"{qualifier} {value} says less than its first digit"
    if high is not None and high > (ceiling + place if ceiling == top else ceiling):
        return f"up to {high} says less than its first digit"
    return ""


def _decimals(value: Fraction) -> int:
    return next((d for d in range(10) if (value * 10**d).denominator == 1), 9)


def _plain(s: Statement, language: Language) -> str:
    if s.value == "true":
        return word("truths", s.kind, language)
    return (s.value_en or s.value) if language == "en" else s.value


def _derived(interval: Interval, qualifier: Qualifier, digits: int, key: str) -> Said:
    """The sharpest bound with so many significant digits that the figure bears, if there is one."""
    low = interval.low
    unit = last_unit(Fraction(_leading(low, digits)))
    down = low // unit * unit
    up = -((-(interval.high if interval.high is not None else low)) // unit) * unit
    if qualifier in ("over", "at_least"):
        if qualifier == "over" and down == interval.exact:
            down -= unit
        return Said(qualifier, down, None, _decimals(down))
    if interval.high is None:
        raise ReportError(f"{key} has no upper bound: {qualifier!r} needs one.")
    if qualifier in ("nearly", "under", "at_most"):
        if up == interval.exact and qualifier != "at_most":
            up += unit
        return Said(qualifier, up, None, _decimals(up))
    if qualifier == "about":
        near = rounded(low / unit, 0) * unit
        return Said("about", near, None, _decimals(near))
    if qualifier == "range":
        return Said("range", down, up, max(_decimals(down), _decimals(up)))
    raise ReportError(f"{qualifier!r} needs a bound, such as {key} | {qualifier}(…).")


def _leading(value: Fraction, digits: int) -> Fraction:
    """A number whose last significant digit is the place to round to."""
    if value == 0:
        return Fraction(1)
    place = Fraction(1)
    while abs(value) / place >= 10:
        place *= 10
    while abs(value) / place < 1:
        place /= 10
    return place / Fraction(10) ** (digits - 1)


def of_statement(s: Statement, entry: Entry) -> Bound:
    said = None
    if s.interval is not None:
        high = Fraction(s.value_high) if s.value_high else None
        said = Said(SAID[s.qualifier], Fraction(s.value), high, _decimals(Fraction(s.value)))
    return Bound(
        f"{entry.code or entry.path}.{s.measure}",
        entry,
        s,
        s.interval,
        said,
        said,
        s.value_unit,
        s.basis,
    )


def of_evidence(ev: Evidence, entry: Entry) -> Bound:
    f: Figure = ev.figure
    said = (
        None
        if f.value is None
        else Said("exact", rounded(f.value, f.metric.decimals), None, f.metric.decimals)
    )
    return Bound(
        f"{f.metric.id}:{f.scope.label}:{f.period}",
        entry,
        ev,
        f.interval,
        None,
        said,
        f.metric.unit["en"],
        f.basis,
    )


def require_whole(*values: Bound, verb: str) -> None:
    """ReportError: one of the figures is not covered, or in part only; what is known of a part is
    compared with nothing.
    """
    for v in values:
        f = v.measured
        if f is not None and f.status != "measured":
            raise ReportError(
                f"{' and '.join(x.key for x in values)} cannot be {verb}: {v.key} is"
                f" {coverage_words(f, 'en')}."
            )


def _both_exact(a: Bound, b: Bound, verb: str) -> tuple[Fraction, Fraction]:
    """The two values, when they may be compared: everything of their basis but the period
    agrees.
    """
    require_whole(a, b, verb=verb)
    if a.interval is None or b.interval is None:
        raise ReportError(f"{a.key} and {b.key} cannot be {verb}: one of them is not a number.")
    cumulative = [x.basis.period == "cumulative" for x in (a, b)]
    why = differences(
        a.basis,
        b.basis,
        ignore=("period", "definition") if a.basis.status == "declared" else ("period",),
    )
    if cumulative[0] != cumulative[1]:
        why.append("one is cumulative and the other is not")
    if why:
        raise Unlike(f"{a.key} and {b.key} cannot be {verb}: {'; '.join(why)}.")
    if a.interval.exact is None or b.interval.exact is None:
        raise ReportError(
            f"{a.key} and {b.key} cannot be {verb}: one of them is only a bound, not an exact"
            " value."
        )
    return a.interval.exact, b.interval.exact


def _computed(value: Fraction, a: Bound, b: Bound, key: str, unit: str, decimals: int) -> Bound:
    return Bound(
        key,
        a.entry,
        (a, b),
        Interval(value, value),
        None,
        Said("exact", rounded(value, decimals), None, decimals),
        unit,
        replace(a.basis, measure=key, unit=unit),
    )


def change(new: Bound, old: Bound, digits: int = 0) -> Bound:
    """By how many per cent a figure moved between two periods; the sign is put into words when
    printed.
    """
    x, y = _both_exact(new, old, "compared")
    if y <= 0:
        raise ReportError(f"{old.key} is {y}: a change in per cent needs a positive base.")
    return replace(
        _computed((x - y) / y * 100, new, old, f"change({new.key}, {old.key})", "percent", digits),
        style="change",
    )


def times(a: Bound, b: Bound, digits: int = 1) -> Bound:
    """How many times another figure a figure is."""
    x, y = _both_exact(a, b, "compared")
    if y <= 0:
        raise ReportError(f"{b.key} is {y}: a ratio needs a positive base.")
    return replace(
        _computed(x / y, a, b, f"times({a.key}, {b.key})", "times", digits), style="times"
    )
