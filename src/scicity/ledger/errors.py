"""What can go wrong in the ledger, said so that the reader knows what to do next."""


class LedgerError(Exception):
    """Base of the ledger's errors; its text says what to do."""


class UnknownStream(LedgerError):
    """A stream was named that the ledger does not have."""


class FutureAsOf(LedgerError):
    """A reading was asked for as of a time that has not come yet."""


class RowsRejected(LedgerError):
    """A strict import met bad rows, so nothing was recorded."""


class NoSuchRecord(LedgerError):
    """A retraction named a record that is not live."""


class SourceError(LedgerError):
    """A source cannot be read at all (encoding, truncation, missing header)."""
