"""Numbers typed in prose, and words that claim to be first or largest: what a template must not say by hand."""

from __future__ import annotations

import re

_HAN = "二两三四五六七八九十百千"
_COUNTED = "个家项篇人名位座条套台批种类倍成期次座处款份株株路束发所"
TYPED = re.compile(rf"\d[\d,.]*|[{_HAN}]+(?=[{_COUNTED}大])|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|"
                   r"thousands?|millions?|billions?|twice|double[ds]?|triple[ds]?|half)\b", re.IGNORECASE)
SUPERLATIVE = re.compile(
    "最大|最强|最全|最多|最高(?!级)|最快|最早|最先进|首个|首次|首创(?!表述)|首台|第一|唯一|国际领先|世界领先|全球领先|"
    r"\b(?:largest|strongest|biggest|highest|fastest|most advanced|first (?:in|of its kind)|the first|world[- ]leading|unique|"
    r"the only|unprecedented|record-breaking)\b", re.IGNORECASE)


def typed(text: str) -> list[str]:
    """Numbers in a text that no figure stands behind."""
    return [m.group() for m in TYPED.finditer(text)]


def superlatives(text: str) -> list[str]:
    """Claims of rank or novelty in a text."""
    return [m.group() for m in SUPERLATIVE.finditer(text)]
