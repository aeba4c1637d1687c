"""Many small files become few large ones, and every reading as of any time stays what it was.

Each row keeps the moment at which it was recorded, so a merged file answers an earlier reading by
passing over its later rows (`Reading.cut`). Manifests stay as they are. Merging is Delta's own
optimize: one commit a partition, which marks nothing as changed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deltalake import ColumnProperties, DeltaTable, WriterProperties

from .store import ROW_GROUP, Ledger, data_files, locked, recover, stats_of, with_later_columns
from .streams import STREAMS, stream

TARGET = 256 * 2**20


@dataclass(frozen=True)
class Merged:
    """One partition of a stream: files and bytes before and after."""

    stream: str
    facility: str
    year: str
    files: tuple[int, int]
    bytes: tuple[int, int]


def compact(
    ledger: Ledger,
    least: int = 8,
    target: int = TARGET,
    progress: Callable[[Merged], None] | None = None,
) -> list[Merged]:
    """Merge each partition of at least `least` files into files of about `target` bytes.

    Importers wait while one partition is merged, never for all of them; readers never wait. Whoever
    is killed on the way leaves the partition as it was. The files that were merged stay until
    `sweep`.
    """
    done: list[Merged] = []
    for name in STREAMS:
        count = Counter((f.facility, f.year) for f in data_files(ledger, name))
        for partition in sorted(at for at, n in count.items() if n >= least):
            with locked(ledger):
                recover(ledger)
                merged = _merge(str(ledger.table(name)), name, partition, target)
            if merged is not None:
                done.append(merged)
                if progress:
                    progress(merged)
    return done


def _merge(uri: str, name: str, partition: tuple[str, str], target: int) -> Merged | None:
    with_later_columns(DeltaTable(uri), name)
    table = DeltaTable(uri)
    wanted = ",".join(stats_of(stream(name)))
    if table.metadata().configuration.get("delta.dataSkippingStatsColumns") != wanted:
        # readings choose files by these; Delta keeps statistics of the first 32 columns only,
        # unless told
        table.alter.set_table_properties({"delta.dataSkippingStatsColumns": wanted})
    identities = {
        c: ColumnProperties(dictionary_enabled=False)
        for c in ("record", "content", "line", "start", "end")
    }
    told = table.optimize.compact(
        [("facility", "=", partition[0]), ("year", "=", partition[1])],
        target_size=target,
        writer_properties=WriterProperties(
            compression="ZSTD", max_row_group_size=ROW_GROUP, column_properties=identities
        ),
    )
    if not told["numFilesRemoved"]:
        return None
    before, after = _detail(told["filesRemoved"]), _detail(told["filesAdded"])
    return Merged(name, *partition, (before[0], after[0]), (before[1], after[1]))


def _detail(told: str | dict[str, int]) -> tuple[int, int]:
    kept = json.loads(told) if isinstance(told, str) else told
    return int(kept["totalFiles"]), int(kept["totalSize"])


def sweep(ledger: Ledger, hours: int = 168) -> list[Path]:
    """Delete files that no reading begun within `hours` can name: merged ones, and what killed
    importers left. Returns them.

    A backup keeps its own. Less than a day is an error (ValueError): an import or a long question
    may be under way.
    """
    if hours < 24:
        raise ValueError(
            "Keep files for at least 24 hours: questions and imports may be under way."
        )
    gone: list[Path] = []
    for name in STREAMS:
        uri = ledger.table(name)
        if DeltaTable.is_deltatable(str(uri)):
            with locked(ledger):
                recover(ledger)
                gone += [
                    uri / p
                    for p in DeltaTable(str(uri)).vacuum(
                        retention_hours=hours, dry_run=False, enforce_retention_duration=False
                    )
                ]
    for path in gone:  # what was kept of a file's months goes with it
        for kept in (ledger.path / "partials").glob(
            f"*/{path.relative_to(ledger.path / 'streams').parts[0]}/*/{path.name}"
        ):
            kept.unlink(missing_ok=True)
    return gone
