"""Grants and what is drawn from them, over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from scicity.platform.api.route import route

from ..models import (
    Grant,
)
from . import schemas as s
from . import services as grants


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
