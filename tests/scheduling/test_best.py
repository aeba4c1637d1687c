"""The search against brute force, the bound against both, and the certificate against the bound."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scicity.scheduling import (
    Calendar,
    Changeover,
    Closure,
    Coupling,
    Effort,
    Exclusion,
    Experiment,
    Group,
    Need,
    Option,
    Pool,
    Unit,
    bound_of,
    by_grade,
    checked,
    demo_city,
    first_come,
    solve,
    text_of,
    validate,
    value_of,
)
from tests.scheduling import small

QUICK = Effort(rounds=6, workers=1)


@st.composite
def problems(draw):
    """Up to eight experiments on up to three units, with any of the rules."""
    horizon = draw(st.integers(6, 12))
    closures = tuple(
        Closure("maintenance", a, min(horizon, a + n))
        for a, n in draw(
            st.lists(st.tuples(st.integers(0, horizon - 1), st.integers(1, 2)), max_size=2)
        )
    )
    calendars = (Calendar("run", ((0, horizon),), closures),)
    units = []
    for i in range(draw(st.integers(1, 3))):
        step = draw(st.sampled_from([1, 1, 2]))
        units.append(
            Unit(
                f"U{i}",
                "lab",
                "run",
                step,
                draw(st.integers(0, step - 1)),
                changeover=draw(st.sampled_from([None, "table"])),
                neighbours=(f"U{i - 1}",) if i else (),
                reserve=draw(st.sampled_from([0, 0, 1])),
                reserve_period=5,
            )
        )
    pools = (
        Pool("cryostat", 1, draw(st.integers(0, 2))),
        Pool("contact", 2, 0, ((2, 3),) if draw(st.booleans()) else (), draw(st.integers(2, 6)), 6),
    )
    table = tuple((a, b, draw(st.integers(0, 2))) for a in ("x", "y") for b in ("x", "y"))
    experiments = []
    for k in range(draw(st.integers(1, 8))):
        setup = draw(st.sampled_from(["x", "y"]))
        visits = draw(st.sampled_from([(1,), (2,), (3,), (1, 1), (2, 1)]))
        chosen = draw(
            st.lists(st.sampled_from([u.id for u in units]), min_size=1, max_size=2, unique=True)
        )
        a, b = draw(st.integers(0, horizon - 2)), draw(st.integers(2, horizon))
        gone = draw(st.integers(0, horizon - 1))
        experiments.append(
            Experiment(
                f"E{k}",
                draw(st.integers(1, 9)),
                tuple(Option(u, visits, setup) for u in chosen),
                ((a, min(horizon, a + b)),) if draw(st.booleans()) else (),
                ((gone, gone + 1),) if draw(st.booleans()) else (),
                draw(st.sampled_from([(0, None), (1, 3), (0, 2)])),
                draw(st.sampled_from([False, False, True])),
                tuple(
                    Need(p, 1)
                    for p in draw(
                        st.lists(st.sampled_from(["cryostat", "contact"]), max_size=2, unique=True)
                    )
                ),
                draw(st.sampled_from(["", "fire", "bio"])),
            )
        )
    names = [e.id for e in experiments]
    couplings, groups = [], []
    if len(names) >= 2 and draw(st.booleans()):
        couplings.append(
            Coupling(
                draw(st.sampled_from(["before", "simultaneous"])),
                names[0],
                names[1],
                0,
                draw(st.sampled_from([None, 2])),
            )
        )
    if len(names) >= 4 and draw(st.booleans()):
        groups.append(Group(draw(st.sampled_from(["oneof", "all"])), (names[2], names[3])))
    return checked(
        small.problem(
            experiments,
            units,
            horizon,
            calendars=calendars,
            pools=pools,
            changeovers=(Changeover("table", table),),
            day=(480, 1440),
            couplings=tuple(couplings),
            groups=tuple(groups),
            exclusions=(Exclusion("fire", "bio"),),
        )
    )


@pytest.mark.full
@given(problems())
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_small_problems_are_solved_to_the_best(p):
    found = solve(p, QUICK)
    assert not validate(p, found.schedule)
    assert found.value == value_of(p, found.schedule) == small.brute_force(p)
    assert found.bound >= found.value
    proven, _ = bound_of(json.loads(text_of(p)), asdict(found.prices))
    assert proven == found.bound


@pytest.mark.full
@given(problems())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_what_offices_do_by_hand_keeps_the_rules_and_is_never_better(p):
    best = solve(p, QUICK).value
    for schedule in (first_come(p), by_grade(p)):
        assert not validate(p, schedule)
        assert value_of(p, schedule) <= best


def test_the_same_seed_gives_the_same_schedule():
    city = demo_city(experiments=120, days=60)
    one, two = (solve(city, Effort(rounds=8, seed=7)) for _ in range(2))
    assert one.schedule == two.schedule
    assert one.prices == two.prices


@pytest.mark.full
def test_a_city_keeps_every_rule_and_the_price_table_proves_the_bound():
    city = demo_city(experiments=400, days=70)
    found = solve(city, Effort(rounds=120))
    assert city.simulated
    assert not validate(city, found.schedule)
    assert bound_of(json.loads(text_of(city)), asdict(found.prices))[0] == found.bound
    assert found.gap < 0.05
    assert found.value > value_of(city, by_grade(city)) > 0


def test_a_false_certificate_is_refused():
    p = small.problem([small.run("one", 5, 3)])
    with pytest.raises(ValueError, match="negative"):
        bound_of(json.loads(text_of(p)), {"units": {"A": [-1]}, "pools": {}, "loads": {}})


def test_a_search_that_is_stopped_keeps_the_best():
    city = demo_city(experiments=200, days=60)
    seen = []
    found = solve(
        city, Effort(seconds=600), watch=seen.append, stop=lambda: any(p.value for p in seen)
    )
    assert found.value > 0
    assert not validate(city, found.schedule)
    assert seen[-1].level == "done"


def test_one_visit_after_another_is_found_where_only_that_fits():
    """Two visits exactly three ticks apart around a closure."""
    units = [Unit("A", "lab", "run")]
    calendars = (Calendar("run", ((0, 8),), (Closure("maintenance", 2, 5),)),)
    e = Experiment("split", 4, (Option("A", (2, 2)),), gap=(3, 3))
    assert solve(small.problem([e], units, 8, calendars=calendars), QUICK).value == 4
    assert (
        solve(
            small.problem(
                [Experiment("split", 4, e.options, gap=(5, 5))], units, 8, calendars=calendars
            ),
            QUICK,
        ).value
        == 0
    )


def test_who_watches_and_who_stops_is_asked_by_the_caller_s_own_thread():
    """A watcher may write to a database, whose connection belongs to one thread."""
    here, asked = threading.get_ident(), set()
    seen = []

    def stop():
        asked.add(threading.get_ident())
        return len(seen) > 4

    found = solve(
        demo_city(experiments=900, days=120),
        Effort(seconds=60),
        watch=lambda p: (asked.add(threading.get_ident()), seen.append(p)),
        stop=stop,
    )
    assert asked == {here}
    assert found.bound >= found.value > 0
