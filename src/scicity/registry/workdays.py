"""Working days as the city's country has them: public holidays, and the weekend days worked instead (package `holidays`)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

LAST_PUBLISHED = {"CN": 2026}  # the State Council publishes each year's exchanged days the autumn before; later years know the statutory days only


@dataclass(frozen=True)
class Workdays:
    """Days are counted in the calendar of a country (ISO 3166 alpha-2)."""

    country: str = "CN"

    def works(self, day: date) -> bool:
        days = _of_year(self.country, day.year)
        at = bisect_left(days, day.toordinal())
        return at < len(days) and days[at] == day.toordinal()

    def after(self, day: date, count: int) -> date:
        """The working day that lies `count` working days after `day`; 0 gives `day` itself or the first one after it."""
        if count < 0:
            return self._before(day, -count)
        year, left, from_ordinal = day.year, count, day.toordinal()
        while True:
            days = _of_year(self.country, year)
            at = bisect_left(days, from_ordinal)
            if at + left < len(days):
                return date.fromordinal(days[at + left])
            left -= len(days) - at
            year += 1
            from_ordinal = date(year, 1, 1).toordinal()

    def _before(self, day: date, count: int) -> date:
        while count:
            day -= timedelta(days=1)
            count -= self.works(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days from `first` up to, not including, `last`; negative where `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        total = 0
        for year in range(first.year, last.year + 1):
            days = _of_year(self.country, year)
            total += bisect_left(days, last.toordinal()) - bisect_left(days, first.toordinal())
        return total

    def published(self, day: date) -> bool:
        """Whether the exchanged working days of that year are known: before that a deadline may still move."""
        return day.year <= LAST_PUBLISHED.get(self.country, day.year)


@lru_cache(maxsize=256)
def _of_year(country: str, year: int) -> tuple[int, ...]:
    known = holidays.country_holidays(country, years=year)
    day, found = date(year, 1, 1), []
    while day.year == year:
        if known.is_working_day(day):
            found.append(day.toordinal())
        day += timedelta(days=1)
    return tuple(found)
