"""Civil time: where a zone's offset from UTC changes, and local wall-clock times as UTC seconds."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import polars as pl

DAY = 86_400


def offset_at(zone: str, second: int) -> int:
    """Seconds that local time is ahead of UTC at a moment."""
    delta = datetime.fromtimestamp(second, ZoneInfo(zone)).utcoffset()
    assert delta is not None
    return int(delta.total_seconds())


@lru_cache(maxsize=256)
def transitions(zone: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """(moment, offset from then on) in [start, end]; the first pair is (start, offset at start).

    UTC seconds.
    """
    found = [(start, offset_at(zone, start))]
    at = start
    while at < end:
        after = min(at + DAY, end)
        if offset_at(zone, after) != found[-1][1]:
            low, high = at, after
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (
                    (middle, high) if offset_at(zone, middle) == found[-1][1] else (low, middle)
                )
            found.append((high, offset_at(zone, high)))
        at = after
    return tuple(found)


def midnight(day: date, zone: str) -> int:
    """UTC seconds at which a civil day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())


def local_to_utc(local: pl.Series, zone: str, ambiguous: str = "earliest") -> pl.Series:
    """Wall-clock seconds (as if UTC) to UTC seconds; null where the clock was put forward over that
    time.

    `ambiguous` ('earliest' or 'latest') decides a time that the clock showed twice.
    """
    low, high = local.min(), local.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return local
    if not constant(zone, low, high):
        moments = pl.from_epoch(local, "s").dt.replace_time_zone(
            zone, ambiguous="earliest" if ambiguous == "earliest" else "latest", non_existent="null"
        )
        return moments.dt.epoch("s")
    return local - offset_at(zone, low)


def constant(zone: str, low: int, high: int) -> bool:
    """Whether the zone keeps one offset from two days before `low` to two days after `high`."""
    first, last = (low - 2 * DAY) // DAY * DAY, (high + 3 * DAY) // DAY * DAY
    return len(transitions(zone, first, last)) == 1
