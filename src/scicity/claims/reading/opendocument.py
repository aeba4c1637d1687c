"""OpenDocument text: paragraphs, lists, tables, text boxes and notes, with tracked changes as they
would be accepted.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from ..errors import UnreadableDocument
from ..types import Passage
from .lines import is_bare, unnumbered
from .tables import Grid, table_passages
from .text import clean, tiles
from .unread import Tally

_SKIPPED = {
    "tracked-changes",
    "annotation",
    "annotation-end",
    "sequence-decls",
    "forms",
    "variable-decls",
    "user-field-decls",
    "table-of-content",
    "note-citation",
}
_COUNTED = {
    "image": "picture",
    "object": "embedded object",
    "object-ole": "embedded object",
    "plugin": "embedded object",
}
MAX_COLUMNS = 1000


def passages(path: Path, tally: Tally) -> Iterator[Passage]:
    """The passages of an .odt file: headers and footers, then its body."""
    with zipfile.ZipFile(path) as package:
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise UnreadableDocument(f"{path.name} is encrypted. Save it without a password.")
        content = etree.fromstring(package.read("content.xml"))
        styles = (
            etree.fromstring(package.read("styles.xml"))
            if "styles.xml" in package.namelist()
            else None
        )
    walk = _Walk(tally)
    if styles is not None:
        for n, part in enumerate(
            styles.iter(
                "{*}header",
                "{*}footer",
                "{*}header-left",
                "{*}footer-left",
                "{*}header-first",
                "{*}footer-first",
            ),
            1,
        ):
            yield from walk.blocks(part, f"{_tag(part).partition('-')[0]} {n}")
    body = next(content.iter("{*}body"))
    yield from walk.blocks(body)


@dataclass
class _Walk:
    tally: Tally
    paragraphs: int = 0
    tables: int = 0
    boxes: int = 0
    notes: int = 0
    place: str = ""

    def blocks(self, container: Any, within: str = "") -> Iterator[Passage]:
        inner = 0
        for child in container:
            tag = _tag(child)
            if tag in ("p", "h"):
                inner += 1
                self.paragraphs += not within
                self.place = (
                    f"{within}, paragraph {inner}" if within else f"paragraph {self.paragraphs}"
                )
                asides: list[Any] = []
                yield from self.lines(self.inline(child, asides), child)
                yield from self.asides(asides)
            elif tag == "table":
                yield from self.table(child)
            elif tag in ("frame", "custom-shape", "rect", "g", "line"):
                found: list[Any] = []
                self.drawn(child, found)
                yield from self.asides(found)
            elif tag not in _SKIPPED:
                yield from self.blocks(child, within)

    def lines(self, text: str, element: Any) -> Iterator[Passage]:
        level = (
            next(
                (
                    int(v)
                    for k, v in element.attrib.items()
                    if k.endswith("}outline-level") and v.isdigit()
                ),
                1,
            )
            if _tag(element) == "h"
            else 0
        )
        shown = tiles(clean(text).replace("\t", " "))
        for i, part in enumerate(shown):
            labels = tuple(shown[max(0, i - 3) : i]) if is_bare(part) else ()
            yield Passage(
                0,
                self.place,
                "heading" if level else "text",
                unnumbered(part) if level else part,
                level,
                () if level else labels,
            )

    def asides(self, found: list[Any]) -> Iterator[Passage]:
        for aside in found:
            if _tag(aside) == "note-body":
                self.notes += 1
                yield from self.blocks(aside, f"footnote {self.notes}")
            else:
                self.boxes += 1
                yield from self.blocks(aside, f"text box {self.boxes}")

    def inline(self, element: Any, asides: list[Any]) -> str:
        out = element.text or ""
        for child in element:
            tag = _tag(child)
            if tag == "s":
                out += " " * next((int(v) for k, v in child.attrib.items() if k.endswith("}c")), 1)
            elif tag == "tab":
                out += "\t"
            elif tag == "line-break":
                out += "\n"
            elif tag == "note":
                asides += [e for e in child if _tag(e) == "note-body"]
            elif tag in ("frame", "custom-shape", "rect", "g"):
                self.drawn(child, asides)
            elif tag not in _SKIPPED and tag:
                out += self.inline(child, asides)
            out += child.tail or ""
        return out

    def drawn(self, element: Any, asides: list[Any]) -> None:
        if _tag(element) in ("custom-shape", "rect") and any(
            _tag(e) in ("p", "list") for e in element
        ):
            asides.append(element)
            return
        kinds = [_tag(e) for e in element]
        if any(k in ("object", "object-ole") for k in kinds):  # the picture beside it only shows it
            self.tally.note("embedded object", self.place)
            return
        for child in element:
            tag = _tag(child)
            if tag == "text-box":
                asides.append(child)
            elif tag in _COUNTED:
                self.tally.note(_COUNTED[tag], self.place)
            elif tag in ("frame", "custom-shape", "rect", "g"):
                self.drawn(child, asides)

    def table(self, table: Any) -> Iterator[Passage]:
        self.tables += 1
        number, grid, nested, headed = self.tables, Grid(), [], 0
        asides: list[Any] = []
        for r, row in enumerate(_rows(table)):
            headed = r + 1 if _tag(row.getparent()) == "table-header-rows" else headed
            column = 0
            for cell in row:
                if _tag(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                said = {
                    k.rpartition("}")[2]: int(v)
                    for k, v in cell.attrib.items()
                    if k.rpartition("}")[2].startswith("number-") and v.isdigit()
                }
                times = min(said.get("number-columns-repeated", 1), MAX_COLUMNS)
                if _tag(cell) == "table-cell":
                    self.place = f"table {number}, row {r + 1}, column {column + 1}"
                    text = "\n".join(
                        self.inline(p, asides).replace("\t", " ")
                        for p in cell.iter("{*}p", "{*}h")
                        if next(p.iterancestors("{*}table-cell")) is cell
                    )
                    nested += [t for t in cell if _tag(t) == "table"]
                    for i in range(times):
                        grid.put(
                            r,
                            column + i,
                            text,
                            said.get("number-rows-spanned", 1),
                            min(said.get("number-columns-spanned", 1), MAX_COLUMNS),
                        )
                column += times
        yield from table_passages(
            grid, number, lambda r, c: f"table {number}, row {r + 1}, column {c + 1}", (), headed
        )
        for inner in nested:
            yield from self.table(inner)
        yield from self.asides(asides)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if _tag(child) == "table-row":
            yield child
        elif _tag(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
