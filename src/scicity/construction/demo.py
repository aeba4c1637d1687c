"""A made-up project of the simulated city, in the middle of its way.

All of it is marked simulated.
"""

from __future__ import annotations

from datetime import timedelta

from scicity import projectplan
from scicity.access.demo import World
from scicity.construction import services
from scicity.construction.models import Project
from scicity.construction.states import CONTROLLER, ENGINEER
from scicity.platform.clock import today
from scicity.platform.verbs import verb
from scicity.registry import here

A, E, L = projectplan.Activity, projectplan.Estimate, projectplan.Link
WORK = projectplan.Project(
    "demo-laser",
    (
        A("D1", 60, {"engineers": 3}, "总体设计 Overall design", "设计 Design", E(50, 60, 90), 3e6),
        A(
            "D2",
            80,
            {"engineers": 4},
            "详细设计 Detailed design",
            "设计 Design",
            E(70, 80, 130),
            5e6,
        ),
        A(
            "C1",
            90,
            {"crew": 2},
            "基坑与基础 Pit and foundations",
            "土建 Civil works",
            E(80, 90, 140),
            2.4e7,
        ),
        A(
            "C2",
            110,
            {"crew": 3},
            "主体结构 Structure",
            "土建 Civil works",
            E(100, 110, 150),
            4.2e7,
        ),
        A("TOP", 0, {}, "结构封顶 Topped out", "土建 Civil works"),
        A(
            "P1",
            150,
            {"engineers": 2},
            "长周期部件采购 Long-lead parts",
            "装置 Machine",
            E(130, 150, 260),
            8.8e7,
        ),
        A(
            "P2",
            70,
            {"engineers": 3},
            "前端与放大链 Front end and amplifiers",
            "装置 Machine",
            E(60, 70, 110),
            3.1e7,
        ),
        A(
            "I1",
            60,
            {"engineers": 3, "crew": 1},
            "安装 Installation",
            "装置 Machine",
            E(50, 60, 90),
            1.2e7,
        ),
        A(
            "I2",
            40,
            {"engineers": 4},
            "真空与对准 Vacuum and alignment",
            "装置 Machine",
            E(35, 40, 70),
            6e6,
        ),
        A(
            "S1",
            50,
            {"engineers": 4},
            "联合调试 Commissioning",
            "调试 Commissioning",
            E(40, 50, 100),
            8e6,
        ),
        A("ACC", 0, {}, "工艺验收 Process acceptance", "调试 Commissioning"),
    ),
    (
        L("D1", "D2"),
        L("D1", "C1", "SS", 40),
        L("D2", "C2", "FF", 60),
        L("C1", "C2"),
        L("C2", "TOP"),
        L("D2", "P1", "SS", 20),
        L("D2", "P2"),
        L("TOP", "I1"),
        L("P1", "I1", "FF", 20),
        L("P2", "I2"),
        L("I1", "I2"),
        L("I2", "S1", "FS", 5),
        L("S1", "ACC"),
    ),
    {"engineers": 6, "crew": 4},
)


def begin(world: World, seconds: float = 5.0) -> Project:
    """A laser that is being built: two thirds of its civil works done, a milestone confirmed, one
    awaiting its second person.
    """
    p, now = world.people, today()
    start = here().workdays.on_or_after(now - timedelta(days=330))
    project = services.propose(
        p["city"],
        code="demo-laser",
        place="demo-laser",
        name_zh="示例强激光装置",
        name_en="Example high-power laser",
        kind="laser",
        start=start,
        due=start + timedelta(days=800),
        budget_fen=230_000_000_00,
        manager=p["builder"],
    )
    for step, days in (("submit-feasibility", 480), ("approve", 400), ("start-building", 300)):
        services.advance(
            p["city"],
            project,
            step,
            f"模拟文件 simulated document {step}",
            now - timedelta(days=days),
        )
    project.refresh_from_db()
    services.join(p["builder"], project, p["controller"], CONTROLLER)
    services.join(p["builder"], project, p["scientist"], ENGINEER)
    services.put_network(p["builder"], project, WORK, "v1")
    plan = services.run_plan(services.plan_up(p["builder"], project, enqueue=False).pk, seconds)
    services.hold(p["builder"], plan)
    with verb.opened("demo.building", None):
        for name, slip, percent in (
            ("D1", 4, 100),
            ("D2", 9, 100),
            ("C1", 6, 100),
            ("P1", 3, 75),
            ("C2", 12, 45),
            ("P2", 5, 60),
        ):
            began = project.day(plan.starts[name] + slip)
            ended = project.day(
                plan.starts[name] + slip + WORK.activities[WORK.index[name]].duration - 1
            )
            if began <= now:
                done = percent == 100 and ended <= now
                services.note_progress(
                    p["scientist"],
                    project,
                    name,
                    now,
                    began,
                    ended if done else None,
                    percent if done or percent < 100 else 90,
                    None,
                )
                services.pay(
                    p["builder"],
                    project,
                    name,
                    min(ended, now),
                    int(WORK.activities[WORK.index[name]].cost * percent * 1.04),
                    f"SIM-{name}-1",
                )
        services.add_risk(
            p["builder"],
            project,
            "长周期部件延期 Long-lead parts come late",
            35,
            40,
            ["P1"],
            "第二供应商 A second supplier",
        )
        services.add_risk(
            p["builder"], project, "地下水 Ground water in the pit", 10, 25, ["C2"], "降水井 Wells"
        )
        first = services.add_milestone(
            p["builder"],
            project,
            code="foundations",
            name_zh="基础完成",
            name_en="Foundations done",
            kind="reached",
            due=project.day(plan.starts["C1"] + 90),
            weight=200,
            activity="C1",
        )
        services.add_milestone(
            p["builder"],
            project,
            code="topped-out",
            name_zh="结构封顶",
            name_en="Topped out",
            kind="topped-out",
            due=project.day(plan.starts["TOP"]),
            weight=300,
            activity="TOP",
        )
        last = services.add_milestone(
            p["builder"],
            project,
            code="acceptance",
            name_zh="工艺验收",
            name_en="Process acceptance",
            kind="process-acceptance",
            due=project.day(plan.starts["ACC"]),
            weight=500,
            activity="ACC",
        )
        services.attach(p["scientist"], first, "foundations.pdf", b"%PDF-1.4 simulated")
        services.claim(p["scientist"], first, now - timedelta(days=60))
        services.judge(p["controller"], first, True)
        services.add_delivery(
            p["builder"],
            project,
            code="target-1",
            name_zh="一号靶场",
            name_en="Target area 1",
            access_unit="",
            milestone=last,
        )
    return project
