"""Tables by year: units by heading or measure, shares as ratios, a year once, and every column that
is not understood named.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scicity.connectors import indicators
from scicity.connectors.limits import limits_told
from scicity.ledger import Batch, SourceError, append, read, records


def take(ledger, tmp_path: Path, text: str, unit: str = ""):
    path = tmp_path / "i.csv"
    path.write_text(text, "utf-8")
    how = indicators.IndicatorOptions("mill", unit, "almanac", "UTC")
    batches = indicators.read_indicators(path, how)
    report = append(ledger, indicators.source_of(path, how), batches)
    found = records(read(ledger, "indicator_values"))
    kept = (
        []
        if found is None
        else [
            (r["indicator"], r["value"], r["value_unit"])
            for r in found.to_arrow_table().to_pylist()
        ]
    )
    return (
        sorted(kept),
        "" if report.reject_file is None else report.reject_file.read_text("utf-8-sig"),
        limits_told(batches),
    )


def test_units_come_from_the_heading_or_the_measure(ledger, tmp_path):
    kept, refused, _ = take(
        ledger,
        tmp_path,
        "年度,user_time,shots,availability,flow [m3],运行 (第一台)"
        ' [小时]\n2031,"4,100",３０,98.5,1.5万,7\n',
    )
    assert kept == [
        ("availability", "0.985", "1"),
        ("flow", "15000", "m3"),
        ("shots", "30", "shots"),
        ("user_time", "4100", "h"),
        ("运行 (第一台)", "7", "h"),
    ]
    assert refused == ""


def test_a_share_is_a_ratio_with_or_without_its_sign(ledger, tmp_path):
    kept, _, _ = take(ledger, tmp_path, "year,availability,yield\n2031,98.50%,12 %\n")
    assert kept == [("availability", "0.9850", "1"), ("yield", "0.12", "1")]


def test_a_column_without_a_known_unit_is_named(ledger, tmp_path):
    kept, refused, _ = take(ledger, tmp_path, "year,grist,user_time\n2031,5,6\n")
    assert kept == [("user_time", "6", "h")]
    assert "'grist' is no measure known here" in refused
    kept, refused, _ = take(ledger, tmp_path, "year,grist,availability\n2032,5,98\n", "t")
    assert ("grist", "5", "t") in kept
    assert "availability [%]" in refused


def test_a_year_twice_is_set_aside_and_the_same_twice_is_once(ledger, tmp_path):
    kept, refused, _ = take(
        ledger, tmp_path, "year,shots,faults\n2031,5,1\n2031,6,1\n2032,-,n/a\n2033,,2\n"
    )
    assert kept == [("faults", "1", "faults"), ("faults", "2", "faults")]
    assert refused.count("stands in the lines 2, 3 with different values") == 2


def test_what_cannot_be_is_kept_and_told(ledger, tmp_path):
    kept, _, told = take(
        ledger, tmp_path, "year,user_time,shots,availability\n2031,8761,-3,104\n2032,8784,3,100\n"
    )
    assert len(kept) == 6
    assert [t.split(":")[0] for t in told] == [
        "line 2, user_time",
        "line 2, shots",
        "line 2, availability",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("day,shots\n1,2\n", "must name a column `year`"),
        ("year,shots\n1066,2\n", "2: year '1066'"),
        ("year,shots\n2031-05,2\n", "is not a year"),
        ("year,shots,shots\n2031,2,3\n", "names 'shots' twice"),
        ("year,shots\n2031,1,234\n", "3 cells under 2 headings"),
        ("year,\n2031,5\n", "without a heading"),
        ("", "is empty"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused_in_words(ledger, tmp_path, text, says):
    with pytest.raises(SourceError, match=says):
        take(ledger, tmp_path, text)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ({"measure": "run_hours", "value": "8761", "value_unit": "h"}, "8,760 h"),
        ({"measure": "run_hours", "value": "8760", "value_unit": "小时"}, ""),
        ({"measure": "run_hours", "value": "8761", "value_unit": "h", "unit": "mill"}, ""),
        ({"measure": "run_hours", "value": "99999", "counting": "station"}, ""),
        ({"measure": "availability", "value": "1.3", "value_unit": "1"}, "more than the whole"),
        ({"measure": "availability", "value": "0.9", "value_high": "1.1"}, "more than the whole"),
        ({"measure": "users", "value": "-2", "value_unit": "person"}, "negative"),
        ({"measure": "flour", "value": "-2", "value_unit": "kWh"}, "negative"),
        ({"measure": "flour", "value": "2", "value_unit": "firkins of it"}, "not known"),
        ({"measure": "flour", "value": "many", "value_unit": "words"}, ""),
    ],
)
def test_statements_beyond_what_can_be_are_told(statement, told):
    row = {"line": 7, "unit": "inn", "start": 0, "end": 8760 * 3600, "value_unit": "1", **statement}
    found = limits_told([Batch("declarations", pl.DataFrame([row]))], {"mill": 2})
    assert len(found) == bool(told)
    assert all(told in text and text.startswith("line 7, ") for text in found)
