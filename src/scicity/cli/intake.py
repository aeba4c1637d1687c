"""`scicity intake`: what comes in by itself."""

from __future__ import annotations

import signal
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from scicity import intake as taking
from scicity.intake.config import Intake

from .settings import clear_errors, from_environment, out, settings

app = typer.Typer(no_args_is_help=True)
Config = Annotated[
    Path | None, typer.Option(help="the intake file [default: intake.yaml in the city's folder]")
]
State = Annotated[
    Path | None,
    typer.Option(help="folder of the intake's state [env: SCICITY_INTAKE; default: var/intake]"),
]


def load(config: Path | None) -> Intake:
    return taking.load_intake(config or settings.city_path / "intake.yaml", settings.city)


def place(state: Path | None) -> Path:
    return state or from_environment("SCICITY_INTAKE", Path("var/intake"))


@app.command("run")
def run(
    config: Config = None,
    state: State = None,
    once: Annotated[
        bool, typer.Option(help="look at each source once, then end; machines are not watched")
    ] = False,
) -> None:
    """Take in from all sources of the intake file, until told to end.

    One process for a state folder.
    """
    with clear_errors():
        asked = load(config)

        def until(stop: object) -> None:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())  # type: ignore[attr-defined]

        found = taking.run(asked, settings.city, settings.ledger, place(state), once, until)
    show(found, asked)
    if once and any(s.fault for s in found.values()):
        raise typer.Exit(1)


@app.command("status")
def status(config: Config = None, state: State = None) -> None:
    """How each source did when it was last looked at. Ends with 1 where something is wrong."""
    with clear_errors():
        asked = load(config)
        found = taking.statuses(place(state))
    show(found, asked)
    if any(s.fault for s in found.values()) or set(asked.sources) - set(found):
        raise typer.Exit(1)


def show(found: dict[str, taking.Status], asked: Intake) -> None:
    zone = ZoneInfo(settings.city.zone)
    table = Table("source", "kind", "looked at", "last records", "added", "wrong", box=None)
    for name, source in asked.sources.items():
        s = found.get(name)
        moments = [
            f"{datetime.fromtimestamp(t, zone):%Y-%m-%d %H:%M:%S}" if t else "never"
            for t in ((s.looked, s.recorded) if s else (0, 0))
        ]
        table.add_row(name, source.kind, *moments, str(s.added if s else 0), s.fault if s else "")
    out.print(table)
