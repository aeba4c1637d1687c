"""Plans of a run cycle: drawn up from what was accepted, bettered in the background, changed by
hand, published.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.tasks import task
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.clock import elapsed
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Both, Phrase, enumerated, listed, phrase
from scicity.platform.verbs import locked, verb
from scicity.scheduling import (
    BadProblem,
    Calendar,
    Closure,
    Coupling,
    Disturbance,
    Effort,
    Experiment,
    Need,
    Option,
    Placement,
    Point,
    Pool,
    Problem,
    Repair,
    Schedule,
    Share,
    Unit,
    Violation,
    clashes,
    problem_from,
    solve,
    text_of,
    validate,
    value_of,
)
from scicity.scheduling import replan as calm_replan

from ..models import Coupling as Tie
from ..models import Facility, Plan, ProposalPart, RunCycle, Session
from ..models import Share as CallShare
from ..models import Unit as AccessUnit
from ..sessions.services import granted, place, report_due
from ..states import PLAN, SESSION

TICK = 60  # minutes
SHIFT = 8  # hours
SHOTS_A_SHIFT = 20  # what a laser's shift is reckoned to give; its sessions are planned in shifts
LONGEST_DAYS = 6  # of one visit; more is split
MOST_SECONDS = 900


def origin(cycle: RunCycle) -> datetime:
    """Tick 0: midnight at the facility on the day that the cycle begins."""
    return cycle.start.astimezone(ZoneInfo(cycle.facility.zone)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )


def tick_of(cycle: RunCycle, moment: datetime, up: bool = False) -> int:
    hours = elapsed(origin(cycle), moment).total_seconds() / 3600
    return math.ceil(hours) if up else math.floor(hours)


def moment_of(cycle: RunCycle, tick: int) -> datetime:
    """The instant of a tick, as told at the facility.

    Ticks are hours that pass, so that a night of nine has nine.
    """
    start = origin(cycle)
    return (start.astimezone(UTC) + timedelta(hours=tick)).astimezone(start.tzinfo)


def slot_hours(unit: AccessUnit) -> int:
    """The length of a unit's slots: a shift for beamtime and shots, an hour for instruments and
    rigs, a day for stations.
    """
    return unit.access.seconds // 3600 or SHIFT


def slots_of(unit: AccessUnit, amount: Decimal) -> int:
    """Slots that an amount of the unit of access takes."""
    return math.ceil(amount / SHOTS_A_SHIFT) if unit.access_unit == "shot" else math.ceil(amount)


def problem_of(cycle: RunCycle) -> Problem:
    """The cycle as a problem: user time of its calendar, what was accepted and is not placed by
    hand, ties of campaigns, shares.

    Sessions that an earlier plan placed and that nobody has cleared yet are planned anew; all
    others are fixed bookings.
    """
    facility, horizon = cycle.facility, max(1, tick_of(cycle, cycle.end))
    units = list(facility.units.filter(open=True))
    fixed = list(
        Session.objects.filter(unit__in=units, start__lt=cycle.end, end__gt=cycle.start)
        .exclude(state="cancelled")
        .exclude(plan__cycle=cycle, state="scheduled")
        .select_related("part__proposal")
    )
    parts = list(
        ProposalPart.objects.filter(
            unit__in=units,
            proposal__call__cycle=cycle,
            decisions__current=True,
            decisions__outcome="accept",
        )
        .select_related("proposal__call", "proposal__panel_item", "unit")
        .prefetch_related("proposal__members__person__organisation", "sessions")
        .order_by("pk")
    )
    held: Counter[int] = Counter()
    for s in fixed:
        hours = (s.end - s.start).total_seconds() / 3600
        held[s.part_id] += math.ceil(hours / slot_hours(s.unit))
    pis = {
        p.pk: next((m.person for m in p.proposal.members.all() if m.role == roles.PI), None)
        for p in parts
    }
    busy = Counter(x.key for x in pis.values() if x)
    experiments = []
    for part in parts:
        slots = slots_of(part.unit, granted(part)) - held[part.pk]
        if slots <= 0 or not part.unit.access.sessions:
            continue
        person = pis[part.pk]
        grade = float(getattr(getattr(part.proposal, "panel_item", None), "grade", None) or 1)
        step = slot_hours(part.unit)
        experiments.append(
            Experiment(
                str(part.pk),
                max(1, round(10 * grade)) * slots * step,
                (Option(part.unit.path, _visits(part.unit, slots)),),
                _windows(cycle, part, horizon),
                needs=(Need(f"team:{person.key}"),) if person and busy[person.key] > 1 else (),
                grade=grade,
                programme=part.proposal.programme or "",
                organisation=str(person.organisation_id or "") if person else "",
                title=f"{part.proposal.code} {part.proposal.title}"[:120],
            )
        )
    here = {e.id for e in experiments}
    used = {n.pool for e in experiments for n in e.needs}
    ties = Tie.objects.filter(first__in=parts, second__in=parts)
    shares = {
        s.programme: s.permille
        for s in CallShare.objects.filter(call__cycle=cycle, retired_at=None)
    }
    return Problem(
        str(cycle),
        horizon,
        tuple(_calendar(cycle, u, horizon) for u in units),
        tuple(
            Unit(
                u.path,
                facility.path,
                u.path,
                slot_hours(u),
                closures=tuple(_booked(cycle, s, horizon) for s in fixed if s.unit_id == u.pk),
            )
            for u in units
        ),
        tuple(experiments),
        TICK,
        origin(cycle).isoformat(),
        pools=tuple(Pool(name, 1) for name in sorted(used)),
        couplings=tuple(
            _coupling(t) for t in ties if str(t.first_id) in here and str(t.second_id) in here
        ),
        shares=tuple(
            Share("programme", name, permille) for name, permille in sorted(shares.items())
        ),
    )


def _visits(unit: AccessUnit, slots: int) -> tuple[int, ...]:
    """Visits of at most some days each, as even as they can be."""
    hours = unit.longest_minutes // 60 if unit.access_unit == "hour" else LONGEST_DAYS * 24
    count = math.ceil(slots / max(1, hours // slot_hours(unit)))
    return tuple(slots // count + (i < slots % count) for i in range(count))


def _calendar(cycle: RunCycle, unit: AccessUnit, horizon: int) -> Calendar:
    """User time of the run calendar; a unit's own periods stand for the facility's.

    No calendar: all of the cycle.
    """
    periods = list(cycle.calendar())
    own = [p for p in periods if p.unit_id == unit.pk] or [p for p in periods if p.unit_id is None]
    # nothing is planned into the past
    first = min(
        max(0, tick_of(cycle, cycle.start, up=True), tick_of(cycle, timezone.now(), up=True)),
        horizon - 1,
    )
    if not periods:
        return Calendar(unit.path, ((first, horizon),))
    spans = [
        (max(first, tick_of(cycle, p.start, up=True)), min(horizon, tick_of(cycle, p.end)))
        for p in own
        if p.mode == "user"
    ]
    return Calendar(unit.path, tuple(s for s in spans if s[0] < s[1]))


def _booked(cycle: RunCycle, session: Session, horizon: int) -> Closure:
    return Closure(
        "booking",
        max(0, tick_of(cycle, session.start)),
        min(horizon, tick_of(cycle, session.end, up=True)),
        session.part.proposal.code,
    )


def _coupling(tie: Tie) -> Coupling:
    most = (tie.days or 0) * 24 if tie.kind == "within" else None
    return Coupling(
        "simultaneous" if tie.kind == "simultaneous" else "before",
        str(tie.first_id),
        str(tie.second_id),
        0,
        most,
    )


def _windows(cycle: RunCycle, part: ProposalPart, horizon: int) -> tuple[tuple[int, int], ...]:
    """Where a part may lie by the sessions that its campaign has at other facilities already."""
    low, high = 0, horizon
    for tie in Tie.objects.filter(models.Q(first=part) | models.Q(second=part)).select_related(
        "first", "second"
    ):
        other = tie.second if tie.first_id == part.pk else tie.first
        placed = [s for s in other.sessions.all() if s.state != "cancelled"]
        if other.unit_id == part.unit_id or not placed:
            continue
        begin, end = (
            tick_of(cycle, min(s.start for s in placed)),
            tick_of(cycle, max(s.end for s in placed), up=True),
        )
        if tie.kind == "simultaneous":
            low, high = max(low, begin), min(high, max(end, begin + 1))
        elif tie.first_id == part.pk:
            high = min(high, begin)
            low = max(low, begin - (tie.days or 0) * 24 - horizon) if tie.kind == "within" else low
        else:
            low = max(low, end)
            high = (
                min(high, end + (tie.days or 0) * 24 + 24 * LONGEST_DAYS)
                if tie.kind == "within"
                else high
            )
    # a window that nothing fits into is said as such by the explanation, not as an error of the
    # import
    return (
        ((max(0, low), min(horizon, max(low + 1, high))),)
        if (low, high) != (0, horizon) and low < horizon
        else ()
    )


# --- a plan as the core sees it -------------------------------------------------------------------


def problem_in(plan: Plan) -> Problem:
    return problem_from(json.dumps(plan.problem))


def schedule_in(plan: Plan) -> Schedule:
    return Schedule(
        tuple(Placement(p["experiment"], p["unit"], tuple(p["starts"])) for p in plan.placements)
    )


def _put(plan: Plan, problem: Problem, schedule: Schedule) -> None:
    plan.problem = json.loads(text_of(problem))
    plan.placements = [
        {"experiment": p.experiment, "unit": p.unit, "starts": list(p.starts)}
        for p in schedule.placements
    ]
    plan.digest = hashlib.sha256(json.dumps(plan.placements, sort_keys=True).encode()).hexdigest()
    plan.value = value_of(problem, schedule)


def _next(cycle: RunCycle) -> int:
    return (Plan.objects.filter(cycle=cycle).aggregate(n=models.Max("number"))["n"] or 0) + 1


@verb
def draw_up(actor: Person, cycle: RunCycle, seconds: int = 60, enqueue: bool = True) -> Plan:
    """A new plan of a cycle; the background worker solves it."""
    if not 1 <= seconds <= MOST_SECONDS:
        raise Invalid(
            phrase("access-plans-the-time-is-1-to-seconds", most_seconds=MOST_SECONDS),
            {"seconds": phrase("common-out-of-range")},
        )
    cycle = locked(RunCycle, cycle.pk)
    problem = problem_of(cycle)
    if not problem.experiments:
        raise Refused(phrase("access-plans-nothing-that-was-accepted-is-left"))
    plan = Plan(
        facility=cycle.facility, cycle=cycle, number=_next(cycle), seconds=seconds, made_by=actor
    )
    _put(plan, problem, Schedule())
    plan.save()
    if enqueue:
        solve_plan.enqueue(plan.pk)
    return plan


@task
def solve_plan(pk: int) -> None:
    """Better a waiting plan for as long as it was given; what is found is told as it is found."""
    run_plan(pk)


def run_plan(pk: int, effort: Effort | None = None) -> None:
    plan = Plan.objects.get(pk=pk)
    if plan.state != "waiting":
        return
    with verb.opened("plans.solve", None):
        plan = locked(Plan, pk)
        plan.state = PLAN.move(plan.state, "solve")
        plan.save()
    try:
        found = solve(
            problem_in(plan),
            effort or Effort(float(plan.seconds)),
            watch=_watch(pk),
            stop=_asked(pk),
        )
    except BadProblem as bad:
        with verb.opened("plans.fail", None):
            plan = locked(Plan, pk)
            plan.state, plan.remark = PLAN.move(plan.state, "fail"), str(bad)[:300]
            plan.save()
        return
    with verb.opened("plans.solved", None):
        plan = locked(Plan, pk)
        _put(plan, problem_in(plan), found.schedule)
        plan.state, plan.bound, plan.prices = (
            PLAN.move(plan.state, "finish"),
            found.bound,
            asdict(found.prices),
        )
        plan.trace = [
            [round(p.seconds, 1), p.value, p.bound] for p in found.trace if p.bound < 1 << 59
        ]
        plan.save()


def _watch(pk: int) -> Callable[[Point], None]:
    trace: list[list[float]] = []

    def watch(point: Point) -> None:
        if point.bound < 1 << 59 and (not trace or point.seconds - trace[-1][0] >= 0.5):
            trace.append([round(point.seconds, 1), point.value, point.bound])
            Plan.objects.filter(pk=pk).update(trace=trace)

    return watch


def _asked(pk: int) -> Callable[[], bool]:
    last, answer = 0.0, False

    def asked() -> bool:
        nonlocal last, answer
        if time.monotonic() - last > 0.5:
            last, answer = time.monotonic(), Plan.objects.filter(pk=pk, stop_asked=True).exists()
        return answer

    return asked


@verb
def stop(actor: Person, plan: Plan) -> Plan:
    """End the search; the best so far is kept."""
    plan = locked(Plan, plan.pk)
    if plan.state not in ("waiting", "solving"):
        raise Refused(phrase("access-plans-this-plan-is-not-being-solved"))
    plan.stop_asked = True
    plan.save()
    return plan


# --- changes by hand ------------------------------------------------------------------------------


def _placement(
    problem: Problem, schedule: Schedule, experiment: str, unit: str, start: int, visit: int = 0
) -> Placement:
    if experiment not in problem.experiment:
        raise Invalid(
            phrase("access-plans-there-is-no-experiment-in-this", experiment=repr(experiment)),
            {"experiment": phrase("common-choose-one")},
        )
    options = [o for o in problem.experiment[experiment].options if o.unit == unit]
    if not options:
        raise Refused(phrase("access-plans-the-experiment-cannot-run-on-this"))
    now = schedule.by_experiment.get(experiment)
    visits, step = options[0].visits, problem.unit[unit].step
    if not 0 <= visit < len(visits):
        raise Invalid(
            phrase("access-plans-there-is-no-such-visit"), {"visit": phrase("common-choose-one")}
        )
    if now is not None and now.unit == unit and len(now.starts) == len(visits):
        starts = tuple(start if i == visit else a for i, a in enumerate(now.starts))
    else:
        starts, at = (), start
        for n in visits:
            starts, at = (*starts, at), at + n * step
    return Placement(experiment, unit, starts)


def judged(plan: Plan, experiment: str, unit: str, start: int, visit: int = 0) -> list[Violation]:
    """What a move would break, by the rules that publishing asks for."""
    problem, schedule = problem_in(plan), schedule_in(plan)
    moved = _moved(schedule, _placement(problem, schedule, experiment, unit, start, visit))
    broken = clashes(problem, moved, experiment)
    if any(p.experiment == experiment for p in problem.locked):
        broken.append(Violation("locked", (experiment,), "该课题已锁定", "it is locked"))
    return broken


def _moved(schedule: Schedule, p: Placement) -> Schedule:
    return Schedule(
        tuple(
            sorted(
                (*[q for q in schedule.placements if q.experiment != p.experiment], p),
                key=lambda q: q.experiment,
            )
        )
    )


@verb
def move(actor: Person, plan: Plan, experiment: str, unit: str, start: int, visit: int = 0) -> Plan:
    """A new version with one experiment moved, or placed. Refused when it breaks a rule."""
    plan = locked(Plan, plan.pk)
    _must_be_settled(plan)
    broken = judged(plan, experiment, unit, start, visit)
    if broken:
        raise Refused(phrase("access-plans-broken", rules=listed(broken[:5])))
    problem, schedule = problem_in(plan), schedule_in(plan)
    moved = _moved(schedule, _placement(problem, schedule, experiment, unit, start, visit))
    title = problem.experiment[experiment].title.split(" ")[0]
    return _version(
        actor,
        plan,
        problem,
        moved,
        f"{title} → {unit.rpartition('/')[2]} {moment_of(plan.cycle, start):%m-%d %H:%M}",
    )


def _version(
    actor: Person,
    plan: Plan,
    problem: Problem,
    schedule: Schedule,
    remark: str,
    changes: list[dict[str, Any]] | None = None,
) -> Plan:
    """A bound holds on for a changed schedule of the same problem; a changed problem has none
    yet.
    """
    made = Plan(
        facility=plan.facility,
        cycle=plan.cycle,
        number=_next(plan.cycle),
        state="draft",
        parent=plan,
        seconds=plan.seconds,
        made_by=actor,
        remark=remark[:300],
        changes=changes or [],
    )
    _put(made, problem, schedule)
    if made.problem == plan.problem:
        made.bound, made.prices = plan.bound, plan.prices
    made.save()
    return made


@verb
def lock(actor: Person, plan: Plan, experiment: str, on: bool = True) -> Plan:
    """A new version in which an experiment keeps its time, or may move again."""
    plan = locked(Plan, plan.pk)
    _must_be_settled(plan)
    problem, schedule = problem_in(plan), schedule_in(plan)
    if experiment not in schedule.by_experiment:
        raise Refused(phrase("access-plans-the-experiment-has-no-time-yet"))
    rest = tuple(p for p in problem.locked if p.experiment != experiment)
    kept = (*rest, schedule.by_experiment[experiment]) if on else rest
    title = problem.experiment[experiment].title.split(" ")[0]
    return _version(
        actor,
        plan,
        replace(problem, locked=kept),
        schedule,
        f"{'锁定 lock' if on else '解锁 unlock'} {title}",
    )


@verb
def better(actor: Person, plan: Plan, seconds: int = 60, enqueue: bool = True) -> Plan:
    """Solve again from a version; what is locked stays."""
    plan = locked(Plan, plan.pk)
    _must_be_settled(plan)
    if not 1 <= seconds <= MOST_SECONDS:
        raise Invalid(
            phrase("access-plans-the-time-is-1-to-seconds", most_seconds=MOST_SECONDS),
            {"seconds": phrase("common-out-of-range")},
        )
    made = Plan(
        facility=plan.facility,
        cycle=plan.cycle,
        number=_next(plan.cycle),
        parent=plan,
        seconds=seconds,
        made_by=actor,
        remark=f"v{plan.number} +{seconds} s",
    )
    _put(made, problem_in(plan), schedule_in(plan))
    made.save()
    if enqueue:
        solve_plan.enqueue(made.pk)
    return made


def _must_be_settled(plan: Plan) -> None:
    if plan.state not in ("draft", "published"):
        raise Refused(phrase("access-plans-this-plan-is-not-solved-yet"))


@verb
def replan(
    actor: Person,
    plan: Plan,
    kind: str,
    start: datetime,
    end: datetime,
    unit: AccessUnit | None = None,
    experiment: str = "",
    notice_days: int = 2,
    now: datetime | None = None,
) -> tuple[Plan, Plan]:
    """After a disturbance: two new versions, the calm one and the full one, each with who moves,
    why and at what cost.
    """
    plan = locked(Plan, plan.pk)
    _must_be_settled(plan)
    if start >= end:
        raise Invalid(
            phrase("access-plans-a-loss-ends-after-it-starts"),
            {"end": phrase("common-after-the-start")},
        )
    problem, schedule = problem_in(plan), schedule_in(plan)
    units = (unit.path,) if unit else tuple(u.id for u in problem.units)
    span = (
        max(0, tick_of(plan.cycle, start)),
        min(problem.horizon, tick_of(plan.cycle, end, up=True)),
    )
    present = min(max(0, tick_of(plan.cycle, now or timezone.now())), problem.horizon)
    problem = replace(
        problem,
        experiments=tuple(
            replace(e, confirmed=e.id in _confirmed(plan)) for e in problem.experiments
        ),
    )
    try:
        what = Disturbance(kind, span, units if kind in ("beam", "unit") else (), experiment)
        calm, full = (
            calm_replan(problem, schedule, what, present, notice_days * 24, seconds=2.0, calm=c)
            for c in (True, False)
        )
    except BadProblem as bad:
        raise Refused(listed(Both(f.zh, f"{f.where}: {f.en}") for f in bad.faults)) from bad
    made = [
        _version(
            actor,
            plan,
            r.problem,
            r.schedule,
            f"{kind} {start:%m-%d %H:%M} – {end:%m-%d %H:%M} · {name}",
            _told(r),
        )
        for r, name in ((calm, "calm"), (full, "full"))
    ]
    return made[0], made[1]


def _confirmed(plan: Plan) -> set[str]:
    """Parts whose team has approved visits: they move last."""
    return {
        str(pk)
        for pk in Session.objects.filter(
            plan__cycle=plan.cycle, visits__state="approved"
        ).values_list("part_id", flat=True)
    }


def _told(repair: Repair) -> list[dict[str, Any]]:
    return [
        {
            "experiment": c.experiment,
            "zh": c.zh,
            "en": c.en,
            "cost": c.cost,
            "before": list(c.before.starts) if c.before else [],
            "after": list(c.after.starts) if c.after else [],
        }
        for c in repair.changes
    ]


# --- publishing -----------------------------------------------------------------------------------


@verb
def publish(actor: Person, plan: Plan) -> Plan:
    """Make a plan the sessions of its cycle, and tell everybody whose time is new, moved or gone.

    Refused when it breaks a rule, or when another version was published after this one was begun.
    """
    plan = locked(Plan, plan.pk)
    locked(RunCycle, plan.cycle_id)
    if plan.state != "draft":
        raise Refused(phrase("access-plans-only-a-draft-can-be-published"))
    newest = (
        Plan.objects.filter(cycle=plan.cycle, state="published").order_by("-published_at").first()
    )
    if newest and newest.pk not in _line(plan):
        raise Refused(
            phrase("access-plans-version-was-published-meanwhile-start-from", number=newest.number),
        )
    problem, schedule = problem_in(plan), schedule_in(plan)
    broken = validate(problem, schedule)
    if broken:
        raise Refused(phrase("access-plans-broken", rules=listed(broken[:5])))
    plan.state, plan.published_at = PLAN.move(plan.state, "publish"), timezone.now()
    plan.save()
    _carry_out(plan, problem, schedule)
    return plan


def _line(plan: Plan) -> set[int]:
    found, at = set(), plan.parent
    while at is not None:
        found.add(at.pk)
        at = at.parent
    return found


def _carry_out(plan: Plan, problem: Problem, schedule: Schedule) -> None:
    reasons = {c["experiment"]: Both(c["zh"], c["en"]) for c in plan.changes}
    planned: dict[int, list[Session]] = {}
    for s in (
        Session.objects.filter(plan__cycle=plan.cycle)
        .exclude(state="cancelled")
        .select_related("part__proposal")
        .order_by("start")
    ):
        planned.setdefault(s.part_id, []).append(s)
    parts = {
        p.pk: p
        for p in ProposalPart.objects.filter(
            pk__in=[int(p.experiment) for p in schedule.placements]
        ).select_related("proposal", "unit__facility")
    }
    moves: list[tuple[Session, datetime, datetime]] = []
    fresh: list[tuple[ProposalPart, datetime, datetime]] = []
    gone: list[Session] = []
    for pk in {*planned, *parts}:
        p = schedule.by_experiment.get(str(pk))
        wanted = (
            [(moment_of(plan.cycle, a), moment_of(plan.cycle, b)) for a, b in problem.runs(p)]
            if p
            else []
        )
        held = planned.get(pk, [])
        kept = [s for s in held if (s.start, s.end) in wanted]
        free = [s for s in held if s not in kept]
        for start, end in [w for w in wanted if w not in [(s.start, s.end) for s in kept]]:
            if free:
                moves.append((free.pop(0), start, end))
            else:
                fresh.append((parts[pk], start, end))
        gone += free
    fixed = [s for s in [*gone, *[m[0] for m in moves]] if s.state not in ("scheduled", "ready")]
    if fixed:
        raise Refused(
            phrase(
                "access-plans-sessions-that-have-begun-cannot-move",
                fixed=enumerated(fixed),
            ),
        )
    # all that leave their time leave it first, so that two can change places
    Session.objects.filter(pk__in=[s.pk for s, _, _ in moves]).update(state="cancelled")
    for session in gone:
        session.state = SESSION.move(session.state, "cancel")
        session.save()
        _tell(session, phrase("access-plans-has-lost-its-time"), reasons)
    for session, start, end in moves:
        session.start, session.end, session.plan = start, end, plan
        session.report_due = report_due(session.unit, end)
        session.save()
        Session.objects.filter(pk=session.pk).update(state=session.state)
        _tell(session, phrase("access-plans-a-session-of-was-moved"), reasons)
    for part, start, end in fresh:
        place(part, start, end, plan=plan)


def _tell(session: Session, text: Phrase, reasons: Mapping[str, Phrase]) -> None:
    reason = reasons.get(str(session.part_id), phrase("access-plans-the-plan-was-changed"))
    code = session.part.proposal.code
    tell(
        [m.person for m in session.part.proposal.members.select_related("person")],
        text.fill(c=code, w=reason),
        f"/sessions/{session.pk}/",
    )


def differences(one: Plan, two: Plan) -> list[tuple[str, Placement | None, Placement | None]]:
    """What lies otherwise in the second: title, where it was, where it is."""
    a, b = schedule_in(one).by_experiment, schedule_in(two).by_experiment
    titles = {e.id: e.title for p in (one, two) for e in problem_in(p).experiments}
    return [
        (titles.get(n, n), a.get(n), b.get(n)) for n in sorted({*a, *b}) if a.get(n) != b.get(n)
    ]


def latest(facility: Facility) -> Plan | None:
    return (
        Plan.objects.filter(facility=facility, state="published").order_by("-published_at").first()
    )
