"""A document that comes again: what it stated before and states no longer, and whether it is the
same return at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from scicity.ledger import (
    Batch,
    ImportReport,
    Ledger,
    Source,
    SourceError,
    live_sql,
    read,
    retract,
    session,
)


@dataclass(frozen=True)
class Stated:
    """A live statement of a document as the ledger holds it."""

    unit: str
    statement: str
    value: str
    value_unit: str
    as_of: str


def stated_before(ledger: Ledger, document: str) -> list[Stated]:
    """What a document states so far, in the order of its statements."""
    reading = read(ledger, "declarations")
    if not reading.files:
        return []
    rows = (
        session()
        .execute(
            f"select unit, statement, value, value_unit, as_of from ({live_sql(reading)}) where"
            " document = ? order by line, statement",
            [document],
        )
        .fetchall()
    )
    return [Stated(*(str(x or "") for x in row)) for row in rows]


def no_longer_stated(before: Sequence[Stated], batches: Sequence[Batch]) -> list[Stated]:
    """What stood in the ledger and does not come again.

    Nothing, where a line was set aside: it may be that one.
    """
    now: set[tuple[Any, ...]] = set()
    for b in batches:
        if b.stream == "declarations":
            if b.rejects.height:
                return []
            if b.rows.height:
                now |= set(b.rows.select("unit", "statement").iter_rows())
    return [s for s in before if (s.unit, s.statement) not in now]


def check_same_return(before: Sequence[Stated], document: str, facility: str, year: int) -> None:
    """A document number is of one return.

    Raises SourceError where it stands for another year or facility already.
    """
    for s in before:
        if s.as_of[:4] != str(year) or s.unit.partition("/")[0] != facility.partition("/")[0]:
            raise SourceError(
                f"The document number {document} is that of the return of {s.unit} for"
                f" {s.as_of[:4] or 'another year'} already. Give each return a number of its own; a"
                " corrected return keeps its number."
            )


def withdraw(ledger: Ledger, document: str, gone: Sequence[Stated], source: Source) -> ImportReport:
    """Withdraw what a later edition of a document no longer states.

    Readings as of earlier times still show it.
    """
    keys = pl.DataFrame(
        [{"unit": s.unit, "document": document, "statement": s.statement} for s in gone]
    )
    digest = hashlib.sha256(
        "\n".join([source.digest, *(f"{s.unit} {s.statement}" for s in gone)]).encode()
    ).hexdigest()
    why = f"no longer stated by {source.name}"
    return retract(
        ledger,
        "declarations",
        Source(f"retract {document}", digest, "retract", source.origin, why),
        keys,
    )
