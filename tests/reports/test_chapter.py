"""The reference chapter in every format: all published facts, both languages, each number with its
evidence.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from fractions import Fraction
from html.parser import HTMLParser

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from pysdmx.io import get_datasets
from rocrate.rocrate import ROCrate
from ruamel.yaml import YAML

from scicity.metrics import Unlike, add, catalogue, statements
from scicity.reports import FontsMissing, quantity
from scicity.reports.render.fonts import font_folder
from scicity.reports.render.icons import NAMES, icon
from scicity.reports.wording import number
from tests.conftest import ROOT
from tests.reports import snapshot

FACTS = YAML(typ="safe").load(
    (ROOT / "cities/zhangjiang/declarations/chapter-2023.yaml").read_text("utf-8")
)["statements"]
LANGUAGES = ("zh", "en")


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.popovers: set[str] = set()
        self.listed: set[str] = set()
        self.outside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if "popovertarget" in a and a.get("popovertargetaction") != "hide":
            self.targets.append(a["popovertarget"])
        if "popover" in a:
            self.popovers.add(a["id"])
        if "data-ref" in a:
            self.listed.add(a["data-ref"])
        for name in ("src", "href"):
            if str(a.get(name, "")).startswith(("http", "//")):
                self.outside.append(a[name])


def text_of(built, name: str) -> str:
    return (built.folder / name).read_text("utf-8")


def test_every_fact_is_in_the_ledger_with_its_basis(account, city):
    said = {s.id: s for s in statements(account)}
    paths = {code: e.path for code, e in city.by_code().items()}
    assert len(FACTS) == len(said) == 179
    for fact in FACTS:
        s = said[fact["id"]]
        value = fact["value"]
        assert s.unit == paths[fact["subject"]]
        assert (s.kind, s.measure, s.value_unit, s.qualifier) == (
            fact["kind"],
            fact["measure"],
            fact["unit"],
            fact["qualifier"],
        )
        assert (s.period, s.as_of, s.counting) == (
            str(fact["period"]),
            fact.get("as_of", ""),
            fact["counting"],
        )
        assert s.value == (
            "true" if value is True else value["zh"] if isinstance(value, dict) else str(value)
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_and_subject_is_in_the_page_and_opens(built, city, language):
    page = Page(text_of(built, f"chapter-2023.{language}.html"))
    assert {f"chapter-2023#{f['id']}" for f in FACTS} <= page.listed
    assert {f"s-chapter-2023-{f['id']}" for f in FACTS} <= set(page.targets)
    assert set(page.targets) <= page.popovers
    assert page.outside == []
    tree = built.tree(language)
    assert len({r["subject"] for r in tree["refs"] if r["status"] == "declared"}) == 48


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_tell_the_same(built, language):
    mine, other = (built.tree(x) for x in LANGUAGES)
    assert [b["kind"] for b in mine["blocks"]] == [b["kind"] for b in other["blocks"]]
    assert {r["address"] for r in mine["refs"]} == {r["address"] for r in other["refs"]}


def test_every_facility_by_its_stage(built, city):
    tree = built.tree("en")
    headings = {b["text"] for b in tree["blocks"] if b["kind"] == "Heading"}
    [pipeline] = [b for b in tree["blocks"] if b["kind"] == "Pipeline"]
    facilities = [e for e in city.entries.values() if e.kind == "facility" and not e.guest]
    assert {e.name.en for e in facilities if e.stage in ("operation", "building")} <= headings
    assert {i[0] for i in pipeline["items"]} == {
        e.name.en for e in facilities if e.stage == "proposed"
    }
    timelines = [b for b in tree["blocks"] if b["kind"] == "Timeline"]
    assert {e.name.en for e in facilities if e.stage == "building"} <= {
        x["subject"] for t in timelines for x in t["events"]
    }


def test_a_claim_is_quoted_never_asserted(built):
    quoted = {
        q["ref"]
        for b in built.tree("zh")["blocks"]
        if b["kind"] == "Facts"
        for row in b["rows"]
        for q in [row["value"]]
        if q["kind"] == "Quote"
    }
    assert quoted == {f"s-chapter-2023-{f['id']}" for f in FACTS if f.get("claim")}


@pytest.mark.parametrize(
    ("statement", "zh", "en"),
    [
        ("F089", "19,877.67万核小时", "198.7767 million core-hours"),
        ("F037", "超过1万篇", "over 10,000 papers"),
        ("F034", "497,373小时", "497,373 h"),
        ("F093", "近40家单位", "nearly 40 organisations"),
        ("F117", "约490亿元", "about 49 billion CNY"),
        ("F151", "85%以上", "at least 85%"),
        ("F152", "3–5家园区", "3–5 parks"),
        ("F082", "7,500–8,000万元", "75–80 million CNY"),
        ("F006", "已达成", "reached"),
    ],
)
def test_a_statement_is_said_in_both_languages(account, statement, zh, en):
    s = next(s for s in statements(account) if s.id == statement)
    assert (quantity(s, "zh"), quantity(s, "en")) == (zh, en)


def test_scaling_never_loses_a_digit():
    assert number(Fraction(497_373), "zh") == "497,373"
    assert number(Fraction(10_000), "zh") == "1万"
    assert number(Fraction(8774, 100), "en") == "87.74"


def test_unlike_values_refuse_to_be_added_with_the_reason(account):
    said = {s.id: s for s in statements(account)}

    def together(a: str, b: str):
        return add([(said[i].interval, said[i].basis) for i in (a, b)])

    with pytest.raises(Unlike, match="cumulative"):
        together("F034", "F060")
    with pytest.raises(Unlike, match="different levels"):
        together("F054", "F061")
    bound, _ = together("F055", "F062")  # organisations of beamlines and systems overlap
    assert (bound.low, bound.high) == (185, 273)


def test_declared_metrics_are_of_the_catalogue_where_it_has_them(account):
    outside = {s.metric for s in statements(account) if s.metric} - set(catalogue())
    assert outside == {"gross_output_above_scale"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_has_chinese_type_links_and_no_missing_glyph(built, language):
    pdf = pypdfium2.PdfDocument(built.folder / f"chapter-2023.{language}.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "\ufffd" not in text
    shown = {
        r["shown"].replace(" ", "")
        for r in built.tree(language)["refs"]
        if r["status"] == "measured"
    }
    flat = re.sub(r"\s", "", text)
    assert all(s in flat for s in shown)
    assert 12 <= len(pdf) <= 40
    outline = [item.get_title() for item in pdf.get_toc()]
    assert outline[0] in ("年度概览", "The year at a glance")
    pdf.close()


def test_missing_fonts_are_told_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("SCICITY_FONTS", str(tmp_path))
    with pytest.raises(FontsMissing, match=r"make setup.*SCICITY_FONTS"):
        font_folder()


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_styles_captions_footnotes_and_contents(built, language):
    path = built.folder / f"chapter-2023.{language}.docx"
    doc = Document(str(path))
    styles = {p.style.name for p in doc.paragraphs}
    assert {
        "Title",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Caption",
        "Body Text",
        "toc 1",
    } <= styles
    captions = [p for p in doc.paragraphs if p.style.name == "Caption"]
    assert len(captions) >= len(doc.tables) * 0.7
    assert all("SEQ" in p._p.xml for p in captions)
    with zipfile.ZipFile(path) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    marks = re.findall(r'w:footnoteReference w:id="(\d+)"', body)
    assert len(marks) >= 179
    assert set(marks) <= set(re.findall(r'w:footnote w:id="(\d+)"', notes))
    assert "chapter-2023, line 66" in notes
    assert 'TOC \\o "1-2"' in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_holds_every_figure_with_its_evidence(built, language):
    book = load_workbook(built.folder / f"chapter-2023.{language}.xlsx")
    figures = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    refs = built.tree(language)["refs"]
    assert [row[0] for row in figures] == [r["id"] for r in refs]
    assert {row[15] for row in figures} == {r["address"] for r in refs}
    hours = next(row for row in figures if row[15] == "chapter-2023#F034")
    assert hours[4] == 497373
    assert not any(
        c.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for c in row
    )
    assert len(list(book.worksheets[2].iter_rows())) > 20  # the audit


def test_sdmx_is_read_back_by_its_library(built):
    folder = built.folder / "sdmx"
    [data] = get_datasets(str(folder / "data.xml"), str(folder / "structures.xml"))
    frame = data.data
    row = frame[(frame["SUBJECT"] == "SSRF") & (frame["MEASURE"] == "STATION_HOURS")]
    assert len(row) == 1
    assert float(row["OBS_VALUE"].iloc[0]) == 497373
    assert row["SOURCE"].iloc[0] == "chapter-2023#F034"
    assert not frame.duplicated(["SUBJECT", "MEASURE", "COUNTING", "TIME_PERIOD"]).any()
    numbers = [
        f for f in FACTS if isinstance(f["value"], int | float) and not isinstance(f["value"], bool)
    ]
    assert {f"chapter-2023#{f['id']}" for f in numbers} <= set(frame["SOURCE"])


def test_the_crate_is_read_by_its_library_and_names_every_file(built):
    crate = ROCrate(str(built.folder))
    listed = {e.id for e in crate.data_entities}
    assert set(built.record["files"]) - {"ro-crate-metadata.json"} <= listed
    assert (
        crate.get("chapter-2023.zh.pdf")["sha256"] == built.record["files"]["chapter-2023.zh.pdf"]
    )
    sources = json.loads((built.folder / "ledger.json").read_text("utf-8"))["imports"]
    assert all(crate.get(f"#sha256-{m['source']['digest']}") for m in sources)


def test_icons_are_drawn_for_every_facility(city):
    assert {e.icon for e in city.entries.values() if e.icon} <= set(NAMES)
    assert all(icon(n).startswith("<svg") for n in NAMES)
    assert all(
        e.icon for e in city.entries.values() if e.kind == "facility" and e.stage != "retired"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_snapshot_of_the_tree(built, language):
    """The outline of the report; write it again with `python -m tests.reports.snapshot` after a
    change that is meant.
    """
    assert snapshot.outlined(built.tree(language)) == (
        snapshot.folder / f"chapter-2023.{language}.txt"
    ).read_text("utf-8")


def test_nothing_published_names_a_person_or_a_path(built, account):
    secret = (account.path / "pseudonym.key").read_text()
    for name in built.record["files"]:
        content = (built.folder / name).read_bytes()
        texts = (
            [content]
            if not name.endswith((".docx", ".xlsx"))
            else [
                zipfile.ZipFile(io.BytesIO(content)).read(n)
                for n in zipfile.ZipFile(io.BytesIO(content)).namelist()
            ]
        )
        for text in texts:
            assert secret.encode() not in text
            assert str(ROOT).encode() not in text
