"""Times and days are the facility's: what the clock skips is refused, what it shows twice is asked
for, a long night is long.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from scicity.access.allocation import plans
from scicity.access.instruments import services as bookings
from scicity.access.models import Booking, Decision, Facility, RunPeriod, Session, Unit
from scicity.access.sessions import services as sessions
from scicity.platform.clock import Ambiguous, Skipped, day_of, elapsed, end_of, instant
from scicity.platform.errors import Invalid, Refused
from scicity.platform.verbs import verb
from scicity.portal import agenda


def meant(shown: datetime, zone: str) -> tuple[datetime, ...]:
    """The instants that a time may mean, the earlier first."""
    try:
        return (instant(shown, zone),)
    except Ambiguous as asked:
        return asked.choices


ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "UTC",
)


@given(seconds=st.integers(0, 50 * 366 * 86400), zone=st.sampled_from(ZONES))
def test_what_a_clock_shows_leads_back_to_the_instant_or_is_asked_for(seconds, zone):
    moment = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    assert moment in meant(shown, zone)
    assert day_of(moment, zone) == shown.date()
    assert day_of(end_of(shown.date(), zone), zone) == shown.date()
    assert day_of(
        end_of(shown.date(), zone) + timedelta(seconds=1), zone
    ) == shown.date() + timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "typed"),
    [
        ("Europe/Berlin", datetime(2027, 3, 28, 2, 30)),
        ("America/New_York", datetime(2027, 3, 14, 2)),
        ("Australia/Lord_Howe", datetime(2027, 10, 3, 2, 15)),
    ],
)
def test_a_time_that_the_clock_skips_is_none(zone, typed):
    with pytest.raises(Skipped):
        instant(typed, zone)


@pytest.mark.parametrize(
    ("zone", "typed"),
    [
        ("Europe/Berlin", datetime(2027, 10, 31, 2)),
        ("America/New_York", datetime(2026, 11, 1, 1, 59)),
        ("Australia/Lord_Howe", datetime(2027, 4, 4, 1, 45)),
    ],
)
def test_a_time_that_the_clock_shows_twice_is_asked_for(zone, typed):
    with pytest.raises(Ambiguous) as asked:
        instant(typed, zone)
    for choice in asked.value.choices:
        assert instant(choice, zone) == choice, "with its offset it is clear"


def test_a_night_in_which_the_clock_is_set_back_has_nine_hours():
    berlin = ZoneInfo("Europe/Berlin")
    assert elapsed(
        datetime(2027, 10, 30, 22, tzinfo=berlin), datetime(2027, 10, 31, 6, tzinfo=berlin)
    ) == timedelta(hours=9)


# --- in the pages ---------------------------------------------------------------------------------


def signed_in(person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def abroad(city, coming):
    """The light source where clocks change, with a part of eight hours still to be placed."""
    with verb.opened("test", None):
        Facility.objects.filter(path="ssrf").update(zone="Europe/Berlin")
        RunPeriod.objects.filter(cycle=coming.part.proposal.call.cycle).delete()
        Session.objects.filter(part=coming.part).update(state="cancelled")
        Decision.objects.filter(part=coming.part, current=True).update(amount=1)
    return coming.part


def placed(part) -> list[Session]:
    return list(part.sessions.exclude(state="cancelled"))


@pytest.mark.django_db
def test_a_night_of_nine_hours_counts_against_the_grant_as_recorded(city, abroad):
    office = signed_in(city.people["office"])
    office.post(
        f"/parts/{abroad.pk}/schedule/", {"start": "2027-10-30T22:00", "end": "2027-10-31T06:00"}
    )
    assert placed(abroad) == []
    berlin = ZoneInfo("Europe/Berlin")
    with pytest.raises(Refused, match="More than was granted"):
        sessions.schedule(
            city.people["office"],
            abroad,
            datetime(2027, 10, 30, 22, tzinfo=berlin),
            datetime(2027, 10, 31, 6, tzinfo=berlin),
        )
    office.post(
        f"/parts/{abroad.pk}/schedule/", {"start": "2027-10-30T22:00", "end": "2027-10-31T05:00"}
    )
    assert [(s.end - s.start) for s in placed(abroad)] == [timedelta(hours=8)]


@pytest.mark.django_db
def test_the_page_asks_which_of_the_two_and_goes_on_with_the_answer(city, abroad):
    office, path = signed_in(city.people["office"]), f"/parts/{abroad.pk}/schedule/"
    asked = office.post(path, {"start": "2027-10-31T02:30", "end": "2027-10-31T08:00"})
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Which of the two?" in page
    assert 'name="end" value="2027-10-31T08:00"' in page, "nothing typed is lost"
    assert "2027-10-31T02:30:00+02:00" in page
    assert placed(abroad) == []
    office.post(path, {"start": "2027-10-31T02:30:00+01:00", "end": "2027-10-31T08:00"})
    assert placed(abroad)[0].start == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    told = office.post(
        path,
        {"start": "2027-10-31T02:30", "end": "2027-10-31T08:00"},
        headers={"accept": "application/json"},
    )
    assert told.status_code == 422
    assert "+01:00" in told.json()["fields"]["start"]


@pytest.mark.django_db
def test_the_api_takes_no_time_without_its_offset(city):
    unit = city.units["nfps/demo-em"]
    answer = signed_in(city.people["lin"]).post(
        "/api/v1/bookings",
        {"unit_id": unit.pk, "start": "2027-10-31T02:30:00", "end": "2027-10-31T04:30:00"},
        content_type="application/json",
    )
    assert answer.status_code == 422


@pytest.mark.django_db
def test_a_report_is_due_to_the_end_of_a_day_at_the_facility(city, coming):
    early = datetime(2026, 3, 1, 17, tzinfo=UTC)  # 01:00 on the second in Shanghai
    due = sessions.report_due(coming.unit, early)
    days = coming.unit.facility.report_due_days
    assert due == end_of(date(2026, 3, 2) + timedelta(days=days), "Asia/Shanghai")


@pytest.mark.django_db
def test_a_use_stops_after_it_started_and_not_in_the_future(city):
    lin, now = city.people["lin"], timezone.now()
    with verb.opened("test", None):
        booking = Booking(
            unit=city.units["nfps/demo-em"],
            person=lin,
            start=now - timedelta(hours=3),
            end=now,
            state="running",
            started_at=now - timedelta(hours=3),
        )
        booking.save()
    for started, stopped in (
        (now - timedelta(hours=1), now - timedelta(hours=2)),
        (now - timedelta(hours=1), now + timedelta(hours=1)),
    ):
        with pytest.raises(Invalid):
            bookings.stop(lin, booking, started, stopped)


@pytest.mark.django_db
def test_ticks_of_a_plan_are_hours_that_pass(city):
    cycle = city.cycles["ssrf"]
    cycle.facility.zone = "Europe/Berlin"
    cycle.start = datetime(2027, 10, 29, 6, tzinfo=UTC)
    for tick in range(96):
        assert plans.tick_of(cycle, plans.moment_of(cycle, tick)) == tick
    assert plans.moment_of(cycle, 56) - plans.moment_of(cycle, 48).astimezone(UTC) == timedelta(
        hours=8
    )


@pytest.mark.django_db
def test_a_call_that_closes_in_the_early_hours_closes_on_that_day(city):
    call = city.calls["ssrf"]
    early = datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=1, minute=0) + timedelta(days=20)
    with verb.opened("test", None):
        call.closes_at, call.internal_closes_at = early, None
        call.save()
    found = {h.said for h in agenda.coming([], timezone.now()) if h.kind == "call"}
    assert early.date().isoformat() in found


@pytest.mark.django_db
def test_a_bookable_week_is_measured_by_what_passes(city):
    with verb.opened("test", None):
        unit = city.units["nfps/demo-em"]
        Unit.objects.filter(pk=unit.pk).update(longest_minutes=480)
        Facility.objects.filter(pk=unit.facility_id).update(zone="Europe/Berlin")
    unit = Unit.objects.get(pk=unit.pk)
    berlin = ZoneInfo("Europe/Berlin")
    with pytest.raises(Invalid, match="480"):
        bookings.book(
            city.people["scientist"],
            unit,
            datetime(2027, 10, 30, 22, tzinfo=berlin),
            datetime(2027, 10, 31, 6, tzinfo=berlin),
        )
