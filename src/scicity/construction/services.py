"""Everything that changes a project.

A milestone that two people saw, and a state that was reached, become records of the ledger.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.tasks import task
from django.utils import timezone

from scicity import projectplan
from scicity.access.facilities import services as facilities
from scicity.access.models import Facility
from scicity.access.units import ACCESS_UNITS, FACILITY_KINDS
from scicity.construction.models import (
    Builder,
    Delivery,
    Evidence,
    Milestone,
    Network,
    Payment,
    Plan,
    Progress,
    Project,
    Risk,
)
from scicity.construction.states import (
    CONTROLLER,
    KINDS,
    MANAGER,
    MILESTONE,
    PROJECT,
    RECORDED,
    RISK,
    STEPS,
    TEAM,
)
from scicity.platform.errors import Invalid, Refused, Stale
from scicity.platform.files import accepted
from scicity.platform.models import Person
from scicity.platform.outbox import owe
from scicity.platform.phrases import Both, phrase, verbatim
from scicity.platform.verbs import locked, verb
from scicity.registry import here, load_city

VERBS = "services"  # as the history has known them from the first

MOST_ACTIVITIES = 5000
SECONDS = 20.0
PLACE = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")


def _bad(error: projectplan.BadProject) -> Invalid:
    told = "; ".join(error.faults[:8]) + (
        f" … ({len(error.faults)})" if len(error.faults) > 8 else ""
    )
    return Invalid(phrase("construction-services-the-plan-has-faults-nothing-was", told=told))


@verb
def propose(
    actor: Person,
    *,
    code: str,
    place: str,
    name_zh: str,
    name_en: str,
    kind: str,
    start: date,
    due: date | None,
    budget_fen: int,
    manager: Person,
) -> Project:
    """An idea enters the pipeline. Its place joins the registry if it is not there yet."""
    if not facilities.SLUG.fullmatch(code) or not PLACE.fullmatch(place):
        raise Invalid(
            phrase("construction-services-code-and-place-take-lower-case"),
            {"code": phrase("construction-services-like-new-laser")},
        )
    if kind not in FACILITY_KINDS:
        raise Invalid(
            phrase("common-there-is-no-kind", kind=repr(kind)),
            {"kind": phrase("common-choose-one")},
        )
    if not name_zh.strip() or not name_en.strip():
        raise Invalid(
            phrase("common-give-the-name-in-both-languages"),
            {"name_zh": phrase("common-needed")},
        )
    if due is not None and due < start:
        raise Invalid(
            phrase("construction-services-the-due-day-lies-after-the"),
            {"due": phrase("common-after-the-start")},
        )
    if Project.objects.filter(code=code).exists():
        raise Invalid(
            phrase("common-the-code-is-taken", code=repr(code)), {"code": phrase("common-taken")}
        )
    project = Project(
        code=code,
        place=place,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        kind=kind,
        start=start,
        due=due,
        budget_fen=budget_fen,
    )
    project.save()
    Builder(project=project, person=manager, role=MANAGER).save()
    facilities.publish()
    return project


def places() -> list[dict[str, Any]]:
    """What projects add to the registry: places that it does not know."""
    known = load_city(settings.CITY).entries
    opened = set(Facility.objects.values_list("path", flat=True))
    return [
        {
            "path": p.place,
            "kind": "facility",
            "stage": _stage(p.state),
            "name": {"zh": p.name_zh, "en": p.name_en},
        }
        for p in Project.objects.all()
        if p.place not in known and p.place not in opened
    ]


def _stage(state: str) -> str:
    return {"feasibility": "proposed", "stopped": "retired"}.get(state, state)


facilities.ADDED.append(places)


@verb
def join(actor: Person, project: Project, person: Person, role: str) -> None:
    """Somebody on the team. Who answers for the project is not the one who confirms it."""
    if role not in TEAM:
        raise Invalid(phrase("common-choose-a-role"), {"role": phrase("common-needed-2")})
    seat = Builder.objects.filter(project=project, person=person).first() or Builder(
        project=project, person=person
    )
    if (
        seat.pk
        and seat.role == MANAGER
        and role != MANAGER
        and project.team.filter(role=MANAGER).count() == 1
    ):
        raise Refused(phrase("construction-services-a-project-keeps-at-least-one"))
    seat.role = role
    seat.save()


@verb
def advance(actor: Person, project: Project, step: str, document: str, day: date) -> Project:
    """The next state of a project, by the document that says so; a milestone of the ledger."""
    project = locked(Project, project.pk)
    if step not in STEPS:
        raise Invalid(
            phrase("construction-services-there-is-no-step", step=repr(step)),
            {"step": phrase("common-choose-one")},
        )
    if not document.strip():
        raise Invalid(
            phrase("construction-services-name-the-document-that-this-rests"),
            {"document": phrase("common-needed")},
        )
    _not_ahead(day)
    project.state = PROJECT.move(project.state, step)
    project.save()
    if project.state in RECORDED:
        _record(
            project,
            f"{project.code}:{project.state}",
            RECORDED[project.state],
            day,
            document.strip(),
            0,
        )
    facilities.publish()
    return project


def _not_ahead(day: date) -> None:
    if day > timezone.localdate(timezone=here().tz):
        raise Invalid(
            phrase("construction-services-the-day-lies-in-the-future"),
            {"day": phrase("construction-services-today-or-earlier")},
        )


def _record(project: Project, name: str, state: str, day: date, evidence: str, weight: int) -> None:
    """A milestone happens in its day: its record is told for the day's last second, in the city's
    zone.
    """
    at = datetime.combine(day + timedelta(days=1), time(), here().tz) - timedelta(seconds=1)
    owe(
        "milestones",
        project.place,
        at,
        at,
        milestone=name,
        state=state,
        status="measured",
        evidence=evidence[:300],
        weight=weight,
    )


# --- the network ----------------------------------------------------------------------------------


@verb
def put_network(
    actor: Person, project: Project, work: projectplan.Project, remark: str, seen: int | None = None
) -> Network:
    """A new version of the activities.

    `seen`: the version that was edited; somebody else's in between is not written over.
    """
    project = locked(Project, project.pk)
    newest = project.network
    if seen is not None and (newest.number if newest else 0) != seen:
        raise Stale()
    if len(work.activities) > MOST_ACTIVITIES:
        raise Invalid(
            phrase(
                "construction-services-that-is-activities-at-most",
                most_activities=MOST_ACTIVITIES,
                value=len(work.activities),
            ),
        )
    if long := [a.id for a in work.activities if len(a.id) > 60]:
        raise Invalid(
            phrase("construction-services-the-id-of-an-activity-has", long=long[0][:70]),
        )
    try:
        projectplan.checked(work)
    except projectplan.BadProject as error:
        raise _bad(error) from error
    body = projectplan.text_of(replace(work, id=project.code))
    if newest is not None and newest.body == body:
        return newest
    made = Network(
        project=project,
        number=(newest.number if newest else 0) + 1,
        body=body,
        remark=remark[:300],
        made_by=actor,
    )
    made.save()
    return made


def take_file(actor: Person, project: Project, name: str, content: bytes) -> Network:
    """The activities of a file: JSON, Excel, MS Project, Primavera."""
    ending = accepted(
        name, content, kinds=dict.fromkeys((".json", ".xlsx", ".sm", *projectplan.READS), b"")
    ).stored[16:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"project{ending}"
        path.write_bytes(content)
        try:
            work = projectplan.read_project(path)
        except projectplan.BadProject as error:
            raise _bad(error) from error
    return put_network(actor, project, work, name)


def file_of(project: Project, kind: str) -> bytes:
    """The newest network in another form."""
    if project.network is None:
        raise Refused(phrase("construction-services-there-are-no-activities-yet"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{project.code}.{kind}"
        try:
            projectplan.write_project(project.network.parsed, path, project.start.isoformat())
        except projectplan.BadProject as error:
            raise _bad(error) from error
        return path.read_bytes()


def set_activity(
    actor: Person,
    project: Project,
    seen: int,
    activity: projectplan.Activity,
    after: str,
    before: str = "",
) -> Network:
    """Add an activity, or change the one called `before` (its links go with it).

    `after`: the links that lead to it, as text.
    """
    work = project.network.parsed if project.network else projectplan.Project(project.code, ())
    try:
        leading = projectplan.read_links(activity.id, after)
    except ValueError as error:
        raise Invalid(
            phrase("construction-services-the-links-cannot-be-read", error=error),
            {"after": phrase("construction-services-like-a1fs-3-b2")},
        ) from error
    renamed = {before: activity.id} if before else {}
    others = [link for link in work.links if link.after not in (activity.id, before)]
    links = [
        replace(link, before=renamed.get(link.before, link.before)) for link in others
    ] + leading
    if before and before in work.index:
        rows = tuple(activity if a.id == before else a for a in work.activities)
    else:
        rows = (*work.activities, activity)
    return put_network(
        actor,
        project,
        replace(work, activities=rows, links=tuple(links), resources=_room(work, activity)),
        f"{activity.id}",
        seen,
    )


def _room(work: projectplan.Project, activity: projectplan.Activity) -> dict[str, int]:
    """A resource that is named for the first time is there as often as it is needed."""
    return {
        **{name: need for name, need in activity.demands.items() if name not in work.resources},
        **work.resources,
    }


def drop_activity(actor: Person, project: Project, seen: int, name: str) -> Network:
    work = project.network.parsed if project.network else projectplan.Project(project.code, ())
    if name not in work.index:
        raise Refused(phrase("construction-services-there-is-no-activity", name=name))
    if (
        project.progress.filter(activity=name).exists()
        or project.payments.filter(activity=name).exists()
    ):
        raise Refused(phrase("construction-services-has-progress-or-payments-it-stays", name=name))
    return put_network(
        actor,
        project,
        replace(
            work,
            activities=tuple(a for a in work.activities if a.id != name),
            links=tuple(x for x in work.links if name not in (x.before, x.after)),
        ),
        f"− {name}",
        seen,
    )


def set_resources(actor: Person, project: Project, seen: int, text: str) -> Network:
    work = project.network.parsed if project.network else projectplan.Project(project.code, ())
    try:
        return put_network(
            actor, project, replace(work, resources=projectplan.read_needs(text)), "resources", seen
        )
    except ValueError as error:
        raise Invalid(
            verbatim(error),
            {"resources": phrase("construction-services-like-crane-1-crew-4")},
        ) from error


# --- plans ----------------------------------------------------------------------------------------


@verb
def plan_up(actor: Person, project: Project, enqueue: bool = True) -> Plan:
    """A plan that keeps to the resources; the background worker finds it."""
    network = project.network
    if network is None:
        raise Refused(phrase("construction-services-there-are-no-activities-yet"))
    plan = Plan(network=network)
    plan.save()
    if enqueue:
        work_out.enqueue(plan.pk)
    return plan


@task
def work_out(pk: int) -> None:
    run_plan(pk)


def run_plan(pk: int, seconds: float = SECONDS) -> Plan:
    plan = Plan.objects.select_related("network").get(pk=pk)
    if plan.state != "waiting":
        return plan
    found = projectplan.level(plan.network.parsed, seconds)
    broken = projectplan.broken(plan.network.parsed, found.starts)
    with verb.opened("building.plan", None):
        plan = locked(Plan, pk)
        plan.starts, plan.length, plan.bound = found.starts, found.length, found.bound
        plan.state, plan.told = ("failed", broken[0][:300]) if broken else ("made", "")
        plan.save()
    return plan


@verb
def hold(actor: Person, plan: Plan) -> Plan:
    """Make a plan the baseline. Earlier baselines stay, with their numbers."""
    plan = locked(Plan, plan.pk)
    if plan.state != "made":
        raise Refused(phrase("construction-services-this-plan-is-not-worked-out"))
    if plan.baseline:
        raise Refused(phrase("construction-services-this-plan-is-a-baseline-already"))
    last = (
        Plan.objects.filter(network__project=plan.network.project)
        .order_by("-baseline")
        .values_list("baseline", flat=True)
        .first()
        or 0
    )
    plan.baseline = last + 1
    plan.save()
    return plan


# --- what happens ---------------------------------------------------------------------------------


def _activity(project: Project, name: str) -> projectplan.Activity:
    work = project.network.parsed if project.network else None
    if work is None or name not in work.index:
        raise Invalid(
            phrase("construction-services-the-project-has-no-activity", name=repr(name)),
            {"activity": phrase("common-choose-one")},
        )
    return work.activities[work.index[name]]


@verb
def note_progress(
    actor: Person,
    project: Project,
    activity: str,
    day: date,
    started: date,
    finished: date | None,
    percent: int,
    left: int | None,
) -> Progress:
    """The newest word on an activity."""
    _activity(project, activity)
    _not_ahead(day)
    if not 0 <= percent <= 100:
        raise Invalid(
            phrase("construction-services-the-part-done-is-0-to"),
            {"percent": Both("0–100", "0–100")},
        )
    if finished is not None and (percent < 100 or finished < started or finished > day):
        raise Invalid(
            phrase("construction-services-what-is-finished-is-at-100"),
            {"finished": phrase("construction-services-check")},
        )
    if started > day:
        raise Invalid(
            phrase("construction-services-it-cannot-have-started-after-the"),
            {"started": phrase("construction-services-check")},
        )
    if left is not None and left < 0:
        raise Invalid(
            phrase("construction-services-the-days-left-cannot-be-less"),
            {"left": Both("≥ 0", "≥ 0")},
        )
    kept = Progress(
        project=project,
        activity=activity,
        day=day,
        started=started,
        finished=finished,
        percent=100 if finished else percent,
        left=left,
        by=actor,
    )
    kept.save()
    return kept


@verb
def pay(
    actor: Person, project: Project, activity: str, day: date, amount_fen: int, document: str
) -> Payment:
    _activity(project, activity)
    _not_ahead(day)
    if not amount_fen:
        raise Invalid(
            phrase("construction-services-an-amount-is-not-zero"),
            {"amount": phrase("construction-services-not-zero")},
        )
    if not document.strip():
        raise Invalid(
            phrase("construction-services-name-the-voucher"), {"document": phrase("common-needed")}
        )
    kept = Payment(
        project=project,
        activity=activity,
        day=day,
        amount_fen=amount_fen,
        document=document.strip()[:200],
        by=actor,
    )
    kept.save()
    return kept


@verb
def add_risk(
    actor: Person,
    project: Project,
    name: str,
    percent: int,
    delay: int,
    activities: list[str],
    response: str,
) -> Risk:
    if not name.strip():
        raise Invalid(
            phrase("construction-services-say-what-the-risk-is"), {"name": phrase("common-needed")}
        )
    if not 0 <= percent <= 100 or not 0 <= delay <= 10000:
        raise Invalid(
            phrase("construction-services-the-chance-is-0-to-100"),
            {"percent": Both("0–100", "0–100")},
        )
    if not activities:
        raise Invalid(
            phrase("construction-services-choose-the-activities-that-it-would"),
            {"activities": phrase("common-needed-2")},
        )
    for a in activities:
        _activity(project, a)
    kept = Risk(
        project=project,
        name=name.strip()[:200],
        percent=percent,
        delay=delay,
        activities=activities,
        response=response.strip()[:300],
        owner=actor,
    )
    kept.save()
    return kept


@verb
def settle_risk(actor: Person, risk: Risk, happened: bool) -> Risk:
    risk = locked(Risk, risk.pk)
    risk.state = RISK.move(risk.state, "happen" if happened else "close")
    risk.save()
    return risk


# --- milestones -----------------------------------------------------------------------------------


@verb
def add_milestone(
    actor: Person,
    project: Project,
    *,
    code: str,
    name_zh: str,
    name_en: str,
    kind: str,
    due: date,
    weight: int,
    activity: str = "",
) -> Milestone:
    if (
        not facilities.SLUG.fullmatch(code)
        or not name_zh.strip()
        or not name_en.strip()
        or kind not in KINDS
    ):
        raise Invalid(
            phrase("construction-services-give-a-code-a-name-in"),
            {"code": phrase("construction-services-like-topped-out")},
        )
    if activity:
        _activity(project, activity)
    whole = sum(project.milestones.values_list("weight", flat=True)) + weight
    if weight < 0 or whole > 1000:
        raise Invalid(
            phrase("construction-services-the-weights-add-up-to-1000", whole=whole),
            {"weight": phrase("construction-services-too-much")},
        )
    kept = Milestone(
        project=project,
        code=code,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        kind=kind,
        due=due,
        weight=weight,
        activity=activity,
    )
    kept.save()
    return kept


@verb
def attach(actor: Person, milestone: Milestone, name: str, content: bytes) -> Evidence:
    """A document or a photo that shows the milestone. What was confirmed takes no more."""
    milestone = locked(Milestone, milestone.pk)
    if milestone.state == "confirmed":
        raise Refused(phrase("construction-services-a-confirmed-milestone-takes-no-more"))
    taken = accepted(name, content)
    if milestone.evidence.count() >= 20:
        raise Invalid(
            phrase("construction-services-there-are-20-already"), {"file": phrase("common-number")}
        )
    if milestone.evidence.filter(digest=taken.digest).exists():
        raise Refused(phrase("construction-services-this-very-file-is-there-already"))
    kept = Evidence(
        milestone=milestone, name=taken.name, size=taken.size, digest=taken.digest, by=actor
    )
    kept.file.save(taken.stored, ContentFile(content), save=False)
    kept.save()
    return kept


@verb
def claim(actor: Person, milestone: Milestone, day: date) -> Milestone:
    """Say that it was reached, on the evidence that is there.

    It counts when a second person agrees.
    """
    milestone = locked(Milestone, milestone.pk)
    _not_ahead(day)
    if not milestone.evidence.exists():
        raise Refused(phrase("construction-services-attach-the-evidence-first"))
    milestone.state = MILESTONE.move(milestone.state, "claim")
    milestone.claimed_by, milestone.reached_on, milestone.told = actor, day, ""
    milestone.save()
    return milestone


@verb
def judge(actor: Person, milestone: Milestone, yes: bool, why: str = "") -> Milestone:
    """The second person's word. A milestone that is confirmed becomes a record of the ledger."""
    milestone = locked(Milestone, milestone.pk)
    if milestone.claimed_by_id == actor.pk:
        raise Refused(phrase("construction-services-somebody-else-than-who-claimed-it"))
    milestone.state = MILESTONE.move(milestone.state, "confirm" if yes else "refuse")
    if yes:
        milestone.confirmed_by = actor
    elif not why.strip():
        raise Invalid(
            phrase("construction-services-say-why-it-is-not-confirmed"),
            {"why": phrase("common-needed")},
        )
    milestone.told = why.strip()[:300]
    milestone.save()
    if yes:
        assert milestone.reached_on is not None
        digests = " ".join(milestone.evidence.values_list("digest", flat=True))
        _record(
            milestone.project,
            f"{milestone.project.code}/{milestone.code}",
            milestone.kind,
            milestone.reached_on,
            f"sha256 {digests}",
            milestone.weight,
        )
    return milestone


# --- handover -------------------------------------------------------------------------------------


@verb
def add_delivery(
    actor: Person,
    project: Project,
    *,
    code: str,
    name_zh: str,
    name_en: str,
    access_unit: str,
    milestone: Milestone | None,
) -> Delivery:
    if not facilities.SLUG.fullmatch(code) or not name_zh.strip() or not name_en.strip():
        raise Invalid(
            phrase("construction-services-give-a-code-and-a-name"),
            {"code": phrase("construction-services-like-bl01")},
        )
    if access_unit and access_unit not in ACCESS_UNITS:
        raise Invalid(
            phrase("common-there-is-no-unit-of-access", access_unit=repr(access_unit)),
            {"access_unit": phrase("common-choose-one")},
        )
    kept = Delivery(
        project=project,
        code=code,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        access_unit=access_unit,
        milestone=milestone,
    )
    kept.save()
    return kept


@verb
def hand_over(actor: Person, project: Project, office: Person) -> Facility:
    """The facility and its units go live in access, as they stand here: nothing is typed again."""
    project = locked(Project, project.pk)
    if project.state not in ("trial", "operation"):
        raise Refused(phrase("construction-services-it-is-handed-over-from-trial"))
    if project.handed_over_at:
        raise Refused(phrase("construction-services-the-project-was-handed-over-already"))
    waiting = [
        d
        for d in project.deliveries.select_related("milestone")
        if d.milestone and d.milestone.state != "confirmed"
    ]
    if waiting:
        raise Refused(
            phrase(
                "construction-services-the-milestones-of-these-units-are",
                value=Both("、".join(d.code for d in waiting), ", ".join(d.code for d in waiting)),
            ),
        )
    if not project.deliveries.exists():
        raise Refused(phrase("construction-services-list-the-units-to-hand-over"))
    facility = Facility.objects.filter(path=project.place).first() or facilities.set_up(
        actor,
        path=project.place,
        name_zh=project.name_zh,
        name_en=project.name_en,
        kind=project.kind,
        office=office,
    )
    for d in project.deliveries.all():
        facilities.add_unit(
            actor,
            facility,
            code=d.code,
            name_zh=d.name_zh,
            name_en=d.name_en,
            access_unit=d.access_unit,
        )
    project.handed_over_at = timezone.now()
    project.save()
    return facility


def controllers(project: Project) -> list[Person]:
    return [b.person for b in project.team.filter(role=CONTROLLER).select_related("person")]
