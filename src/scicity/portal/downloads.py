"""The same figures elsewhere: as files, and as the line of code that gives them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import polars as pl

from scicity.ledger import show_moment
from scicity.metrics import Figure, address, printed
from scicity.reports.render.sdmx import OBSERVED, codes, identifier, messages

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "sdmx.zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table(found: Sequence[Figure]) -> pl.DataFrame:
    """One row a figure, with its address. `value` as the definition prints it, `exact` as a
    fraction; both are empty where nothing is known, and `status` says so: `covered` is the share
    that sources cover, `missing` who does not, `lacks` what they do not know.
    """
    rows = [_row(f) for f in found]
    return pl.DataFrame(rows, schema_overrides=_TYPES if rows else None, infer_schema_length=None)


# columns that may hold nothing at all: their type is not to be guessed from what stands in them
_TYPES = {"value": pl.Float64, "exact": pl.String}


def _row(f: Figure) -> dict[str, Any]:
    return {
        "metric": f.metric.id,
        "version": f.metric.version,
        "scope": f.scope.label,
        "period": f.period,
        **dict(f.by),
        "value": None if f.value is None else float(printed(f.value, f.metric.decimals)),
        "exact": None if f.value is None else str(f.value),
        "unit": f.metric.unit["en"],
        "status": status_of(f),
        "covered": round(float(f.coverage.part), 4),
        "missing": " ".join(f.coverage.missing),
        "lacks": " ".join(f.coverage.lacks),
        "set_aside": f.coverage.aside,
        "blank": f.coverage.blank,
        "zone": f.scope.zone,
        "as_of": show_moment(f.as_of),
        "figure": address(f),
    }


def status_of(f: Figure) -> str:
    """The status of a figure in a file: where there is no value it says why."""
    if f.withheld:
        return "withheld"
    return "undefined" if f.value is None and f.status != "not covered" else f.status


def written(found: Sequence[Figure], form: str) -> tuple[bytes, str]:
    import openpyxl

    frame = table(found)
    into = io.BytesIO()
    match form:
        case "json":
            into.write(
                json.dumps(
                    [
                        _row(f) | {"missing": f.coverage.missing, "lacks": f.coverage.lacks}
                        for f in found
                    ],
                    ensure_ascii=False,
                    indent=1,
                ).encode()
            )
        case "csv":
            into.write("\ufeff".encode() + frame.write_csv().encode())
        case "parquet":
            frame.write_parquet(into)
        case "xlsx":
            book = openpyxl.Workbook()
            sheet = book.active
            sheet.append(frame.columns)
            for row in frame.iter_rows():
                sheet.append(row)
            sheet.freeze_panes = "A2"
            book.save(into)
        case "sdmx.zip":
            with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, body in _sdmx(found).items():
                    archive.writestr(name, body)
        case _:
            raise ValueError(f"{form!r} is no form of file. Use one of: {', '.join(FORMS)}.")
    return into.getvalue(), FORMS[form]


def _sdmx(found: Sequence[Figure]) -> dict[str, bytes]:
    """SDMX-ML 3.0: a structure and a data message, each dimension with its codes."""
    import pandas as pd

    f = found[0]
    split = tuple(d.upper() for d, _ in f.by)
    frame = pd.DataFrame(
        [
            {
                "SUBJECT": identifier(x.scope.label),
                "MEASURE": identifier(x.metric.id),
                **{d.upper(): identifier(v or "none") for d, v in x.by},
                "TIME_PERIOD": x.period,
                "OBS_VALUE": "" if x.value is None else printed(x.value, x.metric.decimals),
                "UNIT_MEASURE": x.metric.unit["en"],
                "OBS_STATUS": OBSERVED[status_of(x)],
                "BASIS": status_of(x),
                "COVERED": f"{float(x.coverage.part):.4f}",
                "MISSING": " ".join((*x.coverage.missing, *x.coverage.lacks)),
                "SOURCE": address(x),
            }
            for x in found
        ]
    )
    coded = {
        "SUBJECT": codes("CL_SUBJECT", {identifier(f.scope.label): f.scope.label}, "Subjects"),
        "MEASURE": codes("CL_MEASURE", {identifier(f.metric.id): f.metric.title["en"]}, "Measures"),
        **{
            d: codes(
                f"CL_{d}",
                {
                    identifier(v or "none"): v or "none"
                    for x in found
                    for k, v in x.by
                    if k.upper() == d
                },
                d.capitalize(),
            )
            for d in split
        },
    }
    return messages(
        frame,
        ("SUBJECT", "MEASURE", *split, "TIME_PERIOD"),
        ("UNIT_MEASURE", "OBS_STATUS", "BASIS", "COVERED", "MISSING", "SOURCE"),
        coded,
        f.metric.title["en"],
        "scicity",
        f"{f.metric.id}-{f.as_of}",
        f.as_of,
    )


@lru_cache(maxsize=1024)
def spelled(zh: str, en: str) -> str:
    """A metric's names for a reader who types: Chinese, English, pinyin, its initials."""
    from pypinyin import lazy_pinyin

    sounds = lazy_pinyin(zh)
    return f"{zh} · {en} · {''.join(sounds)} · {''.join(s[0] for s in sounds if s)}"


def code(asked: dict[str, Any], root: str) -> dict[str, str]:
    """The same question by the command, in Python and over the network."""
    by = "".join(f" --by {b}" for b in asked["by"])
    grain = f" --grain {asked['grain']}" if asked["grain"] else ""
    as_of = f" --as-of {asked['as_of']}" if asked["as_of"] else ""
    more = "".join(
        [
            f", grain={asked['grain']!r}" if asked["grain"] else "",
            f", by={asked['by']!r}" if asked["by"] else "",
        ]
    )
    query = urlencode(
        [
            ("metric", asked["name"]),
            *((k, asked[k]) for k in ("scope", "period", "grain", "as_of") if asked[k]),
            *(("by", b) for b in asked["by"]),
        ]
    )
    return {
        "CLI": (
            f"scicity figures {asked['name']} --period {asked['period']} --scope"
            f" {asked['scope']}{grain}{by}{as_of}"
        ),
        "Python": (
            f"figures(ledger, [metric({asked['name']!r})], scope_of(city, {asked['scope']!r}),"
            f" {asked['period']!r}{more})"
        ),
        "HTTP": f"curl '{root}city/explore/data.csv?{query}'",
    }
