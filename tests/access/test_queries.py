"""A page costs the same number of queries however many rows there are, and at most twelve."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scicity.access.models import Booking, Charge, Proposal, ProposalMember, ProposalPart, Session
from scicity.access.sessions.models import SafetyDeclaration
from scicity.platform.verbs import verb

pytestmark = pytest.mark.django_db
MOST = 12
PAGES = {
    "landing": ("lin", "/"),
    "landing of an office": ("office", "/"),
    "week of all": ("lin", "/instruments/"),
    "calls": ("lin", "/calls/"),
    "proposals": ("office", "/proposals/"),
    "proposals, own": ("lin", "/proposals/"),
    "sessions": ("office", "/sessions/"),
    "decisions": ("director", "/decisions/"),
    "technical queue": ("scientist", "/technical/"),
    "reviews": ("reviewer1", "/panels/"),
    "bookings": ("lin", "/bookings/"),
    "bill": ("office", "/bill/?year=2026"),
    "usage": ("office", "/api/v1/usage?year=2026"),
    "outputs": ("office", "/outputs/"),
    "grants": ("office", "/grants/"),
    "history": ("auditor", "/history/"),
    "API, a week": ("lin", "/api/v1/bookings?start=2026-11-23T00:00:00Z&end=2026-11-30T00:00:00Z"),
    "API, proposals": ("lin", "/api/v1/proposals"),
}


def count(city, who: str, path: str) -> int:
    client = Client()
    client.force_login(city.people[who], backend="django.contrib.auth.backends.ModelBackend")
    client.get(path)  # what is kept from one request to the next is warm
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return len(
        [q for q in caught.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    )


def grow(city) -> None:
    """Many more rows of everything that the pages list."""
    lin, now = city.people["lin"], timezone.now()
    unit, call = city.units["nfps/demo-nmr"], city.calls["ssrf"]
    start = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=30)
    bookings = Booking.objects.bulk_create(
        [
            Booking(
                unit=unit,
                person=lin,
                start=start + timedelta(hours=i),
                end=start + timedelta(hours=i + 1),
            )
            for i in range(200)
        ]
    )
    Charge.objects.bulk_create(
        [
            Charge(unit=unit, booking=b, person=lin, kind="use", at=now, seconds=3600, fen=100)
            for b in bookings
        ]
    )
    made = Proposal.objects.bulk_create(
        [
            Proposal(
                code=f"grow-{i}",
                call=call,
                form=call.form,
                state=("technical", "recommended")[i % 2],
                title=f"{i}",
            )
            for i in range(60)
        ]
    )
    ProposalMember.objects.bulk_create(
        [ProposalMember(proposal=p, person=lin, role="pi") for p in made]
    )
    parts = ProposalPart.objects.bulk_create(
        [ProposalPart(proposal=p, unit=city.units["ssrf/demo-mx"], amount=1) for p in made]
    )
    sessions = Session.objects.bulk_create(
        [
            Session(
                part=p,
                unit=p.unit,
                start=start + timedelta(hours=8 * i),
                end=start + timedelta(hours=8 * i + 8),
            )
            for i, p in enumerate(parts)
        ]
    )
    SafetyDeclaration.objects.bulk_create([SafetyDeclaration(session=s) for s in sessions])


def test_queries_are_few_and_do_not_grow(city):
    before = {name: count(city, *page) for name, page in PAGES.items()}
    grow(city)
    after = {name: count(city, *page) for name, page in PAGES.items()}
    assert {n: q for n, q in after.items() if q > MOST} == {}
    assert {n: (before[n], q) for n, q in after.items() if q > before[n]} == {}


def test_a_desk_is_true_at_once_and_kept_once_a_person(city):
    """Memory would grow with every change anywhere if each left another desk behind."""
    kept = caches["own"]._cache
    client = Client()
    client.force_login(city.people["lin"], backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = "en"
    client.get("/")
    before = len(kept)
    for n in range(20):
        with verb.opened("t", city.people["lin"]):
            city.units["nfps/demo-em"].name_en = f"Microscope {n}"
            city.units["nfps/demo-em"].save()
            Booking.objects.bulk_create(
                [
                    Booking(
                        unit=city.units["nfps/demo-em"],
                        person=city.people["lin"],
                        start=timezone.now() + timedelta(minutes=n),
                        end=timezone.now() + timedelta(minutes=n + 1),
                    )
                ]
            )
        assert client.get("/").content.decode().count(f"Microscope {n}") == min(n + 1, 5)
    assert len(kept) == before
