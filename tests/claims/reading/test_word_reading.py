"""Word files of every shape: what stands in them is read once, what cannot be read is named."""

from __future__ import annotations

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from scicity.claims import UnreadableDocument, Verdict, as_word, read
from tests.claims.reading.made import picture, saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ALL = (
    W + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word(tmp_path, *blocks):
    """A Word file whose body is made of raw blocks."""
    doc = Document()
    for block in blocks:
        doc.element.body.insert(
            len(doc.element.body) - 1, parse_xml(block.replace(">", f" {ALL}>", 1))
        )
    return saved(doc, tmp_path / "a.docx")


def texts(path):
    return [p.text for p in read(path).passages]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            (
                f"{run('The ring ran ')}<w:del>{run('4,000')}</w:del>"
                f"<w:ins>{run('5,120')}</w:ins>{run(' hours.')}"
            ),
            "The ring ran 5,120 hours.",
        ),
        (
            f"{run('Shots: ')}<w:moveFrom>{run('71')}</w:moveFrom><w:moveTo>{run('92')}</w:moveTo>",
            "Shots: 92",
        ),
        (
            (
                f"<w:sdt><w:sdtContent>{run('It has ')}</w:sdtContent></w:sdt>"
                f"<w:hyperlink>{run('12 beamlines')}</w:hyperlink>"
            ),
            "It has 12 beamlines",
        ),
        (
            (
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
                f"<w:sdtContent>{run('Enter 99')}</w:sdtContent></w:sdt>{run('kept')}"
            ),
            "kept",
        ),
        (
            (
                f"{run('Total ')}"
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                "<w:r><w:instrText>SUM(ABOVE) \\# 7</w:instrText></w:r>"
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                f"{run('640')}"
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            ),
            "Total 640",
        ),
        (
            (
                '<w:fldSimple w:instr="DOCPROPERTY visits">'
                f"{run('8,311')}</w:fldSimple>{run(' visits')}"
            ),
            "8,311 visits",
        ),
        (
            f"{run('发表论文1,204')}{run('3', '<w:vertAlign w:val="superscript"/>')}{run('篇')}",
            "发表论文1,204篇",
        ),
        (
            f"{run('about 10')}{run('6', '<w:vertAlign w:val="superscript"/>')}{run(' events')}",
            "about 10^6 events",
        ),
        (
            f"{run('an area of 30 m')}{run('2', '<w:vertAlign w:val="superscript"/>')}",
            "an area of 30 m2",
        ),
        (
            "<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>hour shifts</w:t><w:softHyphen/></w:r>",
            "12-hour shifts",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>guang</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>光</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            + run("源"),
            "光源",
        ),
    ],
)
def test_a_paragraph_reads_as_its_changes_would_be_accepted(tmp_path, inside, text):
    assert texts(word(tmp_path, f"<w:p>{inside}</w:p>")) == [text]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path):
    path = word(
        tmp_path,
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('The laser fired ')}</w:p>",
        f"<w:p>{run('758 shots.')}</w:p>",
    )
    assert texts(path) == ["The laser fired 758 shots."]


def test_blocks_in_controls_and_insertions(tmp_path):
    path = word(
        tmp_path,
        f"<w:sdt><w:sdtContent><w:p>{run('one')}</w:p></w:sdtContent></w:sdt>",
        f"<w:ins><w:p>{run('two')}</w:p></w:ins>",
        f"<w:customXml><w:p>{run('three')}</w:p></w:customXml>",
        f"<w:del><w:p>{run('gone')}</w:p></w:del>",
    )
    assert texts(path) == ["one", "two", "three"]


def box(text):
    return f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"


def test_a_text_box_that_is_written_twice_is_read_once(tmp_path):
    both = (
        f"<w:p>{run('Cover')}<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wps:wsp>'
        f"<wps:txbx>{box('92 % available')}</wps:txbx>"
        "</wps:wsp></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{box('92 % available')}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    vml = (
        "<w:p><w:r><w:pict><v:group><v:shape>"
        f"<v:textbox>{box('31 companies')}</v:textbox>"
        "</v:shape></v:group></w:pict></w:r></w:p>"
    )
    found = read(word(tmp_path, both, vml))
    assert [(p.place, p.text) for p in found.passages] == [
        ("paragraph 1", "Cover"),
        ("text box 1, paragraph 1", "92 % available"),
        ("text box 2, paragraph 1", "31 companies"),
    ]
    assert not found.unread


def note_part(doc, kind, text):
    xml = (
        f'<w:{kind}s {W}><w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}><w:{kind}'
        f' w:id="2"><w:p>{run(text)}</w:p></w:{kind}></w:{kind}s>'
    ).encode()
    name = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    doc.part.relate_to(
        Part(PackURI(f"/word/{kind}s.xml"), name, xml, doc.part.package),
        getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"),
    )


def test_notes_stand_where_they_are_called_headers_and_footers_before_all(tmp_path):
    doc = Document()
    doc.add_heading("The reactor", 1)
    doc.sections[0].header.paragraphs[0].text = "Annual report 2031"
    doc.sections[0].footer.paragraphs[0].text = "Figures as of March"
    for kind in ("footnote", "endnote"):
        p = doc.add_paragraph("A good year.")
        p._p.append(parse_xml(f'<w:r {W}><w:{kind}Reference w:id="2"/></w:r>'))
        note_part(doc, kind, f"It ran 300 days ({kind}).")
    doc.add_paragraph("The end.")
    assert [(p.place, p.text) for p in read(saved(doc, tmp_path / "a.docx")).passages] == [
        ("header 1, paragraph 1", "Annual report 2031"),
        ("footer 1, paragraph 1", "Figures as of March"),
        ("paragraph 1", "The reactor"),
        ("paragraph 2", "A good year."),
        ("footnote 1, paragraph 1", "It ran 300 days (footnote)."),
        ("paragraph 3", "A good year."),
        ("endnote 1, paragraph 1", "It ran 300 days (endnote)."),
        ("paragraph 4", "The end."),
    ]


def test_comments_are_left_out(tmp_path):
    doc = Document()
    p = doc.add_paragraph("14 groups")
    doc.add_comment(p.runs, "should be 15", author="a")
    assert texts(saved(doc, tmp_path / "a.docx")) == ["14 groups"]


def test_merged_cells_label_what_they_cover_and_inner_tables_are_read(tmp_path):
    doc = Document()
    table = doc.add_table(4, 3)
    for c, text in enumerate(("Place", "What", "Number")):
        table.cell(0, c).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "North ring"
    table.cell(3, 0).merge(table.cell(3, 1)).text = "South ring hours"
    for r, (what, number) in enumerate((("Visits", "410"), ("Projects", "77")), 1):
        table.cell(r, 1).text, table.cell(r, 2).text = what, number
    inner = table.cell(3, 2).add_table(2, 2)
    table.cell(3, 2).paragraphs[0].text = "5,120"
    for c, text in enumerate(("Year", "Hours")):
        inner.cell(0, c).text = text
    inner.cell(1, 0).text, inner.cell(1, 1).text = "2031", "4,999"
    found = {p.text: p for p in read(saved(doc, tmp_path / "a.docx")).passages}
    assert found["410"].labels == ("North ring", "Visits", "Number")
    assert found["77"].labels == ("North ring", "Projects", "Number")
    assert found["5,120"].labels == ("South ring hours", "Number")
    assert found["4,999"].labels == ("2031", "Hours")
    assert (found["77"].cell.row, found["77"].cell.column, found["77"].cell.header) == (2, 2, False)
    assert found["North ring"].cell.spans == (2, 1)
    assert found["Number"].cell.header


def test_rows_and_cells_in_controls_are_read_and_deleted_rows_are_not(tmp_path):
    def cell(text):
        return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"

    table = (
        f"<w:tbl><w:tr>{cell('Lab')}{cell('Papers')}</w:tr><w:sdt><w:sdtContent><w:tr>{cell('Alpha')}<w:sdt><w:sdtContent>{cell('63')}</w:sdtContent></w:sdt>"
        f"</w:tr></w:sdtContent></w:sdt><w:tr><w:trPr><w:del/></w:trPr>{cell('Beta')}{cell('99')}</w:tr></w:tbl>"
    )
    found = {p.text: p.labels for p in read(word(tmp_path, table)).passages}
    assert found["63"] == ("Alpha", "Papers")
    assert "99" not in found


def test_what_is_not_text_is_counted(tmp_path):
    doc = Document()
    doc.add_paragraph("See below.")
    for _ in range(2):
        doc.add_picture(picture(tmp_path))
    for block in (
        "<w:p><w:r><w:drawing><c:chart/></w:drawing></w:r></w:p>",
        "<w:p><w:r><w:drawing><dgm:relIds/></w:drawing></w:r></w:p>",
        "<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r></w:p>",
        "<w:p><m:oMath><m:r><m:t>E=mc2</m:t></m:r></m:oMath></w:p>",
        f"<w:p>{run('secret 9', '<w:vanish/>')}</w:p>",
    ):
        doc.element.body.insert(0, parse_xml(block.replace(">", f" {ALL}>", 1)))
    found = read(saved(doc, tmp_path / "a.docx"))
    assert {u.kind: u.count for u in found.unread} == {
        "picture": 2,
        "chart": 1,
        "diagram": 1,
        "embedded object": 1,
        "equation": 1,
        "hidden passage": 1,
    }
    assert (
        found.told["en"]
        == "2 pictures, 1 chart, 1 diagram, 1 equation, 1 embedded object and 1 hidden passage were"
        " not read."
    )
    assert (
        found.told["zh"]
        == "未读取：2 张图片、1 个图表、1 个图示、1 个公式、1 个嵌入对象、1 处隐藏文字。"
    )
    assert [p.text for p in found.passages] == ["See below."]


def test_a_document_of_pictures_alone_is_refused_and_says_what_it_holds(tmp_path):
    doc = Document()
    doc.add_picture(picture(tmp_path))
    with pytest.raises(
        UnreadableDocument, match=r"nothing in it was checked. 1 picture was not read.*OCR"
    ):
        read(saved(doc, tmp_path / "a.docx"))


def test_headings_by_style_and_by_outline_level(tmp_path):
    doc = Document()
    doc.add_heading("Report", 0)
    doc.add_heading("6.1 The ring", 2)
    own = doc.styles.add_style("Own heading", 1)
    own.base_style = doc.styles["Heading 3"]
    doc.add_paragraph("Below it", style="Own heading")
    doc.add_paragraph("Text.")
    found = [(p.kind, p.level, p.text) for p in read(saved(doc, tmp_path / "a.docx")).passages]
    assert found == [
        ("heading", 1, "Report"),
        ("heading", 2, "The ring"),
        ("heading", 3, "Below it"),
        ("text", 0, "Text."),
    ]


def test_a_comment_finds_its_paragraph_wherever_the_text_stands(tmp_path):
    path = word(
        tmp_path,
        "<w:sdt><w:sdtContent><w:p>"
        f"<w:ins>{run('Ran 17 hours.')}</w:ins>"
        "</w:p></w:sdtContent></w:sdt>",
        "<w:p><w:r><w:pict><v:shape>"
        f"<v:textbox>{box('Ran 18 hours.')}</v:textbox>"
        "</v:shape></w:pict></w:r></w:p>",
    )
    passages = list(read(path).passages)
    wrong = [
        Verdict("false", p, 4, 6, p.text[4:6], "", "a#1", {}, {"zh": "不符", "en": "differs"}, 1.0)
        for p in passages
    ]
    marked = tmp_path / "marked.docx"
    marked.write_bytes(as_word(path, passages, wrong))
    comments = sorted(c.text for c in Document(str(marked)).comments)
    assert len(comments) == 2
    assert comments[0].startswith("17: ")
    assert comments[1].startswith("[text box 1, paragraph 1] 18: ")
    assert texts(marked) == ["Ran 17 hours.", "Ran 18 hours."]
