"""Appending: rows of a source become entries, corrections or nothing, all together or not at
all.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from .check import LINE, REJECT_COLUMNS, as_text, check, conform, empty_rejects
from .covers import Covering, from_plain, plain
from .errors import RowsRejected
from .identity import identify, key_names
from .known import KnownRecords, SeenInSource
from .session import session
from .store import (
    DataFile,
    FileWriter,
    Ledger,
    arrow_schema,
    commit,
    locked,
    manifest_of,
    manifests,
    next_recorded,
    recover,
)
from .streams import OPEN_END
from .streams import stream as stream_named
from .types import Counts, Cover, ImportReport, Source, Stream

MAX_OPEN_FILES = 64
ROWS_PER_FILE = 8_000_000


@dataclass(frozen=True)
class Batch:
    """Some rows of a source for one stream.

    `rows` has the stream's columns by name and `line`; `rejects` are rows that the connector could
    not read; `skipped` counts rows that rightly make no record (a job step, say), by reason; `told`
    counts rows that are records and of which whoever imports should know something. A column
    `formerly` holds the value that the first field of the key had in an earlier release: a record
    that the ledger knows by it keeps it. `covers` is what the source itself says that it covers;
    `unknown` names fields, or values derived from them, that it does not know, `known` fields that
    it knows though they are empty; `blanks` counts the rows that do not tell a value derived from
    fields.
    """

    stream: str
    rows: pl.DataFrame
    rejects: pl.DataFrame = field(default_factory=empty_rejects)
    skipped: dict[str, int] = field(default_factory=dict)
    covers: tuple[Cover, ...] = ()
    unknown: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    told: dict[str, int] = field(default_factory=dict)
    blanks: dict[str, int] = field(default_factory=dict)


class _Rejects:
    """The reject file, made when the first bad row comes."""

    def __init__(self, path: Path) -> None:
        self.path, self.count = path, 0
        self._handle: TextIO | None = None

    def write(self, frame: pl.DataFrame) -> None:
        if frame.is_empty():
            return
        if self._handle is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = open(self.path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115 - closed below
            csv.writer(self._handle).writerow(REJECT_COLUMNS)
        csv.writer(self._handle).writerows(frame.select(REJECT_COLUMNS).rows())
        self.count += frame.height

    def close(self) -> Path | None:
        if self._handle is None:
            return None
        self._handle.close()
        return self.path


class _Import:
    """One import under way, under the ledger's lock: files being written, counts, what was seen."""

    def __init__(
        self,
        ledger: Ledger,
        source: Source,
        recorded_at: int,
        units: Collection[str] | None,
        rejects: _Rejects,
        covering: Covering | None = None,
    ) -> None:
        self.ledger, self.source, self.recorded_at = ledger, source, recorded_at
        self.units, self.rejects, self.covering = units, rejects, covering or Covering()
        self.counts = Counts()
        self.per_stream: dict[str, int] = {}
        self.skipped: dict[str, int] = {}
        self.told: dict[str, int] = {}
        self.files: dict[str, list[DataFile]] = {}
        self._open: dict[tuple[str, str, str], FileWriter] = {}
        self._known: dict[str, KnownRecords] = {}
        self._seen: dict[str, SeenInSource] = {}
        self._con = session()
        self._pool = ThreadPoolExecutor(1)
        self._writing: Future[None] | None = None

    def take(self, batch: Batch) -> None:
        stream = stream_named(batch.stream)
        self.rejects.write(batch.rejects)
        for reason, number in batch.skipped.items():
            self.skipped[reason] = self.skipped.get(reason, 0) + number
        for what, number in batch.told.items():
            self.told[what] = self.told.get(what, 0) + number
        good, bad = check(stream, conform(stream, self._as_known(stream, batch.rows)), self.units)
        self.rejects.write(bad)
        rows = identify(self._con, stream, good)
        rows, repeated, clashing = self._seen.setdefault(stream.name, SeenInSource()).split(rows)
        clashes = (
            clashing.select(
                pl.col(LINE),
                pl.lit("+".join(key_names(stream))).alias("field"),
                pl.concat_str(
                    [pl.col(n).cast(pl.String) for n in key_names(stream)], separator="|"
                ).alias("value"),
                pl.lit(
                    "the same key stands earlier in this source with other values; the first was"
                    " kept"
                ).alias("rule"),
                as_text(stream).alias("row"),
            )
            if clashing.height
            else empty_rejects()
        )
        self.rejects.write(clashes)
        rules = pl.concat([frame["rule"] for frame in (batch.rejects, bad, clashes)])
        self.covering.note(stream, good, batch, rules)
        added, corrected, unchanged, reversals = self._records_known(stream).split(rows)
        self._later(stream, added.with_columns(pl.lit(1, pl.Int8).alias("sign")))
        self._later(stream, corrected.with_columns(pl.lit(1, pl.Int8).alias("sign")))
        self._later(stream, reversals.with_columns(pl.lit(-1, pl.Int8).alias("sign")), own=False)
        rejected = batch.rejects.height + bad.height + clashing.height
        skipped = sum(batch.skipped.values())
        self.counts = self.counts.plus(
            read=batch.rows.height + batch.rejects.height + skipped,
            added=added.height,
            corrected=corrected.height,
            unchanged=unchanged + repeated,
            rejected=rejected,
            skipped=skipped,
        )
        written = added.height + corrected.height
        self.per_stream[stream.name] = self.per_stream.get(stream.name, 0) + written

    def _records_known(self, stream: Stream) -> KnownRecords:
        if stream.name not in self._known:
            self._known[stream.name] = KnownRecords(self.ledger, stream)
        return self._known[stream.name]

    def _as_known(self, stream: Stream, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows under the keys by which the ledger knows their records, where an earlier release
        named them otherwise.
        """
        if "formerly" not in rows.columns or not rows["formerly"].is_not_null().any():
            return rows
        name = stream.key[0]
        renamed = rows.filter(pl.col("formerly").is_not_null())
        key = replace(stream, fields=tuple(f for f in stream.fields if f.name in key_names(stream)))
        known = self._records_known(stream)
        now = known.holds(identify(self._con, key, conform(key, renamed)))
        then = known.holds(
            identify(
                self._con, key, conform(key, renamed.with_columns(pl.col("formerly").alias(name)))
            )
        )
        lines = renamed["line"].filter(then & ~now)
        former = (
            pl.when(pl.col("line").is_in(lines.implode()))
            .then(pl.col("formerly"))
            .otherwise(pl.col(name))
        )
        return rows.with_columns(former.alias(name)) if len(lines) else rows

    def _write(
        self, stream: Stream, rows: pl.DataFrame, own: bool = True, restored: bool = False
    ) -> None:
        """Write rows to their partitions.

        A reversal keeps the origin of the row that it closes, what is restored its source.
        """
        if rows.is_empty():
            return
        if own:
            rows = rows.with_columns(pl.lit(self.source.origin).alias("origin"))
        if not restored:
            rows = rows.with_columns(pl.lit(self.source.short).alias("source"))
        rows = rows.with_columns(
            pl.lit(self.recorded_at).alias("recorded_at"),
            pl.col("unit").str.split("/").list.first().alias("_facility"),
            pl.from_epoch(pl.col("end").clip(upper_bound=OPEN_END), "s")
            .dt.year()
            .cast(pl.String)
            .alias("_year"),
        )
        schema = arrow_schema(stream)
        parts = rows.partition_by("_facility", "_year", as_dict=True, include_key=False)
        for (facility, year), part in parts.items():
            where = (stream.name, str(facility), str(year))
            if where not in self._open:
                if len(self._open) >= MAX_OPEN_FILES:
                    self._close(next(iter(self._open)))
                self._open[where] = FileWriter(self.ledger, stream, str(facility), str(year))
            self._open[where].write(part.select(schema.names).to_arrow().cast(schema))
            if self._open[where].rows >= ROWS_PER_FILE:
                self._close(where)

    def _later(self, stream: Stream, rows: pl.DataFrame, own: bool = True) -> None:
        """Write behind: one batch is on its way to the disk while the next is being checked."""
        self._written()
        self._writing = self._pool.submit(self._write, stream, rows, own)

    def _written(self) -> None:
        if self._writing is not None:
            self._writing.result()
            self._writing = None

    def _close(self, where: tuple[str, str, str]) -> None:
        self.files.setdefault(where[0], []).append(self._open.pop(where).close())

    def finish(self) -> None:
        self._written()
        self._pool.shutdown()
        for where in list(self._open):
            self._close(where)

    def abandon(self) -> None:
        """Take back the files of an import that will not be committed."""
        self._pool.shutdown()
        self._writing = None
        self.finish()
        for name, listed in self.files.items():
            for f in listed:
                (self.ledger.table(name) / f.path).unlink()


def append(
    ledger: Ledger,
    source: Source,
    batches: Iterable[Batch],
    *,
    units: Collection[str] | None = None,
    strict: bool = False,
    reject_file: Path | None = None,
    progress: Callable[[Counts], None] | None = None,
    span: tuple[int, int] | None = None,
    unit: str = "",
) -> ImportReport:
    """Record a source: one commit at most, the same source never twice.

    `units` closes the list of registry paths; None accepts any. Bad rows go to `reject_file` (by
    default in the ledger's folder) and the rest is recorded; with `strict` one bad row records
    nothing and raises RowsRejected. `span` is the operator's word on the time that the source
    covers (UTC seconds), for `unit` where it holds no row; without it a source covers what its rows
    span. A source that was imported before changes nothing, unless what it brought was corrected or
    withdrawn since: then it corrects that back.
    """
    with locked(ledger):
        recover(ledger)
        before = manifest_of(ledger, source.digest)
        if before is not None and not _overtaken(ledger, before):
            return _report(source, before, repeated=True)
        rejects = _Rejects(reject_file or ledger.rejects / f"{source.short}.csv")
        work = _Import(ledger, source, next_recorded(ledger), units, rejects, Covering(span, unit))
        try:
            for batch in _ahead(batches):
                work.take(batch)
                if progress:
                    progress(work.counts)
            work.finish()
            kept = rejects.close()
            if strict and rejects.count:
                raise RowsRejected(
                    f"{rejects.count} rows of {source.name} were refused, so nothing was recorded"
                    f" (--strict). They are listed in {os.path.relpath(rejects.path)}."
                )
        except BaseException:
            rejects.close()
            work.abandon()
            raise
        covers = work.covering.covers()
        if (
            before is not None
            and not work.files
            and before.get("covers") == [plain(c) for c in covers]
        ):
            return _report(source, before, repeated=True)
        manifest = {
            "source": asdict(source),
            "counts": asdict(work.counts),
            "streams": work.per_stream,
            "skipped": work.skipped,
            "told": work.told,
            "reject_file": kept.name if kept else None,
            "covers": [plain(c) for c in covers],
        }
        commit(ledger, work.recorded_at, source.short, manifest, work.files)
        return ImportReport(
            source,
            work.counts,
            work.recorded_at,
            False,
            kept,
            work.per_stream,
            work.skipped,
            covers,
            again=before is not None,
            told=work.told,
        )


def _overtaken(ledger: Ledger, before: dict[str, Any]) -> bool:
    """Whether records of an import may have been corrected or withdrawn since."""
    own = {(name, f["facility"]) for name, listed in before["files"].items() for f in listed}
    own |= {(c["stream"], c["unit"].split("/")[0]) for c in before.get("covers", ())}
    return any(
        before["source"]["digest"][:16] in m.get("uncovers", ())
        or (
            m["counts"]["corrected"]
            and any((n, f["facility"]) in own for n, listed in m["files"].items() for f in listed)
        )
        for m in manifests(ledger)
        if m["recorded_at"] > before["recorded_at"]
    )


def _report(source: Source, manifest: dict[str, Any], repeated: bool) -> ImportReport:
    return ImportReport(
        source,
        Counts(**manifest["counts"]),
        manifest["recorded_at"],
        repeated,
        streams=manifest["streams"],
        skipped=manifest["skipped"],
        covers=tuple(from_plain(c) for c in manifest.get("covers", ())),
        told=manifest.get("told", {}),
    )


def _ahead(batches: Iterable[Batch]) -> Iterator[Batch]:
    """Read the next batch while the last one is being recorded."""
    source = iter(batches)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, source, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, source, None)
            yield batch
