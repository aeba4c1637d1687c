"""A return as operators really send it: percent in every dress, units of their own, moved columns,
hidden lines, bad signatures.
"""

from __future__ import annotations

import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scicity.cli.imports import offered
from scicity.connectors import restated, workbook
from scicity.connectors.amounts import NotAnAmount, exact_text, read_amount
from scicity.ledger import Source, SourceError, append
from scicity.metrics import statements

UNITS = ["yard", "yard/slip", "quay"]
TODAY = date(2033, 3, 1)


def write(
    path: Path,
    *lines: dict[str, object],
    year: int = 2032,
    number: str = "Y-1",
    signed: object = date(2033, 1, 9),
) -> Path:
    """A signed return of a yard. A line's key is a column; a value with a format is a pair."""
    workbook.write_template(path, "yard", year, ["yard", "yard/slip"], offered())
    book = load_workbook(path)
    sheet = book[workbook.FIGURES]
    for row, line in enumerate(lines, workbook.FIRST_ROW):
        for column, held in {"A": "yard", **line}.items():
            value, number_format = held if isinstance(held, tuple) else (held, "General")
            sheet[f"{column}{row}"], sheet[f"{column}{row}"].number_format = value, number_format
    for cell, value in (("B3", number), ("B6", "The harbour office"), ("B7", signed)):
        book[workbook.SIGNATURE][cell] = value
    book.save(path)
    return path


def change(path: Path, how) -> Path:
    book = load_workbook(path)
    how(book)
    book.save(path)
    return path


def read(path: Path, **more):
    return workbook.read_return(path, offered(), UNITS, "America/Lima", today=TODAY, **more)


def values(made) -> list[tuple[str, str, str]]:
    return [(r["metric"], r["value"], r["value_unit"]) for r in made.batches[0].rows.to_dicts()]


def refused(made) -> list[str]:
    return [f"{r['field']} {r['rule']}" for r in made.batches[0].rejects.to_dicts()]


@pytest.mark.parametrize(
    "line",
    [
        {"C": (0.985, "0.0%")},
        {"C": (0.985, "0%")},
        {"C": (0.985, "[Red]0.00 %")},
        {"C": "98.5%"},
        {"C": "98.5 %"},
        {"C": "９８．５％"},
        {"C": 98.5},
        {"C": 98.5, "F": "%"},
        {"C": 98.5, "F": "percent"},
        {"C": 0.985, "F": "1"},
        {"C": "0.985", "F": 1},
        {"C": (0.985, "0.0%"), "F": "%"},
        {"C": "98.5", "F": "百分比"},
    ],
)
def test_a_share_is_the_same_ratio_in_every_dress(tmp_path, line):
    assert values(read(write(tmp_path / "r.xlsx", {"B": "availability", **line}))) == [
        ("availability", "0.985", "1")
    ]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ({"C": 0.985}, "may mean 98.5 % or 0.985 %"),
        ({"C": 0.985, "F": "%"}, "may mean"),
        ({"C": 1}, "may mean"),
        ({"C": 98.5, "F": "1"}, "as a ratio would be 9850 %"),
        ({"C": 98.5, "F": "h"}, "is a share"),
        ({"C": (0.985, '0.000" %"')}, "may mean"),
        ({"C": "98.5 h"}, "is a share"),
    ],
)
def test_a_share_that_could_be_two_is_set_aside(tmp_path, line, rule):
    made = read(write(tmp_path / "r.xlsx", {"B": "availability", **line}))
    assert values(made) == []
    assert rule in refused(made)[0]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ({"C": 0.1 + 0.2}, "0.3"),
        ({"C": 5000.0}, "5000"),
        ({"C": "5,000"}, "5000"),
        ({"C": "５，０００"}, "5000"),
        ({"C": "1.2万"}, "12000"),
        ({"C": "5000 h"}, "5000"),
        ({"C": 5000, "F": "小时"}, "5000"),
        ({"C": 5000, "F": "instrument-h"}, "5000"),
        ({"C": 5000, "F": "台时"}, "5000"),
        ({"C": 90, "F": "minutes"}, "1.5"),
        ({"C": 2, "F": "days"}, "48"),
        ({"C": 5000, "F": "Hours"}, "5000"),
    ],
)
def test_numbers_and_units_of_an_operator_become_the_measure_s(tmp_path, line, kept):
    assert values(read(write(tmp_path / "r.xlsx", {"B": "run_hours", **line}))) == [
        ("run_hours", kept, "instrument-h")
    ]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ({"C": 5, "F": "persons"}, "measure different things"),
        ({"C": (0.5, "0%")}, "is shown in percent"),
        ({"C": "5 h", "F": "d"}, "its unit says 'd'"),
        ({"C": 5, "F": "站时"}, "counts hours by station"),
        ({"C": 5, "F": "core-h"}, "measure different things"),
    ],
)
def test_a_unit_of_something_else_is_refused(tmp_path, line, rule):
    made = read(write(tmp_path / "r.xlsx", {"B": "run_hours", **line}))
    assert values(made) == []
    assert rule in refused(made)[0]


def test_what_does_not_convert_into_a_finite_decimal_is_told(tmp_path):
    made = read(write(tmp_path / "r.xlsx", {"B": "run_hours", "C": 100, "F": "minutes"}))
    assert values(made) == [("run_hours", "1.666666666667", "instrument-h")]
    assert "is rounded" in made.told[0]


def test_columns_are_read_by_their_headings_and_others_are_told_once(tmp_path):
    path = write(tmp_path / "r.xlsx", {"B": "faults", "C": 7})

    def moved(book):
        sheet = book[workbook.FIGURES]
        sheet.insert_cols(1)
        sheet["A3"], sheet["A4"] = "No. 序号", 1
        sheet.insert_cols(4)  # an empty one before the value

    made = read(change(path, moved))
    assert values(made) == [("faults", "7", "faults")]
    assert refused(made) == []
    assert [t for t in made.told if "was not read" in t] == [
        "sheet 'Figures 数据': the column A (No. 序号) is none of the template's and was not read"
    ]
    with pytest.raises(SourceError, match=r"the column 'Value 数值' is missing"):
        read(change(path, lambda book: book[workbook.FIGURES].__setitem__("E3", "Amount")))


def test_a_column_that_stands_there_twice_is_one_message(tmp_path):
    path = write(tmp_path / "r.xlsx", {"B": "faults", "C": 7})
    with pytest.raises(SourceError, match=r"'Value 数值' stands there twice, in C and J"):
        read(change(path, lambda book: book[workbook.FIGURES].__setitem__("J3", "Value 数值")))


def test_what_is_hidden_is_never_taken(tmp_path):
    path = write(tmp_path / "r.xlsx", {"B": "faults", "C": 7}, {"B": "run_hours", "C": 100})

    def hide(book):
        book[workbook.FIGURES].row_dimensions[5].hidden = True
        extra = book.create_sheet("Drafts")
        extra["A1"], extra.sheet_state = 5, "hidden"

    made = read(change(path, hide))
    assert values(made) == [("faults", "7", "faults")]
    assert "the row is hidden" in refused(made)[0]
    assert "the sheet 'Drafts' is hidden" in made.told[0]
    with pytest.raises(SourceError, match=r"the column C \(Value 数值\) is hidden"):
        read(
            change(
                path,
                lambda book: setattr(book[workbook.FIGURES].column_dimensions["C"], "hidden", True),
            )
        )
    with pytest.raises(SourceError, match="sheet 'Signature 签署' is hidden"):
        read(change(path, lambda book: setattr(book[workbook.SIGNATURE], "sheet_state", "hidden")))


def test_merged_lines_and_two_values_of_one_metric_are_set_aside(tmp_path):
    path = write(
        tmp_path / "r.xlsx",
        {"B": "faults", "C": 7},
        {"B": "faults", "C": 8},
        {"B": "run_hours", "C": 10},
        {"B": "user_time", "C": 5},
        {"B": "shots", "C": 3},
        {"B": "shots", "C": 3},
    )
    made = read(change(path, lambda book: book[workbook.FIGURES].merge_cells("A6:A7")))
    assert values(made) == [("shots", "3", "shots")]
    assert [r.split(" ", 2)[-1].split(";")[0] for r in refused(made)] == [
        "the same unit and metric stand in the lines 4, 5 with different values",
        "the same unit and metric stand in the lines 4, 5 with different values",
        "the cells A6:A7 are merged",
        "the cells A6:A7 are merged",
    ]
    assert "taken once" in made.told[-1]


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("B7", "tomorrow", "not a date of signature"),
        ("B7", "明天", "not a date"),
        ("B7", date(2033, 3, 2), "lies in the future"),
        ("B7", date(2031, 12, 31), "before the year 2032"),
        ("B6", "?", "not signed"),
        ("B6", "待定", "not signed"),
        ("B3", "–", "not signed"),
        ("B5", "soon", "not a year"),
        ("B5", 2034, "has not begun"),
        ("B5", "2031", "is headed 2032"),
        ("B4", "harbour", "not in the registry"),
        ("B7", "=TODAY()", "is a formula"),
    ],
)
def test_a_bad_signature_is_refused_with_its_cell(tmp_path, cell, value, says):
    path = change(
        write(tmp_path / "r.xlsx", {"B": "faults", "C": 7}),
        lambda book: book[workbook.SIGNATURE].__setitem__(cell, value),
    )
    with pytest.raises(SourceError, match=says):
        read(path)


@pytest.mark.parametrize("day", ["2033-01-09", "2033年1月9日", "9 January 2033", 48588])
def test_a_day_of_signature_is_read_as_it_is_written(tmp_path, day):
    assert read(write(tmp_path / "r.xlsx", {"B": "faults", "C": 7}, signed=day)).year == 2032


def test_a_line_of_another_facility_is_refused(tmp_path):
    made = read(
        write(
            tmp_path / "r.xlsx",
            {"A": "quay", "B": "faults", "C": 7},
            {"A": "yard/slip", "B": "faults", "C": 1},
        )
    )
    assert "is not of yard" in refused(made)[0]
    assert values(made) == [("faults", "1", "faults")]


def test_more_than_the_clock_has_is_kept_and_told(tmp_path):
    path = write(
        tmp_path / "r.xlsx",
        {"B": "run_hours", "C": 9100},
        {"B": "user_time", "C": "8,785"},
        {"B": "availability", "C": "104%"},
        {"B": "effective_hours", "C": 8784},
    )
    made = read(path)
    assert len(values(made)) == 4
    assert [t.split(":")[0] for t in made.told] == [
        "yard, run_hours",
        "yard, user_time",
        "yard, availability",
    ]  # 2032 has 8,784 hours
    assert [t.split(":")[0] for t in read(path, machines={"yard": 2}).told] == [
        "yard, user_time",
        "yard, availability",
    ]  # a ring is one machine


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("r.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        ("r.csv", b"unit,metric,value\n", "not an Excel workbook"),
        ("r.xlsx", b"", "not an Excel workbook"),
        ("r.xlsx", b"PK\x03\x04rest", "damaged"),
    ],
)
def test_another_kind_of_file_is_refused_in_words(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=says):
        read(tmp_path / name)


def test_macros_and_other_workbooks_are_refused(tmp_path):
    path = write(tmp_path / "r.xlsx", {"B": "faults", "C": 7})
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(SourceError, match="macros"):
        read(path)
    Workbook().save(tmp_path / "o.xlsx")
    with pytest.raises(SourceError, match="has no sheet"):
        read(tmp_path / "o.xlsx")


def test_a_corrected_return_corrects_and_says_what_it_no_longer_states(ledger, tmp_path):
    def take(path: Path):
        made = read(path)
        before = restated.stated_before(ledger, made.document)
        restated.check_same_return(before, made.document, made.facility, made.year)
        report = append(ledger, workbook.source_of(path), made.batches, units=UNITS)
        return report, restated.no_longer_stated(before, made.batches)

    take(write(tmp_path / "1.xlsx", {"B": "faults", "C": 7}, {"B": "shots", "C": 3}))
    report, gone = take(write(tmp_path / "2.xlsx", {"B": "faults", "C": 8}))
    assert (report.counts.corrected, [s.statement for s in gone]) == (1, ["yard:shots:annual"])
    assert len(statements(ledger)) == 2
    restated.withdraw(ledger, "Y-1", gone, Source("2.xlsx", "2" * 64, "workbook"))
    assert [(s.metric, s.value) for s in statements(ledger)] == [("faults", "8")]
    with pytest.raises(SourceError, match="number of its own"):
        take(write(tmp_path / "3.xlsx", {"B": "faults", "C": 1}, year=2031))


@given(st.decimals(0, 10**9, places=3), st.sampled_from([",", " ", "'", ""]))
def test_a_number_is_read_back_however_its_thousands_are_parted(number, mark):
    text = f"{number:,.3f}".replace(",", mark)
    assert Fraction(read_amount(text).number) == Fraction(number)
    assert exact_text(Fraction(number)) == (
        True,
        format(number.normalize(), "f") if number else "0",
    )


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_number(text):
    try:
        amount = read_amount(text)
    except NotAnAmount:
        return
    assert amount.number.is_finite()
