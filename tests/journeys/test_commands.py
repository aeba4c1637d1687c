"""The command line from an empty folder to a verified figure, as a user types it."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from scicity.cli import app
from tests.conftest import DATA, ROOT, SACCT


@pytest.fixture
def scicity(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "400")

    def run(*words: str, status: int = 0) -> str:
        done = CliRunner().invoke(app, ["--ledger", str(tmp_path / "ledger"), *words])
        assert done.exit_code == status, done.output
        return done.output

    return run


def test_from_a_log_to_a_figure_to_its_evidence_and_back(scicity):
    log = str(DATA / "phillips" / "phillips.log")
    assert "4046 added" in scicity("import", "slurm", log, "--unit", "phillips", "--fields", SACCT)
    assert "nothing changed" in scicity(
        "import", "slurm", log, "--unit", "phillips", "--fields", SACCT
    )
    [figure] = json.loads(
        scicity(
            "figures",
            "core_hours",
            "--scope",
            "phillips",
            "--period",
            "2016-12",
            "--format",
            "json",
        )
    )
    assert figure["value"] == "9994.7011"
    shown = scicity("evidence", figure["figure"], "--limit", "3")
    assert "3561 records, 3 listed" in shown
    seal = re.search(r"seal ([0-9a-f]{24})", shown)[1]
    assert "verified" in scicity("verify", f"{figure['figure']}#{seal}")
    assert "does not verify" in scicity("verify", f"{figure['figure']}#{'0' * 24}", status=2)
    by_day = json.loads(
        scicity(
            "figures",
            "core_hours",
            "--scope",
            "phillips",
            "--period",
            "2016-12-22..2017-01-01",
            "--grain",
            "day",
            "--format",
            "json",
        )
    )
    assert [f["value"] for f in by_day][:2] == ["200.9567", "288.0000"]
    before = json.loads(
        scicity(
            "figures",
            "core_hours",
            "--by",
            "facility",
            "--period",
            "2023",
            "--as-of",
            "2024-01-15",
            "--format",
            "json",
        )
    )
    assert before == []  # nothing had been recorded by then


def test_a_record_withdrawn_is_gone_now_and_still_there_then(scicity):
    scicity(
        "import",
        "slurm",
        str(DATA / "phillips" / "phillips.log"),
        "--unit",
        "phillips",
        "--fields",
        SACCT,
    )
    ask = (
        "figures",
        "jobs_running",
        "--scope",
        "phillips",
        "--period",
        "2016-12-22",
        "--format",
        "json",
    )
    [then] = json.loads(scicity(*ask))
    scicity(
        "ledger",
        "retract",
        "compute_jobs",
        "--key",
        "unit=phillips",
        "--key",
        "job=163485",
        "--key",
        "submit=1482408912",
        "--reason",
        "test entry",
    )
    assert json.loads(scicity(*ask))[0]["value"] == "0"
    assert "1 jobs" in scicity("verify", then["figure"])
    assert "no live record" in scicity(
        "ledger",
        "retract",
        "compute_jobs",
        "--key",
        "unit=phillips",
        "--key",
        "job=163485",
        "--key",
        "submit=1482408912",
        "--reason",
        "again",
        status=2,
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("figures", "corehours", "--period", "2023"), "There is no metric"),
        (("figures", "core_hours", "--period", "soon"), "is not a period"),
        (("figures", "core_hours", "--period", "2023", "--scope", "srf"), "Did you mean"),
        (("import", "swf", "no.swf", "--unit", "gaia"), "no file"),
        (
            ("figures", "core_hours", "--period", "2023", "--as-of", "2999-01-01"),
            "has not come yet",
        ),
        (("verify", "nonsense"), "not a figure's address"),
        (("ledger", "streams", "joys"), "There is no stream"),
    ],
)
def test_bad_input_is_answered_in_words(scicity, words, says):
    output = scicity(*words, status=2)
    assert says in output
    assert "Traceback" not in output


def test_the_lists(scicity):
    assert "core_hours" in scicity("metrics")
    assert "Allocated cores" in scicity("metrics", "core_hours")
    assert "ssrf/phase-2" in scicity("registry", "list")
    assert "no problems" in scicity("registry", "check")
    assert "compute_jobs" in scicity("ledger", "streams")


def test_one_statement_that_cannot_be_computed_hides_no_other(scicity, tmp_path):
    """A facility without a profile has no measured availability: the list goes on, and the
    statement stands in it.
    """
    path = tmp_path / "d.yaml"
    one = (
        "- {{id: {0}, subject: tmf, kind: figure, measure: {1}, metric: {1}, value: 98.5, unit:"
        " percent, qualifier: exact, period: '2023', counting: ring, title: {{zh: 率, en: Rate"
        " {0}}}, line: 1}}\n"
    )
    path.write_text(
        "document: {id: d}\nstatements:\n"
        + one.format("A", "availability")
        + one.format("B", "sharing_rate"),
        "utf-8",
    )
    assert "2 added" in scicity("import", "declared", str(path))
    shown = scicity("declared")
    assert "Rate A" in shown
    assert "98.5%" in shown
    assert "Rate B" in shown
    assert "Traceback" not in shown
