"""Backups hold both stores, can be checked, and put back what was there; nothing is ever written
over.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from scicity.ledger import Batch, Source, append, open_ledger
from scicity.metrics import Scope, figures, metric
from scicity.operations.backup import BackupError, back_up, backups, check, newest, restore

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)


def grow(ledger, n):
    rows = pl.DataFrame(
        [
            {
                "line": i,
                "unit": "ssc",
                "start": 1_700_000_000 + i,
                "end": 1_700_003_600 + i,
                "job": f"{n}-{i}",
                "submit": 1_699_999_999,
                "cores": 4,
                "state": "DONE",
            }
            for i in range(50)
        ]
    )
    append(ledger, Source(f"{n}", f"{n:_<64}", "test"), [Batch("compute_jobs", rows)])


def told(ledger):
    return [
        (f.metric.id, f.value)
        for f in figures(
            open_ledger(ledger),
            [metric("core_hours"), metric("jobs_started")],
            Scope("ssc", ("ssc",), "UTC"),
            "2023",
        )
    ]


@pytest.fixture
def city(tmp_path):
    state, ledger = tmp_path / "state", tmp_path / "ledger"
    (state / "uploads" / "x").mkdir(parents=True)
    (state / "uploads" / "x" / "plan.pdf").write_bytes(b"%PDF")
    (state / "secret.key").write_text("s")
    (state / "secret.key").chmod(0o600)
    with closing(sqlite3.connect(state / "access.sqlite3")) as db:
        db.execute("CREATE TABLE t (x)")
        db.execute("INSERT INTO t VALUES (1)")
        db.commit()
    grow(open_ledger(ledger), "1")
    return state, ledger, tmp_path / "backups"


@pytest.mark.asvs("14.1.4")
def test_what_was_there_is_there_again(city, tmp_path):
    state, ledger, into = city
    before = told(ledger)
    made = back_up(state, ledger, into, now=NOW)
    shutil.rmtree(state)
    shutil.rmtree(ledger)
    restore(made.folder, state, ledger)
    assert told(ledger) == before
    with closing(sqlite3.connect(state / "access.sqlite3")) as db:
        assert db.execute("SELECT x FROM t").fetchall() == [(1,)]
    assert (state / "uploads" / "x" / "plan.pdf").read_bytes() == b"%PDF"
    assert (state / "secret.key").stat().st_mode & 0o077 == 0
    grow(open_ledger(ledger), "2")  # and it goes on


def test_the_next_backup_shares_what_has_not_changed_and_old_ones_go(city):
    state, ledger, into = city
    back_up(state, ledger, into, now=NOW)
    grow(open_ledger(ledger), "2")
    second = back_up(state, ledger, into, now=NOW + timedelta(days=1))
    assert 0 < second.linked < second.files
    assert check(second.folder) == []
    back_up(state, ledger, into, keep=2, now=NOW + timedelta(days=2))
    assert [b.name for b in backups(into)] == ["20260302T040000Z", "20260303T040000Z"]
    assert check(newest(into)) == []
    assert newest(into, NOW + timedelta(days=1, hours=5)).name == "20260302T040000Z"
    assert newest(into, NOW - timedelta(days=1)) is None


def test_a_change_of_the_original_does_not_reach_its_backup(city):
    state, ledger, into = city
    made = back_up(state, ledger, into, now=NOW)
    (state / "uploads" / "x" / "plan.pdf").write_bytes(b"%PDF-2")
    assert (made.folder / "uploads" / "x" / "plan.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda b: (b / "uploads" / "x" / "plan.pdf").write_bytes(b"%PDx"), "was changed"),
        (lambda b: (b / "database.sqlite3").unlink(), "is missing"),
        (lambda b: (b / "more").write_text("x"), "is not of this backup"),
    ],
)
def test_a_damaged_backup_is_not_put_back(city, tmp_path, harm, why):
    state, ledger, into = city
    made = back_up(state, ledger, into, now=NOW)
    harm(made.folder)
    with pytest.raises(BackupError, match=why):
        restore(made.folder, tmp_path / "s", tmp_path / "l")
    assert not (tmp_path / "l").exists()


def test_nothing_is_written_over(city, tmp_path):
    state, ledger, into = city
    made = back_up(state, ledger, into, now=NOW)
    with pytest.raises(BackupError, match="is not empty"):
        restore(made.folder, state, tmp_path / "l")
    with pytest.raises(BackupError, match="is not empty"):
        restore(made.folder, tmp_path / "s", ledger)


def test_a_backup_that_fails_leaves_nothing(city, tmp_path):
    _, ledger, into = city
    with pytest.raises(BackupError, match="There is no database"):
        back_up(tmp_path / "nowhere", ledger, into, now=NOW)
    assert list(into.iterdir()) == []
