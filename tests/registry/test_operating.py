"""Who operates a place, who is external to it, what is effective."""

from __future__ import annotations

import pytest

from scicity.registry import (
    City,
    Entry,
    Name,
    Organisation,
    is_effective,
    is_external,
    is_staff,
    operators_of,
)

NAME = Name("某校", "Some School")
SCHOOL = Organisation(
    "school", Name("海湾大学", "Bay University"), "05qbk4x57", "91310000MA1FL0AB1C"
)
FIRM = Organisation("firm", Name("湾区公司", "Bay Ltd"))


def city() -> City:
    entries = [
        Entry("lab", "facility", NAME, operator="school"),
        Entry("lab/a", "phase", NAME),
        Entry("lab/a/x", "unit", NAME, operator="firm"),
        Entry("lab/a/y", "unit", NAME),
        Entry("free", "facility", NAME),
    ]
    return City(NAME, "UTC", {o.id: o for o in (SCHOOL, FIRM)}, {e.path: e for e in entries})


@pytest.mark.parametrize(
    "home",
    [
        "school",
        "05qbk4x57",
        "https://ror.org/05qbk4x57",
        "ROR.org/05QBK4X57/",
        "91310000ma1fl0ab1c",
        "９１３１００００MA1FL0AB1C",
        "  bay  university ",
        "海湾大学",
        ("org-7", "05qbk4x57"),
        ("org-7", "", "Bay University"),
    ],
)
def test_the_operator_is_known_by_each_of_its_codes_and_names(home):
    assert is_external(home, operators_of(city(), "lab/a/y")) is False
    assert is_staff(home, operators_of(city(), "lab/a/y")) is True


@pytest.mark.parametrize("home", ["firm", "0220qvk04", "org-7", ("org-7", "", "Other University")])
def test_another_legal_entity_is_external(home):
    assert is_external(home, operators_of(city(), "lab")) is True
    assert is_staff(home, operators_of(city(), "lab")) is False


def test_the_nearest_operator_above_counts():
    assert is_external("school", operators_of(city(), "lab/a/x")) is True
    assert is_external("bay ltd", operators_of(city(), "lab/a/x")) is False
    assert is_external("school", operators_of(city(), "lab/a/nowhere")) is False


@pytest.mark.parametrize(
    ("home", "place"),
    [
        (None, "lab"),
        ("", "lab"),
        ("  ", "lab"),
        ((), "lab"),
        (("", ""), "lab"),
        ("school", "free"),
        ("school", "unheard-of"),
    ],
)
def test_what_is_not_known_is_neither(home, place):
    assert is_external(home, operators_of(city(), place)) is None
    assert is_staff(home, operators_of(city(), place)) is None


def test_work_is_effective_and_upkeep_is_not():
    assert [
        is_effective(p)
        for p in (
            "user",
            "internal",
            "reserve",
            "maintenance",
            "commissioning",
            "shutdown",
            None,
            "?",
        )
    ] == [True, True, True, False, False, False, None, None]
