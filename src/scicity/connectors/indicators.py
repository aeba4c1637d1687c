"""Yearly indicators from a table: one row a year, one column an indicator, a heading line, `#` for
remarks.

A heading may carry its unit, as in `total_beam_time [h]`; without one, and without a unit for the
whole table, it is the unit of the measure of that name.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from scicity.ledger import Batch, Source, SourceError
from scicity.ledger.check import empty_rejects
from scicity.ledger.periods import spoken_period
from scicity.ledger.zones import midnight
from scicity.measures import measure, same_unit, unit_of

from .amounts import NotAnAmount, decimal_text, is_percent, read_amount, shifted
from .textchunks import digest_of

_YEAR = ("year", "年", "年份", "年度", "jahr", "année", "año")
_EMPTY = ("", "-", "–", "—", "n/a", "na", "…", "...", "/")


@dataclass(frozen=True)
class IndicatorOptions:
    """Whose indicators, in what unit (empty: by heading or measure), from what document, in what
    zone the years are.
    """

    unit: str
    value_unit: str
    document: str
    zone: str


def source_of(path: Path, how: IndicatorOptions) -> Source:
    return Source(path.name, digest_of(path, repr(how)), "indicators")


@dataclass(frozen=True)
class Value:
    """A cell: its line, its year and its column's heading as `indicator`; `text` is its number
    where it is one, else as it stands; `unit` what the cell itself says, `98.5 %` say.
    """

    line: int
    year: int
    indicator: str
    text: str
    unit: str = ""


def read_values(path: Path) -> Iterator[Value]:
    """The cells of a table as values by year. Raises SourceError when there is no `year` column."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name} is not UTF-8. Save it as UTF-8.") from error
    kept = [
        (i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")
    ]
    if not kept:
        raise SourceError(f"{path.name} is empty.")
    heading = [h.strip() for h in next(csv.reader([kept[0][1]]))]
    at = next((i for i, h in enumerate(heading) if h.casefold() in _YEAR), None)
    if at is None:
        raise SourceError(
            f"{path.name}: the heading line must name a column `year`; it names"
            f" {', '.join(heading)}."
        )
    if twice := [n for n, c in Counter(named(h)[0] for h in heading if h).items() if c > 1]:
        raise SourceError(f"{path.name}: the heading line names {twice[0]!r} twice. Keep one.")
    for number, line in kept[1:]:
        cells = next(csv.reader([line]))
        if len(cells) > len(heading):
            raise SourceError(
                f"{path.name}:{number}: {len(cells)} cells under {len(heading)} headings. Put a"
                " number with commas in quotes."
            )
        said = cells[at].strip() if at < len(cells) else ""
        spoken = spoken_period(said)
        if spoken is None or not spoken.text.isdigit():
            raise SourceError(
                f"{path.name}:{number}: year {said!r} is not a year between 1900 and 2200."
            )
        for column, (name, text) in enumerate(zip(heading, cells, strict=False)):
            if column == at or text.strip().casefold() in _EMPTY:
                continue
            if not name:
                raise SourceError(
                    f"{path.name}:{number}: {text.strip()!r} stands in a column without a heading."
                    " Name it."
                )
            try:
                amount = read_amount(text)
            except NotAnAmount:
                yield Value(number, int(spoken.text), name, text.strip())
                continue
            yield Value(number, int(spoken.text), name, decimal_text(amount.number), amount.unit)


def named(heading: str) -> tuple[str, str]:
    """(indicator, unit) of a heading: `total_beam_time [h]`, 机时（小时）.

    Brackets around what is no unit are part of the name.
    """
    found = re.fullmatch(r"(?P<name>.+?)\s*[\[(（【](?P<unit>[^\])）】]+)[\])）】]", heading)
    if found and (heading.endswith("]") or unit_of(found["unit"]) is not None):
        return found["name"].strip(), found["unit"].strip()
    return heading, ""


def read_indicators(path: Path, how: IndicatorOptions) -> list[Batch]:
    """One indicator value a cell; what is no number, has no unit, or stands for one year with two
    values is set aside.
    """
    rows: list[dict[str, Any]] = []
    rejects: list[tuple[int, str, str, str, str]] = []
    values = []
    for v in read_values(path):
        name, unit = named(v.indicator)
        values.append(replace(v, indicator=name, unit=v.unit or unit))
    lines: dict[tuple[str, int], list[Value]] = {}
    for v in values:
        lines.setdefault((v.indicator, v.year), []).append(v)
    for v in values:
        told = lines[v.indicator, v.year]
        if len({(t.text, t.unit) for t in told}) > 1:
            rule = (
                f"the year {v.year} stands in the lines {', '.join(str(t.line) for t in told)} with"
                " different values; keep one"
            )
            rejects.append((v.line, v.indicator, v.text, rule, str(v.year)))
            continue
        if v is not told[0]:
            continue
        try:
            value, unit = _stated(v, how)
        except NotAnAmount as error:
            rejects.append((v.line, v.indicator, v.text, str(error), str(v.year)))
            continue
        rows.append(
            {
                "line": v.line,
                "unit": how.unit,
                "start": midnight(date(v.year, 1, 1), how.zone),
                "end": midnight(date(v.year + 1, 1, 1), how.zone),
                "indicator": v.indicator,
                "value": value,
                "value_unit": unit,
                "document": how.document,
            }
        )
    refused = pl.DataFrame(rejects, schema=empty_rejects().schema, orient="row")
    return [
        Batch(
            "indicator_values",
            pl.DataFrame(rows) if rows else pl.DataFrame(schema={"line": pl.Int64}),
            refused,
        )
    ]


def _stated(v: Value, how: IndicatorOptions) -> tuple[str, str]:
    """(decimal text, unit) of a cell; of a share the ratio and 1.

    Raises NotAnAmount that says what is missing.
    """
    number = read_amount(v.text).number
    known = measure(v.indicator)
    unit = (
        v.unit
        or how.value_unit
        or ("" if known is None else "h" if known.unit == "hours" else known.unit)
    )
    if not unit:
        raise NotAnAmount(
            f"{v.indicator!r} is no measure known here, so its unit is not: write it into the"
            f" heading, like `{v.indicator} [h]`, or give --value-unit for the whole table"
        )
    if is_percent(unit):
        return decimal_text(shifted(number, -2)), "1"
    if known is not None and how.value_unit and not v.unit and is_percent(known.unit):
        raise NotAnAmount(
            f"is a share, and the table's unit is {how.value_unit}: write its unit into the"
            f" heading, like `{v.indicator} [%]`"
        )
    return decimal_text(number), "h" if same_unit(unit, "h") else unit
