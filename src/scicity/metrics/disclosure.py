"""Small counts of people are withheld from the public, so that no figure tells of somebody.

The threshold rule and its secondary suppression: Hundepool et al., Statistical Disclosure Control (Wiley 2012), sections 4.2 and 4.4.
Inside the city nothing is withheld: what was counted stays in the ledger, and in the evidence of those who may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scicity.measures import is_person_count

from .types import Figure, Metric
from .vocabulary import measure_of

LEAST = 5  # the smallest count of people that is told


def of_people(metric: Metric) -> bool:
    """Whether a metric counts people: users, patients, who was recommended."""
    return is_person_count(measure_of(metric))


def small(f: Figure, least: int = LEAST) -> bool:
    """Whether a figure counts some people, but fewer than `least`. That there were none tells of nobody."""
    return of_people(f.metric) and f.value is not None and 0 < f.value < least


def public(found: Iterable[Figure], least: int = LEAST) -> tuple[Figure, ...]:
    """The figures as the public may have them: small counts are withheld, their value is None.

    Where one single part of a split total would be withheld, the total less its other parts would tell it: then the smallest of those
    that counts anybody is withheld too.
    """
    out = list(found)
    hidden = {i for i, f in enumerate(out) if small(f, least)}
    for at in {(out[i].metric.id, out[i].period) for i in hidden if out[i].by}:
        group = [i for i, f in enumerate(out) if (f.metric.id, f.period) == at and f.by]
        others = sorted((i for i in group if i not in hidden and out[i].value), key=lambda i: (out[i].value or 0, i))
        if others and sum(i in hidden for i in group) == 1:
            hidden.add(others[0])
    return tuple(replace(f, value=None, withheld=True) if i in hidden else f for i, f in enumerate(out))
