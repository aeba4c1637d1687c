"""`scicity backup`, `restore`, `doctor`: for whoever runs an installation."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.table import Table

from scicity.cli.access import STATE, State, _ledger_of, prepare
from scicity.cli.settings import err, out
from scicity.operations import backup as keeping

Backups = Annotated[
    Path, typer.Option(envvar="SCICITY_BACKUPS", help="folder that holds the backups")
]


def _refuse(error: Exception) -> NoReturn:
    err.print(f"[bold red]error:[/] {error}", highlight=False)
    raise typer.Exit(2) from None


def backup(
    into: Backups = Path("var/backups"),
    state: State = STATE,
    keep: Annotated[int, typer.Option(min=0, help="how many of the newest to keep; 0: all")] = 0,
) -> None:
    """Database, ledger, uploads and keys in one folder, while the site runs.

    It holds secrets: keep it as you keep those.
    """
    began = time.perf_counter()
    try:
        made = keeping.back_up(
            state, _ledger_of(state), into, os.environ.get("DATABASE_URL", ""), keep
        )
    except (keeping.BackupError, OSError) as error:
        _refuse(error)
    out.print(
        f"{made.folder}: {made.files} files, {made.linked} of them shared with the backup before;"
        f" {time.perf_counter() - began:.1f} s"
    )


def restore(
    source: Annotated[Path, typer.Argument(help="a backup, or the folder of all")],
    ledger: Annotated[
        Path, typer.Option("--into-ledger", help="where the ledger goes: an empty place")
    ],
    state: State = STATE,
    at: Annotated[
        str, typer.Option(help="put back the newest backup not younger than this time (ISO 8601)")
    ] = "",
) -> None:
    """Put a backup back into empty places.

    It is checked, file by file, before anything is written.
    """
    try:
        moment = datetime.fromisoformat(at) if at else None
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        folder = (
            source
            if (source / "manifest.json").exists() and not at
            else keeping.newest(source, moment)
        )
        if folder is None:
            raise keeping.BackupError(
                f"There is no backup in {source}{' as old as ' + at if at else ''}."
            )
        told = keeping.restore(folder, state, ledger, os.environ.get("DATABASE_URL", ""))
    except (keeping.BackupError, OSError, ValueError) as error:
        _refuse(error)
    out.print(
        f"{folder.name} of {told['at']} was put back. The ledger answers as of any earlier time too"
        " (`--as-of`)."
    )


def doctor(
    state: State = STATE,
    backups: Annotated[
        Path | None, typer.Option(envvar="SCICITY_BACKUPS", help="folder that holds the backups")
    ] = None,
) -> None:
    """Examine an installation and say what to mend. Ends with 1 where something is bad."""
    prepare(state, _ledger_of(state))
    from scicity.operations.doctor import examine

    found = list(examine(backups))
    table = Table("", "what", "found", "to mend", box=None)
    for f in found:
        table.add_row(
            {"ok": "[green]ok[/]", "warn": "[yellow]warn[/]", "bad": "[bold red]bad[/]"}[f.level],
            f.what,
            f.told,
            f.mend,
        )
    out.print(table)
    if any(f.level == "bad" for f in found):
        raise typer.Exit(1)
