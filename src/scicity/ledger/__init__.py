"""The ledger: records that are never overwritten, read as of any time."""

from .append import Batch, append
from .check import empty_rejects
from .compact import Merged, compact, sweep
from .covers import ANY, Covered, covers_of
from .errors import FutureAsOf, LedgerError, NoSuchRecord, RowsRejected, SourceError, UnknownStream
from .reading import Reading, live_sql, read, records, resolve_as_of, show_moment
from .session import session
from .store import (
    DataFile,
    Ledger,
    data_files,
    last_recorded,
    locked,
    manifest_of,
    manifests,
    open_ledger,
)
from .streams import OPEN_END, STREAMS, stream
from .succession import in_force, succeed
from .types import Counts, Cover, Field, ImportReport, Origin, Reject, Source, Stream
from .withdraw import chosen, retract, withdraw_import, withdraw_records

__all__ = [
    "ANY",
    "OPEN_END",
    "STREAMS",
    "Batch",
    "Counts",
    "Cover",
    "Covered",
    "DataFile",
    "Field",
    "FutureAsOf",
    "ImportReport",
    "Ledger",
    "LedgerError",
    "Merged",
    "NoSuchRecord",
    "Origin",
    "Reading",
    "Reject",
    "RowsRejected",
    "Source",
    "SourceError",
    "Stream",
    "UnknownStream",
    "append",
    "chosen",
    "compact",
    "covers_of",
    "data_files",
    "empty_rejects",
    "in_force",
    "last_recorded",
    "live_sql",
    "locked",
    "manifest_of",
    "manifests",
    "open_ledger",
    "read",
    "records",
    "resolve_as_of",
    "retract",
    "session",
    "show_moment",
    "stream",
    "succeed",
    "sweep",
    "withdraw_import",
    "withdraw_records",
]
