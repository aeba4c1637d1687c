"""`scicity audit`: where the account, or a table, disagrees with itself."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Table

from scicity.audit import Account, Finding, Series, account_of, audit
from scicity.connectors.indicators import read_values
from scicity.measures import Measure, measure, unit_of

from .settings import clear_errors, out, parse_as_of, settings


def command(
    table: Annotated[
        list[Path] | None,
        typer.Argument(help="tables of yearly indicators (CSV) to look at instead of the ledger"),
    ] = None,
    as_of: Annotated[str, typer.Option(help="what was recorded by then")] = "",
    language: Annotated[Literal["zh", "en", "both"], typer.Option()] = "both",
    format: Annotated[Literal["table", "json"], typer.Option(help="table or json")] = "table",
    unit: Annotated[
        str,
        typer.Option(
            help="unit of columns that are no known measure and name none, as `beam (h)` does"
        ),
    ] = "",
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="end with status 1 if anything is found; notes are no findings"
        ),
    ] = False,
) -> None:
    """Apply the rules of consistency to the ledger, or to tables before they are taken in."""
    with clear_errors():
        city = settings.city
        if table:
            moment = time.time_ns() // 1000
            account = Account(
                city,
                (),
                tuple(s for path in _files(table) for s in _series(path, unit, city.measures)),
                moment=moment,
            )
        else:
            account = account_of(settings.ledger, city, parse_as_of(as_of, city.zone))
        found = audit(account)
    if format == "json":
        typer.echo(
            json.dumps(
                [
                    {
                        "rule": f.rule,
                        "note": f.note,
                        "subject": f.subject,
                        "zh": f.zh,
                        "en": f.en,
                        "values": f.values,
                        "periods": f.periods,
                        "documents": f.documents,
                        "evidence": f.evidence,
                    }
                    for f in found
                ],
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        wrong, notes = [f for f in found if not f.note], [f for f in found if f.note]
        if wrong:
            out.print(_shown(wrong, "finding", language))
        out.print(
            f"{len(wrong)} findings by {len({f.rule for f in wrong})} rules."
            if wrong
            else "Nothing was found."
        )
        if notes:
            out.print()
            out.print(_shown(notes, "note", language))
            out.print(
                f"{len(notes)} notes: no contradictions, but to be known before the figures are"
                " used."
            )
    if strict and any(not f.note for f in found):
        raise typer.Exit(1)


def _shown(found: Sequence[Finding], heading: str, language: str) -> Table:
    shown = Table("rule", heading, "evidence", box=None)
    for f in found:
        text = {"zh": f.zh, "en": f.en, "both": f"{f.zh}\n{f.en}"}[language]
        shown.add_row(
            f.rule, escape(text), ", ".join(f.evidence[:3]) + (" …" if len(f.evidence) > 3 else "")
        )
    return shown


def _files(paths: list[Path]) -> list[Path]:
    return [f for p in paths for f in (sorted(p.glob("*.csv")) if p.is_dir() else [p])]


def _series(path: Path, unit: str, known: Mapping[str, Measure]) -> list[Series]:
    """A table's columns as series of a subject named after the file; a year that stands twice is
    kept twice.
    """
    found: dict[str, dict[str, Fraction]] = {}
    twice: dict[str, list[tuple[str, Fraction]]] = {}
    for v in read_values(path):
        try:
            number, year = Fraction(v.text), str(v.year)
        except ValueError:
            raise typer.BadParameter(
                f"{path.name}:{v.line}: {v.indicator} is {v.text!r}, which is not a number."
            ) from None
        if year in found.setdefault(v.indicator, {}):
            twice.setdefault(v.indicator, []).append((year, number))
        else:
            found[v.indicator][year] = number
    return [
        Series(
            path.stem, *_column(name, unit, known), path.name, values, tuple(twice.get(name, ()))
        )
        for name, values in found.items()
    ]


def _column(heading: str, unit: str, known: Mapping[str, Measure]) -> tuple[str, str]:
    """The measure and the unit that a column's heading names: `beam time (h)`, or a measure, whose
    unit is known.
    """
    named = re.fullmatch(r"(.+?)\s*[(（\[]([^()（）\[\]]+)[)）\]]", heading.strip())
    if named and unit_of(named[2]):
        return named[1], named[2]
    m = measure(heading, known)
    return heading, m.unit if m else unit
