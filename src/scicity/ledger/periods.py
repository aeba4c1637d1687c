"""Periods as documents write them, in both languages: what can be understood has one form, what
cannot has none.

The forms are 2025, 2025-06, 2025-06-30, 2025-Q3, 2025-H1 and FIRST-LAST of years. What stands for a
day or a month of a year ('mid-2025', 年底) is the month that ends on it: a thing due 'mid-2025' is
due by 30 June.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2200
_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
}
_TENS = {"十": 10, **{"十" + c: 10 + n for n, c in enumerate("一二三四五六七八九", 1)}, "二十": 20}
_TO = r"(?:-|to|至|到|\.\.)"


@dataclass(frozen=True)
class Spoken:
    """A period that was understood: its one form, its first and its last day."""

    text: str
    first: date
    last: date


def spoken_period(text: str) -> Spoken | None:
    """The period that a document's words mean, or None where they cannot be understood.

    2025, 2025年, mid-2025, 2025年底, 2025-H1, 2025年上半年, Q3 2025, 三季度, June 2025, 2025-06-30,
    2026-2030, “十四五”, 15th Five-Year Plan.
    """
    plain = _plain(text)
    return _single(plain) or _plan(plain) or _range(plain)


def _plain(text: str) -> str:
    """One width, one dash, lower case, no quotes and nothing that only surrounds a period."""
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    plain = re.sub(r"[‐-―−~〜]+", "-", plain)
    plain = re.sub(r"[“”\"'「」『』()]", "", plain)
    plain = re.sub(r"^(by|until|in|before the end of|the|到|至|于)\s*(?=\S)", _surround, plain)
    plain = re.sub(r"(期间|时期|period)$", "", plain).strip()
    return re.sub(
        r"[〇零○一二三四五六七八九]{4}(?=年)", lambda m: "".join(_DIGITS[c] for c in m[0]), plain
    )


def _surround(found: re.Match[str]) -> str:
    return "end of " if found[1].startswith("before") else ""


def _single(plain: str) -> Spoken | None:
    for form, make in _FORMS:
        if found := re.fullmatch(form, plain):
            try:
                made: Spoken | None = make(found)
            except ValueError:  # no such day, such as 2025-02-30
                return None
            return (
                made
                if made and FIRST_YEAR <= made.first.year <= made.last.year <= LAST_YEAR
                else None
            )
    return None


def _year(found: re.Match[str]) -> Spoken:
    y = int(found["y"])
    return Spoken(f"{y}", date(y, 1, 1), date(y, 12, 31))


def _months(y: int, first: int, last: int, text: str) -> Spoken:
    return Spoken(text, date(y, first, 1), _month_end(y, last))


def _month_end(y: int, m: int) -> date:
    return date(y + m // 12, m % 12 + 1, 1) - timedelta(days=1)


def _month(found: re.Match[str]) -> Spoken:
    y, m = int(found["y"]), _MONTHS.get(found["m"]) or int(found["m"])
    return _months(y, date(y, m, 1).month, m, f"{y}-{m:02d}")


def _day(found: re.Match[str]) -> Spoken:
    day = date(int(found["y"]), _MONTHS.get(found["m"]) or int(found["m"]), int(found["d"]))
    return Spoken(day.isoformat(), day, day)


def _quarter(found: re.Match[str]) -> Spoken:
    y, q = int(found["y"]), int(_number(found["q"]))
    return _months(y, 3 * q - 2, 3 * q, f"{y}-Q{q}")


def _half(found: re.Match[str]) -> Spoken:
    y, h = int(found["y"]), {"上": 1, "下": 2}.get(found["h"]) or int(_number(found["h"]))
    return _months(y, 6 * h - 5, 6 * h, f"{y}-H{h}")


def _number(word: str) -> str:
    return _ORDINALS.get(word) or _DIGITS.get(word) or word


def _point(found: re.Match[str]) -> Spoken:
    """The month at whose end the middle or the end of a year lies, the quarter of its beginning."""
    y, word = int(found["y"]), found["p"]
    if word in ("early", "beginning", "start", "初"):
        return _months(y, 1, 3, f"{y}-Q1")
    m = 6 if word in ("mid", "middle", "中") else 12
    return _months(y, m, m, f"{y}-{m:02d}")


_Y = r"(?P<y>\d{4})"
_FORMS = (
    (rf"{_Y}\s*年?(度|全年)?", _year),
    (rf"{_Y}\s*[-/.年]\s*(?P<m>\d{{1,2}})\s*月?", _month),
    (rf"(?P<m>{_MONTH})\.?,?\s*{_Y}", _month),
    (rf"{_Y}[-\s]*(?P<m>{_MONTH})", _month),
    (rf"{_Y}\s*[-/.年]\s*(?P<m>\d{{1,2}})\s*[-/.月]\s*(?P<d>\d{{1,2}})\s*[日号]?", _day),
    (rf"(?P<d>\d{{1,2}})(st|nd|rd|th)?\s+(?P<m>{_MONTH})\.?,?\s*{_Y}", _day),
    (rf"(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(st|nd|rd|th)?,?\s*{_Y}", _day),
    (rf"{_Y}\s*[-年]?\s*q(?P<q>[1-4])", _quarter),
    (rf"q(?P<q>[1-4])\s*[-/,of]*\s*{_Y}", _quarter),
    (rf"{_Y}\s*年?\s*第?(?P<q>[1-4一二三四])季度?", _quarter),
    (rf"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter (of )?{_Y}", _quarter),
    (rf"{_Y}\s*[-年]?\s*h(?P<h>[12])", _half),
    (rf"h(?P<h>[12])\s*[-/,of]*\s*{_Y}", _half),
    (rf"{_Y}\s*年?\s*(?P<h>[上下])半年", _half),
    (rf"(?P<h>first|second|1st|2nd) half (of )?{_Y}", _half),
    (
        r"(the )?(?P<p>mid|middle|end|late|year-end|early|beginning|start)"
        rf"[-\s]*(of )?(the year )?{_Y}",
        _point,
    ),
    (rf"{_Y}[-\s]+(?P<p>mid|end)", _point),
    (rf"{_Y}\s*年?\s*(?P<p>初|中|底|末)期?", _point),
)


def _plan(plain: str) -> Spoken | None:
    """A five-year plan: the nth runs from 1951 + 5n; the fifteenth from 2026 to 2030."""
    found = re.fullmatch(
        r"(?P<zh>二十|十[一二三四五六七八九]?)五(规划|计划)?", plain
    ) or re.fullmatch(r"(?P<en>\d{2})th five[-\s]year plan", plain)
    if not found:
        return None
    n = _TENS[found["zh"]] if "zh" in found.groupdict() and found["zh"] else int(found["en"])
    first = 1951 + 5 * n
    if not 10 <= n <= 30:
        return None
    return Spoken(f"{first}-{first + 4}", date(first, 1, 1), date(first + 4, 12, 31))


def _range(plain: str) -> Spoken | None:
    """FIRST-LAST: of years in that form; of other periods joined by two dots."""
    for found in re.finditer(rf"\s*{_TO}\s*", plain):
        first, last = _single(plain[: found.start()].strip()), _single(plain[found.end() :].strip())
        if first and last and first.last < last.first:
            years = first.text.isdigit() and last.text.isdigit()
            return Spoken(
                f"{first.text}-{last.text}" if years else f"{first.text}..{last.text}",
                first.first,
                last.last,
            )
    return None
