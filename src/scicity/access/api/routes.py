"""The operations."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from itertools import zip_longest
from typing import Annotated, Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import AwareDatetime, Field

from scicity.platform import mails, outbox, roles
from scicity.platform.api import types
from scicity.platform.api.door import api
from scicity.platform.api.route import route
from scicity.platform.errors import Invalid
from scicity.platform.models import Event, Mail, OutboxRecord
from scicity.platform.phrases import phrase

from .. import edited
from ..formcheck import check_form
from ..models import (
    Assignment,
    Booking,
    Call,
    CallUnit,
    Conflict,
    Facility,
    FormVersion,
    Grant,
    Invitation,
    LogEntry,
    Output,
    OutputLink,
    Panel,
    PanelProposal,
    Plan,
    Proposal,
    ProposalPart,
    RunCycle,
    Session,
    Unit,
)
from ..services import (
    allocation,
    billing,
    bookings,
    calls,
    conflicts,
    grants,
    members,
    outputs,
    plans,
    proposals,
    review,
    runs,
    sessions,
    versions,
)
from ..views.others import visible_claims
from ..views.proposals import visible
from . import schemas as s

EDITED: tuple[tuple[str, str, Any, Any, str], ...] = (
    (
        "/parts/{pk}/technical-review",
        "part.review",
        ProposalPart,
        edited.PART,
        "Your technical review of a part",
    ),
    ("/reviews/{pk}", "review.view", Assignment, edited.REVIEW, "Your review"),
    (
        "/panel-items/{pk}/conclude",
        "panel.conclude",
        PanelProposal,
        edited.CONCLUSION,
        "What the panel concluded",
    ),
    ("/proposals/{pk}/decision", "decision.make", Proposal, edited.DECISION, "What was decided"),
    (
        "/offers/{pk}/answer",
        "offer.answer",
        CallUnit,
        edited.OFFER,
        "What was asked and answered of a unit in a call",
    ),
    (
        "/sessions/{pk}/safety",
        "session.declare",
        Session,
        edited.DECLARATION,
        "The safety declaration",
    ),
    (
        "/sessions/{pk}/times",
        "session.run",
        Session,
        edited.TIMES,
        "When a session actually began and ended",
    ),
    ("/log-entries/{pk}/correction", "log.correct", LogEntry, edited.ENTRY, "A line of a run log"),
    (
        "/outputs/{pk}/correction",
        "output.correct",
        Output,
        edited.OUTPUT,
        "What is said of an output",
    ),
)


def _readable(path: str, permission: str, of: Any, edits: Any, told: str) -> None:
    """What is changed at an address is read there, with the ETag that the change must name."""

    def read(request: HttpRequest, thing: Any) -> Any:
        return {
            "id": thing.pk,
            "values": {
                n: x.now if isinstance(x.now, str) else list(x.now)
                for n, x in edits.lines(thing, request.user).items()
            },
        }

    read.__name__ = f"read{path.replace('/', '_').replace('{pk}', '').replace('-', '_')}"
    read.__doc__ = f"{told}, as it stands. Its ETag goes into `If-Match` of the change."
    route("GET", path, permission, s.EditedOut, of=of, edits=edits)(read)


for _edited in EDITED:
    _readable(*_edited)

Offset = Annotated[int, Query(ge=0, le=10**6)]
Limit = Annotated[int, Query(ge=1, le=200)]


@route("GET", "/me", "signed-in", s.MeOut)
def me(request: HttpRequest) -> Any:
    person: Any = request.user
    return {
        "key": person.key,
        "email": person.email,
        "name": person.name,
        "roles": sorted(f"{role}@{facility or 'city'}" for role, facility in person.grants),
    }


@route("GET", "/facilities", "public", list[s.FacilityOut], auth=False)
def facility_list(request: HttpRequest) -> Any:
    return Facility.objects.all()


@route("GET", "/units", "public", list[s.UnitOut], auth=False)
def unit_list(request: HttpRequest) -> Any:
    return Unit.objects.all()


def _call(call: Call) -> dict[str, Any]:
    return {
        "id": call.pk,
        "code": call.code,
        "facility_id": call.facility_id,
        "title_zh": call.title_zh,
        "title_en": call.title_en,
        "kind": call.kind,
        "workflow": call.workflow,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "open": call.is_open,
        "offers": [o for o in call.offers.all() if o.state == "agreed"],
        "questions": call.form.questions,
    }


@route("GET", "/calls", "public", list[s.CallOut], auth=False)
def call_list(request: HttpRequest) -> Any:
    return [
        _call(c)
        for c in Call.objects.filter(active=True)
        .select_related("form")
        .prefetch_related("offers")[:200]
    ]


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.pk,
        "code": proposal.code,
        "call_id": proposal.call_id,
        "title": proposal.title,
        "abstract": proposal.abstract,
        "answers": proposal.answers,
        "set_aside": proposal.set_aside,
        "state": proposal.state,
        "version": proposal.version,
        "submitted_version": proposal.submitted_version,
        "parts": list(proposal.parts.all()),
        "members": [
            {"name": m.person.shown, "role": m.role}
            for m in proposal.members.select_related("person")
        ],
    }


@route(
    "GET",
    "/forms/{pk}",
    "form.manage",
    s.FormOut,
    of=FormVersion,
    related=("template",),
    edits=edited.FORM,
)
def form_get(request: HttpRequest, thing: FormVersion) -> Any:
    """A version of a form, with what keeps it from being published."""
    return _form(thing)


@route(
    "POST",
    "/forms/{pk}/questions",
    "form.manage",
    s.FormOut,
    of=FormVersion,
    scope="office",
    related=("template",),
    edits=edited.FORM,
)
def form_save(request: HttpRequest, thing: FormVersion, data: s.QuestionsIn) -> Any:
    """Change a draft of a form; of a published one a new version is begun."""
    return _form(calls.save_form(request.user, thing, data.questions))


def _form(version: FormVersion) -> dict[str, Any]:
    return {
        "id": version.pk,
        "name": version.template.name,
        "number": version.number,
        "published_at": version.published_at,
        "questions": version.questions,
        "faults": {k: str(v) for k, v in check_form(version.questions).items()},
    }


@route(
    "POST",
    "/forms/{pk}/publish",
    "form.manage",
    s.FormOut,
    of=FormVersion,
    scope="office",
    related=("template",),
)
def form_publish(request: HttpRequest, thing: FormVersion) -> Any:
    """Publish a version; 422 names what is wrong by question."""
    return _form(calls.publish_form(request.user, thing))


@route("POST", "/calls/{pk}/form", "call.manage", s.ReplacedOut, of=Call, scope="office")
def call_form(request: HttpRequest, thing: Call, data: s.FormIn) -> Any:
    """Replace a form that has a fault, in an open call: no answer is lost."""
    form = FormVersion.objects.select_related("template").filter(pk=data.form_id).first()
    if form is None:
        raise Http404
    return {
        "state": "replaced",
        "drafts": calls.replace_form(request.user, thing, form, data.reason),
    }


@route("GET", "/proposals", "proposal.list", s.ProposalList)
def proposal_list(request: HttpRequest, offset: Offset = 0, limit: Limit = 50) -> Any:
    rows = visible(request.user).order_by("-id")
    return {"count": rows.count(), "items": list(rows[offset : offset + limit])}


@route("POST", "/proposals", "signed-in", s.ProposalOut, scope="proposals")
def proposal_begin(request: HttpRequest, data: s.BeginIn) -> Any:
    call = Call.objects.filter(pk=data.call_id).first()
    if call is None:
        raise Http404
    return _proposal(proposals.begin(request.user, call, data.title))


@route(
    "GET", "/proposals/{pk}", "proposal.view", s.ProposalOut, of=Proposal, edits=edited.PROPOSALS
)
def proposal_get(request: HttpRequest, thing: Proposal) -> Any:
    return _proposal(thing)


@route(
    "PATCH",
    "/proposals/{pk}",
    "proposal.edit",
    s.ProposalOut,
    of=Proposal,
    scope="proposals",
    edits=edited.PROPOSALS,
)
def proposal_save(request: HttpRequest, thing: Proposal, data: s.DraftIn) -> Any:
    parts = {int(k): v for k, v in data.parts.items()} if data.parts is not None else None
    return _proposal(
        proposals.save_draft(
            request.user,
            thing,
            data.version,
            title=data.title,
            abstract=data.abstract,
            answers=data.answers,
            parts=parts,
        )
    )


@route(
    "POST", "/proposals/{pk}/submit", "proposal.submit", types.Done, of=Proposal, scope="proposals"
)
def proposal_submit(request: HttpRequest, thing: Proposal, sure: bool = False) -> Any:
    """Hand in.

    Of a proposal that was judged and changed since, 409 says what that undoes: send it again with
    `?sure=true`.
    """
    return proposals.submit(request.user, thing, sure)


@route(
    "POST", "/proposals/{pk}/reopen", "proposal.lead", types.Done, of=Proposal, scope="proposals"
)
def proposal_reopen(request: HttpRequest, thing: Proposal) -> Any:
    """Take a submitted proposal back to change it, while the call is open."""
    return proposals.reopen(request.user, thing)


@route("GET", "/proposals/{pk}/versions", "proposal.versions", list[s.VersionOut], of=Proposal)
def proposal_versions(request: HttpRequest, thing: Proposal) -> Any:
    """The versions that were handed in, newest first, each with what differs from the one
    before.
    """
    kept = versions.submitted(thing)
    return [
        {
            "number": r.number,
            "submitted_at": r.submitted_at,
            "content": r.content,
            "differences": [
                {"field_zh": d.field.zh, "field_en": d.field.en, "old": d.old, "new": d.new}
                for d in (versions.differences(thing, o.content, r.content) if o else [])
            ],
        }
        for r, o in zip_longest(kept, kept[1:])
    ]


@route(
    "POST", "/proposals/{pk}/withdraw", "proposal.lead", types.Done, of=Proposal, scope="proposals"
)
def proposal_withdraw(request: HttpRequest, thing: Proposal) -> Any:
    return proposals.withdraw(request.user, thing)


@route(
    "POST", "/proposals/{pk}/clone", "proposal.edit", s.ProposalOut, of=Proposal, scope="proposals"
)
def proposal_clone(request: HttpRequest, thing: Proposal, data: s.CloneIn) -> Any:
    call = Call.objects.filter(pk=data.call_id).first()
    if call is None:
        raise Http404
    return _proposal(proposals.clone(request.user, thing, call, data.resubmit))


@route(
    "POST", "/proposals/{pk}/members", "proposal.edit", s.InviteOut, of=Proposal, scope="proposals"
)
def proposal_invite(request: HttpRequest, thing: Proposal, data: s.InviteIn) -> Any:
    """Ask somebody to join: `added` only once they say yes.

    The code is for who has no account yet.
    """
    invitation, code = members.invite(request.user, thing, data.email, data.role)
    return {"id": invitation.pk, "added": False, "code": code}


@route("GET", "/invitations", "invitation.list", list[s.InvitationOut])
def invitation_list(request: HttpRequest) -> Any:
    person: Any = request.user
    return [
        {
            "id": i.pk,
            "proposal": i.proposal.code,
            "role": i.role,
            "expires_at": i.expires_at,
            "invited_by": i.invited_by.name if i.invited_by else "",
        }
        for i in members.pending(person)
    ]


@route(
    "POST",
    "/invitations/{pk}/accept",
    "invitation.own",
    types.Done,
    of=Invitation,
    scope="proposals",
)
def invitation_accept(request: HttpRequest, thing: Invitation) -> Any:
    return members.accept(request.user, thing)


@route(
    "POST",
    "/invitations/{pk}/decline",
    "invitation.own",
    types.Done,
    of=Invitation,
    scope="proposals",
)
def invitation_decline(request: HttpRequest, thing: Invitation) -> Any:
    members.decline(request.user, thing)
    return {"state": "declined"}


@route(
    "POST",
    "/invitations/{pk}/renewal",
    "invitation.renew",
    s.InviteOut,
    of=Invitation,
    scope="proposals",
    related=("proposal__call__facility",),
)
def invitation_renew(request: HttpRequest, thing: Invitation) -> Any:
    """Ask once more, with a new code and a new term; the code of before is of no use any more."""
    invitation, code = members.renew(request.user, thing)
    return {"id": invitation.pk, "added": False, "code": code}


@route("GET", "/mail", "mail.view", list[s.MailOut])
def mail_list(
    request: HttpRequest,
    fate: Annotated[str, Field(pattern="^(waiting|sent|failed)?$")] = "",
    before: Annotated[int, Query(ge=1, le=2**63 - 1)] = 2**63 - 1,
    limit: Limit = 100,
) -> Any:
    """What became of each mail, newest first: waiting, sent, or failed with the reason."""
    person: Any = request.user
    return list(
        mails.of_fate(mails.seen_by(person), fate).filter(pk__lt=before).order_by("-id")[:limit]
    )


@route("POST", "/mail/again", "mail.send", s.AgainOut, scope="office")
def mail_all_again(request: HttpRequest) -> Any:
    """Send again all that failed, and nothing else."""
    person: Any = request.user
    return {"again": mails.send_all_again(person)}


@route("POST", "/mail/{pk}/again", "mail.send", s.MailOut, of=Mail, scope="office")
def mail_again(request: HttpRequest, thing: Mail) -> Any:
    """Send again one that failed."""
    person: Any = request.user
    return mails.send_again(person, thing)


@route("GET", "/offers", "offer.list", list[s.OfferFull])
def offer_list(request: HttpRequest) -> Any:
    """What other facilities' calls ask of one's own units."""
    person: Any = request.user
    return calls.requests(person)


@route(
    "POST",
    "/offers/{pk}/answer",
    "offer.answer",
    types.Done,
    of=CallUnit,
    scope="office",
    related=("unit", "call"),
    edits=edited.OFFER,
)
def offer_answer(request: HttpRequest, thing: CallUnit, data: s.AnswerIn) -> Any:
    """The owner's word: an amount gives that much, none declines, with the reason."""
    return calls.answer(request.user, thing, data.amount, data.reason)


@route(
    "POST",
    "/proposals/{pk}/comments",
    "proposal.comment",
    types.Done,
    of=Proposal,
    scope="proposals",
)
def proposal_comment(request: HttpRequest, thing: Proposal, data: s.TextIn) -> Any:
    proposals.comment(request.user, thing, data.text)
    return thing


@route(
    "POST", "/proposals/{pk}/appeal", "proposal.lead", types.Done, of=Proposal, scope="proposals"
)
def proposal_appeal(request: HttpRequest, thing: Proposal, data: s.TextIn) -> Any:
    return allocation.appeal(request.user, thing, data.text)


@route(
    "POST",
    "/proposals/{pk}/decision",
    "decision.make",
    types.Done,
    of=Proposal,
    scope="office",
    edits=edited.DECISION,
)
def proposal_decide(request: HttpRequest, thing: Proposal, data: s.DecideIn) -> Any:
    parts = {p.pk: p for p in thing.parts.select_related("unit")}
    if any(v.part_id not in parts for v in data.verdicts):
        raise Invalid(phrase("access-routes-a-verdict-names-a-part-that"))
    said = [
        allocation.Verdict(parts[v.part_id], v.outcome, v.amount, v.comment) for v in data.verdicts
    ]
    return allocation.decide(request.user, thing, said, data.version)


@route(
    "POST",
    "/parts/{pk}/technical-review",
    "part.review",
    types.Done,
    of=ProposalPart,
    scope="review",
    edits=edited.PART,
)
def technical_review(request: HttpRequest, thing: ProposalPart, data: s.TechnicalIn) -> Any:
    review.review_technically(
        request.user,
        thing,
        data.state,
        data.amount,
        data.comment_applicant,
        data.comment_private,
        data.version,
    )
    return Proposal.objects.get(pk=thing.proposal_id)


@route(
    "POST",
    "/reviews/{pk}",
    "review.write",
    types.Done,
    of=Assignment,
    scope="review",
    edits=edited.REVIEW,
)
def review_write(request: HttpRequest, thing: Assignment, data: s.ScoreIn) -> Any:
    review.score(
        request.user,
        thing,
        data.scores,
        data.comment_applicant,
        data.comment_hidden,
        data.submit,
        data.version,
    )
    return {"state": "submitted" if data.submit else "draft"}


@route("GET", "/panels/{pk}/ranking", "panel.meet", list[s.RankOut], of=Panel)
def ranking(request: HttpRequest, thing: Panel) -> Any:
    return [
        {
            "item_id": r.item.pk,
            "proposal_id": r.item.proposal_id,
            "code": r.item.proposal.code,
            "place": r.place,
            "grade": r.shown,
            "spread": r.grade.spread,
            "reviewers": r.grade.reviewers,
            "quorum": r.quorum,
            "done": r.item.done,
        }
        for r in review.ranking(thing, request.user)
        if r.mine
    ]


@route("POST", "/panel-items/{pk}/move", "panel.rank", types.Done, of=PanelProposal, scope="review")
def item_move(request: HttpRequest, thing: PanelProposal, data: s.MoveIn) -> Any:
    review.move(request.user, thing, data.place)
    return {"state": "moved"}


@route(
    "POST",
    "/panel-items/{pk}/conclude",
    "panel.conclude",
    types.Done,
    of=PanelProposal,
    scope="review",
    edits=edited.CONCLUSION,
)
def item_conclude(request: HttpRequest, thing: PanelProposal, data: s.ConcludeIn) -> Any:
    review.conclude(
        request.user, thing, data.recommendation, data.comment_applicant, data.comment_hidden
    )
    return {"state": "done"}


@route("POST", "/panels/{pk}/close", "panel.conclude", types.Done, of=Panel, scope="review")
def panel_close(request: HttpRequest, thing: Panel) -> Any:
    review.close_meeting(request.user, thing)
    return {"state": "closed"}


@route("GET", "/panels/{pk}/conflicts", "conflict.view", list[s.ConflictOut], of=Panel)
def conflict_list(request: HttpRequest, thing: Panel) -> Any:
    return [
        {
            "id": c.pk,
            "proposal": c.proposal.code,
            "person": c.person.name,
            "kind": c.reason,
            "severity": c.kind.severity,
            "note": c.note,
            "waiver_reason": c.waiver_reason,
            "waived": c.waived_at is not None,
        }
        for c in conflicts.of_panel(thing)
    ]


@route("POST", "/conflicts/{pk}/waiver", "conflict.waive", types.Done, of=Conflict, scope="office")
def waiver_ask(request: HttpRequest, thing: Conflict, data: s.ReasonIn) -> Any:
    """Ask that a conflict be set aside; a second person must agree."""
    conflicts.ask_waiver(request.user, thing, data.reason)
    return {"state": "asked"}


@route(
    "POST",
    "/conflicts/{pk}/waiver/answer",
    "conflict.waive",
    types.Done,
    of=Conflict,
    scope="office",
)
def waiver_answer(request: HttpRequest, thing: Conflict, data: s.AgreeIn) -> Any:
    """The second person's word."""
    return {
        "state": "waived"
        if conflicts.waive(request.user, thing, data.agree).waived_at
        else "refused"
    }


def _claim(x: OutputLink) -> dict[str, Any]:
    o = x.output
    return {
        "id": x.pk,
        "output_id": o.pk,
        "facility_id": x.facility_id,
        "proposal_id": x.proposal_id,
        "state": x.state,
        "kind": o.kind,
        "identifier": o.identifier,
        "title": o.title,
        "journal": o.journal,
        "published": o.published,
        "said": x.said or {},
        "mine": False,
    }


@route("GET", "/outputs", "output.list", list[s.ClaimOut])
def output_list(request: HttpRequest, limit: Limit = 100) -> Any:
    """Claims of outputs that one may see: one's own proposals', one's facilities'."""
    person: Any = request.user
    rows = visible_claims(person).select_related("output").order_by("-pk")[:limit]
    return [{**_claim(x), "mine": x.by_id == person.pk} for x in rows]


@route("POST", "/outputs", "output.enter", s.ClaimOut, scope="proposals")
def output_claim(request: HttpRequest, data: s.ClaimIn) -> Any:
    """Claim an output for a proposal on which one is, or for one's own facility.

    It counts once somebody else confirms it.
    """
    facility = Facility.objects.filter(pk=data.facility_id).first()
    proposal = Proposal.objects.filter(pk=data.proposal_id).first() if data.proposal_id else None
    if facility is None or (data.proposal_id and proposal is None):
        raise Http404
    said = outputs.Said(data.kind, data.identifier, data.title, data.published, data.journal)
    return {**_claim(outputs.claim(request.user, facility, proposal, said)), "mine": True}


@route(
    "POST",
    "/output-claims/{pk}",
    "output.judge",
    types.Done,
    of=OutputLink,
    scope="office",
    related=("output", "facility", "proposal"),
)
def output_judge(request: HttpRequest, thing: OutputLink, data: s.ConfirmIn) -> Any:
    """Confirm or reject a claim of somebody else; taking back a confirmation needs a reason."""
    return outputs.judge(request.user, thing, data.confirm, data.reason)


@route(
    "POST",
    "/outputs/{pk}/correction",
    "output.correct",
    types.Done,
    of=Output,
    scope="office",
    edits=edited.OUTPUT,
)
def output_correct(request: HttpRequest, thing: Output, data: s.CorrectIn) -> Any:
    """Mend what is said of a confirmed output, with a reason."""
    outputs.correct(
        request.user, thing, data.dict(exclude={"reason"}, exclude_none=True), data.reason
    )
    return {"state": "corrected"}


def _session(x: Session) -> dict[str, Any]:
    return {
        "id": x.pk,
        "part_id": x.part_id,
        "unit_id": x.unit_id,
        "start": x.start,
        "end": x.end,
        "state": x.state,
        "safety": x.safety.state,
        "safety_version": x.safety.version,
        "started_at": x.started_at,
        "stopped_at": x.stopped_at,
    }


@route("GET", "/sessions", "session.list", list[s.SessionOut])
def session_list(request: HttpRequest, limit: Limit = 100) -> Any:
    person: Any = request.user
    rows = Session.objects.select_related("safety")
    mine = (
        rows.filter(visits__person=person)
        | rows.filter(part__proposal__members__person=person)
        | rows.filter(unit__facility__in=person.facilities_as(*roles.STAFF))
    )
    return [_session(x) for x in mine.distinct().order_by("-start")[:limit]]


@route(
    "POST",
    "/parts/{pk}/sessions",
    "session.schedule",
    s.SessionOut,
    of=ProposalPart,
    scope="sessions",
)
def session_make(request: HttpRequest, thing: ProposalPart, data: s.Slot) -> Any:
    return _session(sessions.schedule(request.user, thing, data.start, data.end))


@route("GET", "/sessions/{pk}", "session.view", s.SessionOut, of=Session)
def session_get(request: HttpRequest, thing: Session) -> Any:
    return _session(thing)


@route(
    "POST",
    "/sessions/{pk}/safety",
    "session.declare",
    types.Done,
    of=Session,
    scope="sessions",
    edits=edited.DECLARATION,
)
def session_declare(request: HttpRequest, thing: Session, data: s.DeclareIn) -> Any:
    return sessions.declare(
        request.user, thing, data.samples, data.chemicals, data.measures, data.submit, data.sure
    )


@route(
    "POST",
    "/sessions/{pk}/safety/scientist",
    "session.safety-scientist",
    types.Done,
    of=Session,
    scope="sessions",
)
def session_check(request: HttpRequest, thing: Session, data: s.JudgeIn) -> Any:
    return sessions.judge_safety(
        request.user, thing, roles.INSTRUMENT_SCIENTIST, data.approve, data.remark, data.version
    )


@route(
    "POST",
    "/sessions/{pk}/safety/officer",
    "session.safety",
    types.Done,
    of=Session,
    scope="sessions",
)
def session_approve(request: HttpRequest, thing: Session, data: s.JudgeIn) -> Any:
    return sessions.judge_safety(
        request.user, thing, roles.SAFETY, data.approve, data.remark, data.version
    )


@route("POST", "/sessions/{pk}/start", "session.run", s.SessionOut, of=Session, scope="sessions")
def session_start(request: HttpRequest, thing: Session, data: s.StartIn | None = None) -> Any:
    """Begin: now, or when it actually began."""
    return _session(runs.start(request.user, thing, data.started_at if data else None))


def _entry(e: LogEntry) -> dict[str, Any]:
    plain = (
        "line",
        "kind",
        "at",
        "noted_at",
        "text",
        "cause",
        "minutes_lost",
        "energy_mj",
        "on_target",
        "within_tolerance",
        "reason",
        "struck",
    )
    return {
        "id": e.pk,
        "by": e.by.shown,
        "replaces": e.replaces_id,
        "standing": not e.struck and not hasattr(e, "replaced_by"),
        **{n: getattr(e, n) for n in plain},
    }


@route("GET", "/sessions/{pk}/log", "session.view", list[s.EntryOut], of=Session)
def session_log_list(request: HttpRequest, thing: Session) -> Any:
    """The run log with its history: a line that was corrected stays, and what `replaces` it says
    why.
    """
    return [_entry(e) for e in thing.log.select_related("by", "replaced_by")]


@route("POST", "/sessions/{pk}/log", "session.log", s.LoggedOut, of=Session, scope="sessions")
def session_log(request: HttpRequest, thing: Session, data: s.LogIn) -> Any:
    """A line of the run log; `at` is when it happened, now by default.

    Faults and lost time are for those who run the unit.
    """
    entry = runs.log(
        request.user, thing, data.kind, at=data.at, **data.dict(exclude={"kind", "at"})
    )
    return {"state": "logged", "id": entry.pk}


@route(
    "POST",
    "/log-entries/{pk}/correction",
    "log.correct",
    s.EntryOut,
    of=LogEntry,
    scope="sessions",
    related=("session__unit__facility",),
    edits=edited.ENTRY,
)
def entry_correct(request: HttpRequest, thing: LogEntry, data: s.EntryCorrectIn) -> Any:
    """Correct a line, with a reason: what is not given stays as it was; `strike` says that there
    was nothing.
    """
    before = {
        n: getattr(thing, n)
        for n in ("text", "cause", "minutes_lost", "energy_mj", "on_target", "within_tolerance")
    }
    said = runs.Said(
        **{**before, **data.dict(exclude={"reason", "at", "strike"}, exclude_unset=True)}
    )
    return _entry(
        runs.correct(request.user, thing, data.reason, None if data.strike else said, data.at)
    )


@route("POST", "/sessions/{pk}/stop", "session.run", s.SessionOut, of=Session, scope="sessions")
def session_stop(request: HttpRequest, thing: Session, data: s.StopIn | None = None) -> Any:
    """End: now, or when it actually ended."""
    return _session(
        runs.stop(
            request.user,
            thing,
            started=data.started_at if data else None,
            stopped=data.stopped_at if data else None,
            note=data.note if data else "",
        )
    )


@route(
    "POST",
    "/sessions/{pk}/times",
    "session.run",
    s.SessionOut,
    of=Session,
    scope="sessions",
    related=("unit__facility", "part__proposal"),
    edits=edited.TIMES,
)
def session_times(request: HttpRequest, thing: Session, data: s.TimesIn) -> Any:
    """Correct when a session actually began and ended, with a reason."""
    return _session(
        runs.correct_times(request.user, thing, data.started_at, data.stopped_at, data.reason)
    )


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


def _grant(g: Grant) -> dict[str, Any]:
    return {
        "id": g.pk,
        "unit_id": g.unit_id,
        "proposal_id": g.part.proposal_id,
        "account": g.account,
        "amount": g.amount,
        "used": g.used,
    }


@route(
    "GET",
    "/grants/{pk}",
    "grant.view",
    s.GrantOut,
    of=Grant,
    related=("part__proposal__call", "unit"),
)
def grant_get(request: HttpRequest, thing: Grant) -> Any:
    return _grant(thing)


@route(
    "POST",
    "/grants/{pk}/draws",
    "grant.draw",
    s.GrantOut,
    of=Grant,
    scope="office",
    related=("part__proposal__call", "unit"),
)
def grant_draw(request: HttpRequest, thing: Grant, data: s.DrawIn) -> Any:
    use = grants.draw(request.user, thing, data.amount, data.kind, data.note, data.key)
    return _grant(use.grant)


@route("GET", "/events", "history.view", list[s.EventOut])
def event_list(
    request: HttpRequest, after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0, limit: Limit = 100
) -> Any:
    return list(Event.objects.filter(number__gt=after).order_by("number")[:limit])


def _refused(record: OutboxRecord) -> dict[str, Any]:
    plain = (
        "stream",
        "row",
        "withdraw",
        "made_at",
        "refused_at",
        "reason",
        "offers",
        "offered_at",
        "offered_by",
    )
    return {
        "id": record.pk,
        "reason_zh": outbox.reason_of(record).zh,
        **{name: getattr(record, name) for name in plain},
    }


@route("GET", "/refused-records", "outbox.view", list[s.RefusedOut])
def refused_list(
    request: HttpRequest, after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0, limit: Limit = 100
) -> Any:
    """Records of the site that the ledger refused, with the reasons."""
    return [_refused(r) for r in outbox.refused().filter(pk__gt=after)[:limit]]


@route(
    "POST",
    "/refused-records/{pk}/offer",
    "outbox.offer",
    s.RefusedOut,
    of=OutboxRecord,
    scope="office",
)
def refused_offer(request: HttpRequest, thing: OutboxRecord) -> Any:
    """Have a refused record delivered after all, once what was wrong is mended."""
    return _refused(outbox.offer_again(request.user, thing))


__all__ = ["api"]


@route("GET", "/facilities/{pk}/plans", "plan.list", list[s.PlanOut], of=Facility)
def plan_list(request: HttpRequest, thing: Facility) -> Any:
    return Plan.objects.filter(facility=thing).defer(
        "problem", "placements", "prices", "trace", "changes"
    )[:200]


@route(
    "POST",
    "/cycles/{pk}/plans",
    "plan.make",
    s.PlanOut,
    of=RunCycle,
    scope="office",
    related=("facility",),
)
def plan_draw_up(request: HttpRequest, thing: RunCycle, data: s.PlanIn) -> Any:
    return plans.draw_up(request.user, thing, data.seconds)


@route("GET", "/plans/{pk}", "plan.view", s.PlanFull, of=Plan)
def plan_get(request: HttpRequest, thing: Plan) -> Any:
    return thing


@route(
    "POST",
    "/plans/{pk}/moves",
    "plan.make",
    s.PlanOut,
    of=Plan,
    scope="office",
    related=("cycle__facility",),
)
def plan_move(request: HttpRequest, thing: Plan, data: s.PlanMoveIn) -> Any:
    return plans.move(request.user, thing, data.experiment, data.unit, data.start, data.visit)


@route("POST", "/plans/{pk}/publish", "plan.publish", s.PlanOut, of=Plan, scope="office")
def plan_publish(request: HttpRequest, thing: Plan) -> Any:
    return plans.publish(request.user, thing)
