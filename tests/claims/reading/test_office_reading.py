"""Slides, sheets and CSV."""

from __future__ import annotations

import datetime

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from scicity.claims import UnreadableDocument, read
from scicity.claims.reading.formats import shown
from tests.claims.reading.made import picture, saved

BOX = (Inches(1), Inches(1), Inches(3), Inches(1))


def test_slides_with_groups_tables_notes_and_charts(tmp_path):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "North ring"
    box = slide.shapes.add_textbox(*BOX)
    box.text_frame.text = "410 users"
    box.text_frame.add_paragraph().text = "77 papers"
    inner = slide.shapes.add_group_shape().shapes.add_group_shape().shapes.add_textbox(*BOX)
    inner.text_frame.text = "5,120 hours"
    table = slide.shapes.add_table(3, 2, *BOX).table
    for r, row in enumerate((("Lab", "Papers"), ("Alpha", "12"), ("", "13"))):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    data = CategoryChartData()
    data.categories = ["a"]
    data.add_series("s", (1,))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, *BOX, data)
    slide.shapes.add_picture(picture(tmp_path), *BOX)
    slide.notes_slide.notes_text_frame.text = "Say 63 groups."
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden._element.set("show", "0")
    plain = deck.slides.add_slide(deck.slide_layouts[6])
    for text in ("8,311", "visits in all"):
        plain.shapes.add_textbox(*BOX).text_frame.text = text
    found = read(saved(deck, tmp_path / "a.pptx"))
    where = {p.text: p.place for p in found.passages}
    assert where["410 users"] == where["77 papers"] == where["5,120 hours"] == "slide 1"
    assert where["13"] == "slide 1, table 1, row 3, column 2"
    assert where["Say 63 groups."] == "slide 1, notes"
    labels = {p.text: p.labels for p in found.passages}
    assert labels["13"] == ("Alpha", "Papers")
    assert labels["8,311"] == ("visits in all",)
    assert [p.text for p in found.passages if p.kind == "heading"] == ["North ring", "—"]
    assert found.told["en"] == "1 picture, 1 chart and 1 hidden slide were not read."


def book_with(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def test_each_sheet_is_a_table_and_what_is_hidden_is_told(tmp_path):
    book = book_with(
        [
            ["North ring, 2031"],
            ["Lab", "Visits", "Use"],
            ["Alpha", 410, 0.985],
            ["Beta", 77, 0.5],
            ["Gamma", 99, 0.1],
        ]
    )
    sheet = book.active
    sheet.title = "Visits"
    sheet["C3"].number_format = "0.0%"
    sheet["B3"].number_format = '#,##0"人次"'
    sheet.row_dimensions[5].hidden = True
    sheet.append([])
    sheet.append(["Month", "Hours"])
    sheet.append([datetime.date(2031, 5, 1), 640])
    sheet["A8"].number_format = "yyyy-mm"
    sheet["B9"] = "=SUM(B8:B8)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=4))
    sheet.add_chart(chart, "E1")
    book.create_sheet("Old").append(["x", 1])
    book["Old"].sheet_state = "hidden"
    found = read(saved(book, tmp_path / "a.xlsx"))
    cells = {p.place: p for p in found.passages}
    assert cells["sheet Visits, cell B3"].text == "410人次"
    assert cells["sheet Visits, cell C3"].text == "98.5%"
    assert cells["sheet Visits, cell C3"].labels == ("North ring, 2031", "Alpha", "Use")
    assert cells["sheet Visits, cell B8"].labels == ("2031-05", "Hours")
    assert "99" not in {p.text for p in found.passages}
    assert {u.kind: u.count for u in found.unread} == {
        "chart": 1,
        "formula": 1,
        "hidden row": 1,
        "hidden sheet": 1,
    }
    assert found.unread[-1].places == ("sheet Old",)


def test_merged_cells_of_a_sheet(tmp_path):
    book = book_with(
        [["Lab", "2031", None], [None, "Visits", "Papers"], ["Alpha", 410, 77], [None, 411, 78]]
    )
    for area in ("A1:A2", "B1:C1", "A3:A4"):
        book.active.merge_cells(area)
    labels = {p.text: p.labels for p in read(saved(book, tmp_path / "a.xlsx")).passages}
    assert labels["77"] == ("Alpha", "2031 Papers")
    assert labels["78"] == ("Alpha", "2031 Papers")


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.985, "0.0%", "98.5%"),
        (0.985, "0%", "99%"),
        (0.985, "General", "0.985"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1,234,567"),
        (1234567, '#,##0,"k"', "1,235k"),
        (86440.4, "0", "86440"),
        (-5, "0.0;(0.0)", "(5.0)"),
        (-5, "#,##0.00", "-5.00"),
        (3.5, "[$¥-804]#,##0.0", "¥3.5"),
        (12, '0" GeV"', "12 GeV"),
        (2.5, "0.00E+00", "2.5"),
        (0.5, "# ?/?", "0.5"),
        (123456, '0!.0,"万"', "123456"),
        (3.0, "0.##", "3"),
        (True, "General", "TRUE"),
        ("12人", "0", "12人"),
        (datetime.datetime(2031, 5, 2), "yyyy-mm-dd", "2031-05-02"),
        (datetime.datetime(2031, 1, 1), 'yyyy"年"', "2031"),
        (10**15, "General", "1000000000000000"),
    ],
)
def test_a_value_is_read_as_its_format_shows_it(value, form, text):
    assert shown(value, form) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("实验室,人次\n甲,410\n", "gb18030"),
        ("实验室;人次\n甲;410\n", "utf-8-sig"),
        ("实验室\t人次\n甲\t410\n", "utf-16"),
        ("sep=|\n实验室|人次\n甲|410\n", "utf-8"),
        ('"实验室","人次"\r\n"甲","410"\r\n', "utf-8"),
        ("年报\n实验室,人次\n甲,410\n", "utf-8"),
        ("實驗室,人次\n甲,410\n乙,77\n", "big5"),
    ],
)
def test_csv_whatever_parts_its_columns(tmp_path, text, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    [value] = [p for p in read(path).passages if p.text == "410"]
    assert value.labels[-2:] == ("甲", "人次")
    assert value.place.endswith(", column 2")


def test_a_number_with_commas_in_quotes_is_one_cell(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Lab,Visits,Year\n"Alpha, north","8,311",2031\n', "utf-8")
    [value] = [p for p in read(path).passages if p.text == "8,311"]
    assert (value.labels, value.place, value.cell.row, value.cell.column) == (
        ("Alpha, north", "Visits"),
        "line 2, column 2",
        1,
        1,
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pptx", b"PK\x03\x04 broken", "cannot be read as PowerPoint slides.*damaged"),
        ("a.xlsx", b"nothing", "cannot be read as an Excel workbook"),
        ("a.doc", b"x", r"Save it as .docx"),
        ("a.xls", b"x", r"Save it as .xlsx"),
        ("a.csv", b"\n\n", "nothing in it was checked"),
        ("a.odt", b"x", "OpenDocument"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument",
            "format of Office 97-2003",
        ),
        ("a.csv", b"\xff\xff\x00\x01\x00\x00", "neither UTF-8"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=message):
        read(path)


def test_too_large_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("scicity.claims.reading.document.MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_text("x" * 11)
    with pytest.raises(UnreadableDocument, match="Split it"):
        read(path)


def test_an_empty_workbook_and_a_folder(tmp_path):
    with pytest.raises(UnreadableDocument, match="nothing in it was checked"):
        read(saved(Workbook(), tmp_path / "a.xlsx"))
    with pytest.raises(UnreadableDocument, match="not a file"):
        read(tmp_path)
