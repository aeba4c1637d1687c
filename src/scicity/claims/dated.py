"""Claims that are not numbers: titles of documents, and whether and when a milestone was
reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from scicity.metrics import Statement

from .known import Memory
from .lexicon import terms
from .match import Weights, coverage, relation
from .periods import Stated, stated_periods
from .subjects import Named, Names, normal
from .turns import Turn, asked, turns_in
from .types import Passage, Verdict

_ALIKE = 0.8
_LIKELY, _SURE = 0.7, 0.85  # how much of a title's words, by weight, a sentence has


def _key(title: str) -> str:
    """A title without what printers vary: marks, brackets, kinds of dashes."""
    return re.sub(r"[\W_]+", "", normal(title)).lower()


def title_claims(
    p: Passage, spans: list[tuple[int, int]], memory: Memory, names: Names
) -> list[Verdict]:
    """Titles in 《》 that are a known document's, or almost.

    One that leaves out our place's name may be another place's.
    """
    known = [s for s in memory.statements if s.value_unit == "document"] if spans else []
    out = []
    for a, b in spans:
        title = _key(p.text[a:b])
        near = max(
            known, key=lambda s: SequenceMatcher(None, title, _key(s.value)).ratio(), default=None
        )
        if near is None:
            continue
        same = title == _key(near.value)
        if not same and (
            SequenceMatcher(None, title, _key(near.value)).ratio() < _ALIKE
            or {n.path for n in names.find(near.value)} != {n.path for n in names.find(p.text[a:b])}
        ):
            continue
        why = (
            {"zh": "文件名称一致", "en": "the document's title"}
            if same
            else {"zh": f"文件名称应为《{near.value}》", "en": f"the title is 《{near.value}》"}
        )
        out.append(
            Verdict(
                "true" if same else "false",
                p,
                a,
                b,
                p.text[a:b],
                near.unit,
                near.address,
                {"zh": near.value, "en": near.value_en or near.value},
                why,
                0.9,
            )
        )
    return out


def dated_claims(
    p: Passage,
    named: list[Named],
    month: str,
    headings: tuple[str, ...],
    memory: Memory,
    weights: Weights,
) -> list[Verdict]:
    """Whether and when milestones were reached: by the sentence, or the month that heads its
    list.
    """
    if p.kind == "heading":
        return []
    out: list[Verdict] = []
    for a, b in _sentences(p.text):
        here = [n for n in named if a <= n.start and n.end <= b] or [
            n for n in named if n.end <= a
        ][-1:]
        v = _of_sentence(p, (a, b), here, month, headings, memory, weights)
        # a heading alone, which may be of another column, convicts nobody
        out += [v] if v and (here or v.outcome != "false") else []
    return out


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    a = 0
    for m in re.finditer(r"[。;；!?！？]|\.\s", text):
        yield a, m.end()
        a = m.end()
    if a < len(text):
        yield a, len(text)


def _of_sentence(
    p: Passage,
    span: tuple[int, int],
    named: list[Named],
    month: str,
    headings: tuple[str, ...],
    memory: Memory,
    weights: Weights,
) -> Verdict | None:
    text = p.text[span[0] : span[1]]
    found = _milestones(text, [n.path for n in named] or list(headings), memory, weights)
    if not found or any(n.other for n in named):
        return None
    named_spans = [(n.start, n.end) for n in named] + [
        m.span() for m in re.finditer(r"《[^》]*》", p.text)
    ]
    passed = named_spans + [
        (s.start, s.stop) for s in stated_periods(p.text)
    ]  # in May is not 'may'
    turns = turns_in(p.text, span, passed, ("negation", "plan"))
    if turns_in(p.text, span, passed, ("doubt",)) or asked(p.text, span):
        return None
    periods = [
        s
        for s in stated_periods(p.text)
        if span[0] <= s.start
        and s.stop <= span[1]
        and not any(x <= s.start and s.stop <= y for x, y in named_spans)
    ]
    dated = [s for s in periods if s.months[0] == s.months[1]]
    best = found[0][0]
    about = [s for score, _, s in found if score >= best - 0.05]
    if dated or (month and not periods):
        stated = dated[0] if dated else None
        return _of_month(
            p, stated, f"{stated.months[0] if stated else int(month):02d}", about, turns
        )
    if found[0][1] < _SURE:
        return None
    s = about[0]
    if [t for t in turns if t.kind == "negation"] and not [t for t in turns if t.kind == "plan"]:
        if periods and periods[0].year and periods[0].year < s.as_of[:4]:
            return None  # it was not, by then
        t = turns[0]
        return _verdict(
            p,
            (t.start, t.end),
            False,
            s,
            {"zh": f"账本记其已于{s.as_of}完成", "en": f"the ledger has it reached in {s.as_of}"},
        )
    years = [x for x in periods if x.whole_year and x.edge == "in" and ".." not in x.key]
    if len(years) == 1 and not turns:
        return _verdict(
            p,
            (years[0].start, years[0].stop),
            years[0].year == s.as_of[:4],
            s,
            {"zh": f"账本为{s.as_of}", "en": f"the ledger has {s.as_of}"},
        )
    return None


def _milestones(
    text: str, around: list[str], memory: Memory, weights: Weights
) -> list[tuple[float, float, Statement]]:
    """(score, how much of its title the text has, the statement), best first."""
    words = terms(text)
    found: list[tuple[float, float, Statement]] = []
    for s in memory.statements:
        if (
            len(s.as_of) != 7
            or s.kind not in ("milestone", "policy", "event")
            or s.value_unit not in ("bool", "document")
        ):
            continue
        kin = max((relation(memory.city, a, s.unit) for a in around), default=0.0)
        if s.value_unit == "document":
            covered = 1.0 if _key(s.value) in _key(text) else 0.0
        else:
            covered = (
                max(coverage(weights, t, words, words) for t in s.title.values())
                if kin >= _LIKELY
                else 0.0
            )
        if covered >= (_LIKELY if kin < 1 else 0.6):
            found.append((covered + kin, covered, s))
    return sorted(found, key=lambda x: -x[0])


def _of_month(
    p: Passage, stated: Stated | None, said: str, about: list[Statement], turns: list[Turn]
) -> Verdict | None:
    s = next((x for x in about if x.as_of[5:] == said), about[0])
    span = (stated.start, stated.stop) if stated else (0, 0)
    agrees = s.as_of[5:] == said and (not stated or not stated.year or stated.year == s.as_of[:4])
    why = {"zh": f"账本为{s.as_of}", "en": f"the ledger has {s.as_of}"}
    text = stated.text if stated else f"{int(said)}月"
    if turns:
        if not agrees or any(t.kind == "plan" for t in turns):
            return None  # that it was not reached in another month is so, or not judged
        why = {
            "zh": f"“{turns[0].word}”否定了账本所记：{s.as_of}",
            "en": f"{turns[0].word!r} denies what the ledger has: {s.as_of}",
        }
        agrees = False
    return _verdict(p, span, agrees, s, why, text)


def _verdict(
    p: Passage,
    span: tuple[int, int],
    holds: bool,
    s: Statement,
    why: dict[str, str],
    text: str = "",
) -> Verdict:
    return Verdict(
        "true" if holds else "false",
        p,
        *span,
        text or p.text[span[0] : span[1]],
        s.unit,
        s.address,
        {"zh": s.as_of, "en": s.as_of},
        why,
        0.8,
    )
