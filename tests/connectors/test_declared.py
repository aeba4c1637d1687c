"""Statements of documents: exact numbers, shares as ratios, periods in words, and faults by line,
field and rule.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scicity.connectors import declared
from scicity.ledger import SourceError, append, read, records
from scicity.metrics import statements
from scicity.observatory import outlook, readings_of, targets_of

SUBJECTS = {"mill": "mill", "weir": "weir"}


def statement(**changes: str) -> str:
    keys = {
        "id": "W1",
        "subject": "mill",
        "kind": "figure",
        "measure": "spindles",
        "value": "12",
        "unit": "spindles",
        "qualifier": "exact",
        "period": "2031",
        "counting": "system",
        "title": "{zh: 纱锭, en: Spindles}",
        "line": "4",
        **changes,
    }
    return "- {" + ", ".join(f"{k}: {v}" for k, v in keys.items()) + "}\n"


def take(ledger, tmp_path: Path, *items: str, zone="UTC"):
    path = tmp_path / "mill.yaml"
    path.write_text("document: {id: mill-2031}\nstatements:\n" + "".join(items), "utf-8")
    return append(ledger, declared.source_of(path), declared.read_declared(path, SUBJECTS, zone))


def refused(report) -> str:
    return report.reject_file.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("98.5", "percent"),
        ("'98.5%'", "percent"),
        ("'９８．５％'", "'%'"),
        ("0.985", "'1'"),
        ("'98.5 %'", "'1'"),
        ("98.5", "百分比"),
    ],
)
def test_a_share_is_a_ratio_whatever_sign_it_came_with(ledger, tmp_path, value, unit):
    assert take(ledger, tmp_path, statement(value=value, unit=unit)).counts.added == 1
    [row] = records(read(ledger, "declarations")).to_arrow_table().to_pylist()
    assert (row["value"], row["value_unit"]) == ("0.985", "1")
    [s] = statements(ledger)
    assert (s.value, s.value_unit) == ("98.5", "percent")


def test_the_digits_of_a_share_stay(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        statement(value="'87.0'", unit="percent", qualifier="range", value_high="'90.10'"),
    )
    assert (statements(ledger)[0].value, statements(ledger)[0].value_high) == ("87.0", "90.10")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("'1,234,567'", "1234567"),
        ("'3.5万'", "35000"),
        ("'１２'", "12"),
        ("1_000", "1000"),
        ("0.1", "0.1"),
    ],
)
def test_numbers_as_people_write_them(ledger, tmp_path, value, kept):
    take(ledger, tmp_path, statement(value=value))
    assert statements(ledger)[0].value == kept


@pytest.mark.parametrize(
    ("changes", "field", "rule"),
    [
        ({"period": "someday"}, "period", "must be a period like"),
        ({"period": "cumulative"}, "period", "needs as_of"),
        ({"period": "2031-13"}, "period", "must be a period"),
        ({"as_of": "'when ready'"}, "as_of", "must be a day"),
        ({"kind": "figre"}, "kind", "did you mean 'figure'"),
        ({"qualifier": "roughly"}, "qualifier", "must be one of"),
        ({"subject": "mil"}, "subject", "did you mean 'mill'"),
        ({"value": "many"}, "value", "is not a number"),
        ({"value": "true"}, "value", "only there"),
        ({"value": "1", "unit": "bool"}, "value", "must be true or false"),
        ({"value": "'5 %'", "unit": "h"}, "value", "says '%'"),
        ({"value": "'1,23'"}, "value", "no thousand ends"),
        ({"qualifier": "range"}, "value_high", "a range needs"),
        ({"value_high": "20"}, "value_high", "only a range"),
        ({"qualifier": "range", "value_high": "3"}, "value_high", "below the lower"),
        ({"title": "null"}, "title", "required"),
        ({"title": "{en: Spindles}"}, "title.zh", "zh and in en"),
        ({"title": "Spindles"}, "title.zh", "zh and in en"),
        ({"measure": "true"}, "measure", "put it in quotes"),
        ({"claim": "'yes'"}, "claim", "true or false"),
        ({"restates": "W9"}, "restates", "no statement of this document"),
        ({"perod": "2031"}, "perod", "did you mean 'period'"),
        ({"note": "text"}, "note", "zh and en"),
        ({"counted": "[a, b]"}, "counted", "one value"),
    ],
)
def test_a_fault_is_named_with_line_field_and_rule(ledger, tmp_path, changes, field, rule):
    report = take(ledger, tmp_path, statement(id="W0"), statement(**changes))
    assert (report.counts.added, report.counts.rejected) == (1, 1)
    assert f"\n4,{field}," in refused(report)
    assert rule in refused(report)


def test_an_id_names_one_statement_and_what_is_no_statement_is_told(ledger, tmp_path):
    report = take(ledger, tmp_path, statement(), statement(subject="weir"), "- just words\n")
    assert (report.counts.added, report.counts.rejected) == (1, 2)
    assert "stands in line 3 already" in refused(report)
    assert "5,statement,just words" in refused(report)


def test_dates_and_numbers_that_yaml_reads_itself_are_texts_again(ledger, tmp_path):
    assert (
        take(
            ledger, tmp_path, statement(period="2031", as_of="2031-12-31", id="7", line="1.5")
        ).counts.added
        == 1
    )
    [s] = statements(ledger)
    assert (s.id, s.period, s.as_of) == ("7", "2031", "2031-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "document: mill\nstatements: []\n",
        "document: {id: a}\nstatements:\n",
        "document: {id: a, id: b}\nstatements: []\n",
        "document: {id: a}\nstatements: []\nday: 2031-02-30\n",
    ],
)
def test_a_file_that_is_no_document_is_refused_in_words(tmp_path, text):
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"x\.yaml"):
        declared.read_declared(path, SUBJECTS, "UTC")


def test_dates_are_of_the_subject_s_own_zone(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        statement(),
        statement(id="W2", subject="weir"),
        zone={"mill": "Asia/Tokyo", "weir": "America/Lima"}.__getitem__,
    )
    starts = {
        r["unit"]: r["start"]
        for r in records(read(ledger, "declarations")).to_arrow_table().to_pylist()
    }
    assert starts["weir"] - starts["mill"] == 14 * 3600


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("2031-06", "2031-06-30"),
        ("mid-2031", "2031-06-30"),
        ("2031-H1", "2031-06-30"),
        ("2031-Q3", "2031-09-30"),
        ("2029-2031", "2031-12-31"),
        ("十六五", "2035-12-31"),
        ("2031年底", "2031-12-31"),
    ],
)
def test_a_target_is_due_when_its_words_say(ledger, tmp_path, period, due):
    take(ledger, tmp_path, statement(kind="target", period=period, qualifier="at_least"))
    [target] = targets_of(statements(ledger))
    assert target.due == date.fromisoformat(due)


def test_an_upper_target_is_reached_by_less_and_not_by_what_may_be_more(ledger, tmp_path):
    def state(**reading: str) -> str:
        take(
            ledger,
            tmp_path,
            statement(
                id="T", kind="target", qualifier="at_most", value="5", unit="MW", period="2035"
            ),
            statement(id="R", unit="MW", **reading),
        )
        found = statements(ledger)
        [target] = targets_of(found)
        return outlook(target, readings_of(target, found), date(2032, 6, 1)).state

    assert state(value="4.2") == "reached"
    assert state(value="5") == "reached"
    assert state(value="5", qualifier="at_most") == "reached"
    assert state(value="4", qualifier="over") != "reached"
    assert state(value="6") != "reached"
