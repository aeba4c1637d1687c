"""Plans: the list of a facility, the board of one version, its progress, its explanations, two
versions side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from scicity.platform.errors import Invalid, Refused
from scicity.platform.phrases import chinese, phrase
from scicity.platform.views.page import act, chosen, page, show, when, whole
from scicity.scheduling import Problem, Schedule, competed, why_not

from ..exporters import pdf
from ..models import Facility, Plan, RunCycle
from ..states import PLAN
from . import plans as service

WIDTH = 1200  # of the board, in its own units
ROW = 34
SPANS = {
    "cycle": phrase("access-plans-the-cycle"),
    "month": phrase("access-plans-four-weeks"),
    "week": phrase("access-plans-a-week"),
    "day": phrase("access-plans-a-day"),
}
DAYS = {"month": 28, "week": 7, "day": 1}


@page("plan.list", of=Facility)
def index(request: HttpRequest, facility: Facility) -> HttpResponse:
    rows = (
        Plan.objects.filter(facility=facility)
        .defer("problem", "placements", "prices", "trace")
        .select_related("cycle", "parent", "made_by")
    )
    return show(
        request,
        "access/plans",
        facility=facility,
        plans=rows[:200],
        cycles=facility.cycles.all(),
        PLAN=PLAN,
    )


@act("plan.make", of=RunCycle)
def draw_up(request: HttpRequest, cycle: RunCycle) -> Any:
    return reverse(
        "plan", args=[service.draw_up(request.user, cycle, whole(request, "seconds", 60)).pk]
    )


@dataclass(frozen=True)
class Bar:
    """A run on the board: where it is drawn, what it is."""

    experiment: str
    title: str
    visit: int
    unit: str
    start: datetime
    end: datetime
    tick: int
    x: float
    width: float
    locked: bool


@dataclass(frozen=True)
class Lane:
    unit: str
    name: str
    y: int
    step: int
    closed: list[tuple[float, float, str]]
    bars: list[Bar]


def _lanes(plan: Plan, problem: Problem, schedule: Schedule, first: int, last: int) -> list[Lane]:
    """Units from top to bottom, with what lies between two ticks."""
    scale = WIDTH / (last - first)
    names = {u.path: str(u) for u in plan.facility.units.all()}
    locked = {p.experiment for p in problem.locked}
    lanes = []

    def cut(a: int, b: int) -> tuple[float, float]:
        a, b = max(a, first), min(b, last)
        return round((a - first) * scale, 2), round((b - a) * scale, 2)

    for row, unit in enumerate(problem.units):
        calendar = problem.calendar[unit.calendar]
        closed = [
            (*cut(c.start, c.end), c.label or c.mode)
            for c in (*calendar.closures, *unit.closures)
            if c.start < last and first < c.end
        ]
        at = first
        for a, b in [*sorted(calendar.user), (problem.horizon, problem.horizon)]:
            if a > at and a > first and at < last:
                closed.append((*cut(at, a), str(phrase("access-plans-no-user-time"))))
            at = max(at, b)
        bars = []
        for p in schedule.placements:
            if p.unit != unit.id:
                continue
            for i, (a, b) in enumerate(problem.runs(p)):
                if a < last and first < b:
                    x, width = cut(a, b)
                    bars.append(
                        Bar(
                            p.experiment,
                            problem.experiment[p.experiment].title,
                            i,
                            unit.id,
                            service.moment_of(plan.cycle, a),
                            service.moment_of(plan.cycle, b),
                            a,
                            x,
                            width,
                            p.experiment in locked,
                        )
                    )
        lanes.append(
            Lane(
                unit.id,
                names.get(unit.id, unit.id),
                row * ROW,
                unit.step,
                closed,
                sorted(bars, key=lambda b: b.tick),
            )
        )
    return lanes


def _seen(request: HttpRequest, problem: Problem) -> tuple[str, int, int]:
    """The stretch of the cycle that the board shows."""
    span = request.GET.get("span", "cycle")
    if span not in DAYS:
        return "cycle", 0, problem.horizon
    text = request.GET.get("from", "0")
    first = min(int(text), problem.horizon - 1) if text.isdigit() and len(text) < 7 else 0
    first -= first % 24
    return span, first, min(problem.horizon + 23, first + DAYS[span] * 24)


def _marks(plan: Plan, first: int, last: int) -> list[tuple[float, str]]:
    """Dates along the top: hours in a day, days in a week, otherwise weeks."""
    every = 24 * 7 if last - first > 24 * 20 else 24 if last - first > 24 else 4
    form = "%H:%M" if every == 4 else "%m-%d"
    begin = -(-first // every) * every
    return [
        (
            round((t - first) * WIDTH / (last - first), 2),
            f"{service.moment_of(plan.cycle, t):{form}}",
        )
        for t in range(begin, last, every)
    ]


@page("plan.view", of=Plan, related=("cycle__facility", "facility", "parent"))
def board(request: HttpRequest, plan: Plan) -> HttpResponse:
    problem, schedule = service.problem_in(plan), service.schedule_in(plan)
    span, first, last = _seen(request, problem)
    lanes = _lanes(plan, problem, schedule, first, last)
    out = sorted(
        (e for e in problem.experiments if e.id not in schedule.by_experiment),
        key=lambda e: (-e.value, e.id),
    )
    others = (
        Plan.objects.filter(cycle=plan.cycle)
        .exclude(pk=plan.pk)
        .values_list("pk", "number", "state")
    )
    days = DAYS.get(span, 0) * 24
    return show(
        request,
        "access/plan",
        plan=plan,
        lanes=lanes,
        height=len(lanes) * ROW,
        first=first,
        last=last,
        span=span,
        SPANS=SPANS,
        width=WIDTH,
        row=ROW,
        marks=_marks(plan, first, last),
        out=out,
        placed=[(p, problem.experiment[p.experiment]) for p in schedule.placements],
        PLAN=PLAN,
        units=problem.units,
        others=others,
        earlier=max(0, first - days),
        later=first + days if last < problem.horizon else None,
        titles={e.id: e.title for e in problem.experiments},
        curve=_curve(plan),
        moment_of=lambda t: service.moment_of(plan.cycle, t),
        scale=(last - first) / WIDTH,
    )


def _curve(plan: Plan) -> tuple[str, str]:
    """Value and bound over time as two lines."""
    points = [p for p in plan.trace if p[0] is not None]
    if len(points) < 2:
        return "", ""
    far, high = points[-1][0] or 1, max(p[2] for p in points) or 1
    low = min([p[1] for p in points if p[1]] or [0]) * 0.9
    step = max(1, len(points) // 200)

    def line(k: int) -> str:
        return " ".join(
            f"{p[0] / far * 400:.1f},{90 - (max(low, p[k]) - low) / max(1, high - low) * 80:.1f}"
            for p in points[::step]
            if k == 2 or p[1]
        )

    return line(1), line(2)


@page("plan.view", of=Plan)
def progress(request: HttpRequest, plan: Plan) -> HttpResponse:
    last = plan.trace[-1] if plan.trace else [0, 0, 0]
    gap = (last[2] - last[1]) / last[2] if last[2] else None
    return JsonResponse(
        {
            "state": plan.state,
            "seconds": last[0],
            "value": last[1],
            "bound": last[2],
            "gap": gap,
            "of": plan.seconds,
        }
    )


@act("plan.make", of=Plan)
def stop(request: HttpRequest, plan: Plan) -> Any:
    service.stop(request.user, plan)
    return phrase("access-plans-it-stops-and-keeps-the-best")


@act("plan.make", of=Plan)
def better(request: HttpRequest, plan: Plan) -> Any:
    return reverse(
        "plan", args=[service.better(request.user, plan, whole(request, "seconds", 60)).pk]
    )


def _asked_for(request: HttpRequest, plan: Plan) -> tuple[str, str, int, int]:
    """Experiment, unit, tick and visit that a form or a drag names; a time is the facility's
    own.
    """
    if request.POST.get("tick", "").strip():
        tick = whole(request, "tick")
    else:
        at = when(request, "start", plan.facility.zone)
        assert at is not None
        tick = service.tick_of(plan.cycle, at)
    return (
        request.POST.get("experiment", ""),
        request.POST.get("unit", ""),
        tick,
        whole(request, "visit", 0),
    )


@page("plan.make", of=Plan, methods=("POST",), related=("cycle__facility", "facility"))
def check(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What a move would break, for the board to show while something is dragged."""
    try:
        broken = service.judged(plan, *_asked_for(request, plan))
        told = [v.zh if chinese() else v.en for v in broken]
    except (Refused, Invalid) as refusal:
        told = [str(refusal)]
    return JsonResponse({"fits": not told, "told": told})


@act("plan.make", of=Plan)
def move(request: HttpRequest, plan: Plan) -> Any:
    return reverse("plan", args=[service.move(request.user, plan, *_asked_for(request, plan)).pk])


@act("plan.make", of=Plan)
def lock(request: HttpRequest, plan: Plan) -> Any:
    return reverse(
        "plan",
        args=[
            service.lock(
                request.user,
                plan,
                request.POST.get("experiment", ""),
                request.POST.get("on") != "no",
            ).pk
        ],
    )


@page("plan.view", of=Plan, related=("cycle__facility", "facility"))
def why(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Why an experiment has no time, or what it competed with."""
    problem, schedule = service.problem_in(plan), service.schedule_in(plan)
    name = request.GET.get("experiment", problem.experiments[0].id)
    if name not in problem.experiment:
        raise Http404
    titles = {e.id: e.title for e in problem.experiments}
    rivals, reason = [], None
    if name in schedule.by_experiment:
        rivals = [titles[n] for n in competed(problem, schedule, name)]
    else:
        reason = why_not(problem, schedule, name)
    return show(
        request,
        "access/plan_why",
        plan=plan,
        experiment=problem.experiment[name],
        reason=reason,
        rivals=rivals,
        rules=reason.told("zh" if chinese() else "en") if reason else [],
        displaced=[titles[n] for n in reason.displaces] if reason else [],
    )


@page("plan.view", of=Plan, related=("cycle__facility", "facility"))
def compare(request: HttpRequest, plan: Plan) -> HttpResponse:
    text = request.GET.get("with", str(plan.parent_id or plan.pk))
    other = (
        Plan.objects.filter(cycle=plan.cycle, pk=text).first()
        if text.isdigit() and len(text) < 19
        else None
    )
    if other is None:
        raise Http404
    return show(
        request,
        "access/plan_compare",
        plan=plan,
        other=other,
        differences=service.differences(other, plan),
        PLAN=PLAN,
        moment_of=lambda t: service.moment_of(plan.cycle, t),
    )


@act("plan.make", of=Plan)
def replan(request: HttpRequest, plan: Plan) -> Any:
    zone = plan.facility.zone
    start, end = when(request, "start", zone), when(request, "end", zone)
    assert start is not None
    assert end is not None
    unit = chosen(request, "unit", None, plan.facility.units) if request.POST.get("unit") else None
    calm, full = service.replan(
        request.user,
        plan,
        "unit" if unit else "beam",
        start,
        end,
        unit,
        notice_days=whole(request, "notice", 2),
    )
    return f"{reverse('plan-compare', args=[calm.pk])}?with={plan.pk}&full={full.pk}"


@act("plan.publish", of=Plan)
def publish(request: HttpRequest, plan: Plan) -> Any:
    service.publish(request.user, plan)
    return phrase("access-plans-published-everybody-concerned-was-told")


@page("plan.view", of=Plan, related=("cycle__facility", "facility"))
def run_plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    problem, schedule = service.problem_in(plan), service.schedule_in(plan)
    answer = HttpResponse(pdf.run_plan(plan, problem, schedule), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="run-plan-{plan.pk}.pdf"'
    return answer
