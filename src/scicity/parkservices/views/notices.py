"""What is published and may be objected to, and the authority's word on each objection."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from scicity.platform.phrases import phrase
from scicity.platform.views.page import act, page
from scicity.workflow import now_in, resume

from ..models import Case, Objection
from ..services import objections
from .shown import in_words, shown

PLAIN = ("enterprise", "parcel", "number", "whole", "choice", "yes-no", "date")


@page("service.public")
def index(request: HttpRequest) -> HttpResponse:
    """Cases that may be objected to now: number, service, enterprise, until when.

    What was applied for is shown where no answer of the form is personal.
    """
    rows = [(case, stage, _about(case)) for case, stage in objections.published()[:200]]
    mine = (
        Objection.objects.filter(by=request.user).select_related("case")[:50]
        if request.user.is_authenticated
        else []
    )
    return shown(request, "notices", rows=rows, mine=mine)


def _about(case: Case) -> list[tuple[str, str]]:
    process = case.version.process
    if any(f.personal for f in process.start):
        return []
    values = dict(resume(process, case.state_kept, now_in()).answers)["start"]
    return in_words(tuple(f for f in process.start if f.kind in PLAIN), values)


@act("case.object", of=Case, back="/services/notices/")
def object_to(request: HttpRequest, case: Case) -> Any:
    objections.object_to(request.user, case, request.POST.get("text", ""))
    return phrase("parkservices-notices-your-objection-was-recorded-you-will")


@act("objection.decide", of=Objection)
def decide(request: HttpRequest, objection: Objection) -> Any:
    objections.decide(
        request.user, objection, request.POST.get("say") == "uphold", request.POST.get("reply", "")
    )
    return phrase("common-decided")
