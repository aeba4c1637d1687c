"""The city's calendar: what happened, as documents tell it, and what is due: calls, targets,
milestones of projects.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scicity.access.calls.services import open_calls
from scicity.construction.models import Milestone
from scicity.metrics import Statement
from scicity.observatory import targets_of
from scicity.observatory.targets import day_of
from scicity.platform.clock import day_of as local_day
from scicity.platform.phrases import Both, Phrase, name_of, phrase
from scicity.registry import here

KINDS = {
    "milestone": phrase("common-milestone"),
    "event": phrase("portal-agenda-event"),
    "policy": phrase("portal-agenda-policy"),
    "call": phrase("portal-agenda-a-call-closes"),
    "target": phrase("portal-agenda-a-target-is-due"),
}


@dataclass(frozen=True)
class Happening:
    """`said`: the day as the document gives it, at times only a month or a year.

    `address`: of the statement, where there is one.
    """

    day: date
    said: str
    kind: str
    place: str
    title: Phrase
    address: str = ""


def past(statements: Sequence[Statement]) -> list[Happening]:
    """The newest first. Claims are quoted elsewhere: they are no event."""
    found = []
    for s in statements:
        day = day_of(s.as_of or s.period)
        if (
            s.kind in ("milestone", "event", "policy")
            and day is not None
            and not (s.restates or s.claim)
        ):
            found.append(
                Happening(
                    day,
                    s.as_of or s.period,
                    s.kind,
                    s.unit,
                    Both(s.title["zh"], s.title["en"]),
                    s.address,
                )
            )
    return sorted(found, key=lambda h: (h.day, h.place), reverse=True)


def coming(statements: Sequence[Statement], now: datetime) -> list[Happening]:
    today = local_day(now, here().zone)
    closing = [(c, local_day(c.closes_at, c.facility.zone)) for c in open_calls()[:50]]
    found = [
        Happening(day, day.isoformat(), "call", c.facility.path, Both(c.title_zh, c.title_en))
        for c, day in closing
    ]
    found += [
        Happening(m.due, m.due.isoformat(), "milestone", m.project.place, name_of(m))
        for m in Milestone.objects.filter(due__gte=today)
        .exclude(state="confirmed")
        .select_related("project")[:100]
    ]
    found += [
        Happening(
            t.due,
            t.due.isoformat(),
            "target",
            t.subject,
            Both(t.title["zh"], t.title["en"]),
            t.id,
        )
        for t in targets_of(statements)
        if t.due and t.due >= today
    ]
    return sorted(found, key=lambda h: (h.day, h.place))


def feed(happenings: Sequence[Happening], language: str) -> bytes:
    """RFC 5545, a day each."""
    from icalendar import Calendar
    from icalendar import Event as CalendarEvent

    calendar = Calendar()
    calendar.add("prodid", "-//scicity//city//EN")
    calendar.add("version", "2.0")
    for h in happenings:
        event = CalendarEvent()
        event.add(
            "uid",
            f"{h.kind}-{h.place}-{h.day}-{zlib.crc32(f'{h.title.en}{h.address}'.encode())}@scicity".replace(
                "/", "-"
            ),
        )
        event.add("dtstamp", datetime(h.day.year, h.day.month, h.day.day, tzinfo=UTC))
        event.add("dtstart", h.day)
        event.add("dtend", h.day + timedelta(days=1))
        event.add("summary", getattr(h.title, language))
        event.add("location", h.place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
