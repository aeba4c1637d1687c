"""Flow times and bottlenecks out of the event log of what was done, by the library r4pm
(Rust4PM).
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import polars as pl

from scicity.registry import here

from .models import Case, Service, Stage, days_between

MOST = 20_000


@dataclass(frozen=True)
class StepTimes:
    """Working days from the opening of a step to its end: the middle and the 95th of a hundred.

    `over`: share done after its day.
    """

    name_zh: str
    name_en: str
    lane: str
    cases: int
    middle: float
    p95: float
    over: float


@dataclass(frozen=True)
class Mined:
    """`follows`: (step, next step, how often), the most frequent first; `variants`: how many
    different ways cases took.
    """

    cases: int
    middle: float | None
    steps: tuple[StepTimes, ...]
    bottleneck: StepTimes | None
    follows: tuple[tuple[str, str, int], ...]
    variants: int


def _done(service: Service, since: date | None = None) -> Any:
    rows = Stage.objects.filter(case__service=service, wait=False).exclude(done_at=None)
    return rows.filter(case__submitted_at__date__gte=since) if since else rows


def mined(service: Service, since: date) -> Mined:
    stages = list(
        _done(service, since)
        .order_by("case_id", "done_at")
        .values_list(
            "case_id", "step", "name_zh", "name_en", "lane", "opened_at", "done_at", "due"
        )[:MOST]
    )
    ended = [
        days_between(a, b)
        for a, b in Case.objects.filter(
            service=service, state="ended", submitted_at__date__gte=since
        ).values_list("submitted_at", "ended_at")[:MOST]
    ]
    by_step: dict[str, list[Any]] = defaultdict(list)
    for row in stages:
        by_step[row[1]].append(row)
    steps = []
    for rows in by_step.values():
        days = sorted(
            here().workdays.between(a.astimezone(here().tz).date(), b.astimezone(here().tz).date())
            for *_, a, b, _ in rows
        )
        late = sum(b.astimezone(here().tz).date() > due for *_, b, due in rows)
        steps.append(
            StepTimes(
                rows[0][2],
                rows[0][3],
                rows[0][4],
                len(rows),
                median(days),
                days[min(len(days) - 1, int(0.95 * len(days)))],
                late / len(rows),
            )
        )
    steps.sort(key=lambda s: -s.p95)
    follows, variants = _flow(stages)
    return Mined(
        len(ended),
        median(ended) if ended else None,
        tuple(steps),
        next((s for s in steps if s.lane != "applicant"), None),
        follows,
        variants,
    )


def _flow(stages: list[Any]) -> tuple[tuple[tuple[str, str, int], ...], int]:
    """What follows what, and how many ways there are, over all cases."""
    import r4pm

    if not stages:
        return (), 0
    frame = pl.DataFrame(
        {
            "case:concept:name": [str(s[0]) for s in stages],
            "concept:name": [s[1] for s in stages],
            "time:timestamp": [s[6] for s in stages],
        }
    )
    log = r4pm.import_item_from_df("EventLog", frame)
    try:
        graph = r4pm.bindings.discover_dfg(log)
        variants = r4pm.bindings.get_num_variants(log)
    finally:
        r4pm.remove_item(log)
    pairs = sorted(
        ((a, b, n) for (a, b), n in graph["directly_follows_relations"]), key=lambda x: -x[2]
    )
    return tuple(pairs[:40]), int(variants)


def as_csv(service: Service) -> str:
    """The event log in the columns that tools of process mining expect (XES names).

    Nobody is named.
    """
    into = io.StringIO()
    out = csv.writer(into)
    out.writerow(
        ("case:concept:name", "concept:name", "start_timestamp", "time:timestamp", "org:group")
    )
    for code, name, a, b, lane in (
        _done(service)
        .order_by("case_id", "done_at")
        .values_list("case__code", "name_en", "opened_at", "done_at", "lane")[:MOST]
    ):
        out.writerow((code, name, a.isoformat(), b.isoformat(), lane))
    return into.getvalue()
