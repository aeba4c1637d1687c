"""Every state that something can be in, and the verbs that lead from one to another.

The docs are drawn from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Refused
from .phrases import Phrase


@dataclass(frozen=True)
class Machine:
    """A state machine: names of states, and for each verb from which states it leads to which."""

    name: str
    title: Phrase
    states: dict[str, Phrase]
    verbs: dict[str, tuple[tuple[str, ...], str]]

    def move(self, state: str, verb: str) -> str:
        """The state after `verb`. Raises Refused when the verb is not possible from `state`."""
        sources, target = self.verbs[verb]
        if state not in sources:
            raise Refused(
                f"{self.title.zh}现为“{self.states[state].zh}”，不能执行此操作（{verb}）。",
                f"The {self.title.en} is '{self.states[state].en}': '{verb}' is not possible now.",
            )
        return target

    def may(self, state: str, verb: str) -> bool:
        return state in self.verbs[verb][0]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [
            (state, state) for state in self.states
        ]  # names are told by `states`, and are no matter of migrations


PROPOSAL = Machine(
    "proposal",
    Phrase("申请书", "proposal"),
    {
        "draft": Phrase("草稿", "draft"),
        "submitted": Phrase("已提交", "submitted"),
        "ethics": Phrase("伦理审查", "in ethics review"),
        "technical": Phrase("技术审查", "in technical review"),
        "review": Phrase("专家评审", "in review"),
        "recommended": Phrase("待主任决定", "awaiting decision"),
        "decided": Phrase("已决定", "decided"),
        "appealed": Phrase("申诉中", "under appeal"),
        "closed": Phrase("已结题", "closed"),
        "withdrawn": Phrase("已撤回", "withdrawn"),
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
    Phrase("机时计划", "plan"),
    {
        "waiting": Phrase("等待求解", "waiting"),
        "solving": Phrase("求解中", "being solved"),
        "draft": Phrase("草案", "draft"),
        "published": Phrase("已发布", "published"),
        "failed": Phrase("求解失败", "failed"),
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
    Phrase("实验", "session"),
    {
        "scheduled": Phrase("已排期", "scheduled"),
        "ready": Phrase("准备就绪", "cleared"),
        "running": Phrase("进行中", "running"),
        "finished": Phrase("已结束", "finished"),
        "reported": Phrase("已报告", "reported"),
        "cancelled": Phrase("已取消", "cancelled"),
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
    Phrase("安全申报", "safety declaration"),
    {
        "draft": Phrase("填写中", "being written"),
        "submitted": Phrase("待审", "awaiting review"),
        "checked": Phrase("线站已审，待安全官", "checked by the scientist, awaiting safety"),
        "approved": Phrase("已批准", "approved"),
        "returned": Phrase("退回修改", "returned for changes"),
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
    Phrase("来访登记", "visit"),
    {
        "invited": Phrase("待登记", "to be registered"),
        "registered": Phrase("已登记", "registered"),
        "changes": Phrase("需修改", "changes asked"),
        "approved": Phrase("已批准", "approved"),
        "cancelled": Phrase("已取消", "cancelled"),
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
    Phrase("样品寄送", "shipment"),
    {
        "prepared": Phrase("已备", "prepared"),
        "sent": Phrase("已寄出", "sent"),
        "received": Phrase("已收到", "received"),
        "returned": Phrase("已返还", "returned"),
        "destroyed": Phrase("已销毁", "destroyed"),
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
    Phrase("预约", "booking"),
    {
        "booked": Phrase("已预约", "booked"),
        "running": Phrase("使用中", "in use"),
        "finished": Phrase("已完成", "finished"),
        "missed": Phrase("未到", "missed"),
        "cancelled": Phrase("已取消", "cancelled"),
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
    Phrase("成果", "output"),
    {
        "found": Phrase("待确认", "to be confirmed"),
        "confirmed": Phrase("已确认", "confirmed"),
        "rejected": Phrase("非本课题成果", "not of this proposal"),
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
        Phrase("技术审查、专家评审、主任决定", "technical review, panel, director"),
        ("technical", "review", "recommended"),
    ),
    "rapid": (
        Phrase("快速：技术审查后主任决定", "rapid: technical review, then director"),
        ("technical", "recommended"),
    ),
    "ethics": (
        Phrase("伦理、技术审查、主任决定", "ethics, technical review, director"),
        ("ethics", "technical", "recommended"),
    ),
}
SAFETY_POLICIES = {
    "scientist-then-safety": Phrase(
        "线站科学家审核后安全官批准", "the instrument scientist checks, then safety approves"
    ),
    "safety-only": Phrase("仅由安全官决定", "safety alone decides"),
    "scientist-only": Phrase("由线站科学家决定", "the instrument scientist decides"),
}


def diagram(machine: Machine) -> str:
    """The machine as a Mermaid state diagram."""
    first = next(iter(machine.states))
    lines = ["stateDiagram-v2", f"    [*] --> {first}"]
    for verb, (sources, target) in machine.verbs.items():
        lines += [f"    {source} --> {target}: {verb}" for source in sources]
    return "\n".join(lines)


def document() -> str:
    """All machines as a page of the documentation."""
    parts = [
        "# States\n\nDrawn from `scicity/access/states.py`, where each is declared: `python -m"
        " scicity.access.states > docs/states.md`."
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
