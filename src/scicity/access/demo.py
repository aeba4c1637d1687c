"""A city of made-up people, run through a whole cycle at every kind of facility.

All of it is marked simulated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from scicity.platform import people, roles
from scicity.platform.errors import Refused
from scicity.platform.models import Organisation, Person
from scicity.platform.outbox import deliver, owe, seconds
from scicity.platform.phrases import phrase
from scicity.platform.verbs import verb
from scicity.registry import Name, load_city

from .accounts import DOMAIN, PASSWORD, PEOPLE
from .allocation import services as allocation
from .calls import services as calls
from .facilities import services as facilities
from .grants import services as grants
from .instruments import services as bookings
from .models import (
    Assignment,
    Booking,
    Call,
    Course,
    Facility,
    FormVersion,
    Grant,
    Panel,
    PanelProposal,
    Proposal,
    RateCard,
    RunCycle,
    Session,
    Unit,
    Visit,
)
from .outputs import services as outputs
from .outputs.models import Journals
from .people.services import give_clearance
from .people.whose import who
from .proposals import members
from .proposals import services as proposals
from .review import services as review
from .sessions import runs
from .sessions import services as sessions

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "case",
        "type": "longtext",
        "label": {"zh": "科学问题与背景", "en": "Scientific case"},
        "required": True,
    },
    {
        "id": "repeat",
        "type": "yesno",
        "label": {"zh": "是否延续以往课题？", "en": "Does it continue an earlier proposal?"},
        "required": True,
    },
    {
        "id": "earlier",
        "type": "text",
        "label": {"zh": "以往课题编号", "en": "Code of the earlier proposal"},
        "required": True,
        "show_if": {"question": "repeat", "equals": ["yes"]},
    },
    {
        "id": "energy",
        "type": "number",
        "unit": "keV",
        "min": "0.1",
        "max": "100",
        "label": {"zh": "所需能量", "en": "Energy needed"},
    },
    {"id": "samples", "type": "samples", "label": {"zh": "样品", "en": "Samples"}},
    {"id": "plan", "type": "file", "label": {"zh": "实验方案（PDF）", "en": "Plan (PDF)"}},
]
TEXT = (
    "为检验流程而模拟的申请，不涉及任何真实课题。 A simulated proposal that exercises the whole"
    " path; it stands for no real one."
)


@dataclass(frozen=True)
class Played:
    """A facility of the demonstration: its kind of access, its made-up units as (code, zh, en,
    amount to give, amount asked), workflow and safety policy.
    """

    path: str
    kind: str
    units: tuple[tuple[str, str, str, int, int], ...]
    workflow: str
    safety: str


def script() -> dict[str, Any]:
    """What the city's `demo.yaml` says is played. Refused where there is none."""
    path = settings.CITY / "demo.yaml"
    if not path.exists():
        raise Refused(
            phrase("access-demo-there-is-nothing-to-simulate-has", name=settings.CITY.name),
        )
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def played() -> list[Played]:
    return [
        Played(
            f["path"],
            f["kind"],
            tuple(
                (u["code"], u["name"]["zh"], u["name"]["en"], u["give"], u["ask"])
                for u in f["units"]
            ),
            f["workflow"],
            f["safety"],
        )
        for f in script()["facilities"]
    ]


def of_kind(kind: str) -> str:
    """The path of the first facility of a kind that is played; empty without one."""
    return next((f.path for f in played() if f.kind == kind), "")


@dataclass
class World:
    """Who and what there is, by short names; tests read it as a story."""

    people: dict[str, Person] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    cycles: dict[str, RunCycle] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    panels: dict[str, Panel] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)


def settle(world: World | None = None) -> World:
    """People, organisations, facilities, units, run calendars, forms, open calls.

    Nothing has happened yet.
    """
    world = world or World()
    hashed = make_password(PASSWORD)
    with verb.opened("demo.settle", None):
        homes = [
            Organisation(name_zh=zh, name_en=en)
            for zh, en in (
                ("示例大学", "Example University"),
                ("示例研究所", "Example Institute"),
                ("示例医院", "Example Hospital"),
            )
        ]
        for home in homes:
            home.save()
        for i, (short, name, name_zh, _) in enumerate(PEOPLE):
            person = Person(
                email=f"{short}@{DOMAIN}",
                name=name,
                name_zh=name_zh,
                password=hashed,
                organisation=homes[0 if i < 3 else 1 + i % 2],
            )
            person.save()
            _verified(person)
            world.people[short] = person
        p = world.people
        people.grant_role(p["city"], p["city"], roles.CITY_OFFICE, None)
        people.grant_role(p["city"], p["city2"], roles.CITY_OFFICE, None)
        people.grant_role(p["city"], p["auditor"], roles.AUDITOR, None)
        Journals(
            code="cns",
            name_zh="三大刊论文（Cell、Nature、Science）",
            name_en="Papers in Cell, Nature and Science",
            titles=["Cell", "Nature", "Science"],
        ).save()
        city = load_city(settings.CITY)
        for f in played():
            _open(world, city.entries[f.path].name, f)
    facilities.write_registry()
    return world


def _verified(person: Person) -> None:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def _open(world: World, name: Name, f: Played) -> None:
    """One facility: set up, with its staff, half a year of run calendar, a form, and a call that is
    open.
    """
    path, kind, units, workflow, safety = f.path, f.kind, f.units, f.workflow, f.safety
    p, now = world.people, timezone.now()
    zh, en = name.zh, name.en
    start = (now - timedelta(days=60)).replace(hour=0, minute=0, second=0, microsecond=0)
    facility = facilities.set_up(
        p["city"],
        path=path,
        name_zh=zh,
        name_en=en,
        kind=kind,
        safety_policy=safety,
        office=p["office"],
        kept_since=start,
    )
    world.facilities[path] = facility
    for short, role in (
        ("scientist", roles.INSTRUMENT_SCIENTIST),
        ("safety", roles.SAFETY),
        ("director", roles.DIRECTOR),
    ):
        people.grant_role(p["city"], p[short], role, facility)
    course = facilities.add_course(
        p["office"],
        facility,
        name_zh=f"{zh}安全培训",
        name_en=f"Safety training, {en}",
        for_visits=True,
    )
    world.courses[path] = course
    for code, unit_zh, unit_en, _, _ in units:
        unit = facilities.add_unit(
            p["office"],
            facility,
            code=code,
            name_zh=unit_zh,
            name_en=unit_en,
            bookable=kind == "instruments",
            courses=[course],
        )
        world.units[unit.path] = unit
        if unit.bookable:
            for category, rate in (("academic", 20000), ("industry", 80000)):
                RateCard(
                    unit=unit, category=category, fen_an_hour=rate, since=now - timedelta(days=400)
                ).save()
    cycle = facilities.add_cycle(
        p["office"], facility, "2026-II", start, start + timedelta(days=184)
    )
    world.cycles[path] = cycle
    at = start
    for days, mode in (
        (100, "user"),
        (4, "machine-development"),
        (60, "user"),
        (6, "reserve"),
        (14, "maintenance"),
    ):
        facilities.add_period(p["office"], cycle, mode, at, at + timedelta(days=days))
        at += timedelta(days=days)
    form = calls.publish_form(
        p["office"], calls.make_form(p["office"], facility, "常规申请 Standard", QUESTIONS)
    )
    offers = {world.units[f"{path}/{code}"]: Decimal(capacity) for code, _, _, capacity, _ in units}
    world.calls[path] = _call(
        world,
        path,
        f"{path}-2026ii",
        workflow,
        form,
        offers,
        f"{zh} 2026年下半年征集",
        f"{en}, second half of 2026",
    )


def _call(
    world: World,
    path: str,
    code: str,
    workflow: str,
    form: FormVersion,
    offers: dict[Unit, Decimal],
    zh: str,
    en: str,
) -> Call:
    now = timezone.now()
    return calls.save_call(
        world.people["office"],
        world.facilities[path],
        {
            "code": code,
            "title_zh": zh,
            "title_en": en,
            "kind": "rapid" if workflow == "rapid" else "standard",
            "workflow": workflow,
            "form": form,
            "cycle": world.cycles[path],
            "opens_at": now - timedelta(days=30),
            "closes_at": now + timedelta(days=30),
            "internal_closes_at": now + timedelta(days=33),
            "message_zh": "我们将在两个月内答复。",
            "message_en": "We shall answer within two months.",
        },
        offers,
    )


def submitted(
    world: World, path: str, title: str, asked: dict[str, Decimal], by: str = "lin"
) -> Proposal:
    """A proposal written and handed in, with a co-proposer and somebody for the data."""
    p = world.people
    proposal = proposals.begin(p[by], world.calls[path], title)
    parts = {world.units[u].pk: amount for u, amount in asked.items()}
    proposal = proposals.save_draft(
        p[by],
        proposal,
        proposal.version,
        abstract=TEXT,
        answers={
            "case": TEXT,
            "repeat": "no",
            "samples": [{"name": "lysozyme", "amount": "5 mg", "hazard": "none"}],
        },
        parts=dict(parts),
    )
    for short, role in (("zhou", roles.CO_PROPOSER), ("data", roles.DATA_ONLY)):
        if short != by:
            members.accept(p[short], members.invite(p[by], proposal, f"{short}@{DOMAIN}", role)[0])
    return proposals.submit(p[by], proposal)


def reviewed(world: World, proposal: Proposal, panel: Panel | None = None) -> Proposal:
    """Through ethics, technical review and, where the workflow has one, the panel."""
    p = world.people
    if proposal.call.workflow == "ethics":
        proposal = proposals.approve_ethics(p["office"], proposal, "IRB-2026-031")
    for part in proposal.parts.all():
        review.review_technically(
            p["scientist"], part, "feasible", part.amount, "可以安排。Fine.", "内部：注意样品环境。"
        )
    proposal.refresh_from_db()
    if panel is not None:
        review.put_before(p["secretary"], panel, [proposal])
    return proposal


def panel_for(world: World, path: str) -> Panel:
    p, now = world.people, timezone.now()
    panel = review.make_panel(
        p["office"],
        Panel(
            call=world.calls[path],
            facility=world.facilities[path],
            name_zh="物质科学评审组",
            name_en="Materials panel",
            quorum=2,
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=20),
        ),
    )
    for short, role in (
        ("chair", roles.CHAIR),
        ("secretary", roles.SECRETARY),
        ("reviewer1", roles.REVIEWER),
        ("reviewer2", roles.REVIEWER),
    ):
        review.seat(p["office"], panel, p[short], role)
    return panel


def met(world: World, panel: Panel, score: int = 8) -> None:
    """All reviews written, every proposal concluded, the meeting closed."""
    p = world.people
    review.assign_by_load(p["secretary"], panel, 2)
    for a in Assignment.objects.filter(item__panel=panel, submitted_at=None).select_related(
        "reviewer", "item__panel", "item__proposal"
    ):
        review.score(
            a.reviewer,
            a,
            {"merit": score - a.pk % 2, "method": score, "team": score - 1},
            "有新意。Novel.",
            "仅供会议。",
            submit=True,
        )
    for item in PanelProposal.objects.filter(panel=panel, done=False):
        review.conclude(p["chair"], item, "accept", "评审组支持。The panel supports it.")
    review.close_meeting(p["chair"], panel)


def accepted(world: World, proposal: Proposal) -> Proposal:
    proposal.refresh_from_db()
    verdicts = [
        allocation.Verdict(x, "accept", x.recommended or x.amount or Decimal(1))
        for x in proposal.parts.select_related("unit")
    ]
    return allocation.decide(world.people["director"], proposal, verdicts)


def ran(world: World, proposal: Proposal, start: datetime, hours: int = 16) -> Session:
    """A session in the past, whole: cleared, run with a log, reported."""
    p = world.people
    part = proposal.parts.select_related("unit__facility").first()
    assert part is not None
    unit, course = part.unit, world.courses[part.unit.facility.path]
    session = sessions.schedule(p["office"], part, start, start + timedelta(hours=hours))
    sessions.declare(
        p["lin"],
        session,
        [{"name": "lysozyme", "amount": "5 mg", "hazard": "none"}],
        [{"name": "ethanol", "cas": "64-17-5", "amount": "50 mL"}],
        "手套、护目镜 Gloves, goggles",
    )
    policy = unit.facility.safety_policy
    if policy != "safety-only":
        sessions.judge_safety(p["scientist"], session, roles.INSTRUMENT_SCIENTIST, True)
    if policy != "scientist-only":
        sessions.judge_safety(p["safety"], session, roles.SAFETY, True)
    sessions.join_team(p["lin"], session, [p["zhou"]])
    for visit in Visit.objects.filter(session=session).select_related("person"):
        give_clearance(p["office"], visit.person, course, since=start - timedelta(days=1))
        sessions.register_visit(
            visit.person, visit, "onsite", start, start + timedelta(hours=hours)
        )
        sessions.judge_visit(p["office"], visit, True)
    shipment = sessions.ship(p["lin"], session, "晶体样品 Crystals, dry shipper")
    sessions.track(p["lin"], shipment, "send", "SF", "SIM-0001")
    sessions.track(p["scientist"], shipment, "receive")
    session = runs.start(p["scientist"], session, at=start)
    if unit.access_unit == "shot":
        for i in range(12):
            runs.log(
                p["scientist"],
                session,
                "shot",
                energy_mj=300 + i,
                on_target=i != 5,
                at=start + timedelta(minutes=20 * i),
                within_tolerance=i not in (5, 8),
            )
    runs.log(
        p["scientist"],
        session,
        "lost",
        "注入失败 Injection failed",
        "beam",
        45,
        at=start + timedelta(hours=3),
    )
    session = runs.stop(p["scientist"], session, stopped=start + timedelta(hours=hours))
    return sessions.report(
        p["lin"],
        session,
        "收集了三套完整数据，分辨率1.6埃。Three data sets at 1.6 Å.",
        "doi:10.5072/demo",
    )


def run(world: World) -> World:
    """A whole cycle at every kind of facility, and something left in every queue."""
    p, now = world.people, timezone.now()
    past = (now - timedelta(days=20)).replace(minute=0, second=0, microsecond=0)
    with verb.opened("demo.run", None):
        for n, (path, kind, units, workflow) in enumerate(
            (f.path, f.kind, f.units, f.workflow) for f in played()
        ):
            asked = {f"{path}/{units[0][0]}": Decimal(units[0][4])}
            done = submitted(world, path, f"模拟课题 {n + 1} Simulated study {n + 1}", asked)
            panel = panel_for(world, path) if workflow == "standard" else None
            reviewed(world, done, panel)
            if panel is not None:
                met(world, panel)
            done = accepted(world, done)
            world.proposals[path] = done
            if kind in ("light-source", "laser", "observatory", "test-rig", "instruments"):
                ran(world, done, past + timedelta(days=n), 6 if kind == "laser" else 16)
            elif kind == "biobank":
                grant = Grant.objects.get(part__proposal=done)
                grants.draw(p["office"], grant, Decimal(40), "used", "组学检测 Omics")
                grants.draw(p["office"], grant, Decimal(5), "destroyed", "冻融超限 Thawed twice")
            _leave_work(world, path, asked)
        _instrument_use(world, past)
        first = played()[0].path
        paper = outputs.Said(
            "paper", "10.5072/scicity.demo.1", "模拟论文 A simulated paper", now.date(), "Nature"
        )
        outputs.judge(
            p["office"],
            outputs.claim(p["lin"], world.facilities[first], world.proposals[first], paper),
            True,
        )
        data = outputs.Said(
            "dataset", "10.5072/scicity.demo.2", "模拟数据集 A simulated data set", now.date()
        )
        outputs.claim(p["lin"], world.facilities[first], world.proposals[first], data)
    return world


def _leave_work(world: World, path: str, asked: dict[str, Decimal]) -> None:
    """One proposal before the scientist, one before the director, one draft; a session to clear."""
    p = world.people
    submitted(world, path, "待技术审查 Awaiting technical review", asked)
    proposals.begin(p["lin"], world.calls[path], "草稿 A draft")
    if world.calls[path].workflow != "standard":
        reviewed(world, submitted(world, path, "待决定 Awaiting decision", asked))
    else:
        panel = panel_for(world, path)
        world.panels[path] = panel
        waiting = reviewed(world, submitted(world, path, "待评审 Awaiting review", asked), panel)
        review.assign_by_load(p["secretary"], panel, 2)
        world.proposals[f"{path}-review"] = waiting
    kind = world.facilities[path].kind
    if kind in ("light-source", "laser") and world.calls[path].workflow == "standard":
        ready = submitted(world, path, "待清场 To be cleared", asked)
        panel = panel_for(world, path)
        reviewed(world, ready, panel)
        met(world, panel)
        part = accepted(world, ready).parts.get()
        start = (timezone.now() + timedelta(days=5)).replace(minute=0, second=0, microsecond=0)
        session = sessions.schedule(
            p["office"], part, start, start + timedelta(hours=16 if kind == "light-source" else 4)
        )
        sessions.declare(
            p["lin"],
            session,
            [{"name": "lysozyme", "amount": "2 mg", "hazard": "none"}],
            [],
            "手套 Gloves",
        )
        sessions.register_visit(
            p["lin"],
            Visit.objects.get(session=session, person=p["lin"]),
            "onsite",
            start,
            start + timedelta(hours=4),
        )
        sessions.join_team(p["lin"], session, [p["zhou"]])


def burn(world: World) -> None:
    """Jobs of the computing grant, as an import of a scheduler's log would bring them; then the
    grant's burn-down.
    """
    path = of_kind("computing")
    if not path:
        return
    grant = Grant.objects.select_related("unit", "part__proposal").get(
        part__proposal=world.proposals[path]
    )
    with verb.opened("demo.burn", None):
        for n in range(40):
            start = timezone.now() - timedelta(days=30 - n * 0.7)
            owe(
                "compute_jobs",
                grant.unit.path,
                start,
                start + timedelta(hours=6),
                job=f"{1000 + n}",
                submit=seconds(start - timedelta(minutes=25)),
                cores=128,
                nodes=2,
                state="COMPLETED",
                **{**who(world.people["lin"], world.proposals[path]), "project": grant.account},
            )
    deliver()
    grants.take_in_jobs(world.people["office"], grant)


def _instrument_use(world: World, past: datetime) -> None:
    """Hours booked and used, one waiting in line, a fault."""
    path = of_kind("instruments")
    if not path:
        return
    p, unit = (
        world.people,
        next(u for u in reversed(world.units.values()) if u.path.startswith(path + "/")),
    )
    for short in ("lin", "zhou", "visitor"):
        give_clearance(p["office"], p[short], world.courses[path], since=past - timedelta(days=30))
    for day, short in enumerate(("lin", "zhou", "lin", "visitor")):
        start = past + timedelta(days=day)
        booking = Booking(
            unit=unit,
            person=p[short],
            proposal=world.proposals[path] if short != "visitor" else None,
            start=start,
            end=start + timedelta(hours=3),
            state="running",
            started_at=start,
        )
        booking.save()
        bookings.stop(
            p[short], booking, started=start, stopped=start + timedelta(hours=2, minutes=30)
        )
    soon = (timezone.now() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    bookings.book(p["lin"], unit, soon, soon + timedelta(hours=2), world.proposals[path])
    bookings.wait(p["zhou"], unit, soon, soon + timedelta(hours=2), world.proposals[path])
    bookings.report_fault(
        p["scientist"], unit, "探头温度波动 Probe temperature drifts", "controls", 20
    )


def found() -> World:
    """The simulated city as it stands in the database."""
    world = World()
    world.people = {
        p.email.split("@")[0]: p
        for p in Person.objects.filter(email__endswith=f"@{DOMAIN}").select_related("organisation")
    }
    world.facilities = {f.path: f for f in Facility.objects.all()}
    world.units = {u.path: u for u in Unit.objects.select_related("facility")}
    world.cycles = {c.facility.path: c for c in RunCycle.objects.select_related("facility")}
    world.calls = {
        c.facility.path: c for c in Call.objects.select_related("facility", "cycle", "form")
    }
    world.courses = {c.facility.path: c for c in Course.objects.select_related("facility")}
    world.panels = {
        x.facility.path: x
        for x in Panel.objects.filter(closed_at=None).select_related("facility", "call")
    }
    for x in Proposal.objects.select_related("call__facility").order_by("-id"):
        world.proposals[
            (
                x.call.facility.path
                if x.title.startswith("模拟课题")
                else f"{x.call.facility.path} {x.title}"
            )
        ] = x
    return world
