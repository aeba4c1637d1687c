"""The lexicon read once: qualifiers, synonyms; and the units of the vocabulary by the words of
documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from scicity.measures import convert, convertible, units
from scicity.registry import Currency, here


@dataclass(frozen=True)
class UnitWord:
    """What a word may mean as a unit: unit keys, those it is only loosely said of, and how it
    converts.
    """

    units: tuple[str, ...]
    loose: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (resources.files("scicity.claims") / "lexicon.yaml").read_text("utf-8")
    )
    return loaded


def unit_words() -> dict[str, UnitWord]:
    """Every unit word, in lower case where it is Latin, with what it may mean; words of money are
    the city's.
    """
    return _unit_words(here().currencies)


@lru_cache(maxsize=8)
def _unit_words(_currencies: tuple[Currency, ...]) -> dict[str, UnitWord]:
    firm: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    for unit in units().values():
        for w in unit.words:
            firm.setdefault(w if w.isupper() else w.lower(), []).append(unit.id)
        for w in unit.loose:
            loose.setdefault(w, []).append(unit.id)
    return {
        w: UnitWord(tuple(dict.fromkeys(firm.get(w, ()))), tuple(loose.get(w, ())))
        for w in {*firm, *loose}
    }


@lru_cache(maxsize=1024)
def factor(source: str, target: str) -> Fraction | None:
    """How many of another unit one is, where they are two and of one dimension."""
    return convert(1, source, target) if source != target and convertible(source, target) else None


def unit_pattern() -> re.Pattern[str]:
    return _unit_pattern(here().currencies)


@lru_cache(maxsize=8)
def _unit_pattern(currencies: tuple[Currency, ...]) -> re.Pattern[str]:
    """A unit right after a number, the longest first; Latin words end at a word's end."""
    parts = []
    for w in sorted(_unit_words(currencies), key=len, reverse=True):
        parts.append(
            re.escape(w) + (r"(?![A-Za-z])" if w[-1].isascii() and w[-1].isalpha() else "")
        )
    return re.compile("|".join(parts), re.IGNORECASE)


@lru_cache(maxsize=1)
def _replacements() -> tuple[tuple[re.Pattern[str], str], ...]:
    out = []
    for to, words in lexicon()["same"]["zh"].items():
        listed = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
        # a word that is part of its own replacement stays as it is
        before = re.escape(to[: to.find(words[-1])]) if words[-1] in to else ""
        out.append((re.compile((f"(?<!{before})" if before else "") + f"(?:{listed})"), to))
    for to, words in lexicon()["same"]["en"].items():
        out.append(
            (
                re.compile(
                    r"\b(?:"
                    + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
                    + r")\b"
                ),
                to,
            )
        )
    return tuple(out)


def terms(text: str) -> frozenset[str]:
    """What a text speaks of: pairs of Chinese characters, and stems of English words, synonyms made
    one.
    """
    text = text.lower()
    for pattern, to in _replacements():
        text = pattern.sub(to, text)
    found: set[str] = set()
    for run in re.findall(r"[\u4e00-\u9fff]+", text):
        found |= {run[i : i + 2] for i in range(len(run) - 1)} if len(run) > 1 else {run}
    stop = lexicon()["same"]["stop"]
    found |= {_stem(w) for w in re.findall(r"[a-z][a-z&-]+", text) if w not in stop}
    return frozenset(found)


def _stem(word: str) -> str:
    for ending in ("isations", "izations", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
