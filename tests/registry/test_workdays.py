"""Working days: a dozen counted by hand on published calendars, and every day against another
implementation of WORKDAY.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.registry.workdays import Workdays

CHINA = Workdays("CN", published=2026)
CAMPUS = Workdays("AU", "SA", closed=(date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31)))
PLAIN = Workdays()


# The State Council's notice on 2026: free 1 to 3 January, 15 to 23 February, 4 to 6 April, 1 to 5
# May, 19 to 21 June, 25 to 27 September and 1 to 7 October; worked Sunday 4 January, Saturdays 14
# and 28 February, Saturday 9 May, Sunday 20 September, Saturday 10 October.
@pytest.mark.parametrize(
    ("calendar", "first", "count", "day"),
    [
        (CHINA, "2026-12-05", 5, "2026-12-11"),  # from a Saturday: Monday is the first
        (CHINA, "2026-12-06", 5, "2026-12-11"),  # from the Sunday after it, the same
        (CHINA, "2026-12-04", 5, "2026-12-11"),  # and from the Friday before
        (CHINA, "2026-02-13", 1, "2026-02-14"),  # a Saturday that is worked
        (CHINA, "2026-02-14", 1, "2026-02-24"),  # then nine free days
        (CHINA, "2026-02-18", 5, "2026-02-28"),  # from within them: 24 to 27, and Saturday the 28th
        (CHINA, "2026-01-01", 2, "2026-01-05"),  # Sunday the 4th is worked
        (CHINA, "2026-05-08", 2, "2026-05-11"),  # Saturday the 9th is worked
        (CHINA, "2026-09-28", 7, "2026-10-13"),
        (CHINA, "2026-10-10", 1, "2026-10-12"),  # from a worked Saturday
        (CHINA, "2026-10-11", 5, "2026-10-16"),
        (CHINA, "2026-02-24", -1, "2026-02-14"),
        (CHINA, "2026-12-05", 0, "2026-12-05"),
        (CAMPUS, "2026-03-07", 1, "2026-03-10"),  # Adelaide Cup is on Monday the 9th
        (CAMPUS, "2026-04-02", 1, "2026-04-07"),  # Good Friday to Easter Monday
        (CAMPUS, "2026-12-24", 1, "2026-12-29"),  # Proclamation Day is observed on Monday the 28th
        (CAMPUS, "2025-12-27", 1, "2026-01-02"),  # the campus closes between the years
    ],
)
def test_deadlines_are_those_counted_by_hand(calendar, first, count, day):
    assert calendar.after(date.fromisoformat(first), count) == date.fromisoformat(day)


@given(
    st.sampled_from([CHINA, CAMPUS, PLAIN]),
    st.dates(date(2026, 1, 1), date(2026, 11, 30)),
    st.integers(-40, 200),
)
def test_every_day_agrees_with_what_a_spreadsheet_counts(calendar, first, count):
    """The days themselves are walked one by one, as WORKDAY is defined: the start never counts."""
    day, left, way = first, abs(count), timedelta(days=1 if count > 0 else -1)
    while left:
        day += way
        left -= calendar.works(day)
    assert calendar.after(first, count) == day


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 400))
def test_plain_weeks_agree_with_another_library(first, count):
    assert PLAIN.after(first, count) == np.busday_offset(first, count, roll="backward").astype(date)


@given(
    st.sampled_from([CHINA, CAMPUS, PLAIN]),
    st.dates(date(2026, 1, 1), date(2026, 11, 30)),
    st.integers(1, 60),
)
def test_what_lies_so_many_days_after_is_so_many_days_away(calendar, first, count):
    assert calendar.between(first + timedelta(days=1), calendar.after(first, count)) == count - 1
    assert calendar.on_or_after(first) == (
        first if calendar.works(first) else calendar.after(first, 1)
    )
