"""Identity of records: what makes two rows the same record, and two revisions the same content.

`record` and `content` are the lower 64 bits of MD5 (RFC 1321), shifted to 63 so that they are
non-negative in every engine, over fields joined by U+001F. MD5 is fixed by its standard, unlike the
engines' own hashes, which change between releases. It names things; it does not protect them:
the source's SHA-256 does that.
"""

from __future__ import annotations

import duckdb
import polars as pl

from .types import Stream

SYSTEM = ("record", "revision", "sign", "content", "recorded_at", "source", "line", "origin")


def _joined(names: tuple[str, ...]) -> str:
    parts = ", ".join(f"coalesce(cast(\"{n}\" as varchar), chr(0))" for n in names)
    return f"concat_ws(chr(31), {parts})"


def _digest(names: tuple[str, ...]) -> str:
    return f"cast(md5_number_lower({_joined(names)}) >> 1 as bigint)"


def key_names(stream: Stream) -> tuple[str, ...]:
    return ("unit", *stream.key)


def identify(con: duckdb.DuckDBPyConnection, stream: Stream, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `record` (identity of the natural key) and `content` (identity of all values)."""
    con.register("_rows", rows.to_arrow())
    named = con.sql(
        f"select *, {_digest(key_names(stream))} as record, {_digest(stream.field_names)} as content from _rows"
    ).to_arrow_table()
    con.unregister("_rows")
    frame = pl.from_arrow(named)
    assert isinstance(frame, pl.DataFrame)
    return frame
