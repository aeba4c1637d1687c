"""Bills hold every use, each once, whatever becomes known when; a bill that was issued never
changes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.models import Sum
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scicity.access.grants import services as grants
from scicity.access.instruments import billing
from scicity.access.instruments import services as bookings
from scicity.access.models import Bill, Booking, Charge, Fault, Grant, LogEntry, RateCard, Session
from scicity.access.sessions import runs
from scicity.platform.errors import Invalid, Refused
from scicity.platform.verbs import verb

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def signed_in(person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def months_ago(n: int) -> datetime:
    """The first of a month at the facility."""
    first = datetime.now(SHANGHAI).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(n):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def month(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m}"


def used(unit, person, start, minutes, proposal=None) -> Booking:
    booking = Booking(
        unit=unit,
        person=person,
        proposal=proposal,
        start=start,
        end=start + timedelta(minutes=minutes),
        state="running",
        started_at=start,
    )
    with verb.opened("test", None):
        booking.save()
    return bookings.stop(person, booking, start, start + timedelta(minutes=minutes))


def lost(unit, person, end, minutes) -> None:
    with verb.opened("test", None):
        Fault(unit=unit, by=person, at=end, text="x", minutes_lost=minutes).save()
        bookings._lost_again(unit, end - timedelta(minutes=minutes), end)


def rated(unit, fen) -> None:
    with verb.opened("test", None):
        unit.rates.all().delete()
        for kind in ("academic", "industry", "clinical", "public"):
            RateCard(
                unit=unit,
                category=kind,
                fen_an_hour=fen,
                since=timezone.now() - timedelta(days=4000),
            ).save()


EDGE = 3 * 31 * 24 * 60  # minutes: the first three of the last four months
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("use"), st.integers(0, EDGE), st.integers(1, 3000)),
        st.tuples(st.just("lost"), st.integers(0, EDGE), st.integers(1, 2000)),
        st.tuples(st.just("issue"), st.integers(0, 3), st.just(0)),
    ),
    max_size=14,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, rate=st.sampled_from([0, 100, 777, 123457]))
def test_each_use_is_charged_once_whenever_known_and_issued_bills_stay(city, steps, rate):
    unit, lin, office = city.units["nfps/demo-em"], city.people["lin"], city.people["office"]
    first, facility = months_ago(4), unit.facility
    with transaction.atomic():
        rated(unit, rate)
        Charge.objects.filter(unit__facility=facility).delete()
        Booking.objects.filter(unit=unit).delete()
        Fault.objects.filter(unit=unit).delete()
        ran: dict[int, set[int]] = {}  # of each use, its minutes
        broken: set[int] = set()
        issued: dict[str, list[tuple]] = {}

        def lines(label: str) -> list[tuple]:
            start = billing.first_of(label, facility.zone).date()
            end = billing.first_of(billing.following(label), facility.zone).date()
            return sorted(
                Charge.objects.filter(billing.charged((start, end), {facility.pk})).values_list(
                    "pk", "kind", "seconds", "fen"
                )
            )

        for what, at, length in steps:
            moment = first + timedelta(minutes=at)
            if what == "use" and not any(
                m in taken for taken in ran.values() for m in range(at, at + length)
            ):
                ran[used(unit, lin, moment, length).pk] = set(range(at, at + length))
            elif what == "lost":
                lost(unit, lin, moment + timedelta(minutes=length), length)
                broken |= set(range(at, at + length))
            elif what == "issue":
                label = month(first + timedelta(days=15 + 31 * at))
                if label not in issued:
                    billing.issue(office, facility, label)
                    issued[label] = lines(label)
        for pk, minutes in ran.items():
            net = len(minutes - broken)
            mine = Charge.objects.filter(booking=pk)
            assert mine.aggregate(s=Sum("fen"))["s"] == int(
                (Decimal(net * 60) * rate / 3600).to_integral_value()
            )
            assert mine.aggregate(s=Sum("seconds"))["s"] == net * 60
            assert mine.filter(kind="use").count() == 1
        assert {label: lines(label) for label in issued} == issued
        every, label = [], month(first)
        while label <= month(timezone.now()):
            every += [pk for pk, *_ in lines(label)]
            label = billing.following(label)
        assert sorted(every) == sorted(
            Charge.objects.filter(unit__facility=facility).values_list("pk", flat=True)
        ), "on one bill each"
        transaction.set_rollback(True)


def test_a_session_is_on_the_bill_and_what_is_corrected_later_on_the_next(city):
    session = Session.objects.filter(
        state__in=("finished", "reported"), unit__access_unit="shift"
    ).first()
    unit, facility = session.unit, session.unit.facility
    rated(unit, 6000)
    scientist = city.people["scientist"]
    start = months_ago(1) - timedelta(hours=9)
    with verb.opened("test", None):
        LogEntry.objects.filter(session=session).delete()
        Charge.objects.filter(session=session).delete()
    runs.correct_times(scientist, session, start, start + timedelta(hours=8), "late entry")
    used_in = Charge.objects.get(session=session)
    assert (used_in.seconds, used_in.fen, month(used_in.at)) == (8 * 3600, 48000, month(start))
    office = signed_in(city.people["office"])
    assert "48" in office.get(f"/bill/?month={month(start)}").content.decode()
    office.post(f"/facilities/{facility.pk}/bills/", {"month": month(start)})
    runs.correct_times(scientist, session, start, start + timedelta(hours=6), "it ended earlier")
    correction = Charge.objects.get(session=session, kind="correction")
    assert (correction.seconds, correction.fen) == (-2 * 3600, -12000)
    assert month(correction.at) == month(months_ago(1)), "the next bill"
    assert month(correction.used_at) == month(start)


def test_shots_and_draws_are_charged_by_the_piece_and_a_struck_one_is_not(city):
    session = Session.objects.filter(
        unit__path="sulf/demo-target", state__in=("finished", "reported")
    ).first()
    rated(session.unit, 900)
    shots = session.log.filter(kind="shot", replaced_by=None, struck=False)
    n = shots.count()
    assert n > 1
    runs.correct(city.people["scientist"], shots.first(), "there was none", None)
    assert session.charges.aggregate(s=Sum("fen"), n=Sum("pieces")) == {
        "s": 900 * (n - 1),
        "n": n - 1,
    }
    grant = Grant.objects.filter(unit__access_unit="tube").first()
    rated(grant.unit, 250)
    took = grants.draw(city.people["office"], grant, Decimal(2))
    back = grants.draw(city.people["office"], grant, Decimal(1), "returned")
    assert [c.fen for u in (took, back) for c in u.charges.all()] == [500, -250]


def test_a_missed_booking_costs_a_late_cancellation_unless_the_unit_broke(
    city,
):
    unit, lin = city.units["nfps/demo-em"], city.people["lin"]
    rated(unit, 6000)
    start = timezone.now() - timedelta(days=3)
    with verb.opened("test", None):
        booking = Booking(unit=unit, person=lin, start=start, end=start + timedelta(hours=2))
        booking.save()
    assert bookings.mark_missed()
    assert booking.charges.get().fen == 12000
    told = lin.notifications.order_by("-id").first()
    assert "missed" in told.en
    lost(unit, lin, start + timedelta(hours=2), 120)
    assert booking.charges.aggregate(s=Sum("fen"))["s"] == 0


def test_a_booking_without_a_proposal_is_on_the_bill_of_who_booked(city):
    unit, visitor = city.units["nfps/demo-em"], city.people["visitor"]
    rated(unit, 6000)
    used(unit, visitor, datetime.now(UTC) - timedelta(hours=5), 60)
    for person, seen in ((visitor, True), (city.people["zhou"], False)):
        client, now = signed_in(person), datetime.now(SHANGHAI)
        page = client.get("/bill/").content.decode()
        assert (f"<td>–</td><td>{unit.name_en}" in page) is seen
        told = client.get(f"/api/v1/usage?year={now.year}&month={now.month}").json()
        assert any(x["unit_en"] == unit.name_en and x["project"] == "–" for x in told) is seen


def test_the_night_of_the_first_belongs_to_the_month_in_which_it_is_there(city):
    unit, visitor = city.units["nfps/demo-em"], city.people["visitor"]
    rated(unit, 6000)
    first = months_ago(1)
    used(unit, visitor, first + timedelta(hours=1), 120)  # the last of the month before in UTC
    client = signed_in(visitor)

    def uses(label: str) -> int:
        return sum(
            x["uses"]
            for x in client.get(f"/api/v1/usage?year={label[:4]}&month={int(label[5:])}").json()
        )

    assert uses(month(first)) == 1
    assert uses(month(first - timedelta(days=1))) == 0


@pytest.mark.parametrize("label", ["2026-13", "x", "", "0001-01", "2026-1-1"])
def test_only_an_office_issues_a_month_that_is_over_once(city, label):
    facility, office = city.facilities["nfps"], city.people["office"]
    with pytest.raises(Invalid):
        billing.issue(office, facility, label)
    with pytest.raises(Refused, match="not over"):
        billing.issue(office, facility, month(timezone.now()))
    path = f"/api/v1/facilities/{facility.pk}/bills"
    before = month(months_ago(2))
    for person, status in (
        ("lin", 404),
        ("scientist", 404),
        ("auditor", 404),
        ("office", 200),
        ("office", 409),
    ):
        answer = signed_in(city.people[person]).post(
            path, {"month": before}, content_type="application/json"
        )
        assert answer.status_code == status, (person, answer.content)
    assert Bill.objects.filter(facility=facility, month=before).count() == 1
