"""Local times and days of a place: which instant is meant, how long something lasted, when a day is
over.

Everything that people type as a time goes through `instant`. What it gives is in UTC, so that a
difference of two is what
passed: two times of one zone would be subtracted by their hands on the clock, and a night of nine
    hours would count eight.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from scicity.registry import here


class Skipped(ValueError):
    """The clock went forward over this time: there is none such."""


class Ambiguous(Exception):
    """The clock was set back: it showed this time twice, and whoever typed it says which is meant.

    `name` is the field, `choices` the two instants with their offsets, the earlier first.
    """

    def __init__(self, name: str, choices: tuple[datetime, datetime]) -> None:
        self.name, self.choices = name, choices
        super().__init__(f"{name}: {choices[0]:%Y-%m-%d %H:%M} is there twice")


def instant(typed: datetime, zone: str, name: str = "time") -> datetime:
    """What a local time means, in UTC.

    One with an offset says so itself. Skipped: there is none. Ambiguous: there are two.
    """
    if typed.tzinfo is not None:
        return typed.astimezone(UTC)
    place = ZoneInfo(zone)
    first, second = typed.replace(tzinfo=place, fold=0), typed.replace(tzinfo=place, fold=1)
    if first.astimezone(UTC).astimezone(place).replace(tzinfo=None, fold=0) != typed:
        raise Skipped(zone)
    if first.utcoffset() != second.utcoffset():
        raise Ambiguous(name, (_told(first), _told(second)))
    return first.astimezone(UTC)


def _told(moment: datetime) -> datetime:
    """The same time with its offset for a zone: two times of one hour are told apart by nothing
    else.
    """
    offset = moment.utcoffset()
    assert offset is not None
    return moment.replace(tzinfo=timezone(offset), fold=0)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """What passed between two times, whatever the clocks did meanwhile."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def day_of(moment: datetime, zone: str) -> date:
    """The day that it is at a place."""
    return moment.astimezone(ZoneInfo(zone)).date()


def today() -> date:
    """The day that it is in the city."""
    return day_of(datetime.now(UTC), here().zone)


def end_of(day: date, zone: str) -> datetime:
    """The last second of a day at a place, in UTC: until then something due on that day is in
    time.
    """
    after = datetime.combine(day + timedelta(days=1), time(0), ZoneInfo(zone))
    return after.astimezone(UTC) - timedelta(seconds=1)
