"""Schedules: value, bound and time, beside a peer's published figures and beside what offices do by
hand.

`python -m benchmarks.schedule [FOLDER]`: instances of requests in FOLDER (default
../shared/data/scheduling), then the simulated city, then a hundred losses of beam at one facility.
BENCH_SECONDS: the time for the city (120). The kernels are compiled before the clock starts. The
peer's figures (LCO's adaptive scheduler, kernel with SCIP, limit 90 s) were measured before, on 2
cores, one run each: they are quoted, not of this run, since the peer is in no package registry.
"""

from __future__ import annotations

import json
import os
import platform
import random
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scicity.scheduling import (
    Disturbance,
    Effort,
    by_grade,
    demo_city,
    facility_of,
    first_come,
    read_problem,
    replan,
    solve,
    units_of,
    validate,
    value_of,
)

OUT = Path("benchmarks/out/schedule.json")
# instance: the peer's value and seconds, and the seconds that we take
PEER = {
    "A0_4x200_14d": (597, 1.0, 4),
    "A_4x200_60d": (2179, 8.9, 20),
    "B_10x1000_120d": (9609, 81.0, 8),
    "C_34x2000_150d": (0, 151.0, 15),
    "D_60x3000_180d": (None, None, 60),
}


def main(folder: Path) -> None:
    out = Console(width=150)
    seconds = float(os.environ.get("BENCH_SECONDS", "120"))
    city = demo_city()
    solve(demo_city(experiments=250, days=40), Effort(4))
    found: dict[str, dict[str, float]] = {}
    table = Table(title=f"schedules · {platform.machine()}, {os.cpu_count()} cores")
    for column in (
        "instance",
        "value",
        "bound",
        "gap",
        "seconds",
        "peer's value",
        "peer's seconds",
        "ours to reach it",
        "first come",
        "by grade",
    ):
        table.add_column(column, justify="left" if column == "instance" else "right")
    cases = (
        [
            (p.stem, read_problem(p), PEER[p.stem])
            for p in sorted(folder.glob("*.json"))
            if p.stem in PEER
        ]
        if folder.exists()
        else []
    )
    for name, problem, (value, took, ours) in [
        *cases,
        ("simulated city", city, (None, None, seconds)),
    ]:
        began = time.monotonic()
        made = solve(problem, Effort(float(ours)))
        spent = time.monotonic() - began
        assert not validate(problem, made.schedule)
        reached = next(
            (p.seconds for p in made.trace if value is not None and p.value >= max(1, value)), None
        )
        hand = [value_of(problem, f(problem)) for f in (first_come, by_grade)]
        found[name] = {
            "value": made.value,
            "bound": made.bound,
            "gap": made.gap,
            "seconds": spent,
            "first_come": hand[0],
            "by_grade": hand[1],
            **made.measures,
        }
        table.add_row(
            name,
            f"{made.value:,}",
            f"{made.bound:,}",
            f"{made.gap:.2%}",
            f"{spent:.1f}",
            "–" if value is None else f"{value:,}",
            "–" if took is None else f"{took}",
            "–" if reached is None else f"{reached:.1f} s",
            *(f"{h:,} (+{made.value / h - 1:.1%})" for h in hand),
        )
        if problem is city:
            schedule = made.schedule
    out.print(table)
    part = facility_of(city, "synchrotron")
    here = {e.id for e in part.experiments}
    held = type(schedule)(tuple(p for p in schedule.placements if p.experiment in here))
    draw, times, moved = random.Random(1), [], []
    for k in range(100):
        now = draw.randrange(0, part.horizon - 40)
        begin = now + draw.randrange(0, 12)
        repair = replan(
            part,
            held,
            Disturbance(
                "beam", (begin, begin + draw.randrange(2, 18)), units_of(part, "synchrotron")
            ),
            now,
            6,
            seed=k,
        )
        assert not validate(repair.problem, repair.schedule)
        times.append(repair.seconds)
        moved.append(len(repair.changes))
    times.sort()
    found["replan"] = {"p50": times[50], "p95": times[95], "changes_mean": sum(moved) / len(moved)}
    out.print(
        f"100 losses of beam at one facility ({len(part.units)} units, {len(held.placements)}"
        f" runs): p50 {times[50]:.1f} s, p95 {times[95]:.1f} s, {sum(moved) / len(moved):.1f}"
        " changes on average"
    )
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/data/scheduling"))
