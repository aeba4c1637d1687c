"""The rules that a row must keep before it may become a record, checked a column at a time."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from .types import Stream

LINE = "line"
REJECT_COLUMNS = ("line", "field", "value", "rule", "row")


POLARS = {"text": pl.String, "integer": pl.Int64, "time": pl.Int64, "flag": pl.Boolean}


def empty_rejects() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "line": pl.Int64,
            "field": pl.String,
            "value": pl.String,
            "rule": pl.String,
            "row": pl.String,
        }
    )


def conform(stream: Stream, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with exactly the stream's columns, in order and type, plus `line`; what is missing
    is null.
    """
    columns = [
        (pl.col(f.name) if f.name in rows.columns else pl.lit(None))
        .cast(POLARS[f.type])
        .alias(f.name)
        for f in stream.fields
    ]
    return rows.select(pl.col(LINE).cast(pl.Int64), *columns)


def _rules(stream: Stream, units: Collection[str] | None) -> list[tuple[str, str, pl.Expr]]:
    """(field, rule, expression true where the rule is broken), most basic first."""
    rules: list[tuple[str, str, pl.Expr]] = []
    for f in stream.fields:
        column = pl.col(f.name)
        if f.required:
            broken = column.is_null() if f.type != "text" else (column.is_null() | (column == ""))
            rules.append((f.name, "a value is required", broken))
        if f.minimum is not None:
            rules.append((f.name, f"must be at least {f.minimum}", column < f.minimum))
        if f.choices:
            rules.append(
                (f.name, f"must be one of: {', '.join(f.choices)}", ~column.is_in(list(f.choices)))
            )
    rules.append(("start", "times before 1970 are not accepted", pl.col("start") < 0))
    rules.append(("end", "must not be before start", pl.col("end") < pl.col("start")))
    if stream.paused:
        length = pl.col("end") - pl.col("start")
        rules.append(
            (
                stream.paused,
                "must not be longer than the time from start to end",
                pl.col(stream.paused) > length,
            )
        )
    if units is not None:
        rules.append(
            (
                "unit",
                "is not in the registry; declare it there first",
                ~pl.col("unit").is_in(list(units)),
            )
        )
    return rules


def check(
    stream: Stream, rows: pl.DataFrame, units: Collection[str] | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split conformed rows into (good, rejects); each reject names the first rule that it
    breaks.
    """
    rules = _rules(stream, units)
    broken = rows.select(
        [expr.fill_null(False).any().alias(str(i)) for i, (_, _, expr) in enumerate(rules)]
    ).row(0)
    failing = [rule for rule, any_broken in zip(rules, broken, strict=True) if any_broken]
    if not failing:
        return rows, empty_rejects()
    which = pl.coalesce(
        [pl.when(expr.fill_null(False)).then(pl.lit(i)) for i, (_, _, expr) in enumerate(failing)]
    )
    marked = rows.with_columns(which.alias("_rule"))
    bad = marked.filter(pl.col("_rule").is_not_null())
    rejects = [
        bad.filter(pl.col("_rule") == i).select(
            pl.col(LINE),
            pl.lit(name).alias("field"),
            pl.col(name).cast(pl.String).alias("value"),
            pl.lit(rule).alias("rule"),
            as_text(stream).alias("row"),
        )
        for i, (name, rule, _) in enumerate(failing)
    ]
    return marked.filter(pl.col("_rule").is_null()).drop("_rule"), pl.concat(rejects).sort(LINE)


def as_text(stream: Stream) -> pl.Expr:
    """A row as one readable text, for the reject file."""
    return pl.concat_str(
        [
            pl.concat_str([pl.lit(f"{n}="), pl.col(n).cast(pl.String).fill_null("")])
            for n in stream.field_names
        ],
        separator=" ",
    )
