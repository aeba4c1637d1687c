"""The city's files: complete, and refused with file, line and rule."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scicity.registry import RegistryError, load_city
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cities" / "zhangjiang", tmp_path / "city"))


def test_the_reference_city_is_whole(city):
    assert len(city.by_code()) == 48
    stages = {e.stage for e in city.entries.values() if e.kind == "facility"}
    assert {"operation", "building", "proposed"} <= stages
    assert all(e.name.zh and e.name.en for e in city.entries.values())
    assert city.zone_of("ssrf/phase-2") == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- {path: X1, kind: facility, stage: operation, name: {zh: 甲, en: A}}", "lower-case"),
        ("- {path: x, kind: castle, name: {zh: 甲, en: A}}", "kind 'castle' is not one of"),
        (
            "- {path: x, kind: facility, stage: open, name: {zh: 甲, en: A}}",
            "stage 'open' is not one of",
        ),
        ("- {path: x, kind: facility, name: {zh: 甲, en: A}}", "needs a stage"),
        ("- {path: x, kind: site, name: {zh: 甲}}", "needs a name with zh and en"),
        ("- {path: x, knd: site, name: {zh: 甲, en: A}}", "did you mean 'kind'"),
        (
            "- {path: ssrf, kind: site, name: {zh: 甲, en: A}}",
            "declared twice, first at facilities.yaml:5",
        ),
        ("- {path: no/where, kind: site, name: {zh: 甲, en: A}}", "which is not declared above it"),
        (
            "- {path: x, kind: site, operator: acme, name: {zh: 甲, en: A}}",
            "not in organisations.yaml",
        ),
        ("- {path: x, kind: site, zone: Mars/Olympus, name: {zh: 甲, en: A}}", "not an IANA zone"),
        (
            "- {path: x, kind: site, at: [31.2, 121.6], name: {zh: 甲, en: A}}",
            "at must be [longitude, latitude]",
        ),
        ("- {path: x, kind: site, zone: Asia, name: {zh: 甲, en: A}}", "not an IANA zone"),
        (
            "- {path: x, kind: facility, stage: trial, since: 2009-13, name: {zh: 甲, en: A}}",
            "since '2009-13' must be a month",
        ),
        (
            "- {path: x, kind: site, guest: 'no', name: {zh: 甲, en: A}}",
            "guest 'no' must be true or false",
        ),
        (
            "- {path: x, kind: site, machines: true, name: {zh: 甲, en: A}}",
            "machines must be a whole number",
        ),
        ("- {path: x, kind: site, members: ssrf, name: {zh: 甲, en: A}}", "members must be a list"),
        (
            "- {path: x, kind: site, aliases: [null], name: {zh: 甲, en: A}}",
            "aliases must be a list",
        ),
        (
            "- {path: x, kind: cluster, members: [gaia], name: {zh: 甲, en: A}}",
            "the member 'gaia' is a guest",
        ),
        (
            "- {path: x, kind: cluster, members: [x], name: {zh: 甲, en: A}}",
            "the members go round: x → x",
        ),
        ("- {path: x, kind: city, name: {zh: 甲, en: A}}", "second entry of kind city"),
        (
            "- {path: x, code: ssrf, kind: site, name: {zh: 甲, en: A}}",
            "'ssrf' belongs to 'ssrf' already",
        ),
        (
            "- {path: x, code: gaia, kind: site, name: {zh: 甲, en: A}}",
            "'gaia' of 'x' names 'gaia' already",
        ),
        (
            "- {path: x, kind: site, aliases: [ssrf], name: {zh: 甲, en: A}}",
            "'ssrf' of 'x' names 'ssrf' already",
        ),
        ("- {path: all, kind: site, name: {zh: 甲, en: A}}", "means the whole city"),
        ("- just a word", "is no item with keys"),
        ("- {path: x, kind: site", "cannot be read as YAML"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_rule(folder, text, rule):
    path = folder / "guests.yaml"
    path.write_text(path.read_text("utf-8") + text + "\n", "utf-8")
    line = len(path.read_text("utf-8").splitlines())
    with pytest.raises(RegistryError) as caught:
        load_city(folder)
    assert rule in str(caught.value)
    assert any(p.file == "guests.yaml" and abs(p.line - line) <= 1 for p in caught.value.problems)


def test_members_that_go_round_are_found_once_each(folder):
    path = folder / "guests.yaml"
    path.write_text(
        path.read_text("utf-8")
        + "".join(
            f"- {{path: {a}, kind: cluster, members: [{b}], name: {{zh: 甲, en: A}}}}\n"
            for a, b in (("x", "y"), ("y", "z"), ("z", "x"))
        ),
        "utf-8",
    )
    with pytest.raises(RegistryError, match=r"x → y → z → x"):
        load_city(folder)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "- {path: ssrf, version: 1, minimum_uptime_s: an hour}",
            "minimum_uptime_s 'an hour' must be whole seconds",
        ),
        (
            "- {path: ssrf, version: one, minimum_uptime_s: 60}",
            "version 'one' must be a whole number",
        ),
        ("- {path: ssrf, version: 1}\n- {path: ssrf, version: 2}", "'ssrf' has a profile already"),
        (
            "- {path: ssrf, version: 1, minimum_uptime_s: [60]}",
            "minimum_uptime_s must be one value",
        ),
    ],
)
def test_a_profile_holds_numbers_once(folder, text, rule):
    (folder / "profiles.yaml").write_text(text + "\n", "utf-8")
    with pytest.raises(RegistryError) as caught:
        load_city(folder)
    assert rule in str(caught.value)


def test_a_city_needs_no_entry_of_its_own_and_no_lists_but_one(tmp_path):
    (tmp_path / "city.yaml").write_text(
        "name: {zh: 磨坊村, en: Millbrook}\nzone: America/Lima\nentries: [places.yaml]\n", "utf-8"
    )
    for name in ("places.yaml", "organisations.yaml", "profiles.yaml"):
        (tmp_path / name).write_text("[]\n")
    assert load_city(tmp_path).entries == {}
    (tmp_path / "city.yaml").write_text(
        "name: {zh: 磨坊村, en: Millbrook}\nzone: America/Lima\n", "utf-8"
    )
    with pytest.raises(RegistryError, match=r"city\.yaml:1: needs entries"):
        load_city(tmp_path)


def test_what_stands_in_a_guest_is_a_guest(folder):
    path = folder / "guests.yaml"
    path.write_text(
        path.read_text("utf-8")
        + "- {path: gaia/x1, kind: unit, stage: retired, name: {zh: 甲, en: A}}\n",
        "utf-8",
    )
    assert load_city(folder).entries["gaia/x1"].guest


def test_what_was_corrected_while_the_city_ran_goes_before_its_own_files(folder, tmp_path):
    """A name, a stage, a profile; of what is not declared, or in another file, nothing is
    corrected.
    """
    added = tmp_path / "kept" / "registry.yaml"
    added.parent.mkdir()
    known = load_city(folder)
    path = next(p for p, e in known.entries.items() if e.kind == "facility")
    added.write_text(
        f"- {{path: {path}, corrects: true, stage: retired, name: {{zh: 改名, en: Renamed}}}}\n-"
        f" {{path: {path}/own-unit, kind: unit, stage: operation, name: {{zh: 甲, en: A}}}}\n",
        "utf-8",
    )
    added.with_name("profiles.yaml").write_text(
        f"- {{path: {path}, version: 9, minimum_uptime_s: 60}}\n", "utf-8"
    )
    city = load_city(folder, added)
    assert city.entries[path].name.en == "Renamed"
    assert city.entries[path].stage == "retired"
    assert city.entries[path].operator == known.entries[path].operator
    assert city.profiles[path] == {"version": "9", "minimum_uptime_s": "60"}
    assert f"{path}/own-unit" in city.entries
    assert load_city(folder).entries[path] == known.entries[path]
    added.write_text("- {path: nowhere, corrects: true, name: {zh: 甲, en: A}}\n", "utf-8")
    with pytest.raises(RegistryError, match="not declared above it"):
        load_city(folder, added)
