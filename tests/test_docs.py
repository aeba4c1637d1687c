"""The commands that the documents show do run."""

from __future__ import annotations

import re
import shlex

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
        done = CliRunner().invoke(app, ["--ledger", str(tmp_path / "ledger"), *words])
        assert done.exit_code == 0, f"{line}\n{done.output}"


def test_links_lead_somewhere():
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
