"""The pages of projects."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from scicity import projectplan
from scicity.access.units import FACILITY_KINDS
from scicity.construction import pictures, services
from scicity.construction.models import Evidence, Milestone, Plan, Project, Risk
from scicity.construction.standing import standing
from scicity.construction.states import KINDS, MILESTONE, PROJECT, RISK, STEPS, TEAM
from scicity.platform.clock import today
from scicity.platform.errors import Invalid, Refused
from scicity.platform.files import MOST_BYTES
from scicity.platform.permissions import allowed
from scicity.platform.phrases import phrase, verbatim
from scicity.platform.views.page import (
    act,
    chosen,
    day_in,
    number,
    page,
    person_by_email,
    show,
    the_day,
    whole,
)
from scicity.registry import here

FORMS = ("xlsx", "xml", "xer", "json")


def shown(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return show(
        request,
        f"construction/{template}",
        PROJECT=PROJECT,
        MILESTONE=MILESTONE,
        RISK=RISK,
        KINDS=KINDS,
        STEPS=STEPS,
        TEAM=TEAM,
        FACILITY_KINDS=FACILITY_KINDS,
        today=today(),
        **context,
    )


@page("project.list")
def index(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    rows = Project.objects.prefetch_related("milestones")
    if not allowed(person, "project.create") and not allowed(person, "history.view"):
        rows = rows.filter(team__person=person)
    rows = list(rows)
    return shown(
        request,
        "projects",
        by_state=[
            (PROJECT.states[s], [p for p in rows if p.state == s])
            for s in PROJECT.states
            if any(p.state == s for p in rows)
        ],
    )


@page("project.create", methods=("GET", "POST"))
def create(request: HttpRequest) -> HttpResponse:
    fault = None
    if request.method == "POST":
        try:
            budget = number(request, "budget", needed=False) or 0
            made = services.propose(
                request.user,
                code=request.POST.get("code", "").strip(),
                place=request.POST.get("place", "").strip(),
                name_zh=request.POST.get("name_zh", ""),
                name_en=request.POST.get("name_en", ""),
                kind=request.POST.get("kind", ""),
                start=the_day(request, "start"),
                due=day_in(request, "due", needed=False),
                budget_fen=int(budget * here().currency.minor),
                manager=person_by_email(request, "manager"),
            )
            return HttpResponse(
                status=302, headers={"Location": reverse("project", args=[made.pk])}
            )
        except Refused as refusal:
            fault = refusal
    return shown(request, "project_new", fault=fault, given=request.POST)


@page("project.view", of=Project)
def detail(request: HttpRequest, project: Project) -> HttpResponse:
    stands = standing(project, today())
    milestones = list(
        project.milestones.prefetch_related("evidence").select_related("claimed_by", "confirmed_by")
    )
    plans = list(Plan.objects.filter(network__project=project).select_related("network")[:8])
    return shown(
        request,
        "project",
        project=project,
        s=stands,
        milestones=milestones,
        plans=plans,
        reached=sum(m.weight for m in milestones if m.state == "confirmed"),
        next_steps=[v for v in STEPS if PROJECT.may(project.state, v)],
        risks=list(project.risks.select_related("owner")),
        payments=list(project.payments.all()[:50]),
        team=list(project.team.select_related("person")),
        deliveries=list(project.deliveries.select_related("milestone")),
        networks=list(project.networks.select_related("made_by")[:8]),
        can={
            p: allowed(request.user, p, project)
            for p in (
                "project.manage",
                "project.note",
                "milestone.claim",
                "milestone.confirm",
                "project.advance",
                "project.handover",
            )
        },
        FORMS=FORMS,
        exchange=projectplan.exchange.available(),
    )


@page("project.view", of=Project)
def work(request: HttpRequest, project: Project) -> HttpResponse:
    """Activities: the work breakdown with times, float, needs, and a form for each."""
    stands = standing(project, today())
    given = project.network.parsed if project.network else projectplan.Project(project.code, ())
    groups: dict[str, list[Any]] = {}
    for a in given.activities:
        groups.setdefault(a.parent, []).append(a)
    edit = request.GET.get("edit", "")
    return shown(
        request,
        "project_work",
        project=project,
        s=stands,
        work=given,
        groups=groups,
        seen=project.network.number if project.network else 0,
        edited=given.activities[given.index[edit]] if edit in given.index else None,
        links_of=lambda a: projectplan.write_links(a.id, given.links),
        needs_of=lambda a: projectplan.write_needs(a.demands),
        resources=projectplan.write_needs(given.resources),
        manage=allowed(request.user, "project.manage", project),
        note=allowed(request.user, "project.note", project),
    )


@page("project.view", of=Project)
def gantt(request: HttpRequest, project: Project) -> HttpResponse:
    return _picture(project, lambda s: pictures.gantt(project, s, today(), "dark" in request.GET))


@page("project.view", of=Project)
def network(request: HttpRequest, project: Project) -> HttpResponse:
    return _picture(project, lambda s: pictures.network(s, "dark" in request.GET))


def _picture(project: Project, draw: Any) -> HttpResponse:
    stands = standing(project, today())
    if stands is None:
        raise Http404
    return HttpResponse(draw(stands), content_type="image/svg+xml")


@act("project.advance", of=Project)
def advance(request: HttpRequest, project: Project) -> Any:
    services.advance(
        request.user,
        project,
        request.POST.get("step", ""),
        request.POST.get("document", ""),
        the_day(request, "day"),
    )
    return phrase("common-noted")


@act("project.manage", of=Project)
def join(request: HttpRequest, project: Project) -> Any:
    services.join(request.user, project, person_by_email(request), request.POST.get("role", ""))
    return phrase("construction-views-joined")


@act("project.manage", of=Project)
def take_file(request: HttpRequest, project: Project) -> Any:
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid(
            phrase("construction-views-choose-a-file"), {"file": phrase("common-needed-2")}
        )
    made = services.take_file(request.user, project, upload.name or "", upload.read(MOST_BYTES + 1))
    return phrase("construction-views-version-activities").fill(
        n=made.number, a=len(made.parsed.activities)
    )


@page("project.view", of=Project)
def give_file(request: HttpRequest, project: Project, kind: str) -> HttpResponse:
    if kind not in FORMS:
        raise Http404
    try:
        body = services.file_of(project, kind)
    except Refused as refusal:
        return HttpResponse(
            str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8"
        )
    return HttpResponse(
        body,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{project.code}.{kind}"'},
    )


@act("project.manage", of=Project)
def activity_set(request: HttpRequest, project: Project) -> Any:
    points = [number(request, k, needed=False) for k in ("least", "likely", "most")]
    if any(p is not None for p in points) and None in points:
        raise Invalid(
            phrase("construction-views-a-three-point-estimate-takes-all"),
            {"likely": phrase("common-needed")},
        )
    estimate = (
        projectplan.Estimate(*(float(p) for p in points if p is not None))
        if None not in points
        else None
    )
    name = request.POST.get("id", "").strip()
    if not name or len(name) > 60 or any(c in name for c in ";,；，"):
        raise Invalid(
            phrase("construction-views-give-the-activity-an-id-without"),
            {"id": phrase("common-needed")},
        )
    try:
        needs = projectplan.read_needs(request.POST.get("needs", ""))
    except ValueError as error:
        raise Invalid(
            verbatim(error),
            {"needs": phrase("construction-views-like-crane-1")},
        ) from error
    earliest = day_in(request, "earliest", needed=False)
    made = projectplan.Activity(
        name,
        whole(request, "duration"),
        needs,
        request.POST.get("name", "").strip()[:200],
        request.POST.get("parent", "").strip()[:120],
        estimate,
        float(number(request, "cost", needed=False) or 0),
        max(0, project.offset(earliest)) if earliest else 0,
    )
    services.set_activity(
        request.user,
        project,
        whole(request, "seen"),
        made,
        request.POST.get("after", ""),
        request.POST.get("before", ""),
    )
    return f"{reverse('project-work', args=[project.pk])}#a-{made.id}"


@act("project.manage", of=Project)
def activity_drop(request: HttpRequest, project: Project) -> Any:
    services.drop_activity(
        request.user, project, whole(request, "seen"), request.POST.get("id", "")
    )
    return reverse("project-work", args=[project.pk])


@act("project.manage", of=Project)
def resources_set(request: HttpRequest, project: Project) -> Any:
    services.set_resources(
        request.user, project, whole(request, "seen"), request.POST.get("resources", "")
    )
    return phrase("common-saved")


@act("project.manage", of=Project)
def plan_up(request: HttpRequest, project: Project) -> Any:
    services.plan_up(request.user, project)
    return phrase("construction-views-the-plan-is-being-worked-out")


@act("project.manage", of=Plan)
def hold(request: HttpRequest, plan: Plan) -> Any:
    services.hold(request.user, plan)
    return phrase("construction-views-held-as-the-baseline")


@act("project.note", of=Project)
def progress(request: HttpRequest, project: Project) -> Any:
    left = request.POST.get("left", "").strip()
    services.note_progress(
        request.user,
        project,
        request.POST.get("activity", ""),
        day_in(request, "day", needed=False) or today(),
        the_day(request, "started"),
        day_in(request, "finished", needed=False),
        whole(request, "percent", 0),
        whole(request, "left") if left else None,
    )
    return phrase("construction-views-progress-noted")


@act("project.note", of=Project)
def pay(request: HttpRequest, project: Project) -> Any:
    amount = number(request, "amount")
    assert amount is not None
    if abs(amount) > 10**12:
        raise Invalid(
            phrase("construction-views-the-amount-is-out-of-range"),
            {"amount": phrase("construction-views-too-large")},
        )
    services.pay(
        request.user,
        project,
        request.POST.get("activity", ""),
        the_day(request, "day"),
        int(amount * here().currency.minor),
        request.POST.get("document", ""),
    )
    return phrase("construction-views-payment-noted")


@act("project.note", of=Project)
def risk_add(request: HttpRequest, project: Project) -> Any:
    services.add_risk(
        request.user,
        project,
        request.POST.get("name", ""),
        whole(request, "percent"),
        whole(request, "delay"),
        request.POST.getlist("activities"),
        request.POST.get("response", ""),
    )
    return phrase("construction-views-risk-noted")


@act("project.note", of=Risk)
def risk_settle(request: HttpRequest, risk: Risk) -> Any:
    services.settle_risk(request.user, risk, request.POST.get("say") == "happened")
    return phrase("common-noted")


@act("project.manage", of=Project)
def milestone_add(request: HttpRequest, project: Project) -> Any:
    services.add_milestone(
        request.user,
        project,
        code=request.POST.get("code", ""),
        name_zh=request.POST.get("name_zh", ""),
        name_en=request.POST.get("name_en", ""),
        kind=request.POST.get("kind", ""),
        due=the_day(request, "due"),
        weight=whole(request, "weight", 0),
        activity=request.POST.get("activity", ""),
    )
    return phrase("construction-views-milestone-added")


@act("milestone.claim", of=Milestone)
def evidence_add(request: HttpRequest, milestone: Milestone) -> Any:
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid(
            phrase("construction-views-choose-a-file"), {"file": phrase("common-needed-2")}
        )
    services.attach(request.user, milestone, upload.name or "", upload.read(MOST_BYTES + 1))
    return phrase("construction-views-evidence-attached")


@page("project.view", of=Evidence, related=("milestone__project",))
def evidence(request: HttpRequest, kept: Evidence) -> HttpResponse:
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)


@act("milestone.claim", of=Milestone)
def claim(request: HttpRequest, milestone: Milestone) -> Any:
    services.claim(request.user, milestone, the_day(request, "day"))
    return phrase("construction-views-claimed-a-second-person-must-confirm")


@act("milestone.confirm", of=Milestone)
def judge(request: HttpRequest, milestone: Milestone) -> Any:
    services.judge(
        request.user, milestone, request.POST.get("say") == "confirm", request.POST.get("why", "")
    )
    return phrase("common-noted")


@act("project.manage", of=Project)
def delivery_add(request: HttpRequest, project: Project) -> Any:
    milestone = (
        chosen(request, "milestone", Milestone, project.milestones)
        if request.POST.get("milestone")
        else None
    )
    services.add_delivery(
        request.user,
        project,
        code=request.POST.get("code", ""),
        name_zh=request.POST.get("name_zh", ""),
        name_en=request.POST.get("name_en", ""),
        access_unit=request.POST.get("access_unit", ""),
        milestone=milestone,
    )
    return phrase("common-added")


@act("project.handover", of=Project)
def hand_over(request: HttpRequest, project: Project) -> Any:
    facility = services.hand_over(request.user, project, person_by_email(request))
    return reverse("facility", args=[facility.pk])
