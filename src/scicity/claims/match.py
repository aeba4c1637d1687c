"""Which value of the ledger a number is about: by subject, unit, words and period; and then,
whether it agrees.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scicity.measures import units
from scicity.registry import City
from scicity.reports import Said

from .known import Memory
from .lexicon import factor, terms
from .periods import Stated, stands
from .types import Known, Mention


@dataclass(frozen=True)
class Context:
    """What surrounds a number. `near` is its clause, `far` its sentence, labels and heading.

    `clause` and `sentence` are the subjects named there, nearest first; `heading` those of the
    nearest heading that
    names any, `above` those of the headings above it. `periods` are those that it is said of,
    nearest first. `stranger`: what is named
    is a part that the registry does not have. `of_city`: the document names the city's own
    somewhere.
    `numbered`: the name has another ordinal than the registry's (round 5 for round 4). `joined`: a
        name goes on with 'and', and another
    thing may be counted with it.
    """

    near: str
    far: str
    clause: tuple[str, ...]
    sentence: tuple[str, ...]
    heading: tuple[str, ...]
    above: tuple[str, ...]
    periods: tuple[Stated, ...]
    basis: str
    stranger: bool = False
    of_city: bool = False
    numbered: bool = False
    joined: bool = False

    @property
    def named(self) -> bool:
        """Whether a subject of the city is named for it, in the sentence or above."""
        return bool(self.clause or self.sentence or self.heading or self.above)

    def period_of(self, k: Known) -> Stated | None:
        """The period that it is said of: the one that the value has, where several are named; else
        the nearest.
        """
        return next(
            (s for s in self.periods if stands(s, k) == "same"),
            self.periods[0] if self.periods else None,
        )


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
    """How well something said of `a` may be about `b`: 1 the same, less for kin, -1 for
    strangers.
    """
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
    if one.kind in wide and other.kind in wide and "cluster" not in (one.kind, other.kind):
        return -1.0
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
    """The part of a title's terms, by weight, that the text has; the sentence counts half as much
    as the clause.
    """
    wanted = title_terms(title)
    if not wanted:
        return 0.0
    whole = sum(weights.of(t) for t in wanted)
    got = sum(weights.of(t) * (1.0 if t in near else 0.5 if t in far else 0.0) for t in wanted)
    return got / whole


def candidates(
    city: City, weights: Weights, known: list[Known], m: Mention, c: Context
) -> list[Candidate]:
    """Every value that a number could be about, best context first."""
    near, far = terms(c.near), terms(c.far)
    loose = [u.id for u in units().values() if m.counter and m.counter in u.loose]
    out = []
    for k in known:
        unit, value = _unit(m, k, loose)
        if unit < 0 and not value:
            continue
        measure = max(coverage(weights, t, near, far) for t in k.titles)
        subject = _subject(city, c, k)
        if measure < 0.12 and not (unit >= 1 and subject >= 0.7):
            continue
        out.append(Candidate(k, measure, unit, subject, value, _period(c, k)))
    return sorted(out, key=lambda x: (-x.context, x.known.address))


def _unit(m: Mention, k: Known, loose: Sequence[str]) -> tuple[float, bool]:
    """(how well the unit fits, whether the value agrees after conversion). `loose`: units that the
    number's word is only loosely said of.
    """
    if m.shape == "times" and k.unit == "1":
        return 1.0, agrees(m, k)
    if m.shape == "times" or (m.shape == "points" and k.unit != "percent"):
        return -1.0, False
    if k.unit in m.units:
        fit = (
            0.3
            if k.unit in loose
            else 1.0
            if len(m.units) <= 3 and not m.counter.startswith(("个", "项"))
            else 0.6
        )
        return fit, agrees(m, k)
    for u in m.units:
        times = factor(u, k.unit)
        if times is not None:
            said = Said(
                m.said.qualifier,
                m.said.value * times,
                None if m.said.high is None else m.said.high * times,
            )
            if same_number(said, k):
                return 1.0, True
            return (
                (-1.0, True) if agrees(m, k) else (0.5, False)
            )  # the ledger's number in another unit
    if (
        m.counter in ("", "users")
        and "persons" in m.units
        and any("user" in t.lower() for t in k.titles)
        and k.unit == "organisations"
    ):
        return 0.0, agrees(
            m, k
        )  # who a 'user' is, the word alone does not say; visits are no users, though
    if not m.units and not m.counter:
        return 0.15, agrees(m, k)
    return -1.0, agrees(m, k)


def agrees(m: Mention, k: Known) -> bool:
    """Whether the number itself, its qualifier aside, is the ledger's; a spaced number in any of
    its readings.
    """
    if m.slack and k.interval.exact is not None:
        return k.unit == "percent" and abs(m.said.value - k.interval.exact) <= m.slack
    return any(
        same_number(Said(m.said.qualifier, v, m.said.high, m.said.decimals), k)
        for v in (m.said.value, *m.others)
    )


def same_number(said: Said, k: Known) -> bool:
    """Whether two numbers are one, qualifiers aside, as the sentence rounds."""
    if said.high is not None or k.stated.high is not None:
        return (said.value, said.high) == (k.stated.value, k.stated.high)
    if said.value == k.stated.value:
        return True
    exact = k.interval.exact
    if exact is None or exact == 0 or said.value == 0:
        return False
    if (
        said.decimals
        and abs(said.value - exact) * 2 * 10**said.decimals <= 1
        and abs(said.value) >= 10
    ):
        return True  # rounded to the decimals that it shows
    if k.decimals is not None and abs(said.value - exact) * 2 * 10**k.decimals <= 1:
        return True  # printed with the definition's decimals
    return _rounding(said.value, exact)


def _rounding(said: Fraction, exact: Fraction) -> bool:
    """Whether `said` is `exact` rounded to fewer digits: three significant ones or more, and not as
    many as it has.
    """
    if abs(said - exact) * 200 > abs(said):
        return False  # further than half a unit of a third digit ever is
    unit = Fraction(1)
    while (said / unit).denominator != 1 and unit > Fraction(1, 10**6):
        unit /= 10
    while (said / (unit * 10)).denominator == 1:
        unit *= 10
    if said / unit < 100 or (exact / unit).denominator == 1:
        return False
    return abs(said - exact) * 2 <= unit


def _subject(city: City, c: Context, k: Known) -> float:
    """How well the subjects around a number fit; a stranger in the same clause outweighs a
    heading.
    """
    inside = [relation(city, s, k.subject) for s in c.clause]
    heading = _heading(city, c, k)
    if inside:
        best = max(inside)
        if best < 0:
            return -1.0
        # a part named in the clause is not its whole
        nearest = c.clause[0]
        if (
            nearest != k.subject
            and nearest.startswith(k.subject + "/")
            and k.subject not in c.clause
        ):
            return 0.45 if heading >= 1 else 0.15
        return max(best, min(heading, 0.8) if best >= 0.3 else best)
    around = max((relation(city, s, k.subject) for s in c.sentence), default=0.0)
    if (
        around < 0
        and any(city.entries[s].kind in ("city", "park") for s in c.sentence)
        and city.entries[k.subject].kind in ("city", "park")
    ):
        return -1.0
    if around == 1.0 or (around > 0 and heading >= 0):
        return around
    if heading > 0:
        return heading * (0.6 if c.sentence else 0.8)
    if c.sentence and not any(
        city.entries[s].kind in ("facility", "phase", "unit") for s in c.sentence
    ):
        return 0.1  # a list of achievements names one thing after another
    return -1.0 if c.sentence or c.heading else 0.2


def _heading(city: City, c: Context, k: Known) -> float:
    """How well the headings fit.

    Under the heading of one facility nothing is said of another without its name.
    """
    near = max((relation(city, s, k.subject) for s in c.heading), default=0.0)
    if near < 0 and any(city.entries[s].kind == "city" for s in c.heading):
        near = 0.15  # what lies in the city is told under its name
    if near < 0 and any(city.entries[s].kind in ("facility", "phase", "unit") for s in c.heading):
        return -1.0
    return max(
        near,
        max((relation(city, s, k.subject) for s in c.above), default=0.0)
        * (0.8 if near <= 0 else 1),
    )


def _period(c: Context, k: Known) -> float:
    """A period that is named and differs counts against; a basis that is named and agrees counts
    for.
    """
    stated = c.period_of(k)
    score = (
        0.0
        if stated and stated.weak
        else {"same": 0.3, "other": -0.8, "finer": -0.3, "unstated": 0.0, "unsure": 0.0}[
            stands(stated, k)
        ]
    )
    if c.basis and k.period in ("cumulative", k.year):
        score += 0.15 if (c.basis == "cumulative") == (k.period == "cumulative") else -0.15
    return score
