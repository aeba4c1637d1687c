"""The commands that the documents show do run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from scicity.cli import app
from tests.conftest import ROOT

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_commands_run(path, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    (ROOT / "var").mkdir(exist_ok=True)
    for line in re.findall(r"^\$ \.venv/bin/scicity (.+)$", path.read_text("utf-8"), re.MULTILINE):
        words = [w.replace("var/", f"{tmp_path}/") for w in shlex.split(line)]
        if words[0] in (
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
                env={
                    k: v for k, v in os.environ.items() if not k.startswith(("SCICITY_", "DJANGO_"))
                },
            )
            assert told.returncode == 0, f"{line}\n{told.stdout}{told.stderr}"
            continue
        done = CliRunner().invoke(app, ["--ledger", str(tmp_path / "ledger"), *words])
        assert done.exit_code == 0, f"{line}\n{done.output}"


def test_links_lead_somewhere():
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
