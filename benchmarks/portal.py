"""The public pages under 32 readers at once, on a ledger of 20 M records with 2 % corrections
(BENCH_ROWS).

`python -m benchmarks.portal` prints p50, p95, rate and bytes of each page, beside the same server's
bare answer as the floor, and the first answer of a fresh server with cold file caches, beside what
the engine takes to read the same columns once. JSON in benchmarks/out.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks import datasette
from benchmarks.__main__ import _drop_caches
from benchmarks.data import ledger

READERS, SECONDS = 32, float(os.environ.get("BENCH_SECONDS", "8"))
OUT = Path("benchmarks/out/portal.json")
YEAR = "metric=core_hours&scope=all&period=2023&grain=month&by=facility"
PAGES = {
    "bare answer (floor)": "/health/",
    "home": "/city/",
    "a place": "/city/places/ssrf/",
    "targets": "/city/targets/",
    "explore: hours by facility and month": f"/city/explore/?{YEAR}",
    "the same as CSV": f"/city/explore/data.csv?{YEAR}",
    "the same as a chart": f"/city/explore/chart.svg?{YEAR}",
}
FIRST = "hours by facility and month of a year"
COLD = {
    FIRST: f"/city/explore/?{YEAR}",
    "distinct users of a year": "/city/explore/?metric=compute_users&scope=all&period=2024",
    "hours by day of a year": "/city/explore/?metric=core_hours&scope=all&period=2025&grain=day",
}


def served(state: Path, kept: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = int(s.getsockname()[1])
    env = {
        **os.environ,
        "SCICITY_STATE": str(state),
        "SCICITY_CITY_LEDGER": str(kept),
        "SCICITY_ACCESS_LEDGER": str(state / "ledger"),
        "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
    }
    subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import django; django.setup(); from django.core.management import call_command;"
                " call_command('migrate', verbosity=0)"
            ),
        ],
        env=env,
        check=True,
    )
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            "2",
            "--threads",
            "4",
            "--log-level",
            "error",
            "scicity.web.wsgi:application",
        ],
        env=env,
    )
    root = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            if httpx.get(root + "/health/", timeout=5).status_code == 200:
                break
        except httpx.HTTPError:
            time.sleep(0.05)
    return server, root


def read(root: str, address: str) -> tuple[list[float], int]:
    """Seconds of each answer that 32 readers had, each asking again as soon as it was answered; and
    its bytes.
    """
    until = time.monotonic() + SECONDS

    def reader(_: int) -> tuple[list[float], int]:
        times, size = [], 0
        with httpx.Client(base_url=root, headers={"accept-language": "en"}, timeout=120) as client:
            while time.monotonic() < until or not times:
                began = time.perf_counter()
                answer = client.get(address)
                assert answer.status_code == 200, address
                times.append(time.perf_counter() - began)
                size = len(answer.content)
        return times, size

    with ThreadPoolExecutor(READERS) as readers:
        found = list(readers.map(reader, range(READERS)))
    return sorted(t for ts, _ in found for t in ts), found[0][1]


def main() -> None:
    rows = int(os.environ.get("BENCH_ROWS", "20000000"))
    kept = Path("benchmarks/work") / f"ledger-{rows}"
    ledger(kept, rows)
    out, found = Console(width=130), {}
    with tempfile.TemporaryDirectory() as folder:
        cold = Table(
            "first answer of a fresh server, caches cold",
            "first paint, s",
            "figures, s",
            "again",
            title=(
                f"{rows:,} records and 2 % corrections · {platform.machine()}, {os.cpu_count()}"
                " cores"
            ),
        )
        for name, address in COLD.items():
            _drop_caches()
            server, root = served(Path(folder), kept)
            try:
                took = []
                began = time.perf_counter()
                for asked in (
                    address,
                    f"{address}&part=on",
                    address,
                ):  # the page as it is painted, its figures, and the whole once more
                    assert (
                        httpx.get(
                            root + asked, timeout=300, headers={"accept-language": "en"}
                        ).status_code
                        == 200
                    )
                    took.append(time.perf_counter() - began)
                took[2] -= took[1]
            finally:
                server.terminate()
                server.wait(30)
            found[name] = {"paint": took[0], "cold": took[1], "again": took[2]}
            cold.add_row(name, f"{took[0]:.2f}", f"{took[1]:.2f}", f"{took[2]:.3f}")
        peer = datasette.answer_times(rows)
        if isinstance(peer, str):
            cold.caption = peer
        else:
            found["datasette"] = {
                "cold": peer[0],
                "again": peer[1],
                "ratio": found[FIRST]["cold"] / peer[0],
            }
            cold.add_row(
                f"Datasette {datasette.VERSION}: the first of these",
                "–",
                f"{peer[0]:.2f}",
                f"{peer[1]:.3f}",
            )
        out.print(cold)
        server, root = served(Path(folder), kept)
        try:
            table = Table(
                "page",
                "p50 ms",
                "p95 ms",
                "a second",
                "to the floor's p95",
                "kB",
                title=f"{READERS} readers at once",
            )
            floor = 0.0
            for name, address in PAGES.items():
                for _ in range(8):  # both workers have it
                    httpx.get(root + address, timeout=300, headers={"accept-language": "en"})
                times, size = read(root, address)
                p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
                floor = floor or p95
                found[name] = {
                    "p50": p50,
                    "p95": p95,
                    "rate": len(times) / SECONDS,
                    "bytes": size,
                    "ratio": p95 / floor,
                }
                table.add_row(
                    name,
                    f"{p50 * 1000:.0f}",
                    f"{p95 * 1000:.0f}",
                    f"{len(times) / SECONDS:.0f}",
                    f"{p95 / floor:.1f}",
                    f"{size / 1000:.0f}",
                )
            out.print(table)
        finally:
            server.terminate()
            server.wait(30)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
