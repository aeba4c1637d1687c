"""`scicity services`: processes and tables checked, tried out and replayed; a city's services taken
into the application.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track
from rich.table import Table

from scicity.cli.access import STATE, State, _ledger_of, prepare
from scicity.cli.settings import err, out, settings
from scicity.workflow import BadProcess, Service, load_services
from scicity.workflow.explore import cases, explore
from scicity.workflow.replay import recorded, replay, summary

app = typer.Typer(no_args_is_help=True)
Folder = Annotated[
    Path | None, typer.Argument(help="a city's folder of services [default: the city's own]")
]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BadProcess as error:
        for fault in error.faults:
            err.print(f"[bold red]error:[/] {fault}", highlight=False)
        raise typer.Exit(2) from None


def _services(folder: Path | None) -> list[Service]:
    with _told():
        return load_services(folder or settings.city_path / "services")[1]


@app.command()
def check(
    folder: Folder = None, runs: Annotated[int, typer.Option(min=1, max=100_000)] = 2000
) -> None:
    """Gaps, overlaps, dead ends and steps without an owner; and made-up cases until each flow was
    taken and each row held.
    """
    table = Table(
        "service", "version", "steps", "tables", "rows", "runs", "outcomes", "not seen", box=None
    )
    failed = False
    for s in _services(folder):
        for v in s.versions:
            found = explore(v.process, runs)
            missed = [*found.faults, *found.missed(v.process)]
            failed |= bool(missed)
            table.add_row(
                s.code,
                str(v.number),
                str(len(v.process.steps)),
                str(len(v.process.tables)),
                str(sum(len(t.rows) for t in v.process.tables.values())),
                str(found.runs),
                ", ".join(f"{k} {n}" for k, n in sorted(found.outcomes.items())),
                "; ".join(missed[:3]) or "–",
            )
    out.print(table)
    if failed:
        raise typer.Exit(1)


@app.command(name="replay")
def replay_made_up(
    service: str,
    first: int = 1,
    second: int = 2,
    count: Annotated[int, typer.Option(min=1, max=100_000)] = 1000,
    seed: int = 7,
    folder: Folder = None,
) -> None:
    """Made-up cases decided by one version of a service, run again through another: who would have
    been decided otherwise, and why.
    """
    held = next((s for s in _services(folder) if s.code == service), None)
    versions = {v.number: v for v in held.versions} if held else {}
    if first not in versions or second not in versions:
        err.print(
            f"[bold red]error:[/] {service!r} has no versions {first} and {second}; it has"
            f" {', '.join(map(str, versions)) or 'none'}."
        )
        raise typer.Exit(2)
    began = time.perf_counter()
    records = [
        recorded(str(n), c)
        for n, (c, _) in enumerate(
            track(
                cases(versions[first].process, count, seed),
                "making cases",
                total=count,
                console=err,
                transient=True,
            )
        )
    ]
    found = list(replay(records, versions[second].process))
    table = Table(
        f"{first}: {versions[first].name.en}",
        f"{second}: {versions[second].name.en}",
        "what turns it",
        "cases",
        "with assumed answers",
        box=None,
        title=(
            f"{count} SIMULATED cases of {service}, seed {seed}: {sum(r.otherwise for r in found)}"
            " decided otherwise"
        ),
    )
    for before, after, why, n, assumed in summary(found):
        table.add_row(before, after, f"{why.en} {why.zh}", str(n), str(assumed))
    out.print(table)
    faults = [r for r in found if r.fault]
    err.print(
        f"{len(found)} cases in {time.perf_counter() - began:.1f} s; {len(faults)} could not be"
        f" replayed{': ' + faults[0].fault if faults else ''}."
    )


@app.command()
def take(state: State = STATE) -> None:
    """Take the city's services and authorities into the application; versions that are kept already
    stay as they are.
    """
    prepare(state, _ledger_of(state))
    from django.core.management import call_command

    from scicity.parkservices.services.setup import take_city

    call_command("migrate", verbosity=0)
    with _told():
        new = take_city(None, settings.city_path / "services")
    out.print(f"{new} new versions of services.")
