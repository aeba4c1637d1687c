"""Where the ledger lies: Delta tables that only grow, one lock for writers, one journal of intents.

A commit may touch several streams. Its data files are written first; then one intent file, moved
into place in one step, *is* the commit; then each stream's Delta log is brought up to it. Whoever
opens the ledger after a crash finishes what an intent promises. Files that no intent names are
never read.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.transaction import AddAction, create_table_with_add_actions

from .streams import stream as stream_named
from .types import Stream

PARTITION = ("facility", "year")
ROW_GROUP = 250_000
STATS = ("start", "end", "recorded_at", "sign")
_ARROW = {"text": pa.string(), "integer": pa.int64(), "time": pa.int64(), "flag": pa.bool_()}


@dataclass(frozen=True)
class Ledger:
    """A ledger in a folder. Holds no state: every reading looks at the folder."""

    path: Path

    def table(self, stream: str) -> Path:
        return self.path / "streams" / stream

    @property
    def imports(self) -> Path:
        return self.path / "imports"

    @property
    def intents(self) -> Path:
        return self.path / "intents"

    @property
    def rejects(self) -> Path:
        return self.path / "rejects"


@dataclass(frozen=True)
class DataFile:
    """One immutable Parquet file of a stream.

    Its rows were recorded at one moment, or at several once it is merged from earlier files.
    """

    path: str
    size: int
    rows: int
    facility: str
    year: str
    stats: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def recorded(self) -> tuple[int, int]:
        """The first and the last moment at which one of its rows was recorded, in microseconds."""
        return self.stats["recorded_at"]


def stats_of(stream: Stream) -> tuple[str, ...]:
    """The columns whose least and greatest values are kept of each file."""
    return (*STATS, stream.paused) if stream.paused else STATS


def open_ledger(path: str | Path) -> Ledger:
    """Open the ledger in a folder, made on first use; finishes what a killed writer had committed
    to.
    """
    ledger = Ledger(Path(path).resolve())
    for folder in (ledger.imports, ledger.intents, ledger.rejects, ledger.path / "streams"):
        folder.mkdir(parents=True, exist_ok=True)
    if any(ledger.intents.glob("*.json")):
        with locked(ledger):
            recover(ledger)
    return ledger


@contextmanager
def locked(ledger: Ledger, shared: bool = False) -> Iterator[None]:
    """Hold the ledger's lock; the kernel lets go of it when its holder dies."""
    with open(ledger.path / "lock", "a+b") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


def recover(ledger: Ledger) -> None:
    """Apply every intent left by a killed writer. The caller holds the lock."""
    for intent in sorted(ledger.intents.glob("*.json")):
        _apply(ledger, intent)


def last_recorded(ledger: Ledger) -> int:
    """The newest `recorded_at` committed, in microseconds; 0 for an empty ledger."""
    return max((int(p.name.split("-")[0]) for p in ledger.imports.glob("*.json")), default=0)


def next_recorded(ledger: Ledger) -> int:
    """The moment for a commit under way: now, yet later than every earlier one, whatever the clock
    did.
    """
    return max(time.time_ns() // 1000, last_recorded(ledger) + 1)


def manifests(ledger: Ledger) -> list[dict[str, Any]]:
    """The manifests of all imports, oldest first. Read them only: what was read once is kept."""
    return [_manifest(p) for p in sorted(ledger.imports.glob("*.json"))]


@lru_cache(maxsize=65_536)
def _manifest(path: Path) -> dict[str, Any]:
    """A manifest never changes, and its name holds its moment and its source."""
    loaded: dict[str, Any] = json.loads(path.read_text())
    return loaded


def manifest_of(ledger: Ledger, digest: str) -> dict[str, Any] | None:
    """The manifest of the source with this digest (or its first 16 characters), if it was
    imported.
    """
    found = [
        json.loads(p.read_text()) for p in sorted(ledger.imports.glob(f"*-{digest[:16]}.json"))
    ]
    whole = [m for m in found if m["source"]["digest"].startswith(digest)]
    return whole[-1] if whole else None


def arrow_schema(stream: Stream) -> pa.Schema:
    """The columns of a data file; `facility` and `year` are partition values, not columns."""
    own = [pa.field(f.name, _ARROW[f.type]) for f in stream.fields]
    system = [
        pa.field("record", pa.int64()),
        pa.field("revision", pa.int32()),
        pa.field("sign", pa.int8()),
        pa.field("content", pa.int64()),
        pa.field("recorded_at", pa.int64()),
        pa.field("source", pa.string()),
        pa.field("line", pa.int64()),
        pa.field("origin", pa.string()),
    ]
    return pa.schema(own + system)


class FileWriter:
    """Writes the rows of one partition to one Parquet file, row group by row group."""

    def __init__(self, ledger: Ledger, stream: Stream, facility: str, year: str) -> None:
        self.relative = f"facility={facility}/year={year}/{uuid.uuid4().hex}.parquet"
        self.facility, self.year, self._stream = facility, year, stream
        self._path = ledger.table(stream.name) / self.relative
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # what hardly repeats gains nothing from a dictionary, and identities nothing from
        # compression
        unique = {
            "record",
            "content",
            "line",
            "start",
            "end",
            *(k for k in stream.key if k != "unit"),
        }
        schema = arrow_schema(stream)
        self._writer = pq.ParquetWriter(
            self._path,
            schema,
            use_dictionary=[n for n in schema.names if n not in unique],
            compression={n: "none" if n in ("record", "content") else "zstd" for n in schema.names},
        )
        self._waiting: list[pa.Table] = []
        self._stats: dict[str, tuple[int, int]] = {}
        self.rows = 0

    def write(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self.rows += table.num_rows
        for name in stats_of(self._stream):
            low, high = pc.min_max(table[name]).as_py().values()
            if low is not None:
                old = self._stats.get(name, (low, high))
                self._stats[name] = (min(low, old[0]), max(high, old[1]))
        if sum(t.num_rows for t in self._waiting) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=ROW_GROUP)
            self._waiting = []

    def close(self) -> DataFile:
        """Finish the file and force it to the disk, before anything may name it."""
        self._flush()
        self._writer.close()
        with open(self._path, "rb") as handle:
            os.fsync(handle.fileno())
        return DataFile(
            self.relative,
            self._path.stat().st_size,
            self.rows,
            self.facility,
            self.year,
            self._stats,
        )


def commit(
    ledger: Ledger,
    recorded_at: int,
    short: str,
    manifest: dict[str, Any],
    files: dict[str, list[DataFile]],
) -> None:
    """Make the files part of the ledger, in all their streams or in none.

    The caller holds the lock.
    """
    body = {
        **manifest,
        "recorded_at": recorded_at,
        "files": {name: [asdict(f) for f in listed] for name, listed in files.items()},
    }
    final = ledger.intents / f"{recorded_at:020d}-{short}.json"
    draft = final.with_suffix(f".{uuid.uuid4().hex}.draft")
    with open(draft, "w", encoding="utf-8") as handle:
        json.dump(body, handle, ensure_ascii=False, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(draft, final)
    _sync_folder(ledger.intents)
    _apply(ledger, final)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _apply(ledger: Ledger, intent: Path) -> None:
    """Bring each stream's Delta log up to an intent; doing it again changes nothing."""
    body = json.loads(intent.read_text())
    for name, listed in body["files"].items():
        _append_to_log(ledger, name, [DataFile(**f) for f in listed], transaction=intent.stem)
    os.replace(intent, ledger.imports / intent.name)
    _sync_folder(ledger.imports)


def _append_to_log(ledger: Ledger, name: str, files: list[DataFile], transaction: str) -> None:
    uri = str(ledger.table(name))
    if (
        DeltaTable.is_deltatable(uri)
        and DeltaTable(uri).transaction_version(transaction) is not None
    ):
        return
    actions = [
        AddAction(
            f.path,
            f.size,
            {"facility": f.facility, "year": f.year},
            int(time.time() * 1000),
            True,
            _stats(f),
        )
        for f in files
    ]
    schema = _delta_schema(name)
    properties = CommitProperties(app_transactions=[Transaction(transaction, 1)])
    if DeltaTable.is_deltatable(uri):
        with_later_columns(DeltaTable(uri), name)
        DeltaTable(uri).create_write_transaction(
            actions, "append", schema, list(PARTITION), commit_properties=properties
        )
    else:
        create_table_with_add_actions(
            uri,
            schema,
            actions,
            "error",
            list(PARTITION),
            configuration={"delta.appendOnly": "true"},
            commit_properties=properties,
        )


def _delta_schema(name: str) -> Schema:
    partitions = [pa.field(n, pa.string()) for n in PARTITION]
    return Schema.from_arrow(pa.schema([*arrow_schema(stream_named(name)), *partitions]))


def with_later_columns(table: DeltaTable, name: str) -> None:
    """Tell a Delta table of the columns that came with a later version of its stream.

    What the log does not know, merging its files would drop.
    """
    known = {f.name for f in table.schema().fields}
    later = [f for f in _delta_schema(name).fields if f.name not in known]
    if later:
        table.alter.add_columns(later)


def _stats(f: DataFile) -> str:
    return json.dumps(
        {
            "numRecords": f.rows,
            "minValues": {n: low for n, (low, _) in f.stats.items()},
            "maxValues": {n: high for n, (_, high) in f.stats.items()},
            "nullCount": {},
        }
    )


def data_files(ledger: Ledger, name: str) -> list[DataFile]:
    """All committed files of a stream, with their statistics, from its Delta log."""
    kind = stream_named(name)
    uri = str(ledger.table(name))
    if not DeltaTable.is_deltatable(uri):
        return []
    actions = pa.table(DeltaTable(uri).get_add_actions(flatten=True)).to_pylist()
    return [
        DataFile(
            a["path"],
            a["size_bytes"],
            a["num_records"],
            a["partition.facility"],
            a["partition.year"],
            {
                n: (a[f"min.{n}"], a[f"max.{n}"])
                for n in stats_of(kind)
                if a.get(f"max.{n}") is not None
            },
        )
        for a in sorted(actions, key=lambda a: a["path"])
    ]
