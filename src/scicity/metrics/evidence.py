"""The evidence of a figure: definition, records, sources, and a digest that a stranger can
recompute.

A figure has an address, `metric:scope:period:as-of`, and a seal, SHA-256 over its definition's
version, its value and a sum over the identities of the records behind it. The same address gives
the same seal for ever; a record changed by stealth changes it (`seal`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

import polars as pl

from scicity.ledger import Ledger, Reading, live_sql, manifests, read, session, stream

from .calendar import Window, window
from .catalogue import superseded
from .engine import connect, embedded, entries, facilities_of, live_rows, narrowed, only
from .errors import BadFigure
from .figures import figures
from .lazily import ibis
from .seal import sealed
from .types import Figure, Metric, Scope

if TYPE_CHECKING:
    import ibis.expr.types as ir

ADDRESS_TIME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Evidence:
    """`records` counts the live records behind the figure, by stream; `sources` are import
    manifests.
    """

    figure: Figure
    records: dict[str, int]
    seal: str
    sources: tuple[dict[str, Any], ...]
    simulated: bool


@dataclass(frozen=True)
class Address:
    """What an address says: everything to compute its figure again, and a seal to check it against,
    or ''.
    """

    metric: str
    scope: str
    period: str
    as_of: datetime
    by: tuple[tuple[str, str | None], ...] = ()
    seal: str = ""


def address(f: Figure) -> str:
    """`metric:scope:period:as-of`, and `:dimension=value,…` of a split one, from which the figure
    can be computed again.

    A value is percent-encoded; a dimension that records leave empty stands without `=`.
    """
    moment = datetime.fromtimestamp(f.as_of / 1_000_000, UTC).strftime(ADDRESS_TIME)
    split = ",".join(d if v is None else f"{d}={quote(v, safe='')}" for d, v in f.by)
    return f"{f.metric.id}:{f.scope.label}:{f.period}:{moment}" + (f":{split}" if split else "")


def parse_address(text: str) -> Address:
    """The parts of an address. BadFigure, which shows the form, where it is none."""
    body, _, seal = text.partition("#")
    parts = body.split(":")
    try:
        metric, scope, period, moment, *split = parts
        if len(split) > 1:
            raise ValueError(text)
        by = tuple(
            (d, unquote(v) if eq else None)
            for d, eq, v in (p.partition("=") for p in (split[0].split(",") if split else ()))
        )
        return Address(
            metric,
            scope,
            period,
            datetime.strptime(moment, ADDRESS_TIME).replace(tzinfo=UTC),
            by,
            seal,
        )
    except ValueError as error:
        raise BadFigure(
            f"{text!r} is not a figure's address. It looks like "
            "core_hours:phillips:2016-12:20240115T000000.000000Z, as `scicity figures` prints it."
        ) from error


def addressed(
    ledger: Ledger, metric: Metric, scope: Scope, at: Address, use_partials: bool = True
) -> Figure:
    """The figure that an address names. BadFigure: no record has ever had that split."""
    moment = int(at.as_of.timestamp() * 1_000_000)
    found = figures(
        ledger,
        [metric],
        scope,
        at.period,
        by=tuple(d for d, _ in at.by),
        as_of=moment,
        use_partials=use_partials,
    )
    for f in found:
        if f.by == at.by:
            return f
    raise BadFigure(
        f"{metric.id} of {scope.label} in {at.period} has no part"
        f" {', '.join(f'{d} = {v}' for d, v in at.by)}."
    )


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
    named = tuple(m for m in manifests(ledger) if m["source"]["digest"][:16] in brought)
    return Evidence(f, counts, sealed(f, address(f), sums, with_coverage=True), named, simulated)


def verifies(ledger: Ledger, f: Figure, seal: str) -> bool:
    """Whether a seal is that of this figure: as it is sealed now, as releases before 0.2 did, which
    knew no coverage, or under an earlier definition of its metric.
    """
    if seal in _seals(ledger, f):
        return True
    moment = datetime.fromtimestamp(f.as_of / 1_000_000, UTC)
    at = Address(f.metric.id, f.scope.label, f.period, moment, f.by)
    return any(
        seal in _seals(ledger, addressed(ledger, m, f.scope, at, use_partials=False))
        for m in superseded(f.metric.id)
    )


def _seals(ledger: Ledger, f: Figure) -> set[str]:
    sums = [(name, *_summed(ledger, f, name)[:3]) for name in f.metric.streams]
    return {sealed(f, address(f), sums, with_coverage=now) for now in (True, False)}


def touching(f: Figure) -> Window:
    """The span of time whose records a figure reads."""
    own = window(f.period, None, f.scope.zone)
    if f.metric.basis == "cumulative":
        return Window(own.zone, "whole", own.first, own.labels, (0, own.end))
    return own


def _touched(f: Figure, name: str, rows: ir.Table) -> ir.Table:
    """Those of a stream's rows that a figure reads: of its scope, its period and its part of a
    split.
    """
    span = touching(f)
    rows = only(narrowed(rows, f.scope, ()), f.by, name)
    return rows.filter(
        rows["start"] < span.end,
        (
            (rows["end"] >= span.start)
            if stream(name).end_included
            else ((rows["end"] > span.start) | (rows["start"] >= span.start))
        ),
    )


def _reading(ledger: Ledger, f: Figure, name: str, as_of: int | None = None) -> Reading:
    span = touching(f)
    return read(
        ledger,
        name,
        as_of=f.as_of if as_of is None else as_of,
        facilities=facilities_of(f.scope),
        start=span.start,
        end=span.end,
    )


def _summed(ledger: Ledger, f: Figure, name: str) -> tuple[int, int, int, set[str], set[str]]:
    """(records, sums of the halves of their identities, sources, origins), signs cancelling what
    was corrected.
    """
    reading = _reading(ledger, f, name)
    if not reading.files:
        return 0, 0, 0, set(), set()
    con = connect()
    rows = _touched(f, name, entries(con, reading))
    half = 1 << 32
    per = rows.group_by("source", "origin").aggregate(
        n=rows["sign"].sum(),
        high=((rows["content"] // half).cast("int64") * rows["sign"]).sum(),
        low=((rows["content"] % half) * rows["sign"]).sum(),
    )
    found = con.to_pyarrow(per.filter(ibis.or_(per["n"] != 0, per["high"] != 0))).to_pylist()
    return (
        sum(r["n"] for r in found),
        sum(int(r["high"]) for r in found),
        sum(int(r["low"]) for r in found),
        {r["source"] for r in found},
        {r["origin"] for r in found},
    )


def listing(ledger: Ledger, f: Figure, limit: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """The live records behind a figure, by stream, in order of time; at most `limit` of each
    stream.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for name in f.metric.streams:
        reading = _reading(ledger, f, name)
        if not reading.files:
            found[name] = []
            continue
        con = embedded()
        rows = _touched(f, name, live_rows(con, reading)).order_by("start", "record")
        # an earlier version of the stream lacks later fields
        names = [
            c
            for c in (*stream(name).field_names, "revision", "source", "line", "origin")
            if c in rows.columns
        ]
        found[name] = con.to_pyarrow(
            (rows.limit(limit) if limit else rows).select(names)
        ).to_pylist()
    return found


@dataclass(frozen=True)
class Correction:
    """One change of a record behind a figure: when it was recorded (microseconds), by which import,
    and what changed.

    `fields` holds the values before and after; after a withdrawal there are none. `manifest` is
    that of the import.
    """

    stream: str
    record: int
    recorded_at: int
    manifest: dict[str, Any]
    fields: tuple[tuple[str, Any, Any], ...]
    withdrawn: bool


def corrections(ledger: Ledger, f: Figure, limit: int = 20) -> list[Correction]:
    """What was corrected or withdrawn behind a figure up to its as-of, the newest first; at most
    `limit` of each stream.
    """
    brought = {m["recorded_at"]: m for m in manifests(ledger)}
    found: list[Correction] = []
    for name in f.metric.streams:
        reading = _reading(ledger, f, name)
        if not reading.files:
            continue
        con = embedded()
        rows = entries(con, reading)
        closed = _touched(f, name, rows.filter(rows["sign"] == -1))
        closed = closed.order_by(ibis.desc("recorded_at"), "record").limit(limit)
        # the row that took its place, wherever in time it stands now
        whole = read(ledger, name, as_of=f.as_of, facilities=facilities_of(f.scope))
        opened = entries(con, whole)
        opened = opened.filter(opened["sign"] == 1)
        names = [c for c in stream(name).field_names if c in opened.columns and c in closed.columns]
        before = con.to_pyarrow(closed.select("record", "recorded_at", *names)).to_pylist()
        after = (
            {
                (r["record"], r["recorded_at"]): r
                for r in con.to_pyarrow(
                    opened.filter(opened["record"].isin([r["record"] for r in before])).select(
                        "record", "recorded_at", *names
                    )
                ).to_pylist()
            }
            if before
            else {}
        )
        for row in before:
            at, new = row["recorded_at"], after.get((row["record"], row["recorded_at"]))
            fields = tuple((n, row[n], new[n]) for n in names if row[n] != new[n]) if new else ()
            found.append(
                Correction(name, row["record"], at, brought.get(at, {}), fields, new is None)
            )
    return sorted(found, key=lambda c: -c.recorded_at)


def days_covered(ledger: Ledger, name: str, facility: str, zone: str, as_of: int) -> str | None:
    """The period from the first to the last civil day that a facility's live records touch; None
    without records.
    """
    reading = read(ledger, name, as_of=as_of, facilities=frozenset([facility]))
    if not reading.files:
        return None
    found = session().sql(f'select min(start), max("end") from ({live_sql(reading)})').fetchall()
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
    added = corrected = withdrawn = 0
    for name in f.metric.streams:
        con, sides = embedded(), []
        for moment in (then, f.as_of):
            reading = _reading(ledger, f, name, moment)
            rows = (
                _touched(f, name, live_rows(con, reading)).select("record", "revision")
                if reading.files
                else None
            )
            nothing = pl.DataFrame(schema={"record": pl.Int64, "revision": pl.Int32})
            sides.append(nothing if rows is None else pl.DataFrame(con.to_pyarrow(rows)))
        both = sides[0].join(sides[1], on="record", how="full", suffix="_now")
        added += both["record"].null_count()
        withdrawn += both["record_now"].null_count()
        corrected += int((both["revision"] != both["revision_now"]).sum())
    return Moved(added, corrected, withdrawn)
