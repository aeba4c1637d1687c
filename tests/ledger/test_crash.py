"""Killed writers and concurrent ones lose nothing and double nothing.

Real processes, real kills.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import polars as pl
import pytest

from scicity.ledger import (
    Batch,
    Source,
    append,
    compact,
    manifests,
    open_ledger,
    read,
    records,
    store,
)
from scicity.metrics import Scope, figures, metric

ROWS, PIECES = 30_000, 6
SCOPE = Scope("ssc", ("ssc",), "UTC")


def rows(first: int, count: int, cores: int = 2) -> pl.DataFrame:
    number = pl.int_range(first, first + count, eager=True)
    start = 1_672_531_200 + number * 40
    return pl.DataFrame(
        {
            "line": number,
            "unit": "ssc",
            "start": start,
            "end": start + 300 + number % 7_000,
            "job": number.cast(pl.String),
            "submit": start - 60,
            "cores": cores + number % 5,
            "state": "COMPLETED",
            "person": "p" + (number % 97).cast(pl.String),
        }
    )


def plan(first: int, cores: int = 2) -> list[Batch]:
    size = ROWS // PIECES
    jobs = [Batch("compute_jobs", rows(first + i * size, size, cores)) for i in range(PIECES)]
    outage = pl.DataFrame(
        [{"line": first, "unit": "ssc", "start": first, "end": first + 60, "planned": False}]
    )
    return [*jobs, Batch("outages", outage)]  # two streams: both or neither


def source(name: str) -> Source:
    return Source(name, hashlib.sha256(name.encode()).hexdigest(), "test")


def work(folder: str, name: str, first: int, cores: int, ready) -> None:
    ready.set()
    append(open_ledger(folder), source(name), plan(first, cores))


def merge(folder: str, ready, done) -> None:
    ready.set()
    while not done.is_set():
        compact(open_ledger(folder), least=2)
        time.sleep(0.01)


def answers(folder: Path) -> list[tuple[str, str, object]]:
    ledger = open_ledger(folder)
    names = ("core_hours", "jobs_running", "compute_users", "jobs_started")
    found = figures(
        ledger, [metric(n) for n in names], SCOPE, "2023", grain="month", use_partials=False
    )
    outages = records(read(ledger, "outages"))
    return [(f.metric.id, f.period, f.value) for f in found] + [
        ("outages", "", len(outages.fetchall()) if outages else 0)
    ]


IMPORTS = (("first", 0, 2), ("second", ROWS, 2), ("corrections", ROWS // 2, 3))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> list[tuple[str, str, object]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    for name, first, cores in IMPORTS:
        append(open_ledger(folder), source(name), plan(first, cores))
    return answers(folder)


def _length_of_an_import(folder: Path) -> float:
    began = time.monotonic()
    append(open_ledger(folder), source("measured"), plan(0))
    return time.monotonic() - began


def _killed_at_random(folder: Path, kills: int, seed: int, length: float) -> int:
    """Start importers and kill each at a random moment of its work; then let each import finish
    once.

    Returns how many were killed while they worked. The moments are spread over an import's whole
    length.
    """
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.ledger.test_crash"])
    chance, killed = random.Random(seed), 0
    for name, first, cores in IMPORTS:
        while killed < kills * (IMPORTS.index((name, first, cores)) + 1) // len(IMPORTS):
            ready = server.Event()
            process = server.Process(target=work, args=(str(folder), name, first, cores, ready))
            process.start()
            ready.wait()
            process.join(timeout=chance.uniform(0, length))
            if process.is_alive():
                os.kill(process.pid, signal.SIGKILL)
                killed += 1
            process.join()
            if any(m["source"]["name"] == name for m in manifests(open_ledger(folder))):
                break  # it was committed: the next import's turn
        append(open_ledger(folder), source(name), plan(first, cores))
    return killed


def _survives(tmp_path: Path, kills: int, undisturbed: list[tuple[str, str, object]]) -> None:
    length, killed, round_ = _length_of_an_import(tmp_path / "measured"), 0, 0
    while killed < kills:
        folder = tmp_path / str(round_)
        killed += _killed_at_random(folder, kills - killed, round_, length)
        round_ += 1
        assert answers(folder) == undisturbed


def test_a_writer_killed_at_any_moment_loses_and_doubles_nothing(tmp_path, undisturbed):
    _survives(tmp_path, 12, undisturbed)


@pytest.mark.full
def test_two_hundred_kills(tmp_path, undisturbed):
    _survives(tmp_path, 200, undisturbed)


def test_four_importers_and_a_compactor_at_once_give_the_figures_of_one(tmp_path, undisturbed):
    """Two of the four import the same source; the corrections come after, as they must.

    The compactor is killed and begins again.
    """
    server = multiprocessing.get_context("forkserver")
    (first, second, corrections), started = IMPORTS, []
    ready, done = server.Event(), server.Event()
    compactors = [server.Process(target=merge, args=(str(tmp_path), ready, done)) for _ in range(2)]
    for compactor in compactors:
        compactor.start()
    for name, at, cores in (first, second, first, second):
        process = server.Process(target=work, args=(str(tmp_path), name, at, cores, ready))
        process.start()
        started.append(process)
    for process in started:
        process.join()
        assert process.exitcode == 0
    compactors[0].kill()
    append(open_ledger(tmp_path), source(corrections[0]), plan(corrections[1], corrections[2]))
    assert answers(tmp_path) == undisturbed
    assert len(manifests(open_ledger(tmp_path))) == 3
    done.set()
    compactors[1].join()
    assert compactors[1].exitcode == 0
    compact(open_ledger(tmp_path), least=2)
    assert answers(tmp_path) == undisturbed


@pytest.mark.parametrize("step", ["intent written", "first stream applied"])
def test_an_intent_left_by_a_killed_writer_is_finished_by_the_next_reader(
    tmp_path, undisturbed, monkeypatch, step
):
    """The two moments that decide: just after the commit point, and between its two streams."""

    class Killed(BaseException):
        pass

    real, calls = store._append_to_log, []

    def killed(*args, **more):
        calls.append(args)
        if step == "intent written" or len(calls) == 2:
            raise Killed
        real(*args, **more)

    monkeypatch.setattr(store, "_append_to_log", killed)
    name, first, cores = IMPORTS[0]
    with pytest.raises(Killed):
        append(open_ledger(tmp_path), source(name), plan(first, cores))
    monkeypatch.setattr(store, "_append_to_log", real)
    for name, first, cores in IMPORTS:
        append(open_ledger(tmp_path), source(name), plan(first, cores))
    assert answers(tmp_path) == undisturbed
