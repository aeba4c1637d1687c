"""The first chapter: every published fact is in it, in both languages, and opens its evidence."""

from __future__ import annotations

from fractions import Fraction
from html.parser import HTMLParser

import pytest
from ruamel.yaml import YAML

from scicity.metrics import Unlike, add, catalogue, statements
from scicity.reports import build_chapter, chapter, quantity
from scicity.reports.wording import number
from tests.conftest import ROOT

FACTS = YAML(typ="safe").load((ROOT / "cities/zhangjiang/declarations/chapter-2023.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def page(account, city) -> str:
    return build_chapter(account, city, 2023, FACTS["conflicts"])


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.popovers: set[str] = set()
        self.listed: set[str] = set()
        self.outside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if "popovertarget" in a:
            self.targets.append(a["popovertarget"])
        if "popover" in a:
            self.popovers.add(a["id"])
        if "data-statement" in a:
            self.listed.add(a["data-statement"])
        for name in ("src", "href"):
            if str(a.get(name, "")).startswith(("http", "//")):
                self.outside.append(a[name])


def test_every_fact_is_in_the_ledger_with_its_basis(account, city):
    said = {s.id: s for s in statements(account)}
    paths = {code: e.path for code, e in city.by_code().items()}
    assert len(FACTS["statements"]) == len(said) == 179
    for fact in FACTS["statements"]:
        s = said[fact["id"]]
        value = fact["value"]
        assert s.unit == paths[fact["subject"]]
        assert (s.kind, s.measure, s.value_unit, s.qualifier) == (fact["kind"], fact["measure"], fact["unit"], fact["qualifier"])
        assert (s.period, s.as_of, s.counting) == (str(fact["period"]), fact.get("as_of", ""), fact["counting"])
        assert s.value == ("true" if value is True else value["zh"] if isinstance(value, dict) else str(value))


def test_every_fact_and_all_48_subjects_are_in_the_chapter(page, account, city):
    parsed = Page(page)
    assert parsed.listed == {f["id"] for f in FACTS["statements"]}
    assert all(f"ev-chapter-2023-{f['id']}" in parsed.targets for f in FACTS["statements"])
    shown = {s.entry.code for section in chapter(account, city, 2023).sections for s in section.subjects if s.statements}
    assert shown == {f["subject"] for f in FACTS["statements"]}
    assert len(shown) == 48


def test_every_number_opens_something_and_nothing_is_fetched(page):
    parsed = Page(page)
    assert set(parsed.targets) <= parsed.popovers
    assert len(parsed.targets) > 179
    assert parsed.outside == []


def test_both_languages_are_complete(page):
    assert page.count('<span lang="zh">') == page.count('<span lang="en">')


@pytest.mark.parametrize(("statement", "zh", "en"), [
    ("F089", "19,877.67万核小时", "198.7767 million core-hours"), ("F037", "超过1万篇", "over 10,000 papers"),
    ("F034", "497,373小时", "497,373 h"), ("F093", "近40家单位", "nearly 40 organisations"),
    ("F117", "约490亿元", "about 49 billion CNY"), ("F151", "85%以上", "at least 85%"), ("F152", "3–5家园区", "3–5 parks"),
    ("F082", "7,500–8,000万元", "75–80 million CNY"), ("F006", "已达成", "reached")])
def test_a_statement_is_said_in_both_languages(account, statement, zh, en):
    s = next(s for s in statements(account) if s.id == statement)
    assert (quantity(s, "zh"), quantity(s, "en")) == (zh, en)


def test_scaling_never_loses_a_digit():
    assert number(Fraction(497_373), "zh") == "497,373"
    assert number(Fraction(10_000), "zh") == "1万"
    assert number(Fraction(8774, 100), "en") == "87.74"


def test_unlike_values_refuse_to_be_added_with_the_reason(account):
    said = {s.id: s for s in statements(account)}

    def together(a: str, b: str):
        return add([(said[i].interval, said[i].basis) for i in (a, b)])

    with pytest.raises(Unlike, match="cumulative"):
        together("F034", "F060")
    with pytest.raises(Unlike, match="different levels"):
        together("F054", "F061")
    bound, _ = together("F055", "F062")  # organisations of beamlines and systems overlap
    assert (bound.low, bound.high) == (185, 273)


def test_declared_metrics_are_of_the_catalogue_where_it_has_them(account):
    outside = {s.metric for s in statements(account) if s.metric} - set(catalogue())
    assert outside == {"gross_output_above_scale", "settlement_persons"}
