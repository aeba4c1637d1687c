"""Ask an engine for a need, and have the rows.

What the embedded engine is asked depends on the question and on the columns that the files hold,
not on the files: working it out takes ten times as long as answering it over a small ledger, so
the last questions are kept as they were worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scicity.ledger import Reading, stream

from .calendar import Window
from .engine import Where, as_known, connect, entries, in_files, plain, shared_out, succeeding
from .lazily import ibis
from .spans import Need, fold
from .types import Scope

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

KEPT = 512
"""Questions that a process keeps: some 20 kB each."""
_FILES = "files_of_the_reading"


@dataclass(frozen=True)
class Question:
    """All that an answer depends on besides the files: see `answer` and `histogram`."""

    stream: str
    paths: tuple[str, ...] | None
    zone: str
    where: Where
    unless: Where
    need: Need
    window: Window
    extremes: tuple[tuple[str, str], ...] = ()
    counted: str = ""

    def over(self, rows: ir.Table) -> ir.Table:
        """The answer as an expression over a stream's rows."""
        scope = Scope("", self.paths, self.zone)
        rows = shared_out(
            rows, stream(self.stream), scope, self.where, self.need, self.window, self.unless
        )
        if not self.counted:
            return fold(rows, self.need, dict(self.extremes))
        by = [*self.need.dims, "k", self.counted]
        counts = rows.group_by(by).aggregate(n=rows["started"].sum())
        return counts.filter(counts["n"] > 0).rename(value=self.counted)


@lru_cache(KEPT)
def worked_out(
    question: Question, columns: tuple[tuple[str, Any], ...], cut: int | None
) -> tuple[ir.Table, str, tuple[tuple[str, pa.Table], ...]]:
    """A question over files with these columns: its expression, its SQL, and the small tables
    that this names.
    """
    import ibis.expr.operations as ops

    files = ibis.table(dict(columns), name=_FILES)
    asked = question.over(as_known(files, stream(question.stream), cut))
    small = asked.op().find(ops.InMemoryTable)
    tables = tuple((t.name, t.data.to_pyarrow(t.schema)) for t in small)
    return asked, str(ibis.to_sql(asked, dialect="duckdb", pretty=False)), tables


def _ask(reading: Reading, question: Question) -> list[dict[str, Any]]:
    if not reading.files:
        return []
    con, kind = connect(), stream(reading.stream)
    if con.name == "pyspark" or kind.succession:
        rows = succeeding(reading) if kind.succession else entries(con, reading)
        return plain(con.to_pyarrow(question.over(rows)))
    from ibis.backends.duckdb.converter import DuckDBPyArrowData

    columns = tuple(in_files(con, reading, _FILES).schema().items())
    asked, sql, tables = worked_out(question, columns, reading.as_of if reading.cut else None)
    for name, table in tables:
        con.con.register(name, table)
    found = con.con.sql(sql).to_arrow_table()
    return plain(asked.__pyarrow_result__(found, data_mapper=DuckDBPyArrowData))


def answer(
    reading: Reading,
    scope: Scope,
    where: Where,
    need: Need,
    window: Window,
    extremes: Mapping[str, str] | None = None,
    unless: Where = (),
) -> list[dict[str, Any]]:
    """Rows of {dims, k, integers}, one a bucket and dimension that any record touches.

    `extremes` names those of the need's keys whose least and greatest values are asked for.
    """
    return _ask(
        reading,
        Question(
            reading.stream,
            scope.paths,
            scope.zone,
            where,
            unless,
            need,
            window,
            tuple((extremes or {}).items()),
        ),
    )


def histogram(
    reading: Reading,
    scope: Scope,
    where: Where,
    dims: tuple[str, ...],
    column: str,
    window: Window,
    unless: Where = (),
) -> list[dict[str, Any]]:
    """Rows of {dims, k, value, n}: how often each value of a column stands among the records begun
    in a bucket.
    """
    need = Need(dims=dims, keys=(column,))
    return _ask(
        reading,
        Question(
            reading.stream, scope.paths, scope.zone, where, unless, need, window, counted=column
        ),
    )
