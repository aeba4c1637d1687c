"""Reviews, panels and conflicts of interest over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from scicity.platform.api import types
from scicity.platform.api.route import route

from ..models import (
    Assignment,
    Conflict,
    Panel,
    PanelProposal,
    Proposal,
    ProposalPart,
)
from ..reading import readable
from . import conflicts, edited
from . import schemas as s
from . import services as review

readable(
    "/parts/{pk}/technical-review",
    "part.review",
    ProposalPart,
    edited.PART,
    "Your technical review of a part",
)
readable("/reviews/{pk}", "review.view", Assignment, edited.REVIEW, "Your review")
readable(
    "/panel-items/{pk}/conclude",
    "panel.conclude",
    PanelProposal,
    edited.CONCLUSION,
    "What the panel concluded",
)


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
