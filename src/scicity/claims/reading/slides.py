"""PowerPoint: titles, text, groups, tables and notes of each slide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation

from ..types import Passage
from .lines import is_bare, unnumbered
from .tables import Grid, table_passages
from .text import VALUE, clean, raised, tiles
from .unread import Tally

_COUNTED = {
    "pic": "picture",
    "chart": "chart",
    "relIds": "diagram",
    "oleObj": "embedded object",
    "contentPart": "embedded object",
}


def passages(path: Path, tally: Tally) -> Iterator[Passage]:
    """The passages of a presentation; hidden slides are told, not read."""
    walk = _Walk(tally)
    for n, slide in enumerate(Presentation(str(path)).slides, 1):
        if slide._element.get("show") in ("0", "false"):
            tally.note("hidden slide", f"slide {n}")
            continue
        walk.place = f"slide {n}"
        titles: list[Passage] = []
        rest: list[Passage] = []
        for p in walk.shapes(slide.shapes._spTree):
            (titles if p.kind == "heading" else rest).append(p)
        # what a slide without a title says is not of the slide before
        yield from titles or [Passage(0, walk.place, "heading", "—", 1)]
        yield from rest
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            walk.place = f"slide {n}, notes"
            yield from walk.text(slide.notes_slide.notes_text_frame._txBody, "text")


class _Walk:
    def __init__(self, tally: Tally) -> None:
        self.tally, self.place, self.tables = tally, "", 0

    def shapes(self, tree: Any) -> Iterator[Passage]:
        """The passages of shapes in their order, those of groups among them."""
        found: list[list[Passage]] = []
        for child in tree:
            tag = _tag(child)
            if tag in ("sp", "cxnSp"):
                found.append(list(self.shape(child)))
            elif tag == "grpSp":
                found.append(list(self.shapes(child)))
            elif tag == "AlternateContent":
                choices = [c for c in child if _tag(c) in ("Choice", "Fallback")]
                found += [list(self.shapes(c)) for c in choices[:1]]
            elif tag == "graphicFrame":
                table = next((e for e in child.iter() if _tag(e) == "tbl"), None)
                if table is not None:
                    found.append(list(self.table(table)))
                else:
                    self.count(child)
            elif tag in _COUNTED:
                self.tally.note(_COUNTED[tag], self.place)
        for i, own in enumerate(found):
            yield from _labelled(
                own, found[i - 1] if i else [], found[i + 1] if i + 1 < len(found) else []
            )

    def count(self, element: Any) -> None:
        kinds = [_COUNTED[_tag(e)] for e in element.iter() if _tag(e) in _COUNTED]
        self.tally.note(
            "embedded object" if not kinds or "embedded object" in kinds else kinds[0], self.place
        )

    def shape(self, shape: Any) -> Iterator[Passage]:
        holder = next((e for e in shape.iter() if _tag(e) == "ph"), None)
        kind = "" if holder is None else holder.get("type", "")
        look = next((e for e in shape.iter() if _tag(e) == "cNvPr"), None)
        body = next((e for e in shape if _tag(e) == "txBody"), None)
        if look is not None and look.get("hidden") in ("1", "true"):
            if body is not None and "".join(body.itertext()).strip():
                self.tally.note("hidden passage", self.place)
            return
        if any(_tag(e) == "blipFill" for e in shape.iter()):
            self.tally.note("picture", self.place)
        if body is None or kind in ("sldNum", "dt"):
            return
        yield from self.text(body, "heading" if kind in ("title", "ctrTitle") else "text")

    def text(self, body: Any, kind: str) -> Iterator[Passage]:
        for paragraph in (e for e in body if _tag(e) == "p"):
            shown = tiles(clean(self.line(paragraph)).replace("\t", " "))
            for i, text in enumerate(shown):
                if kind == "heading":
                    yield Passage(0, self.place, "heading", unnumbered(text), 1)
                else:
                    yield Passage(
                        0,
                        self.place,
                        "text",
                        text,
                        0,
                        tuple(shown[max(0, i - 3) : i]) if is_bare(text) else (),
                    )

    def line(self, paragraph: Any) -> str:
        out = ""
        for e in paragraph:
            tag = _tag(e)
            if tag in ("r", "fld"):
                text = "".join(t.text or "" for t in e if _tag(t) == "t")
                look = next((x for x in e if _tag(x) == "rPr"), None)
                high = (
                    look is not None
                    and int(re.sub(r"\D", "", (look.get("baseline") or "0").lstrip("+")) or 0) > 0
                    and not (look.get("baseline") or "").startswith("-")
                )
                if look is not None and look.get("strike") in ("sngStrike", "dblStrike"):
                    continue  # struck out: it is said no longer
                out += (
                    raised(out.rstrip(), text.strip()) if high and re.search(r"\d", text) else text
                )
            elif tag == "br":
                out += "\n"
            elif tag in ("m", "AlternateContent", "oMath", "oMathPara"):
                self.tally.note("equation", self.place)
        return out

    def table(self, table: Any) -> Iterator[Passage]:
        self.tables += 1
        grid, number, place = Grid(), self.tables, self.place
        for r, row in enumerate(e for e in table if _tag(e) == "tr"):
            for c, cell in enumerate(e for e in row if _tag(e) == "tc"):
                if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                    continue
                body = next((e for e in cell if _tag(e) == "txBody"), ())
                text = "\n".join(self.line(p) for p in body if _tag(p) == "p")
                grid.put(r, c, text, int(cell.get("rowSpan", "1")), int(cell.get("gridSpan", "1")))
        yield from table_passages(
            grid, number, lambda r, c: f"{place}, table {number}, row {r + 1}, column {c + 1}"
        )


def _labelled(own: list[Passage], before: list[Passage], after: list[Passage]) -> Iterator[Passage]:
    """A shape that is hardly more than a number takes the label of the shape beside it."""
    [only] = own if len(own) == 1 else [None]
    if (
        only is None
        or only.kind != "text"
        or only.labels
        or not VALUE.match(only.text)
        or not is_bare(only.text)
        or len(only.text) > 40
    ):
        yield from own
        return
    beside = [
        p[0].text
        for p in (before, after)
        if len(p) == 1
        and p[0].kind == "text"
        and not VALUE.match(p[0].text)
        and len(p[0].text) < 60
    ]
    yield Passage(
        0, only.place, only.kind, only.text, only.level, tuple(beside) if len(beside) == 1 else ()
    )


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
