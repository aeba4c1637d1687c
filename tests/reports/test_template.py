"""What a template may not say: unborne qualifiers, unproven ranks, unlike comparisons.

Every fault is named at once.
"""

from __future__ import annotations

import shutil
from fractions import Fraction

import pytest

from scicity.audit import account_of, audit
from scicity.ledger import last_recorded
from scicity.reports import FalseReport, ReportError, Source, build, gather, load_definition
from tests.conftest import ROOT

CITY = ROOT / "cities" / "zhangjiang"


@pytest.fixture
def write(account, city, tmp_path):
    """Gather a report from a template's text in one language."""
    source = Source(account, city, last_recorded(account), audit(account_of(account, city)))

    def gathered(text: str, language="en"):
        folder = tmp_path / "reports" / "t"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(CITY / "reports" / "chapter-2023" / "report.yaml", folder / "report.yaml")
        for lang in ("zh", "en"):
            (folder / f"{lang}.md").write_text(text, "utf-8")
        return gather(source, load_definition(folder), language)

    return gathered


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SSRF and its 27 beamlines have so far executed {{ ssrf.projects_executed }}.",
            "'27' is a number without a figure",
        ),
        (
            "SSRF与其三个线站累计执行课题{{ ssrf.projects_executed }}。",
            "'三个' is a number without a figure",
        ),
        ("It is the largest in the world.", "'largest' claims a rank"),
        ("这是国内首个装置。", "'首个' claims a rank"),
        ("{{ photon.claim_largest_in_world }}", "claim without evidence"),
        (
            "{{ ssrf.cns_papers | over(180) }}",
            "“over 180 papers” is not borne by ssrf.cns_papers, which is over 170 papers",
        ),
        ("{{ ssrf.cns_papers | nearly(200) }}", "not borne"),
        ("{{ aicompute.organisations_tested | at_least(40) }}", "not borne"),
        ("{{ ssrf.projects_executed | nearly(17000) }}", "not borne"),
        ("{{ tiles(ssrf.cns_papers | over(180)) }}", "not borne"),
        ("{{ tiles(sulf.claim_first_10pw_for_physics) }}", "claim without evidence"),
        ("{{ ssrf.projects_executed | under(90000) }}", "says less than its first digit"),
        ("{{ ssrf.cns_papers | over | nearly }}", "qualified twice"),
        ("{{ ssrf.beamline_count }}", "has no 'beamline_count'"),
        ("{{ ssrf.person_visits | ovr(3) }}", "No filter named 'ovr'"),
        ("{{ change(ssrf.person_visits, nfps_bl.person_visits) }}", "one is cumulative"),
        ("{{ change(sulf.run_hours, nfps_sys.run_hours) }}", "count at different levels"),
        ("{{ most(nfps_bl.projects_executed, ssrf.projects_executed) }}", "cannot be ranked"),
        ("A figure: {{ facts(ssrf) }}", "stands in a line of its own"),
        ("{{ entries(stage='finished') }}", "is not a stage"),
        (
            "{{ measured('compute_users', subject('gaia'), '2014-05-24') | over(2) }}",
            "is not a number",
        ),  # too few people: its value is not told
        ("{{ measured('core_hour', subject('gaia'), '2014') }}", "There is no metric"),
    ],
)
def test_a_false_sentence_is_not_built(write, text, message):
    with pytest.raises(FalseReport) as fault:
        write(text)
    assert message in str(fault.value)


def test_all_faults_are_told_at_once_with_their_lines_and_sentences(write):
    with pytest.raises(FalseReport) as fault:
        write(
            "SSRF did well. So far {{ ssrf.cns_papers | over(180) }} were published.\n\nSULF is"
            " unrivalled.\n"
        )
    assert [(f.where, f.sentence) for f in fault.value.faults] == [
        ("chapter-2023/en.md:1", "So far over 180 papers were published."),
        ("chapter-2023/en.md:3", "SULF is unrivalled."),
    ]


def test_a_small_count_of_people_is_said_as_such_and_never_told(write):
    report = write(
        "{% set few = measured('compute_users', subject('gaia'), '2014-05-24') %}Users of the {{"
        " subject('gaia') }} on {{ period(few) }}: {{ few }}."
    )
    assert report.blocks[0].line[1].text == "too few people to tell"
    assert [(r.value, r.shown) for r in report.refs] == [("withheld", "too few people to tell")]


def test_an_expression_that_fails_names_its_line(write):
    with pytest.raises(FalseReport, match=r"en\.md:3"):
        write("Fine.\n\n{{ ssrf.nothing }}\n")


def test_comparisons_are_computed(write):
    report = write(
        "{% set july = measured('core_hours', subject('gaia'), '2014-07') %}{% set june ="
        " measured('core_hours', subject('gaia'), '2014-06') %}In {{ period(july) }} the core-hours"
        " of the {{ subject('gaia') }} were {{ change(july, june) }} on {{ period(june) }}.\n\nIn"
        " {{ period(june) }} the {{ subject('gaia') }} delivered {{ times(june, july) }} the"
        " core-hours of {{ period(july) }}."
    )
    change, times = report.blocks[0].line[1], report.blocks[1].line[1]
    assert change.text.startswith(("down", "up"))
    assert times.text.endswith(" times")
    refs = {r.id: r for r in report.refs}
    july, june = (float(Fraction(refs[k].value)) for k in refs if refs[k].status == "measured")
    assert change.text == f"{'up' if july > june else 'down'} {abs(july - june) / june * 100:.0f}%"
    assert {s.standing for s in report.sentences if s.kind == "sentence"} == {"proven"}


def test_a_comparison_names_both_periods(write):
    with pytest.raises(FalseReport, match="2014-07, which is not the report’s year"):
        write(
            "The core-hours of the {{ subject('gaia') }} were {{ change(measured('core_hours',"
            " subject('gaia'), '2014-07'), measured('core_hours', subject('gaia'), '2014-06')) }}."
        )


def test_a_rank_names_its_comparison_and_what_was_compared(write):
    text = (
        write("{{ most(nfps_bl.projects_executed, nfps_sys.projects_executed) }}.")
        .blocks[0]
        .line[0]
        .text
    )
    assert (
        text == "NFPS seven systems and animal facility has the most (Projects executed), "
        "among NFPS seven systems and animal facility, NFPS beamlines."
    )


def test_a_report_that_is_false_writes_nothing(account, tmp_path):
    city = tmp_path / "city"
    shutil.copytree(CITY, city)
    (city / "reports" / "chapter-2023" / "en.md").write_text(
        "SSRF has executed {{ ssrf.projects_executed }} in 9 lives.", "utf-8"
    )
    with pytest.raises(FalseReport):
        build(account, city, "chapter-2023", tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.*"))


def test_a_report_that_is_missing_names_those_there_are(account, tmp_path):
    with pytest.raises(ReportError, match="chapter-2023"):
        build(account, CITY, "chapter-1999", tmp_path)
