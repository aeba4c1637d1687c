"""PDF: paragraphs, cells and headings by the geometry of the letters; running heads and dotted
lines of contents left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from ..errors import UnreadableDocument
from ..types import Passage
from .lines import passages_of
from .text import han, join, width
from .unread import Tally

MAX_PAGES = 3000


@dataclass(frozen=True)
class _Line:
    """A line of a page: its cells, parted by wide gaps, and where it stands (points from the left
    and the bottom).
    """

    cells: tuple[str, ...]
    starts: tuple[tuple[float, str], ...]
    left: float
    right: float
    bottom: float
    height: float

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def passages(path: Path, tally: Tally) -> Iterator[Passage]:
    """The passages of a PDF. A page without text that shows something is a scan."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument(
                f"{path.name} is encrypted. Save it without a password."
            ) from error
        raise UnreadableDocument(
            f"{path.name} cannot be read as PDF ({error}). It may be damaged: open it and save it"
            " again."
        ) from error
    if len(pdf) > MAX_PAGES:
        raise UnreadableDocument(
            f"{path.name} has {len(pdf):,} pages; up to {MAX_PAGES:,} are read. Split it."
        )
    try:
        pages = [_counted(page, f"page {i}", tally) for i, page in enumerate(pdf, 1)]
    finally:
        pdf.close()
    words = Counter(
        re.findall(
            r"[A-Za-z][A-Za-z-]*[A-Za-z]", " ".join(line.text for lines in pages for line in lines)
        )
    )
    seen = Counter(
        re.sub(r"\d+", "#", line.text) for lines in pages for line in {*lines[:1], *lines[-1:]}
    )
    running = {line for line, n in seen.items() if n >= 3 and n * 3 >= len(pages)}
    whole: list[tuple[str, str]] = []
    for number, lines in enumerate(pages, 1):
        kept = [
            x
            for i, x in enumerate(lines)
            if not (re.sub(r"\d+", "#", x.text) in running and i in (0, len(lines) - 1))
        ]
        kept = [
            x
            for x in kept
            if not re.fullmatch(r"\d{1,4}", x.text)
            and not re.search(r"(?:\. ?){5,}|·{5,}|…{3,}", x.text)
        ]
        kept = [_headed(x, below) for x, below in zip_longest(kept, kept[1:])]
        edges = _edges(kept)
        held: list[_Line] = []
        for i, line in enumerate(kept):
            held.append(line)
            after = kept[i + 1] if i + 1 < len(kept) else None
            if after and _continues(line, after, edges[i]):
                continue
            whole.append((f"page {number}", _joined(held, words)))
            held = []
    yield from passages_of(whole)


def _headed(line: _Line, below: _Line | None) -> _Line:
    """The headings of a table that stand closer than the cells below them, parted where those
    begin.
    """
    if below is None or len(below.cells) < 2 or len(line.cells) >= len(below.cells):
        return line
    first = [
        next((x for x, word in below.starts if cell.startswith(word)), -1.0) for cell in below.cells
    ]
    known = all(any(abs(x - w) < 2 for w, _ in line.starts) for x in first)
    return _parted(line, first) if known and first == sorted(set(first)) else line


def _parted(line: _Line, columns: list[float]) -> _Line:
    """A line with one cell a column; its words stand where the columns begin."""
    cells = [""] * len(columns)
    for x, word in line.starts:
        at = max((i for i, edge in enumerate(columns) if x >= edge - 2), default=0)
        cells[at] = f"{cells[at]} {word}".strip()
    return replace(line, cells=tuple(cells)) if all(cells) else line


def _edges(lines: list[_Line]) -> list[float]:
    """How far right each line could have gone: to the edge of its column if that is a column of
    text, else of the page.
    """
    page = max((x.right for x in lines), default=0.0)
    width_of = page - min((x.left for x in lines), default=0.0)
    out: list[float] = []
    block: list[_Line] = []
    for line, after in zip_longest(lines, lines[1:]):
        block.append(line)
        if (
            after
            and 0 < line.bottom - after.bottom < 2.6 * line.height
            and abs(after.left - line.left) < 2.6 * line.height
        ):
            continue
        right = max(x.right for x in block)
        column = (
            right - min(x.left for x in block) > 0.25 * width_of
            and len(block) > 1
            and all(len(x.cells) == 1 for x in block)
        )
        out += [right if column and width(block[0].text) >= 20 else page] * len(block)
        block = []
    return out


def _continues(line: _Line, after: _Line, edge: float) -> bool:
    """Whether a paragraph goes on: the next line stands below, begins no further right, and its
    first word did not fit.
    """
    if (
        re.search(r"[。；!?！？.;:：]$", line.text)
        or len(line.cells) > 1
        or len(after.cells) > 1
        or line.height > 1.25 * after.height
        or after.height > 1.25 * line.height
    ):
        return False
    below = 0 < line.bottom - after.bottom < 2.6 * line.height
    first = after.cells[0].split(" ")[0][: 1 if han(after.cells[0][:1]) else None]
    level = abs(after.left - line.left) < 2 and line.bottom - after.bottom < 2 * line.height
    if (
        below
        and level
        and width(line.text) >= 32
        and re.match(r"[\u4e00-\u9fff\da-z《“]", after.text)
        and (han(line.text) or han(after.text[:1]))
    ):
        return True  # Chinese that was wrapped after a number of letters
    room = (len(first) + 1) * line.height * (1.0 if han(first) else 0.52)
    return below and after.left <= line.left + 2.6 * line.height and line.right + room >= edge - 1


def _joined(lines: list[_Line], words: Counter[str]) -> str:
    if len(lines) == 1:
        return "\t".join(lines[0].cells)
    text = ""
    for line in lines:
        cut = re.search(r"([A-Za-z]+)-$", text)
        rest = re.match(r"[a-z]+", line.text)
        if (
            cut
            and rest
            and not words[f"{cut.group(1)}-{rest.group()}"]
            and (words[cut.group(1) + rest.group()] or not words[cut.group(1)])
        ):
            text = text[:-1] + line.text  # a word that the line's end parted, and no compound
        else:
            text = join(text, line.text)
    return text


def _counted(page: pypdfium2.PdfPage, place: str, tally: Tally) -> list[_Line]:
    """A page's lines; what else it shows is counted."""
    lines = _page_lines(page)
    letters = "".join(line.text for line in lines)
    pictures, area = 0, 0.0
    whole = page.get_width() * page.get_height() or 1.0
    drawn = False
    for found in page.get_objects(max_depth=8):
        drawn = drawn or found.type in (
            pdfium.FPDF_PAGEOBJ_PATH,
            pdfium.FPDF_PAGEOBJ_IMAGE,
            pdfium.FPDF_PAGEOBJ_SHADING,
        )
        if found.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = found.get_bounds()
            pictures += 1
            area = max(area, (right - left) * (top - bottom) / whole)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in letters)
    if letters and unknown * 5 > len(letters):
        tally.note("undecodable page", place)
        lines = []
    elif (drawn and not letters) or (area > 0.5 and len(letters) < 60):
        tally.note("scanned page", place)
    elif pictures:
        tally.note("picture", place, pictures)
    for i in range(max(0, pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP):
            tally.note("form field" if kind == pdfium.FPDF_ANNOT_WIDGET else "page note", place)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return lines


def _page_lines(page: pypdfium2.PdfPage) -> list[_Line]:
    """Characters gathered into lines in the order of the page's content; a gap wider than the type
    parts cells.
    """
    text = page.get_textpage()
    out: list[_Line] = []
    cells: list[str] = [""]
    starts: list[tuple[float, str]] = []
    box: list[float] = []
    last = 0.0

    def close() -> None:
        nonlocal cells, starts, box
        kept = tuple(c.strip() for c in cells if c.strip())
        if kept and box:
            out.append(_Line(kept, tuple(starts), box[0], box[2], box[1], box[3] - box[1]))
        cells, starts, box = [""], [], []

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
        if (
            box
            and c.isdigit()
            and height < 0.75 * (box[3] - box[1])
            and bottom > box[1] + 0.1 * height
            and left >= last - height
        ):
            continue  # the mark of a footnote
        if box:
            overlap = min(top, box[3]) - max(bottom, box[1])
            if overlap < 0.5 * min(height, box[3] - box[1]) or left < last - height:
                close()
            elif left - last > 1.1 * height:
                cells.append("")
        if not cells[-1] or cells[-1].endswith(" "):
            starts.append((left, ""))
        starts[-1] = (starts[-1][0], starts[-1][1] + c)
        cells[-1] += c
        box = (
            [left, bottom, right, top]
            if not box
            else [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
        )
        last = right
    close()
    return out
