"""Decision tables: what they hold, and what is wrong with them, with the row named."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.registry.types import Name
from scicity.workflow import Stuck, check_table
from scicity.workflow.expressions import cell, names_in, work_out
from scicity.workflow.tables import Column, Row, Table
from tests.workflow.offices import services

N = Name("x", "x")


def table(columns, rows, policy="UNIQUE", outputs=("out",)):
    return Table(
        "t",
        N,
        policy,
        tuple(Column(N, asks, cell(domain)) for asks, domain in columns),
        outputs,
        tuple(
            Row(i, tuple(cell(c) for c in tests), gives, N)
            for i, (tests, gives) in enumerate(rows, 1)
        ),
    )


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("< 10", [9.9, -5], [10, 11]),
        (">= 10", [10, 1e9], [9.99]),
        ("[1..5)", [1, 4.99], [5, 0.99]),
        ("(1..5]", [1.01, 5], [1]),
        ("-", [0, "x", None, True], []),
        ("", [3], []),
        ('"a", "b"', ["a", "b"], ["c", 1]),
        ('not("a")', ["b", ""], ["a"]),
        ("true", [True], [False, 1]),
        ("10", [10], [True, 9]),
        ("< 0, > 9", [-1, 10], [0, 9]),
        ("[1..2], 7", [1.5, 7], [3]),
    ],
)
def test_a_cell_says_what_feel_says(text, inside, outside):
    assert all(cell(text).holds(v) for v in inside)
    assert not any(cell(text).holds(v) for v in outside)


@pytest.mark.parametrize("text", ["< ten", "[5..1]", "a", '"a', "not(", "1 2", '< "a"'])
def test_what_is_no_test_is_refused(text):
    with pytest.raises(ValueError, match=r"is|compares"):
        cell(text)


def test_a_gap_is_told_with_the_values_that_nothing_covers():
    found = check_table(table([("n", ">= 0")], [(("< 5",), ("1",)), (("> 5",), ("2",))]))
    assert found == ["x: no row covers n = 5"]


def test_an_overlap_names_both_rows():
    found = check_table(
        table(
            [("n", "[0..9]"), ("s", '"a", "b"')],
            [(("< 5", "-"), ("1",)), ((">= 5", "-"), ("2",)), (("[3..4]", '"b"'), ("3",))],
        )
    )
    assert any("rows 1 and 3 both hold" in f for f in found)
    assert (
        check_table(table([("n", "[0..9]")], [(("[3..4]",), ("1",)), (("-",), ("2",))], "FIRST"))
        == []
    )


def test_a_row_that_never_holds_is_named():
    found = check_table(table([("n", "[0..9]")], [(("-",), ("1",)), (("< 5",), ("2",))], "FIRST"))
    assert found == ["x: row 2 never holds"]


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=6, unique=True),
    st.sampled_from(["", "hole", "double"]),
)
def test_cuts_of_a_line_are_whole_unless_something_is_missing_or_twice(cuts, fault):
    cuts = sorted(cuts)
    rows = [
        ((f"< {cuts[0]}",), ("0",)),
        *(((f"[{a}..{b})",), ("0",)) for a, b in pairwise(cuts)),
        ((f">= {cuts[-1]}",), ("0",)),
    ]
    if fault == "hole":
        rows[-1] = ((f"> {cuts[-1]}",), ("0",))
    elif fault == "double":
        rows[-1] = ((f">= {cuts[-1] - 1}",), ("0",))
    found = check_table(table([("n", "")], rows))
    tried = [k / 2 for k in range(-4, 30)]
    hits = [sum(cell(t).holds(v) for (t,), _ in rows) for v in tried]
    assert bool(found) == (min(hits) == 0 or max(hits) > 1)


def test_no_row_is_an_error_and_never_an_empty_answer():
    with pytest.raises(Stuck, match="No row"):
        table([("n", "")], [(("< 5",), ("1",))]).decide({"n": 7})


def test_scores_are_collected_and_summed():
    rows, given_ = table(
        [("n", "")], [(("> 0",), ("10",)), (("> 5",), ("20",))], "COLLECT", ("points",)
    ).decide({"n": 9})
    assert [r.number for r in rows] == [1, 2]
    assert work_out("sum(points)", given_) == 30


def test_all_tables_of_the_city_are_whole():
    seen = {t.id for s in services() for v in s.versions for t in v.process.tables.values()}
    assert len(seen) >= 18
    assert [
        f
        for s in services()
        for v in s.versions
        for t in v.process.tables.values()
        for f in check_table(t)
    ] == []


@pytest.mark.asvs("5.2.4", "5.2.8", "5.3.8")
@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__.__bases__",
        "open('/etc/passwd')",
        "[x for x in (1,)].append(2)",
        "9**9**9**9",
        "'a' * 10**10",
        "lambda: 1",
    ],
)
def test_an_expression_cannot_reach_the_machine(text):
    with pytest.raises(Stuck):
        work_out(text, {})


def test_the_wrapping_of_other_modellers_is_taken_off():
    assert work_out("${n > 3}", {"n": 4}) is True
    assert work_out("=n > 3", {"n": 4}) is True
    assert names_in("= max(a, b) > sum(points)") == {"a", "b", "points"}
