"""Word: body, tables, text boxes, notes, headers and footers, with tracked changes as they would be
accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from ..types import Passage
from .lines import is_bare, unnumbered
from .tables import Grid, table_passages
from .text import clean, raised, tiles
from .unread import Tally

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "pPr",
    "rPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sectPr",
    "sdtPr",
    "sdtEndPr",
    "rt",
    "commentReference",
    "annotationRef",
    "Fallback",
}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def passages(path: Path, tally: Tally) -> Iterator[Passage]:
    """The passages of a Word file."""
    yield from (p for p, _ in anchored(Document(str(path)), tally))


def anchored(document: Any, tally: Tally) -> Iterator[tuple[Passage, Any]]:
    """The passages of a document, each with the paragraph of its body (`w:p`) at which a comment on
    it can stand.
    """
    yield from ((p, a) for p, a in _Walk(document, tally).all() if p.text.strip())


@dataclass
class _Aside:
    """What stands outside the line that holds it: the content of a text box or of a note."""

    kind: str
    content: Any


@dataclass
class _Walk:
    document: Any
    tally: Tally
    counts: dict[str, int] = field(default_factory=dict)
    place: str = ""
    carried: str = ""

    def __post_init__(self) -> None:
        self.notes = {kind: _notes_of(self.document.part, kind) for kind in ("footnote", "endnote")}
        self.styles = {s.style_id: s for s in self.document.styles if s.style_id}

    def all(self) -> Iterator[tuple[Passage, Any]]:
        body = self.document.element.body
        first = next(body.iter(f"{W}p"), None)
        for kind in ("header", "footer"):
            for i, part in enumerate(_parts(self.document.part, kind), 1):
                yield from self.blocks(part.element, first, f"{kind} {i}")
        yield from self.blocks(body, None)

    def next(self, kind: str) -> int:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return self.counts[kind]

    def blocks(
        self, container: Any, anchor: Any, within: str = ""
    ) -> Iterator[tuple[Passage, Any]]:
        """Paragraphs and tables of a body, cell, box or note; `within` names it, the body itself is
        ''.
        """
        inner = 0
        for child in container:
            tag = _tag(child)
            if tag == "p":
                inner += 1
                place = (
                    f"{within}, paragraph {inner}"
                    if within
                    else f"paragraph {self.next('paragraph')}"
                )
                yield from self.paragraph(child, anchor, place)
            elif tag == "tbl":
                yield from self.table(child, anchor)
            elif tag == "altChunk":
                self.tally.note("embedded object", within or "body")
            elif tag == "AlternateContent":
                yield from self.blocks(_choice(child), anchor, within)
            elif tag == "sdt":
                if not _placeholder(child):
                    yield from self.blocks(
                        child.find(f"{W}sdtContent")
                        if child.find(f"{W}sdtContent") is not None
                        else (),
                        anchor,
                        within,
                    )
            elif tag not in _GONE and len(child):
                yield from self.blocks(child, anchor, within)

    def paragraph(self, p: Any, anchor: Any, place: str) -> Iterator[tuple[Passage, Any]]:
        anchor = p if anchor is None else anchor
        asides: list[_Aside] = []
        self.place = place
        text = self.carried + self.inline(p, asides)
        self.carried = ""
        mark = p.find(f"{W}pPr/{W}rPr/{W}del")
        if mark is not None and p.getnext() is not None:
            self.carried = text  # its end was deleted: it goes on in the next paragraph
            text = ""
        level, style = self.level(p)
        if style != "toc":
            shown = tiles(clean(text).replace("\t", " "))
            for i, part in enumerate(shown):
                said = re.sub(r"^\S+\s*\d*\s{2,}", "", part) if style == "caption" else part
                labels = tuple(shown[max(0, i - 3) : i]) if is_bare(part) else ()
                kept = (
                    Passage(0, place, "heading", unnumbered(said), level)
                    if level
                    else Passage(0, place, "text", said, 0, labels)
                )
                yield kept, anchor
        yield from self.asides(asides, anchor)

    def asides(self, found: list[_Aside], anchor: Any) -> Iterator[tuple[Passage, Any]]:
        for aside in found:
            yield from self.blocks(aside.content, anchor, f"{aside.kind} {self.next(aside.kind)}")

    def level(self, p: Any) -> tuple[int, str]:
        """A heading's depth, and 'toc' or 'caption' for lines of those styles."""
        outline = p.find(f"{W}pPr/{W}outlineLvl")
        if (
            outline is not None
            and outline.get(f"{W}val", "9").isdigit()
            and int(outline.get(f"{W}val", "9")) < 9
        ):
            return int(outline.get(f"{W}val")) + 1, ""
        named = p.find(f"{W}pPr/{W}pStyle")
        style = self.styles.get(named.get(f"{W}val")) if named is not None else None
        seen = 0
        while style is not None and seen < 10:
            name = str(style.name or "")
            deep = re.match(r"(?:Heading|标题)\s*(\d)", name, re.IGNORECASE)
            if deep or name in ("Title", "标题"):
                return (int(deep.group(1)) if deep else 1), ""
            if name.lower().startswith("toc") or name.lower() in ("caption", "题注"):
                return 0, "toc" if name.lower().startswith("toc") else "caption"
            set_in = style.element.find(f"{W}pPr/{W}outlineLvl")
            if set_in is not None and set_in.get(f"{W}val", "9") < "9":
                return int(set_in.get(f"{W}val")) + 1, ""
            style, seen = getattr(style, "base_style", None), seen + 1
        return 0, ""

    def inline(self, element: Any, asides: list[_Aside]) -> str:
        """A paragraph's text as it stands when all changes are accepted; boxes and notes in it go
        to `asides`.
        """
        out = ""
        for child in element:
            tag = _tag(child)
            if tag == "t":
                out += child.text or ""
            elif tag in _MARKS:
                out += _MARKS[tag]
            elif tag == "r":
                out += self.run(child, out, asides)
            elif tag in _NOTES:
                note = self.notes[_NOTES[tag]].get(child.get(f"{W}id"))
                if note is not None:
                    asides.append(_Aside(_NOTES[tag], note))
            elif tag in ("drawing", "pict", "object"):
                self.drawn(child, asides)
            elif tag in ("oMath", "oMathPara"):
                self.tally.note(
                    "equation",
                    self.place,
                    max(
                        1,
                        sum(1 for _ in child.iter(f"{child.tag.rpartition('}')[0]}}}oMath"))
                        - (tag == "oMath"),
                    )
                    or 1,
                )
            elif tag == "AlternateContent":
                out += self.inline(_choice(child), asides)
            elif tag == "sdt":
                out += "" if _placeholder(child) else self.inline(child, asides)
            elif tag not in _GONE:
                out += self.inline(child, asides)
        return out

    def run(self, run: Any, before: str, asides: list[_Aside]) -> str:
        text = self.inline(run, asides)
        look = run.find(f"{W}rPr")
        if look is None or not text.strip():
            return text
        hidden = look.find(f"{W}vanish")
        if hidden is not None and hidden.get(f"{W}val") not in ("0", "false", "off"):
            self.tally.note("hidden passage", self.place)
            return ""
        high = look.find(f"{W}vertAlign")
        if high is not None and high.get(f"{W}val") == "superscript" and re.search(r"\d", text):
            return raised(before.rstrip(), text.strip())
        return text

    def drawn(self, element: Any, asides: list[_Aside]) -> None:
        """A drawing: its text boxes are read, all else in it is counted."""
        if _tag(element) == "object":
            self.tally.note("embedded object", self.place)
            return
        for child in element:
            tag = _tag(child)
            if tag == "txbxContent":
                asides.append(_Aside("text box", child))
                continue
            kind = {
                "pic": "picture",
                "imagedata": "picture",
                "chart": "chart",
                "relIds": "diagram",
                "OLEObject": "embedded object",
                "textpath": "text box",
            }.get(tag)
            if kind:
                self.tally.note(kind, self.place)
            elif tag == "AlternateContent":
                self.drawn(_choice(child), asides)
            else:
                self.drawn(child, asides)

    def table(self, table: Any, anchor: Any) -> Iterator[tuple[Passage, Any]]:
        number = self.next("table")
        rows = [r for r in _nearest(table, "tr") if r.find(f"{W}trPr/{W}del") is None]
        cells = [list(_nearest(r, "tc")) for r in rows]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around a part of the page
            yield from self.blocks(cells[0][0], anchor, f"table {number}, row 1, column 1")
            return
        grid, origins, anchors = Grid(), dict[int, tuple[int, int]](), dict[tuple[int, int], Any]()
        inner: list[tuple[Passage, Any]] = []
        headed = 0
        for r, (row, listed) in enumerate(zip(rows, cells, strict=True)):
            skipped = row.find(f"{W}trPr/{W}gridBefore")
            column = int(skipped.get(f"{W}val")) if skipped is not None else 0
            if headed == r and row.find(f"{W}trPr/{W}tblHeader") is not None:
                headed = r + 1
            for cell in listed:
                span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
                across = int(span.get(f"{W}val")) if span is not None else 1
                if merge is not None and merge.get(f"{W}val") != "restart" and column in origins:
                    top = origins[column]
                    grid.put(top[0], top[1], grid.rows[top[0]][top[1]].text, r - top[0] + 1, across)  # type: ignore[union-attr]
                else:
                    self.place = f"table {number}, row {r + 1}, column {column + 1}"
                    text, more, nested = self.cell(cell)
                    grid.put(r, column, text, 1, across)
                    anchors[r, column] = next(cell.iter(f"{W}p"), None)
                    own = anchor if anchor is not None else anchors[r, column]
                    inner += [x for t in nested for x in self.table(t, own)] + list(
                        self.asides(more, own)
                    )
                    origins[column] = (r, column)
                column += across
        place = {
            (r, c): f"table {number}, row {r + 1}, column {c + 1}"
            for r, line in enumerate(grid.rows)
            for c in range(len(line))
        }
        where = {v: k for k, v in place.items()}
        for p in table_passages(grid, number, lambda r, c: place[r, c], (), headed):
            yield p, anchor if anchor is not None else anchors.get(where[p.place])
        yield from inner

    def cell(self, cell: Any) -> tuple[str, list[_Aside], list[Any]]:
        """A cell's lines, what stands aside of them, and the tables inside it."""
        asides: list[_Aside] = []
        lines: list[str] = []
        nested: list[Any] = []

        def gather(container: Any) -> None:
            for child in container:
                tag = _tag(child)
                if tag == "p":
                    lines.append(self.inline(child, asides).replace("\t", " "))
                elif tag == "tbl":
                    nested.append(child)
                elif tag == "AlternateContent":
                    gather(_choice(child))
                elif tag not in _GONE and not (tag == "sdt" and _placeholder(child)):
                    gather(child)

        gather(cell)
        return "\n".join(lines), asides, nested


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "comment"


def _choice(alternates: Any) -> Any:
    """One of the ways in which a drawing is written twice."""
    choices = [c for c in alternates if _tag(c) in ("Choice", "Fallback")]
    return choices[0] if choices else ()


def _placeholder(control: Any) -> bool:
    """Whether a content control shows 'click here to enter text'."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _nearest(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, or cells of a row, whatever controls or insertions enclose them; not those
    of tables inside.
    """
    for child in element:
        found = _tag(child)
        if found == tag:
            yield child
        elif found == "AlternateContent":
            yield from _nearest(_choice(child), tag)
        elif found not in _GONE and found not in ("p", "tbl", "tc"):
            yield from _nearest(child, tag)


def _parts(part: Any, kind: str) -> list[Any]:
    found = {
        r.target_part.partname: r.target_part
        for r in part.rels.values()
        if not r.is_external and r.reltype.endswith(f"/{kind}")
    }
    return [found[name] for name in sorted(found)]


def _notes_of(part: Any, kind: str) -> dict[str, Any]:
    """The notes of a document by their ids, without the lines that part them from the text."""
    found: dict[str, Any] = {}
    for rel in part.rels.values():
        if not rel.is_external and rel.reltype.endswith(f"/{kind}s"):
            root = etree.fromstring(rel.target_part.blob)
            found |= {n.get(f"{W}id"): n for n in root if n.get(f"{W}type", "normal") == "normal"}
    return found
