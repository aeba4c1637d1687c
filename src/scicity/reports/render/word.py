"""A report as a Word document: real styles, captions, footnotes to evidence, a table of
contents.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from scicity.ledger import show_moment

from ..tree import (
    Bullets,
    Chart,
    Facts,
    Heading,
    Line,
    Map,
    Notes,
    Number,
    Paragraph,
    Pipeline,
    Quote,
    Ref,
    Report,
    Text,
    Tiles,
    Timeline,
)
from .checked import note
from .footnotes import Footnotes
from .html import label
from .icons import icon
from .pictures import as_png, chart_spec, icon_png, map_spec
from .zipped import settled

_BLUE, _QUIET, _TINT = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x56, 0x64, 0x6F), "EEF2F6"


def render_word(report: Report, districts: bytes) -> bytes:
    """The document's bytes, the same for the same report."""
    return _Writer(report, districts).write()


class _Writer:
    """Writes a tree into one document; holds the counters of captions and footnotes."""

    def __init__(self, report: Report, districts: bytes) -> None:
        self.report, self.districts, self.zh = report, districts, report.language == "zh"
        self.doc: WordDocument = Document()
        # asked for each paragraph, and else answered by a walk over all styles
        part = self.doc.part
        part.get_style_id = cache(part.get_style_id)  # type: ignore[method-assign]
        self.refs = {x.id: x for x in report.refs}
        self.captions = {"table": 0, "figure": 0}
        self.noted: set[str] = set()
        _styles(self.doc, self.zh)
        self.notes = Footnotes(self.doc)

    def say(self, name: str) -> str:
        return label(name, self.report.language)

    def write(self) -> bytes:
        self.cover()
        self.contents()
        for block in self.report.blocks:
            self.block(block)
        self.evidence()
        self.checked()
        moment = datetime.fromtimestamp(self.report.as_of / 1_000_000, UTC).replace(tzinfo=None)
        core = self.doc.core_properties
        core.title, core.author, core.subject, core.comments = (
            self.report.title,
            self.report.city,
            self.report.subtitle,
            "",
        )
        core.created = core.modified = moment
        core.language = "zh-CN" if self.zh else "en-GB"
        self.notes.finish()
        out = io.BytesIO()
        self.doc.save(out)
        return settled(out.getvalue(), self.report.as_of)

    def cover(self) -> None:
        self.doc.add_paragraph().paragraph_format.space_after = Pt(90)
        p = self.doc.add_paragraph()
        p.add_run().add_picture(io.BytesIO(icon_png(icon("ring", "#1f4e79"), 8)), width=Mm(24))
        self.doc.add_paragraph(self.report.subtitle, "Subtitle")
        self.doc.add_paragraph(self.report.title, "Title")
        p = self.doc.add_paragraph(f"{self.say('as_of')} {show_moment(self.report.as_of)}", "Quiet")
        p.paragraph_format.space_before = Pt(220)
        self.doc.add_paragraph(self.say("foot"), "Quiet").add_run().add_break()
        self.page_break()

    def page_break(self) -> None:
        self.doc.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    def contents(self) -> None:
        """A field that the word processor fills with page numbers; until then it shows the
        headings.
        """
        self.doc.add_paragraph(self.say("contents"), "TOC Heading")
        heads = [b for b in self.report.blocks if isinstance(b, Heading) and b.level <= 2]
        p = self.doc.add_paragraph(style="toc 1")
        _field(p, "begin", dirty=True)
        instruction = OxmlElement("w:instrText")
        instruction.set(qn("xml:space"), "preserve")
        instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
        p.add_run()._r.append(instruction)
        _field(p, "separate")
        for i, head in enumerate(heads):
            if i:
                p = self.doc.add_paragraph(style=f"toc {head.level}")
            _link(p, head.text, head.anchor)
        _field(p, "end")
        self.page_break()

    def block(self, b: Any) -> None:
        match b:
            case Heading():
                self.heading(b)
            case Paragraph():
                self.line(self.doc.add_paragraph(style="Lead" if b.lead else "Body Text"), b.line)
            case Bullets():
                for item in b.items:
                    self.line(self.doc.add_paragraph(style="List Bullet"), item)
            case Tiles():
                self.tiles(b)
            case Facts():
                self.facts(b)
            case Timeline():
                self.caption("table", b.caption)
                self.table(
                    3 if len({e.subject for e in b.events}) > 1 else 2,
                    [
                        [
                            e.date,
                            e.text,
                            *([e.subject] if len({x.subject for x in b.events}) > 1 else []),
                        ]
                        for e in b.events
                    ],
                    (26, 84, 58),
                )
            case Pipeline():
                self.caption("table", b.caption)
                self.table(
                    len(b.stages) + 1,
                    [
                        ["", *b.stages],
                        *(
                            [name, *("●" if i == at else "" for i in range(len(b.stages)))]
                            for name, at, _ in b.items
                        ),
                    ],
                    (60, *(18,) * len(b.stages)),
                    head=True,
                )
            case Chart() | Map():
                spec = (
                    chart_spec(b, self.report.language, 560, 200)
                    if isinstance(b, Chart)
                    else map_spec(self.districts, b)
                )
                self.doc.add_picture(
                    io.BytesIO(as_png(spec, 2)), width=Mm(150 if isinstance(b, Chart) else 74)
                )
                self.doc.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
                named = (
                    f"{b.caption} ({b.unit})"
                    if isinstance(b, Chart)
                    else f"{b.caption}: {', '.join(n for _, n in b.marked)}"
                )
                self.caption("figure", f"{named}  {b.source}")
            case Notes():
                self.caption("table", b.caption)
                self.table(2, [[name, text] for name, text in b.items], (44, 124))

    def heading(self, b: Heading) -> None:
        p = self.doc.add_paragraph(style=f"Heading {b.level}")
        if b.icon and b.level == 3:
            p.add_run().add_picture(io.BytesIO(icon_png(icon(b.icon, "#1f4e79"), 6)), width=Mm(6))
            p.add_run(" ")
        _bookmark(p, b.anchor, len(self.doc.element.body))
        p.add_run(b.text)

    def line(self, p: WordParagraph, line: Line) -> None:
        for part in line:
            if isinstance(part, Text):
                p.add_run(part.text)
            else:
                self.value(p, part)

    def value(self, p: WordParagraph, part: Number | Quote, note: bool = True) -> None:
        run = p.add_run(part.text)
        run.bold, run.italic = isinstance(part, Number), isinstance(part, Quote) and not self.zh
        if note and part.ref not in self.noted:
            self.noted.add(part.ref)
            self.notes.add(p, self.note(self.refs[part.ref]))

    def note(self, ref: Ref) -> str:
        parts = [self.say(ref.status), ref.title, ref.period, ref.where or ref.address, ref.note]
        if ref.simulated:
            parts.insert(0, self.say("simulated"))
        if ref.seal:
            parts.append(f"{self.say('seal')} {ref.seal}")
        return ("；" if self.zh else "; ").join(x for x in parts if x)

    def tiles(self, b: Tiles) -> None:
        columns = 3 if len(b.items) % 3 == 0 else 2
        table = self.doc.add_table(rows=0, cols=columns, style="Tiles")
        for at in range(0, len(b.items), columns):
            row = table.add_row()
            _whole(row)
            cells = row.cells
            for cell, (number, title, basis) in zip(
                cells, b.items[at : at + columns], strict=False
            ):
                cell.paragraphs[0].style = "Quiet"
                cell.paragraphs[0].add_run(title)
                self.value(cell.add_paragraph(style="Big"), number, note=False)
                cell.add_paragraph(f"{self.say(self.refs[number.ref].said)} {basis}", "Quiet")
        self.doc.add_paragraph(style="Quiet")

    def facts(self, b: Facts) -> None:
        self.caption(
            "table", b.caption if not b.many or len(b.caption) < 60 else b.caption[:58] + "…"
        )
        head = [
            *([self.say("subject")] if b.many else []),
            self.say("what"),
            self.say("value"),
            self.say("basis"),
        ]
        rows: list[list[Any]] = [head]
        for f in b.rows:
            title = f"{f.title} [{self.say('target')}]" if f.kind == "target" else f.title
            rows.append(
                [
                    *([f.subject] if b.many else []),
                    title,
                    f.value,
                    f"{self.say(self.refs[f.value.ref].said)} {f.basis}",
                ]
            )
        self.table(
            len(head),
            rows,
            (40, 52, 40, 36) if b.many else (72, 52, 44),
            head=True,
            right=len(head) - 2,
        )

    def table(
        self,
        columns: int,
        rows: list[list[Any]],
        widths: tuple[int, ...],
        head: bool = False,
        right: int = -1,
    ) -> None:
        table = self.doc.add_table(rows=len(rows), cols=columns, style="Facts")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Mm(width)
        for r, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
            for c, (content, cell) in enumerate(zip(row, cells.cells, strict=True)):
                cell.width = Mm(widths[c])
                p = cell.paragraphs[0]
                p.style = "Cell"
                if c == right:
                    p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if isinstance(content, Number | Quote):
                    self.value(p, content)
                else:
                    p.add_run(str(content)).bold = head and r == 0
            _whole(cells, repeat=head and r == 0)
        self.doc.add_paragraph(style="Quiet")

    def caption(self, kind: str, text: str) -> None:
        """A numbered caption, numbered by a field so that an editor can renumber."""
        self.captions[kind] += 1
        name = {"table": ("表", "Table"), "figure": ("图", "Figure")}[kind][0 if self.zh else 1]
        p = self.doc.add_paragraph(style="Caption")
        p.add_run(f"{name} ")
        _simple_field(
            p,
            f"SEQ {'Table' if kind == 'table' else 'Figure'} \\* ARABIC",
            str(self.captions[kind]),
        )
        p.add_run(f"  {text}")
        p.paragraph_format.keep_with_next = kind == "table"

    def evidence(self) -> None:
        self.heading(Heading(1, self.say("evidence"), "evidence"))
        self.caption("table", self.say("sources"))
        self.table(
            3,
            [
                [self.say("sources"), self.say("recorded"), "SHA-256"],
                *([s.name, s.recorded_at, s.digest[:16]] for s in self.report.sources),
            ],
            (70, 58, 40),
            head=True,
        )

    def checked(self) -> None:
        """The note of what was checked, with the three lists."""
        told = note(self.report)
        self.heading(Heading(1, told.title, "checked"))
        self.doc.add_paragraph(told.promise, "Body Text")
        for kept in told.lists:
            self.heading(Heading(2, kept.head, f"checked-{kept.standing}"))
            if kept.lead:
                self.doc.add_paragraph(style="Body Text").add_run(kept.lead).bold = True
            for section, items in kept.sections:
                if section:
                    self.doc.add_paragraph(section, style="Heading 4")
                for text, behind in items:
                    p = self.doc.add_paragraph(text, style="List Bullet")
                    if behind:
                        run = p.add_run(f"  {behind}")
                        run.font.size, run.font.color.rgb = Pt(8), _QUIET


def _styles(doc: WordDocument, zh: bool) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _simple_field(footer, "PAGE", "1")
    section.different_first_page_header_footer = True
    for name, size, colour, based in (
        ("Normal", 10.5, None, ""),
        ("Body Text", 10.5, None, ""),
        ("Title", 30, _BLUE, ""),
        ("Subtitle", 14, _QUIET, ""),
        ("Heading 1", 20, _BLUE, ""),
        ("Heading 2", 15, _BLUE, ""),
        ("Heading 3", 12.5, _BLUE, ""),
        ("Heading 4", 11, _BLUE, ""),
        ("Caption", 9, _QUIET, ""),
        ("TOC Heading", 18, _BLUE, "Normal"),
        ("toc 1", 11, None, "Normal"),
        ("toc 2", 10, None, "Normal"),
        ("Lead", 12.5, _QUIET, "Normal"),
        ("Quiet", 8.5, _QUIET, "Normal"),
        ("Big", 15, None, "Normal"),
        ("Cell", 9, None, "Normal"),
        ("footnote text", 8, None, "Normal"),
    ):
        style: Any = (
            doc.styles[name]
            if name in [s.name for s in doc.styles]
            else doc.styles.add_style(name, 1)
        )
        if based:
            style.base_style = doc.styles[based]
        style.font.size = Pt(size)
        heading = name.startswith(("Heading", "Title", "TOC"))
        style.font.name = "Cambria" if not heading else "Calibri"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), ("SimHei" if heading else "SimSun") if zh else "SimSun")
        if colour is not None:
            style.font.color.rgb = colour
        if name in ("Quiet", "Cell", "Big", "toc 1", "toc 2", "footnote text"):
            style.paragraph_format.space_after = Pt(0 if name == "footnote text" else 2)
        if name == "Body Text" and zh:
            style.paragraph_format.first_line_indent = Pt(21)
    doc.styles["toc 2"].paragraph_format.left_indent = Mm(6)
    doc.styles["Heading 1"].paragraph_format.page_break_before = True
    _table_style(doc, "Facts", None)
    _table_style(doc, "Tiles", _TINT)


def _table_style(doc: WordDocument, name: str, fill: str | None) -> None:
    style = doc.styles.add_style(name, 3)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (
            ("val", "single"),
            ("sz", "12" if fill and side == "top" else "4"),
            ("space", "0"),
            ("color", "1F4E79" if fill else "C3CCD5"),
        ):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = OxmlElement("w:tblPr")
    properties.append(borders)
    style.element.append(properties)
    if fill:
        cell, shade = OxmlElement("w:tcPr"), OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{key}"), value)
        cell.append(shade)
        style.element.append(cell)


def _field(p: WordParagraph, kind: str, dirty: bool = False) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    p.add_run()._r.append(mark)


def _simple_field(p: WordParagraph, instruction: str, shown: str) -> None:
    field, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), instruction)
    text.text = shown
    run.append(text)
    field.append(run)
    p._p.append(field)


def _bookmark(p: WordParagraph, anchor: str, number: int) -> None:
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), _name(anchor))
        p._p.append(mark)


def _name(anchor: str) -> str:
    """Bookmark names hold at most 40 letters, digits and underscores, and begin with a letter."""
    return ("b_" + "".join(c if c.isalnum() else "_" for c in anchor))[:40]


def _link(p: WordParagraph, text: str, anchor: str) -> None:
    link, run, shown = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("w:anchor"), _name(anchor))
    shown.text = text
    run.append(shown)
    link.append(run)
    p._p.append(link)


def _whole(row: Any, repeat: bool = False) -> None:
    """A row that no page break splits; a heading row is printed again on each page."""
    properties = row._tr.get_or_add_trPr()
    for name in ("cantSplit", *(["tblHeader"] if repeat else [])):
        mark = OxmlElement(f"w:{name}")
        mark.set(qn("w:val"), "true")
        properties.append(mark)
