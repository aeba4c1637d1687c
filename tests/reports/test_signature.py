"""Signed reports: anybody verifies them with sha256sum and OpenSSL, and any change is named."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from scicity.reports import ROLES, Build, ReportError, freeze, new_key, open_build, seal, sign, verify_seal


@pytest.fixture
def frozen(built, tmp_path) -> Build:
    found = open_build(shutil.copytree(built.folder, tmp_path / built.folder.name))
    for role in ROLES:
        found = sign(found, role, f"{role} in person")
    return freeze(found)


@pytest.fixture
def keys(tmp_path):
    new_key(tmp_path / "private.pem", tmp_path / "public.pem")
    return tmp_path / "private.pem", tmp_path / "public.pem"


def test_a_signed_report_is_verified_by_scicity_and_by_everybody_s_tools(frozen, keys):
    private, public = keys
    assert private.stat().st_mode & 0o077 == 0
    seal(frozen, private)
    assert verify_seal(frozen.folder, public) == len(frozen.record["files"])
    for command in (["sha256sum", "--check", "--quiet", "SHA256SUMS"], ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(public), "-rawin", "-in", "SHA256SUMS", "-sigfile", "SHA256SUMS.sig"]):
        done = subprocess.run(command, cwd=frozen.folder, capture_output=True, text=True, check=False)
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


def test_only_what_no_longer_changes_is_signed_and_keys_are_not_written_over(built, frozen, keys):
    private, public = keys
    with pytest.raises(ReportError, match="not frozen"):
        seal(built, private)
    (frozen.folder / "chapter-2023.en.html").write_bytes(b"x")
    with pytest.raises(ReportError, match="not those that were built"):
        seal(frozen, private)
    with pytest.raises(ReportError, match="never written over"):
        new_key(private, public)
