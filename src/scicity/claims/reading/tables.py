"""Tables of any format as passages: merged cells stand in every row and column that they cover,
headings are found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..types import Cell, Passage
from .text import VALUE, clean, tiles

_PERIOD = re.compile(
    r"(?:19|20)\d{2}(?:[-/.]\d{1,2}){1,2}(?:\s*(?:\.\.|—|–|~|至)\s*(?:19|20)\d{2}(?:[-/.]\d{1,2}){1,2})?|(?:19|20)\d{2}(?:[-/.—–~至]+(?:19|20)?\d{2})?\s*(?:年度?|上半年|下半年|[Qq][1-4]|[HhFf][12Yy])?|"
    r"(?:(?:19|20)\d{2}\s*年?\s*[-/.]?\s*)?(?:\d{1,2}\s*月|[Qq][1-4]|第?[1-4一二三四]季度?|[1-4][Qq])"
)
_UNIT = re.compile(r"[(（\[][^\d]{1,16}[)）\]]|[^\d\s]{1,6}|%")


@dataclass(frozen=True)
class Spot:
    """What a table shows at one row and column.

    `origin` is where its cell begins; `head` says that it is marked a heading.
    """

    text: str
    origin: tuple[int, int]
    head: bool = False


@dataclass
class Grid:
    """Rows and columns of spots, filled cell by cell."""

    rows: list[list[Spot | None]] = field(default_factory=list)

    def put(
        self, row: int, column: int, text: str, down: int = 1, across: int = 1, head: bool = False
    ) -> None:
        """A cell that covers `down` rows and `across` columns."""
        while len(self.rows) < row + down:
            self.rows.append([])
        for r in range(row, row + down):
            line = self.rows[r]
            line.extend([None] * (column + across - len(line)))
            line[column : column + across] = [Spot(text, (row, column), head)] * across

    def free(self, row: int) -> int:
        """The first column of a row that no cell covers yet."""
        line = self.rows[row] if row < len(self.rows) else []
        return next((i for i, spot in enumerate(line) if spot is None), len(line))


def table_passages(
    grid: Grid,
    number: int,
    place: Callable[[int, int], str],
    caption: Sequence[str] = (),
    headed: int = 0,
) -> Iterator[Passage]:
    """Every cell once, with its labels: the caption, the cells before it in its row and the
    headings above it.

    `number` counts the document's tables, `place` tells where row r and column c (from 0) are;
    `headed` rows are headings because the document says so.
    """
    rows = [
        [
            Spot(clean(s.text).strip(), s.origin, s.head) if s else Spot("", (r, c))
            for c, s in enumerate(line)
        ]
        for r, line in enumerate(grid.rows)
    ]
    titles = _titles(rows)
    head = titles + (max(0, headed - titles) or _heads(rows[titles:]))
    above = [*caption, *(rows[r][0].text for r in range(titles))]
    for r, line in enumerate(rows):
        if r < titles:
            yield Passage(0, place(r, 0), "heading", line[0].text)
            continue
        for c, spot in enumerate(line):
            if not spot.text or spot.origin != (r, c):
                continue
            column = _over(rows[titles : min(r, head)], c)
            before = _before(line[:c], spot) if r >= head else []
            labels = (*above, *before, *([column] if column else []))
            at = Cell(number, r, c, r < head or spot.head, _span(rows, r, c))
            parts = tiles(spot.text)
            for i, text in enumerate(parts):  # a tile: title, number, basis in one cell
                own = (*(labels if len(parts) == 1 or head > titles else ()), *parts[:i])
                yield Passage(0, place(r, c), "cell", text, 0, own, at)


def _span(rows: Sequence[Sequence[Spot]], r: int, c: int) -> tuple[int, int]:
    """How many rows and columns the cell that begins here takes."""
    down = sum(1 for line in rows[r:] if c < len(line) and line[c].origin == (r, c))
    return down, sum(1 for spot in rows[r][c:] if spot.origin == (r, c))


def _before(line: Sequence[Spot], spot: Spot) -> list[str]:
    """The cells before one in its row: the first, which names the row, and of the others those that
    are no values.
    """
    kept = dict.fromkeys((s.origin, s.text) for s in line if s.text and s.origin != spot.origin)
    return [text for i, (_, text) in enumerate(kept) if i == 0 or not is_value(text)]


def _over(heads: Sequence[Sequence[Spot]], column: int) -> str:
    return " ".join(
        dict.fromkeys(
            line[column].text for line in heads if column < len(line) and line[column].text
        )
    )


def is_value(text: str) -> bool:
    """Whether a cell states a number, and not a year or a quarter."""
    return bool(VALUE.match(text)) and not _PERIOD.fullmatch(text)


def _titles(rows: Sequence[Sequence[Spot]]) -> int:
    """Leading rows of one cell, above rows of several."""
    wide = max((_filled(line) for line in rows), default=0)
    n = 0
    while (
        wide > 1
        and n < len(rows) - 1
        and _filled(rows[n]) == 1
        and rows[n][0].text
        and not is_value(rows[n][0].text)
    ):
        n += 1
    return n


def _filled(line: Sequence[Spot]) -> int:
    return len({s.origin for s in line if s.text})


def _heads(rows: Sequence[Sequence[Spot]]) -> int:
    """How many leading rows are headings: marked so, or without a value above rows that have
    some.
    """
    marked = 0
    for line in rows[:-1]:
        if not line or not all(s.head or not s.text for s in line) or not any(s.head for s in line):
            break
        marked += 1
    if marked:
        return marked
    if len(rows) < 2 or any(is_value(s.text) for s in rows[0]) or _filled(rows[0]) < 2:
        return 0
    n = 1
    for upper, line in pairwise(rows[:-1]):
        if n >= 3 or any(is_value(s.text) for s in line) or not _goes_on(upper, line):
            break
        n += 1
    return n


def _goes_on(upper: Sequence[Spot], line: Sequence[Spot]) -> bool:
    """Whether a row without values continues the headings above it: they span its columns, or it
    holds their units.
    """
    spans = any(a.text and a.origin == b.origin for a, b in pairwise(upper)) or any(
        not s.text for s in upper
    )
    units = [s.text for s in line if s.text and s.origin[0] == line[-1].origin[0]]
    return spans or (bool(units) and all(_UNIT.fullmatch(u) for u in units) and not line[0].text)
