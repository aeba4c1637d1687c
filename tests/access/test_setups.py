"""Whatever a user office sets up is corrected and retired in the pages and over the API: with a
reason, its history, and what depends on it first.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from scicity.access import models as m
from scicity.access.facilities import services as facilities
from scicity.access.instruments import billing
from scicity.access.instruments import services as bookings
from scicity.access.sessions import services as sessions
from scicity.access.setup.kinds import KINDS
from scicity.platform import models as pm
from scicity.platform.errors import Refused
from scicity.platform.verbs import verb
from scicity.portal import account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def client_of(person, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(
        pm.Person.objects.get(pk=person.pk), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def form_of(client, kind: str, row) -> dict:
    """What the page's form would send if nothing was changed."""
    page = client.get(reverse(f"setup-{kind}", args=[row.pk]))
    assert page.status_code == 200
    edition = re.search(r'name="edition" value="([^"]+)"', page.content.decode())[1]
    sent = {"edition": edition, "reason": "it was wrong"}
    for name, line in KINDS[kind].lines(row).items():
        if line.now != "":
            sent[name] = line.now
    return sent


def correct(client, kind: str, row, **new):
    sent = {k: v for k, v in (form_of(client, kind, row) | new).items() if v is not None}
    return client.post(reverse(f"setup-{kind}", args=[row.pk]), sent)


def retire(client, kind: str, row, reason: str = "no longer there", **more):
    return client.post(reverse(f"retire-{kind}", args=[row.pk]), {"reason": reason, **more})


def by_api(client, method: str, path: str, body=None, **headers):
    return client.generic(
        method,
        f"/api/v1{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers=headers,
    )


@pytest.fixture
def rig(city):
    """A facility of this test's own, with one of everything."""
    office, ruler = city.people["office"], city.people["city"]
    f = facilities.set_up(
        ruler, path="own-rig", name_zh="试验台", name_en="Rig", kind="instruments", office=office
    )
    facilities.add_unit(office, f, code="one", name_zh="一号", name_en="One", bookable=True)
    facilities.add_course(office, f, name_zh="入门", name_en="Induction")
    now = timezone.now().replace(second=0, microsecond=0)
    cycle = facilities.add_cycle(
        office, f, "own", now - timedelta(days=30), now + timedelta(days=60)
    )
    facilities.add_period(office, cycle, "user", now - timedelta(days=20), now + timedelta(days=40))
    facilities.set_rate(office, f.units.get(), "academic", 5000)
    with verb.opened("test", ruler):
        m.FormTemplate(facility=f, name="own").save()
        m.DowntimeProfile(facility=f).save()
        call = city.calls["ssrf"]
        m.Share(call=call, programme="own", permille=100).save()
        m.Panel(
            call=call,
            facility=f,
            name_zh="组",
            name_en="Own panel",
            opens_at=now,
            closes_at=now + timedelta(days=9),
            criteria=[{"id": "a", "zh": "甲", "en": "A", "weight": 1}],
        ).save()
        pm.Organisation(name_zh="某所", name_en="Some institute").save()
    facilities.write_registry()
    return m.Facility.objects.get(pk=f.pk)


def row_of(kind: str, rig) -> object:
    if kind == "organisation":
        return pm.Organisation.objects.get(name_en="Some institute")
    if kind == "share":
        return m.Share.objects.get(programme="own")
    return next(iter(KINDS[kind].listed(rig)))


NEW = {
    "facility": {"name_en": "Rig, mended"},
    "letters": {"letter_en": "Dear {{ name }}"},
    "unit": {"name_zh": "一号台"},
    "booking-rule": {"longest_minutes": "90"},
    "course": {"valid_days": "100"},
    "cycle": {"name": "renamed"},
    "period": {"mode": "reserve"},
    "rate": {"fen_an_hour": "33.4"},
    "downtime-profile": {"mtbf": "faults"},
    "form-template": {"name": "other"},
    "panel": {"criteria": "a | 甲 | A | 2\nb | 乙 | B | 1"},
    "share": {"permille": "200"},
    "organisation": {"name_en": "Some other institute"},
}


def test_every_kind_is_tried():
    assert set(NEW) == set(KINDS)


def who(city, kind: str):
    return city.people["city" if kind in ("facility", "organisation") else "office"]


@pytest.mark.parametrize("kind", NEW)
def test_a_row_is_corrected_with_a_reason_and_its_history_is_seen(city, rig, kind):
    client, row = client_of(who(city, kind)), row_of(kind, rig)
    assert correct(client, kind, row, **NEW[kind], reason="").status_code == 422, (
        "without a reason nothing is changed"
    )
    answer = correct(client, kind, row, **NEW[kind])
    if answer.status_code == 409:  # it does more than it says: that is said first
        assert "This also does the following" in answer.content.decode()
        answer = correct(client, kind, row, **NEW[kind], sure="1")
    assert answer.status_code == 302, answer.content.decode()
    row.refresh_from_db()
    page = client.get(reverse(f"setup-{kind}", args=[row.pk])).content.decode()
    assert "it was wrong" in page
    assert "corrected" in page
    again = KINDS[kind].lines(row)
    assert {n: again[n].now for n in NEW[kind]} == {
        n: "33.4" if v == "33.4" else v for n, v in NEW[kind].items()
    }
    assert (
        "更正"
        in client_of(who(city, kind), "zh")
        .get(reverse(f"setup-{kind}", args=[row.pk]))
        .content.decode()
    )


@pytest.mark.parametrize("kind", NEW)
def test_a_row_is_corrected_and_retired_over_the_api_on_what_was_read(city, rig, kind):
    client, row = client_of(who(city, kind)), row_of(kind, rig)
    path = f"/setup/{kind}/{row.pk}"
    read = by_api(client, "GET", path)
    assert read.status_code == 200, read.content
    body = {"values": NEW[kind], "reason": "it was wrong", "sure": True}
    assert by_api(client, "PATCH", path, body).status_code == 428
    assert by_api(client, "PATCH", path, body, **{"if-match": '"another"'}).status_code == 412
    done = by_api(client, "PATCH", path, body, **{"if-match": read["ETag"]})
    assert done.status_code == 200, done.content
    assert {n: done.json()["values"][n] for n in NEW[kind]} == NEW[kind]
    assert done.json()["history"][0]["why"] == "it was wrong"
    stale = by_api(client, "PATCH", path, body, **{"if-match": read["ETag"]})
    assert stale.status_code == 412
    assert set(NEW[kind]) <= set(stale.json()["now"])
    assert by_api(client, "GET", path)["ETag"] == done["ETag"] != read["ETag"]
    assert (
        by_api(
            client,
            "PATCH",
            path,
            {"values": {"nonsense": "x"}, "reason": "x"},
            **{"if-match": done["ETag"]},
        ).status_code
        == 422
    )
    if KINDS[kind].leave is None:
        return
    if kind == "facility":
        for u in rig.units.all():
            by_api(client, "POST", f"/setup/unit/{u.pk}/retirement", {"reason": "x", "sure": True})
    gone = by_api(client, "POST", f"{path}/retirement", {"reason": "over", "sure": True})
    assert gone.status_code == 200, gone.content
    assert gone.json()["retired_at"]
    assert by_api(client, "PATCH", path, body, **{"if-match": "*"}).status_code == 409, (
        "what is retired is not corrected"
    )
    assert (
        by_api(
            client, "POST", f"{path}/retirement", {"reason": "again", "back": True, "sure": True}
        ).json()["retired_at"]
        is None
    )


@pytest.mark.parametrize("kind", [k for k in NEW if KINDS[k].leave])
def test_a_row_is_retired_in_its_page_and_brought_back(city, rig, kind):
    client, row = client_of(who(city, kind)), row_of(kind, rig)
    if kind == "facility":
        assert "units in use" in retire(client, kind, row).content.decode()
        assert retire(client, "unit", rig.units.get()).status_code == 302
    answer = retire(client, kind, row, do="retire")
    if answer.status_code == 409:
        answer = retire(client, kind, row, do="retire", sure="1")
    assert answer.status_code == 302, answer.content.decode()
    row.refresh_from_db()
    assert row.retired
    page = client.get(reverse(f"setup-{kind}", args=[row.pk])).content.decode()
    assert "no longer there" in page
    assert "Save the correction" not in page
    assert retire(client, kind, row, do="back", sure="1").status_code == 302
    row.refresh_from_db()
    assert not row.retired


@pytest.mark.parametrize("kind", NEW)
def test_others_correct_nothing(city, rig, kind):
    row = row_of(kind, rig)
    for name in ("lin", "scientist", "reviewer1"):
        client = client_of(city.people[name])
        assert client.get(reverse(f"setup-{kind}", args=[row.pk])).status_code == 404
        assert (
            by_api(
                client, "PATCH", f"/setup/{kind}/{row.pk}", {"values": NEW[kind], "reason": "x"}
            ).status_code
            == 404
        )


def test_what_is_retired_is_offered_nowhere_and_stays_readable(city, rig):
    office, ruler = client_of(city.people["office"]), client_of(city.people["city"])
    unit, course, cycle, form = (
        rig.units.get(),
        rig.courses.get(),
        rig.cycles.get(),
        rig.forms.get(),
    )
    with verb.opened("test", city.people["office"]):
        m.FormVersion(template=form, number=1, questions=[], published_at=timezone.now()).save()
    edit = reverse("call-new", args=[rig.pk])
    before = office.get(edit).content.decode()
    assert f'name="capacity-{unit.pk}"' in before
    assert f'<option value="{cycle.pk}"' in before
    assert "own v1" in before
    for kind, row in (
        ("period", cycle.periods.get()),
        ("unit", unit),
        ("course", course),
        ("cycle", cycle),
        ("form-template", form),
        ("organisation", pm.Organisation.objects.get(name_en="Some institute")),
    ):
        assert (
            retire(ruler if kind == "organisation" else office, kind, row, sure="1").status_code
            == 302
        ), kind
    after = office.get(edit).content.decode()
    assert f'name="capacity-{unit.pk}"' not in after
    assert f'<option value="{cycle.pk}"' not in after
    assert "own v1" not in after
    assert unit.name_en not in office.get("/instruments/").content.decode()
    page = office.get(reverse("facility", args=[rig.pk])).content.decode()
    assert unit.name_en in page, "it is still read"
    assert 'name="course"' not in page
    assert "Some institute" not in office.get("/me/").content.decode()
    at = timezone.now() + timedelta(days=1)
    unit.refresh_from_db()
    with pytest.raises(Refused):
        bookings.book(city.people["lin"], unit, at, at + timedelta(hours=1))
    assert (
        office.post(
            reverse("period-add", args=[cycle.pk]),
            {"mode": "user", "start": "2027-01-01T08:00", "end": "2027-01-02T08:00"},
            follow=True,
        )
        .content.decode()
        .count("retired")
        > 0
    )
    assert not cycle.calendar().exists()
    assert retire(ruler, "facility", rig).status_code == 302
    assert facilities.available(unit, cycle) == 0
    with pytest.raises(Refused):
        facilities.add_unit(
            city.people["office"],
            m.Facility.objects.get(pk=rig.pk),
            code="two",
            name_zh="x",
            name_en="x",
        )


def test_a_unit_in_an_open_call_with_sessions_or_bookings_stays(city):
    office = client_of(city.people["office"])
    unit = m.Unit.objects.get(path="ssrf/demo-mx")
    told = retire(office, "unit", unit)
    assert told.status_code == 409
    assert "open calls" in told.content.decode()
    told = correct(office, "unit", unit, access_unit="hour")
    assert told.status_code == 409
    assert "amounts in calls" in told.content.decode()
    nmr = m.Unit.objects.get(path="nfps/demo-nmr")
    told = correct(office, "unit", nmr, bookable=None)
    assert told.status_code == 409
    assert "There are bookings" in told.content.decode()
    page = office.get(reverse("setup-unit", args=[nmr.pk])).content.decode()
    assert "bookings to come" in page, "what depends on it is on the page before anything is done"


def test_a_period_under_a_session_is_neither_shortened_nor_retired(city, coming):
    office = client_of(city.people["office"])
    period = m.RunPeriod.objects.get(
        cycle=city.cycles["ssrf"], mode="user", start__lte=coming.start, end__gte=coming.end
    )
    start = coming.start.astimezone(ZoneInfo(coming.unit.facility.zone))
    inside = f"{start + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    told = correct(office, "period", period, end=inside)
    assert told.status_code == 409
    assert coming.part.proposal.code in told.content.decode()
    for change in (
        {"mode": "maintenance"},
        {
            "unit": str(
                m.Unit.objects.exclude(pk=coming.unit_id).filter(facility__path="ssrf").first().pk
            )
        },
    ):
        assert correct(office, "period", period, **change).status_code == 409
    assert retire(office, "period", period, sure="1").status_code == 409
    assert retire(office, "cycle", period.cycle, sure="1").status_code == 409
    sessions.cancel(city.people["office"], coming)
    period.refresh_from_db()
    assert not period.retired


def test_a_rate_under_a_bill_stays(city, rig):
    office, unit = client_of(city.people["office"]), rig.units.get()
    rate = unit.rates.get()
    lin = city.people["lin"]
    now = timezone.now()
    with verb.opened("test", None):
        rate.since = now - timedelta(days=2)
        rate.save()
        booking = m.Booking(
            unit=unit,
            person=lin,
            start=now - timedelta(hours=1),
            end=now,
            state="running",
            started_at=now - timedelta(hours=1),
        )
        booking.save()
    bookings.stop(lin, booking, stopped=now - timedelta(minutes=30))
    for change in ({"fen_an_hour": "60"}, {"category": "industry"}, {"since": "2027-06-01T08:00"}):
        told = correct(office, "rate", rate, **change)
        assert told.status_code == 409, change
        assert "Lines of bills" in told.content.decode()
    assert retire(office, "rate", rate, sure="1").status_code == 302
    assert m.Charge.objects.get(booking=booking).fen == 2500, "the bill stays"
    assert billing.rate_of(unit, lin, now) == 5000
    assert billing.rate_of(unit, lin, timezone.now() + timedelta(seconds=1)) == 0


def test_criteria_with_scores_keep_their_scores(city):
    office = client_of(city.people["office"])
    panel = m.PanelProposal.objects.filter(done=True).first().panel
    first = KINDS["panel"].lines(panel)["criteria"].now
    told = correct(office, "panel", panel, criteria="new | 新 | New | 1")
    assert told.status_code in (409, 422)
    panel.refresh_from_db()
    assert KINDS["panel"].lines(panel)["criteria"].now == first
    assert correct(office, "panel", panel, criteria="a | b").status_code == 422
    assert correct(office, "panel", panel, name_en="A better name").status_code == 302, (
        "its name has no scores"
    )


def test_the_portal_knows_at_once_what_was_set_up_corrected_and_retired(city, rig):
    office, ruler = client_of(city.people["office"]), client_of(city.people["city"])

    def shown() -> str:
        return (
            Client(headers={"accept-language": "en"}).get("/city/places/own-rig/").content.decode()
        )

    assert "Rig" in shown()
    assert account.city().entries["own-rig/one"].name.en == "One"
    answer = office.post(
        reverse("unit-add", args=[rig.pk]),
        {"code": "two", "name_zh": "二号", "name_en": "Number two"},
    )
    assert answer.status_code == 302
    assert "own-rig/two" not in account.city().entries, (
        "this test's transaction is not committed yet"
    )
    facilities.write_registry()
    assert account.city().entries["own-rig/two"].name.en == "Number two"
    assert correct(ruler, "facility", rig, name_en="Rig, mended").status_code == 302
    assert (
        correct(
            office, "downtime-profile", rig.profile, minimum_uptime_minutes="15", sure="1"
        ).status_code
        == 302
    )
    assert retire(office, "unit", m.Unit.objects.get(path="own-rig/two")).status_code == 302
    facilities.write_registry()
    known = account.city()
    assert known.entries["own-rig"].name.en == "Rig, mended"
    assert known.entries["own-rig/two"].stage == "retired"
    assert known.profiles["own-rig"]["minimum_uptime_s"] == "900"
    assert known.profiles["own-rig"]["version"] == "2"
    assert "Rig, mended" in shown()
    # of what the city's own registry declares, a correction made here goes before it
    ssrf = city.facilities["ssrf"]
    assert correct(ruler, "facility", ssrf, name_en="Renamed here").status_code == 302
    facilities.write_registry()
    assert account.city().entries["ssrf"].name.en == "Renamed here"


def test_the_registry_is_written_once_the_change_is_committed(
    city, rig, django_capture_on_commit_callbacks
):
    ruler = client_of(city.people["city"])
    with django_capture_on_commit_callbacks(execute=True):
        assert correct(ruler, "facility", rig, name_en="Committed").status_code == 302
    assert account.city().entries["own-rig"].name.en == "Committed"


def test_whatever_is_new_is_set_up_over_the_api_too(city, rig):
    client, unit, cycle, call = (
        client_of(city.people["office"]),
        rig.units.get(),
        rig.cycles.get(),
        city.calls["ssrf"],
    )
    names = {"name_zh": "新", "name_en": "New"}
    for path, values in (
        (
            f"/facilities/{rig.pk}/setup/unit",
            {
                **names,
                "code": "api",
                "access_unit": "hour",
                "bookable": True,
                "courses": [rig.courses.get().pk],
            },
        ),
        (f"/facilities/{rig.pk}/setup/course", {**names, "valid_days": 30, "for_visits": False}),
        (
            f"/facilities/{rig.pk}/setup/cycle",
            {"name": "api", "start": "2027-01-01T00:00", "end": "2027-06-30T00:00"},
        ),
        (
            f"/cycles/{cycle.pk}/setup/period",
            {
                "mode": "maintenance",
                "start": (cycle.end - timedelta(days=2)).isoformat(),
                "end": (cycle.end - timedelta(days=1)).isoformat(),
                "unit": None,
            },
        ),
        (
            f"/units/{unit.pk}/setup/rate",
            {
                "category": "industry",
                "fen_an_hour": "80.5",
                "since": (timezone.now() + timedelta(days=1)).isoformat(),
            },
        ),
        (f"/calls/{call.pk}/setup/share", {"programme": "api", "permille": 50}),
    ):
        answer = by_api(client, "POST", path, {"values": values})
        assert answer.status_code == 200, (path, answer.content)
        assert by_api(client, "POST", path, {"values": {}}).status_code == 422
    assert m.Unit.objects.get(path="own-rig/api").courses.count() == 1
    assert unit.rates.get(category="industry").fen_an_hour == 8050
    facilities.set_rate(city.people["office"], unit, "public", 100)
    with pytest.raises(Refused):
        facilities.set_rate(
            city.people["office"], unit, "public", 50, timezone.now() - timedelta(days=3)
        )


def test_a_faulty_value_is_told_at_its_field_and_nothing_is_lost(city, rig):
    client = client_of(city.people["office"])
    rule = rig.units.get()
    answer = correct(client, "booking-rule", rule, shortest_minutes="33,4", hours_a_week="999")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "33,4" in page
    assert "a whole number from 1 to 168" in page
    assert "can be read in two ways" in page or "like 33.4 or 1,200" in page
    answer = correct(client, "letters", rig, letter_en="Dear {{ name", reason="x")
    assert answer.status_code == 422
    assert "Dear {{ name" in answer.content.decode()
