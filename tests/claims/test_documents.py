"""The checker on documents: our own in every format, the published original, its mutants, and texts
it has never seen.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from docx import Document

from scicity.claims import (
    Passage,
    UnreadableDocument,
    as_html,
    as_word,
    check_document,
    check_passages,
    memory_of,
    read_document,
)
from tests.claims.mutants import mutants
from tests.conftest import ROOT

REFERENCE = ROOT.parent / "shared" / "reference"
published = pytest.mark.skipif(
    not (REFERENCE / "chapter-2023.txt").exists(),
    reason="the published chapter is not part of this repository",
)


@pytest.fixture(scope="module")
def memory(account, city):
    return memory_of(account, city)


def outcomes(verdicts):
    return Counter(v.outcome for v in verdicts)


def checked(text: str, memory, tmp_path: Path, suffix: str = ".md"):
    path = tmp_path / f"doc{suffix}"
    path.write_text(text, "utf-8")
    return check_passages(read_document(path), memory)


@pytest.mark.parametrize(
    "name",
    [f"chapter-2023.{lang}.{kind}" for lang in ("zh", "en") for kind in ("docx", "pdf", "html")],
)
def test_the_built_chapter_has_nothing_false_or_unknown(built, memory, name):
    verdicts = check_passages(read_document(built.folder / name), memory)
    found = outcomes(verdicts)
    assert found["true"] > 150
    if not name.endswith(".pdf"):
        assert set(found) == {"true"}
        return
    # a PDF has no cells: where a title breaks over three lines of a page, the rows under it lose
    # the headings of their columns
    assert set(found) <= {"true", "unknown"}
    assert [
        v.passage.text for v in verdicts if v.outcome == "unknown" and v.passage.kind != "cell"
    ] == []


@published
def test_the_published_original(memory):
    verdicts = check_passages(read_document(REFERENCE / "chapter-2023.txt"), memory)
    facts = yaml.safe_load((REFERENCE / "facts.yaml").read_text("utf-8"))["facts"]
    figures = {
        f["id"]
        for f in facts
        if isinstance(f["value"], int | float) and not isinstance(f["value"], bool)
    }
    matched = {v.address.rpartition("#")[2] for v in verdicts if v.outcome == "true"} & figures
    assert len(matched) >= 0.95 * len(figures), sorted(figures - matched)
    assert not [v.claim for v in verdicts if v.outcome in ("false", "imprecise")]


SUBJECTS = {
    "facility": [
        "上海同步辐射光源",
        "上海超强超短激光实验装置",
        "上海软X射线自由电子激光装置",
        "国家蛋白质科学研究(上海)设施",
        "转化医学国家重大科技基础设施(上海)",
        "国家肝癌科学中心",
        "上海超级计算中心",
        "硬X射线自由电子激光装置",
        "海底科学观测网",
        "高效低碳燃气轮机试验装置",
        "神光II多功能激光综合实验平台",
    ],
    "area": ["张江科学城", "张江高新区"],
    "industry": ["三大先导产业", "集成电路产业"],
}


@pytest.mark.full
@published
@pytest.mark.parametrize("seed", [20231231])
def test_mutants_of_the_original_are_caught(memory, seed, tmp_path):
    text = (REFERENCE / "chapter-2023.txt").read_text("utf-8")
    facts = yaml.safe_load((REFERENCE / "facts.yaml").read_text("utf-8"))["facts"]
    path = tmp_path / "mutant.txt"
    path.write_text(text, "utf-8")
    right = {
        (v.passage.place, v.claim)
        for v in check_passages(read_document(path), memory)
        if v.outcome == "true"
    }
    missed, still = [], []
    for m in mutants(text, facts, SUBJECTS, 200, seed):
        path.write_text(m.text, "utf-8")
        verdicts = check_passages(read_document(path), memory)
        if not any(v.outcome in ("false", "imprecise") for v in verdicts):
            missed.append((m.kind, m.line, m.before, m.after))
        if m.kind != "subject":  # an exchanged heading makes false all that stands under it
            now = {(v.passage.place, v.claim) for v in verdicts if v.outcome == "true"}
            still.append(len({r for r in right - now if r[0] != f"line {m.line}"}))
    assert len(missed) <= 10, missed
    assert sum(still) == 0


NEWS = """# News from the science city

By the end of 2023 the Shanghai Synchrotron Radiation Facility (SSRF) had given its users \
497,373 hours of beamtime, running {projects} peer-reviewed
projects. Its users made {visits} and wrote more than 10,000 papers, \
over 170 of them in Cell, Nature and Science. The weather was fine on 24 of 31 days.

The Shanghai Supercomputer Centre delivered 198.78 million core-hours. \
Mean monthly utilisation of Magic Cube III was {share}.

| Facility | Projects | Visits |
|---|---|---|
| NFPS beamlines | 616 | over 5,200 |
| NFPS systems and the animal facility | {systems} | over 8,900 |

转化医学设施于2023年{month}月通过国家验收，累计病例{cases}，样本库存有超过500万管样本。硬X射线装置已建成五个工作井、贯通{tunnels}隧道。
"""
RIGHT = {
    "projects": "17,898",
    "visits": "68,440 visits",
    "share": "87.7%",
    "systems": "780",
    "month": "7",
    "cases": "三万余人",
    "tunnels": "十条",
}


def test_a_news_item_in_two_languages_is_true(memory, tmp_path):
    verdicts = checked(NEWS.format(**RIGHT), memory, tmp_path)
    assert outcomes(
        [v for v in verdicts if "31 days" not in v.claim and v.outcome != "unknown"]
    ) == Counter(true=16)


@pytest.mark.parametrize(
    ("change", "claim", "outcome", "statement"),
    [
        ({"projects": "17,999"}, "17,999", "false", "F035"),
        ({"visits": "almost 68,440 visits"}, "almost 68,440 visits", "imprecise", "F036"),
        ({"visits": "68,440 days"}, "68,440 days", "false", "F036"),
        ({"share": "78.7%"}, "78.7%", "false", "F088"),
        ({"systems": "870"}, "870", "false", "F064"),
        ({"month": "9"}, "2023年9月", "false", "F076"),
        ({"cases": "四万余人"}, "四万余人", "false", "F079"),
        ({"cases": "约31705人"}, "约31705人", "true", "F079"),
        ({"tunnels": "八条"}, "八条", "false", "F021"),
    ],
)
def test_what_is_wrong_in_it_is_found_where_it_stands(
    memory, tmp_path, change, claim, outcome, statement
):
    wrong = [
        v
        for v in checked(NEWS.format(**RIGHT | change), memory, tmp_path)
        if v.claim.strip() == claim
    ]
    assert [(v.outcome, v.address) for v in wrong] == [(outcome, f"chapter-2023#{statement}")]


@pytest.mark.parametrize(
    "text",
    [
        "The recipe needs 200 g of flour, 3 eggs and 20 minutes at 180 degrees.",
        "会议于3月5日召开，共有120人参加，讨论了15个议题。",
        "SSRF has 40 beamlines and a circumference of 432 m.",
        "上海光源去年新增论文2,000篇。",
        "The library has 17,898 books.",
        "In 2019 the supercomputing centre served 500 organisations.",
        "2022年张江科学城规模以上工业总产值3702亿元。",
    ],
)
def test_no_false_alarm_where_the_ledger_knows_nothing(memory, tmp_path, text):
    assert not [v for v in checked(text, memory, tmp_path) if v.outcome in ("false", "imprecise")]


def test_titles_of_documents(memory, tmp_path):
    good = "发布《张江高新区加快世界领先科技园区建设行动方案（2023—2025年）》。"
    assert outcomes(checked(good, memory, tmp_path)) == Counter(true=1)
    [wrong] = checked(good.replace("2025", "2027"), memory, tmp_path)
    assert wrong.outcome == "false"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"not a pdf", "cannot be read as PDF"),
        ("a.docx", b"not a zip", "cannot be read as a Word"),
        ("a.txt", b"", "holds no text"),
        ("a.txt", b"\xff\xfe\xff", "neither UTF-8"),
        ("a.xyz", b"x", "is not one of .txt"),
        ("a.html", b"", "holds no text: the file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=message):
        read_document(path)


def test_a_seal_is_no_year(memory, tmp_path):
    text = (
        "# Gaia cluster (University of Luxembourg)\n\n95th percentile of queue wait 0.4186 h"
        " 7fb2071bd13d7608f46b3f5b\n"
    )
    assert [v.outcome for v in checked(text, memory, tmp_path)] == ["true"]


def test_gb18030_text_is_read(memory, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("上海光源累计执行课题17898个。".encode("gb18030"))
    assert outcomes(check_passages(read_document(path), memory)) == Counter(true=1)


def test_annotations(built, memory, tmp_path):
    source = tmp_path / "wrong.docx"
    doc = Document(str(built.folder / "chapter-2023.zh.docx"))
    run = next(r for p in doc.paragraphs for r in p.runs if "497,373" in r.text)
    run.text = run.text.replace("497,373", "479,373")
    doc.save(str(source))
    passages = read_document(source)
    verdicts = check_passages(passages, memory)
    assert [v.claim for v in verdicts if v.outcome == "false"] == ["479,373小时"]
    marked = tmp_path / "marked.docx"
    marked.write_bytes(as_word(source, passages, verdicts))
    [comment] = list(Document(str(marked)).comments)
    assert "497,373小时" in comment.text
    page = as_html("wrong.docx", passages, verdicts)
    assert page.count('class="false"') == 1
    assert "<script" not in page


def test_html_is_escaped(memory):
    passage = Passage(0, "line 1", "text", "<b>上海光源</b>累计执行课题17898个")
    assert "<b>上海" not in as_html("<i>", [passage], check_passages([passage], memory))


def test_check_document_is_one_call(account, city, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("上海光源累计执行课题17899个。", "utf-8")
    assert [v.outcome for v in check_document(path, account, city)] == ["false"]
