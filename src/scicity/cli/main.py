"""`scicity`: the commands and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scicity import __version__
from scicity.registry import find_city, settle

from . import (
    access,
    audit,
    check,
    demo,
    figures,
    imports,
    intake,
    ledger,
    measures,
    operations,
    programme,
    registry,
    report,
    schedule,
    services,
)
from .settings import from_environment, out, settings

app = typer.Typer(no_args_is_help=True, help="Run a science city: account, figures with evidence, report.",
                  pretty_exceptions_enable=False)
app.add_typer(imports.app, name="import", help="Take real data into the ledger.")
app.add_typer(imports.workbook, name="workbook", help="The yearly return as an Excel workbook.")
app.add_typer(registry.app, name="registry", help="Who and what the city is made of.")
app.add_typer(ledger.app, name="ledger", help="What was recorded, when, and from what.")
app.add_typer(report.app, name="report", help="Publish.")
app.add_typer(access.app, name="access", help="Calls, proposals, sessions: the application and its server.")
app.add_typer(schedule.app, name="schedule", help="Schedules with a proof: solve, check, certify, explain, re-plan.")
app.add_typer(programme.app, name="programme", help="Projects being built: critical path, plan, forecast.")
app.add_typer(services.app, name="services", help="Park services: check processes and tables, try them out, replay.")
app.add_typer(intake.app, name="intake", help="What comes in by itself: machines, clusters, catalogues, folders.")
app.command("metrics")(figures.metrics)
app.command("measures")(measures.command)
app.command("figures")(figures.show)
app.command("evidence")(figures.show_evidence)
app.command("verify")(figures.verify)
app.command("declared")(figures.declared)
app.command("check")(check.command)
app.command("audit")(audit.command)
app.command("demo")(demo.demo)
app.command("backup")(operations.backup)
app.command("restore")(operations.restore)
app.command("doctor")(operations.doctor)


def _version(asked: bool) -> None:
    if asked:
        out.print(__version__)
        raise typer.Exit


@app.callback()
def options(
    ledger: Annotated[Path | None, typer.Option(help="Folder of the ledger. [env: SCICITY_LEDGER; default: var/ledger]")] = None,
    city: Annotated[Path | None, typer.Option(help="Folder of the city's files. [env: SCICITY_CITY; default: the one that cities/default names, or the only one there]")] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Options before the command say which ledger and which city."""
    settings.ledger_path = ledger or from_environment("SCICITY_LEDGER", Path("var/ledger"))
    settings._cities.clear()
    settings.city_path = find_city(city)
    settle(settings.city_path)


