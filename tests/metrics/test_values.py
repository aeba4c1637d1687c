"""Intervals, bases, reliability and periods."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.ledger import Batch, Source, append
from scicity.metrics import (
    BadPeriod,
    Basis,
    Interval,
    Scope,
    Unlike,
    catalogue,
    exactly,
    figure,
    figures,
    from_statement,
    metric,
    printed,
    rank,
)
from scicity.metrics.reliability import downtime

number = st.fractions(0, 1000)
interval = st.tuples(number, number, st.booleans()).map(
    lambda t: Interval(min(t[0], t[1]), None if t[2] else max(t[0], t[1]))
)


def source(name: str) -> Source:
    return Source(name, name.ljust(64, "0"), "test")


@given(interval, interval, st.fractions(0, 1), st.fractions(0, 1))
def test_a_sum_of_intervals_holds_every_sum_of_their_values(a, b, s, t):
    x, y = ((i.low + (100 if i.high is None else i.high - i.low) * p) for i, p in ((a, s), (b, t)))
    assert (a + b).holds(x + y)


@pytest.mark.parametrize(
    ("qualifier", "value", "held", "not_held"),
    [
        ("over", "170", (170, 171, 10**6), (165,)),
        ("nearly", "40", (38, 39), (40, 41)),
        ("about", "490", (486, 494), (484, 495)),
        ("exact", "3", (3,), (2, 4)),
        ("at_least", "85", (85, 99), (84,)),
        ("order_of_magnitude", "1000", (1000, 9999), (999, 10_000)),
    ],
)
def test_a_qualifier_says_so_much_and_no_more(qualifier, value, held, not_held):
    bounds = from_statement(qualifier, value)
    assert all(bounds.holds(Fraction(v)) for v in held)
    assert not any(bounds.holds(Fraction(v)) for v in not_held)


def test_a_target_against_an_interval_may_be_undecidable():
    assert from_statement("over", "100").at_least(exactly(100)) == "yes"
    assert from_statement("nearly", "40").at_least(exactly(40)) == "no"
    assert from_statement("about", "490").at_least(exactly(490)) == "undecidable"


def test_overlapping_values_are_not_ranked():
    basis = Basis("m", "h", "2023", "system", "", "v1", "declared")
    assert rank([("a", exactly(1), basis), ("b", exactly(2), basis)]) == ["b", "a"]
    with pytest.raises(Unlike, match="overlap"):
        rank([("a", from_statement("over", "1"), basis), ("b", exactly(2), basis)])


@given(st.fractions(-100, 100), st.integers(0, 6))
def test_printing_is_nearest_with_halves_away_from_zero(value, decimals):
    shown = Fraction(printed(value, decimals))
    assert abs(shown - value) * 2 <= Fraction(1, 10**decimals)
    assert printed(Fraction(5, 1000), 2) == "0.01"
    assert printed(Fraction(-1, 1000), 2) == "0.00"


def test_outages_close_together_are_one_and_only_user_time_counts():
    hour = 3600
    found = downtime(
        [(0, 100 * hour)],
        [(10 * hour, 11 * hour), (int(11.5 * hour), 12 * hour), (99 * hour, 120 * hour)],
        hour,
    )
    assert (found.seconds, found.faults) == (3 * hour, 2)
    assert downtime([(0, 10)], [(20, 30)], 5).faults == 0


def test_availability_and_mtbf_follow_the_profile(ledger):
    hour, begin = 3600, 1_672_502_400
    beam = [
        {
            "line": 1,
            "unit": "ssrf",
            "start": begin,
            "end": begin + 100 * hour,
            "mode": "user",
            "stations": 10,
        }
    ]
    faults = [
        {
            "line": 1,
            "unit": "ssrf",
            "start": begin + 10 * hour,
            "end": begin + 12 * hour,
            "planned": False,
        }
    ]
    append(
        ledger,
        source("beam"),
        [Batch("machine_time", pl.DataFrame(beam)), Batch("outages", pl.DataFrame(faults))],
    )
    scope = Scope("ssrf", ("ssrf",), "Asia/Shanghai", {"minimum_uptime_s": "3600"})
    got = {
        m: figure(ledger, metric(m), scope, "2023").value
        for m in ("availability", "mtbf", "mtbf_delivered", "mttr", "station_hours", "faults")
    }
    assert got == {
        "availability": 98,
        "mtbf": 50,
        "mtbf_delivered": 98,
        "mttr": 2,
        "station_hours": 1000,
        "faults": 1,
    }
    assert figure(ledger, metric("mttr"), scope, "2024").value is None  # undefined, not 0
    other = Scope(
        "ssrf", ("ssrf",), "Asia/Shanghai", {"minimum_uptime_s": "3600", "mtbf": "faults"}
    )
    chosen = figure(ledger, metric("mtbf"), other, "2023")
    assert (chosen.value, chosen.metric.id) == (98, "mtbf_delivered")


def test_a_shift_that_ends_at_midnight_does_not_touch_the_next_year(ledger):
    end = 1_704_038_400  # 2024-01-01 00:00 in Shanghai
    shift = [
        {
            "line": 1,
            "unit": "nfps",
            "start": end - 28_800,
            "end": end,
            "visit": "v",
            "person": "p1",
            "mode": "onsite",
        }
    ]
    append(ledger, source("visit"), [Batch("visits", pl.DataFrame(shift))])
    scope = Scope("nfps", ("nfps",), "Asia/Shanghai")
    assert [
        f.value
        for f in figures(ledger, [metric("unique_users")], scope, "2023..2024", grain="year")
    ] == [1, None]


def test_stock_is_cumulative_to_date(ledger):
    moved = [
        {
            "line": i,
            "unit": "tmf/biobank",
            "start": t,
            "end": t,
            "movement": str(i),
            "kind": k,
            "tubes": n,
        }
        for i, (t, k, n) in enumerate(
            [
                (1_650_000_000, "received", 100),
                (1_680_000_000, "used", 30),
                (1_710_000_000, "destroyed", 5),
            ]
        )
    ]
    append(ledger, source("tubes"), [Batch("samples", pl.DataFrame(moved))])
    found = figures(
        ledger,
        [metric("biobank_tubes")],
        Scope("tmf", ("tmf",), "Asia/Shanghai"),
        "2022..2024",
        grain="year",
    )
    assert [f.value for f in found] == [100, 70, 65]


def test_hours_by_day_add_up_across_a_clock_change(ledger):
    start = 1_698_451_200  # 2023-10-28 00:00 UTC; the clock goes back on the 29th in Luxembourg
    job = [
        {
            "line": 1,
            "unit": "gaia",
            "start": start,
            "end": start + 3 * 86_400,
            "job": "1",
            "submit": start,
            "cores": 1,
            "state": "X",
        }
    ]
    append(ledger, source("job"), [Batch("compute_jobs", pl.DataFrame(job))])
    days = figures(
        ledger,
        [metric("core_hours")],
        Scope("gaia", ("gaia",), "Europe/Luxembourg"),
        "2023-10-28..2023-10-31",
        grain="day",
    )
    assert [f.value for f in days] == [22, 25, 24, 1]


@pytest.mark.parametrize("text", ["2023-13", "last year", "2023-02-30", "2024..2023"])
def test_a_bad_period_is_refused_in_words(ledger, text):
    with pytest.raises(BadPeriod):
        figures(ledger, [metric("core_hours")], Scope("all", None, "UTC"), text)


def test_every_metric_of_the_catalogue_can_be_asked_of_an_empty_ledger(ledger):
    scope = Scope("ssrf", ("ssrf",), "Asia/Shanghai", {"minimum_uptime_s": "3600"})
    for m in catalogue().values():
        assert figure(ledger, m, scope, "2023").value in (0, None, 100, Fraction(0)), m.id
