"""Standard Workload Format: real traces against an independent pass, and bad ones."""

from __future__ import annotations

import gzip
from fractions import Fraction
from pathlib import Path

import pytest

from scicity.connectors.swf import SwfOptions, read_swf, source_of
from scicity.ledger import SourceError, append, read, records
from scicity.metrics import Scope, figures, metric
from scicity.registry import pseudonyms
from tests.conftest import DATA, ROOT

GAIA = DATA / "gaia" / "UniLu-Gaia-2014-2.swf.gz"
ALEA = ROOT.parent / "shared" / "data" / "swf" / "hpc2n-alea-subset.swf"


def independent_pass(path: Path) -> tuple[int, Fraction, int]:
    """(lines, core-hours, users) read line by line, with nothing of the program."""
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as text:
        lines = [line.split() for line in text if line.strip() and not line.startswith(";")]
    hours = sum(
        Fraction(int(c[3]) * int(c[4]), 3600) for c in lines if int(c[3]) > 0 and int(c[4]) > 0
    )
    return len(lines), hours, len({c[11] for c in lines if c[11] != "-1"})


@pytest.mark.parametrize(
    "path",
    [
        GAIA,
        pytest.param(
            ALEA,
            marks=pytest.mark.skipif(
                not ALEA.exists(), reason="this trace may be used in tests but not shipped"
            ),
        ),
    ],
    ids=lambda p: p.name,
)
def test_a_trace_gives_the_figures_of_an_independent_pass(ledger, path):
    options = SwfOptions("trace")
    report = append(
        ledger, source_of(path, options), read_swf(path, options, pseudonyms(ledger.path))
    )
    jobs, hours, users = independent_pass(path)
    found = {
        f.metric.id: f.value
        for f in figures(
            ledger,
            [metric(n) for n in ("jobs_running", "core_hours", "compute_users")],
            Scope("trace", ("trace",), "UTC"),
            "2000..2020",
        )
    }
    assert report.counts.added == report.counts.read == jobs
    assert found == {"jobs_running": jobs, "core_hours": hours, "compute_users": users}


def _take(ledger, tmp_path: Path, text: str, epoch: int | None = 0):
    path = tmp_path / "t.swf"
    path.write_text(text)
    options = SwfOptions("trace", epoch)
    return append(
        ledger, source_of(path, options), read_swf(path, options, pseudonyms(ledger.path))
    )


def test_more_columns_are_allowed_and_parts_of_a_job_are_not_counted_twice(ledger, tmp_path):
    whole = "1 0 5 100 4 -1 -1 4 -1 -1 1 7 1 -1 0 -1 -1 -1 99 98\n"
    part = "1 0 5 40 4 -1 -1 4 -1 -1 2 7 1 -1 0 -1 -1 -1\n"
    never = "2 0 -1 -1 4 -1 -1 4 -1 -1 5 7 1 -1 0 -1 -1 -1\n"
    report = _take(ledger, tmp_path, whole + part + never)
    assert report.counts.added == 1
    assert report.skipped == {"part of a job": 1, "never ran": 1}


def test_a_short_line_and_a_word_are_set_aside_with_their_line(ledger, tmp_path):
    good = "1 0 5 100 4 -1 -1 4 -1 -1 1 7 1 -1 0 -1 -1 -1\n"
    report = _take(
        ledger, tmp_path, "; c\n" + good + "2 0 5 100\n" + good.replace("1 0 5 100", "3 0 5 many")
    )
    assert (report.counts.added, report.counts.rejected) == (1, 2)
    text = report.reject_file.read_text("utf-8-sig")
    assert "\n3," in text
    assert "fewer than the 18 columns" in text
    assert "\n4," in text


def test_a_trace_without_its_start_time_says_what_to_give(ledger, tmp_path):
    with pytest.raises(SourceError, match="--epoch"):
        _take(ledger, tmp_path, "1 0 5 100 4 -1 -1 4 -1 -1 1 7 1 -1 0 -1 -1 -1\n", epoch=None)


def test_a_compressed_trace_cut_short_records_nothing(ledger, tmp_path):
    path = tmp_path / "cut.swf.gz"
    path.write_bytes(GAIA.read_bytes()[:400_000])
    options = SwfOptions("gaia")
    with pytest.raises(SourceError, match="cut short"):
        append(ledger, source_of(path, options), read_swf(path, options, pseudonyms(ledger.path)))
    assert records(read(ledger, "compute_jobs")) is None


def _figures(ledger, *names):
    return {
        f.metric.id: f.value
        for f in figures(
            ledger, [metric(n) for n in names], Scope("trace", ("trace",), "UTC"), "1970"
        )
    }


def test_a_trace_without_waits_does_not_say_that_nobody_waited(ledger, tmp_path):
    _take(
        ledger,
        tmp_path,
        "1 0 -1 100 4 -1 -1 4 -1 -1 1 7 1 -1 0 -1 -1 -1\n2 9 -1 3600 2 -1 -1 4 -1 -1 1 -1 1 -1 0 -1"
        " -1 -1\n",
    )
    found = _figures(ledger, "queue_wait_mean", "core_hours", "compute_users", "gpu_hours")
    assert found == {
        "queue_wait_mean": None,
        "core_hours": Fraction(7600, 3600),
        "compute_users": 1,
        "gpu_hours": None,
    }


def test_single_unknown_values_are_told(ledger, tmp_path):
    report = _take(
        ledger,
        tmp_path,
        "1 0 5 100 4 -1 -1 4 -1 -1 1 7 1 -1 0 -1 -1 -1\n2 9 -1 60 2 -1 -1 4 -1 -1 1 -1 1 -1 0 -1 -1"
        " -1\n3 9 5 60 -1 -1 -1 -1 -1 -1 1 7 1 -1 0 -1 -1 -1\n4 9 5 60 -1 -1 -1 8 -1 -1 1 7 1 -1 0"
        " -1 -1 -1\n",
    )
    assert (report.counts.added, report.counts.rejected) == (3, 1)
    assert "the number of processors is unknown" in report.reject_file.read_text("utf-8-sig")
    assert len(report.told) == 2
