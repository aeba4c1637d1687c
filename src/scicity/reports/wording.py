"""Numbers and statements as words, in Chinese and English.

Scaling and rounding are derived, never typed.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from scicity.measures import unit_of
from scicity.metrics import Statement, printed

from .qualifiers import Said
from .tree import Language

# (scale, its name, most decimals that a reader would accept before it)
_SCALES: dict[Language, tuple[tuple[int, str, int], ...]] = {
    "zh": ((10**12, "万亿", 1), (10**8, "亿", 1), (10**4, "万", 2)),
    "en": ((10**12, " trillion", 4), (10**9, " billion", 4), (10**6, " million", 4)),
}


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The report's fixed words."""
    loaded: dict[str, Any] = yaml.safe_load(
        (resources.files("scicity.reports") / "wording.yaml").read_text("utf-8")
    )
    return loaded


def word(group: str, key: str, language: Language) -> str:
    """A fixed word, or the key itself where there is none.

    Units are the vocabulary's, in any spelling.
    """
    if group == "units":
        unit = unit_of(key)
        return unit.title[language] if unit is not None and unit.scale == 1 else key
    return str(words()[group].get(key, {}).get(language, key))


def number(value: Fraction, language: Language, decimals: int | None = None) -> str:
    """Digits grouped by thousands; scaled to 万, 亿, million or billion where that loses no
    digit.
    """
    if decimals is None:
        for scale, name, places in _SCALES[language]:
            scaled = value / scale
            if scaled >= 1 and (scaled * 10**places).denominator == 1:
                return grouped(scaled, _places(scaled)) + name
        return grouped(value, _places(value))
    return grouped(value, decimals)


def grouped(value: Fraction, decimals: int) -> str:
    whole, point, rest = printed(value, decimals).partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-") else whole


def _places(value: Fraction) -> int:
    """Decimals that a value needs, at most 6."""
    return next((d for d in range(7) if (value * 10**d).denominator == 1), 6)


def phrase(said: Said, unit: str, language: Language, shown: str = "", style: str = "") -> str:
    """A number in words: qualifier, scaled digits, unit.

    `shown` replaces the scaled digits; `style` is a variant of the words.
    """
    if style == "change":
        up = "same" if said.value == 0 else "up" if said.value > 0 else "down"
        return word("changes", up, language).format(grouped(abs(said.value), said.decimals))
    if style == "times":
        return word("changes", "times", language).format(grouped(said.value, said.decimals))
    text = shown or number(said.value, language)
    if said.high is not None:
        text = _ranged(said.value, said.high, language)
    gap = "" if (language == "zh" and not unit.isascii()) or unit in ("", "%") else " "
    frame = word("qualifiers", f"{said.qualifier}_{style}" if style else said.qualifier, language)
    if language == "zh" and said.qualifier in ("at_least", "order_of_magnitude"):
        return frame.format(text + gap + unit)
    return frame.format(text) + gap + unit


def quantity(s: Statement, language: Language) -> str:
    """A statement's value as the document means it: with its qualifier, unit and scale."""
    if s.interval is None:
        if s.value == "true":
            return word("truths", s.kind, language)
        return (s.value_en or s.value) if language == "en" else s.value
    qualifier: Any = "exact" if s.qualifier == "counted" else s.qualifier
    said = Said(qualifier, Fraction(s.value), Fraction(s.value_high) if s.value_high else None)
    return phrase(said, word("units", s.value_unit, language), language)


def _ranged(low: Fraction, high: Fraction, language: Language) -> str:
    a, b = number(low, language), number(high, language)
    common = next((n for _, n, _ in _SCALES[language] if a.endswith(n) and b.endswith(n)), "")
    return f"{a.removesuffix(common)}–{b}" if common else f"{a}–{b}"


def period(s: Statement, language: Language) -> str:
    """The period and the basis of a statement."""
    label = word("periods", s.period, language)
    if s.period in words()["periods"]:
        return f"{label}，截至{s.as_of}" if language == "zh" else f"{label} to {s.as_of}"
    return label + ("年" if language == "zh" and s.period.isdigit() else "")


def period_words(label: str, as_of: str, language: Language) -> str:
    """A period as a sentence says it: 2014 (2014年), June 2014 (2014年6月), a range, or by the end
    of what.
    """
    if label in words()["periods"]:
        day, dated = _day(as_of, language), as_of.count("-") == 2 and not as_of.endswith("-12-31")
        return (
            f"截至{day}{'' if dated else '底'}"
            if language == "zh"
            else f"by {'' if dated else 'the end of '}{day}"
        )
    parts = [_day(x, language) for x in label.split("..")]
    return ("至" if language == "zh" else " to ").join(parts)


def _day(text: str, language: Language) -> str:
    year, *rest = text.split("-")
    if not text.replace("-", "").isdigit() or rest[:2] == ["12", "31"] or not rest:
        return (
            (f"{year}年" if language == "zh" else year)
            if rest[:2] == ["12", "31"] or text.isdigit()
            else text
        )
    if language == "zh":
        return f"{year}年" + f"{int(rest[0])}月" + (f"{int(rest[1])}日" if len(rest) > 1 else "")
    name = _MONTHS[int(rest[0]) - 1] if int(rest[0]) in range(1, 13) else rest[0]
    return (f"{int(rest[1])} " if len(rest) > 1 else "") + f"{name} {year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
