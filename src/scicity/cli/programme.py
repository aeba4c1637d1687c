"""`scicity programme`: the critical path of a project, a plan that keeps to what there is, and when
it will be finished.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from scicity.projectplan import (
    BadProject,
    broken,
    critical_path,
    forecast,
    level,
    read_project,
    with_flow,
    write_project,
)

from .settings import err, out

app = typer.Typer(no_args_is_help=True)
File = Annotated[
    Path,
    typer.Argument(
        metavar="PROJECT", help="a project: JSON, Excel, PSPLIB .sm, MS Project XML, Primavera XER"
    ),
]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (BadProject, ValueError) as error:
        err.print(f"[bold red]error:[/] {error}", markup=True)
        raise typer.Exit(2) from None


@app.command()
def path(file: File) -> None:
    """Earliest and latest times of each activity, its float, and the longest chain."""
    with _told():
        project = read_project(file)
        found = critical_path(project)
    table = Table(
        "activity",
        "early start",
        "early finish",
        "late start",
        "late finish",
        "total float",
        "free float",
        "critical",
        box=None,
    )
    for a in project.activities:
        t = found.times[a.id]
        table.add_row(
            a.id,
            *(
                str(x)
                for x in (
                    t.early_start,
                    t.early_finish,
                    t.late_start,
                    t.late_finish,
                    t.total,
                    t.free,
                )
            ),
            "●" if t.critical else "",
        )
    out.print(table)
    out.print(f"length {found.length}; critical: {' → '.join(found.path)}", markup=False)


@app.command()
def plan(
    file: File,
    seconds: Annotated[float, typer.Option(help="time for the search")] = 10.0,
    seed: Annotated[int, typer.Option(help="the same seed and machine give the same search")] = 1,
    into: Annotated[Path | None, typer.Option("--out", help="write the starts as JSON")] = None,
) -> None:
    """The shortest plan found with the resources there are, with a bound that no plan can beat."""
    with _told():
        project = read_project(file)
        with err.status("planning"):
            found = level(project, seconds, seed=seed)
    if rules := broken(project, found.starts):
        err.print(f"[bold red]error:[/] the plan breaks a rule: {rules[0]}")
        raise typer.Exit(1)
    if into:
        into.write_text(
            json.dumps(
                {
                    "project": found.project,
                    "length": found.length,
                    "bound": found.bound,
                    "starts": found.starts,
                },
                indent=1,
            )
            + "\n"
        )
    out.print(
        f"{found.project}: length {found.length},"
        f" {'proven the shortest' if found.best else f'no plan is shorter than {found.bound}'};"
        f" {critical_path(project).length} if nothing were shared; all rules kept",
        markup=False,
    )


@app.command("forecast")
def foretell(
    file: File,
    due: Annotated[
        float | None, typer.Option(help="tell the chance to be finished by then")
    ] = None,
    runs: Annotated[int, typer.Option(min=100, max=1_000_000)] = 5000,
    seed: Annotated[int, typer.Option()] = 1,
    shared: Annotated[
        bool,
        typer.Option(
            "--shared/--not-shared",
            help="keep to the resources: who waits for whom as in the shortest plan",
        ),
    ] = True,
) -> None:
    """When the project will be finished, by drawing durations from the three-point estimates."""
    with _told():
        project = read_project(file)
        if shared and project.resources:
            project = with_flow(project, level(project).starts)
        found = forecast(project, runs, seed)
    out.print(
        "finished by: "
        + ", ".join(f"{p} %: {t:.1f}" for p, t in found.finish.items())
        + f"; mean {found.mean:.1f}",
        markup=False,
    )
    if due is not None:
        out.print(f"chance to be finished by {due:g}: {found.chance(due):.1%}", markup=False)
    often = sorted(found.critical.items(), key=lambda x: -x[1])[:8]
    out.print(
        "most often critical: " + ", ".join(f"{a} {c:.0%}" for a, c in often if c > 0), markup=False
    )


@app.command()
def convert(
    file: File,
    into: Annotated[
        Path,
        typer.Argument(metavar="OUT", help=".json, .xlsx, .xml (MS Project) or .xer (Primavera)"),
    ],
    start: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="the project's first day")],
) -> None:
    """Write a project in another form."""
    with _told():
        project = read_project(file)
        write_project(project, into, f"{start:%Y-%m-%d}")
    out.print(
        f"{into}: {len(project.activities)} activities, {len(project.links)} links,"
        f" {len(project.resources)} resources",
        markup=False,
    )
