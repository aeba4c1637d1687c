"""Lines as passages: headings, items, tables by pipes or tabs, and the short lines that label a
number below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scicity.registry import here

from ..types import Kind, Passage
from .tables import Grid, is_value, table_passages
from .text import VALUE, broken, clean, join, width


def unwrapped(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines of a text with their places; where it was wrapped by hand at a width, its
    paragraphs are put together.
    """
    listed = list(lines)
    widths = sorted(width(x.rstrip()) for x in listed if x.strip())
    edge = widths[-1] if widths else 0
    wrapped = (
        len(widths) >= 3
        and 30 <= edge <= 120
        and sum(w > 0.75 * edge for w in widths) * 3 >= len(widths)
    )
    held, first = "", 0
    for i, line in enumerate(listed, 1):
        held, first = (join(held, line.strip()), first) if held else (line.rstrip(), i)
        after = listed[i] if i < len(listed) else ""
        if wrapped and _full(line, after, edge):
            continue
        yield f"line {first}", held
        held = ""


def _full(line: str, after: str, edge: int) -> bool:
    """Whether a line ends only because the first word of the next one did not fit."""
    if (
        not line.strip()
        or not after.strip()
        or re.search(r"[。；;!?！？.:：|]\s*$", line)
        or "\t" in line
    ):
        return False
    if re.match(r"\s*(?:[#|>•]|[-*+]\s|\d{1,2}[.)、]\s?(?!\d))|\s{2,}", after):
        return False
    if broken(line.rstrip(), after.strip()):
        return True
    first = after.strip()[0] if ord(after.strip()[0]) > 0x2E80 else after.split(maxsplit=1)[0]
    return width(line.rstrip()) + width(first) + (ord(first[0]) < 0x2E80) >= edge


def passages_of(lines: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """Lines, each with its place, as passages.

    Lines of `|` or of tabs that make a table are read as one.
    """
    labels: list[str] = []
    tables = 0
    for run in _runs(lines):
        if len(run) > 1:
            tables += 1
            labels = []
            yield from _table(run, tables)
            continue
        [(place, raw)] = run
        numbered = _NUMBERED.match(raw)
        text = clean(raw[numbered.end() :] if numbered else raw).strip()
        if not text:
            labels = []
            continue
        head = re.match(r"(#{1,6})\s+(.*)", text)
        if head:
            labels = []
            yield _made(place, "heading", head.group(2), len(head.group(1)))
            continue
        if "\t" in raw:
            cells = [c for c in (clean(x).strip() for x in raw.split("\t")) if c]
            for i, cell in enumerate(cells):
                above = tuple(labels[-3:]) if i == 0 else ()
                yield _made(place, "cell", cell, 0, (*above, *cells[:i]))
            said = any(VALUE.match(c) for c in cells)
            named = (
                c for c in cells if re.search(r"[^\W\d_]{2}", c) and not re.search(r"[#_]|\d{3}", c)
            )
            labels = [] if said else [*labels[-1:], *named]
            continue
        listed = re.match(r"[-*]\s", text)
        text = re.sub(r"^(?:[-*•→»]|\d+[.)、](?!\d))\s*", "", text).strip(" →←•»—*_")
        if not text:
            continue
        if not listed and _is_heading(text):
            labels = [*labels[-2:], text]
            yield _made(place, "heading", text, 1 if numbered else 0)
            continue
        yield _made(place, "text", text, 0, tuple(labels[-3:]) if is_bare(text) else ())
        if len(text) < 60 and not VALUE.match(text) and not re.search(r"\d{4}", text):
            labels = [*labels[-2:], text]
        elif not re.search(r"(?:19|20)\d{2}", text) or not is_bare(text):
            labels = []  # a label is for the next number only


def _made(
    place: str, kind: Kind, text: str, level: int = 0, labels: tuple[str, ...] = ()
) -> Passage:
    return Passage(0, place, kind, text, level, labels)


def unnumbered(heading: str) -> str:
    """A heading without its own number."""
    numbered = _NUMBERED.match(heading)
    return heading[numbered.end() :] if numbered else heading


def _cells(raw: str) -> list[str]:
    text = raw.strip()
    if text.startswith("|"):
        return [c.strip() for c in text.strip("|").split("|")]
    return [c.strip() for c in raw.split("\t")] if "\t" in raw else []


def _runs(lines: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Lines one by one, but those that are rows of one table together."""
    held: list[tuple[str, str]] = []
    for line in lines:
        cells = _cells(line[1])
        if held and cells and len(cells) == len(_cells(held[0][1])):
            held.append(line)
            continue
        yield from _table_or_lines(held)
        held = []
        if len(cells) > 1:
            held = [line]
        else:
            yield [line]
    yield from _table_or_lines(held)


def _table_or_lines(held: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Rows are a table if the first of them names columns."""
    headed = (
        len(held) > 1
        and not any(is_value(clean(c)) for c in _cells(held[0][1]))
        and all(_cells(held[0][1])[1:])
    )
    if headed and any(is_value(clean(c)) for _, raw in held[1:] for c in _cells(raw)):
        yield held
    else:
        yield from ([line] for line in held)


def _table(run: list[tuple[str, str]], number: int) -> Iterator[Passage]:
    grid = Grid()
    split = [(place, _cells(raw)) for place, raw in run]
    rows = [
        (place, cells)
        for place, cells in split
        if not all(re.fullmatch(r":?-{2,}:?", c) for c in cells)
    ]
    for r, (_, cells) in enumerate(rows):
        for c, text in enumerate(cells):
            grid.put(r, c, text)
    yield from table_passages(
        grid, number, lambda r, c: f"{_row(rows[r][0], number, r)}, column {c + 1}"
    )


def _row(place: str, table: int, row: int) -> str:
    """Where a row stands: its line, or on a page the table's row."""
    return f"{place}, table {table}, row {row + 1}" if place.startswith("page") else place


# 6.1 before a heading; not 5.5 million
_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+"
    r"(?!(?:trillion|billion|million|thousand|hours?|h|kJ|PW|mm|cm|km|kW|MW|GeV)\b"
    r"|[万亿余多%个家项人篇])(?=[^\W\d])"
    r"|第[\d一二三四五六七八九十]+[章节][\s、.]*)"
)


def _is_heading(text: str) -> bool:
    """Short, and not a sentence: it neither ends like one nor counts anything."""
    weight = sum(2 if ord(c) > 0x2E80 else 1 for c in text)
    if re.match(r"[\d<>~≈≥≤a-z]|(?:over|nearly|about|at least|under)\b", text):
        return False
    return (
        weight <= 84
        and not re.search(r"[。；;.!?！？,，]$", text)
        and "。" not in text
        and not re.search(
            rf"\d[\d,.]*\s*(?:[余多万亿%小时个家项篇人条套{_counters()}]|[a-z]{{3,}})", text
        )
    )


def _counters() -> str:
    """How the words for the city's currencies begin in Chinese, as a class of characters."""
    return "".join(sorted({w[0] for c in here().currencies for w in c.words if w[0] > "\u2e80"}))


def is_bare(text: str) -> bool:
    """A line that is hardly more than a number: what it counts stands above it."""
    return len(
        re.sub(r"[\d,.%\s]|[\w-]+, (?:line|page) \d+|[0-9a-f]{12,}", "", text)
    ) <= 30 and bool(re.search(r"\d", text))
