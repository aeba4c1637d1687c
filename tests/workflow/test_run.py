"""Cases on their way: no sequence of events leaves one without an owner or a next step; deadlines
keep to the calendar.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scicity.workflow import BadAnswer, NotOpen, begin, resume
from scicity.workflow.explore import Made, cases
from tests.workflow.offices import process, services

CODES = [(s.code, v.number) for s in services() for v in s.versions]
NOW = datetime(2026, 9, 28, 2, tzinfo=UTC)


def owned(case):
    """Ended with an outcome, or somebody's: with a next step, or a day on which it goes on."""
    if case.ended:
        return case.end is not None
    return (
        bool(case.open or case.waiting)
        and all(x.step.lane for x in case.open)
        and all(w.lane and w.until >= case.scripts.now for w in case.waiting)
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(CODES),
    st.integers(0, 10**6),
    st.lists(
        st.tuples(
            st.sampled_from(["answer", "again", "old", "wrong", "time", "store"]), st.integers(0, 9)
        ),
        max_size=30,
    ),
)
def test_no_sequence_of_events_leaves_a_case_without_an_owner(which, seed, events):
    held, made = process(*which), Made(process(*which), seed)
    case, now, used = begin(held, made.form(held.start), NOW, made.world), NOW, []
    for kind, n in events:
        assert owned(case)
        before = case.marks()
        steps = case.open
        if kind == "time":
            now += timedelta(days=4 * n)
            case.scripts.now = now
            case.pass_time()
        elif kind == "store":
            case = resume(held, case.kept(), now, made.world)
            assert case.marks() == before
        elif kind in ("again", "old") and used:
            with pytest.raises(NotOpen):
                case.answer(*used[-1 if kind == "again" else n % len(used)])
            assert case.marks() == before
        elif (
            kind == "wrong"
            and steps
            and any(f.required and f.kind != "file" for f in steps[0].step.fields)
        ):
            with pytest.raises(BadAnswer):
                case.answer(steps[0].task, {})
            assert case.marks() == before
        elif kind == "answer" and steps:
            step = steps[n % len(steps)]
            given_ = made.form(step.step.fields)
            case.answer(step.task, given_)
            used.append((step.task, given_))
    assert owned(case)


@pytest.mark.parametrize("which", CODES)
def test_a_case_that_is_put_away_between_steps_goes_the_same_way(which):
    for (a, told), (b, again) in zip(
        cases(process(*which), 40, 5), cases(process(*which), 40, 5, put_away=True), strict=True
    ):
        assert [s for s, _ in told] == [s for s, _ in again]
        assert a.end == b.end
        assert a.decided == b.decided


def goods(**more):
    return {
        "enterprise": "e",
        "goods": "blood",
        "bsl": 3,
        "purpose": "research",
        "quantity": 10,
        "unit": "mL",
        "months": 6,
        "origin": "x",
        "storage": "yes",
        "traced": "yes",
        "contact": "c",
        **more,
    }


def facts(topic, values):
    return (
        {"credit": "A", "listed": True, "breaches": 0, "years_registered": 5, "tier": "none"}
        if topic == "enterprise.facts"
        else {"permit": "P-1"}
    )


def test_silence_is_consent_after_working_days_and_not_a_day_before():
    """Seven working days from Monday, 28 September 2026, as the State Council published them: 1 to
    7 October are free, Saturday 10 October is worked.
    """
    case = begin(process("special-goods", 2), goods(), NOW, facts)
    case.answer(case.open[0].task, {"complete": "accept"})
    assert sorted(o.step.lane for o in case.open) == ["commerce", "customs", "drug", "health"]
    until = case.next_deadline
    assert until.date() == date(2026, 10, 13)
    case.scripts.now = until
    assert not case.pass_time()
    case.scripts.now = until + timedelta(seconds=1)
    assert case.pass_time()
    assert sorted(o.step.lane for o in case.open) == ["customs", "drug", "health"]
    assert any(d.table == "commerce-silence" for d in case.decided)


def test_an_applicant_who_does_not_complete_the_documents_lapses():
    case = begin(process("special-goods", 2), goods(), NOW, facts)
    case.answer(case.open[0].task, {"complete": "supplement"})
    assert [o.step.lane for o in case.open] == ["applicant"]
    case.scripts.now = case.next_deadline + timedelta(seconds=1)
    case.pass_time()
    assert case.end[1] == "lapsed"


def test_what_is_personal_never_enters_the_state():
    held = process("talent-settlement")
    case = begin(
        held,
        {
            "enterprise": "e",
            "person_name": "张三丰",
            "id_number": "310115199001011234",
            "degree": "doctor",
            "role": "lead",
            "salary_ratio": 3,
            "patents": 9,
            "paid": 60,
            "attested": "yes",
        },
        NOW,
        facts,
        through=held.personal,
    )
    assert case.open
    assert "张三丰" not in case.kept()
    assert "310115199001011234" not in case.kept()
