"""Calls and forms: the list, one call, its editor, its balance, the form builder."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.permissions import allowed
from scicity.platform.phrases import Phrase, phrase
from scicity.platform.views.page import act, chosen, number, page, show, when, whole

from ..allocation.services import reserve_list
from ..facilities.services import available
from ..models import Call, CallUnit, Facility, FormVersion, Panel, RunCycle
from ..proposals import proposed
from ..proposals.services import may_write
from ..states import WORKFLOWS
from . import edited
from . import services as service
from .formcheck import check_form
from .questions import TYPES


@page("public")
def index(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    internal = person.facilities_as(*roles.STAFF) if person.is_authenticated else set()
    managed = person.facilities_as(roles.USER_OFFICE) if person.is_authenticated else set()
    rows = Call.objects.select_related("facility", "cycle")
    query = request.GET.get("q", "").strip()
    if query:
        rows = rows.filter(title_zh__icontains=query) | rows.filter(title_en__icontains=query)
    others = [
        c
        for c in rows.order_by("order", "-closes_at")[:200]
        if not c.is_open and (c.active or c.facility_id in managed)
    ]
    open_now = service.open_calls(internal)
    if query:
        open_now = open_now.filter(title_zh__icontains=query) | open_now.filter(
            title_en__icontains=query
        )
    return show(
        request,
        "access/calls",
        open=list(open_now),
        others=others,
        query=query,
        facilities=Facility.objects.filter(pk__in=managed),
    )


@page("call.view", of=Call, related=("facility", "cycle", "form"))
def detail(request: HttpRequest, call: Call) -> HttpResponse:
    offers = list(call.offers.select_related("unit__facility"))
    asked = (
        [o for o in offers if o.state != "agreed" or o.wanted is not None]
        if allowed(request.user, "call.manage", call)
        else []
    )
    forms = service.replacements(call) if allowed(request.user, "call.manage", call) else []
    return show(
        request,
        "access/call",
        call=call,
        forms=forms,
        offers=[o for o in offers if o.state == "agreed"],
        asked=asked,
        OFFERS=service.OFFERS,
        writable=request.user.is_authenticated and may_write(request.user, call),
        panels=Panel.objects.filter(call=call),
    )


@page("call.balance", of=Call, related=("facility", "cycle"))
def balance(request: HttpRequest, call: Call) -> HttpResponse:
    return show(
        request,
        "access/balance",
        call=call,
        balances=service.balances(call),
        shares=call.shares.filter(retired_at=None),
        reserve=reserve_list(call.pk),
    )


@act("call.manage", of=Call)
def set_active(request: HttpRequest, call: Call) -> Any:
    service.set_active(request.user, call, request.POST.get("active") == "1")
    return phrase("common-saved")


@act("call.manage", of=Call)
def set_share(request: HttpRequest, call: Call) -> Any:
    share = number(request, "percent")
    assert share is not None
    if not 0 <= share <= 100 or not request.POST.get("programme", "").strip():
        raise Invalid(phrase("access-calls-give-the-programme-and-a-share"))
    service.set_share(request.user, call, request.POST["programme"].strip()[:60], int(share * 10))
    return phrase("access-calls-share-saved")


def _edit(request: HttpRequest, facility: Facility, call: Call | None) -> HttpResponse:
    held_units = set(call.offers.values_list("unit", flat=True)) if call else set()
    units = list(facility.units.filter(Q(open=True) | Q(pk__in=held_units)))
    campaign = list(
        facility.units.model.objects.exclude(facility=facility)
        .filter(Q(open=True) | Q(pk__in=held_units))
        .select_related("facility")
    )
    forms = list(
        FormVersion.objects.filter(
            Q(template__retired_at=None) | Q(pk=call.form_id if call else None),
            template__facility=facility,
        )
        .exclude(published_at=None)
        .select_related("template")
    )
    cycles = list(
        facility.cycles.filter(Q(retired_at=None) | Q(pk=call.cycle_id if call else None))
    )
    faults: dict[str, Phrase] = {}
    error = ""
    if request.method == "POST":
        try:
            fields = {
                "code": request.POST.get("code", "").strip().lower(),
                "title_zh": request.POST.get("title_zh", "").strip(),
                "title_en": request.POST.get("title_en", "").strip(),
                "text_zh": request.POST.get("text_zh", ""),
                "text_en": request.POST.get("text_en", ""),
                "message_zh": request.POST.get("message_zh", ""),
                "message_en": request.POST.get("message_en", ""),
                "kind": request.POST.get("kind", "standard"),
                "workflow": request.POST.get("workflow", "standard"),
                "order": whole(request, "order", 0),
                "cycle": chosen(request, "cycle", RunCycle, facility.cycles),
                "form": chosen(
                    request,
                    "form",
                    FormVersion,
                    FormVersion.objects.filter(template__facility=facility),
                ),
                "opens_at": when(request, "opens_at", facility.zone),
                "closes_at": when(request, "closes_at", facility.zone),
                "internal_closes_at": when(
                    request, "internal_closes_at", facility.zone, needed=False
                ),
                "kinds_allowed": [
                    k
                    for k in request.POST.getlist("kinds_allowed")
                    if k in ("academic", "industry", "clinical", "public")
                ],
            }
            if not (
                fields["title_zh"]
                and fields["title_en"]
                and str(fields["code"]).replace("-", "").isalnum()
                and str(fields["code"]).isascii()
            ):
                raise Invalid(
                    phrase("access-calls-give-a-code-letters-digits-hyphens"),
                )
            if fields["kind"] not in dict(Call.KINDS) or fields["workflow"] not in WORKFLOWS:
                raise Invalid(phrase("access-calls-choose-kind-and-workflow-from-the"))
            if (
                Call.objects.filter(code=fields["code"])
                .exclude(pk=call.pk if call else None)
                .exists()
            ):
                raise Invalid(
                    phrase("access-calls-this-code-is-taken"), {"code": phrase("common-taken")}
                )
            offers: dict[Any, Decimal] = {}
            for unit in [*units, *campaign]:
                amount = number(request, f"capacity-{unit.pk}", needed=False)
                if amount is not None:
                    if amount < 0 or amount >= Decimal(10) ** 12:
                        raise Invalid(
                            phrase("access-calls-a-capacity-is-at-least-0"),
                            {"units": phrase("common-at-least-0")},
                        )
                    offers[unit] = amount
            saved = service.save_call(request.user, facility, fields, offers, call)
            return redirect("call", pk=saved.pk)
        except Refused as refusal:
            faults, error = refusal.fields, str(refusal)
    like = proposed.next_call(facility) if call is None else None
    held = like.capacities if like else {}
    held = (
        {
            o.unit_id: o.capacity if o.state == "agreed" and o.wanted is None else o.wanted
            for o in call.offers.all()
        }
        if call
        else held
    )
    states = {o.unit_id: service.OFFERS[o.state] for o in call.offers.all()} if call else {}
    by_calendar = {(u.pk, c.pk): available(u, c) for u in units for c in cycles[:2]}
    return show(
        request,
        "access/call_edit",
        status=422 if error else 200,
        facility=facility,
        call=call,
        was=call or (like.call if like else None),
        like=like,
        units=units,
        campaign=campaign,
        forms=forms,
        cycles=cycles,
        held=held,
        states=states,
        by_calendar=by_calendar,
        faults=faults,
        error=error,
        given=request.POST,
        WORKFLOWS=WORKFLOWS,
    )


@page("call.manage", of=Facility, methods=("GET", "POST"))
def create(request: HttpRequest, facility: Facility) -> HttpResponse:
    return _edit(request, facility, None)


@page("call.manage", of=Call, methods=("GET", "POST"), related=("facility",), edits=edited.CALL)
def edit(request: HttpRequest, call: Call) -> HttpResponse:
    return _edit(request, call.facility, call)


@page("offer.list")
def offers(request: HttpRequest) -> HttpResponse:
    """What other facilities' calls ask of one's own units."""
    return show(
        request,
        "access/offers",
        offers=[(o, service.given_of(o)) for o in service.requests(request.user)],
        OFFERS=service.OFFERS,
    )  # type: ignore[arg-type]


@act("offer.answer", of=CallUnit, edits=edited.OFFER)
def offer_answer(request: HttpRequest, offer: CallUnit) -> Any:
    amount = number(request, "amount") if request.POST.get("say") != "decline" else None
    service.answer(request.user, offer, amount, request.POST.get("reason", ""))
    return phrase("access-calls-answered")


@page("form.manage", of=Facility)
def forms(request: HttpRequest, facility: Facility) -> HttpResponse:
    return show(
        request,
        "access/forms",
        facility=facility,
        versions=FormVersion.objects.filter(template__facility=facility)
        .select_related("template")
        .order_by("template__name", "-number"),
    )


@act("form.manage", of=Facility)
def form_create(request: HttpRequest, facility: Facility) -> Any:
    name = request.POST.get("name", "").strip()
    if not name:
        raise Invalid(
            phrase("access-calls-give-the-form-a-name"), {"name": phrase("common-needed")}
        )
    start = [
        {
            "id": "case",
            "type": "longtext",
            "label": {"zh": "科学问题与背景", "en": "Scientific case"},
            "required": True,
        }
    ]
    return reverse("form", args=[service.make_form(request.user, facility, name[:120], start).pk])


@page(
    "form.manage",
    of=FormVersion,
    methods=("GET", "POST"),
    related=("template__facility",),
    edits=edited.FORM,
)
def form_edit(request: HttpRequest, version: FormVersion) -> HttpResponse:
    """The builder: a line a question.

    Each change is kept; what is wrong is said beside its question.
    """
    error = ""
    questions = version.questions
    if request.method == "POST":
        questions = _questions_of(request)
        try:
            saved = service.save_form(request.user, version, questions)
            return redirect("form", pk=saved.pk)
        except Refused as refusal:
            error = str(refusal)
    return show(
        request,
        "access/form_edit",
        version=version,
        questions=[*questions, {}],
        faults=check_form(questions),
        error=error,
        TYPES=TYPES,
        option_lines=_option_lines,
    )


def _option_lines(options: list[dict[str, Any]] | None) -> str:
    """A question's options as the builder shows them: a line an option, its parts between bars."""
    return "\n".join(
        " | ".join(
            str(o.get(x) or "") for x in ("value", "zh", "en", *(["unit"] if o.get("unit") else []))
        )
        for o in options or []
    )


def _questions_of(request: HttpRequest) -> list[dict[str, Any]]:
    """The builder's lines as questions, in the order of their `order` fields; emptied lines are
    dropped.
    """
    rows = []
    count = min(whole(request, "count", 0), 200)
    for i in range(count):

        def given(name: str, at: int = i) -> str:
            return str(request.POST.get(f"{name}-{at}", "")).strip()

        if not given("id"):
            continue
        question: dict[str, Any] = {
            "id": given("id"),
            "type": given("type"),
            "label": {"zh": given("zh"), "en": given("en")},
        }
        if request.POST.get(f"required-{i}"):
            question["required"] = True
        for name in ("unit", "min", "max"):
            if given(name):
                question[name] = given(name)
        if given("help_zh") or given("help_en"):
            question["help"] = {"zh": given("help_zh"), "en": given("help_en")}
        if options := [line for line in given("options").splitlines() if line.strip()]:
            question["options"] = [
                dict(
                    zip(
                        ("value", "zh", "en", "unit"),
                        [p.strip() for p in line.split("|")],
                        strict=False,
                    )
                )
                for line in options
            ]
        if given("if_question"):
            question["show_if"] = {
                "question": given("if_question"),
                "equals": [v.strip() for v in given("if_equals").split(",") if v.strip()],
            }
        order = given("order")
        rows.append((float(order) if order.replace(".", "", 1).isdigit() else i, i, question))
    return [q for _, _, q in sorted(rows, key=lambda r: r[:2])]


@act("call.manage", of=Call)
def form_replace(request: HttpRequest, call: Call) -> Any:
    moved = service.replace_form(
        request.user, call, chosen(request, "form", FormVersion), request.POST.get("reason", "")
    )
    return phrase("access-calls-the-form-was-replaced-drafts-follow").fill(n=moved)


@act("form.manage", of=FormVersion)
def form_publish(request: HttpRequest, version: FormVersion) -> Any:
    service.publish_form(request.user, version)
    return phrase("access-calls-published-this-version-will-not-change")
