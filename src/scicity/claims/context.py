"""What stands around a number: its clause and sentence, the subjects and periods named there and
above, the words that turn it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .lexicon import lexicon
from .match import Context
from .periods import Stated, stated_periods
from .subjects import Named, Names, codes
from .turns import Turn, asked, turns_in
from .types import Mention, Passage

_SENTENCE = r"[。;；!?！？]|\.\s"
_CLAUSE = r"[,，。;；:：!?！？]|\.\s"

# 'its 300 hours of beamtime were not delivered'
_DENIED = re.compile(
    r"[\w\s-]{0,40}\b(?:was|were|is|are|did|had|has|have|could)(?:\s+not|n't|\s+never)\b|[\u4e00-\u9fff]{0,10}(?:并未|没有|未能|未)[\u4e00-\u9fff]"
)


@dataclass
class Place:
    """Where the reader is: the subjects and periods of the headings above, by level, and the month
    that heads a list.
    """

    about: tuple[str, ...] = ()
    headings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    periods: dict[int, tuple[Stated, ...]] = field(default_factory=dict)
    month: str = ""
    rule: str = ""
    title: str = ""

    def enter(self, level: int, subjects: tuple[str, ...], periods: tuple[Stated, ...]) -> None:
        self.headings = {k: v for k, v in self.headings.items() if k < level}
        self.periods = {k: v for k, v in self.periods.items() if k < level}
        self.headings[level], self.periods[level] = subjects, periods

    @property
    def subjects(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(those of the nearest heading that names any, those of the headings above it and of the
        whole document).
        """
        named = [self.headings[k] for k in sorted(self.headings, reverse=True) if self.headings[k]]
        if not named:
            return self.about, ()
        return named[0], (*(s for subjects in named[1:] for s in subjects), *self.about)

    @property
    def of_headings(self) -> tuple[Stated, ...]:
        """The periods of the nearest heading that states any."""
        return next(
            (self.periods[k] for k in sorted(self.periods, reverse=True) if self.periods[k]), ()
        )


def titles_of(text: str) -> list[tuple[int, int]]:
    """Titles of documents, in 《》."""
    return [m.span() for m in re.finditer(r"《[^》]{4,}》", text)]


def month_of(text: str) -> str:
    """The month that is all a heading says."""
    m = re.fullmatch(r"\W*(?:\d{4}年)?(\d{1,2})月\W*", text)
    return m.group(1) if m else ""


def clause_of(text: str, m: Mention, found: Sequence[Mention]) -> tuple[int, int]:
    """The span of a number's clause: between commas, and not beyond the neighbouring numbers."""
    left = max((x.end() for x in re.finditer(_CLAUSE, text[: m.start])), default=0)
    left = max([left, *(o.end for o in found if o.end <= m.start)])
    right = re.search(rf"{_CLAUSE}|\.$", text[m.end :])
    end = m.end + right.start() if right else len(text)
    after = min((o.start for o in found if o.start >= m.end), default=len(text))
    if after < end:  # what follows a mark belongs to the next number
        mark = re.search(r"、|\band\b|及|和", text[m.end : after])
        end = m.end + mark.start() if mark else after
    return left, end


def sentence_of(text: str, m: Mention) -> tuple[int, int]:
    left = max((x.end() for x in re.finditer(_SENTENCE, text[: m.start])), default=0)
    right = re.search(rf"{_SENTENCE}|\.$", text[m.end :])
    return left, m.end + right.start() if right else len(text)


def context_of(
    p: Passage,
    m: Mention,
    found: Sequence[Mention],
    named: Sequence[Named],
    names: Names,
    place: Place,
) -> Context:
    """Everything around a number that tells what it is about."""
    a, b = clause_of(p.text, m, found)
    s, e = sentence_of(p.text, m)
    before = [
        x.path for x in sorted(named, key=lambda x: -x.end) if x.end <= m.start and x.start >= s
    ]
    after = [x.path for x in named if x.start >= m.end and x.end <= e]
    inside = [x for x in named if x.start >= a and x.end <= b]
    clause = [
        x.path
        for x in sorted(inside, key=lambda x: min(abs(x.end - m.start), abs(x.start - m.end)))
    ]
    # the subject of a list of clauses is named once, before them
    comma = max((x.end() for x in re.finditer(_CLAUSE, p.text[: m.start])), default=0)
    comma = max(comma, s)
    clause += [
        x.path for x in named if comma <= x.start and x.end <= m.start and x.path not in clause
    ]
    labelled = [n.path for label in reversed(p.labels) for n in names.find(label)]
    labels = " ; ".join(p.labels)
    bare = len(p.text) - (m.end - m.start) < 28
    earlier = [x.path for x in sorted(named, key=lambda x: -x.end) if x.end <= s][
        :1
    ]  # 'it', 'its users': named a sentence ago
    sentence = before or after or earlier
    basis = _basis(p.text[s : m.start])
    near, far = p.text[a:b], f"{p.text[s:e]} {labels}"
    around = [x for x in named if x.start >= s and x.end <= e] or [
        x for x in named if x.path in earlier
    ]
    passed = [
        *((n.start, n.end) for n in named),
        *((x.start, x.stop) for x in stated_periods(p.text)),
    ]
    stranger = (
        any(x.other for x in around)
        or all_aside(p.text, around)
        or bool(codes(p.text[s:e], [(x - s, y - s) for x, y in passed]))
    )
    periods = _periods(p, (a, b), (s, e), m, place, named, found)
    if p.kind == "cell" or (bare and p.labels):
        near, far, basis = f"{p.text[a:b]} {labels}", f"{p.text} {labels}", _basis(p.text)
        clause, sentence = clause or labelled, sentence or labelled
    return Context(
        near,
        far,
        tuple(clause),
        tuple(sentence),
        *place.subjects,
        periods,
        basis,
        stranger,
        numbered=any(names.numbered(x) for x in around),
        joined=any(_JOINED.match(p.text, x.end, m.start) for x in around)
        and not _APART.search(p.text, s, e),
    )


_ASIDE = re.compile(
    r"\b(?:unlike|like|than|besides|near|beside|alongside|versus|vs\.?|similar to|different from"
    r"|compared (?:with|to)|modelled on|opposite|next to|close to|inspired by|partner of"
    r"|neighbou?r of|rival of)\s+(?:the\s+)?$"
    r"|(?:不同于|区别于|类似于|比|像|如同|毗邻|邻近|对标|借鉴)$",
    re.IGNORECASE,
)
_ASIDE_AFTER = re.compile(
    r"(?:不同|一样|类似|相比|相似)|(?:附近|旁边|对面|隔壁|周边|边上|门口)的"
    r"|的(?:合作伙伴|伙伴|邻居|对手)"
)
_WITH = re.compile(r"[与和跟同较]$")


_JOINED = re.compile(
    r"\s*(?:[与和及、]|以及|,?\s*and\b|,?\s*plus\b|\s*as well as\b|\s*&)\s*"
    r"(?!its\b|their\b|[a-z]+ed\b|has\b|have\b|had\b|is\b|was\b|were\b|ran\b|其|并)(?=[^\d\s])",
    re.IGNORECASE,
)
_APART = re.compile(r"分别|各自?|\brespectively\b|\beach\b", re.IGNORECASE)


def all_aside(text: str, named: Sequence[Named]) -> bool:
    """Whether every name stands beside the subject only ('unlike the ring, …', 与光源不同), so that
    another is spoken of.
    """

    def aside(n: Named) -> bool:
        before, after = text[: n.start], text[n.end :]
        m = _ASIDE_AFTER.match(after)
        return bool(_ASIDE.search(before)) or bool(
            m and (m.group()[-1] in "的伴居手" or _WITH.search(before))
        )

    return bool(named) and all(aside(n) for n in named)


def _periods(
    p: Passage,
    clause: tuple[int, int],
    sentence: tuple[int, int],
    m: Mention,
    place: Place,
    named: Sequence[Named],
    found: Sequence[Mention],
) -> tuple[Stated, ...]:
    """The periods that a number is said of: of its clause, else its sentence, its row and column,
    the text before it, a heading.
    """
    titles = titles_of(p.text)
    taken = titles + [o.core for o in found]  # 1900 enterprises are no year
    taken += [x for x in asides_of(p.text, m, named) if not _only_a_period(p.text[slice(*x)])]
    own = [
        x for x in stated_periods(p.text) if not any(a < x.stop and x.start < b for a, b in taken)
    ]

    def within(a: int, b: int) -> list[Stated]:
        return sorted(
            (x for x in own if a <= x.start and x.stop <= b),
            key=lambda x: min(abs(x.stop - m.start), abs(x.start - m.end)),
        )

    if near := within(*clause):
        return tuple(replace(x, weak="sentence" if _apart(p.text, x, m) else "") for x in near)
    if near := within(*sentence):
        return tuple(
            replace(x, weak="" if _opens(p.text, x, m, sentence[0], named) else "sentence")
            for x in near
        )
    if labelled := [x for label in reversed(p.labels) for x in stated_periods(label)]:
        return tuple(labelled)
    if earlier := [x for x in own if x.stop <= sentence[0]]:
        return (replace(earlier[-1], weak="far"),)
    return tuple(replace(x, weak="far") for x in place.of_headings)


def _apart(text: str, x: Stated, m: Mention) -> bool:
    """Whether between a period and a number another thing is begun: 'opened in July 2023 and has
    enrolled 300'.
    """
    between = text[x.stop : m.start] if x.stop <= m.start else text[m.end : x.start]
    return bool(
        re.search(
            r"\band\s+(?:has|have|had|was|were|is|are|it|[a-z]+ed)\b"
            r"|[,，][^,，]*(?:累计|全年)|并且|而且|;|；",
            between,
            re.IGNORECASE,
        )
    )


def _opens(text: str, x: Stated, m: Mention, sentence: int, named: Sequence[Named]) -> bool:
    """Whether a period stands by itself at the head of a sentence or after its subject ('the ring
    2023年，…'), and so is of all of it.
    """
    before = "".join(
        c
        for i, c in enumerate(text[sentence : x.start], sentence)
        if not any(n.start <= i < n.end for n in named)
    )
    before = re.sub(
        r"\b(?:in|by|at|during|the|end|of|for|as|until|to|year)\b|截至|截止|到|于|在|自|的",
        "",
        before,
        flags=re.IGNORECASE,
    )
    alone = re.match(r"(?:年?底|末|年末|全年|年度)?\s*[,，:：]", text[x.stop :])
    return not re.search(r"\w", before) and bool(alone) and x.stop <= m.start


def asides_of(text: str, m: Mention, named: Sequence[Named]) -> list[tuple[int, int]]:
    """Brackets right behind a name, which say what it is and nothing of a number outside them."""
    found = [x.span() for x in re.finditer(r"[（(][^（(）)]*[）)]", text)]
    ends = [n.end for n in named]
    return [(a, b) for a, b in found if b <= m.start and any(0 <= a - end <= 1 for end in ends)]


def _only_a_period(aside: str) -> bool:
    """Whether a bracket says when, and nothing else: '(2023)', '(as of the end of 2023)'."""
    rest = aside
    for x in reversed(stated_periods(aside)):
        rest = rest[: x.start] + rest[x.stop :]
    words = (
        r"(?i)\b(?:in|at|for|during|the|year|end|of|as|by|to|until|full)\b"
        r"|截至|截止|全年|年度|年?底|末|至"
    )
    return not re.search(r"\w", re.sub(words, "", rest))


def turns_of(
    p: Passage, m: Mention, found: Sequence[Mention], named: Sequence[Named]
) -> list[Turn]:
    """The words that turn a number: a denial from the sentence's beginning or the number before it,
    others in its clause.
    """
    passed = (
        [(x.start, x.end) for x in found]
        + [(n.start, n.end) for n in named]
        + titles_of(p.text)
        + [(x.start, x.stop) for x in stated_periods(p.text)]
    )
    a, b = clause_of(p.text, m, found)
    s, e = sentence_of(p.text, m)
    left = max([s, *(o.end for o in found if o.end <= m.start)])
    comma = max(
        (x.end() for x in re.finditer(_CLAUSE, p.text[: m.start]) if x.end() > left), default=left
    )
    told = ("reverse", "change", "comparison", "rank", "mean", "part")
    turns = turns_in(p.text, (min(a, comma), b), passed + asides_of(p.text, m, named), told)
    turns += turns_in(p.text, (min(a, comma), b), passed, ("plan",)) + turns_in(
        p.text, (left, m.start), passed, ("negation",)
    )
    turns += turns_in(p.text, (s, e), passed, ("doubt",)) + asked(p.text, (s, e))
    denied = _DENIED.match(p.text, m.end, b)
    return turns + (turns_in(p.text, denied.span(), passed, ("negation",)) if denied else [])


def _basis(text: str) -> str:
    """'annual' or 'cumulative', whichever was said last."""
    best, at = "", -1
    for basis, words in lexicon()["periods"].items():
        for w in words:
            found = text.lower().rfind(w)
            if found > at:
                best, at = basis, found
    return best
