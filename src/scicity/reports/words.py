"""The words by which a sentence around a figure is read: lists of `prose.yaml`, and the words of
figures and names themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from scicity.measures import measure, unit_of, units
from scicity.metrics import Evidence, Statement
from scicity.registry import City, Entry

from .bound import Bound
from .tree import Language


@lru_cache(maxsize=1)
def prose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (resources.files("scicity.reports") / "prose.yaml").read_text("utf-8")
    )
    return loaded


def listed(group: str, *keys: str, language: Language) -> list[str]:
    node: Any = prose()[group]
    for key in keys:
        node = node[key]
    return [str(x) for x in node[language]]


@lru_cache(maxsize=64)
def pattern(group: str, *keys: str) -> re.Pattern[str]:
    """Any of a list's words in either language; English ones as whole words."""
    english = "|".join(sorted(listed(group, *keys, language="en"), key=len, reverse=True))
    chinese = "|".join(sorted(listed(group, *keys, language="zh"), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{english})(?![A-Za-z])|{chinese}", re.IGNORECASE)


@lru_cache(maxsize=1)
def never() -> dict[str, re.Pattern[str]]:
    """By unit, the words for what it does not count: people are not visits."""
    return {unit: pattern("never", unit) for unit in prose()["never"]}


@dataclass(frozen=True)
class Named:
    """A name of the registry in a text, typed or bound: where it stands and whose it is."""

    start: int
    end: int
    path: str
    typed: bool = True


class Finder:
    """Finds names and aliases of the registry's entries in prose, longer ones first."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.paths: dict[str, str] = {}
        for e in city.entries.values():
            for name in (
                e.name.zh,
                e.name.en,
                *e.aliases,
                *([e.code.upper()] if len(e.code) > 2 else []),
            ):
                for form in _forms(name):
                    self.paths.setdefault(form, e.path)
        forms = sorted(self.paths, key=len, reverse=True)
        self.pattern = (
            re.compile("|".join(_bounded(f) for f in forms), re.IGNORECASE)
            if forms
            else re.compile("(?!)")
        )

    def find(self, text: str) -> list[Named]:
        out = []
        for m in self.pattern.finditer(text):
            path = self.paths.get(_key(m.group()), "")
            if path and not (
                self.city.entries[path].code.lower() == m.group().lower()
                and not m.group().isupper()
            ):
                out.append(Named(m.start(), m.end(), path))
        return out


def _key(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower()


def _forms(name: str) -> list[str]:
    short = re.sub(r"[(（][^)）]*[)）]", "", name)
    inside = re.findall(r"[(（]([A-Z][A-Za-z-]{2,})[)）]", name)
    return [f for f in dict.fromkeys(_key(x) for x in (name, short, *inside)) if len(f) >= 2]


def _bounded(form: str) -> str:
    body = r"\s+".join(re.escape(w) for w in form.split(" "))
    before = r"(?<![A-Za-z0-9])" if form[0].isascii() else ""
    return before + body + (r"(?![A-Za-z0-9])" if form[-1].isascii() else "")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """An English word without its ending, so that 'executed' is 'executes'."""
    w = re.sub(r"[’']s?$", "", word.lower())
    for end in ("ations", "ation", "ings", "ing", "ed", "es", "s", "e"):
        if w.endswith(end) and len(w) - len(end) >= 3:
            return w[: -len(end)]
    return w


def tokens(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+(?:[’'][A-Za-z]+)?", text)


@dataclass(frozen=True)
class Own:
    """The words that a figure brings: of its title, its unit, its subject, what is done with it.

    Texts are Chinese, stems English.
    """

    stems: frozenset[str]
    texts: tuple[str, ...]

    def __or__(self, other: Own) -> Own:
        return Own(self.stems | other.stems, (*self.texts, *other.texts))


def own(values: Iterable[Bound]) -> Own:
    """The words of figures; a comparison has those of both that it was computed from."""
    out = Own(frozenset(), ())
    for v in values:
        if isinstance(v.of, tuple):
            stems = frozenset(
                stem(w)
                for w in (
                    "times",
                    "up",
                    "down",
                    "unchanged",
                    "compared",
                    "than",
                    "on",
                    "change",
                    "ratio",
                    "before",
                )
            )
            out |= own(v.of) | Own(
                stems, ("增长", "下降", "持平", "倍", "同比", "比", "较", "是", "相比", "上年")
            )
            continue
        texts: list[str] = []
        if isinstance(v.of, Statement):
            texts += [v.of.counted.replace("_", " "), v.of.counting]
        elif isinstance(v.of, Evidence):
            texts += [v.of.figure.metric.unit["zh"], v.of.figure.metric.unit["en"]]
        unit = unit_of(v.unit)
        if unit is not None:
            texts += [*unit.title.values(), *unit.words]
        out |= _of_texts(texts) | said_of(v) | of_entry(v.entry)
    return out


def said_of(v: Bound) -> Own:
    """The words that say what a figure is of, and what is done with what it counts: without its
    unit and its subject.
    """
    if isinstance(v.of, Statement):
        texts, ids = (
            [v.of.title["zh"], v.of.title["en"], v.of.measure.replace("_", " ")],
            (v.of.metric, v.of.measure),
        )
    elif isinstance(v.of, Evidence):
        m = v.of.figure.metric
        texts, ids = [m.title["zh"], m.title["en"], m.id.replace("_", " ")], (m.id, "")
    else:
        return Own(frozenset(), ())
    for known in (measure(i) for i in ids if i):
        if known is not None:
            texts += [
                *known.title.values(),
                *(w for words in known.synonyms.values() for w in words),
            ]
    unit = unit_of(v.unit)
    verbs = prose()["verbs"].get("money" if unit.money else unit.id, {}) if unit is not None else {}
    return _of_texts([*texts, *verbs.get("zh", []), " ".join(verbs.get("en", []))])


def _of_texts(texts: Iterable[str]) -> Own:
    kept = list(texts)
    return Own(
        frozenset(stem(w) for t in kept for w in tokens(t)),
        tuple(t for t in kept if re.search("[\u4e00-\u9fff]", t)),
    )


def of_entry(e: Entry) -> Own:
    return _of_texts([e.name.zh, e.name.en, *e.aliases, e.kind])


@lru_cache(maxsize=1)
def _neutral() -> tuple[frozenset[str], tuple[str, ...]]:
    return (
        frozenset(stem(w) for w in listed("neutral", language="en")),
        tuple(sorted(listed("neutral", language="zh"), key=len, reverse=True)),
    )


def beyond(text: str, known: Own, *, also: tuple[str, ...] = ()) -> list[str]:
    """The words of a text that are neither neutral nor of its figures."""
    stems, short = _neutral()
    extra = frozenset(stem(w) for t in also for w in tokens(t))
    out = [w for w in tokens(text) if len(w) > 1 and stem(w) not in stems | known.stems | extra]
    plain, at, run = text, 0, ""
    listed_zh = sorted(
        (*short, *(a for a in also if re.search("[\u4e00-\u9fff]", a))), key=len, reverse=True
    )
    while at < len(plain):
        step = 0
        if "\u4e00" <= plain[at] <= "\u9fff":
            step = max(
                (
                    n
                    for n in range(2, min(24, len(plain) - at) + 1)
                    if any(plain[at : at + n] in t for t in known.texts)
                ),
                default=0,
            )
            step = max(step, max((len(w) for w in listed_zh if plain.startswith(w, at)), default=0))
            step = step or int(plain[at] in known.texts)
            if not step:
                run += plain[at]
        if (step or not "\u4e00" <= plain[at] <= "\u9fff") and run:
            out.append(run)
            run = ""
        at += step or 1
    return out + ([run] if run else [])


@lru_cache(maxsize=1)
def unit_words() -> frozenset[str]:
    """Every English spelling of a unit, and the words of scale: what must not follow a figure,
    which prints its own.
    """
    found = {
        w.lower()
        for u in units().values()
        for w in (*u.words, *u.symbols)
        if w.isascii() and len(w) > 1
    }
    return frozenset(
        found
        | {
            "k",
            "m",
            "bn",
            "mn",
            "million",
            "millions",
            "billion",
            "trillion",
            "thousand",
            "thousands",
            "hundred",
            "hundreds",
            "dozen",
            "percent",
            "per",
            "times",
            "fold",
            "pct",
        }
        - {"in", "at", "as", "or", "no", "to", "by", "he", "is", "min", "units", "are"}
    )


def foreign_verbs(known: Own) -> frozenset[str]:
    """What is done with what other units count: stems in English, words in Chinese, without those
    of a figure's own words.
    """
    found = (
        {stem(w) for verbs in prose()["verbs"].values() for w in verbs.get("en", [])}
        - known.stems
        - _neutral()[0]
    )
    return frozenset(
        found
        | {
            w
            for verbs in prose()["verbs"].values()
            for w in verbs.get("zh", [])
            if w not in _neutral()[1] and not any(w in t for t in known.texts)
        }
    )


def told(word: str, known: Own) -> bool:
    """Whether a word is of a figure's own title: its monthly mean, its downtime."""
    english = [
        w
        for w in re.findall(r"[A-Za-z]+", word)
        if w.lower() not in ("per", "a", "each", "the", "in", "of")
    ]
    return (
        all(stem(w) in known.stems for w in english)
        if english
        else any(word in t for t in known.texts)
    )
