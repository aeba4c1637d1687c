"""Instruments by the hour: who may book what, the waiting list, use, faults, charges."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.clock import elapsed
from scicity.platform.errors import Invalid, Refused, Taken
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.outbox import owe
from scicity.platform.phrases import Both, name_of, phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import is_effective

from ..facilities.operators import external_at, lost_at, purpose_at, staff_at
from ..models import Booking, Fault, Proposal, Unit, Waiting
from ..people.services import missing_courses
from ..people.whose import who
from ..sessions.runs import lost_in_sessions
from ..states import BOOKING
from .billing import charge_unused, settle

VERBS = "bookings"  # as the history has known them from the first


def lacking(person: Person, unit: Unit, at: datetime | None = None) -> list[Any]:
    return missing_courses(person, list(unit.courses.all()), at)


def _check(actor: Person, unit: Unit, start: datetime, end: datetime) -> None:
    """The rules of a unit: qualification, length, horizon, fair use in a week.

    Staff of the facility are free of the last two.
    """
    if not unit.bookable or not unit.open:
        raise Refused(phrase("access-bookings-this-instrument-is-not-open-for"))
    minutes = elapsed(start, end).total_seconds() / 60
    if not unit.shortest_minutes <= minutes <= unit.longest_minutes:
        raise Invalid(
            phrase(
                "access-bookings-a-booking-lasts-to-minutes",
                shortest_minutes=unit.shortest_minutes,
                longest_minutes=unit.longest_minutes,
            ),
            {"end": phrase("access-bookings-length")},
        )
    if unit.faults.filter(stops_use=True, mended_at=None).exists():
        raise Refused(phrase("access-bookings-this-instrument-is-out-of-order"))
    now, staff = timezone.now(), bool(actor.facilities_as(*roles.STAFF) & {unit.facility_id})
    if not staff and (
        start < now - timedelta(minutes=5) or start > now + timedelta(days=unit.horizon_days)
    ):
        raise Invalid(
            phrase("access-bookings-book-within-the-next-days", horizon_days=unit.horizon_days),
            {"start": phrase("access-bookings-time")},
        )
    if missing := lacking(actor, unit, start):
        raise Refused(
            phrase(
                "access-bookings-training-is-missing",
                value=Both(
                    "、".join(c.name_zh for c in missing), ", ".join(c.name_en for c in missing)
                ),
            ),
        )
    if staff:
        return
    zone = ZoneInfo(unit.facility.zone)
    monday = (start.astimezone(zone) - timedelta(days=start.astimezone(zone).weekday())).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    week = Booking.objects.filter(
        unit=unit, person=actor, start__gte=monday, start__lt=monday + timedelta(days=7)
    ).exclude(state="cancelled")
    hours = sum(((b.end - b.start).total_seconds() for b in week), 0.0) / 3600 + minutes / 60
    if hours > unit.hours_a_week:
        raise Refused(
            phrase("access-bookings-fair-use-hours-a-week-on", hours_a_week=unit.hours_a_week),
        )


def _may_charge(actor: Person, proposal: Proposal | None) -> None:
    """Refused: a use would be charged to, and recorded as of, a proposal that is not one's own or
    was not accepted.
    """
    if proposal is None:
        return
    if not proposal.members.filter(person=actor).exclude(role=roles.DATA_ONLY).exists():
        raise Refused(phrase("access-bookings-you-are-not-on-that-proposal"))
    if proposal.state != "decided":
        raise Refused(phrase("access-bookings-that-proposal-is-not-accepted-or"))


@verb
def book(
    actor: Person, unit: Unit, start: datetime, end: datetime, proposal: Proposal | None = None
) -> Booking:
    """Book a slot. Two bookings never overlap: the database refuses the second."""
    if start >= end:
        raise Invalid(
            phrase("access-bookings-a-booking-ends-after-it-starts"),
            {"end": phrase("common-after-the-start")},
        )
    _may_charge(actor, proposal)
    locked(Person, actor.pk)  # what one has booked in a week is counted and added to in one step
    _check(actor, unit, start, end)
    if (
        Booking.objects.filter(unit=unit, start__lt=end, end__gt=start)
        .exclude(state="cancelled")
        .exists()
    ):
        raise Taken(phrase("access-bookings-this-slot-is-taken-you-can"))
    booking = Booking(unit=unit, person=actor, proposal=proposal, start=start, end=end)
    booking.save()
    return booking


@verb
def wait(
    actor: Person, unit: Unit, start: datetime, end: datetime, proposal: Proposal | None = None
) -> Waiting:
    """Wait in line for a slot that is taken."""
    if start >= end:
        raise Invalid(
            phrase("access-bookings-a-booking-ends-after-it-starts"),
            {"end": phrase("common-after-the-start")},
        )
    _may_charge(actor, proposal)
    _check(actor, unit, start, end)
    if (
        not Booking.objects.filter(unit=unit, start__lt=end, end__gt=start)
        .exclude(state="cancelled")
        .exists()
    ):
        raise Refused(phrase("access-bookings-this-slot-is-free-book-it"))
    waiting = Waiting(unit=unit, person=actor, proposal=proposal, start=start, end=end)
    waiting.save()
    return waiting


@verb
def leave_line(actor: Person, waiting: Waiting) -> None:
    waiting = locked(Waiting, waiting.pk)
    waiting.left_at = timezone.now()
    waiting.save()


@verb
def cancel(actor: Person, booking: Booking) -> Booking:
    """Give a slot back.

    In the allowed time it is free of charge; later it is charged. The first in line gets it.
    """
    booking = locked(Booking, booking.pk)
    booking.state = BOOKING.move(booking.state, "cancel")
    booking.late_cancel = booking.start - timezone.now() < timedelta(
        hours=booking.unit.cancel_hours
    )
    booking.save()
    if booking.late_cancel and booking.person_id == actor.pk:
        charge_unused(booking, "late-cancel")
    _serve(booking.unit, booking.start, booking.end)
    return booking


def _serve(unit: Unit, start: datetime, end: datetime) -> None:
    """Give a slot that came free to those in line, in order, as far as it goes."""
    line = Waiting.objects.filter(
        unit=unit, served=None, left_at=None, start__lt=end, end__gt=start, start__gt=timezone.now()
    ).select_related("person", "unit__facility")
    for waiting in line:
        if (
            Booking.objects.filter(unit=unit, start__lt=waiting.end, end__gt=waiting.start)
            .exclude(state="cancelled")
            .exists()
        ):
            continue
        try:
            _may_charge(
                waiting.person, waiting.proposal
            )  # who left the proposal meanwhile spends nothing of it
            _check(waiting.person, waiting.unit, waiting.start, waiting.end)
        except Refused:
            continue  # no longer qualified, or over their fair share: the next in line
        booking = Booking(
            unit=unit,
            person=waiting.person,
            proposal=waiting.proposal,
            start=waiting.start,
            end=waiting.end,
        )
        booking.save()
        waiting.served = booking
        waiting.save()
        tell(
            [waiting.person],
            phrase("access-bookings-you-got-the-slot").fill(
                u=name_of(unit),
                t=f"{waiting.start.astimezone(ZoneInfo(unit.facility.zone)):%m-%d %H:%M}",
            ),
            "/bookings/",
        )


@verb
def start(actor: Person, booking: Booking) -> Booking:
    booking = locked(Booking, booking.pk)
    now = timezone.now()
    if now < booking.start - timedelta(minutes=15) or now >= booking.end:
        raise Refused(
            phrase("access-bookings-use-starts-within-the-booking-at"),
        )
    if missing := lacking(booking.person, booking.unit):
        raise Refused(
            phrase(
                "access-bookings-training-is-missing",
                value=Both(
                    "、".join(c.name_zh for c in missing), ", ".join(c.name_en for c in missing)
                ),
            ),
        )
    booking.state = BOOKING.move(booking.state, "start")
    booking.started_at = now
    booking.save()
    return booking


def mark_missed() -> int:
    """Bookings whose time went by without use are missed, and who booked is told; the number of
    them.
    """
    now = timezone.now()
    gone = list(
        Booking.objects.filter(
            start__gt=now - timedelta(days=30), end__lt=now, state="booked"
        ).values_list("pk", flat=True)[:500]
    )
    missed = 0
    for pk in gone:
        with verb.opened("bookings.missed", None):
            booking = (
                Booking.objects.select_for_update(of=("self",))
                .select_related("unit__facility", "person")
                .get(pk=pk)
            )
            if booking.state != "booked":
                continue
            booking.state = BOOKING.move(booking.state, "miss")
            booking.save()
            charge_unused(booking, "missed")
            start = booking.start.astimezone(ZoneInfo(booking.unit.facility.zone))
            tell(
                [booking.person],
                phrase("access-bookings-you-missed-a-booking-it-is").fill(
                    u=name_of(booking.unit),
                    t=f"{start:%m-%d %H:%M}",
                ),
                "/bookings/",
            )
            missed += 1
    return missed


@verb
def stop(
    actor: Person,
    booking: Booking,
    started: datetime | None = None,
    stopped: datetime | None = None,
) -> Booking:
    """End the use: it is charged, and the ledger is owed the instrument time, the project and the
    visit.

    Invalid: a stop before the start, or either in the future.
    """
    booking = locked(Booking, booking.pk)
    booking.state = BOOKING.move(booking.state, "stop")
    booking.started_at, booking.stopped_at = (
        started or booking.started_at,
        stopped or timezone.now(),
    )
    assert booking.started_at is not None
    now = timezone.now()
    if booking.stopped_at < booking.started_at:
        raise Invalid(
            phrase("access-bookings-a-use-cannot-stop-before-it"),
            {"stopped": phrase("common-after-the-start")},
        )
    if booking.stopped_at > now:
        raise Invalid(
            phrase("access-bookings-the-actual-times-cannot-be-in"),
            {"stopped": phrase("common-not-after-now")},
        )
    if booking.stopped_at == booking.started_at:
        booking.stopped_at = booking.started_at + timedelta(seconds=1)
    booking.save()
    settle(booking)
    record_use(booking)
    return booking


def record_use(booking: Booking) -> None:
    """What a finished use owes the ledger."""
    begin, end, path = booking.started_at, booking.stopped_at, booking.unit.path
    assert begin is not None
    assert end is not None
    record_time(booking)
    owe(
        "visits",
        path,
        begin,
        end,
        visit=f"b{booking.pk}",
        mode="onsite",
        staff=staff_at(booking.unit, booking.person, begin),
        **who(booking.person, booking.proposal),
    )
    if booking.proposal_id:
        ran = Booking.objects.filter(
            proposal=booking.proposal_id, unit=booking.unit_id, state="finished"
        ).order_by("started_at")
        first = ran.first()
        owe(
            "projects",
            path,
            (first.started_at if first else None) or begin,
            end,
            kind="access",
            **who(None, booking.proposal),
        )


def record_time(booking: Booking) -> None:
    """The instrument time of a finished use, or its correction once more is known of what was
    lost.
    """
    begin, end, unit, person = booking.started_at, booking.stopped_at, booking.unit, booking.person
    assert begin is not None
    assert end is not None
    purpose = purpose_at(
        unit, begin, end, staff_at(unit, person, begin), booking.proposal_id is not None
    )
    owe(
        "instrument_time",
        unit.path,
        begin,
        end,
        session=f"b{booking.pk}",
        purpose=purpose,
        effective=is_effective(purpose),
        external=external_at(unit, person.organisation),
        lost=lost_at(unit, begin, end),
        **who(person, booking.proposal),
    )


def _lost_again(unit: Unit, begin: datetime, end: datetime) -> None:
    """A loss told of after the use: the time that was recorded and the charge are corrected."""
    for booking in Booking.objects.filter(
        unit=unit, state="finished", started_at__lt=end, stopped_at__gt=begin
    ).select_related("unit__facility__operator", "person__organisation", "proposal"):
        record_time(booking)
        settle(booking)
    for unused in Booking.objects.filter(
        unit=unit,
        state__in=("missed", "cancelled"),
        start__lt=end,
        end__gt=begin,
        charges__isnull=False,
    ).distinct():
        settle(unused)
    lost_in_sessions(unit, begin, end)


@verb
def report_fault(
    actor: Person,
    unit: Unit,
    text: str,
    cause: str = "",
    minutes_lost: int = 0,
    stops_use: bool = False,
    booking: Booking | None = None,
) -> Fault:
    """Tell of a fault.

    Lost time is an outage in the ledger; a fault that stops use closes the instrument until it is
    mended.
    """
    if not text.strip():
        raise Invalid(
            phrase("access-bookings-say-what-is-wrong"), {"text": phrase("common-needed")}
        )
    if not 0 <= minutes_lost <= 7 * 24 * 60:
        raise Invalid(
            phrase("access-bookings-minutes-lost-are-0-to-10080"),
            {"minutes_lost": Both("0–10080", "0 to 10080")},
        )
    fault = Fault(
        unit=unit,
        booking=booking,
        by=actor,
        text=text.strip(),
        cause=cause,
        minutes_lost=minutes_lost,
        stops_use=stops_use,
    )
    fault.save()
    if minutes_lost:
        owe(
            "outages",
            unit.path,
            fault.at - timedelta(minutes=minutes_lost),
            fault.at,
            planned=False,
            cause=cause or "other",
            lost_share=1000,
        )
    if minutes_lost or stops_use:
        _lost_again(unit, fault.at - timedelta(minutes=minutes_lost), fault.at)
    return fault


@verb
def mend(actor: Person, fault: Fault) -> Fault:
    fault = locked(Fault, fault.pk)
    if fault.mended_at:
        raise Refused(phrase("access-bookings-it-was-mended-already"))
    fault.mended_at = timezone.now()
    fault.save()
    if fault.stops_use:
        _lost_again(fault.unit, fault.at, fault.mended_at)
    return fault


def week_of(unit_ids: list[int], start: datetime, end: datetime) -> list[tuple[Any, ...]]:
    """(unit, start, end, state, person, proposal code) of bookings that touch a time; plain tuples,
    one query.
    """
    return list(
        Booking.objects.filter(
            Q(unit__in=unit_ids), start__lt=end, start__gte=start - timedelta(days=2), end__gt=start
        )
        .exclude(state="cancelled")
        .values_list("unit_id", "start", "end", "state", "person_id", "id")
        .order_by("unit_id", "start")
    )
