"""Slurm accounting: dumps of `sacct --parsable2`, with a header line or with their field order given.

Fields are documented in the manual page sacct(1). Records are job allocations that ran and ended; steps,
jobs still waiting or running, and jobs that never got a node are counted as skipped, with the reason.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from scicity.ledger import Batch, Source, SourceError, empty_rejects
from scicity.ledger.zones import constant, local_to_utc
from scicity.registry import Pseudonyms

from .textchunks import Chunk, Progress, chunks, digest_of, lines_of, without_lines

NEEDED = ("jobid", "submit", "start", "end", "state", "ncpus")
NOT_ENDED = ("PENDING", "RUNNING", "SUSPENDED", "RESIZING", "REQUEUED", "COMPLETING", "CONFIGURING", "STOPPED")
FREE_TEXT = ("jobname", "comment", "admincomment", "systemcomment", "submitline", "workdir")
_TIMES = ("submit", "start", "end")
_ALIASES = {"alloccpus": "ncpus", "allocnodes": "nnodes"}


@dataclass(frozen=True)
class SlurmOptions:
    """How to read a dump. `unit` is the registry path of the cluster, `zone` the zone of its clock.

    `fields` gives the order of columns when there is no header line. `cluster` keeps only the lines of one
    cluster of a dump that holds several.
    """

    unit: str
    zone: str
    fields: tuple[str, ...] = ()
    cluster: str = ""
    encoding: str = "utf-8"


def source_of(path: Path, options: SlurmOptions) -> Source:
    how = ("slurm-1", options.unit, options.zone, ",".join(options.fields), options.cluster, options.encoding)
    return Source(path.name, digest_of(path, *how), "slurm")


def read_slurm(path: Path, options: SlurmOptions, people: Pseudonyms, progress: Progress | None = None) -> Iterator[Batch]:
    """Yield the jobs of a dump in batches. Raises SourceError when the dump as a whole cannot be read."""
    fields = tuple(f.strip().lower() for f in options.fields)
    for piece in chunks(path, options.encoding, progress):
        chunk = piece
        if chunk.first_line == 1:
            first, _, rest = chunk.data.partition(b"\n")
            names = tuple(n.strip().lower() for n in first.decode().split("|"))
            if "jobid" in names:
                fields, chunk = names, Chunk(rest, 2)
            fields = _known_fields(path, fields)
        if chunk.data:
            yield _batch(chunk, fields, options, people)


def _known_fields(path: Path, fields: tuple[str, ...]) -> tuple[str, ...]:
    if not fields:
        raise SourceError(f"{path.name} has no header line. Name its columns in order: --fields JobID,User,Submit,…")
    fields = tuple(_ALIASES.get(f.split("%")[0], f.split("%")[0]) for f in fields)
    missing = [n for n in NEEDED if n not in fields]
    if missing:
        raise SourceError(f"{path.name} lacks the fields {', '.join(missing)}. Run sacct with "
                          f"--format={','.join(NEEDED)},… and import again.")
    return fields


def _batch(chunk: Chunk, fields: tuple[str, ...], options: SlurmOptions, people: Pseudonyms) -> Batch:
    data, lines, rejects = _shaped(chunk, fields)
    wanted = {"jobid", "jobidraw", "cluster", "partition", "qos", "account", "group", "user", *_TIMES, "elapsed",
              "exitcode", "state", "nnodes", "ncpus", "alloctres", "reqtres", "reqgres", "allocgres", "nodelist"}
    table = pl.read_csv(
        io.BytesIO(data), separator="|", quote_char=None, has_header=False, new_columns=list(fields),
        columns=[i for i, f in enumerate(fields) if f in wanted], infer_schema=False, extra_columns="ignore",
        empty_string_is_null=False,
    ) if data else pl.DataFrame(schema={f: pl.String for f in fields if f in wanted})
    table = table.with_columns(pl.Series("line", lines))
    table, skipped = _without_skipped(table, options)
    rows, bad = _typed(table, options)
    rows = rows.select(
        "line", pl.lit(options.unit).alias("unit"), "start", "end",
        (pl.col("jobidraw") if "jobidraw" in fields else pl.col("jobid")).alias("job"), "submit",
        pl.col("ncpus").alias("cores"), _optional(rows, "nnodes").alias("nodes"), "gpus",
        _optional(rows, "partition").alias("queue"), _optional(rows, "qos").alias("qos"),
        "state", _optional(rows, "exitcode").alias("exit"), _optional(rows, "account").alias("project"),
        (people.column(options.unit, rows["user"]) if "user" in fields else pl.lit(None)).alias("person"),
        _optional(rows, "group").alias("team"),
    )
    return Batch("compute_jobs", rows, pl.concat([rejects, bad]), skipped)


def _optional(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name) if name in rows.columns else pl.lit(None)


def _shaped(chunk: Chunk, fields: tuple[str, ...]) -> tuple[bytes, np.ndarray, pl.DataFrame]:
    """The lines with the right number of fields, their numbers, and the others as rejects."""
    lines = lines_of(chunk.data)
    bars = lines.str.count_matches("|", literal=True).to_numpy()
    expected = len(fields) - 1
    # a free text in the last column may hold the separator itself: the rest of the line is still that text
    wrong = bars < expected if fields[-1] in FREE_TEXT else bars != expected
    numbers = chunk.first_line + np.arange(len(lines))
    if not wrong.any():
        return chunk.data, numbers, empty_rejects()
    blank = (lines.str.strip_chars() == "").to_numpy()
    bad = np.flatnonzero(wrong & ~blank)
    texts = chunk.data.split(b"\n")
    rejects = pl.DataFrame(
        [(int(numbers[i]), "", str(int(bars[i]) + 1),
          f"has {int(bars[i]) + 1} fields where {len(fields)} are named: cut short, or another format",
          texts[i].decode()) for i in bad],
        schema=empty_rejects().schema, orient="row",
    )
    return without_lines(chunk.data, np.flatnonzero(wrong)), numbers[~wrong], rejects


def _without_skipped(table: pl.DataFrame, options: SlurmOptions) -> tuple[pl.DataFrame, dict[str, int]]:
    # `CANCELLED by 1234` names a person
    state = pl.when(pl.col("state").str.starts_with("CANCELLED")).then(pl.lit("CANCELLED")).otherwise(pl.col("state"))
    reasons: list[tuple[str, pl.Expr]] = [("job step", pl.col("jobid").str.contains(".", literal=True))]
    if options.cluster and "cluster" in table.columns:
        reasons.append(("of another cluster", pl.col("cluster") != options.cluster))
    reasons += [
        ("not ended", state.is_in(NOT_ENDED) | pl.col("end").is_in(["Unknown", "None", ""])),
        ("never started", pl.col("start").is_in(["Unknown", "None", ""])),
    ]
    if "nodelist" in table.columns:
        reasons.append(("never got a node", pl.col("nodelist").is_in(["None assigned", "None"])))
    why = pl.coalesce([pl.when(test).then(pl.lit(i)) for i, (_, test) in enumerate(reasons)])
    table = table.with_columns(why.alias("_why"), state.alias("state"))
    counts = table["_why"].drop_nulls().value_counts()
    skipped = {reasons[i][0]: n for i, n in counts.iter_rows()}
    if not options.cluster and "cluster" in table.columns and table["cluster"].n_unique() > 1:
        names = ", ".join(sorted(table["cluster"].unique().to_list()))
        raise SourceError(f"The dump holds several clusters ({names}). Import each with --cluster NAME.")
    return table.filter(pl.col("_why").is_null()).drop("_why"), skipped


def _typed(table: pl.DataFrame, options: SlurmOptions) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Texts to integers and UTC seconds; rows with a value that cannot be read become rejects."""
    numbers = [n for n in ("ncpus", "nnodes") if n in table.columns]
    typed = table.with_columns(
        *[pl.col(n).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="ms").dt.epoch("s").alias(n) for n in _TIMES],
        *[pl.col(n).cast(pl.Int64, strict=False).alias(n) for n in numbers],
        _gpus(table).alias("gpus"),
    )
    read = {n: typed[n] for n in _TIMES}
    typed = _in_utc(typed, options.zone)
    rejects = [empty_rejects()]
    for name in (*_TIMES, *numbers):
        unread = typed[name].is_null() & (table[name] != "")
        if not unread.any():
            continue
        rule = "is not a whole number" if name in numbers else "is not a time like 2023-12-31T23:59:59"
        gap = f"does not exist in {options.zone}: the clock was put forward over it"
        was_read = read[name].is_not_null() if name in read else pl.Series(np.zeros(table.height, bool))
        bad = table.with_columns(pl.when(was_read).then(pl.lit(gap)).otherwise(pl.lit(rule)).alias("rule")).filter(unread)
        rejects.append(bad.select(
            pl.col("line").cast(pl.Int64), pl.lit(name).alias("field"), pl.col(name).alias("value"), "rule",
            pl.concat_str([pl.col(c) for c in table.columns if c not in ("line", "user")], separator="|").alias("row"),
        ))
    refused = pl.concat(rejects).unique("line", keep="first", maintain_order=True)
    if refused.is_empty():
        return typed, refused
    return typed.filter(~pl.col("line").is_in(refused["line"].to_list())), refused.sort("line")


def _in_utc(rows: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Wall-clock times to UTC; a time that the clock showed twice is settled by the job's elapsed time."""
    bounds = [b for n in _TIMES for b in (rows[n].min(), rows[n].max()) if isinstance(b, int)]
    if not bounds or constant(zone, min(bounds), max(bounds)) or "elapsed" not in rows.columns:
        return rows.with_columns(local_to_utc(rows[n], zone).alias(n) for n in _TIMES)
    early = {n: local_to_utc(rows[n], zone) for n in _TIMES}
    late = {n: local_to_utc(rows[n], zone, "latest") for n in ("start", "end")}
    frame = rows.with_columns(
        early["submit"].alias("submit"), early["start"].alias("s0"), late["start"].alias("s1"),
        early["end"].alias("e0"), late["end"].alias("e1"), seconds_of(pl.col("elapsed")).alias("_elapsed"))
    options = [("s0", "e0"), ("s0", "e1"), ("s1", "e1"), ("s1", "e0")]
    fits = [pl.when(pl.col(e) - pl.col(s) == pl.col("_elapsed")) for s, e in options]
    return frame.with_columns(
        pl.coalesce([f.then(pl.col(s)) for f, (s, _) in zip(fits, options, strict=True)] + [pl.col("s0")]).alias("start"),
        pl.coalesce([f.then(pl.col(e)) for f, (_, e) in zip(fits, options, strict=True)] + [pl.col("e0")]).alias("end"),
    ).drop("s0", "s1", "e0", "e1", "_elapsed")


def seconds_of(elapsed: pl.Expr) -> pl.Expr:
    """`[days-]hours:minutes:seconds` as seconds; `UNLIMITED` and unreadable texts are null."""
    parts = elapsed.str.extract_groups(r"^(?:(\d+)-)?(\d+):(\d+):(\d+)")
    number = [parts.struct.field(str(i)).cast(pl.Int64, strict=False) for i in (1, 2, 3, 4)]
    return number[0].fill_null(0) * 86_400 + number[1] * 3_600 + number[2] * 60 + number[3]


def _gpus(table: pl.DataFrame) -> pl.Expr:
    """GPUs of a job: `gres/gpu=N` of its allocated TRES, or the sum over `gres/gpu:TYPE=N`; else as requested."""
    found = []
    for name in ("alloctres", "reqtres", "allocgres", "reqgres"):
        if name not in table.columns or not table[name].str.contains("gpu", literal=True).any():
            continue
        column = pl.col(name)
        total = column.str.extract(r"(?:^|,)(?:gres/)?gpu[=:](\d+)").cast(pl.Int64, strict=False)
        typed = column.str.extract_all(r"(?:gres/)?gpu:[^=,:]+[=:]\d+").list.eval(
            pl.element().str.extract(r"(\d+)$").cast(pl.Int64, strict=False)).list.sum()
        found.append(pl.coalesce(total, pl.when(typed > 0).then(typed)))
    return pl.coalesce(*found, pl.lit(0)) if found else pl.lit(0)
