"""Columns of a table as numbers and moments: exact, and never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from scicity.ledger.zones import local_to_utc

from .amounts import Mark, NotAnAmount, read_amount

LARGEST = 2**63 - 1
_FORMATS = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S%.f", "%Y/%m/%d %H:%M")
_OFFSET = r":\d{2}(?:\.\d+)?\s*(Z|[+-]\d{2}(?::?\d{2})?)$"
WORDS = {"earliest": "earliest", "latest": "latest"}


def whole(raw: pl.Series, times: Fraction, mark: Mark) -> pl.Series:
    """Whole numbers of the field's unit: each value times a factor, exactly; null where that is no
    whole number.
    """
    if times == 1 and raw.dtype.is_integer():
        return raw.cast(pl.Int64, strict=False)
    if (
        times == 1
        and raw.dtype == pl.String
        and raw.str.contains(r"^-?\d{1,18}$").fill_null(True).all()
    ):
        return raw.cast(pl.Int64)
    made = {
        value: _whole(value, times, mark) for value in raw.unique().to_list() if value is not None
    }
    return pl.Series(raw.name, [None if v is None else made[v] for v in raw.to_list()], pl.Int64)


def _whole(value: object, times: Fraction, mark: Mark) -> int | None:
    try:
        amount = read_amount(value, mark)
    except NotAnAmount:
        return None
    scaled = Fraction(amount.number) * times
    return (
        int(scaled)
        if not amount.unit and scaled.denominator == 1 and abs(scaled) <= LARGEST
        else None
    )


def moments(
    raw: pl.Series, how: Mapping[str, Any], zone: str, ambiguous: str = ""
) -> tuple[pl.Series, pl.Series]:
    """(UTC seconds, why there are none) of a column of times.

    A time with an offset is that moment. A local time is one of the zone: one that the clock
    skipped is refused, and one that it showed twice too, unless `ambiguous` says which of the two
    is meant.
    """
    if isinstance(raw.dtype, pl.Datetime) and raw.dtype.time_zone:
        return raw.dt.convert_time_zone("UTC").dt.epoch("s"), _none(raw)
    if raw.dtype == pl.String:
        if "%z" in str(how.get("format", "")):
            return raw.str.to_datetime(
                how["format"], strict=False, time_unit="ms", time_zone="UTC"
            ).dt.epoch("s"), _none(raw)
        offset = None if "format" in how else _offsets(raw)
        local = _local(raw, how.get("format")).dt.epoch("s")
    else:
        offset, local = None, raw.cast(pl.Datetime("ms")).dt.epoch("s")
    first, last = (local_to_utc(local, zone, a) for a in ("earliest", "latest"))
    frame = pl.DataFrame(
        {
            "local": local,
            "first": first,
            "last": last,
            "offset": offset
            if offset is not None
            else pl.Series([None] * len(raw), dtype=pl.Int64),
        }
    )
    twice = pl.col("offset").is_null() & (pl.col("first") != pl.col("last"))
    chosen = pl.col("last") if ambiguous == "latest" else pl.col("first")
    settled = (
        chosen if ambiguous in WORDS else pl.when(~twice.fill_null(False)).then(pl.col("first"))
    )
    found = frame.select(
        pl.when(pl.col("offset").is_not_null())
        .then(pl.col("local") - pl.col("offset"))
        .otherwise(settled)
        .alias("at"),
        pl.when(pl.col("local").is_null())
        .then(None)
        .when(pl.lit(ambiguous not in WORDS) & twice)
        .then(
            pl.lit(
                f"was shown twice by the clock of {zone}; write it with its offset, or "
                "say in the mapping which is meant, `ambiguous: earliest` or `latest`"
            )
        )
        .when(pl.col("offset").is_null() & pl.col("first").is_null())
        .then(pl.lit(f"does not exist in {zone}: the clock was put forward over it"))
        .alias("why"),
    )
    return found["at"], found["why"].cast(pl.String)


def _none(raw: pl.Series) -> pl.Series:
    return pl.Series([None] * len(raw), dtype=pl.String)


def _local(raw: pl.Series, given: str | None) -> pl.Series:
    """Wall-clock times of texts: by the mapping's format, or in ISO 8601 with or without its T,
    seconds and offset.
    """
    if given:
        return raw.str.to_datetime(given, strict=False, time_unit="ms")
    plain = (
        raw.str.strip_chars()
        .str.replace(r"(Z|[+-]\d{2}(?::?\d{2})?)$", "")
        .str.replace("T", " ", literal=True)
        .str.strip_chars()
    )
    bare = pl.DataFrame(
        {
            "raw": raw.str.strip_chars().str.replace("T", " ", literal=True),
            "plain": plain,
            "aware": raw.str.contains(_OFFSET),
        }
    )
    text = bare.select(pl.when("aware").then("plain").otherwise("raw").alias("text"))["text"]
    found = [text.str.to_datetime(f, strict=False, time_unit="ms") for f in _FORMATS]
    return pl.DataFrame({str(i): s for i, s in enumerate(found)}).select(pl.coalesce(pl.all()))["0"]


def _offsets(raw: pl.Series) -> pl.Series:
    """Seconds that the texts say they are ahead of UTC; null for local times."""
    said = raw.str.extract(_OFFSET, 1)
    made = {text: _seconds(text) for text in said.unique().to_list() if text}
    return pl.Series([None if t is None else made[t] for t in said.to_list()], dtype=pl.Int64)


def _seconds(text: str) -> int:
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "").ljust(4, "0")
    return (1 if text[0] == "+" else -1) * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
