"""A sentence is built exactly when it is true: random figures, random qualifiers, both
languages.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scicity.metrics import Basis, Interval, Statement, from_statement
from scicity.registry import Entry, Name, load_city
from scicity.reports import FalseReport, Said, bears, keeps
from scicity.reports.bound import Bound
from scicity.reports.gather import Definition
from scicity.reports.template import read_template
from scicity.reports.tree import Ref
from tests.conftest import ROOT

CITY = ROOT / "cities" / "zhangjiang"

ENTRY = Entry("x", "facility", Name("装置", "Facility"), "operation")
BASIS = Basis("m", "papers", "2023", "system", "papers", "v1", "declared")
ZH = {
    "over": "超",
    "nearly": "近",
    "about": "约",
    "at_least": "以上",
    "under": "不到",
    "at_most": "不超过",
    "exact": "恰",
}
EN = {q: q if q != "exact" else "exactly" for q in ZH}


CITY_OF_ONE = replace(load_city(CITY), entries={ENTRY.path: ENTRY})
STATED = Statement(
    id="S1",
    document="d",
    unit="x",
    kind="figure",
    measure="papers",
    metric="",
    line=1,
    title={"zh": "论文", "en": "Papers"},
    value="1",
    value_en="",
    value_high="",
    value_unit="papers",
    qualifier="exact",
    period="2023",
    as_of="",
    counting="system",
    counted="papers",
    locator="line 1",
    note={"zh": "", "en": ""},
    claim=False,
    restates="",
    printed="",
    period_assumed=False,
    share_of="",
    source="d",
)


def figure(interval: Interval, stated: Said | None = None) -> Bound:
    return Bound(
        "x.papers",
        ENTRY,
        STATED,
        interval,
        stated,
        stated or Said("exact", interval.low),
        "papers",
        BASIS,
    )


def read(bound: Bound, text: str, language: Any) -> Any:
    """A template of one figure, in a city of one facility."""
    titles = dict.fromkeys(("zh", "en"), "")
    given = Definition("t", 2023, titles, titles, {language: text}, {}, {"zh": "e", "en": "e"})
    ref = Ref("r", "x.papers", "x", "Facility", "Papers", "", "", "papers", "declared", "2023")
    return read_template(given, language, CITY_OF_ONE, {"x": bound}, lambda b: "r", lambda r: ref)


def builds(bound: Bound, expression: str, language: Any) -> bool:
    named = ENTRY.name.zh if language == "zh" else ENTRY.name.en
    try:
        read(bound, f"{named}: {{{{ {expression} }}}}.", language)
    except FalseReport as fault:
        return "x.papers" not in str(
            fault
        )  # a fault that is not about the figure would be a fault of the test
    return True


def true_of(qualifier: str, said: int, value: Fraction) -> bool:
    """What the words mean, said again without the program: see docs/decisions/0004."""
    last = 10 ** (len(str(said)) - len(str(said).rstrip("0"))) if said else 1
    return {
        "over": value > said,
        "at_least": value >= said,
        "under": value < said,
        "at_most": value <= said,
        "nearly": said * Fraction(9, 10) <= value < said,
        "about": abs(value - said) <= min(Fraction(last, 2), Fraction(said, 10)),
        "exact": (value * 2 + 1) // 2 == said,
    }[qualifier]


def telling(qualifier: str, said: int, value: int) -> bool:
    """Whether a bound lies no further off than the figure's first digit leaves open: 'over 10' of
    2,500 is true and says nothing.
    """
    step = 10 ** (len(str(value)) - 1)
    if value <= 0 or qualifier not in ("over", "at_least", "under", "at_most"):
        return True
    return (
        said >= (value - 1) // step * step
        if qualifier in ("over", "at_least")
        else said <= (value // step + 1) * step
    )


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(sorted(ZH)),
    st.integers(0, 3000),
    st.integers(1, 3000),
    st.sampled_from(["zh", "en"]),
)
@example("over", 165, 170, "en")
@example("over", 170, 170, "zh")
@example("nearly", 40, 40, "zh")
@example("over", 2500, 10, "en")
@example("at_most", 2500, 3000, "en")
@example("under", 250, 301, "zh")
def test_an_exact_figure_bears_what_is_true_of_it(qualifier, value, said, language):
    words = (ZH if language == "zh" else EN)[qualifier]
    wanted = true_of(qualifier, said, Fraction(value)) and telling(qualifier, said, value)
    assert (
        builds(figure(Interval(Fraction(value), Fraction(value))), f"x | {words}({said})", language)
        == wanted
    )


@given(
    st.sampled_from(sorted(ZH)),
    st.integers(0, 500),
    st.integers(1, 500),
    st.integers(1, 600),
    st.booleans(),
)
def test_an_interval_bears_what_is_true_of_all_its_values(qualifier, low, width, said, open_high):
    high = low + width
    inside = [
        Fraction(low),
        *(Fraction(low) + Fraction(width * i, 97) for i in range(97)),
        Fraction(high) - Fraction(1, 10**7),
    ]
    inside += [] if open_high else [Fraction(high)]
    assert bears(
        Interval(Fraction(low), Fraction(high), open_high), Said(qualifier, Fraction(said))
    ) == all(true_of(qualifier, said, v) for v in inside)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(sorted(ZH)))
def test_a_lower_bound_bears_only_lower_bounds(low, said, qualifier):
    interval = Interval(Fraction(low), None)
    wanted = {"over": low > said, "at_least": low >= said}.get(qualifier, False)
    assert bears(interval, Said(qualifier, Fraction(said))) == wanted


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["over", "at_least", "nearly", "about"]), st.integers(1, 10**9))
def test_a_documents_own_words_are_borne(qualifier, value):
    stated = Said(qualifier, Fraction(value))
    interval = from_statement(qualifier, str(value))
    assert interval is not None
    assert bears(interval, stated, stated)
    for language in ("zh", "en"):
        words = (ZH if language == "zh" else EN)[qualifier]
        assert builds(figure(interval, stated), f"x | {words}", language)


@given(
    st.integers(11, 10**9),
    st.sampled_from(["over", "nearly", "about", "at_least", "under", "at_most"]),
    st.integers(1, 4),
)
def test_a_bound_that_is_derived_is_borne(value, qualifier, digits):
    bound = figure(Interval(Fraction(value), Fraction(value))).put(qualifier, digits=digits)
    assert bound.said is not None
    if qualifier == "nearly" and value * 10 < bound.said.value * 9:
        return  # one digit is too coarse to be near: that build fails, as the words are not true
    if qualifier == "about" and not keeps(bound.said, Fraction(value)):
        return
    assert bears(Interval(Fraction(value), Fraction(value)), bound.said)


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ("x | over(10000)", "超过1万篇", "over 10,000 papers"),
        ("x | at_least(10000)", "1万篇以上", "at least 10,000 papers"),
        ("x | 余(10000)", "1万余篇", "over 10,000 papers"),
        ("x | nearly(13000)", "近1.3万篇", "nearly 13,000 papers"),
        ("x | about(12000)", "约1.2万篇", "about 12,000 papers"),
        ("x | between(12000, 13000)", "1.2–1.3万篇", "12,000–13,000 papers"),
        ("x | over", "超过1.2万篇", "over 12,000 papers"),
    ],
)
def test_words_in_both_languages(expression, zh, en):
    bound = figure(Interval(Fraction(12345), Fraction(12345)))
    for language, words in (("zh", zh), ("en", en)):
        named = ENTRY.name.zh if language == "zh" else ENTRY.name.en
        _, paragraph = read(bound, f"## {named}\n\n{{{{ {expression} }}}}", language).blocks
        assert paragraph.line[0].text == words


def test_no_number_is_nearly_ten_times_itself():
    assert not builds(figure(Interval(Fraction(5), Fraction(5))), "x | nearly(40)", "en")
    assert replace(figure(Interval(Fraction(36), Fraction(36)))).put("nearly", 40).said.value == 40
