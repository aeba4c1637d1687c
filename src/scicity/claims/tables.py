"""Which cells of a row belong to a value: those behind it that say what it is of, and not its
neighbours, that are of another thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from .match import relation
from .reading.tables import is_value
from .subjects import Names
from .types import Cell, Passage

_BEHIND = re.compile(
    r"(?:单位|计量单位|年份|年度|期间|时期|统计期|日期|设施|对象|主体|指标|名称|units?"
    r"|unit of measure|year|period|date|facility|subject|indicator|measure|metric|item)",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总和|(?:grand |sub)?-?total|sum"
    r"|all(?: facilities)?|altogether)[:：]?",
    re.IGNORECASE,
)


def arranged(passages: list[Passage], names: Names) -> list[Passage]:
    """Passages in their order; of each cell of a table the labels that are its own, with the cells
    behind it that say what it is of.
    """
    rows: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    heads: dict[tuple[int, int], str] = {}
    for p in passages:
        if p.cell is None:
            continue
        rows[p.cell.table, p.cell.row].append(p)
        if p.cell.header:
            heads.setdefault((p.cell.table, p.cell.column), p.text.strip())
    return [
        _with_own(p, p.cell, rows[p.cell.table, p.cell.row], heads, names) if p.cell else p
        for p in passages
    ]


def _with_own(
    p: Passage, cell: Cell, row: list[Passage], heads: dict[tuple[int, int], str], names: Names
) -> Passage:
    behind = [
        q.text
        for q in row
        if q.cell
        and not cell.header
        and not q.cell.header
        and q.cell.column > cell.column
        and _BEHIND.fullmatch(heads.get((cell.table, q.cell.column), ""))
    ]
    before: dict[int, str] = defaultdict(str)
    for q in row:
        if q.cell and q.cell.column < cell.column:
            before[q.cell.column] += _letters(q.text)
    own = tuple(
        t
        for t in p.labels
        if not _tile(t) and not (_letters(t) in before.values() and _of_another(t, p.text, names))
    )
    missing = tuple(t for t in behind if t not in own)
    return replace(p, labels=(*missing, *own)) if missing or own != p.labels else p


def _tile(label: str) -> bool:
    """Whether the cell above or before one is a figure of its own: label, number and basis, in a
    line each.
    """
    lines = label.split("\n")
    return len(lines) > 1 and any(is_value(x) for x in lines)


def _of_another(label: str, text: str, names: Names) -> bool:
    """Whether a cell before one names a stranger where the cell names its own subject."""
    here, there = ({n.path for n in names.find(x)} for x in (text, label))
    return bool(here and there) and all(relation(names.city, a, b) < 0 for a in here for b in there)


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)
