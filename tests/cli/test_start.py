"""Starting: a command imports what it works with, and the list of commands tells the truth."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from scicity import __version__
from scicity.cli import app
from scicity.cli.lazily import load
from scicity.cli.main import COMMANDS

HEAVY = ("ortools", "numba", "pandas", "polars", "pyarrow", "duckdb", "ibis", "django", "jinja2")

OF_ONE_PAGE = (
    "icalendar",
    "openpyxl",
    "ortools",
    "pandas",
    "pypinyin",
    "pyproj",
    "pysdmx",
    "r4pm",
    "scipy.optimize",
    "scipy.stats",
    "shapely",
    "typst",
    "vl_convert",
)


def loaded(*words: str) -> set[str]:
    """The modules that a fresh process has imported at the end of a command."""
    code = f"""
import sys
from scicity.cli import app
try:
    app({list(words)!r}, prog_name="scicity")
except SystemExit:
    pass
print("LOADED", *sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["figures", "--no-such-option"]])
def test_version_and_help_load_no_solver_no_dataframe_no_page(words):
    rooms = loaded(*words)
    assert "scicity.cli.main" in rooms
    if words != ["figures", "--no-such-option"]:
        assert rooms.isdisjoint(HEAVY)
        assert {m for m in rooms if m.startswith("scicity.")} <= {
            "scicity.cli",
            "scicity.cli.main",
            "scicity.cli.lazily",
        }
    assert rooms.isdisjoint({"ortools", "numba", "django", "scicity.scheduling"})


def test_the_site_starts_without_solvers_workbooks_and_pictures(tmp_path):
    """Each of them is loaded by the page that needs it: a server that starts does not wait for
    them.
    """
    code = """
import sys
import django
django.setup()
import scicity.web.urls
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
            "SCICITY_STATE": str(tmp_path),
        },
    )
    assert set(done.stdout.split()).isdisjoint(OF_ONE_PAGE)


def test_each_command_of_the_list_is_there_and_says_what_the_list_says():
    for name, lazy in COMMANDS.items():
        command = load(name, lazy)
        assert command.name == name
        said = " ".join((command.help or "").split())
        assert said.startswith(lazy.help), (name, said)


def test_a_wrong_command_is_answered_with_the_near_one():
    told = CliRunner().invoke(app, ["figurs"])
    assert told.exit_code == 2
    assert "figures" in told.output


def test_the_version_is_the_packages():
    assert CliRunner().invoke(app, ["--version"]).output.strip() == __version__
