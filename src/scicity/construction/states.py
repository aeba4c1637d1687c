"""The way of a facility from an idea to its users, and of a milestone from a promise to a fact."""

from __future__ import annotations

from scicity.platform.machine import Machine
from scicity.platform.phrases import phrase

PROJECT = Machine(
    "project",
    phrase("common-project-2"),
    {
        "proposed": phrase("construction-states-idea"),
        "feasibility": phrase("construction-states-feasibility-report-submitted-2"),
        "approved": phrase("common-approved"),
        "building": phrase("construction-states-under-construction"),
        "commissioning": phrase("common-commissioning"),
        "trial": phrase("construction-states-trial-operation"),
        "operation": phrase("construction-states-in-operation-2"),
        "stopped": phrase("construction-states-stopped"),
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
    "submit-feasibility": phrase("construction-states-feasibility-report-submitted"),
    "approve": phrase("construction-states-approve"),
    "start-building": phrase("construction-states-start-building"),
    "commission": phrase("construction-states-begin-commissioning"),
    "begin-trial": phrase("construction-states-begin-trial-operation"),
    "open": phrase("construction-states-open"),
    "stop": phrase("construction-states-stop"),
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
    phrase("common-milestone"),
    {
        "planned": phrase("construction-states-planned"),
        "claimed": phrase("construction-states-awaiting-confirmation"),
        "confirmed": phrase("common-confirmed"),
    },
    {
        "claim": (("planned",), "claimed"),
        "confirm": (("claimed",), "confirmed"),
        "refuse": (("claimed",), "planned"),
    },
)
KINDS = {
    "feasibility": phrase("construction-states-feasibility-study"),
    "started": phrase("construction-states-started"),
    "topped-out": phrase("construction-states-topped-out"),
    "installed": phrase("construction-states-installed"),
    "process-acceptance": phrase("construction-states-process-acceptance"),
    "national-acceptance": phrase("construction-states-national-acceptance"),
    "operation": phrase("construction-states-in-operation"),
    "reached": phrase("common-other"),
}
RISK = Machine(
    "risk",
    phrase("construction-states-risk"),
    {
        "open": phrase("construction-states-open-2"),
        "happened": phrase("construction-states-happened"),
        "closed": phrase("construction-states-closed"),
    },
    {"happen": (("open",), "happened"), "close": (("open",), "closed")},
)

MANAGER, ENGINEER, CONTROLLER = "manager", "engineer", "controller"
TEAM = {
    MANAGER: phrase("construction-states-project-manager"),
    ENGINEER: phrase("construction-states-engineer"),
    CONTROLLER: phrase("construction-states-controller"),
}
