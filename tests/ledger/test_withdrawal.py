"""What is withdrawn: single records in words, a whole return, and what stood before it."""

from __future__ import annotations

import polars as pl
import pytest

from scicity.ledger import (
    Batch,
    NoSuchRecord,
    Source,
    append,
    chosen,
    covers_of,
    last_recorded,
    read,
    records,
    withdraw_import,
    withdraw_records,
)
from scicity.ledger.store import manifests

WHY = Source("withdraw", "w" * 64, "retract", note="sent for another year", by="office")


def visit(n: int, day: int, mode: str = "onsite") -> dict:
    return {
        "line": n,
        "unit": "reef",
        "start": day * 86_400,
        "end": day * 86_400 + 3600,
        "visit": f"v{n}",
        "mode": mode,
    }


def put(ledger, name: str, *rows: dict):
    return append(
        ledger,
        Source(name, name.ljust(64, "_"), "test"),
        [Batch("visits", pl.DataFrame(list(rows)))],
    )


def live(ledger, as_of=None) -> dict[str, str]:
    found = records(read(ledger, "visits", as_of=as_of))
    return {r["visit"]: r["mode"] for r in found.to_arrow_table().to_pylist()} if found else {}


def test_records_are_chosen_by_unit_time_and_words_and_withdrawn(ledger):
    put(ledger, "return", visit(1, 20_000), visit(2, 20_001, "remote"), visit(3, 20_500))
    assert chosen(ledger, "visits", unit="reef", span=(20_000 * 86_400, 20_002 * 86_400))[
        "visit"
    ].to_list() == ["v1", "v2"]
    assert chosen(ledger, "visits", fields={"mode": "remote"})["visit"].to_list() == ["v2"]
    assert chosen(ledger, "visits", unit="other").is_empty()
    before = last_recorded(ledger)
    withdraw_records(
        ledger, "visits", WHY, chosen(ledger, "visits", fields={"visit": "v1"})["record"]
    )
    assert live(ledger) == {"v2": "remote", "v3": "onsite"}
    assert len(live(ledger, before)) == 3
    with pytest.raises(NoSuchRecord):
        withdraw_records(ledger, "visits", WHY, pl.Series([1]))


def test_a_whole_return_is_withdrawn_and_what_it_corrected_stands_again(ledger):
    put(ledger, "first", visit(1, 20_000), visit(2, 20_001))
    put(ledger, "second", visit(1, 20_000, "remote"), visit(9, 20_400))
    assert live(ledger) == {"v1": "remote", "v2": "onsite", "v9": "onsite"}
    report = withdraw_import(ledger, WHY, "second".ljust(16, "_"))
    assert report.counts.corrected == 2
    assert live(ledger) == {"v1": "onsite", "v2": "onsite"}
    told = manifests(ledger)[-1]["source"]
    assert (told["note"], told["by"]) == ("sent for another year", "office")
    # what only it covered is covered no longer
    assert {c.source for c in covers_of(ledger, ("visits",), last_recorded(ledger))} == {
        "first".ljust(16, "_")
    }
    with pytest.raises(NoSuchRecord):
        withdraw_import(ledger, Source("x", "x" * 64, "retract"), "nothing")
    # and the one before it can go too
    withdraw_import(ledger, Source("y", "y" * 64, "retract"), "first".ljust(16, "_"))
    assert live(ledger) == {}


def test_a_withdrawn_return_may_be_sent_again(ledger):
    put(ledger, "return", visit(1, 20_000))
    withdraw_import(ledger, WHY, "return".ljust(16, "_"))
    assert live(ledger) == {}
    assert put(ledger, "return", visit(1, 20_000)).again
    assert live(ledger) == {"v1": "onsite"}
    assert len(covers_of(ledger, ("visits",), last_recorded(ledger))) == 1
