"""Made-up cases of every service in the simulated city, spread over a year.

All of it is marked simulated.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from scicity.access.demo import World, script
from scicity.parkservices.models import (
    Authority,
    Case,
    Enterprise,
    Parcel,
    Permit,
    Service,
    Stage,
    whole_city,
)
from scicity.parkservices.services import batches, moving, registers, setup
from scicity.platform.verbs import verb
from scicity.registry import here
from scicity.workflow import APPLICANT, resume
from scicity.workflow.explore import Made

FIRMS = (
    ("demo-cell", "示例细胞科技", "Example Cell Technology", True),
    ("demo-pharma", "示例新药", "Example Pharma", True),
    ("demo-chip", "示例芯片", "Example Chips", False),
    ("demo-incubator", "示例孵化器", "Example Incubator", False),
)
PLAUSIBLE = {
    "paid": 48,
    "salary_ratio": 2.2,
    "patents": 3,
    "bsl": 2,
    "industry": 60,
    "research": 30,
    "support": 10,
    "far": 2.2,
    "height": 60,
    "area": 6000,
    "tenants": 30,
    "graduated": 6,
    "fund": 1200,
    "mentors": 12,
    "score1": 78,
    "score2": 81,
    "score3": 84,
    "quantity": 500,
    "granted_quantity": 400,
    "months": 12,
}
RANGES = {
    "far_low": 1.0,
    "far_high": 3.0,
    "height_high": 80,
    "industry_low": 50,
    "support_high": 30,
}


def made_up_number(begins: str, n: int) -> str:
    """A made-up enterprise's number that checks out, or a plain one where the city states no
    rule.
    """
    held = here().identifier
    if held is None:
        return f"MADE-UP-{n}"
    stem = begins + f"{n:0{len(held.weights) - len(begins) - 2}d}"
    return next(
        stem + a + b for a in held.alphabet for b in held.alphabet if held.holds(stem + a + b)
    )


def _square(east: float, north: float, side: float = 0.004) -> dict[str, Any]:
    return {
        "type": "Polygon",
        "coordinates": [
            [
                [east, north],
                [east + side, north],
                [east + side, north + side * 0.8],
                [east, north + side * 0.8],
                [east, north],
            ]
        ],
    }


def settle(world: World) -> None:
    """Authorities with their officers, enterprises, parcels."""
    p = world.people
    setup.take_city(p["city"], settings.CITY / "services")
    told = script()
    city = whole_city()
    with verb.opened("demo.cases", None):
        for who, code, role in told.get("officers", []):
            setup.appoint(p["city"], Authority.objects.get(code=code), p[who], role)
        for n, (code, zh, en, listed) in enumerate(FIRMS):
            firm = registers.enrol(
                p["park"],
                code=code,
                credit_code=made_up_number(str(told.get("enterprise_numbers", "")), n),
                name_zh=zh,
                name_en=en,
                park=city,
                registered_on=date(2018, 1, 1 + n),
                listed=listed,
            )
            registers.act_for(p["park"], firm, p["firm"])
            registers.qualify(
                p["park"],
                firm,
                "cultivation" if code == "demo-incubator" else "high-tech",
                date(2023, 1, 1),
                None,
                "模拟文件 simulated document",
            )
        east, north = told.get("parcels_at", (0.0, 0.0))
        registers.draw_parcels(
            p["park"],
            {
                "features": [
                    {
                        "geometry": _square(east + 0.005 * (n % 4), north + 0.004 * (n // 4)),
                        "properties": {
                            "code": f"demo-{n + 1}",
                            "park": city,
                            "flexible": n != 7,
                            "industry": (70, 60, 30, 80)[n % 4],
                            "research": (20, 30, 60, 10)[n % 4],
                            "support": 10,
                            "far": 1.5 + 0.25 * (n % 4),
                            "height": 40 + 5 * (n % 4),
                            **RANGES,
                        },
                    }
                    for n in range(8)
                ]
            },
        )


def _firm_of(parcel: str) -> str:
    """Which of the made-up firms asks for which parcel: no two for the same."""
    return (
        FIRMS[(0, 2, 2, 1, 3, 0, 1, 3)[(int(parcel.rpartition("-")[2]) - 1) % 8]][0]
        if parcel.startswith("demo-")
        else ""
    )


class Acting:
    """Answers cases as made-up people would: mostly as the tables advise, now and then late, never
    otherwise without a second person.
    """

    def __init__(self, world: World, seed: int = 1) -> None:
        self.world, self.draw = world, random.Random(seed)  # noqa: S311 - made-up people
        self.lanes = {code: world.people[who] for who, code, _ in script().get("officers", [])}
        self.firms = {e.code: e for e in Enterprise.objects.filter(code__startswith="demo-")}

    def apply(self, service: Service, now: datetime) -> Case | None:
        person = self.world.people["firm"]
        version = service.in_force(now.astimezone(here().tz).date())
        if version is None:
            return None
        form = self.form(version.process.start, version.process)
        if "permit" in form:
            valid = now.astimezone(here().tz).date()
            open_ = list(
                Permit.objects.filter(left__gt=0, valid_until__gte=valid).order_by("number")
            )
            if not open_:
                return None
            held = self.draw.choice(open_)
            half = (held.left / 2).quantize(Decimal("0.001"), ROUND_DOWN) or held.left
            form |= {
                "permit": held.number,
                "enterprise": held.enterprise.code,
                "quantity": f"{half:f}",
            }
        return moving.submit(person, moving.draft(person, service), form, now)

    def form(self, fields: Any, process: Any) -> dict[str, Any]:
        made = Made(process, self.draw.randint(0, 10**9))
        given = made.form(fields)
        for f in fields:
            match f.kind:
                case "enterprise":
                    given[f.id] = self.draw.choice(list(self.firms))
                case "parcel":
                    given[f.id] = self.draw.choice(
                        [
                            code
                            for code in Parcel.objects.values_list("code", flat=True)
                            if _firm_of(code) == given["enterprise"]
                        ]
                    )
                case "yes-no":
                    given[f.id] = "yes" if self.draw.random() < 0.9 else "no"
                case "choice":
                    given[f.id] = (
                        f.options[0][0]
                        if self.draw.random() < 0.7
                        else self.draw.choice(f.options)[0]
                    )
        if self.draw.random() < 0.7:
            given |= {
                k: v for k, v in PLAUSIBLE.items() if k in given and not isinstance(given[k], str)
            }
        if "far" in given:  # a third of them outside of the range, all of them buildable
            given |= {
                "far": self.draw.choice((1.8, 2.2, 2.8, 3.4)),
                "height": self.draw.choice((45, 60, 75)),
            }
        if "person_name" in given:
            given |= {"person_name": "模拟人员", "id_number": "SIMULATED"}
        return given

    def step(self, stage: Stage, now: datetime) -> None:
        process = stage.case.version.process
        step = process.steps[stage.step]
        given = self.form(step.fields, process)
        if step.advice:
            given[step.decision] = stage.advice["value"]
        asked = dict(resume(process, stage.case.state_kept, now).answers)["start"]
        given |= {f.id: str(asked[f.grants]) for f in step.fields if f.grants}
        person = self.world.people["firm"] if stage.lane == APPLICANT else self.lanes[stage.lane]
        moving.answer(person, stage, given, now=now)


def run(world: World, cases: int = 40, seed: int = 1) -> None:
    """`cases` applications over the last year, each step done some days after it was opened; the
    newest are still under way.
    """
    settle(world)
    acting, end = Acting(world, seed), timezone.now()
    services = list(Service.objects.order_by("code"))
    if not services:  # a city may offer none
        return
    begin, n = end - timedelta(days=330), 0
    while n < cases:
        at = begin + timedelta(days=330 * n / cases, hours=acting.draw.randint(1, 8))
        acting.apply(services[n % len(services)], at)
        n += 1
        _meanwhile(acting, at)
    _meanwhile(acting, end - timedelta(days=6))
    for day in range(5, 0, -1):  # and some of this week, on which work has only begun
        for service in services[day % 2 :: 2]:
            acting.apply(service, end - timedelta(days=day))
    moving.pass_time(end)


def _meanwhile(acting: Acting, until: datetime) -> None:
    """What people do until then: each open step once it lay for its days; time first."""
    while True:
        moving.pass_time(until)
        ready = [
            s
            for s in Stage.objects.filter(done_at=None, wait=False, case__state="running")
            .select_related("case__version", "case__service")
            .order_by("opened_at")
            if s.opened_at + timedelta(days=1 + s.pk % 9) < until
        ]
        ready = [s for s in ready if not s.case.version.process.steps[s.step].batch or s.batch_id]
        if not ready:
            break
        for s in ready:
            s.refresh_from_db()
            if s.done_at is None and s.case.state == "running":
                acting.step(s, max(s.opened_at + timedelta(days=1 + s.pk % 9), s.opened_at))
    for service in Service.objects.filter(group="talent"):
        waiting = batches.waiting_for_batch(service)
        if waiting:
            batch = batches.gather(acting.lanes["talent"], service, waiting)
            batches.publish(acting.lanes["talent"], batch, until)
