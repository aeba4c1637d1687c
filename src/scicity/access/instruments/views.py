"""Instruments by the hour: the week of all, the week of one, bookings, bills, the calendar feed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Invalid
from scicity.platform.models import Person
from scicity.platform.phrases import phrase
from scicity.platform.views.page import (
    act,
    chosen,
    number,
    page,
    person_by_email,
    show,
    when,
    whole,
)
from scicity.registry import here

from ..exporters import ics
from ..models import Bill, Booking, Facility, Fault, Proposal, Unit, Waiting
from . import billing, week
from . import services as service


def monday_of(request: HttpRequest, zone: str) -> datetime:
    """The Monday that the address asks for (`?week=2026-03-02`), else this week's.

    A wrong date is told, not an error.
    """
    text = request.GET.get("week", "")
    try:
        day = date.fromisoformat(text) if text else datetime.now(ZoneInfo(zone)).date()
        day -= timedelta(days=day.weekday())
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    except (ValueError, OverflowError):
        messages.error(request, str(phrase("access-bookings-that-is-not-a-date-this")))
        day = datetime.now(ZoneInfo(zone)).date()
        day -= timedelta(days=day.weekday())
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


@page("public")
def instruments(request: HttpRequest) -> HttpResponse:
    """The week of all instruments. Names of people are never on it."""
    facility = request.GET.get("facility", "")
    units = Unit.objects.filter(bookable=True, retired_at=None).select_related("facility")
    if facility:
        units = units.filter(facility__path=facility)
    rows = list(units)
    monday = monday_of(request, here().zone)
    taken = service.week_of([u.pk for u in rows], monday, monday + timedelta(days=7))
    own = request.user.pk if request.user.is_authenticated else 0
    return show(
        request,
        "access/instruments",
        units=rows,
        monday=monday,
        board=week.board(rows, taken, monday, own),
        count=len(taken),
        facilities=Facility.objects.filter(units__bookable=True, retired_at=None).distinct(),
        facility=facility,
        previous=monday - timedelta(days=7),
        following=monday + timedelta(days=7),
    )


@page("public", of=Unit, related=("facility",))
def instrument(request: HttpRequest, unit: Unit) -> HttpResponse:
    if not unit.bookable:
        raise Http404
    person: Any = request.user
    zone = unit.facility.zone
    monday = monday_of(request, zone)
    taken = service.week_of([unit.pk], monday, monday + timedelta(days=7))
    faults = list(unit.faults.filter(mended_at=None))
    own = person.pk if person.is_authenticated else 0
    now = timezone.now()
    following = (
        Booking.objects.filter(unit=unit, start__gt=now)
        .exclude(state="cancelled")
        .order_by("start")
        .values_list("start", flat=True)
        .first()
    )
    return show(
        request,
        "access/instrument",
        unit=unit,
        zone=zone,
        monday=monday,
        days=week.days(taken, monday, own),
        faults=faults,
        next_booking=following,
        lacking=service.lacking(person, unit) if own else [],
        line=unit.waiting.filter(served=None, left_at=None, start__gt=now).count(),
        mine=list(
            Booking.objects.filter(
                unit=unit, person=person, end__gt=now - timedelta(days=1)
            ).exclude(state="cancelled")
        )
        if own
        else [],
        waiting=list(unit.waiting.filter(person=person, served=None, left_at=None, start__gt=now))
        if own
        else [],
        proposals=Proposal.objects.filter(members__person=person, state="decided") if own else [],
        rates=unit.rates.order_by("category", "-since"),
        previous=monday - timedelta(days=7),
        following=monday + timedelta(days=7),
    )


def _slot(request: HttpRequest, unit: Unit) -> tuple[datetime, datetime, Proposal | None]:
    start, end = (
        when(request, "start", unit.facility.zone),
        when(request, "end", unit.facility.zone),
    )
    assert start is not None
    assert end is not None
    proposal = chosen(request, "proposal", Proposal) if request.POST.get("proposal") else None
    return start, end, proposal


@act("unit.book", of=Unit)
def book(request: HttpRequest, unit: Unit) -> Any:
    start, end, proposal = _slot(request, unit)
    if request.POST.get("then") == "wait":
        service.wait(request.user, unit, start, end, proposal)
        return phrase("access-bookings-you-are-in-line-for-this")
    service.book(request.user, unit, start, end, proposal)
    return phrase("access-bookings-booked")


@act("waiting.own", of=Waiting)
def leave_line(request: HttpRequest, waiting: Waiting) -> Any:
    service.leave_line(request.user, waiting)
    return phrase("access-bookings-you-left-the-line")


@page("signed-in")
def mine(request: HttpRequest) -> HttpResponse:
    rows = Booking.objects.filter(person=request.user).select_related("unit__facility", "proposal")
    now = timezone.now()
    return show(
        request,
        "access/bookings",
        coming=rows.filter(end__gt=now).exclude(state="cancelled"),
        past=rows.filter(end__lte=now).order_by("-start")[:100],
        waiting=Waiting.objects.filter(
            person=request.user, served=None, left_at=None, start__gt=now
        ).select_related("unit__facility"),
    )


@act("booking.own", of=Booking)
def cancel(request: HttpRequest, booking: Booking) -> Any:
    done = service.cancel(request.user, booking)
    if done.late_cancel:
        return phrase("access-bookings-cancelled-it-was-too-late-to")
    return phrase("common-cancelled-2")


@act("booking.use", of=Booking)
def start(request: HttpRequest, booking: Booking) -> Any:
    service.start(request.user, booking)
    return phrase("access-bookings-in-use")


@act("booking.use", of=Booking)
def stop(request: HttpRequest, booking: Booking) -> Any:
    service.stop(request.user, booking)
    return phrase("access-bookings-finished-the-use-goes-to-the")


@act("fault.report", of=Unit)
def fault(request: HttpRequest, unit: Unit) -> Any:
    running = unit.bookings.filter(person=request.user, state="running").first()
    stops = bool(request.POST.get("stops_use")) and bool(
        running or request.user.facilities_as(*roles.STAFF) & {unit.facility_id}
    )
    service.report_fault(
        request.user,
        unit,
        request.POST.get("text", ""),
        request.POST.get("cause", ""),
        whole(request, "minutes_lost", 0),
        stops,
        running,
    )
    return phrase("access-bookings-fault-noted")


@act("fault.mend", of=Fault)
def mend(request: HttpRequest, fault: Fault) -> Any:
    service.mend(request.user, fault)
    return phrase("access-instrument-mended")


def _months(request: HttpRequest) -> tuple[date, date, str]:
    """`?month=2026-03` or `?year=2026`; this month by default, and where that is none."""
    month, year = request.GET.get("month", ""), request.GET.get("year", "")
    if year.isdigit() and 1990 <= int(year) < 2200:
        return date(int(year), 1, 1), date(int(year) + 1, 1, 1), f"{int(year)}"
    try:
        first = billing.first_of(month, here().zone).date()
    except Invalid:
        first = datetime.now(here().tz).date().replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1), f"{first:%Y-%m}"


@page("bill.own")
def bill(request: HttpRequest) -> HttpResponse:
    """Totals by project and unit: of what is one's own, or for an office of all at its facilities
    (`?whose=own`: its own).
    """
    person: Any = request.user
    start, end, label = _months(request)
    everything = (roles.AUDITOR, None) in person.grants
    places = person.facilities_as(roles.USER_OFFICE, roles.DIRECTOR)
    mine = not (places or everything) or request.GET.get("whose") == "own"
    project = request.GET.get("project", "")
    whose = billing.own(person) if mine else None
    if project:
        named = Q(proposal__code=project.replace("\x00", ""))
        whose = named if whose is None else named & whose
    lines = billing.bill((start, end), None if everything or mine else places, whose)
    offices = Facility.objects.filter(pk__in=person.facilities_as(roles.USER_OFFICE))
    month = label if len(label) == 7 else ""
    return show(
        request,
        "access/bill",
        lines=lines,
        label=label,
        month=month,
        total=sum(x.fen for x in lines),
        seconds=sum(x.seconds for x in lines),
        uses=sum(x.uses for x in lines),
        project=project,
        mine=mine,
        both=bool(places or everything),
        offices=offices,
        issued={b.facility_id: b for b in Bill.objects.filter(month=month, facility__in=offices)}
        if month
        else {},
        units=Unit.objects.filter(facility__in=offices) if offices else [],
    )


@act("bill.issue", of=Facility)
def issue(request: HttpRequest, facility: Facility) -> Any:
    billing.issue(request.user, facility, request.POST.get("month", ""))
    return phrase("access-bookings-the-bill-is-issued-what-is")


@act("bill.adjust", of=Unit)
def adjust(request: HttpRequest, unit: Unit) -> Any:
    amount = number(request, "amount")
    assert amount is not None
    code = request.POST.get("project", "").strip()
    proposal = Proposal.objects.filter(code=code).first() if code else None
    if code and proposal is None:
        raise Invalid(
            phrase("access-bookings-there-is-no-project", code=repr(code)),
            {"project": phrase("common-check-it")},
        )
    billing.adjust(
        request.user,
        unit=unit,
        person=person_by_email(request),
        proposal=proposal,
        fen=int(amount * here().currency.minor),
        reason=request.POST.get("reason", ""),
        at=timezone.now(),
    )
    return phrase("access-bookings-adjustment-booked")


@page("public")
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """One's own calendar for other programs; the address is the secret.

    Nobody else's name is in it.
    """
    person = Person.objects.filter(calendar_key=key, is_active=True).first()
    if person is None:
        raise Http404
    return HttpResponse(ics.personal(person), content_type="text/calendar; charset=utf-8")


@page("public", of=Unit, related=("facility",))
def unit_calendar(request: HttpRequest, unit: Unit) -> HttpResponse:
    """When an instrument is taken, without names."""
    return HttpResponse(ics.unit(unit), content_type="text/calendar; charset=utf-8")
