"""Where a project stands today, computed from its network, its newest plan, what was noted, and its
open risks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from scicity import projectplan
from scicity.registry import here

from .models import Plan, Progress, Project

RUNS = 2000


@dataclass(frozen=True)
class Standing:
    """`forecast` in working days of the plan; `finish`: the same as days.

    `late`: activities that should have ended by today and did not.
    """

    work: projectplan.Project
    critical: projectplan.Network
    plan: Plan | None
    baseline: Plan | None
    starts: dict[str, int]
    newest: dict[str, Progress]
    spent: dict[str, int]
    forecast: projectplan.Forecast
    finish: dict[int, date]
    chance: float | None
    earned: projectplan.Earned | None
    late: tuple[str, ...]

    @property
    def length(self) -> int:
        return max((self.starts[a.id] + a.duration for a in self.work.activities), default=0)


def standing(project: Project, today: date) -> Standing | None:
    """None where the project has no network yet.

    Plans of earlier networks are not used: their activities may be others.
    """
    network = project.network
    if network is None:
        return None
    work = network.parsed
    critical = projectplan.critical_path(work)
    plan = network.plans.filter(state="made").first()
    baseline = (
        Plan.objects.filter(network__project=project, baseline__gt=0).order_by("-baseline").first()
    )
    early = {name: t.early_start for name, t in critical.times.items()}
    starts = {str(k): int(v) for k, v in plan.starts.items()} if plan else early
    newest = {p.activity: p for p in project.progress.all() if p.activity in work.index}
    spent = {
        r["activity"]: int(r["total"])
        for r in project.payments.values("activity").annotate(total=Sum("amount_fen"))
    }
    now = project.offset(today)
    facts = {name: _actual(project, p) for name, p in newest.items()}
    risks = tuple(
        projectplan.Risk(
            f"r{r.pk}", r.percent / 100, r.delay, tuple(a for a in r.activities if a in work.index)
        )
        for r in project.risks.filter(state="open")
    )
    shared = projectplan.with_flow(work, starts) if plan else work
    forecast = projectplan.forecast(shared, RUNS, 1, risks, facts, max(now, 0))
    due = project.offset(project.due) + 1 if project.due else None
    earned = None
    if baseline is not None:
        held = {a.id: int(baseline.starts.get(a.id, starts[a.id])) for a in work.activities}
        earned = projectplan.earned_value(
            work,
            held,
            {n: p.percent / 100 for n, p in newest.items()},
            {n: v / here().currency.minor for n, v in spent.items() if n in work.index},
            max(now, 0),
        )
    late = tuple(
        a.id
        for a in work.activities
        if starts[a.id] + a.duration <= now
        and (a.id not in newest or newest[a.id].finished is None)
    )
    return Standing(
        work,
        critical,
        plan,
        baseline,
        starts,
        newest,
        spent,
        forecast,
        {p: project.end_day(t) for p, t in forecast.finish.items()},
        forecast.chance(due) if due is not None else None,
        earned,
        late,
    )


def _actual(project: Project, p: Progress) -> projectplan.Actual:
    """Days as the plan counts them. A finish on a day is the end of that day."""
    start = float(project.offset(p.started))
    if p.finished:
        return projectplan.Actual(start, max(float(project.offset(p.finished) + 1), start))
    return projectplan.Actual(start, left=float(p.left) if p.left is not None else None)
