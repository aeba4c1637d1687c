"""Seeded records for benchmarks, as text of a batch system and as a ledger. Marked simulated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from scicity.ledger import Batch, Ledger, Source, append, open_ledger

FACILITIES, YEARS, SINCE = 12, 3, 1_672_502_400  # 2023-01-01 in Shanghai
FIELDS = (
    "jobid",
    "jobidraw",
    "cluster",
    "partition",
    "qos",
    "account",
    "group",
    "gid",
    "user",
    "uid",
    "submit",
    "eligible",
    "start",
    "end",
    "elapsed",
    "exitcode",
    "state",
    "nnodes",
    "ncpus",
    "reqcpus",
    "reqmem",
    "reqtres",
    "alloctres",
    "timelimit",
    "nodelist",
    "jobname",
)


def jobs(facility: int, year: int, rows: int) -> pl.DataFrame:
    """One facility's jobs of a year: about 1,700 users with a heavy tail, three projects each, one
    home institution.
    """
    rng = np.random.default_rng((facility, year))
    users = 1_700
    projects, homes = rng.integers(0, 600, (users, 3)), rng.integers(0, 300, users)
    begin = SINCE + year * 31_536_000
    start = np.sort(rng.integers(begin, begin + 31_536_000, rows))
    length = np.minimum(rng.exponential(7_200, rows).astype(np.int64), 259_200)
    user = (rng.pareto(1.2, rows) * 10).astype(np.int64) % users
    project = projects[user, rng.integers(0, 3, rows)]
    cores = 2 ** rng.integers(0, 8, rows)

    def named(prefix: str, codes: np.ndarray, count: int) -> pl.Series:
        return pl.Series([f"{prefix}{i:05d}" for i in range(count)]).gather(codes)

    return pl.DataFrame(
        {
            "line": np.arange(1, rows + 1),
            "unit": pl.repeat(f"f{facility:02d}", rows, eager=True),
            "start": start,
            "end": start + length,
            "job": pl.Series(np.arange(rows) + year * rows).cast(pl.String),
            "submit": start - rng.integers(0, 7_200, rows),
            "cores": cores,
            "nodes": (cores + 31) // 32,
            "gpus": np.zeros(rows, np.int64),
            "queue": named("q", rng.integers(0, 4, rows), 4),
            "state": named("STATE", rng.integers(0, 3, rows), 3),
            "person": named(f"p{facility:02d}-", user, users),
            "project": named(f"prj{facility:02d}-", project, 600),
            "organisation": named("https://ror.org/", homes[user], 300),
            "team": named(f"t{facility:02d}-", project // 3, 200),
        }
    )


def ledger(folder: Path, rows: int) -> Ledger:
    """A ledger of `rows` jobs and 2 % corrections, made once and kept."""
    kept, per = open_ledger(folder), rows // FACILITIES // YEARS

    def first() -> Iterator[Batch]:
        for facility in range(FACILITIES):
            for year in range(YEARS):
                whole = jobs(facility, year, per)
                for piece in whole.iter_slices(500_000):
                    yield Batch("compute_jobs", piece)

    def corrections() -> Iterator[Batch]:
        for facility in range(FACILITIES):
            for year in range(YEARS):
                yield Batch(
                    "compute_jobs",
                    jobs(facility, year, per).gather_every(50).with_columns(pl.col("cores") * 2),
                )

    append(kept, Source("first", _digest(rows, "first"), "benchmark", "simulated"), first())
    append(
        kept,
        Source("corrections", _digest(rows, "corrections"), "benchmark", "simulated"),
        corrections(),
    )
    return kept


def _digest(rows: int, what: str) -> str:
    return hashlib.sha256(f"{rows} {what}".encode()).hexdigest()


def sacct_log(path: Path, rows: int) -> Path:
    """A text like a batch system writes, with a header line; about 300 bytes a row."""
    if path.exists():
        return path
    frame = jobs(0, 0, rows)
    moment = {
        c: pl.from_epoch(pl.col(c), "s").dt.strftime("%Y-%m-%dT%H:%M:%S")
        for c in ("submit", "start", "end")
    }
    span = pl.col("end") - pl.col("start")
    elapsed = pl.format(
        "{}-{}:{}:{}",
        span // 86_400,
        *(
            (span // d % m).cast(pl.String).str.zfill(2)
            for d, m in ((3_600, 24), (60, 60), (1, 60))
        ),
    )
    tres = pl.format("billing={},cpu={},mem=24000M,node={}", "cores", "cores", "nodes")
    text = {
        "jobid": pl.col("job"),
        "jobidraw": pl.col("job"),
        "cluster": pl.lit("bench"),
        "partition": pl.col("queue"),
        "qos": pl.lit("normal"),
        "account": pl.col("project"),
        "group": pl.col("team"),
        "gid": pl.lit("104733"),
        "user": pl.col("person"),
        "uid": pl.lit("330719"),
        "submit": moment["submit"],
        "eligible": moment["submit"],
        "start": moment["start"],
        "end": moment["end"],
        "elapsed": elapsed,
        "exitcode": pl.lit("0:0"),
        "state": pl.lit("COMPLETED"),
        "nnodes": pl.col("nodes"),
        "ncpus": pl.col("cores"),
        "reqcpus": pl.col("cores"),
        "reqmem": pl.lit("24000M"),
        "reqtres": tres,
        "alloctres": tres,
        "timelimit": pl.lit("1-06:00:00"),
        "nodelist": pl.format("node-{}", pl.col("cores")),
        "jobname": pl.format("job-{}", "job"),
    }
    frame.select(**text).write_csv(path, separator="|", quote_style="never")
    return path
