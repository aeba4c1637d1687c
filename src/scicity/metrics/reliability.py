"""Faults and downtime of a source, by a facility's own rules.

Source: the operation statistics of the Swiss Light Source and Lüdeke, Bieler, Müller, Phys. Rev.
    Accel.
Beams 19, 082802 (2016): downtime counts only inside user time, and two outages with less than the
    minimum
uptime between them are one. The minimum is a parameter of the facility's profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Downtime:
    """Seconds of downtime inside user time, and the number of faults after merging."""

    seconds: int
    faults: int


def union(spans: Sequence[Span], gap: int = 0) -> list[Span]:
    """Spans in order, joined where fewer than `gap` seconds (or none) lie between."""
    joined: list[Span] = []
    for start, end in sorted(s for s in spans if s[1] > s[0]):
        if joined and (start <= joined[-1][1] or start - joined[-1][1] < gap):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def overlap(a: Sequence[Span], b: Sequence[Span]) -> list[Span]:
    """What two ordered lists of disjoint spans have in common."""
    found, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        start, end = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if start < end:
            found.append((start, end))
        i, j = (i + 1, j) if a[i][1] < b[j][1] else (i, j + 1)
    return found


def downtime(user_time: Sequence[Span], outages: Sequence[Span], minimum_uptime: int) -> Downtime:
    """Downtime of a period. All spans in seconds; outages outside user time count for nothing.

    The uptime between two outages that counts as downtime is user time too, or it would not be
    uptime.
    """
    served = union(user_time)
    down = union(overlap(union(outages), served), minimum_uptime)
    return Downtime(sum(e - s for s, e in overlap(down, served)), len(down))
