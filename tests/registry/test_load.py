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


@pytest.mark.parametrize(("text", "rule"), [
    ("- {path: X1, kind: facility, stage: operation, name: {zh: 甲, en: A}}", "lower-case"),
    ("- {path: x, kind: castle, name: {zh: 甲, en: A}}", "kind 'castle' is not one of"),
    ("- {path: x, kind: facility, stage: open, name: {zh: 甲, en: A}}", "stage 'open' is not one of"),
    ("- {path: x, kind: facility, name: {zh: 甲, en: A}}", "needs a stage"),
    ("- {path: x, kind: site, name: {zh: 甲}}", "needs a name with zh and en"),
    ("- {path: x, knd: site, name: {zh: 甲, en: A}}", "did you mean 'kind'"),
    ("- {path: ssrf, kind: site, name: {zh: 甲, en: A}}", "declared twice, first at facilities.yaml:5"),
    ("- {path: no/where, kind: site, name: {zh: 甲, en: A}}", "which is not declared above it"),
    ("- {path: x, kind: site, operator: acme, name: {zh: 甲, en: A}}", "not in organisations.yaml"),
    ("- {path: x, kind: site, zone: Mars/Olympus, name: {zh: 甲, en: A}}", "not an IANA zone"),
    ("- {path: x, kind: site, at: [31.2, 121.6], name: {zh: 甲, en: A}}", "at must be [longitude, latitude]"),
    ("- {path: x, kind: site", "cannot be read as YAML"),
])
def test_a_mistake_is_named_with_file_line_and_rule(folder, text, rule):
    path = folder / "guests.yaml"
    path.write_text(path.read_text("utf-8") + text + "\n", "utf-8")
    line = len(path.read_text("utf-8").splitlines())
    with pytest.raises(RegistryError) as caught:
        load_city(folder)
    assert rule in str(caught.value)
    assert any(p.file == "guests.yaml" and abs(p.line - line) <= 1 for p in caught.value.problems)
