"""Decisions, appeals and plans over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from scicity.platform.api import types
from scicity.platform.api.route import route
from scicity.platform.errors import Invalid
from scicity.platform.phrases import phrase

from ..models import (
    Facility,
    Plan,
    Proposal,
    RunCycle,
)
from ..proposals.schemas import TextIn
from ..reading import readable
from . import edited, plans
from . import schemas as s
from . import services as allocation

readable("/proposals/{pk}/decision", "decision.make", Proposal, edited.DECISION, "What was decided")


@route(
    "POST", "/proposals/{pk}/appeal", "proposal.lead", types.Done, of=Proposal, scope="proposals"
)
def proposal_appeal(request: HttpRequest, thing: Proposal, data: TextIn) -> Any:
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
