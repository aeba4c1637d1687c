"""What the public may know of few people: that there were some, never how many nor which."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from scicity.ledger import Batch, Source, append, open_ledger
from scicity.metrics import (
    LEAST,
    Figure,
    Scope,
    address,
    catalogue,
    figures,
    metric,
    of_people,
    public,
    public_figures,
    small,
)
from tests.portal.test_city import forget

counts = st.lists(st.integers(0, 12), min_size=1, max_size=8)


def split(values: list[int]):
    return [
        Figure(
            metric("compute_users"),
            Scope("ssc", ("ssc",), "UTC"),
            "2023",
            0,
            Fraction(v),
            (("unit", f"u{i}"),),
        )
        for i, v in enumerate(values)
    ]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    ledger = open_ledger(tmp_path_factory.mktemp("few"))
    rows = pl.DataFrame(
        [
            {
                "line": i,
                "unit": f"ssc/{'small' if i < 3 else 'large'}",
                "start": 1_680_000_000 + i,
                "end": 1_680_003_600 + i,
                "job": str(i),
                "submit": 1_680_000_000,
                "cores": 2,
                "state": "COMPLETED",
                "person": f"p{i}",
            }
            for i in range(12)
        ]
        + [
            {
                "line": 20 + i,
                "unit": "gaia",
                "start": 1_680_000_000 + i,
                "end": 1_680_003_600 + i,
                "job": f"g{i}",
                "submit": 1_680_000_000,
                "cores": 2,
                "state": "COMPLETED",
                "person": f"p{i}",
            }
            for i in range(3)
        ]
    )
    append(
        ledger,
        Source("few", hashlib.sha256(b"few").hexdigest(), "test"),
        [Batch("compute_jobs", rows)],
    )
    return ledger


@bounds(deadline=None)
@given(counts)
def test_no_small_count_is_told_and_none_can_be_had_from_the_total(values):
    told = public(split(values))
    assert all(f.value is None or f.value == 0 or f.value >= LEAST for f in told)
    assert all(f.value == v for f, v in zip(told, values, strict=True) if not f.withheld)
    hidden = [f for f in told if f.withheld]
    if hidden and any(v >= LEAST for v in values):
        assert len(hidden) > 1, "the total less the others would tell it"


def test_only_people_are_protected(ledger):
    assert {m.id for m in catalogue().values() if of_people(m)} == {
        "unique_users",
        "onsite_users",
        "remote_users",
        "data_users",
        "compute_users",
        "cases",
        "settlement_persons",
    }
    few = figures(
        ledger,
        [metric("core_hours"), metric("compute_users")],
        Scope("ssc/small", ("ssc/small",), "UTC"),
        "2023",
    )
    assert [small(f) for f in few] == [False, True]
    assert [f.value for f in public(few)] == [Fraction(6), None]


visits = st.lists(
    st.tuples(
        st.integers(0, 14),
        st.sampled_from(["onsite", "remote", "data"]),
        st.sampled_from(["a", "b"]),
    ),
    min_size=1,
    max_size=40,
)


@pytest.mark.full
@bounds(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visits)
def test_categories_of_people_do_not_tell_each_other_by_their_total(tmp_path_factory, rows):
    """Whatever three figures are asked one by one: users less those on site are those at a
    distance.
    """
    ledger = open_ledger(tmp_path_factory.mktemp("modes"))
    append(
        ledger,
        Source("v", hashlib.sha256(repr(rows).encode()).hexdigest(), "test"),
        [
            Batch(
                "visits",
                pl.DataFrame(
                    [
                        {
                            "line": i,
                            "unit": f"ssrf/{unit}",
                            "start": 1_680_000_000 + i * 60,
                            "end": 1_680_003_600 + i * 60,
                            "person": f"p{who}",
                            "mode": mode,
                            "visit": str(i),
                        }
                        for i, (who, mode, unit) in enumerate(rows)
                    ]
                ),
            )
        ],
    )
    for scope in ("ssrf", "ssrf/a"):
        told = {
            n: public_figures(ledger, metric(n), Scope(scope, (scope,), "UTC"), "2023")[0]
            for n in ("unique_users", "onsite_users", "remote_users")
        }
        really = {
            n: figures(ledger, [metric(n)], Scope(scope, (scope,), "UTC"), "2023")[0].value
            for n in told
        }
        known = {n: f.value for n, f in told.items()}
        if known["unique_users"] is not None and (known["onsite_users"] is None) != (
            known["remote_users"] is None
        ):
            one = "onsite_users" if known["onsite_users"] is None else "remote_users"
            assert not 0 < (really[one] or 0) < LEAST, "had by difference"
        assert all(v is None or v == really[n] for n, v in known.items())


@pytest.mark.django_db
def test_pages_files_and_evidence_withhold_them(client, settings, ledger):
    settings.CITY_LEDGER = ledger.path
    forget()
    question = "metric=compute_users&scope=ssc&period=2023&by=unit"
    page = client.get(
        f"/city/explore/?{question}", headers={"accept-language": "en"}
    ).content.decode()
    assert page.count("withheld: under 5 people") == 2, (
        "the small one, and the other, which the total would tell"
    )
    rows = list(
        csv.DictReader(
            io.StringIO(
                client.get(f"/city/explore/data.csv?{question}").content.decode("utf-8-sig")
            )
        )
    )
    assert [(r["value"], r["status"]) for r in rows] == [("", "withheld")] * 2
    assert client.get(f"/city/explore/data.sdmx.zip?{question}").status_code == 200
    name = address(
        figures(ledger, [metric("compute_users")], Scope("gaia", ("gaia",), "UTC"), "2023")[0]
    )
    shown = client.get(
        "/city/figure/", {"f": name}, headers={"accept-language": "en"}
    ).content.decode()
    assert "withheld" in shown
    assert "compute_jobs" not in shown
    assert not re.search(r"\bp\d+\b", shown), "a person by name"
    forget()
