"""The officer's side: what waits, who holds it, one step with the table's reason beside it, the
second person's word.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from scicity.platform.clock import today
from scicity.platform.errors import Refused
from scicity.platform.models import Person
from scicity.platform.permissions import allowed
from scicity.platform.phrases import phrase
from scicity.platform.views.page import act, chosen, page

from ..models import Authority, Officer, Service, Stage
from ..services import batches, moving, objections, offices, seals
from .cases import _running
from .shown import shown

A_PAGE = 50
FILTERS = ("q", "service", "lane", "holder", "late", "order")


@page("desk.view")
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the person's authorities: searched, filtered, sorted, fifty a page."""
    asked = {k: request.GET.get(k, "").strip()[:80] for k in FILTERS}
    rows = offices.queue(
        request.user,
        text=asked["q"],
        service=asked["service"],
        lane=asked["lane"],
        holder=asked["holder"],
        late=asked["late"] == "on",
        order=asked["order"],
    )
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lanes = offices.lanes_of(request.user)
    to_batch = [
        (s, n)
        for s in Service.objects.all()
        if (n := sum(x.lane in lanes for x in batches.waiting_for_batch(s)))
    ]
    return shown(
        request,
        "desk",
        found=found,
        lanes=lanes,
        services=Service.objects.all(),
        asked=asked,
        to_batch=to_batch,
        boards=allowed(request.user, "service.board"),
        people=colleagues(lanes),
        mine={s.pk for s in found if allowed(request.user, "stage.hand", s)},
        loads=allowed(request.user, "desk.load"),
    )


def colleagues(lanes: set[str]) -> list[tuple[Any, str]]:
    """Who can be picked to take a step over: the officers of authorities, those who are away marked
    so.
    """
    seats = (
        Officer.objects.filter(authority__code__in=lanes, person__is_active=True)
        .select_related("person", "authority")
        .order_by("authority__code", "person__name")
    )
    return [
        (
            o.person_id,
            (
                f"{o.person.shown} ·"
                f" {o.authority}{phrase('parkservices-desk-away') if o.absent(today()) else ''}"
            ),
        )
        for o in seats
    ]


@page("desk.load")
def loads(request: HttpRequest) -> HttpResponse:
    """Who holds how much: a supervisor's own authorities; all of them for the city office and
    auditors.
    """
    wide = allowed(request.user, "authority.list")
    seats = Officer.objects.filter(person=request.user, role="supervisor")
    lanes = set(
        Authority.objects.all().values_list("code", flat=True)
        if wide
        else seats.values_list("authority__code", flat=True)
    )
    return shown(
        request,
        "loads",
        rows=offices.loads(lanes),
        own=offices.lanes_of(request.user),
        people=colleagues(lanes),
    )


@page(
    "stage.view",
    of=Stage,
    related=("case__service", "case__enterprise", "case__version", "proposed_by", "taken_by"),
)
def step(request: HttpRequest, stage: Stage) -> HttpResponse:
    """One step.

    Who decides the case reads every opinion that was given on it; anybody else those of the own
    authority.
    """
    case, process = stage.case, stage.case.version.process
    lanes = offices.lanes_of(request.user)
    decides = stage.step in process.deciding
    before = [
        s
        for s in case.stages.exclude(done_at=None).filter(wait=False)
        if decides or s.lane in lanes or s.lane == "applicant"
    ]
    running = _running(case)
    return shown(
        request,
        "step",
        stage=stage,
        case=case,
        process=process,
        step=process.steps.get(stage.step),
        values=dict(running.answers)["start"],
        personal=seals.personal_values(case, request.user),
        before=before,
        late=stage.late(today()),
        documents=case.documents.all(),
        objections=case.objections.select_related("by"),
        letters=[m for m in case.messages.select_related("by") if m.lane in lanes],
        hand=allowed(request.user, "stage.hand", stage),
        table=process.tables.get(stage.advice.get("table", "")),
        decides=decides,
        decided=running.decided if decides else [],
        published=objections.window(case),
        people=colleagues({stage.lane}),
    )


@act("stage.act", of=Stage)
def take(request: HttpRequest, stage: Stage) -> Any:
    offices.take(request.user, stage)
    return phrase("parkservices-desk-it-is-yours")


@act("stage.hand", of=Stage)
def hand(request: HttpRequest, stage: Stage) -> Any:
    offices.take(request.user, stage, chosen(request, "person", Person))
    return phrase("parkservices-desk-handed-out")


@act("desk.view")
def hand_over(request: HttpRequest) -> Any:
    """Several steps at once to one person: a supervisor's authority's, or one's own.

    All of them, or none.
    """
    wanted = {
        int(n)
        for n in request.POST.getlist("stages")[: offices.AT_ONCE + 1]
        if n.isdigit() and len(n) < 19
    }
    stages = list(Stage.objects.filter(pk__in=wanted).select_related("case"))
    if any(not allowed(request.user, "stage.hand", s) for s in stages):
        raise Refused(
            phrase("common-some-of-these-are-not-yours"),
        )
    person = None if request.POST.get("person") == "nobody" else chosen(request, "person", Person)
    n = offices.hand_over(request.user, stages, person)
    return phrase("parkservices-desk-handed-over").fill(n=n)


@act("stage.act", of=Stage)
def second(request: HttpRequest, stage: Stage) -> Any:
    moving.second(request.user, stage, request.POST.get("say") == "agree")
    return reverse("desk")
