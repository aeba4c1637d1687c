"""Numbers as people write them in cells and files, read exactly: widths, separators, 万, percent
signs, units behind.

Nothing is guessed: what could be two numbers is refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from typing import Literal

from scicity.measures import SCALES, unit_of

Mark = Literal[".", ","]
LONGEST = 60  # digits; a longer text is no number that somebody stated
_SCALES = {word: len(str(times)) - 1 for word, times in SCALES.items()}  # powers of ten
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SIGNS = "".join(
    re.escape(chr(c)) for c in range(0x24, 0x20D0) if unicodedata.category(chr(c)) == "Sc"
)  # of all currencies
_DIGITS = r"[0-9][0-9.,' ]*"
_WRITTEN = re.compile(
    rf"(?P<sign>[-+]?)\s*(?P<number>{_DIGITS}(e[-+]?[0-9]+)?|\.[0-9]+)\s*(?P<scale>{_SCALE})?\s*(?P<unit>[^\W\d_].*|[%‰°{_SIGNS}].*)?",
    re.I,
)


class NotAnAmount(ValueError):
    """Why a text is not one number; the message completes the sentence 'it …'."""


@dataclass(frozen=True)
class Amount:
    """A number as written, and the unit that stands behind it in the same cell: `98.5%` is 98.5
    with unit `%`.
    """

    number: Decimal
    unit: str = ""


def read_amount(value: object, mark: Mark = ".") -> Amount:
    """The number that a cell or a scalar holds.

    `mark` is the decimal mark of texts. Raises NotAnAmount.

    A binary float is read to the 15 digits that a spreadsheet shows and keeps: 0.1 + 0.2 is 0.3.
    """
    if isinstance(value, bool) or value is None:
        raise NotAnAmount("a number is required")
    if isinstance(value, int | Decimal):
        number = Decimal(value)
    elif isinstance(value, float):
        number = _plain(Decimal(format(value, ".15g")))
    else:
        return _written(str(value), mark)
    if not number.is_finite():
        raise NotAnAmount("must be a finite number")
    return Amount(number)


def decimal_text(number: Decimal) -> str:
    """A decimal number as text without an exponent, its digits kept: 31705, 0.985."""
    return format(number, "f")


def exact_text(value: Fraction) -> tuple[bool, str]:
    """(whether the text is the value itself, the value as a decimal text, of at most 12 decimals
    where it has no end).
    """
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    exact = rest == 1
    digits = places if exact else 12
    scaled = round(value * 10**digits)
    return exact, format(
        shifted(Decimal(scaled), -digits).normalize(Context(prec=4 * LONGEST)), "f"
    )


def _plain(number: Decimal) -> Decimal:
    """Without the zeros behind the decimal mark that a binary float brings: 5.0 is 5."""
    return (
        number.quantize(Decimal(1))
        if number == number.to_integral_value() and abs(number) < 10**20
        else number.normalize()
    )


def _written(text: str, mark: Mark) -> Amount:
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("’", "'").strip()
    if not plain:
        raise NotAnAmount("a number is required")
    found = _WRITTEN.fullmatch(plain)
    if not found or len(plain) > LONGEST:
        raise NotAnAmount("is not a number; write digits only, the unit stands in its own column")
    digits = _ungrouped(found["number"].strip(), mark)
    try:
        number = Decimal(found["sign"] + digits)
    except InvalidOperation as error:
        raise NotAnAmount(
            "is not a number; write digits only, the unit stands in its own column"
        ) from error
    if abs(number.adjusted()) > LONGEST:
        raise NotAnAmount("is out of range")
    scale = _SCALES[found["scale"].lower()] if found["scale"] else 0
    unit = (found["unit"] or "").strip()
    return Amount(shifted(number, scale), unit)


def shifted(number: Decimal, places: int) -> Decimal:
    """The number times 10 to the power of `places`, exactly; its digits are kept: 87.0 becomes
    0.870.
    """
    with localcontext(prec=4 * LONGEST):
        moved = number.scaleb(places)
        return moved.quantize(Decimal(1)) if moved.as_tuple().exponent > 0 else moved  # type: ignore[operator]


def _ungrouped(digits: str, mark: Mark) -> str:
    """The digits without their thousands separators, with a point as decimal mark."""
    group = "," if mark == "." else "."
    whole, point, rest = digits.partition(mark)
    if mark in rest:
        raise NotAnAmount(f"has two decimal marks {mark!r}")
    for sign in (group, "'", " "):
        if sign in rest:
            raise NotAnAmount(f"has {sign!r} behind its decimal mark {mark!r}")
        if sign in whole:
            if not re.fullmatch(rf"[1-9][0-9]{{0,2}}({re.escape(sign)}[0-9]{{3}})+", whole):
                raise NotAnAmount(
                    f"has {sign!r} where no thousand ends; the decimal mark is {mark!r}"
                )
            whole = whole.replace(sign, "")
    return whole + ("." + rest if point else "")


def is_percent(unit: str) -> bool:
    """Whether numbers of this unit are hundredths of a whole."""
    found = unit_of(unit)
    return found is not None and found.id == "percent" and found.scale == 1


def is_ratio(unit: str) -> bool:
    """Whether numbers of this unit are parts of a whole, which is 1: UCUM's unit of a share."""
    return unit.strip() == "1"
