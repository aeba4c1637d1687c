"""Which value of the ledger a number is about: by subject, unit, words and period; and then, whether it agrees."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scicity.measures import units
from scicity.registry import City
from scicity.reports import Said, keeps

from .known import Memory
from .lexicon import factor, terms
from .types import Known, Mention, Outcome


@dataclass(frozen=True)
class Context:
    """What surrounds a number. `near` is its clause, `far` its sentence, labels and heading.

    `clause` and `sentence` are the subjects named there, nearest first; `heading` those of the nearest heading that
    names any, `above` those of the headings above it.
    """

    near: str
    far: str
    clause: tuple[str, ...]
    sentence: tuple[str, ...]
    heading: tuple[str, ...]
    above: tuple[str, ...]
    years: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Candidate:
    known: Known
    measure: float
    unit: float
    subject: float
    value: bool
    period: float

    @property
    def context(self) -> float:
        return 2.2 * self.measure + self.unit + 1.4 * self.subject + self.period


def relation(city: City, a: str, b: str) -> float:
    """How well something said of `a` may be about `b`: 1 the same, less for kin, -1 for strangers."""
    if a == b:
        return 1.0
    if a.startswith(b + "/") or b.startswith(a + "/"):
        kin = {city.entries[a].kind, city.entries[b].kind}
        return 0.7 if kin & {"facility", "phase", "unit"} else 0.6
    one, other = city.entries[a], city.entries[b]
    if b in one.members or a in other.members:
        return 0.3
    wide = ("city", "cluster", "park")
    narrow = ("industry", "programme", "policy", "scheme", "event", "site")
    if one.kind in wide and other.kind in narrow:
        return 0.5
    if one.kind in narrow and other.kind in narrow:
        return -1.0 if one.kind == other.kind else 0.1
    if one.facility == other.facility:
        return 0.2
    return -1.0


class Weights:
    """How telling a term is: rare among the ledger's titles is telling."""

    def __init__(self, memory: Memory) -> None:
        sets = [t for k in memory.numbers for t in {title_terms(x) for x in k.titles}]
        self.total = len(sets) + 1
        self.count: dict[str, int] = {}
        for s in sets:
            for t in s:
                self.count[t] = self.count.get(t, 0) + 1

    def of(self, term: str) -> float:
        return math.log(1 + self.total / (1 + self.count.get(term, 0)))


@lru_cache(maxsize=4096)
def title_terms(title: str) -> frozenset[str]:
    return terms(re.sub(r"\([^)]*\)|（[^）]*）", "", title))


def coverage(weights: Weights, title: str, near: frozenset[str], far: frozenset[str]) -> float:
    """The part of a title's terms, by weight, that the text has; the sentence counts half as much as the clause."""
    wanted = title_terms(title)
    if not wanted:
        return 0.0
    whole = sum(weights.of(t) for t in wanted)
    got = sum(weights.of(t) * (1.0 if t in near else 0.5 if t in far else 0.0) for t in wanted)
    return got / whole


def candidates(city: City, weights: Weights, known: list[Known], m: Mention, c: Context) -> list[Candidate]:
    """Every value that a number could be about, best context first."""
    near, far = terms(c.near), terms(c.far)
    out = []
    for k in known:
        unit, value = _unit(m, k)
        if unit < 0 and not value:
            continue
        measure = max(coverage(weights, t, near, far) for t in k.titles)
        subject = _subject(city, c, k)
        if measure < 0.12 and not (unit >= 1 and subject >= 0.7):
            continue
        out.append(Candidate(k, measure, unit, subject, value, _period(c, k)))
    return sorted(out, key=lambda x: (-x.context, x.known.address))


def _unit(m: Mention, k: Known) -> tuple[float, bool]:
    """(how well the unit fits, whether the value agrees after conversion)."""
    loose = [u.id for u in units().values() if m.counter and m.counter in u.loose]
    if k.unit in m.units:
        fit = 0.3 if k.unit in loose else 1.0 if len(m.units) <= 3 and not m.counter.startswith(("个", "项")) else 0.6
        return fit, agrees(m.said, k)
    for u in m.units:
        times = factor(u, k.unit)
        if times is not None:
            said = Said(m.said.qualifier, m.said.value * times, None if m.said.high is None else m.said.high * times)
            if agrees(said, k):
                return 1.0, True
            return (-1.0, True) if agrees(m.said, k) else (0.5, False)  # the ledger's number in another unit
    if m.counter and k.unit in units() and any(w.lower().startswith(m.counter.lower()) for w in units()[k.unit].words):
        return 0.3, agrees(m.said, k)  # a unit that a line's end cut
    if not m.units and not m.counter:
        return 0.15, agrees(m.said, k)
    return -1.0, agrees(m.said, k)


def agrees(said: Said, k: Known) -> bool:
    """Whether the number itself, its qualifier aside, is the ledger's."""
    if said.high is not None or k.stated.high is not None:
        return (said.value, said.high) == (k.stated.value, k.stated.high)
    if said.value == k.stated.value:
        return True
    exact = k.interval.exact
    if exact is None or exact == 0 or said.value == 0:
        return False
    if said.decimals and abs(said.value - exact) * 2 * 10**said.decimals <= 1 and abs(said.value) >= 10:
        return True  # rounded to the decimals that it shows
    if k.decimals is not None and abs(said.value - exact) * 2 * 10**k.decimals <= 1:
        return True  # printed with the definition's decimals
    return _rounding(said.value, exact)


def _rounding(said: Fraction, exact: Fraction) -> bool:
    """Whether `said` is `exact` rounded to fewer digits: three significant ones or more, and not as many as it has."""
    unit = Fraction(1)
    while (said / unit).denominator != 1 and unit > Fraction(1, 10**6):
        unit /= 10
    while (said / (unit * 10)).denominator == 1:
        unit *= 10
    if said / unit < 100 or (exact / unit).denominator == 1:
        return False
    return abs(said - exact) * 2 <= unit


def _subject(city: City, c: Context, k: Known) -> float:
    """How well the subjects around a number fit; a stranger in the same clause outweighs a heading."""
    inside = [relation(city, s, k.subject) for s in c.clause]
    heading = _heading(city, c, k)
    if inside:
        best = max(inside)
        if best < 0:
            return -1.0
        # a part named in the clause is not its whole
        nearest = c.clause[0]
        if nearest != k.subject and nearest.startswith(k.subject + "/") and k.subject not in c.clause:
            return 0.45 if heading >= 1 else 0.15
        return max(best, min(heading, 0.8) if best >= 0.3 else best)
    around = max((relation(city, s, k.subject) for s in c.sentence), default=0.0)
    if around == 1.0 or (around > 0 and heading >= 0):
        return around
    if heading > 0:
        return heading * (0.6 if c.sentence else 0.8)
    if c.sentence and not any(city.entries[s].kind in ("facility", "phase", "unit") for s in c.sentence):
        return 0.1  # a list of achievements names one thing after another
    return -1.0 if c.sentence or c.heading else 0.2


def _heading(city: City, c: Context, k: Known) -> float:
    """How well the headings fit. Under the heading of one facility nothing is said of another without its name."""
    near = max((relation(city, s, k.subject) for s in c.heading), default=0.0)
    if near < 0 and any(city.entries[s].kind == "city" for s in c.heading):
        near = 0.15  # what lies in the city is told under its name
    if near < 0 and any(city.entries[s].kind in ("facility", "phase", "unit") for s in c.heading):
        return -1.0
    return max(near, max((relation(city, s, k.subject) for s in c.above), default=0.0) * (0.8 if near <= 0 else 1))


def _period(c: Context, k: Known) -> float:
    """A year that is named and differs counts against; a basis that is named and agrees counts for."""
    score = 0.0
    if c.years and k.year:
        target = k.period[-4:] if k.period[-4:].isdigit() else k.year
        score += 0.3 if {k.year, target, k.period[:4]} & set(c.years) else -0.8
    if c.basis and k.period in ("cumulative", k.year):
        score += 0.15 if (c.basis == "cumulative") == (k.period == "cumulative") else -0.15
    return score


def other_basis(c: Context, k: Known) -> bool:
    """Whether the sentence says 'over the year' of what is cumulative, or 'so far' of what is a year's."""
    return (c.basis == "annual" and k.period == "cumulative") or (c.basis == "cumulative" and k.period == k.year)


def judge(m: Mention, k: Known) -> tuple[Outcome, dict[str, str]]:
    """Whether what a document says of a value is borne by it."""
    ledger = {"zh": f"账本为{k.shown['zh']}", "en": f"the ledger has {k.shown['en']}"}
    said, stated, exact = _converted(m, k), k.stated, k.interval.exact
    number = agrees(said, k)
    if k.partly:
        return _judge_part(said, k, number)
    if (said.qualifier, said.value, said.high) == (stated.qualifier, stated.value, stated.high):
        return "true", {"zh": "与账本一致", "en": "as the ledger has it"}
    if exact is not None:
        if said.qualifier == "exact":
            return ("true", {"zh": "与账本一致（舍入）", "en": "as the ledger has it, rounded"}) if number else ("false", ledger)
        if not keeps(said, exact):
            return ("imprecise", {"zh": "限定词不成立：" + ledger["zh"], "en": "the qualifier is not borne: " + ledger["en"]}) if number else ("false", ledger)
        if said.qualifier in ("over", "at_least", "under", "at_most") and abs(said.value - exact) > abs(exact) / 10:
            return "imprecise", {"zh": "成立但过于宽泛：" + ledger["zh"], "en": "borne, but far from it: " + ledger["en"]}
        return "true", {"zh": "限定词成立：" + ledger["zh"], "en": "the qualifier is borne: " + ledger["en"]}
    if number:
        if (stated.qualifier, said.qualifier) == ("over", "at_least"):
            return "true", {"zh": "限定词成立：" + ledger["zh"], "en": "the qualifier is borne: " + ledger["en"]}
        return "imprecise", {"zh": "限定词不成立：" + ledger["zh"], "en": "the qualifier is not borne: " + ledger["en"]}
    return "false", ledger


def _judge_part(said: Said, k: Known, number: bool) -> tuple[Outcome, dict[str, str]]:
    """What the records of a part bear of a sentence about the whole: of a sum or a count, that there is at least so much."""
    recorded = k.stated.value
    part = {"zh": f"账本为{k.shown['zh']}；{k.partly['zh']}", "en": f"the ledger has {k.shown['en']}; {k.partly['en']}"}
    if k.rises and not number:
        if said.qualifier in ("over", "at_least") and keeps(said, recorded):
            return "true", {"zh": "已覆盖部分即已成立：" + part["zh"], "en": "borne by what is covered already: " + part["en"]}
        most = {"exact": said.value, "under": said.value, "at_most": said.value, "nearly": said.value, "about": said.value * Fraction(11, 10),
                "range": said.high, "order_of_magnitude": said.value * 10}.get(said.qualifier)
        if most is not None and recorded > most:
            return "false", {"zh": "已覆盖部分即已超过：" + part["zh"], "en": "what is covered is more already: " + part["en"]}
    if number:
        return "imprecise", {"zh": "仅就已覆盖部分成立：" + part["zh"], "en": "true of the covered part alone: " + part["en"]}
    return "unknown", part


def _converted(m: Mention, k: Known) -> Said:
    for u in m.units:
        times = None if k.unit in m.units else factor(u, k.unit)
        if times is not None:
            return Said(m.said.qualifier, m.said.value * times, None if m.said.high is None else m.said.high * times, m.said.decimals)
    return m.said
