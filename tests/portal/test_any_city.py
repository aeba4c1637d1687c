"""The pages hold for a city without an entry of its own, and for records that no import would take
today.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from django.test import Client

from scicity.ledger import Batch, Source, append, open_ledger
from scicity.portal import account as portal
from tests.portal.test_city import forget, text

pytestmark = pytest.mark.django_db
PAGES = ("", "targets/", "events/", "events.ics", "parks/", "projects/", "explore/", "places/mill/")


@pytest.fixture
def village(settings, tmp_path: Path):
    """A place of one mill, whose registry has nothing but it."""
    folder = tmp_path / "village"
    folder.mkdir()
    (folder / "city.yaml").write_text(
        "name: {zh: 磨坊村, en: Millbrook}\nzone: America/Lima\nentries: [places.yaml]\n", "utf-8"
    )
    (folder / "organisations.yaml").write_text("[]\n")
    (folder / "profiles.yaml").write_text("[]\n")
    (folder / "places.yaml").write_text(
        "- {path: mill, code: mill, kind: facility, stage: operation, name: {zh: 磨坊, en:"
        " Mill}}\n",
        "utf-8",
    )
    settings.CITY, settings.CITY_LEDGER = folder, tmp_path / "ledger"
    forget()
    yield open_ledger(settings.CITY_LEDGER)
    forget()


def row(n: int, **more: object) -> dict[str, object]:
    return {
        "line": n,
        "unit": "mill",
        "start": 1_900_000_000,
        "end": 1_900_000_000,
        "document": "old",
        "statement": f"S{n}",
        "kind": "target",
        "measure": f"m{n}",
        "value": "5",
        "value_unit": "h",
        "qualifier": "at_least",
        "period": "2031",
        "counting": "system",
        "title_zh": "目标",
        "title_en": f"Aim {n}",
        "locator": "p. 1",
        **more,
    }


def test_every_page_answers_for_an_empty_city(village):
    visitor = Client(headers={"accept-language": "en"})
    for page in PAGES:
        text(visitor, f"/city/{page}")
    assert "Millbrook" in text(visitor, "/city/")


def test_every_page_answers_for_records_of_any_kind(village):
    rows = [
        row(1, period="when the river falls"),
        row(2, period="mid-2031"),
        row(3, period="2031-H1", qualifier="at_most"),
        row(4, qualifier="range"),
        row(5, value="lots"),
        row(6, kind="event", period="some day"),
        row(7, kind="event", as_of="2031-Q2"),
        row(8, kind="figure", value_unit="1", value="0.5", metric="availability"),
        row(9, kind="figure", qualifier="range", value="9", value_high="3"),
        row(10, kind="policy", period=""),
        row(11, kind="milestone", value="true", value_unit="bool"),
        row(12, unit="gone", as_of="2030-13"),
    ]
    append(
        village,
        Source("old", "0" * 64, "test"),
        [
            Batch(
                "declarations",
                pl.DataFrame(
                    [
                        {k: r.get(k) for k in {**rows[6], **rows[7], **rows[8]}}
                        for r in rows
                        if r["period"]
                    ]
                ),
            )
        ],
    )
    forget()
    visitor = Client(headers={"accept-language": "en"})
    for page in PAGES:
        text(visitor, f"/city/{page}")
    page = text(visitor, "/city/targets/")
    assert "when the river falls" in page
    assert "2031-06-30" in page
    for s in portal.stated():
        text(visitor, f"/city/statement/?s={s.address.replace('#', '%23')}")


def test_the_other_public_pages_hold_without_an_entry_of_the_city_too(village):
    visitor = Client(headers={"accept-language": "en"})
    for page in (
        "/",
        "/services/",
        "/services/notices/",
        "/registers/parcels/",
        "/facilities/",
        "/calls/",
        "/instruments/",
    ):
        answer = visitor.get(page)
        assert answer.status_code in (200, 302), (page, answer.status_code)
