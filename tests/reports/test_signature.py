"""Signed reports: anybody verifies them with sha256sum and OpenSSL, and any change is named."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization

from scicity.reports import (
    ROLES,
    Build,
    ReportError,
    freeze,
    new_key,
    open_build,
    seal,
    sign,
    sign_offs,
    verify_seal,
)


@pytest.fixture
def frozen(built, tmp_path) -> Build:
    found = open_build(shutil.copytree(built.folder, tmp_path / built.folder.name))
    for role in ROLES:
        found = sign(found, role, f"{role}@city.example")
    return freeze(found)


@pytest.fixture
def keys(tmp_path):
    new_key(tmp_path / "private.pem", tmp_path / "public.pem")
    return tmp_path / "private.pem", tmp_path / "public.pem"


def test_a_signed_report_is_verified_by_scicity_and_by_everybody_s_tools(frozen, keys):
    private, public = keys
    assert private.stat().st_mode & 0o077 == 0
    seal(frozen, private)
    held = verify_seal(frozen.folder, public)
    assert held.beside == ()
    assert held.files == len(frozen.record["files"]) + len(frozen.record["kept"]) + 1, (
        "and its record"
    )
    for command in (
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        [
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            str(public),
            "-rawin",
            "-in",
            "SHA256SUMS",
            "-sigfile",
            "SHA256SUMS.sig",
        ],
    ):
        done = subprocess.run(
            command, cwd=frozen.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.asvs("6.2.2", "13.2.6")
def test_every_change_is_named(frozen, keys, tmp_path):
    private, public = keys
    seal(frozen, private)
    page = frozen.folder / "chapter-2023.en.html"
    page.write_bytes(page.read_bytes() + b" ")
    with pytest.raises(ReportError, match=r"chapter-2023\.en\.html"):
        verify_seal(frozen.folder, public)
    sums = frozen.folder / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes().replace(b"0", b"1", 1))
    with pytest.raises(ReportError, match="not made with this key"):
        verify_seal(frozen.folder, public)
    new_key(tmp_path / "other.pem", tmp_path / "other.pub")
    with pytest.raises(ReportError, match="not made with this key"):
        verify_seal(frozen.folder, tmp_path / "other.pub")


@pytest.mark.parametrize("name", ["inputs/city.yaml", "build.json", "tree.en.json"])
def test_the_seal_covers_inputs_and_record(frozen, keys, name):
    private, public = keys
    seal(frozen, private)
    path = frozen.folder / name
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ReportError, match=re.escape(name)):
        verify_seal(frozen.folder, public)


@pytest.mark.parametrize("name", ["annex.pdf", "inputs/more.yaml", "sdmx/new.xml"])
def test_a_stray_file_is_told(frozen, keys, name):
    private, public = keys
    stray = frozen.folder / name
    stray.write_text("x", "utf-8")
    with pytest.raises(ReportError, match=f"not built: {re.escape(name)}"):
        seal(frozen, private)
    stray.unlink()
    seal(frozen, private)
    stray.write_text("x", "utf-8")
    with pytest.raises(ReportError, match=f"not signed: {re.escape(name)}"):
        verify_seal(frozen.folder, public)


def test_an_earlier_release_s_seal_holds_and_says_what_it_leaves_out(frozen, keys):
    private, public = keys
    seal(frozen, private)
    sums = frozen.folder / "SHA256SUMS"
    lines = sums.read_text("utf-8").splitlines(keepends=True)
    old = "".join(
        li for li in lines if not li.rstrip().endswith("build.json") and "  inputs/" not in li
    )
    sums.write_text(old, "utf-8")
    key = serialization.load_pem_private_key(private.read_bytes(), None)
    (frozen.folder / "SHA256SUMS.sig").write_bytes(key.sign(old.encode()))
    held = verify_seal(frozen.folder, public)
    assert held.files == len(frozen.record["files"])
    assert "build.json" in held.beside
    assert len(held.beside) == len(frozen.record["kept"]) + 1
    (frozen.folder / "annex.pdf").write_text("x", "utf-8")
    with pytest.raises(ReportError, match=r"not signed: annex\.pdf"):
        verify_seal(frozen.folder, public)


@pytest.mark.parametrize(
    "second",
    ["li@city.example", " LI@City.Example ", "li+office@city.example", "ｌｉ@city.example"],
)
def test_two_spellings_are_not_two_people(built, tmp_path, second):
    found = open_build(shutil.copytree(built.folder, tmp_path / "b"))
    found = sign(found, "editor", "Li@city.example")
    found = sign(found, "city-office", second)
    with pytest.raises(ReportError, match="same account"):
        freeze(found)


@pytest.mark.parametrize("who", ["Li Wei", "", "@city.example", "li@", "li wei@city.example"])
def test_a_name_is_no_account(built, who):
    with pytest.raises(ReportError, match="is no account"):
        sign(built, "editor", who)


def test_who_signed_is_kept_beside_the_build_and_not_in_it(frozen):
    record = (frozen.folder / "build.json").read_text("utf-8")
    assert "city.example" not in record
    assert {s.account for s in sign_offs(frozen)} == {f"{r}@city.example" for r in ROLES}
    assert all(s.holds for s in sign_offs(frozen))


def test_only_what_is_frozen_is_signed_and_keys_are_not_written_over(built, frozen, keys):
    private, public = keys
    with pytest.raises(ReportError, match="not frozen"):
        seal(built, private)
    (frozen.folder / "chapter-2023.en.html").write_bytes(b"x")
    with pytest.raises(ReportError, match="not those that were built"):
        seal(frozen, private)
    with pytest.raises(ReportError, match="never written over"):
        new_key(private, public)
