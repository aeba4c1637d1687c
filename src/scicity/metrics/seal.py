"""The seal of a figure: SHA-256 over its definition, its value, what is covered and the records
behind it.

What is sealed is written out here, attribute by attribute, in a text that never changes: the names
and the order of the program's own classes play no part. An attribute that a later release adds to a
definition is written only where it is set, so that the digest of an older definition stays what it
was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from .types import Atom, Figure, Metric

# what a definition was made of when the first seals were set, in that order
_METRIC = (
    "id",
    "version",
    "title",
    "definition",
    "unit",
    "source",
    "numerator",
    "denominator",
    "factor",
    "decimals",
    "basis",
    "counting",
    "counted",
    "empty",
    "sum_days",
    "profile",
    "variants",
    "alias",
)
_ATOM = ("take", "stream", "weight", "of", "where", "sign", "quantile")
# what came later, each with the value that means 'not set'; what says how to show or split a figure
# is no part of it
_METRIC_LATER: tuple[tuple[str, Any], ...] = ()
_ATOM_LATER: tuple[tuple[str, Any], ...] = (("unless", ()), ("first", None))


def definition_text(metric: Metric) -> str:
    """A definition, words and formula, as its digest takes it."""
    return _written("Metric", metric, _METRIC, _METRIC_LATER)


def definition_digest(metric: Metric) -> str:
    """First 12 digits of SHA-256 over a metric's whole definition."""
    return hashlib.sha256(definition_text(metric).encode()).hexdigest()[:12]


def _written(
    kind: str, value: object, names: Sequence[str], later: Sequence[tuple[str, Any]]
) -> str:
    parts = [f"{n}={_text(getattr(value, n))}" for n in names]
    parts += [f"{n}={_text(getattr(value, n))}" for n, unset in later if getattr(value, n) != unset]
    return f"{kind}({', '.join(parts)})"


def _text(value: object) -> str:
    match value:
        case Atom():
            return _written("Atom", value, _ATOM, _ATOM_LATER)
        case Fraction():
            return f"Fraction({value.numerator}, {value.denominator})"
        case tuple():
            return "(" + ", ".join(_text(v) for v in value) + (",)" if len(value) == 1 else ")")
        case dict():
            return "{" + ", ".join(f"{k!r}: {_text(v)}" for k, v in value.items()) + "}"
    return repr(
        value
    )  # a text, a whole number, a truth value or nothing: as the language writes them


def sealed(
    f: Figure, named: str, records: Sequence[tuple[str, int, int, int]], *, with_coverage: bool
) -> str:
    """The seal of a figure, 24 hexadecimal digits.

    `named` is its address. `records`: of each stream the number of records and the sums of the
    halves of their identities. Without coverage it is the seal that releases before 0.2 set.
    """
    c, value = f.coverage, f.raw if f.value is None else f.value
    body: dict[str, Any] = {
        "definition": definition_digest(f.metric),
        "address": named,
        "records": [list(r) for r in records],
        "value": None if value is None else [str(value.numerator), str(value.denominator)],
        "profile": {k: f.scope.profile.get(k, "") for k in ("version", *f.metric.profile)}
        if f.metric.profile
        else {},
    }
    if with_coverage:
        body["coverage"] = [str(c.part), list(c.missing), list(c.lacks), c.aside]
        body["coverage"] += [c.blank] if c.blank else []
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:24]
