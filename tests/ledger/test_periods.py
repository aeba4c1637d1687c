"""Periods in the words of documents: one form each, or none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.ledger.periods import spoken_period


@pytest.mark.parametrize(
    ("words", "form", "last"),
    [
        ("2031", "2031", "2031-12-31"),
        ("２０３１年度", "2031", "2031-12-31"),
        ("2031/4", "2031-04", "2031-04-30"),
        ("April 2031", "2031-04", "2031-04-30"),
        ("2031年4月", "2031-04", "2031-04-30"),
        ("9 Apr 2031", "2031-04-09", "2031-04-09"),
        ("2031.4.9", "2031-04-09", "2031-04-09"),
        ("Q4 2031", "2031-Q4", "2031-12-31"),
        ("2031年第二季度", "2031-Q2", "2031-06-30"),
        ("2031-H2", "2031-H2", "2031-12-31"),
        ("2031年上半年", "2031-H1", "2031-06-30"),
        ("mid-2031", "2031-06", "2031-06-30"),
        ("by the end of 2031", "2031-12", "2031-12-31"),
        ("2031年底", "2031-12", "2031-12-31"),
        ("early 2031", "2031-Q1", "2031-03-31"),
        ("2029–2031", "2029-2031", "2031-12-31"),
        ("2029年至2031年", "2029-2031", "2031-12-31"),
        ("2030-11..2031-02", "2030-11..2031-02", "2031-02-28"),
        ("“十六五”时期", "2031-2035", "2035-12-31"),
        ("the 13th Five-Year Plan", "2016-2020", "2020-12-31"),
        ("二〇三一年", "2031", "2031-12-31"),
    ],
)
def test_words_that_are_understood_have_one_form(words, form, last):
    found = spoken_period(words)
    assert (found.text, found.last.isoformat()) == (form, last)
    assert spoken_period(found.text) == found


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "cumulative",
        "2031-13",
        "2031-02-30",
        "2031-2029",
        "20310",
        "FY2031",
        "2031-Q5",
        "year-end",
        "0300",
    ],
)
def test_what_cannot_be_understood_is_no_period(words):
    assert spoken_period(words) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_its_own_period_in_both_languages(day):
    for words in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%d %B %Y}"):
        assert (spoken_period(words).first, spoken_period(words).last) == (day, day)
    month = spoken_period(f"{day:%Y-%m}")
    assert month.first.day == 1
    assert (month.last + timedelta(days=1)).day == 1


@given(st.text(max_size=24))
def test_no_text_breaks_it(text):
    found = spoken_period(text)
    assert found is None or found.first <= found.last
