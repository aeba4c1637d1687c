"""The yearly workbook, and tables by a declared mapping."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from scicity.cli.imports import offered
from scicity.connectors import tabular, workbook
from scicity.ledger import SourceError, append, read, records
from scicity.metrics import figures, metric, statements
from scicity.registry import pseudonyms
from scicity.reports import scope_of

UNITS = ["tmf", "tmf/biobank"]


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "return.xlsx"
    workbook.write_template(path, "tmf", 2023, UNITS, offered())
    book = load_workbook(path)
    for cell, value in (
        ("B3", "TMF-2023-01"),
        ("B6", "Director's office"),
        ("B7", date(2024, 1, 10)),
    ):
        book[workbook.SIGNATURE][cell] = value
    book[workbook.FIGURES].cell(4, 1, "tmf"), book[workbook.FIGURES].cell(4, 2, "cases")
    for column, value in ((3, 31705), (5, "exact"), (7, "cumulative")):
        book[workbook.FIGURES].cell(4, column, value)
    for column, value in enumerate(
        ("tmf", "national acceptance", "national-acceptance", date(2023, 7, 20), "certificate 7"), 1
    ):
        book[workbook.MILESTONES].cell(4, column, value)
    book.save(path)
    return path


def change(path: Path, sheet: str, cell: str, value: object) -> None:
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def take(ledger, path: Path):
    return append(
        ledger,
        workbook.source_of(path),
        workbook.read_workbook(path, offered(), UNITS, "Asia/Shanghai"),
        units=UNITS,
    )


def test_a_signed_return_becomes_declarations_and_milestones(ledger, signed):
    assert take(ledger, signed).counts.added == 2
    [s] = statements(ledger)
    assert (s.unit, s.metric, s.value, s.qualifier, s.period, s.document) == (
        "tmf",
        "cases",
        "31705",
        "exact",
        "cumulative",
        "TMF-2023-01",
    )
    [m] = records(read(ledger, "milestones")).to_arrow_table().to_pylist()
    assert (m["state"], m["status"]) == ("national-acceptance", "declared")


def test_the_template_has_drop_downs_and_units(signed):
    sheet = load_workbook(signed)[workbook.FIGURES]
    assert len(sheet.data_validations.dataValidation) >= 5
    assert str(sheet["F4"].value).startswith("=IFERROR(INDEX")


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        ("C4", "=31000+705", "is a formula"),
        ("C4", "many", "is not a number"),
        ("C4", -1, "at least 0"),
        ("C4", None, "required"),
        ("C4", "31,70", "no thousand ends"),
        ("C4", "31705 visits", "measure different things"),
        ("C4", True, "required"),
        ("C4", "#REF!", "error of the spreadsheet"),
        ("D4", 40000, "only a range"),
        ("D4", "3..5", "only a range"),
        ("F4", "smiles", "is not known"),
        ("F4", "人次", "measure different things"),
        ("F4", "=A1", "is a formula"),
        ("B4", "happiness", "not a metric"),
        ("A4", "mars", "not in the registry"),
        ("E4", "roughly", "not a qualifier"),
        ("G4", "weekly", "annual or cumulative"),
    ],
)
def test_an_error_names_sheet_and_cell(ledger, signed, cell, value, rule):
    change(signed, workbook.FIGURES, cell, value)
    report = take(ledger, signed)
    text = report.reject_file.read_text("utf-8-sig")
    assert f"{workbook.FIGURES}!{cell}" in text
    assert rule in text
    assert report.counts.added == 1  # the milestone stands


def test_an_unsigned_return_and_a_damaged_file_are_refused(ledger, signed, tmp_path):
    change(signed, workbook.SIGNATURE, "B6", None)
    with pytest.raises(SourceError, match="B6"):
        take(ledger, signed)
    other = tmp_path / "x.xlsx"
    other.write_bytes(signed.read_bytes()[:900])
    with pytest.raises(SourceError, match="damaged"):
        take(ledger, other)


MAPPING = """
stream: shots
unit: sulf
zone: Asia/Shanghai
columns:
  shot: 编号
  start: {column: 时间, format: "%Y/%m/%d %H:%M"}
  energy: {column: 能量J, times: 1000}
  energy_class: {column: 级别, values: {高: high, 低: low}}
  on_target: 打靶
"""


def table(ledger, tmp_path: Path, name: str, content: bytes):
    (tmp_path / "map.yaml").write_text(MAPPING, "utf-8")
    path = tmp_path / name
    path.write_bytes(content)
    how = tabular.load_mapping(tmp_path / "map.yaml")
    return append(
        ledger,
        tabular.source_of(path, how),
        tabular.read_tabular(path, how, pseudonyms(ledger.path)),
        units={"sulf"},
    )


def test_a_csv_by_mapping(ledger, tmp_path):
    text = (
        "编号,时间,能量J,级别,打靶\ns1,2023/05/01 09:30,12.5,高,是\ns2,2023/05/01"
        " 10:00,x,高,是\ns3,2023/05/01 11:00,3,中,否\n"
    )
    report = table(ledger, tmp_path, "shots.csv", text.encode())
    assert (report.counts.added, report.counts.rejected) == (1, 2)
    [shot] = records(read(ledger, "shots")).to_arrow_table().to_pylist()
    assert (shot["energy"], shot["energy_class"], shot["on_target"], shot["start"]) == (
        12_500,
        "high",
        True,
        1682904600,
    )
    rejects = report.reject_file.read_text("utf-8-sig")
    assert "3,energy,x" in rejects
    assert '4,energy_class,中,"must be one of: 高, 低"' in rejects


def test_a_parquet_by_the_same_mapping(ledger, tmp_path):
    frame = pl.DataFrame(
        {
            "编号": ["s1"],
            "时间": ["2023/05/01 09:30"],
            "能量J": [12.5],
            "级别": ["低"],
            "打靶": ["否"],
        }
    )
    frame.write_parquet(tmp_path / "made.parquet")
    assert (
        table(
            ledger, tmp_path, "shots.parquet", (tmp_path / "made.parquet").read_bytes()
        ).counts.added
        == 1
    )
    with pytest.raises(SourceError, match="whole Parquet"):
        table(ledger, tmp_path, "cut.parquet", (tmp_path / "made.parquet").read_bytes()[:50])


def test_a_mapping_that_names_no_such_field_is_refused(tmp_path):
    path = tmp_path / "map.yaml"
    path.write_text(MAPPING.replace("shot: 编号", "shoot: 编号"), "utf-8")
    with pytest.raises(SourceError, match="shoot"):
        tabular.load_mapping(path)


def test_a_milestone_of_the_last_day_of_a_year_counts_in_that_year(account, city):
    """The chapter tells three of the synchrotron, two of them of September, one of these twice:
    none is of 2024.
    """
    found = figures(
        account, [metric("milestones_reached")], scope_of(city, "ssrf"), "2023..2024", grain="year"
    )
    assert [(f.period, f.value) for f in found] == [
        ("2023", 3),
        ("2024", None),
    ]  # no document says that it tells those of 2024
    assert (
        figures(account, [metric("milestones_reached")], scope_of(city, "ssrf"), "2023-09")[0].value
        == 2
    )
