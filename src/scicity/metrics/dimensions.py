"""By what figures may be split, for the command and for the portal alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scicity.ledger import stream

DIMENSIONS = (
    "facility",
    "unit",
    "queue",
    "qos",
    "state",
    "job_size",
    "gpu_type",
    "array",
    "project",
    "person",
    "team",
    "organisation",
    "mode",
    "purpose",
    "service",
    "outcome",
    "kind",
    "batch",
)
PRIVATE = ("person", "team")
PUBLIC = tuple(d for d in DIMENSIONS if d not in PRIVATE)
"""Those that the public may ask for: none of single people and of their groups."""
DERIVED_OF = {"job_size": "compute_jobs"}
"""Dimensions that no field holds, with the stream from whose fields they are worked out."""

Dims = tuple[str | None, ...]


def known_to(name: str) -> frozenset[str]:
    """The dimensions by which the records of a stream can be told apart."""
    return frozenset(
        {*stream(name).field_names, "facility", *(d for d, s in DERIVED_OF.items() if s == name)}
    )


def shares(names: tuple[str, ...], dims: Dims, each: bool) -> Iterator[tuple[Dims, Fraction]]:
    """A cell with GPUs of several models as it is to be shown, with the share that falls to each
    part.

    `a100=2+v100=1` is two parts of one and one of the other when GPUs themselves are asked for
    (`each`), and one job on `a100+v100` otherwise. GPUs without a name are nothing's.
    """
    at = names.index("gpu_type") if "gpu_type" in names else -1
    text = dims[at] if at >= 0 else None
    if text is None or "=" not in text:
        yield dims, Fraction(1)
        return
    if not each:
        yield (*dims[:at], re.sub(r"=\d+", "", text), *dims[at + 1 :]), Fraction(1)
        return
    parts = [p.rsplit("=", 1) for p in text.split("+")]
    total = sum(int(n) for _, n in parts)
    for model, number in parts:
        yield (
            (*dims[:at], None if model == "unnamed" else model, *dims[at + 1 :]),
            Fraction(int(number), total),
        )


def order(dims: Dims) -> tuple[tuple[object, ...], ...]:
    """Key by which the parts of a split are put in order: numbers within texts by their size."""
    return tuple(
        tuple(int(p) if p.isdecimal() else p for p in re.split(r"(\d+)", str(d))) for d in dims
    )
