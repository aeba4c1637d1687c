"""Grants: what is left of them, and what was drawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from scicity.platform import roles
from scicity.platform.phrases import phrase
from scicity.platform.views.page import act, number, page, show

from ..models import (
    Grant,
)
from . import services as grants


@page("grant.list")
def grant_list(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    rows = Grant.objects.select_related("unit__facility", "part__proposal")
    if (roles.AUDITOR, None) not in person.grants:
        rows = rows.filter(unit__facility__in=person.facilities_as(*roles.STAFF)) | rows.filter(
            part__proposal__members__person=person
        )
    return show(
        request,
        "access/grants",
        burns=[grants.burn(g) for g in rows.distinct().order_by("-id")[:200]],
    )


@page("grant.view", of=Grant, related=("unit__facility", "part__proposal__call"))
def grant(request: HttpRequest, grant: Grant) -> HttpResponse:
    return show(
        request,
        "access/grant",
        grant=grant,
        burn=grants.burn(grant),
        uses=grant.uses.all()[:200],
        kinds={"samples": ("used", "destroyed", "returned"), "cases": ("enrolled",)}.get(
            grant.unit.access.stream, ("used",)
        ),
    )


@act("grant.draw", of=Grant)
def grant_draw(request: HttpRequest, grant: Grant) -> Any:
    amount = number(request, "amount")
    assert amount is not None
    grants.draw(
        request.user,
        grant,
        amount,
        request.POST.get("kind", "used"),
        request.POST.get("note", ""),
        request.POST.get("key", ""),
    )
    return phrase("common-noted")


@act("grant.draw", of=Grant)
def grant_jobs(request: HttpRequest, grant: Grant) -> Any:
    total = grants.take_in_jobs(request.user, grant)
    return phrase("access-others-the-ledgers-jobs-amount-to-core").fill(n=f"{total:.4f}")
