"""Numbers and times as people type them, read by one rule for every form.

What could mean two things is asked for, never guessed.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

from .clock import Skipped, instant
from .errors import Invalid
from .phrases import phrase

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
            phrase("platform-typed-can-be-read-in-two-ways", text=text),
            {name: phrase("platform-typed-like-33-4-or-1-200")},
        )
    try:
        value = Decimal(said) if _PLAIN.fullmatch(said) else Decimal("nan")
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite():
        raise Invalid(
            phrase("platform-typed-that-is-not-a-number"), {name: phrase("common-must-be-a-number")}
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
            phrase("platform-typed-is-not-a-time-like-2026", text=repr(text)),
            {name: phrase("platform-typed-like-2026-03-01-08-00")},
        ) from error
    if not 1970 < typed.year < 2200:
        raise Invalid(phrase("common-the-year-is-out-of-range"), {name: phrase("common-year")})
    try:
        return instant(typed, zone, name)
    except Skipped as error:
        raise Invalid(
            phrase("platform-typed-the-clock-skips-this-time-there"),
            {name: phrase("platform-typed-does-not-exist")},
        ) from error
