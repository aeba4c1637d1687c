"""Replay: a version replayed on its own cases changes nothing; under another, who would be decided
otherwise and why.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scicity.workflow import begin
from scicity.workflow.explore import cases
from scicity.workflow.replay import recorded, replay, summary
from tests.workflow.offices import process, services

CODES = [(s.code, v.number) for s in services() for v in s.versions]


@pytest.mark.parametrize("which", CODES)
def test_a_version_decides_its_own_cases_as_it_did(which):
    held = process(*which)
    found = list(
        replay([recorded(str(n), c) for n, (c, _) in enumerate(cases(held, 250, 11))], held)
    )
    assert [r for r in found if r.otherwise or r.fault] == []


def test_a_thousand_cases_of_the_white_list_under_the_conditional_regime():
    first, second = process("special-goods", 1), process("special-goods", 2)
    records = [recorded(str(n), c) for n, (c, _) in enumerate(cases(first, 1000, 7))]
    found = list(replay(records, second))
    rows = summary(found)
    assert [r.fault for r in found if r.fault] == []
    assert sum(n for *_, n, _ in rows) == sum(r.otherwise for r in found) > 100
    why = {(a, b, w.en) for a, b, w, _, _ in rows}
    assert ("granted", "refused", "No licensed storage") in why
    assert ("refused", "granted", "Storage, traceability and credit are in order") in why
    by_case = {r.case: r for r in records}
    for r in found:  # each reason can be seen in the case itself
        if r.why.en == "No licensed storage" and r.otherwise:
            assert by_case[r.case].application["storage"] is False
        if r.before == "refused" and r.after == "granted" and "in order" in r.why.en:
            assert by_case[r.case].facts["enterprise.facts"]["listed"] is False


def test_an_officer_who_departed_from_the_advice_stands_by_it():
    held = process("special-goods", 2)
    facts = {
        "credit": "A",
        "listed": True,
        "breaches": 0,
        "years_registered": 5,
        "tier": "none",
        "permit": "P",
    }
    case = begin(
        held,
        {
            "enterprise": "e",
            "goods": "cells",
            "bsl": 1,
            "purpose": "research",
            "quantity": 5,
            "unit": "mL",
            "months": 6,
            "origin": "x",
            "storage": "yes",
            "traced": "yes",
            "contact": "c",
        },
        datetime(2026, 3, 2, 2, tzinfo=UTC),
        lambda topic, values: facts,
    )
    case.answer(case.open[0].task, {"complete": "accept"})
    assert case.open[0].step.id == "decide"
    case.answer(case.open[0].task, {"verdict": "refuse", "granted_quantity": 0, "reason": "x"})
    assert case.end[1] == "refused"
    (again,) = replay([recorded("1", case)], held)
    assert not again.otherwise
