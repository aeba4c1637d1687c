"""Whose time was effective, external or lost, and who was no user: worked out from the site's own
rows, never a constant.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from scicity.access.facilities import services as facilities
from scicity.access.facilities.operators import lost_within, mode_at, operators_at
from scicity.access.instruments import services as bookings
from scicity.access.models import Booking, Fault, Session
from scicity.access.sessions import runs
from scicity.platform import outbox, people, roles
from scicity.platform.models import OutboxRecord
from scicity.platform.verbs import verb

T0 = datetime(2026, 3, 1, 8, tzinfo=UTC)
MINUTES = st.integers(-300, 900)


@given(st.integers(1, 600), st.lists(st.tuples(MINUTES, st.integers(0, 400)), max_size=8))
def test_lost_time_is_a_minute_by_minute_count_and_within_the_use(length, losses):
    spans = [(T0 + timedelta(minutes=a), T0 + timedelta(minutes=a + n)) for a, n in losses]
    slow = sum(any(a <= m < a + n for a, n in losses) for m in range(length))
    assert lost_within(T0, T0 + timedelta(minutes=length), spans) == slow * 60 <= length * 60


def owed(stream, **key):
    found = [
        r.row
        for r in OutboxRecord.objects.filter(stream=stream).order_by("id")
        if all(r.row.get(k) == v for k, v in key.items())
    ]
    return found[-1] if found else None


@pytest.fixture
def used(city):
    """A finished use of the spectrometer by a person: two and a half hours."""
    unit = city.units["nfps/demo-nmr"]

    def use(short, hours_ago=50, proposal=None):
        start = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(
            hours=hours_ago
        )
        with verb.opened("test", None):
            booking = Booking(
                unit=unit,
                person=city.people[short],
                proposal=proposal,
                start=start,
                end=start + timedelta(hours=3),
                state="running",
                started_at=start,
            )
            booking.save()
        return bookings.stop(
            city.people[short],
            booking,
            started=start,
            stopped=start + timedelta(hours=2, minutes=30),
        )

    return use


def home(city, short, **organisation):
    made = people.add_organisation(
        city.people["city"],
        name_zh=organisation.pop("name_zh", "某单位"),
        name_en=organisation.pop("name_en", "Some Place"),
        **organisation,
    )
    person = city.people[short]
    with verb.opened("test", None):
        person.organisation = made
        person.save()
    return made


def test_a_user_of_another_house_is_external_and_an_operators_is_not(city, used):
    assert "034t30j35" in operators_at(city.units["nfps/demo-nmr"]), (
        "the registry says who operates it"
    )
    outside = used("visitor")
    assert owed("instrument_time", session=f"b{outside.pk}")["external"] is True
    assert owed("visits", visit=f"b{outside.pk}")["staff"] is False
    home(city, "visitor", ror="034t30j35")
    inside = used("visitor", 40)
    row = owed("instrument_time", session=f"b{inside.pk}")
    assert [row[k] for k in ("external", "purpose", "effective")] == [False, "internal", True]
    assert owed("visits", visit=f"b{inside.pk}")["staff"] is True
    reviewed = used("visitor", 30, city.proposals["nfps"])
    assert (
        owed("instrument_time", session=f"b{reviewed.pk}")["purpose"],
        owed("instrument_time", session=f"b{reviewed.pk}")["external"],
    ) == ("user", False)


def test_an_operator_is_known_by_its_name_and_no_home_says_nothing(city, used):
    home(city, "visitor", name_en="Chinese  Academy of Sciences")
    assert owed("instrument_time", session=f"b{used('visitor').pk}")["external"] is False
    with verb.opened("test", None):
        city.people["visitor"].organisation = None
        city.people["visitor"].save()
    unknown = used("visitor", 40)
    assert owed("instrument_time", session=f"b{unknown.pk}")["external"] is None
    assert owed("visits", visit=f"b{unknown.pk}")["staff"] is None


def test_an_operator_that_was_named_when_the_facility_was_set_up(city):
    own = home(city, "visitor", name_en="Own House")
    facility = facilities.set_up(
        city.people["city"],
        path="newlab",
        name_zh="新",
        name_en="New",
        kind="instruments",
        operator=own,
    )
    unit = facilities.add_unit(
        city.people["city"], facility, code="one", name_zh="一", name_en="One"
    )
    assert "Own House" in operators_at(unit)
    bare = facilities.set_up(
        city.people["city"], path="bare", name_zh="空", name_en="Bare", kind="instruments"
    )
    assert not operators_at(
        facilities.add_unit(city.people["city"], bare, code="one", name_zh="一", name_en="One")
    )


def test_who_holds_an_office_at_the_facility_is_no_user_of_it(city, used):
    at = timezone.now() - timedelta(hours=60)
    grant = people.grant_role(
        city.people["city"],
        city.people["visitor"],
        roles.INSTRUMENT_SCIENTIST,
        city.facilities["nfps"],
    )
    with verb.opened("test", None):
        grant.since = at
        grant.save()
    own = used("visitor")
    assert owed("visits", visit=f"b{own.pk}")["staff"] is True
    assert owed("instrument_time", session=f"b{own.pk}")["purpose"] == "internal"


def test_use_in_maintenance_is_not_effective(city, used):
    unit, now = city.units["nfps/demo-nmr"], timezone.now()
    facilities.add_period(
        city.people["office"],
        city.cycles["nfps"],
        "maintenance",
        now - timedelta(hours=52),
        now - timedelta(hours=45),
        unit,
    )
    assert mode_at(unit, now - timedelta(hours=50), now - timedelta(hours=48)) == "maintenance"
    assert mode_at(unit, now - timedelta(hours=30), now - timedelta(hours=28)) == "user", (
        "the facility's own calendar again"
    )
    booking = used("lin")
    assert [
        owed("instrument_time", session=f"b{booking.pk}")[k] for k in ("purpose", "effective")
    ] == ["maintenance", False]


def test_time_that_is_found_lost_after_the_use_corrects_it(city, used):
    booking = used("lin")
    assert owed("instrument_time", session=f"b{booking.pk}")["lost"] == 0
    with verb.opened("test", None):
        Fault(
            unit=booking.unit,
            by=city.people["lin"],
            at=booking.started_at + timedelta(hours=1),
            text="x",
            minutes_lost=120,
        ).save()
    bookings.record_time(booking)
    assert owed("instrument_time", session=f"b{booking.pk}")["lost"] == 3600, (
        "what was lost before it began is not its loss"
    )


def test_a_fault_that_stops_use_takes_the_hours_until_it_is_mended(city, used):
    booking = used("lin", 3)
    with verb.opened("test", None):
        fault = Fault(
            unit=booking.unit,
            by=city.people["lin"],
            at=booking.started_at + timedelta(hours=1),
            text="x",
            stops_use=True,
        )
        fault.save()
    bookings.mend(city.people["scientist"], fault)
    assert owed("instrument_time", session=f"b{booking.pk}")["lost"] == 5400


def test_a_session_of_the_simulated_city_has_its_lost_minutes_and_its_mode(city):
    session = Session.objects.get(unit__path="nfps/demo-em", state="reported")
    row = owed("instrument_time", session=f"s{session.pk}")
    assert [row[k] for k in ("lost", "purpose", "effective", "external")] == [
        45 * 60,
        "user",
        True,
        True,
    ]
    assert owed("machine_time", unit="ssrf/demo-mx")["mode"] == "user"


def test_a_session_in_reserve_time_is_reserve_time(city, coming):
    began, ended = coming.start - timedelta(days=6), coming.end - timedelta(days=6)
    facilities.add_period(
        city.people["office"],
        city.cycles["ssrf"],
        "reserve",
        began - timedelta(hours=1),
        ended + timedelta(hours=1),
        coming.unit,
    )
    with verb.opened("test", None):
        coming.state = "running"
        coming.save()
    runs.stop(city.people["scientist"], coming, started=began, stopped=ended)
    assert (
        owed("machine_time", unit=coming.unit.path, start=outbox.seconds(began))["mode"]
        == "reserve"
    )
