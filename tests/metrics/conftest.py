"""A ledger in which every stream holds records, some of them corrected, some withdrawn."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime

import polars as pl
import pytest

from scicity.ledger import Batch, Source, append, open_ledger, retract
from scicity.ledger.streams import STREAMS

UNITS = ("ssrf", "ssrf/phase-2", "nfps", "sulf")
TYPES = {"text": pl.String, "integer": pl.Int64, "time": pl.Int64, "flag": pl.Boolean}
BEGIN = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


def made(known, draw, n):
    start = BEGIN + draw.randrange(300) * 86_400 + draw.randrange(86_400)
    row = {
        "line": n,
        "unit": draw.choice(UNITS),
        "start": start,
        "end": start + draw.choice((0, 3600, 86_400 * 40, 7777)),
    }
    for f in known.fields:
        if f.name in row:
            continue
        if not f.required and draw.random() < 0.2:
            row[f.name] = None
        elif f.choices:
            row[f.name] = draw.choice(f.choices)
        elif f.name == known.paused:
            row[f.name] = draw.randint(0, row["end"] - start)
        elif f.type == "integer":
            row[f.name] = draw.randint(2000, 2026) if f.unit == "year" else draw.randint(1, 900)
        elif f.type == "flag":
            row[f.name] = draw.random() < 0.5
        elif f.type == "time":
            row[f.name] = start - draw.randrange(90_000)
        else:
            row[f.name] = (
                f"{f.name}{draw.randrange(40)}"
                if f.name
                in (
                    "person",
                    "project",
                    "organisation",
                    "team",
                    "queue",
                    "service",
                    "batch",
                    "kind",
                    "counted",
                    "journal",
                )
                else f"{f.name}{n}"
            )
    return row


def frame(known, rows):
    return pl.DataFrame(
        rows, schema={"line": pl.Int64, **{f.name: TYPES[f.type] for f in known.fields}}
    )


@pytest.fixture(scope="session")
def everything(account, tmp_path_factory):
    folder = tmp_path_factory.mktemp("everything") / "ledger"
    shutil.copytree(account.path, folder)
    ledger, draw = open_ledger(folder), random.Random(20231231)
    for name, known in STREAMS.items():
        if name == "declarations":
            continue
        rows = list(
            {
                tuple(r[k] for k in ("unit", *known.key)): r
                for r in (made(known, draw, n) for n in range(400))
            }.values()
        )
        report = append(
            ledger,
            Source(f"{name}.csv", f"{name:_<64}"[:64], "test", "simulated"),
            [Batch(name, frame(known, rows))],
        )
        assert report.counts.rejected == 0, (name, report)
        changed = [{**r, "end": r["end"] + 500} for r in rows[:60] if "end" not in known.key]
        append(
            ledger,
            Source(f"{name}-2.csv", f"2{name:_<64}"[:64], "test", "simulated"),
            [Batch(name, frame(known, changed))],
        )
        retract(
            ledger,
            name,
            Source(f"{name}-3.csv", f"3{name:_<64}"[:64], "test", "simulated"),
            frame(known, rows[-30:]).select("unit", *known.key),
        )
    return ledger
