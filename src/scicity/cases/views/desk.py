"""The officer's side: what waits by deadline, one step with the table's reason beside it, the second person's word."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from scicity.access.phrases import Phrase
from scicity.access.rules import allowed
from scicity.access.views.page import act, page, person_by_email

from ..models import Service, Stage
from ..services import batches, moving, seals
from .cases import _running
from .shown import shown, today


@page("desk.view")
def queue(request: HttpRequest) -> HttpResponse:
    rows = moving.queue(request.user)
    service = request.GET.get("service", "")
    if service:
        rows = rows.filter(case__service__code=service)
    if request.GET.get("whose") == "mine":
        rows = rows.filter(taken_by=request.user)
    lanes = moving.lanes_of(request.user)
    to_batch = [(s, n) for s in Service.objects.all() if (n := sum(x.lane in lanes for x in batches.waiting_for_batch(s)))]
    return shown(request, "desk", rows=list(rows[:300]), lanes=lanes, services=Service.objects.all(), service=service, to_batch=to_batch, boards=allowed(request.user, "service.board"))


@page("stage.view", of=Stage, related=("case__service", "case__enterprise", "case__version", "proposed_by", "taken_by"))
def step(request: HttpRequest, stage: Stage) -> HttpResponse:
    case, process = stage.case, stage.case.version.process
    lanes = moving.lanes_of(request.user)
    before = [s for s in case.stages.exclude(done_at=None) if s.lane in lanes or s.lane == "applicant"]
    return shown(request, "step", stage=stage, case=case, process=process, step=process.steps.get(stage.step), values=dict(_running(case).answers)["start"], personal=seals.personal_values(case), before=before, late=stage.late(today()),
                 documents=case.documents.all(), objections=case.objections.all(), letters=[m for m in case.messages.select_related("by") if m.lane in lanes], hand=allowed(request.user, "stage.hand", stage),
                 table=process.tables.get(stage.advice.get("table", "")))


@act("stage.act", of=Stage)
def take(request: HttpRequest, stage: Stage) -> Any:
    moving.take(request.user, stage)
    return Phrase("已由您办理", "It is yours")


@act("stage.hand", of=Stage)
def hand(request: HttpRequest, stage: Stage) -> Any:
    moving.take(request.user, stage, person_by_email(request))
    return Phrase("已分派", "Handed out")


@act("stage.act", of=Stage)
def second(request: HttpRequest, stage: Stage) -> Any:
    moving.second(request.user, stage, request.POST.get("say") == "agree")
    return reverse("desk")
