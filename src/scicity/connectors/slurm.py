"""Slurm accounting: dumps of `sacct --parsable2`, with a header line or with their field order
given.

Fields are documented in the manual page sacct(1). Records are runs of jobs that ran and ended;
steps, jobs
still waiting or running, and jobs that never got a node are counted as skipped, with the reason. A
job that
was requeued or resized has several runs: all but the last are pieces of it, whose hours count.

A job is known by the id that is shown (`200_1` of an array, `300+0` of several components). Where a
ledger knows it by its raw id, as earlier releases recorded it, it stays the same record.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from scicity.ledger import Batch, Source, SourceError, empty_rejects
from scicity.ledger.zones import constant, local_to_utc
from scicity.registry import Pseudonyms

from .textchunks import Chunk, Progress, chunks, digest_of, lines_of, without_lines
from .tres import devices, mebibytes

NEEDED = ("jobid", "submit", "start", "end", "state", "ncpus")
SACCT_FIELDS = (
    "JobID",
    "JobIDRaw",
    "Cluster",
    "Partition",
    "QOS",
    "Account",
    "Group",
    "User",
    "Submit",
    "Start",
    "End",
    "Elapsed",
    "Suspended",
    "State",
    "ExitCode",
    "NNodes",
    "NCPUS",
    "AllocTRES",
    "NodeList",
    "TotalCPU",
    "MaxRSS",
    "ConsumedEnergyRaw",
)
"""What any figure needs: `sacct --format` of these, with --duplicates for the earlier runs of jobs
that were requeued.
"""
SACCT = (
    "sacct --allusers --duplicates --parsable2 --starttime={since} --endtime=now --format="
    + ",".join(SACCT_FIELDS)
)
GIVES = {
    "gpus": ("alloctres", "allocgres"),
    "gpu_type": ("alloctres", "allocgres"),
    "shards": ("alloctres",),
    "nodes": ("nnodes",),
    "queue": ("partition",),
    "qos": ("qos",),
    "exit": ("exitcode",),
    "project": ("account",),
    "person": ("user",),
    "team": ("group",),
    "suspended": ("suspended",),
    "cpu_seconds": ("totalcpu",),
    "memory": ("alloctres", "reqmem"),
    "memory_used": ("maxrss",),
    "energy": ("consumedenergyraw",),
}
"""The fields of a record that a dump may lack, with the columns of sacct that give each."""
WAITING = (
    "PENDING",
    "RUNNING",
    "SUSPENDED",
    "COMPLETING",
    "CONFIGURING",
    "STOPPED",
    "SIGNALING",
    "STAGE_OUT",
    "RESV_DEL_HOLD",
)
PIECES = {
    "REQUEUED": "requeued",
    "REQUEUE_HOLD": "requeued",
    "SPECIAL_EXIT": "requeued",
    "REQUEUE_FED": "requeued",
    "RESIZING": "resized",
    "PREEMPTED": "preempted",
    "NODE_FAIL": "failed",
    "BOOT_FAIL": "failed",
    "LAUNCH_FAILED": "failed",
}
_GO_ON = ("requeued", "resized")  # such a run is never the last, unless the job was then given up
_GIVEN_UP = (
    "CANCELLED",
    "DEADLINE",
    "REVOKED",
    "BOOT_FAIL",
    "LAUNCH_FAILED",
    *(s for s, why in PIECES.items() if why != "failed"),
)
FREE_TEXT = ("jobname", "comment", "admincomment", "systemcomment", "submitline", "workdir")
_TIMES = ("submit", "start", "end")
_ALIASES = {
    "alloccpus": "ncpus",
    "allocnodes": "nnodes",
    "elapsedraw": "elapsed",
    "jobidraw": "jobid",
}
_NAMES = ("partition", "qos", "account", "group", "user")
_NOTHING = ("", "(null)", "None", "none", "N/A")
_UNKNOWN = ("Unknown", "None", "", "N/A")
_WANTED = {
    "jobid",
    "jobidraw",
    "cluster",
    *_NAMES,
    *_TIMES,
    "elapsed",
    "suspended",
    "exitcode",
    "state",
    "nnodes",
    "ncpus",
    "alloctres",
    "allocgres",
    "reqmem",
    "nodelist",
    "totalcpu",
    "maxrss",
    "consumedenergyraw",
}


@dataclass(frozen=True)
class SlurmOptions:
    """How to read a dump. `unit` is the registry path of the cluster, `zone` the zone of its clock.

    `fields` gives the order of columns when there is no header line. `cluster` keeps only the lines
    of one cluster of a dump that holds several.
    """

    unit: str
    zone: str
    fields: tuple[str, ...] = ()
    cluster: str = ""
    encoding: str = "utf-8"


def source_of(path: Path, options: SlurmOptions) -> Source:
    how = (
        "slurm-2",
        options.unit,
        options.zone,
        ",".join(options.fields),
        options.cluster,
        options.encoding,
    )
    return Source(path.name, digest_of(path, *how), "slurm")


def read_slurm(
    path: Path, options: SlurmOptions, people: Pseudonyms, progress: Progress | None = None
) -> Iterator[Batch]:
    """Yield the jobs of a dump in batches.

    Raises SourceError when the dump as a whole cannot be read.
    """
    fields = tuple(f.strip().lower() for f in options.fields)
    runs, tail = _Runs(), b""
    for piece in chunks(path, options.encoding, progress):
        chunk = piece
        if chunk.first_line == 1:
            first, _, rest = chunk.data.partition(b"\n")
            names = tuple(n.strip().lower() for n in first.decode().split("|"))
            if "jobid" in names or "jobidraw" in names:
                fields, chunk = names, Chunk(rest, 2)
            fields = _known_fields(path, fields)
        chunk, tail = _whole_jobs(
            Chunk(tail + chunk.data, chunk.first_line - tail.count(b"\n")), fields
        )
        if chunk.data:
            yield _batch(chunk, fields, options, people, runs)
        after = chunk.first_line + chunk.data.count(b"\n")
    if tail:
        yield _batch(Chunk(tail, after), fields, options, people, runs)
    if runs.held:
        yield runs.settled()


def _known_fields(path: Path, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The columns by the names that are used here; a second column of the same name is passed
    over.
    """
    if not fields:
        raise SourceError(
            f"{path.name} has no header line. Name its columns in order: --fields"
            " JobID,User,Submit,…"
        )
    plain = [f.split("%")[0] for f in fields]
    named: list[str] = []
    for f in plain:
        other = _ALIASES.get(f, f)
        name = f if other in plain and other != f else other
        named.append(f"{name}#{len(named)}" if name in named else name)
    missing = [n for n in NEEDED if n not in named]
    if missing:
        raise SourceError(
            f"{path.name} lacks the fields {', '.join(missing)}. Run sacct with "
            f"--format={','.join(SACCT_FIELDS)} and import again."
        )
    return tuple(named)


def _whole_jobs(chunk: Chunk, fields: tuple[str, ...]) -> tuple[Chunk, bytes]:
    """The chunk without the lines of its last job, and those: steps that say what it used may
    follow in the next chunk.
    """
    if "maxrss" not in fields:
        return chunk, b""
    at, last, cut = fields.index("jobid"), None, len(chunk.data)
    while cut > 0:
        begin = chunk.data.rfind(b"\n", 0, cut - 1) + 1
        cells = chunk.data[begin:cut].split(b"|")
        job = cells[at].split(b".")[0] if len(cells) > at else b""
        if last is not None and job != last:
            break
        last, cut = job, begin
    return Chunk(chunk.data[:cut], chunk.first_line), chunk.data[cut:]


def _batch(
    chunk: Chunk, fields: tuple[str, ...], options: SlurmOptions, people: Pseudonyms, runs: _Runs
) -> Batch:
    data, lines, rejects = _shaped(chunk, fields)
    table = (
        pl.read_csv(
            io.BytesIO(data),
            separator="|",
            quote_char=None,
            has_header=False,
            new_columns=list(fields),
            columns=[i for i, f in enumerate(fields) if f in _WANTED],
            infer_schema=False,
            extra_columns="ignore",
            empty_string_is_null=False,
        )
        if data
        else pl.DataFrame(schema={f: pl.String for f in fields if f in _WANTED})
    )
    table = table.with_columns(pl.Series("line", lines))
    table = table.with_columns(
        _cleaned(table, n) for n in ("cluster", *_NAMES) if n in table.columns
    )
    table, skipped = _without_skipped(_with_used_memory(table), options, runs)
    rows, bad = _typed(table, options)
    given = [n for n, columns in GIVES.items() if any(c in rows.columns for c in columns)]
    rows = rows.select(
        "line",
        "_asked",
        pl.lit(options.unit).alias("unit"),
        "start",
        "end",
        pl.col("jobid").alias("job"),
        "submit",
        pl.col("ncpus").alias("cores"),
        "state",
        pl.col("jobid").str.extract(r"^(\d+)_").alias("array"),
        *[_field(rows, n) for n in given if n != "person"],
        *([people.column(options.unit, rows["user"]).alias("person")] if "person" in given else []),
        *(
            [
                pl.when(pl.col("jobidraw") != pl.col("jobid"))
                .then(pl.col("jobidraw"))
                .alias("formerly")
            ]
            if "jobidraw" in rows.columns
            else []
        ),
    )
    told = {"jobs without a user": rows["person"].null_count()} if "person" in given else {}
    return runs.hold(
        Batch(
            "compute_jobs",
            rows,
            pl.concat([rejects, bad]),
            skipped,
            told={k: n for k, n in told.items() if n},
            known=("piece",),
        )
    )


def _cleaned(table: pl.DataFrame, column: str) -> pl.Series:
    """A column of names: one spelling each, whatever its width or white space; `(null)` and the
    like are nothing.
    """
    distinct = table[column].unique()
    clean = [None if n is None or (c := _name(n)) in _NOTHING else c for n in distinct.to_list()]
    if clean == distinct.to_list():
        return table[column]
    return table[column].replace_strict(
        distinct, pl.Series(clean, dtype=pl.String), return_dtype=pl.String
    )


def _name(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _with_used_memory(table: pl.DataFrame) -> pl.DataFrame:
    """Steps say how much memory a job used: the most of any of its tasks goes to the job's own
    line.
    """
    if "maxrss" not in table.columns or not (table["maxrss"] != "").any():
        return table
    used = table.with_columns(
        _looked_up(table, "maxrss", _mebibytes).alias("memory_used"),
        pl.col("jobid").str.split_exact(".", 1).struct.field("field_0").alias("_job"),
    )
    most = used.group_by("_job").agg(pl.col("memory_used").max()).drop_nulls()
    return table.join(most, left_on="jobid", right_on="_job", how="left", maintain_order="left")


def _looked_up(
    table: pl.DataFrame,
    column: str,
    read: Callable[[str], Any],
    dtype: type[pl.DataType] = pl.Int64,
) -> pl.Series:
    """A column read text by text, each distinct text once."""
    distinct = table[column].unique().drop_nulls()
    values = pl.Series([read(text) for text in distinct.to_list()], dtype=dtype)
    return table[column].replace_strict(distinct, values, default=None, return_dtype=dtype)


@lru_cache(maxsize=100_000)
def _mebibytes(text: str) -> int | None:
    return mebibytes(text)[0] if text else None


def _field(rows: pl.DataFrame, name: str) -> pl.Series:
    """One field of the record from the columns of the dump that give it; nothing where it says
    nothing.
    """
    column = next(c for c in GIVES[name] if c in rows.columns)
    match name:
        case "gpus" | "gpu_type" | "shards":
            return _devices(rows, name)
        case "memory":
            return _memory(rows)
        case "memory_used":
            return (
                rows["memory_used"]
                if "memory_used" in rows.columns
                else pl.Series(name, [None] * rows.height, pl.Int64)
            )
        case "energy":
            joule = rows[column].cast(pl.Int64, strict=False)
            # 0 and Slurm's 'no value' stand where nobody measured: no node runs on nothing
            return rows.select(
                pl.when((joule > 0) & ~joule.is_in([4294967294, 4294967295]))
                .then(joule)
                .alias(name)
            ).to_series()
        case "cpu_seconds" | "suspended":
            return rows.select(seconds_of(pl.col(column)).alias(name)).to_series()
    return rows[column].alias(name)


def _devices(rows: pl.DataFrame, name: str) -> pl.Series:
    dtype = pl.String if name == "gpu_type" else pl.Int64
    what = {"gpu_type": "label"}.get(name, name)
    found = [
        _looked_up(rows, c, lambda text: getattr(_read_devices(text), what), dtype)
        for c in ("alloctres", "allocgres")
        if c in rows.columns
    ]
    if len(found) == 1:
        return found[0].alias(name)
    # an older cluster names GPUs in AllocGRES alone
    both = pl.DataFrame({"a": found[0], "b": found[1]})
    choice = (
        pl.coalesce(pl.col("a").replace(0, None), "b")
        if dtype == pl.Int64
        else pl.coalesce("a", "b")
    )
    return both.select(choice.alias(name)).to_series()


_read_devices = lru_cache(maxsize=100_000)(devices)


def _memory(rows: pl.DataFrame) -> pl.Series:
    """Memory set aside for a job as a whole: of AllocTRES, else what was asked for a node (`n`), a
    core (`c`) or in all.
    """
    if "alloctres" in rows.columns:
        return _looked_up(
            rows, "alloctres", lambda t: _sane(mebibytes(t)[0]) if "mem=" in t else None
        ).alias("memory")
    asked = _looked_up(rows, "reqmem", lambda t: _sane(mebibytes(t)[0]) if t else None)
    each = _looked_up(rows, "reqmem", lambda t: mebibytes(t)[1] if t else "", pl.String)
    nodes = pl.col("nnodes") if "nnodes" in rows.columns else pl.lit(None)
    times = pl.when(each == "n").then(nodes).when(each == "c").then(pl.col("ncpus")).otherwise(1)
    return rows.select((asked * times).alias("memory")).to_series()


def _sane(mib: int | None) -> int | None:
    """Slurm marks 'per core' in the highest bit, which some dumps print: such a number says
    nothing.
    """
    return mib if mib is not None and mib < 1 << 31 else None


def _shaped(chunk: Chunk, fields: tuple[str, ...]) -> tuple[bytes, np.ndarray, pl.DataFrame]:
    """The lines with the right number of fields, their numbers, and the others as rejects."""
    lines = lines_of(chunk.data)
    bars = lines.str.count_matches("|", literal=True).to_numpy()
    expected = len(fields) - 1
    # a free text in the last column may hold the separator itself: the rest of the line is still
    # that text
    wrong = bars < expected if fields[-1] in FREE_TEXT else bars != expected
    numbers = chunk.first_line + np.arange(len(lines))
    if not wrong.any():
        return chunk.data, numbers, empty_rejects()
    blank = (lines.str.strip_chars() == "").to_numpy()
    bad = np.flatnonzero(wrong & ~blank)
    texts = chunk.data.split(b"\n")
    rejects = pl.DataFrame(
        [
            (
                int(numbers[i]),
                "",
                str(int(bars[i]) + 1),
                (
                    f"has {int(bars[i]) + 1} fields where {len(fields)} are named: cut short, or"
                    " another format"
                ),
                texts[i].decode(),
            )
            for i in bad
        ],
        schema=empty_rejects().schema,
        orient="row",
    )
    return without_lines(chunk.data, np.flatnonzero(wrong)), numbers[~wrong], rejects


class _Runs:
    """The runs of jobs in a dump: which of them are pieces can be told when all have been read."""

    def __init__(self) -> None:
        self.held: list[Batch] = []
        self._seen: list[pl.DataFrame] = []

    def see(self, table: pl.DataFrame, ran: pl.Expr, waiting: pl.Expr) -> None:
        """Remember every run in few bytes: the job, when it was asked for, and whether it ran (2),
        may run (1) or never did (0).
        """
        self._seen.append(
            table.select(
                pl.col("jobid").hash().alias("job"),
                _moment("submit").alias("asked"),
                pl.when(ran).then(2).when(waiting).then(1).otherwise(0).cast(pl.Int8).alias("kind"),
            )
        )

    def hold(self, batch: Batch) -> Batch:
        """The batch without runs that may be pieces, which are kept for the end."""
        may = pl.col("state").is_in(list(PIECES))
        kept = batch.rows.filter(may)
        if kept.is_empty():
            return batch
        self.held.append(replace(batch, rows=kept, rejects=empty_rejects(), skipped={}, told={}))
        return replace(batch, rows=batch.rows.filter(~may))

    def settled(self) -> Batch:
        """The runs kept, each with why it is a piece, if it is one."""
        rows = pl.concat([b.rows for b in self.held], how="vertical_relaxed")
        keys = rows.select("line", pl.col("job").hash().alias("job"), pl.col("_asked").alias("own"))
        later = keys.join(pl.concat(self._seen), on="job", how="left").filter(
            pl.col("asked") > pl.col("own")
        )
        best = later.group_by("line").agg(pl.col("kind").max())
        why = pl.col("state").replace_strict(PIECES, default=None, return_dtype=pl.String)
        goes_on = (pl.col("kind") > 0) | (pl.col("kind").is_null() & why.is_in(_GO_ON))
        rows = (
            rows.join(best, on="line", how="left", maintain_order="left")
            .with_columns(pl.when(goes_on).then(why).alias("piece"))
            .drop("kind", "_asked")
        )
        counts = rows["piece"].drop_nulls().value_counts()
        return replace(
            self.held[0],
            rows=rows,
            told={
                f"runs of jobs that went on ({w}): their hours count": n
                for w, n in counts.iter_rows()
            },
        )


def _moment(column: str) -> pl.Expr:
    return (
        pl.col(column)
        .str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="ms")
        .dt.epoch("s")
    )


def _without_skipped(
    table: pl.DataFrame, options: SlurmOptions, runs: _Runs
) -> tuple[pl.DataFrame, dict[str, int]]:
    # `CANCELLED by 1234` names a person
    state = pl.coalesce(
        pl.col("state").str.strip_chars().str.extract(r"^([A-Za-z_]+)").str.to_uppercase(),
        pl.col("state"),
    )
    table = table.with_columns(state.alias("state"))
    waiting = pl.col("state").is_in(WAITING)
    reasons: list[tuple[str, pl.Expr]] = [
        ("job step", pl.col("jobid").str.contains(".", literal=True))
    ]
    if options.cluster and "cluster" in table.columns:
        reasons.append(
            ("of another cluster", (pl.col("cluster") != options.cluster).fill_null(True))
        )
    aside = len(reasons)
    reasons += [
        ("not ended", waiting | pl.col("end").is_in(_UNKNOWN)),
        ("never started", pl.col("start").is_in(_UNKNOWN)),
    ]
    if "nodelist" in table.columns:
        reasons.append(("never got a node", pl.col("nodelist").is_in(["None assigned", *_UNKNOWN])))
    else:
        # without the names of nodes: what was given up in the second of its start had none, unless
        # it was given resources
        given = pl.col("alloctres") != "" if "alloctres" in table.columns else pl.lit(False)
        reasons.append(
            (
                "never got a node",
                pl.col("state").is_in(_GIVEN_UP) & (pl.col("start") == pl.col("end")) & ~given,
            )
        )
    why = pl.coalesce([pl.when(test).then(pl.lit(i)) for i, (_, test) in enumerate(reasons)])
    table = table.with_columns(why.alias("_why"))
    counts = table["_why"].drop_nulls().value_counts()
    skipped = {reasons[i][0]: n for i, n in counts.iter_rows()}
    if (
        not options.cluster
        and "cluster" in table.columns
        and table["cluster"].drop_nulls().n_unique() > 1
    ):
        names = ", ".join(sorted(table["cluster"].drop_nulls().unique().to_list()))
        raise SourceError(
            f"The dump holds several clusters ({names}). Import each with --cluster NAME."
        )
    runs.see(
        table.filter((pl.col("_why") >= aside).fill_null(True)), pl.col("_why").is_null(), waiting
    )
    return table.filter(pl.col("_why").is_null()).drop("_why"), skipped


def _typed(table: pl.DataFrame, options: SlurmOptions) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Texts to integers and UTC seconds; rows with a value that cannot be read become rejects."""
    numbers = [n for n in ("ncpus", "nnodes") if n in table.columns]
    typed = table.with_columns(
        *[_moment(n).alias(n) for n in _TIMES],
        *[pl.col(n).cast(pl.Int64, strict=False).alias(n) for n in numbers],
    )
    read = {n: typed[n] for n in _TIMES}
    typed = _in_utc(typed.with_columns(pl.col("submit").alias("_asked")), options.zone)
    rejects = [empty_rejects()]
    for name in (*_TIMES, *numbers):
        unread = typed[name].is_null() & (table[name] != "") & ~typed["_twice"]
        if not unread.any():
            continue
        rule = (
            "is not a whole number" if name in numbers else "is not a time like 2023-12-31T23:59:59"
        )
        gap = f"does not exist in {options.zone}: the clock was put forward over it"
        was_read = (
            read[name].is_not_null() if name in read else pl.Series(np.zeros(table.height, bool))
        )
        bad = table.with_columns(
            pl.when(was_read).then(pl.lit(gap)).otherwise(pl.lit(rule)).alias("rule")
        ).filter(unread)
        rejects.append(_rejected(bad, name, pl.col("rule")))
    if typed["_twice"].any():
        rejects.append(
            _rejected(
                table.filter(typed["_twice"]),
                "end",
                pl.lit(
                    f"cannot be settled: the clock of {options.zone} showed this hour twice, and"
                    " Elapsed does not say which is meant"
                ),
            )
        )
    refused = pl.concat(rejects).unique("line", keep="first", maintain_order=True)
    typed = typed.drop("_twice")
    if refused.is_empty():
        return typed, refused
    return typed.filter(~pl.col("line").is_in(refused["line"].to_list())), refused.sort("line")


def _rejected(rows: pl.DataFrame, name: str, rule: pl.Expr) -> pl.DataFrame:
    texts = [
        pl.col(c).fill_null("")
        for c in rows.columns
        if c not in ("line", "user", "rule") and rows[c].dtype == pl.String
    ]
    return rows.select(
        pl.col("line").cast(pl.Int64),
        pl.lit(name).alias("field"),
        pl.col(name).alias("value"),
        rule.alias("rule"),
        pl.concat_str(texts, separator="|").alias("row"),
    )


def _in_utc(rows: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Wall-clock times to UTC, with `_twice` where a time that the clock showed twice cannot be
    settled.

    Which of the two was meant follows from the run time (Elapsed, and Suspended, which it leaves
    out), else from the
    order: a job ends after it starts, and starts after it was submitted. Readings of the same
        length differ by when
    they were alone, and the earlier is taken; of several lengths none is.
    """
    bounds = [b for n in _TIMES for b in (rows[n].min(), rows[n].max()) if isinstance(b, int)]
    if not bounds or constant(zone, min(bounds), max(bounds)):
        return rows.with_columns(
            *[local_to_utc(rows[n], zone).alias(n) for n in _TIMES], pl.lit(False).alias("_twice")
        )
    early = {n: local_to_utc(rows[n], zone) for n in _TIMES}
    late = {n: local_to_utc(rows[n], zone, "latest") for n in ("start", "end")}
    length = seconds_of(pl.col("elapsed")) if "elapsed" in rows.columns else pl.lit(None, pl.Int64)
    still = (
        seconds_of(pl.col("suspended")).fill_null(0) if "suspended" in rows.columns else pl.lit(0)
    )
    frame = rows.with_columns(
        early["submit"].alias("submit"),
        early["start"].alias("s0"),
        late["start"].alias("s1"),
        early["end"].alias("e0"),
        late["end"].alias("e1"),
        length.alias("_length"),
        still.alias("_still"),
    )
    options = [("s0", "e0"), ("s0", "e1"), ("s1", "e1"), ("s1", "e0")]
    after = {s: pl.col(s) >= pl.col("submit") for s in ("s0", "s1")}
    possible = {(s, e): (pl.col(s) <= pl.col(e)) & (after[s] | ~after["s1"]) for s, e in options}
    span = {(s, e): pl.col(e) - pl.col(s) for s, e in options}
    fits = {o: possible[o] & (span[o] == pl.col("_length") + pl.col("_still")) for o in options}
    some_fit = pl.any_horizontal(list(fits.values())).fill_null(False)
    chosen = {
        o: pl.when(some_fit).then(fits[o]).otherwise(possible[o]).fill_null(False) for o in options
    }
    spans = [pl.when(chosen[o]).then(span[o]) for o in options]
    firsts = {i: [pl.when(chosen[o]).then(pl.col(o[i])) for o in options] for i in (0, 1)}
    return frame.with_columns(
        pl.coalesce(*firsts[0], "s0").alias("start"),
        pl.coalesce(*firsts[1], "e0").alias("end"),
        (pl.max_horizontal(spans) != pl.min_horizontal(spans)).fill_null(False).alias("_twice"),
    ).drop("s0", "s1", "e0", "e1", "_length", "_still")


def seconds_of(text: pl.Expr) -> pl.Expr:
    """`[[days-]hours:]minutes:seconds[.thousandths]`, or seconds alone; `UNLIMITED` and unreadable
    texts are null.
    """
    parts = text.str.extract_groups(r"^(?:(?:(?:(\d+)-)?(\d+):)?(\d+):)?(\d+)(?:\.\d+)?$")
    number = [parts.struct.field(str(i)).cast(pl.Int64, strict=False) for i in (1, 2, 3, 4)]
    return (
        number[0].fill_null(0) * 86_400
        + number[1].fill_null(0) * 3_600
        + number[2].fill_null(0) * 60
        + number[3]
    )
