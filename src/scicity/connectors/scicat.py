"""SciCat: datasets of a catalogue's REST API (v3), those changed since a time, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import polars as pl

from scicity.ledger import Batch, SourceError, empty_rejects
from scicity.registry import Pseudonyms

FIELDS = {"line": pl.Int64, "unit": pl.String, "start": pl.Int64, "end": pl.Int64, "dataset": pl.String, "kind": pl.String, "bytes": pl.Int64, "files": pl.Int64,
          "project": pl.String, "person": pl.String}


def pages(url: str, since: str, size: int, client: httpx.Client, token: str = "") -> Iterator[list[dict[str, Any]]]:
    """Datasets changed at or after `since` (ISO 8601; empty: all), oldest change first. SourceError: the catalogue does not answer as it should."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    at = 0
    while True:
        query = {"where": {"updatedAt": {"gte": since}} if since else {}, "limits": {"limit": size, "skip": at, "order": "updatedAt:asc"}}
        try:
            answer = client.get(f"{url.rstrip('/')}/api/v3/datasets", params={"filter": json.dumps(query)}, headers=headers)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise SourceError(f"The catalogue at {url} does not answer: {error}. Check `url` and `token`.") from error
        if not isinstance(found, list):
            raise SourceError(f"The catalogue at {url} gave no list of datasets.")
        yield found
        if len(found) < size:
            return
        at += size


def read_datasets(found: list[dict[str, Any]], unit: str, units: Mapping[str, str], people: Pseudonyms, first: int = 1) -> Batch:
    """Datasets as records. A dataset holds from its creation on; its owner becomes a pseudonym. What lacks a pid or a time is rejected."""
    rows, rejects = [], []
    for n, d in enumerate(found, first):
        try:
            made = datetime.fromisoformat(str(d.get("creationTime") or d["createdAt"]))
            instrument = str(d.get("instrumentId") or next(iter(d.get("instrumentIds") or []), ""))
            start = int((made if made.tzinfo else made.replace(tzinfo=UTC)).timestamp())
            owner = str(d.get("ownerEmail") or d.get("owner") or "")
            proposal = d.get("proposalId") or next(iter(d.get("proposalIds") or []), None)
            rows.append({"line": n, "unit": units.get(instrument, unit), "start": start, "end": start, "dataset": str(d["pid"]), "kind": str(d.get("type") or "raw"),
                         "bytes": int(d.get("size") or 0), "files": int(d.get("numberOfFiles") or 0), "project": str(proposal) if proposal else None,
                         "person": people.column(unit, pl.Series([owner]))[0] if owner else None})
        except (KeyError, TypeError, ValueError) as error:
            rejects.append((n, "", "", f"no dataset of SciCat: {error!r}", json.dumps(d, ensure_ascii=False)[:500]))
    return Batch("datasets", pl.DataFrame(rows, schema=FIELDS), pl.DataFrame(rejects, schema=empty_rejects().schema, orient="row") if rejects else empty_rejects())
