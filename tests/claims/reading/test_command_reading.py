"""What was not read is told wherever verdicts are."""

from __future__ import annotations

import json

import pytest
from docx import Document
from typer.testing import CliRunner

from scicity.claims import as_html, as_word, read
from scicity.cli.main import app
from tests.claims.reading.made import picture, saved


@pytest.fixture
def document(tmp_path):
    doc = Document()
    doc.add_paragraph("The weather was fine on 24 of 31 days.")
    doc.add_picture(picture(tmp_path))
    return saved(doc, tmp_path / "a.docx")


def check(tmp_path, *words):
    return CliRunner().invoke(
        app, ["--ledger", str(tmp_path / "ledger"), "check", *map(str, words)]
    )


def test_the_command_and_its_json_name_what_was_not_read(tmp_path, document):
    assert "1 picture was not read." in check(tmp_path, document).stdout
    assert "未读取：1 张图片。" in check(tmp_path, document, "--language", "zh").stdout
    told = json.loads(check(tmp_path, document, "--format", "json").stdout)
    assert told["not_read"] == [{"kind": "picture", "count": 1, "places": ["paragraph 2"]}]
    assert told["not_read_in_words"]["en"] == "1 picture was not read."
    assert isinstance(told["verdicts"], list)


def test_nothing_is_said_where_all_was_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The weather was fine on 24 of 31 days.\n", "utf-8")
    done = check(tmp_path, path)
    assert done.exit_code == 0
    assert "not read" not in done.stdout


def test_a_file_of_which_nothing_can_be_read_is_an_error(tmp_path):
    doc = Document()
    doc.add_picture(picture(tmp_path))
    done = check(tmp_path, saved(doc, tmp_path / "b.docx"), "--format", "json")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "nothing in it was checked. 1 picture was not read." in " ".join(done.stderr.split())


def test_the_marked_page_and_the_word_file_tell_it(document, tmp_path):
    found = read(document)
    assert "未读取：1 张图片。 1 picture was not read." in as_html(
        "a", found.passages, [], found.unread
    )
    marked = tmp_path / "marked.docx"
    marked.write_bytes(as_word(document, found.passages, [], found.unread))
    assert [c.text for c in Document(str(marked)).comments] == [
        "未读取：1 张图片。 1 picture was not read."
    ]
    other = tmp_path / "b.html"
    other.write_text("<p>12 labs</p><img src=a>", "utf-8")
    found = read(other)
    marked.write_bytes(as_word(other, found.passages, [], found.unread))
    assert Document(str(marked)).paragraphs[0].text.startswith("未读取：1 张图片。")
