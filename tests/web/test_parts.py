"""What an installation consists of is pinned, listed and comes from known places."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tools.asvs import DOC, requirements

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements" / "lock.txt").read_text()


@pytest.mark.asvs("14.2.5", "10.3.2", "14.2.4", "14.1.1")
def test_the_bill_of_materials_lists_every_pinned_package(tmp_path):
    out = tmp_path / "sbom.json"
    subprocess.run(
        [
            Path(sys.executable).parent / "cyclonedx-py",
            "requirements",
            "--spec-version",
            "1.6",
            "--output-reproducible",
            "-o",
            out,
            ROOT / "requirements" / "lock.txt",
        ],
        check=True,
        capture_output=True,
    )
    listed = {(c["name"], c["version"]) for c in json.loads(out.read_text())["components"]}
    pinned = set(re.findall(r"(?m)^([a-z0-9._-]+)==([^\s;\\]+)", LOCK))
    assert pinned == listed
    assert len(pinned) > 100
    blocks = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert all("--hash=sha256:" in b for b in blocks if "==" in b), (
        "what is installed is what was pinned, to the byte"
    )
    assert not re.search(r"https?://|--index-url|--find-links", LOCK)


@pytest.mark.asvs("5.5.3", "5.5.4", "5.2.4", "5.3.8", "10.2.1", "5.3.4", "12.3.5")
def test_nothing_of_a_user_s_is_unpickled_evaluated_or_given_to_a_shell():
    """Read off the source of every room that a request reaches, by its syntax tree and not by its
    text.
    """
    calls = {"eval", "exec", "compile", "__import__"}
    for path in sorted((ROOT / "src" / "scicity").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                assert not (isinstance(node.func, ast.Name) and node.func.id in calls), (
                    path,
                    node.lineno,
                )
                assert not any(
                    k.arg == "shell" and getattr(k.value, "value", False) for k in node.keywords
                ), (path, node.lineno)
                if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                    assert (node.func.value.id, node.func.attr) not in {
                        ("pickle", "loads"),
                        ("pickle", "load"),
                        ("yaml", "load"),
                        ("marshal", "loads"),
                        ("os", "system"),
                    }, (path, node.lineno)
            if isinstance(node, ast.Import | ast.ImportFrom) and path.parts[-2] not in ("cli",):
                names = (
                    [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else [a.name for a in node.names]
                )
                assert not {n.split(".")[0] for n in names} & {
                    "pickle",
                    "shelve",
                    "marshal",
                    "telnetlib",
                    "ftplib",
                }, path


@pytest.mark.asvs("6.2.2", "6.2.5", "6.3.1")
def test_no_weak_cipher_and_no_guessable_secret():
    for path in sorted((ROOT / "src" / "scicity").rglob("*.py")):
        text = path.read_text("utf-8")
        assert not re.search(r"\b(DES|RC4|ECB|md5|sha1)\(", text), path
        if re.search(r"^import random|^from random", text, re.M):
            assert path.parts[-2] in (
                "scheduling",
                "cli",
                "workflow",
                "parkservices",
                "access",
                "projectplan",
            ), f"{path}: secrets come from `secrets`"
            assert not re.search(r"\brandom\.\w+\([^)\n]*\b(token|key|secret)\b", text), path


@pytest.mark.asvs("2.10.2", "2.10.3", "14.2.6", "14.1.3")
def test_what_is_deployed_has_no_password_in_it_and_is_kept_within_bounds():
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    for name, service in services.items():
        for key, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY|URL", key):
                assert ("${" in value and ":?" in value) or value.count(
                    "${SCICITY_DB_PASSWORD}"
                ) == 1, f"{name}: {key} has a value of its own"
        assert all(p.startswith("127.0.0.1:") for p in service.get("ports", [])), (
            "only what stands in front of it reaches it"
        )
    assert "USER" in (ROOT / "deploy" / "Containerfile").read_text()
    units = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
    assert len(units) == 4
    for unit in units:
        lines = set(unit.read_text().splitlines())
        assert {
            "User=scicity",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "PrivateTmp=yes",
            "EnvironmentFile=/etc/scicity.env",
        } <= lines, unit.name


def test_the_checklist_is_the_one_that_the_tests_give():
    """Which tests show what: read off the tests; their outcomes are those of the last `make
    asvs`.
    """
    told = dict(
        re.findall(r"(?m)^\| (\d+\.\d+\.\d+) \|.*?\| (\w[\w ]*) \|", DOC.read_text("utf-8"))
    )
    assert set(told) == set(requirements())
    marked = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for args in re.findall(r"pytest\.mark\.asvs\(([^)]*)\)", path.read_text("utf-8")):
            marked |= set(re.findall(r"[\d.]+", args))
    assert {n for n, state in told.items() if state == "shown"} == {
        n for n in marked if n in told and not requirements()[n][1]
    }, "run: make asvs"
    assert "fails" not in told.values()
    assert sum(state == "shown" for state in told.values()) > 120
