"""Periods in a zone's civil time, and the buckets that a period is split into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from scicity.ledger.zones import midnight

from .errors import BadPeriod

Grain = Literal["day", "month", "quarter", "year", "whole"]
GRAINS: tuple[Grain, ...] = ("day", "month", "quarter", "year", "whole")


@dataclass(frozen=True)
class Window:
    """Consecutive buckets of civil time. `bounds` are UTC seconds, one more than `labels`."""

    zone: str
    grain: Grain
    first: date
    labels: tuple[str, ...]
    bounds: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.bounds[0]

    @property
    def end(self) -> int:
        return self.bounds[-1]


def parse_period(text: str) -> tuple[date, date, Grain]:
    """First day, day after the last, and the calendar grain that the text itself is ('whole' for a
    free range).

    Accepts 2023, 2023-Q3, 2023-07, 2023-07-15 and FIRST..LAST of any of them, both included.
    """
    if ".." in text:
        first, last = text.split("..", 1)
        start, end = parse_period(first)[0], parse_period(last)[1]
        if end <= start:
            raise BadPeriod(
                f"The period {text} ends before it begins. Write the earlier day first."
            )
        return start, end, "whole"
    try:
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 1, 1), date(int(text) + 1, 1, 1), "year"
        if found := re.fullmatch(r"(\d{4})-?Q([1-4])", text):
            year, quarter = int(found[1]), int(found[2])
            return (
                date(year, 3 * quarter - 2, 1),
                _months_later(date(year, 3 * quarter - 2, 1), 3),
                "quarter",
            )
        if re.fullmatch(r"\d{4}-\d{2}", text):
            start = date(int(text[:4]), int(text[5:]), 1)
            return start, _months_later(start, 1), "month"
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadPeriod(
            f"{text!r} is not a period. Write 2023, 2023-Q3, 2023-07, 2023-07-15 or "
            "2023-07-01..2023-09-30."
        ) from error
    return day, day + timedelta(days=1), "day"


def window(period: str, grain: Grain | None, zone: str) -> Window:
    """The buckets of a period.

    A grain coarser than the period's edges widens to whole calendar buckets.
    """
    first, end, own = parse_period(period)
    if grain is None or grain in ("whole", own):
        return Window(zone, own, first, (period,), (midnight(first, zone), midnight(end, zone)))
    if grain not in GRAINS:
        raise BadPeriod(f"{grain!r} is not a grain. Use one of: {', '.join(GRAINS)}.")
    days, labels, day = [], [], _floor(first, grain)
    while day < end:
        days.append(day)
        labels.append(label(day, grain))
        day = _next(day, grain)
    return Window(
        zone, grain, days[0], tuple(labels), tuple(midnight(d, zone) for d in [*days, day])
    )


def buckets_in(period: str, grain: Grain | None) -> int:
    """How many buckets `window` splits a period into, without making them."""
    first, end, own = parse_period(period)
    if grain is None or grain in ("whole", own):
        return 1
    return _number(end - timedelta(days=1), grain) - _number(first, grain) + 1


def _number(day: date, grain: Grain) -> int:
    """The number of a day's bucket, counted without a gap."""
    if grain == "day":
        return day.toordinal()
    return (day.year * 12 + day.month - 1) // {"month": 1, "quarter": 3}.get(grain, 12)


def label(day: date, grain: Grain) -> str:
    forms = {
        "day": day.isoformat(),
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
    }
    return forms.get(grain, f"{day.year}")


def _floor(day: date, grain: Grain) -> date:
    if grain == "day":
        return day
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1}.get(grain, 1)
    return date(day.year, month, 1)


def _next(day: date, grain: Grain) -> date:
    if grain == "day":
        return day + timedelta(days=1)
    return _months_later(day, {"month": 1, "quarter": 3}.get(grain, 12))


def _months_later(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
