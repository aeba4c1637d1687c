"""Calendar feeds (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from scicity.platform.models import Person

from ..models import Booking, Session, Unit

if TYPE_CHECKING:
    from icalendar import Calendar


def _calendar(name: str) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//scicity//access//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _add(
    calendar: Calendar,
    uid: str,
    start: datetime,
    end: datetime,
    summary: str,
    where: str,
    stamp: Any = None,
) -> None:
    from icalendar import Event as CalendarEvent

    event = CalendarEvent()
    event.add("uid", f"{uid}@scicity")
    event.add("dtstamp", stamp or start)
    event.add("dtstart", start.astimezone(timezone.get_default_timezone()))
    event.add("dtend", end.astimezone(timezone.get_default_timezone()))
    event.add("summary", summary)
    event.add("location", where)
    calendar.add_component(event)


def personal(person: Person) -> bytes:
    """A person's bookings and sessions, from three months ago on."""
    since = timezone.now() - timedelta(days=92)
    zh = person.language == "zh"
    calendar = _calendar("科学城" if zh else "Science city")
    for b in (
        Booking.objects.filter(person=person, end__gt=since)
        .exclude(state="cancelled")
        .select_related("unit__facility")
    ):
        name, where = (
            (b.unit.name_zh, b.unit.facility.name_zh)
            if zh
            else (b.unit.name_en, b.unit.facility.name_en)
        )
        _add(calendar, f"booking-{b.pk}", b.start, b.end, name, where, b.made_at)
    for s in (
        Session.objects.filter(visits__person=person, end__gt=since)
        .exclude(state="cancelled")
        .select_related("unit__facility", "part__proposal")
    ):
        name, where = (
            (s.unit.name_zh, s.unit.facility.name_zh)
            if zh
            else (s.unit.name_en, s.unit.facility.name_en)
        )
        _add(calendar, f"session-{s.pk}", s.start, s.end, f"{name} · {s.part.proposal.code}", where)
    return bytes(calendar.to_ical())


def unit(which: Unit) -> bytes:
    """When a unit is taken, without saying by whom."""
    since = timezone.now() - timedelta(days=31)
    calendar = _calendar(which.name_en)
    for b in which.bookings.filter(end__gt=since).exclude(state="cancelled"):
        _add(calendar, f"slot-{b.pk}", b.start, b.end, "Busy 占用", which.name_en, b.made_at)
    for s in which.sessions.filter(end__gt=since).exclude(state="cancelled"):
        _add(calendar, f"run-{s.pk}", s.start, s.end, "Busy 占用", which.name_en)
    return bytes(calendar.to_ical())
