"""The yearly return of a facility as an Excel workbook: a template written here, and its reading.

Sheets: `Figures 数据` (one row a metric), `Milestones 里程碑`, `Signature 签署`, and `Lists` for
the drop-downs. Errors name sheet and cell. A formula where a value belongs is an error: a signed
number must not change when somebody opens the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import polars as pl

from scicity.ledger import Batch, Source, SourceError, empty_rejects, stream
from scicity.ledger.periods import spoken_period
from scicity.ledger.zones import midnight
from scicity.measures import measure

from .amounts import NotAnAmount, exact_text, is_percent, read_amount
from .quantities import WrongUnit, as_quantity, as_share
from .sheets import Table, folded, is_formula, opened, shows_percent, table_of
from .textchunks import digest_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Zones = str | Callable[[str], str]
FIGURES, MILESTONES, SIGNATURE, LISTS = (
    "Figures 数据",
    "Milestones 里程碑",
    "Signature 签署",
    "Lists",
)
FIRST_ROW = 4
_FIGURE_HEAD = (
    "Unit 单元",
    "Metric 指标",
    "Value 数值",
    "Upper value 上限",
    "Qualifier 限定词",
    "Unit of value 单位",
    "Basis 口径",
    "Counting 计数层级",
    "Note 备注",
)
_MILESTONE_HEAD = ("Unit 单元", "Milestone 里程碑", "State 状态", "Date 日期", "Evidence 依据")
_SIGNATURE = (
    ("Document number 文号", "B3"),
    ("Facility 设施", "B4"),
    ("Year 年度", "B5"),
    ("Signed by (office) 签署单位", "B6"),
    ("Date of signature 签署日期", "B7"),
)
_BASIS = ("annual", "cumulative")
_UNIT, _METRIC, _VALUE, _UPPER, _QUALIFIER, _OF, _BASIS_HEAD, _LEVEL, _NOTE = _FIGURE_HEAD
_COMPUTED = (_OF, _LEVEL)  # the template writes them by formula
_NOBODY = ("n/a", "na", "tbd", "todo", "none", "待定", "无", "未定", "暂无")


@dataclass(frozen=True)
class Offered:
    """A metric that a return may state: its id, titles, unit and counting level."""

    id: str
    title_zh: str
    title_en: str
    unit: str
    counting: str
    counted: str


def write_template(
    path: Path, facility: str, year: int, units: Sequence[str], metrics: Sequence[Offered]
) -> None:
    """Write an empty return for a facility and a year, with drop-downs for units, metrics and
    qualifiers.
    """
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    figures, milestones, signature, lists = (
        book.active,
        *(book.create_sheet(n) for n in (MILESTONES, SIGNATURE, LISTS)),
    )
    assert isinstance(figures, Worksheet)
    figures.title = FIGURES
    columns = {
        "units": list(units),
        "metrics": [m.id for m in metrics],
        "qualifiers": list(stream("declarations").field("qualifier").choices),
        "basis": list(_BASIS),
        "states": list(stream("milestones").field("state").choices),
    }
    for i, (name, values) in enumerate(columns.items(), 1):
        for j, value in enumerate([name, *values], 1):
            lists.cell(j, i, value)
    for i, m in enumerate(metrics, 2):
        for j, text in enumerate((m.title_zh, m.title_en, m.unit, m.counting), 7):
            lists.cell(i, j, text)
    lists.sheet_state = "hidden"
    _head(figures, f"Yearly return {year} · {facility} 年度报表", _FIGURE_HEAD)
    _head(milestones, f"Milestones {year} · {facility} 里程碑", _MILESTONE_HEAD)
    for sheet, column, listed in (
        (figures, "A", "units"),
        (figures, "B", "metrics"),
        (figures, "E", "qualifiers"),
        (figures, "G", "basis"),
        (milestones, "A", "units"),
        (milestones, "C", "states"),
    ):
        _choices(sheet, column, list(columns).index(listed) + 1, len(columns[listed]))
    number = DataValidation(
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        showErrorMessage=True,
        error="A number, at least 0 请填不小于0的数字",
    )
    figures.add_data_validation(number)
    number.add(f"C{FIRST_ROW}:D500")
    for row in range(FIRST_ROW, FIRST_ROW + max(len(metrics), 1)):
        last = len(metrics) + 1
        for column, at in (("F", "I"), ("H", "J")):
            figures[f"{column}{row}"] = (
                f'=IFERROR(INDEX({LISTS}!${at}$2:${at}${last},MATCH(B{row},{LISTS}!$B$2:$B${last},0)),"")'
            )
    signature["A1"] = "The undersigned declares these figures to be true. 签署人声明以上数据属实。"
    for label, cell in _SIGNATURE:
        signature[f"A{cell[1:]}"] = label
    signature["B4"], signature["B5"] = facility, year
    signature.column_dimensions["A"].width, signature.column_dimensions["B"].width = 34, 40
    book.save(path)


def _head(sheet: Worksheet, title: str, names: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet["A1"], sheet["A1"].font = title, Font(bold=True, size=14)
    sheet["A2"] = (
        "One line a statement; leave a line empty to state nothing. A share with its sign: 98.5%. "
        "每行一项，不填即不报。百分比请带百分号：98.5%。"
    )
    for i, text in enumerate(names, 1):
        cell = sheet.cell(FIRST_ROW - 1, i, text)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6EE")
        cell.alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(i)].width = 22
    sheet.freeze_panes = f"A{FIRST_ROW}"


def _choices(sheet: Worksheet, column: str, at: int, count: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(at)
    rule = DataValidation(
        type="list",
        formula1=f"={LISTS}!${letter}$2:${letter}${count + 1}",
        allow_blank=True,
        showErrorMessage=True,
        error="Choose from the list 请从列表中选择",
    )
    sheet.add_data_validation(rule)
    rule.add(f"{column}{FIRST_ROW}:{column}500")


def source_of(path: Path) -> Source:
    return Source(path.name, digest_of(path, "workbook-2"), "workbook")


@dataclass(frozen=True)
class Return:
    """A return as read: its batches (statements, then milestones), who stated it for what year, and
    what to be told of it.
    """

    batches: list[Batch]
    document: str
    facility: str
    year: int
    told: tuple[str, ...]


def read_workbook(
    path: Path, metrics: Sequence[Offered], units: Sequence[str], zone: Zones
) -> list[Batch]:
    """The statements and milestones of a signed return.

    Raises SourceError when it is not signed or not a return.
    """
    return read_return(path, metrics, units, zone).batches


def read_return(
    path: Path,
    metrics: Sequence[Offered],
    units: Sequence[str],
    zone: Zones,
    machines: Mapping[str, int] | None = None,
    today: date | None = None,
) -> Return:
    """A signed return, whole.

    `units` are the registry paths that it may speak of, `zone` the facility's zone or what gives
    the zone of a path, `machines` how many machines a path counts, where more than one. What cannot
    be meant is set aside with sheet, cell and rule; what is stated beyond a measure's limits is
    kept and told. Raises SourceError when the file is no return, is not signed, or hides what it
    states.
    """
    book = opened(path)
    told = []
    sheets: dict[str, Worksheet] = {}
    for name in (FIGURES, MILESTONES, SIGNATURE):
        sheet = next((s for s in book.worksheets if folded(s.title) == folded(name)), None)
        if sheet is None:
            raise SourceError(
                f"{path.name} has no sheet '{name}'. Start from `scicity workbook template`."
            )
        if sheet.sheet_state != "visible":
            raise SourceError(
                f"{path.name}: the sheet '{name}' is hidden. Show it: what is signed must be seen."
            )
        sheets[name] = sheet
    for sheet in book.worksheets:
        if (
            sheet not in sheets.values()
            and sheet.title != LISTS
            and any(c.value not in (None, "") for r in sheet.iter_rows() for c in r)
        ):
            how = "is hidden and " if sheet.sheet_state != "visible" else ""
            told.append(
                f"the sheet '{sheet.title}' {how}is none of the template's and was not read"
            )
    signed = _signature(path, sheets[SIGNATURE], units, zone, today)
    told += signed.told
    title = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", str(sheets[FIGURES]["A1"].value or ""))
    if title and str(signed.year) not in title:
        raise SourceError(
            f"{path.name}: the sheet '{FIGURES}' is headed {title[0]}, and the signature says"
            f" {signed.year}. One of them is wrong; correct it, or start from the template of that"
            " year."
        )
    figures = table_of(sheets[FIGURES], _FIGURE_HEAD, path.name)
    milestones = table_of(sheets[MILESTONES], _MILESTONE_HEAD, path.name)
    own = {u for u in units if u == signed.facility or u.startswith(signed.facility + "/")}
    reader = _Reader(signed, {m.id: m for m in metrics}, own, set(units), machines or {})
    rows = reader.once(reader.table(figures, reader.statement, _COMPUTED))
    reached = reader.table(milestones, reader.milestone, ())
    rejects = pl.DataFrame(sorted(reader.rejects), schema=empty_rejects().schema, orient="row")
    batches = [
        Batch(
            "declarations",
            (
                pl.DataFrame(rows, infer_schema_length=None)
                if rows
                else pl.DataFrame(schema={"line": pl.Int64})
            ),
            rejects,
        )
    ]
    if reached:
        batches.append(Batch("milestones", pl.DataFrame(reached)))
    return Return(
        batches,
        signed.document,
        signed.facility,
        signed.year,
        (*told, *figures.told, *milestones.told, *reader.told),
    )


@dataclass(frozen=True)
class _Signed:
    document: str
    facility: str
    year: int
    zone: str
    today: date
    told: tuple[str, ...]

    @property
    def start(self) -> int:
        return midnight(date(self.year, 1, 1), self.zone)

    @property
    def end(self) -> int:
        return midnight(date(self.year + 1, 1, 1), self.zone)


def _signature(
    path: Path, sheet: Worksheet, units: Sequence[str], zone: Zones, today: date | None
) -> _Signed:
    """Who signed what, found by the labels beside the cells.

    Raises SourceError that names the cell.
    """
    found: dict[str, tuple[str, object]] = {}
    for label, cell in _SIGNATURE:
        row = next(
            (
                r
                for r in range(1, sheet.max_row + 1)
                if folded(sheet.cell(r, 1).value) == folded(label)
            ),
            int(cell[1:]),
        )
        value, where = sheet.cell(row, 2).value, f"{path.name}, sheet '{SIGNATURE}', cell B{row}"
        if (
            value in (None, "")
            or not any(c.isalnum() for c in str(value))
            or str(value).strip().lower() in _NOBODY
        ):
            raise SourceError(f"{where}: {label} is missing: the return is not signed.")
        if is_formula(value):
            raise SourceError(f"{where}: {label} is a formula. Write the value itself, as signed.")
        if sheet.row_dimensions[row].hidden:
            raise SourceError(f"{where}: {label} is hidden. Show it: what is signed must be seen.")
        found[cell] = where, value
    where, facility = found["B4"][0], str(found["B4"][1]).strip()
    if facility not in units:
        raise SourceError(
            f"{where}: {facility!r} is not in the registry; `scicity registry list` shows all"
            " paths."
        )
    own = zone(facility) if callable(zone) else zone
    now = today or datetime.now(ZoneInfo(own)).date()
    where, stated = found["B5"]
    spoken = spoken_period(
        str(int(stated) if isinstance(stated, float) and stated.is_integer() else stated)
    )
    if spoken is None or not spoken.text.isdigit():
        raise SourceError(f"{where}: {stated!r} is not a year.")
    year = int(spoken.text)
    if year > now.year:
        raise SourceError(f"{where}: the year {year} has not begun; a return states what was.")
    where, given = found["B7"]
    day = _day(given)
    if day is None:
        raise SourceError(
            f"{where}: {given!r} is not a date of signature. Write a day, like {now.isoformat()}."
        )
    if day > now:
        raise SourceError(f"{where}: {day} lies in the future: the return is not signed yet.")
    if day < date(year, 1, 1):
        raise SourceError(f"{where}: signed on {day}, before the year {year} that it states began.")
    early = (f"signed on {day}, before the year {year} ended",) if day <= date(year, 12, 30) else ()
    return _Signed(str(found["B3"][1]).strip(), facility, year, own, now, early)


def _day(value: object) -> date | None:
    """A day out of a cell: a date, a text in either language, or the number that a spreadsheet
    keeps for one.
    """
    from openpyxl.utils.datetime import from_excel

    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 25_000 < value < 80_000:
        made = from_excel(value)
        return made.date() if isinstance(made, datetime) else None
    spoken = spoken_period(str(value))
    return spoken.first if spoken and spoken.first == spoken.last else None


class _Bad(Exception):
    def __init__(self, column: str, value: object, rule: str) -> None:
        self.column, self.value, self.rule = column, value, rule


class _Reader:
    """Reads the lines of the tables; keeps what is set aside with sheet and cell, and what is to be
    told.
    """

    def __init__(
        self,
        signed: _Signed,
        metrics: dict[str, Offered],
        own: set[str],
        units: set[str],
        machines: Mapping[str, int],
    ) -> None:
        self.signed, self.metrics, self.own, self.units, self.machines = (
            signed,
            metrics,
            own,
            units,
            machines,
        )
        self.rejects: list[tuple[int, str, str, str, str]] = []
        self.told: list[str] = []

    def table(
        self, table: Table, read: Callable[[Table, int], dict[str, Any]], computed: Sequence[str]
    ) -> list[dict[str, Any]]:
        found = []
        for row in table.rows:
            own = {n: table.cell(row, n).value for n in table.columns if n not in computed}
            if all(v in (None, "") or (isinstance(v, str) and not v.strip()) for v in own.values()):
                continue
            try:
                if table.hidden(row):
                    raise _Bad(
                        next(iter(own)),
                        "",
                        "the row is hidden and holds values; show it or empty it",
                    )
                if spread := table.merged(row):
                    raise _Bad(
                        next(iter(own)),
                        "",
                        f"the cells {spread} are merged; part them and write each line in full",
                    )
                for name, value in own.items():
                    if is_formula(value):
                        raise _Bad(name, value, "is a formula; write the value itself, as signed")
                    if table.cell(row, name).data_type == "e":
                        raise _Bad(name, value, "is an error of the spreadsheet")
                found.append(read(table, row))
            except _Bad as bad:
                self.refuse(table.place(row, bad.column), row, bad.value, bad.rule, own.values())
        return found

    def refuse(
        self, place: str, row: int, value: object, rule: str, own: Iterable[object] = ()
    ) -> None:
        self.rejects.append(
            (
                row,
                place,
                "" if value is None else str(value),
                rule,
                " | ".join("" if v is None else str(v) for v in own),
            )
        )

    def once(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each statement once.

        What stands there twice with two values is set aside twice: nobody knows which is meant.
        """
        by: dict[str, list[dict[str, Any]]] = {}
        for r in rows:
            by.setdefault(r["statement"], []).append(r)
        kept = []
        for listed in by.values():
            said = {(r["value"], r["value_high"], r["qualifier"]) for r in listed}
            lines = ", ".join(str(r["line"]) for r in listed)
            if len(said) == 1:
                kept.append(listed[0])
                if len(listed) > 1:
                    self.told.append(
                        f"{listed[0]['unit']}, {listed[0]['metric']}: stands in the lines {lines}"
                        " alike; taken once"
                    )
                continue
            for r in listed:
                self.refuse(
                    r["locator"],
                    r["line"],
                    r["value"],
                    f"the same unit and metric stand in the lines {lines} with different values;"
                    " keep one",
                )
        return kept

    def unit(self, value: object) -> str:
        path = str(value or "").strip()
        if path not in self.units:
            raise _Bad(_UNIT, value, "is not in the registry; choose from the list")
        if path not in self.own:
            raise _Bad(_UNIT, value, f"is not of {self.signed.facility}, whose return this is")
        return path

    def statement(self, table: Table, row: int) -> dict[str, Any]:
        cells = {n: table.cell(row, n).value for n in table.columns}
        unit, metric = self.unit(cells[_UNIT]), self.metrics.get(str(cells[_METRIC] or "").strip())
        if metric is None:
            raise _Bad(
                _METRIC, cells[_METRIC], "is not a metric of the catalogue; choose from the list"
            )
        qualifier, basis = (
            str(cells[n] or default).strip().lower()
            for n, default in ((_QUALIFIER, "exact"), (_BASIS_HEAD, "annual"))
        )
        if qualifier not in stream("declarations").field("qualifier").choices:
            raise _Bad(_QUALIFIER, cells[_QUALIFIER], "is not a qualifier; choose from the list")
        if basis not in _BASIS:
            raise _Bad(_BASIS_HEAD, cells[_BASIS_HEAD], "must be annual or cumulative")
        typed = cells[_OF]
        if is_formula(typed) and not all(w in str(typed).upper() for w in ("INDEX(", "MATCH(")):
            raise _Bad(_OF, typed, "is a formula; write the unit itself, as signed")
        given = "" if typed is None or is_formula(typed) else str(typed).strip()
        value = self.number(table, row, _VALUE, metric, given)
        high = None
        if (cells[_UPPER] not in (None, "")) != (qualifier == "range"):
            raise _Bad(
                _UPPER, cells[_UPPER], "a range needs its upper value, and only a range has one"
            )
        if qualifier == "range":
            high = self.number(table, row, _UPPER, metric, given)
            if high < value:
                raise _Bad(_UPPER, cells[_UPPER], "the upper value is below the lower")
        self.limits(unit, metric, basis, high if high is not None else value)
        return {
            "line": row,
            "unit": unit,
            "start": self.signed.start if basis == "annual" else self.signed.end,
            "end": self.signed.end,
            "document": self.signed.document,
            "statement": f"{unit}:{metric.id}:{basis}",
            "kind": "figure",
            "measure": metric.id,
            "metric": metric.id,
            "value": self.text(value, unit, metric),
            "value_high": None if high is None else self.text(high, unit, metric),
            "value_unit": "1" if is_percent(metric.unit) else metric.unit,
            "qualifier": qualifier,
            "period": str(self.signed.year) if basis == "annual" else "cumulative",
            "as_of": f"{self.signed.year}-12-31",
            "counting": metric.counting,
            "counted": metric.counted,
            "title_zh": metric.title_zh,
            "title_en": metric.title_en,
            "locator": table.place(row, _VALUE),
            "note_zh": _note(cells[_NOTE]),
            "note_en": _note(cells[_NOTE]),
            "claim": False,
        }

    def number(self, table: Table, row: int, name: str, metric: Offered, given: str) -> Fraction:
        """A cell's number in the metric's unit; of a share the ratio, whatever sign, format or unit
        says that it is one.
        """
        cell = table.cell(row, name)
        try:
            amount = read_amount(cell.value)
            percent = isinstance(cell.value, int | float) and shows_percent(str(cell.number_format))
            value = (
                as_share(amount, percent, given, metric)
                if is_percent(metric.unit)
                else as_quantity(amount, percent, given, metric)
            )
        except WrongUnit as error:
            beside = not str(cell.value or "").strip().endswith(error.unit)
            raise _Bad(
                _OF if beside else name, error.unit if beside else cell.value, str(error)
            ) from error
        except NotAnAmount as error:
            raise _Bad(name, cell.value, str(error)) from error
        known = measure(metric.id)
        if value < 0 and (known is None or known.limits.low is not None):
            raise _Bad(name, cell.value, "must be a number, at least 0")
        return value

    def text(self, value: Fraction, unit: str, metric: Offered) -> str:
        exact, text = exact_text(value)
        if not exact:
            self.told.append(
                f"{unit}, {metric.id}: {text} {metric.unit} is rounded: the unit converts into no"
                " finite decimal"
            )
        return text

    def limits(self, unit: str, metric: Offered, basis: str, value: Fraction) -> None:
        """Tell what is beyond what a measure can be.

        It stays as stated: it is signed, and the audit finds it too.
        """
        known = measure(metric.id)
        if known is None:
            return
        share = is_percent(metric.unit)
        if known.limits.high is not None and value * (100 if share else 1) > known.limits.high:
            self.told.append(
                f"{unit}, {metric.id}: {float(value * (100 if share else 1)):g} {metric.unit} is"
                f" more than {float(known.limits.high):g}, the most that it can be; imported as"
                " stated"
            )
        hours = Fraction(self.signed.end - self.signed.start, 3600)
        several = 1 if metric.counting == "ring" else max(1, self.machines.get(unit, 1))
        if known.limits.clock and basis == "annual" and value > hours * several:
            of = "the year has" if several == 1 else f"{several} machines have in the year"
            self.told.append(
                f"{unit}, {metric.id}: {float(value):,.10g} h is more than the"
                f" {float(hours * several):,.10g} h that {of}; imported as stated. If it is the sum"
                " of several machines, say how many in the registry (`machines`)"
            )

    def milestone(self, table: Table, row: int) -> dict[str, Any]:
        cells = {n: table.cell(row, n).value for n in table.columns}
        names = list(table.columns)
        unit = self.unit(cells[names[0]])
        if not cells[names[1]]:
            raise _Bad(names[1], "", "a value is required")
        state = str(cells[names[2]] or "").strip()
        if state not in stream("milestones").field("state").choices:
            raise _Bad(names[2], cells[names[2]], "is not a state; choose from the list")
        moment = _day(cells[names[3]])
        if moment is None:
            raise _Bad(
                names[3], cells[names[3]], "is not a date; write it as a date, like 2023-09-15"
            )
        if moment > self.signed.today and state != "planned":
            raise _Bad(names[3], moment, "lies in the future; what is to come is planned")
        if not cells[names[4]]:
            raise _Bad(names[4], "", "a milestone needs its evidence")
        at = midnight(moment, self.signed.zone)
        return {
            "line": row,
            "unit": unit,
            "start": at,
            "end": at,
            "milestone": str(cells[names[1]]),
            "state": state,
            "status": "declared",
            "evidence": f"{self.signed.document}: {cells[names[4]]}",
        }


def _note(value: object) -> str | None:
    return None if value in (None, "") else str(value)
