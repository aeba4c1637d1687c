"""Identity of records: what makes two rows the same record, and two revisions the same content.

`record` and `content` are the lower 64 bits of MD5 (RFC 1321), shifted to 63 so that they are
non-negative in every engine, over fields joined by U+001F. MD5 is fixed by its standard, unlike the
engines' own hashes, which change between releases. It names things; it does not protect them:
the source's SHA-256 does that.

A field that came with a later version of its stream (`Field.since`) is part of the content only
where
it holds a value, with its name: a row without it has the identity that it had before the field
    came.
"""

from __future__ import annotations

import duckdb
import polars as pl

from .types import Stream


def _text(names: tuple[str, ...]) -> pl.Expr:
    """The fields of a row as one text: whole numbers in decimal, nothing as U+0000."""
    return pl.concat_str(
        [pl.col(n).cast(pl.String).fill_null("\0") for n in names], separator="\x1f"
    )


def _content(stream: Stream) -> pl.Expr:
    """All values of a row as one text; later fields follow by name, where they hold a value."""
    later = [f.name for f in stream.fields if f.since > 1]
    whole = _text(tuple(f.name for f in stream.fields if f.since == 1))
    named = [
        pl.concat_str(pl.lit(f"\x1f{n}="), pl.col(n).cast(pl.String)).fill_null("") for n in later
    ]
    return pl.concat_str([whole, *named]) if named else whole


def key_names(stream: Stream) -> tuple[str, ...]:
    return ("unit", *stream.key)


def identify(con: duckdb.DuckDBPyConnection, stream: Stream, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `record` (identity of the natural key) and `content` (identity of all
    values).
    """
    con.register(
        "_texts", rows.select(key=_text(key_names(stream)), whole=_content(stream)).to_arrow()
    )
    named = con.sql(
        "select cast(md5_number_lower(key) >> 1 as bigint) as record, "
        "cast(md5_number_lower(whole) >> 1 as bigint) as content from _texts"
    ).to_arrow_table()
    con.unregister("_texts")
    frame = pl.from_arrow(named)
    assert isinstance(frame, pl.DataFrame)
    return rows.hstack(frame)
