"""The program's figures against a slow reference in plain Python: random logs and returns, all
metrics, every kind of question.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scicity.ledger import OPEN_END, STREAMS, Source, append, open_ledger, retract
from scicity.ledger import Batch as LedgerBatch
from scicity.metrics import Scope, catalogue, figures
from tests.metrics import reference
from tests.metrics.reference import Batch, Book

TYPES = {"text": pl.String, "integer": pl.Int64, "time": pl.Int64, "flag": pl.Boolean}
ZONES = (
    "Australia/Adelaide",
    "America/Santiago",
    "Australia/Lord_Howe",
)  # half an hour off, changed at midnight, changed by half an hour
UNITS = ("ring", "ring/a", "ring/b", "ring/ab", "mill")
BEGIN = int(datetime(2024, 3, 20, tzinfo=UTC).timestamp())
DAY = 86_400
READ = sorted(
    {a.stream for m in catalogue().values() for a in (*m.numerator, *m.denominator) if a.stream}
)
OFTEN = (
    "compute_jobs",
    "compute_jobs",
    "compute_capacity",
    "machine_time",
    "outages",
    "instrument_time",
    "visits",
)
FEW = {
    "person": 3,
    "project": 2,
    "organisation": 2,
    "team": 2,
    "queue": 2,
    "state": 2,
    "service": 2,
    "batch": 2,
    "kind": 2,
}
SOME = {"journal": ("Cell", "Nature", "Annals"), "counted": ("persons", "prizes")}
QUESTIONS = (  # first day, last day, grain, the period as it is asked for
    (date(2024, 3, 1), date(2024, 5, 31), "month", "2024-03..2024-05"),
    (date(2024, 3, 1), date(2024, 5, 31), "month", "2024-03..2024-05"),
    (date(2024, 4, 1), date(2024, 4, 30), "whole", "2024-04"),
    (date(2024, 4, 4), date(2024, 4, 9), "day", "2024-04-04..2024-04-09"),
    (date(2024, 3, 25), date(2024, 4, 12), "whole", "2024-03-25..2024-04-12"),
    (date(2024, 1, 1), date(2024, 12, 31), "quarter", "2024"),
    (date(2023, 1, 1), date(2025, 12, 31), "year", "2023..2025"),
    (date(2024, 4, 7), date(2024, 4, 7), "whole", "2024-04-07"),
)
SPLITS = (
    (),
    (),
    (),
    ("facility",),
    ("unit",),
    ("queue",),
    ("person",),
    ("mode",),
    ("unit", "state"),
    ("purpose",),
    ("organisation",),
)
RELIABILITY = ("downtime", "faults", "faults_plus_one", "outage")


def moment(draw: Random) -> int:
    """Quarters of hours are often midnight in one of the zones."""
    return BEGIN + draw.randrange(40 * 96) * 900 + draw.choice((0, 0, 0, -1, 1, 1777))


def row(draw: Random, name: str) -> dict:
    known = STREAMS[name]
    start = moment(draw)
    made = {
        "unit": draw.choice(UNITS),
        "start": start,
        "end": start + draw.choice((0, 900, 3600, DAY, 5 * DAY, 41 * DAY)),
    }
    if name in ("compute_capacity", "qualifications") and draw.random() < 0.4:
        made["end"] = OPEN_END
    if name == "declarations":
        raise AssertionError("no metric reads declarations")
    for f in known.fields:
        if f.name in made:
            continue
        if not f.required and draw.random() < 0.3:
            made[f.name] = None
        elif f.choices:
            made[f.name] = (
                draw.choice(f.choices) if f.name != "piece" or draw.random() < 0.4 else None
            )
        elif f.name == known.paused or f.name == "lost":
            made[f.name] = (
                draw.choice((0, (made["end"] - start) // 3, made["end"] - start))
                if f.name == known.paused
                else draw.choice((0, 60))
            )
        elif f.type == "integer":
            made[f.name] = (
                draw.choice((2001, 2024)) if f.unit == "year" else draw.choice((0, 1, 2, 7, 64))
            )
        elif f.type == "flag":
            made[f.name] = draw.random() < 0.6
        elif f.type == "time":
            made[f.name] = max(0, start - draw.choice((0, 60, DAY)))
        elif f.name in SOME:
            made[f.name] = draw.choice(SOME[f.name])
        elif f.name == "gpu_type":
            made[f.name] = draw.choice(("a100=2", "v100=1", "a100=2+v100=1"))
        else:
            made[f.name] = f"{f.name}{draw.randrange(FEW.get(f.name, 6))}"
    if draw.random() < 0.06:  # one that is to be set aside
        made[draw.choice([f.name for f in known.fields if f.required])] = None
    return made


def batch(draw: Random, name: str, before: list[dict]) -> Batch:
    rows = [row(draw, name) for _ in range(draw.choice((0, 1, 2, 4, 6)))]
    fields = [f.name for f in STREAMS[name].fields]
    for old in draw.sample(
        before, min(len(before), draw.choice((0, 0, 1, 2)))
    ):  # a correction, or the same once more
        other = row(draw, name)
        changed = draw.choice([n for n in fields if n not in ("unit", *STREAMS[name].key)])
        rows.append(old if draw.random() < 0.2 else {**old, changed: other[changed]})
    optional = [f.name for f in STREAMS[name].fields if not f.required]
    lacking = draw.sample(optional, min(len(optional), draw.choice((0, 0, 1, 3))))
    rows = [{n: v for n, v in r.items() if n not in lacking} for r in rows]
    unknown = ("wait",) if name == "compute_jobs" and draw.random() < 0.15 else ()
    return Batch(name, rows, tuple(n for n in fields if n not in lacking), unknown)


def frame(b: Batch) -> pl.DataFrame:
    schema = {"line": pl.Int64, **{n: TYPES[STREAMS[b.stream].field(n).type] for n in b.columns}}
    return pl.DataFrame([{"line": n, **r} for n, r in enumerate(b.rows)], schema=schema)


def source(name: str) -> Source:
    return Source(name, hashlib.sha256(name.encode()).hexdigest(), "test")


class City:
    """A ledger and its reference, which are told the same."""

    def __init__(self, folder: Path) -> None:
        self.ledger, self.book = open_ledger(folder), Book()
        self.sources: list[tuple] = []

    def bring(self, name: str, batches: list[Batch], span=None, unit="") -> None:
        report = append(
            self.ledger,
            source(name),
            [LedgerBatch(b.stream, frame(b), unknown=b.unknown) for b in batches],
            span=span,
            unit=unit,
        )
        before = self.book.now()
        if not report.repeated:
            self.book.take(report.recorded_at, name, batches, span, unit)
        else:
            other = Book([(0, before)])
            other.take(1, name, batches, span, unit)
            assert other.now() == before, (
                "a source that is said to change nothing would change something"
            )

    def withdraw(self, draw: Random, n: int) -> None:
        live = {name: sorted(rows, key=str) for name, rows in self.book.now().items() if rows}
        if not live:
            return
        name = draw.choice(sorted(live))
        keys = draw.sample(live[name], min(len(live[name]), 2))
        names = ("unit", *STREAMS[name].key)
        report = retract(
            self.ledger,
            name,
            source(f"withdrawal {n}"),
            pl.DataFrame(
                [dict(zip(names, k, strict=True)) for k in keys],
                schema={n: TYPES[STREAMS[name].field(n).type] for n in names},
            ),
        )
        self.book.withdraw(report.recorded_at, name, keys)


def grown(draw: Random, folder: Path) -> City:
    """A ledger of several imports in any order, with corrections, withdrawals and files that are
    sent again.
    """
    city = City(folder)
    for n in range(draw.randint(3, 7)):
        kind = draw.random()
        if kind < 0.12 and city.sources:
            city.bring(*draw.choice(city.sources))
        elif kind < 0.25:
            city.withdraw(draw, n)
        else:
            names = sorted(
                {
                    draw.choice(OFTEN) if draw.random() < 0.6 else draw.choice(READ)
                    for _ in range(draw.randint(1, 6))
                }
            )
            batches = [batch(draw, name, list(city.book.now()[name].values())) for name in names]
            begin = moment(draw)
            span = draw.choice(
                (None, None, (begin, begin + draw.choice((3600, 20 * DAY, 300 * DAY))))
            )
            city.sources.append((f"source {n}", batches, span, draw.choice(("", "ring", "mill"))))
            city.bring(*city.sources[-1])
    return city


def scope_of(draw: Random) -> Scope:
    label, paths = draw.choice(
        (
            ("all", None),
            ("ring", ("ring",)),
            ("ring/a", ("ring/a",)),
            ("both", ("ring", "mill")),
            ("some", ("ring/b", "mill")),
        )
    )
    profile = {"minimum_uptime_s": draw.choice(("0", "3600", "100000"))}
    if draw.random() < 0.3:
        profile |= {"availability_denominator": "scheduled", "mtbf": "faults"}
    reports = {
        name: tuple(
            (p, draw.choice((0, BEGIN + 12 * DAY + 5000, BEGIN + 400 * DAY)))
            for p in (paths or ("ring", "mill"))
            if draw.random() < 0.7
        )
        for name in READ
        if draw.random() < 0.3
    }
    return Scope(label, paths, draw.choice(ZONES), profile, reports)


def askable(metric, by: tuple[str, ...]) -> bool:
    """Whether a split parts what the metric counts: reliability follows one profile, and a stream
    has to know the dimension.
    """
    atoms = (*metric.numerator, *metric.denominator)
    return not by or (
        all(a.take not in (*RELIABILITY, "period") for a in atoms)
        and all(
            d in {"facility", *(f.name for f in STREAMS[a.stream].fields)}
            for a in metric.numerator
            for d in by
        )
    )


def compare(city: City, draw: Random, nth: int, of: int) -> int:
    """Ask one question of both, of every nth of so many metrics; returns how many figures were
    equal, and of them not 0.
    """
    scope, by, asked = scope_of(draw), draw.choice(SPLITS), draw.choice(QUESTIONS)
    first, last, grain, period = asked
    moments = [at for at, _ in city.book.states]
    as_of = draw.choice((moments[-1], moments[-1], draw.choice(moments)))
    metrics = [m for m in list(catalogue().values())[nth % of :: of] if askable(m, by)]
    live, said = city.book.as_of(as_of)
    spans = reference.spans_of(first, last, grain, scope.zone, period)
    free_range = grain == "whole" and ".." in period
    told = 0
    for kept in (True, False) if grain == "month" else (True,):
        found = figures(
            city.ledger,
            metrics,
            scope,
            period,
            grain=None if grain == "whole" else grain,
            by=by,
            as_of=as_of,
            use_partials=kept,
        )
        for f in found:
            right = reference.answer(live, said, f.metric, scope, spans[f.period], f.by, free_range)
            c = f.coverage
            where = (f.metric.id, f.period, f.by, "kept" if kept else "records", f.scope)
            assert reference.Held(c.part, c.missing, c.lacks, c.aside, c.span) == right.held, (
                where,
                c,
                right.held,
            )
            assert (f.value, f.status) == (right.value, right.status), (
                where,
                f.value,
                f.status,
                right,
            )
            told += bool(f.value)
        there = {(f.metric.id, f.period, f.by) for f in found}
        for m in {m.id: m for m in (reference.used(m, scope) for m in metrics)}.values():
            for dims in reference.groups_of(m, live, scope, by):
                of = tuple(zip(by, dims, strict=True))
                for label, span in spans.items():
                    if (m.id, label, of) not in there:
                        right = reference.answer(live, said, m, scope, span, of, free_range)
                        assert not right.value, (m.id, label, of, right)
    return told


def checked(draw: Random, questions: int, of: int) -> int:
    """Grow a ledger and ask questions of it, each about one metric in so many; returns how many
    figures were not 0.
    """
    with tempfile.TemporaryDirectory() as folder:
        city, first = grown(draw, Path(folder)), draw.randrange(of)
        return (
            sum(compare(city, draw, first + n, of) for n in range(questions))
            if city.book.states
            else 0
        )


def some(examples: int):
    """So many random ledgers, the same ones at every run; none is made smaller, which would take
    minutes.
    """
    return lambda test: settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )(given(st.randoms(use_true_random=True))(test))


@some(2)
def test_figures_are_what_their_definitions_say(draw):
    checked(draw, 4, 8)


@pytest.mark.full
@some(10)
def test_all_figures_are_what_their_definitions_say(draw):
    checked(draw, 4, 4)


def test_kept_months_give_what_the_records_give_without_another_engine(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)  # whoever imports it is refused
    draw, city = Random(20240407), City(tmp_path)
    rows = [
        {**row(draw, "compute_jobs"), "job": f"{n}", "state": "COMPLETED", "cores": n % 5}
        for n in range(40)
    ]
    columns = tuple(f.name for f in STREAMS["compute_jobs"].fields)
    city.bring("log", [Batch("compute_jobs", rows, columns)])
    city.bring(
        "later",
        [
            Batch(
                "compute_jobs",
                [
                    {
                        **r,
                        "piece": None if r["piece"] else "requeued",
                        "suspended": (r["end"] - r["start"]) // 2,
                    }
                    for r in rows[::3]
                ],
                columns,
            )
        ],
    )
    city.withdraw(draw, 1)
    assert {r["piece"] for r in rows} > {None}
    asked = [
        catalogue()[m]
        for m in (
            "core_hours",
            "gpu_hours",
            "job_run_hours",
            "jobs_running",
            "jobs_ended",
            "compute_users",
            "core_hours_per_job",
        )
    ]
    scope = Scope("all", None, "Australia/Lord_Howe")
    live, said = city.book.as_of(city.book.states[-1][0])
    for by in ((), ("unit",)):
        kept, records = (
            figures(
                city.ledger,
                asked,
                scope,
                "2024-03..2024-06",
                grain="month",
                by=by,
                use_partials=use,
            )
            for use in (True, False)
        )
        assert kept == records
        for f in kept:
            span = reference.spans_of(date(2024, 3, 1), date(2024, 6, 30), "month", scope.zone, "")[
                f.period
            ]
            assert f.value == reference.answer(live, said, f.metric, scope, span, f.by, False).value
        assert any(f.value for f in kept)
    assert list((tmp_path / "partials").rglob("*.parquet"))
