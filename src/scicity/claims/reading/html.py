"""HTML: what a reader sees of a page, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from ..types import Passage
from .lines import is_bare, unnumbered
from .tables import Grid, table_passages
from .text import VALUE, clean, decoded, flowed, raised, tiles
from .unread import Tally

_UNSEEN = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "datalist",
    "param",
    "source",
    "track",
    "area",
    "base",
    "meta",
    "link",
    "rp",
    "rt",
}
_COUNTED = {
    "img": "picture",
    "svg": "picture",
    "canvas": "picture",
    "video": "embedded object",
    "audio": "embedded object",
    "iframe": "embedded object",
    "object": "embedded object",
    "embed": "embedded object",
    "math": "equation",
}
_INLINE = {
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "meter",
    "output",
    "progress",
    "q",
    "ruby",
    "rb",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "button",
    "input",
    "picture",
    "slot",
    "nobr",
}
_BREAK = "\x00"


def passages(path: Path, tally: Tally) -> Iterator[Passage]:
    """The passages of an HTML file."""
    raw = path.read_bytes()
    declared = re.search(rb"(?:charset\s*=|encoding\s*=)\s*[\"']?\s*([\w-]+)", raw[:2048])
    name = declared.group(1).decode("ascii") if declared else ""
    # what calls itself GB2312 or Big5 is often of the larger set
    wider = {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "big5": "big5hkscs",
        "iso-8859-1": "cp1252",
        "utf8": "utf-8",
    }
    yield from page_passages(decoded(raw, path.name, wider.get(name.lower(), name)), tally)


def page_passages(text: str, tally: Tally) -> Iterator[Passage]:
    """The passages of a page. Raises lxml's errors for what is no page at all."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        return
    page = _Page(tally, _hidden(root))
    page.walk(root)
    page.flush()
    yield from _labelled(page.found)


def _hidden(root: Any) -> set[Any]:
    """Elements that attributes or the page's own styles hide from everybody."""
    found = {
        e
        for e in root.iter(etree.Element)
        if e.get("hidden") is not None
        or e.get("popover") is not None
        or re.search(
            r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))",
            e.get("style") or "",
            re.IGNORECASE,
        )
        or (e.tag == "input" and e.get("type") in ("hidden", "password", "checkbox", "radio"))
    }
    styles = "\n".join(
        e.text or ""
        for e in root.iter("style")
        if not re.search("print|speech", e.get("media") or "")
    )
    for selector in _hiding(re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)):
        try:
            found.update(CSSSelector(selector)(root))
        except SelectorError:  # ':hover' and the like: what hides at times is seen at others
            continue
    return found


def _hiding(styles: str) -> Iterator[str]:
    """Selectors of rules that take things off the page; those inside @media and the like are for
    some readers only.
    """
    depth, start, selector = 0, 0, ""
    for m in re.finditer(r"[{}]", styles):
        if m.group() == "{":
            if depth == 0:
                selector = styles[start : m.start()].strip()
            depth, start = depth + 1, m.end()
        else:
            body, depth = styles[start : m.start()], max(0, depth - 1)
            if (
                depth == 0
                and not selector.startswith("@")
                and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", body)
            ):
                yield from (s.strip() for s in selector.split(",") if s.strip())
            start = m.end()


@dataclass
class _Found:
    passage: Passage
    parent: Any


@dataclass
class _Page:
    """A walk through the elements: inline text gathers in `held` until a block begins or ends."""

    tally: Tally
    hidden: set[Any]
    found: list[_Found] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    block: Any = None
    terms: tuple[str, ...] = ()
    tables: int = 0
    count: int = 0
    place: str = ""

    def walk(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = tag.rpartition(":")[2]
        if not tag or tag in _UNSEEN:
            return
        if element in self.hidden:
            if "".join(element.itertext()).strip() and tag != "input":
                self.tally.note("hidden passage", f"<{tag}>")
            return
        if tag in _COUNTED:
            self.tally.note(_COUNTED[tag], f"<{tag}>")
        elif tag == "br":
            self.held.append(_BREAK)
        elif tag == "nav":
            if re.search(r"\d", "".join(element.itertext())):
                self.tally.note("navigation", "<nav>")
        elif tag == "table":
            self.flush()
            if _is_layout(element):
                self.children(element)
                self.flush()
            else:
                self.table(element)
        elif tag == "input":
            self.held.append(f" {element.get('value') or ''} ")
        elif tag == "sup":
            self.held.append(
                raised("".join(self.held).rstrip(), text)
                if re.fullmatch(r"\W*\d[\d,\s]*\W*", text := "".join(element.itertext()).strip())
                else text
            )
        elif tag in ("pre", "textarea", "xmp", "plaintext"):
            self.flush()
            self.held.append(_BREAK.join("".join(element.itertext()).splitlines()))
            self.flush(element)
        elif tag in ("del", "s", "strike") and element.getparent() is not None:
            return  # struck out: it is said no longer
        elif tag in _INLINE:
            self.children(element)
        else:
            self.within(element, tag)

    def within(self, block: Any, tag: str) -> None:
        """A block: what it holds is passages of its own."""
        self.flush()
        outer, self.block = self.block, block
        if tag == "dl":
            self.terms = ()
        self.children(block)
        self.flush()
        self.block = outer

    def children(self, element: Any) -> None:
        self.held.append(element.text or "")
        for child in element:
            self.walk(child)
            self.held.append(child.tail or "")

    def flush(self, element: Any = None) -> None:
        """What was gathered becomes passages of the block that is being walked."""
        raw, self.held = "".join(self.held), []
        block = self.block if element is None else element
        tag = "" if block is None else block.tag
        lines = raw.split(_BREAK)
        parts = [flowed(x) for x in lines] if tag not in ("pre", "textarea", "xmp") else lines
        shown = [
            clean(x).strip()
            for x in (parts if tag in ("pre", "textarea") else tiles("\n".join(parts)))
        ]
        shown = [x for x in shown if x]
        if not shown:
            return
        self.count += 1
        place = _line(block) or f"<{tag or 'body'}> {self.count}"
        if tag == "dt":
            before = self.found[-1].parent if self.found else None
            follows = before is not None and before.tag == "dt" and self.terms
            self.terms = (*self.terms, *shown) if follows else tuple(shown)
        for i, text in enumerate(shown):
            if re.fullmatch("h[1-6]", tag):
                made = Passage(0, place, "heading", unnumbered(text), int(tag[1]))
            elif tag == "dd":
                made = Passage(0, place, "cell", text, 0, (*self.terms, *shown[:i]))
            else:
                made = Passage(
                    0,
                    place,
                    "text",
                    text,
                    0,
                    tuple(shown[max(0, i - 3) : i]) if is_bare(text) else (),
                )
            self.found.append(_Found(made, block))

    def table(self, table: Any) -> None:
        self.tables += 1
        number = self.tables
        rows = [
            r
            for r in table.iter("tr")
            if next(r.iterancestors("table")) is table
            and not any(a in self.hidden for a in (r, r.getparent()))
        ]
        for r in table.iter("tr"):
            if next(r.iterancestors("table")) is table and r not in rows:
                self.tally.note("hidden row", f"table {number}")
        for other in table:
            if isinstance(other.tag, str) and other.tag == "caption" and other not in self.hidden:
                self.block = other
                self.children(other)
                caption = flowed("".join(self.held))
                self.flush()
                self.block = None
                break
        else:
            caption = ""
        grid, nested, headed = Grid(), [], 0
        for r, row in enumerate(rows):
            if row.getparent().tag == "thead":
                headed = r + 1
            for cell in row:
                if cell.tag not in ("td", "th") or cell in self.hidden:
                    if isinstance(cell.tag, str) and cell in self.hidden:
                        self.tally.note("hidden passage", f"table {number}, row {r + 1}")
                    continue
                down, across = (_span(cell.get(x)) for x in ("rowspan", "colspan"))
                down = min(down or len(rows) - r, len(rows) - r)
                inner = _Page(self.tally, self.hidden, tables=self.tables)
                inner.children(cell)
                inner.flush()
                self.tables = inner.tables
                own = [f.passage.text for f in inner.found if f.passage.cell is None]
                nested += [f for f in inner.found if f.passage.cell is not None]
                grid.put(
                    r, grid.free(r), "\n".join(own), down, min(across or 1, 1000), cell.tag == "th"
                )
        line = [_line(row) for row in rows]
        for p in table_passages(
            grid,
            number,
            lambda r, c: f"{line[r] or f'table {number}, row {r + 1}'}, column {c + 1}",
            [clean(caption)] if caption else [],
            headed,
        ):
            self.found.append(_Found(p, table))
        self.found += nested


def _is_layout(table: Any) -> bool:
    """Whether a table only places things on the page: one cell, or headings of the page in its
    cells.
    """
    if table.get("role") in ("presentation", "none"):
        return True
    cells = list(table.iter("td", "th"))
    own = [c for c in cells if next(c.iterancestors("table")) is table]
    return len(own) == 1 or (
        not any(c.tag == "th" for c in own)
        and any(True for c in own for _ in c.iter("h1", "h2", "h3"))
    )


def _span(said: str | None) -> int:
    return int(said) if said and said.strip().isdigit() else 1


def _line(element: Any) -> str:
    """The line of the Markdown that an element was made of."""
    said = (
        None
        if element is None
        else next(
            (e.get("data-line") for e in (element, *element.iterancestors()) if e.get("data-line")),
            None,
        )
    )
    return f"line {said}" if said else ""


def _labelled(found: list[_Found]) -> Iterator[Passage]:
    """A bare number in a block of its own takes the label beside it: the one other text of its
    parent, or the one before it.
    """
    for i, f in enumerate(found):
        p = f.passage
        if (
            p.kind != "text"
            or p.labels
            or not VALUE.match(p.text)
            or not is_bare(p.text)
            or len(p.text) > 40
        ):
            yield p
            continue
        parent = None if f.parent is None else f.parent.getparent()
        beside = [
            o.passage.text
            for o in found[max(0, i - 6) : i + 6]
            if o is not f
            and parent is not None
            and o.parent is not None
            and o.parent.getparent() is parent
            and not VALUE.match(o.passage.text)
        ]
        before = (
            found[i - 1].passage.text
            if i and found[i - 1].parent is not None and found[i - 1].parent.getparent() is parent
            else ""
        )
        labels = beside if len(beside) == 1 else [before] if before in beside else []
        yield Passage(0, p.place, p.kind, p.text, p.level, tuple(x for x in labels if len(x) < 60))
