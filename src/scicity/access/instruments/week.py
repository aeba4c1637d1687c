"""The week of instruments as a picture: one line an instrument, drawn straight from plain
tuples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from scicity.platform.phrases import either, say

from ..models import Unit

LEFT, RIGHT, ROW = 230, 1260, 22
DAY = (RIGHT - LEFT) / 7
_DAYS_ZH, _DAYS_EN = "一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def board(
    units: Sequence[Unit], taken: Sequence[tuple[Any, ...]], monday: datetime, own: int
) -> SafeString:
    """All instruments' weeks in one SVG.

    `taken` are (unit, start, end, state, person, id); people are only 'mine' or not.
    """
    place = {u.pk: 24 + i * ROW for i, u in enumerate(units)}
    height = 24 + len(units) * ROW
    first, scale = monday.timestamp(), DAY / 86400
    out = [
        f'<svg class="week" viewBox="0 0 {RIGHT} {height}" role="group"'
        f' aria-label="{escape(say("access-instruments-bookings-of-the-week"))}">'
    ]
    for i in range(7):
        day = monday + timedelta(days=i)
        x = LEFT + i * DAY
        name = (
            f"周{_DAYS_ZH[i]} {day.month}/{day.day}"
            if either("z", "e") == "z"
            else f"{_DAYS_EN[i]} {day.day}/{day.month}"
        )
        out.append(
            f'<text x="{x + 4:.0f}" y="15">{name}</text><line class="hour" x1="{x:.1f}"'
            f' x2="{x:.1f}" y1="20" y2="{height}"/>'
        )
    for u in units:
        y = place[u.pk]
        out.append(
            f'<a href="/instruments/{u.pk}/?week={monday:%Y-%m-%d}"><text x="0"'
            f' y="{y + 15}">{escape(str(u)[:34])}</text></a><line class="hour" x1="0" x2="{RIGHT}"'
            f' y1="{y + ROW}" y2="{y + ROW}"/>'
        )
    for unit, start, end, state, person, _ in taken:
        x1 = max(LEFT, LEFT + (start.timestamp() - first) * scale)
        x2 = min(RIGHT, LEFT + (end.timestamp() - first) * scale)
        kind = "b own" if person == own else "b run" if state == "running" else "b"
        out.append(
            f'<rect class="{kind}" x="{x1:.1f}" y="{place[unit] + 3}"'
            f' width="{max(1.0, x2 - x1):.1f}" height="16"/>'
        )
    out.append("</svg>")
    return mark_safe("".join(out))  # noqa: S308 - every text in it is escaped above


@dataclass(frozen=True)
class Slot:
    start: datetime
    end: datetime
    state: str
    mine: bool
    id: int


def days(
    taken: Sequence[tuple[Any, ...]], monday: datetime, own: int
) -> list[tuple[datetime, list[Slot]]]:
    """One instrument's week as a list a day, in the facility's zone, for reading and for small
    screens.
    """
    slots = [
        Slot(
            start.astimezone(monday.tzinfo), end.astimezone(monday.tzinfo), state, person == own, pk
        )
        for _, start, end, state, person, pk in taken
    ]
    return [
        (
            day := monday + timedelta(days=i),
            [s for s in slots if s.start < day + timedelta(days=1) and s.end > day],
        )
        for i in range(7)
    ]
