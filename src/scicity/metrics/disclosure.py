"""Small counts of people are withheld from the public, so that no figure tells of somebody.

The threshold rule and its secondary suppression: Hundepool et al., Statistical Disclosure Control
(Wiley 2012), sections 4.2 and 4.4.
Inside the city nothing is withheld: what was counted stays in the ledger, and in the evidence of
    those who may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from scicity.ledger import Ledger
from scicity.measures import is_person_count

from .catalogue import catalogue
from .figures import figures
from .types import Atom, Figure, Metric
from .vocabulary import measure_of

LEAST = 5  # the smallest count of people that is told


def of_people(metric: Metric) -> bool:
    """Whether a metric counts people: users, patients, who was recommended."""
    return is_person_count(measure_of(metric))


def small(f: Figure, least: int = LEAST) -> bool:
    """Whether a figure counts some people, but fewer than `least`.

    That there were none tells of nobody.
    """
    return of_people(f.metric) and f.value is not None and 0 < f.value < least


def told_together(metric: Metric) -> tuple[Metric, ...]:
    """The counts that with this one add up to a third that is told as well, as on-site and remote
    users do to the unique users.
    """
    mine = _taken(metric)
    if mine is None or len(mine.of_first) != 1 or not of_people(metric):
        return ()
    alike = [
        (m, a)
        for m in catalogue().values()
        if m.id != metric.id
        and (a := _taken(m))
        and (a.stream, a.first, a.unless) == (mine.stream, mine.first, mine.unless)
    ]
    totals = [
        set(a.of_first) for _, a in alike if len(a.of_first) > 1 and mine.of_first[0] in a.of_first
    ]
    return tuple(
        m for m, a in alike if len(a.of_first) == 1 and any(a.of_first[0] in t for t in totals)
    )


def _taken(metric: Metric) -> Atom | None:
    """How a count takes each person into one category only."""
    single = len(metric.numerator) == 1 and not metric.denominator
    return metric.numerator[0] if single and metric.numerator[0].first else None


def public_figures(
    ledger: Ledger, metric: Metric, *question: Any, **how: Any
) -> tuple[Figure, ...]:
    """`figures` of one metric as the public may have them, whatever else is told for the same
    question.
    """
    beside = told_together(metric)
    found = public(figures(ledger, [metric, *beside], *question, **how))
    return tuple(f for f in found if f.metric.id not in {m.id for m in beside})


def public(found: Iterable[Figure], least: int = LEAST) -> tuple[Figure, ...]:
    """The figures as the public may have them: small counts are withheld, their value is None.

    Where one single part of a split total would be withheld, the total less its other parts would
    tell it: then the smallest of those that counts anybody is withheld too. Ask for a count with
    those that are `told_together`: where one is withheld, all are.
    """
    out = list(found)
    hidden = {i for i, f in enumerate(out) if small(f, least)}
    few = {(out[i].metric.id, out[i].scope.label, out[i].period, out[i].by) for i in hidden}
    hidden |= {
        i
        for i, f in enumerate(out)
        if f.value
        and any((m.id, f.scope.label, f.period, f.by) in few for m in told_together(f.metric))
    }
    for at in {(out[i].metric.id, out[i].period) for i in hidden if out[i].by}:
        group = [i for i, f in enumerate(out) if (f.metric.id, f.period) == at and f.by]
        others = sorted(
            (i for i in group if i not in hidden and out[i].value),
            key=lambda i: (out[i].value or 0, i),
        )
        if others and sum(i in hidden for i in group) == 1:
            hidden.add(others[0])
    return tuple(
        replace(f, value=None, withheld=True) if i in hidden else f for i, f in enumerate(out)
    )
