"""Review: the technical queue, panels, one's own reviews, the meeting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.permissions import allowed
from scicity.platform.phrases import phrase
from scicity.platform.views.page import (
    act,
    chosen,
    number,
    page,
    person_by_email,
    seen,
    show,
    when,
    whole,
)

from ..models import (
    Assignment,
    Call,
    Conflict,
    Facility,
    Panel,
    PanelProposal,
    Proposal,
    ProposalPart,
)
from ..proposals import proposed, versions
from ..states import PROPOSAL
from . import conflicts, edited
from . import services as service


@page("signed-in")
def technical(request: HttpRequest) -> HttpResponse:
    here = request.user.facilities_as(roles.INSTRUMENT_SCIENTIST, roles.USER_OFFICE, roles.DIRECTOR)
    rows = ProposalPart.objects.filter(proposal__state__in=("technical", "review")).select_related(
        "proposal__call", "unit"
    )
    mine = rows.filter(unit__facility__in=here) | rows.filter(
        technical_reviews__reviewer=request.user
    )
    return show(
        request,
        "access/technical",
        parts=mine.distinct().order_by("feasibility", "id")[:200],
        PROPOSAL=PROPOSAL,
    )


@act("part.review", of=ProposalPart, edits=edited.PART)
def review_part(request: HttpRequest, part: ProposalPart) -> Any:
    service.review_technically(
        request.user,
        part,
        request.POST.get("state", ""),
        number(request, "amount", needed=False),
        request.POST.get("comment_applicant", ""),
        request.POST.get("comment_private", ""),
        version=seen(request),
    )
    return phrase("access-review-technical-review-saved")


@act("part.ask", of=ProposalPart)
def ask(request: HttpRequest, part: ProposalPart) -> Any:
    service.ask_reviewer(request.user, part, person_by_email(request))
    return phrase("access-review-asked")


@page("panel.list")
def panels(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    offices = person.facilities_as(roles.USER_OFFICE)
    rows = Panel.objects.select_related("call", "facility")
    seen = (
        rows
        if (roles.AUDITOR, None) in person.grants
        else (rows.filter(facility__in=offices) | rows.filter(members__person=person)).distinct()
    )
    mine = (
        Assignment.objects.filter(reviewer=person, ended_at=None)
        .select_related("item__proposal", "item__panel")
        .order_by("submitted_at", "id")
    )
    wanting = (
        Call.objects.filter(facility__in=offices, workflow="standard")
        .select_related("facility")
        .order_by("-closes_at")
    )
    last = {f.pk: proposed.last_panel(f) for f in Facility.objects.filter(pk__in=offices)}
    return show(
        request,
        "access/panels",
        panels=seen.order_by("-closes_at")[:100],
        mine=mine[:200],
        calls=[
            (c, proposed.next_panel(c, last[c.facility_id]), last[c.facility_id]) for c in wanting
        ],
    )


@act("panel.make", of=Call)
def panel_make(request: HttpRequest, call: Call) -> Any:
    if not request.POST.get("name_zh", "").strip() or not request.POST.get("name_en", "").strip():
        raise Invalid(phrase("access-review-give-the-panel-a-name-in"))
    zone = call.facility.zone
    opens, closes = when(request, "opens_at", zone), when(request, "closes_at", zone)
    assert opens is not None
    assert closes is not None
    panel = service.make_panel(
        request.user,
        Panel(
            call=call,
            facility=call.facility,
            name_zh=request.POST["name_zh"].strip()[:120],
            name_en=request.POST["name_en"].strip()[:120],
            opens_at=opens,
            closes_at=closes,
            quorum=max(1, whole(request, "quorum", 2)),
            normalise=bool(request.POST.get("normalise")),
        ),
        chosen(request, "seats_of", Panel, Panel.objects.filter(facility=call.facility))
        if request.POST.get("seats_of")
        else None,
    )
    return reverse("panel", args=[panel.pk])


@page("panel.view", of=Panel, related=("call", "facility"))
def panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    person: Any = request.user
    manage = allowed(person, "panel.manage", panel)
    standing = Prefetch(
        "assignments", Assignment.objects.filter(ended_at=None).select_related("reviewer")
    )
    items = list(
        panel.items.select_related("proposal").prefetch_related(standing, "proposal__parts__unit")
    )
    barred = set(
        conflicts.barring()
        .filter(proposal__in=[i.proposal_id for i in items])
        .values_list("proposal_id", "person_id")
    )
    if not manage:  # a reviewer sees what is theirs
        items = [i for i in items if any(a.reviewer_id == person.pk for a in i.assignments.all())]
    members = list(panel.members.select_related("person__organisation"))
    waiting = (
        Proposal.objects.filter(
            call=panel.call, state__in=("submitted", "technical"), panel_item=None
        )
        if manage
        else Proposal.objects.none()
    )
    load: dict[int, int] = {}
    for item in items:
        for a in item.assignments.all():
            load[a.reviewer_id] = load.get(a.reviewer_id, 0) + 1
    return show(
        request,
        "access/panel",
        panel=panel,
        items=[i for i in items if (i.proposal_id, person.pk) not in barred],
        members=members,
        load=load,
        waiting=waiting.prefetch_related("parts__unit"),
        manage=manage,
        barred=barred,
        PROPOSAL=PROPOSAL,
        conflicts=conflicts.of_panel(panel) if allowed(person, "conflict.view", panel) else [],
    )


@page("conflict.view", of=Panel, related=("call", "facility"))
def conflict_list(request: HttpRequest, panel: Panel) -> HttpResponse:
    return show(request, "access/conflicts", panel=panel, conflicts=conflicts.of_panel(panel))


@act("conflict.waive", of=Conflict)
def waiver_ask(request: HttpRequest, conflict: Conflict) -> Any:
    conflicts.ask_waiver(request.user, conflict, request.POST.get("reason", ""))
    return phrase("access-review-asked-for-a-second-person-must")


@act("conflict.waive", of=Conflict)
def waiver_answer(request: HttpRequest, conflict: Conflict) -> Any:
    agree = request.POST.get("say") == "agree"
    conflicts.waive(request.user, conflict, agree)
    return phrase("access-review-waived") if agree else phrase("access-review-not-waived")


@act("panel.manage", of=Panel)
def seat(request: HttpRequest, panel: Panel) -> Any:
    service.seat(
        request.user,
        panel,
        person_by_email(request),
        request.POST.get("role", ""),
        whole(request, "rank", 1),
    )
    return phrase("access-review-seated")


@act("panel.manage", of=Panel)
def put_before(request: HttpRequest, panel: Panel) -> Any:
    chosen_ids = [int(p) for p in request.POST.getlist("proposals") if p.isdigit() and len(p) < 19]
    rows = list(Proposal.objects.filter(pk__in=chosen_ids, call=panel.call))
    if not rows:
        raise Invalid(phrase("access-review-choose-proposals-first"))
    service.put_before(request.user, panel, rows)
    return phrase("access-review-proposals-assigned").fill(n=len(rows))


@act("panel.manage", of=Panel)
def assign_all(request: HttpRequest, panel: Panel) -> Any:
    made = service.assign_by_load(request.user, panel, min(max(whole(request, "each", 2), 1), 9))
    return phrase("access-review-reviews-assigned-by-load").fill(n=made)


@act("panel.manage", of=PanelProposal)
def assign(request: HttpRequest, item: PanelProposal) -> Any:
    service.assign(request.user, item, person_by_email(request), whole(request, "rank", 1))
    return phrase("access-review-assigned")


@page(
    "review.view",
    of=Assignment,
    methods=("GET", "POST"),
    related=("item__panel", "item__proposal"),
    edits=edited.REVIEW,
)
def write(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    panel, faults, error = assignment.item.panel, {}, ""
    if request.method == "POST":
        if not allowed(request.user, "review.write", assignment):
            return show(request, "platform/refused", status=403)
        try:
            service.score(
                request.user,
                assignment,
                {c["id"]: request.POST.get(c["id"], "") for c in panel.criteria},
                request.POST.get("to_applicant", ""),
                request.POST.get("hidden", ""),
                submit=request.POST.get("then") == "submit",
                version=seen(request),
            )
            return redirect("panels")
        except Refused as refusal:
            faults, error = refusal.fields, str(refusal)
    scores = {s.criterion: s.value for s in assignment.scores.all()}
    given = request.POST if error else None
    return show(
        request,
        "access/review",
        status=422 if error else 200,
        assignment=assignment,
        panel=panel,
        proposal=assignment.item.proposal,
        scores=scores,
        faults=faults,
        error=error,
        given=given,
        stale=assignment.version is not None
        and not versions.stands(assignment, assignment.item.proposal),
        open=allowed(request.user, "review.write", assignment) and not assignment.submitted_at,
    )


@act("review.view", of=Assignment)
def conflict(request: HttpRequest, assignment: Assignment) -> Any:
    conflicts.declare(request.user, assignment.item.proposal, request.POST.get("note", ""))
    messages.success(
        request,
        str(phrase("access-review-conflict-noted-the-review-was-taken")),
    )
    return reverse("panels")


@page("panel.meet", of=Panel, related=("call", "facility"))
def meeting(request: HttpRequest, panel: Panel) -> HttpResponse:
    rows = [r for r in service.ranking(panel, request.user) if r.mine]
    return show(
        request,
        "access/meeting",
        panel=panel,
        rows=rows,
        may_rank=allowed(request.user, "panel.rank", panel) and not panel.closed_at,
        may_conclude=allowed(request.user, "panel.conclude", panel) and not panel.closed_at,
    )


@act("panel.rank", of=PanelProposal)
def move(request: HttpRequest, item: PanelProposal) -> Any:
    service.move(request.user, item, whole(request, "place"))
    return phrase("access-review-moved")


@act("panel.conclude", of=PanelProposal, edits=edited.CONCLUSION)
def conclude(request: HttpRequest, item: PanelProposal) -> Any:
    service.conclude(
        request.user,
        item,
        request.POST.get("recommendation", ""),
        request.POST.get("to_applicant", ""),
        request.POST.get("hidden", ""),
    )
    return phrase("access-review-finished").fill(c=item.proposal.code)


@act("panel.conclude", of=Panel)
def close(request: HttpRequest, panel: Panel) -> Any:
    service.close_meeting(request.user, panel)
    return phrase("access-review-the-meeting-is-closed-the-proposals")
