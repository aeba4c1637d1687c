"""Whether a correction may be: refused with the reason where it breaks what depends on it, and what
it does besides is said first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Organisation
from scicity.platform.people import organisation_codes
from scicity.platform.phrases import Both, Phrase, name_of, phrase

from ..allocation.services import check_letters
from ..models import (
    Assignment,
    Booking,
    CallUnit,
    Charge,
    Clearance,
    Course,
    Decision,
    DowntimeProfile,
    Facility,
    FormTemplate,
    Panel,
    RateCard,
    RunCycle,
    RunPeriod,
    SafetyDeclaration,
    Score,
    Session,
    Share,
    Unit,
    Visit,
)
from . import uses

New = Mapping[str, Any]  # values by field, all of the kind's
Effects = list[Phrase]


def facility(row: Facility, new: New) -> Effects:
    done = []
    waiting = SafetyDeclaration.objects.filter(
        session__unit__facility=row, state__in=("submitted", "checked")
    ).count()
    if new["safety_policy"] != row.safety_policy and waiting:
        done.append(
            phrase("access-checks-safety-declarations-under-review-are-judged").fill(n=waiting)
        )
    if new["zone"] != row.zone:
        done.append(phrase("access-checks-times-that-were-set-stay-the"))
    if new["operator"] != row.operator:
        done.append(phrase("access-checks-who-is-external-is-told-by"))
    return done


def letters(_row: Facility, new: New) -> Effects:
    """A template that cannot be filled is refused before it is kept."""
    check_letters(new["letter_zh"], new["letter_en"])
    return []


def unit(row: Unit, new: New) -> Effects:
    if new["access_unit"] != row.access_unit:
        uses.refuse_while(
            uses.amounts_of(row),
            phrase("access-checks-amounts-are-counted-in-this-unit"),
        )
    if row.bookable and not new["bookable"]:
        uses.refuse_while(
            uses.to_come(row),
            phrase("access-checks-there-are-bookings-cancel-them-first"),
        )
    added = (
        {c.pk for c in new["courses"]} - set(row.courses.values_list("pk", flat=True))
        if row.pk
        else set()
    )
    coming = (
        Booking.objects.filter(unit=row, state="booked").count()
        + Visit.objects.filter(session__unit=row, session__state__in=uses.COMING).count()
    )
    if added and coming:
        return [phrase("access-checks-bookings-and-visits-to-come-that").fill(n=coming)]
    return []


def rule(row: Unit, new: New) -> Effects:
    if new["shortest_minutes"] > new["longest_minutes"]:
        raise Invalid(
            phrase("access-checks-the-shortest-booking-is-not-longer"),
            {"longest_minutes": phrase("access-checks-at-least-the-shortest")},
        )
    outside = [
        b
        for b in Booking.objects.filter(unit=row, state="booked")
        if not new["shortest_minutes"]
        <= (b.end - b.start).total_seconds() / 60
        <= new["longest_minutes"]
    ]
    return (
        [phrase("access-checks-bookings-that-do-not-keep-to").fill(n=len(outside))]
        if outside
        else []
    )


def course(row: Course, new: New) -> Effects:
    done = []
    held = Clearance.objects.filter(course=row, valid_until__gt=timezone.now()).count()
    if new["valid_days"] != row.valid_days and held:
        done.append(phrase("access-checks-completions-that-keep-the-term-they").fill(n=held))
    coming = (
        Visit.objects.filter(
            session__unit__facility=row.facility_id, session__state__in=uses.COMING
        )
        .exclude(state="cancelled")
        .count()
    )
    if new["for_visits"] and not row.for_visits and coming:
        done.append(phrase("access-checks-visits-to-come-that-need-it").fill(n=coming))
    return done


def cycle(row: RunCycle, new: New) -> Effects:
    _forward(new["start"], new["end"])
    outside = row.calendar().exclude(start__gte=new["start"], end__lte=new["end"]).count()
    if outside:
        raise Refused(
            phrase("access-checks-periods-that-lie-outside-of-the", outside=outside),
        )
    lost = (
        Session.objects.filter(
            part__proposal__call__cycle=row, unit__facility=row.facility_id, state__in=uses.COMING
        )
        .exclude(start__gte=new["start"], end__lte=new["end"])
        .select_related("part__proposal")
    )
    _sessions_stay(lost)
    return []


def period(row: RunPeriod, new: New) -> Effects:
    _forward(new["start"], new["end"])
    if not row.cycle.start <= new["start"] < new["end"] <= row.cycle.end:
        raise Invalid(
            phrase("access-checks-a-period-lies-inside-its-cycle"),
            {
                "start": phrase("access-checks-inside-the-cycle"),
                "end": phrase("access-checks-inside-the-cycle"),
            },
        )
    if (
        row.cycle.calendar()
        .exclude(pk=row.pk)
        .filter(unit=new["unit"], start__lt=new["end"], end__gt=new["start"])
        .exists()
    ):
        raise Invalid(
            phrase("common-this-overlaps-a-period-that-the"),
            {"start": phrase("access-checks-overlaps")},
        )
    after = [
        *_others(row),
        (new["unit"].pk if new["unit"] else None, new["mode"], new["start"], new["end"]),
    ]
    return _calendar(row, after)


def _others(row: RunPeriod) -> list[tuple[int | None, str, datetime, datetime]]:
    return [(p.unit_id, p.mode, p.start, p.end) for p in row.cycle.calendar().exclude(pk=row.pk)]


def _calendar(row: RunPeriod, after: list[tuple[int | None, str, datetime, datetime]]) -> Effects:
    """What another calendar does: sessions that lose their user time are refused, what is recorded
    or drawn up stays and is told.
    """
    held = [(p.unit_id, p.mode, p.start, p.end) for p in row.cycle.calendar()]
    own = Session.objects.filter(
        part__proposal__call__cycle=row.cycle_id,
        unit__facility=row.cycle.facility_id,
        state__in=uses.COMING,
    ).select_related("part__proposal")
    _sessions_stay(
        [
            s
            for s in own
            if uses.covered(held, s.unit_id, s.start, s.end)
            and not uses.covered(after, s.unit_id, s.start, s.end)
        ]
    )
    done = []
    for use in uses.of_period(row):
        if use.what.en in ("sessions that ran", "uses of instruments"):
            done.append(
                phrase("access-checks-the-purpose-that-was-recorded-stays").fill(
                    w=use.what, n=use.count
                )
            )
        elif use.what.en.startswith("plans"):
            done.append(
                phrase("access-checks-they-were-drawn-up-on-the").fill(w=use.what, n=use.count)
            )
    return done


def _sessions_stay(lost: Any) -> None:
    if codes := sorted({s.part.proposal.code for s in lost}):
        named = ", ".join(codes[:10])
        raise Refused(
            phrase("access-checks-sessions-of-these-proposals-would-lie", named=named),
        )


def _forward(start: datetime, end: datetime) -> None:
    if start >= end:
        raise Invalid(
            phrase("access-checks-it-ends-after-it-starts"),
            {"end": phrase("common-after-the-start")},
        )


def rate(row: RateCard, new: New) -> Effects:
    """A rate under a bill stays.

    Another from a later day, or an adjustment with its reason, is the way to correct.
    """
    if (new["category"], new["fen_an_hour"], new["since"]) == (
        row.category,
        row.fen_an_hour,
        row.since,
    ):
        return []
    if n := uses.charged(row).count():
        raise Refused(
            phrase("access-checks-lines-of-bills-were-made-at", n=n),
        )
    after = Charge.objects.filter(unit=row.unit_id, at__gte=min(new["since"], row.since)).exclude(
        kind="adjustment"
    )
    kinds = Q(person__organisation__kind=new["category"]) | (
        Q(person__organisation=None) if new["category"] == "academic" else Q(pk=None)
    )
    if n := after.filter(kinds).count():
        raise Refused(
            phrase("access-checks-there-are-lines-of-bills-after", n=n),
        )
    if (
        RateCard.objects.filter(unit=row.unit_id, category=new["category"], since=new["since"])
        .exclude(pk=row.pk)
        .exists()
    ):
        raise Invalid(
            phrase("access-checks-there-is-a-rate-of-this"),
            {"since": phrase("access-checks-taken")},
        )
    return []


def profile(_row: DowntimeProfile, _new: New) -> Effects:
    return [phrase("access-checks-availability-and-the-mean-time-between")]


def form(row: FormTemplate, new: New) -> Effects:
    if (
        FormTemplate.objects.filter(facility=row.facility_id, name=new["name"])
        .exclude(pk=row.pk)
        .exists()
    ):
        raise Invalid(
            phrase("access-checks-there-is-a-form-of-this"),
            {"name": phrase("common-taken")},
        )
    return []


def panel(row: Panel, new: New) -> Effects:
    """Scores belong to criteria and a scale: what would leave a score without its meaning is
    refused.
    """
    _forward(new["opens_at"], new["closes_at"])
    if not new["criteria"]:
        raise Invalid(
            phrase("access-checks-there-is-at-least-one-criterion"),
            {"criteria": phrase("access-setup-required")},
        )
    before, after = {c["id"]: c for c in row.criteria}, {c["id"]: c for c in new["criteria"]}
    changed = before != after or new["scale"] != row.scale or new["normalise"] != row.normalise
    if changed and (row.closed_at or row.items.filter(done=True).exists()):
        raise Refused(
            phrase("access-checks-the-panel-has-concluded-on-proposals"),
        )
    scored = set(
        Score.objects.filter(assignment__item__panel=row).values_list("criterion", flat=True)
    )
    if gone := scored - set(after):
        named = ", ".join(before[g]["en"] if g in before else g for g in sorted(gone))
        raise Refused(
            phrase(
                "access-checks-these-criteria-have-scores-and-stay",
                named=Both(
                    "、".join(before[g]["zh"] if g in before else g for g in sorted(gone)), named
                ),
            ),
        )
    if new["scale"] != row.scale and scored:
        raise Refused(phrase("access-checks-there-are-scores-already-the-scale"))
    handed = Assignment.objects.filter(
        item__panel=row, submitted_at__isnull=False, ended_at=None
    ).count()
    if set(after) - set(before) and handed:
        raise Refused(
            phrase("access-checks-reviews-were-handed-in-already-no", handed=handed),
        )
    return (
        [phrase("access-checks-grades-of-reviews-that-were-handed").fill(n=handed)]
        if changed and handed
        else []
    )


def share(row: Share, new: New) -> Effects:
    if new["programme"] != row.programme:
        uses.refuse_while(
            uses.of_share(row),
            phrase("access-checks-proposals-are-of-this-programme-already"),
        )
        if (
            Share.objects.filter(call=row.call_id, programme=new["programme"])
            .exclude(pk=row.pk)
            .exists()
        ):
            raise Invalid(
                phrase("access-checks-there-is-a-share-of-this"),
                {"programme": phrase("common-taken")},
            )
    if (
        sum(s.permille for s in row.call.shares.filter(retired_at=None).exclude(pk=row.pk))
        + new["permille"]
        > 1000
    ):
        raise Invalid(
            phrase("common-the-shares-add-up-to-more"),
            {"permille": phrase("common-too-much")},
        )
    for offer in CallUnit.objects.filter(call=row.call_id, state="agreed").select_related("unit"):
        given = sum(
            d.amount
            for d in Decision.objects.filter(
                current=True,
                outcome="accept",
                part__unit=offer.unit_id,
                part__proposal__call=row.call_id,
                part__proposal__programme=row.programme,
            )
        )
        if given > offer.capacity * new["permille"] / 1000:
            raise Refused(
                phrase(
                    "access-checks-of-was-given-in-this-programme",
                    name=name_of(offer.unit),
                    normalize=f"{given.normalize():f}",
                ),
            )
    return []


def organisation(row: Organisation, new: New) -> Effects:
    organisation_codes(new["ror"], new["credit_code"])
    if new["kind"] != row.kind and (n := row.person_set.count()):
        return [phrase("access-checks-people-who-are-charged-and-may").fill(n=n)]
    return []


def calendar_without(row: RunPeriod) -> Effects:
    """What the calendar does without a stretch."""
    return _calendar(row, _others(row))
