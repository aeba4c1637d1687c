"""Check a document against the ledger: every number gets a verdict, and so do titles of documents,
dated milestones and stages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import override

from scicity.ledger import Ledger
from scicity.registry import City, at

from .choose import verdict_on
from .compared import compared_claims
from .context import Place, context_of, month_of, titles_of, turns_of
from .dated import dated_claims, title_claims
from .errors import UnreadableDocument
from .headed import under_its_heading
from .known import Memory
from .lexicon import unit_words
from .listed import listed_claims
from .match import Weights
from .numbers import mentions
from .numerals import SCALES
from .periods import stated_periods
from .prose import folded_passage
from .reading import read_document
from .stages import stage_claims
from .subjects import Named, Names
from .swapped import unswapped
from .tables import arranged
from .types import Mention, Passage, Verdict


def check_document(
    path: Path, ledger: Ledger, city: City, as_of: int | None = None, about: str = ""
) -> list[Verdict]:
    """The verdicts on a document, in its order. `about`: the subject of the city that it speaks of
    throughout, by path, code or name. Raises UnreadableDocument.
    """
    with at(city.locale):
        return check_passages(read_document(path), Memory(ledger, city, as_of), about)


def check_passages(passages: list[Passage], memory: Memory, about: str = "") -> list[Verdict]:
    """The verdicts on passages that were read already."""
    with at(memory.city.locale):  # words of money are the city's, and its folder is not sought
        return _of_passages(passages, memory, about)


def _of_passages(passages: list[Passage], memory: Memory, about: str) -> list[Verdict]:
    names, weights = memory.names, Weights(memory)
    subject = subject_of(about, memory.city, names) if about else ""
    place = Place(about=(subject,) if subject else ())
    originals = {p.index: p for p in passages}
    read = arranged([folded_passage(p) for p in passages], names)
    known = bool(subject) or any(
        not n.common for p in read for text in (p.text, *p.labels) for n in names.find(text)
    )
    out: list[Verdict] = []
    section: list[Verdict] = []
    told: list[tuple[int, str]] = []
    for p in read:
        # 'the biobank' is the city's where the document names the city's own somewhere; else it is
        # anybody's
        named = names.find(p.text) if known else []
        if p.kind == "heading":
            out += under_its_heading(section, told, place.subjects[0], memory.city)
            section, told = [], []
        else:
            told += [(p.index, n.path) for n in _own(named, p, place, memory.city)]
        section += sorted(
            _of_passage(p, named, names, place, memory, weights, known), key=lambda v: v.start
        )
    out += under_its_heading(section, told, place.subjects[0], memory.city)
    return [
        replace(
            v,
            passage=originals[v.passage.index],
            claim=originals[v.passage.index].text[v.start : v.end] or v.claim,
        )
        for v in out
    ]


def subject_of(about: str, city: City, names: Names) -> str:
    """The path of the entry that a path, code or name stands for.

    Raises UnreadableDocument if there is none.
    """
    if about in city.entries:
        return about
    if about in city.by_code():
        return city.by_code()[about].path
    found = [n for n in names.find(about) if n.end - n.start >= len(about.strip()) - 1]
    if not found:
        raise UnreadableDocument(
            f"{about!r} is no subject of this city. `scicity registry list` shows them."
        )
    return found[0].path


def _of_passage(
    p: Passage,
    named: list[Named],
    names: Names,
    place: Place,
    memory: Memory,
    weights: Weights,
    known: bool,
) -> list[Verdict]:
    if p.kind == "heading":
        place.month = month_of(p.text) or ("" if p.level <= 2 or named else place.month)
        place.title = p.text
        if p.level or named:
            titles = titles_of(p.text)
            periods = tuple(
                s
                for s in stated_periods(p.text)
                if s.year and not any(a <= s.start and s.stop <= b for a, b in titles)
            )
            place.enter(p.level or 3, tuple(n.path for n in named), periods)
    named = _own(named, p, place, memory.city)
    titles = titles_of(p.text)
    found = [_labelled(p, m) for m in mentions(p.text, titles)]
    rule = place.rule = memory.finding(p.text, place.rule)
    if rule:
        verdicts: Sequence[Verdict | None] = [_found(p, m, rule) for m in found]
    else:
        verdicts = _verdicts(p, found, named, names if known else None, place, memory, weights)
    out = [v for v in verdicts if v is not None]
    if any(v.outcome == "unknown" for v in out) and (noted := memory.noted(p.text)):
        out = [_as_noted(v, noted) if v.outcome == "unknown" else v for v in out]
    if known:
        out += listed_claims(p, named, place.title, memory, weights)
        out += title_claims(p, titles, memory, names)
        out += dated_claims(p, named, place.month, sum(place.subjects, ()), memory, weights)
        out += stage_claims(p, named, memory)
        out += compared_claims(p, named, [(m.start, m.end) for m in found], memory, weights)
    return out


def _own(named: list[Named], p: Passage, place: Place, city: City) -> list[Named]:
    """Names without those of parts that any facility has ('beamlines') where the heading is another
    facility's.
    """
    above = [city.entries[s] for s in place.subjects[0]]
    if p.kind == "heading" or not any(e.kind == "facility" for e in above):
        return named
    here = {e.facility for e in above} | {
        city.entries[n.path].facility for n in named if "/" not in n.path
    }
    return [
        n
        for n in named
        if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", p.text[n.start : n.end])
        or city.entries[n.path].kind != "unit"
        or city.entries[n.path].facility in here
    ]


def _labelled(p: Passage, m: Mention) -> Mention:
    """A number in a cell takes the unit of its row's or column's heading, if it has none of its
    own.
    """
    if p.kind != "cell" or m.units:
        return m
    for label in reversed(p.labels):
        inside = re.search(r"[(（]([^)）]+)[)）]\s*$", label)
        word = (inside.group(1) if inside else label).strip()
        word = word if word in unit_words() else word.lower()
        scale = next(
            (
                x
                for x in sorted(SCALES, key=len, reverse=True)
                if word.startswith(x) and word[len(x) :].strip() in unit_words()
            ),
            "",
        )
        word = word[len(scale) :].strip()
        if word in unit_words():
            units, times = unit_words()[word].units, SCALES.get(scale, 1)
            said = replace(
                m.said,
                value=m.said.value * times,
                high=None if m.said.high is None else m.said.high * times,
                decimals=max(0, m.said.decimals - len(str(times)) + 1),
            )
            return replace(m, units=units, unit=units[0] if units else "", counter=word, said=said)
    return m


def _found(p: Passage, m: Mention, rule: str) -> Verdict:
    """A number in the words of an audit's finding, which the audit has just found again."""
    return Verdict(
        "true",
        p,
        m.start,
        m.end,
        m.text,
        "",
        f"audit:{rule}",
        {},
        {"zh": "与审计所见一致", "en": "as the audit finds it"},
        1.0,
    )


def _as_noted(v: Verdict, address: str) -> Verdict:
    """A number in the words of a statement's own note, as our reports print it beside the
    figure.
    """
    return replace(
        v,
        outcome="true",
        address=address,
        why={"zh": "与账本中该项的附注一致", "en": "as the statement's own note has it"},
        confidence=0.9,
    )


def _verdicts(
    p: Passage,
    found: list[Mention],
    named: list[Named],
    names: Names | None,
    place: Place,
    memory: Memory,
    weights: Weights,
) -> list[Verdict | None]:
    """One verdict a number.

    A value that one number of the passage states truly is not sought behind another.
    """
    finder = names or _NOBODY
    contexts = [
        replace(context_of(p, m, found, named, finder, place), of_city=names is not None)
        for m in found
    ]
    turns = [turns_of(p, m, found, named) for m in found]

    def verdict(i: int, told: frozenset[str]) -> Verdict | None:
        return verdict_on(p, found[i], contexts[i], turns[i], memory, weights, told)

    first = [verdict(i, frozenset()) for i in range(len(found))]
    best: dict[str, Verdict] = {}
    for v in first:
        if (
            v
            and v.outcome == "true"
            and (v.address not in best or v.confidence > best[v.address].confidence)
        ):
            best[v.address] = v
    for i, v in enumerate(
        first
    ):  # of two numbers that were taken for one value, the lesser is looked at again without it
        if v and v.outcome == "true" and v.address and best[v.address] is not v:
            again = verdict(i, frozenset([v.address]))
            first[i] = again if again and again.outcome == "false" else v
    told = frozenset(
        v.address for v in first if v and v.outcome in ("true", "imprecise") and v.address
    )
    out: list[Verdict | None] = []
    for i, seen in enumerate(first):
        m = found[i]
        look = told and (
            seen is None
            or seen.outcome == "unknown"
            or (seen.outcome == "false" and seen.address in told)
        )
        v = verdict(i, told) if look else seen
        if look and seen and seen.outcome == "unknown" and v and v.outcome == "unknown":
            v = seen
        # a number inside a name is part of the name, unless it says what the ledger has
        inside = any(n.start <= m.core[0] and m.core[1] <= n.end for n in named)
        out.append(None if inside and (v is None or v.outcome != "true") else v)
    _beyond(p, found, out)
    return unswapped(p, found, out, memory, weights)


_OF = re.compile(r"(?:^|[.;,]\s*)of (?:the|its|these|those|all) $", re.IGNORECASE)


def _beyond(p: Passage, found: list[Mention], verdicts: list[Verdict | None]) -> None:
    """A part of a whole that is more than the whole: 'of the 886 organisations 900 are
    companies'.
    """
    for i, (m, whole) in enumerate(zip(found, verdicts, strict=True)):
        after = found[i + 1] if i + 1 < len(found) else None
        if (
            after is None
            or whole is None
            or whole.outcome != "true"
            or after.said.qualifier not in ("exact", "over", "at_least")
            or after.unit == "percent"
        ):
            continue
        between = p.text[m.end : after.start]
        part = _OF.search(p.text[max(0, m.start - 14) : m.start]) or re.search(
            r"其中|当中", between
        )
        same = not after.units or set(after.units) & set(m.units)
        if (
            part
            and same
            and after.said.value > (m.said.high or m.said.value)
            and not re.search(r"[.。;；]", between)
        ):
            why = {
                "zh": f"部分多于整体：{m.text.strip()}",
                "en": f"a part that is more than its whole, {m.text.strip()}",
            }
            verdicts[i + 1] = replace(
                whole, outcome="false", start=after.start, end=after.end, claim=after.text, why=why
            )


class _Nobody(Names):
    """Finds nobody: in a document that does not name the city."""

    def __init__(self) -> None:
        self.common = set()
        self._orders = {}

    @override
    def find(self, text: str) -> list[Named]:
        return []


_NOBODY = _Nobody()
