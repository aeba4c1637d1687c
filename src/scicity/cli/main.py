"""`scicity`: the commands and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scicity import __version__
from scicity.cli.lazily import Lazy, group

COMMANDS = {
    "import": Lazy("imports:app", "Take real data into the ledger."),
    "workbook": Lazy("imports:workbook", "The yearly return as an Excel workbook."),
    "registry": Lazy("registry:app", "Who and what the city is made of."),
    "ledger": Lazy("ledger:app", "What was recorded, when, and from what."),
    "report": Lazy("report:app", "Publish."),
    "access": Lazy("access:app", "Calls, proposals, sessions: the application and its server."),
    "schedule": Lazy(
        "schedule:app", "Schedules with a proof: solve, check, certify, explain, re-plan."
    ),
    "programme": Lazy("programme:app", "Projects being built: critical path, plan, forecast."),
    "services": Lazy(
        "services:app", "Park services: check processes and tables, try them out, replay."
    ),
    "intake": Lazy(
        "intake:app", "What comes in by itself: machines, clusters, catalogues, folders."
    ),
    "metrics": Lazy("figures:metrics", "List the catalogue, or show one definition."),
    "measures": Lazy(
        "measures:command", "List the measures that the city knows, or show one with its relations."
    ),
    "figures": Lazy(
        "figures:show", "Figures for a period, each with the address that opens its evidence."
    ),
    "evidence": Lazy("figures:show_evidence", "The definition and the records behind a figure."),
    "verify": Lazy(
        "figures:verify", "Compute a figure again from its records, and compare its seal."
    ),
    "declared": Lazy(
        "figures:declared",
        "What operators and documents state, each with its basis, beside the records.",
    ),
    "check": Lazy("check:command", "Check the numbers of any document against the ledger."),
    "audit": Lazy(
        "audit:command",
        "Apply the rules of consistency to the ledger, or to tables before they are taken in.",
    ),
    "demo": Lazy(
        "demo:demo", "Take in the example data, print headline figures, and build the chapter."
    ),
    "backup": Lazy(
        "operations:backup",
        "Database, ledger, uploads and keys in one folder, while the site runs.",
    ),
    "restore": Lazy("operations:restore", "Put a backup back into empty places."),
    "doctor": Lazy("operations:doctor", "Examine an installation and say what to mend."),
}

app = typer.Typer(
    cls=group(COMMANDS),
    no_args_is_help=True,
    help="Run a science city: account, figures with evidence, report.",
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    ledger: Annotated[
        Path | None,
        typer.Option(help="Folder of the ledger. [env: SCICITY_LEDGER; default: var/ledger]"),
    ] = None,
    city: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the city's files. [env: SCICITY_CITY; default: the one that"
            " cities/default names, or the only one there]"
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback has answered
        bool, typer.Option("--version", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options before the command say which ledger and which city."""
    from scicity.cli.settings import from_environment, settings

    settings.begin(ledger or from_environment("SCICITY_LEDGER", Path("var/ledger")), city)
