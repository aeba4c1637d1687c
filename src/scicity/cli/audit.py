"""`scicity audit`: where the account, or a table, disagrees with itself."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from scicity.audit import Account, Series, account_of, audit
from scicity.connectors.indicators import read_values

from .settings import clear_errors, out, parse_as_of, settings


def command(
    table: Annotated[list[Path] | None, typer.Argument(help="tables of yearly indicators (CSV) to look at instead of the ledger")] = None,
    as_of: Annotated[str, typer.Option(help="what was recorded by then")] = "",
    language: Annotated[Literal["zh", "en", "both"], typer.Option()] = "both",
    format: Annotated[Literal["table", "json"], typer.Option(help="table or json")] = "table",
    strict: Annotated[bool, typer.Option("--strict", help="end with status 1 if anything is found")] = False,
) -> None:
    """Apply the rules of consistency to the ledger, or to tables before they are taken in."""
    with clear_errors():
        city = settings.city
        if table:
            account = Account(city, (), tuple(s for path in _files(table) for s in _series(path)))
        else:
            account = account_of(settings.ledger, city, parse_as_of(as_of, city.zone))
        found = audit(account)
    if format == "json":
        typer.echo(json.dumps([{"rule": f.rule, "subject": f.subject, "zh": f.zh, "en": f.en, "evidence": f.evidence} for f in found],
                              ensure_ascii=False, indent=1))
    elif not found:
        out.print("Nothing was found.")
    else:
        shown = Table("rule", "finding", "evidence", box=None)
        for f in found:
            text = {"zh": f.zh, "en": f.en, "both": f"{f.zh}\n{f.en}"}[language]
            shown.add_row(f.rule, text, ", ".join(f.evidence[:3]) + (" …" if len(f.evidence) > 3 else ""))
        out.print(shown)
        out.print(f"{len(found)} findings by {len({f.rule for f in found})} rules.")
    if strict and found:
        raise typer.Exit(1)


def _files(paths: list[Path]) -> list[Path]:
    return [f for p in paths for f in (sorted(p.glob("*.csv")) if p.is_dir() else [p])]


def _series(path: Path) -> list[Series]:
    """A table's columns as series of a subject named after the file."""
    found: dict[str, dict[str, Fraction]] = {}
    for v in read_values(path):
        try:
            found.setdefault(v.indicator, {})[str(v.year)] = Fraction(v.text)
        except ValueError:
            raise typer.BadParameter(f"{path.name}:{v.line}: {v.indicator} is {v.text!r}, which is not a number.") from None
    return [Series(path.stem, name, "h", path.name, values) for name, values in found.items()]
