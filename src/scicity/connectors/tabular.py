"""CSV and Parquet files of any facility, by a declared mapping of their columns to a stream.

The mapping is a small YAML file: `stream`, `unit` (a registry path) or `unit: {column: …}`, `zone`,
and `columns`, each field of the stream with the column that it comes from and, where needed,
`format` (of a time), `values` (words to words), `times` (a factor to the field's unit) or `person:
true`. Beside them may stand `separator`, `encoding`, `decimal: ","` for decimal commas, `ambiguous:
earliest|latest` for times that the clock showed twice, and `covers: 2023` (or FIRST..LAST), the
period of which the file holds everything.

Where a table names people's organisations and does not say itself who is external or staff, that is
worked out from the registry's operators (`DERIVED`); a row without an organisation, or of a place
without an operator, says neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl
import pyarrow.parquet as pq
import yaml

from scicity.ledger import Batch, Source, SourceError, empty_rejects, stream
from scicity.ledger.periods import spoken_period
from scicity.ledger.zones import midnight
from scicity.registry import City, Pseudonyms, is_external, is_staff, operators_of

from .amounts import Mark
from .columns import WORDS, moments, whole
from .textchunks import Progress, chunks, digest_of

ROWS = 250_000
_COLUMN_KEYS = {"column", "format", "values", "times", "person", "value", "ambiguous"}
_KEYS = {
    "stream",
    "unit",
    "zone",
    "columns",
    "separator",
    "encoding",
    "decimal",
    "ambiguous",
    "covers",
}
# what follows from a row's organisation and the operator of its place, by stream: the field, and
# who decides
DERIVED: dict[str, tuple[str, Callable[..., bool | None]]] = {
    "visits": ("staff", is_staff),
    "instrument_time": ("external", is_external),
}


@dataclass(frozen=True, repr=False)
class Mapping:
    """How a file's columns become a stream's fields."""

    stream: str
    zone: str
    columns: dict[str, dict[str, Any]]
    separator: str = ","
    encoding: str = "utf-8"
    decimal: Mark = "."
    ambiguous: str = ""
    covers: str = ""

    def __repr__(self) -> str:
        """What decides how a file is read, for its digest: a mapping that says nothing new has the
        digest it had.
        """
        told = "".join(
            f", {n}={v!r}"
            for n, v in (
                ("decimal", self.decimal),
                ("ambiguous", self.ambiguous),
                ("covers", self.covers),
            )
            if v not in ("", ".")
        )
        return (
            f"Mapping(stream={self.stream!r}, zone={self.zone!r}, columns={self.columns!r},"
            f" separator={self.separator!r}, encoding={self.encoding!r}{told})"
        )

    @property
    def span(self) -> tuple[int, int] | None:
        """The time that the file covers by its mapping's word, in UTC seconds."""
        spoken = spoken_period(self.covers) if self.covers else None
        return (
            (
                midnight(spoken.first, self.zone),
                midnight(spoken.last + timedelta(days=1), self.zone),
            )
            if spoken
            else None
        )


def load_mapping(path: Path) -> Mapping:
    """Read a mapping; raises SourceError that names what is wrong with it."""
    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceError(f"The mapping {path.name} cannot be read: {error}") from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("columns", {}), dict):
        raise SourceError(
            f"The mapping {path.name} must hold stream, unit, zone and columns, each with its"
            " value."
        )
    missing = {"stream", "unit", "zone", "columns"} - set(loaded)
    if missing:
        raise SourceError(f"The mapping {path.name} lacks {', '.join(sorted(missing))}.")
    if unknown := set(loaded) - _KEYS:
        raise SourceError(
            f"{path.name}: {', '.join(sorted(map(str, unknown)))} is not known; a mapping has"
            f" {', '.join(sorted(_KEYS))}."
        )
    kind = stream(loaded["stream"])
    unit = loaded["unit"] if isinstance(loaded["unit"], dict) else {"value": loaded["unit"]}
    columns = {
        "unit": unit,
        **{k: v if isinstance(v, dict) else {"column": v} for k, v in loaded["columns"].items()},
    }
    for name, how in columns.items():
        if name not in kind.field_names:
            raise SourceError(
                f"{path.name}: {kind.name} has no field {name!r}. It has:"
                f" {', '.join(kind.field_names)}."
            )
        if set(how) - _COLUMN_KEYS:
            raise SourceError(
                f"{path.name}: {name} has unknown keys {sorted(set(how) - _COLUMN_KEYS)}."
            )
    absent = [
        f.name for f in kind.fields if f.required and f.name not in columns and f.name != "end"
    ]
    if absent:
        raise SourceError(f"{path.name}: the required fields {', '.join(absent)} are not mapped.")
    made = Mapping(
        kind.name,
        str(loaded["zone"]),
        columns,
        loaded.get("separator", ","),
        loaded.get("encoding", "utf-8"),
        loaded.get("decimal", "."),
        str(loaded.get("ambiguous", "")),
        str(loaded.get("covers", "")),
    )
    _check(path, made)
    return made


def _check(path: Path, made: Mapping) -> None:
    """Raise SourceError for an option that means nothing."""
    try:
        ZoneInfo(made.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SourceError(
            f"{path.name}: zone {made.zone!r} is not an IANA zone (Region/Place)."
        ) from error
    if made.decimal not in (".", ","):
        raise SourceError(f"{path.name}: decimal is '.' or ','.")
    if made.decimal == made.separator:
        raise SourceError(
            f"{path.name}: cells are parted by {made.separator!r}, so it cannot be the decimal mark"
            " too; say separator: ';'."
        )
    if made.ambiguous and made.ambiguous not in WORDS:
        raise SourceError(f"{path.name}: ambiguous is earliest or latest.")
    if made.covers and made.span is None:
        raise SourceError(
            f"{path.name}: covers {made.covers!r} is not a period like 2023, 2023-07 or"
            " 2023-01..2023-06."
        )
    for name, how in made.columns.items():
        try:
            good = Fraction(str(how.get("times", 1))) > 0
        except (ValueError, ZeroDivisionError):
            good = False
        if not good:
            raise SourceError(
                f"{path.name}: {name}: times {how['times']!r} is not a factor like 1000 or 1/60."
            )


def source_of(path: Path, mapping: Mapping, city: City | None = None) -> Source:
    """The source of a file read by a mapping; where rows follow from the city's operators, those
    are part of it.
    """
    operators = _operators(mapping, city)
    worked_out = (
        [repr([(unit, sorted(codes)) for unit, codes in sorted(operators.items())])]
        if operators
        else []
    )
    return Source(path.name, digest_of(path, "tabular-1", repr(mapping), *worked_out), "tabular")


def _operators(mapping: Mapping, city: City | None) -> dict[str, frozenset[str]]:
    """The operators' codes of the places that a mapping's rows may be of; empty where no field
    follows from them.
    """
    field = DERIVED.get(mapping.stream, ("", None))[0]
    if (
        city is None
        or not field
        or field in mapping.columns
        or "organisation" not in mapping.columns
    ):
        return {}
    unit = mapping.columns["unit"].get("value")
    return {
        u: codes
        for u in ([str(unit)] if unit is not None else city.entries)
        if (codes := operators_of(city, u))
    }


def read_tabular(
    path: Path,
    mapping: Mapping,
    people: Pseudonyms,
    progress: Progress | None = None,
    city: City | None = None,
) -> Iterator[Batch]:
    """Yield a file's rows in batches.

    Lines of a CSV count from 1 with its header, rows of Parquet from 1.

    `city` says who operates the places; without it nothing is worked out from that.
    """
    operators = _operators(mapping, city)
    pieces = (
        _parquet(path, progress) if path.suffix == ".parquet" else _csv(path, mapping, progress)
    )
    for table, first in pieces:
        missing = {h["column"] for h in mapping.columns.values() if "column" in h} - set(
            table.columns
        )
        if missing:
            raise SourceError(
                f"{path.name} has no column {', '.join(sorted(missing))}. It has:"
                f" {', '.join(table.columns)}."
            )
        yield _with_derived(_batch(table.with_row_index("line", first), mapping, people), operators)


def _parquet(path: Path, progress: Progress | None) -> Iterator[tuple[pl.DataFrame, int]]:
    try:
        file = pq.ParquetFile(path)
    except (OSError, ValueError) as error:
        raise SourceError(f"{path.name} is not a whole Parquet file: {error}") from error
    first = 1
    for batch in file.iter_batches(ROWS):
        frame = pl.DataFrame(batch)
        yield frame, first
        first += frame.height
        if progress:
            progress(first - 1, file.metadata.num_rows)


def _csv(
    path: Path, mapping: Mapping, progress: Progress | None
) -> Iterator[tuple[pl.DataFrame, int]]:
    header: list[str] = []
    for chunk in chunks(path, mapping.encoding, progress):
        try:
            table = pl.read_csv(
                chunk.data,
                separator=mapping.separator,
                infer_schema=False,
                has_header=not header,
                new_columns=header or None,
                raise_if_empty=False,
            )
        except pl.exceptions.PolarsError as error:
            raise SourceError(
                f"{path.name}, from line {chunk.first_line}: {str(error).splitlines()[0]} "
                "Every line needs as many cells as the header."
            ) from error
        first = chunk.first_line if header else 2
        header = header or table.columns
        yield table, first


def _batch(table: pl.DataFrame, mapping: Mapping, people: Pseudonyms) -> Batch:
    kind = stream(mapping.stream)
    out: dict[str, pl.Series] = {"line": table["line"].cast(pl.Int64)}
    rejects = [empty_rejects()]
    for name, how in mapping.columns.items():
        if "value" in how:
            out[name] = pl.Series(name, [how["value"]] * table.height)
            continue
        raw = table[how["column"]]
        why = pl.Series([None] * table.height, dtype=pl.String)
        if kind.field(name).type == "time" and "values" not in how:
            value, why = moments(
                raw, how, mapping.zone, str(how.get("ambiguous", mapping.ambiguous))
            )
        else:
            value = _converted(
                raw,
                kind.field(name).type,
                how,
                mapping,
                people,
                str(mapping.columns["unit"].get("value", "")),
            )
        given = raw.is_not_null() & (raw.cast(pl.String) != "")
        unread = given & value.is_null()
        if unread.any():
            bad = table.with_columns(why.alias("_why")).filter(unread)
            rejects.append(
                bad.select(
                    pl.col("line").cast(pl.Int64),
                    pl.lit(name).alias("field"),
                    pl.col(how["column"]).cast(pl.String).alias("value"),
                    pl.coalesce(
                        "_why", pl.lit(_rule(kind.field(name).type, how, mapping.zone))
                    ).alias("rule"),
                    pl.lit("").alias("row"),
                )
            )
        out[name] = value
    if "end" not in out:
        out["end"] = out["start"]
    refused = pl.concat(rejects).unique("line", keep="first", maintain_order=True)
    rows = pl.DataFrame(out)
    return Batch(kind.name, rows.filter(~pl.col("line").is_in(refused["line"].to_list())), refused)


def _with_derived(batch: Batch, operators: dict[str, frozenset[str]]) -> Batch:
    """The rows with what follows from organisation and operator."""
    if not operators or batch.rows.is_empty():
        return batch
    name, decide = DERIVED[batch.stream]
    pairs = batch.rows.select("unit", "organisation").unique()
    answers = [decide(home, operators.get(unit, frozenset())) for unit, home in pairs.rows()]
    known = pairs.with_columns(pl.Series(name, answers, dtype=pl.Boolean))
    return replace(
        batch,
        rows=batch.rows.join(
            known, on=["unit", "organisation"], how="left", nulls_equal=True, maintain_order="left"
        ),
    )


def _rule(kind: str, how: dict[str, Any], zone: str) -> str:
    if "values" in how:
        return f"must be one of: {', '.join(str(v) for v in how['values'])}"
    return {
        "integer": "is not a number that gives whole units",
        "flag": "is not yes or no",
        "time": (
            f"is not a time like {how.get('format', '2023-12-31 23:59:59')} that exists in {zone}"
        ),
    }.get(kind, "cannot be read")


def _converted(
    raw: pl.Series,
    kind: str,
    how: dict[str, Any],
    mapping: Mapping,
    people: Pseudonyms,
    facility: str,
) -> pl.Series:
    if "values" in how:
        words = {str(k): v for k, v in how["values"].items()}
        return raw.cast(pl.String).replace_strict(words, default=None)
    if how.get("person"):
        return people.column(facility, raw.cast(pl.String))
    if kind == "integer":
        return whole(raw, Fraction(str(how.get("times", 1))), mapping.decimal)
    if kind == "flag":
        return (
            raw.cast(pl.String)
            .str.to_lowercase()
            .replace_strict(
                {
                    "true": True,
                    "yes": True,
                    "1": True,
                    "是": True,
                    "false": False,
                    "no": False,
                    "0": False,
                    "否": False,
                },
                default=None,
                return_dtype=pl.Boolean,
            )
        )
    return raw.cast(pl.String)
