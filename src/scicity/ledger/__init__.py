"""The ledger: records that are never overwritten, read as of any time."""

from .append import Batch, append, retract
from .check import empty_rejects
from .compact import Merged, compact, sweep
from .errors import FutureAsOf, LedgerError, NoSuchRecord, RowsRejected, SourceError, UnknownStream
from .reading import Reading, live_sql, read, records, resolve_as_of, show_moment
from .store import DataFile, Ledger, data_files, last_recorded, locked, manifest_of, manifests, open_ledger
from .streams import OPEN_END, STREAMS, stream
from .succession import in_force, succeed
from .types import Counts, Field, ImportReport, Origin, Reject, Source, Stream

__all__ = [
    "OPEN_END",
    "STREAMS",
    "Batch",
    "Counts",
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
    "compact",
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
    "show_moment",
    "stream",
    "succeed",
    "sweep",
]
