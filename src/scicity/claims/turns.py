"""Words that turn what a number says (not, rose by, largest, on average), found beside it; what
they do is in `judge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

Kind = str  # negation, doubt, question, reverse, change, comparison, rank, mean, plan, part


@dataclass(frozen=True)
class Turn:
    """A word that turns a number, as written, of what kind it is, and where it stands in the
    text.
    """

    kind: Kind
    word: str
    start: int
    end: int


@lru_cache(maxsize=1)
def turning_words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (resources.files("scicity.claims") / "turns.yaml").read_text("utf-8")
    )
    return loaded


@lru_cache(maxsize=1)
def _patterns() -> dict[Kind, re.Pattern[str]]:
    return {
        kind: pattern_of((*by["zh"], *by["en"]))
        for kind, by in turning_words().items()
        if kind != "stage"
    }


@lru_cache(maxsize=1)
def _harmless() -> dict[Kind, re.Pattern[str]]:
    return {kind: pattern_of(by["but"]) for kind, by in turning_words().items() if by.get("but")}


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words, the longest first; Latin ones whole."""
    parts = []
    for w in sorted(words, key=len, reverse=True):
        latin = w[0].isascii() and w[0].isalpha()
        parts.append(
            (r"(?<![A-Za-z-])" if latin else "")
            + re.escape(w).replace("\\ ", r"\s+")
            + (r"(?![A-Za-z])" if w[-1].isascii() and w[-1].isalpha() else "")
        )
    return re.compile("|".join(parts), re.IGNORECASE)


def turns_in(
    text: str,
    span: tuple[int, int],
    passed: Sequence[tuple[int, int]] = (),
    kinds: Iterable[Kind] = (),
) -> list[Turn]:
    """The turning words between two places of a text.

    `passed` are spans that turn nothing: names, titles, numbers.
    """
    a, b = span
    found: list[Turn] = []
    wanted = set(kinds) or set(_patterns())
    for kind, pattern in _patterns().items():
        if kind not in wanted:
            continue
        closed = (
            [(m.start(), m.end()) for m in _harmless()[kind].finditer(text)]
            if kind in _harmless()
            else []
        )
        for m in pattern.finditer(text, a, b):
            if not any(s < m.end() and m.start() < e for s, e in (*passed, *closed)):
                found.append(Turn(kind, m.group().lower(), m.start(), m.end()))
    return found


def asked(text: str, span: tuple[int, int]) -> list[Turn]:
    """The mark or word that makes a question of a sentence, which states nothing."""
    m = re.search(r"[?？]|吗(?=\W*$)|是否", text[span[0] : span[1] + 1])
    return [Turn("question", m.group(), span[0] + m.start(), span[0] + m.end())] if m else []


@lru_cache(maxsize=4096)
def _in_title(titles: tuple[str, ...]) -> frozenset[tuple[Kind, str]]:
    return frozenset(
        (kind, m.group().lower())
        for t in titles
        for kind, pattern in _patterns().items()
        for m in pattern.finditer(t)
    )


def not_of_title(turns: Sequence[Turn], titles: tuple[str, ...]) -> list[Turn]:
    """Those that do not belong to what is measured: a title with 'mean' or 提升 says such words
    itself.
    """
    own = _in_title(titles)
    kinds = {k for k, _ in own if k in ("mean", "change", "rank")}
    return [
        t
        for t in turns
        if (t.kind, t.word) not in own
        and t.kind not in kinds
        and not any(t.word in title.lower() for title in titles)
    ]
