"""Numbers and periods in words, in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.claims.numbers import mentions
from scicity.claims.numerals import english_value, han_value
from scicity.claims.periods import stated_periods
from scicity.claims.prose import plain
from scicity.claims.subjects import normal
from scicity.registry import at
from tests.claims.statements import in_english, in_han


@given(st.integers(1, 999_999))
def test_numbers_in_words_are_read_back(n):
    assert han_value(in_han(n)) == n
    value = english_value(in_english(n))
    assert value is not None
    assert value == (n, len(in_english(n)))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("八成五", 85, "percent"),
        ("百分之七十八点五", Fraction(157, 2), "percent"),
        ("三分之一", Fraction(100, 3), "percent"),
        ("两百人", 200, "persons"),
        ("half a million visits", 500_000, "person_visits"),
        ("12\u202f898 hours", 12898, "hours"),
        ("RMB 4.2bn", 4_200_000_000, "CNY"),
        ("¥4.2 billion", 4_200_000_000, "CNY"),
        ("3,\n287 hours", 3287, "hours"),
        ("五百余万管", 5_000_000, "tubes"),
        ("三倍", 3, "1"),
        ("2.5个百分点", Fraction(5, 2), "percent"),
    ],
)
def test_a_number_with_its_unit(text, value, unit, city):
    with at(city.locale):
        [m] = mentions(normal(text))
    assert (m.said.value, m.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("in June 2014", "2014-06"),
        ("2014年6月", "2014-06"),
        ("in Q2 2014", "2014-Q2"),
        ("the second quarter of 2014", "2014-Q2"),
        ("2014年第二季度", "2014-Q2"),
        ("2014年上半年", "2014-01..2014-06"),
        ("the first half of 2014", "2014-01..2014-06"),
        ("January to March 2014", "2014-01..2014-03"),
        ("2014年1—3月", "2014-01..2014-03"),
        ("二〇二三年九月", "2023-09"),
        ("前三季度", ""),
        ("on 15 June 2014", "2014-06-15"),
        ("2023年", "2023"),
        ("2023—2025年", "2023..2025"),
    ],
)
def test_a_period_in_words(text, key):
    assert [s.key for s in stated_periods(normal(text))] == [key]


@pytest.mark.parametrize(
    "text",
    ["2,014 projects", "May the force be with you", "the first half of the tunnel", "2,023家企业"],
)
def test_no_period(text):
    assert stated_periods(text) == []


def test_traditional_characters_and_emphasis_keep_their_places():
    text = "上海超級計算中心 **12,898** 核小時"
    assert plain(text) == "上海超级计算中心   12,898   核小时"
    assert len(plain(text)) == len(text)
