"""Periods and the buckets that they are split into."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scicity.metrics import GRAINS, buckets_in, window

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(days, st.integers(0, 900), st.sampled_from(GRAINS))
def test_buckets_are_counted_as_they_are_made(first, length, grain):
    period = f"{first}..{first + timedelta(days=length)}"
    made = window(period, grain, "Asia/Shanghai").labels
    assert buckets_in(period, grain) == len(made)


def test_two_thousand_years_of_days_are_counted_without_being_made():
    assert buckets_in("1000-01-01..2999-12-31", "day") == 730_485
    assert buckets_in("2023-Q3", "month") == 3
    assert buckets_in("2023", "year") == 1
