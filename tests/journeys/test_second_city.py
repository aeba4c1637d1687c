"""A second, quite different city goes the whole way: in, figures, audit, its own chapter, its own
pages, access. English first, half an hour off the hour.

Everything of it is invented; what is expected was worked out by hand, or in plain Python from its
files.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from typer.testing import CliRunner

from scicity.cli import app
from scicity.registry import find_city, load_city, settle
from tests.conftest import ROOT

CITY = ROOT / "cities" / "merribrook"
DATA = CITY / "data"
ZONE = ZoneInfo("Australia/Adelaide")
TABLES = (
    "wattle-capacity",
    "lantern-time",
    "lantern-outages",
    "lantern-visits",
    "prism-sessions",
    "kestrel-shots",
    "heartwood-tubes",
    "heartwood-contracts",
    "heartwood-payments",
)


class Office:
    """The city's office at its command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, status: int = 0) -> str:
        done = CliRunner().invoke(
            app,
            ["--ledger", str(self.folder / "ledger"), "--city", str(CITY), *words],
            env={"COLUMNS": "400"},
        )
        assert done.exit_code == status, done.output
        return done.output

    def data(self, *words: str) -> str:
        """What goes to the standard output alone: progress is told beside it."""
        done = CliRunner().invoke(
            app,
            ["--ledger", str(self.folder / "ledger"), "--city", str(CITY), *words],
            env={"COLUMNS": "400"},
        )
        assert done.exit_code == 0, done.output
        return done.stdout

    def figure(self, name: str, scope: str, period: str = "2025") -> str:
        [found] = json.loads(
            self("figures", name, "--scope", scope, "--period", period, "--format", "json")
        )
        return found["value"]


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    made = Office(tmp_path_factory.mktemp("merribrook"))
    try:
        assert "1583 added" in made(
            "import",
            "slurm",
            str(DATA / "wattle-2025.txt.gz"),
            "--unit",
            "wattle",
            "--covers",
            "2025",
        )
        for name in TABLES:
            assert " 0 rejected" in made(
                "import",
                "table",
                str(DATA / f"{name}.csv"),
                "--mapping",
                str(DATA / f"{name}.yaml"),
            )
        assert " 0 rejected" in made(
            "import", "declared", str(CITY / "declarations" / "annual-2025.yaml")
        )
        yield made
    finally:
        settle(find_city())


def test_figures_are_those_worked_out_by_hand_in_the_citys_zone(office):
    # 211 days from midnight to midnight, 30 of them Tuesdays; in April the clock is put back within
    # them: one hour more
    assert office.figure("total_beam_time", "lantern") == f"{211 * 24 + 1}.0"
    assert office.figure("machine_development_time", "lantern") == f"{30 * 24}.0"
    assert office.figure("station_hours", "lantern") == f"{(181 * 24 + 1) * 2}.0"
    # lost: 4.5 h, then from one to four in the night that has an hour twice, then 75 minutes that
    # are one loss
    assert office.figure("faults", "lantern") == "3"
    assert float(office.figure("delivered_user_time", "lantern")) == pytest.approx(
        181 * 24 + 1 - 4.5 - 4 - 1.25, abs=0.051
    )
    # of 181 visits one ends half an hour into the next year, and 44 are of people of the university
    # that runs the source
    assert office.figure("person_visits", "lantern") == "136"
    assert office.figure("shots", "kestrel") == "300"
    assert office.figure("biobank_tubes", "heartwood") == "60750"
    # cents of the city's currency; a contract signed a quarter of an hour into the next year is not
    # of this one
    assert office.figure("transfer_value", "heartwood") == "595000.75"
    assert office.figure("transfer_received", "heartwood") == "140000.75"


def test_the_clusters_log_equals_plain_python(office):
    rows = csv.DictReader(gzip.open(DATA / "wattle-2025.txt.gz", "rt"), delimiter="|")
    core = gpu = 0
    for r in rows:
        if r["Start"] == "None":
            continue
        days, _, clock = r["Elapsed"].rpartition("-")
        hours, minutes, seconds = (int(x) for x in clock.split(":"))
        ran = int(days or 0) * 86400 + hours * 3600 + minutes * 60 + seconds
        assert datetime.fromisoformat(r["End"]).replace(tzinfo=ZONE).year == 2025
        core += ran * int(r["NCPUS"])
        gpu += ran * int((re.search(r"gres/gpu=(\d+)", r["AllocTRES"]) or [0, 0])[1])
    assert float(office.figure("core_hours", "wattle")) == pytest.approx(core / 3600, abs=1e-4)
    assert float(office.figure("gpu_hours", "wattle")) == pytest.approx(gpu / 3600, abs=1e-4)


def test_money_and_origin_are_the_citys(office):
    shown = office("metrics", "transfer_value")
    assert "AUD · 澳元" in shown
    assert "CNY" not in shown
    [found] = json.loads(
        office(
            "figures",
            "transfer_value",
            "--scope",
            "heartwood",
            "--period",
            "2025",
            "--format",
            "json",
        )
    )
    assert found["unit"] == "AUD"
    assert "SIMULATED" in office("evidence", found["figure"])


def test_the_audit_finds_nothing_in_it_and_what_is_planted(office, tmp_path):
    assert "Nothing was found" in office("audit", "--language", "en")
    second = Office(tmp_path)
    planted = tmp_path / "planted.yaml"
    head = (
        "document: {id: planted, title: {en: Planted, zh: 埋设}, covers: '2025', published:"
        " '2026'}\nstatements:\n"
    )
    row = (
        "- {{id: P{n}, subject: lantern, kind: figure, measure: {m}, title: {{en: {m}, zh: {m}}},"
        " value: {v}, unit: papers, qualifier: exact, period: '2025', counting: system, counted:"
        " papers, line: {n}}}\n"
    )
    planted.write_text(
        head + row.format(n=1, m="sci_papers", v=20) + row.format(n=2, m="cns_papers", v=30),
        "utf-8",
    )
    second("import", "declared", str(planted))
    assert (
        "exceeds"
        in CliRunner()
        .invoke(
            app,
            [
                "--ledger",
                str(tmp_path / "ledger"),
                "--city",
                str(CITY),
                "audit",
                "--language",
                "en",
            ],
        )
        .output
    )


def test_a_return_from_its_template_is_taken_in(office, tmp_path):
    path = tmp_path / "prism.xlsx"
    office("workbook", "template", "prism", "2025", str(path))
    book = openpyxl.load_workbook(path)
    sheet, signed = book.worksheets[0], book["Signature 签署"]
    for cell, value in (
        ("A4", "prism/microscope"),
        ("B4", "run_hours"),
        ("C4", 1010),
        ("E4", "exact"),
        ("G4", "annual"),
    ):
        sheet[cell] = value
    for cell, value in (("B3", "PR-2025-1"), ("B6", "Prism office"), ("B7", datetime(2026, 2, 2))):
        signed[cell] = value
    book.save(path)
    assert "1 added" in Office(tmp_path)("import", "workbook", str(path))


@pytest.fixture(scope="module")
def chapter(office) -> Path:
    """Its annual report, built once."""
    reports = office.folder / "reports"
    office("report", "build", "annual-2025", "--out", str(reports))
    [made] = [p.parent for p in reports.rglob("build.json")]
    return made


@pytest.mark.full
def test_its_chapter_is_built_signed_frozen_and_made_again(office, chapter):
    made = chapter
    names = {p.name for p in made.iterdir()}
    assert {
        f"annual-2025.{lang}.{form}"
        for lang in ("en", "zh")
        for form in ("html", "pdf", "docx", "xlsx")
    } <= names
    english, chinese = (
        (made / f"annual-2025.{lang}.html").read_text("utf-8") for lang in ("en", "zh")
    )
    assert "595,000.75 AUD" in english
    assert "澳元" in chinese
    for text in (english, chinese):
        assert not re.search("Shanghai|Zhangjiang|上海|张江|CNY", text)
    for who, role in (("a@b.example", "editor"), ("b@b.example", "city-office")):
        office("report", "sign", str(made), "--role", role, "--who", who)
    office("report", "freeze", str(made))
    office("report", "rebuild", str(made))


def _site(what: str, office: Office, folder: Path) -> dict[str, Any]:
    """The city's site in a process of its own, on fresh state."""
    env = {
        k: v for k, v in os.environ.items() if not k.startswith("SCICITY_") and k != "DATABASE_URL"
    }
    env |= {
        "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
        "SCICITY_CITY": str(CITY),
        "SCICITY_STATE": str(folder / "state"),
        "SCICITY_RATE_ANONYMOUS": "",
        "SCICITY_RATE_KNOWN": "",
        "SCICITY_ACCESS_LEDGER": str(folder / "own"),
        "SCICITY_CITY_LEDGER": str(office.folder / "ledger"),
        "SCICITY_INTAKE": str(folder / "intake"),
    }
    (folder / "state").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.second_site", what],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.full
def test_every_public_page_is_the_citys_own(office, tmp_path):
    told = _site("pages", office, tmp_path)
    assert told["bad"] == []
    assert re.search(r'<html[^>]* lang="en"', told["first"]), "English first"
    texts = told["texts"]
    assert len(texts) > 40
    assert (
        "595,000.75"
        in texts["en /city/explore/?metric=transfer_value&scope=heartwood&period=2025&grain=year"]
    )
    assert (
        "AUD"
        in texts["en /city/explore/?metric=transfer_value&scope=heartwood&period=2025&grain=year"]
    )
    assert any("Australia/Adelaide" in t for t in texts.values())
    own = {n for e in load_city(CITY).entries.values() for n in (e.name.en, e.name.zh, *e.aliases)}
    other = {
        n
        for e in load_city(ROOT / "cities" / "zhangjiang").entries.values()
        for n in (e.name.en, e.name.zh, *e.aliases)
    }
    # short words ("light source", 光源) may stand for a thing of any city
    names = [
        n for n in other if len(n) > (9 if n.isascii() else 4) and not any(n in o for o in own)
    ]
    strange = re.compile(
        "|".join(
            [
                *map(re.escape, names),
                "Asia/Shanghai",
                "Shanghai",
                "Zhangjiang",
                "上海",
                "张江",
                "CNY",
                "人民币",
                "¥",
            ]
        )
    )
    found = {(m[0], at) for at, t in texts.items() for m in strange.finditer(t)}
    assert found == set()


@pytest.mark.full
def test_access_to_its_source_ends_in_a_record_by_its_own_clock(office, tmp_path):
    told = _site("cycle", office, tmp_path)
    assert told["zone"] == "Australia/Adelaide"
    # from eight in the evening to noon: four hours of the one day, twelve of the next; two guests
    # came
    assert told["figures"] == {
        "total_beam_time 0": [4.0, "measured"],
        "total_beam_time 1": [12.0, "measured"],
        "person_visits 1": [2.0, "measured"],
    }
    assert told["status"] == 200
    assert told["start"] in told["page"]
