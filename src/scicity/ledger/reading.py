"""Reading the ledger as of a time.

A revision is opened by a row with sign +1 and closed by a row with the same values and sign -1, as
a book-keeper reverses an entry. As of T, over all rows recorded at or before T, the signs of a
revision sum to 1 if it is the newest and to 0 if it was corrected or withdrawn: a sum or a count
weighted by sign needs no join, and a listing needs one against the few reversals only.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import duckdb

from .errors import FutureAsOf
from .session import session
from .store import DataFile, Ledger, data_files, last_recorded, locked
from .streams import stream as stream_of

_SQL = {"text": "varchar", "integer": "bigint", "time": "bigint", "flag": "boolean"}


@dataclass(frozen=True)
class Reading:
    """The files of one stream that answer a question as of `as_of` (microseconds since the
    epoch).
    """

    ledger: Ledger
    stream: str
    as_of: int
    files: tuple[DataFile, ...]

    @property
    def paths(self) -> list[str]:
        base = self.ledger.table(self.stream)
        return [str(base / f.path) for f in self.files]

    @property
    def cut(self) -> bool:
        """Whether some file also holds rows recorded after `as_of`, which must be passed over: it
        was merged since.
        """
        return any(f.recorded[1] > self.as_of for f in self.files)

    @property
    def paused(self) -> Reading:
        """The files with records that stood still for a part of their time."""
        name = stream_of(self.stream).paused
        return replace(self, files=tuple(f for f in self.files if f.stats.get(name, (0, 0))[1] > 0))


def resolve_as_of(ledger: Ledger, as_of: datetime | None) -> int:
    """The moment to read as of, in microseconds: the newest commit if none is asked for.

    A moment later than the newest commit is answered only when no writer is at work, so that no
    commit can still come before it. A moment in the future is an error: its answer could change.
    """
    if as_of is None:
        return last_recorded(ledger)
    asked = int(as_of.timestamp() * 1_000_000)
    if asked > time.time_ns() // 1000:
        raise FutureAsOf(f"As of {as_of.isoformat()} has not come yet. Ask as of now or earlier.")
    if asked > last_recorded(ledger):
        with locked(ledger, shared=True):
            pass
    return asked


def read(
    ledger: Ledger,
    stream: str,
    *,
    as_of: datetime | int | None = None,
    facilities: frozenset[str] | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Reading:
    """Resolve which files answer: recorded by `as_of`, of these facilities, touching [start, end]
    in seconds.
    """
    moment = as_of if isinstance(as_of, int) else resolve_as_of(ledger, as_of)
    chosen = tuple(
        f
        for f in data_files(ledger, stream)
        if f.recorded[0] <= moment
        and (facilities is None or f.facility in facilities)
        and (end is None or f.stats["start"][0] <= end)
        and (start is None or f.stats["end"][1] >= start)
    )
    return Reading(ledger, stream, moment, chosen)


def live_sql(reading: Reading, where: str = "true") -> str:
    """SQL of the live rows, each record once in its newest revision.

    Call only when there are files.
    """
    listed = ", ".join("'" + p.replace("'", "''") + "'" for p in reading.paths)
    # a later version of a stream has columns that older files lack: they read as nothing
    kind = stream_of(reading.stream)
    union = ", union_by_name=true" if kind.version > 1 else ""
    rows = f"read_parquet([{listed}], hive_partitioning=true, hive_types_autocast=false{union})"
    later = ", ".join(f'null::{_SQL[f.type]} as "{f.name}"' for f in kind.fields if f.since > 1)
    if later:
        rows = f"(select * from {rows} union all by name select {later} where false)"
    if reading.cut:
        rows = f"(select * from {rows} where recorded_at <= {reading.as_of})"
    if all(f.stats["sign"][0] == 1 for f in reading.files):
        return f"select * from {rows} where {where}"
    return (
        f"with rows_ as (select * from {rows}), closed as (select record, revision from rows_ where"
        " sign = -1) select * from rows_ anti join closed using (record, revision) where sign = 1"
        f" and ({where})"
    )


def records(
    reading: Reading, where: str = "true", order: str = "start, record"
) -> duckdb.DuckDBPyRelation | None:
    """The live records as a lazy relation, or None when the ledger holds nothing for the
    question.
    """
    if not reading.files:
        return None
    return session().sql(f"select * from ({live_sql(reading, where)}) order by {order}")


def show_moment(moment: int) -> str:
    """A `recorded_at` as ISO 8601 in UTC, to the microsecond."""
    return datetime.fromtimestamp(moment / 1_000_000, UTC).isoformat(timespec="microseconds")
