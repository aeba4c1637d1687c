"""`scicity schedule …`: solve, check, certify, explain and re-plan problems that lie in files."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.live import Live
from rich.table import Table

from scicity import scheduling
from scicity.scheduling import (
    BadProblem,
    Disturbance,
    Effort,
    Point,
    Problem,
    Schedule,
    Solution,
    certify,
)

from .settings import err, out

app = typer.Typer(
    no_args_is_help=True, help="Schedules with a proof: solve, check, certify, explain, re-plan."
)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="a problem file (JSON)")]
Made = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="a schedule file (JSON)")]
Seconds = Annotated[float, typer.Option(min=0.1, help="time to search")]
Folder = Annotated[
    Path, typer.Option("--out", help="folder for schedule.json and certificate.json")
]


@contextmanager
def _told() -> Iterator[None]:
    """What is wrong with an input is said by its name, and nothing is written."""
    try:
        yield
    except BadProblem as bad:
        for fault in bad.faults[:50]:
            err.print(f"[red]{fault.where}[/red]: {fault.en} / {fault.zh}", highlight=False)
        if len(bad.faults) > 50:
            err.print(f"and {len(bad.faults) - 50} more")
        raise typer.Exit(2) from bad


def _watched(problem: Problem, effort: Effort, start: Schedule | None = None) -> Solution:
    """Solve, with value, bound and gap shown as they change. Ctrl-C stops and keeps the best."""
    asked = Event()
    before = signal.signal(signal.SIGINT, lambda *_: asked.set())
    live = Live(console=err, refresh_per_second=4, transient=True)

    def watch(point: Point) -> None:
        if err.is_terminal:
            live.update(
                f"{point.seconds:6.1f} s   {point.level:<12} value {point.value:,}   bound"
                f" {point.bound:,}   gap {point.gap:.2%}   (Ctrl-C keeps the best)"
            )

    try:
        with live:
            return scheduling.solve(problem, effort, start, watch, asked.is_set)
    finally:
        signal.signal(signal.SIGINT, before)


def _written(problem: Problem, found: Solution, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    scheduling.write_json(folder / "problem.json", problem)
    scheduling.write_json(folder / "schedule.json", found.schedule)
    scheduling.write_json(folder / "certificate.json", found.prices)
    trace = [{**asdict(p), "gap": round(p.gap, 6)} for p in found.trace]
    (folder / "trace.json").write_text(
        json.dumps(
            {
                "value": found.value,
                "bound": found.bound,
                "gap": found.gap,
                "measures": found.measures,
                "trace": trace,
            },
            indent=1,
        )
        + "\n"
    )


def _report(problem: Problem, found: Solution, folder: Path) -> None:
    """The figures, then two checks by code that has no part in the search: the validator, and the
    price table in a process of its own.
    """
    _written(problem, found, folder)
    broken = scheduling.validate(problem, found.schedule)
    ran = subprocess.run(  # noqa: S603 - our own program
        [
            sys.executable,
            str(Path(certify.__file__)),
            str(folder / "problem.json"),
            str(folder / "certificate.json"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    table = Table(
        title=f"{problem.name}{' (simulated)' if problem.simulated else ''}", show_header=False
    )
    table.add_row("units, experiments", f"{len(problem.units)}, {len(problem.experiments)}")
    table.add_row("placed", f"{len(found.schedule.placements)}")
    table.add_row("value", f"{found.value:,}")
    table.add_row("bound", f"{found.bound:,}")
    table.add_row("gap", f"{found.gap:.2%}")
    for name, number in found.measures.items():
        table.add_row(name, f"{number:,.1f}")
    table.add_row("rules broken (validator)", str(len(broken)))
    table.add_row("certificate", ran.stdout.strip())
    out.print(table)
    out.print(f"Written to {folder}.")
    if broken:
        for v in broken[:20]:
            err.print(v.en)
        raise typer.Exit(1)


@app.command("demo-city")
def demo_city(
    seconds: Seconds = 120.0,
    folder: Folder = Path("var/schedule/demo-city"),
    experiments: int = 3000,
    seed: int = 2023,
) -> None:
    """Make a simulated city of 60 units and 3,000 experiments, and schedule its half-year."""
    problem = scheduling.demo_city(seed, experiments)
    _report(problem, _watched(problem, Effort(seconds)), folder)


@app.command()
def solve(
    file: File,
    seconds: Seconds = 60.0,
    folder: Folder = Path("var/schedule/last"),
    target: Annotated[float, typer.Option(help="stop at this gap, in percent")] = 0.0,
    rounds: Annotated[
        int | None, typer.Option(min=1, help="deterministic: so many rounds, whatever the time")
    ] = None,
    seed: int = 1,
    start: Annotated[Path | None, typer.Option(help="a schedule to start from")] = None,
) -> None:
    """Find a schedule, with a bound and the prices that prove it."""
    with _told():
        problem = scheduling.read_problem(file)
        first = scheduling.read_schedule(start) if start else None
    _report(
        problem,
        _watched(problem, Effort(seconds, rounds, seed=seed, target=target / 100), first),
        folder,
    )


@app.command()
def check(file: File, schedule: Made) -> None:
    """Does a schedule keep every rule of its problem?"""
    with _told():
        problem, made = scheduling.read_problem(file), scheduling.read_schedule(schedule)
    broken = scheduling.validate(problem, made)
    for v in broken:
        out.print(f"{v.kind}: {v.en} / {v.zh}", highlight=False)
    if broken:
        raise typer.Exit(1)
    out.print(
        f"{len(made.placements)} experiments, worth {scheduling.value_of(problem, made):,}: every"
        " rule is kept."
    )


@app.command()
def explain(file: File, schedule: Made, experiment: str) -> None:
    """Why an experiment has no time; or, if it has, what it competed with."""
    with _told():
        problem, made = scheduling.read_problem(file), scheduling.read_schedule(schedule)
    if experiment not in problem.experiment:
        err.print(f"There is no experiment {experiment!r} / 没有实验 {experiment}")
        raise typer.Exit(2)
    if experiment in made.by_experiment:
        rivals = scheduling.competed(problem, made, experiment)
        out.print(
            f"{experiment} has time on {made.by_experiment[experiment].unit}. It competed with:"
            f" {', '.join(rivals) or 'nobody'}."
        )
        out.print(
            f"{experiment} 已安排在 {made.by_experiment[experiment].unit}。"
            f"竞争者：{'、'.join(rivals) or '无'}。"
        )
        return
    reason = scheduling.why_not(problem, made, experiment)
    out.print(reason.words("en", problem.experiment[experiment].value))
    out.print(reason.words("zh", problem.experiment[experiment].value))


@app.command()
def replan(
    file: File,
    schedule: Made,
    now: Annotated[int, typer.Option(help="the present, in ticks")],
    kind: str = "beam",
    begin: Annotated[int, typer.Option("--from")] = 0,
    end: Annotated[int, typer.Option("--to")] = 0,
    facility: str = "",
    unit: Annotated[list[str] | None, typer.Option()] = None,
    experiment: str = "",
    notice: Annotated[int, typer.Option(help="ticks after now that stay as they are")] = 0,
    seconds: float = 2.5,
    folder: Folder = Path("var/schedule/replan"),
) -> None:
    """After a loss of beam, a unit down or a team that cannot come: the calm re-plan, beside the
    full one.
    """
    with _told():
        problem, made = scheduling.read_problem(file), scheduling.read_schedule(schedule)
        units = scheduling.units_of(problem, facility) if facility else tuple(unit or ())
        what = Disturbance(kind, (begin, end), units, experiment)
        calm, full = scheduling.side_by_side(problem, made, what, now, notice, seconds)
    table = Table(title="re-plan")
    for column in ("", "moved", "lost their time", "newly placed", "value", "cost", "seconds"):
        table.add_column(column)
    for name, r in (("calm", calm), ("full", full)):
        table.add_row(
            name,
            str(len(r.moved)),
            str(sum(c.after is None for c in r.changes)),
            str(sum(c.before is None for c in r.changes)),
            f"{r.value_before:,} → {r.value:,}",
            f"{r.cost:,}"
            + (f" (at least {r.least:,})" if r.least is not None and r is calm else ""),
            f"{r.seconds:.1f}",
        )
    out.print(table)
    for c in calm.changes:
        there = "no time" if c.after is None else f"{c.after.unit} {list(c.after.starts)}"
        here = "no time" if c.before is None else f"{c.before.unit} {list(c.before.starts)}"
        out.print(
            f"{c.experiment}: {here} → {there}; {c.en} / {c.zh}; cost {c.cost}", highlight=False
        )
    folder.mkdir(parents=True, exist_ok=True)
    scheduling.write_json(folder / "problem.json", calm.problem)
    scheduling.write_json(folder / "schedule.json", calm.schedule)


@app.command("what-if")
def what_if(
    file: File,
    calendar: Annotated[str, typer.Option(help="a calendar or unit")],
    by: Annotated[int, typer.Option(help="ticks")],
    mode: str = "shutdown",
    seconds: Seconds = 20.0,
) -> None:
    """What would be if closures of a mode lay earlier or later."""
    with _told():
        problem = scheduling.read_problem(file)
        other = scheduling.moved_closures(problem, calendar, mode, by)
        found = scheduling.what_if(problem, other, Effort(seconds))
    for name, s in (("as it is", found.before), ("if it moved", found.after)):
        out.print(
            f"{name}: value {s.value:,}, bound {s.bound:,}, {len(s.schedule.placements)} placed"
        )


@app.command()
def schema() -> None:
    """The JSON schema of a problem file."""
    out.print_json(json.dumps(scheduling.schema()))
