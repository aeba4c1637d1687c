"""CSV: one table, whatever parts its columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..errors import UnreadableDocument
from ..types import Passage
from .tables import Grid, is_value, table_passages
from .text import clean, decoded
from .unread import Tally

_DELIMITERS = (",", "\t", ";", "|", "，")
MAX_CELLS = 1_000_000


def passages(path: Path, _tally: Tally) -> Iterator[Passage]:
    """The passages of a CSV file. A blank line parts two tables if headings follow it."""
    text = decoded(path.read_bytes(), path.name)
    if text[:4].lower() == "sep=":  # Excel's own way to name it
        first, _, rest = text.partition("\n")
        delimiter, text = first.strip()[4:5] or ",", "\n" + rest
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    blocks: list[list[tuple[int, list[str]]]] = [[]]
    blank, cells = False, 0
    for row in reader:
        if not any(x.strip() for x in row):
            blank = True
            continue
        cells += len(row)
        if cells > MAX_CELLS:
            raise UnreadableDocument(f"{path.name} has more than {MAX_CELLS:,} cells. Split it.")
        if blank and blocks[-1] and not any(is_value(clean(x)) for x in row):
            blocks.append([])
        blocks[-1].append((reader.line_num, row))
        blank = False
    for number, rows in enumerate((b for b in blocks if b), 1):
        grid, lines = Grid(), [n for n, _ in rows]
        for r, (_, row) in enumerate(rows):
            for c, value in enumerate(row):
                grid.put(r, c, value)
        yield from table_passages(grid, number, partial(_place, lines))


def _place(lines: list[int], r: int, c: int) -> str:
    return f"line {lines[r]}, column {c + 1}"


def _delimiter(text: str) -> str:
    """The sign that parts most rows into one same number of columns."""
    sample = "\n".join(text.splitlines()[:200])

    def score(sign: str) -> tuple[float, int]:
        rows = [len(r) for r in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if r]
        columns, same = (
            Counter(n for n in rows if n > 1).most_common(1)[0]
            if any(n > 1 for n in rows)
            else (1, 0)
        )
        return same / max(1, len(rows)), columns

    return max(_DELIMITERS, key=score)
