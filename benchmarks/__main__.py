"""`make bench`: tables with ratios, and benchmarks/out/results.json.

BENCH_ROWS sets the size (default 20,000,000).
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import peers
from benchmarks.data import ledger, sacct_log
from scicity.connectors.slurm import SlurmOptions, read_slurm, source_of
from scicity.ledger import append, last_recorded, open_ledger, read
from scicity.metrics import Scope, partials
from scicity.metrics.asking import answer
from scicity.metrics.calendar import window
from scicity.metrics.engine import connect
from scicity.metrics.spans import Need
from scicity.registry import pseudonyms

WORK, OUT = Path("benchmarks/work"), Path("benchmarks/out")
ZONE = "Asia/Shanghai"
EVERYTHING = Scope("all", None, ZONE)
MONTHLY = Need(dims=("facility",), keys=("person", "project", "organisation"), hours=(("cores",),))
DAILY = Need(dims=("facility",), hours=(("cores",),))
PERIOD = "2023-01..2026-01"
WARM_ROWS = 36_000


def apart(task: Callable[..., Any], *args: Any) -> dict[str, Any]:
    """Run in a fresh process with cold file caches where allowed: {seconds, gib, result}."""
    _drop_caches()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", task.__name__, json.dumps(args)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    timed: dict[str, Any] = json.loads(done.stdout)
    return timed


def _timed(task: Callable[..., Any], args: list[Any]) -> None:
    for warm in (
        monthly,
        from_months,
        daily,
    ):  # the program is loaded, for the floor too; the data are cold
        warm(WARM_ROWS)
    began = time.perf_counter()
    result = task(*args)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "result": result,
                "gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
            }
        )
    )


def _drop_caches() -> bool:
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def scan(rows: int, columns: tuple[str, ...]) -> int:
    """The floor: the engine decodes the same columns once and adds them up."""
    reading = read(open_ledger(WORK / f"ledger-{rows}"), "compute_jobs")
    parts = ", ".join(
        f'sum("{c}")' if c in ("start", "end", "cores", "sign", "recorded_at") else f'max("{c}")'
        for c in columns
    )
    con = connect()
    con.raw_sql(
        f"select {parts} from read_parquet({reading.paths!r}, hive_partitioning=true,"
        " hive_types_autocast=false)"
    ).fetchall()
    return len(reading.paths)


def monthly(rows: int) -> list[dict[str, Any]]:
    reading = read(open_ledger(WORK / f"ledger-{rows}"), "compute_jobs")
    return _sorted(answer(reading, EVERYTHING, (), MONTHLY, window(PERIOD, "month", ZONE)))


def daily(rows: int) -> list[dict[str, Any]]:
    reading = read(open_ledger(WORK / f"ledger-{rows}"), "compute_jobs")
    return _sorted(answer(reading, EVERYTHING, (), DAILY, window(PERIOD, "day", ZONE)))


def keep_months(rows: int) -> int:
    return len(partials.refresh(read(open_ledger(WORK / f"ledger-{rows}"), "compute_jobs"), ZONE))


def from_months(rows: int) -> list[dict[str, Any]]:
    reading = read(open_ledger(WORK / f"ledger-{rows}"), "compute_jobs")
    return _sorted(partials.answer(reading, EVERYTHING, MONTHLY, window(PERIOD, "month", ZONE)))


def _sorted(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(
        ({k: v for k, v in row.items() if k != "f_cores"} for row in found),
        key=lambda r: (r["facility"], r["k"]),
    )


def parse(rows: int) -> int:
    path, how = WORK / f"sacct-{rows}.log", SlurmOptions("bench", ZONE)
    return sum(b.rows.height for b in read_slurm(path, how, pseudonyms(WORK)))


def take_in(rows: int) -> int:
    path, how = WORK / f"sacct-{rows}.log", SlurmOptions("bench", ZONE)
    target = open_ledger(WORK / f"import-{time.time_ns()}")
    return append(
        target, source_of(path, how), read_slurm(path, how, pseudonyms(WORK)), units={"bench"}
    ).counts.added


def main() -> None:
    rows, log_rows, peer_rows = int(os.environ.get("BENCH_ROWS", "20000000")), 2_000_000, 100_000
    WORK.mkdir(parents=True, exist_ok=True)
    OUT.mkdir(parents=True, exist_ok=True)
    machine = {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "cold caches": _drop_caches(),
    }
    results: dict[str, Any] = {"machine": machine, "rows": rows}
    console = Console()
    console.print(f"{machine}, {rows:,} records")

    ledger(WORK / f"ledger-{WARM_ROWS}", WARM_ROWS)
    log = sacct_log(WORK / f"sacct-{log_rows}.log", log_rows)
    parsed, taken = apart(parse, log_rows), apart(take_in, log_rows)
    peer = peers.slurm2sql(log, peer_rows)
    results["import"] = {
        "rows_per_s": taken["result"] / taken["seconds"],
        "time_to_parse_alone": taken["seconds"] / parsed["seconds"],
        "times_faster_than_slurm2sql": (taken["result"] / taken["seconds"]) / (peer_rows / peer),
        "gib": taken["gib"],
    }
    _print(console, "(a) import of a sacct log, with validation", results["import"])

    began = time.perf_counter()
    kept = ledger(WORK / f"ledger-{rows}", rows)
    console.print(
        f"ledger of {rows:,} and 2 % corrections ready in {time.perf_counter() - began:.0f} s; as"
        f" of {last_recorded(kept)}"
    )
    columns = ("facility", "start", "end", "cores", "sign", "person", "project", "organisation")
    floor, exact = apart(scan, rows, columns), apart(monthly, rows)
    made, quick = apart(keep_months, rows), apart(from_months, rows)
    assert exact["result"] == quick["result"], "kept months must give the same integers"
    orm_rows = 2_000_000
    ledger(WORK / f"ledger-{orm_rows}", orm_rows)
    orm_seconds, _ = peers.django_orm(WORK, orm_rows)
    small = apart(monthly, orm_rows)
    results["monthly"] = {
        "floor_s": floor["seconds"],
        "exact_to_floor": exact["seconds"] / floor["seconds"],
        "exact_gib": exact["gib"],
        "kept_months_to_floor": quick["seconds"] / floor["seconds"],
        "making_kept_months_to_floor": made["seconds"] / floor["seconds"],
        "times_faster_than_django_orm_at_2M": orm_seconds / small["seconds"],
        "groups": len(exact["result"]),
    }
    _print(
        console,
        "(b) hours, jobs, distinct users, projects, organisations by facility and month",
        results["monthly"],
    )

    floor, by_day = (
        apart(scan, rows, ("facility", "start", "end", "cores", "sign")),
        apart(daily, rows),
    )
    results["daily"] = {
        "floor_s": floor["seconds"],
        "to_floor": by_day["seconds"] / floor["seconds"],
        "gib": by_day["gib"],
        "facility_days": len(by_day["result"]),
    }
    _print(console, "(c) hours apportioned by day", results["daily"])
    (OUT / f"results-{rows}.json").write_text(json.dumps(results, indent=1))


def _print(console: Console, title: str, values: dict[str, Any]) -> None:
    table = Table("", "", title=title, title_justify="left", box=None)
    for name, value in values.items():
        table.add_row(
            name, f"{value:,.0f}" if value > 1000 or isinstance(value, int) else f"{value:.3g}"
        )
    console.print(table)


TASKS = {t.__name__: t for t in (scan, monthly, daily, keep_months, from_months, parse, take_in)}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        _timed(TASKS[sys.argv[1]], json.loads(sys.argv[2]))
    else:
        main()
