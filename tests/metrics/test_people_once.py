"""A person counts once a period, in one category: on site before remote before data only.

Staff are no users.
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scicity.ledger import Batch, Source, append, open_ledger, retract
from scicity.metrics import MetricError, Scope, figures, metric, superseded
from scicity.metrics.catalogue import _atom, catalogue

ALL = Scope("all", None, "UTC")
ORDER = ("onsite", "remote", "data")
SCHEMA = {
    "line": pl.Int64,
    "unit": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "visit": pl.String,
    "mode": pl.String,
    "person": pl.String,
    "staff": pl.Boolean,
}


def at(month: int, day: int = 1) -> int:
    return int(datetime(2024, month, day, tzinfo=UTC).timestamp())


def rows(*told):
    """Rows of (visit, unit, month, person, mode, staff), each a day long."""
    return pl.DataFrame(
        [
            {
                "line": n,
                "unit": u,
                "start": at(m, 5),
                "end": at(m, 6),
                "visit": v,
                "mode": mode,
                "person": p,
                "staff": s,
            }
            for n, (v, u, m, p, mode, s) in enumerate(told, 1)
        ],
        schema=SCHEMA,
    )


def take(ledger, frame, name):
    append(ledger, Source(name, f"{name:_<64}"[:64], "test"), [Batch("visits", frame)])


def value(ledger, name, period="2024", **how):
    return {
        (f.period, *(v for _, v in f.by)): (f.raw if f.value is None else f.value) or 0
        for f in figures(ledger, [metric(name)], ALL, period, **how)
    }


def test_one_category_each_and_no_staff(tmp_path):
    ledger = open_ledger(tmp_path / "ledger")
    take(
        ledger,
        rows(
            ("1", "ring", 3, "ada", "onsite", False),
            ("2", "ring", 5, "ada", "remote", None),
            ("3", "ring", 5, "bob", "remote", False),
            ("4", "ring", 6, "cy", "data", False),
            ("5", "ring", 6, "dee", "onsite", True),
            ("6", "laser", 6, "bob", "onsite", False),
        ),
        "a",
    )
    assert value(ledger, "unique_users") == {("2024",): 2}
    assert value(ledger, "unique_users", by=("mode",)) == {("2024", "onsite"): 2}
    assert value(ledger, "unique_users", by=("facility", "mode")) == {
        ("2024", "ring", "onsite"): 1,
        ("2024", "ring", "remote"): 1,
        ("2024", "laser", "onsite"): 1,
    }
    assert [value(ledger, f"{kind}_users")["2024",] for kind in ("onsite", "remote", "data")] == [
        2,
        0,
        1,
    ]
    assert value(ledger, "remote_users", "2024-05") == {("2024-05",): 2}, (
        "in May both were there from afar alone"
    )
    assert value(ledger, "person_visits") == {("2024",): 4}, (
        "a download is no visit, and staff make none"
    )


def test_a_correction_moves_a_person_and_a_withdrawal_takes_them_out(tmp_path):
    ledger = open_ledger(tmp_path / "ledger")
    take(
        ledger,
        rows(("1", "ring", 3, "ada", "onsite", False), ("2", "ring", 5, "ada", "remote", False)),
        "a",
    )
    take(ledger, rows(("1", "ring", 3, "ada", "data", False)), "b")
    assert value(ledger, "unique_users", by=("mode",)) == {("2024", "remote"): 1}
    take(ledger, rows(("2", "ring", 5, "ada", "remote", True)), "c")
    assert value(ledger, "unique_users") == {("2024",): 0}
    assert value(ledger, "data_users") == {("2024",): 1}
    retract(
        ledger,
        "visits",
        Source("d", "d" * 64, "test"),
        pl.DataFrame({"unit": ["ring"], "visit": ["1"]}),
    )
    assert value(ledger, "data_users") == {("2024",): 0}


VISIT = st.tuples(
    st.integers(0, 11),
    st.sampled_from(("ring", "ring/x", "laser")),
    st.integers(1, 6),
    st.sampled_from((None, "a", "b", "c", "d")),
    st.sampled_from((None, *ORDER)),
    st.sampled_from((None, True, False)),
)
ROUNDS = st.lists(
    st.lists(VISIT, max_size=8, unique_by=lambda v: (v[0], v[1])), min_size=1, max_size=3
)


def slowly(told, months):
    """person → best category, by (facility, month group), as one would count by hand."""
    live = {}
    for n in told:
        for v in n:
            live[v[0], v[1]] = v
    best: dict = defaultdict(dict)
    for _, unit, month, person, mode, staff in live.values():
        if person is None or mode is None or staff or month not in months:
            continue
        for where in (unit.split("/")[0], "all"):
            before = best[where].get(person, "data")
            best[where][person] = min(before, mode, key=ORDER.index)
    return best


@settings(max_examples=25, deadline=None)
@given(ROUNDS)
def test_the_engine_counts_as_one_would_by_hand(told):
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger")
        for n, visits in enumerate(told):
            take(ledger, rows(*((str(v), *rest) for v, *rest in visits)), f"round{n}")
        for grain, periods in (
            ("quarter", {"2024-Q1": (1, 2, 3), "2024-Q2": (4, 5, 6)}),
            ("month", {f"2024-{m:02}": (m,) for m in range(1, 7)}),
        ):
            by_mode = value(
                ledger, "unique_users", "2024-01..2024-06", grain=grain, by=("facility", "mode")
            )
            whole = {
                name: value(ledger, name, "2024-01..2024-06", grain=grain)
                for name in ("unique_users", "onsite_users", "remote_users", "data_users")
            }
            for period, months in periods.items():
                best = slowly(told, months)
                for name, kinds in (
                    ("unique_users", ORDER[:2]),
                    ("onsite_users", ORDER[:1]),
                    ("remote_users", ORDER[1:2]),
                    ("data_users", ORDER[2:]),
                ):
                    assert whole[name][period,] == sum(b in kinds for b in best["all"].values())
                for facility in ("ring", "laser"):
                    for mode in ORDER[:2]:
                        assert by_mode.get((period, facility, mode), 0) == sum(
                            b == mode for b in best[facility].values()
                        )


def test_definitions_that_changed_are_kept_as_they_were():
    for name in ("unique_users", "onsite_users", "person_visits"):
        [before] = superseded(name)
        assert (before.version, catalogue()[name].version) == (1, 2)
        assert not before.numerator[0].unless
        assert before.title == catalogue()[name].title
    assert superseded("core_hours") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"take": "hours", "first": {"mode": ["onsite"]}},
        {"take": "distinct", "of": "person", "unless": {"colour": "red"}},
        {"take": "distinct", "of": "person", "first": {"colour": ["red"]}},
    ],
)
def test_a_definition_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(MetricError):
        _atom({"stream": "visits", **wrong}, "", "x.yaml: x")


def test_an_atom_says_what_is_asked_of_records_and_what_of_the_first():
    atom = metric("onsite_users").numerator[0]
    assert (atom.of_records, atom.of_first) == ((), ("onsite",))
    plain = dataclasses.replace(atom, first=None)
    assert (plain.of_records, plain.of_first) == ((("mode", ("onsite",)),), ())
    assert Fraction(plain.sign) == 1


def test_split_by_person_each_counts_once(tmp_path):
    ledger = open_ledger(tmp_path / "ledger")
    take(
        ledger,
        rows(
            ("1", "ring", 3, "ada", "onsite", None),
            ("2", "ring", 3, "ada", "remote", None),
            ("3", "ring", 3, "bob", "data", None),
        ),
        "a",
    )
    assert value(ledger, "unique_users", by=("person",)) == {("2024", "ada"): 1}
