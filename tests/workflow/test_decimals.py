"""Shares, ratios and sums are decimals: what adds up on paper adds up in a decision."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.registry.types import Name
from scicity.workflow import BadAnswer, Stuck, answered, begin, resume
from scicity.workflow.expressions import cell, work_out
from scicity.workflow.tables import candidates
from scicity.workflow.types import Field
from tests.workflow.offices import process

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
LAND = process("flexible-land")
FACTS = {
    "far_low": Decimal("1.1"),
    "far_high": 3,
    "height_high": 80,
    "industry_low": Decimal("33.3"),
    "support_high": Decimal("33.4"),
    "park_industry": 60,
    "parcel_area": 20000,
    "flexible": True,
}


def shares():
    """All splits of 100 into three shares of one decimal whose binary sum is not 100: thousands."""
    return [
        (a, b, 1000 - a - b)
        for a in range(0, 1001, 3)
        for b in range(0, 1001 - a)
        if a / 10 + b / 10 + (1000 - a - b) / 10 != 100
    ]


def apply(industry, research, support, far="1.1"):
    form = {
        "enterprise": "e",
        "parcel": "p",
        "kind": "mix",
        "industry": industry,
        "research": research,
        "support": support,
        "far": far,
        "height": "70",
        "why": "x",
    }
    return begin(LAND, form, NOW, lambda topic, values: FACTS if topic == "parcel.facts" else {})


def test_no_split_of_a_whole_is_refused_for_how_it_is_written():
    failing = shares()
    assert len(failing) > 5000, "these are the ones that binary numbers would refuse"
    (column,) = [c for c in LAND.tables["within"].columns if "+" in c.asks]
    for triple in random.Random(3).sample(failing, 3000):
        told = {
            name: Decimal(n) / 10
            for name, n in zip(("industry", "research", "support"), triple, strict=True)
        }
        assert work_out(column.asks, told) == 100
        assert work_out(column.asks, {k: float(v) for k, v in told.items()}) == 100, (
            "as cases from before hold them"
        )


@pytest.mark.parametrize(
    "split",
    [
        ("33.4", "33.3", "33.3"),
        ("33.3", "33.3", "33.4"),
        ("70.1", "29.7", "0.2"),
        ("33.33", "33.33", "33.34"),
        ("99.9", "0.1", "0.0"),
    ],
)
def test_a_land_application_that_adds_up_is_never_called_invalid(split):
    case = apply(*split)
    assert not (case.end and "must add up" in case.end[2].en)
    kept = resume(LAND, case.kept(), NOW)
    assert dict(kept.answers)["start"]["industry"] == Decimal(split[0])
    assert "99999" not in case.kept()
    assert "00000" not in case.kept().replace("20000", "")


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_does_not_add_up_is_still_refused(a, b):
    a, b = min(a, b), max(a, b)
    split = (Decimal(a) / 100, Decimal(b - a) / 100, Decimal(10_000 - b) / 100 + Decimal("0.01"))
    if split[2] <= 100:
        assert "must add up" in apply(*map(str, split)).end[2].en


def test_bounds_are_met_to_the_digit():
    within = apply("33.3", "33.3", "33.4", far="1.1")
    assert within.end[2].en == "Granted within the flexible range"
    assert apply("33.3", "33.3", "33.4", far="1.0999").end is None


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1 - 0.9", "0.1"),
        ("7 / 10 * 3", "2.1"),
        ("sum(list)", "0.3"),
        ("round(2.675, 2)", "2.68"),
        ("max(a, 0.1)", "0.3"),
        ("3 * 1.1", "3.3"),
    ],
)
def test_expressions_count_in_decimals(expression, value):
    assert work_out(expression, {"list": [0.1, 0.2], "a": 0.3}) == Decimal(value)
    assert cell(value).holds(work_out(expression, {"list": [0.1, 0.2], "a": 0.3}))


def test_nothing_is_divided_by_nothing():
    with pytest.raises(Stuck):
        work_out("1 / a", {"a": 0})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,250.5", "1250.5"),
        ("12，000", "12000"),
        (" 7 ", "7"),
        ("0.000001", "0.000001"),
        ("1e3", "1000"),
    ],
)
def test_numbers_are_kept_as_they_were_typed(text, value):
    assert answered((Field("n", "number", Name("数", "n")),), {"n": text})["n"] == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "33,4",
        "1,25",
        "1,2345",
        "nan",
        "inf",
        "-inf",
        "1.2.3",
        "0.0000001",
        "1e999",
        "sNaN",
        "1_0_",
        "--1",
    ],
)
def test_what_could_be_two_numbers_or_none_is_refused(text):
    with pytest.raises(BadAnswer):
        answered((Field("n", "number", Name("数", "n")),), {"n": text})


@pytest.mark.parametrize("text", ["1.5", "nan", "1e400", ""])
def test_a_whole_number_is_whole(text):
    with pytest.raises(BadAnswer):
        answered((Field("n", "whole", Name("数", "n")),), {"n": text})
    assert answered((Field("n", "whole", Name("数", "n")),), {"n": "3.0"})["n"] == 3


def test_what_is_tried_out_lies_between_the_bounds_in_decimals():
    assert not any(
        isinstance(v, float)
        for c in LAND.tables["within"].columns
        for v in candidates(LAND.tables, c.asks)
    )


def test_a_case_that_was_put_away_with_binary_numbers_goes_on():
    kept = json.loads(apply("33.4", "33.3", "33.3", far="3.5").kept())

    def binary(node):
        if isinstance(node, dict):
            return (
                float(node["digits"])
                if node.get("typename") == "Decimal"
                else {k: binary(v) for k, v in node.items()}
            )
        return [binary(v) for v in node] if isinstance(node, list) else node

    case = resume(LAND, json.dumps(binary(kept)), NOW, lambda topic, values: {})
    assert dict(case.answers)["start"]["industry"] == Decimal("33.4")
    case.answer(case.open[0].task, {"planning_opinion": "agree"})
    case.answer(case.open[0].task, {"park_opinion": "agree"})
    assert case.waiting
