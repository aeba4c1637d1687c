"""Ask an engine for a need, and have the rows.

What the embedded engine is asked depends on the question and on the columns that the files hold,
not on the files: working it out takes ten times as long as answering it over a small ledger, so
the last questions are kept as they were worked out.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from scicity.ledger import Reading, session, stream

from .calendar import Window
from .engine import Where, as_known, connect, elsewhere, entries, plain, shared_out, succeeding
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


class Asked(Hashable, Protocol):
    """Something to be asked of files: equal ones are worked out once."""

    def over(self, rows: ir.Table) -> ir.Table: ...


@lru_cache(KEPT)
def _worked_out(
    asked: Asked, columns: tuple[tuple[str, str], ...]
) -> tuple[ir.Table, str, tuple[tuple[str, pa.Table], ...]]:
    """What is asked of files with these columns: its expression, its SQL, and the small tables
    that this names.
    """
    import ibis.expr.operations as ops
    from ibis.backends.sql.datatypes import DuckDBType

    files = ibis.table({c: DuckDBType.from_string(t) for c, t in columns}, name=_FILES)
    said = asked.over(files)
    small = said.op().find(ops.InMemoryTable)
    tables = tuple((t.name, t.data.to_pyarrow(t.schema)) for t in small)
    return said, str(ibis.to_sql(said, dialect="duckdb", pretty=False)), tables


def in_files(paths: Sequence[str], asked: Asked, options: str = "") -> pa.Table:
    """What is asked of Parquet files, by the embedded engine; `options` are its reader's."""
    from ibis.backends.duckdb.converter import DuckDBPyArrowData

    con = session()
    con.execute("set timezone = 'UTC'")
    listed = ", ".join("'" + p.replace("'", "''") + "'" for p in paths)
    con.execute(f"create temp view {_FILES} as select * from read_parquet([{listed}]{options})")
    files = con.sql(f"select * from {_FILES} limit 0")
    columns = tuple((c, str(t)) for c, t in zip(files.columns, files.types, strict=True))
    said, sql, tables = _worked_out(asked, columns)
    for name, table in tables:
        con.register(name, table)
    found = con.sql(sql).to_arrow_table()
    return said.__pyarrow_result__(found, data_mapper=DuckDBPyArrowData)


@dataclass(frozen=True)
class _Recorded:
    """A question about what was recorded until `cut`, if that is set."""

    question: Question
    cut: int | None

    def over(self, rows: ir.Table) -> ir.Table:
        return self.question.over(as_known(rows, stream(self.question.stream), self.cut))


def _ask(reading: Reading, question: Question) -> list[dict[str, Any]]:
    if not reading.files:
        return []
    kind = stream(reading.stream)
    if elsewhere() or kind.succession:
        con = connect()
        rows = succeeding(reading) if kind.succession else entries(con, reading)
        return plain(con.to_pyarrow(question.over(rows)))
    union = ", union_by_name=true" if kind.version > 1 else ""
    options = f", hive_partitioning=true, hive_types_autocast=false{union}"
    cut = reading.as_of if reading.cut else None
    return plain(in_files(reading.paths, _Recorded(question, cut), options))


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
