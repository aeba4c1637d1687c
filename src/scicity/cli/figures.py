"""`scicity metrics`, `figures`, `evidence`, `verify`, `declared`."""

from __future__ import annotations

import csv
import json
import sys
from typing import Annotated, Literal

import typer
from rich.table import Table

from scicity.ledger import show_moment
from scicity.metrics import (
    GRAINS,
    BadFigure,
    Evidence,
    Figure,
    Grain,
    MetricError,
    Statement,
    address,
    catalogue,
    compare,
    definition_digest,
    evidence,
    figure,
    figures,
    listing,
    metric,
    parse_address,
    printed,
    statements,
    using,
)
from scicity.reports import quantity, scope_of

from .settings import clear_errors, out, parse_as_of, settings

Format = Literal["table", "json", "csv"]
DIMENSIONS = ("facility", "unit", "queue", "state", "project", "team", "organisation", "mode", "purpose", "service", "outcome", "kind", "batch")


def metrics(name: Annotated[str, typer.Argument(metavar="[METRIC]")] = "") -> None:
    """List the catalogue, or show one definition."""
    with clear_errors():
        if not name:
            table = Table("metric", "指标", "title", "unit", "basis", box=None)
            for m in catalogue().values():
                table.add_row(m.id, m.title["zh"], m.title["en"], m.unit["en"], m.basis)
            out.print(table)
            return
        m = metric(name)
    for label, text in (
        ("metric", f"{m.id} v{m.version} ({definition_digest(m)})"), ("title", f"{m.title['en']} · {m.title['zh']}"),
        ("definition", m.definition["en"]), ("定义", m.definition["zh"]), ("unit", f"{m.unit['en']} · {m.unit['zh']}"),
        ("reads", ", ".join(m.streams)), ("basis", m.basis), ("counts", f"{m.counting} {m.counted}".strip()),
        ("profile", ", ".join(m.profile)), ("source", m.source), ("also called", m.alias),
    ):
        if text:
            out.print(f"{label}: {text}", markup=False)


def show(
    names: Annotated[list[str], typer.Argument(metavar="METRIC...")],
    period: Annotated[str, typer.Option(help="2023, 2023-Q3, 2023-07, 2023-07-15 or FIRST..LAST")],
    scope: Annotated[str, typer.Option(help="registry path, or all")] = "all",
    by: Annotated[list[str] | None, typer.Option(help=f"split by: {', '.join(DIMENSIONS)}")] = None,
    grain: Annotated[str, typer.Option(help="split the period by day, month, quarter or year")] = "",
    as_of: Annotated[str, typer.Option(help="what was recorded by then: a date (its end) or a time")] = "",
    format: Annotated[Format, typer.Option(help="table, json or csv")] = "table",
    engine: Annotated[str, typer.Option(help="a Spark master, like spark://host:7077 or local[4]; empty: the embedded engine")] = "",
) -> None:
    """Figures for a period, each with the address that opens its evidence."""
    with clear_errors(), using(engine):
        city = settings.city
        wrong = [d for d in by or [] if d not in DIMENSIONS]
        if wrong or (grain and grain not in GRAINS):
            raise typer.BadParameter(f"split by one of {', '.join(DIMENSIONS)}; grain is one of {', '.join(GRAINS)}")
        chosen: Grain | None = grain or None
        found = figures(settings.ledger, [metric(n) for n in names], scope_of(city, scope), period, grain=chosen,
                        by=tuple(by or ()), as_of=parse_as_of(as_of, city.zone))
    rows = [_row(f) for f in found]
    if format == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif format == "csv":
        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [])
        writer.writeheader()
        writer.writerows(rows)
    else:
        dims = [d for d, _ in found[0].by] if found else []
        table = Table("metric", "period", *dims, "value", "unit", "status", "figure", box=None)
        for f, r in zip(found, rows, strict=True):
            table.add_row(f.metric.id, f.period, *(v or "–" for _, v in f.by), r["value"] or "undefined", r["unit"], f.status, r["figure"])
        out.print(table)
        if found:
            out.print(f"as of {show_moment(found[0].as_of)}" if found[0].as_of else "The ledger holds no records yet.")


def _row(f: Figure) -> dict[str, str]:
    """A figure as texts. Only an undivided figure has an address."""
    return {"metric": f.metric.id, "period": f.period, **{d: v or "" for d, v in f.by},
            "value": "" if f.value is None else printed(f.value, f.metric.decimals), "unit": f.metric.unit["en"],
            "status": f.status, "scope": f.scope.label, "figure": "" if f.by else address(f)}


def _found(text: str) -> tuple[Figure, str]:
    name, label, period, moment, seal = parse_address(text)
    city = settings.city
    return figure(settings.ledger, metric(name), scope_of(city, label), period, moment), seal


def show_evidence(
    address_: Annotated[str, typer.Argument(metavar="FIGURE", help="the address that `figures` prints")],
    limit: Annotated[int, typer.Option(help="records to list of each stream; 0 for all")] = 20,
    format: Annotated[Literal["table", "json"], typer.Option()] = "table",
) -> None:
    """The definition and the records behind a figure."""
    with clear_errors():
        f, _ = _found(address_)
        ledger = settings.ledger
        ev, rows = evidence(ledger, f), listing(ledger, f, limit or None)
    if format == "json":
        typer.echo(json.dumps({"figure": address(f), "seal": ev.seal, "value": None if f.value is None else str(f.value),
                               "definition": f.metric.definition, "records": ev.records, "listing": rows,
                               "sources": [m["source"] for m in ev.sources]}, ensure_ascii=False, indent=1))
        return
    _head(f, ev)
    for name, listed in rows.items():
        out.print(f"\n{name}: {ev.records[name]} records, {len(listed)} listed")
        if listed:
            table = Table(*listed[0], box=None)
            for r in listed:
                table.add_row(*("" if v is None else str(v) for v in r.values()))
            out.print(table)


def _head(f: Figure, ev: Evidence) -> None:
    value = "undefined" if f.value is None else printed(f.value, f.metric.decimals)
    out.print(f"{f.metric.title['en']} · {f.metric.title['zh']}: {value} {f.metric.unit['en']} ({f.status})", markup=False)
    out.print(f"definition: {f.metric.definition['en']}  [{f.metric.id} v{f.metric.version}, {definition_digest(f.metric)}]", markup=False)
    if f.metric.profile:
        out.print(f"parameters: {', '.join(f'{k} = {v}' for k, v in f.scope.profile.items())}", markup=False)
    out.print(f"as of {show_moment(f.as_of)}; seal {ev.seal}{'; SIMULATED records' if ev.simulated else ''}", markup=False)
    for m in ev.sources:
        out.print(f"source: {m['source']['name']} (SHA-256 {m['source']['digest']}), recorded {show_moment(m['recorded_at'])}", markup=False)


def verify(text: Annotated[str, typer.Argument(metavar="FIGURE[#SEAL]", help="an address, with the seal to check against")]) -> None:
    """Compute a figure again from its records, and compare its seal."""
    with clear_errors():
        f, seal = _found(text)
        ev = evidence(settings.ledger, f)
        _head(f, ev)
        if seal and seal != ev.seal:
            raise BadFigure(f"The figure does not verify: its seal is {ev.seal}, not {seal}. A definition, a record or the figure was changed.")
    out.print("verified: the seal agrees" if seal else f"computed; check against it later with {address(f)}#{ev.seal}", markup=False)


def _beside(s: Statement) -> str:
    """The records beside a statement, in words. One that cannot be computed, a facility without a profile say, has none."""
    if s.metric not in catalogue() or s.interval is None:
        return ""
    try:
        f = figure(settings.ledger, metric(s.metric), scope_of(settings.city, s.unit), s.as_of[:4] or s.period)
        if sum(evidence(settings.ledger, f).records.values()) and f.value is not None and (c := compare(f, s)):
            return f"{printed(f.value, f.metric.decimals)} {c.verdict}"
    except MetricError:
        return ""
    return ""


def declared(
    subject: Annotated[str, typer.Argument(help="registry path; all if left out")] = "",
    against: Annotated[bool, typer.Option("--against-records", help="only those that records can be set beside")] = False,
) -> None:
    """What operators and documents state, each with its basis, and the records beside it where there are any."""
    with clear_errors():
        table = Table("statement", "subject", "says", "value", "basis", "counts", "records", box=None)
        for s in statements(settings.ledger):
            if subject and s.unit != subject:
                continue
            beside = _beside(s)
            if beside or not against:
                table.add_row(s.address, s.unit, s.title["en"], quantity(s, "en"), s.period, f"{s.counting} {s.counted}".strip(), beside)
    out.print(table)
