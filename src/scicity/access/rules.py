"""Who may do what: named predicates, composed, apart from pages.

What is not allowed here is refused.
"""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.models import Person
from scicity.platform.permissions import Predicate, anyone, at, auditor, city_office, own, signed_in

from .models import (
    Assignment,
    Booking,
    Call,
    CallUnit,
    Conflict,
    Course,
    DowntimeProfile,
    Facility,
    Fault,
    FormTemplate,
    FormVersion,
    Grant,
    Invitation,
    Letter,
    LogEntry,
    Output,
    OutputLink,
    Panel,
    PanelProposal,
    Plan,
    Proposal,
    ProposalPart,
    RateCard,
    RunCycle,
    RunPeriod,
    Session,
    Share,
    Shipment,
    Unit,
    Visit,
    Waiting,
    YearlyReturn,
)
from .proposals.models import Attachment

OWNED = (
    Facility,
    Proposal,
    ProposalPart,
    Booking,
    CallUnit,
    Fault,
    Grant,
    RateCard,
    Session,
    Waiting,
    Course,
    DowntimeProfile,
    Unit,
    Call,
    FormTemplate,
    Panel,
    RunCycle,
    OutputLink,
    Plan,
    YearlyReturn,
    RunPeriod,
    Share,
    FormVersion,
    PanelProposal,
    Conflict,
    Output,
    Assignment,
    Visit,
    Shipment,
    LogEntry,
    Letter,
    Attachment,
)  # of which `whose` knows the facilities


def whose(thing: Any) -> set[int]:
    """The facilities that something belongs to: several for a campaign."""
    match thing:
        case Facility():
            return {thing.pk}
        case Proposal():
            return {thing.call.facility_id} | {p.unit.facility_id for p in thing.parts.all()}
        case (
            ProposalPart()
            | Booking()
            | CallUnit()
            | Fault()
            | Grant()
            | RateCard()
            | Session()
            | Waiting()
        ):
            return {thing.unit.facility_id}
        case (
            Course()
            | DowntimeProfile()
            | Unit()
            | Call()
            | FormTemplate()
            | Panel()
            | RunCycle()
            | OutputLink()
            | Plan()
            | YearlyReturn()
        ):
            return {thing.facility_id}
        case RunPeriod():
            return {thing.cycle.facility_id}
        case Share():
            return {thing.call.facility_id}
        case FormVersion():
            return {thing.template.facility_id}
        case PanelProposal():
            return {thing.panel.facility_id}
        case Conflict():
            return (
                {thing.proposal.panel_item.panel.facility_id}
                if hasattr(thing.proposal, "panel_item")
                else {thing.proposal.call.facility_id}
            )
        case Output():
            return {x.facility_id for x in thing.links.all() if x.state == "confirmed"}
        case Assignment():
            return {thing.item.panel.facility_id}
        case Visit() | Shipment() | LogEntry():
            return {thing.session.unit.facility_id}
        case Letter() | Attachment():
            return whose(thing.proposal)
    raise TypeError(f"no facility is known for a {type(thing).__name__}")


def proposal_of(thing: Any) -> Proposal | None:
    match thing:
        case Proposal():
            return thing
        case ProposalPart() | Letter() | Attachment() | PanelProposal():
            return thing.proposal
        case Session() | Grant():
            return thing.part.proposal
        case Visit() | Shipment():
            return thing.session.part.proposal
        case Assignment():
            return thing.item.proposal
        case OutputLink():
            return thing.proposal
    return None


def member(*wanted: str) -> Predicate:
    @rules.predicate(f"member:{'/'.join(wanted)}")
    def holds(person: Person, thing: Any = None) -> bool:
        proposal = proposal_of(thing)
        return bool(
            person.is_authenticated
            and proposal
            and any(m.person_id == person.pk and m.role in wanted for m in proposal.members.all())
        )

    return holds


def seat(*wanted: str) -> Predicate:
    """Sits on the panel, in one of these seats, and has no conflict with the proposal at hand."""

    @rules.predicate(f"seat:{'/'.join(wanted)}")
    def holds(person: Person, thing: Any = None) -> bool:
        if not person.is_authenticated:
            return False
        if thing is None:
            return person.panel_memberships.filter(role__in=wanted).exists()
        panel = thing if isinstance(thing, Panel) else None
        proposal = proposal_of(thing)
        if panel is None and proposal is not None and hasattr(proposal, "panel_item"):
            panel = proposal.panel_item.panel
        if panel is None or not panel.members.filter(person=person, role__in=wanted).exists():
            return False
        return (
            proposal is None
            or not Conflict.objects.filter(
                proposal=proposal, person=person, waived_at=None
            ).exists()
        )

    return holds


@rules.predicate
def assigned(person: Any, thing: Any = None) -> bool:
    """The proposal is given to this reviewer, in an active period, without conflict, and is not
    being changed.
    """
    proposal, now = proposal_of(thing), timezone.now()
    return bool(
        person.is_authenticated
        and proposal
        and Assignment.objects.filter(
            item__proposal=proposal,
            reviewer=person,
            ended_at=None,
            item__panel__opens_at__lte=now,
            item__panel__closes_at__gt=now,
            item__panel__closed_at=None,
        ).exists()
        and not Conflict.objects.filter(proposal=proposal, person=person, waived_at=None).exists()
    )


@rules.predicate
def own_review(person: Any, thing: Any = None) -> bool:
    return bool(
        person.is_authenticated
        and isinstance(thing, Assignment)
        and thing.reviewer_id == person.pk
        and thing.ended_at is None
    )


@rules.predicate
def handed_in(person: Any, thing: Any = None) -> bool:
    """The proposal lies before others now: a draft, and one taken back to be changed, is its
    writers' alone.
    """
    proposal = proposal_of(thing)
    return (
        proposal is not None
        and proposal.state != "draft"
        and not (proposal.state == "withdrawn" and proposal.submitted_at is None)
    )


@rules.predicate
def once_handed_in(person: Any, thing: Any = None) -> bool:
    """The proposal was handed in some time: those versions others have seen."""
    proposal = proposal_of(thing)
    return proposal is not None and proposal.submitted_at is not None


@rules.predicate
def calls_it(person: Any, thing: Any = None) -> bool:
    """Is of the office whose call a proposal is in: another facility's part in it gives no say over
    the whole.
    """
    proposal = proposal_of(thing)
    return bool(
        person.is_authenticated
        and proposal
        and proposal.call.facility_id in person.facilities_as(roles.USER_OFFICE)
    )


@rules.predicate
def owns_a_part(person: Any, thing: Any = None) -> bool:
    """Directs a facility whose unit the proposal asks for; with no proposal, any facility."""
    if not person.is_authenticated:
        return False
    held = person.facilities_as(roles.DIRECTOR)
    return bool(held) and (
        thing is None or any(p.unit.facility_id in held for p in thing.parts.all())
    )


@rules.predicate
def in_team(person: Any, thing: Any = None) -> bool:
    session = thing if isinstance(thing, Session) else getattr(thing, "session", None)
    return bool(
        person.is_authenticated
        and session
        and session.visits.filter(person=person).exclude(state="cancelled").exists()
    )


@rules.predicate
def wrote(person: Any, thing: Any = None) -> bool:
    """Wrote this line of a run log."""
    return bool(
        person.is_authenticated and isinstance(thing, LogEntry) and thing.by_id == person.pk
    )


@rules.predicate
def using(person: Any, thing: Any = None) -> bool:
    """Is using the instrument now: has a booking of it that runs."""
    return bool(
        person.is_authenticated
        and isinstance(thing, Unit)
        and thing.bookings.filter(person=person, state="running").exists()
    )


@rules.predicate
def asked(person: Any, thing: Any = None) -> bool:
    """Was asked for a technical review of the part, or of a part of the proposal."""
    if not person.is_authenticated:
        return False
    if isinstance(thing, ProposalPart):
        return thing.technical_reviews.filter(reviewer=person).exists()
    return (
        isinstance(thing, Proposal)
        and ProposalPart.objects.filter(proposal=thing, technical_reviews__reviewer=person).exists()
    )


@rules.predicate
def invited_by_writer(person: Any, thing: Any = None) -> bool:
    """Writes the proposal to which somebody is invited."""
    return bool(
        person.is_authenticated
        and isinstance(thing, Invitation)
        and writer.test(person, thing.proposal)
    )


office, director, scientist, safety = (
    at(roles.USER_OFFICE),
    at(roles.DIRECTOR),
    at(roles.INSTRUMENT_SCIENTIST),
    at(roles.SAFETY),
)
staff = at(*roles.STAFF)
pi, writer = member(roles.PI), member(roles.PI, roles.CO_PROPOSER)
anyhow = member(roles.PI, roles.CO_PROPOSER, roles.DATA_ONLY)
panellist, leads = (
    seat(roles.CHAIR, roles.SECRETARY, roles.REVIEWER),
    seat(roles.CHAIR, roles.SECRETARY),
)
chair = seat(roles.CHAIR)

PERMISSIONS: dict[str, Predicate] = {
    "call.view": anyone,
    "call.manage": office,
    "call.balance": office | director | scientist | auditor,
    "offer.list": office,
    "offer.answer": office,
    "form.manage": office,
    "facility.manage": office | city_office,
    "facility.create": city_office,
    "organisation.correct": city_office,
    "role.manage": office | city_office,
    "proposal.list": signed_in,
    "proposal.view": anyhow | handed_in & (staff | assigned | asked | leads | auditor),
    "proposal.versions": anyhow | once_handed_in & (staff | assigned | asked | leads | auditor),
    "proposal.edit": writer,
    "proposal.submit": writer,
    "proposal.lead": pi,
    "proposal.close": calls_it,
    "proposal.comment": writer | handed_in & staff,
    "proposal.comment-internal": handed_in & (staff | leads),
    "invitation.list": signed_in,
    "invitation.own": own,
    "proposal.ethics": office | safety,
    "proposal.files": anyhow | handed_in & (staff | assigned | leads | auditor),
    "part.review": scientist | asked,
    "part.ask": office | scientist,
    "technical.private": staff | leads | auditor,
    "panel.list": office | panellist | auditor,
    "panel.view": office | panellist | auditor,
    "panel.manage": office | leads,
    "panel.make": office,
    "panel.meet": leads | office | auditor,
    "panel.conclude": leads,
    "panel.rank": chair | leads,
    "conflict.view": office | director | auditor,
    "conflict.waive": office | director,
    "review.view": own_review,
    "review.write": own_review & assigned,
    "decision.list": director | office | auditor,
    "decision.make": owns_a_part,
    "letter.view": office | director | auditor,
    "letter.send": office,
    "session.list": signed_in,
    "session.view": in_team | writer | staff | auditor,
    "session.schedule": office | scientist,
    "plan.list": staff | auditor,
    "plan.view": staff | auditor,
    "plan.make": office,
    "plan.publish": office,
    "session.cancel": office,
    "session.team": writer | office,
    "session.declare": writer,
    "session.safety-scientist": scientist,
    "session.safety": safety,
    "session.document": in_team | writer | staff | auditor,
    "session.run": scientist,
    "session.log": scientist | in_team,
    "log.correct": scientist | wrote & in_team,
    "session.report": writer,
    "session.ship": writer | in_team,
    "shipment.track": writer | in_team | scientist | office,
    "visit.own": own,
    "visit.judge": office | scientist,
    "visit.office": office,
    "unit.book": signed_in,
    "booking.own": own | office | scientist,
    "booking.use": own | scientist,
    "waiting.own": own,
    "fault.report": scientist | office | using,
    "fault.mend": scientist | office,
    "bill.view": office | director | auditor,
    "bill.own": signed_in,
    "bill.adjust": office,
    "bill.issue": office,
    "grant.list": signed_in,
    "grant.view": anyhow | staff | auditor,
    "grant.draw": office | scientist,
    "output.list": signed_in,
    "output.enter": signed_in,
    "output.judge": office | director,
    "output.correct": office,
    "return.view": office | scientist | director | auditor,
    "return.send": office | scientist,
    "return.sign": director,
    "clearance.give": office | safety | scientist,
    "history.view": auditor | city_office,
    "object.history": staff | auditor,
    "outbox.view": city_office | auditor,
    "outbox.offer": city_office,
    "mail.view": office | city_office | auditor,
    "mail.send": office | city_office,
    "invitation.renew": invited_by_writer,
    "person.erase": city_office,
    "indicator.enter": city_office,
    "report.list": city_office | auditor,
    "report.edit": city_office,
    "report.sign": city_office,
}
