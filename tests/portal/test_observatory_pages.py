"""Indicators entered, parks compared, the calendar, instruments' metadata, and the page that is
painted before its figures.
"""

from __future__ import annotations

import io
import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from icalendar import Calendar

from scicity.connectors import declared
from scicity.ledger import append, open_ledger
from scicity.observatory import BadReading, Entered, Indicator, compare_parks, rows_of
from scicity.platform.models import OutboxRecord, Person
from scicity.platform.people import grant_role
from scicity.platform.verbs import verb
from scicity.portal import account as portal
from scicity.registry import load_city
from tests.portal.test_city import forget, text

pytestmark = pytest.mark.django_db
LAST = f"{date.today().year - 1}-12-31"


@pytest.fixture
def office(settings, tmp_path):
    """The city office, on a ledger of its own that the public pages read too."""
    settings.LEDGER = settings.CITY_LEDGER = tmp_path / "ledger"
    open_ledger(settings.LEDGER)
    forget()
    with verb.opened("test", None):
        person = Person.objects.create_user("o@x.example", "x", name="Office")
        grant_role(person, person, "city-office", None)
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    yield client
    forget()


def reading(**more):
    return {
        "place": "zjhtz",
        "measure": "unicorns_and_hidden_champions",
        "value": "61",
        "value_high": "",
        "qualifier": "exact",
        "day": LAST,
        "document": "Park census",
        "locator": "p. 3",
        **more,
    }


def told(client, **more):
    return client.post("/city/enter/", reading(**more), follow=True)


def test_a_reading_is_declared_corrected_and_never_lost(office):
    assert "1 reading declared" in told(office).content.decode()
    told(office, value="63")
    found = [s for s in portal.stated() if s.measure == "unicorns_and_hidden_champions"]
    assert [(s.value, s.document, s.as_of) for s in found] == [("63", "Park census", LAST)]
    assert OutboxRecord.objects.filter(stream="declarations").count() == 2


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"place": "atlantis"}, "not in the registry"),
        ({"measure": "luck"}, "is none"),
        ({"value": "many"}, "not a number"),
        ({"value": "NaN"}, "out of range"),
        ({"qualifier": "range"}, "a range has two"),
        ({"day": "2999-01-01"}, "future"),
        ({"day": "soon"}, "neither a year"),
        ({"document": " "}, "name the document"),
    ],
)
def test_absurd_readings_are_refused_with_what_was_typed(office, given, why):
    answer = told(office, **given)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "p. 3" in answer.content.decode()
    assert not OutboxRecord.objects.filter(stream="declarations").exists()


def test_a_workbook_lands_whole_or_not_at_all(office):
    book = openpyxl.load_workbook(io.BytesIO(office.get("/city/enter/template.xlsx").content))
    sheet = book.worksheets[0]
    sheet.append(
        ("zjsc/robot-valley", "enterprises", 120, None, "over", LAST, "Park census", "p. 4")
    )
    sheet.append(
        ("zjsc/ai-island", "enterprises", "lots", None, "over", LAST, "Park census", "p. 4")
    )

    def send():
        kept = io.BytesIO()
        book.save(kept)
        kept.seek(0)
        kept.name = "a.xlsx"
        return office.post("/city/enter/", {"file": kept}, follow=True)

    assert "row 3: value: &#39;lots&#39;" in send().content.decode()
    assert not OutboxRecord.objects.filter(stream="declarations").exists()
    sheet.cell(4, 3).value = 80
    assert "3 readings declared" in send().content.decode()
    forget()
    page = office.get("/city/parks/").content.decode()
    assert page.index("Robot Valley") < page.index("AI Island")


def test_parks_are_compared_by_area_and_heads_as_intervals(office):
    for place, measure, value, qualifier in (
        ("zjsc/robot-valley", "enterprises", "120", "over"),
        ("zjsc/robot-valley", "land_area", "4", "exact"),
        ("zjsc/ai-island", "enterprises", "90", "exact"),
        ("zjsc/ai-island", "land_area", "0.1", "exact"),
    ):
        told(office, place=place, measure=measure, value=value, qualifier=qualifier)
    compared = compare_parks(
        portal.stated(), ["zjsc/robot-valley", "zjsc/ai-island"], LAST[:4], portal.indicators()
    )
    first, second = compared["enterprises"]
    assert (first.place, first.per_area.low, first.per_area.high, first.per_head) == (
        "zjsc/robot-valley",
        30,
        None,
        None,
    )
    assert second.per_area.exact == 900


def test_readings_move_a_target(office, account):
    """The chapter's target, and three years of readings entered on the page: its state follows from
    them.
    """
    root = Path(__file__).parents[2]
    city = load_city(root / "cities" / "zhangjiang")
    facts = root / "cities" / "zhangjiang" / "declarations" / "chapter-2023.yaml"
    append(
        portal.ledger(),
        declared.source_of(facts),
        declared.read_declared(facts, {c: e.path for c, e in city.by_code().items()}, city.zone),
        units=city.entries,
    )
    for day, value in (("2022-12-31", "70"), ("2023-12-31", "90"), ("2024-12-31", "111")):
        told(office, day=day, value=value)
    page = text(office, "/city/targets/")
    row = page[page.index("Unicorns and hidden champions") :][:1500]
    assert "Reached" in row
    assert "111" in row


def test_readings_come_over_the_api(office):
    body = [
        {"place": "zjhtz", "indicator": "rd_centres", "value": "12", "day": LAST, "document": "d"}
    ]
    assert office.post("/api/v1/indicators", body, content_type="application/json").json() == {
        "declared": 1
    }
    answer = office.post(
        "/api/v1/indicators", [{**body[0], "value": "x"}], content_type="application/json"
    )
    assert answer.status_code == 422
    assert "row 1" in answer.json()["error"]


def test_the_same_reading_twice_in_one_table_is_refused():
    e = Entered("zjhtz", "rd_centres", "1", "", "exact", "2024", "d", "")
    with pytest.raises(BadReading, match="twice"):
        rows_of([e, e], {"zjhtz": 1}, date(2026, 1, 1), portal.indicators())


def test_a_share_is_kept_as_a_ratio():
    known = {"uptake": Indicator("uptake", "覆盖率", "uptake", "%", "share")}
    e = Entered("zjhtz", "uptake", "98.5", "99", "range", "2024", "d", "")
    (row,) = rows_of([e], {"zjhtz": 1}, date(2026, 1, 1), known)
    assert (row["value"], row["value_high"], row["value_unit"]) == ("0.985", "0.99", "1")


def test_the_calendar_and_its_feed(account, settings):
    settings.CITY_LEDGER = account.path
    forget()
    visitor = Client(headers={"accept-language": "en"})
    assert "2023" in text(visitor, "/city/events/")
    Calendar.from_ical(visitor.get("/city/events.ics").content)
    forget()


def test_instruments_say_what_pidinst_asks(settings):
    schema = (
        Path(__file__).parents[2].parent
        / "shared"
        / "data"
        / "pidinst"
        / "pidinst-schema-1_0.schema.json"
    )
    found = json.loads(Client().get("/city/places/ssrf/pidinst.json").content)
    assert found["identifier"]["identifier"].endswith("/city/places/ssrf/")
    assert found["owners"][0]["ownerName"] != "(:unav)"
    if schema.exists():
        import jsonschema_rs

        jsonschema_rs.validate(json.loads(schema.read_text("utf-8")), found)


def test_a_page_is_painted_before_figures_that_take_long(account, settings):
    settings.CITY_LEDGER, settings.PATIENCE = account.path, 0.0
    forget()
    visitor, address = (
        Client(headers={"accept-language": "en"}),
        "/city/explore/?metric=core_hours&scope=phillips&period=2016-12&grain=day",
    )
    shell = text(visitor, address)
    assert "data-later=" in shell
    assert "Being computed" in shell
    part = text(visitor, f"{address}&part=on")
    assert "<form" not in part
    assert part.count("data-evidence") == 31
    trend = visitor.get("/city/explore/trend.svg?metric=core_hours&scope=phillips&period=2016")
    assert trend.content.startswith(b"<svg")
    forget()


def test_places_whose_coordinates_are_known_are_points_on_the_map(account, settings, tmp_path):
    folder = Path(shutil.copytree(settings.CITY, tmp_path / "city"))
    rows = (folder / "guests.yaml").read_text("utf-8")
    assert "{path: phillips, " in rows
    (folder / "guests.yaml").write_text(
        rows.replace("{path: phillips, ", "{path: phillips, at: [121.6, 31.2], ", 1), "utf-8"
    )
    visitor, question = (
        Client(headers={"accept-language": "en"}),
        "metric=core_hours&scope=phillips&period=2016-12&by=facility",
    )
    settings.CITY_LEDGER = account.path
    forget()
    assert visitor.get(f"/city/explore/map.svg?{question}").status_code == 204
    settings.CITY = folder
    forget()
    assert f"/city/explore/map.svg?{question.replace('&', '&amp;')}" in text(
        visitor, f"/city/explore/?{question}"
    ).replace("&by=", "&amp;by=")
    drawn = visitor.get(f"/city/explore/map.svg?{question}").content.decode()
    assert ">Phillips" in drawn
    forget()
