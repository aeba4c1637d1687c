"""Cases through the engine: rate, p95 of a step and memory, beside the bare engine in the same run
(BENCH_CASES, default 10,000).

`python -m benchmarks.services` makes cases of the special-goods permit, each from its application
to its end.
bare: SpiffWorkflow alone on the same process: forms unchecked, tables answered by a constant row,
    nothing stored.
engine: ours in memory: forms checked, tables worked out, reasons kept. stored: also put away and
    taken up between any two steps.
application: in SQLite, with stages, event chain, notices and what the ledger is owed (BENCH_CASES /
    20). JSON in benchmarks/out.
"""

from __future__ import annotations

import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

OUT = Path("benchmarks/out/services.json")
FOLDER = Path("cities/zhangjiang/services")
CASES = int(os.environ.get("BENCH_CASES", "10000"))


class _Times:
    def __init__(self) -> None:
        self.steps: list[float] = []
        self.carried = 0.0

    def watch(self, owner: Any, name: str, carried: bool = False) -> None:
        """Time calls.

        What is `carried` belongs to the next step: taking a case up before it, putting it away
        after the last.
        """
        plain = getattr(owner, name)

        def timed(*args: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return plain(*args, **options)
            finally:
                took = time.perf_counter() - began
                if carried:
                    self.carried += took
                else:
                    self.steps.append(took + self.carried)
                    self.carried = 0.0

        setattr(owner, name, timed)


def _process() -> Any:
    from scicity.workflow import load_services

    return (
        next(s for s in load_services(FOLDER)[1] if s.code == "special-goods").versions[-1].process
    )


def bare(count: int) -> tuple[int, list[float]]:
    """The engine's own way through the same process, driven by nothing but its answers."""
    from SpiffWorkflow.bpmn.specs.defaults import UserTask
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    from scicity.registry.workdays import Workdays
    from scicity.workflow.explore import BEGIN
    from scicity.workflow.flow import Rule, Scripts

    process, draw, steps, times = _process(), random.Random(1), 0, []
    constant = {
        "eligible": True,
        "risk": "high",
        "advice": "grant",
        "commerce_opinion": "agree",
        "drug_opinion": "agree",
    }

    class Answered:
        columns, outputs, id = (), (), "x"

        def decide(self, _data: Any) -> Any:
            return (), constant

        def asked(self, _data: Any) -> Any:
            return ()

    for node in process.spec.task_specs.values():
        if isinstance(node, Rule):
            node.table = Answered()  # type: ignore[assignment]
    answers = {
        "complete": "accept",
        "customs_opinion": "agree",
        "commerce_opinion": "agree",
        "health_opinion": "agree",
        "drug_opinion": "agree",
        "verdict": "grant",
        "granted_quantity": 1,
        "reason": None,
    }
    for _ in range(count):
        workflow = BpmnWorkflow(process.spec)
        workflow.script_engine = Scripts(
            BEGIN,
            lambda _topic, _values: {"credit": "A", "permit": "P"},
            "Asia/Shanghai",
            Workdays("CN"),
        )
        for t in workflow.get_tasks(state=TaskState.READY):
            t.data.update(
                {
                    "enterprise": "e",
                    "goods": "cells",
                    "unit": "mL",
                    "months": 6,
                    "risk": draw.choice(("low", "high")),
                }
            )
        workflow.do_engine_steps()
        while ready := workflow.get_tasks(state=TaskState.READY, spec_class=UserTask):
            began = time.perf_counter()
            ready[0].data.update(answers)
            ready[0].run()
            workflow.do_engine_steps()
            times.append(time.perf_counter() - began)
            steps += 1
    return count, times


def engine(count: int, put_away: bool = False) -> tuple[int, list[float]]:
    from scicity.workflow import run
    from scicity.workflow.explore import cases

    times = _Times()
    times.watch(run.Running, "answer")
    if put_away:
        from scicity.workflow import explore

        times.watch(run.Running, "kept", True)
        times.watch(explore, "resume", True)
    return sum(1 for _ in cases(_process(), count, put_away=put_away)), times.steps


def stored(count: int) -> tuple[int, list[float]]:
    return engine(count, True)


def application(count: int) -> tuple[int, list[float]]:
    folder = tempfile.mkdtemp()
    os.environ.update(
        SCICITY_STATE=folder,
        SCICITY_ACCESS_LEDGER=f"{folder}/ledger",
        SCICITY_ORIGIN="simulated",
        DJANGO_SETTINGS_MODULE="scicity.web.settings",
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from scicity.access import demo as people
    from scicity.parkservices import demo
    from scicity.parkservices.models import Case, Service
    from scicity.parkservices.services import moving
    from scicity.workflow import now_in

    world, times = people.settle(), _Times()
    demo.settle(world)
    acting, service = demo.Acting(world), Service.objects.get(code="special-goods")
    times.watch(moving, "answer")
    now, ended = now_in(), 0
    for _ in range(count):
        case = acting.apply(service, now)
        assert case is not None
        while stage := case.stages.filter(done_at=None, wait=False).first():
            acting.step(stage, now)
        ended += Case.objects.get(pk=case.pk).state == "ended"
    return ended, times.steps


def apart(name: str, count: int) -> dict[str, Any]:
    """In a process of its own, so that the memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.services", name, str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> None:
    kept: dict[str, Any] = {}
    table = Table(
        "",
        "cases",
        "cases/s",
        "step p50, ms",
        "step p95, ms",
        "memory, MiB",
        "step p50 over the bare engine’s",
        box=None,
        title=f"special-goods permit · {platform.machine()}, {os.cpu_count()} cores",
    )
    for name, count in (
        ("bare", CASES),
        ("engine", CASES),
        ("stored", CASES),
        ("application", max(CASES // 20, 1)),
    ):
        told = kept[name] = apart(name, count)
        table.add_row(
            name,
            f"{told['cases']:,}",
            f"{told['rate']:,.0f}",
            f"{told['p50']:.2f}",
            f"{told['p95']:.2f}",
            f"{told['mib']:.0f}",
            f"{told['p50'] / kept['bare']['p50']:.1f}",
        )
    Console(width=130).print(table)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        json.dumps(
            {"machine": {"cores": os.cpu_count(), "arch": platform.machine()}, **kept}, indent=1
        )
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        began = time.perf_counter()
        cases, times = {
            "bare": bare,
            "engine": engine,
            "stored": stored,
            "application": application,
        }[sys.argv[1]](int(sys.argv[2]))
        seconds, times = time.perf_counter() - began, sorted(times)
        print(
            json.dumps(
                {
                    "cases": cases,
                    "seconds": seconds,
                    "rate": cases / seconds,
                    "p50": 1000 * times[len(times) // 2],
                    "p95": 1000 * times[int(len(times) * 0.95)],
                    "steps": len(times),
                    "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                }
            )
        )
    else:
        main()
