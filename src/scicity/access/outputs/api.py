"""Claims of papers and data over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from scicity.platform.api import types
from scicity.platform.api.route import route

from ..models import (
    Facility,
    Output,
    OutputLink,
    Proposal,
)
from ..reading import Limit, readable
from . import edited
from . import schemas as s
from . import services as outputs
from .views import visible_claims

readable(
    "/outputs/{pk}/correction", "output.correct", Output, edited.OUTPUT, "What is said of an output"
)


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
