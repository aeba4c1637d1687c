"""Proposals: drafts that are never lost, people, parts at several facilities, and what may happen
to them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused, Stale
from scicity.platform.files import DOCUMENTS, accepted
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Phrase, name_of, phrase
from scicity.platform.verbs import locked, verb

from ..calls.formcheck import aside
from ..calls.questions import check_answers, tidy
from ..calls.services import follow_form
from ..models import (
    Attachment,
    Call,
    Comment,
    Coupling,
    Proposal,
    ProposalMember,
    ProposalPart,
    ProposalRevision,
    Unit,
)
from ..review.conflicts import look_again, must_not_be_own, office_of
from ..states import PROPOSAL, WORKFLOWS
from .members import invite
from .versions import content_of, settle

MOST_FILES = 20


def may_write(person: Person, call: Call) -> bool:
    """Whether somebody may write in a call now: until the closing, and staff of its facility until
    the internal one.
    """
    return call.is_open or (
        call.is_open_internally and bool(person.facilities_as(*roles.STAFF) & {call.facility_id})
    )


def _must_be_open(person: Person, call: Call) -> None:
    if not may_write(person, call):
        raise Refused(
            phrase("access-proposals-the-call-is-closed-the-proposal"),
        )


@verb
def begin(actor: Person, call: Call, title: str = "") -> Proposal:
    """A draft in a call, with its writer as principal investigator."""
    _must_be_open(actor, call)
    proposal = Proposal(
        code=f"{call.code.upper()[:12].rstrip('-')}-{secrets.token_hex(3).upper()}",
        call=call,
        form=call.form,
        title=title,
    )
    proposal.save()
    ProposalMember(proposal=proposal, person=actor, role=roles.PI).save()
    return proposal


@verb
def save_draft(
    actor: Person,
    proposal: Proposal,
    version: int,
    *,
    title: str | None = None,
    abstract: str | None = None,
    programme: str | None = None,
    answers: Mapping[str, Any] | None = None,
    parts: Mapping[int, Decimal | None] | None = None,
) -> Proposal:
    """Save what was typed, on top of the version that was read.

    Incomplete is fine; a wrong value is kept and told later.

    `parts` maps ids of units to amounts. Raises Stale when somebody saved in between, Refused after
    the closing.
    """
    proposal = locked(Proposal, proposal.pk)
    if proposal.state != "draft":
        raise Refused(phrase("access-proposals-a-submitted-proposal-cannot-be-edited"))
    _must_be_open(actor, proposal.call)
    if proposal.version != version:
        raise Stale
    if title is not None:
        if len(title) > 250:
            raise Invalid(
                phrase("access-proposals-the-title-is-too-long"),
                {"title": phrase("access-proposals-at-most-250-characters")},
            )
        proposal.title = title.strip()
    if abstract is not None:
        proposal.abstract = abstract[:20000]
    if programme is not None:
        proposal.programme = programme[:60]
    if answers is not None:
        proposal.answers = tidy(proposal.form.questions, answers)
    if parts is not None:
        _set_parts(proposal, parts)
    chosen = _units_chosen(proposal)
    for unit in chosen:
        if not proposal.parts.filter(unit=unit).exists():
            ProposalPart(proposal=proposal, unit=unit).save()
    proposal.version = version + 1
    proposal.save()
    ProposalRevision.objects.create(
        proposal=proposal, number=proposal.version, by=actor, content=content_of(proposal)
    )
    return proposal


def _units_chosen(proposal: Proposal) -> list[Unit]:
    """Units that an answer picks: an option of a choice may name one."""
    paths = [
        o["unit"]
        for q in proposal.form.questions
        if q["type"] in ("choice", "choices")
        for o in q["options"]
        if o.get("unit") and o["value"] in _as_list(proposal.answers.get(q["id"]))
    ]
    return list(Unit.objects.filter(path__in=paths)) if paths else []


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _set_parts(proposal: Proposal, parts: Mapping[int, Decimal | None]) -> None:
    offered = units_offered(proposal.call)
    held = {p.unit_id: p for p in proposal.parts.all()}
    for unit_id, amount in parts.items():
        if unit_id not in offered and unit_id not in held:
            raise Invalid(
                phrase("access-proposals-this-call-does-not-offer-that"),
                {"units": phrase("common-choose-again")},
            )
        if amount is not None and (
            not amount.is_finite() or amount <= 0 or amount >= Decimal(10) ** 12
        ):
            raise Invalid(
                phrase("access-proposals-the-amount-asked-for-must-be"),
                {"units": phrase("common-more-than-0")},
            )
        part = held.get(unit_id) or ProposalPart(proposal=proposal, unit_id=unit_id)
        part.amount = amount
        part.save()
    for unit_id, part in held.items():
        if unit_id not in parts:
            part.delete()


def units_offered(call: Call) -> set[int]:
    """The units that a call can give time of: those whose owners agreed."""
    return set(call.offers.filter(state="agreed").values_list("unit_id", flat=True))


def faults(proposal: Proposal) -> dict[str, Phrase]:
    """Everything that keeps a proposal from being submitted, by field."""
    parts = list(proposal.parts.select_related("unit"))
    offered = units_offered(proposal.call)
    wrong = check_answers(
        proposal.form.questions,
        proposal.answers,
        frozenset(proposal.attachments.values_list("question", flat=True)),
        len(parts),
    )
    if not proposal.title:
        wrong["title"] = phrase("common-needed")
    if not proposal.abstract.strip():
        wrong["abstract"] = phrase("common-needed")
    if not parts:
        wrong["units"] = phrase("access-proposals-choose-at-least-one-unit")
    for part in parts:
        if part.unit_id not in offered:
            wrong["units"] = phrase("access-proposals-is-not-in-this-call-choose").fill(
                u=name_of(part.unit)
            )
        elif part.amount is None:
            wrong[f"part-{part.unit_id}"] = phrase("access-proposals-say-how-much").fill(
                u=part.unit.access.name
            )
    return wrong


@verb
def submit(actor: Person, proposal: Proposal, sure: bool = False) -> Proposal:
    """Hand a proposal in.

    Invalid: what is missing. Unsure: it was judged, and the change undoes that; `sure` says that
    one knows.
    """
    proposal = locked(Proposal, proposal.pk)
    state = PROPOSAL.move(proposal.state, "submit")
    _must_be_open(actor, proposal.call)
    wrong = faults(proposal)
    home = actor.organisation
    if proposal.call.kinds_allowed and (
        home is None or home.kind not in proposal.call.kinds_allowed
    ):
        wrong["organisation"] = phrase("access-proposals-this-call-is-for").fill(
            k=", ".join(proposal.call.kinds_allowed)
        )
    if wrong:
        raise Invalid(phrase("access-proposals-the-proposal-is-not-complete-yet"), wrong)
    proposal.state, proposal.submitted_at = state, timezone.now()
    settle(actor, proposal, sure)
    proposal.save()
    look_again(actor, [m.person for m in proposal.members.select_related("person")])
    members = [m.person for m in proposal.members.select_related("person")]
    tell(
        members,
        phrase("access-proposals-proposal-was-submitted").fill(c=proposal.code),
        f"/proposals/{proposal.pk}/",
    )
    tell(
        office_of(proposal.call.facility_id),
        phrase("access-proposals-new-proposal").fill(c=proposal.code),
        f"/proposals/{proposal.pk}/",
    )
    return advance(actor, proposal)


def advance(actor: Person, proposal: Proposal) -> Proposal:
    """Go to the first step of the call's workflow that is not done for the submitted version."""
    steps = WORKFLOWS[proposal.call.workflow][1]
    approved = proposal.ethics_number and proposal.ethics_version == proposal.submitted_version
    verbs = ["begin-ethics"] if "ethics" in steps and not approved else ["begin-technical"]
    if verbs == ["begin-technical"]:
        if hasattr(proposal, "panel_item"):
            verbs.append("begin-review")
        elif "review" not in steps and not proposal.parts.filter(feasibility="open").exists():
            verbs.append("recommend")
    for step in verbs:
        proposal.state = PROPOSAL.move(proposal.state, step)
    proposal.save()
    return proposal


@verb
def reopen(actor: Person, proposal: Proposal) -> Proposal:
    """Back to a draft, while the call is open: the applicant's own way to mend a submitted
    proposal.
    """
    proposal = locked(Proposal, proposal.pk)
    _must_be_open(actor, proposal.call)
    item = getattr(proposal, "panel_item", None)
    if item is not None and (item.done or item.panel.closed_at):
        raise Refused(
            phrase("access-proposals-the-panel-has-concluded-on-it"),
        )
    proposal.state = PROPOSAL.move(proposal.state, "reopen")
    proposal.save()
    follow_form(actor, proposal)
    return proposal


@verb
def withdraw(actor: Person, proposal: Proposal) -> Proposal:
    proposal = locked(Proposal, proposal.pk)
    proposal.state = PROPOSAL.move(proposal.state, "withdraw")
    proposal.save()
    tell(
        [m.person for m in proposal.members.select_related("person")],
        phrase("access-proposals-proposal-was-withdrawn").fill(c=proposal.code),
        f"/proposals/{proposal.pk}/",
    )
    return proposal


@verb
def approve_ethics(actor: Person, proposal: Proposal, number: str) -> Proposal:
    """Note the ethics committee's approval; then the technical review begins."""
    if not number.strip():
        raise Invalid(
            phrase("access-proposals-give-the-number-of-the-ethics"),
            {"number": phrase("common-needed")},
        )
    proposal = locked(Proposal, proposal.pk)
    proposal.state = PROPOSAL.move(proposal.state, "begin-technical")
    must_not_be_own(actor, proposal)
    proposal.ethics_number, proposal.ethics_version = (
        number.strip()[:60],
        proposal.submitted_version,
    )
    proposal.save()
    return proposal


@verb
def clone(actor: Person, proposal: Proposal, call: Call, resubmit: bool = False) -> Proposal:
    """A draft in another call with the same text and units; its people are asked anew.

    A unit that the call lacks must be changed before submitting.
    """
    _must_be_open(actor, call)
    kept, left = aside(call.form.questions, proposal.form.questions, proposal.answers)
    left |= {k: v for k, v in proposal.set_aside.items() if k not in kept and k not in left}
    copy = Proposal(
        code=f"{call.code.upper()[:12].rstrip('-')}-{secrets.token_hex(3).upper()}",
        call=call,
        form=call.form,
        title=proposal.title,
        abstract=proposal.abstract,
        programme=proposal.programme,
        answers=tidy(call.form.questions, kept),
        set_aside=left,
        cloned_from=proposal,
        resubmits=proposal if resubmit else None,
    )
    copy.save()
    ProposalMember(proposal=copy, person=actor, role=roles.PI).save()
    for member in proposal.members.exclude(person=actor).select_related("person"):
        try:
            invite(
                actor,
                copy,
                member.person.email,
                roles.CO_PROPOSER if member.role == roles.PI else member.role,
            )
        except Refused:  # left, or has not answered earlier ones: the copy is made all the same
            continue
    for part in proposal.parts.all():
        ProposalPart(proposal=copy, unit=part.unit, amount=part.amount).save()
    return copy


@verb
def couple(
    actor: Person, first: ProposalPart, second: ProposalPart, kind: str, days: int | None = None
) -> Coupling:
    """Tie two parts of one campaign in time: before, within N days, at the same time."""
    if first.proposal_id != second.proposal_id or first.pk == second.pk:
        raise Invalid(phrase("access-proposals-choose-two-different-parts-of-one"))
    if kind not in dict(Coupling.KINDS):
        raise Invalid(
            phrase("access-proposals-use-before-within-or-simultaneous"),
            {"kind": phrase("common-choose-one")},
        )
    if kind == "within" and not days:
        raise Invalid(
            phrase("access-proposals-say-within-how-many-days"), {"days": phrase("common-needed")}
        )
    proposal = locked(Proposal, first.proposal_id)
    if proposal.state != "draft":
        raise Refused(phrase("access-proposals-a-submitted-proposal-cannot-be-edited"))
    if Coupling.objects.filter(first=second, second=first, kind__in=("before", "within")).exists():
        raise Refused(phrase("access-proposals-this-contradicts-the-order-that-is"))
    coupling = Coupling.objects.filter(first=first, second=second).first() or Coupling(
        first=first, second=second
    )
    coupling.kind, coupling.days = kind, days
    coupling.save()
    return coupling


@verb
def comment(actor: Person, proposal: Proposal, text: str, audience: str = "applicant") -> Comment:
    if not text.strip():
        raise Invalid(
            phrase("access-proposals-write-something-first"), {"text": phrase("common-needed")}
        )
    said = Comment(proposal=proposal, author=actor, audience=audience, text=text.strip()[:10000])
    said.save()
    if audience == "applicant":
        tell(
            [
                m.person
                for m in proposal.members.select_related("person")
                if m.person_id != actor.pk
            ],
            phrase("access-proposals-a-comment-on-proposal").fill(c=proposal.code),
            f"/proposals/{proposal.pk}/",
        )
    return said


@verb
def attach(
    actor: Person, proposal: Proposal, question: str, name: str, content: bytes
) -> Attachment:
    """Keep a file with a proposal. Its kind is told by its first bytes, not only by its name."""
    proposal = locked(Proposal, proposal.pk)
    if proposal.state != "draft":
        raise Refused(phrase("access-proposals-a-submitted-proposal-cannot-be-edited"))
    _must_be_open(actor, proposal.call)
    if not any(q["id"] == question and q["type"] == "file" for q in proposal.form.questions):
        raise Invalid(phrase("access-proposals-the-form-asks-for-no-such"))
    taken = accepted(name, content, question, DOCUMENTS)
    if proposal.attachments.count() >= MOST_FILES:
        raise Invalid(
            phrase("access-proposals-there-are-files-already", most_files=MOST_FILES),
            {question: phrase("common-number")},
        )
    kept = Attachment(
        proposal=proposal, question=question, name=taken.name, size=taken.size, digest=taken.digest
    )
    kept.file.save(taken.stored, ContentFile(content), save=False)
    kept.save()
    return kept
