"""The reference's conflicts are found by rule, a clean ledger has none, and each rule holds its
tongue when it should.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scicity.audit import Account, Series, account_of, audit
from scicity.connectors import indicators
from scicity.ledger import append
from scicity.metrics import Statement
from tests.conftest import ROOT

TABLE = ROOT / "data" / "machine" / "sls_beam_time_2016_2023.csv"


@pytest.fixture(scope="module")
def found(account, city):
    return audit(account_of(account, city))


@pytest.mark.parametrize(
    ("conflict", "rule", "statements"),
    [
        ("C1", "two-classes", {"F014", "F030"}),
        ("C2", "sum-against-list", {"F001", "F101", "F102"}),
        ("C3", "cumulative-beside-annual", {"F035", "F057", "F064"}),
        ("C4", "unlike-hours", {"F034", "F044", "F054", "F087"}),
        ("C5", "counts-overlap", {"F055", "F062"}),
        ("C6", "who-is-counted", {"F090"}),
        ("C6", "who-is-counted", {"F036"}),
        ("C7", "title-varies", {"F147", "F148"}),
        ("C8", "beyond-machine-hours", {"F034"}),
        ("C9", "beyond-machine-hours", {"F060"}),
        *(
            ("C10", "period-not-stated", {f})
            for f in ("F082", "F083", "F087", "F135", "F139", "F140")
        ),
    ],
)
def test_the_published_conflicts_are_found(found, conflict, rule, statements):
    assert any(
        f.rule == rule and statements <= {a.rpartition("#")[2] for a in f.evidence} for f in found
    ), conflict


def test_each_finding_speaks_both_languages(found):
    assert all(f.zh and f.en and "{" not in f.zh + f.en and f.evidence for f in found)


def test_a_clean_ledger_has_no_finding(ledger, city):
    assert audit(account_of(ledger, city)) == ()


def test_the_year_that_does_not_balance(ledger, city):
    how = indicators.IndicatorOptions("sls", "h", "sls-statistics", "Europe/Zurich")
    append(
        ledger,
        indicators.source_of(TABLE, how),
        indicators.read_indicators(TABLE, how),
        units=city.entries,
    )
    [finding] = audit(account_of(ledger, city))
    assert finding.rule == "balance"
    assert "2022" in finding.en
    assert "128 h" in finding.en


BASE = Statement(
    "S1",
    "d-2023",
    "sulf",
    "figure",
    "run_hours",
    "run_hours",
    {"zh": "运行机时", "en": "Run hours"},
    "3278",
    "",
    "",
    "hours",
    "exact",
    "2023",
    "2023-12-31",
    "system",
    "hours",
    "line 1",
    {"zh": "", "en": ""},
    False,
    "",
    "",
    False,
    "",
    "",
    1,
)


def rules_of(city, *statements, series=(), capacity=()):
    return [f.rule for f in audit(Account(city, statements, tuple(series), (), tuple(capacity)))]


@pytest.mark.parametrize(
    ("statements", "rule"),
    [
        ([BASE], None),
        ([replace(BASE, value="9000")], "beyond-machine-hours"),
        ([replace(BASE, value="8760")], None),
        (
            [
                BASE,
                replace(
                    BASE,
                    id="S2",
                    document="d-2024",
                    period="2024",
                    as_of="2024-12-31",
                    value="3000",
                ),
            ],
            None,
        ),
        (
            [
                BASE,
                replace(
                    BASE,
                    id="S2",
                    document="d-2024",
                    period="2024",
                    as_of="2024-12-31",
                    counting="station",
                ),
            ],
            "definition-changed",
        ),
        ([BASE, replace(BASE, id="S2", value="3300")], "two-values"),
        ([BASE, replace(BASE, id="S2", qualifier="over", value="3000")], None),
        (
            [
                replace(BASE, measure="sci_papers", value_unit="papers", value="10"),
                replace(BASE, id="S2", measure="cns_papers", value_unit="papers", value="12"),
            ],
            "part-exceeds-whole",
        ),
        (
            [replace(BASE, measure="young_share", metric="", value_unit="percent", value="80")],
            "share-of-what",
        ),
        (
            [
                replace(
                    BASE,
                    measure="young_share",
                    metric="",
                    value_unit="percent",
                    value="80",
                    share_of="workforce",
                )
            ],
            None,
        ),
    ],
)
def test_a_rule_fires_when_it_should_and_only_then(city, statements, rule):
    assert rules_of(city, *statements) == ([rule] if rule else [])


def test_core_hours_against_utilisation_and_capacity(city):
    hours = replace(
        BASE,
        unit="ssc",
        measure="core_hours",
        metric="core_hours",
        value_unit="core_hours",
        value="198776700",
    )
    share = replace(
        hours,
        id="S2",
        measure="cpu_utilisation_monthly_mean",
        metric="cpu_utilisation",
        value_unit="percent",
        value="87.74",
    )
    assert rules_of(city, hours, share, capacity=[("ssc", Fraction(25_862))]) == []
    assert rules_of(city, hours, share, capacity=[("ssc", Fraction(20_000))]) == [
        "core-hours-against-capacity"
    ]


def test_a_balance_needs_all_its_parts(city):
    whole = Series("sls", "total_beam_time", "h", "d", {"2020": Fraction(10)})
    parts = [
        Series("sls", n, "h", "d", {"2020": Fraction(v)})
        for n, v in (
            ("user_operation", 6),
            ("beamline_commissioning", 3),
            ("setup_and_development", 2),
        )
    ]
    assert rules_of(city, series=[whole, *parts[:2]]) == []
    assert rules_of(city, series=[whole, *parts]) == ["balance"]
