"""Excel: each sheet's tables, with values as their formats show them; what is hidden is told, not
read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from ..errors import UnreadableDocument
from ..types import Passage
from .formats import shown
from .tables import Grid, is_value, table_passages
from .text import clean
from .unread import Tally

MAX_CELLS = 1_000_000


def passages(path: Path, tally: Tally) -> Iterator[Passage]:
    """The passages of a workbook."""
    yield from _drawn(path, tally)
    book = load_workbook(path, data_only=True, keep_links=False)
    formulas = load_workbook(path, keep_links=False)
    number = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            tally.note("hidden sheet", f"sheet {sheet.title}")
            continue
        if sheet.max_row * sheet.max_column > MAX_CELLS and len(sheet._cells) > MAX_CELLS:
            raise UnreadableDocument(
                f"{path.name}, sheet {sheet.title} has {len(sheet._cells):,} cells; up to"
                f" {MAX_CELLS:,} are read. Split it."
            )
        texts = _texts(sheet, formulas[sheet.title], tally)
        if not texts:
            continue
        yield Passage(0, f"sheet {sheet.title}", "heading", clean(sheet.title), 1)
        for grid, rows, columns in _tables(texts, sheet):
            number += 1
            yield from table_passages(grid, number, _Place(sheet.title, rows, columns))


@dataclass(frozen=True)
class _Place:
    """Where a table's rows and columns stand on its sheet."""

    title: str
    rows: list[int]
    columns: list[int]

    def __call__(self, r: int, c: int) -> str:
        return f"sheet {self.title}, cell {get_column_letter(self.columns[c])}{self.rows[r]}"


def _texts(sheet: Any, formulas: Any, tally: Tally) -> dict[tuple[int, int], str]:
    """The texts of a sheet's visible cells by row and column."""
    found = {}
    hidden_rows = {r for r, d in sheet.row_dimensions.items() if d.hidden or d.height == 0}
    hidden_columns = {
        c
        for d in sheet.column_dimensions.values()
        if d.hidden
        for c in range(d.min or 0, (d.max or 0) + 1)
    }
    told: dict[str, set[int]] = {"row": set(), "column": set()}
    for (r, c), cell in sorted(sheet._cells.items()):
        if cell.value is None:
            if (
                formulas.cell(r, c).data_type == "f"
                and r not in hidden_rows
                and c not in hidden_columns
            ):
                tally.note("formula", f"sheet {sheet.title}, cell {cell.coordinate}")
            continue
        if r in hidden_rows or c in hidden_columns:
            told["row" if r in hidden_rows else "column"].add(r if r in hidden_rows else c)
            continue
        found[r, c] = shown(cell.value, cell.number_format)
    for r in sorted(told["row"]):
        tally.note("hidden row", f"sheet {sheet.title}, row {r}")
    for c in sorted(told["column"]):
        tally.note("hidden column", f"sheet {sheet.title}, column {get_column_letter(c)}")
    return {k: v for k, v in found.items() if v.strip()}


def _tables(
    texts: dict[tuple[int, int], str], sheet: Any
) -> Iterator[tuple[Grid, list[int], list[int]]]:
    """The tables of a sheet: an empty row parts two of them if headings follow it."""
    spans = {
        (m.min_row, m.min_col): (m.max_row - m.min_row + 1, m.max_col - m.min_col + 1)
        for m in sheet.merged_cells.ranges
    }
    covered = {r + i for (r, c), (down, _) in spans.items() if (r, c) in texts for i in range(down)}
    by_row: dict[int, dict[int, str]] = {}
    for (r, c), text in texts.items():
        by_row.setdefault(r, {})[c] = text
    blocks: list[list[int]] = []
    for r in sorted(by_row):
        parted = (
            blocks
            and not any(x in covered for x in range(blocks[-1][-1] + 1, r + 1))
            and r > blocks[-1][-1] + 1
        )
        if not blocks or (parted and not any(is_value(clean(t)) for t in by_row[r].values())):
            blocks.append([])
        blocks[-1].append(r)
    for rows in blocks:
        columns = sorted(
            {c for r in rows for c in by_row[r]}
            | {
                c + i
                for (r, c), (_, across) in spans.items()
                if r in rows and (r, c) in texts
                for i in range(min(across, 200))
            }
        )
        grid = Grid()
        for i, r in enumerate(rows):
            for j, c in enumerate(columns):
                down, across = spans.get((r, c), (1, 1))
                down = sum(1 for x in rows[i:] if x < r + down)
                across = sum(1 for x in columns[j:] if x < c + across)
                if c in by_row[r]:
                    grid.put(i, j, by_row[r][c], down, across)
                elif j >= len(grid.rows[i] if i < len(grid.rows) else []):
                    grid.put(i, j, "")
        yield grid, rows, columns


def _drawn(path: Path, tally: Tally) -> Iterator[Passage]:
    """Text in shapes is read; charts, pictures and objects are counted."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/charts/chart") and name.endswith(".xml"):
                tally.note("chart", name.rpartition("/")[2])
            elif name.startswith("xl/diagrams/data"):
                tally.note("diagram", name.rpartition("/")[2])
            elif name.startswith("xl/embeddings/"):
                tally.note("embedded object", name.rpartition("/")[2])
            elif name.startswith("xl/drawings/drawing") and name.endswith(".xml"):
                root = etree.fromstring(package.read(name))
                pictures = sum(1 for _ in root.iter("{*}pic"))
                tally.note("picture", name.rpartition("/")[2], pictures)
                for n, body in enumerate(root.iter("{*}txBody"), 1):
                    for p in body.iter("{*}p"):
                        text = clean("".join(t.text or "" for t in p.iter("{*}t"))).strip()
                        if text:
                            yield Passage(
                                0,
                                f"{name.rpartition('/')[2].removesuffix('.xml')}, text box {n}",
                                "text",
                                text,
                            )
