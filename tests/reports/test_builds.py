"""Builds are versions: the same inputs give the same bytes, anywhere; what moved is told with its
reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import polars as pl
import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from scicity.connectors import declared
from scicity.ledger import Batch, append, last_recorded, retract
from scicity.ledger import Source as From
from scicity.metrics import catalogue
from scicity.reports import (
    ReportError,
    build,
    builds,
    changed_files,
    corrected_since,
    diff,
    freeze,
    open_build,
    rebuild,
    sign,
)
from tests.conftest import ROOT

CITY = ROOT / "cities" / "zhangjiang"


@pytest.fixture
def own(account, built, tmp_path):
    """A copy of the demo's ledger and of its build, to write to."""
    ledger = type(account)(tmp_path / "ledger")
    shutil.copytree(account.path, ledger.path)
    shutil.copytree(built.folder, tmp_path / "reports" / "chapter-2023" / built.id)
    return (
        ledger,
        open_build(tmp_path / "reports" / "chapter-2023" / built.id),
        tmp_path / "reports",
    )


def frozen(found):
    return freeze(sign(sign(found, "editor", "a@b.example"), "city-office", "b@b.example"))


def test_the_same_inputs_are_one_build(own):
    ledger, first, out = own
    again = build(ledger, CITY, "chapter-2023", out)
    assert again.folder == first.folder
    assert again.record == first.record
    assert [b.id for b in builds(out)] == [first.id]


@pytest.mark.full
def test_a_frozen_build_is_made_again_byte_by_byte_elsewhere_and_later(own, tmp_path):
    """In another process, folder, time zone and locale, a while later, from the build's own
    inputs.
    """
    ledger, first, out = own
    frozen(first)
    append(ledger, From("later", "f" * 64, "test"), [], units={})
    elsewhere = tmp_path / "somewhere else 另处"
    shutil.move(ledger.path, elsewhere / "ledger")
    shutil.move(out, elsewhere / "builds")
    env = os.environ | {
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1",
    }
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "scicity",
            "--ledger",
            str(elsewhere / "ledger"),
            "--city",
            str(CITY),
            "report",
            "rebuild",
            first.id,
            "--out",
            str(elsewhere / "builds"),
            "--to",
            str(elsewhere / "made"),
        ],
        cwd=elsewhere,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "identical" in done.stdout
    for name in first.record["files"]:
        assert (elsewhere / "made" / name).read_bytes() == (
            elsewhere / "builds" / "chapter-2023" / first.id / name
        ).read_bytes()


def test_a_record_that_came_later_does_not_change_a_rebuild(own, city, tmp_path):
    ledger, first, _ = own
    correct(ledger, city, tmp_path, "value: 17898", "value: 17999")
    assert rebuild(ledger, first, tmp_path / "made") == []


def correct(ledger, city, tmp_path, old, new):
    path = tmp_path / "chapter-2023.yaml"
    path.write_text(
        (CITY / "declarations" / "chapter-2023.yaml").read_text("utf-8").replace(old, new), "utf-8"
    )
    subjects = {code: e.path for code, e in city.by_code().items()}
    append(
        ledger,
        declared.source_of(path),
        declared.read_declared(path, subjects, city.zone),
        units=city.entries,
    )


def test_diff_tells_new_records_from_corrections_and_withdrawals(own, city, tmp_path):
    ledger, first, out = own
    correct(ledger, city, tmp_path, "value: 17898", "value: 17999")
    moment = 1_400_800_000
    job = {
        "unit": "gaia",
        "start": moment,
        "end": moment + 3600,
        "job": "new",
        "submit": moment,
        "cores": 10,
        "state": "COMPLETED",
    }
    append(
        ledger,
        From("log", "e" * 64, "test"),
        [Batch("compute_jobs", pl.DataFrame([{"line": 1, **job}]))],
        units=city.entries,
    )
    retract(
        ledger,
        "declarations",
        From("retract", "d" * 64, "retract", note="wrong"),
        pl.DataFrame({"unit": ["sulf"], "document": ["chapter-2023"], "statement": ["F048"]}),
    )
    second = build(ledger, CITY, "chapter-2023", out)
    moves = {m.key: m for m in diff(ledger, city, first, second)}
    projects = moves["chapter-2023#F035"]
    assert (projects.before, projects.after, projects.why) == (
        "17,898 projects",
        "17,999 projects",
        "correction of the declaration",
    )
    hours = next(m for k, m in moves.items() if k.startswith("core_hours:gaia"))
    assert hours.why == "new records: 1"
    assert moves["chapter-2023#F048"].after == "–"
    assert not any(k.startswith("core_hours:phillips") for k in moves)
    assert not any(k == "chapter-2023#F034" for k in moves)


def test_diff_tells_a_definition_that_changed(own, city, monkeypatch):
    ledger, first, out = own
    m = catalogue()["core_hours"]
    monkeypatch.setitem(catalogue(), "core_hours", type(m)(**{**m.__dict__, "version": 99}))
    second = build(ledger, CITY, "chapter-2023", out)
    moved = [x for x in diff(ledger, city, first, second) if x.key.startswith("core_hours:")]
    assert len(moved) == 2
    assert all(x.why.startswith("definition: core_hours v") and "v99" in x.why for x in moved)


def test_a_rebuild_with_other_definitions_is_refused(own, tmp_path, monkeypatch):
    ledger, first, _ = own
    m = catalogue()["core_hours"]
    monkeypatch.setitem(catalogue(), "core_hours", type(m)(**{**m.__dict__, "version": 99}))
    with pytest.raises(ReportError, match="definitions differ"):
        rebuild(ledger, first, tmp_path / "made")


def test_freezing_needs_two_people(own):
    _, first, _ = own
    with pytest.raises(ReportError, match="not signed by city-office and editor"):
        freeze(first)
    once = sign(first, "editor", "a@b.example")
    with pytest.raises(ReportError, match="same account"):
        freeze(sign(once, "city-office", "a@b.example"))
    done = freeze(sign(once, "city-office", "b@b.example"))
    assert done.frozen
    with pytest.raises(ReportError, match="frozen"):
        sign(done, "facility", "c@b.example")
    with pytest.raises(ReportError, match="role"):
        sign(once, "king", "d@b.example")


def test_a_build_changed_by_hand_is_noticed(own):
    _, first, _ = own
    page = first.folder / "chapter-2023.en.html"
    page.write_text(page.read_text("utf-8").replace("497,373", "597,373"), "utf-8")
    assert changed_files(first) == ["chapter-2023.en.html"]
    with pytest.raises(ReportError, match="changed by hand"):
        sign(first, "editor", "a@b.example")


def test_as_of_builds_the_chapter_as_it_was(own, city, tmp_path):
    ledger, first, out = own
    then = last_recorded(ledger)
    correct(ledger, city, tmp_path, "value: 17898", "value: 17999")
    assert build(ledger, CITY, "chapter-2023", out, then).id == first.id
    assert build(ledger, CITY, "chapter-2023", out).id != first.id


def test_a_frozen_build_says_what_was_corrected_since(own, city, tmp_path):
    ledger, first, _ = own
    assert corrected_since(ledger, city, first) == []
    correct(ledger, city, tmp_path, "value: 17898", "value: 17999")
    (move,) = corrected_since(ledger, city, first)
    assert "#F035" in move.key
    assert move.after == "17999"
    assert move.why == "correction of the declaration"
    moment = 1_400_800_000
    job = {
        "line": 1,
        "unit": "gaia",
        "start": moment,
        "end": moment + 3600,
        "job": "late",
        "submit": moment,
        "cores": 10,
        "state": "COMPLETED",
    }
    late = From("late", "d" * 64, "test")
    append(ledger, late, [Batch("compute_jobs", pl.DataFrame([job]))], units=city.entries)
    moves = {m.key.partition(":")[0]: m for m in corrected_since(ledger, city, first)}
    assert "1 new records" in moves["core_hours"].why
    assert len(moves) > 2
    gone = From("gone", "e" * 64, "retract")
    retract(
        ledger,
        "compute_jobs",
        gone,
        pl.DataFrame([{"unit": "gaia", "job": "late", "submit": moment}]),
    )
    assert [m.key for m in corrected_since(ledger, city, first)] == [move.key], "it came and went"


def test_simulated_records_say_so_in_every_format(own, city):
    ledger, first, out = own
    assert "simulated" not in (first.folder / "chapter-2023.en.html").read_text("utf-8")
    moment = 1_400_800_000
    job = {
        "line": 1,
        "unit": "gaia",
        "start": moment,
        "end": moment + 3600,
        "job": "twin",
        "submit": moment,
        "cores": 10,
        "state": "COMPLETED",
    }
    append(
        ledger,
        From("twin", "c" * 64, "twin", origin="simulated"),
        [Batch("compute_jobs", pl.DataFrame([job]))],
        units=city.entries,
    )
    made = build(ledger, CITY, "chapter-2023", out)
    hours = next(r for r in made.tree("en")["refs"] if r["address"].startswith("core_hours:gaia"))
    assert hours["simulated"]
    page = (made.folder / "chapter-2023.en.html").read_text("utf-8")
    assert (
        page.count('<span class="tag claim">simulated</span>') >= 12
    )  # each tile and each drawer, and the source
    [chart] = [
        b for b in made.tree("en")["blocks"] if b["kind"] == "Chart" and "Gaia" in b["caption"]
    ]
    assert "SIMULATED" in chart["source"]
    pdf = pypdfium2.PdfDocument(made.folder / "chapter-2023.en.pdf")
    assert any(
        "simulated 2014-05" in page.get_textpage().get_text_range().replace("\r\n", " ")
        for page in pdf
    )
    pdf.close()
    cells = [
        c.text
        for t in Document(str(made.folder / "chapter-2023.en.docx")).tables
        for row in t.rows
        for c in row.cells
    ]
    assert any("simulated 2014-05" in c for c in cells)
    row = next(
        r
        for r in load_workbook(made.folder / "chapter-2023.en.xlsx")
        .worksheets[0]
        .iter_rows(values_only=True)
        if r[15] == hours["address"]
    )
    assert row[7] == "simulated"
