"""`scicity metrics`, `figures`, `evidence`, `verify`, `declared`."""

from __future__ import annotations

import csv
import json
import sys
from datetime import datetime
from textwrap import fill
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from scicity.ledger import OPEN_END, STREAMS, show_moment
from scicity.metrics import (
    DIMENSIONS,
    GRAINS,
    BadFigure,
    Correction,
    Evidence,
    Figure,
    Grain,
    MetricError,
    Statement,
    address,
    addressed,
    catalogue,
    compare,
    corrections,
    coverage_words,
    definition_digest,
    evidence,
    figure,
    figures,
    listing,
    metric,
    parse_address,
    printed,
    statements,
    status_word,
    using,
    verifies,
)
from scicity.reports import quantity, scope_of, zones_of

from .settings import clear_errors, out, parse_as_of, settings

Format = Literal["table", "json", "csv"]


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
        ("metric", f"{m.id} v{m.version} ({definition_digest(m)})"),
        ("title", f"{m.title['en']} · {m.title['zh']}"),
        ("definition", m.definition["en"]),
        ("定义", m.definition["zh"]),
        ("unit", f"{m.unit['en']} · {m.unit['zh']}"),
        ("reads", ", ".join(m.streams)),
        ("basis", m.basis),
        ("counts", f"{m.counting} {m.counted}".strip()),
        ("profile", ", ".join(m.profile)),
        ("source", m.source),
        ("also called", m.alias),
    ):
        if text:
            out.print(f"{label}: {text}", markup=False)


def show(
    names: Annotated[list[str], typer.Argument(metavar="METRIC...")],
    period: Annotated[str, typer.Option(help="2023, 2023-Q3, 2023-07, 2023-07-15 or FIRST..LAST")],
    scope: Annotated[str, typer.Option(help="registry path, or all")] = "all",
    by: Annotated[list[str] | None, typer.Option(help=f"split by: {', '.join(DIMENSIONS)}")] = None,
    grain: Annotated[
        str, typer.Option(help="split the period by day, month, quarter or year")
    ] = "",
    as_of: Annotated[
        str, typer.Option(help="what was recorded by then: a date (its end) or a time")
    ] = "",
    format: Annotated[Format, typer.Option(help="table, json or csv")] = "table",
    engine: Annotated[
        str,
        typer.Option(
            help="a Spark master, like spark://host:7077 or local[4]; empty: the embedded engine"
        ),
    ] = "",
) -> None:
    """Figures for a period, each with the address that opens its evidence."""
    with clear_errors(), using(engine):
        city = settings.city
        wrong = [d for d in by or [] if d not in DIMENSIONS]
        if wrong or (grain and grain not in GRAINS):
            raise typer.BadParameter(
                f"split by one of {', '.join(DIMENSIONS)}; grain is one of {', '.join(GRAINS)}"
            )
        chosen: Grain | None = grain or None
        found = figures(
            settings.ledger,
            [metric(n) for n in names],
            scope_of(city, scope),
            period,
            grain=chosen,
            by=tuple(by or ()),
            as_of=parse_as_of(as_of, city.zone),
        )
    rows = [_row(f) for f in found]
    if format == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif format == "csv":
        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [])
        writer.writeheader()
        writer.writerows(
            {k: " ".join(v) if isinstance(v, list) else v for k, v in r.items()} for r in rows
        )
    else:
        dims = [d for d, _ in found[0].by] if found else []
        table = Table("metric", "period", *dims, "value", "unit", "status", "figure", box=None)
        for f, r in zip(found, rows, strict=True):
            table.add_row(
                f.metric.id,
                f.period,
                *(v or "–" for _, v in f.by),
                value_of(f),
                str(r["unit"]),
                f.status,
                str(r["figure"]),
            )
        out.print(table)
        for words in dict.fromkeys(w for f in found if (w := coverage_words(f, "en"))):
            out.print(f"  {words}", markup=False)
        zones = zones_of(city, found[0].scope) if found else ()
        if len(zones) > 1:
            out.print(f"counted in {found[0].scope.zone}; its places lie in {', '.join(zones)}")
        if found:
            out.print(
                f"as of {show_moment(found[0].as_of)}"
                if found[0].as_of
                else "The ledger holds no records yet."
            )


def value_of(f: Figure) -> str:
    """A figure's value in a table: a dash where nothing is known, which is not nothing."""
    if f.status == "not covered":
        return "–"
    return "undefined" if f.value is None else printed(f.value, f.metric.decimals)


def _row(f: Figure) -> dict[str, str | list[str]]:
    """A figure as texts.

    `value` is empty where it is undefined or not covered: `status` says which.
    """
    return {
        "metric": f.metric.id,
        "period": f.period,
        **{d: v or "" for d, v in f.by},
        "value": "" if f.value is None else printed(f.value, f.metric.decimals),
        "unit": f.metric.unit["en"],
        "status": f.status,
        "covered": str(round(float(f.coverage.part), 4)),
        "missing": list(f.coverage.missing),
        "lacks": list(f.coverage.lacks),
        "set_aside": str(f.coverage.aside),
        "blank": str(f.coverage.blank),
        "scope": f.scope.label,
        "zone": f.scope.zone,
        "figure": address(f),
    }


def _found(text: str) -> tuple[Figure, str]:
    at = parse_address(text)
    city = settings.city
    return addressed(settings.ledger, metric(at.metric), scope_of(city, at.scope), at), at.seal


def show_evidence(
    address_: Annotated[
        str, typer.Argument(metavar="FIGURE", help="the address that `figures` prints")
    ],
    limit: Annotated[int, typer.Option(help="records to list of each stream; 0 for all")] = 20,
    format: Annotated[Literal["table", "json"], typer.Option()] = "table",
) -> None:
    """The definition and the records behind a figure."""
    with clear_errors():
        f, _ = _found(address_)
        ledger = settings.ledger
        ev, rows, changes = (
            evidence(ledger, f),
            listing(ledger, f, limit or None),
            corrections(ledger, f, limit or 1000),
        )
    if format == "json":
        typer.echo(
            json.dumps(
                {
                    "figure": address(f),
                    "seal": ev.seal,
                    "value": None if f.value is None else str(f.value),
                    "status": f.status,
                    "coverage": coverage_words(f, "en"),
                    "zone": f.scope.zone,
                    "definition": f.metric.definition,
                    "records": ev.records,
                    "listing": rows,
                    "corrections": [_change(c) for c in changes],
                    "sources": [m["source"] for m in ev.sources],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    _head(f, ev)
    for name, listed in rows.items():
        out.print(
            f"\n{name}: {ev.records[name]} records, {len(listed)} listed, times in {f.scope.zone}"
        )
        for r in listed:
            _lines(name, r, f.scope.zone)
    if changes:
        out.print("\ncorrections, the newest first:")
    for c in changes:
        _told(c, f.scope.zone)


_SYSTEM = ("revision", "source", "line", "origin")


def _lines(stream: str, row: dict[str, Any], zone: str) -> None:
    """A record in two or three short lines: what it is and when, its values, where it came from."""
    own = {
        k: local(stream, k, v, zone) for k, v in row.items() if k not in _SYSTEM and v is not None
    }
    first, last = own.pop("start", ""), own.pop("end", "")
    revised = f", revision {row['revision']}" if row["revision"] else ""
    out.print(f"- {own.pop('unit', '')}  {first} – {last}", markup=False)
    out.print(_wrapped("  ".join(f"{k}={v}" for k, v in own.items())), markup=False)
    out.print(
        f"  from {row['source']}, line"
        f" {row['line']}{revised}{', SIMULATED' if row['origin'] == 'simulated' else ''}",
        markup=False,
    )


def _wrapped(text: str) -> str:
    """Indented lines of at most 80 columns, broken between words alone."""
    return fill(
        text,
        78,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def local(stream: str, field: str, value: Any, zone: str) -> str:
    """A value of a record for reading: times as the clocks of its zone show them."""
    if value is None:
        return "–"
    known = {f.name: f.type for f in STREAMS[stream].fields}
    if known.get(field) == "time":
        return (
            "…"
            if value >= OPEN_END
            else f"{datetime.fromtimestamp(value, ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"
        )
    return str(value)


def _change(c: Correction) -> dict[str, Any]:
    return {
        "stream": c.stream,
        "recorded_at": show_moment(c.recorded_at),
        "withdrawn": c.withdrawn,
        "fields": {n: [old, new] for n, old, new in c.fields},
        "source": c.manifest.get("source", {}).get("name", ""),
        "by": c.manifest.get("source", {}).get("by", ""),
        "reason": c.manifest.get("source", {}).get("note", ""),
    }


def _told(c: Correction, zone: str) -> None:
    told = _change(c)
    who = f", by {told['by']}" if told["by"] else ""
    why = f": {told['reason']}" if told["reason"] else ""
    what = (
        "withdrawn"
        if c.withdrawn
        else ", ".join(
            f"{n} {local(c.stream, n, old, zone)} → {local(c.stream, n, new, zone)}"
            for n, old, new in c.fields
        )
    )
    at = datetime.fromtimestamp(c.recorded_at / 1_000_000, ZoneInfo(zone))
    out.print(f"- {at:%Y-%m-%d %H:%M}  {c.stream}: {what}", markup=False)
    out.print(f"  by {told['source']}{who}{why}", markup=False)


def _head(f: Figure, ev: Evidence) -> None:
    split = "".join(f", {d} {v or '–'}" for d, v in f.by)
    out.print(
        f"{f.metric.title['en']} · {f.metric.title['zh']}{split}: {value_of(f)}"
        f" {f.metric.unit['en']} ({f.status})",
        markup=False,
    )
    if words := coverage_words(f, "en"):
        out.print(words, markup=False)
    out.print(f"definition: {f.metric.definition['en']}", markup=False)
    out.print(f"  [{f.metric.id} v{f.metric.version}, {definition_digest(f.metric)}]", markup=False)
    if f.metric.profile:
        out.print(
            f"parameters: {', '.join(f'{k} = {v}' for k, v in f.scope.profile.items())}",
            markup=False,
        )
    out.print(
        f"as of {show_moment(f.as_of)}; seal"
        f" {ev.seal}{'; SIMULATED records' if ev.simulated else ''}",
        markup=False,
    )
    for m in ev.sources:
        note = f" ({m['source']['note']})" if m["source"]["note"] else ""
        out.print(f"source {m['source']['digest'][:16]}: {m['source']['name']}{note}", markup=False)
        out.print(f"  recorded {show_moment(m['recorded_at'])}", markup=False)


def verify(
    text: Annotated[
        str,
        typer.Argument(metavar="FIGURE[#SEAL]", help="an address, with the seal to check against"),
    ],
) -> None:
    """Compute a figure again from its records, and compare its seal."""
    with clear_errors():
        f, seal = _found(text)
        ev = evidence(settings.ledger, f)
        _head(f, ev)
        if seal and not verifies(settings.ledger, f, seal):
            raise BadFigure(
                f"The figure does not verify: its seal is {ev.seal}, not {seal}. A definition, a"
                " record or the figure was changed."
            )
    out.print(
        (
            "verified: the seal agrees"
            if seal
            else f"computed; check against it later with {address(f)}#{ev.seal}"
        ),
        markup=False,
    )


def _beside(s: Statement) -> str:
    """The records beside a statement, in words.

    One that cannot be computed, a facility without a profile say, has none.
    """
    if s.metric not in catalogue() or s.interval is None:
        return ""
    try:
        f = figure(
            settings.ledger,
            metric(s.metric),
            scope_of(settings.city, s.unit),
            s.as_of[:4] or s.period,
        )
        if (
            sum(evidence(settings.ledger, f).records.values())
            and f.value is not None
            and (c := compare(f, s))
        ):
            return (
                f"{printed(f.value, f.metric.decimals)}"
                f" {status_word(f, 'en') if c.verdict == 'partly' else c.verdict}"
            )
    except MetricError:
        return ""
    return ""


def declared(
    subject: Annotated[str, typer.Argument(help="registry path; all if left out")] = "",
    against: Annotated[
        bool, typer.Option("--against-records", help="only those that records can be set beside")
    ] = False,
) -> None:
    """What operators and documents state, each with its basis, beside the records."""
    with clear_errors():
        table = Table(
            "statement", "subject", "says", "value", "basis", "counts", "records", box=None
        )
        for s in statements(settings.ledger):
            if subject and s.unit != subject:
                continue
            beside = _beside(s)
            if beside or not against:
                table.add_row(
                    s.address,
                    s.unit,
                    s.title["en"],
                    quantity(s, "en"),
                    s.period,
                    f"{s.counting} {s.counted}".strip(),
                    beside,
                )
    out.print(table)
