"""One catalogue, two engines: every metric gives the same figure on the embedded engine and on
Apache Spark, on the same files.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from scicity.metrics import MetricError, catalogue, figures, using
from scicity.reports import scope_of

pytestmark = pytest.mark.full
QUESTIONS = [
    ("phillips", "2016-11..2017-01", "month", ()),
    ("all", "2026", "quarter", ("facility",)),
]


def answers(ledger, metric, scope, period, grain, by):
    """Whether the scope's profile holds what the metric needs."""
    try:
        figures(ledger, [metric], scope, period, grain=grain, by=by)
    except MetricError:
        return False
    return True


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q[0]} {q[1]} {q[2]} {q[3]}")
def test_both_engines_agree_on_every_metric(everything, city, question):
    """`everything` holds real logs, the chapter's statements and a simulated year of all streams,
    with corrections and withdrawals.
    """
    scope, period, grain, by = question
    asked = [
        m
        for m in catalogue().values()
        if answers(everything, m, scope_of(city, scope), period, grain, by)
    ]
    here = figures(
        everything, asked, scope_of(city, scope), period, grain=grain, by=by, use_partials=False
    )
    with using("local[2]"):
        there = figures(everything, asked, scope_of(city, scope), period, grain=grain, by=by)

    def told(found):
        return {(f.metric.id, f.period, f.by): f.value for f in found}

    assert told(here) == told(there)
    assert len(asked) > 40
    assert any(f.value for f in here)


def test_a_master_that_is_no_engine_is_told(everything):
    told = subprocess.run(
        [
            sys.executable,
            "-m",
            "scicity",
            "--ledger",
            str(everything.path),
            "figures",
            "core_hours",
            "--period",
            "2016",
            "--engine",
            "nonsense://x",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert "cannot be used" in told.stderr
    assert "Traceback" not in told.stderr
