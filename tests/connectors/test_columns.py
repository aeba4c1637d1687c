"""Numbers and times of a table: exact, and set aside where they could be two."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.connectors import tabular
from scicity.connectors.columns import whole
from scicity.ledger import SourceError, append, read, records
from scicity.registry import pseudonyms

MAPPING = """
stream: shots
unit: kiln
zone: Europe/Lisbon
columns:
  shot: n
  start: {column: t}
  energy: {column: e, times: 1000}
"""


def take(ledger, tmp_path: Path, lines: str, more: str = "", mapping: str = MAPPING):
    (tmp_path / "m.yaml").write_text(mapping + more, "utf-8")
    (tmp_path / "t.csv").write_bytes(lines.encode("utf-8-sig"))
    how = tabular.load_mapping(tmp_path / "m.yaml")
    report = append(
        ledger,
        tabular.source_of(tmp_path / "t.csv", how),
        tabular.read_tabular(tmp_path / "t.csv", how, pseudonyms(ledger.path)),
        span=how.span,
    )
    found = records(read(ledger, "shots"))
    rows = [] if found is None else found.to_arrow_table().to_pylist()
    return report, {r["shot"]: (r["start"], r["energy"]) for r in rows}


@given(st.integers(0, 9 * 10**15), st.sampled_from(["1", "1000", "0.1", "1/3"]))
def test_whole_numbers_are_exact_of_any_size(number, times):
    expected = Fraction(number) * Fraction(times)
    found = whole(pl.Series([str(number), f"{number:,}"]), Fraction(times), ".").to_list()
    assert found == [int(expected) if expected.denominator == 1 else None] * 2


def test_numbers_as_tables_write_them(ledger, tmp_path):
    lines = (
        "n;t;e\n1;2031-07-01 10:00:00;0,3\n2;2031-07-01 10:01:00;1.234,5\n3;2031-07-01"
        " 10:02:00;9007199254740,993\n4;2031-07-01 10:03:00;0.5\n"
    )
    report, rows = take(ledger, tmp_path, lines, "separator: ';'\ndecimal: ','\n")
    assert {n: e for n, (_, e) in rows.items()} == {
        "1": 300,
        "2": 1_234_500,
        "3": 9_007_199_254_740_993,
    }
    assert report.counts.rejected == 1


def test_times_in_every_form_of_iso_8601(ledger, tmp_path):
    forms = (
        "2031-07-01 10:00:00",
        "2031-07-01T10:00:00",
        "2031-07-01T10:00",
        "2031-07-01 10:00",
        "2031-07-01T09:00:00Z",
        "2031-07-01T17:00:00+08:00",
        "2031-07-01T04:00:00-0500",
        "2031-07-01T10:00:00.250",
    )
    _, rows = take(
        ledger, tmp_path, "n,t,e\n" + "".join(f"{n},{t},1\n" for n, t in enumerate(forms))
    )
    assert {start for start, _ in rows.values()} == {1_940_662_800}
    assert len(rows) == len(forms)


def test_a_time_that_the_clock_showed_twice_is_not_guessed(ledger, tmp_path):
    lines = (
        "n,t,e\n1,2031-10-26 01:30:00,1\n2,2031-10-26 01:30:00+00:00,1\n3,2031-03-30"
        " 01:30:00,1\n4,2031-10-26 03:30:00,1\n"
    )
    report, rows = take(ledger, tmp_path, lines)
    assert set(rows) == {"2", "4"}
    text = report.reject_file.read_text("utf-8-sig")
    assert "shown twice by the clock of Europe/Lisbon" in text
    assert "does not exist in Europe/Lisbon" in text
    _, late = take(ledger, tmp_path, lines, "ambiguous: latest\n")
    assert late["1"][0] == late["2"][0]
    _, early = take(ledger, tmp_path, lines, "ambiguous: earliest\n")
    assert early["1"][0] == late["1"][0] - 3600


def test_a_mapping_may_say_what_the_file_covers(ledger, tmp_path):
    report, _ = take(ledger, tmp_path, "n,t,e\n1,2031-07-01 10:00:00,1\n", "covers: 2031\n")
    [cover] = report.covers
    assert (cover.start, cover.end) == (1_924_992_000, 1_956_528_000)  # Lisbon's winter is UTC


def test_a_parquet_with_a_zone_is_read_in_it(ledger, tmp_path):
    moment = (
        pl.Series(["2031-07-01 17:00:00"]).str.to_datetime().dt.replace_time_zone("Asia/Shanghai")
    )
    pl.DataFrame({"n": ["1"], "t": moment, "e": [0.3]}).write_parquet(tmp_path / "t.parquet")
    (tmp_path / "m.yaml").write_text(MAPPING, "utf-8")
    how = tabular.load_mapping(tmp_path / "m.yaml")
    [batch] = tabular.read_tabular(tmp_path / "t.parquet", how, pseudonyms(ledger.path))
    assert batch.rows.select("start", "energy").row(0) == (1_940_662_800, 300)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("decimal: ';'\n", "decimal is"),
        ("decimal: ','\n", "cannot be the decimal mark"),
        ("ambiguous: perhaps\n", "earliest or latest"),
        ("covers: always\n", "is not a period"),
        ("seperator: ';'\n", "seperator is not known"),
    ],
)
def test_a_mapping_s_options_are_checked(ledger, tmp_path, more, says):
    with pytest.raises(SourceError, match=says):
        take(ledger, tmp_path, "n,t,e\n", more)
