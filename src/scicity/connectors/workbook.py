"""The yearly return of a facility as an Excel workbook: a template written here, and its reading.

Sheets: `Figures 数据` (one row a metric), `Milestones 里程碑`, `Signature 签署`, and `Lists` for the drop-downs.
Errors name sheet and cell. A formula where a value belongs is an error: a signed number must not change
when somebody opens the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import polars as pl
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scicity.ledger import Batch, Source, SourceError, empty_rejects, stream
from scicity.ledger.zones import midnight

from .textchunks import digest_of

FIGURES, MILESTONES, SIGNATURE, LISTS = "Figures 数据", "Milestones 里程碑", "Signature 签署", "Lists"
FIRST_ROW = 4
_FIGURE_HEAD = ("Unit 单元", "Metric 指标", "Value 数值", "Upper value 上限", "Qualifier 限定词", "Unit of value 单位",
                "Basis 口径", "Counting 计数层级", "Note 备注")
_MILESTONE_HEAD = ("Unit 单元", "Milestone 里程碑", "State 状态", "Date 日期", "Evidence 依据")
_SIGNATURE = (("Document number 文号", "B3"), ("Facility 设施", "B4"), ("Year 年度", "B5"), ("Signed by (office) 签署单位", "B6"),
              ("Date of signature 签署日期", "B7"))
_BASIS = ("annual", "cumulative")


@dataclass(frozen=True)
class Offered:
    """A metric that a return may state: its id, titles, unit and counting level."""

    id: str
    title_zh: str
    title_en: str
    unit: str
    counting: str
    counted: str


def write_template(path: Path, facility: str, year: int, units: Sequence[str], metrics: Sequence[Offered]) -> None:
    """Write an empty return for a facility and a year, with drop-downs for units, metrics and qualifiers."""
    book = Workbook()
    figures, milestones, signature, lists = (book.active, *(book.create_sheet(n) for n in (MILESTONES, SIGNATURE, LISTS)))
    assert isinstance(figures, Worksheet)
    figures.title = FIGURES
    columns = {"units": list(units), "metrics": [m.id for m in metrics],
               "qualifiers": list(stream("declarations").field("qualifier").choices), "basis": list(_BASIS),
               "states": list(stream("milestones").field("state").choices)}
    for i, (name, values) in enumerate(columns.items(), 1):
        for j, value in enumerate([name, *values], 1):
            lists.cell(j, i, value)
    for i, m in enumerate(metrics, 2):
        for j, text in enumerate((m.title_zh, m.title_en, m.unit, m.counting), 7):
            lists.cell(i, j, text)
    lists.sheet_state = "hidden"
    _head(figures, f"Yearly return {year} · {facility} 年度报表", _FIGURE_HEAD)
    _head(milestones, f"Milestones {year} · {facility} 里程碑", _MILESTONE_HEAD)
    for sheet, column, listed in ((figures, "A", "units"), (figures, "B", "metrics"), (figures, "E", "qualifiers"),
                                  (figures, "G", "basis"), (milestones, "A", "units"), (milestones, "C", "states")):
        _choices(sheet, column, list(columns).index(listed) + 1, len(columns[listed]))
    number = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", showErrorMessage=True,
                            error="A number, at least 0 请填不小于0的数字")
    figures.add_data_validation(number)
    number.add(f"C{FIRST_ROW}:D500")
    for row in range(FIRST_ROW, FIRST_ROW + max(len(metrics), 1)):
        last = len(metrics) + 1
        for column, at in (("F", "I"), ("H", "J")):
            figures[f"{column}{row}"] = f'=IFERROR(INDEX({LISTS}!${at}$2:${at}${last},MATCH(B{row},{LISTS}!$B$2:$B${last},0)),"")'
    signature["A1"] = "The undersigned declares these figures to be true. 签署人声明以上数据属实。"
    for label, cell in _SIGNATURE:
        signature[f"A{cell[1:]}"] = label
    signature["B4"], signature["B5"] = facility, year
    signature.column_dimensions["A"].width, signature.column_dimensions["B"].width = 34, 40
    book.save(path)


def _head(sheet: Worksheet, title: str, names: Sequence[str]) -> None:
    sheet["A1"], sheet["A1"].font = title, Font(bold=True, size=14)
    sheet["A2"] = "One line a statement; leave a line empty to state nothing. 每行一项，不填即不报。"
    for i, text in enumerate(names, 1):
        cell = sheet.cell(FIRST_ROW - 1, i, text)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6EE")
        cell.alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(i)].width = 22
    sheet.freeze_panes = f"A{FIRST_ROW}"


def _choices(sheet: Worksheet, column: str, at: int, count: int) -> None:
    letter = get_column_letter(at)
    rule = DataValidation(type="list", formula1=f"={LISTS}!${letter}$2:${letter}${count + 1}", allow_blank=True,
                          showErrorMessage=True, error="Choose from the list 请从列表中选择")
    sheet.add_data_validation(rule)
    rule.add(f"{column}{FIRST_ROW}:{column}500")


def source_of(path: Path) -> Source:
    return Source(path.name, digest_of(path, "workbook-1"), "workbook")


def read_workbook(path: Path, metrics: Sequence[Offered], units: Sequence[str], zone: str) -> list[Batch]:
    """The statements and milestones of a signed return. Raises SourceError when it is not signed or not a return."""
    try:
        book = load_workbook(path, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise SourceError(f"{path.name} is not an Excel workbook (.xlsx), or it is damaged.") from error
    for name in (FIGURES, MILESTONES, SIGNATURE):
        if name not in book.sheetnames:
            raise SourceError(f"{path.name} has no sheet '{name}'. Start from `scicity workbook template`.")
    signed = {cell: book[SIGNATURE][cell].value for _, cell in _SIGNATURE}
    for label, cell in _SIGNATURE:
        if signed[cell] in (None, ""):
            raise SourceError(f"{path.name}, sheet '{SIGNATURE}', cell {cell}: {label} is missing: the return is not signed.")
    try:
        year = int(str(signed["B5"]))
        start, end = (midnight(date(y, 1, 1), zone) for y in (year, year + 1))
    except ValueError as error:
        raise SourceError(f"{path.name}, sheet '{SIGNATURE}', cell B5: {signed['B5']!r} is not a year.") from error
    reader = _Reader(str(signed["B3"]), year, start, end, {m.id: m for m in metrics}, set(units), zone)
    rows = reader.sheet(book[FIGURES], len(_FIGURE_HEAD), reader.statement, computed={6, 8})
    milestones = reader.sheet(book[MILESTONES], len(_MILESTONE_HEAD), reader.milestone)
    rejects = pl.DataFrame(reader.rejects, schema=empty_rejects().schema, orient="row")
    batches = [Batch("declarations", pl.DataFrame(rows, infer_schema_length=None) if rows else pl.DataFrame(
        schema={"line": pl.Int64}), rejects)]
    return batches + ([Batch("milestones", pl.DataFrame(milestones))] if milestones else [])


class _Bad(Exception):
    def __init__(self, column: int, value: object, rule: str) -> None:
        self.column, self.value, self.rule = column, value, rule


class _Reader:
    """Reads the lines of the sheets, and keeps the rejects with sheet and cell."""

    def __init__(self, document: str, year: int, start: int, end: int, metrics: dict[str, Offered], units: set[str], zone: str) -> None:
        self.document, self.year, self.start, self.end, self.zone = document, year, start, end, zone
        self.metrics, self.units = metrics, units
        self.rejects: list[tuple[int, str, str, str, str]] = []

    def sheet(self, sheet: Worksheet, width: int, read: Any, computed: frozenset[int] | set[int] = frozenset()) -> list[dict[str, Any]]:
        found = []
        for row in sheet.iter_rows(min_row=FIRST_ROW, max_col=width):
            own = [c.value for i, c in enumerate(row, 1) if i not in computed]
            if all(v in (None, "") for v in own):
                continue
            try:
                for i, cell in enumerate(row, 1):
                    if i not in computed and isinstance(cell.value, str) and cell.value.startswith("="):
                        raise _Bad(i, cell.value, "is a formula; write the value itself, as signed")
                found.append(read(row[0].row, [c.value for c in row]))
            except _Bad as bad:
                cell = f"{get_column_letter(bad.column)}{row[0].row}"
                self.rejects.append((row[0].row, f"{sheet.title}!{cell}", str(bad.value), bad.rule,
                                     " | ".join("" if v is None else str(v) for v in own)))
        return found

    def unit(self, value: object) -> str:
        if value not in self.units:
            raise _Bad(1, value, "is not in the registry; choose from the list")
        return str(value)

    def statement(self, line: int, cells: list[Any]) -> dict[str, Any]:
        unit, metric = self.unit(cells[0]), self.metrics.get(str(cells[1]))
        if metric is None:
            raise _Bad(2, cells[1], "is not a metric of the catalogue; choose from the list")
        value = _decimal(3, cells[2])
        qualifier, basis = str(cells[4] or "exact"), str(cells[6] or "annual")
        if qualifier not in stream("declarations").field("qualifier").choices:
            raise _Bad(5, cells[4], "is not a qualifier; choose from the list")
        if basis not in _BASIS:
            raise _Bad(7, cells[6], "must be annual or cumulative")
        high = _decimal(4, cells[3]) if qualifier == "range" or cells[3] not in (None, "") else None
        if high is not None and Decimal(high) < Decimal(value):
            raise _Bad(4, cells[3], "the upper value is below the lower")
        return {"line": line, "unit": unit, "start": self.start if basis == "annual" else self.end, "end": self.end,
                "document": self.document, "statement": f"{unit}:{metric.id}:{basis}", "kind": "figure",
                "measure": metric.id, "metric": metric.id, "value": value, "value_high": high, "value_unit": metric.unit,
                "qualifier": qualifier, "period": str(self.year) if basis == "annual" else "cumulative",
                "as_of": f"{self.year}-12-31", "counting": metric.counting, "counted": metric.counted,
                "title_zh": metric.title_zh, "title_en": metric.title_en, "locator": f"{FIGURES}!C{line}",
                "note_zh": cells[8], "note_en": cells[8], "claim": False}

    def milestone(self, line: int, cells: list[Any]) -> dict[str, Any]:
        unit = self.unit(cells[0])
        if not cells[1]:
            raise _Bad(2, "", "a value is required")
        if cells[2] not in stream("milestones").field("state").choices:
            raise _Bad(3, cells[2], "is not a state; choose from the list")
        moment = cells[3].date() if isinstance(cells[3], datetime) else cells[3]
        if not isinstance(moment, date):
            raise _Bad(4, cells[3], "is not a date; write it as a date, like 2023-09-15")
        if not cells[4]:
            raise _Bad(5, "", "a milestone needs its evidence")
        at = midnight(moment, self.zone)
        return {"line": line, "unit": unit, "start": at, "end": at, "milestone": str(cells[1]), "state": cells[2],
                "status": "declared", "evidence": f"{self.document}: {cells[4]}"}


def _decimal(column: int, value: object) -> str:
    if isinstance(value, bool) or value in (None, ""):
        raise _Bad(column, value, "a number is required")
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise _Bad(column, value, "is not a number; write digits only, the unit stands in its own column") from error
    if not number.is_finite() or number < 0:
        raise _Bad(column, value, "must be a number, at least 0")
    return format(number.normalize(), "f")
