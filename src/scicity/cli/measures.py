"""`scicity measures`: what is measured, in what unit, and how measures stand to each other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import typer
from rich.table import Table

from scicity.measures import Measure, folded, measure, near, units

from .settings import clear_errors, err, out, settings

_SAID = {
    "part_of": "is part of",
    "at_most": "is at most",
    "sum_of": "is the sum of",
    "ratio_of": "is the ratio of",
    "complement_of": "is what is left by",
}


def command(
    name: Annotated[
        str,
        typer.Argument(metavar="[MEASURE]", help="an identifier or any name in either language"),
    ] = "",
    list_units: Annotated[
        bool, typer.Option("--units", help="list the units and their spellings instead")
    ] = False,
    format: Annotated[Literal["table", "json"], typer.Option(help="table or json")] = "table",
) -> None:
    """List the measures that the city knows, or show one with its relations."""
    with clear_errors():
        known = settings.city.measures
    if list_units:
        rows = [
            {
                "unit": u.id,
                "zh": u.title["zh"],
                "en": u.title["en"],
                "ucum": u.ucum,
                "spellings": [*u.words, *u.loose, *u.symbols],
            }
            for u in units().values()
        ]
        _show(rows, ("unit", "zh", "en", "ucum", "spellings"), format)
    elif not name:
        _show(
            [_row(m) for m in known.values()],
            ("measure", "指标", "title", "unit", "kind", "counts"),
            format,
        )
    else:
        found = measure(name, known) or _titled(name, known)
        if found is None:
            close = ", ".join(near(name, known))
            err.print(
                f"error: There is no measure {name!r}."
                + (f" Did you mean {close}?" if close else "")
                + " `scicity measures` lists all.",
                markup=False,
            )
            raise typer.Exit(2)
        _one(found, format)


def _row(m: Measure) -> dict[str, Any]:
    title = _title(m)
    return {
        "measure": m.id,
        "指标": title.get("zh", ""),
        "title": title.get("en", ""),
        "unit": m.unit,
        "kind": m.kind,
        "counts": m.counts,
    }


def _titled(name: str, known: Mapping[str, Measure]) -> Measure | None:
    """The measure that the catalogue of metrics titles so."""
    return next(
        (m for m in known.values() if folded(name) in map(folded, _title(m).values())), None
    )


def _title(m: Measure) -> dict[str, str]:
    from scicity.metrics import catalogue

    return m.title or (catalogue()[m.id].title if m.id in catalogue() else {})


def _one(m: Measure, format: str) -> None:
    related = [{"is": r.kind, "of": list(r.of), "unless": list(r.unless)} for r in m.relations]
    low, high = (None if x is None else str(x) for x in (m.limits.low, m.limits.high))
    row = _row(m) | {
        "counting": m.counting,
        "adds over": sorted(m.additive),
        "counted once each": m.distinct,
        "low": low,
        "high": high,
        "within the clock": m.limits.clock,
        "names": [w for ws in m.synonyms.values() for w in ws],
        "relations": related,
    }
    if format == "json":
        typer.echo(json.dumps(row, ensure_ascii=False, indent=1))
        return
    for label, value in row.items():
        if label == "relations":
            for r in m.relations:
                unless = f" (unless {', '.join(r.unless)} is known)" if r.unless else ""
                out.print(f"{_SAID[r.kind]}: {', '.join(r.of)}{unless}", markup=False)
        elif value not in ("", None, [], False):
            told = (
                ", ".join(value) if isinstance(value, list) else "yes" if value is True else value
            )
            out.print(f"{label}: {told}", markup=False)


def _show(rows: list[dict[str, Any]], columns: tuple[str, ...], format: str) -> None:
    if format == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(*columns, box=None)
    for row in rows:
        table.add_row(
            *(" · ".join(v) if isinstance(v, list) else str(v) for v in (row[c] for c in columns))
        )
    out.print(table, markup=False)
