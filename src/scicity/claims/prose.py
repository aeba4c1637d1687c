"""A text as the checker reads it: traditional characters simplified, marks of emphasis blank.

Every letter stays where it was.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from .types import Passage

# 12**,898** is one number, and so is `12,898`
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`|(?<![A-Za-z0-9])_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?![A-Za-z0-9])"
)


def folded_passage(p: Passage) -> Passage:
    """The passage with its text and labels as the checker reads them, of the same length."""
    text, labels = plain(p.text), tuple(plain(label) for label in p.labels)
    return p if (text, labels) == (p.text, p.labels) else replace(p, text=text, labels=labels)


def plain(text: str) -> str:
    """Simplified characters, emphasis blanked; as long as the text."""
    text = _EMPHASIS.sub(lambda m: " " * len(m.group()), text)
    if not re.search(r"[\u4e00-\u9fff]", text):
        return text
    return simplified(text)


def simplified(text: str) -> str:
    """Traditional characters simplified by OpenCC, character by character where whole words would
    change the length.
    """
    whole: str = _converter().convert(text)
    if len(whole) == len(text):
        return whole
    made = "".join(c if len(x := _one(c)) != 1 else x for c in text)
    return made


@lru_cache(maxsize=8192)
def _one(character: str) -> str:
    return str(_converter().convert(character))


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # its dictionaries take a while to load

    return OpenCC("t2s")
