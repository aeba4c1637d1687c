"""What the catalogues and files of datasets have in common: the columns they give, and how they say
when.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import polars as pl

from scicity.ledger import Batch, empty_rejects

FIELDS = {
    "line": pl.Int64,
    "unit": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "dataset": pl.String,
    "kind": pl.String,
    "bytes": pl.Int64,
    "files": pl.Int64,
    "project": pl.String,
    "person": pl.String,
}


def seconds(text: str) -> int:
    """Of an ISO 8601 time; one without a zone is UTC. ValueError: it is none."""
    made = datetime.fromisoformat(text)
    return int((made if made.tzinfo else made.replace(tzinfo=UTC)).timestamp())


def batch(
    found: list[dict[str, Any]],
    first: int,
    what: str,
    row: Callable[[dict[str, Any]], dict[str, Any]],
) -> Batch:
    """`row` of each entry of a catalogue; one that lacks what it needs is rejected, with the entry
    kept. `first` is the number of the first entry.
    """
    rows, rejects = [], []
    for n, d in enumerate(found, first):
        try:
            rows.append({"line": n, **row(d)})
        except (KeyError, TypeError, ValueError) as error:
            rejects.append(
                (
                    n,
                    "",
                    "",
                    f"no dataset of {what}: {error!r}",
                    json.dumps(d, ensure_ascii=False)[:500],
                )
            )
    return Batch(
        "datasets",
        pl.DataFrame(rows, schema=FIELDS),
        pl.DataFrame(rejects, schema=empty_rejects().schema, orient="row")
        if rejects
        else empty_rejects(),
    )
