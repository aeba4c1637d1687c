"""The desk over the API: an authority's own program reads its queue, decides steps, hands them on,
answers objections.

Each operation is the page's own service under the page's own permission; what a form sends as text,
this sends as text.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Schema
from pydantic import Field

from scicity.platform.api.route import route
from scicity.platform.api.types import Line, Text
from scicity.platform.errors import Refused
from scicity.platform.models import Person
from scicity.platform.permissions import allowed
from scicity.platform.phrases import phrase
from scicity.workflow import now_in, resume
from scicity.workflow.expressions import plain

from .api import CaseOut, Code, Given, _out
from .models import Case, Contest, CreditNote, Objection, Stage
from .services import moving, objections, offices, registers

A_PAGE = 50
Search = Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]


class FieldOut(Schema):
    id: str
    kind: str
    name_zh: str
    name_en: str
    required: bool
    options: list[str]


class StepOut(Schema):
    id: int
    case_id: int
    case_code: str | None
    service: str
    name_zh: str
    name_en: str
    lane: str
    opened_at: datetime
    due: date
    taken_by: str | None
    awaits_second: bool
    done_at: datetime | None


class StepWhole(StepOut):
    """`application`: what was applied for, without personal values; `advice`: what the table
    advises, and why.
    """

    fields: list[FieldOut]
    application: dict[str, Any]
    advice: dict[str, Any]


class AnswerIn(Schema):
    answers: Annotated[dict[Code, Given], Field(max_length=200)]
    why: Text = ""


class AgreeIn(Schema):
    agree: bool


class HandIn(Schema):
    """`to`: somebody's whole address; empty: back to the authority."""

    to: Line = ""


class ManyIn(HandIn):
    steps: Annotated[
        list[Annotated[int, Field(ge=1, le=2**63 - 1)]],
        Field(min_length=1, max_length=offices.AT_ONCE),
    ]


class MovedOut(Schema):
    moved: int


class ObjectionIn(Schema):
    text: Text


class VerdictIn(Schema):
    upheld: bool
    reply: Text


class ObjectionOut(Schema):
    id: int
    case_id: int
    at: datetime
    upheld: bool | None
    reply: str


class ContestOut(Schema):
    id: int
    note_id: int
    at: datetime
    upheld: bool | None
    reply: str


def _step(s: Stage) -> dict[str, Any]:
    return {
        "id": s.pk,
        "case_id": s.case_id,
        "case_code": s.case.code,
        "service": s.case.service.code,
        "name_zh": s.name_zh,
        "name_en": s.name_en,
        "lane": s.lane,
        "opened_at": s.opened_at,
        "due": s.due,
        "taken_by": s.taken_by.key if s.taken_by else None,
        "awaits_second": s.proposal is not None,
        "done_at": s.done_at,
    }


def _whole(s: Stage) -> dict[str, Any]:
    process = s.case.version.process
    step = process.steps.get(s.step)
    application = dict(resume(process, s.case.state_kept, now_in()).answers)["start"]
    fields = (
        [
            {
                "id": f.id,
                "kind": f.kind,
                "name_zh": f.name.zh,
                "name_en": f.name.en,
                "required": f.required,
                "options": [v for v, _ in f.options],
            }
            for f in step.fields
        ]
        if step
        else []
    )
    return {**_step(s), "fields": fields, "application": plain(application), "advice": s.advice}


def _person(address: str) -> Person | None:
    """Whom an address names; None for an empty one. Not found: nobody has it."""
    if not address:
        return None
    found = Person.objects.filter(email=address.strip().lower(), is_active=True).first()
    if found is None:
        raise Http404
    return found


@route("GET", "/desk", "desk.view", list[StepOut])
def desk(
    request: HttpRequest,
    q: Search = "",
    service: Search = "",
    lane: Search = "",
    holder: Search = "",
    late: bool = False,
    order: Search = "due",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Any:
    """What waits for the caller's authorities, searched, filtered and sorted as on the desk's page,
    fifty a page.
    """
    rows = offices.queue(
        request.user, text=q, service=service, lane=lane, holder=holder, late=late, order=order
    )  # type: ignore[arg-type]
    return [
        _step(s)
        for s in rows.select_related("case__service", "taken_by")[
            (page - 1) * A_PAGE : page * A_PAGE
        ]
    ]


@route(
    "GET",
    "/steps/{pk}",
    "stage.view",
    StepWhole,
    of=Stage,
    related=("case__service", "case__version", "taken_by"),
)
def step(request: HttpRequest, thing: Stage) -> Any:
    """A step: what it asks, what was applied for (no personal values), what the table advises."""
    return _whole(thing)


@route(
    "POST",
    "/steps/{pk}/answer",
    "stage.answer",
    StepOut,
    of=Stage,
    scope="cases",
    related=("case__service", "taken_by"),
)
def step_answer(request: HttpRequest, thing: Stage, body: AnswerIn) -> Any:
    """Advise or decide, or answer as the applicant what was asked.

    Otherwise than advised: with a reason, and `awaits_second` is true.
    """
    done = moving.answer(request.user, thing, body.answers, body.why)  # type: ignore[arg-type]
    return _step(done)


@route(
    "POST",
    "/steps/{pk}/second",
    "stage.act",
    StepOut,
    of=Stage,
    scope="cases",
    related=("case__service", "taken_by"),
)
def step_second(request: HttpRequest, thing: Stage, body: AgreeIn) -> Any:
    """The second person's word on a decision that one alone may not make."""
    return _step(moving.second(request.user, thing, body.agree))  # type: ignore[arg-type]


@route(
    "POST",
    "/steps/{pk}/take",
    "stage.act",
    StepOut,
    of=Stage,
    scope="cases",
    related=("case__service", "taken_by"),
)
def step_take(request: HttpRequest, thing: Stage) -> Any:
    offices.take(request.user, thing)  # type: ignore[arg-type]
    return _step(Stage.objects.select_related("case__service", "taken_by").get(pk=thing.pk))


@route("POST", "/desk/hand-over", "desk.view", MovedOut, scope="cases")
def desk_hand_over(request: HttpRequest, body: ManyIn) -> Any:
    """Give steps to a person of the authority, or back to it: a supervisor's authority's, or one's
    own. All of them, or none.
    """
    stages = list(Stage.objects.filter(pk__in=body.steps).select_related("case"))
    if len(stages) != len(set(body.steps)) or any(
        not allowed(request.user, "stage.hand", s) for s in stages
    ):
        raise Refused(
            phrase("common-some-of-these-are-not-yours"),
        )
    return {"moved": offices.hand_over(request.user, stages, _person(body.to))}  # type: ignore[arg-type]


@route("POST", "/cases/{pk}/objections", "case.object", ObjectionOut, of=Case, scope="cases")
def case_object(request: HttpRequest, thing: Case, body: ObjectionIn) -> Any:
    """Object to a case that is published, while its time runs."""
    return objections.object_to(request.user, thing, body.text)  # type: ignore[arg-type]


@route(
    "POST",
    "/objections/{pk}/decide",
    "objection.decide",
    ObjectionOut,
    of=Objection,
    scope="cases",
    related=("case",),
)
def objection_decide(request: HttpRequest, thing: Objection, body: VerdictIn) -> Any:
    return objections.decide(request.user, thing, body.upheld, body.reply)  # type: ignore[arg-type]


@route("GET", "/cases/{pk}/status", "case.view", CaseOut, of=Case)
def case_status(request: HttpRequest, thing: Case) -> Any:
    """Where a case is, for the applicant, its authorities and auditors.

    A draft is its writer's alone.
    """
    if thing.state == "draft" and not allowed(request.user, "case.own", thing):
        raise Http404
    return _out(thing)


@route("POST", "/notes/{pk}/contest", "note.contest", ContestOut, of=CreditNote, scope="cases")
def note_contest(request: HttpRequest, thing: CreditNote, body: ObjectionIn) -> Any:
    """An enterprise says that a note on its credit is wrong."""
    return registers.contest(request.user, thing, body.text)  # type: ignore[arg-type]


@route(
    "POST",
    "/contests/{pk}/decide",
    "contest.decide",
    ContestOut,
    of=Contest,
    scope="cases",
    related=("note__enterprise",),
)
def contest_decide(request: HttpRequest, thing: Contest, body: VerdictIn) -> Any:
    return registers.decide_contest(request.user, thing, body.upheld, body.reply)  # type: ignore[arg-type]
