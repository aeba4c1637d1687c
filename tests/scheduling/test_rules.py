"""For each kind of rule a problem in which breaking it would be better: were the rule left out,
more would be placed.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

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
    Placement,
    Pool,
    Share,
    Unit,
    solve,
    validate,
)
from tests.scheduling.small import brute_force, problem, run

ONE = [Unit("A", "lab", "always")]
TWO = [Unit("A", "lab", "always", neighbours=("B",)), Unit("B", "lab", "always")]


def _rules():
    pair = [run("x", 5, 4), run("y", 5, 4)]
    yield (
        "closure",
        problem(
            pair, ONE, 8, calendars=(Calendar("always", ((0, 8),), (Closure("shutdown", 3, 5),)),)
        ),
        lambda p: replace(p, calendars=(Calendar("always", ((0, 8),)),)),
    )
    yield (
        "booking",
        problem(pair, [replace(ONE[0], closures=(Closure("booking", 7, 8),))], 8),
        lambda p: replace(p, units=tuple(ONE)),
    )
    yield (
        "overlap",
        problem(pair, ONE, 7),
        lambda p: replace(
            p,
            experiments=(p.experiments[0], replace(p.experiments[1], options=(Option("B", (4,)),))),
            units=tuple(TWO),
        ),
    )
    yield (
        "window",
        problem([run("x", 5, 4, windows=((5, 8),))], ONE, 8),
        lambda p: replace(p, experiments=(run("x", 5, 4),)),
    )
    yield (
        "unavailable",
        problem([run("x", 5, 4, unavailable=((3, 5),))], ONE, 8),
        lambda p: replace(p, experiments=(run("x", 5, 4),)),
    )
    yield (
        "day",
        problem([run("x", 5, 2, day_only=True)], ONE, 6, day=(480, 960)),
        lambda p: replace(p, day=(0, 0)),
    )
    split = Experiment("x", 5, (Option("A", (2, 2)),), gap=(5, None))
    yield (
        "gap",
        problem([split], ONE, 8),
        lambda p: replace(p, experiments=(replace(split, gap=(0, None)),)),
    )
    yield (
        "longest gap",
        problem([replace(split, gap=(0, 1)), run("y", 9, 4, windows=((2, 6),))], ONE, 8),
        lambda p: replace(p, experiments=(replace(split, gap=(0, None)), p.experiments[1])),
    )
    table = (Changeover("t", (("hot", "cold", 1), ("cold", "hot", 1))),)
    changing = [replace(ONE[0], changeover="t")]
    yield (
        "changeover",
        problem(
            [run("x", 5, 4, setup="hot"), run("y", 5, 4, setup="cold")],
            changing,
            8,
            changeovers=table,
        ),
        lambda p: replace(p, changeovers=(Changeover("t", ()),)),
    )
    # b may stand between two runs of a only if both changes have time: not only runs next to each
    # other count
    yield (
        "changeover over a short run",
        problem(
            [run("x", 5, 3, setup="a"), run("y", 5, 3, setup="c"), run("z", 5, 1, setup="b")],
            changing,
            7,
            changeovers=(Changeover("t", (("a", "c", 2), ("c", "a", 2))),),
        ),
        lambda p: replace(p, changeovers=(Changeover("t", ()),)),
    )
    needy = [
        run("x", 5, 4, needs=(Need("cryostat"),)),
        run("y", 5, 4, "B", needs=(Need("cryostat"),)),
    ]
    yield (
        "pool",
        problem(needy, TWO, 6, pools=(Pool("cryostat", 1),)),
        lambda p: replace(p, pools=(Pool("cryostat", 2),)),
    )
    yield (
        "amount",
        problem(
            [run("x", 5, 4, needs=(Need("cryostat", 2),))], TWO, 6, pools=(Pool("cryostat", 1),)
        ),
        lambda p: replace(p, pools=(Pool("cryostat", 2),)),
    )
    yield (
        "recovery",
        problem(needy, TWO, 8, pools=(Pool("cryostat", 1, 1),)),
        lambda p: replace(p, pools=(Pool("cryostat", 1),)),
    )
    yield (
        "pool closed",
        problem(needy[:1], TWO, 6, pools=(Pool("cryostat", 1, closed=((2, 4),)),)),
        lambda p: replace(p, pools=(Pool("cryostat", 1),)),
    )
    yield (
        "load",
        problem(needy, TWO, 8, pools=(Pool("cryostat", 9, load=6, period=8),)),
        lambda p: replace(p, pools=(Pool("cryostat", 9),)),
    )
    yield (
        "reserve",
        problem(pair, [replace(ONE[0], reserve=1, reserve_period=4)], 8),
        lambda p: replace(p, units=tuple(ONE)),
    )
    side = [run("x", 5, 4, safety="fire"), run("y", 5, 4, "B", safety="bio")]
    yield (
        "exclusion",
        problem(side, TWO, 7, exclusions=(Exclusion("bio", "fire"),)),
        lambda p: replace(p, exclusions=()),
    )
    yield (
        "before",
        problem(
            [run("x", 5, 4), run("y", 5, 4, "B")], TWO, 7, couplings=(Coupling("before", "x", "y"),)
        ),
        lambda p: replace(p, couplings=()),
    )
    yield (
        "within",
        problem(
            [run("x", 5, 2, windows=((0, 2),)), run("y", 5, 2, "B", windows=((6, 8),))],
            TWO,
            8,
            couplings=(Coupling("before", "x", "y", 0, 3),),
        ),
        lambda p: replace(p, couplings=()),
    )
    yield (
        "simultaneous",
        problem(
            [run("x", 5, 2, windows=((0, 2),)), run("y", 5, 2, "B", windows=((2, 4),))],
            TWO,
            8,
            couplings=(Coupling("simultaneous", "x", "y"),),
        ),
        lambda p: replace(p, couplings=()),
    )
    yield (
        "whole campaign",
        problem(
            [run("x", 5, 4), run("y", 5, 4, windows=((0, 3),))],
            ONE,
            8,
            groups=(Group("all", ("x", "y")),),
        ),
        lambda p: replace(p, groups=()),
    )
    yield (
        "one of",
        problem([run("x", 5, 4), run("y", 5, 4)], ONE, 8, groups=(Group("oneof", ("x", "y")),)),
        lambda p: replace(p, groups=()),
    )
    yield (
        "locked",
        problem([run("x", 1, 4), run("y", 9, 6)], ONE, 8, locked=(Placement("x", "A", (2,)),)),
        lambda p: replace(p, locked=()),
    )
    yield (
        "slots",
        problem([run("x", 5, 1), run("y", 5, 1)], [Unit("A", "lab", "always", 3)], 5),
        lambda p: replace(p, units=tuple(ONE)),
    )


RULES = {name: (p, freed) for name, p, freed in _rules()}


@pytest.mark.parametrize("name", RULES)
def test_the_rule_costs_value_and_is_kept(name):
    p, freed = RULES[name]
    kept, without = (
        solve(p, Effort(rounds=4, workers=1)),
        solve(freed(p), Effort(rounds=4, workers=1)),
    )
    assert not validate(p, kept.schedule)
    assert kept.value == brute_force(p) < without.value
    assert validate(p, without.schedule), "the validator sees what is gained by breaking the rule"


def test_an_alternative_unit_serves_what_the_first_cannot():
    p = problem([run("x", 5, 6, "A", "B"), run("y", 5, 6, "A")], TWO, 6)
    assert solve(p, Effort(rounds=4, workers=1)).value == 10


def test_after_the_value_come_shares_then_changeovers_then_preference():
    table = (Changeover("t", (("hot", "cold", 0), ("cold", "hot", 0))),)
    unit = [replace(ONE[0], changeover="t")]
    four = [
        run(n, 2, 2, setup=s) for n, s in zip("abcd", ("hot", "cold", "hot", "cold"), strict=True)
    ]
    assert (
        solve(problem(four, unit, 8, changeovers=table), Effort(rounds=30, workers=1)).measures[
            "changeovers"
        ]
        == 1
    )
    equal = [run("x", 4, 4, programme="life"), run("y", 4, 4, programme="energy")]
    for programme in ("life", "energy"):
        found = solve(
            problem(equal, ONE, 4, shares=(Share("programme", programme, 1000),)),
            Effort(rounds=30, workers=1),
        )
        assert found.measures["shortfall"] == 0
    liked = Experiment("x", 4, (Option("A", (4,), preference=3), Option("B", (4,))))
    assert (
        solve(problem([liked], TWO, 4), Effort(rounds=30, workers=1)).schedule.placements[0].unit
        == "B"
    )
