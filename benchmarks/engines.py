"""The same figures on the embedded engine and on Apache Spark, on one machine: equal? how long?

(BENCH_ROWS, default 20,000,000)

`python -m benchmarks.engines`. Spark's session is started before the clock; each question is asked
once, file caches warm. JSON in benchmarks/out.
"""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.data import ledger
from scicity.metrics import Scope, figures, metric, using

OUT = Path("benchmarks/out/engines.json")
EVERYTHING = Scope("all", None, "Asia/Shanghai")
QUESTIONS = {
    "core-hours by facility and month": ("core_hours", "2023..2025", "month", ("facility",)),
    "distinct users by facility and year": ("compute_users", "2023..2025", "year", ("facility",)),
    "jobs begun by day": ("jobs_started", "2024", "day", ()),
    "median queue wait by year": ("queue_wait_median", "2023..2025", "year", ()),
}


def main() -> None:
    rows = int(os.environ.get("BENCH_ROWS", "20000000"))
    master = os.environ.get("BENCH_SPARK", f"local[{os.cpu_count()}]")
    kept = ledger(Path("benchmarks/work") / f"ledger-{rows}", rows)
    results: dict[str, Any] = {}
    table = Table(
        "",
        "figures",
        "embedded, s",
        f"Spark {master}, s",
        "Spark / embedded",
        "equal",
        box=None,
        title=(
            f"{rows:,} records and 2 % corrections · {platform.machine()}, {os.cpu_count()} cores"
        ),
    )

    def asked(name: str, period: str, grain: Any, by: tuple[str, ...]) -> tuple[list[Any], float]:
        began = time.perf_counter()
        found = figures(
            kept, [metric(name)], EVERYTHING, period, grain=grain, by=by, use_partials=False
        )
        return (
            sorted((f.period, str(f.by), str(f.value)) for f in found),
            time.perf_counter() - began,
        )

    with using(master):
        asked("jobs_started", "2023-01-01", None, ())
    for title, question in QUESTIONS.items():
        asked(*question)
        here, quick = asked(*question)
        with using(master):
            there, slow = asked(*question)
        results[title] = {
            "figures": len(here),
            "embedded": quick,
            "spark": slow,
            "equal": here == there,
        }
        table.add_row(
            title,
            str(len(here)),
            f"{quick:.1f}",
            f"{slow:.1f}",
            f"{slow / quick:.1f}",
            "yes" if here == there else "NO",
        )
    Console(width=130).print(table)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({"rows": rows, "master": master, **results}, indent=1))


if __name__ == "__main__":
    main()
