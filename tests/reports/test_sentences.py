"""A sentence is proven, quoted or an editor's; what contradicts its figure stops the build.

Both languages, both cities.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scicity.claims import second_look
from scicity.connectors import declared, tabular
from scicity.ledger import append, open_ledger
from scicity.registry import at, load_city, pseudonyms
from scicity.reports import FalseReport, build, gather, load_definition
from scicity.reports.quantities import quantities, ranks
from tests.conftest import ROOT
from tests.reports.desk import Desk

CAMPUS = ROOT / "cities" / "merribrook"


@pytest.fixture(scope="module")
def desk(account, city):
    return Desk(account, city, 2023)


@pytest.fixture(scope="module")
def campus(tmp_path_factory):
    """The second city: its declarations and its laser's shots."""
    ledger, city = open_ledger(tmp_path_factory.mktemp("campus")), load_city(CAMPUS)
    with at(city.locale):
        facts = CAMPUS / "declarations" / "annual-2025.yaml"
        subjects = {code: e.path for code, e in city.by_code().items()}
        append(
            ledger,
            declared.source_of(facts),
            declared.read_declared(facts, subjects, city.zone),
            units=city.entries,
        )
        table, mapping = (
            CAMPUS / "data" / "kestrel-shots.csv",
            tabular.load_mapping(CAMPUS / "data" / "kestrel-shots.yaml"),
        )
        append(
            ledger,
            tabular.source_of(table, mapping),
            tabular.read_tabular(table, mapping, pseudonyms(ledger.path)),
            units=city.entries,
        )
    return Desk(ledger, city, 2025)


SHOTS = "{{ sulf.high_energy_shots }}"
PROJECTS = "{{ ssrf.projects_executed }}"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"By the end of the year the {{{{ ssrf }}}} had executed {PROJECTS}.", "en"),
        (f"Over the year SULF fired {SHOTS} of high energy on target.", "en"),
        (f"In {{{{ year }}}} SULF fired {SHOTS}.", "en"),
        (f"# SULF\n\nIt fired {SHOTS}.", "en"),
        (
            (
                "Gross output of industry in the {{ zjsc }} was {{"
                " zjsc.gross_output_above_scale_industry }}."
            ),
            "en",
        ),
        (
            (
                "{% set g = measured('core_hours', subject('gaia'), '2014-06') %}In {{ period(g) }}"
                " the {{ subject('gaia') }} delivered {{ g }}."
            ),
            "en",
        ),
        (
            (
                "The target of the {{ zjhtz }} for {{ period(zjhtz.unicorns_and_hidden_champions)"
                " }} is {{ zjhtz.unicorns_and_hidden_champions }}."
            ),
            "en",
        ),
        (
            (
                "The {{ nfps_sys }} executed {{ times(nfps_sys.projects_executed,"
                " nfps_bl.projects_executed) }} the projects of the {{ nfps_bl }}."
            ),
            "en",
        ),
        ("SULF is {{ stage(sulf) }}.", "en"),
        (
            (
                "# {{ ssrf }}\n\nBy the end of the year users have published {{ ssrf.sci_papers |"
                " over }} in SCI journals, {{ ssrf.cns_papers | over }} of them in Cell, Nature and"
                " Science."
            ),
            "en",
        ),
        (f"截至年底，{{{{ ssrf }}}}累计执行课题{PROJECTS}。", "zh"),
        (f"羲和激光全年打靶{SHOTS}。", "zh"),
        (
            (
                "{{ zjhtz }}{{ period(zjhtz.unicorns_and_hidden_champions) }}的目标是{{"
                " zjhtz.unicorns_and_hidden_champions }}。"
            ),
            "zh",
        ),
    ],
)
def test_what_says_its_figure_and_no_more_is_proven(desk, text, language):
    assert {s.standing for s in desk.sentences(text, language) if s.kind == "sentence"} == {
        "proven"
    }


@pytest.mark.parametrize(
    ("text", "language", "rule"),
    [
        # another subject
        (f"SULF had by the end of the year executed {PROJECTS}.", "en", "stands under"),
        (f"SSRF and SULF had by the end of the year executed {PROJECTS}.", "en", "alone"),
        (f"By the end of the year SSRF had executed {PROJECTS} at SULF.", "en", "right after it"),
        (f"By the end of the year Harvard had executed {PROJECTS}.", "en", "not in the registry"),
        (
            f"By the end of the year SSRF’s competitor had executed {PROJECTS}.",
            "en",
            "not in the registry",
        ),
        (f"So far {PROJECTS} were executed.", "en", "nothing says of what"),
        (f"# SULF\n\nSo far {PROJECTS} were executed.", "en", "the heading speaks of"),
        (f"SULF is new. So far it executed {PROJECTS}.", "en", "the sentence before speaks of"),
        ("# SULF\n\n{{ facts(ssrf) }}", "en", "the table is of"),
        ("SSRF is {{ stage(sulf) }}.", "en", "stands under"),
        (f"羲和激光累计执行课题{PROJECTS}。", "zh", "stands under"),
        (f"欧洲核子中心累计执行课题{PROJECTS}。", "zh", "not in the registry"),
        (f"上海光源和羲和激光累计执行课题{PROJECTS}。", "zh", "alone"),
        # another period or rate
        (
            f"By the end of the year SSRF had executed {PROJECTS} in the year.",
            "en",
            "says otherwise",
        ),
        (f"截至年底，上海光源执行课题{PROJECTS}全年。", "zh", "says otherwise"),
        # a part of what it is no part of
        (
            (
                "# SULF\n\nOver the year it served {{ sulf.research_teams }}, of them {{"
                " sulf.user_organisations }}."
            ),
            "en",
            "which it is not",
        ),
        (
            "# SULF\n\n全年服务{{ sulf.research_teams }}，其中{{ sulf.user_organisations }}。",
            "zh",
            "which it is not",
        ),
        (f"In the year SSRF executed {PROJECTS}.", "en", "tells it as one year’s"),
        (f"SSRF executed {PROJECTS}.", "en", "does not say so"),
        (
            f"By the end of the year SSRF had executed {PROJECTS} each month.",
            "en",
            "a time or a rate",
        ),
        (f"Since its opening SULF has fired {SHOTS}.", "en", "tells it as cumulative"),
        (f"In the first half of the year SULF fired {SHOTS}.", "en", "a time or a rate"),
        (f"SULF fired {SHOTS} in a single day.", "en", "a time or a rate"),
        (
            (
                "The {{ subject('gaia') }} delivered {{ measured('core_hours', subject('gaia'),"
                " '2014-06') }}."
            ),
            "en",
            "not the report’s year",
        ),
        (f"上海光源年内执行课题{PROJECTS}。", "zh", "tells it as one year’s"),
        (f"羲和激光日均打靶{SHOTS}。", "zh", "a time or a rate"),
        (f"羲和激光历年打靶{SHOTS}。", "zh", "tells it as cumulative"),
        # another kind
        (f"SULF was metered to have fired {SHOTS}.", "en", "tells it as measured"),
        (f"SULF plans to fire {SHOTS}.", "en", "tells it as one"),
        (
            (
                "The {{ zjhtz }} has in {{ period(zjhtz.unicorns_and_hidden_champions) }} {{"
                " zjhtz.unicorns_and_hidden_champions }}."
            ),
            "en",
            "is a target",
        ),
        (
            (
                "The target for {{ period(zjhtz.unicorns_and_hidden_champions) }} of the {{ zjhtz"
                " }} was reached: {{ zjhtz.unicorns_and_hidden_champions }}."
            ),
            "en",
            "tells it as reached",
        ),
        (f"羲和激光实测打靶{SHOTS}。", "zh", "tells it as measured"),
        # another unit, or another thing that is counted
        (f"SULF fired {SHOTS} million.", "en", "second unit"),
        (f"SULF fired {SHOTS} failures.", "en", "something else was counted"),
        ("SULF ran for {{ sulf.run_hours | plain }} days.", "en", "lost its unit"),
        ("SULF was busy {{ sulf.run_hours }}.", "en", "says what it is"),
        ("SULF published {{ sulf.run_hours }}.", "en", "another measure"),
        (
            "By the end of the year the users of SSRF numbered {{ ssrf.person_visits }}.",
            "en",
            "something else",
        ),
        (f"羲和激光打靶{SHOTS}万。", "zh", "second unit"),
        (f"羲和激光打靶{SHOTS}事故。", "zh", "something else was counted"),
        ("羲和激光全年运行{{ sulf.run_hours | 无单位 }}天。", "zh", "lost its unit"),
        ("截至年底，上海光源用户人数{{ ssrf.person_visits }}。", "zh", "something else"),
        # a qualifier, a sign, a denial
        (f"SULF fired more than {SHOTS}.", "en", "changes what"),
        (f"SULF fired {SHOTS} or so.", "en", "changes what"),
        (f"SULF fired -{SHOTS}.", "en", "touches"),
        (f"SULF fired {SHOTS}k.", "en", "touches"),
        (f"SULF never fired {SHOTS}.", "en", "round"),
        (f"SULF fired {SHOTS}, which is untrue.", "en", "back"),
        (f"Did SULF fire {SHOTS}?", "en", "question"),
        (f"SULF fired {SHOTS}; per day.", "en", "cut off"),
        (f"羲和激光打靶约{SHOTS}。", "zh", "changes what"),
        (f"羲和激光打靶{SHOTS}左右。", "zh", "changes what"),
        (f"羲和激光未打靶{SHOTS}。", "zh", "round"),
        # a rank beside a figure, a claim that nobody makes
        (f"SULF fired {SHOTS}, the most in Asia.", "en", "rank"),
        (
            "{{ most(nfps_bl.projects_executed, nfps_sys.projects_executed) }} of all facilities.",
            "en",
            "beyond the values",
        ),
        ("SULF is {{ sulf.claim_first_10pw_for_physics | quote }}.", "en", "who makes it"),
        (
            "The document rightly calls SULF {{ sulf.claim_first_10pw_for_physics | quote }}.",
            "en",
            "report’s own",
        ),
        (
            "The document calls SSRF {{ sulf.claim_first_10pw_for_physics | quote }}.",
            "en",
            "stands under",
        ),
        (f"羲和激光打靶{SHOTS}，居世界首位。", "zh", "rank"),
        ("羲和激光确为{{ sulf.claim_first_10pw_for_physics | 引述 }}。", "zh", "who makes it"),
    ],
)
def test_a_figure_under_other_words_than_its_own_is_not_built(desk, text, language, rule):
    assert any(rule in x for x in desk.faults(text, language)), desk.faults(text, language)


@pytest.mark.parametrize(
    "expression",
    [
        "99",
        "'two'",
        "['a', 'b']",
        "7 if true else 8",
        "1 + 1",
        "'a' ~ 'b'",
        "year + 1",
        "'%d' % 9",
        "range(3)",
        "ssrf.path",
        "ssrf.entry.code",
        "ssrf['cns_papers']",
        "ssrf.cns_papers.said.value",
        "ssrf.cns_papers.__class__",
        "'x' | upper",
        "ssrf.cns_papers | string",
        "ssrf.cns_papers == 1",
        "covered(subject('gaia'))",
        "-1",
        "ssrf.cns_papers | over(sulf.run_hours)",
        "lipsum()",
        "self",
        "entries()",
        "cycler('a')",
        "dict(a=1)",
        "ssrf.names",
        "1 is odd",
        "tiles",
    ],
)
def test_a_literal_or_a_part_of_a_value_is_never_printed(desk, expression):
    assert desk.faults(f"There are {{{{ {expression} }}}}.")


@pytest.mark.parametrize(
    "text",
    [
        "{% set n = 9 %}{{ n }}",
        "{% set n = [9] %}{% for x in n %}{{ x }}{% endfor %}",
        "{% for c in 'abc' %}{{ c }}{% endfor %}",
        "{% set t %}nine{% endset %}{{ t }}",
        "{% macro m() %}9{% endmacro %}{{ m() }}",
        "{% filter upper %}x{% endfilter %}",
        "{% include 'x' %}",
        "{% for e in entries() recursive %}{{ loop(e) }}{% endfor %}",
        "{% set measured = ssrf %}{{ measured }}",
        "{% with n = 9 %}{{ n }}{% endwith %}",
        "{{ ssrf.cns_papers",
        "{% if %}",
        "ni\u200bne",
        "n\u00adine",
        "\ue000 0\ue001",
        "a\u202eb",
    ],
)
def test_a_template_makes_nothing_of_its_own_and_hides_nothing(desk, text):
    assert desk.faults(text)


HARMLESS = {
    "en": [
        "The 14th Five-Year Plan was taken up.",
        "COVID-19 kept visitors away.",
        "A double-crystal monochromator was fitted.",
        "Each sample has a unique identifier.",
        "The first quarter was quiet.",
        "One of the beamlines was repaired.",
        "The only way in is by the gate.",
        "Best practice is shared.",
        "ISO 9001 is followed.",
        "It serves the interest of users.",
        "Phase II has begun.",
        "The first author wrote it.",
        "Half the story is told in the annex.",
    ],
    "zh": [
        "十四五规划稳步推进。",
        "三大先导产业协同发展。",
        "最大限度减少停机。",
        "每份样本有唯一标识。",
        "第一时间响应用户。",
        "双晶单色器已更换。",
        "进一步完善服务。",
        "最高级别的防护。",
        "一期工程完工。",
        "四川用户来访。",
        "十分重视安全。",
        "最新进展见附录。",
        "一网通办持续优化。",
    ],
}


@pytest.mark.parametrize(
    ("text", "language"), [(t, lang) for lang, texts in HARMLESS.items() for t in texts]
)
def test_words_without_a_figure_are_the_editors_and_are_listed(desk, campus, text, language):
    for place in (desk, campus):
        [said] = place.sentences(text, language)
        assert (said.standing, said.text, said.refs) == ("vouched", text, ())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A dozen beamlines closed.", ["dozen"]),
        ("Output grew fivefold.", ["fivefold"]),
        ("One third of them failed.", ["One third"]),
        ("XIV stations opened.", ["XIV"]),
        ("１７ stations", ["17"]),
        ("产值翻一番。", ["翻一番"]),
        ("七成用户满意。", ["七成"]),
        ("百分之十二的机时。", ["百分之十二"]),
        ("廿家企业，③座。", ["3", "廿家"]),
        ("半数用户、数百家企业。", ["半数", "数百"]),
        ("三分之一的课题。", ["三分之一"]),
        ("It doubled.", ["doubled"]),
        ("½ of them", ["1/2"]),
        ("ⅻ stations", ["ⅻ"]),
    ],
)
def test_numbers_of_the_editors_words_are_pointed_out(desk, text, numbers):
    [said] = desk.sentences(text, "zh" if re.search("[\u4e00-\u9fff]", text) else "en")
    assert sorted(said.numbers) == sorted(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "It ranks top in Asia.",
        "Nowhere else is there such a ring.",
        "It is unrivalled.",
        "For the first time in the world.",
        "The campus is a world-leading place.",
        "Its brightness is second to none.",
        "亮度冠绝全球。",
        "国内独一无二。",
        "规模为亚洲之最。",
        "性能最优。",
        "填补了国内空白。",
        "处于国际领先。",
    ],
)
def test_a_rank_needs_a_source(desk, campus, text):
    for place in (desk, campus):
        assert any(
            "rank" in rule
            for rule in place.faults(text, "zh" if re.search("[\u4e00-\u9fff]", text) else "en")
        )


@pytest.mark.parametrize("text", ["Building a world-leading park.", "建设世界领先的园区。"])
def test_an_aim_is_no_rank(text):
    assert ranks(text) == []


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        (
            "Over the year Kestrel fired {{ measured('shots', kestrel, '2025') }} at night.",
            "en",
            "night",
        ),
        ("{{ kestrel }}全年夜间打靶{{ measured('shots', kestrel, '2025') }}。", "zh", "夜间"),
    ],
)
def test_a_figure_among_other_words_is_vouched_for_with_those_words(campus, text, language, word):
    [said] = campus.sentences(text.replace("Kestrel", "the {{ kestrel }}"), language)
    assert said.standing == "vouched"
    assert said.beyond == (word,)
    assert said.refs


# What a wrapper does to a true sentence: none of these may come out proven.
WRAPPED = {
    "en": ["The {{ kestrel }} fired %s {{F}}.", "The {{ kestrel }} fired {{F}} %s."],
    "zh": ["{{ kestrel }}打靶%s{{F}}。", "{{ kestrel }}打靶{{F}}%s。"],
}
TURNS = {
    "en": [
        "not",
        "hardly",
        "twice",
        "half of",
        "more than",
        "nearly",
        "about",
        "no",
        "at least",
        "only",
        "failed",
        "thousand",
        "per day",
        "or more",
        "too few",
        "and 9 more",
        "in vain",
        "a dozen times",
        "elsewhere",
        "percent",
        "people",
        "hours",
        "million",
        "(thousands)",
        "with Lantern",
        "next year",
        "planned",
        "measured in part",
    ],
    "zh": [
        "不",
        "未",
        "近",
        "约",
        "超过",
        "仅",
        "第",
        "不足",
        "半数",
        "百分之",
        "万",
        "余",
        "左右",
        "以上",
        "人次",
        "家",
        "倍",
        "的两倍",
        "中的三成",
        "以下",
        "失败",
        "每天",
        "亿元",
        "事故",
    ],
}


@pytest.mark.parametrize(
    ("language", "frame", "turn"),
    [(lang, f, t) for lang, fs in WRAPPED.items() for f in fs for t in TURNS[lang]],
)
def test_no_turn_of_words_round_a_figure_is_proven(campus, language, frame, turn):
    not_proven(campus, language, frame, turn)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    language=st.sampled_from(["en", "zh"]),
    at=st.integers(0, 1),
    n=st.integers(0, 10**9),
    wide=st.booleans(),
)
def test_no_number_round_a_figure_is_proven(campus, language, at, n, wide):
    not_proven(campus, language, WRAPPED[language][at], _fullwidth(n) if wide else str(n))


def not_proven(campus, language, frame, turn):
    text = (frame % turn).replace("{{F}}", "{{ measured('shots', kestrel, '2025') }}")
    try:
        said = campus.sentences(text, language)
    except FalseReport:
        return
    assert "proven" not in {s.standing for s in said if s.refs}, text


def _fullwidth(n: int) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in str(n))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_other_name_of_the_registry_takes_a_figure(desk, data):
    entry = data.draw(st.sampled_from([e for e in desk.city.entries.values() if e.path != "sulf"]))
    language = data.draw(st.sampled_from(["en", "zh"]))
    name = data.draw(
        st.sampled_from([getattr(entry.name, language), f"{{{{ subject('{entry.path}') }}}}"])
    )
    assert desk.faults(
        f"Over the year {name} fired {SHOTS}." if language == "en" else f"{name}全年打靶{SHOTS}。",
        language,
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_harmless_neighbours_leave_a_proven_sentence_proven(desk, data):
    language = data.draw(st.sampled_from(["en", "zh"]))
    before, after = (data.draw(st.sampled_from(HARMLESS[language])) for _ in range(2))
    true = (
        f"Over the year SULF fired {SHOTS}." if language == "en" else f"羲和激光全年打靶{SHOTS}。"
    )
    space = " " if language == "en" else ""
    said = desk.sentences(f"{before}{space}{true}{space}{after}", language)
    assert [s.standing for s in said] == ["vouched", "proven", "vouched"]


@given(st.integers(0, 10**12))
def test_every_arabic_number_is_found_in_any_width(n):
    for text in (f"about {n} things", f"共{n}项", f"about {_fullwidth(n)} things"):
        assert [q.text for q in quantities(text) if q.weight == "quantity"][:1]


# --- the chapters ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_of_the_chapter_is_in_one_list(built, language):
    tree = built.tree(language)
    listed = {s["text"] for s in tree["sentences"] if s["kind"] == "sentence"}
    printed = [
        "".join(p["text"] for p in b["line"]) for b in tree["blocks"] if b["kind"] == "Paragraph"
    ]
    for paragraph in printed:
        rest = paragraph
        for text in sorted((t for t in listed if t in paragraph), key=len, reverse=True):
            rest = rest.replace(text, "", 1)
        assert not re.search(r"\w", rest), rest
    refs = {r["id"] for r in tree["refs"]}
    for s in tree["sentences"]:
        assert s["standing"] in ("proven", "quoted", "vouched")
        assert s["standing"] != "proven" or s["refs"] or s["source"]
        assert s["standing"] != "quoted" or s["source"]
        assert set(s["refs"]) <= refs
    assert {s["standing"] for s in tree["sentences"] if s["kind"] == "sentence"} == {
        "proven",
        "quoted",
        "vouched",
    }


def test_the_record_of_a_build_holds_the_lists_and_who_vouches(built):
    for language, kept in built.record["sentences"].items():
        assert kept["editor"] == built.tree(language)["editor"] != ""
        assert all(kept[x] for x in ("proven", "quoted", "vouched"))
        assert not any(
            s["figures"] for s in kept["vouched"] if not s["beyond"] and not s["numbers"]
        )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_lists_are_in_every_file(built, language):
    kept = built.record["sentences"][language]
    stem = built.folder / f"chapter-2023.{language}"
    page = Path(f"{stem}.html").read_text("utf-8")
    words = "\n".join(p.text for p in Document(f"{stem}.docx").paragraphs)
    rows = {
        row[4].value: row[0].value
        for row in load_workbook(f"{stem}.xlsx").worksheets[-1].iter_rows(min_row=2)
    }
    assert kept["editor"] in page
    assert kept["editor"] in words
    for standing in ("proven", "quoted", "vouched"):
        assert f'data-standing="{standing}"' in page
        assert all(s["text"] in words and s["text"] in rows for s in kept[standing])
        assert all(
            f"<h2>{escape(s['section'])}</h2>" in page for s in kept[standing] if s["section"]
        ), "alone it would not say whose it is"
    tree = json.loads((built.folder / f"tree.{language}.json").read_text("utf-8"))
    assert len(tree["sentences"]) == sum(
        len(kept[x]) + kept["rows"][x] for x in ("proven", "quoted", "vouched")
    )


def test_the_checker_looks_a_second_time_and_stops_a_false_number(account, city, tmp_path):
    source = Desk(account, city, 2023).source
    with at(city.locale):
        chapter = gather(
            source, load_definition(ROOT / "cities/zhangjiang/reports/chapter-2023"), "en"
        )
    faults, counts = second_look(chapter, account, city)
    assert faults == []
    assert counts["true"] >= 40
    false = Desk(account, city, 2023).report(
        "By the end of the year SSRF had executed 19,898 projects."
    )
    [fault], _ = second_look(false, account, city)
    assert fault.where == "trial/en.md:1"
    assert "17,898" in fault.rule
    folder = tmp_path / "city"
    (folder / "reports" / "trial").mkdir(parents=True)
    for p in (ROOT / "cities/zhangjiang").glob("*.yaml"):
        (folder / p.name).write_bytes(p.read_bytes())
    (folder / "districts.geojson").write_bytes(
        (ROOT / "cities/zhangjiang/districts.geojson").read_bytes()
    )
    (folder / "reports/trial/report.yaml").write_text(
        "id: trial\nyear: 2023\ntitle: {zh: 试, en: Trial}\nsubtitle: {zh: 试, en: Trial}\n",
        "utf-8",
    )
    for language in ("zh", "en"):
        (folder / f"reports/trial/{language}.md").write_text(
            "By the end of the year SSRF had executed 19,898 projects.\n", "utf-8"
        )
    with pytest.raises(FalseReport, match="checker"):
        build(account, folder, "trial", tmp_path / "out", guard=second_look)
    assert not list((tmp_path / "out").rglob("*.html"))
