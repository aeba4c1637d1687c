"""The way of a facility from an idea to its users, and of a milestone from a promise to a fact."""

from __future__ import annotations

from scicity.access.phrases import phrase
from scicity.access.states import Machine

PROJECT = Machine(
    "project",
    phrase("common-project-2"),
    {
        "proposed": phrase("building-states-idea"),
        "feasibility": phrase("building-states-feasibility-report-submitted-2"),
        "approved": phrase("common-approved"),
        "building": phrase("building-states-under-construction"),
        "commissioning": phrase("common-commissioning"),
        "trial": phrase("building-states-trial-operation"),
        "operation": phrase("building-states-in-operation-2"),
        "stopped": phrase("building-states-stopped"),
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
    "submit-feasibility": phrase("building-states-feasibility-report-submitted"),
    "approve": phrase("building-states-approve"),
    "start-building": phrase("building-states-start-building"),
    "commission": phrase("building-states-begin-commissioning"),
    "begin-trial": phrase("building-states-begin-trial-operation"),
    "open": phrase("building-states-open"),
    "stop": phrase("building-states-stop"),
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
        "planned": phrase("building-states-planned"),
        "claimed": phrase("building-states-awaiting-confirmation"),
        "confirmed": phrase("common-confirmed"),
    },
    {
        "claim": (("planned",), "claimed"),
        "confirm": (("claimed",), "confirmed"),
        "refuse": (("claimed",), "planned"),
    },
)
KINDS = {
    "feasibility": phrase("building-states-feasibility-study"),
    "started": phrase("building-states-started"),
    "topped-out": phrase("building-states-topped-out"),
    "installed": phrase("building-states-installed"),
    "process-acceptance": phrase("building-states-process-acceptance"),
    "national-acceptance": phrase("building-states-national-acceptance"),
    "operation": phrase("building-states-in-operation"),
    "reached": phrase("common-other"),
}
RISK = Machine(
    "risk",
    phrase("building-states-risk"),
    {
        "open": phrase("building-states-open-2"),
        "happened": phrase("building-states-happened"),
        "closed": phrase("building-states-closed"),
    },
    {"happen": (("open",), "happened"), "close": (("open",), "closed")},
)

MANAGER, ENGINEER, CONTROLLER = "manager", "engineer", "controller"
TEAM = {
    MANAGER: phrase("building-states-project-manager"),
    ENGINEER: phrase("building-states-engineer"),
    CONTROLLER: phrase("building-states-controller"),
}
