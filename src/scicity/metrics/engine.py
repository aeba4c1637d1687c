"""Run a need over the ledger's files with the embedded engine; the answer is rows of Python
integers.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

from scicity.ledger import Reading, Stream, in_force, live_sql, session, stream

from .calendar import Window
from .dimensions import known_to
from .errors import NoEngine
from .lazily import ibis
from .spans import DERIVED, Need, combine, spread
from .types import Scope, Values

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa
    from ibis.backends.duckdb import Backend

_IBIS = {"text": "string", "integer": "int64", "time": "int64", "flag": "boolean"}
Where = Values


_master: ContextVar[str] = ContextVar("engine", default="")


@contextmanager
def using(master: str) -> Iterator[None]:
    """Within it, figures are computed by Apache Spark at `master` (`spark://host:port`, `local[4]`)
    instead of the embedded engine.

    The definitions and the ledger's files are the same; only the engine differs. NoEngine: it is
    not installed, or cannot be reached.
    """
    token = _master.set(master)
    try:
        if master:
            spark(master)
        yield
    finally:
        _master.reset(token)


def elsewhere() -> bool:
    """Whether figures are computed by another engine than the embedded one."""
    return bool(_master.get())


@cache
def spark(master: str) -> Backend:
    """One session a master, kept while the process lives: starting one takes seconds."""
    try:
        from pyspark.sql import SparkSession

        built = SparkSession.builder.master(master).appName("scicity")
        for key, value in {
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.ansi.enabled": "true",
            "spark.log.level": "ERROR",
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 4)),
        }.items():
            built = built.config(key, value)
        return ibis.pyspark.connect(built.getOrCreate())
    except ImportError as error:
        raise NoEngine(
            "Apache Spark is not installed: run `make setup-full`, which also brings Java."
        ) from error
    except Exception as error:  # py4j and Java raise what they like
        raise NoEngine(f"Spark at {master!r} cannot be used: {error}") from error


def connect(threads: int | None = None, memory: str | None = None) -> Backend:
    """The engine: the distributed one within `using`, else an embedded one of one's own, in memory,
    nothing shared.
    """
    if master := _master.get():
        return spark(master)
    return embedded(threads, memory)


def embedded(threads: int | None = None, memory: str | None = None) -> Backend:
    """The embedded engine, whatever computes the figures: it lists records."""
    if not (threads or memory):
        return ibis.duckdb.from_connection(session())
    con = ibis.duckdb.connect()
    if threads:
        con.raw_sql(f"set threads = {threads}")
    if memory:
        con.raw_sql(f"set memory_limit = '{memory}'")
    return con


def entries(con: Backend, reading: Reading) -> ir.Table:
    """Every row recorded in the reading's files, openings and reversals, with `facility` and
    `year`.
    """
    kind = stream(reading.stream)
    rows = (
        _on_spark(con, reading)
        if con.name == "pyspark"
        else con.read_parquet(
            reading.paths,
            hive_partitioning=True,
            hive_types_autocast=False,
            union_by_name=kind.version > 1,
        )
    )
    return as_known(rows, kind, reading.as_of if reading.cut else None)


def as_known(rows: ir.Table, kind: Stream, cut: int | None) -> ir.Table:
    """Rows of files with every column of their stream, none recorded after `cut`, if any."""
    # files that were written before a column came do not have it
    later = {f.name: ibis.null(_IBIS[f.type]) for f in kind.fields if f.name not in rows.columns}
    rows = rows.mutate(**later) if later else rows
    return rows if cut is None else rows.filter(rows["recorded_at"] <= cut)


def live_rows(con: Backend, reading: Reading) -> ir.Table:
    """The live rows of a reading, each record once, in the embedded engine."""
    con.raw_sql(f"create or replace temp view live_of_{reading.as_of} as {live_sql(reading)}")
    return con.table(f"live_of_{reading.as_of}")


def succeeding(reading: Reading) -> ir.Table:
    """Rows of a succession, each for the time in which it is in force: few, so they are worked out
    here for any engine.
    """
    import pyarrow as pa

    kind = stream(reading.stream)
    rows = [{**r, "sign": 1} for r in in_force(reading)]
    types = {"text": pa.string(), "integer": pa.int64(), "time": pa.int64(), "flag": pa.bool_()}
    own = [pa.field(f.name, types[f.type]) for f in kind.fields]
    schema = pa.schema([*own, pa.field("sign", pa.int64()), pa.field("facility", pa.string())])
    return ibis.memtable(pa.Table.from_pylist(rows, schema=schema))


def _on_spark(con: Backend, reading: Reading) -> ir.Table:
    """The ledger's files, not its log: it is append-only, and the reading has resolved which files
    answer.
    """
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    rows = (
        session.read.option("basePath", str(reading.ledger.table(reading.stream)))
        .option("mergeSchema", str(stream(reading.stream).version > 1).lower())
        .parquet(*reading.paths)
    )
    name = f"entries_{hashlib.sha256(repr(reading.paths).encode()).hexdigest()[:16]}"
    rows.createOrReplaceTempView(name)
    return con.table(name)


def narrowed(rows: ir.Table, scope: Scope, where: Where, unless: Where = ()) -> ir.Table:
    """Only the rows of a scope, of the asked values, and of none of the values that are left
    out.
    """
    if scope.paths is not None:
        tests = []
        for path in scope.paths:
            tests += (
                [rows["facility"] == path]
                if "/" not in path
                else [rows["unit"] == path, rows["unit"].startswith(path + "/")]
            )
        rows = rows.filter(ibis.or_(*tests))
    for column, values in where:
        rows = rows.filter(rows[column].cast("string").isin(list(values)))
    for column, values in unless:
        rows = rows.filter(~rows[column].cast("string").isin(list(values)).coalesce(False))
    return rows


def only(rows: ir.Table, split: tuple[tuple[str, str | None], ...], kind: str) -> ir.Table:
    """Only the rows of a stream that are of one part of a split; dimensions that the stream does
    not know part nothing.
    """
    for name, value in split:
        if name == "gpu_type" and name in rows.columns:
            rows = rows.filter(_on_model(rows[name], value))
            continue
        derived = name in DERIVED and name in known_to(kind)
        column = DERIVED[name](rows) if derived else rows[name] if name in rows.columns else None
        if column is not None:
            rows = rows.filter(column.isnull() if value is None else column.cast("string") == value)
    return rows


def _on_model(column: ir.StringValue, model: str | None) -> ir.BooleanValue:
    """Whether a job ran on GPUs of a model, be it among others, or on just these models
    (`a100+v100`).
    """
    marked = ibis.literal("+") + column + "="
    if model is None:
        return column.isnull() | marked.contains("+unnamed=")
    return marked.contains(f"+{model}=") | (column.re_replace("=[0-9]+", "") == model)


def facilities_of(scope: Scope) -> frozenset[str] | None:
    return None if scope.paths is None else frozenset(p.split("/")[0] for p in scope.paths)


def derive_keys(rows: ir.Table, keys: Iterable[str]) -> ir.Table:
    return rows.mutate(**{k: DERIVED[k](rows) for k in keys if k in DERIVED})


def shared_out(
    rows: ir.Table,
    kind: Stream,
    scope: Scope,
    where: Where,
    need: Need,
    window: Window,
    unless: Where = (),
) -> ir.Table:
    """The rows of a stream that are asked for, laid over the buckets that they touch."""
    rows = derive_keys(narrowed(rows, scope, where, unless), (*need.keys, *need.dims))
    if "gpu_type" in need.dims and not any("gpus" in w for w in (*need.hours, *need.totals)):
        # how many of each model matters to GPUs alone
        rows = rows.mutate(gpu_type=rows["gpu_type"].re_replace("=[0-9]+", ""))
    return spread(combine(rows, need, window, kind), need, window)


def plain(found: pa.Table) -> list[dict[str, Any]]:
    """Rows as dictionaries, decimals of whole numbers as int."""
    return [{c: _plain(v) for c, v in row.items()} for row in found.to_pylist()]


def _plain(value: Any) -> Any:
    return (
        int(value)
        if not isinstance(value, (str, bool, int, float, type(None))) and value == int(value)
        else value
    )
