"""Numbers of a list that stand at each other's things: '180 listed companies and 40 centres', where
there are 40 and 180.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from .context import clause_of
from .known import Memory
from .lexicon import terms
from .match import Weights, coverage
from .types import Known, Mention, Passage, Verdict

_LIST, _OF = re.compile(r"[、,，]|\band\b|[和与及]"), re.compile(r"\bof\b|其中|[.;。；]\s")
_CLEAR = 0.3  # by how much the words of each must name the other's measure better than its own


def unswapped(
    p: Passage,
    found: Sequence[Mention],
    verdicts: Sequence[Verdict | None],
    memory: Memory,
    weights: Weights,
) -> list[Verdict | None]:
    """The verdicts, with two numbers false that are true only of each other's measure, of one
    subject.
    """
    out = list(verdicts)
    known = {k.address: k for k in memory.numbers}
    told = [
        (i, known[v.address])
        for i, v in enumerate(verdicts)
        if v and v.outcome == "true" and v.address in known
    ]
    for (i, a), (j, b) in combinations(told, 2):
        between = p.text[found[i].end : found[j].start]
        if (
            a.address == b.address
            or a.subject != b.subject
            or not _LIST.search(between)
            or _OF.search(between)
        ):
            continue
        if _better(p, found, i, b, a, weights) and _better(p, found, j, a, b, weights):
            for n, k in ((i, b), (j, a)):
                why = {
                    "zh": f"与另一数互换：账本为{k.shown['zh']}",
                    "en": f"exchanged with another number: the ledger has {k.shown['en']}",
                }
                out[n] = replace(
                    verdicts[n], outcome="false", address=k.address, ledger=k.shown, why=why
                )  # type: ignore[type-var]
    return out


def _better(
    p: Passage, found: Sequence[Mention], i: int, other: Known, own: Known, weights: Weights
) -> bool:
    """Whether the words right around a number name another measure, and clearly better than the one
    whose value it has.
    """
    a, b = clause_of(p.text, found[i], found)
    mark = max((m.end() + a for m in _LIST.finditer(p.text[a : found[i].start])), default=a)
    near = terms(p.text[mark:b])
    said = max(coverage(weights, t, near, near) for t in other.titles)
    return (
        said >= 0.6 and said - max(coverage(weights, t, near, near) for t in own.titles) >= _CLEAR
    )
