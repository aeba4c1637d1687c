"""The chain of changes, to be read and verified."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from scicity.platform import history
from scicity.platform.errors import Invalid
from scicity.platform.models import Event
from scicity.platform.phrases import Both, phrase
from scicity.platform.views.page import act, page, show

CAUSES = {
    "": Both("", ""),
    "no-records": phrase("access-others-the-ledger-has-no-such-records"),
    "partly-covered": phrase("access-others-the-records-cover-a-part-only"),
    "more-in-ledger": phrase("access-others-the-ledger-holds-more-than-is"),
    "more-declared": phrase("access-others-more-is-declared-than-the-ledger"),
}


@page("history.view")
def history_list(request: HttpRequest) -> HttpResponse:
    rows = Event.objects.order_by("-number")
    model, pk = request.GET.get("model", ""), request.GET.get("pk", "")
    if model:
        rows = rows.filter(model=model)
    if pk:
        rows = rows.filter(object_id=pk)
    before = whole_get(request, "before")
    if before:
        rows = rows.filter(number__lt=before)
    return show(
        request,
        "access/history",
        events=list(rows.prefetch_related("details")[:100]),
        model=model,
        pk=pk,
    )


def whole_get(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < 19 else 0


@act("history.view")
def history_verify(request: HttpRequest) -> Any:
    checked = history.verify()
    if checked.broken_at:
        raise Invalid(
            phrase(
                "access-others-the-chain-is-broken-at-link",
                broken_at=checked.broken_at,
                fault=checked.fault,
            ),
        )
    return phrase("access-others-links-checked-the-history-is-whole").fill(n=checked.links)
