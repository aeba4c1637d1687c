"""What depends on what was set up: shown before anything is changed, and asked before something
goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from scicity.platform.errors import Refused
from scicity.platform.phrases import Both, Phrase, listed, phrase

from ..models import (
    Assignment,
    Booking,
    Call,
    CallUnit,
    Charge,
    Facility,
    FormTemplate,
    Grant,
    Panel,
    Plan,
    Proposal,
    ProposalPart,
    RateCard,
    RunCycle,
    RunPeriod,
    Score,
    Session,
    Share,
    Unit,
)

COMING = ("scheduled", "ready", "running")  # of sessions
HELD = ("booked", "running")  # of bookings
UNDECIDED = ("submitted", "ethics", "technical", "review", "recommended", "appealed")


@dataclass(frozen=True)
class Use:
    """So many of a kind depend on a row; `address` is where they are read, empty where there is no
    one page.
    """

    what: Phrase
    count: int
    address: str = ""


def uses(*found: tuple[Phrase, QuerySet[Any], str]) -> list[Use]:
    """(What, rows, address) as uses, without those that are none."""
    return [Use(what, n, address) for what, rows, address in found if (n := rows.count())]


def open_calls(**about: Any) -> QuerySet[Call]:
    """Calls that can still be written in, now or later."""
    now = timezone.now()
    return Call.objects.filter(
        Q(closes_at__gt=now) | Q(internal_closes_at__gt=now), active=True, **about
    )


def refuse_while(found: Iterable[Use], why: Phrase) -> None:
    """Refused as long as something depends on it."""
    if held := list(found):
        by = listed(Both(f"{u.what.zh} {u.count}", f"{u.what.en}: {u.count}") for u in held)
        raise Refused(phrase("access-uses-held-by", why=why, by=by))


def of_facility(f: Facility) -> list[Use]:
    return uses(
        (
            phrase("access-uses-units-in-use"),
            f.units.filter(retired_at=None),
            reverse("facility", args=[f.pk]),
        ),
        (phrase("access-uses-open-calls"), open_calls(facility=f), reverse("calls")),
        (
            phrase("access-uses-proposals-awaiting-a-decision"),
            Proposal.objects.filter(call__facility=f, state__in=UNDECIDED),
            reverse("proposals"),
        ),
        (
            phrase("access-uses-sessions-to-come"),
            Session.objects.filter(unit__facility=f, state__in=COMING),
            reverse("sessions"),
        ),
    )


def of_unit(u: Unit) -> list[Use]:
    return uses(
        (
            phrase("access-uses-open-calls"),
            open_calls(offers__unit=u, offers__state="agreed"),
            reverse("calls"),
        ),
        (
            phrase("access-uses-requests-awaiting-a-decision"),
            ProposalPart.objects.filter(unit=u, proposal__state__in=UNDECIDED),
            reverse("proposals"),
        ),
        (
            phrase("access-uses-sessions-to-come"),
            Session.objects.filter(unit=u, state__in=COMING),
            reverse("sessions"),
        ),
        (
            phrase("access-uses-bookings-to-come"),
            Booking.objects.filter(unit=u, state__in=HELD),
            reverse("instruments"),
        ),
    )


def amounts_of(u: Unit) -> list[Use]:
    """What is counted in a unit's unit of access."""
    return uses(
        (phrase("access-uses-amounts-in-calls"), CallUnit.objects.filter(unit=u), reverse("calls")),
        (
            phrase("access-uses-amounts-in-proposals"),
            ProposalPart.objects.filter(unit=u),
            reverse("proposals"),
        ),
        (phrase("access-uses-grants"), Grant.objects.filter(unit=u), reverse("grants")),
        (phrase("access-uses-sessions"), Session.objects.filter(unit=u), reverse("sessions")),
    )


def to_come(u: Unit) -> list[Use]:
    return uses(
        (
            phrase("access-uses-bookings-to-come"),
            Booking.objects.filter(unit=u, state__in=HELD),
            reverse("instruments"),
        ),
        (
            phrase("access-uses-people-in-line"),
            u.waiting.filter(served=None, left_at=None, start__gt=timezone.now()),
            reverse("instruments"),
        ),
    )


def of_cycle(c: RunCycle) -> list[Use]:
    return uses(
        (phrase("access-uses-calls"), c.calls.all(), reverse("calls")),
        (phrase("access-uses-open-calls"), open_calls(cycle=c), reverse("calls")),
        (
            phrase("access-uses-sessions-to-come"),
            Session.objects.filter(part__proposal__call__cycle=c, state__in=COMING),
            reverse("sessions"),
        ),
        (
            phrase("access-uses-plans"),
            Plan.objects.filter(cycle=c),
            reverse("plans", args=[c.facility_id]),
        ),
    )


def sessions_under(p: RunPeriod) -> list[Session]:
    """Sessions to come that lie in user time of a stretch of the calendar."""
    rows = Session.objects.filter(
        part__proposal__call__cycle=p.cycle_id,
        unit__facility=p.cycle.facility_id,
        state__in=COMING,
        start__lt=p.end,
        end__gt=p.start,
    )
    return list(
        (rows.filter(unit=p.unit_id) if p.unit_id else rows).select_related("part__proposal")
    )


def of_period(p: RunPeriod) -> list[Use]:
    ran = Session.objects.filter(
        unit__facility=p.cycle.facility_id, started_at__lt=p.end, stopped_at__gt=p.start
    )
    used = Booking.objects.filter(
        unit__facility=p.cycle.facility_id, started_at__lt=p.end, stopped_at__gt=p.start
    )
    found = (
        [Use(phrase("access-uses-sessions-to-come"), n, reverse("sessions"))]
        if (n := len(sessions_under(p)))
        else []
    )
    return found + uses(
        (
            phrase("access-uses-sessions-that-ran"),
            ran.filter(unit=p.unit_id) if p.unit_id else ran,
            reverse("sessions"),
        ),
        (
            phrase("access-uses-uses-of-instruments"),
            used.filter(unit=p.unit_id) if p.unit_id else used,
            reverse("instruments"),
        ),
        (
            phrase("access-uses-plans-that-are-not-published"),
            Plan.objects.filter(cycle=p.cycle_id, state="draft"),
            reverse("plans", args=[p.cycle.facility_id]),
        ),
    )


def charged(r: RateCard) -> QuerySet[Charge]:
    """Lines of bills that were made at a rate."""
    following = (
        RateCard.objects.filter(
            unit=r.unit_id, category=r.category, since__gt=r.since, retired_at=None
        )
        .order_by("since")
        .first()
    )
    rows = Charge.objects.filter(
        unit=r.unit_id, at__gte=r.since, fen_an_hour=r.fen_an_hour
    ).exclude(kind="adjustment")
    rows = rows.filter(
        Q(person__organisation__kind=r.category)
        | (Q(person__organisation=None) if r.category == "academic" else Q(pk=None))
    )
    return rows.filter(at__lt=following.since) if following else rows


def of_rate(r: RateCard) -> list[Use]:
    return uses((phrase("access-uses-lines-of-bills-at-this-rate"), charged(r), reverse("bill")))


def of_form(t: FormTemplate) -> list[Use]:
    return uses(
        (phrase("access-uses-open-calls"), open_calls(form__template=t), reverse("calls")),
        (
            phrase("access-uses-proposals"),
            Proposal.objects.filter(form__template=t),
            reverse("proposals"),
        ),
    )


def of_panel(p: Panel) -> list[Use]:
    return uses(
        (
            phrase("access-uses-proposals"),
            Proposal.objects.filter(panel_item__panel=p),
            reverse("panel", args=[p.pk]),
        ),
        (
            phrase("access-uses-scores"),
            Score.objects.filter(assignment__item__panel=p),
            reverse("panel", args=[p.pk]),
        ),
        (
            phrase("access-uses-reviews-handed-in"),
            Assignment.objects.filter(item__panel=p, submitted_at__isnull=False),
            reverse("panel", args=[p.pk]),
        ),
    )


def of_share(s: Share) -> list[Use]:
    return uses(
        (
            phrase("access-uses-proposals-of-this-programme"),
            Proposal.objects.filter(call=s.call_id, programme=s.programme),
            reverse("proposals"),
        )
    )


def covered(
    periods: Iterable[tuple[int | None, str, datetime, datetime]],
    unit: int,
    start: datetime,
    end: datetime,
) -> bool:
    """Whether user or reserve time covers a stretch on a unit.

    `periods` are (unit or None for all, mode, start, end); none at all: every time is.
    """
    known = list(periods)
    if not known:
        return True
    touching = [p for p in known if p[2] < end and p[3] > start]
    own = [p for p in touching if p[0] == unit] or [p for p in touching if p[0] is None]
    at = start
    for _, mode, begin, stop in sorted(own, key=lambda p: p[2]):
        if mode in ("user", "reserve") and begin <= at < stop:
            at = stop
    return at >= end
