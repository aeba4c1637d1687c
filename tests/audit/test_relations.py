"""The audit of any city: every kind of contradiction is found in both languages, and clean accounts
have none.
"""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import count

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from scicity.audit import Account, Series, account_of, audit
from scicity.audit.account import asked_of
from scicity.audit.measured import figures_beside
from scicity.cli import app
from scicity.ledger import Batch, Source, append
from scicity.metrics import Statement
from scicity.registry import City, Entry, Name

NUMBER = count()


def entry(path, kind, **more):
    return Entry(path, kind, Name(f"{path}处", path.title()), stage="operation", **more)


ENTRIES = [
    entry("town", "city"),
    entry("ring", "facility", since="2010-01"),
    entry("ring/b1", "unit"),
    entry("ring/b2", "unit"),
    entry("lab", "facility", machines=3),
    entry("lab/x", "unit"),
    entry("lab/y", "unit"),
    entry("group", "cluster", members=("ring", "lab")),
    entry("abroad", "facility", guest=True),
]
CITY = City(Name("小城", "Small City"), "Europe/Lisbon", {}, {e.path: e for e in ENTRIES})


def said(
    measure,
    value,
    unit,
    *,
    of="ring",
    period="2021",
    as_of="2021-12-31",
    document="d",
    counting="system",
    qualifier="exact",
    high="",
    metric="",
    titles=None,
):
    name = f"S{next(NUMBER)}"
    return Statement(
        name,
        document,
        of,
        "figure",
        measure,
        metric,
        titles or {"zh": f"题{measure}", "en": f"title of {measure}"},
        str(value),
        "",
        high,
        unit,
        qualifier,
        period,
        as_of,
        counting,
        "persons",
        "line 1",
        {"zh": "", "en": ""},
        False,
        "",
        "",
        False,
        "x",
        "",
        1,
    )


def found(*statements, series=(), moment=0, city=CITY):
    return [f for f in audit(Account(city, statements, tuple(series), moment=moment)) if not f.note]


def rules(*statements, **more):
    return sorted(f.rule for f in found(*statements, **more))


KINDS = [
    # parts above wholes, whatever the spelling
    (
        "part-exceeds-whole",
        [said("effective_hours", 410, "台时"), said("run_hours", 400, "instrument-h")],
    ),
    (
        "part-exceeds-whole",
        [said("external_service_hours", 410, "h"), said("run_hours", 400, "小时")],
    ),
    ("part-exceeds-whole", [said("unique_users", 70, "人"), said("person_visits", 60, "人次")]),
    (
        "part-exceeds-whole",
        [said("onsite_users", 70, "persons"), said("person_visits", 60, "visits")],
    ),
    (
        "part-exceeds-whole",
        [said("delivered_user_time", 4100, "h"), said("scheduled_user_time", 4000, "hours")],
    ),
    ("part-exceeds-whole", [said("cns_papers", 9, "papers"), said("papers", 8, "articles")]),
    (
        "part-exceeds-whole",
        [said("settlement_batches", 9, "批"), said("settlement_persons", 8, "人")],
    ),
    (
        "part-exceeds-whole",
        [said("unique_users", 70, "人"), said("person_visits", 60, "人次", qualifier="at_most")],
    ),
    (
        "part-exceeds-whole",
        [
            said("f17", 410, "h", titles={"zh": "有效机时", "en": "x"}),
            said("f18", 400, "h", titles={"zh": "x", "en": "Run hours"}),
        ],
    ),
    (
        "part-exceeds-whole",
        [said("our_users", 70, "人", metric="unique_users"), said("person_visits", 60, "人次")],
    ),
    # limits
    ("out-of-range", [said("uptime", 104, "percent")]),
    ("out-of-range", [said("beam_quality_share", 130, "%")]),
    ("out-of-range", [said("sharing_rate", 101, "百分比")]),
    ("out-of-range", [said("person_visits", -3, "visits")]),
    ("beyond-machine-hours", [said("run_hours", 8761, "h")]),
    ("beyond-machine-hours", [said("run_hours", 8761, "小时")]),
    ("beyond-machine-hours", [said("user_time", 2200, "hours", period="2021-Q1")]),
    ("beyond-machine-hours", [said("run_hours", 3 * 8760 + 1, "台时", of="lab")]),
    ("beyond-machine-hours", [said("anything_hours", 9000, "h")]),
    # over time
    (
        "cumulative-falls",
        [
            said("papers", 50, "papers", period="cumulative"),
            said("papers", 49, "papers", period="cumulative", as_of="2022-12-31", document="e"),
        ],
    ),
    (
        "cumulative-falls",
        [
            said("theses", 50, "papers", period="cumulative"),
            said("theses", 49, "papers", period="cumulative", as_of="2022-12-31", document="e"),
        ],
    ),
    (
        "year-above-cumulative",
        [said("person_visits", 50, "人次"), said("person_visits", 40, "人次", period="cumulative")],
    ),
    (
        "periods-against-whole",
        [
            said("person_visits", 1000, "visits"),
            *(said("person_visits", 400, "visits", period=f"2021-Q{q}") for q in (1, 2, 3, 4)),
        ],
    ),
    (
        "periods-against-whole",
        [
            said("person_visits", 1000, "visits"),
            *(said("person_visits", 200, "visits", period=f"2021-Q{q}") for q in (1, 2, 3, 4)),
        ],
    ),
    (
        "periods-against-whole",
        [said("core_hours", 100, "核小时"), said("core_hours", 120, "core-h", period="2021-07")],
    ),
    (
        "periods-against-whole",
        [said("unique_users", 90, "人"), said("unique_users", 100, "人", period="2021-H1")],
    ),
    (
        "periods-against-whole",
        [
            said("unique_users", 90, "人"),
            *(said("unique_users", 20, "人", period=p) for p in ("2021-H1", "2021-H2")),
        ],
    ),
    (
        "periods-against-whole",
        [
            said("sharing_rate", 50, "%"),
            *(
                said("sharing_rate", v, "%", period=p)
                for v, p in ((60, "2021-H1"), (70, "2021-H2"))
            ),
        ],
    ),
    (
        "hundredfold",
        [
            said("papers", 40, "papers"),
            said("papers", 4100, "papers", period="2022", as_of="2022-12-31"),
        ],
    ),
    (
        "hundredfold",
        [
            said("workforce", 40, "人", period="cumulative"),
            said("workforce", 4000, "人", period="cumulative", as_of="2022-12-31"),
        ],
    ),
    ("future-period", [said("papers", 40, "papers", period="2023")]),
    # whole and parts of the registry
    (
        "parts-exceed-whole",
        [
            said("run_hours", 4000, "h", of="lab"),
            said("run_hours", 2500, "h", of="lab/x"),
            said("run_hours", 2500, "h", of="lab/y"),
        ],
    ),
    (
        "parts-exceed-whole",
        [
            said("projects_executed", 50, "projects", of="town"),
            said("projects_executed", 51, "projects"),
        ],
    ),
    (
        "parts-exceed-whole",
        [
            said("person_visits", 50, "人次", of="group"),
            said("person_visits", 30, "人次"),
            said("person_visits", 30, "人次", of="lab"),
        ],
    ),
    (
        "parts-exceed-whole",
        [
            said("person_visits", 50, "人次", of="town"),
            said("person_visits", 40, "人次", of="group"),
            said("person_visits", 60, "人次", of="lab/x"),
        ],
    ),
    # shares and means against what they divide
    (
        "ratio-against-parts",
        [
            said("scheduled_user_time", 5000, "h"),
            said("downtime", 500, "小时"),
            said("availability", 99, "percent"),
        ],
    ),
    (
        "ratio-against-parts",
        [
            said("user_time", 5000, "h"),
            said("delivered_user_time", 4500, "h"),
            said("availability", "95.0", "%"),
        ],
    ),
    (
        "ratio-against-parts",
        [
            said("effective_hours", 400, "h"),
            said("external_service_hours", 100, "h"),
            said("sharing_rate", 40, "%"),
        ],
    ),
    (
        "ratio-against-parts",
        [
            said("queue_wait_total", 400, "h"),
            said("jobs_started", 100, "个作业"),
            said("queue_wait_mean", 5, "h"),
        ],
    ),
    # twice
    ("two-values", [said("papers", 300, "papers"), said("papers", 320, "articles")]),
    ("two-values", [said("data_volume", 300, "TB"), said("data_volume", 320_000, "GB")]),
    ("two-values", [said("unique_users", 300, "人"), said("users", 320, "people")]),
    ("two-units", [said("beam_dose", 300, "papers"), said("beam_dose", 320, "shots")]),
    ("period-twice", [said("papers", 300, "papers"), said("papers", 300, "papers")]),
    # not understood
    ("not-understood", [said("papers", 300, "furlongs")]),
    ("not-understood", [said("run_hours", 300, "人次")]),
    ("not-understood", [said("efective_hours", 300, "h")]),
    (
        "sum-against-list",
        [
            said("user_time", 5000, "h"),
            said("scheduled_user_time", 4000, "h"),
            said("reserve_time", 1100, "h"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("rule", "statements"), KINDS, ids=[f"{r}-{i}" for i, (r, _) in enumerate(KINDS)]
)
def test_each_kind_is_found_with_its_values_in_both_languages(rule, statements):
    found_here = found(*statements)
    assert rule in {f.rule for f in found_here}
    [f, *_] = [f for f in found_here if f.rule == rule]
    assert f.zh
    assert f.en
    assert "{" not in f.zh + f.en
    assert f.evidence
    assert f.documents
    assert f.label["zh"]
    assert f.values
    assert f.periods


FINE = [
    [
        said("delivered_user_time", 4100, "h"),
        said("scheduled_user_time", 4000, "h"),
        said("reserve_time", 300, "h"),
    ],
    [
        said("effective_hours", 410, "台时"),
        said("run_hours", 400, "instrument-h", period="2022", as_of="2022-12-31"),
    ],
    [said("effective_hours", 410, "h", qualifier="nearly"), said("run_hours", 400, "h")],
    [
        said("unique_users", 70, "人", qualifier="over"),
        said("person_visits", 60, "人次", qualifier="over"),
    ],
    [
        said("output_growth", 130, "%"),
        said("x", 120, "%", titles={"zh": "同比增长", "en": "Growth on the year"}),
    ],
    [said("availability_after_compensation", 102, "%")],
    [said("run_hours", 3 * 8760, "h", of="lab"), said("station_hours", 2 * 8760, "站时")],
    [
        said("workforce", 50, "人", period="cumulative"),
        said("workforce", 49, "人", period="cumulative", as_of="2022-12-31", document="e"),
    ],
    [
        said("companies", 50, "companies", period="cumulative"),
        said("companies", 49, "companies", period="cumulative", as_of="2022-12-31", document="e"),
    ],
    [
        said("biobank_tubes", 50, "管", period="cumulative"),
        said("biobank_tubes", 49, "管", period="cumulative", as_of="2022-12-31", document="e"),
    ],
    [
        said("unique_users", 90, "人"),
        *(said("unique_users", 60, "人", period=f"2021-Q{q}") for q in (1, 2, 3, 4)),
    ],
    [
        said("person_visits", 1000, "visits"),
        *(said("person_visits", 300, "visits", period=f"2021-Q{q}") for q in (1, 2, 3)),
    ],
    [
        said("core_hours", "1000.0", "core-h"),
        *(said("core_hours", "333.3", "core-h", period=p) for p in ("2021-Q1", "2021-Q2")),
        said("core_hours", "333.4", "core-h", period="2021-H2"),
    ],
    [
        said("delivered_user_time", 5000, "h"),
        said("delivered_user_time", 4900, "h", of="ring/b1"),
        said("delivered_user_time", 4800, "h", of="ring/b2"),
    ],
    [
        said("projects_executed", 50, "projects", of="town"),
        said("projects_executed", 40, "projects"),
        said("projects_executed", 40, "projects", of="lab"),
    ],
    [
        said("projects_executed", 50, "projects", of="town"),
        said("projects_executed", 90, "projects", of="abroad"),
    ],
    [
        said("scheduled_user_time", 5000, "h"),
        said("downtime", 200, "h"),
        said("availability", "96.1", "%"),
    ],
    [
        said("user_time", 5000, "h"),
        said("delivered_user_time", 4523, "h"),
        said("availability", "90.5", "%"),
    ],
    [said("papers", 40, "papers"), said("papers", 39, "papers", of="lab")],
    [
        said("our_visits", 40, "人次", metric="person_visits"),
        said("unique_users", 50, "人"),
    ],  # the visits of some
    [said("downtime", 1, "h"), said("downtime", 130, "h", period="2022", as_of="2022-12-31")],
    [
        said("run_hours", 300, "h"),
        said("run_hours", 300, "台时", counting="instrument", period="2022", as_of="2022-12-31"),
    ],
    [said("papers", 300, "papers", document="e"), said("papers", 300, "papers")],
]


@pytest.mark.parametrize("statements", FINE, ids=range(len(FINE)))
def test_what_may_be_true_is_left_alone(statements):
    assert found(*statements) == []


def test_levels_that_differ_are_told_and_not_accused():
    part, whole = (
        said("effective_hours", 9000, "station-h", of="lab"),
        said("run_hours", 5000, "h", of="lab", counting="ring"),
    )
    assert "part-exceeds-whole" not in rules(part, whole)
    told = [f for f in audit(Account(CITY, (part, whole), ())) if f.rule == "levels-differ"]
    assert told[0].note
    assert "station" in told[0].en
    assert "实验站" in told[0].zh
    units = [
        said("run_hours", 3000, "h", of="lab", counting="ring"),
        said("run_hours", 4000, "台时", of="lab/x"),
        said("run_hours", 4000, "台时", of="lab/y"),
    ]
    assert rules(*units) == []
    assert "parts-at-other-levels" in {f.rule for f in audit(Account(CITY, tuple(units), ()))}


def column(name, values, unit="h", twice=()):
    return Series(
        "ring",
        name,
        unit,
        "t.csv",
        {k: Fraction(v) for k, v in values.items()},
        tuple((y, Fraction(v)) for y, v in twice),
    )


@pytest.mark.parametrize(
    ("rule", "series"),
    [
        ("two-values", [column("user_time", {"2019": 4000}, twice=[("2019", 4100)])]),
        ("period-twice", [column("user_time", {"2019": 4000}, twice=[("2019", 4000)])]),
        ("out-of-range", [column("downtime", {"2019": -1})]),
        (
            "out-of-range",
            [column("可用率", {"2019": 104}, "%"), column("availability", {"2019": 104}, "%")],
        ),
        ("beyond-machine-hours", [column("user_time", {"2019": 8761}, "小时")]),
        (
            "balance",
            [
                column("user_time", {"2019": 400}),
                column("scheduled_user_time", {"2019": 300}),
                column("reserve_time", {"2019": 99}),
            ],
        ),
        (
            "part-exceeds-whole",
            [column("用户数", {"2019": 400}, "人"), column("服务人次", {"2019": 300}, "人次")],
        ),
        ("hundredfold", [column("person_visits", {"2019": 5, "2020": 600}, "visits")]),
        ("future-period", [column("person_visits", {"2031": 5}, "visits")]),
        ("not-understood", [column("zzz", {"2019": 5})]),
    ],
)
def test_tables_are_held_to_the_same(rule, series):
    assert rule in rules(series=series, moment=1_700_000_000_000_000)


def test_a_table_on_the_command_line_says_its_units_itself(tmp_path):
    table = tmp_path / "beams.csv"
    table.write_text(
        "year,用户时间 (小时),wobble,availability\n2019,9000,3,99\n2020,10,4,101\n", "utf-8"
    )
    run = CliRunner().invoke(app, ["audit", str(table), "--format", "json"])
    told = {(f["rule"], *f["periods"]) for f in json.loads(run.output)}
    assert ("beyond-machine-hours", "2019") in told
    assert ("out-of-range", "2020") in told
    assert "wobble" in next(
        f["en"] for f in json.loads(run.output) if f["rule"] == "not-understood"
    )
    strict = CliRunner().invoke(app, ["audit", str(table), "--strict"])
    assert strict.exit_code == 1


def visits(unit, year, number):
    start = 1_609_459_200  # 2021-01-01 in UTC
    rows = [
        {
            "line": i,
            "unit": unit,
            "start": start + 86400 * i,
            "end": start + 86400 * i + 3600,
            "visit": f"{unit}-{i}",
            "person": f"p{i}",
            "mode": "onsite",
        }
        for i in range(number)
    ]
    return Batch("visits", pl.DataFrame(rows))


def test_what_is_declared_is_held_to_what_was_recorded(ledger):
    append(ledger, Source("v", "0" * 64, "visits"), [visits("ring", 2021, 30)], units=CITY.entries)
    read = account_of(ledger, CITY)
    few, more = said("person_visits", 12, "人次"), said("person_visits", 30, "visits")
    users = said("unique_users", 10, "人")

    def of(*statements):
        made = replace(read, statements=statements)
        return {
            f.rule
            for f in audit(
                replace(made, figures=figures_beside(ledger, CITY, asked_of(made), read.moment))
            )
            if not f.note
        }

    assert of(few) == {
        "declared-against-measured",
        "part-exceeds-whole",
    }  # more people were seen than visits are declared
    assert of(more) == set()
    assert (
        of(said("person_visits", 12, "人次", period="2024", as_of="2024-12-31")) == set()
    )  # no records of that year: nothing is known
    assert "declared-against-measured" in of(users)
    # a year of which the records cover a month: fewer than the declared ones prove nothing, more do
    assert of(said("person_visits", 400, "visits")) == set()
    ledger_says = said("person_visits", 400, "visits", period="2021-01-02", as_of="2021-01-02")
    assert of(ledger_says) == {"declared-against-measured"}


@st.composite
def clean(draw):
    """A made-up account of a ring, a lab and their town that holds together."""
    statements, visits_to_date = [], 0
    for year in range(2018, 2018 + draw(st.integers(1, 3))):
        whole = {"period": str(year), "as_of": f"{year}-12-31"}
        scheduled, reserve = draw(st.integers(1000, 7000)), draw(st.integers(50, 500))
        down = draw(st.integers(100, scheduled // 3))
        user = scheduled + reserve
        hours = draw(st.sampled_from(["h", "hours", "小时"]))
        statements += [
            said(m, v, hours, **whole)
            for m, v in (
                ("scheduled_user_time", scheduled),
                ("reserve_time", reserve),
                ("user_time", user),
                ("downtime", down),
                ("delivered_user_time", user - down),
            )
        ]
        statements.append(
            said(
                "availability",
                round(Fraction(user - down, user) * 100, 2).limit_denominator(100).__float__(),
                "%",
                **whole,
            )
        )
        quarters = draw(st.lists(st.integers(50, 200), min_size=4, max_size=4))
        for i, v in enumerate(quarters, 1):
            statements.append(
                said(
                    "person_visits",
                    v,
                    draw(st.sampled_from(["人次", "visits"])),
                    period=f"{year}-Q{i}",
                    as_of=f"{year}-12-31",
                )
            )
        in_lab = draw(st.integers(50, 300))
        visits_to_date += sum(quarters)
        statements += [
            said("person_visits", sum(quarters), "person-visits", **whole),
            said("person_visits", in_lab, "visits", of="lab", **whole),
            said(
                "person_visits",
                sum(quarters) + in_lab + draw(st.integers(0, 9)),
                "人次",
                of="town",
                **whole,
            ),
            said(
                "person_visits",
                visits_to_date,
                "visits",
                period="cumulative",
                as_of=f"{year}-12-31",
            ),
            said("unique_users", draw(st.integers(50, sum(quarters))), "人", **whole),
        ]
        run, other = draw(st.integers(1000, 8000)), draw(st.integers(1000, 8000))
        effective = draw(st.integers(500, run + other))
        statements += [
            said("run_hours", run, "台时", of="lab/x", **whole),
            said("run_hours", other, "instrument-h", of="lab/y", **whole),
            said("run_hours", run + other, "h", of="lab", counting="instrument", **whole),
            said("effective_hours", effective, "台时", of="lab", **whole),
        ]
    return statements


@settings(max_examples=25, deadline=None)
@given(clean())
def test_nothing_is_found_in_a_clean_account(statements):
    assert [f.en for f in found(*statements)] == []


@settings(max_examples=25, deadline=None)
@given(clean(), st.data())
def test_a_slip_in_a_clean_account_is_found(statements, data):
    """A value a thousand times too large contradicts something, whichever it is, unless nothing is
    known beside it.
    """
    at = data.draw(
        st.sampled_from(
            [i for i, s in enumerate(statements) if s.unit != "town" and s.period != "cumulative"]
        )
    )
    wrong = replace(statements[at], value=str(Fraction(statements[at].value) * 1000 + 1))
    if Fraction(statements[at].value) > 0:
        assert found(*statements[:at], wrong, *statements[at + 1 :])


def test_a_city_has_rules_of_its_own(tmp_path):
    (tmp_path / "audit.yaml").write_text(
        "- {id: ours, label: {zh: 我, en: ours}, check: period_not_stated, with: {}, zh: '{name}',"
        " en: '{name}'}\n",
        "utf-8",
    )
    city = replace(CITY, folder=tmp_path)
    assert "ours" in {
        f.rule
        for f in audit(
            Account(city, (replace(said("papers", 3, "papers"), period_assumed=True),), ())
        )
    }
    (tmp_path / "audit.yaml").write_text("- {id: ours, check: no_such}\n", "utf-8")
    with pytest.raises(ValueError, match=r"audit\.yaml: a rule needs"):
        audit(Account(city, (), ()))
