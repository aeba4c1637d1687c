"""Registers of publications: what Crossref and OpenAlex say of a work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from scicity.platform.errors import Invalid, Refused
from scicity.platform.phrases import phrase

DOI = re.compile(r"10\.\d{4,9}/[-._;()/:a-zA-Z0-9<>\[\]+]+")
CROSSREF = "https://api.crossref.org/works/"


@dataclass(frozen=True)
class Found:
    """What a register of publications says of a work."""

    doi: str
    title: str
    journal: str
    published: date
    authors: tuple[dict[str, str], ...]
    kind: str


def doi_of(text: str) -> str:
    """The DOI in a text, in lower case (DOIs are case-insensitive: ISO 26324). Raises Invalid."""
    match = DOI.search(text.strip())
    if not match:
        raise Invalid(
            phrase("access-publications-this-is-not-a-doi-it"),
            {"doi": phrase("access-publications-like-10")},
        )
    return match.group().rstrip(".").lower()


def read_crossref(message: dict[str, Any]) -> Found:
    """A Crossref work (REST API, `message`) as we need it.

    Missing parts of the date count as the first.
    """
    parts = next(
        (
            message[k]["date-parts"][0]
            for k in ("published", "published-online", "published-print", "issued")
            if message.get(k, {}).get("date-parts", [[None]])[0][0]
        ),
        None,
    )
    if parts is None:
        raise Invalid(phrase("access-publications-the-register-gives-no-date-of"))
    year, month, day = (*parts, 1, 1)[:3]
    authors = tuple(
        {
            "name": " ".join(filter(None, (a.get("given"), a.get("family")))) or a.get("name", ""),
            "orcid": a.get("ORCID", "").rpartition("/")[2],
        }
        for a in message.get("author", [])
    )
    kind = {"dataset": "dataset", "dissertation": "thesis"}.get(message.get("type", ""), "paper")
    return Found(
        message["DOI"].lower(),
        (message.get("title") or ["?"])[0][:500],
        (message.get("container-title") or [""])[0][:250],
        date(int(year), int(month), int(day)),
        authors,
        kind,
    )


def read_openalex(work: dict[str, Any]) -> Found:
    """An OpenAlex work as we need it."""
    authors = tuple(
        {
            "name": a["author"].get("display_name", ""),
            "orcid": (a["author"].get("orcid") or "").rpartition("/")[2],
        }
        for a in work.get("authorships", [])
    )
    journal = ((work.get("primary_location") or {}).get("source") or {}).get("display_name") or ""
    kind = {"dataset": "dataset", "dissertation": "thesis"}.get(work.get("type", ""), "paper")
    return Found(
        doi_of(work.get("doi") or ""),
        (work.get("title") or "?")[:500],
        journal[:250],
        date.fromisoformat(work["publication_date"]),
        authors,
        kind,
    )


def ask_crossref(doi: str, client: httpx.Client | None = None) -> Found:
    """Ask Crossref for a DOI.

    Raises Refused when it is unknown there or the register does not answer.
    """
    own = client or httpx.Client(timeout=10, headers={"User-Agent": "scicity"})
    try:
        answer = own.get(CROSSREF + doi_of(doi))
        if answer.status_code == 404:
            raise Refused(
                phrase("access-publications-crossref-does-not-know-this-doi"),
            )
        answer.raise_for_status()
        return read_crossref(answer.json()["message"])
    except httpx.HTTPError as error:
        raise Refused(
            phrase("access-publications-crossref-does-not-answer-now-try"),
        ) from error
    finally:
        if client is None:
            own.close()


REGISTERS = {
    "crossref": ("https://api.crossref.org/works", "from-index-date", "rows"),
    "openalex": ("https://api.openalex.org/works", "from_updated_date", "per-page"),
}


def find(
    register: str, asked: str, since: date, client: httpx.Client | None = None, page: int = 200
) -> Iterator[Found]:
    """Works that a register knows by a filter of its own (`funder:…`, `institutions.id:…`),
    registered or changed since a day.

    Works without a DOI, a date or a title are passed over. Refused: the register does not answer,
    or does not know the filter.
    """
    address, newer, size = REGISTERS[register]
    own, cursor = client or httpx.Client(timeout=60, headers={"User-Agent": "scicity"}), "*"
    try:
        while cursor:
            answer = own.get(
                address,
                params={
                    "filter": f"{asked},{newer}:{since:%Y-%m-%d}",
                    "cursor": cursor,
                    size: str(page),
                },
            )
            answer.raise_for_status()
            told = answer.json()
            items = told["message"]["items"] if register == "crossref" else told["results"]
            for item in items:
                try:
                    yield (read_crossref if register == "crossref" else read_openalex)(item)
                except (Invalid, KeyError, TypeError, ValueError):
                    continue
            cursor = (
                (
                    told["message"].get("next-cursor")
                    if register == "crossref"
                    else told["meta"].get("next_cursor")
                )
                if len(items) == page
                else ""
            )
    except (httpx.HTTPError, KeyError, ValueError) as error:
        raise Refused(
            phrase(
                "access-publications-gives-no-usable-answer-check-the",
                register=register,
                error=error,
            ),
        ) from error
    finally:
        if client is None:
            own.close()
