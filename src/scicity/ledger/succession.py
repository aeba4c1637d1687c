"""What is in force when rows follow one another: a later one replaces an earlier one while it
lasts.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from .reading import Reading, live_sql
from .session import session

Row = dict[str, Any]


def in_force(reading: Reading) -> list[Row]:
    """The live rows of a succession, cut to the spans in which each is in force; call for few rows
    only.

    At each moment that is the row of its unit with the latest start that has not ended. A row that
    is interrupted by a shorter one stands twice.
    """
    if not reading.files:
        return []
    rows = session().sql(live_sql(reading)).to_arrow_table().to_pylist()
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row["unit"], []).append(row)
    return [cut for unit in sorted(by_unit) for cut in succeed(by_unit[unit])]


def succeed(rows: Iterable[Row]) -> list[Row]:
    """The rows of one unit as they are in force: spans in order of time that do not overlap, times
    in UTC seconds.
    """
    ordered = sorted((r for r in rows if r["end"] > r["start"]), key=lambda r: int(r["start"]))
    moments = sorted({t for r in ordered for t in (r["start"], r["end"])})
    found: list[Row] = []
    waiting: list[tuple[int, int]] = []  # (-start, index): the latest start on top
    begun = 0
    for at, until in pairwise(moments):
        while begun < len(ordered) and ordered[begun]["start"] <= at:
            heapq.heappush(waiting, (-ordered[begun]["start"], begun))
            begun += 1
        while waiting and ordered[waiting[0][1]]["end"] <= at:
            heapq.heappop(waiting)
        if not waiting:
            continue
        row = ordered[waiting[0][1]]
        if found and found[-1]["end"] == at and found[-1]["record"] == row["record"]:
            found[-1]["end"] = until
        else:
            found.append({**row, "start": at, "end": until})
    return found
