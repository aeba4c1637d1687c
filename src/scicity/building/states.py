"""The way of a facility from an idea to its users, and of a milestone from a promise to a fact."""

from __future__ import annotations

from scicity.access.phrases import Phrase
from scicity.access.states import Machine

PROJECT = Machine(
    "project",
    Phrase("项目", "project"),
    {
        "proposed": Phrase("谋划", "idea"),
        "feasibility": Phrase("可研已报", "feasibility report submitted"),
        "approved": Phrase("已批准", "approved"),
        "building": Phrase("在建", "under construction"),
        "commissioning": Phrase("调试", "commissioning"),
        "trial": Phrase("试运行", "trial operation"),
        "operation": Phrase("运行", "in operation"),
        "stopped": Phrase("终止", "stopped"),
    },
    {
        "submit-feasibility": (("proposed",), "feasibility"),
        "approve": (("feasibility",), "approved"),
        "start-building": (("approved",), "building"),
        "commission": (("building",), "commissioning"),
        "begin-trial": (("commissioning",), "trial"),
        "open": (("trial",), "operation"),
        "stop": (
            ("proposed", "feasibility", "approved", "building", "commissioning", "trial"),
            "stopped",
        ),
    },
)
STEPS = {
    "submit-feasibility": Phrase("可行性研究报告已上报", "Feasibility report submitted"),
    "approve": Phrase("批准立项", "Approve"),
    "start-building": Phrase("开工", "Start building"),
    "commission": Phrase("进入调试", "Begin commissioning"),
    "begin-trial": Phrase("进入试运行", "Begin trial operation"),
    "open": Phrase("投入运行", "Open"),
    "stop": Phrase("终止", "Stop"),
}
# what the ledger calls a project that reached a state; the first and the last are no milestones
RECORDED = {
    "feasibility": "feasibility",
    "approved": "reached",
    "building": "started",
    "commissioning": "reached",
    "trial": "reached",
    "operation": "operation",
}

MILESTONE = Machine(
    "milestone",
    Phrase("里程碑", "milestone"),
    {
        "planned": Phrase("计划中", "planned"),
        "claimed": Phrase("待确认", "awaiting confirmation"),
        "confirmed": Phrase("已确认", "confirmed"),
    },
    {
        "claim": (("planned",), "claimed"),
        "confirm": (("claimed",), "confirmed"),
        "refuse": (("claimed",), "planned"),
    },
)
KINDS = {
    "feasibility": Phrase("可行性研究", "feasibility study"),
    "started": Phrase("开工", "started"),
    "topped-out": Phrase("结构封顶", "topped out"),
    "installed": Phrase("安装完成", "installed"),
    "process-acceptance": Phrase("工艺验收", "process acceptance"),
    "national-acceptance": Phrase("国家验收", "national acceptance"),
    "operation": Phrase("投入运行", "in operation"),
    "reached": Phrase("其他", "other"),
}
RISK = Machine(
    "risk",
    Phrase("风险", "risk"),
    {
        "open": Phrase("开放", "open"),
        "happened": Phrase("已发生", "happened"),
        "closed": Phrase("已关闭", "closed"),
    },
    {"happen": (("open",), "happened"), "close": (("open",), "closed")},
)

MANAGER, ENGINEER, CONTROLLER = "manager", "engineer", "controller"
TEAM = {
    MANAGER: Phrase("项目负责人", "project manager"),
    ENGINEER: Phrase("工程师", "engineer"),
    CONTROLLER: Phrase("核验人", "controller"),
}
