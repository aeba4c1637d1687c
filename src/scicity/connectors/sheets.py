"""An Excel workbook as somebody filled it in: opened or refused in words, columns by heading,
nothing hidden taken.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from scicity.ledger import SourceError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_HEADING = 20  # the heading line stands in one of the first rows
_OLE = b"\xd0\xcf\x11\xe0"


def opened(path: Path) -> Workbook:
    """The workbook with its formulas as texts.

    Raises SourceError that says what was given instead, and what to do.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    head = path.open("rb").read(4) if path.is_file() else b""
    save = "Save it as an Excel workbook (.xlsx) and send that."
    if head == _OLE:
        raise SourceError(
            f"{path.name} is an old .xls, or it is protected by a password. Take the password off."
            f" {save}"
        )
    kind = _inside(path) if head[:2] == b"PK" else ""
    if kind == "ods":
        raise SourceError(f"{path.name} is an OpenDocument sheet (.ods). {save}")
    if kind == "xlsm":
        raise SourceError(f"{path.name} holds macros (.xlsm): what is signed must not run. {save}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs of newer Excels, which are not read
            return load_workbook(path, data_only=False)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        EOFError,
        OSError,
    ) as error:
        raise SourceError(
            f"{path.name} is not an Excel workbook (.xlsx), or it is damaged. {save}"
        ) from error


def _inside(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return ""
    return "xlsm" if "xl/vbaProject.bin" in names else "ods" if "content.xml" in names else "xlsx"


def folded(text: object) -> str:
    """A heading without what does not tell: width, case, white space, punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(text or ""))).casefold()


def is_formula(value: object) -> bool:
    """Whether a cell holds a formula; those of an array are objects of their own."""
    return (isinstance(value, str) and value.startswith("=")) or type(value).__name__ in (
        "ArrayFormula",
        "DataTableFormula",
    )


def shows_percent(number_format: str) -> bool:
    """Whether a number format multiplies by 100 and writes a percent sign: 0%, 0.0 %, [Red]0.00%.

    Quoted signs do not.
    """
    return "%" in re.sub(r'"[^"]*"|\\.|_.|\*.', "", number_format.split(";", maxsplit=1)[0])


@dataclass
class Table:
    """The table of a sheet: where its heading line stands, its columns by the template's names, and
    what is not read.
    """

    sheet: Worksheet
    heading: int
    columns: dict[str, int]
    told: list[str] = field(default_factory=list)

    def cell(self, row: int, name: str) -> Any:
        return self.sheet.cell(row, self.columns[name])

    def place(self, row: int, name: str) -> str:
        from openpyxl.utils import get_column_letter

        return f"{self.sheet.title}!{get_column_letter(self.columns[name])}{row}"

    @property
    def rows(self) -> range:
        return range(self.heading + 1, self.sheet.max_row + 1)

    def hidden(self, row: int) -> bool:
        dimension = self.sheet.row_dimensions.get(row)
        return dimension is not None and bool(dimension.hidden or dimension.height == 0)

    def merged(self, row: int) -> str:
        """The merged range that a row lies in, or nothing."""
        return next(
            (str(r) for r in self.sheet.merged_cells.ranges if r.min_row <= row <= r.max_row), ""
        )


def table_of(sheet: Worksheet, names: Sequence[str], where: str) -> Table:
    """The table under a heading line of these names, wherever its columns stand.

    Raises SourceError, one that names the column, where one is missing, twice there, or hidden with
    values in it.
    """
    from openpyxl.utils import get_column_letter

    wanted = {folded(n): n for n in names}
    best: tuple[int, list[tuple[int, str]]] = (0, [])
    for row in range(1, min(sheet.max_row, MOST_HEADING) + 1):
        line = [(c.column, folded(c.value)) for c in sheet[row] if c.value not in (None, "")]
        if sum(text in wanted for _, text in line) > sum(text in wanted for _, text in best[1]):
            best = (row, line)
    heading, line = best
    at: dict[str, list[int]] = {}
    for column, text in line:
        at.setdefault(text, []).append(column)
    missing = [n for f, n in wanted.items() if f not in at]
    if missing:
        raise SourceError(
            f"{where}, sheet '{sheet.title}': the column {', '.join(repr(m) for m in missing)} is"
            " missing from its heading line. Give the columns the names of the template back;"
            " their order does not matter."
        )
    twice = [n for f, n in wanted.items() if len(at[f]) > 1]
    if twice:
        raise SourceError(
            f"{where}, sheet '{sheet.title}': the column {twice[0]!r} stands there twice, in "
            f"{' and '.join(get_column_letter(c) for c in at[folded(twice[0])])}. Keep one."
        )
    table = Table(sheet, heading, {n: at[f][0] for f, n in wanted.items()})
    _columns_told(table, where, set(table.columns.values()))
    return table


def _columns_told(table: Table, where: str, read: set[int]) -> None:
    """Columns that hold values and are hidden or not the template's."""
    from openpyxl.utils import get_column_letter

    sheet = table.sheet
    hidden = {
        c
        for d in sheet.column_dimensions.values()
        if d.hidden or d.width == 0
        for c in range(d.min or 0, (d.max or 0) + 1)
    }
    for column in range(1, sheet.max_column + 1):
        cells = [sheet.cell(r, column).value for r in table.rows]
        if not any(v not in (None, "") and not is_formula(v) for v in cells):
            continue
        name = f"{get_column_letter(column)} ({sheet.cell(table.heading, column).value or '–'})"
        if column in read and column in hidden:
            raise SourceError(
                f"{where}, sheet '{sheet.title}': the column {name} is hidden and holds values. "
                "Show it: what is signed must be seen."
            )
        if column not in read:
            table.told.append(
                f"sheet '{sheet.title}': the column {name} is none of the template's and was not"
                " read"
            )
