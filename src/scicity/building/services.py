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

from scicity import programme
from scicity.access.errors import Invalid, Refused, Stale
from scicity.access.models import Facility, Person
from scicity.access.phrases import Phrase
from scicity.access.services import facilities
from scicity.access.services.files import accepted
from scicity.access.services.outbox import owe
from scicity.access.services.verbs import locked, verb
from scicity.access.units import ACCESS_UNITS, FACILITY_KINDS
from scicity.registry import here, load_city

from .models import (
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
from .states import CONTROLLER, KINDS, MANAGER, MILESTONE, PROJECT, RECORDED, RISK, STEPS, TEAM

MOST_ACTIVITIES = 5000
SECONDS = 20.0
PLACE = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")


def _bad(error: programme.BadProject) -> Invalid:
    told = "; ".join(error.faults[:8]) + (
        f" … ({len(error.faults)})" if len(error.faults) > 8 else ""
    )
    return Invalid(f"计划有误，未保存：{told}", f"The plan has faults, nothing was saved: {told}")


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
            "编号只能用小写字母、数字和连字符。",
            "Code and place take lower-case letters, digits and hyphens.",
            {"code": Phrase("如 new-laser", "like new-laser")},
        )
    if kind not in FACILITY_KINDS:
        raise Invalid(
            "没有这种设施类型。",
            f"There is no kind {kind!r}.",
            {"kind": Phrase("请选择", "choose one")},
        )
    if not name_zh.strip() or not name_en.strip():
        raise Invalid(
            "请填两种语言的名称。",
            "Give the name in both languages.",
            {"name_zh": Phrase("必填", "needed")},
        )
    if due is not None and due < start:
        raise Invalid(
            "计划建成日须晚于开始日。",
            "The due day lies after the start.",
            {"due": Phrase("须晚于开始", "after the start")},
        )
    if Project.objects.filter(code=code).exists():
        raise Invalid(
            "编号已被使用。", f"The code {code!r} is taken.", {"code": Phrase("已存在", "taken")}
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
        raise Invalid("请选择角色。", "Choose a role.", {"role": Phrase("必选", "needed")})
    seat = Builder.objects.filter(project=project, person=person).first() or Builder(
        project=project, person=person
    )
    if (
        seat.pk
        and seat.role == MANAGER
        and role != MANAGER
        and project.team.filter(role=MANAGER).count() == 1
    ):
        raise Refused("项目至少须有一名负责人。", "A project keeps at least one manager.")
    seat.role = role
    seat.save()


@verb
def advance(actor: Person, project: Project, step: str, document: str, day: date) -> Project:
    """The next state of a project, by the document that says so; a milestone of the ledger."""
    project = locked(Project, project.pk)
    if step not in STEPS:
        raise Invalid(
            "没有这一步。", f"There is no step {step!r}.", {"step": Phrase("请选择", "choose one")}
        )
    if not document.strip():
        raise Invalid(
            "请写明依据文件。",
            "Name the document that this rests on.",
            {"document": Phrase("必填", "needed")},
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
            "日期不能晚于今天。",
            "The day lies in the future.",
            {"day": Phrase("不晚于今天", "today or earlier")},
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
    actor: Person, project: Project, work: programme.Project, remark: str, seen: int | None = None
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
            f"活动过多（至多{MOST_ACTIVITIES}）。",
            f"That is {len(work.activities)} activities; {MOST_ACTIVITIES} at most.",
        )
    if long := [a.id for a in work.activities if len(a.id) > 60]:
        raise Invalid(
            f"编号过长：{long[0][:70]}",
            f"The id of an activity has 60 letters at most: {long[0][:70]}",
        )
    try:
        programme.checked(work)
    except programme.BadProject as error:
        raise _bad(error) from error
    body = programme.text_of(replace(work, id=project.code))
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
        name, content, kinds=dict.fromkeys((".json", ".xlsx", ".sm", *programme.READS), b"")
    ).stored[16:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"project{ending}"
        path.write_bytes(content)
        try:
            work = programme.read_project(path)
        except programme.BadProject as error:
            raise _bad(error) from error
    return put_network(actor, project, work, name)


def file_of(project: Project, kind: str) -> bytes:
    """The newest network in another form."""
    if project.network is None:
        raise Refused("还没有活动。", "There are no activities yet.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{project.code}.{kind}"
        try:
            programme.write_project(project.network.parsed, path, project.start.isoformat())
        except programme.BadProject as error:
            raise _bad(error) from error
        return path.read_bytes()


def set_activity(
    actor: Person,
    project: Project,
    seen: int,
    activity: programme.Activity,
    after: str,
    before: str = "",
) -> Network:
    """Add an activity, or change the one called `before` (its links go with it).

    `after`: the links that lead to it, as text.
    """
    work = project.network.parsed if project.network else programme.Project(project.code, ())
    try:
        leading = programme.read_links(activity.id, after)
    except ValueError as error:
        raise Invalid(
            f"前置关系无法读取：{error}",
            f"The links cannot be read: {error}",
            {"after": Phrase("如 A1FS+3; B2", "like A1FS+3; B2")},
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


def _room(work: programme.Project, activity: programme.Activity) -> dict[str, int]:
    """A resource that is named for the first time is there as often as it is needed."""
    return {
        **{name: need for name, need in activity.demands.items() if name not in work.resources},
        **work.resources,
    }


def drop_activity(actor: Person, project: Project, seen: int, name: str) -> Network:
    work = project.network.parsed if project.network else programme.Project(project.code, ())
    if name not in work.index:
        raise Refused("没有这项活动。", f"There is no activity {name}.")
    if (
        project.progress.filter(activity=name).exists()
        or project.payments.filter(activity=name).exists()
    ):
        raise Refused(
            "该活动已有进展或付款，不能删除。", f"{name} has progress or payments: it stays."
        )
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
    work = project.network.parsed if project.network else programme.Project(project.code, ())
    try:
        return put_network(
            actor, project, replace(work, resources=programme.read_needs(text)), "resources", seen
        )
    except ValueError as error:
        raise Invalid(
            f"资源无法读取：{error}",
            str(error),
            {"resources": Phrase("如 crane:1; crew:4", "like crane:1; crew:4")},
        ) from error


# --- plans ----------------------------------------------------------------------------------------


@verb
def plan_up(actor: Person, project: Project, enqueue: bool = True) -> Plan:
    """A plan that keeps to the resources; the background worker finds it."""
    network = project.network
    if network is None:
        raise Refused("还没有活动。", "There are no activities yet.")
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
    found = programme.level(plan.network.parsed, seconds)
    broken = programme.broken(plan.network.parsed, found.starts)
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
        raise Refused("该计划还未算出。", "This plan is not worked out yet.")
    if plan.baseline:
        raise Refused("该计划已是基准。", "This plan is a baseline already.")
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


def _activity(project: Project, name: str) -> programme.Activity:
    work = project.network.parsed if project.network else None
    if work is None or name not in work.index:
        raise Invalid(
            "没有这项活动。",
            f"The project has no activity {name!r}.",
            {"activity": Phrase("请选择", "choose one")},
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
            "完成比例为0至100。",
            "The part done is 0 to 100.",
            {"percent": Phrase("0–100", "0–100")},
        )
    if finished is not None and (percent < 100 or finished < started or finished > day):
        raise Invalid(
            "完成须为100%，且完成日在开始日与登记日之间。",
            "What is finished is at 100 %, ended after it began and not after the day of this"
            " note.",
            {"finished": Phrase("请核对", "check")},
        )
    if started > day:
        raise Invalid(
            "开始日不能晚于登记日。",
            "It cannot have started after the day of this note.",
            {"started": Phrase("请核对", "check")},
        )
    if left is not None and left < 0:
        raise Invalid(
            "剩余天数不能为负。",
            "The days left cannot be less than 0.",
            {"left": Phrase("≥ 0", "≥ 0")},
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
            "金额不能为零。", "An amount is not zero.", {"amount": Phrase("非零", "not zero")}
        )
    if not document.strip():
        raise Invalid("请写明凭证。", "Name the voucher.", {"document": Phrase("必填", "needed")})
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
        raise Invalid("请描述风险。", "Say what the risk is.", {"name": Phrase("必填", "needed")})
    if not 0 <= percent <= 100 or not 0 <= delay <= 10000:
        raise Invalid(
            "可能性为0至100，延误为0至10000个工作日。",
            "The chance is 0 to 100, the delay 0 to 10,000 working days.",
            {"percent": Phrase("0–100", "0–100")},
        )
    if not activities:
        raise Invalid(
            "请选择受影响的活动。",
            "Choose the activities that it would delay.",
            {"activities": Phrase("必选", "needed")},
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
            "请填编号、两种语言的名称和类型。",
            "Give a code, a name in both languages and a kind.",
            {"code": Phrase("如 topped-out", "like topped-out")},
        )
    if activity:
        _activity(project, activity)
    whole = sum(project.milestones.values_list("weight", flat=True)) + weight
    if weight < 0 or whole > 1000:
        raise Invalid(
            f"权重合计不能超过1000‰（现为{whole}）。",
            f"The weights add up to 1000 ‰ at most; this makes {whole}.",
            {"weight": Phrase("超出", "too much")},
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
        raise Refused(
            "已确认的里程碑不再接收证明。", "A confirmed milestone takes no more evidence."
        )
    taken = accepted(name, content)
    if milestone.evidence.count() >= 20:
        raise Invalid("证明过多。", "There are 20 already.", {"file": Phrase("数量", "number")})
    if milestone.evidence.filter(digest=taken.digest).exists():
        raise Refused("同一文件已在。", "This very file is there already.")
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
        raise Refused("请先附上证明文件。", "Attach the evidence first.")
    milestone.state = MILESTONE.move(milestone.state, "claim")
    milestone.claimed_by, milestone.reached_on, milestone.told = actor, day, ""
    milestone.save()
    return milestone


@verb
def judge(actor: Person, milestone: Milestone, yes: bool, why: str = "") -> Milestone:
    """The second person's word. A milestone that is confirmed becomes a record of the ledger."""
    milestone = locked(Milestone, milestone.pk)
    if milestone.claimed_by_id == actor.pk:
        raise Refused(
            "须由申报人以外的人确认。", "Somebody else than who claimed it must confirm it."
        )
    milestone.state = MILESTONE.move(milestone.state, "confirm" if yes else "refuse")
    if yes:
        milestone.confirmed_by = actor
    elif not why.strip():
        raise Invalid(
            "请说明不予确认的原因。",
            "Say why it is not confirmed.",
            {"why": Phrase("必填", "needed")},
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
            "请填编号和两种语言的名称。",
            "Give a code and a name in both languages.",
            {"code": Phrase("如 bl01", "like bl01")},
        )
    if access_unit and access_unit not in ACCESS_UNITS:
        raise Invalid(
            "没有这种计量单位。",
            f"There is no unit of access {access_unit!r}.",
            {"access_unit": Phrase("请选择", "choose one")},
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
        raise Refused("试运行后方可移交。", "It is handed over from trial operation on.")
    if project.handed_over_at:
        raise Refused("该项目已移交。", "The project was handed over already.")
    waiting = [
        d
        for d in project.deliveries.select_related("milestone")
        if d.milestone and d.milestone.state != "confirmed"
    ]
    if waiting:
        raise Refused(
            f"以下单元的里程碑尚未确认：{'、'.join(d.code for d in waiting)}",
            "The milestones of these units are not confirmed:"
            f" {', '.join(d.code for d in waiting)}",
        )
    if not project.deliveries.exists():
        raise Refused("请先列出要移交的单元。", "List the units to hand over first.")
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
