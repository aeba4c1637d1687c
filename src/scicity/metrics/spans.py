"""From records to integers by bucket: the one query behind every measured figure.

Three steps, each an Ibis expression, all integers:
1. *combine*: rows become combinations of (dimensions, things to count, first and last bucket) with
    sums
   weighted by sign. A corrected row and its reversal fall into the same combination and cancel
   there.
2. *spread*: a combination is laid over the buckets that it touches, its hours shared out by
    overlap.
3. *fold*: combinations become one row a bucket and dimension; what is distinct is counted where
    something lives.
The result of step 2 for one file never changes, so it may be kept (`partials`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import mul
from typing import TYPE_CHECKING

from scicity.ledger.zones import transitions

from .calendar import Window
from .lazily import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from scicity.ledger import Stream

Weight = tuple[str, ...]
_DOUBLING = tuple((2 * n, f"{n + 1}–{2 * n}" if n > 1 else "2") for n in (2**i for i in range(13)))
SIZES: tuple[tuple[int, str], ...] = ((0, "0"), (1, "1"), *_DOUBLING)
"""Sizes of jobs: the most cores of each, and how it is called."""
DERIVED = {
    "wait": lambda t: t["start"] - t["submit"],
    "wait_ran": lambda t: ibis.ifelse(t["end"] > t["start"], t["start"] - t["submit"], 0),
    "length": lambda t: t["end"] - t["start"],
    "run": lambda t: t["record"],
    # of jobs whose use is known, so that a share of what they were given leaves the others out
    "cores_of_known_use": lambda t: ibis.ifelse(t["cpu_seconds"].notnull(), t["cores"], 0),
    "memory_of_known_use": lambda t: ibis.ifelse(
        _one_node(t) & t["memory_used"].notnull(), t["memory"], 0
    ).coalesce(0),
    "memory_used_of_known": lambda t: ibis.ifelse(
        _one_node(t) & t["memory"].notnull(), t["memory_used"], 0
    ).coalesce(0),
    "job_size": lambda t: ibis.cases(
        *((t["cores"] <= most, label) for most, label in SIZES), else_=f"> {SIZES[-1][0]}"
    ),
}


def _one_node(t: ir.Table) -> ir.BooleanValue:
    return t["nodes"].coalesce(1) == 1


@dataclass(frozen=True)
class Need:
    """What a question needs of each row.

    `dims` are kept apart in the answer; `keys` are columns whose distinct or extreme values are
    asked for; `hours` are products of columns to be shared out over time; `totals` are products
    summed over touching records; `stretched` marks hours that are later divided by the record's
    whole length; `submitted` asks for the bucket of submission; `above_zero` keeps only rows with
    more than 0 in this column. `first` is (column, its values in order of precedence, those that
    are asked for): each key belongs, in a bucket, to the first of these values with which it lives
    there.
    """

    dims: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    hours: tuple[Weight, ...] = ()
    totals: tuple[Weight, ...] = ()
    stretched: bool = False
    submitted: bool = False
    above_zero: str = ""
    first: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def apart(self) -> tuple[str, ...]:
        """The columns that combinations are told apart by; what is counted may itself be what is
        split by.
        """
        return tuple(
            dict.fromkeys((*self.dims, *((self.first[0],) if self.first else ()), *self.keys))
        )


def name(weight: Weight) -> str:
    return "_x_".join(weight) or "one"


def weigh(rows: ir.Table, weight: Weight) -> ir.Value:
    """Product of columns, empty cells as 0; the empty product is 1."""
    parts = [DERIVED[c](rows) if c in DERIVED else rows[c].coalesce(0) for c in weight]
    return reduce(mul, parts, ibis.literal(1, "int64"))


def local_seconds(second: ir.Value, window: Window) -> ir.Value:
    """UTC seconds to civil seconds in the window's zone; outside the window the nearest offset
    serves.
    """
    changes = transitions(window.zone, window.start - 1, window.end + 1)
    offset: ir.Value | int = changes[0][1]
    for at, after in changes[1:]:
        offset = ibis.ifelse(second >= at, after, offset)
    return second + offset


def bucket(second: ir.Value, window: Window) -> ir.Value:
    """Index of a moment's bucket: -1 before the window, the number of buckets after it."""
    clipped = second.clip(window.start - 1, window.end)
    count = len(window.labels)
    if count == 1:
        return ibis.cases((clipped < window.start, -1), (clipped >= window.end, 1), else_=0).cast(
            "int32"
        )
    civil = local_seconds(clipped, window)
    if window.grain == "day":
        return ((civil // 86_400) - (window.first - date(1970, 1, 1)).days).cast("int32")
    moment = civil.as_timestamp("s")
    if window.grain == "year":
        index = moment.year() - window.first.year
    elif window.grain == "quarter":
        index = (
            moment.year() * 4
            + moment.quarter()
            - (window.first.year * 4 + (window.first.month + 2) // 3)
        )
    else:
        index = moment.year() * 12 + moment.month() - (window.first.year * 12 + window.first.month)
    return index.cast("int32")


def combine(rows: ir.Table, need: Need, window: Window, kind: Stream) -> ir.Table:
    """Step 1.

    Columns: dims, keys, i0, i1, n, alive, and sums s_*, e_*, f_* of weight × (start, end, 1).

    `n` counts what the stream's records are about, so that pieces of a record add nothing to it,
    nor to sums over counted records; `alive` counts rows, to which hours belong.
    """
    rows = rows.filter(rows["start"] < window.end, rows["end"] >= window.start)
    if need.above_zero:
        rows = rows.filter(rows[need.above_zero] > 0)
    end_included = kind.end_included
    last = rows["end"] if end_included else ibis.greatest(rows["end"] - 1, rows["start"])
    rows = rows.mutate(i0=bucket(rows["start"], window), i1=bucket(last, window))
    if not end_included:
        rows = rows.filter(rows["i1"] >= 0)
    by = [*need.apart, "i0", "i1"]
    if need.submitted:
        rows = rows.mutate(isub=bucket(rows["submit"], window))
        by.append("isub")
    if need.stretched:
        rows = rows.mutate(
            length_=ibis.ifelse(rows["i0"] == rows["i1"], 0, rows["end"] - rows["start"])
        )
        by.append("length_")
    begin = rows["start"].clip(lower=window.start) - window.start
    end = rows["end"].clip(upper=window.end) - window.start
    counted = (
        ibis.ifelse(rows[kind.pieces].isnull(), rows["sign"], 0) if kind.pieces else rows["sign"]
    )
    sums: dict[str, ir.Value] = {"n": counted.sum(), "alive": rows["sign"].sum()}
    for w in sorted({*need.hours, *need.totals}):
        signed = weigh(rows, w) * rows["sign"]
        if need.above_zero:  # a product of three columns and a time may pass 64 bits
            signed = signed.cast("decimal(38, 0)")
        if w in need.hours:
            sums[f"f_{name(w)}"] = signed.sum()
        if w in need.totals and not need.stretched:
            sums[f"c_{name(w)}"] = (weigh(rows, w) * counted).sum()
        if w in need.hours:
            sums[f"s_{name(w)}"] = (signed * begin).sum()
            sums[f"e_{name(w)}"] = (signed * end).sum()
    return rows.group_by(by).aggregate(**sums)


def spread(combos: ir.Table, need: Need, window: Window) -> ir.Table:
    """Step 2.

    One row a combination and bucket touched: k, n, started, ended, submitted, h_* in weight ×
    seconds, f_*.
    """
    count = len(window.labels)
    first = ibis.greatest(combos["i0"], 0)
    last = ibis.least(combos["i1"], count - 1)
    if count == 1:
        laid = combos.mutate(k0=first, k1=last, k=ibis.literal(0, "int32"))
    else:
        laid = combos.mutate(k0=first, k1=last)
        single = laid.filter(laid["k0"] == laid["k1"])
        single = single.mutate(k=single["k0"].cast("int64"))
        multi = laid.filter(laid["k0"] < laid["k1"])
        multi = multi.mutate(
            k=ibis.range(multi["k0"].cast("int64"), multi["k1"].cast("int64") + 1, 1).unnest()
        )
        laid = ibis.union(single, multi)
    edges = ibis.memtable(
        {
            "k_": list(range(count)),
            "from_": [b - window.start for b in window.bounds[:-1]],
            "to_": [b - window.start for b in window.bounds[1:]],
        }
    )
    if need.hours and count > 1:
        laid = laid.join(edges, laid["k"] == edges["k_"])
    columns: dict[str, ir.Value] = {c: laid[c] for c in need.apart}
    if need.stretched:
        columns["length_"] = laid["length_"]
    columns |= {
        "k": laid["k"],
        "n": laid["n"],
        "alive": laid["alive"],
        "started": ibis.ifelse(laid["i0"] == laid["k"], laid["n"], 0),
        "ended": ibis.ifelse(laid["i1"] == laid["k"], laid["n"], 0),
    }
    if need.submitted:
        columns["submitted"] = ibis.ifelse(laid["isub"] == laid["k"], laid["n"], 0)
    for w in sorted({*need.hours, *need.totals}):
        if w in need.totals:
            c = laid[f"f_{name(w)}" if need.stretched else f"c_{name(w)}"]
            columns[f"f_{name(w)}"] = c
            columns[f"fs_{name(w)}"] = ibis.ifelse(laid["i0"] == laid["k"], c, 0)
            columns[f"fe_{name(w)}"] = ibis.ifelse(laid["i1"] == laid["k"], c, 0)
        if w in need.hours and count == 1:
            columns[f"h_{name(w)}"] = laid[f"e_{name(w)}"] - laid[f"s_{name(w)}"]
        elif w in need.hours:
            f = laid[f"f_{name(w)}"]
            upto = ibis.ifelse(laid["k"] == laid["k1"], laid[f"e_{name(w)}"], f * laid["to_"])
            since = ibis.ifelse(laid["k"] == laid["k0"], laid[f"s_{name(w)}"], f * laid["from_"])
            columns[f"h_{name(w)}"] = upto - since
    return laid.select(**columns)


def kept(spread_rows: ir.Table, need: Need) -> ir.Table:
    """Spread rows summed over combinations: small, and additive over files."""
    by = [*need.apart, "k"]
    return spread_rows.group_by(by).aggregate(**_sums(spread_rows, need))


def _sums(rows: ir.Table, need: Need) -> dict[str, ir.Value]:
    names = ["n", "alive", "started", "ended", *(["submitted"] if need.submitted else [])]
    for w in sorted({*need.hours, *need.totals}):
        names += [f"{p}_{name(w)}" for p in ("f", "fs", "fe") if w in need.totals]
        names += [f"h_{name(w)}"] if w in need.hours else []
    return {
        c: rows[c].sum().cast("decimal(38, 0)" if c.startswith("h_") else "int64") for c in names
    }


def fold(rows: ir.Table, need: Need, extremes: Mapping[str, str] | None = None) -> ir.Table:
    """Step 3.

    One row a (dims, k): sums, `d_KEY` distinct counts, and min or max of keys as asked.
    """
    if need.first:
        return _fold_first(rows, need)
    alive = rows["alive"] > 0
    out = _sums(rows, need)
    for key in need.keys:
        if (extremes or {}).get(key, "distinct") == "distinct":
            out[f"d_{key}"] = rows[key].nunique(where=alive)
        else:
            out[f"min_{key}"] = rows[key].min(where=alive)
            out[f"max_{key}"] = rows[key].max(where=alive)
    by = [*need.dims, "k", *(["length_"] if need.stretched else [])]
    return rows.group_by(by).aggregate(**out)


def _fold_first(rows: ir.Table, need: Need) -> ir.Table:
    """Step 3 where a key counts once, under the first of the values with which it lives in a
    bucket.
    """
    assert need.first is not None
    column, order, asked = need.first
    others = [d for d in need.dims if d != column]
    placed = ibis.cases(
        *((rows[column].cast("string") == v, i) for i, v in enumerate(order)), else_=len(order)
    )
    alive = rows.filter(rows["alive"] > 0).mutate(place_=placed.cast("int64"))
    best = alive.group_by([*dict.fromkeys((*others, *need.keys)), "k"]).aggregate(
        place_=alive["place_"].min(), n=alive["n"].sum()
    )
    best = best.filter(best["place_"].isin([i for i, v in enumerate(order) if v in asked]))
    if column in need.dims:
        best = best.mutate(
            **{
                column: ibis.cases(
                    *((best["place_"] == i, v) for i, v in enumerate(order)), else_=None
                )
            }
        )
    counts = {f"d_{key}": best[key].nunique() for key in need.keys}
    return best.group_by([*need.dims, "k"]).aggregate(n=best["n"].sum().cast("int64"), **counts)
