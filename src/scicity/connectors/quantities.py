"""A number and its unit as somebody wrote them beside each other, in the unit that is wanted;
shares as ratios.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from scicity.measures import MeasureError, convert, counting_of, folded, measure, same_unit, unit_of

from .amounts import Amount, NotAnAmount, is_percent, is_ratio


class Wanted(Protocol):
    """What a number is to be given as: a metric's id, unit and counting level."""

    @property
    def id(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def counting(self) -> str: ...


class WrongUnit(NotAnAmount):
    """A unit, in the cell or beside it, that is not one of the metric."""

    def __init__(self, unit: str, rule: str) -> None:
        self.unit = unit
        super().__init__(rule)


def as_share(amount: Amount, percent: bool, given: str, metric: Wanted) -> Fraction:
    """The ratio that a cell of a share states. Raises NotAnAmount where it could be two.

    A percent sign in the cell, or a percent format that shows one, settles it; so does the unit 1.
    Beside a unit of % alone, which the template writes by itself, 98.5 is 98.5 %, and 0.985 is what
    people write for 98.5 % and for 0.985 %.
    """
    number = Fraction(amount.number)
    if amount.unit and not is_percent(amount.unit):
        raise WrongUnit(amount.unit, f"says {amount.unit!r}, and {metric.id} is a share in %")
    if (
        given
        and not is_percent(given)
        and not is_ratio(given)
        and folded(given) not in ("ratio", "比例", "比率")
    ):
        raise WrongUnit(given, f"has the unit {given!r}, and {metric.id} is a share: write % or 1")
    if percent:
        return number
    if amount.unit:
        return number / 100
    if given and not is_percent(given):
        known = measure(metric.id)
        if number > 1 and known is not None and known.limits.high is not None:
            raise NotAnAmount(
                f"as a ratio would be {float(number * 100):g} %; write {float(number):g}% if that"
                " is meant"
            )
        return number
    if 0 < abs(number) <= 1:
        raise NotAnAmount(
            f"may mean {float(number * 100):g} % or {float(number):g} %; write the percent sign"
            " into the cell"
        )
    return number / 100


def as_quantity(amount: Amount, percent: bool, given: str, metric: Wanted) -> Fraction:
    """A number in the metric's unit, converted exactly.

    Raises NotAnAmount where its unit is none or measures something else.
    """
    number, target = Fraction(amount.number), unit_of(metric.unit)
    if percent:
        raise NotAnAmount(f"is shown in percent, and {metric.id} is given in {metric.unit}")
    if amount.unit and given and not same_unit(amount.unit, given):
        raise NotAnAmount(f"says {amount.unit!r}, and its unit says {given!r}")
    said = amount.unit or given
    if not said or same_unit(said, metric.unit):
        _same_level(said, metric)
        return number
    source = unit_of(said, target.id if target else "")
    if source is None or target is None:
        raise WrongUnit(
            said,
            f"has the unit {said!r}, which is not known; {metric.id} is given in {metric.unit}",
        )
    _same_level(said, metric)
    try:
        return (
            number * source.scale if source.id == target.id else convert(number, said, metric.unit)
        )
    except MeasureError as error:
        raise WrongUnit(
            said, f"has the unit {said!r}, which is no {metric.unit}: they measure different things"
        ) from error


def _same_level(said: str, metric: Wanted) -> None:
    """Hours of stations are not those of instruments, though both are hours."""
    level = counting_of(said)
    if level and metric.counting in ("ring", "station", "instrument") and level != metric.counting:
        raise WrongUnit(
            said, f"counts hours by {level} ({said}), and {metric.id} by {metric.counting}"
        )
