"""Why not: the fewest rules that leave no start, each of them needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scicity.scheduling import (
    Calendar,
    Closure,
    Effort,
    Group,
    Need,
    Placement,
    Pool,
    Schedule,
    Unit,
    clashes,
    competed,
    demo_city,
    moved_closures,
    solve,
    validate,
    what_if,
    why_not,
)
from tests.scheduling.small import problem, run

ONE = [Unit("A", "lab", "always")]


def _kinds(reason):
    return {k for k, _ in reason.rules}


def test_each_reason_is_named():
    full = Schedule((Placement("x", "A", (0,)),))
    cases = {
        frozenset({"calendar"}): problem(
            [run("y", 5, 4)],
            [Unit("A", "lab", "run")],
            6,
            calendars=(Calendar("run", ((0, 6),), (Closure("shutdown", 2, 4),)),),
        ),
        frozenset({"unavailable"}): problem([run("y", 5, 4, unavailable=((2, 4),))], ONE, 6),
        frozenset({"window"}): problem([run("y", 5, 4, windows=((0, 3),))], ONE, 6),
        frozenset({"scarce"}): problem(
            [run("y", 5, 4, needs=(Need("p", 3),))], ONE, 6, pools=(Pool("p", 2),)
        ),
        frozenset({"day"}): problem([run("y", 5, 2, day_only=True)], ONE, 6, day=(480, 960)),
        frozenset({"taken"}): problem([run("x", 9, 5), run("y", 5, 4)], ONE, 6),
        frozenset({"window", "taken"}): problem(
            [run("x", 9, 3), run("y", 5, 3, windows=((0, 5),))], ONE, 6
        ),
        frozenset({"oneof"}): problem(
            [run("x", 9, 2), run("y", 5, 2)], ONE, 6, groups=(Group("oneof", ("x", "y")),)
        ),
    }
    for kinds, p in cases.items():
        schedule = Schedule(tuple(q for q in full.placements if q.experiment in p.experiment))
        reason = why_not(p, schedule, "y")
        assert _kinds(reason) == kinds
        assert "y has no time" in reason.words("en", 5)
        assert "y 未安排" in reason.words("zh", 5)


def test_what_would_have_to_go_is_the_least_and_is_enough():
    p = problem([run("x", 9, 3), run("z", 2, 3), run("y", 5, 3)], ONE, 6)
    reason = why_not(p, Schedule((Placement("x", "A", (0,)), Placement("z", "A", (3,)))), "y")
    assert (reason.displaces, reason.price) == (("z",), 2)


@pytest.mark.full
def test_reasons_of_a_city_hold_when_they_are_tried():
    """Taking away what is said to be in the way makes room; the rules that are named are really
    broken everywhere.
    """
    city = demo_city(experiments=500, days=40)
    schedule = solve(city, Effort(rounds=40)).schedule
    out = [e for e in city.experiments if e.id not in schedule.by_experiment][:25]
    assert out
    for e in out:
        reason = why_not(city, schedule, e.id)
        assert reason.rules
        assert reason.words("en", e.value)
        for name in reason.displaces:
            assert name in schedule.by_experiment


def test_a_placed_one_competed_with_those_that_fit_in_its_stead():
    p = problem([run("x", 9, 4), run("y", 5, 4), run("far", 5, 4, windows=((4, 9),))], ONE, 9)
    schedule = Schedule((Placement("x", "A", (0,)), Placement("far", "A", (4,))))
    assert competed(p, schedule, "x") == ["y"]


def test_a_drag_is_judged_by_the_real_rules():
    p = problem(
        [run("x", 9, 4, needs=(Need("p"),)), run("y", 5, 4, "B", needs=(Need("p"),))],
        [Unit("A", "lab", "always"), Unit("B", "lab", "always")],
        9,
        pools=(Pool("p", 1),),
    )
    moved = Schedule((Placement("x", "A", (0,)), Placement("y", "B", (2,))))
    assert {v.kind for v in clashes(p, moved, "y")} == {"pool"}
    assert clashes(p, Schedule((Placement("x", "A", (0,)), Placement("y", "B", (4,)))), "y") == []
    assert len(validate(p, moved)) == 1


def test_a_shutdown_two_days_later_is_worth_what_it_is_worth():
    p = problem(
        [run("x", 5, 4), run("y", 5, 2)],
        [Unit("A", "lab", "run")],
        8,
        calendars=(Calendar("run", ((0, 8),), (Closure("shutdown", 3, 5),)),),
    )
    found = what_if(p, moved_closures(p, "run", "shutdown", 3), Effort(rounds=4, workers=1))
    assert (found.before.value, found.after.value) == (5, 10)
    with pytest.raises(ValueError, match="no calendar or unit"):
        moved_closures(p, "run", "commissioning", 1)


def test_asking_why_of_one_that_has_time_is_an_error():
    p = problem([run("x", 5, 4)], ONE, 8)
    with pytest.raises(ValueError, match="has time"):
        why_not(p, Schedule((Placement("x", "A", (0,)),)), "x")
    with pytest.raises(KeyError):
        why_not(replace(p, name="other"), Schedule(), "gone")
