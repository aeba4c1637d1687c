"""Absurd input gets a clear error that names the thing; files go out and come back the same."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from scicity.cli import app
from scicity.scheduling import (
    BadProblem,
    Coupling,
    Effort,
    Group,
    Need,
    Option,
    Placement,
    Unit,
    checked,
    demo_city,
    problem_from,
    schema,
    solve,
    text_of,
)
from tests.scheduling.small import problem, run

GOOD = problem([run("X7", 5, 3), run("X8", 5, 3), run("X9", 5, 3)])


def _with(**changes):
    return replace(
        GOOD, experiments=(replace(GOOD.experiments[0], **changes), *GOOD.experiments[1:])
    )


BAD = {
    "negative shifts": (_with(options=(Option("A", (-2,)),)), "experiment X7", "1 slot or more"),
    "no shifts": (_with(options=(Option("A", ()),)), "experiment X7", "1 slot or more"),
    "unknown unit": (_with(options=(Option("Z", (2,)),)), "experiment X7", "unknown unit 'Z'"),
    "no unit": (_with(options=()), "experiment X7", "no unit can serve it"),
    "window before the cycle": (_with(windows=((-9, -2),)), "experiment X7", "outside the cycle"),
    "window backwards": (_with(windows=((6, 2),)), "experiment X7", "ends before it begins"),
    "unknown pool": (_with(needs=(Need("helium"),)), "experiment X7", "unknown pool 'helium'"),
    "negative value": (_with(value=-1), "experiment X7", "value -1"),
    "gap backwards": (_with(gap=(5, 2)), "experiment X7", "gap 5 to 2"),
    "circular couplings": (
        replace(
            GOOD,
            couplings=(
                Coupling("before", "X7", "X8"),
                Coupling("before", "X8", "X9"),
                Coupling("before", "X9", "X7"),
            ),
        ),
        "experiment X7",
        "in a circle",
    ),
    "coupled to itself": (
        replace(GOOD, couplings=(Coupling("before", "X8", "X8"),)),
        "experiment X8",
        "to itself",
    ),
    "coupled to nobody": (
        replace(GOOD, couplings=(Coupling("before", "X8", "gone"),)),
        "experiment gone",
        "no such experiment",
    ),
    "group of nobody": (
        replace(GOOD, groups=(Group("all", ("X8", "gone")),)),
        "experiment gone",
        "no such experiment",
    ),
    "twice": (replace(GOOD, experiments=GOOD.experiments[:1] * 2), "experiment X7", "2 times"),
    "locked off its slots": (
        replace(
            GOOD,
            units=(Unit("A", "lab", "always", 3), GOOD.units[1]),
            locked=(Placement("X7", "A", (1,)),),
        ),
        "experiment X7",
        "locked at",
    ),
    "no calendar": (
        replace(GOOD, units=(Unit("A", "lab", "gone"), GOOD.units[1])),
        "unit A",
        "unknown calendar",
    ),
    "no horizon": (replace(GOOD, horizon=0), "problem", "horizon"),
}


@pytest.mark.parametrize("name", BAD)
def test_absurd_problems_are_refused_by_name(name):
    p, where, words = BAD[name]
    with pytest.raises(BadProblem) as refused:
        checked(p)
    assert any(f.where == where and words in f.en and f.zh for f in refused.value.faults), str(
        refused.value
    )


def test_all_faults_are_told_at_once():
    p = replace(_with(value=-1), couplings=(Coupling("before", "X8", "X8"),))
    with pytest.raises(BadProblem) as refused:
        checked(p)
    assert {f.where for f in refused.value.faults} >= {"experiment X7", "experiment X8"}


def test_two_that_are_locked_at_one_time_are_refused_by_name():
    with pytest.raises(BadProblem, match="experiment X8"):
        solve(
            replace(GOOD, locked=(Placement("X7", "A", (0,)), Placement("X8", "A", (1,)))),
            Effort(rounds=1),
        )


def test_a_file_comes_back_as_it_was():
    for p in (GOOD, demo_city(experiments=50, days=40)):
        assert problem_from(text_of(p)) == p


def test_a_file_with_a_wrong_type_or_an_unknown_name_says_which_experiment():
    raw = json.loads(text_of(GOOD))
    raw["experiments"][1]["value"] = "much"
    raw["experiments"][2]["colour"] = "red"
    with pytest.raises(BadProblem) as refused:
        problem_from(json.dumps(raw))
    assert {f.where for f in refused.value.faults} == {"experiment X8", "experiment X9"}
    with pytest.raises(BadProblem, match="no JSON"):
        problem_from("{")


def test_the_schema_names_every_part():
    assert {"Experiment", "Unit", "Pool", "Coupling", "Exclusion"} <= set(schema()["$defs"])


def test_requests_and_resources_are_read_as_a_problem():
    raw = {
        "name": "telescopes",
        "horizon": 6,
        "resources": {"T1": [[0, 6]]},
        "requests": [
            {"id": 0, "dur": 2, "weight": 6, "grade": 3, "elig": ["T1"], "windows": [[0, 4]]},
            {"id": 1, "dur": 5, "weight": 5, "grade": 1, "elig": ["T1"], "windows": [[0, 6]]},
        ],
        "groups": [{"type": "oneof", "ids": [0, 1]}],
    }
    p = problem_from(json.dumps(raw))
    assert (p.experiments[0].value, p.groups[0].kind) == (6, "oneof")


def test_the_commands_solve_check_explain_and_replan(tmp_path):
    told = CliRunner()
    made = told.invoke(
        app,
        ["schedule", "demo-city", "--experiments", "150", "--seconds", "4", "--out", str(tmp_path)],
    )
    assert made.exit_code == 0, made.output
    assert "No schedule of this problem is worth more than" in made.output.replace("\n", " ")
    files = [str(tmp_path / "problem.json"), str(tmp_path / "schedule.json")]
    kept = told.invoke(app, ["schedule", "check", *files])
    assert kept.exit_code == 0
    assert "every rule is kept" in kept.output
    placements = json.loads((tmp_path / "schedule.json").read_text())["placements"]
    why = told.invoke(app, ["schedule", "explain", *files, placements[0]["experiment"]])
    assert "竞争者" in why.output
    again = told.invoke(
        app,
        [
            "schedule",
            "replan",
            *files,
            "--now",
            "50",
            "--facility",
            "synchrotron",
            "--from",
            "60",
            "--to",
            "90",
            "--seconds",
            "1",
            "--out",
            str(tmp_path / "after"),
        ],
    )
    assert again.exit_code == 0, again.output
    assert (
        told.invoke(
            app,
            [
                "schedule",
                "check",
                str(tmp_path / "after/problem.json"),
                str(tmp_path / "after/schedule.json"),
            ],
        ).exit_code
        == 0
    )
    placements[0]["starts"] = [x + 1 for x in placements[1]["starts"]]
    (tmp_path / "schedule.json").write_text(json.dumps({"placements": placements}))
    assert told.invoke(app, ["schedule", "check", *files]).exit_code == 1


def test_the_command_refuses_a_bad_file_by_name(tmp_path):
    (tmp_path / "bad.json").write_text(text_of(BAD["unknown unit"][0]))
    refused = CliRunner().invoke(
        app, ["schedule", "solve", str(tmp_path / "bad.json"), "--out", str(tmp_path / "out")]
    )
    assert refused.exit_code == 2
    assert "experiment X7" in refused.output
    assert not (tmp_path / "out").exists()
