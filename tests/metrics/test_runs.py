"""Runs that stood still, jobs of several runs and capacities that follow one another, against plain
Python.
"""

from __future__ import annotations

import hashlib
import tempfile
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scicity.ledger import OPEN_END, Batch, Source, append, compact, open_ledger, read, succeed
from scicity.metrics import DIMENSIONS, PUBLIC, Scope, figures, metric

BEGIN = 1_672_531_200  # 2023-01-01T00:00:00Z
DAY = 86_400
SCOPE = Scope("c", ("c",), "UTC")
MONTHS = [BEGIN, BEGIN + 31 * DAY, BEGIN + 59 * DAY, BEGIN + 90 * DAY]
JOBS = {
    "line": pl.Int64,
    "unit": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "job": pl.String,
    "submit": pl.Int64,
    "cores": pl.Int64,
    "state": pl.String,
    "person": pl.String,
    "piece": pl.String,
    "suspended": pl.Int64,
    "queue": pl.String,
}
CAPACITY = {
    "line": pl.Int64,
    "unit": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "cores": pl.Int64,
}

job = st.tuples(
    st.integers(-5 * DAY, 95 * DAY),
    st.integers(0, 50 * DAY),
    st.integers(1, 64),
    st.fractions(0, 1, max_denominator=9),
    st.sampled_from([None, None, None, "requeued"]),
    st.sampled_from(["u1", "u2", None]),
    st.sampled_from(["a", "b"]),
)
held = st.tuples(
    st.integers(-20, 95),
    st.one_of(st.just(None), st.integers(1, 60)),
    st.integers(1, 900),
    st.sampled_from(["c", "c/new"]),
)


def source(*what: object) -> Source:
    return Source("s", hashlib.sha256(repr(what).encode()).hexdigest(), "test")


def jobs_of(drawn):
    rows = []
    for n, (at, length, cores, part, piece, person, queue) in enumerate(drawn):
        start = BEGIN + at
        rows.append(
            {
                "line": n,
                "unit": "c",
                "start": start,
                "end": start + length,
                "job": str(n),
                "submit": start - 60,
                "cores": cores,
                "state": "COMPLETED",
                "person": person,
                "piece": piece,
                "queue": queue,
                "suspended": int(length * part) if part else None,
            }
        )
    return rows


def overlap(row, start, end):
    return max(0, min(row["end"], end) - max(row["start"], start))


def expected(rows, start, end):
    """The figures of [start, end) from their definitions, record by record."""
    touching = [r for r in rows if r["start"] < end and r["end"] >= start]
    hours = sum(
        Fraction(r["cores"] * overlap(r, start, end))
        * (1 - Fraction(r["suspended"] or 0, (r["end"] - r["start"]) or 1))
        for r in touching
    )
    whole = [r for r in touching if r["piece"] is None]
    ended = [r for r in whole if start <= r["end"] < end]
    began = [r for r in whole if start <= r["start"] < end]
    return {
        "core_hours": Fraction(hours) / 3600,
        "jobs_running": len(whole),
        "jobs_ended": len(ended),
        "jobs_started": len(began),
        "compute_users": len({r["person"] for r in touching if r["person"]}),
        "cores_per_job": Fraction(sum(r["cores"] for r in whole), len(whole)) if whole else 0,
    }


def found(ledger, kept, grain="month", **how):
    names = list(expected([], 0, 1))
    return {
        (f.metric.id, f.period, *f.by): f.value or 0
        for f in figures(
            ledger,
            [metric(n) for n in names],
            SCOPE,
            "2023-01..2023-03",
            grain=grain,
            use_partials=kept,
            **how,
        )
    }


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(job, min_size=1, max_size=8), st.data())
def test_time_stood_still_and_pieces_are_taken_as_the_definitions_say(drawn, data):
    rows = jobs_of(drawn)
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder))
        append(ledger, source("a", drawn), [Batch("compute_jobs", pl.DataFrame(rows, schema=JOBS))])
        if data.draw(st.booleans()):  # a correction turns some around
            rows = [
                {
                    **r,
                    "piece": None if r["piece"] else "resized",
                    "suspended": None if r["suspended"] else (r["end"] - r["start"]) // 3,
                }
                for r in rows
            ]
            append(
                ledger, source("b", drawn), [Batch("compute_jobs", pl.DataFrame(rows, schema=JOBS))]
            )
        if data.draw(st.booleans()):
            compact(ledger, least=2)
        for kept in (True, False):
            values = found(ledger, kept)
            for k, label in enumerate(("2023-01", "2023-02", "2023-03")):
                for name, value in expected(rows, MONTHS[k], MONTHS[k + 1]).items():
                    assert values[name, label] == value, (name, label, kept)
        split = found(ledger, False, by=("queue",), grain=None)
        for queue in {r["queue"] for r in rows}:
            own = expected([r for r in rows if r["queue"] == queue], MONTHS[0], MONTHS[3])
            if (at := ("core_hours", "2023-01..2023-03", ("queue", queue))) in split:
                assert split[at] == own["core_hours"]


def test_a_log_without_pauses_reads_no_file_twice(tmp_path):
    ledger = open_ledger(tmp_path)
    append(
        ledger,
        source(1),
        [
            Batch(
                "compute_jobs", pl.DataFrame(jobs_of([(0, 50, 4, 0, None, "u", "a")]), schema=JOBS)
            )
        ],
    )
    assert read(ledger, "compute_jobs").paused.files == ()
    append(
        ledger,
        source(2),
        [
            Batch(
                "compute_jobs",
                pl.DataFrame(jobs_of([(0, 60, 4, Fraction(1, 2), None, "u", "a")]), schema=JOBS),
            )
        ],
    )
    assert len(read(ledger, "compute_jobs").paused.files) == 1
    compact(ledger, least=2)
    assert len(read(ledger, "compute_jobs").paused.files) == 1, (
        "a merged file still says that it holds some"
    )


def in_force_at(rows, unit, moment):
    covering = [r for r in rows if r["unit"] == unit and r["start"] <= moment < r["end"]]
    return max(covering, key=lambda r: r["start"])["cores"] if covering else 0


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(held, min_size=1, max_size=6, unique_by=lambda h: (h[0], h[3])))
def test_the_latest_capacity_is_in_force_and_an_earlier_one_again_after_it(drawn):
    rows = [
        {
            "line": n,
            "unit": unit,
            "start": BEGIN + day * DAY,
            "end": BEGIN + (day + days) * DAY if days else OPEN_END,
            "cores": cores,
        }
        for n, (day, days, cores, unit) in enumerate(drawn)
    ]
    run = {
        "line": 1,
        "unit": "c",
        "start": BEGIN,
        "end": BEGIN + 90 * DAY,
        "job": "1",
        "submit": BEGIN,
        "cores": 7,
        "state": "COMPLETED",
    }
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder))
        append(
            ledger,
            source("c", drawn),
            [
                Batch("compute_capacity", pl.DataFrame(rows, schema=CAPACITY)),
                Batch("compute_jobs", pl.DataFrame([run])),
            ],
        )
        use = {
            f.period: f.value
            for f in figures(
                ledger, [metric("cpu_utilisation")], SCOPE, "2023-01..2023-03", grain="month"
            )
        }
    for k, label in enumerate(("2023-01", "2023-02", "2023-03")):
        there = sum(
            in_force_at(rows, u, t) * DAY
            for u in ("c", "c/new")
            for t in range(MONTHS[k], MONTHS[k + 1], DAY)
        )
        own = 7 * (MONTHS[k + 1] - MONTHS[k])
        assert (use[label] or 0) == (Fraction(100 * own, there) if there else 0)


def test_a_capacity_until_further_notice_is_replaced_by_the_next():
    first = {"record": 1, "start": 0, "end": OPEN_END, "cores": 100}
    second = {"record": 2, "start": 50, "end": OPEN_END, "cores": 200}
    third = {"record": 3, "start": 60, "end": 70, "cores": 30}
    assert [(r["start"], r["end"], r["cores"]) for r in succeed([third, first, second])] == [
        (0, 50, 100),
        (50, 60, 200),
        (60, 70, 30),
        (70, OPEN_END, 200),
    ]


@pytest.mark.parametrize("kept", [True, False])
def test_a_job_of_two_runs_is_one_job_with_the_hours_of_both(tmp_path, kept):
    ledger = open_ledger(tmp_path)
    rows = [
        *jobs_of([(0, 7200, 4, 0, "requeued", "u", "a")]),
        {**jobs_of([(9000, 3600, 4, 0, None, "u", "a")])[0], "line": 5},
    ]
    append(ledger, source(9), [Batch("compute_jobs", pl.DataFrame(rows, schema=JOBS))])
    values = found(ledger, kept)
    assert (
        values["core_hours", "2023-01"],
        values["jobs_ended", "2023-01"],
        values["jobs_running", "2023-01"],
    ) == (12, 1, 1)


def test_the_public_may_not_ask_for_people_or_their_groups():
    assert {"person", "team"} <= set(DIMENSIONS) - set(PUBLIC)
    assert {"qos", "gpu_type", "job_size", "array"} <= set(PUBLIC)
