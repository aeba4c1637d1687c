"""Claims without a number: that one subject has more or less of something than another."""

from __future__ import annotations

import re

from .known import Memory
from .lexicon import terms
from .match import Weights, coverage
from .subjects import Named
from .turns import asked, turns_in
from .types import Known, Passage, Verdict

_ZH = re.compile(r"(?P<more>多于|大于|高于|超过)|(?P<less>少于|小于|低于|不及|不如)")
_EN = re.compile(
    r"\b(?P<more>more|larger|greater|higher|longer)\b[^.;]{0,60}?\bthan\b|\b(?P<less>fewer|less|smaller|lower|shorter)\b[^.;]{0,60}?\bthan\b|\b(?P<more2>exceeds?|exceeded|surpass(?:es|ed)|outnumber(?:s|ed))\b",
    re.IGNORECASE,
)


def compared_claims(
    p: Passage, named: list[Named], numbers: list[tuple[int, int]], memory: Memory, weights: Weights
) -> list[Verdict]:
    """'A had more visits than B': against the values of one measure and period of both."""
    out = []
    for m in [*_ZH.finditer(p.text), *_EN.finditer(p.text)]:
        if any(a <= m.start() < b or m.end() <= a <= m.end() + 3 for a, b in numbers):
            continue  # 'more than 30' is a qualifier
        sides = _sides(p, m, named)
        if (
            sides is None
            or turns_in(
                p.text,
                (sides[0].start, sides[1].end),
                [m.span()],
                ("negation", "doubt", "plan", "mean"),
            )
            or asked(p.text, m.span())
        ):
            continue
        first, second = sides
        if first.other or second.other or first.path == second.path:
            continue
        a, b = _values(p.text, first, second, memory, weights)
        if a is None or b is None:
            continue
        more = bool(m.groupdict().get("more") or m.groupdict().get("more2"))
        holds = (a if more else b).interval.at_least((b if more else a).interval)
        if holds == "undecidable":
            # what the printed digits leave open is not far: one is clearly below the other's bound
            # where both are bounds
            x, y = (a, b) if more else (b, a)
            holds = (
                "no"
                if x.stated.value * 5 < y.stated.value * 4 and y.interval.low > x.stated.value
                else "yes"
                if y.stated.value * 5 < x.stated.value * 4
                else "undecidable"
            )
        if holds == "undecidable":
            continue
        why = {
            "zh": f"账本为{a.shown['zh']}与{b.shown['zh']}",
            "en": f"the ledger has {a.shown['en']} and {b.shown['en']}",
        }
        out.append(
            Verdict(
                "true" if holds == "yes" else "false",
                p,
                m.start(),
                m.end(),
                m.group(),
                a.subject,
                f"{a.address} {b.address}",
                {"zh": a.shown["zh"], "en": a.shown["en"]},
                why,
                0.7,
            )
        )
    return out


def _sides(p: Passage, m: re.Match[str], named: list[Named]) -> tuple[Named, Named] | None:
    start = max(
        (x.end() for x in re.finditer(r"[。;；!?！？]|\.\s", p.text[: m.start()])), default=0
    )
    stop = re.search(r"[。;；!?！？]|\.\s|\.$", p.text[m.end() :])
    end = m.end() + stop.start() if stop else len(p.text)
    before = [n for n in named if start <= n.start and n.end <= m.start()]
    after = [n for n in named if n.start >= m.end() and n.end <= end]
    return (before[-1], after[0]) if before and len({n.path for n in after}) == 1 else None


def _values(
    text: str, a: Named, b: Named, memory: Memory, weights: Weights
) -> tuple[Known | None, Known | None]:
    """The values of both of the one measure that the words mean, where that is plain."""
    words = terms(text)
    found: list[tuple[float, Known, Known]] = []
    for k in memory.numbers:
        if k.subject == a.path:
            for o in memory.numbers:
                if o.subject == b.path and (o.measure, o.unit, o.period) == (
                    k.measure,
                    k.unit,
                    k.period,
                ):
                    found.append((max(coverage(weights, t, words, words) for t in k.titles), k, o))
    found.sort(key=lambda x: -x[0])
    if (
        not found
        or found[0][0] < 0.6
        or (
            len(found) > 1
            and found[1][0] > found[0][0] - 0.15
            and found[1][1].unit == found[0][1].unit
        )
    ):
        return None, None
    return found[0][1], found[0][2]
