"""`scicity ledger`: what was imported, what streams there are, and withdrawing a record."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Annotated

import polars as pl
import typer
from rich.table import Table

from scicity.ledger import STREAMS, Source, compact, manifests, retract, show_moment, stream, sweep
from scicity.ledger.identity import key_names

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
                table.add_row(f.name, f.type, f.unit, "yes" if f.required else "", ", ".join(f.choices), f.doc)
    out.print(table)


@app.command("imports")
def imports() -> None:
    """List every import: when it was recorded, from what source, with what result."""
    with clear_errors():
        found = manifests(settings.ledger)
    table = Table("recorded at", "source", "connector", "origin", "read", "added", "corrected", "unchanged", "rejected",
                  "skipped", "digest", box=None)
    for m in found:
        s, c = m["source"], m["counts"]
        table.add_row(show_moment(m["recorded_at"]), s["name"], s["connector"], s["origin"], *(
            str(c[n]) for n in ("read", "added", "corrected", "unchanged", "rejected", "skipped")), s["digest"][:16])
    out.print(table)


@app.command("retract")
def withdraw(
    name: Annotated[str, typer.Argument(metavar="STREAM")],
    key: Annotated[list[str], typer.Option("--key", help="field=value, once for each field of the natural key")],
    reason: Annotated[str, typer.Option(help="why, kept in the manifest")],
) -> None:
    """Withdraw one record. Readings as of earlier times still show it."""
    with clear_errors():
        kind = stream(name)
        given = dict(k.partition("=")[::2] for k in key)
        missing = [n for n in key_names(kind) if n not in given]
        if missing or set(given) - set(key_names(kind)):
            raise typer.BadParameter(f"give --key FIELD=VALUE for each of: {', '.join(key_names(kind))}")
        integers = [f.name for f in kind.fields if f.type in ("time", "integer")]
        try:
            frame = pl.DataFrame({n: [int(v) if n in integers else v] for n, v in given.items()})
        except ValueError:
            raise typer.BadParameter(f"{', '.join(n for n in given if n in integers)} must be whole numbers") from None
        ledger = settings.ledger
        digest = hashlib.sha256(json.dumps([name, given, reason, time.time_ns()]).encode()).hexdigest()
        report = retract(ledger, name, Source(f"retract {name}", digest, "retract", note=reason), frame)
    assert report.recorded_at is not None
    out.print(f"Withdrawn as of {show_moment(report.recorded_at)}.")


@app.command("compact")
def merge(
    least: Annotated[int, typer.Option(help="merge partitions of at least so many files", min=2)] = 8,
    keep_hours: Annotated[int, typer.Option(help="delete merged files that are older than this; at least 24", min=24)] = 168,
) -> None:
    """Merge many small files into few; every figure as of any time stays what it was. For a nightly timer."""
    with clear_errors():
        table = Table("stream", "facility", "year", "files before", "after", "bytes before", "after", box=None)
        done = compact(settings.ledger, least)
        for m in done:
            table.add_row(m.stream, m.facility, m.year, *(f"{n:,}" for n in (*m.files, *m.bytes)))
        gone = sweep(settings.ledger, keep_hours)
    if done:
        out.print(table)
    out.print(f"{len(done)} partitions merged, {len(gone)} old files deleted.")
