"""The city's pages: what they show is in the ledger, opens its evidence, and says what it does not
know.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html import unescape
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from django.test import Client
from pysdmx.io import read_sdmx

from scicity.metrics import figure, metric, statements
from scicity.portal import account as portal
from scicity.portal.downloads import spelled
from scicity.reports import scope_of

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[2] / "src" / "scicity" / "portal" / "templates" / "portal"
MONTH = "metric=core_hours&scope=phillips&period=2016-12&grain=day"


def forget():
    for kept in (
        portal._statements,
        portal._figures,
        portal.found,
        portal.proof,
        portal.history,
        portal._measured,
    ):
        kept.cache_clear()


@pytest.fixture
def visitor(account, settings):
    settings.CITY_LEDGER = account.path
    forget()
    yield Client(headers={"accept-language": "en"})
    forget()


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def links(page, of):
    return [unescape(a) for a in re.findall(rf'href="(/city/{of}/\?[^"]+)"', page)]


def test_the_home_page_names_every_facility_and_every_number_opens(visitor, city):
    page = text(visitor, "/city/")
    for e in city.entries.values():
        if e.kind == "facility" and not e.guest:
            assert e.name.en in unescape(page)
    opened = links(page, "statement")
    assert len(opened) > 10
    for address in set(opened):
        assert "declared" in text(visitor, address)


def test_a_place_shows_all_that_is_stated_of_it(visitor, account):
    page = unescape(text(visitor, "/city/places/ssrf/"))
    for s in statements(account):
        if s.unit == "ssrf":
            assert s.title["en"] in page
    assert "497,373" in page
    assert text(visitor, "/city/places/atlantis/", 404)


def test_a_figure_opens_its_records_and_verifies(visitor, account, city):
    page = text(visitor, "/city/places/phillips/")
    address = next(a for a in links(page, "figure") if "core_hours%3A" in a)
    opened = text(visitor, address)
    made = figure(
        account, metric("core_hours"), scope_of(city, "phillips"), "2016-12-22..2017-01-01"
    )
    assert f"{float(made.value):,.4f}" in opened
    assert "phillips.log" in opened
    seal = re.search(r'name="seal" value="(\w+)"', opened)[1]
    assert "verified: the seal agrees" in text(visitor, f"{address}&seal={seal}")
    assert "does not verify" in text(visitor, f"{address}&seal={'0' * len(seal)}")
    assert "<header" not in text(visitor, f"{address}&part=on")


def test_what_is_downloaded_is_what_the_page_shows(visitor):
    page = text(visitor, f"/city/explore/?{MONTH}")
    shown = [
        float(x.replace(",", "")) for x in re.findall(r"data-evidence>([\d,.]+) core-h</a>", page)
    ]
    assert len(shown) == 10, "the log begins on 22 December"
    assert page.count("data-evidence>not covered</a>") == 21
    nothing = [None] * 21
    rows = list(
        csv.DictReader(
            io.StringIO(visitor.get(f"/city/explore/data.csv?{MONTH}").content.decode("utf-8-sig"))
        )
    )
    assert [float(r["value"]) if r["value"] else None for r in rows] == [*nothing, *shown]
    assert [r["status"] for r in rows] == ["not covered"] * 21 + ["measured"] * 10
    frame = pl.read_parquet(io.BytesIO(visitor.get(f"/city/explore/data.parquet?{MONTH}").content))
    assert frame["value"].to_list() == [*nothing, *shown]
    sheet = openpyxl.load_workbook(
        io.BytesIO(visitor.get(f"/city/explore/data.xlsx?{MONTH}").content)
    ).active
    at = [c.value for c in sheet[1]].index("value")
    assert [row[at] for row in sheet.iter_rows(min_row=2, values_only=True)] == [*nothing, *shown]
    with zipfile.ZipFile(
        io.BytesIO(visitor.get(f"/city/explore/data.sdmx.zip?{MONTH}").content)
    ) as archive:
        message = read_sdmx(io.BytesIO(archive.read("data.xml")), validate=True)
        data = message.data[0].data
        assert [float(v) for v in data["OBS_VALUE"][data["OBS_STATUS"] == "A"]] == shown
        assert data["OBS_VALUE"][data["OBS_STATUS"] == "O"].replace("", None).isna().sum() == 21
        assert read_sdmx(io.BytesIO(archive.read("structures.xml")), validate=True).structures
    assert visitor.get(f"/city/explore/chart.svg?{MONTH}").content.startswith(b"<svg")
    assert "scicity figures core_hours --period 2016-12 --scope phillips --grain day" in page


def test_as_of_before_the_records_came_there_were_none(visitor):
    page = text(visitor, f"/city/explore/?{MONTH}&as_of=2020-01-01")
    assert not re.findall(r"data-evidence>([\d,.]+) core-h", page)
    assert page.count("data-evidence>not covered</a>") == 31
    both = text(visitor, f"/city/explore/?{MONTH}&against=2020-01-01")
    assert both.count('<td class="n">not covered</td>') == 31


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("metric=nonsense&period=2023", "no metric"),
        ("metric=core_hours&period=yesterday", "period"),
        ("metric=core_hours&period=2023&scope=atlantis", "registry"),
        ("metric=core_hours&period=2023&grain=week", "no grain"),
        ("metric=core_hours&period=2023&by=colour", "no dimension"),
        ("metric=core_hours&period=1000-01-01..2999-12-31&grain=day", "rows"),
        ("metric=core_hours&period=2023&as_of=soon", "isoformat"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(visitor, query, words):
    assert words in text(visitor, f"/city/explore/?{query}", 422)
    assert words in text(visitor, f"/city/explore/data.csv?{query}", 422)
    assert text(visitor, f"/city/explore/chart.svg?{query}", 422)


def test_metrics_are_found_by_chinese_pinyin_and_english():
    words = spelled("核小时", "Core hours")
    assert "核小时" in words
    assert "hexiaoshi" in words
    assert "hxs" in words
    assert "Core hours" in words


def test_targets_without_readings_are_not_given_a_colour(visitor, account):
    page = text(visitor, "/city/targets/")
    assert page.count("No record yet") + page.count("Said in words") >= sum(
        s.kind == "target" for s in statements(account)
    )
    assert 'class="good"' not in page


def test_projects_tell_what_was_reached_of_each(visitor):
    page = unescape(text(visitor, "/city/projects/"))
    for words in ("Under construction", "Proposed", "SHINE", "Drug target"):
        assert words in page


def test_an_empty_ledger_says_what_to_do(tmp_path, settings):
    settings.CITY_LEDGER = tmp_path / "ledger"
    forget()
    client = Client(headers={"accept-language": "en"})
    for address in (
        "/city/",
        "/city/places/ssrf/",
        "/city/targets/",
        "/city/projects/",
        "/city/explore/",
    ):
        assert "scicity import" in text(client, address)
    forget()


def test_no_number_is_typed_into_a_template():
    """Digits may stand in a template's logic, never in what it says."""
    for file in TEMPLATES.glob("*.html"):
        source = re.sub(r"SHA-256|<!doctype html>", "", file.read_text("utf-8"))
        for said in re.findall(r"say\('([^']*)'\s*,\s*'([^']*)'\)", source):
            assert not re.search(r"\d", "".join(said)), (file.name, said)
        plain = re.sub(r"\{[%{#].*?[%}#]\}|<[^>]*>|&\w+;", " ", source, flags=re.S)
        assert not re.search(r"\d", plain), (file.name, re.findall(r".{10}\d.{10}", plain))
