"""HTML, Markdown and plain text: what a reader sees, in its order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.claims import read
from scicity.claims.reading.text import clean, tiles


def page(tmp_path, text, name="a.html", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read(path)


def texts(found):
    return [p.text for p in found.passages]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<div>The ring served 410 users.<br>It ran 5,120 hours.</div>",
            ["The ring served 410 users. It ran 5,120 hours."],
        ),
        (
            "<div>One <span>hundred</span><div>Inner 12</div>tail 13</div>",
            ["One hundred", "Inner 12", "tail 13"],
        ),
        ("<p>Visits<br>410<br>Projects<br>77</p>", ["Visits", "410", "Projects", "77"]),
        (
            "loose 12 <b>words</b><section>in a section<article>13</article></section>",
            ["loose 12 words", "in a section", "13"],
        ),
        (
            "<p>R&amp;D of &yen;5&nbsp;million, 5&#8201;120 h, 12&shy;8 &#x4EBA;</p>",
            ["R&D of ¥5 million, 5120 h, 128人"],
        ),
        ("<p>发表论文<sup>1</sup>12\n34篇</p>", ["发表论文1234篇"]),
        (
            "<p>about 10<sup>6</sup> events on 30 m<sup>2</sup>, 98 papers<sup>[3]</sup></p>",
            ["about 10^6 events on 30 m2, 98 papers"],
        ),
        ("<p>kept <del>71</del><ins>92</ins> shots</p>", ["kept 92 shots"]),
        ("<ul><li>one 1<ul><li>two 2</li></ul></li></ul>", ["one 1", "two 2"]),
        ("<details><summary>More</summary>12 labs</details>", ["More", "12 labs"]),
        ("<p>上海光源\n全年运行</p>", ["上海光源全年运行"]),
        (
            "<form><label>Hours</label> <input value='5,120'><input type=hidden value=9></form>",
            ["Hours 5,120"],
        ),
        ("<table><tr><td><h2>News</h2><p>12 papers</p></td></tr></table>", ["News", "12 papers"]),
    ],
)
def test_html_of_any_shape(tmp_path, html, expected):
    assert texts(page(tmp_path, html)) == expected


def test_hidden_elements_are_left_out_and_told(tmp_path):
    found = page(
        tmp_path,
        """<style>
        .off, #x {display: none} @media print {.seen {display:none}} a:hover b {display:none}
        </style>
        <p hidden>1 a</p><p style="display:none">2 b</p>
        <p class=off>3 c</p><p id=x>4 d</p><p class=seen>5 e</p>
        <script>6</script><template>7</template><!-- 8 --><nav>Part 9</nav><nav>Home</nav>""",
    )
    assert texts(found) == ["5 e"]
    assert found.told["en"] == "4 hidden passages and 1 navigation list with numbers were not read."


def test_pictures_and_frames_are_counted(tmp_path):
    found = page(
        tmp_path,
        "<p>Text</p><img src=a.png><svg><text>99</text></svg><iframe"
        " src=b></iframe><math><mn>3</mn></math>",
    )
    assert {u.kind: u.count for u in found.unread} == {
        "picture": 2,
        "embedded object": 1,
        "equation": 1,
    }


def test_spanning_cells_and_tables_in_tables(tmp_path):
    found = page(
        tmp_path,
        """<table><caption>North ring</caption>
      <tr><th rowspan=2>Lab<th colspan=2>2031<th colspan=2>2032</tr>
      <tr><th>Visits<th>Papers<th>Visits<th>Papers</tr>
      <tr><td rowspan=2>Alpha<td>1<td>2<td>3<td>4</tr>
      <tr><td>5<td>6<td>7<td>8 <table><tr><th>Kind<th>n<tr><td>Review<td>9</table></tr></table>""",
    )
    labels = {p.text: p.labels for p in found.passages}
    assert labels["3"] == ("North ring", "Alpha", "2032 Visits")
    assert labels["6"] == ("North ring", "Alpha", "2031 Papers")
    assert labels["8"] == ("North ring", "Alpha", "2032 Papers")
    assert labels["9"] == ("Review", "n")


def test_transposed_and_headless_tables(tmp_path):
    found = page(
        tmp_path,
        "<table><tr><td>指标<td>2021年<td>2022年</tr><tr><td>人次<td>410<td>512</tr></table>"
        "<table><tr><td>Visits<td>88</tr></table>",
    )
    labels = {p.text: p.labels for p in found.passages}
    assert labels["512"] == ("人次", "2022年")
    assert labels["88"] == ("Visits",)


def test_definitions_and_tiles_label_their_numbers(tmp_path):
    found = page(
        tmp_path,
        """<dl><dt>Visits<dd>410<dt>Papers<dd>77</dl>
        <div><div class=n>5,120</div><div class=l>hours run</div></div>
        <div><div class=n>63</div><div class=l>groups</div></div>""",
    )
    labels = {p.text: p.labels for p in found.passages}
    assert labels["410"] == ("Visits",)
    assert labels["77"] == ("Papers",)
    assert labels["5,120"] == ("hours run",)
    assert labels["63"] == ("groups",)


def test_markdown_with_its_lines(tmp_path):
    found = page(
        tmp_path,
        "---\ntitle: x\n---\n# Ring\n\nIt served 1,2\nusers and **410**\nmore.\n\n| Lab | Papers"
        " |\n|---|---|\n| Alpha | 77 |\n\n- one 1\n- two 2\n\n<div>html 3</div>\n\n![p](a.png)\n",
        "a.md",
    )
    assert [(p.place, p.text) for p in found.passages] == [
        ("line 4", "Ring"),
        ("line 6", "It served 1,2 users and 410 more."),
        ("line 10, column 1", "Lab"),
        ("line 10, column 2", "Papers"),
        ("line 12, column 1", "Alpha"),
        ("line 12, column 2", "77"),
        ("line 14", "one 1"),
        ("line 15", "two 2"),
        ("<div> 5", "html 3"),
    ]
    assert found.told["zh"] == "未读取：1 张图片。"


def test_text_that_was_wrapped_by_hand_is_put_together(tmp_path):
    text = (
        "The ring of the northern campus served four hundred and ten users in\nthe year, who came"
        " from sixty institutes and published exactly 1,\n204 papers in journals that other people"
        " read. They will come again in\nthe next year.\n\nSecond paragraph.\n"
    )
    assert texts(page(tmp_path, text, "a.txt")) == [
        (
            "The ring of the northern campus served four hundred and ten users in the year, who"
            " came from sixty institutes and published exactly 1,204 papers in journals that other"
            " people read. They will come again in the next year."
        ),
        "Second paragraph.",
    ]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5hkscs"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.md", "a.html"])
def test_encodings(tmp_path, encoding, name):
    text = "北環全年運行五千小時，服務用戶410人次，發表論文77篇。"
    assert texts(page(tmp_path, text, name, encoding))[0].startswith("北環全年運行五千小時")


def test_western_letters_and_a_page_that_names_its_encoding(tmp_path):
    assert texts(
        page(
            tmp_path,
            "The café’s visitors came 410 times in the year; they liked it.",
            "a.txt",
            "cp1252",
        )
    ) == ["The café's visitors came 410 times in the year; they liked it."]
    assert texts(
        page(tmp_path, '<meta charset="gb2312"><p>北环410人次</p>', encoding="gb18030")
    ) == ["北环410人次"]
    assert texts(
        page(
            tmp_path,
            '<?xml version="1.0" encoding="UTF-8"?><html'
            ' xmlns="http://www.w3.org/1999/xhtml"><body><p>12 labs</p></body></html>',
        )
    ) == ["12 labs"]


@given(st.text(max_size=200))
def test_no_text_of_a_page_is_lost(text):
    kept = "".join(c for c in clean("\n".join(tiles(text))) if c.isalnum())
    assert kept == "".join(c for c in clean(text) if c.isalnum())


@given(st.text(alphabet=st.characters(blacklist_characters="<&\x00"), max_size=60))
def test_any_letters_in_a_div(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "a.html"
    path.write_text(f"<div>{text}</div><p>end</p>", "utf-8", errors="replace")
    assert read(path).passages[-1].text == "end"
