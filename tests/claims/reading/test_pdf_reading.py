"""PDF: text by the letters' places; scans and pictures are counted."""

from __future__ import annotations

import pypdfium2
import pytest
import typst

from scicity.claims import UnreadableDocument, read
from tests.claims.reading.made import picture


def pdf(tmp_path, source):
    (tmp_path / "a.typ").write_text("#set page(width: 12cm, height: 8cm)\n" + source, "utf-8")
    picture(tmp_path)
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(str(tmp_path / "a.typ")))
    return path


def texts(path):
    return [p.text for p in read(path).passages]


def test_pages_without_text_and_pictures_are_counted(tmp_path):
    found = read(
        pdf(
            tmp_path,
            'The ring served 410 users. #image("grey.png", width: 1cm) #pagebreak()'
            ' #image("grey.png", width: 100%, height: 100%) #pagebreak() #image("grey.png", width:'
            " 100%, height: 100%) #place(top, [3])",
        )
    )
    assert [(p.place, p.text) for p in found.passages if p.text != "3"] == [
        ("page 1", "The ring served 410 users.")
    ]
    assert {u.kind: (u.count, u.places) for u in found.unread} == {
        "picture": (1, ("page 1",)),
        "scanned page": (2, ("page 2", "page 3")),
    }
    assert found.told["zh"] == "未读取：2 页扫描件、1 张图片。"


def test_a_pdf_of_scans_alone_is_refused(tmp_path):
    with pytest.raises(
        UnreadableDocument, match=r"nothing in it was checked. 1 scanned page was not read.*OCR"
    ):
        read(pdf(tmp_path, '#image("grey.png", width: 100%, height: 100%)'))


def test_words_and_numbers_parted_by_a_line_end_are_whole(tmp_path):
    path = pdf(
        tmp_path,
        "#set text(hyphenate: false)\nIt computes for many.\n\nThe northern super-\\ \ncomputer of"
        " the supercomputer centre gave 12 million core-\\ \nhours to 63 groups.",
    )
    found = " ".join(texts(path))
    assert "core-hours to 63 groups" in found


def test_a_table_names_its_columns(tmp_path):
    path = pdf(
        tmp_path,
        "#table(columns: 3, stroke: none, inset: 8pt, [Lab], [User visits], [Papers], [Alpha],"
        " [8,311], [77], [Beta], [410], [12])",
    )
    labels = {p.text: p.labels for p in read(path).passages}
    assert labels["8,311"] == ("Alpha", "User visits")
    assert labels["12"] == ("Beta", "Papers")


def test_columns_are_read_one_after_the_other(tmp_path):
    path = pdf(
        tmp_path,
        "#columns(2)[The northern ring ran for 5,120 hours and served users. #colbreak() The"
        " southern laser fired 758 shots in the year.]",
    )
    assert texts(path) == [
        "The northern ring ran for 5,120 hours and served users.",
        "The southern laser fired 758 shots in the year.",
    ]


def test_broken_and_encrypted(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nbroken")
    with pytest.raises(UnreadableDocument, match=r"cannot be read as PDF.*damaged"):
        read(path)


def test_a_page_with_nothing_on_it_is_no_scan(tmp_path):
    document = pypdfium2.PdfDocument(pdf(tmp_path, "12 labs."))
    document.new_page(200, 200)
    document.save(str(tmp_path / "b.pdf"))
    assert not read(tmp_path / "b.pdf").unread
