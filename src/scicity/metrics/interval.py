"""Values as intervals: what a number says, and no more.

"over 170" is [170, ∞), "nearly 40" and "under 40" are [0, 40), "at most 40" is [0, 40], "about 490"
is within half a unit of its last significant digit, "3 to 5" is [3, 5]. Arithmetic keeps the
interval, so a conclusion never says more than its sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Verdict = Literal["yes", "no", "undecidable"]


@dataclass(frozen=True)
class Interval:
    """A set of possible values.

    `high` None means unbounded; `open_high` leaves `high` itself out.
    """

    low: Fraction
    high: Fraction | None
    open_high: bool = False

    def __post_init__(self) -> None:
        if self.high is not None and (
            self.high < self.low or (self.open_high and self.high == self.low)
        ):
            raise ValueError(
                f"an interval cannot run from {self.low} to {self.high}: give the lower bound first"
            )

    @property
    def exact(self) -> Fraction | None:
        """The only possible value, if there is one."""
        return self.low if self.high == self.low else None

    def __add__(self, other: Interval) -> Interval:
        if self.high is None or other.high is None:
            return Interval(self.low + other.low, None)
        return Interval(
            self.low + other.low, self.high + other.high, self.open_high or other.open_high
        )

    def times(self, factor: Fraction) -> Interval:
        """Scale by a positive factor, as a change of unit does."""
        if factor <= 0:
            raise ValueError("scale by a positive factor")
        return Interval(
            self.low * factor, None if self.high is None else self.high * factor, self.open_high
        )

    def at_least(self, bound: Interval) -> Verdict:
        """Whether every, none or some of the possible values reach every, none or some of the
        bound's.
        """
        if bound.high is not None and self.low >= bound.high:
            return "yes"
        if self.high is not None and (
            self.high < bound.low or (self.high == bound.low and self.open_high)
        ):
            return "no"
        return "undecidable"

    def holds(self, value: Fraction) -> bool:
        if value < self.low:
            return False
        return self.high is None or value < self.high or (value == self.high and not self.open_high)


def exactly(value: int | Fraction | Decimal | str) -> Interval:
    number = Fraction(value)
    return Interval(number, number)


def from_statement(qualifier: str, value: str, value_high: str | None = None) -> Interval | None:
    """The interval that a published statement bears; None for a statement without a number.

    `value` is a decimal number as text. Raises ValueError when the qualifier needs a number that is
    missing.
    """
    if qualifier == "qualitative":
        return None
    number = _number(value)
    if number is None:
        return None
    if qualifier in ("exact", "counted"):
        return exactly(number)
    if qualifier in ("over", "at_least"):
        return Interval(number, None)
    if qualifier in ("nearly", "under"):
        return Interval(Fraction(0), number, open_high=True)
    if qualifier == "at_most":
        return Interval(min(Fraction(0), number), number)
    if qualifier == "about":
        half = Fraction(10) ** _trailing_zeros(number) / 2
        return Interval(number - half, number + half, open_high=True)
    if qualifier == "order_of_magnitude":
        return Interval(number, number * 10, open_high=True)
    if qualifier == "range":
        high = _number(value_high or "")
        if high is None:
            raise ValueError("a range needs its upper value")
        return Interval(number, high)
    raise ValueError(f"{qualifier!r} is not a qualifier")


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except ValueError:
        return None


def _trailing_zeros(number: Fraction) -> int:
    digits = str(int(number))
    return len(digits) - len(digits.rstrip("0")) if number.denominator == 1 and number else 0
