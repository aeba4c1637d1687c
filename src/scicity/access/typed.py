"""Numbers and times as people type them, read by one rule for every form.

What could mean two things is asked for, never guessed.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

from .clock import Skipped, instant
from .errors import Invalid
from .phrases import Phrase

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")


def number_typed(text: str, name: str = "number") -> Decimal:
    """A number as both languages of the site write it: a point before decimals, thousands in groups
    of three or not at all.

    A comma anywhere else (33,4 is 33.4 to some and 334 to others) is refused with both readings.
    """
    said = text.strip().translate(_FULL_WIDTH)
    if _GROUPED.fullmatch(said) or _SPACED.fullmatch(said):
        said = re.sub(r"[, \u00a0\u2009\u202f]", "", said)
    elif "," in said and re.fullmatch(r"[+-]?[\d.,]+", said):
        raise Invalid(
            f"“{text}”可有两种理解：小数点请用“.”，千位分隔请每三位一组。",
            f"'{text}' can be read in two ways: use a point before decimals, and group thousands by"
            " three.",
            {name: Phrase("如 33.4 或 1,200", "like 33.4 or 1,200")},
        )
    try:
        value = Decimal(said) if _PLAIN.fullmatch(said) else Decimal("nan")
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite():
        raise Invalid(
            "须为数字。", "That is not a number.", {name: Phrase("须为数字", "must be a number")}
        )
    return value


def moment_typed(text: str, zone: str, name: str = "time") -> datetime:
    """A local time of a facility as an instant, in UTC.

    Invalid: no time, or one that the clock skips. Ambiguous: one that it shows twice.
    """
    try:
        typed = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid(
            "时间格式不对。",
            f"{text!r} is not a time like 2026-03-01 08:00.",
            {name: Phrase("形如 2026-03-01 08:00", "like 2026-03-01 08:00")},
        ) from error
    if not 1970 < typed.year < 2200:
        raise Invalid("年份不合理。", "The year is out of range.", {name: Phrase("年份", "year")})
    try:
        return instant(typed, zone, name)
    except Skipped as error:
        raise Invalid(
            "当地时钟跳过了这一时刻。",
            "The clock skips this time there (daylight saving).",
            {name: Phrase("不存在", "does not exist")},
        ) from error
