"""A document as passages: text, Markdown, HTML, Word or PDF."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pypdfium2
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from scicity.registry import here

from .errors import UnreadableDocument
from .subjects import normal
from .types import Kind, Passage

FORMATS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")


def read_document(path: Path) -> list[Passage]:
    """The passages of a document in reading order. Raises UnreadableDocument that says what is wrong with it."""
    if not path.exists():
        raise UnreadableDocument(f"{path} does not exist.")
    suffix = path.suffix.lower()
    if suffix in (".txt", ".md"):
        lines = _decoded(path).splitlines()
        found = list(_lines(_paragraphs(lines) if suffix == ".md" else ((f"line {i}", x) for i, x in enumerate(lines, 1)), markdown=suffix == ".md"))
    elif suffix in (".html", ".htm"):
        found = list(_html(path))
    elif suffix == ".docx":
        found = list(_word(path))
    elif suffix == ".pdf":
        found = list(_pdf(path))
    else:
        raise UnreadableDocument(f"{path.name} is not one of {', '.join(FORMATS)}. Save it as one of them.")
    if not found:
        raise UnreadableDocument(f"{path.name} holds no text. If it is a scan, it has to be recognised (OCR) first.")
    return [Passage(i, p.place, p.kind, p.text, p.level, p.labels) for i, p in enumerate(found)]


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Markdown's paragraphs: lines that follow one another are one, but for headings, items and tables."""
    held, first = "", 0
    for i, line in enumerate([*lines, ""], 1):
        alone = not line.strip() or re.match(r"\s*(?:[#|>]|[-*+]\s|\d+[.)]\s)", line)
        if held and alone:
            yield f"line {first}", held
            held = ""
        if alone:
            yield f"line {i}", line
        else:
            held, first = (f"{held}{'' if _han(held[-1:]) else ' '}{line.strip()}", first) if held else (line.strip(), i)


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        if encoding == "utf-16" and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument(f"{path.name} is neither UTF-8 nor GB 18030 text. Save it as UTF-8.")


def _passage(place: str, kind: Kind, text: str, level: int = 0, labels: tuple[str, ...] = ()) -> Passage:
    return Passage(0, place, kind, text, level, labels)


def _lines(lines: Iterator[tuple[str, str]] | list[tuple[str, str]], markdown: bool = False) -> Iterator[Passage]:
    """Lines as passages: headings, bullets, tables by pipes, and the short lines that label a number below them."""
    labels: list[str] = []
    header: list[str] = []
    for place, raw in lines:
        numbered = _NUMBERED.match(raw)
        text = normal(raw[numbered.end():] if numbered else raw).strip()
        if not text:
            labels, header = [], []
            continue
        if markdown or text.startswith("|"):
            cells = [c.strip() for c in text.strip("|").split("|")] if text.startswith("|") else []
            if cells:
                if all(re.fullmatch(r":?-{2,}:?", c) for c in cells):
                    continue
                if not header:
                    header = cells
                    continue
                for i, cell in enumerate(cells):
                    if cell:
                        row = [cells[0]] if i else []
                        yield _passage(f"{place}, column {i + 1}", "cell", cell, 0, (*row, *header[i:i + 1]))
                continue
        head = re.match(r"(#{1,6})\s+(.*)", text)
        if head:
            labels = []
            yield _passage(place, "heading", head.group(2), len(head.group(1)))
            continue
        if "\t" in raw:
            cells = [c for c in (normal(x).strip() for x in raw.split("\t")) if c]
            for i, cell in enumerate(cells):
                above = tuple(labels[-3:]) if i == 0 else ()
                yield _passage(place, "cell", cell, 0, (*above, *cells[:i]))
            said = any(_VALUE.match(c) for c in cells)
            labels = [] if said else [*labels[-1:], *(c for c in cells if re.search(r"[^\W\d_]{2}", c) and not re.search(r"[#_]|\d{3}", c))]
            continue
        listed = re.match(r"[-*]\s", text)
        text = re.sub(r"^(?:[-*•→»]|\d+[.)、](?!\d))\s*", "", text).strip(" →←•»—*_")
        if not text:
            continue
        if not listed and _is_heading(text):
            labels = [*labels[-2:], text]
            yield _passage(place, "heading", text, 1 if numbered else 0)
            continue
        yield _passage(place, "text", text, 0, tuple(labels[-3:]) if _is_bare(text) else ())
        if len(text) < 60 and not _VALUE.match(text) and not re.search(r"\d{4}", text):
            labels = [*labels[-2:], text]
        elif not re.search(r"(?:19|20)\d{2}", text) or not _is_bare(text):
            labels = []  # a label is for the next number only


# what begins with a number, or with a qualifier and a number
_SIGNS = "".join(re.escape(chr(c)) for c in range(0x24, 0x20D0) if unicodedata.category(chr(c)) == "Sc")  # of all currencies
_VALUE = re.compile(rf"(?:over|nearly|about|at least|under|up to|more than|超过|超|近|约|逾|不到|不足|至少)?\s*[\d{_SIGNS}](?!\d*(?:st|nd|rd|th)\b)")
# 6.1 before a heading; not 5.5 million
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?!(?:trillion|billion|million|thousand|hours?|h|kJ|PW|mm|cm|km|kW|MW|GeV)\b|[万亿余多%个家项人篇])"
                       r"(?=[^\W\d])|第[\d一二三四五六七八九十]+[章节][\s、.]*)")


def _is_heading(text: str) -> bool:
    """Short, and not a sentence: it neither ends like one nor counts anything."""
    weight = sum(2 if ord(c) > 0x2E80 else 1 for c in text)
    if re.match(r"[\d<>~≈≥≤a-z]|(?:over|nearly|about|at least|under)\b", text):
        return False
    return weight <= 84 and not re.search(r"[。；;.!?！？,，]$", text) and "。" not in text and not re.search(rf"\d[\d,.]*\s*(?:[余多万亿%小时个家项篇人条套{_counters()}]|[a-z]{{3,}})", text)


def _counters() -> str:
    """How the words for the city's currencies begin in Chinese, as a class of characters."""
    return "".join(sorted({w[0] for c in here().currencies for w in c.words if w[0] > "\u2e80"}))


def _is_bare(text: str) -> bool:
    """A line that is hardly more than a number: what it counts stands above it."""
    return len(re.sub(r"[\d,.%\s]|[\w-]+, (?:line|page) \d+|[0-9a-f]{12,}", "", text)) <= 30 and bool(re.search(r"\d", text))


@dataclass(frozen=True)
class _Line:
    """A line of a page: its cells, parted by wide gaps, and where it stands (points from the left and the bottom)."""

    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    height: float

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def _pdf(path: Path) -> Iterator[Passage]:
    """A PDF's paragraphs, table cells and headings; running heads and dotted lines of contents left out."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{path.name} cannot be read as PDF ({error}).") from error
    pages = [_page_lines(page) for page in pdf]
    pdf.close()
    seen = Counter(re.sub(r"\d+", "#", line.text) for lines in pages for line in {*lines[:1], *lines[-1:]})
    running = {line for line, n in seen.items() if n >= 3 and n * 3 >= len(pages)}
    whole: list[tuple[str, str]] = []
    for number, lines in enumerate(pages, 1):
        kept = [x for i, x in enumerate(lines) if not (re.sub(r"\d+", "#", x.text) in running and i in (0, len(lines) - 1))]
        kept = [x for x in kept if not re.fullmatch(r"\d{1,4}", x.text) and not re.search(r"(?:\. ?){5,}|·{5,}|…{3,}", x.text)]
        edge = max((x.right for x in kept), default=0.0)
        held: list[_Line] = []
        for i, line in enumerate(kept):
            held.append(line)
            after = kept[i + 1] if i + 1 < len(kept) else None
            if after and _continues(line, after, edge):
                continue
            whole.append((f"page {number}", _joined(held)))
            held = []
    yield from _lines(whole)


def _continues(line: _Line, after: _Line, edge: float) -> bool:
    """Whether a paragraph goes on: the next line stands below, begins no further right, and its first word did not fit."""
    if re.search(r"[。；!?！？.;:：]$", line.text) or len(line.cells) > 1 or len(after.cells) > 1 or line.height > 1.25 * after.height or after.height > 1.25 * line.height:
        return False
    below = 0 < line.bottom - after.bottom < 2.6 * line.height
    first = after.cells[0].split(" ")[0][:1 if _han(after.cells[0][:1]) else None]
    room = (len(first) + 1) * line.height * (1.0 if _han(first) else 0.52)
    return below and after.left <= line.left + 2.6 * line.height and line.right + room >= edge - 1


def _joined(lines: list[_Line]) -> str:
    text = ""
    for line in lines:
        text = f"{text} {line.text}" if text and not (text.endswith("-") or _han(text[-1:]) or _han(line.text[:1])) else text + line.text
    return text if len(lines) > 1 else "\t".join(lines[0].cells)


def _page_lines(page: pypdfium2.PdfPage) -> list[_Line]:
    """Characters gathered into lines in the order of the page's content; a gap wider than the type parts cells."""
    text = page.get_textpage()
    out: list[_Line] = []
    cells: list[str] = [""]
    box: list[float] = []
    last = 0.0

    def close() -> None:
        nonlocal cells, box
        kept = tuple(c.strip() for c in cells if c.strip())
        if kept and box:
            out.append(_Line(kept, box[0], box[2], box[1], box[3] - box[1]))
        cells, box = [""], []

    content = text.get_text_range()
    for i in range(min(text.count_chars(), len(content))):
        c = "-" if content[i] == "\ufffe" else content[i]  # a hyphen at the end of a line
        if c in "\r\n":
            continue
        left, bottom, right, top = text.get_charbox(i, loose=True)
        if c == " " or right <= left:
            cells[-1] += " " if cells[-1] and not cells[-1].endswith(" ") else ""
            continue
        height = top - bottom
        if box and c.isdigit() and height < 0.75 * (box[3] - box[1]) and bottom > box[1] + 0.1 * height and left >= last - height:
            continue  # the mark of a footnote
        if box:
            overlap = min(top, box[3]) - max(bottom, box[1])
            if overlap < 0.5 * min(height, box[3] - box[1]) or left < last - height:
                close()
            elif left - last > 1.1 * height:
                cells.append("")
        cells[-1] += c
        box = [left, bottom, right, top] if not box else [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
        last = right
    close()
    return out


def _han(text: str) -> bool:
    return bool(text) and ord(text[-1]) > 0x2E80


def _html(path: Path) -> Iterator[Passage]:
    """What a reader sees of a page; scripts, styles and hidden evidence are left out."""
    try:
        root = lxml.html.fromstring(_decoded(path))
    except etree.ParserError as error:
        raise UnreadableDocument(f"{path.name} cannot be read as HTML ({error}).") from error
    for gone in root.xpath("//script|//style|//*[@popover]|//nav|//template|//*[@hidden]|//noscript"):
        gone.drop_tree()
    blocks = "h1|h2|h3|h4|h5|h6|p|li|td|th|dt|dd|figcaption|caption|blockquote|summary|pre"
    count = 0
    for element in root.iter(*blocks.split("|")):
        if element.xpath("|".join(f".//{b}" for b in ("p", "li", "td", "dd"))) and element.tag != "summary":
            continue
        text = normal(" ".join(element.text_content().split()))
        if not text:
            continue
        count += 1
        place = f"<{element.tag}> {count}"
        if element.tag[0] == "h" and element.tag[1:].isdigit():
            yield _passage(place, "heading", text, int(element.tag[1]))
        elif element.tag in ("td", "th", "dd"):
            yield _passage(place, "cell", text, 0, _labels(element))
        else:
            yield _passage(place, "text", text)


def _labels(cell: lxml.html.HtmlElement) -> tuple[str, ...]:
    """The headings of a cell's row and column; a definition's term."""
    if cell.tag == "dd":
        terms = cell.xpath("preceding-sibling::dt[1]")
        return tuple(normal(" ".join(t.text_content().split())) for t in terms)
    row = cell.getparent()
    cells = [c for c in row if c.tag in ("td", "th")]
    at = cells.index(cell)
    before = [normal(" ".join(c.text_content().split())) for c in cells[:at]]
    heads = cell.xpath("ancestor::table[1]//thead/tr[1]/*") or cell.xpath("ancestor::table[1]/tr[1]/th|ancestor::table[1]/tbody/tr[1]/th")
    column = [normal(" ".join(heads[at].text_content().split()))] if len(heads) == len(cells) and heads[at] is not cell else []
    caption = [normal(c.text_content().strip()) for c in cell.xpath("ancestor::table[1]/caption")]
    return (*caption, *before, *column)


def _word(path: Path) -> Iterator[Passage]:
    try:
        doc = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableDocument(f"{path.name} cannot be read as a Word document ({error}).") from error
    paragraphs = tables = 0
    for block in doc.iter_inner_content():
        if isinstance(block, Paragraph):
            paragraphs += 1
            text, style = normal(block.text).strip(), str(block.style.name if block.style else "")
            if not text or style.lower().startswith("toc"):
                continue
            level = re.match(r"(?:Heading|标题)\s*(\d)", style)
            if level or style == "Title":
                yield _passage(f"paragraph {paragraphs}", "heading", text, int(level.group(1)) if level else 1)
            elif style == "Caption":
                yield _passage(f"paragraph {paragraphs}", "text", re.sub(r"^\S+\s*\d*\s{2,}", "", text))
            else:
                yield _passage(f"paragraph {paragraphs}", "text", text)
        elif isinstance(block, Table):
            tables += 1
            yield from _word_table(block, tables)


def _word_table(table: Table, number: int) -> Iterator[Passage]:
    rows = [[normal(c.text).strip() for c in r.cells] for r in table.rows]
    head = rows[0] if rows and not any(re.search(r"\d", c) for c in rows[0]) else []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text and (not head or r):
                lines = text.split("\n")
                labels = (*row[:c], *head[c:c + 1]) if head or c else ()
                for i, line in enumerate(lines):  # a tile: title, number, basis in one cell
                    yield _passage(f"table {number}, row {r + 1}, column {c + 1}", "cell", line, 0, (*lines[:i], *(labels if len(lines) == 1 else ())))
