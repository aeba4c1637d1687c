"""Every state that something can be in, and the verbs that lead from one to another.

The docs are drawn from here.
"""

from __future__ import annotations

from scicity.platform.machine import Machine, diagram
from scicity.platform.phrases import phrase

PROPOSAL = Machine(
    "proposal",
    phrase("common-proposal-2"),
    {
        "draft": phrase("access-forms-draft"),
        "submitted": phrase("access-states-submitted"),
        "ethics": phrase("access-states-in-ethics-review"),
        "technical": phrase("access-states-in-technical-review"),
        "review": phrase("access-states-in-review"),
        "recommended": phrase("access-states-awaiting-decision"),
        "decided": phrase("access-states-decided"),
        "appealed": phrase("access-states-under-appeal"),
        "closed": phrase("access-states-closed"),
        "withdrawn": phrase("access-states-withdrawn"),
    },
    {
        "submit": (("draft",), "submitted"),
        "reopen": (("submitted", "ethics", "technical", "review"), "draft"),
        "begin-ethics": (("submitted",), "ethics"),
        "begin-technical": (("submitted", "ethics"), "technical"),
        "begin-review": (("submitted", "technical"), "review"),
        "recommend": (("technical", "review", "ethics"), "recommended"),
        "decide": (("recommended", "appealed"), "decided"),
        "appeal": (("decided",), "appealed"),
        "close": (("decided",), "closed"),
        "withdraw": (
            ("draft", "submitted", "ethics", "technical", "review", "recommended"),
            "withdrawn",
        ),
    },
)

PLAN = Machine(
    "plan",
    phrase("common-plan"),
    {
        "waiting": phrase("access-states-waiting"),
        "solving": phrase("access-states-being-solved"),
        "draft": phrase("access-states-draft"),
        "published": phrase("access-states-published"),
        "failed": phrase("access-states-failed"),
    },
    {
        "solve": (("waiting",), "solving"),
        "finish": (("solving",), "draft"),
        "fail": (("solving",), "failed"),
        "publish": (("draft",), "published"),
    },
)

SESSION = Machine(
    "session",
    phrase("common-session"),
    {
        "scheduled": phrase("access-states-scheduled"),
        "ready": phrase("access-states-cleared"),
        "running": phrase("access-runlog-running"),
        "finished": phrase("access-states-finished"),
        "reported": phrase("access-states-reported"),
        "cancelled": phrase("common-cancelled"),
    },
    {
        "clear": (("scheduled",), "ready"),
        "unclear": (("ready",), "scheduled"),
        "start": (("ready",), "running"),
        "stop": (("running",), "finished"),
        "report": (("finished",), "reported"),
        "cancel": (("scheduled", "ready"), "cancelled"),
    },
)

SAFETY = Machine(
    "safety",
    phrase("common-safety-declaration"),
    {
        "draft": phrase("access-states-being-written"),
        "submitted": phrase("access-states-awaiting-review"),
        "checked": phrase("access-states-checked-by-the-scientist-awaiting-safety"),
        "approved": phrase("common-approved"),
        "returned": phrase("access-states-returned-for-changes"),
    },
    {
        "submit": (("draft", "returned"), "submitted"),
        "amend": (("submitted", "checked", "approved"), "submitted"),
        "check": (("submitted",), "checked"),
        "approve": (("submitted", "checked"), "approved"),
        "return": (("submitted", "checked"), "returned"),
    },
)

VISIT = Machine(
    "visit",
    phrase("access-states-visit"),
    {
        "invited": phrase("access-states-to-be-registered"),
        "registered": phrase("access-states-registered"),
        "changes": phrase("access-states-changes-asked"),
        "approved": phrase("common-approved"),
        "cancelled": phrase("common-cancelled"),
    },
    {
        "register": (("invited", "changes"), "registered"),
        "ask-changes": (("registered",), "changes"),
        "approve": (("registered",), "approved"),
        "cancel-own": (("invited", "registered", "changes"), "cancelled"),
        "cancel": (("invited", "registered", "changes", "approved"), "cancelled"),
    },
)

SHIPMENT = Machine(
    "shipment",
    phrase("common-shipment"),
    {
        "prepared": phrase("access-states-prepared"),
        "sent": phrase("access-states-sent"),
        "received": phrase("access-states-received"),
        "returned": phrase("access-states-returned"),
        "destroyed": phrase("access-states-destroyed"),
    },
    {
        "send": (("prepared",), "sent"),
        "receive": (("sent",), "received"),
        "return": (("received",), "returned"),
        "destroy": (("received",), "destroyed"),
    },
)

BOOKING = Machine(
    "booking",
    phrase("common-booking"),
    {
        "booked": phrase("access-instrument-booked"),
        "running": phrase("access-instrument-in-use"),
        "finished": phrase("access-instrument-finished"),
        "missed": phrase("access-instrument-missed"),
        "cancelled": phrase("common-cancelled"),
    },
    {
        "start": (("booked",), "running"),
        "stop": (("running",), "finished"),
        "miss": (("booked",), "missed"),
        "cancel": (("booked",), "cancelled"),
    },
)

OUTPUT = Machine(
    "output",
    phrase("common-output"),
    {
        "found": phrase("access-states-to-be-confirmed"),
        "confirmed": phrase("common-confirmed"),
        "rejected": phrase("access-states-not-of-this-proposal"),
    },
    {
        "confirm": (("found",), "confirmed"),
        "reject": (("found", "confirmed"), "rejected"),
        "claim-again": (("found", "rejected"), "found"),
    },
)

MACHINES = (PROPOSAL, PLAN, SESSION, SAFETY, VISIT, SHIPMENT, BOOKING, OUTPUT)

WORKFLOWS = {
    "standard": (
        phrase("access-states-technical-review-panel-director"),
        ("technical", "review", "recommended"),
    ),
    "rapid": (
        phrase("access-states-rapid-technical-review-then-director"),
        ("technical", "recommended"),
    ),
    "ethics": (
        phrase("access-states-ethics-technical-review-director"),
        ("ethics", "technical", "recommended"),
    ),
}
SAFETY_POLICIES = {
    "scientist-then-safety": phrase("access-states-the-instrument-scientist-checks-then-safety"),
    "safety-only": phrase("access-states-safety-alone-decides"),
    "scientist-only": phrase("access-states-the-instrument-scientist-decides"),
}


def document() -> str:
    """All machines as a page of the documentation."""
    parts = [
        "# States\n\nDrawn from `scicity/access/states.py`, where each is declared:"
        " `DJANGO_SETTINGS_MODULE=scicity.web.settings python -m scicity.access.states >"
        " docs/states.md`."
    ]
    for machine in MACHINES:
        names = "\n".join(
            f"| `{state}` | {name.zh} | {name.en} |" for state, name in machine.states.items()
        )
        parts.append(
            f"## {machine.title.en} ·"
            f" {machine.title.zh}\n\n```mermaid\n{diagram(machine)}\n```\n\n| state | 中文 |"
            f" English |\n|---|---|---|\n{names}"
        )
    return "\n\n".join(parts)


if __name__ == "__main__":
    print(document())
