"""What the words around a number promise, and whether a figure bears them.

A figure is an interval of possible values. A sentence says another: "over 170" promises more than
170, "nearly 40" promises less than 40 by no more than a tenth, "about 490" promises what rounds to
490. The sentence is true exactly when every possible value of the figure keeps the promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from scicity.metrics import Interval

Qualifier = Literal[
    "exact",
    "over",
    "at_least",
    "nearly",
    "under",
    "at_most",
    "about",
    "range",
    "order_of_magnitude",
]
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
# "nearly" and "about" may leave the stated value by a tenth of it at most: ours, stated in
# docs/decisions/0004.
NEAR = Fraction(1, 10)


@dataclass(frozen=True)
class Said:
    """A number as a sentence says it.

    `high` is the upper end of a range; `decimals` are the digits that it shows.
    """

    qualifier: Qualifier
    value: Fraction
    high: Fraction | None = None
    decimals: int = 0

    def __post_init__(self) -> None:
        if self.qualifier not in QUALIFIERS:
            raise ValueError(
                f"{self.qualifier!r} is not a qualifier: use one of {', '.join(QUALIFIERS)}"
            )
        if (self.qualifier == "range") != (self.high is not None):
            raise ValueError("a range needs its upper value, and only a range has one")


def last_unit(value: Fraction) -> Fraction:
    """The weight of the last significant digit: 10 for 490, 1/100 for 87.74."""
    if value == 0:
        return Fraction(1)
    unit = Fraction(1)
    while (value / unit).denominator != 1 and unit > Fraction(1, 10**9):
        unit /= 10
    while (value / (unit * 10)).denominator == 1:
        unit *= 10
    return unit


def keeps(said: Said, value: Fraction) -> bool:
    """Whether one exact value keeps the promise of a sentence."""
    v = said.value
    match said.qualifier:
        case "exact":
            return rounded(value, said.decimals) == v
        case "over":
            return value > v
        case "at_least":
            return value >= v
        case "nearly":
            return v - abs(v) * NEAR <= value < v
        case "under":
            return value < v
        case "at_most":
            return value <= v
        case "about":
            half = min(last_unit(v) / 2, abs(v) * NEAR) if v else Fraction(0)
            return v - half <= value <= v + half
        case "range":
            assert said.high is not None
            return v <= value <= said.high
        case "order_of_magnitude":
            return v <= value < 10 * v
    raise ValueError(said.qualifier)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Halves away from zero, as `printed` does."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def bears(figure: Interval, said: Said, stated: Said | None = None) -> bool:
    """Whether every possible value of a figure keeps what a sentence says of it.

    `stated` is how the figure's own document says it: repeating a document's words is always borne.
    """
    if stated is not None and (stated.qualifier, stated.value, stated.high) == (
        said.qualifier,
        said.value,
        said.high,
    ):
        return True
    if figure.exact is not None:
        return keeps(said, figure.exact)
    if figure.high is None:  # only lower bounds can be promised
        return (said.qualifier == "over" and figure.low > said.value) or (
            said.qualifier == "at_least" and figure.low >= said.value
        )
    # the promise of every qualifier is one interval, so it holds between two ends that hold
    return keeps(said, figure.low) and keeps(
        said, figure.high - _hair(figure.high, said) if figure.open_high else figure.high
    )


def _hair(bound: Fraction, said: Said) -> Fraction:
    """A step smaller than any distance that the promise can tell apart from the bound."""
    return (
        min(
            (abs(bound - e) for e in (said.value, said.high or said.value) if e != bound),
            default=Fraction(1),
        )
        / 10**6
    )
