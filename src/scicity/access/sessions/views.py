"""Sessions: the list, one session with all that belongs to it, its safety document, its labels."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.permissions import allowed
from scicity.platform.phrases import phrase
from scicity.platform.views.page import act, page, seen, show, when, whole

from ..calls.questions import HAZARDS
from ..exporters import pdf
from ..models import LogEntry, ProposalPart, Session, Shipment, Unit, Visit
from ..people.services import missing_courses
from ..proposals.views import rows_typed
from ..states import SAFETY, SESSION, SHIPMENT, VISIT
from . import edited, runs
from . import services as service


@page("session.list")
def index(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    rows = Session.objects.select_related("unit__facility", "part__proposal", "safety")
    here = person.facilities_as(*roles.STAFF)
    if (roles.AUDITOR, None) not in person.grants:
        # the few of one's own by number, so that each side of the alternative has its index
        mine = {
            *Visit.objects.filter(person=person).values_list("session", flat=True),
            *Session.objects.filter(part__proposal__members__person=person).values_list(
                "pk", flat=True
            ),
        }
        rows = rows.filter(
            Q(pk__in=mine)
            | Q(unit__in=list(Unit.objects.filter(facility__in=here).values_list("pk", flat=True)))
            if here
            else Q(pk__in=mine)
        )
    queue, state = request.GET.get("queue", ""), request.GET.get("state", "")
    if queue == "safety":
        rows = rows.filter(safety__state__in=("submitted", "checked"))
    elif queue == "visits":
        rows = rows.filter(Exists(Visit.objects.filter(session=OuterRef("pk"), state="registered")))
    if state in SESSION.states:
        rows = rows.filter(state=state)
    now = timezone.now()
    places = (
        ProposalPart.objects.filter(
            unit__facility__in=person.facilities_as(roles.USER_OFFICE, roles.INSTRUMENT_SCIENTIST),
            decisions__current=True,
            decisions__outcome="accept",
        )
        .exclude(Exists(Session.objects.filter(part=OuterRef("pk"))))
        .exclude(unit__access_unit__in=("core-hour", "tube", "case"))
        .select_related("proposal", "unit__facility")
    )
    return show(
        request,
        "access/sessions",
        coming=rows.filter(end__gte=now)[:200],
        past=rows.filter(end__lt=now).order_by("-start")[:100],
        SESSION=SESSION,
        SAFETY=SAFETY,
        queue=queue,
        state=state,
        to_place=places[:100],
    )


@page("session.view", of=Session, related=("unit__facility", "part__proposal__call", "safety"))
def detail(request: HttpRequest, session: Session) -> HttpResponse:
    return _shown(request, session)


def _shown(
    request: HttpRequest, session: Session, error: str = "", given: Any = None
) -> HttpResponse:
    person: Any = request.user
    courses = service.courses_needed(session)
    visits = list(session.visits.select_related("person__organisation"))
    manage = allowed(person, "visit.judge", session)
    if (
        not manage
        and not allowed(person, "session.team", session)
        and not allowed(person, "session.declare", session)
    ):
        visits = [
            v
            for v in visits
            if v.person_id == person.pk or allowed(person, "session.view", session)
        ]
    lacking = (
        {v.pk: missing_courses(v.person, courses, session.end) for v in visits}
        if manage
        else {
            v.pk: missing_courses(person, courses, session.end)
            for v in visits
            if v.person_id == person.pk
        }
    )
    team = {v.person_id for v in visits}
    members = session.part.proposal.members.exclude(role=roles.DATA_ONLY).select_related("person")
    return show(
        request,
        "access/session",
        status=422 if error else 200,
        session=session,
        safety=session.safety,
        visits=visits,
        lacking=lacking,
        error=error,
        given=given or {},
        hindrances=runs.hindrances(session),
        candidates=[m.person for m in members if m.person_id not in team],
        shipments=session.shipments.all(),
        log=_log(session),
        corrections=session.corrections.select_related("by"),
        corrects=allowed(person, "session.run", session),
        writes=allowed(person, "session.log", session),
        CAUSES=runs.CAUSES,
        KINDS=runs.KINDS,
        HAZARDS=HAZARDS,
        SESSION=SESSION,
        SAFETY=SAFETY,
        VISIT=VISIT,
        SHIPMENT=SHIPMENT,
        zone=session.unit.facility.zone,
    )


def _log(session: Session) -> list[tuple[LogEntry, list[LogEntry]]]:
    """Each line as it stands (struck ones too), with its earlier wordings, newest first."""
    wordings: dict[int, list[LogEntry]] = {}
    for entry in session.log.select_related("by").order_by("-id"):
        wordings.setdefault(entry.line, []).append(entry)
    return sorted(
        ((newest, older) for newest, *older in wordings.values()),
        key=lambda x: (x[0].at, x[0].line),
    )


@act("session.schedule", of=ProposalPart)
def schedule(request: HttpRequest, part: ProposalPart) -> Any:
    zone = part.unit.facility.zone
    start, end = when(request, "start", zone), when(request, "end", zone)
    assert start is not None
    assert end is not None
    return reverse("session", args=[service.schedule(request.user, part, start, end).pk])


@act("session.cancel", of=Session)
def cancel(request: HttpRequest, session: Session) -> Any:
    service.cancel(request.user, session)
    return phrase("common-cancelled-2")


@page(
    "session.declare",
    of=Session,
    methods=("POST",),
    related=("unit__facility", "part__proposal__call", "safety"),
    edits=edited.DECLARATION,
)
def declare(request: HttpRequest, session: Session) -> HttpResponse:
    samples, chemicals = (
        rows_typed(request, "samples", "samples"),
        rows_typed(request, "chemicals", "chemicals"),
    )
    try:
        service.declare(
            request.user,
            session,
            samples,
            chemicals,
            request.POST.get("measures", ""),
            request.POST.get("then") == "submit",
            sure=bool(request.POST.get("sure")),
        )
    except Refused as refusal:
        return _shown(
            request,
            session,
            str(refusal.phrase) if "sure" in refusal.fields else str(refusal),
            {
                "undone": "sure" in refusal.fields,
                "samples": samples,
                "chemicals": chemicals,
                "measures": request.POST.get("measures", ""),
            },
        )
    messages.success(request, str(phrase("access-sessions-safety-declaration-saved")))
    return redirect("session", pk=session.pk)


@act("session.safety-scientist", of=Session)
def judge_as_scientist(request: HttpRequest, session: Session) -> Any:
    service.judge_safety(
        request.user,
        session,
        roles.INSTRUMENT_SCIENTIST,
        request.POST.get("say") == "approve",
        request.POST.get("remark", ""),
        version=seen(request),
    )
    return phrase("common-noted")


@act("session.safety", of=Session)
def judge_as_safety(request: HttpRequest, session: Session) -> Any:
    service.judge_safety(
        request.user,
        session,
        roles.SAFETY,
        request.POST.get("say") == "approve",
        request.POST.get("remark", ""),
        version=seen(request),
    )
    return phrase("common-noted")


@page("session.document", of=Session, related=("unit__facility", "part__proposal", "safety"))
def document(request: HttpRequest, session: Session) -> HttpResponse:
    """The safety document: only once it is approved."""
    if session.safety.state != "approved":
        return show(
            request,
            "platform/refused",
            status=409,
            why=phrase("access-sessions-it-can-be-downloaded-once-the"),
        )
    answer = HttpResponse(pdf.safety(session), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="safety-{session.pk}.pdf"'
    return answer


@act("session.team", of=Session)
def team(request: HttpRequest, session: Session) -> Any:
    people = list(
        Person.objects.filter(
            pk__in=[p for p in request.POST.getlist("people") if p.isdigit() and len(p) < 19]
        )
    )
    if not people:
        raise Invalid(phrase("access-sessions-choose-people-first"))
    service.join_team(request.user, session, people)
    return phrase("access-sessions-added-to-the-team")


@act("visit.own", of=Visit, edits=edited.VISITS)
def visit_register(request: HttpRequest, visit: Visit) -> Any:
    zone = visit.session.unit.facility.zone
    service.register_visit(
        request.user,
        visit,
        request.POST.get("mode", ""),
        when(request, "arrives_at", zone, False),
        when(request, "leaves_at", zone, False),
        request.POST.get("note", ""),
    )
    return phrase("access-sessions-visit-registered")


@act("visit.own", of=Visit)
def visit_cancel(request: HttpRequest, visit: Visit) -> Any:
    service.cancel_visit(request.user, visit, by_office=False)
    return phrase("access-sessions-visit-cancelled")


@act("visit.judge", of=Visit)
def visit_judge(request: HttpRequest, visit: Visit) -> Any:
    service.judge_visit(
        request.user, visit, request.POST.get("say") == "approve", request.POST.get("remark", "")
    )
    return phrase("common-noted")


@act("visit.office", of=Visit)
def visit_cancel_office(request: HttpRequest, visit: Visit) -> Any:
    service.cancel_visit(request.user, visit, by_office=True)
    return phrase("access-sessions-visit-cancelled")


@act("session.ship", of=Session)
def ship(request: HttpRequest, session: Session) -> Any:
    service.ship(request.user, session, request.POST.get("content", ""))
    return phrase("access-sessions-shipment-noted")


@act("shipment.track", of=Shipment, edits=edited.SHIPMENTS)
def track(request: HttpRequest, shipment: Shipment) -> Any:
    service.track(
        request.user,
        shipment,
        request.POST.get("step", ""),
        request.POST.get("carrier", ""),
        request.POST.get("tracking", ""),
    )
    return phrase("access-sessions-updated")


@page("shipment.track", of=Shipment, related=("session__unit__facility", "session__part__proposal"))
def label(request: HttpRequest, shipment: Shipment) -> HttpResponse:
    import segno

    code = segno.make(f"scicity:shipment:{shipment.code}", error="m").svg_inline(
        scale=4, border=1, omitsize=True, svgclass="qr", lineclass=None
    )
    return show(request, "access/label", shipment=shipment, session=shipment.session, code=code)


@act("session.run", of=Session)
def start(request: HttpRequest, session: Session) -> Any:
    runs.start(request.user, session, when(request, "started", session.unit.facility.zone, False))
    return phrase("access-sessions-the-session-runs")


@act("session.log", of=Session)
def log(request: HttpRequest, session: Session) -> Any:
    runs.log(
        request.user,
        session,
        request.POST.get("kind", ""),
        at=when(request, "at", session.unit.facility.zone, False),
        **vars(_said(request)),
    )
    return phrase("access-sessions-logged")


def _said(request: HttpRequest) -> runs.Said:
    def yes_or_no(name: str) -> bool | None:
        return {"yes": True, "no": False}.get(request.POST.get(name, ""))

    energy = whole(request, "energy_mj") if request.POST.get("energy_mj", "").strip() else None
    return runs.Said(
        request.POST.get("text", ""),
        request.POST.get("cause", ""),
        whole(request, "minutes_lost", 0),
        energy,
        yes_or_no("on_target"),
        yes_or_no("within_tolerance"),
    )


@act("log.correct", of=LogEntry, edits=edited.ENTRY)
def log_correct(request: HttpRequest, entry: LogEntry) -> Any:
    strike = request.POST.get("say") == "strike"
    at = _unchanged(when(request, "at", entry.session.unit.facility.zone, False), entry.at)
    runs.correct(
        request.user, entry, request.POST.get("reason", ""), None if strike else _said(request), at
    )
    return phrase("access-sessions-corrected-the-earlier-wording-is-kept")


@act("session.run", of=Session, edits=edited.TIMES)
def times(request: HttpRequest, session: Session) -> Any:
    zone = session.unit.facility.zone
    started, stopped = when(request, "started", zone), when(request, "stopped", zone)
    assert started is not None
    assert stopped is not None
    runs.correct_times(request.user, session, started, stopped, request.POST.get("reason", ""))
    return phrase("access-sessions-the-actual-times-are-corrected-the")


def _unchanged(typed: datetime | None, known: datetime | None) -> datetime | None:
    """What was typed; where it only repeats what the page showed, to the second, what is known more
    finely.
    """
    return (
        None
        if typed is not None and known is not None and typed == known.replace(microsecond=0)
        else typed
    )


@act("session.run", of=Session)
def stop(request: HttpRequest, session: Session) -> Any:
    present = list(
        Person.objects.filter(
            pk__in=[p for p in request.POST.getlist("present") if p.isdigit() and len(p) < 19]
        )
    )
    zone = session.unit.facility.zone
    runs.stop(
        request.user,
        session,
        present,
        _unchanged(when(request, "started", zone, False), session.started_at),
        when(request, "stopped", zone, False),
        request.POST.get("note", ""),
    )
    return phrase("access-sessions-the-session-is-over-its-records")


@act("session.report", of=Session, edits=edited.REPORT)
def report(request: HttpRequest, session: Session) -> Any:
    service.report(
        request.user, session, request.POST.get("report", ""), request.POST.get("data_link", "")
    )
    return phrase("access-sessions-report-handed-in")
