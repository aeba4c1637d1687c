"""`scicity report`: the yearly chapter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scicity.connectors.declared import document_of
from scicity.reports import build_chapter

from .settings import clear_errors, out, parse_as_of, settings

app = typer.Typer(no_args_is_help=True)


@app.callback()
def group() -> None:
    """Publish the account."""


@app.command("chapter")
def chapter(
    path: Annotated[Path, typer.Argument(help="the HTML file to write")],
    year: Annotated[int, typer.Option()] = 2023,
    document: Annotated[Path | None, typer.Option(help="the declarations file whose conflicts are printed")] = None,
    as_of: Annotated[str, typer.Option(help="what was recorded by then: a date (its end) or a time")] = "",
) -> None:
    """Write the chapter of a year as one HTML file that works offline, in both languages."""
    with clear_errors():
        city = settings.city
        declarations = document or settings.city_path / "declarations" / f"chapter-{year}.yaml"
        conflicts = document_of(declarations).get("conflicts", []) if declarations.exists() else []
        text = build_chapter(settings.ledger, city, year, conflicts, parse_as_of(as_of, city.zone))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    out.print(f"Wrote {path}.")
