"""`scicity registry`: list and check the city's files."""

from __future__ import annotations

import typer
from rich.table import Table

from scicity.registry.workdays import known_calendar

from .settings import clear_errors, err, out, settings

app = typer.Typer(no_args_is_help=True)


@app.command("check")
def check() -> None:
    """Check the city's files; every problem is named with its file, line and rule."""
    with clear_errors():
        city = settings.city
    if wrong := known_calendar(city.locale.workdays.country, city.locale.workdays.subdivision):
        err.print(f"[bold red]error:[/] city.yaml: {wrong}")
        raise typer.Exit(2)
    out.print(
        f"{city.name.en} · {city.name.zh}: {len(city.entries)} entries, {len(city.organisations)}"
        " organisations, no problems."
    )


@app.command("list")
def show(kind: str = "") -> None:
    """List the entries of the registry, of one KIND if given."""
    with clear_errors():
        city = settings.city
    table = Table("path", "kind", "stage", "名称", "name", "code", box=None)
    for e in city.entries.values():
        if not kind or e.kind == kind:
            table.add_row(e.path, e.kind, e.stage, e.name.zh, e.name.en, e.code)
    out.print(table)
