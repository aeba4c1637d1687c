"""Whatever is appended, corrected, withdrawn or imported again, in any order: a reading as of T
never changes.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scicity.ledger import (
    Batch,
    NoSuchRecord,
    Source,
    append,
    compact,
    data_files,
    open_ledger,
    read,
    records,
    retract,
    sweep,
)
from scicity.metrics import Scope, figures, metric

KEYS = ("a", "b", "c", "d")
imports = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        st.integers(1, 64),
        st.integers(0, 3 * 86_400),
        st.integers(0, 40 * 86_400),
        st.sampled_from(("u1", "u2", "u3")),
    ),
    min_size=1,
    max_size=4,
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("import"), imports),
        st.tuples(st.just("repeat"), st.integers(0, 5)),
        st.tuples(st.just("retract"), st.sampled_from(KEYS)),
        st.tuples(st.just("compact"), st.none()),
    ),
    min_size=1,
    max_size=7,
)
SCOPE = Scope("ssc", ("ssc",), "Asia/Shanghai")
EPOCH = 1_672_502_400


def source(body: object) -> Source:
    return Source("step", hashlib.sha256(json.dumps(body).encode()).hexdigest(), "test")


def batch(rows: list[tuple[str, int, int, int, str]]) -> Batch:
    return Batch(
        "compute_jobs",
        pl.DataFrame(
            [
                {
                    "line": i,
                    "unit": "ssc",
                    "start": EPOCH + at,
                    "end": EPOCH + at + length,
                    "job": key,
                    "submit": EPOCH,
                    "cores": cores,
                    "state": "COMPLETED",
                    "person": person,
                }
                for i, (key, cores, at, length, person) in enumerate(rows, 1)
            ]
        ),
    )


def model_of(live: dict[str, tuple[int, int, int, str]]) -> dict[str, Fraction]:
    """What the figures must be, from plain Python."""
    return {
        "core_hours": Fraction(sum(c * n for c, _, n, _ in live.values()), 3600),
        "jobs_running": Fraction(len(live)),
        "compute_users": Fraction(len({p for *_, p in live.values()})),
    }


def answers(ledger, moment: int, kept: bool) -> dict[str, Fraction | None]:
    found = figures(
        ledger,
        [metric(n) for n in ("core_hours", "jobs_running", "compute_users")],
        SCOPE,
        "2023",
        as_of=moment,
        use_partials=kept,
    )
    return {f.metric.id: f.value for f in found}


def monthly(ledger, moment: int, kept: bool) -> list[tuple[str, str, Fraction | None]]:
    found = figures(
        ledger,
        [metric(n) for n in ("core_hours", "compute_users", "jobs_ended")],
        SCOPE,
        "2023-01..2023-04",
        grain="month",
        as_of=moment,
        use_partials=kept,
    )
    return [(f.metric.id, f.period, f.value) for f in found]


def delete_merged(ledger) -> None:
    """What `sweep` does a week later."""
    for table in (ledger.path / "streams").iterdir():
        DeltaTable(str(table)).vacuum(
            retention_hours=0, dry_run=False, enforce_retention_duration=False
        )


@pytest.mark.full
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_every_earlier_reading_stays_what_it_was(plan):
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder))
        live: dict[str, tuple[int, int, int, str]] = {}
        done: list[tuple[object, Batch, list[tuple[str, int, int, int, str]]]] = []
        history: list[tuple[int, dict[str, Fraction]]] = []
        for number, (verb, what) in enumerate(plan):
            moment = None
            if verb == "import":
                rows = list({r[0]: r for r in reversed(what)}.values())
                done.append(((number, what), batch(rows), rows))
                moment = append(ledger, source((number, what)), [batch(rows)]).recorded_at
                live |= {
                    key: (cores, at, length, person) for key, cores, at, length, person in rows
                }
            elif verb == "repeat" and done:
                # nothing changes, unless what it brought was changed since: then it is corrected
                # back
                body, again, rows = done[what % len(done)]
                stated = {key: rest for key, *rest in rows}
                report = append(ledger, source(body), [again])
                assert report.repeated == all(live.get(k) == tuple(v) for k, v in stated.items())
                assert report.again != report.repeated
                moment = None if report.repeated else report.recorded_at
                live |= {k: tuple(v) for k, v in stated.items()}
            elif verb == "compact":
                compact(ledger, least=2)
                assert all(
                    len(
                        [
                            f
                            for f in data_files(ledger, "compute_jobs")
                            if (f.facility, f.year) == at
                        ]
                    )
                    < 2
                    for at in {(f.facility, f.year) for f in data_files(ledger, "compute_jobs")}
                )
                delete_merged(ledger)
            elif verb == "retract":
                try:
                    moment = retract(
                        ledger,
                        "compute_jobs",
                        source((number, what)),
                        pl.DataFrame({"unit": ["ssc"], "job": [what], "submit": [EPOCH]}),
                    ).recorded_at
                    del live[what]
                except NoSuchRecord:
                    assert what not in live
            if moment is not None:
                history.append((moment, model_of(live)))
        for moment, expected in history:
            assert answers(ledger, moment, kept=False) == expected
            listed = records(read(ledger, "compute_jobs", as_of=moment))
            assert (0 if listed is None else len(listed.fetchall())) == expected["jobs_running"]
            assert monthly(ledger, moment, kept=True) == monthly(ledger, moment, kept=False)


def test_nothing_is_overwritten(tmp_path):
    ledger = open_ledger(tmp_path)
    first = append(ledger, source(1), [batch([("a", 4, 0, 3600, "u1")])])
    files = {p: p.read_bytes() for p in ledger.path.rglob("*.parquet")}
    second = append(ledger, source(2), [batch([("a", 8, 0, 3600, "u1")])])
    assert second.counts.corrected == 1
    assert all(p.read_bytes() == content for p, content in files.items())
    assert answers(ledger, first.recorded_at, False)["core_hours"] == 4
    assert answers(ledger, second.recorded_at, False)["core_hours"] == 8


def test_recorded_at_goes_forward_when_the_clock_goes_back(tmp_path, monkeypatch):
    ledger = open_ledger(tmp_path)
    first = append(ledger, source(1), [batch([("a", 4, 0, 3600, "u1")])])
    monkeypatch.setattr("time.time_ns", lambda: 1_000_000_000)
    second = append(ledger, source(2), [batch([("b", 4, 0, 3600, "u1")])])
    assert second.recorded_at > first.recorded_at


def test_merged_files_are_deleted_only_when_nobody_can_be_reading_them(tmp_path):
    ledger = open_ledger(tmp_path)
    for n in range(3):
        append(ledger, source(n), [batch([(KEYS[n], 4, 0, 3600, "u1")])])
    reading = read(ledger, "compute_jobs")
    assert [m.files for m in compact(ledger, least=3)] == [(3, 1)]
    assert sweep(ledger, hours=24) == []
    assert len(records(reading).fetchall()) == 3, (
        "a question begun before goes on with its own files"
    )
    with pytest.raises(ValueError, match="24 hours"):
        sweep(ledger, hours=1)
    for n in range(2):  # it goes on after
        append(ledger, source(n + 10), [batch([(KEYS[n], 8, 0, 3600, "u1")])])
    assert (
        answers(
            ledger, append(ledger, source(20), [batch([("d", 1, 0, 3600, "u2")])]).recorded_at, True
        )["core_hours"]
        == 8 + 8 + 4 + 1
    )
