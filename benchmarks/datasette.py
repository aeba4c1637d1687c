"""The same table served by Datasette, in a virtual environment of its own, asked the same question
as the explore page.

Datasette reads SQLite and keeps no revisions: it is given the records as they stand, one table,
with an index on the start. The hours of a job that runs over a month's end count in the month of
its start there, which is less work than our figures do.
"""

from __future__ import annotations

import sqlite3
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks.data import FACILITIES, YEARS, jobs

VERSION = "0.65.1"
WORK = Path("benchmarks/work")
SQL = (
    "select unit, strftime('%Y-%m', start + 28800, 'unixepoch') as month, sum(cores * (end -"
    " start)) / 3600.0 as hours from jobs where start >= 1672502400 and start < 1704038400 group by"
    " unit, month"
)


def table(rows: int) -> Path:
    path = WORK / f"jobs-{rows}.sqlite"
    if path.exists():
        return path
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    kept = sqlite3.connect(draft)
    kept.execute("pragma journal_mode=off")
    kept.execute(
        "create table jobs (unit text, start integer, end integer, cores integer, person text,"
        " project text, queue text, state text)"
    )
    for facility in range(FACILITIES):
        for year in range(YEARS):
            frame = jobs(facility, year, rows // FACILITIES // YEARS).select(
                "unit", "start", "end", "cores", "person", "project", "queue", "state"
            )
            kept.executemany("insert into jobs values (?,?,?,?,?,?,?,?)", frame.iter_rows())
    kept.execute("create index jobs_start on jobs (start)")
    kept.commit()
    kept.close()
    draft.rename(path)
    return path


def answer_times(rows: int, port: int = 8765) -> tuple[float, float] | str:
    """Seconds of the first and the second answer; or why it could not be asked."""
    python = WORK / "datasette" / "bin" / "python"
    if not python.exists():
        done = [
            subprocess.run(words, capture_output=True, check=False).returncode
            for words in (
                [
                    ".uv/bin/uv",
                    "venv",
                    "--quiet",
                    "--clear",
                    "--python",
                    ".venv/bin/python",
                    str(WORK / "datasette"),
                ],
                [
                    ".uv/bin/uv",
                    "pip",
                    "install",
                    "--quiet",
                    "--python",
                    str(python),
                    f"datasette=={VERSION}",
                    "setuptools<81",
                ],
            )
        ]
        if any(done):
            return "Datasette cannot be installed here"
    path = table(rows)
    server = subprocess.Popen(
        [
            str(python),
            "-m",
            "datasette",
            "serve",
            "-i",
            str(path),
            "--port",
            str(port),
            "--setting",
            "sql_time_limit_ms",
            "300000",
            "--setting",
            "default_cache_ttl",
            "0",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        root = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                httpx.get(root + "/-/versions.json", timeout=5)
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        took = []
        for _ in range(2):
            began = time.perf_counter()
            found = httpx.get(f"{root}/{path.stem}.json?_shape=array&sql={quote(SQL)}", timeout=400)
            took.append(time.perf_counter() - began)
            if found.status_code != 200 or len(found.json()) < FACILITIES * 12:
                return f"Datasette answered {found.status_code}: {found.text[:120]}"
        return took[0], took[1]
    finally:
        server.terminate()
        server.wait(20)
