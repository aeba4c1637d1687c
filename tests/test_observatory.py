"""Targets: what follows from readings, and what does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.metrics import statements
from scicity.observatory import Reading, Target, outlook, policies_of, readings_of, targets_of

DUE = date(2025, 12, 31)


def target(goal=100.0, direction="up"):
    return Target(
        "d#1", "x", "m", {"zh": "目标", "en": "target"}, "things", goal, DUE, None, direction, None
    )


def yearly(*values, first=2020):
    return [Reading(date(first + k, 12, 31), v, v, f"d#{k}") for k, v in enumerate(values)]


def test_a_pace_that_is_enough_is_on_course_and_another_is_behind():
    good = outlook(target(95), yearly(50, 60, 71, 80), date(2024, 6, 30))
    assert good.state == "on course"
    assert good.chance > 0.8
    assert good.forecast[0] < good.forecast[1] < good.forecast[2]
    assert good.needed == pytest.approx(15 / ((DUE - date(2024, 6, 30)).days / 365.25))
    poor = outlook(target(), yearly(50, 51, 53, 53), date(2024, 6, 30))
    assert poor.state == "behind"
    assert poor.chance < 0.05


def test_a_straight_line_is_foretold_without_error():
    found = outlook(target(100), yearly(50, 60, 70, 80), date(2024, 1, 1))
    assert found.forecast[1] == pytest.approx(100, abs=0.2)
    assert found.part == pytest.approx(0.6)
    assert found.pace == pytest.approx(10, rel=1e-2)


def test_no_chance_is_invented_from_too_few_readings():
    assert outlook(target(), [], date(2024, 1, 1)).state == "no readings"
    one, two = (outlook(target(), yearly(*v), date(2024, 1, 1)) for v in ((50,), (50, 60)))
    assert one.chance is two.chance is None
    assert one.state == "uncertain"
    assert outlook(target(None), yearly(50, 60, 70), date(2024, 1, 1)).state == "in words"


def test_reached_and_missed_are_told_from_the_record_alone():
    assert outlook(target(), yearly(90, 105), date(2024, 1, 1)).state == "reached"
    assert outlook(target(), yearly(90, 95), date(2026, 1, 1)).state == "missed"
    assert outlook(target(direction="down"), yearly(120, 95), date(2024, 1, 1)).state == "reached"
    assert outlook(target(), yearly(90, 105), date(2021, 6, 1)).state != "reached"


@given(
    st.lists(st.floats(0, 1000), min_size=1, max_size=8), st.floats(1, 1000), st.integers(0, 4000)
)
def test_a_higher_goal_is_never_likelier(values, goal, days):
    today = date(2020, 12, 31) + timedelta(days=days)
    low, high = (
        outlook(target(goal), yearly(*values, first=2015), today),
        outlook(target(goal + 10), yearly(*values, first=2015), today),
    )
    if low.chance is not None and high.chance is not None:
        assert high.chance <= low.chance + 1e-9
        assert 0 <= low.chance <= 1
    if high.state == "reached":
        assert low.state == "reached"


def test_the_chapter_s_targets_and_policies_are_all_there(account):
    found = statements(account)
    targets = targets_of(found)
    assert len(targets) == sum(s.kind == "target" for s in found) > 20
    assert {t.due for t in targets} == {DUE}
    numbers = {t.measure: t.goal for t in targets if t.goal is not None}
    assert numbers["high_quality_incubators"] == 20
    assert numbers["talent_headcount"] == 800_000
    assert all(t.statement.interval is None for t in targets if t.goal is None)
    policies = policies_of(found)
    assert len({subject for subject, *_ in policies}) == len(policies)
    assert (
        sum(len(measures) for _, measures, _ in policies)
        == sum(s.kind == "policy" for s in found)
        > 10
    )
    assert any(aims for *_, aims in policies)
    # the chapter gives targets and no readings of them: nothing may be said to be on course
    assert {outlook(t, readings_of(t, found), date(2024, 1, 1)).state for t in targets} <= {
        "no readings",
        "in words",
    }
