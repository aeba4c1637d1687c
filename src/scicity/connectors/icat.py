"""ICAT: datasets of a catalogue's REST interface (icat.server 4.3 and later), by number, those
changed since a day.

Names of entities and their fields are those of the ICAT schema (icatproject.org). Sizes stand in it
since version 5.0; before, a dataset's bytes and files are not known and count as none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import httpx

from scicity.ledger import Batch, SourceError

from .datasets import batch, seconds


def pages(
    url: str,
    since: date | None,
    size: int,
    client: httpx.Client,
    plugin: str = "anon",
    user: str = "",
    password: str = "",
) -> Iterator[list[dict[str, Any]]]:
    """Datasets changed on or after the day `since` (None: all), each page those of higher numbers
    than the one before.

    SourceError: the catalogue does not answer as it should, or does not let this user in.
    """
    base = url.rstrip("/") + "/icat"
    credentials = [{"username": user}, {"password": password}] if user else []
    version = _text("version", _asked(url, client, "GET", f"{base}/version"), url)
    session = _text(
        "sessionId",
        _asked(
            url,
            client,
            "POST",
            f"{base}/session",
            data={"json": json.dumps({"plugin": plugin, "credentials": credentials})},
        ),
        url,
    )
    try:
        included = [
            "d.type",
            "d.investigation AS i",
            "i.investigationInstruments AS ii",
            "ii.instrument",
        ]
        if not version.startswith(("3.", "4.")):
            included += ["d.datasetInstruments AS di", "di.instrument"]
        changed = f"AND d.modTime >= '{since:%Y-%m-%d}' " if since else ""
        last = 0
        while True:
            query = (
                f"SELECT d FROM Dataset d WHERE d.id > {last} {changed}ORDER BY d.id INCLUDE"
                f" {', '.join(included)} LIMIT 0, {size}"
            )
            found = _datasets(
                _asked(
                    url,
                    client,
                    "GET",
                    f"{base}/entityManager",
                    params={"sessionId": session, "query": query},
                ),
                url,
            )
            yield found
            if len(found) < size:
                return
            last = max(d["id"] for d in found)
    finally:
        try:
            client.delete(f"{base}/session/{session}")
        except httpx.HTTPError:
            pass  # it ends by itself


def _asked(url: str, client: httpx.Client, method: str, address: str, **more: Any) -> Any:
    try:
        answer = client.request(method, address, **more)
        told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        # the address may hold the session's key: it is not told
        raise SourceError(
            f"The catalogue at {url} does not answer as ICAT does ({type(error).__name__}). Check"
            " `url`."
        ) from error
    if answer.is_error:
        why = (
            f"{told.get('code')}: {told.get('message')}"
            if isinstance(told, dict)
            else str(answer.status_code)
        )
        raise SourceError(
            f"The catalogue at {url} refused: {why}. Check `plugin`, `user` and `token`."
        )
    return told


def _text(name: str, told: Any, url: str) -> str:
    found = told.get(name) if isinstance(told, dict) else None
    if not isinstance(found, str):
        raise SourceError(
            f"The catalogue at {url} does not answer as ICAT does (no {name}). Check `url`."
        )
    return found


def _datasets(told: Any, url: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = [
            {**entity["Dataset"], "id": int(entity["Dataset"]["id"])} for entity in told
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"The catalogue at {url} gave no list of datasets.") from error
    return found


def read_datasets(
    found: list[dict[str, Any]], url: str, unit: str, units: Mapping[str, str], first: int = 1
) -> Batch:
    """Datasets as records, named by the catalogue's host and their number there; their project is
    the investigation. Nobody is named.

    What has neither a start nor a time of creation is rejected.
    """
    host = urlsplit(url).netloc

    def row(d: dict[str, Any]) -> dict[str, Any]:
        investigation = d.get("investigation") or {}
        used = [
            *(d.get("datasetInstruments") or []),
            *(investigation.get("investigationInstruments") or []),
        ]
        instruments = [str((u.get("instrument") or {}).get("name")) for u in used]
        start = seconds(str(d.get("startDate") or d["createTime"]))
        return {
            "unit": next((units[n] for n in instruments if n in units), unit),
            "start": start,
            "end": max(start, seconds(str(d["endDate"])) if d.get("endDate") else start),
            "dataset": f"{host}/{d['id']}",
            "kind": str((d.get("type") or {}).get("name") or "raw"),
            "bytes": int(d.get("fileSize") or 0),
            "files": int(d.get("fileCount") or 0),
            "project": str(investigation.get("name") or "") or None,
            "person": None,
        }

    return batch(found, first, "ICAT", row)
