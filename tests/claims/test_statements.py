"""The checker on statements made by a seed: it accuses no true one, calls no false one true, and is
silent on what nobody recorded.
"""

from __future__ import annotations

from collections import Counter

import pytest

from scicity.claims import UnreadableDocument, check_passages, memory_of, read_document
from scicity.registry import at
from tests.claims.cities import CITIES, ledger_of
from tests.claims.statements import facts_of, in_english, in_han, statements
from tools.checker import rates

RIGHT = {True: "true", False: "accused", None: "unknown"}


def measured(name: str, folder, count: int, seed: int):
    city, ledger, figures = ledger_of(name, folder)
    with at(city.locale):
        memory = memory_of(ledger, city)
        return rates(statements(facts_of(memory, figures), count, seed), memory, folder)


def test_a_sample_of_statements(tmp_path):
    found = measured("zhangjiang", tmp_path, 52, 5)
    assert not [
        (kind, c)
        for (truth, kind), c in found.items()
        if (truth is True and c["accused"])
        or (truth is False and c["true"])
        or (truth is None and set(c) != {"unknown"})
    ]
    assert sum(c["accused"] for (truth, _), c in found.items() if truth is False) >= 0.9 * sum(
        sum(c.values()) for (truth, _), c in found.items() if truth is False
    )


@pytest.mark.full
@pytest.mark.parametrize("name", CITIES)
@pytest.mark.parametrize("seed", [1, 2])
def test_thousands_of_statements(tmp_path, name, seed):
    found = measured(name, tmp_path, 1000, seed)
    whole: Counter = Counter()
    for (truth, _), c in found.items():
        for got, n in c.items():
            whole[truth, got] += n
    false = sum(n for (truth, _), n in whole.items() if truth is False)
    assert whole[True, "accused"] == 0, found
    assert whole[False, "true"] == 0, found
    assert whole[False, "accused"] >= 0.9 * false, found
    assert whole[None, "unknown"] == sum(n for (truth, _), n in whole.items() if truth is None), (
        found
    )


@pytest.fixture(scope="module")
def memory(account, city):
    return memory_of(account, city)


def checked(text: str, memory, folder, about: str = "") -> list[tuple[str, str]]:
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return [
        (v.outcome, v.claim.strip()) for v in check_passages(read_document(path), memory, about)
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The Gaia cluster had 58 computing users in June 2014.", "true"),
        ("The Gaia cluster had 85 computing users in June 2014.", "false"),
        ("Gaia集群2014年6月的计算用户数为58人。", "true"),
        ("In July 2014 the Gaia cluster delivered 750,791 core-hours.", "false"),
        ("SSC did not deliver 198.7767 million core-hours in 2023.", "false"),
        ("Utilisation of Magic Cube III rose by 87.74 percentage points.", "false"),
        ("SSC doubled its computing delivered to 198.7767 million core-hours.", "unknown"),
        ("In the first quarter of 2023 SULF ran for 812 hours.", "unknown"),
        ("SULF 2023年第一季度运行812小时。", "unknown"),
        ("SULF plans to run for 4,000 hours.", "unknown"),
        ("On average each project of SSRF used 27.8 hours of experimental beamtime.", "true"),
        ("上海光源平均每个课题使用实验机时278小时。", "false"),
        ("NFPS served over 14,000 user visits in total.", "true"),
        ("硬X射线自由电子激光装置仍在建设中。", "true"),
        ("海底科学观测网已建成投用。", "false"),
        ("The beamlines of SSRF phase III received 68,440 user visits.", "unknown"),
        ("NFPS beamlines had more user visits than SSRF.", "unknown"),
        ("SSRF Phase II passed its process acceptance in November 2023.", "false"),
    ],
)
def test_what_turns_a_number_is_judged_or_told(memory, tmp_path, text, outcome):
    found = {o for o, _ in checked(text, memory, tmp_path)}
    assert found == {outcome} or (outcome == "unknown" and not found)


NOBODY = [
    (
        "The port handled 68,440 visits by 17,898 ships; 616 projects and 434 teams were counted in"
        " 2023."
    ),
    "球队全赛季共吸引观众68440人次，进球758个，其中80%来自主场。",
    "The biobank stores 5 million tubes and ran 241 clinical studies on 31,705 patients.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_who_is_not_named_is_not_judged(memory, tmp_path, text):
    assert {o for o, _ in checked(text, memory, tmp_path)} <= {"unknown"}


def test_a_document_may_be_said_to_be_about_a_subject(memory, tmp_path):
    text = "By the end of 2023 it had executed 17,898 projects and received 86,440 user visits."
    assert {o for o, _ in checked(text, memory, tmp_path)} == {"unknown"}
    assert [o for o, _ in checked(text, memory, tmp_path, "ssrf")] == ["true", "false"]
    with pytest.raises(UnreadableDocument, match="no subject of this city"):
        checked(text, memory, tmp_path, "Atlantis")


def test_a_table_of_records_with_units_behind(memory, tmp_path):
    rows = (
        "| 设施 | 指标 | 年份 | 数值 | 单位 |\n|---|---|---|---|---|\n| 上海光源 | 执行课题 | 2023"
        " | {} | 项 |\n| 合计 | | 2023 | 99999 | 项 |\n"
    )
    assert checked(rows.format("17898"), memory, tmp_path) == [
        ("true", "17898"),
        ("unknown", "99999"),
    ]
    assert checked(rows.format("18978"), memory, tmp_path)[0] == ("false", "18978")


def test_the_numbers_of_the_generator_are_words():
    assert (in_han(31705), in_han(10010), in_english(758)) == (
        "三万一千七百零五",
        "一万零一十",
        "seven hundred and fifty-eight",
    )
