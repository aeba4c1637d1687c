"""Standard Workload Format (Feitelson et al., Parallel Workloads Archive, version 2.2), plain or
gzip.

18 columns, more are allowed and ignored; -1 is unknown. The format writes a job that was swapped
out as one line for the whole and lines with status 2, 3 and 4 for its parts, under one job number:
such parts are skipped where the whole stands beside them, as are jobs with neither a wait nor a run
time: they never began. A job that began and whose run time is unknown is a record of no length that
says so.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from scicity.ledger import Batch, Source, SourceError, empty_rejects
from scicity.registry import Pseudonyms

from .textchunks import Chunk, Progress, chunks, digest_of, lines_of, without_lines

COLUMNS = (
    "job",
    "submit",
    "wait",
    "run",
    "cores",
    "cpu",
    "memory",
    "req_cores",
    "req_time",
    "req_memory",
    "status",
    "user",
    "group",
    "executable",
    "queue",
    "partition",
    "preceding",
    "think",
)
STATES = {1: "COMPLETED", 0: "FAILED", 2: "PARTIAL", 3: "PARTIAL", 4: "PARTIAL", 5: "CANCELLED"}
NO_WAIT = "jobs whose wait is unknown: they are taken to have begun when they were submitted"
_START = re.compile(rb"^;\s*UnixStartTime:\s*(-?\d+)", re.MULTILINE)


@dataclass(frozen=True)
class SwfOptions:
    """How to read a trace.

    `unit` is the registry path of the cluster; `epoch` replaces a missing UnixStartTime.
    """

    unit: str
    epoch: int | None = None
    encoding: str = "utf-8"


def source_of(path: Path, options: SwfOptions) -> Source:
    return Source(
        path.name,
        digest_of(path, "swf-1", options.unit, str(options.epoch), options.encoding),
        "swf",
    )


def read_swf(
    path: Path, options: SwfOptions, people: Pseudonyms, progress: Progress | None = None
) -> Iterator[Batch]:
    """Yield the jobs of a trace in batches; times are UnixStartTime plus the columns' seconds."""
    epoch = options.epoch if options.epoch is not None else _epoch(path)
    jobs = without_wait = 0
    for chunk in chunks(path, options.encoding, progress):
        batch = _batch(chunk, epoch, options, people)
        jobs += batch.rows.height
        without_wait += batch.told.get(NO_WAIT, 0)
        yield batch
    if (
        jobs and without_wait == jobs
    ):  # a trace without waits: nobody knows how long its jobs waited
        yield Batch("compute_jobs", pl.DataFrame(schema={"line": pl.Int64}), unknown=("wait",))


def _epoch(path: Path) -> int:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rb") as handle:
            found = _START.search(handle.read(65_536))
    except EOFError as error:
        raise SourceError(
            f"{path.name} is cut short. Fetch it again; nothing was recorded."
        ) from error
    if not found:
        raise SourceError(
            f"{path.name} has no '; UnixStartTime:' line. Give it with --epoch SECONDS."
        )
    return int(found.group(1))


def _batch(chunk: Chunk, epoch: int, options: SwfOptions, people: Pseudonyms) -> Batch:
    data = re.sub(rb"[ \t\r]+", b" ", chunk.data)
    data = re.sub(rb"(?m)^ | $", b"", data)
    lines_ = lines_of(data)
    spaces = lines_.str.count_matches(" ", literal=True).to_numpy()
    comment = ((lines_ == "") | lines_.str.starts_with(";")).to_numpy()
    short = ~comment & (spaces < len(COLUMNS) - 1)
    numbers = chunk.first_line + np.arange(len(lines_))
    texts = data.split(b"\n")
    rejects = pl.DataFrame(
        [
            (
                int(numbers[i]),
                "",
                str(int(spaces[i]) + 1),
                "has fewer than the 18 columns of the format: cut short?",
                texts[i].decode(),
            )
            for i in np.flatnonzero(short)
        ],
        schema=empty_rejects().schema,
        orient="row",
    )
    drop = comment | short
    data, lines = without_lines(data, np.flatnonzero(drop)), numbers[~drop]
    if not len(lines):
        return Batch("compute_jobs", pl.DataFrame(schema={"line": pl.Int64}), rejects)
    table = pl.read_csv(
        io.BytesIO(data),
        separator=" ",
        has_header=False,
        new_columns=list(COLUMNS),
        quote_char=None,
        columns=list(range(len(COLUMNS))),
        infer_schema=False,
        extra_columns="ignore",
    )
    table = table.with_columns(pl.Series("line", lines))
    typed = table.with_columns(pl.col(c).cast(pl.Float64, strict=False) for c in COLUMNS)
    unread = typed.select(pl.any_horizontal(pl.col(c).is_null() for c in COLUMNS)).to_series()
    if unread.any():
        bad = table.filter(unread)
        rejects = pl.concat(
            [
                rejects,
                bad.select(
                    pl.col("line").cast(pl.Int64),
                    pl.lit("").alias("field"),
                    pl.lit("").alias("value"),
                    pl.lit("holds something that is not a number").alias("rule"),
                    pl.concat_str([pl.col(c) for c in COLUMNS], separator=" ").alias("row"),
                ),
            ]
        ).sort("line")
    rows, skipped = _without_skipped(typed.filter(~unread))
    nameless = (pl.col("cores") < 0) & (pl.col("req_cores") < 0)
    unsized = rows.filter(nameless)
    if unsized.height:
        rejects = pl.concat(
            [
                rejects,
                unsized.select(
                    pl.col("line").cast(pl.Int64),
                    pl.lit("cores").alias("field"),
                    pl.lit("-1").alias("value"),
                    pl.lit("the number of processors is unknown").alias("rule"),
                    pl.concat_str([pl.col(c).cast(pl.Int64) for c in COLUMNS], separator=" ").alias(
                        "row"
                    ),
                ),
            ]
        ).sort("line")
    rows = rows.filter(~nameless)
    told = {
        NO_WAIT: rows.filter(pl.col("wait") < 0).height,
        "jobs whose run time is unknown: they add no hours": rows.filter(pl.col("run") < 0).height,
        "jobs without a user": rows.filter(pl.col("user") < 0).height,
    }
    whole = rows.select("line", *[pl.col(c).round().cast(pl.Int64).alias(c) for c in COLUMNS])
    submit = epoch + pl.col("submit")
    start = submit + pl.col("wait").clip(lower_bound=0)
    return Batch(
        "compute_jobs",
        whole.select(
            "line",
            pl.lit(options.unit).alias("unit"),
            start.alias("start"),
            (start + pl.col("run").clip(lower_bound=0)).alias("end"),
            pl.col("job").cast(pl.String),
            submit.alias("submit"),
            pl.when(pl.col("cores") >= 0)
            .then(pl.col("cores"))
            .otherwise(pl.col("req_cores"))
            .alias("cores"),
            _known("queue").alias("queue"),
            pl.col("status").replace_strict(STATES, default="UNKNOWN").alias("state"),
            pl.when(pl.col("run") < 0).then(pl.lit("run time unknown")).alias("exit"),
            people.column(options.unit, whole.select(_known("user")).to_series()).alias("person"),
            _known("group").alias("team"),
        ),
        rejects,
        skipped,
        told={k: n for k, n in told.items() if n},
        blanks={"wait": told[NO_WAIT]},
    )


def _known(name: str) -> pl.Expr:
    return pl.when(pl.col(name) >= 0).then(pl.col(name)).cast(pl.String)


def _without_skipped(rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    unrun = (pl.col("run") < 0) & (pl.col("wait") < 0)
    is_part = pl.col("status").is_in([2.0, 3.0, 4.0])
    part = is_part & (~is_part).any().over("job")
    counts = {
        "part of a job": rows.filter(part).height,
        "never ran": rows.filter(~part & unrun).height,
    }
    return rows.filter(~part & ~unrun), {why: n for why, n in counts.items() if n}
