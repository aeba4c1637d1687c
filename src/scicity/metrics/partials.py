"""Partial aggregates by facility and month, kept beside the ledger.

A data file never changes, so neither does what its rows add to each (facility, unit, month, person,
project,
organisation, team). One small file holds that for each data file; a reading as of any time adds up
the files
that the reading names, reversals included, and gets the same integers as from the records. Partials
are a
cache: deleting them loses nothing.
"""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq

from scicity.ledger import DataFile, Reading, stream
from scicity.ledger.zones import midnight

from .asking import in_files
from .calendar import Window
from .engine import as_known, narrowed, plain
from .spans import Need, combine, fold, kept, spread
from .types import Scope

if TYPE_CHECKING:
    import ibis.expr.types as ir

VERSION = 2
KEYS = ("person", "project", "organisation", "team")
WEIGHTS = (("cores",), ("gpus",), ("nodes",), ())
DIMS = ("facility", "unit")
NEED = Need(dims=DIMS, keys=KEYS, hours=WEIGHTS, totals=(("cores",), ("wait",)))
STREAMS = ("compute_jobs",)


def can_answer(stream_name: str, need: Need, buckets: Window) -> bool:
    """Whether kept months answer a need to the digit: whole months, known columns, no filter."""
    return (
        stream_name in STREAMS
        and buckets.grain == "month"
        and not need.stretched
        and not need.submitted
        and not need.above_zero
        and set(need.dims) <= set(DIMS)
        and set(need.keys) <= set(KEYS)
        and set(need.hours) <= set(NEED.hours)
        and set(need.totals) <= set(NEED.totals)
    )


def _folder(reading: Reading, zone: str) -> Path:
    return (
        reading.ledger.path / "partials" / f"v{VERSION}" / reading.stream / zone.replace("/", "-")
    )


def _month(second: int, zone: str) -> int:
    moment = datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(zone))
    return moment.year * 12 + moment.month - 1


def _months(first: int, last: int, zone: str) -> Window:
    days = [date(m // 12, m % 12 + 1, 1) for m in range(first, last + 2)]
    return Window(
        zone,
        "month",
        days[0],
        tuple(f"{d:%Y-%m}" for d in days[:-1]),
        tuple(midnight(d, zone) for d in days),
    )


def refresh(reading: Reading, zone: str) -> list[Path]:
    """The partial of every file of a reading; those missing are made, each moved into place in one
    step.
    """
    folder = _folder(reading, zone)
    paths = []
    for f in reading.files:
        path = folder / Path(f.path).name
        if not path.exists():
            _make(reading, f, zone, path)
        paths.append(path)
    return paths


def _make(reading: Reading, f: DataFile, zone: str, path: Path) -> None:
    months = _months(_month(f.stats["start"][0], zone), _month(f.stats["end"][1], zone), zone)
    first = months.first.year * 12 + months.first.month - 1
    options = ", hive_partitioning=true, hive_types_autocast=false"
    one = Reading(reading.ledger, reading.stream, reading.as_of, (f,))
    table = in_files(one.paths, _Months(reading.stream, months, first), options)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{uuid.uuid4().hex}")
    pq.write_table(table, draft, compression="zstd")
    os.replace(draft, path)


def answer(reading: Reading, scope: Scope, need: Need, buckets: Window) -> list[dict[str, Any]]:
    """What `engine.answer` would give, from the kept months."""
    paths = refresh(reading, buckets.zone)
    if not paths:
        return []
    first = buckets.first.year * 12 + buckets.first.month - 1
    asked = _Summed(scope.paths, need, first, len(buckets.labels))
    return plain(in_files([str(p) for p in paths], asked))


@dataclass(frozen=True)
class _Months:
    """What the rows of one file add to each of some months, the first counted from year 0."""

    stream: str
    months: Window
    first: int

    def over(self, rows: ir.Table) -> ir.Table:
        kind = stream(self.stream)
        known = as_known(rows, kind, None)
        whole = kept(spread(combine(known, NEED, self.months, kind), NEED, self.months), NEED)
        return whole.mutate(month=(whole["k"] + self.first).cast("int32")).drop("k")


@dataclass(frozen=True)
class _Summed:
    """A need from kept months: of places, and of `count` months from the first."""

    paths: tuple[str, ...] | None
    need: Need
    first: int
    count: int

    def over(self, rows: ir.Table) -> ir.Table:
        rows = narrowed(rows, Scope("", self.paths, "UTC"), ())
        rows = rows.filter(rows["month"] >= self.first, rows["month"] < self.first + self.count)
        rows = rows.mutate(k=(rows["month"] - self.first).cast("int64"))
        if not self.need.keys:  # nothing distinct is asked: the sums alone are additive
            return fold(rows, self.need)
        return fold(kept(rows, self.need), self.need)
