"""SciCat: datasets of a catalogue's REST API (v3), those changed since a time, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import polars as pl

from scicity.ledger import Batch, SourceError
from scicity.registry import Pseudonyms

from .datasets import batch, seconds


def pages(
    url: str, since: str, size: int, client: httpx.Client, token: str = ""
) -> Iterator[list[dict[str, Any]]]:
    """Datasets changed at or after `since` (ISO 8601; empty: all), oldest change first.

    SourceError: the catalogue does not answer as it should.

    Each page begins at the last change of the one before and not at a count: what changes while one
    reads moves to the end, and would shift the rest by one. So entries come twice; only where a
    whole page changed at one moment is it gone through by count.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    at = 0
    while True:
        query = {
            "where": {"updatedAt": {"gte": since}} if since else {},
            "limits": {"limit": size, "skip": at, "order": "updatedAt:asc"},
        }
        try:
            answer = client.get(
                f"{url.rstrip('/')}/api/v3/datasets",
                params={"filter": json.dumps(query)},
                headers=headers,
            )
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise SourceError(
                f"The catalogue at {url} does not answer: {error}. Check `url` and `token`."
            ) from error
        if not isinstance(found, list):
            raise SourceError(f"The catalogue at {url} gave no list of datasets.")
        yield found
        if len(found) < size:
            return
        last = str(found[-1].get("updatedAt") or "")
        since, at = (last, 0) if last > since else (since, at + size)


def read_datasets(
    found: list[dict[str, Any]],
    unit: str,
    units: Mapping[str, str],
    people: Pseudonyms,
    first: int = 1,
) -> Batch:
    """Datasets as records.

    A dataset holds from its creation on; its owner becomes a pseudonym. What lacks a pid or a time
    is rejected.
    """

    def row(d: dict[str, Any]) -> dict[str, Any]:
        start = seconds(str(d.get("creationTime") or d["createdAt"]))
        instrument = str(d.get("instrumentId") or next(iter(d.get("instrumentIds") or []), ""))
        owner = str(d.get("ownerEmail") or d.get("owner") or "")
        proposal = d.get("proposalId") or next(iter(d.get("proposalIds") or []), None)
        return {
            "unit": units.get(instrument, unit),
            "start": start,
            "end": start,
            "dataset": str(d["pid"]),
            "kind": str(d.get("type") or "raw"),
            "bytes": int(d.get("size") or 0),
            "files": int(d.get("numberOfFiles") or 0),
            "project": str(proposal) if proposal else None,
            "person": people.column(unit, pl.Series([owner]))[0] if owner else None,
        }

    return batch(found, first, "SciCat", row)
