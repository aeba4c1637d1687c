"""What our processes add to the engine: decisions by our tables, questions to the registers, and
deadlines in working days on a given clock.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, override
from zoneinfo import ZoneInfo

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition

from scicity.registry.workdays import Workdays

from .expressions import after, cleaned, work_out
from .tables import Table
from .types import Effect, World


class Scripts(PythonScriptEngine):
    """The engine's expressions, worked out by ours: nothing is ever executed.

    `now` is the moment that the case is told.
    """

    def __init__(self, now: datetime, world: World, zone: str, calendar: Workdays) -> None:
        super().__init__()
        self.now, self.world, self.zone, self.calendar = now, world, zone, calendar

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @override
    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        return work_out(
            expression,
            task.data,
            {"workdays": self.workdays, "days": lambda n: after(self.today, f"P{int(n)}D")},
        )

    def execute(self, task: Any, script: str, external_context: Any = None) -> Any:
        raise NotImplementedError("Scripts are refused when a process is read.")

    def workdays(self, count: int) -> date:
        return self.calendar.after(self.today, int(count))

    def end_of(self, day: date) -> datetime:
        return datetime.combine(day, time.max, ZoneInfo(self.zone))


class Rule(BpmnTaskSpec):
    """Decides by a table; the row that held and why are kept with the case."""

    table: Table

    def _run_hook(self, my_task: Any) -> bool:
        rows, given = self.table.decide(my_task.data)
        looked = [
            [c.asks, v]
            for c, v in zip(self.table.columns, self.table.asked(my_task.data), strict=True)
        ]
        kept = my_task.workflow.data.setdefault("decided", [])
        kept += [
            [
                self.table.id,
                r.number,
                r.reason.zh,
                r.reason.en,
                looked,
                [[n, given[n]] for n in self.table.outputs],
            ]
            for r in rows
        ]
        my_task.data.update(given)
        return True


class Asking(BpmnTaskSpec):
    """Asks the registers, in the same transaction as the step that led here."""

    effect: Effect

    def _run_hook(self, my_task: Any) -> bool:
        engine = my_task.workflow.script_engine
        told = engine.world(
            self.effect.topic, {k: work_out(v, my_task.data) for k, v in self.effect.takes}
        )
        my_task.workflow.data.setdefault("facts", {}).setdefault(self.effect.topic, {}).update(told)
        my_task.data.update(told)
        return True


class Deadline(TimerEventDefinition):
    """A day that passes on the case's own clock.

    It is worked out once, when the wait begins; the whole of the day is still in time.
    """

    def has_fired(self, my_task: Any) -> bool:
        engine = my_task.workflow.script_engine
        until = my_task._get_internal_data("event_value")
        if until is None:
            told = cleaned(self.expression)
            day = (
                after(engine.today, told)
                if told.upper().startswith("P")
                else engine.evaluate(my_task, told)
            )
            until = engine.end_of(day).isoformat()
            my_task._set_internal_data(event_value=until)
        if datetime.fromisoformat(until) < engine.now:
            my_task._set_internal_data(event_fired=True)
        return bool(my_task._get_internal_data("event_fired", False))

    def details(self, my_task: Any) -> Any:
        raise NotImplementedError
