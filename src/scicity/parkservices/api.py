"""Cases over the API: an enterprise's own program applies and asks where a case is; an authority's
reads its queue.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from scicity.platform.api.route import route
from scicity.platform.verbs import verb

from .models import Case, Service
from .services import moving

Code = Annotated[str, Field(max_length=80, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Given = Annotated[str, Field(max_length=10_000)]


class ServiceOut(Schema):
    id: int
    code: str
    name_zh: str
    name_en: str


class WaitOut(Schema):
    step: str
    name_zh: str
    name_en: str
    lane: str
    due: date


class CaseOut(Schema):
    id: int
    code: str | None
    service: str
    state: str
    outcome: str
    end_zh: str
    end_en: str
    submitted_at: datetime | None
    ended_at: datetime | None
    waits: list[WaitOut]


class CaseIn(Schema):
    answers: Annotated[dict[Code, Given], Field(max_length=200)]


def _out(case: Case) -> dict[str, Any]:
    return {
        "id": case.pk,
        "code": case.code,
        "service": case.service.code,
        "state": case.state,
        "outcome": case.outcome,
        "end_zh": case.end_zh,
        "end_en": case.end_en,
        "submitted_at": case.submitted_at,
        "ended_at": case.ended_at,
        "waits": sorted((s for s in case.stages.all() if s.done_at is None), key=lambda s: s.due),
    }


@route("GET", "/services", "public", list[ServiceOut], auth=False)
def service_list(request: HttpRequest) -> Any:
    return Service.objects.all()


@route("GET", "/cases", "case.file", list[CaseOut])
def case_list(
    request: HttpRequest, before: Annotated[int, Field(ge=1, le=2**63 - 1)] = 2**63 - 1
) -> Any:
    """One's own cases, the newest first, fifty at a time: `before` is the last number that was
    given.
    """
    return [
        _out(c)
        for c in Case.objects.filter(applicant=request.user, pk__lt=before)
        .select_related("service")
        .prefetch_related("stages")
        .order_by("-id")[:50]
    ]


@route("GET", "/cases/{pk}", "case.own", CaseOut, of=Case)
def case(request: HttpRequest, thing: Case) -> Any:
    return _out(thing)


@route("POST", "/services/{pk}/cases", "case.file", CaseOut, of=Service, scope="cases")
def apply(request: HttpRequest, thing: Service, body: CaseIn) -> Any:
    """Apply in one call. What is wrong is told by field, and nothing is kept."""
    with verb.opened("cases.apply", request.user):
        return _out(moving.submit(request.user, moving.draft(request.user, thing), body.answers))


@route("POST", "/cases/{pk}/withdraw", "case.own", CaseOut, of=Case, scope="cases")
def withdraw(request: HttpRequest, thing: Case) -> Any:
    """Take an application back, until it was decided; a second time it is refused."""
    moving.withdraw(request.user, thing)
    thing.refresh_from_db()
    return _out(thing)
