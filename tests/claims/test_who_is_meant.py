"""Rules that keep the checker from accusing wrongly: who is meant, whose cell it is, what a
sentence says of the whole of itself.
"""

from __future__ import annotations

import pytest
from docx import Document

from scicity.claims import check_passages, memory_of, read_document
from scicity.claims.subjects import Names, codes
from scicity.claims.tables import arranged


@pytest.fixture(scope="module")
def memory(account, city):
    return memory_of(account, city)


@pytest.fixture(scope="module")
def names(city):
    return Names(city)


def checked(text: str, memory, folder) -> list[tuple[str, str]]:
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return [(v.outcome, v.claim.strip()) for v in check_passages(read_document(path), memory)]


# ---- who is meant ----


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # the number of SULF's shots, said of another whose name stands in the sentence
        ("The SXFEL fired 758 high-energy shots.", "false"),
        ("软X射线装置大能量打靶758发。", "false"),
        # under a heading alone it may be of a part, a guest or a column that was not read
        ("# SXFEL\n\nHigh-energy shots on target: 758 shots.", "unknown"),
        ("# 软X射线装置\n\n大能量打靶：758发。", "unknown"),
    ],
)
def test_another_s_number_convicts_only_who_is_named_in_the_sentence(
    memory, tmp_path, text, outcome
):
    assert {o for o, _ in checked(text, memory, tmp_path)} == {outcome}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The translational medicine facility passed national acceptance in July 2023.", "true"),
        ("The translational medicine facility passed national acceptance in May 2023.", "false"),
        ("# Translational medicine facility\n\nPassed national acceptance in July 2023.", "true"),
        ("# Translational medicine facility\n\nPassed national acceptance in May 2023.", "none"),
    ],
)
def test_a_milestone_s_month_is_wrong_only_of_a_named_subject(memory, tmp_path, text, outcome):
    found = {o for o, _ in checked(text, memory, tmp_path)}
    assert found == ({outcome} if outcome != "none" else set())


@pytest.mark.parametrize(
    "text",
    [
        "Unlike SSRF, the ring at Lund executed 9,000 projects.",
        "Near SULF a swimming pool was open for 2,000 hours in 2023.",
        "与上海光源不同，隆德的光源执行了9000个课题。",
        "上海光源附近的体育馆服务用户50000人次。",
        "Zhangjiang Hospital treated 31,705 patients.",
        "张江医院收治病人31705人。",
        "上海光源在张江科学城。深圳超算中心全年提供19877.67万核小时。",
        "深圳超算中心全年提供19877.67万核小时，与张江科学城无关。",
    ],
)
def test_who_stands_beside_the_subject_or_in_another_s_name_is_not_judged(memory, tmp_path, text):
    assert {o for o, _ in checked(text, memory, tmp_path)} <= {"unknown"}


@pytest.mark.parametrize(
    "text",
    [
        "It is wrong that SSRF executed 17,898 projects.",
        "Did SSRF execute 17,898 projects?",
        "说上海光源执行课题17898个是错误的。",
        "上海光源是否执行了17898个课题？",
        "Far from running for 3,278 hours, SULF stood still.",
        "Without SULF's 3,278 hours nobody would have learned it.",
        "It was a mistake to print that SULF ran for 8,723 hours, which is untrue.",
    ],
)
def test_what_is_doubted_or_asked_is_not_judged(memory, tmp_path, text):
    assert {o for o, _ in checked(text, memory, tmp_path)} <= {"unknown"}


def test_users_are_not_visits(memory, tmp_path):
    assert checked("SSRF has served 68,440 users.", memory, tmp_path) == [("false", "68,440 users")]
    assert checked("SSRF has served 68,440 user visits.", memory, tmp_path) == [
        ("true", "68,440 user visits")
    ]


@pytest.mark.parametrize(
    ("number", "outcome"),
    [("15,000", "unknown"), ("19,000", "unknown"), ("20,000", "false"), ("9,000", "false")],
)
def test_a_bound_s_next_round_number_would_have_been_told(memory, tmp_path, number, outcome):
    assert checked(f"SSRF users have published {number} SCI papers.", memory, tmp_path) == [
        (outcome, f"{number}")
    ]


# ---- names, codes and years that touch ----


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("魔方Ⅲ2023年，月均CPU使用率87.74%。", "87.74%"),
        ("SSRF2023年底累计服务用户68440人次", "68440人次"),
        ("上海光源服务用户68440人次：均为累计数。", "68440人次"),
    ],
)
def test_a_year_or_colon_right_beside_hides_no_number(memory, tmp_path, text, claim):
    assert checked(text, memory, tmp_path) == [("true", claim)]


def test_a_code_that_a_name_and_a_year_cover_is_none():
    assert codes("魔方III2023年") == ["III2023"]
    assert codes("魔方III2023年", [(0, 5), (5, 10)]) == []
    assert codes("SSRF BL17U1", [(0, 4)]) == ["BL17U1"]


# ---- whose cell it is ----


def cells_of(path, rows) -> None:
    doc = Document()
    table = doc.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    doc.save(str(path))


def labels_of(path, names, word) -> tuple[str, ...]:
    return next(p.labels for p in arranged(read_document(path), names) if word in p.text)


def test_tiles_beside_and_above_are_no_labels_and_lend_no_period(memory, names, tmp_path):
    path = tmp_path / "tiles.docx"
    cells_of(
        path,
        [
            ["Users served\n886 organisations\n2023", "Core-hours\n198.7767 million\n2019"],
            [
                "SULF: Run hours of the laser over the whole year\n3,278 h\n2023",
                "SULF: High-energy shots fired on target over the year\n758 shots\n2023",
            ],
        ],
    )
    for word in ("3,278", "758"):
        assert not [t for t in labels_of(path, names, word) if "\n" in t]
    found = {v.claim.strip(): v.outcome for v in check_passages(read_document(path), memory)}
    assert {k: o for k, o in found.items() if "3,278" in k or "758" in k} == {
        "3,278 h": "true",
        "758 shots": "true",
    }


def test_a_cell_with_its_own_subject_takes_none_from_a_stranger_s_cell(names, tmp_path):
    path = tmp_path / "cells.docx"
    cells_of(
        path,
        [
            ["Where", "What"],
            ["SULF in 2019, all lasers", "SSRF: 68,440 user visits to the beamlines"],
            ["SSRF by 2023", "SSRF: 17,898 projects executed"],
        ],
    )
    assert labels_of(path, names, "68,440") == ("What",)
    assert labels_of(path, names, "17,898") == ("SSRF by 2023", "What")


def test_two_numbers_of_a_list_that_are_exchanged(memory, tmp_path):
    text = "张江科学城集聚{}余家科创板上市企业、{}余家外资研发中心。"
    assert {o for o, _ in checked(text.format(40, 180), memory, tmp_path)} == {"true"}
    assert {o for o, _ in checked(text.format(180, 40), memory, tmp_path)} == {"false"}
    part = (
        "80,000 of the about 500,000 people of the talent service and settlement hold a"
        " postgraduate degree."
    )
    assert "false" not in {o for o, _ in checked(part, memory, tmp_path)}


@pytest.mark.parametrize(
    "text",
    ["SSRF rejected 17,898 projects.", "上海光源取消了17898个课题。", "张江科学城GDP为3562亿元。"],
)
def test_an_opposite_deed_or_another_s_money_proves_nothing(memory, tmp_path, text):
    assert {o for o, _ in checked(text, memory, tmp_path)} == {"unknown"}


def test_what_is_counted_together_with_another_convicts_nobody(memory, tmp_path):
    assert {
        o for o, _ in checked("SULF and the canteen served 1,400 organisations.", memory, tmp_path)
    } == {"unknown"}
    assert {
        o
        for o, _ in checked(
            "SULF and SSC served 14 and 668 organisations respectively.", memory, tmp_path
        )
    } == {"true", "false"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # what a bracket says of a name is not said of the number behind it
        (
            "The SULF (the largest of its kind, doubled in 2020) fired 758 high-energy shots.",
            "true",
        ),
        ("上海超强超短激光实验装置（含最强激光与能量提升系统）大能量打靶758发。", "true"),
        ("The SULF (doubled in 2020) fired 759 high-energy shots.", "false"),
        ("The SULF (open since 2019) fired 758 high-energy shots in 2023.", "true"),
        ("上海超强超短激光实验装置（2019年建成）大能量打靶758发。", "true"),
        # a bracket that says only when is the number's
        ("The SULF (2023) fired 758 high-energy shots.", "true"),
        ("The SULF (as of the end of 2022) fired 758 high-energy shots.", "false"),
        # that it is only planned, or that the bracket holds the number, is
        ("The SULF (planned) fired 758 high-energy shots.", "unknown"),
        ("The SULF (up by 758 high-energy shots) was busy.", "unknown"),
    ],
)
def test_a_bracket_behind_a_name_explains_the_name(memory, tmp_path, text, outcome):
    assert {o for o, _ in checked(text, memory, tmp_path)} == {outcome}


SULF_S = "- The laser ran for 3,278 hours over the year.\n- High-energy shots on target: 758.\n"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # two numbers of one other subject under a heading, and none of its own: it was exchanged
        ("# SXFEL\n\n" + SULF_S.replace("758", "758 shots"), "false"),
        ("# SULF\n\n" + SULF_S.replace("758", "758 shots"), "true"),
        # whoever was named before in the section may be meant
        ("# SXFEL\n\nSULF stands next door.\n\n" + SULF_S.replace("758", "758 shots"), "unknown"),
    ],
)
def test_a_section_of_another_s_numbers_has_a_wrong_heading(memory, tmp_path, text, outcome):
    found = {o for o, claim in checked(text, memory, tmp_path) if claim[0].isdigit()}
    assert outcome in found
    assert found <= {outcome, "unknown"}


@pytest.mark.parametrize(
    ("number", "outcomes"),
    [
        ("1900余家", {"true"}),
        ("超1200家", {"true"}),  # a weaker bound holds
        ("1200余家", {"false", "imprecise"}),  # 1200 and a few more are not 1900
        ("1900以下家", {"false", "imprecise"}),  # no year, and no number without a qualifier
    ],
)
def test_so_many_and_a_few_more_is_no_bound(memory, tmp_path, number, outcomes):
    text = f"张江科学城集聚高新技术企业{number}。"
    found = {o for o, _ in checked(text, memory, tmp_path)}
    assert found
    assert found <= outcomes


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("张江集聚近700家集成电路企业。", "true"),
        ("张江集聚近710家集成电路企业。", "false"),
        ("张江科学城集聚约50亿名从业人员。", "false"),
        ("张江科学城集聚约50万名从业人员。", "true"),
    ],
)
def test_a_nearer_number_or_another_myriad_is_told(memory, tmp_path, text, outcome):
    assert {o for o, _ in checked(text, memory, tmp_path)} == {outcome}
