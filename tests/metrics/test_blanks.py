"""A record that does not say what a figure asks of it: the figure is not all measured, until a
correction says it.
"""

from __future__ import annotations

import polars as pl
import pytest

from scicity.connectors import swf
from scicity.ledger import Batch, Source, append, resolve_as_of
from scicity.metrics import Scope, coverage_words, figure, figures, metric
from scicity.registry import pseudonyms

HOUR = 3600
WHOLE = Scope("mill", ("mill",), "UTC")


def sessions(ledger, *external, name="a"):
    rows = [
        {
            "line": n,
            "unit": "mill",
            "start": n * HOUR,
            "end": (n + 1) * HOUR,
            "session": f"s{n}",
            "instrument": "mill",
            "effective": True,
            "external": said,
            "purpose": "user",
        }
        for n, said in enumerate(external)
    ]
    frame = pl.DataFrame(rows, schema_overrides={"external": pl.Boolean})
    source = Source(name, name * 16, "test")
    append(ledger, source, [Batch("instrument_time", frame)])


def the(ledger, name, period="1970-01"):
    return figure(ledger, metric(name), WHOLE, period)


def test_a_session_of_which_nobody_says_whom_it_served_is_told(ledger):
    sessions(ledger, True, False, None, None)
    sharing = the(ledger, "sharing_rate")
    assert sharing.status == "partly covered"
    assert sharing.coverage.blank == 2
    assert "2 records do not say" in coverage_words(sharing, "en")
    assert "2条记录未写明" in coverage_words(sharing, "zh")
    assert the(ledger, "effective_hours").coverage.blank == 0, "it does not ask for whom"


def test_a_correction_that_says_it_mends_the_figure_and_not_the_past(ledger):
    sessions(ledger, True, None)
    then = resolve_as_of(ledger, None)
    sessions(ledger, True, False, name="b")
    assert the(ledger, "sharing_rate").coverage.blank == 0
    assert figure(ledger, metric("sharing_rate"), WHOLE, "1970-01", as_of=then).coverage.blank == 1


def test_a_blank_of_another_month_says_nothing_of_this_one(ledger):
    sessions(ledger, *([True] * 24 * 40), None)
    first, second = figures(
        ledger, [metric("sharing_rate")], WHOLE, "1970-01..1970-02", grain="month"
    )
    assert (first.coverage.blank, second.coverage.blank) == (0, 1)


@pytest.mark.parametrize(("waits", "blank"), [((5, 7), 0), ((5, -1), 1), ((-1, 5, -1), 2)])
def test_jobs_whose_wait_is_unknown_are_told_beside_the_known(ledger, tmp_path, waits, blank):
    trace = tmp_path / "t.swf"
    lines = [
        f"{n} {n * HOUR} {w} 60 1 -1 -1 1 60 -1 1 1 1 -1 1 -1 -1 -1" for n, w in enumerate(waits, 1)
    ]
    trace.write_text("; UnixStartTime: 0\n" + "\n".join(lines) + "\n")
    options = swf.SwfOptions("mill")
    append(
        ledger, swf.source_of(trace, options), swf.read_swf(trace, options, pseudonyms(ledger.path))
    )
    assert the(ledger, "queue_wait_mean").coverage.blank == blank
    assert the(ledger, "core_hours").coverage.blank == 0
