"""Check a document against the ledger: every number gets a verdict, and so do titles of documents and dated milestones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from scicity.ledger import Ledger
from scicity.metrics import metric
from scicity.registry import City, at

from .dated import dated_claims, title_claims
from .known import Memory
from .lexicon import lexicon, terms, unit_words
from .listed import listed_claims
from .match import Candidate, Context, Weights, candidates, coverage, judge, other_basis, relation
from .numbers import SCALES, mentions
from .reading import read_document
from .subjects import Named, Names
from .types import Known, Mention, Passage, Verdict

# From here on a context alone says what a number is about, and a wrong number is called false.
SURE = 2.35
LIKELY = 1.5
_PARTLY = re.compile("partly covered|部分覆盖", re.IGNORECASE)


@dataclass
class _Place:
    """Where the reader is: the subjects of the headings above, by level, and the month that heads a list."""

    headings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    month: str = ""
    rule: str = ""
    title: str = ""

    def enter(self, level: int, subjects: tuple[str, ...]) -> None:
        self.headings = {k: v for k, v in self.headings.items() if k < level}
        self.headings[level] = subjects

    @property
    def subjects(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(those of the nearest heading that names any, those of the headings above it)."""
        named = [self.headings[k] for k in sorted(self.headings, reverse=True) if self.headings[k]]
        return (named[0] if named else ()), tuple(s for subjects in named[1:] for s in subjects)


def check_document(path: Path, ledger: Ledger, city: City, as_of: int | None = None) -> list[Verdict]:
    """The verdicts on a document, in its order. Raises UnreadableDocument."""
    with at(city.locale):
        return check_passages(read_document(path), Memory(ledger, city, as_of))


def check_passages(passages: list[Passage], memory: Memory) -> list[Verdict]:
    """The verdicts on passages that were read already."""
    names, weights = Names(memory.city), Weights(memory)
    place = _Place()
    out: list[Verdict] = []
    for p in passages:
        named = names.find(p.text)
        if p.kind == "heading":
            place.month = _month(p.text) or ("" if p.level <= 2 or named else place.month)
            place.title = p.text
            if p.level or named:
                place.enter(p.level or 3, tuple(n.path for n in named))
        named = _own(named, p, place, memory.city)
        titles = _titles(p.text)
        found = [_labelled(p, m) for m in mentions(p.text, titles)]
        rule = place.rule = memory.finding(p.text, place.rule)
        verdicts = [_found(p, m, rule) for m in found] if rule else _verdicts(p, found, named, names, place, memory, weights)
        if any(v and v.outcome == "unknown" for v in verdicts) and (noted := memory.noted(p.text)):
            verdicts = [_as_noted(v, noted) if v and v.outcome == "unknown" else v for v in verdicts]
        verdicts += listed_claims(p, named, place.title, memory, weights)
        verdicts += title_claims(p, titles, memory)
        verdicts += dated_claims(p, named, place.month, sum(place.subjects, ()), memory, weights)
        out += sorted((v for v in verdicts if v is not None), key=lambda v: v.start)
    return out


def _own(named: list[Named], p: Passage, place: _Place, city: City) -> list[Named]:
    """Names without those of parts that any facility has ('beamlines') where the heading is another facility's."""
    above = [city.entries[s] for s in place.subjects[0]]
    if p.kind == "heading" or not any(e.kind == "facility" for e in above):
        return named
    here = {e.facility for e in above} | {city.entries[n.path].facility for n in named if "/" not in n.path}
    return [n for n in named if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", p.text[n.start:n.end]) or city.entries[n.path].kind != "unit"
            or city.entries[n.path].facility in here]


def _labelled(p: Passage, m: Mention) -> Mention:
    """A number in a cell takes the unit of its row's or column's heading, if it has none of its own."""
    if p.kind != "cell" or m.units:
        return m
    for label in reversed(p.labels):
        inside = re.search(r"[(（]([^)）]+)[)）]\s*$", label)
        word = (inside.group(1) if inside else label).strip().lower()
        scale = next((x for x in sorted(SCALES, key=len, reverse=True) if word.startswith(x) and word[len(x):].strip() in unit_words()), "")
        word = word[len(scale):].strip()
        if word in unit_words():
            units, times = unit_words()[word].units, SCALES.get(scale, 1)
            said = replace(m.said, value=m.said.value * times, high=None if m.said.high is None else m.said.high * times)
            return replace(m, units=units, unit=units[0] if units else "", counter=word, said=said)
    return m


def _found(p: Passage, m: Mention, rule: str) -> Verdict:
    """A number in the words of an audit's finding, which the audit has just found again."""
    return Verdict("true", p, m.start, m.end, m.text, "", f"audit:{rule}", {}, {"zh": "与审计所见一致", "en": "as the audit finds it"}, 1.0)


def _as_noted(v: Verdict, address: str) -> Verdict:
    """A number in the words of a statement's own note, as our reports print it beside the figure."""
    return replace(v, outcome="true", address=address, why={"zh": "与账本中该项的附注一致", "en": "as the statement's own note has it"}, confidence=0.9)


def _verdicts(p: Passage, found: list[Mention], named: list[Named], names: Names, place: _Place, memory: Memory, weights: Weights) -> list[Verdict | None]:
    """One verdict a number. A value that one number of the passage states truly is not sought behind another."""
    contexts = [_context(p, m, found, named, names, place) for m in found]
    first = [_verdict(p, m, c, memory, weights, frozenset()) for m, c in zip(found, contexts, strict=True)]
    first = _apart(p, found, contexts, first, memory, weights)
    told = frozenset(v.address for v in first if v and v.outcome in ("true", "imprecise"))
    out = []
    for m, c, seen in zip(found, contexts, first, strict=True):
        v = _verdict(p, m, c, memory, weights, told) if told and (
            seen is None or seen.outcome == "unknown" or (seen.outcome == "false" and seen.address in told)) else seen
        # a number inside a name is part of the name, unless it says what the ledger has
        inside = any(n.start <= m.core[0] and m.core[1] <= n.end for n in named)
        out.append(None if inside and (v is None or v.outcome != "true") else v)
    return out


def _apart(p: Passage, found: list[Mention], contexts: list[Context], verdicts: list[Verdict | None], memory: Memory,
           weights: Weights) -> list[Verdict | None]:
    """Where two numbers of a passage were taken for one value, the lesser is looked at again without it."""
    best: dict[str, Verdict] = {}
    for v in verdicts:
        if v and v.outcome == "true" and (v.address not in best or v.confidence > best[v.address].confidence):
            best[v.address] = v
    out = []
    for m, c, v in zip(found, contexts, verdicts, strict=True):
        again = None
        if v and v.outcome == "true" and best[v.address] is not v:
            again = _verdict(p, m, c, memory, weights, frozenset([v.address]))
        out.append(again if again and again.outcome == "false" else v)
    return out


def _titles(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"《[^》]{4,}》", text)]


def _month(text: str) -> str:
    m = re.fullmatch(r"\W*(?:\d{4}年)?(\d{1,2})月\W*", text)
    return m.group(1) if m else ""


def _clause(text: str, m: Mention, found: list[Mention]) -> tuple[int, int]:
    """The span of a number's clause: between commas, and not beyond the neighbouring numbers."""
    left = max((x.end() for x in re.finditer(r"[,，。;；:：!?！？]|\.\s", text[: m.start])), default=0)
    left = max([left, *(o.end for o in found if o.end <= m.start)])
    right = re.search(r"[,，。;；:：!?！？]|\.\s|\.$", text[m.end:])
    end = m.end + right.start() if right else len(text)
    after = min((o.start for o in found if o.start >= m.end), default=len(text))
    if after < end:  # what follows a mark belongs to the next number
        mark = re.search(r"、|\band\b|及|和", text[m.end:after])
        end = m.end + mark.start() if mark else after
    return left, end


def _sentence(text: str, m: Mention) -> tuple[int, int]:
    left = max((x.end() for x in re.finditer(r"[。;；!?！？]|\.\s", text[: m.start])), default=0)
    right = re.search(r"[。;；!?！？]|\.\s|\.$", text[m.end:])
    return left, m.end + right.start() if right else len(text)


def _context(p: Passage, m: Mention, found: list[Mention], named: list[Named], names: Names, place: _Place) -> Context:
    a, b = _clause(p.text, m, found)
    s, e = _sentence(p.text, m)
    before = [x.path for x in sorted(named, key=lambda x: -x.end) if x.end <= m.start and x.start >= s]
    after = [x.path for x in named if x.start >= m.end and x.end <= e]
    inside = [x for x in named if x.start >= a and x.end <= b]
    clause = [x.path for x in sorted(inside, key=lambda x: min(abs(x.end - m.start), abs(x.start - m.end)))]
    # the subject of a list of clauses is named once, before them
    comma = max((x.end() for x in re.finditer(r"[,，。;；:：!?！？]|\.\s", p.text[: m.start])), default=0)
    comma = max(comma, s)
    clause += [x.path for x in named if comma <= x.start and x.end <= m.start and x.path not in clause]
    labelled = [n.path for label in reversed(p.labels) for n in names.find(label)]
    labels = " ; ".join(p.labels)
    bare = len(p.text) - (m.end - m.start) < 28
    earlier = [x.path for x in sorted(named, key=lambda x: -x.end) if x.end <= s][:1]  # 'it', 'its users': named a sentence ago
    sentence = before or after or earlier
    if p.kind == "cell" or (bare and p.labels):
        return Context(f"{p.text[a:b]} {labels}", f"{p.text} {labels}", tuple(clause or labelled), tuple(sentence or labelled),
                       *place.subjects, _years(p.text + labels), _basis(p.text))
    return Context(p.text[a:b], f"{p.text[s:e]} {labels}", tuple(clause), tuple(sentence), *place.subjects, _years(p.text[max(s, a - 40):e]),
                   _basis(p.text[s:m.start]))


def _years(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a or b for a, b in re.findall(r"(?<![\w-])(\d{4}(?=年)|(?:19|20)\d{2}(?![\w#-]))|(?<=[\u4e00-\u9fff])(\d{4}(?=年))", text)))


def _basis(text: str) -> str:
    """'annual' or 'cumulative', whichever was said last."""
    best, at = "", -1
    for basis, words in lexicon()["periods"].items():
        for w in words:
            found = text.lower().rfind(w)
            if found > at:
                best, at = basis, found
    return best


def _verdict(p: Passage, m: Mention, c: Context, memory: Memory, weights: Weights, told: frozenset[str]) -> Verdict | None:
    if re.search(rf"(?:{_PARTLY.pattern})\W*$", p.text[:m.start]):
        return None  # the part itself, said of a figure before it
    computed, gaps = _computed(c, p, memory, weights)
    known = [k for k in (*memory.numbers, *computed) if k.address not in told]
    listed = candidates(memory.city, weights, known, m, c)
    fit = [x for x in listed if x.unit > 0 and x.subject > 0 and x.period > -0.5]
    best = max(fit, key=lambda x: (x.context, x.value), default=None)
    agreed = [x for x in fit if x.value and (x.measure >= 0.2 or x.unit >= 1)]
    agreed.sort(key=lambda x: -x.context)
    if agreed and best and agreed[0].context >= min(LIKELY, SURE) and agreed[0].context >= best.context - 1.0:
        return _unless_unknown(_judged(p, m, agreed[0], c), agreed[0], gaps)
    other = _elsewhere(p, m, c, listed, best)
    if other:
        return _unless_unknown(other, None, gaps)
    if best and best.context >= LIKELY and not other_basis(c, best.known) and _sure(m, best, listed, memory.rare_units):
        return _unless_unknown(_judged(p, m, best, c), best, gaps)
    read = next((label for label in p.labels if m.said.value in memory.imports.get(label, ())), "")
    if read:
        return Verdict("true", p, m.start, m.end, m.text, "", f"import:{read}", {}, {"zh": "与导入记录一致", "en": "as the import's manifest has it"}, 0.9)
    alone = p.kind == "cell" and p.labels and len(p.text) - (m.end - m.start) <= 4
    if m.spelled or not (m.units or m.said.qualifier != "exact" or alone or m.said.value >= 1000):
        return None  # a bare numeral that nothing is known of counts nothing
    why = gaps[0].why if gaps else {"zh": "账本中没有可对照的数字", "en": "the ledger has nothing to set beside it"}
    return Verdict("unknown", p, m.start, m.end, m.text, c.clause[0] if c.clause else "", "", {}, why, 0.0)


def _unless_unknown(v: Verdict, x: Candidate | None, gaps: list[_Gap]) -> Verdict:
    """A number is not false where its words speak better of a figure that no source covers."""
    if v.outcome != "false" or not gaps or (x is not None and x.measure > gaps[0].score):
        return v
    return replace(v, outcome="unknown", address="", ledger={}, why=gaps[0].why, confidence=0.0)


def _sure(m: Mention, x: Candidate, listed: list[Candidate], rare: frozenset[str]) -> bool:
    """Whether so much speaks for a value that a number which differs from it is wrong, and not about something else."""
    # the subject's one value in this very unit needs fewer words
    alone = x.unit >= 1 and x.subject >= 0.5 and not any(
        o is not x and o.unit >= 1 and o.subject >= 0.5 for o in listed)
    if alone and x.subject >= 0.7 and x.known.unit in rare:
        return True
    least = 0.25 if alone or _scaled(m.said.value, x.known.stated.value) else 0.4
    if x.measure < least or x.unit < 0.3 or (x.subject < 0.4 and x.measure < 0.8):
        return False
    there = x.known.stated.value
    if _scaled(m.said.value, there):
        return True
    far = not there or not m.said.value or not Fraction(1, 20) < m.said.value / there < 20
    return not far or (x.measure >= 0.55 and x.subject >= 0.5)


def _scaled(a: Fraction, b: Fraction) -> bool:
    """Whether two values have the same three digits or more, and another power of ten: million for billion."""
    if not a or not b or a == b:
        return False
    digits = [str(x.numerator * 10**12 // x.denominator).rstrip("0") for x in (a, b)]
    return digits[0] == digits[1] and len(digits[0]) >= 3


def _judged(p: Passage, m: Mention, x: Candidate, c: Context) -> Verdict:
    outcome, why = judge(m, x.known)
    if outcome == "imprecise" and x.known.partly and _PARTLY.search(c.far):
        outcome = "true"  # the sentence says itself that it speaks of a part
    here, there = _classes(c.near), {k for t in x.known.titles for k in _classes(t)}
    if outcome == "true" and here and there and here.isdisjoint(there):
        outcome, why = "false", {"zh": f"类别不符：账本为{x.known.titles[0]}", "en": f"another class: the ledger has {x.known.titles[1]}"}
    if outcome == "true" and other_basis(c, x.known):
        said = {"zh": "累计" if x.known.period == "cumulative" else "年度", "en": "cumulative" if x.known.period == "cumulative" else "of the year"}
        outcome, why = "imprecise", {"zh": f"口径不符：账本为{said['zh']}数", "en": f"another basis: the ledger's figure is {said['en']}"}
    return Verdict(outcome, p, m.start, m.end, m.text, x.known.subject, x.known.address, x.known.shown, why, round(min(1.0, x.context / 4.6), 2))


def _classes(text: str) -> set[str]:
    """Classes that a thing is said to be of, such as class 1 drugs."""
    return {a or b for a, b in re.findall(r"(\d+)类|\b[Cc]lass[ -](\d+)", text)}


def _elsewhere(p: Passage, m: Mention, c: Context, listed: list[Candidate], best: Candidate | None) -> Verdict | None:
    """The ledger has this very value, but for another subject, unit or year."""
    distinct = len(str(m.said.value.numerator).rstrip("0")) >= 3
    same = [x for x in listed if x.value and x.measure >= (0.3 if distinct or x.subject >= 0.7 else 0.55 if x.subject < 0 < x.unit else 0.75)]
    for x in same:
        if x.known.partly:
            continue  # what is known of a part convicts nothing that is said elsewhere
        if x.unit < 0 and x.subject > 0 and x.period > -0.5 and m.units:
            why = {"zh": f"单位不符：账本为{x.known.shown['zh']}", "en": f"another unit: the ledger has {x.known.shown['en']}"}
        elif x.unit > 0 and x.subject > 0 and x.period <= -0.5:
            why = {"zh": f"期间不符：账本为{x.known.period}", "en": f"another period: the ledger has it for {x.known.period}"}
        elif x.unit > 0 and x.subject < 0 and (distinct or x.measure >= 0.55) and (c.clause or p.kind != "cell"):
            # a table may name its subjects in a column that was not read: its heading alone convicts nobody
            why = {"zh": f"对象不符：账本将其记于{x.known.subject}", "en": f"another subject: the ledger has it for {x.known.subject}"}
        else:
            continue
        if best and best.value and best.context >= x.context:
            continue
        return Verdict("false", p, m.start, m.end, m.text, x.known.subject, x.known.address, x.known.shown, why, 0.6)
    return None


@dataclass(frozen=True)
class _Gap:
    """A figure that the words around a number may mean, and that nothing covers: how well they mean it, and what is missing."""

    score: float
    why: dict[str, str]


def _computed(c: Context, p: Passage, memory: Memory, weights: Weights) -> tuple[list[Known], list[_Gap]]:
    """Figures of a facility with records, of the metrics that the words around a number may mean; and those that nothing covers."""
    subject = next((s for s in (*c.clause, *c.sentence, *c.heading) if s in memory.measured), "")
    if not subject or not any(relation(memory.city, s, subject) >= 1 for s in (*c.clause, *c.sentence, *c.heading)[:3]):
        return [], []
    stream, days = memory.measured[subject]
    period = _period(f"{p.text} {' '.join(p.labels)}") or days

    near, far = terms(c.near), terms(c.far)

    ranked = sorted(((max(coverage(weights, t, near, far) for t in (metric(n).title["zh"], metric(n).title["en"])), n) for n in memory.metrics_of(stream)),
                    reverse=True)
    likely = [(score, n) for score, n in ranked[:6] if score >= 0.3]
    made = [memory.computed(subject, n, period) for _, n in likely]
    gaps = [_Gap(score, memory.coverage(f)) for score, n in likely
            if (f := memory.figure(subject, n, period)) is not None and f.status == "not covered"]
    return [k for k in made if k is not None], gaps


def _period(text: str) -> str:
    """The period that a text names, in the form of a figure's address."""
    m = re.search(r"(\d{4}-\d{2}-\d{2})\s*\.\.\s*(\d{4}-\d{2}-\d{2})", text)
    if m:
        return f"{m.group(1)}..{m.group(2)}"
    m = re.search(r"(?<![\d-])((?:19|20)\d{2}-\d{2}-\d{2})(?![\d-])", text)
    if m:
        return m.group(1)
    m = re.search(r"(?<![A-Za-z0-9])((?:19|20)\d{2})(?:年|-)(\d{1,2})(?:月|(?![-A-Za-z0-9]))", text)
    if m:
        return f"{m.group(1)}-{int(m.group(2)):02d}"
    m = re.search(r"(?<![A-Za-z0-9])((?:19|20)\d{2})(?![A-Za-z0-9])", text)
    return m.group(1) if m else ""
