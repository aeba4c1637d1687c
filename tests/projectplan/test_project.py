"""Networks, plans, forecasts and earned value of projects."""

from __future__ import annotations

import csv
import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from scicity.cli import app
from scicity.projectplan import (
    Activity,
    Actual,
    BadProject,
    Estimate,
    Link,
    Project,
    Risk,
    broken,
    checked,
    critical_path,
    earned_value,
    forecast,
    level,
    read_project,
    read_sm,
    text_of,
)

FILES = Path(__file__).parents[2] / "data" / "psplib"
BEST = {
    r["instance"]: (int(r["best_known"]), r["closed"] == "1")
    for r in csv.DictReader((FILES / "best_known.csv").open())
}
HOUSE = Project(
    "house",
    (
        Activity("dig", 3, {"crew": 1}),
        Activity("walls", 5, {"crew": 1}),
        Activity("roof", 2, {"crew": 1}),
        Activity("order", 4),
        Activity("done", 0),
    ),
    (
        Link("dig", "walls"),
        Link("walls", "roof"),
        Link("order", "roof", lag=1),
        Link("roof", "done"),
    ),
    {"crew": 1},
)


def test_the_critical_path_and_the_floats():
    found = critical_path(HOUSE)
    assert found.length == 10
    assert found.path == ("dig", "walls", "roof", "done")
    order = found.times["order"]
    assert (order.early_start, order.early_finish, order.late_start, order.total, order.free) == (
        0,
        4,
        3,
        3,
        3,
    )
    assert [t.activity for t in found.times.values() if t.critical] == [
        "dig",
        "walls",
        "roof",
        "done",
    ]


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    [
        ("FS", 0, 4),
        ("FS", 2, 6),
        ("FS", -1, 3),
        ("SS", 1, 1),
        ("FF", 0, 1),
        ("FF", 2, 3),
        ("SF", 5, 2),
    ],
)
def test_each_kind_of_link(kind, lag, start):
    p = Project("p", (Activity("a", 4), Activity("b", 3)), (Link("a", "b", kind, lag),))
    assert critical_path(p).times["b"].early_start == start
    assert broken(p, {"a": 0, "b": start - 1}) != []
    assert broken(p, {"a": 0, "b": start}) == []
    assert level(p, rounds=5).length == critical_path(p).length


@st.composite
def projects(draw):
    n = draw(st.integers(1, 3))
    acts = tuple(
        Activity(
            f"a{k}",
            draw(st.integers(0, 3)),
            {"r": draw(st.integers(0, 2))},
            earliest=draw(st.sampled_from([0, 0, 0, 2])),
        )
        for k in range(n)
    )
    links = tuple(
        Link(
            f"a{i}",
            f"a{j}",
            draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
            draw(st.integers(-1, 2)),
        )
        for j in range(n)
        for i in range(j)
        if draw(st.booleans())
    )
    return Project("p", acts, links, {"r": 2})


@given(projects())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_small_plans_are_the_shortest_of_all(p):
    found = level(p, None, workers=1, rounds=5)
    assert broken(p, found.starts) == []
    assert found.length == found.bound
    ends = []
    for starts in product(range(13), repeat=len(p.activities)):
        chosen = {a.id: s for a, s in zip(p.activities, starts, strict=True)}
        end = max(s + a.duration for s, a in zip(starts, p.activities, strict=True))
        if (not ends or end < min(ends)) and broken(p, chosen) == []:
            ends.append(end)
    assert found.length == min(ends)


@pytest.mark.parametrize("name", [n for n in BEST if n.startswith("j30")][:3])
def test_small_published_projects_reach_the_best_known(name):
    _is_best(name)


@pytest.mark.full
@pytest.mark.parametrize("name", [n for n in BEST if n.startswith("j30")][3:])
def test_all_small_published_projects_reach_the_best_known(name):
    _is_best(name)


def _is_best(name):
    p = read_project(FILES / name)
    found = level(p, 10)
    assert broken(p, found.starts) == []
    assert found.length == BEST[name][0]
    assert found.bound <= BEST[name][0]


@pytest.mark.full
def test_larger_published_projects_are_within_two_percent_on_average():
    over = []
    for name in (n for n in BEST if not n.startswith("j30")):
        p = read_project(FILES / name)
        found = level(p, 10)
        assert broken(p, found.starts) == []
        assert found.bound <= BEST[name][0]
        over.append(found.length / BEST[name][0] - 1)
    assert len(over) == 10
    assert sum(over) / len(over) <= 0.02


BAD = [
    (Project("p", (Activity("a", -1),)), "duration is -1"),
    (Project("p", (Activity("a", 1), Activity("a", 1))), "two of this name"),
    (Project("p", (Activity("a", 1, {"crane": 1}),)), "crane, which the project does not have"),
    (Project("p", (Activity("a", 1, {"crane": 3}),), (), {"crane": 2}), "of which there are 2"),
    (Project("p", (Activity("a", 1),), (Link("a", "b"),)), "no activity b"),
    (
        Project("p", (Activity("a", 1), Activity("b", 1)), (Link("a", "b"), Link("b", "a"))),
        "waits for itself",
    ),
    (Project("p", (Activity("a", 1, estimate=Estimate(3, 2, 1)),)), "least ≤ likely ≤ most"),
    (Project("p", (Activity("a", 1, earliest=-2),)), "cannot start before"),
]


@pytest.mark.parametrize(("p", "words"), BAD)
def test_what_cannot_be_planned_is_refused_by_name(p, words):
    for f in (checked, critical_path, level, forecast):
        with pytest.raises(BadProject, match=words):
            f(p)


def test_a_forecast_lies_where_arithmetic_puts_it():
    one = Project("p", (Activity("a", 5, estimate=Estimate(2, 5, 14)),))
    found = forecast(one, 40_000)
    assert found.mean == pytest.approx((2 + 4 * 5 + 14) / 6, rel=0.01)
    assert np.all((found.ends >= 2) & (found.ends <= 14))
    assert found.finish[10] < found.finish[50] < found.finish[90]
    assert found.chance(14) == 1
    assert forecast(one, 500, seed=3).mean == forecast(one, 500, seed=3).mean
    # two equal ways side by side end later than either alone
    two = Project(
        "p",
        (
            Activity("a", 5, estimate=Estimate(2, 5, 14)),
            Activity("b", 5, estimate=Estimate(2, 5, 14)),
        ),
    )
    assert forecast(two, 5000).mean > found.mean + 0.5


def test_risks_and_what_is_known_move_the_forecast():
    assert forecast(HOUSE, 100).mean == 10
    rain = Risk("rain", 0.5, 4, ("walls",))
    found = forecast(HOUSE, 20_000, risks=(rain,))
    assert found.mean == pytest.approx(12, abs=0.1)
    assert found.critical["order"] == 0
    assert found.critical["walls"] == 1
    late = forecast(HOUSE, 100, actual={"dig": Actual(0, finish=6)}, now=6)
    assert late.mean == 13
    begun = forecast(
        HOUSE,
        100,
        actual={"dig": Actual(0, 3), "order": Actual(0, 4), "walls": Actual(3, left=2)},
        now=7,
    )
    assert begun.mean == 11
    with pytest.raises(ValueError, match="no activity sea"):
        forecast(HOUSE, risks=(Risk("flood", 0.1, 1, ("sea",)),))
    with pytest.raises(ValueError, match="between 0 and 1"):
        forecast(HOUSE, risks=(Risk("flood", 2, 1, ("dig",)),))


def test_earned_value():
    p = Project("p", (Activity("a", 4, cost=100), Activity("b", 4, cost=200)), (Link("a", "b"),))
    found = earned_value(p, {"a": 0, "b": 4}, {"a": 1.0, "b": 0.25}, {"a": 120, "b": 80}, 6)
    assert (found.planned, found.earned, found.spent, found.budget) == (200, 150, 200, 300)
    assert found.schedule_index == 0.75
    assert found.at_completion == 400
    with pytest.raises(ValueError, match="between 0 and 1"):
        earned_value(p, {"a": 0, "b": 4}, {"a": 2}, {}, 1)


def test_the_commands(tmp_path):
    file = tmp_path / "house.json"
    file.write_text(text_of(HOUSE))
    assert read_project(file) == HOUSE
    run = CliRunner()
    assert "dig → walls → roof → done" in run.invoke(
        app, ["programme", "path", str(file)]
    ).output.replace("\n", " ")
    done = run.invoke(app, ["programme", "plan", str(file), "--out", str(tmp_path / "plan.json")])
    assert "proven the shortest" in done.output.replace("\n", " ")
    assert json.loads((tmp_path / "plan.json").read_text())["length"] == 10
    assert "100.0%" in run.invoke(app, ["programme", "forecast", str(file), "--due", "10"]).output
    file.write_text('{"id": "x", "activities": [{"id": "a", "duration": "long"}]}')
    bad = run.invoke(app, ["programme", "path", str(file)])
    assert bad.exit_code == 2
    assert "duration" in bad.output
    assert run.invoke(app, ["programme", "path", str(tmp_path / "none.sm")]).exit_code == 2
    with pytest.raises(BadProject, match="no part"):
        read_sm("nothing")
