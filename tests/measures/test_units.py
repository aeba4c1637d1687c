"""One spelling of a unit is one unit in every room, conversions are exact, and unlike things do not
convert.
"""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scicity.measures import (
    NotConvertible,
    UnknownUnit,
    convert,
    convertible,
    counting_of,
    same_unit,
    unit_of,
    units,
)
from tests.conftest import ROOT

ALIKE = [
    (
        "hours",
        [
            "h",
            "H",
            "hr",
            "hours",
            "Hours",
            "小时",
            "个小时",
            "机时",
            "台时",
            "站时",
            "instrument-h",
            "station-h",
            "station_hours",
            "ｈ",
        ],
    ),
    (
        "core_hours",
        ["core-h", "core_hours", "Core hours", "核小时", "核时", "CPU小时", "cpu-hours"],
    ),
    ("gpu_hours", ["GPU-h", "gpu_hours", "卡时", "GPU小时"]),
    ("percent", ["%", "％", "percent", "per cent", "百分比"]),
    ("persons", ["人", "persons", "people", "users", "位"]),
    ("person_visits", ["人次", "visits", "person-visits", "person_visits", "Person visits"]),
    ("CNY", ["元", "CNY", "RMB", "人民币"]),
    ("papers", ["篇", "papers", "articles"]),
    ("enterprises", ["companies", "enterprises", "企业"]),
    ("1", ["1", "ratio", "倍"]),
]


@pytest.mark.parametrize(("unit", "spelling"), [(u, s) for u, listed in ALIKE for s in listed])
def test_a_spelling_in_either_language_is_one_unit(unit, spelling):
    assert unit_of(spelling).id == unit
    assert same_unit(spelling, unit)


@pytest.mark.parametrize("unit", list(units()))
def test_every_unit_is_found_by_its_symbols_and_speaks_both_languages(unit):
    u = units()[unit]
    assert set(u.title) == {"zh", "en"}
    assert all(unit_of(s).id == unit for s in (u.id, *u.symbols))
    assert all(
        unit_of(w, expected=unit).id == unit
        for w in u.words
        if unit_of(w, expected=unit) is not None
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("人", "人次"),
        ("核", "核小时"),
        ("core-h", "h"),
        ("GPU-h", "core-h"),
        ("projects", "papers"),
        ("CNY", "USD"),
        ("working days", "days"),
        ("%", "h"),
        ("GPU-h/job", "h/job"),
    ],
)
def test_things_of_two_kinds_never_convert(a, b):
    assert not convertible(a, b)
    with pytest.raises(NotConvertible):
        convert(1, a, b)


@pytest.mark.parametrize(
    ("value", "a", "b", "result"),
    [
        (3, "天", "h", 72),
        (90, "分钟", "小时", Fraction(3, 2)),
        (5, "万元", "元", 50_000),
        (2, "million CNY", "万元", 200),
        (300, "fen", "CNY", 3),
        (98, "%", "1", Fraction(49, 50)),
        (Fraction(1, 3), "1", "percent", Fraction(100, 3)),
        (20, "‰", "%", 2),
        (1, "TW", "PW", Fraction(1, 1000)),
        (2, "MWh", "kWh", 2000),
        (3, "kJ", "J", 3000),
        (7, "台时", "station-h", 7),
        (1500, "GB", "TB", Fraction(3, 2)),
        (12, "万核小时", "core-h", 120_000),
    ],
)
def test_what_is_of_one_kind_converts_exactly(value, a, b, result):
    assert convert(value, a, b) == result


@given(st.fractions(), st.sampled_from(list(units())), st.sampled_from(list(units())))
def test_there_and_back_again_is_the_same_number(value, a, b):
    if convertible(a, b):
        assert convert(convert(value, a, b), b, a) == value


def test_hours_of_two_levels_are_one_unit_and_say_what_they_count():
    assert (
        counting_of("台时"),
        counting_of("station-h"),
        counting_of("ring hours"),
        counting_of("h"),
    ) == ("instrument", "station", "ring", "")


def test_what_may_be_several_is_none_unless_one_is_expected():
    assert unit_of("家") is None
    assert unit_of("家", expected="organisations").id == "organisations"
    assert unit_of("个", expected="jobs").id == "jobs"
    assert unit_of("furlongs") is None
    with pytest.raises(UnknownUnit, match="furlongs"):
        convert(1, "furlongs", "m")


def test_no_second_list_of_spellings_stands_anywhere():
    """Another room that listed spellings of units would drift from this one."""
    listed = re.compile(r"小时|台时|人次|person_visits|core-hours")
    for path in (ROOT / "src" / "scicity").rglob("*.yaml"):
        if path.parent.name in ("measures", "catalogue"):
            continue
        loaded = yaml.safe_load(path.read_text("utf-8"))
        assert not (isinstance(loaded, dict) and "units" in loaded), path
    given_in = (
        ROOT / "src" / "scicity" / "access" / "units.py"
    )  # in what access is given: shifts, hours, jobs; no spellings
    for path in set((ROOT / "src" / "scicity").rglob("*.py")) - {given_in}:
        for table in re.findall(r"\{[^{}]*\}", path.read_text("utf-8")):
            assert len(listed.findall(table)) < 3, f"{path}: {table}"
