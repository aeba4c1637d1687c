"""Yearly indicators from a table: one row a year, one column an indicator, a heading line, `#` for remarks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import polars as pl

from scicity.ledger import Batch, Source, SourceError
from scicity.ledger.check import empty_rejects
from scicity.ledger.zones import midnight

from .textchunks import digest_of


@dataclass(frozen=True)
class IndicatorOptions:
    """Whose indicators, in what unit, from what document, in what zone the years are."""

    unit: str
    value_unit: str
    document: str
    zone: str


def source_of(path: Path, how: IndicatorOptions) -> Source:
    return Source(path.name, digest_of(path, repr(how)), "indicators")


@dataclass(frozen=True)
class Value:
    line: int
    year: int
    indicator: str
    text: str


def read_values(path: Path) -> Iterator[Value]:
    """The cells of a table as values by year. Raises SourceError when there is no `year` column."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name} is not UTF-8. Save it as UTF-8.") from error
    kept = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not kept:
        raise SourceError(f"{path.name} is empty.")
    rows = csv.DictReader([line for _, line in kept])
    if not rows.fieldnames or "year" not in rows.fieldnames:
        raise SourceError(f"{path.name}: the heading line must name a column `year`; it names {', '.join(rows.fieldnames or ())}.")
    for (number, _), row in zip(kept[1:], rows, strict=True):
        if not str(row["year"]).isdigit():
            raise SourceError(f"{path.name}:{number}: year {row['year']!r} is not a year.")
        for name, text in row.items():
            if name and name != "year" and text:
                yield Value(number, int(row["year"]), name, text.strip())


def read_indicators(path: Path, how: IndicatorOptions) -> list[Batch]:
    """One indicator value a cell; what is not a number is set aside."""
    rows: list[dict[str, Any]] = []
    rejects = []
    for v in read_values(path):
        try:
            Decimal(v.text)
        except InvalidOperation:
            rejects.append((v.line, v.indicator, v.text, "must be a decimal number", str(v.year)))
            continue
        rows.append({"line": v.line, "unit": how.unit, "start": midnight(date(v.year, 1, 1), how.zone),
                     "end": midnight(date(v.year + 1, 1, 1), how.zone), "indicator": v.indicator, "value": v.text,
                     "value_unit": how.value_unit, "document": how.document})
    refused = pl.DataFrame(rejects, schema=empty_rejects().schema, orient="row")
    return [Batch("indicator_values", pl.DataFrame(rows), refused)]
