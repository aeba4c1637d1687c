"""The evidence of a figure: definition, records, sources, and a digest that a stranger can recompute.

A figure has an address, `metric:scope:period:as-of`, and a seal, SHA-256 over its definition's version, its
value and a sum over the identities of the records behind it. The same address gives the same seal for ever;
a record changed by stealth changes it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from scicity.ledger import Ledger, live_sql, manifests, read, stream

from .calendar import Window, window
from .engine import connect, entries, facilities_of, narrowed
from .errors import BadFigure
from .lazily import ibis
from .types import Figure, Metric

ADDRESS_TIME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Evidence:
    """`records` counts the live records behind the figure, by stream; `sources` are import manifests."""

    figure: Figure
    records: dict[str, int]
    seal: str
    sources: tuple[dict[str, Any], ...]
    simulated: bool


def address(f: Figure) -> str:
    """`metric:scope:period:as-of`, from which the figure can be computed again."""
    moment = datetime.fromtimestamp(f.as_of / 1_000_000, UTC).strftime(ADDRESS_TIME)
    return f"{f.metric.id}:{f.scope.label}:{f.period}:{moment}"


def parse_address(text: str) -> tuple[str, str, str, datetime, str]:
    """(metric, scope, period, as-of, seal or '') of an address, or an error that shows the form."""
    body, _, seal = text.partition("#")
    parts = body.split(":")
    try:
        metric, scope, period, moment = parts
        return metric, scope, period, datetime.strptime(moment, ADDRESS_TIME).replace(tzinfo=UTC), seal
    except ValueError as error:
        raise BadFigure(f"{text!r} is not a figure's address. It looks like "
                        "core_hours:phillips:2016-12:20240115T000000.000000Z, as `scicity figures` prints it.") from error


def definition_digest(metric: Metric) -> str:
    """First 12 digits of SHA-256 over a metric's whole definition, words and formula."""
    return hashlib.sha256(repr(metric).encode()).hexdigest()[:12]


def evidence(ledger: Ledger, f: Figure) -> Evidence:
    """Find the records behind a figure, seal it, and name the sources that brought them."""
    counts: dict[str, int] = {}
    sums: list[tuple[str, int, int, int]] = []
    brought: set[str] = set()
    simulated = False
    for name in f.metric.streams:
        n, high, low, sources, origins = _summed(ledger, f, name)
        counts[name] = n
        sums.append((name, n, high, low))
        brought |= sources
        simulated |= "simulated" in origins
    body = {"definition": definition_digest(f.metric), "address": address(f), "records": sums,
            "value": None if f.value is None else [str(f.value.numerator), str(f.value.denominator)],
            "profile": {k: f.scope.profile.get(k, "") for k in ("version", *f.metric.profile)} if f.metric.profile else {}}
    seal = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:24]
    named = tuple(m for m in manifests(ledger) if m["source"]["digest"][:16] in brought)
    return Evidence(f, counts, seal, named, simulated)


def touching(f: Figure) -> Window:
    """The span of time whose records a figure reads."""
    own = window(f.period, None, f.scope.zone)
    if f.metric.basis == "cumulative":
        return Window(own.zone, "whole", own.first, own.labels, (0, own.end))
    return own


def _summed(ledger: Ledger, f: Figure, name: str) -> tuple[int, int, int, set[str], set[str]]:
    """(records, sums of the halves of their identities, sources, origins), signs cancelling what was corrected."""
    span = touching(f)
    reading = read(ledger, name, as_of=f.as_of, facilities=facilities_of(f.scope), start=span.start, end=span.end)
    if not reading.files:
        return 0, 0, 0, set(), set()
    con = connect()
    rows = narrowed(entries(con, reading), f.scope, ())
    rows = rows.filter(rows["start"] < span.end, (rows["end"] >= span.start) if stream(name).end_included else (
        (rows["end"] > span.start) | (rows["start"] >= span.start)))
    half = 1 << 32
    per = rows.group_by("source", "origin").aggregate(
        n=rows["sign"].sum(), high=((rows["content"] // half).cast("int64") * rows["sign"]).sum(),
        low=((rows["content"] % half) * rows["sign"]).sum())
    found = con.to_pyarrow(per.filter(ibis.or_(per["n"] != 0, per["high"] != 0))).to_pylist()
    return (sum(r["n"] for r in found), sum(int(r["high"]) for r in found), sum(int(r["low"]) for r in found),
            {r["source"] for r in found}, {r["origin"] for r in found})


def listing(ledger: Ledger, f: Figure, limit: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """The live records behind a figure, by stream, in order of time; at most `limit` of each stream."""
    span = touching(f)
    found: dict[str, list[dict[str, Any]]] = {}
    for name in f.metric.streams:
        reading = read(ledger, name, as_of=f.as_of, facilities=facilities_of(f.scope), start=span.start, end=span.end)
        if not reading.files:
            found[name] = []
            continue
        last = '"end" >= ?' if stream(name).end_included else '("end" > ? or start >= ?)'
        values: list[Any] = [span.end, span.start, *([] if stream(name).end_included else [span.start])]
        scope = "true"
        if f.scope.paths is not None:
            scope = " or ".join("(unit = ? or starts_with(unit, ?))" for _ in f.scope.paths) or "false"
            values += [v for p in f.scope.paths for v in (p, p + "/")]
        names = ", ".join(f'"{c}"' for c in (*stream(name).field_names, "revision", "source", "line", "origin"))
        sql = f"select {names} from ({live_sql(reading)}) where start < ? and {last} and ({scope}) order by start, record"
        rows = duckdb.connect().execute(sql + (f" limit {int(limit)}" if limit else ""), values)
        columns = [d[0] for d in rows.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    return found


def days_covered(ledger: Ledger, name: str, facility: str, zone: str, as_of: int) -> str | None:
    """The period from the first to the last civil day that a facility's live records touch; None without records."""
    reading = read(ledger, name, as_of=as_of, facilities=frozenset([facility]))
    if not reading.files:
        return None
    found = duckdb.connect().sql(f'select min(start), max("end") from ({live_sql(reading)})').fetchall()
    if found[0][0] is None:
        return None
    first, last = (datetime.fromtimestamp(s, ZoneInfo(zone)).date().isoformat() for s in found[0])
    return f"{first}..{last}"


@dataclass(frozen=True)
class Moved:
    """How the records behind a figure changed between two moments, in numbers of records."""

    added: int
    corrected: int
    withdrawn: int


def moved_since(ledger: Ledger, f: Figure, then: int) -> Moved:
    """What came, changed or went behind a figure since `then` (microseconds since the epoch)."""
    span = touching(f)
    added = corrected = withdrawn = 0
    for name in f.metric.streams:
        sides = []
        for moment in (then, f.as_of):
            reading = read(ledger, name, as_of=moment, facilities=facilities_of(f.scope), start=span.start, end=span.end)
            scope, values = "true", []
            if f.scope.paths is not None:
                scope = " or ".join("(unit = ? or starts_with(unit, ?))" for _ in f.scope.paths) or "false"
                values = [v for p in f.scope.paths for v in (p, p + "/")]
            sides.append((f'select record, revision from ({live_sql(reading)}) where start < ? and "end" >= ? and ({scope})'
                          if reading.files else "select 0 as record, 0 as revision where false",
                          [span.end, span.start, *values] if reading.files else []))
        sql = (f"with a as ({sides[0][0]}), b as ({sides[1][0]}) select count(*) filter (a.record is null), "
               "count(*) filter (a.revision <> b.revision), count(*) filter (b.record is null) from a full join b using (record)")
        found = duckdb.connect().execute(sql, [*sides[0][1], *sides[1][1]]).fetchall()[0]
        added, corrected, withdrawn = added + found[0], corrected + found[1], withdrawn + found[2]
    return Moved(added, corrected, withdrawn)
