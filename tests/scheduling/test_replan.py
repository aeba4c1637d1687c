"""After a disturbance: the frozen stays, every rule is kept, as little as possible moves."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from scicity.scheduling import (
    BadProblem,
    Disturbance,
    Effort,
    Experiment,
    Option,
    Placement,
    Schedule,
    Unit,
    demo_city,
    facility_of,
    replan,
    solve,
    units_of,
    validate,
    value_of,
)
from tests.scheduling.small import problem, run


@pytest.fixture(scope="module")
def facility():
    """One light source in a half-year of its own."""
    p = facility_of(demo_city(experiments=600, days=60), "synchrotron-2")
    return p, solve(p, Effort(rounds=60, workers=1)).schedule


def _unhurt(p, schedule, what, now):
    """Runs that had begun, or begin within the notice, and were not hit."""
    hit = {
        q.experiment
        for q in schedule.placements
        if q.unit in what.units and any(a < what.span[1] and what.span[0] < b for a, b in p.runs(q))
    }
    return [
        q
        for q in schedule.placements
        if all(a < now + 6 for a in q.starts) and q.experiment not in hit
    ]


@pytest.mark.parametrize("cases", [10, pytest.param(100, marks=pytest.mark.full)])
def test_beam_losses_leave_the_frozen_where_it_is(facility, cases):
    p, schedule = facility
    draw = random.Random(5)
    units = units_of(p, "synchrotron-2")
    for case in range(cases):
        now = draw.randrange(0, p.horizon - 30)
        begin = now + draw.randrange(0, 12)
        what = Disturbance(
            "beam",
            (begin, min(p.horizon, begin + draw.randrange(2, 18))),
            units if case % 2 else (draw.choice(units),),
        )
        repair = replan(p, schedule, what, now, 6, seconds=0.25, seed=case)
        assert not validate(repair.problem, repair.schedule), case
        after = repair.schedule.by_experiment
        for q in _unhurt(p, schedule, what, now):
            assert after[q.experiment] == q, case
        changed = {c.experiment for c in repair.changes}
        assert {
            q.experiment
            for q in repair.schedule.placements
            if schedule.by_experiment.get(q.experiment) != q
        } <= changed
        for c in repair.changes:
            assert c.en
            assert c.zh
            if c.after:
                new = [
                    a
                    for i, a in enumerate(c.after.starts)
                    if c.before is None or c.before.starts[i : i + 1] != (a,)
                ]
                assert all(a >= now + 6 for a in new), case


def test_small_repairs_are_proven_to_move_the_least():
    draw = random.Random(11)
    for _ in range(12):
        runs = [
            run(
                f"E{k}",
                draw.randrange(2, 9),
                draw.randrange(1, 4),
                *draw.sample(["A", "B"], draw.randrange(1, 3)),
                confirmed=draw.random() < 0.4,
            )
            for k in range(6)
        ]
        p = problem(runs, [Unit("A", "lab", "always"), Unit("B", "lab", "always")], 12)
        schedule = solve(p, Effort(rounds=5, workers=1)).schedule
        a = draw.randrange(0, 10)
        repair = replan(p, schedule, Disturbance("unit", (a, a + 2), ("A",)), 0, seconds=1.0)
        assert repair.least is not None
        assert repair.cost == repair.least
        assert not validate(repair.problem, repair.schedule)


def test_a_confirmed_visit_stays_where_a_tentative_one_can_move():
    """B's time is lost; the only place for it needs one of two others to move, and the confirmed
    one is worth less.
    """
    x, y = run("sure", 1, 2, "A", "B", confirmed=True), run("maybe", 9, 2, "A", "B")
    hurt = run("hurt", 5, 2, "A", windows=((0, 4),))
    p = problem([x, y, hurt], [Unit("A", "lab", "always"), Unit("B", "lab", "always")], 6)
    schedule = Schedule(
        (Placement("sure", "A", (0,)), Placement("maybe", "A", (2,)), Placement("hurt", "A", (2,)))
    )
    schedule = Schedule(
        (schedule.placements[0], Placement("maybe", "B", (0,)), schedule.placements[2])
    )
    p2 = replace(
        p,
        experiments=(
            x,
            y,
            replace(hurt, options=(Option("A", (2,)), Option("B", (2,))), windows=((0, 3),)),
        ),
    )
    repair = replan(
        p2,
        Schedule(
            (
                Placement("sure", "A", (0,)),
                Placement("maybe", "B", (0,)),
                Placement("hurt", "A", (2,)),
            )
        ),
        Disturbance("unit", (2, 6), ("A",)),
        0,
        seconds=1.0,
    )
    assert "sure" not in {c.experiment for c in repair.changes}
    assert {c.experiment for c in repair.changes} == {"hurt", "maybe"}
    assert "makes room for hurt" in next(c.en for c in repair.changes if c.experiment == "maybe")


def test_a_team_that_is_ill_moves_alone_and_an_urgent_one_gets_time():
    p = problem([run("ill", 5, 2), run("other", 5, 2)], [Unit("A", "lab", "always")], 8)
    schedule = Schedule((Placement("ill", "A", (2,)), Placement("other", "A", (0,))))
    repair = replan(p, schedule, Disturbance("team", (0, 4), experiment="ill"), 0, seconds=1.0)
    assert [c.experiment for c in repair.changes] == ["ill"]
    assert repair.schedule.by_experiment["ill"].starts[0] >= 4
    urgent = Experiment("virus", 3, (Option("A", (3,)),), windows=((0, 5),))
    repair = replan(p, schedule, Disturbance("urgent", urgent=urgent), 0, seconds=1.0)
    assert "virus" in repair.schedule.by_experiment
    assert len(repair.schedule.placements) == 3


def test_a_visit_that_took_place_keeps_its_time_when_the_second_is_lost():
    e = Experiment("split", 5, (Option("A", (2, 2)),), gap=(1, None))
    p = problem([e], [Unit("A", "lab", "always")], 12)
    repair = replan(
        p,
        Schedule((Placement("split", "A", (0, 5)),)),
        Disturbance("beam", (5, 7), ("A",)),
        4,
        seconds=1.0,
    )
    first, second = repair.schedule.by_experiment["split"].starts
    assert first == 0
    assert second >= 7


def test_the_full_re_plan_is_worth_at_least_as_much(facility):
    p, schedule = facility
    what = Disturbance("beam", (100, 118), units_of(p, "synchrotron-2"))
    calm, full = (replan(p, schedule, what, 96, 0, seconds=2.0, calm=c) for c in (True, False))
    assert len(calm.moved) < len(full.moved)
    assert value_of(full.problem, full.schedule) >= value_of(calm.problem, calm.schedule) * 0.97


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (Disturbance("storm", (0, 2), ("A",)), "unknown kind"),
        (Disturbance("beam", (0, 2)), "which units"),
        (Disturbance("beam", (0, 2), ("Z",)), "no such unit"),
        (Disturbance("beam", (5, 2), ("A",)), "no stretch"),
        (Disturbance("team", (0, 2), experiment="gone"), "no such experiment"),
        (Disturbance("urgent"), "give the urgent"),
    ],
)
def test_a_disturbance_that_cannot_be_is_refused(what, words):
    with pytest.raises(BadProblem, match=words):
        replan(problem([run("x", 5, 2)]), Schedule(), what, 0)
