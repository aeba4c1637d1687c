"""A stream may get fields: what was recorded before stays what it was, readable and merged with the
new.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scicity.ledger import (
    STREAMS,
    Batch,
    Field,
    Source,
    Stream,
    append,
    compact,
    open_ledger,
    read,
    records,
    streams,
)
from scicity.ledger.check import conform
from scicity.ledger.identity import identify
from scicity.metrics import Scope, figure, metric

OLD = Stream(
    "compute_jobs",
    "Jobs",
    ("job", "submit"),
    tuple(f for f in STREAMS["compute_jobs"].fields if f.since == 1),
    1,
    True,
)
NEW = replace(
    OLD,
    version=2,
    fields=(
        *OLD.fields,
        Field("colour", since=2),
        Field("wheels", "integer", since=2),
        Field("fast", "flag", since=2),
    ),
)
JOB = {
    "unit": "c",
    "start": 100,
    "end": 200,
    "job": "7",
    "submit": 50,
    "cores": 4,
    "nodes": 1,
    "gpus": 0,
    "queue": "q",
    "state": "COMPLETED",
    "person": "p",
}
STATEMENT = {
    "unit": "c",
    "start": 100,
    "end": 200,
    "document": "d",
    "statement": "s",
    "kind": "figure",
    "measure": "m",
    "value": "1",
    "value_unit": "h",
    "qualifier": "exact",
    "period": "2023",
    "counting": "ring",
    "title_zh": "甲",
    "title_en": "a",
    "locator": "l",
}


def named(stream, *rows):
    frame = conform(stream, pl.DataFrame([{"line": n, **r} for n, r in enumerate(rows)]))
    return identify(duckdb.connect(), stream, frame).select("record", "content").rows()


@pytest.mark.parametrize(
    ("stream", "row", "identity"),
    [
        ("compute_jobs", JOB, (6015839949562502179, 5380763760162559975)),
        (
            "compute_jobs",
            {
                "unit": "c",
                "start": 100,
                "end": 100,
                "job": "8_1",
                "submit": 90,
                "cores": 0,
                "state": "FAILED",
            },
            (6162787906108984109, 7027837105677519049),
        ),
        (
            "visits",
            {"unit": "c", "start": 100, "end": 200, "visit": "v", "mode": "onsite", "person": "p"},
            (1343944899140997094, 8178961152896854718),
        ),
        (
            "instrument_time",
            {
                "unit": "c",
                "start": 100,
                "end": 200,
                "session": "s",
                "purpose": "user",
                "effective": True,
                "external": False,
            },
            (3902231666742488528, 5575408010769807908),
        ),
        ("declarations", STATEMENT, (8946209279718862660, 4421423483183890139)),
        (
            "declarations",
            {**STATEMENT, "share_of": "x", "period_assumed": True},
            (8946209279718862660, 8448243129994928704),
        ),
    ],
)
def test_identities_of_the_first_release_hold(stream, row, identity):
    """Computed once by the release before fields could be added; whoever changes them doubles every
    ledger.
    """
    assert named(STREAMS[stream], row) == [identity]


@settings(deadline=None)
@given(st.text("abc|\x1f", max_size=4), st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9)))
def test_a_row_without_the_new_fields_is_the_row_that_it_was(project, cores, nodes):
    row = {**JOB, "project": project, "cores": cores, "nodes": nodes}
    assert named(NEW, row) == named(OLD, row)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "", "red", "wheels=1"]),
            st.sampled_from([None, 0, 1]),
            st.sampled_from([None, False, True]),
        ),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_what_a_new_field_says_is_content_and_never_key(values):
    rows = named(NEW, *({**JOB, "colour": c, "wheels": w, "fast": f} for c, w, f in values))
    assert len({content for _, content in rows}) == len(values)
    assert len({record for record, _ in rows}) == 1


def test_a_ledger_of_the_earlier_version_is_read_corrected_and_merged(tmp_path, monkeypatch):
    ledger = open_ledger(tmp_path)

    def take(name, **more):
        rows = pl.DataFrame([{"line": 1, **JOB, "start": 3600, "end": 7200, **more}])
        return append(
            ledger, Source(name, name.ljust(64, "0"), "test"), [Batch("compute_jobs", rows)]
        )

    def hours():
        return figure(ledger, metric("core_hours"), Scope("c", ("c",), "UTC"), "1970").value

    monkeypatch.setitem(streams.STREAMS, "compute_jobs", OLD)
    take("a")
    monkeypatch.setitem(streams.STREAMS, "compute_jobs", NEW)
    assert hours() == 4
    assert records(read(ledger, "compute_jobs")).to_arrow_table().to_pylist()[0]["colour"] is None
    assert take("b").counts.unchanged == 1
    assert take("c", colour="red").counts.corrected == 1
    assert take("d", job="8", wheels=3).counts.added == 1
    assert hours() == 8
    before = records(read(ledger, "compute_jobs")).to_arrow_table().to_pylist()
    assert {(r["job"], r["colour"], r["wheels"]) for r in before} == {
        ("7", "red", None),
        ("8", None, 3),
    }
    assert compact(ledger, least=2)
    assert records(read(ledger, "compute_jobs")).to_arrow_table().to_pylist() == before
    assert hours() == 8
