"""Footnotes of a Word document: the one part that python-docx does not write (ECMA-376 part 1,
17.11).
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _w(name: str, **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{_W}}}{name}", nsmap={"w": _W})
    for key, value in attributes.items():
        element.set(f"{{{_W}}}{key}", value)
    return element


class Footnotes:
    """Collects the notes of one document; `finish` writes their part."""

    def __init__(self, doc: WordDocument) -> None:
        self.doc = doc
        self.root = _w("footnotes")
        self.count = 0
        for number, kind in (("-1", "separator"), ("0", "continuationSeparator")):
            note, p, r = _w("footnote", type=kind, id=number), _w("p"), _w("r")
            r.append(_w(kind))
            p.append(r)
            note.append(p)
            self.root.append(note)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """A note at the end of what the paragraph holds so far."""
        self.count += 1
        note, p, properties = _w("footnote", id=str(self.count)), _w("p"), _w("pPr")
        properties.append(_w("pStyle", val="footnotetext"))
        p.append(properties)
        p.append(self._raised(_w("footnoteRef")))
        run, shown = _w("r"), _w("t")
        shown.text = " " + text
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(shown)
        p.append(run)
        note.append(p)
        self.root.append(note)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self.count))
        reference = paragraph.add_run()
        reference.font.superscript = True
        reference._r.append(mark)

    def _raised(self, content: etree._Element) -> etree._Element:
        run, properties = _w("r"), _w("rPr")
        properties.append(_w("vertAlign", val="superscript"))
        run.append(properties)
        run.append(content)
        return run

    def finish(self) -> None:
        blob = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, self.doc.part.package)
        self.doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
