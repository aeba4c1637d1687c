"""A site beside a city's account: a visitor chooses which is read, every page says which, and
nothing is mixed.
"""

from __future__ import annotations

import polars as pl
import pytest
from django.test import Client

from scicity.ledger import Batch, Source, append, open_ledger
from tests.portal.test_city import forget, text

pytestmark = pytest.mark.django_db
ASKED = "/city/explore/?metric=core_hours&scope=ssc&period=2020-05"


def worked(folder, cores):
    """A ledger with one job of an hour in May 2020."""
    ledger = open_ledger(folder)
    start = 1_588_752_000
    job = {
        "line": 1,
        "unit": "ssc",
        "start": start,
        "end": start + 3600,
        "job": "1",
        "submit": start,
        "cores": cores,
        "state": "COMPLETED",
    }
    source = Source("jobs", f"{cores:064d}", "test")
    append(ledger, source, [Batch("compute_jobs", pl.DataFrame([job]))])
    return folder


@pytest.fixture
def sites(tmp_path, settings):
    settings.CITY_LEDGER = worked(tmp_path / "city", 11)
    settings.LEDGER = worked(tmp_path / "site", 23)
    forget()
    yield
    forget()


@pytest.fixture
def visitor(sites):
    return Client(headers={"accept-language": "en"})


def test_the_city_s_account_is_read_unless_somebody_says_otherwise(visitor):
    page = text(visitor, ASKED)
    assert "11.0000 core-h" in page
    assert "come from the city’s account" in page
    assert "ledger=site" in page, "the way to the other one"


def test_what_was_entered_here_is_seen_and_said(visitor):
    page = text(visitor, ASKED + "&ledger=site")
    assert "23.0000 core-h" in page
    assert "11.0000" not in page
    assert "comes from what was entered at this site" in page
    assert "ledger=city" in page


def test_the_choice_stays_and_stands_in_every_address(visitor):
    text(visitor, "/city/?ledger=site")
    answer = visitor.get(ASKED)
    assert answer.status_code == 302
    assert answer.url.endswith("&ledger=site")
    assert "23.0000" in visitor.get(ASKED, follow=True).content.decode()
    text(visitor, "/city/?ledger=city")
    assert "11.0000" in text(visitor, ASKED)
    assert "11.0000" in text(Client(headers={"accept-language": "en"}), ASKED), (
        "nobody else's choice"
    )


def test_two_visitors_never_see_each_other_s_numbers(sites):
    for _ in range(3):
        for which, hours in (("site", "23.0000"), ("city", "11.0000")):
            page = text(Client(headers={"accept-language": "en"}), f"{ASKED}&ledger={which}")
            assert hours in page


@pytest.mark.parametrize("wrong", ["", "other", "../../etc", "SITE"])
def test_a_wrong_choice_is_the_city_s(visitor, wrong):
    assert "11.0000" in text(visitor, f"{ASKED}&ledger={wrong}")


def test_evidence_and_downloads_are_of_the_same_ledger(visitor):
    data = visitor.get(
        "/city/explore/data.csv?metric=core_hours&scope=ssc&period=2020-05&ledger=site"
    )
    assert "23.0" in data.content.decode("utf-8-sig")
    figure = f"core_hours:ssc:2020-05:{_as_of(data)}"
    assert "23.0000" in text(visitor, f"/city/figure/?f={figure}&ledger=site")


def _as_of(data):
    return (
        data.content.decode("utf-8-sig")
        .splitlines()[1]
        .rpartition("core_hours:ssc:2020-05:")[2]
        .strip()
    )


def test_one_ledger_needs_no_choice(tmp_path, settings):
    settings.CITY_LEDGER = settings.LEDGER = worked(tmp_path / "one", 5)
    forget()
    page = text(Client(headers={"accept-language": "en"}), ASKED + "&ledger=site")
    assert "5.0000 core-h" in page
    assert "ledger=city" not in page
    forget()
