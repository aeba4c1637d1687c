"""No file of the program names a place, a zone, money, a holiday calendar or an indicator of one
city: the city's files do.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from scicity.registry import load_city
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "scicity"
CITIES = [p.parent for p in sorted((ROOT / "cities").glob("*/city.yaml"))]
SUFFIXES = (".py", ".yaml", ".html", ".j2", ".js", ".css", ".typ", ".svg")
# names in a city's files that are common speech, or words of the program, too
COMMON = frozenset(
    {
        "科学城",
        "仪器平台",
        "光源",
        "样本库",
        "高质量孵化器",
        "the science city",
        "national S&T infrastructure",
        "SLS",
    }
)
# fields that stay as they are recorded, and the name of a coding of characters
KEPT = re.compile(r"\b(?:budget_|amount_)?fen(?:_an_hour)?\b|GB ?18030|gb18030")
TEXTS = {
    p.relative_to(ROOT): KEPT.sub("", p.read_text("utf-8"))
    for p in sorted(SOURCE.rglob("*"))
    if p.suffix in SUFFIXES and "__pycache__" not in p.parts
}


def found(words: Iterable[str], texts: dict[Path, str] = TEXTS) -> list[str]:
    """Where any of the words stands: whole words in Latin letters, anywhere in Chinese."""
    out = []
    for word in {w for w in words if w}:
        whole = (
            re.compile(rf"(?<![\w/-]){re.escape(word)}(?![\w-])")
            if word.isascii()
            else re.compile(re.escape(word))
        )
        out += [
            f"{path}:{text.count(chr(10), 0, m.start()) + 1}: {word}"
            for path, text in texts.items()
            if word in text and (m := whole.search(text))
        ]
    return sorted(out)


def test_no_zone_is_named():
    assert (
        found(z for z in zoneinfo.available_timezones() if "/" in z and not z.startswith("Etc/"))
        == []
    )


@pytest.mark.parametrize("folder", CITIES, ids=lambda p: p.name)
def test_no_place_of_a_city_is_named(folder):
    city = load_city(folder)
    named = [
        city.name.zh,
        city.name.en,
        *(n for e in city.entries.values() for n in (e.name.zh, e.name.en, *e.aliases, e.district)),
        *(n for o in city.organisations.values() for n in (o.name.zh, o.name.en)),
    ]
    telling = {
        n for n in named if len(n) > 2 and n not in COMMON and not re.fullmatch(r"[a-z ]+", n)
    }
    assert found(telling | {folder.name, folder.name.title(), city.name.en.split()[0]}) == []
    # a path or a code of a facility, where the program would ask for it: in quotation marks, or
    # before a measure in an expression
    paths = {
        p
        for e in city.entries.values()
        if e.kind in ("facility", "city", "park", "site")
        for p in (*e.path.split("/"), e.code)
        if len(p) > 3
    }
    common = {
        "batch",
        "biobank",
        "gate",
        "imaging",
        "laser",
        "tower",
        "campus",
        "land",
        "lantern",
        "systems",
    }
    assert found(f'"{p}"' for p in paths - common) == []


def test_no_country_or_town_of_a_city_is_named():
    assert (
        found(
            [
                "Shanghai",
                "Pudong",
                "China",
                "Adelaide",
                "Australia",
                "上海",
                "浦东",
                "张江",
                "中国",
                "澳大利亚",
                "State Council",
                "国务院",
            ]
        )
        == []
    )


def test_no_money_of_a_city_is_named():
    for folder in CITIES:
        currencies = load_city(folder).locale.currencies
        assert (
            found(
                w
                for c in currencies
                for w in (c.code, c.name.zh, c.name.en, *c.words)
                if w not in ("元", "pounds", "dollars")
            )
            == []
        )
        assert [
            str(p)
            for p, text in TEXTS.items()
            for c in currencies
            if not c.symbol.isascii() and c.symbol in text
        ] == []
    yuan = re.compile(r"(?<![单多二状公])元(?![数素])")  # the sign of money, not of a unit
    assert [
        f"{p}: {text[m.start() - 20 : m.end() + 20]}"
        for p, text in TEXTS.items()
        if (m := yuan.search(text))
    ] == []


def test_no_holiday_calendar_is_named():
    named = re.compile(
        r"(?:Workdays|country_holidays)\(\s*(?:country\s*=\s*)?[\"']\w|country\b[^\n]{0,12}=\s*[\"'][A-Z]{2}[\"']|\{\s*[\"'][A-Z]{2}[\"']\s*:\s*20\d\d"
    )
    assert [f"{p}: {m.group()}" for p, text in TEXTS.items() if (m := named.search(text))] == []


def test_no_indicator_of_a_city_is_named():
    ids = [
        i["measure"]
        for folder in CITIES
        for i in yaml.safe_load((folder / "indicators.yaml").read_text("utf-8"))
    ]
    assert len(ids) > 20
    assert found(i for i in ids if "_" in i) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [('ZONE = "Asia/Shanghai"', "Asia/Shanghai"), ("f'{n} CNY'", "CNY"), ("上海各区", "上海")],
)
def test_the_scan_finds_what_it_looks_for(line, word):
    assert found([word], {Path("x.py"): line}) == [f"x.py:1: {word}"]
    assert len(CITIES) >= 2
    assert len(TEXTS) > 300
