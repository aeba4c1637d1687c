"""Working days as a city has them: public holidays of its country or part of it (package
`holidays`), and its own days.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_WEEKEND = (5, 6)  # where no country is named: Saturday and Sunday


@dataclass(frozen=True)
class Workdays:
    """Days are counted in the calendar of a country (ISO 3166 alpha-2) and a part of it (ISO
    3166-2); without one, Monday to Friday.

    `published` is the last year whose exchanged days are known, where a country exchanges days year
    by year; 0: it does not. `closed` and `worked` are days that the city has otherwise than that
    calendar.
    """

    country: str = ""
    subdivision: str = ""
    published: int = 0
    closed: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()

    def works(self, day: date) -> bool:
        days = _of_year(self, day.year)
        at = bisect_left(days, day.toordinal())
        return at < len(days) and days[at] == day.toordinal()

    def after(self, day: date, count: int) -> date:
        """The working day that lies `count` working days after `day`, or before it where `count` is
        negative, as a spreadsheet's WORKDAY counts: `day` itself never counts, worked or not, and 0
        gives it back.
        """
        if count <= 0:
            return self._before(day, -count)
        return self._counted(day + timedelta(days=1), count - 1)

    def on_or_after(self, day: date) -> date:
        """`day` itself where it is worked, or else the first working day after it."""
        return self._counted(day, 0)

    def _counted(self, day: date, left: int) -> date:
        """The working day that `left` others precede, counted from `day` on."""
        year, from_ordinal = day.year, day.toordinal()
        while True:
            days = _of_year(self, year)
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
        """Working days from `first` up to, not including, `last`; negative where `last` is
        earlier.
        """
        if last < first:
            return -self.between(last, first)
        total = 0
        for year in range(first.year, last.year + 1):
            days = _of_year(self, year)
            total += bisect_left(days, last.toordinal()) - bisect_left(days, first.toordinal())
        return total

    def is_published(self, day: date) -> bool:
        """Whether the exchanged working days of that year are known: before that a deadline may
        still move.
        """
        return not self.published or day.year <= self.published


def known_calendar(country: str, subdivision: str) -> str:
    """What is wrong with a country and a part of it as a calendar; empty where there is one."""
    if not country:
        return ""
    import holidays

    supported = holidays.list_supported_countries()
    if country not in supported:
        return (
            f"holidays: there is no calendar of the country {country!r}; give its two letters of"
            " ISO 3166"
        )
    if subdivision and subdivision not in supported[country]:
        return (
            f"holidays: {country} has no part {subdivision!r}; it has"
            f" {', '.join(supported[country]) or 'none'}"
        )
    return ""


@lru_cache(maxsize=256)
def _of_year(calendar: Workdays, year: int) -> tuple[int, ...]:
    if calendar.country:
        import holidays  # here: it is slow to load, and most commands count no working days

        known = holidays.country_holidays(
            calendar.country, subdiv=calendar.subdivision or None, years=year
        )
        works = known.is_working_day
    else:

        def works(day: date) -> bool:
            return day.weekday() not in _WEEKEND

    day, found = date(year, 1, 1), []
    while day.year == year:
        if day in calendar.worked or (day not in calendar.closed and works(day)):
            found.append(day.toordinal())
        day += timedelta(days=1)
    return tuple(found)
