"""Proposals: lists, the editor that saves itself, one proposal with all that happened to it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.files import MOST_BYTES
from scicity.platform.models import Event
from scicity.platform.permissions import allowed
from scicity.platform.phrases import Phrase, phrase
from scicity.platform.typed import number_typed
from scicity.platform.views.page import act, chosen, page, person_by_email, show, whole

from ..allocation import services as allocation
from ..calls.questions import HAZARDS, check_answers
from ..calls.questions import shown as asked
from ..calls.services import open_calls
from ..exporters import pdf
from ..models import Attachment, Call, Coupling, Invitation, Proposal, ProposalMember, ProposalPart
from ..states import PROPOSAL, SESSION
from . import edited, versions
from . import members as people
from . import services as service


def visible(person: Any) -> Any:
    """The proposals that somebody may see, as one query."""
    rows = Proposal.objects.all()
    if (roles.AUDITOR, None) in person.grants:
        return rows
    staff = person.facilities_as(*roles.STAFF)
    mine = Q(pk__in=ProposalMember.objects.filter(person=person).values("proposal"))
    if not staff:
        return rows.filter(mine)
    here = ProposalPart.objects.filter(unit__facility__in=staff).values("proposal")
    return rows.filter(mine | (~Q(state="draft") & (Q(call__facility__in=staff) | Q(pk__in=here))))


@page("proposal.list")
def index(request: HttpRequest) -> HttpResponse:
    rows = visible(request.user)
    state, query = request.GET.get("state", ""), request.GET.get("q", "").strip()
    call = request.GET.get("call", "")
    if state in PROPOSAL.states:
        rows = rows.filter(state=state)
    if call.isdigit() and len(call) < 19:
        rows = rows.filter(call=call)
    if query:
        rows = rows.filter(Q(code__icontains=query) | Q(title__icontains=query))
    pages = Paginator(
        rows.select_related("call__facility").prefetch_related("parts__unit").order_by("-id"), 50
    )
    shown = pages.get_page(request.GET.get("page"))
    return show(
        request,
        "access/proposals",
        pages=shown,
        state=state,
        query=query,
        call=call,
        PROPOSAL=PROPOSAL,
    )


@act("signed-in", of=Call)
def begin(request: HttpRequest, call: Call) -> Any:
    return reverse("proposal-edit", args=[service.begin(request.user, call).pk])


def _typed(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """What stands in the editor: answers by question, parts by unit.

    An amount that is no number is told, the rest is kept.
    """
    answers: dict[str, Any] = {}
    for q in proposal.form.questions:
        name = f"q-{q['id']}"
        if q["type"] == "choices":
            answers[q["id"]] = request.POST.getlist(name)
        elif q["type"] in ("samples", "chemicals"):
            answers[q["id"]] = rows_typed(request, name, q["type"])
        elif name in request.POST:
            value = request.POST[name]
            answers[q["id"]] = (
                _as_number(value.strip())
                if q["type"] == "number"
                else value.strip()
                if q["type"] == "date"
                else value
            )
    parts: dict[int, Decimal | None] = {}
    for unit in request.POST.getlist("units"):
        if unit.isdigit() and len(unit) < 19:
            text = request.POST.get(f"amount-{unit}", "").strip()
            parts[int(unit)] = number_typed(text, f"part-{unit}") if text else None
    return {
        "title": request.POST.get("title", ""),
        "abstract": request.POST.get("abstract", ""),
        "programme": request.POST.get("programme", ""),
        "answers": answers,
        "parts": parts,
    }


def _as_number(text: str) -> str:
    """A number as it is kept; what could be read in two ways stays as it was typed, and is told."""
    try:
        return f"{number_typed(text):f}" if text else ""
    except Invalid:
        return text


def rows_typed(request: HttpRequest, name: str, kind: str) -> list[dict[str, str]]:
    columns = ("name", "amount", "hazard") if kind == "samples" else ("name", "cas", "amount")
    lists = [request.POST.getlist(f"{name}-{c}") for c in columns]
    return [
        row
        for values in zip(*lists, strict=False)
        if (row := dict(zip(columns, (v.strip() for v in values), strict=True)))["name"]
    ]


@act("proposal.edit", of=Proposal, edits=edited.PROPOSALS)
def autosave(request: HttpRequest, proposal: Proposal) -> Any:
    saved = service.save_draft(
        request.user, proposal, whole(request, "version"), **_typed(request, proposal)
    )
    wrong = check_answers(saved.form.questions, saved.answers, complete=False)
    said = phrase("access-proposals-saved")
    if wrong:
        said = phrase("access-proposals-saved-answers-need-attention").fill(n=len(wrong))
    return JsonResponse(
        {
            "version": saved.version,
            "said": str(said),
            "faults": {k: str(v) for k, v in wrong.items()},
        }
    )


@page(
    "proposal.edit",
    of=Proposal,
    methods=("GET", "POST"),
    related=("call__facility", "form"),
    edits=edited.PROPOSALS,
)
def edit(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    faults: dict[str, Phrase] = {}
    error, undone = "", []
    if request.method == "POST":
        try:
            proposal = service.save_draft(
                request.user, proposal, whole(request, "version"), **_typed(request, proposal)
            )
            for key, upload in request.FILES.items():
                service.attach(
                    request.user,
                    proposal,
                    key.removeprefix("file-"),
                    upload.name or "file",
                    upload.read(MOST_BYTES + 1),
                )
            if request.POST.get("then") == "submit":
                service.submit(request.user, proposal, sure=bool(request.POST.get("sure")))
                return redirect(f"{reverse('proposal', args=[proposal.pk])}?submitted=1")
            faults = check_answers(proposal.form.questions, proposal.answers, complete=False)
            if not faults:
                messages.success(request, str(phrase("access-proposals-draft-saved")))
                return redirect("proposal-edit", pk=proposal.pk)
        except versions.Unsure as refusal:
            proposal.refresh_from_db()
            error, undone = str(refusal.phrase), refusal.undone
        except Refused as refusal:
            faults, error = refusal.fields, str(refusal)
    return _editor(request, proposal, faults, error, undone)


def _editor(
    request: HttpRequest,
    proposal: Proposal,
    faults: dict[str, Phrase],
    error: str,
    undone: list[Phrase],
) -> HttpResponse:
    writable = proposal.state == "draft" and service.may_write(request.user, proposal.call)
    if not writable:
        return redirect("proposal", pk=proposal.pk)
    parts = {p.unit_id: p for p in proposal.parts.select_related("unit__facility")}
    offers = list(proposal.call.offers.filter(state="agreed").select_related("unit__facility"))
    foreign = [p for u, p in parts.items() if u not in {o.unit_id for o in offers}]
    answers = dict(proposal.answers)
    title, abstract = proposal.title, proposal.abstract
    if (
        error and request.method == "POST"
    ):  # what was typed stays on the page even when it could not be saved
        title, abstract = request.POST.get("title", title), request.POST.get("abstract", abstract)
        answers |= {
            q["id"]: request.POST[f"q-{q['id']}"]
            for q in proposal.form.questions
            if f"q-{q['id']}" in request.POST and q["type"] not in ("choices",)
        }
    return show(
        request,
        "access/proposal_edit",
        status=422 if error else 200,
        proposal=proposal,
        offers=offers,
        parts=parts,
        foreign=foreign,
        answers=answers,
        title=title,
        abstract=abstract,
        faults=faults,
        error=error,
        HAZARDS=HAZARDS,
        verdicts=versions.verdicts(proposal),
        undone=undone,
        attachments=list(proposal.attachments.all()),
        programmes=[
            s
            for s in proposal.call.shares.all()
            if not s.retired or s.programme == proposal.programme
        ],
        couplings=Coupling.objects.filter(first__proposal=proposal).select_related(
            "first__unit", "second__unit"
        ),
    )


@page("proposal.view", of=Proposal, related=("call__facility", "form", "cloned_from", "resubmits"))
def detail(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    person: Any = request.user
    parts = list(
        proposal.parts.select_related("unit__facility").prefetch_related(
            "decisions", "technical_reviews__reviewer", "sessions"
        )
    )
    members = list(proposal.members.select_related("person__organisation"))
    internal = allowed(person, "proposal.comment-internal", proposal)
    decided = proposal.state in ("decided", "appealed", "closed")
    comments = proposal.comments.select_related("author")
    item = getattr(proposal, "panel_item", None)
    return show(
        request,
        "access/proposal",
        proposal=proposal,
        parts=parts,
        members=members,
        internal=internal,
        decided=decided,
        item=item,
        private=allowed(person, "technical.private", proposal)
        and not any(m.person_id == person.pk for m in members),
        comments=comments if internal else comments.filter(audience="applicant"),
        questions=_answered(proposal),
        attachments=proposal.attachments.all(),
        invitations=proposal.invitations.filter(accepted_by=None),
        verdicts=versions.verdicts(proposal) if allowed(person, "proposal.lead", proposal) else [],
        handed_in=len(versions.submitted(proposal)),
        stands=versions.stands,
        collaborators=(
            people.earlier_collaborators(person, proposal)
            if allowed(person, "proposal.edit", proposal)
            else []
        ),
        calls=_other_calls(person) if allowed(person, "proposal.edit", proposal) else [],
        PROPOSAL=PROPOSAL,
        SESSION=SESSION,
        writable=service.may_write(person, proposal.call),
        couplings=Coupling.objects.filter(first__proposal=proposal).select_related(
            "first__unit", "second__unit"
        ),
        history=(
            Event.objects.filter(model="proposal", object_id=str(proposal.pk)).order_by("-number")[
                :60
            ]
            if allowed(person, "object.history", proposal)
            else []
        ),
        letters=(
            proposal.letters.select_related("to")
            if allowed(person, "letter.view", proposal)
            else proposal.letters.filter(to=person)
        ),
        just_submitted="submitted" in request.GET,
        OUTCOMES=allocation.OUTCOMES,
    )


def _answered(proposal: Proposal) -> list[tuple[dict[str, Any], Any]]:
    return [
        (q, proposal.answers.get(q["id"]))
        for q in asked(proposal.form.questions, proposal.answers)
        if q["type"] not in ("file", "units")
    ]


def _other_calls(person: Any) -> list[Call]:
    return list(open_calls(person.facilities_as(*roles.STAFF)))


@act("proposal.submit", of=Proposal)
def submit(request: HttpRequest, proposal: Proposal) -> Any:
    service.submit(request.user, proposal, sure=bool(request.POST.get("sure")))
    return f"{reverse('proposal', args=[proposal.pk])}?submitted=1"


@act("proposal.lead", of=Proposal)
def reopen(request: HttpRequest, proposal: Proposal) -> Any:
    service.reopen(request.user, proposal)
    return reverse("proposal-edit", args=[proposal.pk])


@act("proposal.lead", of=Proposal)
def withdraw(request: HttpRequest, proposal: Proposal) -> Any:
    service.withdraw(request.user, proposal)
    return phrase("common-withdrawn")


@act("proposal.edit", of=Proposal)
def clone(request: HttpRequest, proposal: Proposal) -> Any:
    copy = service.clone(
        request.user,
        proposal,
        chosen(request, "call", Call),
        resubmit=bool(request.POST.get("resubmit")),
    )
    if copy.set_aside:
        said = phrase("access-proposals-answers-that-the-new-form-has")
        messages.warning(request, str(said.fill(n=len(copy.set_aside))))
    return reverse("proposal-edit", args=[copy.pk])


@act("proposal.edit", of=Proposal)
def invite(request: HttpRequest, proposal: Proposal) -> Any:
    invitation, code = people.invite(
        request.user,
        proposal,
        request.POST.get("email", ""),
        request.POST.get("role", roles.CO_PROPOSER),
    )
    return phrase("access-proposals-was-asked-and-joins-once-they").fill(e=invitation.email, c=code)


@act("proposal.edit", of=Proposal)
def invite_known(request: HttpRequest, proposal: Proposal) -> Any:
    known = {p.pk: p for p in people.earlier_collaborators(request.user, proposal)}  # type: ignore[arg-type]
    person = known.get(whole(request, "person"))
    if person is None:
        raise Invalid(phrase("common-choose-from-the-list-2"))
    people.invite(request.user, proposal, person.email, request.POST.get("role", roles.CO_PROPOSER))
    return phrase("access-proposals-asked-they-join-once-they-say").fill(n=person.shown)


@act("proposal.edit", of=Proposal)
def invitation_take_back(request: HttpRequest, proposal: Proposal) -> Any:
    people.take_back(
        request.user, proposal, chosen(request, "invitation", Invitation, proposal.invitations)
    )
    return phrase("access-proposals-the-invitation-is-gone")


@act("invitation.renew", of=Invitation)
def invitation_renew(request: HttpRequest, invitation: Invitation) -> Any:
    renewed, code = people.renew(request.user, invitation)
    return phrase("access-proposals-was-asked-again-by-mail-the").fill(e=renewed.email, c=code)


@page("invitation.list")
def invitations(request: HttpRequest) -> HttpResponse:
    pending = people.pending(request.user)  # type: ignore[arg-type]
    return show(request, "access/invitations", invitations=pending)


@act("invitation.own", of=Invitation)
def invitation_accept(request: HttpRequest, invitation: Invitation) -> Any:
    return reverse("proposal", args=[people.accept(request.user, invitation).pk])


@act("invitation.own", of=Invitation)
def invitation_decline(request: HttpRequest, invitation: Invitation) -> Any:
    people.decline(request.user, invitation)
    return phrase("access-proposals-you-said-no")


@act("signed-in")
def accept(request: HttpRequest) -> Any:
    return reverse(
        "proposal", args=[people.accept_invitation(request.user, request.POST.get("code", "")).pk]
    )


@act("proposal.edit", of=Proposal)
def remove_member(request: HttpRequest, proposal: Proposal) -> Any:
    people.remove_member(
        request.user, proposal, chosen(request, "member", ProposalMember, proposal.members)
    )
    return phrase("common-removed")


@act("proposal.lead", of=Proposal)
def hand_over(request: HttpRequest, proposal: Proposal) -> Any:
    people.change_pi(request.user, proposal, person_by_email(request))
    return phrase("access-proposals-asked-they-lead-it-once-they")


@act("proposal.comment", of=Proposal)
def comment(request: HttpRequest, proposal: Proposal) -> Any:
    service.comment(request.user, proposal, request.POST.get("text", ""))
    return phrase("access-proposals-comment-added")


@act("proposal.comment-internal", of=Proposal)
def comment_internal(request: HttpRequest, proposal: Proposal) -> Any:
    service.comment(request.user, proposal, request.POST.get("text", ""), "internal")
    return phrase("access-proposals-internal-comment-added")


@act("proposal.edit", of=Proposal)
def couple(request: HttpRequest, proposal: Proposal) -> Any:
    first, second = (chosen(request, n, ProposalPart, proposal.parts) for n in ("first", "second"))
    service.couple(
        request.user, first, second, request.POST.get("kind", ""), whole(request, "days", 0) or None
    )
    return phrase("access-proposals-coupling-saved")


@act("proposal.lead", of=Proposal)
def appeal(request: HttpRequest, proposal: Proposal) -> Any:
    allocation.appeal(request.user, proposal, request.POST.get("text", ""))
    return phrase("access-proposals-your-appeal-was-sent")


@act("proposal.close", of=Proposal)
def close(request: HttpRequest, proposal: Proposal) -> Any:
    allocation.close(request.user, proposal)
    return phrase("access-proposals-closed")


@act("proposal.ethics", of=Proposal)
def ethics(request: HttpRequest, proposal: Proposal) -> Any:
    service.approve_ethics(request.user, proposal, request.POST.get("number", ""))
    return phrase("access-proposals-ethics-approval-noted")


@page("proposal.versions", of=Proposal, related=("call__facility", "form"))
def compare(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Two versions that were handed in, side by side: the last two unless others are chosen."""
    kept = versions.submitted(proposal)
    by_number = {str(r.number): r for r in kept}
    new = by_number.get(request.GET.get("new", ""), kept[0] if kept else None)
    old = by_number.get(
        request.GET.get("old", ""), next((r for r in kept if new and r.number < new.number), None)
    )
    rows = versions.differences(proposal, old.content, new.content) if old and new else []
    return show(
        request,
        "access/versions",
        proposal=proposal,
        kept=kept,
        old=old,
        new=new,
        rows=rows,
        judged=versions.judged(request.user, proposal),
    )  # type: ignore[arg-type]


@page("proposal.view", of=Proposal, related=("call__facility",))
def as_pdf(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    answer = HttpResponse(
        pdf.proposal(proposal, _answered(proposal)), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="{proposal.code}.pdf"'
    return answer


@page("proposal.files", of=Attachment, related=("proposal__call",))
def attachment(request: HttpRequest, kept: Attachment) -> Any:
    return FileResponse(
        kept.file.open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type="application/octet-stream",
    )
