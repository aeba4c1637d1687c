"""What a value is a value of. Values whose basis differs are not added, compared or ranked."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, fields

from .errors import Unlike
from .interval import Interval

NOT_ADDITIVE = ("persons", "organisations", "teams", "projects", "papers")


@dataclass(frozen=True)
class Basis:
    """`measure` is the metric or the document's own measure; `period` is a period's label or
    'cumulative'.

    `counting` says what is counted (ring, station, instrument, system), `counted` who or what is
    (persons, visits, organisations), `definition` the version of the definition, `status` measured
    or declared.
    """

    measure: str
    unit: str
    period: str
    counting: str
    counted: str
    definition: str
    status: str


_WHY = {
    "measure": "they measure different things",
    "unit": "their units differ",
    "period": "one is for another period, or one is cumulative and the other is not",
    "counting": "they count at different levels",
    "counted": "they count different things",
    "definition": "their definitions differ",
    "status": "they are not known in the same way",
}


def differences(a: Basis, b: Basis, *, ignore: Sequence[str] = ()) -> list[str]:
    """In what two bases differ, in words; empty when values may be compared."""
    return [
        f"{_WHY[f.name]} ({getattr(a, f.name)} and {getattr(b, f.name)})"
        for f in fields(Basis)
        if f.name not in ignore and getattr(a, f.name) != getattr(b, f.name)
    ]


def require_alike(bases: Sequence[Basis], verb: str) -> None:
    """Raise Unlike, with the reasons, unless all bases agree."""
    for other in bases[1:]:
        found = differences(bases[0], other)
        if found:
            raise Unlike(f"These values cannot be {verb}: {'; '.join(found)}.")


def add(values: Sequence[tuple[Interval, Basis]]) -> tuple[Interval, Basis]:
    """The sum over disjoint scopes.

    A sum of distinct counts is only a bound: from the largest to the sum.
    """
    if not values:
        raise Unlike("There is nothing to add.")
    require_alike([b for _, b in values], "added")
    total = values[0][0]
    for value, _ in values[1:]:
        total = total + value
    basis = values[0][1]
    if len(values) > 1 and basis.counted in NOT_ADDITIVE:
        return Interval(max(v.low for v, _ in values), total.high, total.open_high), basis
    return total, basis


def rank(values: Sequence[tuple[str, Interval, Basis]]) -> list[str]:
    """Names from largest to smallest. Raises Unlike when bases differ or two intervals overlap."""
    require_alike([b for _, _, b in values], "ranked")
    ordered = sorted(values, key=lambda v: v[1].low, reverse=True)
    for upper, lower in itertools.pairwise(ordered):
        if upper[1].at_least(lower[1]) != "yes":
            raise Unlike(f"{upper[0]} and {lower[0]} cannot be ranked: their intervals overlap.")
    return [name for name, _, _ in ordered]
