"""An editor's and a reader's way through the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from scicity.cli import app
from tests.conftest import ROOT


@pytest.fixture
def run(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(ROOT)

    def command(*words: str, status: int = 0) -> str:
        done = CliRunner().invoke(app, ["--ledger", str(tmp_path / "ledger"), *words])
        assert done.exit_code == status, done.output
        return done.output

    command("import", "declared", "cities/zhangjiang/declarations/chapter-2023.yaml")
    return command


@pytest.mark.full
def test_from_declarations_to_a_frozen_report(run, tmp_path):
    out = str(tmp_path / "reports")
    first = run("report", "build", "chapter-2023", "--out", out).split()[1].rstrip(",")
    assert f"{first} (frozen)" not in run("report", "build", "chapter-2023", "--out", out)
    run("report", "sign", first, "--role", "editor", "--who", "li@city.example", "--out", out)
    assert "not signed by city-office" in run("report", "freeze", first, "--out", out, status=2)
    run(
        "report", "sign", first, "--role", "city-office", "--who", "wang@city.example", "--out", out
    )
    run("report", "freeze", first, "--out", out)
    assert "frozen" in run("report", "list", "--out", out)
    assert "identical, byte by byte" in run("report", "rebuild", first, "--out", out)
    run(
        "ledger",
        "retract",
        "declarations",
        "--key",
        "unit=ssrf",
        "--key",
        "document=chapter-2023",
        "--key",
        "statement=F035",
        "--reason",
        "wrong",
    )
    assert "ssrf has no 'projects_executed' in the ledger" in run(
        "report", "build", "chapter-2023", "--out", out, status=2
    )
    assert "identical, byte by byte" in run("report", "rebuild", first, "--out", out)


def test_a_packed_report_names_nobody(run, tmp_path):
    out, archive = str(tmp_path / "reports"), tmp_path / "chapter.zip"
    first = run("report", "build", "chapter-2023", "--out", out).split()[1].rstrip(",")
    run("report", "sign", first, "--role", "editor", "--who", "Li.Si@city.example", "--out", out)
    run("report", "pack", first, str(archive), "--with-ledger", "--out", out)
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        assert "ro-crate-metadata.json" in names
        assert any(n.startswith("ledger/streams/declarations/") for n in names)
        assert not any("pseudonym" in n for n in names)
        assert b"li.si" not in b"".join(packed.read(n) for n in names)


def test_a_reader_checks_a_document(run, tmp_path):
    path = tmp_path / "news.md"
    path.write_text(
        "The Shanghai Synchrotron Radiation Facility (SSRF) has executed 17,999 projects so far.\n",
        "utf-8",
    )
    shown = run(
        "check", str(path), "--html", str(tmp_path / "a.html"), "--word", str(tmp_path / "a.docx")
    )
    assert "the ledger has 17,898 projects" in shown
    assert "1 false" in shown
    assert 'class="false"' in (tmp_path / "a.html").read_text("utf-8")
    assert len(list(Document(str(tmp_path / "a.docx")).comments)) == 1
    [row] = json.loads(run("check", str(path), "--format", "json"))["verdicts"]
    assert (row["verdict"], row["statement"]) == ("false", "chapter-2023#F035")
    run("check", str(path), "--strict", status=1)
    assert "does not exist" in run("check", str(tmp_path / "none.pdf"), status=2)


def test_an_auditor_looks_at_a_table_and_at_the_ledger(run):
    assert "1 findings by 1 rules" in run("audit", "data/machine", "--language", "en")
    found = json.loads(run("audit", "--format", "json"))
    assert {f["rule"] for f in found} >= {"two-classes", "sum-against-list"}
    run("audit", "--strict", status=1)
