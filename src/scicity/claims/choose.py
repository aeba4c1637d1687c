"""The verdict on one number: which value of the ledger it is about, what speaks for it, and what
stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scicity.measures import unit_of
from scicity.metrics import measure_of, metric

from .derived import derived_verdict
from .judge import classes, judge, other_basis, settled
from .known import Memory
from .lexicon import terms
from .match import Candidate, Context, Weights, candidates, coverage, relation
from .tables import TOTAL
from .turns import Turn, not_of_title
from .types import Known, Mention, Passage, Verdict

# From here on a context alone says what a number is about, and a wrong number is called false.
LIKELY = 1.5
_MYRIADS = frozenset(Fraction(10) ** n for n in (-8, -4, 4, 8))
PARTLY = re.compile("partly covered|部分覆盖", re.IGNORECASE)
_NOTHING = {"zh": "账本中没有可对照的数字", "en": "the ledger has nothing to set beside it"}
_NOBODY = {"zh": "没有提到本城的对象", "en": "no subject of the city is named"}
_TOTAL = {"zh": "合计行，未判定", "en": "a row of totals, which is not judged"}
_JOINED = {
    "zh": "可能是与另一对象合计的数",
    "en": "it may be counted together with what is named beside it",
}
_STRANGER = {"zh": "所指部分不在登记之中", "en": "it names a part that the registry does not have"}


def verdict_on(
    p: Passage,
    m: Mention,
    c: Context,
    turns: Sequence[Turn],
    memory: Memory,
    weights: Weights,
    told: frozenset[str],
) -> Verdict | None:
    """What the ledger says of a number; None where it counts nothing.

    `told` are values that are not sought behind it.
    """
    if re.search(rf"(?:{PARTLY.pattern})\W*$", p.text[: m.start]):
        return None  # the part itself, said of a figure before it
    read = next(
        (
            label
            for label in p.labels
            for name, rows in memory.imports.items()
            if label.startswith(name) and m.said.value in rows
        ),
        "",
    )
    if read:
        return Verdict(
            "true",
            p,
            m.start,
            m.end,
            m.text,
            "",
            f"import:{read}",
            {},
            {"zh": "与导入记录一致", "en": "as the import's manifest has it"},
            0.9,
        )
    if not (c.named or c.of_city):
        return _unknown(p, m, c, _NOBODY)
    found, gaps, settled_period = _computed(m, c, memory, weights)
    known = [k for k in (*memory.numbers, *found) if k.address not in told]
    listed = candidates(memory.city, weights, known, m, c)
    v = _by_value(p, m, c, turns, listed, memory, gaps, settled_period)
    if any(TOTAL.fullmatch(label.strip()) for label in p.labels) and (
        v is None or v.outcome != "true"
    ):
        return _unknown(p, m, c, _TOTAL)  # of which rows it is the sum, its table alone says
    # a number of a document of the city that names no subject for it: it may be the ledger's, and
    # accuses nobody
    if not c.named:
        sure = (
            v
            and v.outcome == "true"
            and any(x.known.address == v.address and x.measure >= 0.55 for x in listed)
        )
        return v if sure else _unknown(p, m, c, _NOBODY)
    if v is None or v.outcome in ("unknown", "false"):
        made = derived_verdict(p, m, c, turns, memory, weights)
        if made is not None:
            return made
    if v and v.outcome == "false" and c.joined:
        return replace(v, outcome="unknown", why=_JOINED)  # of both together it may be true
    return v or _unknown(p, m, c, gaps[0].why if gaps else _NOTHING)


def _by_value(
    p: Passage,
    m: Mention,
    c: Context,
    turns: Sequence[Turn],
    listed: list[Candidate],
    memory: Memory,
    gaps: list[_Gap],
    settled_period: bool,
) -> Verdict | None:
    fit = [x for x in listed if x.unit >= 0 and x.subject > 0 and x.period > -0.5]
    best = max(fit, key=lambda x: (x.context, x.value), default=None)
    plain = (
        best is not None and best.measure < 0.5
    )  # where the words name a measure, digits do not choose another
    agreed = sorted(
        (
            x
            for x in fit
            if x.value
            and (
                x.measure >= 0.2
                or (x.unit >= 1 and plain and (x.measure >= 0.1 or not _money(x.known)))
            )
        ),
        key=lambda x: 0.6 * bool(x.known.partly) - x.context,
    )
    if (
        agreed
        and best
        and agreed[0].context >= LIKELY
        and agreed[0].context >= best.context - _slack(m, agreed[0], best)
    ):
        return _unless_gap(_judged(p, m, agreed[0], c, turns, memory), agreed[0], gaps)
    bounds = sorted(
        (
            x
            for x in fit
            if not x.value
            and x.measure >= (0.4 if m.units else 0.6)  # a bound without a unit is anybody's
            and x.unit > 0
            and judge(m, x.known)[0] == "true"
        ),
        key=lambda x: -x.context,
    )
    if bounds and best and bounds[0].context >= LIKELY and bounds[0].context >= best.context - 0.3:
        return _unless_gap(_judged(p, m, bounds[0], c, turns, memory), bounds[0], gaps)
    elsewhere = _elsewhere(p, m, c, turns, listed, best)
    if elsewhere:
        return _unless_gap(elsewhere, None, gaps)
    if (
        best
        and best.unit > 0
        and best.context >= LIKELY
        and not other_basis(c, best.known)
        and _sure(m, best, listed, memory.rare_units)
    ):
        v = _judged(p, m, best, c, turns, memory)
        if v.outcome == "false" and ":" in best.known.address and not settled_period:
            period = {"zh": "没有说明期间", "en": "no period is stated"}
            return replace(v, outcome="unknown", why=period)  # of some other period it may be true
        return _unless_gap(v, best, gaps)
    return _elsewhere(p, m, c, turns, listed, best, headed=True)


def _money(k: Known) -> bool:
    """Whether it is an amount of money, which without a word of what it is for may be anybody's
    budget.
    """
    unit = unit_of(k.unit)
    return unit is not None and unit.money


def _slack(m: Mention, x: Candidate, best: Candidate) -> float:
    """How much better than a value that agrees the words may fit another: hardly, where both are
    computed from the same records.
    """
    if ":" in x.known.address and ":" in best.known.address and best.measure >= 0.5:
        return 0.5
    return 1.6 if m.said == x.known.stated else 1.0


def _unknown(p: Passage, m: Mention, c: Context, why: dict[str, str]) -> Verdict | None:
    alone = p.kind == "cell" and p.labels and len(p.text) - (m.end - m.start) <= 4
    if (
        not m.shape
        and not m.slack
        and (
            m.spelled
            or not (m.units or m.said.qualifier != "exact" or alone or m.said.value >= 1000)
        )
    ):
        return None  # a bare numeral that nothing is known of counts nothing
    return Verdict(
        "unknown", p, m.start, m.end, m.text, c.clause[0] if c.clause else "", "", {}, why, 0.0
    )


def _unless_gap(v: Verdict, x: Candidate | None, gaps: list[_Gap]) -> Verdict:
    """A number is not false where its words speak better of a figure that no source covers."""
    if v.outcome != "false" or not gaps or (x is not None and x.measure >= gaps[0].score):
        return v
    return replace(v, outcome="unknown", address="", ledger={}, why=gaps[0].why, confidence=0.0)


def _sure(m: Mention, x: Candidate, listed: list[Candidate], rare: frozenset[str]) -> bool:
    """Whether so much speaks for a value that a number which differs from it is wrong, and not
    about something else.
    """
    if x.subject < 0.3:
        return False
    # the subject's one value in this very unit needs fewer words
    alone = (
        x.unit >= 1
        and x.subject >= 0.5
        and not any(
            o is not x and o.unit >= 1 and o.subject >= max(0.5, x.subject - 0.2) for o in listed
        )
    )
    if alone and x.subject >= 0.7 and x.known.unit in rare:
        return True
    least = 0.25 if alone or _scaled(m.said.value, x.known.stated.value) else 0.4
    if x.unit < 0.3 and not (
        x.unit > 0 and x.measure >= 0.6 and x.subject >= 0.7 and m.said.value >= 100
    ):
        return False
    if x.measure < least or (x.subject < 0.4 and x.measure < 0.8):
        return False
    there = x.known.stated.value
    if _scaled(m.said.value, there):
        return True
    alike = m.said.qualifier == x.known.stated.qualifier and x.measure >= 0.55
    if alike and there and m.said.value / there in _MYRIADS:
        return True  # 约50亿 for 约50万: the same words, and 万 for 亿
    far = not there or not m.said.value or not Fraction(1, 20) < m.said.value / there < 20
    return not far or (x.measure >= 0.55 and x.subject >= 0.5)


def _scaled(a: Fraction, b: Fraction) -> bool:
    """Whether two values have the same three digits or more, and another power of ten: million for
    billion.
    """
    if not a or not b or a == b:
        return False
    digits = [str(x.numerator * 10**12 // x.denominator).rstrip("0") for x in (a, b)]
    return digits[0] == digits[1] and len(digits[0]) >= 3


def _judged(
    p: Passage, m: Mention, x: Candidate, c: Context, turns: Sequence[Turn], memory: Memory
) -> Verdict:
    k = x.known
    outcome, why = judge(m, k)
    if outcome == "imprecise" and k.partly and PARTLY.search(c.far):
        outcome = "true"  # the sentence says itself that it speaks of a part
    here, there = classes(c.near), {n for t in k.titles for n in classes(t)}
    if outcome == "true" and here and there and here.isdisjoint(there):
        outcome, why = (
            "false",
            {
                "zh": f"类别不符：账本为{k.titles[0]}",
                "en": f"another class: the ledger has {k.titles[1]}",
            },
        )
    if outcome == "true" and other_basis(c, k):
        said = {
            "zh": "累计" if k.period == "cumulative" else "年度",
            "en": "cumulative" if k.period == "cumulative" else "of the year",
        }
        outcome, why = (
            "imprecise",
            {
                "zh": f"口径不符：账本为{said['zh']}数",
                "en": f"another basis: the ledger's figure is {said['en']}",
            },
        )
    outcome, why = settled(outcome, why, m, k, c, turns, memory.claims_of(k.subject))
    if c.numbered and outcome == "true":
        outcome, why = (
            "false",
            {
                "zh": f"对象不符：账本将其记于{k.subject}",
                "en": f"another subject: the ledger has it for {k.subject}",
            },
        )
    elif c.stranger and outcome != "unknown":
        outcome, why = "unknown", _STRANGER
    return Verdict(
        outcome,
        p,
        m.start,
        m.end,
        m.text,
        k.subject,
        k.address,
        k.shown,
        why,
        round(min(1.0, x.context / 4.6), 2),
    )


def _elsewhere(
    p: Passage,
    m: Mention,
    c: Context,
    turns: Sequence[Turn],
    listed: list[Candidate],
    best: Candidate | None,
    headed: bool = False,
) -> Verdict | None:
    """The ledger has this very value, but for another subject, unit or period. `headed`: for
    another subject than a heading names; one such number is unknown, a section of them is not.
    """
    distinct = _digits(m.said.value) >= 3
    same = [
        x
        for x in listed
        if x.value
        and x.measure
        >= (
            0.3
            if distinct or x.subject >= 0.7
            else 0.4
            if headed and x.unit > 0
            else 0.3
            if x.unit < 0 and m.said == x.known.stated and _digits(m.said.value) == 2
            else 0.55
            if x.subject < 0 < x.unit or (x.unit < 0 and m.said == x.known.stated)
            else 0.75
        )
    ]
    for x in same:
        if x.known.partly:
            continue  # what is known of a part convicts nothing that is said elsewhere
        if (
            x.unit < 0
            and x.subject > 0.25
            and x.period > -0.5
            and m.units
            and not m.shape
            and (distinct or x.measure >= _of_unit(m, x))
            and not headed
        ):
            why = {
                "zh": f"单位不符：账本为{x.known.shown['zh']}",
                "en": f"another unit: the ledger has {x.known.shown['en']}",
            }
        elif (
            x.unit > 0
            and x.subject > 0.25
            and x.period <= -0.5
            and ":" not in x.known.address
            and distinct
            and x.known.period != "since_launch"
            and not headed
        ):
            told = x.known.period if x.known.period != "cumulative" else x.known.as_of
            why = {
                "zh": f"期间不符：账本为{told}",
                "en": f"another period: the ledger has it for {told}",
            }
        elif (
            x.unit > 0
            and x.subject < 0
            and (distinct or headed or x.measure >= 0.55)
            and (bool(c.clause) or p.kind != "cell")
            and headed == (not c.clause and not c.sentence)
        ):
            # a table may name its subjects in a column that was not read: its heading alone
            # convicts nobody
            why = {
                "zh": f"对象不符：账本将其记于{x.known.subject}",
                "en": f"another subject: the ledger has it for {x.known.subject}",
            }
        else:
            continue
        if best and best.value and best.context >= x.context:
            continue
        if (
            not_of_title(turns, x.known.titles)
            or c.stranger
            or (len(c.periods) > 1 and x.period <= -0.5)
        ):
            return None
        return Verdict(
            "unknown" if headed else "false",
            p,
            m.start,
            m.end,
            m.text,
            x.known.subject,
            x.known.address,
            x.known.shown,
            why,
            0.6,
            headed,
        )
    return None


def _of_unit(m: Mention, x: Candidate) -> float:
    """How well words must name the measure whose number stands with another unit: less where it is
    told as the ledger tells it, and has two digits.
    """
    if m.said != x.known.stated:
        return 0.5
    return 0.45 if _digits(m.said.value) < 2 or x.subject < 0.5 else 0.3


def _digits(v: Fraction) -> int:
    return len(str(v.numerator).rstrip("0"))


@dataclass(frozen=True)
class _Gap:
    """A figure that the words around a number may mean, and that nothing covers: how well they mean
    it, and what is missing.
    """

    score: float
    why: dict[str, str]


def _computed(
    m: Mention, c: Context, memory: Memory, weights: Weights
) -> tuple[list[Known], list[_Gap], bool]:
    """(figures of a facility with records, of the metrics that the words around a number may mean;
    those that nothing covers; whether the text states the period of them).
    """
    subjects = [s for s in (*c.clause, *c.sentence, *c.heading, *c.above) if s in memory.measured]
    subject = subjects[0] if subjects else ""
    if not subject or not any(
        relation(memory.city, s, subject) >= 1 for s in (*c.clause, *c.sentence, *c.heading)[:3]
    ):
        return [], [], False
    near, far = terms(c.near), terms(c.far)
    ranked = sorted(
        (
            (max(coverage(weights, t, near, far) for t in memory.titles_of(n)), n)
            for n in memory.metrics_of(subject)
        ),
        reverse=True,
    )
    likely = [(score, n) for score, n in ranked[:6] if score >= 0.3]
    if (
        _digits(m.said.value) >= 4
    ):  # 'it ran for 5,065.2 h' names its measure by hardly a word, but by its digits
        likely += [
            x
            for x in ranked
            if x not in likely and measure_of(metric(x[1])).unit in m.units and m.units
        ][:6]
    made: list[Known] = []
    gaps: list[_Gap] = []
    stated = [s.key for s in c.periods if s.key and s.edge == "in"]
    loose = all(s.weak for s in c.periods)  # none, or one that stands elsewhere
    for score, name in likely:
        for period in dict.fromkeys(
            [*stated[:2], *(memory.spans(subject, metric(name).streams) if loose else ())]
        ):
            k = memory.computed(subject, name, period)
            made += [k] if k is not None else []
            f = memory.figure(subject, name, period)
            if score >= 0.3 and f is not None and f.status == "not covered":
                gaps.append(_Gap(score, memory.coverage(f)))
    return made, gaps, bool(stated)
