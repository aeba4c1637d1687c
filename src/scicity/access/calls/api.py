"""Calls, their forms and what they offer, over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from scicity.platform.api import types
from scicity.platform.api.route import route

from ..models import (
    Call,
    CallUnit,
    FormVersion,
)
from ..reading import readable
from . import edited
from . import schemas as s
from . import services as calls
from .formcheck import check_form

readable(
    "/offers/{pk}/answer",
    "offer.answer",
    CallUnit,
    edited.OFFER,
    "What was asked and answered of a unit in a call",
)


def _call(call: Call) -> dict[str, Any]:
    return {
        "id": call.pk,
        "code": call.code,
        "facility_id": call.facility_id,
        "title_zh": call.title_zh,
        "title_en": call.title_en,
        "kind": call.kind,
        "workflow": call.workflow,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "open": call.is_open,
        "offers": [o for o in call.offers.all() if o.state == "agreed"],
        "questions": call.form.questions,
    }


@route("GET", "/calls", "public", list[s.CallOut], auth=False)
def call_list(request: HttpRequest) -> Any:
    return [
        _call(c)
        for c in Call.objects.filter(active=True)
        .select_related("form")
        .prefetch_related("offers")[:200]
    ]


@route(
    "GET",
    "/forms/{pk}",
    "form.manage",
    s.FormOut,
    of=FormVersion,
    related=("template",),
    edits=edited.FORM,
)
def form_get(request: HttpRequest, thing: FormVersion) -> Any:
    """A version of a form, with what keeps it from being published."""
    return _form(thing)


@route(
    "POST",
    "/forms/{pk}/questions",
    "form.manage",
    s.FormOut,
    of=FormVersion,
    scope="office",
    related=("template",),
    edits=edited.FORM,
)
def form_save(request: HttpRequest, thing: FormVersion, data: s.QuestionsIn) -> Any:
    """Change a draft of a form; of a published one a new version is begun."""
    return _form(calls.save_form(request.user, thing, data.questions))


def _form(version: FormVersion) -> dict[str, Any]:
    return {
        "id": version.pk,
        "name": version.template.name,
        "number": version.number,
        "published_at": version.published_at,
        "questions": version.questions,
        "faults": {k: str(v) for k, v in check_form(version.questions).items()},
    }


@route(
    "POST",
    "/forms/{pk}/publish",
    "form.manage",
    s.FormOut,
    of=FormVersion,
    scope="office",
    related=("template",),
)
def form_publish(request: HttpRequest, thing: FormVersion) -> Any:
    """Publish a version; 422 names what is wrong by question."""
    return _form(calls.publish_form(request.user, thing))


@route("POST", "/calls/{pk}/form", "call.manage", s.ReplacedOut, of=Call, scope="office")
def call_form(request: HttpRequest, thing: Call, data: s.FormIn) -> Any:
    """Replace a form that has a fault, in an open call: no answer is lost."""
    form = FormVersion.objects.select_related("template").filter(pk=data.form_id).first()
    if form is None:
        raise Http404
    return {
        "state": "replaced",
        "drafts": calls.replace_form(request.user, thing, form, data.reason),
    }


@route("GET", "/offers", "offer.list", list[s.OfferFull])
def offer_list(request: HttpRequest) -> Any:
    """What other facilities' calls ask of one's own units."""
    person: Any = request.user
    return calls.requests(person)


@route(
    "POST",
    "/offers/{pk}/answer",
    "offer.answer",
    types.Done,
    of=CallUnit,
    scope="office",
    related=("unit", "call"),
    edits=edited.OFFER,
)
def offer_answer(request: HttpRequest, thing: CallUnit, data: s.AnswerIn) -> Any:
    """The owner's word: an amount gives that much, none declines, with the reason."""
    return calls.answer(request.user, thing, data.amount, data.reason)
