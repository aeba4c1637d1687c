"""Metrics as measures: what the vocabulary says of a metric, with the titles that the catalogue
gives it.
"""

from __future__ import annotations

from dataclasses import replace

from scicity.measures import Kind, Measure, measures, unit_of

from .types import Metric


def measure_of(metric: Metric) -> Measure:
    """What a metric measures.

    One that the vocabulary does not hold yet is what its definition says it is.
    """
    known = measures().get(metric.id)
    return replace(known, title=metric.title) if known else _defined(metric)


def _defined(metric: Metric) -> Measure:
    unit = unit_of(metric.unit["en"])
    name = unit.id if unit else metric.unit["en"]
    kind: Kind = (
        ("share" if name == "percent" else "mean")
        if metric.denominator
        else ("cumulative" if metric.basis == "cumulative" else "flow")
    )
    return Measure(
        metric.id,
        name,
        kind,
        metric.title,
        counts="person" if name == "persons" else "",
        distinct=any(a.take == "distinct" for a in metric.numerator),
    )
