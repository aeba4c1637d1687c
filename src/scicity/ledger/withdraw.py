"""Withdrawing what should never have been recorded: single records, or all that one import brought.

A withdrawal writes the reversal of a row, as a correction does; what was read before stays what it
was. Where an import that is withdrawn had corrected an earlier one, what stood before stands again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import polars as pl

from .append import _Import, _Rejects, _report
from .check import POLARS
from .errors import NoSuchRecord
from .identity import identify, key_names
from .known import KnownRecords
from .reading import Reading, live_sql, read
from .session import session
from .store import (
    Ledger,
    commit,
    data_files,
    last_recorded,
    locked,
    manifest_of,
    manifests,
    next_recorded,
    recover,
)
from .streams import stream as stream_named
from .types import Counts, ImportReport, Source, Stream


def chosen(
    ledger: Ledger,
    stream: str,
    *,
    unit: str = "",
    span: tuple[int, int] | None = None,
    fields: Mapping[str, object] | None = None,
) -> pl.DataFrame:
    """The live records of a stream, of one unit, touching a span (UTC seconds), with these values
    of fields.

    Returns all columns, in order of time; no row where nothing matches.
    """
    kind = stream_named(stream)
    reading = read(
        ledger, stream, facilities=frozenset([unit.split("/", maxsplit=1)[0]]) if unit else None
    )
    if not reading.files:
        return pl.DataFrame(
            schema={"record": pl.Int64, **{f.name: POLARS[f.type] for f in kind.fields}}
        )
    tests, values = ["true"], []
    wanted = {**({"unit": unit} if unit else {}), **(fields or {})}
    for name, value in wanted.items():
        kind.field(name)
        tests.append(f'cast("{name}" as varchar) = ?')
        values.append(str(value))
    if span:
        tests.append('start < ? and ("end" > ? or start >= ?)')
        values += [span[1], span[0], span[0]]  # type: ignore[list-item]
    found = (
        session()
        .execute(
            f"select * from ({live_sql(reading)}) where {' and '.join(tests)} order by start,"
            " record",
            values,
        )
        .to_arrow_table()
    )
    return pl.DataFrame(found)


def retract(ledger: Ledger, stream: str, source: Source, keys: pl.DataFrame) -> ImportReport:
    """Withdraw records by natural key (columns `unit` and the stream's key).

    What was published stays readable.

    Raises NoSuchRecord, and records nothing, when a key has no live record.
    """
    kind = stream_named(stream)
    with locked(ledger):
        recover(ledger)
        before = manifest_of(ledger, source.digest)
        if before is not None:
            return _report(source, before, repeated=True)
        wanted = identify(
            session(),
            Stream(kind.name, kind.title, kind.key, tuple(kind.field(n) for n in key_names(kind))),
            keys.select(key_names(kind)),
        )
        live = KnownRecords(ledger, kind).live(wanted["record"])
        missing = wanted.join(live, on="record", how="anti")
        if missing.height:
            raise NoSuchRecord(
                f"{stream} has no live record with key {missing.select(key_names(kind)).row(0)}; "
                "nothing was withdrawn. `scicity evidence` lists the keys."
            )
        return _reversed(ledger, kind, source, live)


def withdraw_records(
    ledger: Ledger, stream: str, source: Source, records: pl.Series
) -> ImportReport:
    """Withdraw records by their identity (`record`, as `chosen` gives it).

    `source.note` holds the reason.

    NoSuchRecord, and nothing is recorded, where one of them is not live any more.
    """
    kind = stream_named(stream)
    with locked(ledger):
        recover(ledger)
        live = KnownRecords(ledger, kind).live(records)
        if live.height != records.n_unique():
            raise NoSuchRecord(
                f"{records.n_unique() - live.height} of these records of {stream} are not there any"
                " more; nothing was withdrawn."
            )
        return _reversed(ledger, kind, source, live)


def withdraw_import(ledger: Ledger, source: Source, digest: str) -> ImportReport:
    """Withdraw all that an import brought and that still stands.

    `digest`: of its source, or its first 16 characters.

    NoSuchRecord where there is no such import, or nothing of it is left.
    """
    with locked(ledger):
        recover(ledger)
        manifest = manifest_of(ledger, digest)
        if manifest is None:
            raise NoSuchRecord(
                f"There is no import {digest!r}. `scicity ledger imports` lists all."
            )
        short = str(manifest["source"]["digest"])[:16]
        gone = {short} | {s for m in manifests(ledger) for s in m.get("uncovers", ())}
        work, counts = _work(ledger, source), {}
        for name in manifest["streams"]:
            kind = stream_named(name)
            live, before = _brought(ledger, kind, short, gone)
            counts[name] = live.height
            work._write(kind, live.with_columns(pl.lit(-1, pl.Int8).alias("sign")), own=False)
            if before.height:
                work._write(
                    kind,
                    before.with_columns(pl.lit(1, pl.Int8).alias("sign")),
                    own=False,
                    restored=True,
                )
        if not sum(counts.values()) and not manifest.get("covers"):
            work.abandon()
            raise NoSuchRecord(
                f"Nothing of {manifest['source']['name']} is left to withdraw: it was corrected or"
                " withdrawn since."
            )
        return _committed(ledger, work, source, counts, [short])


def _brought(
    ledger: Ledger, kind: Stream, short: str, gone: set[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The live rows that an import opened, and the rows that stood before them, as their next
    revision.
    """
    files = data_files(ledger, kind.name)
    if not files:
        none = pl.DataFrame(schema={"record": pl.Int64})
        return none, none
    reading = Reading(ledger, kind.name, last_recorded(ledger), tuple(files))
    con = session()
    rows = (
        f"read_parquet({reading.paths!r}, hive_partitioning=true, hive_types_autocast=false,"
        " union_by_name=true)"
    )
    live = pl.DataFrame(
        con.execute(
            f"select * from ({live_sql(reading)}) where source = ?", [short]
        ).to_arrow_table()
    )
    con.register("live", live.select("record", live_revision="revision").to_arrow())
    kept = ", ".join(f"'{s}'" for s in sorted(gone))
    before = pl.DataFrame(
        con.execute(
            f"select r.*, live_revision from {rows} r join live using (record) where sign = 1 and"
            f" revision < live_revision and source not in ({kept}) qualify row_number() over"
            " (partition by record order by revision desc) = 1"
        ).to_arrow_table()
    )
    before = before.with_columns(
        (pl.col("live_revision") + 1).cast(pl.Int32).alias("revision")
    ).drop("live_revision")
    return _shaped(kind, live), _shaped(kind, before)


def _shaped(kind: Stream, rows: pl.DataFrame) -> pl.DataFrame:
    """Without the partition's own columns, with those that later versions of the stream have."""
    later = [
        pl.lit(None, POLARS[f.type]).alias(f.name)
        for f in kind.fields
        if f.name not in rows.columns
    ]
    return rows.drop("facility", "year", strict=False).with_columns(later)


def _reversed(ledger: Ledger, kind: Stream, source: Source, live: pl.DataFrame) -> ImportReport:
    """Close these live rows, in one commit. The caller holds the lock."""
    work = _work(ledger, source)
    work._write(kind, live.with_columns(pl.lit(-1, pl.Int8).alias("sign")), own=False)
    return _committed(ledger, work, source, {kind.name: live.height}, [])


def _work(ledger: Ledger, source: Source) -> _Import:
    return _Import(
        ledger,
        source,
        next_recorded(ledger),
        None,
        _Rejects(ledger.rejects / f"{source.short}.csv"),
    )


def _committed(
    ledger: Ledger, work: _Import, source: Source, streams: dict[str, int], uncovers: list[str]
) -> ImportReport:
    work.finish()
    total = sum(streams.values())
    counts = Counts(read=total, corrected=total)
    commit(
        ledger,
        work.recorded_at,
        source.short,
        {
            "source": asdict(source),
            "counts": asdict(counts),
            "streams": streams,
            "skipped": {},
            "reject_file": None,
            "covers": [],
            "uncovers": uncovers,
        },
        work.files,
    )
    return ImportReport(source, counts, work.recorded_at, streams=streams)
