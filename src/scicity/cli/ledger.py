"""`scicity ledger`: what was imported, what streams there are, and withdrawing a record."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from scicity.ledger import (
    STREAMS,
    NoSuchRecord,
    Source,
    chosen,
    compact,
    manifests,
    show_moment,
    stream,
    sweep,
    withdraw_import,
    withdraw_records,
)
from scicity.ledger.identity import key_names
from scicity.metrics import window

from .figures import local
from .imports import days_of
from .settings import clear_errors, out, settings

app = typer.Typer(no_args_is_help=True)


@app.command("streams")
def streams(name: str = typer.Argument("")) -> None:
    """List the streams, or the fields of one."""
    with clear_errors():
        if not name:
            table = Table("stream", "records", "key", box=None)
            for s in STREAMS.values():
                table.add_row(s.name, s.title, " + ".join(key_names(s)))
        else:
            table = Table("field", "type", "unit", "required", "allowed", "meaning", box=None)
            for f in stream(name).fields:
                table.add_row(
                    f.name, f.type, f.unit, "yes" if f.required else "", ", ".join(f.choices), f.doc
                )
    out.print(table)


@app.command("imports")
def imports() -> None:
    """List every import: when it was recorded, from what source, with what result, and what it
    covers.
    """
    with clear_errors():
        city, found = settings.city, manifests(settings.ledger)
    for m in found:
        source, c = m["source"], m["counts"]
        simulated = ", SIMULATED" if source["origin"] == "simulated" else ""
        out.print(
            f"{show_moment(m['recorded_at'])}  {source['digest'][:16]}  {source['name']}",
            markup=False,
        )
        told = ", ".join(
            f"{c[n]} {n}"
            for n in ("read", "added", "corrected", "unchanged", "rejected", "skipped")
        )
        out.print(f"  {source['connector']}{simulated}: {told}", markup=False)
        if source["note"] or source.get("by"):
            out.print(
                f"  {source['note']}{' – ' + source['by'] if source.get('by') else ''}",
                markup=False,
            )
        for held in m.get("covers", ()):
            span = days_of(held["start"], held["end"], city.zone_of(held["unit"]))
            aside = f", {held['aside']} rows set aside ({held['why']})" if held["aside"] else ""
            out.print(f"  covers {held['unit']} {held['stream']} {span}{aside}", markup=False)
        for short in m.get("uncovers", ()):
            out.print(f"  withdraws the import {short}", markup=False)


Reason = Annotated[str, typer.Option(help="why, kept with the withdrawal")]
By = Annotated[str, typer.Option(envvar="SCICITY_BY", help="who withdraws it, for those inside")]
Dry = Annotated[
    bool, typer.Option("--dry-run", help="show what would be withdrawn, and withdraw nothing")
]


@app.command("retract")
def withdraw(
    name: Annotated[str, typer.Argument(metavar="STREAM")],
    reason: Reason,
    key: Annotated[
        list[str] | None,
        typer.Option("--key", help="field=value; times as 2023-07-01T08:00 in the unit's zone"),
    ] = None,
    unit: Annotated[str, typer.Option(help="registry path of the unit")] = "",
    period: Annotated[
        str, typer.Option(help="records that touch 2023, 2023-07, 2023-07-15 or FIRST..LAST")
    ] = "",
    several: Annotated[
        bool, typer.Option("--all", help="withdraw all that match, not one alone")
    ] = False,
    dry: Dry = False,
    by: By = "",
) -> None:
    """Withdraw the records of a stream that match. Readings as of earlier times still show them."""
    with clear_errors():
        kind, city, ledger = stream(name), settings.city, settings.ledger
        given = dict(k.partition("=")[::2] for k in key or [])
        place = unit or given.pop("unit", "")
        if unknown := set(given) - set(kind.field_names):
            raise typer.BadParameter(
                f"{name} has no field {', '.join(sorted(unknown))}; it has"
                f" {', '.join(kind.field_names)}"
            )
        if not (place or given or period):
            raise typer.BadParameter(
                "say which: --unit, --period, --key FIELD=VALUE (a record is one by"
                f" {', '.join(key_names(kind))})"
            )
        zone = city.zone_of(place)
        fields = {
            n: _second(v, zone) if kind.field(n).type == "time" else v for n, v in given.items()
        }
        buckets = window(period, None, zone) if period else None
        found = chosen(
            ledger,
            name,
            unit=place,
            span=(buckets.start, buckets.end) if buckets else None,
            fields=fields,
        )
        for row in found.head(20).iter_rows(named=True):
            span = (
                f"{local(name, 'start', row['start'], zone)} –"
                f" {local(name, 'end', row['end'], zone)}"
            )
            out.print(
                f"- {row['unit']}  {span}  "
                + "  ".join(f"{k}={local(name, k, row[k], zone)}" for k in kind.key),
                markup=False,
            )
        if found.is_empty():
            raise NoSuchRecord(f"{name} has no live record that matches; nothing was withdrawn.")
        if dry:
            out.print(f"{found.height} records would be withdrawn.")
            return
        if found.height > 1 and not several:
            raise NoSuchRecord(
                f"{found.height} records of {name} match; nothing was withdrawn. Narrow it, or"
                " withdraw them with --all."
            )
        report = withdraw_records(
            ledger,
            name,
            _withdrawal(f"retract {name}", [name, place, given, period], reason, by),
            found["record"],
        )
    assert report.recorded_at is not None
    out.print(
        f"Withdrawn as of {show_moment(report.recorded_at)}: {report.counts.corrected} records of"
        f" {name}."
    )


@app.command("withdraw")
def withdraw_return(
    source: Annotated[
        str,
        typer.Argument(
            metavar="IMPORT", help="the import's digest, its first digits, or its file's name"
        ),
    ],
    reason: Reason,
    dry: Dry = False,
    by: By = "",
) -> None:
    """Withdraw all that one import brought: a whole return. What it had corrected stands again."""
    with clear_errors():
        ledger = settings.ledger
        met = [
            m
            for m in manifests(ledger)
            if m["source"]["digest"].startswith(source) or m["source"]["name"] == source
        ]
        if len({m["source"]["digest"] for m in met}) != 1:
            near = ", ".join(
                f"{m['source']['digest'][:16]} ({m['source']['name']})" for m in met[:5]
            )
            raise NoSuchRecord(
                f"Several imports are called {source!r}: {near}. Give the digest."
                if met
                else f"There is no import {source!r}. `scicity ledger imports` lists all."
            )
        digest, told = (
            met[-1]["source"]["digest"],
            ", ".join(f"{n} of {s}" for s, n in met[-1]["streams"].items()),
        )
        if dry:
            out.print(
                f"{met[-1]['source']['name']} brought {told}; what of it still stands would be"
                " withdrawn."
            )
            return
        report = withdraw_import(
            ledger,
            _withdrawal(f"withdraw {met[-1]['source']['name']}", [digest], reason, by),
            digest,
        )
    assert report.recorded_at is not None
    told = ", ".join(f"{n} of {s}" for s, n in report.streams.items())
    out.print(f"Withdrawn as of {show_moment(report.recorded_at)}: {told}.")


def _withdrawal(name: str, what: list[object], reason: str, by: str) -> Source:
    if not reason.strip():
        raise typer.BadParameter("a withdrawal needs its reason")
    digest = hashlib.sha256(
        json.dumps([name, what, reason, time.time_ns()], ensure_ascii=False).encode()
    ).hexdigest()
    return Source(name, digest, "retract", note=reason.strip(), by=by)


def _second(text: str, zone: str) -> int:
    """A time as typed: seconds since 1970, or a date and time of the zone's clocks."""
    if text.isdigit():
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not a time like 2023-07-01T08:00 or seconds since 1970"
        ) from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).timestamp())


@app.command("compact")
def merge(
    least: Annotated[
        int, typer.Option(help="merge partitions of at least so many files", min=2)
    ] = 8,
    keep_hours: Annotated[
        int, typer.Option(help="delete merged files that are older than this; at least 24", min=24)
    ] = 168,
) -> None:
    """Merge many small files into few; every figure as of any time stays what it was.

    For a nightly timer.
    """
    with clear_errors():
        table = Table(
            "stream", "facility", "year", "files before", "after", "bytes before", "after", box=None
        )
        done = compact(settings.ledger, least)
        for m in done:
            table.add_row(m.stream, m.facility, m.year, *(f"{n:,}" for n in (*m.files, *m.bytes)))
        gone = sweep(settings.ledger, keep_hours)
    if done:
        out.print(table)
    out.print(f"{len(done)} partitions merged, {len(gone)} old files deleted.")
