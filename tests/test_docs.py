"""The commands that the documents show do run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from scicity.cli import app
from tests.access import serving
from tests.conftest import ROOT
from tests.kept import kept

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


# What these leave, the tests of the site begin from: the same command made it, and runs once.
MADE = {
    "access simulate": ("city", serving.simulate),
    "access migrate": ("migrated", serving.migrate),
}


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_commands_run(path, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    (ROOT / "var").mkdir(exist_ok=True)
    for line in re.findall(r"^\$ \.venv/bin/scicity (.+)$", path.read_text("utf-8"), re.MULTILINE):
        words = [w.replace("var/", f"{tmp_path}/") for w in shlex.split(line)]
        if made := MADE.get(" ".join(words[:2])):
            shutil.copytree(kept(*made), tmp_path, dirs_exist_ok=True)
        elif words[0] in (
            "access",
            "backup",
            "restore",
            "doctor",
        ):  # the application has settings of its own: a process of its own
            told = subprocess.run(
                [sys.executable, "-m", "scicity", "--ledger", str(tmp_path / "ledger"), *words],
                capture_output=True,
                text=True,
                check=False,
                env=serving.of_its_own(),
            )
            assert told.returncode == 0, f"{line}\n{told.stdout}{told.stderr}"
        else:
            done = CliRunner().invoke(app, ["--ledger", str(tmp_path / "ledger"), *words])
            assert done.exit_code == 0, f"{line}\n{done.output}"


def test_links_lead_somewhere():
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
