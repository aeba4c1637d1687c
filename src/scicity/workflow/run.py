"""A case on its way through a process: begin, answer a step, let time pass, put away and take up
again (engine: SpiffWorkflow).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter, WorkflowConverter
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.defaults import EndEvent, UserTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from scicity.registry import here
from scicity.registry.types import Name

from .answers import answered
from .errors import NotOpen, Stuck
from .expressions import exact
from .flow import Deadline, Scripts
from .types import Decided, Open, Process, Waiting, World


class _State(BpmnWorkflowConverter):
    """A case's state without its process, which stands once in its version."""

    def to_dict(self, workflow: Any) -> dict[str, Any]:
        return {**WorkflowConverter.to_dict(self, workflow), "subprocesses": {}, "bpmn_events": []}


_registry = BpmnWorkflowSerializer.configure({**DEFAULT_CONFIG, BpmnWorkflow: _State})


def _digits(value: Any) -> Any:
    """A decimal in the kept state, digit by digit."""
    if isinstance(value, Decimal):
        return {"typename": "Decimal", "digits": str(value)}
    raise TypeError(f"{value!r} cannot be kept")


def _decimal(kept: dict[str, Any]) -> Any:
    return Decimal(kept["digits"]) if kept.get("typename") == "Decimal" else kept


def nothing(topic: str, _values: dict[str, Any]) -> dict[str, Any]:
    """A world without registers, for processes that ask nothing of them."""
    raise Stuck(f"No register answers {topic!r} here.")


class Running:
    """A case in memory. Every change leaves it at rest: at a step, at a deadline, or ended."""

    def __init__(self, process: Process, workflow: Any, scripts: Scripts) -> None:
        self.process, self.workflow, self.scripts = process, workflow, scripts
        workflow.script_engine = scripts

    # --- what happens -----------------------------------------------------------------------------

    def answer(
        self, task: str, given: Mapping[str, Any], through: frozenset[str] = frozenset()
    ) -> None:
        """Do a step.

        NotOpen: it was done, or time took it. BadAnswer: the form is not filled in. Stuck: what
        follows cannot be worked out.

        `given` are the form's answers; `through` fields are kept elsewhere and only said to be
        there.
        """
        found = next((t for t in self._tasks() if str(t.id) == task), None)
        if found is None:
            raise NotOpen("This step was done already, or the case has moved on.")
        step = self.process.steps[found.task_spec.name]
        values = answered(step.fields, given, through)
        found.data.update(values)
        self.workflow.data.setdefault("answers", []).append([step.id, values])
        self._settle(found)

    def pass_time(self) -> bool:
        """Let deadlines that have passed take effect; whether one did."""
        before = self.marks()
        self._settle(None)
        return self.marks() != before

    def _settle(self, task: Any) -> None:
        try:
            if task is not None:
                task.run()
            self.workflow.do_engine_steps()
            # the engine looks at timers last: what they set free is run in another round
            while any(
                not t.task_spec.manual for t in self.workflow.get_tasks(state=TaskState.READY)
            ):
                self.workflow.do_engine_steps()
            for t in self.workflow.get_tasks(state=TaskState.READY, spec_class=UserTask):
                t.internal_data.setdefault("since", self.scripts.today.isoformat())
        except SpiffWorkflowException as error:
            raise Stuck(str(error)) from error

    def marks(self) -> tuple[str, ...]:
        """What the case waits for, by the engine's own names: equal where nothing has changed."""
        return tuple(sorted(str(t.id) for t in (*self._tasks(), *self._timers())))

    # --- where it stands --------------------------------------------------------------------------

    def _tasks(self) -> list[Any]:
        return list(self.workflow.get_tasks(state=TaskState.READY, spec_class=UserTask))

    def _timers(self) -> list[Any]:
        return [
            t
            for t in self.workflow.get_tasks(state=TaskState.WAITING)
            if isinstance(getattr(t.task_spec, "event_definition", None), Deadline)
        ]

    @property
    def open(self) -> list[Open]:
        return [
            Open(
                str(t.id),
                self.process.steps[t.task_spec.name],
                date.fromisoformat(t.internal_data["since"]),
            )
            for t in self._tasks()
        ]

    @property
    def waiting(self) -> list[Waiting]:
        """Times that must pass before the case goes on, but for those that end a step."""
        return [
            Waiting(
                *self.process.waits[t.task_spec.name],
                datetime.fromisoformat(t._get_internal_data("event_value")),
                t.task_spec.name,
            )
            for t in self._timers()
            if t.task_spec.name in self.process.waits
        ]

    @property
    def next_deadline(self) -> datetime | None:
        """When time alone moves the case on."""
        return min(
            (
                datetime.fromisoformat(v)
                for t in self._timers()
                if (v := t._get_internal_data("event_value"))
            ),
            default=None,
        )

    @property
    def ended(self) -> bool:
        return bool(self.workflow.completed)

    @property
    def end(self) -> tuple[str, str, Name] | None:
        """(end event, outcome, its name) that the case came to; None while it runs."""
        reached = [
            t
            for t in self.workflow.get_tasks(state=TaskState.COMPLETED, spec_class=EndEvent)
            if t.task_spec.name in self.process.ends
        ]
        if not self.ended or not reached:
            return None
        last = max(reached, key=lambda t: t.last_state_change)
        return (last.task_spec.name, *self.process.ends[last.task_spec.name])

    @property
    def data(self) -> dict[str, Any]:
        """All answers so far. Before the end: those of the newest open step."""
        last = self.workflow.last_task
        tasks = self._tasks()
        return dict((tasks[-1] if tasks else last).data) if tasks or last else {}

    @property
    def decided(self) -> list[Decided]:
        return [
            Decided(
                t,
                r,
                Name(zh, en),
                tuple((k, exact(v)) for k, v in looked),
                tuple((k, exact(v)) for k, v in gave),
            )
            for t, r, zh, en, looked, gave in self.workflow.data.get("decided", [])
        ]

    @property
    def answers(self) -> list[tuple[str, dict[str, Any]]]:
        """What was answered at each step, in order; the application first, under the name
        `start`.
        """
        return [(s, exact(dict(v))) for s, v in self.workflow.data.get("answers", [])]

    @property
    def facts(self) -> dict[str, dict[str, Any]]:
        """What the registers answered, by topic."""
        return dict(exact(self.workflow.data.get("facts", {})))

    def visited(self) -> set[str]:
        """The elements that the case went through."""
        return {t.task_spec.name for t in self.workflow.get_tasks(state=TaskState.COMPLETED)}

    def kept(self) -> str:
        """The state as JSON: with the process's version, enough to go on from."""
        return json.dumps(
            _registry.convert(self.workflow),
            default=_digits,
            ensure_ascii=False,
            separators=(",", ":"),
        )


def begin(
    process: Process,
    application: Mapping[str, Any],
    now: datetime,
    world: World = nothing,
    zone: str = "",
    through: frozenset[str] = frozenset(),
) -> Running:
    """A new case. BadAnswer: the application is not filled in."""
    values = answered(process.start, application, through)
    workflow = BpmnWorkflow(process.spec)
    case = Running(process, workflow, Scripts(now, world, zone or here().zone, here().workdays))
    workflow.data["answers"] = [["start", values]]
    for t in workflow.get_tasks(state=TaskState.READY):
        t.data.update(values)
    case._settle(None)
    return case


def resume(
    process: Process, kept: str, now: datetime, world: World = nothing, zone: str = ""
) -> Running:
    """A case taken up again where it was put away."""
    held = json.loads(kept, object_hook=_decimal)
    workflow = BpmnWorkflow(process.spec, deserializing=True)
    workflow.tasks = {
        UUID(k): _registry.restore(v, workflow=workflow) for k, v in held["tasks"].items()
    }
    workflow.task_tree = workflow.tasks[UUID(held["root"])]
    workflow.success, workflow.completed, workflow.data = (
        held["success"],
        held["completed"],
        held["data"],
    )
    workflow.last_task = workflow.tasks.get(UUID(held["last_task"])) if held["last_task"] else None
    return Running(process, workflow, Scripts(now, world, zone or here().zone, here().workdays))


def now_in(zone: str = "") -> datetime:
    return datetime.now(UTC).astimezone(ZoneInfo(zone or here().zone))
