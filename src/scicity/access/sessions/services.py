"""Sessions: placed, cleared, run, reported; the visits, shipments and declarations that belong to
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from scicity.platform import roles
from scicity.platform.clock import day_of, elapsed, end_of
from scicity.platform.errors import Invalid, Refused, Stale
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Both, phrase
from scicity.platform.verbs import locked, verb

from ..calls.questions import rows_fault
from ..models import (
    Coupling,
    Course,
    Decision,
    Plan,
    ProposalPart,
    SafetyDeclaration,
    Session,
    Shipment,
    Unit,
    Visit,
)
from ..people.services import missing_courses
from ..proposals.versions import Unsure
from ..review.conflicts import must_not_be_own
from ..states import SAFETY, SESSION, SHIPMENT, VISIT


def granted(part: ProposalPart) -> Decimal:
    if part.proposal.state not in (
        "decided",
        "appealed",
        "closed",
    ):  # a campaign of which others have not decided yet
        return Decimal(0)
    decision = Decision.objects.filter(part=part, current=True, outcome="accept").first()
    return decision.amount if decision else Decimal(0)


def report_due(unit: Unit, end: datetime) -> datetime:
    """When the report on a session that ended is due: so many days later, to the end of that day at
    the facility.
    """
    return end_of(
        day_of(end, unit.facility.zone) + timedelta(days=unit.facility.report_due_days),
        unit.facility.zone,
    )


def _amount(unit: Unit, start: datetime, end: datetime) -> Decimal:
    length = unit.access.seconds
    return Decimal(str(elapsed(start, end).total_seconds())) / length if length else Decimal(0)


@verb
def schedule(
    actor: Person, part: ProposalPart, start: datetime, end: datetime, contact: Person | None = None
) -> Session:
    """Place a session.

    Refused when the unit is taken, not in user mode, more than was granted, or against a coupling.
    """
    if start >= end:
        raise Invalid(
            phrase("access-sessions-a-session-ends-after-it-starts"),
            {"end": phrase("common-after-the-start")},
        )
    part = locked(ProposalPart, part.pk)
    if not part.unit.access.sessions:
        raise Refused(
            phrase("access-sessions-this-unit-is-used-by-drawing"),
        )
    limit = granted(part)
    if limit == 0:
        raise Refused(phrase("access-sessions-this-part-was-not-accepted"))
    held = part.sessions.exclude(state="cancelled")
    used = sum((_amount(part.unit, s.start, s.end) for s in held), Decimal(0)) + _amount(
        part.unit, start, end
    )
    if used > limit:
        raise Refused(
            phrase(
                "access-sessions-more-than-was-granted-of",
                normalize=f"{used.normalize():f}",
                normalize_2=f"{limit.normalize():f}",
            ),
        )
    if (
        Session.objects.filter(unit=part.unit, start__lt=end, end__gt=start)
        .exclude(state="cancelled")
        .exists()
    ):
        raise Refused(phrase("access-sessions-the-unit-already-has-a-session"))
    _must_be_user_time(part, start, end)
    _must_keep_couplings(part, start, end)
    return place(part, start, end, contact)


def place(
    part: ProposalPart,
    start: datetime,
    end: datetime,
    contact: Person | None = None,
    plan: Plan | None = None,
) -> Session:
    """A session with its declaration to fill in and its leader to register; the team is told.

    The rules were looked at before.
    """
    session = Session(
        part=part,
        unit=part.unit,
        start=start,
        end=end,
        local_contact=contact,
        plan=plan,
        report_due=report_due(part.unit, end),
    )
    session.save()
    SafetyDeclaration(session=session).save()
    for member in part.proposal.members.filter(role=roles.PI).select_related("person"):
        Visit(session=session, person=member.person).save()
    tell(
        [m.person for m in part.proposal.members.select_related("person")],
        phrase("access-sessions-a-session-of-was-scheduled").fill(c=part.proposal.code),
        f"/sessions/{session.pk}/",
    )
    return session


def _must_be_user_time(part: ProposalPart, start: datetime, end: datetime) -> None:
    """User or reserve time of the run calendar must cover the session, where the cycle has a
    calendar.
    """
    periods = list(part.proposal.call.cycle.calendar().filter(start__lt=end, end__gt=start))
    own = [p for p in periods if p.unit_id == part.unit_id] or [
        p for p in periods if p.unit_id is None
    ]
    if (
        not part.proposal.call.cycle.calendar().exists()
        or part.proposal.call.facility_id != part.unit.facility_id
    ):
        return
    at = start
    for p in sorted((p for p in own if p.mode in ("user", "reserve")), key=lambda p: p.start):
        if p.start <= at < p.end:
            at = p.end
    if at < end:
        raise Refused(phrase("access-sessions-this-is-not-all-user-time"))


def _must_keep_couplings(part: ProposalPart, start: datetime, end: datetime) -> None:
    for c in Coupling.objects.filter(first__proposal=part.proposal_id).select_related(
        "first", "second"
    ):
        if part.pk not in (c.first_id, c.second_id):
            continue
        other = c.second if part.pk == c.first_id else c.first
        for o in other.sessions.exclude(state="cancelled"):
            a, b = (
                ((start, end), (o.start, o.end))
                if part.pk == c.first_id
                else ((o.start, o.end), (start, end))
            )
            if c.kind == "simultaneous" and not (a[0] < b[1] and b[0] < a[1]):
                raise Refused(phrase("access-sessions-these-two-parts-must-run-at"))
            if c.kind in ("before", "within") and a[1] > b[0]:
                raise Refused(phrase("access-sessions-the-first-part-must-be-over"))
            if c.kind == "within" and b[0] - a[1] > timedelta(days=c.days or 0):
                raise Refused(
                    phrase("access-sessions-the-second-part-must-begin-within", days=c.days),
                )


@verb
def cancel(actor: Person, session: Session) -> Session:
    session = locked(Session, session.pk)
    session.state = SESSION.move(session.state, "cancel")
    session.save()
    tell(
        [v.person for v in session.visits.select_related("person")],
        phrase("access-sessions-the-session-of-was-cancelled").fill(c=session.part.proposal.code),
        f"/sessions/{session.pk}/",
    )
    return session


# --- safety ---------------------------------------------------------------------------------------


@verb
def declare(
    actor: Person,
    session: Session,
    samples: list[dict[str, Any]],
    chemicals: list[dict[str, Any]],
    measures: str,
    submit: bool = True,
    sure: bool = False,
) -> SafetyDeclaration:
    """The team says what it brings.

    A change after a check or an approval undoes it and starts the review again.

    Unsure: something was approved already; `sure` says that one knows. Refused: the session has
    begun.
    """
    for kind, rows in (("samples", samples), ("chemicals", chemicals)):
        if fault := rows_fault(kind, rows):
            raise Invalid(phrase("access-sessions-the-declaration-has-a-fault"), {kind: fault})
    if submit and not samples:
        raise Invalid(
            phrase("access-sessions-declare-at-least-one-sample"),
            {"samples": phrase("common-needed")},
        )
    safety = locked(SafetyDeclaration, session.safety.pk)
    amended = safety.state not in ("draft", "returned")
    if amended:
        _amend(actor, session, safety, sure and submit)
    safety.samples, safety.chemicals, safety.measures = samples, chemicals, measures
    safety.version += 1
    if submit:
        safety.state = SAFETY.move(safety.state, "amend" if amended else "submit")
        safety.checked_by = safety.approved_by = None
    safety.save()
    return safety


def _amend(actor: Person, session: Session, safety: SafetyDeclaration, sure: bool) -> None:
    """What was checked or approved is undone by whoever knows; who checked is told, and a cleared
    session is so no more.
    """
    session = locked(Session, session.pk)
    if session.state not in ("scheduled", "ready"):
        raise Refused(phrase("access-sessions-the-session-has-begun-its-declaration"))
    seen = [p for p in (safety.checked_by, safety.approved_by) if p is not None]
    if not sure:
        state = SAFETY.states[safety.state]
        raise Unsure([phrase("access-sessions-the-safety-declaration").fill(s=state)])
    if session.state == "ready":
        session.state = SESSION.move(session.state, "unclear")
        session.save()
    tell(
        seen,
        phrase("access-sessions-the-safety-declaration-of-was-changed").fill(
            c=session.part.proposal.code
        ),
        f"/sessions/{session.pk}/",
    )


@verb
def judge_safety(
    actor: Person,
    session: Session,
    role: str,
    approve: bool,
    remark: str = "",
    version: int | None = None,
) -> SafetyDeclaration:
    """The scientist's or the safety officer's word, by the facility's policy.

    Where safety alone decides, the scientist's changes nothing.

    Stale: `version` is not the declaration's. Refused: one's own session; one person for both
    words.
    """
    policy = session.unit.facility.safety_policy
    safety = locked(SafetyDeclaration, session.safety.pk)
    must_not_be_own(actor, session.part.proposal)
    if version is not None and version != safety.version:
        raise Stale
    if role == roles.INSTRUMENT_SCIENTIST and policy == "safety-only":
        safety.remark = remark or safety.remark
        safety.save()
        return safety
    if role == roles.SAFETY and policy == "scientist-only":
        raise Refused(phrase("access-sessions-at-this-facility-the-instrument-scientist"))
    if (
        role == roles.SAFETY
        and policy == "scientist-then-safety"
        and approve
        and safety.state != "checked"
    ):
        raise Refused(phrase("access-sessions-the-instrument-scientist-checks-first"))
    if not approve and not remark.strip():
        raise Invalid(
            phrase("access-sessions-say-what-must-be-changed"),
            {"remark": phrase("common-needed")},
        )
    final = role == roles.SAFETY or policy == "scientist-only"
    if approve and final and safety.checked_by_id == actor.pk:
        raise Refused(phrase("access-sessions-you-checked-it-somebody-else-approves"))
    safety.state = SAFETY.move(
        safety.state, ("approve" if final else "check") if approve else "return"
    )
    safety.remark = remark
    safety.judged = {
        "version": safety.version,
        "samples": safety.samples,
        "chemicals": safety.chemicals,
        "measures": safety.measures,
    }
    if approve and final:
        safety.approved_by, safety.approved_at = actor, timezone.now()
    elif approve:
        safety.checked_by = actor
    safety.save()
    tell(
        [v.person for v in session.visits.select_related("person")],
        phrase("access-sessions-safety-declaration").fill(s=SAFETY.states[safety.state]),
        f"/sessions/{session.pk}/",
    )
    return safety


# --- visits ---------------------------------------------------------------------------------------


@verb
def join_team(actor: Person, session: Session, people: Sequence[Person]) -> None:
    """Form the team of a session from the proposal's people."""
    allowed = {m.person_id for m in session.part.proposal.members.exclude(role=roles.DATA_ONLY)}
    for person in people:
        if person.pk not in allowed:
            raise Refused(phrase("access-sessions-team-members-must-be-on-the"))
        if not session.visits.filter(person=person).exists():
            Visit(session=session, person=person).save()
            tell(
                [person],
                phrase("access-sessions-please-register-your-visit").fill(
                    c=session.part.proposal.code
                ),
                f"/sessions/{session.pk}/",
                due=session.start,
                zone=session.unit.facility.zone,
            )


@verb
def register_visit(
    actor: Person,
    visit: Visit,
    mode: str,
    arrives: datetime | None,
    leaves: datetime | None,
    note: str = "",
) -> Visit:
    visit = locked(Visit, visit.pk)
    if mode not in dict(Visit.MODES):
        raise Invalid(
            phrase("access-sessions-choose-on-site-or-remote"), {"mode": phrase("common-needed-2")}
        )
    if mode == "onsite" and (arrives is None or leaves is None or arrives >= leaves):
        raise Invalid(
            phrase("access-sessions-say-when-you-arrive-and-later"),
            {"arrives_at": phrase("common-needed")},
        )
    visit.state = VISIT.move(visit.state, "register")
    visit.mode, visit.arrives_at, visit.leaves_at, visit.arrival_note = mode, arrives, leaves, note
    visit.save()
    return visit


def courses_needed(session: Session) -> list[Course]:
    """What one must have passed to come: the unit's courses and those that the facility asks of
    every visitor.
    """
    own = list(session.unit.courses.all())
    return own + [
        c
        for c in Course.objects.filter(
            facility=session.unit.facility_id, for_visits=True, retired_at=None
        )
        if c not in own
    ]


@verb
def judge_visit(actor: Person, visit: Visit, approve: bool, remark: str = "") -> Visit:
    """Approve a visit, once training is done, or ask for changes."""
    visit = locked(Visit, visit.pk)
    if approve and (
        missing := missing_courses(visit.person, courses_needed(visit.session), visit.session.end)
    ):
        zh, en = "、".join(c.name_zh for c in missing), ", ".join(c.name_en for c in missing)
        raise Refused(phrase("access-sessions-training-is-missing", value=Both(zh, en)))
    if not approve and not remark.strip():
        raise Invalid(
            phrase("access-sessions-say-what-must-be-changed-2"),
            {"remark": phrase("common-needed")},
        )
    visit.state = VISIT.move(visit.state, "approve" if approve else "ask-changes")
    visit.remark = remark
    visit.save()
    tell(
        [visit.person],
        phrase("access-sessions-your-visit").fill(s=VISIT.states[visit.state]),
        f"/sessions/{visit.session_id}/",
    )
    return visit


@verb
def cancel_visit(actor: Person, visit: Visit, by_office: bool) -> Visit:
    """A visitor may cancel until the approval; after it only the office."""
    visit = locked(Visit, visit.pk)
    visit.state = VISIT.move(visit.state, "cancel" if by_office else "cancel-own")
    visit.save()
    return visit


# --- shipments ------------------------------------------------------------------------------------


@verb
def ship(actor: Person, session: Session, content: str) -> Shipment:
    if not content.strip():
        raise Invalid(
            phrase("access-sessions-say-what-is-in-it"), {"content": phrase("common-needed")}
        )
    shipment = Shipment(session=session, content=content.strip()[:250])
    shipment.save()
    return shipment


@verb
def track(
    actor: Person, shipment: Shipment, step: str, carrier: str = "", tracking: str = ""
) -> Shipment:
    if step not in SHIPMENT.verbs:
        raise Invalid(phrase("access-sessions-use-one-of", value=", ".join(SHIPMENT.verbs)))
    shipment = locked(Shipment, shipment.pk)
    shipment.state = SHIPMENT.move(shipment.state, step)
    shipment.carrier, shipment.tracking = carrier or shipment.carrier, tracking or shipment.tracking
    shipment.save()
    return shipment


# --- the report -----------------------------------------------------------------------------------


@verb
def report(actor: Person, session: Session, text: str, data_link: str = "") -> Session:
    if len(text.strip()) < 20:
        raise Invalid(
            phrase("access-sessions-the-report-is-too-short-say"),
            {"report": phrase("access-sessions-at-least-20-characters")},
        )
    if data_link and not data_link.startswith(("https://", "doi:")):
        raise Invalid(
            phrase("access-sessions-the-link-to-the-data-starts"),
            {"data_link": Both("https://", "https://")},
        )
    session = locked(Session, session.pk)
    session.state = SESSION.move(session.state, "report")
    session.report, session.data_link = text.strip(), data_link
    session.save()
    return session
