"""Claims that are not numbers: titles of documents, and the month in which a milestone was reached."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from scicity.metrics import Statement

from .known import Memory
from .lexicon import terms
from .match import Weights, coverage, relation
from .subjects import Named, normal
from .types import Passage, Verdict

_ALIKE = 0.8


def _key(title: str) -> str:
    """A title without what printers vary: marks, brackets, kinds of dashes."""
    return re.sub(r"[\W_]+", "", normal(title)).lower()


def title_claims(p: Passage, spans: list[tuple[int, int]], memory: Memory) -> list[Verdict]:
    """Titles in 《》 that are a known document's, or almost."""
    known = [s for s in memory.statements if s.value_unit == "document"]
    out = []
    for a, b in spans:
        title = _key(p.text[a:b])
        near = max(known, key=lambda s: SequenceMatcher(None, title, _key(s.value)).ratio(), default=None)
        if near is None:
            continue
        same = title == _key(near.value)
        if not same and SequenceMatcher(None, title, _key(near.value)).ratio() < _ALIKE:
            continue
        why = {"zh": "文件名称一致", "en": "the document's title"} if same else {"zh": f"文件名称应为《{near.value}》", "en": f"the title is 《{near.value}》"}
        out.append(Verdict("true" if same else "false", p, a, b, p.text[a:b], near.unit, near.address, {"zh": near.value, "en": near.value_en or near.value}, why, 0.9))
    return out


def dated_claims(p: Passage, named: list[Named], month: str, headings: tuple[str, ...], memory: Memory, weights: Weights) -> list[Verdict]:
    """Months of milestones: in the sentence, or in the heading of its list."""
    if p.kind == "heading":
        return []
    stated = re.search(r"(?<!\d)(?:((?:19|20)\d{2})[年-])?(\d{1,2})(?:月(?!份?\d)|(?<=-\d\d)(?![\d-]))", p.text)
    said = f"{int(stated.group(2)):02d}" if stated else f"{int(month):02d}" if month else ""
    if not said:
        return []
    text = terms(p.text)
    found: list[tuple[float, Statement]] = []
    for s in memory.statements:
        if len(s.as_of) != 7 or s.kind not in ("milestone", "policy", "event") or s.value_unit not in ("bool", "document", "month"):
            continue
        around = [n.path for n in named] or list(headings)
        kin = max((relation(memory.city, a, s.unit) for a in around), default=0.0)
        if s.value_unit == "document":
            covered = 1.0 if _key(s.value) in _key(p.text) else 0.0
        elif s.value_unit == "month":
            continue
        else:
            covered = max(coverage(weights, t, text, text) for t in s.title.values())
            if kin < 0.7:
                covered = 0.0
        if covered >= 0.7:
            found.append((covered + kin, s))
    if not found:
        return []
    best = max(score for score, _ in found)
    about = [s for score, s in found if score >= best - 0.05]
    s = next((x for x in about if x.as_of[5:] == said), about[0])
    a, b = stated.span() if stated else (0, 0)
    agrees = s.as_of[5:] == said and (not stated or not stated.group(1) or stated.group(1) == s.as_of[:4])
    why = {"zh": f"账本为{s.as_of}", "en": f"the ledger has {s.as_of}"}
    return [Verdict("true" if agrees else "false", p, a, b, stated.group() if stated else f"{int(said)}月", s.unit, s.address,
                    {"zh": s.as_of, "en": s.as_of}, why, 0.8)]
