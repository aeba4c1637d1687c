"""Bookings, faults and bills over the API."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated, Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import AwareDatetime, Field

from scicity.platform import roles
from scicity.platform.api import types
from scicity.platform.api.route import route
from scicity.platform.errors import Invalid
from scicity.platform.phrases import phrase

from ..models import (
    Booking,
    Facility,
    Proposal,
    Unit,
)
from . import billing
from . import schemas as s
from . import services as bookings


@route("GET", "/bookings", "public", list[s.BookingOut], auth=False)
def booking_week(
    request: HttpRequest,
    start: AwareDatetime,
    end: AwareDatetime,
    unit_id: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
) -> Any:
    """Bookings that touch a time of at most 31 days. Nobody's name is in it."""
    if (
        not 1971 < start.year < 2200
        or not 1971 < end.year < 2200
        or not timedelta(0) < end - start <= timedelta(days=31)
    ):
        raise Invalid(phrase("access-routes-the-time-must-be-up-to"))
    units = (
        [unit_id]
        if unit_id
        else list(Unit.objects.filter(bookable=True).values_list("pk", flat=True))
    )
    me = request.user.pk if request.user.is_authenticated else 0
    return [
        {"id": pk, "unit_id": u, "start": a, "end": b, "state": state, "mine": person == me}
        for u, a, b, state, person, pk in bookings.week_of(units, start, end)
    ]


def _booking(b: Booking, person: Any) -> dict[str, Any]:
    return {
        "id": b.pk,
        "unit_id": b.unit_id,
        "start": b.start,
        "end": b.end,
        "state": b.state,
        "mine": b.person_id == person.pk,
    }


@route("POST", "/bookings", "unit.book", s.BookedOut, scope="bookings")
def booking_make(request: HttpRequest, data: s.BookIn) -> Any:
    unit = Unit.objects.select_related("facility").filter(pk=data.unit_id).first()
    proposal = Proposal.objects.filter(pk=data.proposal_id).first() if data.proposal_id else None
    if unit is None or (data.proposal_id and proposal is None):
        raise Http404
    if data.wait:
        return {"waiting_id": bookings.wait(request.user, unit, data.start, data.end, proposal).pk}
    return {
        "booking": _booking(
            bookings.book(request.user, unit, data.start, data.end, proposal), request.user
        )
    }


@route("POST", "/bookings/{pk}/cancel", "booking.own", types.Done, of=Booking, scope="bookings")
def booking_cancel(request: HttpRequest, thing: Booking) -> Any:
    return bookings.cancel(request.user, thing)


@route("POST", "/bookings/{pk}/start", "booking.use", types.Done, of=Booking, scope="bookings")
def booking_start(request: HttpRequest, thing: Booking) -> Any:
    return bookings.start(request.user, thing)


@route("POST", "/bookings/{pk}/stop", "booking.use", types.Done, of=Booking, scope="bookings")
def booking_stop(request: HttpRequest, thing: Booking) -> Any:
    return bookings.stop(request.user, thing)


@route("POST", "/units/{pk}/faults", "fault.report", types.Done, of=Unit, scope="bookings")
def unit_fault(request: HttpRequest, thing: Unit, data: s.FaultIn) -> Any:
    bookings.report_fault(request.user, thing, data.text, minutes_lost=data.minutes_lost)
    return {"state": "noted"}


@route("GET", "/usage", "bill.own", list[s.BillOut])
def usage(
    request: HttpRequest,
    year: Annotated[int, Query(ge=1990, le=2199)],
    month: Annotated[int | None, Query(ge=1, le=12)] = None,
    project: Annotated[str, Field(max_length=24)] = "",
) -> Any:
    """A year's or a month's use by project and unit: of what is one's own; for an office or an
    auditor, of all.
    """
    person: Any = request.user
    start = date(year, month or 1, 1)
    end = date(year + 1, 1, 1) if month in (None, 12) else date(year, month + 1, 1)
    mine = person.facilities_as(roles.USER_OFFICE, roles.DIRECTOR)
    everything = (roles.AUDITOR, None) in person.grants
    whose = None if mine or everything else billing.own(person)
    if project:
        named = Q(proposal__code=project.replace("\x00", ""))
        whose = named if whose is None else named & whose
    lines = billing.bill((start, end), mine if mine and not everything else None, whose)
    return [{**asdict(x), "project": x.proposal} for x in lines]


@route("POST", "/facilities/{pk}/bills", "bill.issue", s.IssuedOut, of=Facility, scope="office")
def bill_issue(request: HttpRequest, thing: Facility, data: s.MonthIn) -> Any:
    """Close a month's bill: what is recorded later goes to the next one."""
    return billing.issue(request.user, thing, data.month)
