"""Tables of records: a value's unit, period or measure that stands in a column behind it belongs to it as well."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from .types import Passage

_BEHIND = re.compile(r"(?:单位|计量单位|年份|年度|期间|时期|统计期|日期|设施|对象|主体|指标|名称|units?|unit of measure|year|period|date|facility|subject|"
                     r"indicator|measure|metric|item)", re.IGNORECASE)
TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总和|(?:grand |sub)?-?total|sum|all(?: facilities)?|altogether)[:：]?", re.IGNORECASE)


def arranged(passages: list[Passage]) -> list[Passage]:
    """Passages in their order, cells of tables with the cells behind them that say what they are of among their labels."""
    rows: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    heads: dict[tuple[int, int], str] = {}
    for p in passages:
        if p.cell is None:
            continue
        if p.cell.header:
            heads.setdefault((p.cell.table, p.cell.column), p.text.strip())
        else:
            rows[p.cell.table, p.cell.row].append(p)
    return [_with_behind(p, rows[p.cell.table, p.cell.row], heads) if p.cell and not p.cell.header else p for p in passages]


def _with_behind(p: Passage, row: list[Passage], heads: dict[tuple[int, int], str]) -> Passage:
    assert p.cell
    table, column = p.cell.table, p.cell.column
    behind = [q.text for q in row if q.cell and q.cell.column > column and _BEHIND.fullmatch(heads.get((table, q.cell.column), ""))]
    missing = tuple(t for t in behind if t not in p.labels)
    return replace(p, labels=(*missing, *p.labels)) if missing else p
