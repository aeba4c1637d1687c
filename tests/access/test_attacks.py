"""What somebody with an account tries who wants more than is theirs: each by page and by API, and
nothing comes of it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from scicity.access.instruments import services as bookings
from scicity.access.models import Booking, Charge, Proposal, Waiting
from scicity.platform.errors import Refused
from scicity.platform.verbs import verb

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def slot(city):
    """A slot of an instrument that somebody has, and another's proposal."""
    start = (timezone.now() + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
    unit, zhou = city.units["nfps/demo-em"], city.people["zhou"]
    with verb.opened("test", None):
        unit.courses.clear()
        Booking.objects.filter(
            unit=unit, start__lt=start + timedelta(hours=2), end__gt=start
        ).delete()
        taken = Booking(unit=unit, person=zhou, start=start, end=start + timedelta(hours=1))
        taken.save()
    return taken


def times(booking) -> dict[str, str]:
    return {"start": booking.start.isoformat(), "end": booking.end.isoformat()}


def test_nobody_books_or_waits_on_the_account_of_another_s_proposal(city, slot):
    theirs = (
        Proposal.objects.filter(state="decided")
        .exclude(members__person=city.people["visitor"])
        .first()
    )
    stranger, unit = signed_in(city.people["visitor"]), slot.unit
    free = {
        "start": (slot.start + timedelta(hours=5)).isoformat(),
        "end": (slot.end + timedelta(hours=5)).isoformat(),
    }
    for then, when in (("book", free), ("wait", times(slot))):
        page = stranger.post(
            f"/instruments/{unit.pk}/book/",
            {**when, "proposal": theirs.pk, "then": then},
            follow=True,
        )
        assert "not on that proposal" in page.content.decode(), then
        answer = stranger.post(
            "/api/v1/bookings",
            {**when, "unit_id": unit.pk, "proposal_id": theirs.pk, "wait": then == "wait"},
            content_type="application/json",
        )
        assert answer.status_code in (404, 409), (then, answer.content)
    assert not Waiting.objects.filter(person=city.people["visitor"]).exists()
    assert not Booking.objects.filter(person=city.people["visitor"], proposal=theirs).exists()


def test_a_proposal_that_was_not_accepted_is_charged_with_nothing(city, slot, fresh):
    leader = fresh.members.get(role="pi").person
    for ask in (bookings.book, bookings.wait):
        with pytest.raises(Refused, match="not accepted"):
            ask(leader, slot.unit, slot.start, slot.end, fresh)


def test_who_left_a_proposal_gets_no_slot_on_its_account(city, slot):
    decided = Proposal.objects.filter(
        state="decided", members__person=city.people["lin"], members__role="pi"
    ).first()
    lin = city.people["lin"]
    waits = bookings.wait(lin, slot.unit, slot.start, slot.end, decided)
    with verb.opened("test", None):
        decided.members.filter(person=lin).delete()
    bookings.cancel(city.people["zhou"], slot)
    waits.refresh_from_db()
    assert waits.served is None


def test_another_s_bill_is_not_read_by_naming_their_project(city):
    code = Charge.objects.exclude(proposal=None).first().proposal.code
    stranger = signed_in(city.people["visitor"])
    year = timezone.now().year
    for y in (year, year - 1):
        assert (
            f"<td>{code}</td>"
            not in stranger.get(f"/bill/?year={y}&project={code}").content.decode()
        )
        assert stranger.get(f"/api/v1/usage?year={y}&project={code}").json() == []


@pytest.mark.parametrize(
    "who", ["visitor", "lin", "reviewer1", "scientist", "safety", "auditor", "firm", "park"]
)
def test_bills_are_issued_and_adjusted_by_their_office_alone(city, who):
    unit, client = city.units["nfps/demo-em"], signed_in(city.people[who])
    before = Charge.objects.count()
    assert (
        client.post(f"/facilities/{unit.facility_id}/bills/", {"month": "2026-01"}).status_code
        == 404
    )
    assert (
        client.post(
            f"/api/v1/facilities/{unit.facility_id}/bills",
            {"month": "2026-01"},
            content_type="application/json",
        ).status_code
        == 404
    )
    assert (
        client.post(
            f"/instruments/{unit.pk}/adjust/",
            {"email": "zhou@demo.example", "amount": "5", "reason": "x"},
        ).status_code
        == 404
    )
    assert Charge.objects.count() == before
