"""Decisions and letters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from scicity.platform import roles
from scicity.platform.errors import Refused
from scicity.platform.phrases import phrase
from scicity.platform.views.page import act, number, page, seen, show

from ..calls.services import balances
from ..models import Letter, Proposal, ProposalPart
from ..states import PROPOSAL
from . import edited
from . import services as service


@page("decision.list")
def queue(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    rows = Proposal.objects.filter(state__in=("recommended", "appealed", "decided"))
    if (roles.AUDITOR, None) not in person.grants:
        here = person.facilities_as(roles.DIRECTOR, roles.USER_OFFICE)
        rows = rows.filter(
            Q(call__facility__in=here)
            | Q(pk__in=ProposalPart.objects.filter(unit__facility__in=here).values("proposal"))
        )
    return show(
        request,
        "access/decisions",
        proposals=rows.select_related("call", "panel_item")
        .prefetch_related("parts__unit", "parts__decisions")
        .order_by("state", "-panel_item__grade")[:300],
        PROPOSAL=PROPOSAL,
        OUTCOMES=service.OUTCOMES,
    )


@page(
    "decision.make",
    of=Proposal,
    methods=("GET", "POST"),
    related=("call__facility",),
    edits=edited.DECISION,
)
def decide(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    mine = {p.pk for p in service.mine(request.user, proposal)}  # type: ignore[arg-type]
    every = list(
        proposal.parts.select_related("unit__facility").prefetch_related(
            "technical_reviews", "decisions"
        )
    )
    parts = [p for p in every if p.pk in mine]
    error = ""
    if request.method == "POST":
        try:
            verdicts = [
                service.Verdict(
                    p,
                    request.POST.get(f"outcome-{p.pk}", ""),
                    number(request, f"amount-{p.pk}", needed=False) or Decimal(0),
                    request.POST.get(f"comment-{p.pk}", ""),
                )
                for p in parts
            ]
            service.decide(request.user, proposal, verdicts, version=seen(request))
            return redirect("decisions")
        except Refused as refusal:
            error = str(refusal)
    units = {p.unit_id for p in parts}
    return show(
        request,
        "access/decide",
        status=409 if error else 200,
        proposal=proposal,
        parts=parts,
        others=[p for p in every if p.pk not in mine],
        error=error,
        given=request.POST,
        item=getattr(proposal, "panel_item", None),
        balances=[b for b in balances(proposal.call) if b.offer.unit_id in units],
        OUTCOMES=service.OUTCOMES,
        PROPOSAL=PROPOSAL,
    )


@page("letter.view", of=Letter, related=("proposal__call", "to"))
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    return show(request, "access/letter", letter=letter)


@act("letter.send", of=Letter)
def send(request: HttpRequest, letter: Letter) -> Any:
    service.send_again(request.user, letter)
    return phrase("access-allocation-sent-again")
