"""Numbers that the ledger does not state but that follow from what it states: sums, shares, means,
multiples, differences.

Each is computed with intervals, and named beside the verdict. What would add or divide things that
overlap is a bound, or unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scicity.measures import measure, unit_of
from scicity.metrics import Interval
from scicity.reports import bears

from .judge import converted, last_digit
from .known import Memory
from .lexicon import terms
from .match import Context, Weights, coverage
from .periods import stands
from .turns import Turn
from .types import Known, Mention, Outcome, Passage, Verdict

_SUM = re.compile(
    r"共|合计|总计|总共|一共|加起来|两者|\btotal(?:led|ling|s)?\b|\btogether\b|\bcombined\b|\bin"
    r" all\b|\bsum\b|\boverall\b|\baltogether\b|\bjointly\b|\bbetween them\b",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"平均|人均|每|均|\bon average\b|\baverage[ds]?\b|\bmean\b|\bper\b|\beach\b|\bevery\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"倍|\btimes\b|-?fold\b", re.IGNORECASE)
_SHARE = re.compile(
    r"占|比例|比重|\bshare\b|\bof (?:the|its|all)\b|\bout of\b|\bproportion\b|\baccount",
    re.IGNORECASE,
)
_MORE = re.compile(r"多出?|高出|少|差|\bmore\b|\bfewer\b|\bless\b|\bdifference\b", re.IGNORECASE)


@dataclass(frozen=True)
class Derived:
    """A computed value: where it may lie, how it was made in both languages, of whose values.

    `exact`: it is no bound only.
    """

    interval: Interval
    how: dict[str, str]
    of: tuple[Known, ...]
    exact: bool = True


def derived_verdict(
    p: Passage,
    m: Mention,
    c: Context,
    turns: Sequence[Turn],
    memory: Memory,
    weights: Weights,
) -> Verdict | None:
    """A verdict by what can be computed from the ledger's values, named; None where the words ask
    for no such thing.
    """
    if c.stranger or any(
        t.kind in ("negation", "doubt", "question", "reverse", "plan", "rank") for t in turns
    ):
        return None
    sentence = c.far
    found: Iterable[Derived]
    if m.shape == "times":
        found = _multiples(m, c, memory, weights)
    elif m.unit == "percent" and (_SHARE.search(sentence) or m.slack):
        found = _shares(c, memory, weights)
    elif _MEAN.search(c.near):
        found = _means(m, c, memory, weights)
    elif _SUM.search(sentence):
        found = _sums(m, c, memory, weights)
    elif (
        _MORE.search(c.near[max(0, c.near.find(m.text) - 12) :])
        and len({*c.clause, *c.sentence}) > 1
    ):
        found = _differences(m, c, memory, weights)
    else:
        return None
    listed = list(found)
    outcomes = [(_outcome(m, d), d) for d in listed]
    best = next(
        (x for x in outcomes if x[0] == "true"),
        outcomes[0] if len({o for o, _ in outcomes}) == 1 else None,
    )
    if best is None:
        return None
    outcome, d = best
    shown = {lang: d.how[lang] for lang in ("zh", "en")}
    return Verdict(
        outcome,
        p,
        m.start,
        m.end,
        m.text,
        d.of[0].subject,
        " ".join(k.address for k in d.of),
        shown,
        {"zh": f"由账本算得：{d.how['zh']}", "en": f"computed from the ledger: {d.how['en']}"},
        0.7,
    )


def _outcome(m: Mention, d: Derived) -> Outcome:
    """True, false, or unknown where only a bound is known."""
    said = m.said if m.shape or m.unit in ("percent", "") else converted(m, d.of[0])
    exact = d.interval.exact
    if exact is not None:
        if said.qualifier == "exact":
            if (
                abs(said.value - exact) * 2 * 10**said.decimals <= 1
                or abs(said.value - exact) <= m.slack
            ):
                return "true" if d.exact else "unknown"
        elif bears(d.interval, said):
            return "true"
        return "false" if _apart(said.value, exact) else "unknown"
    if bears(d.interval, said):
        return "true"
    low, high = d.interval.low, d.interval.high
    if said.qualifier in ("over", "at_least") and high is not None and said.value >= high:
        return "false"
    if said.qualifier in ("exact", "about", "range") and (
        said.value < low * Fraction(19, 20)
        or (high is not None and said.value > high * Fraction(21, 20))
    ):
        return "false"
    return "unknown"


def _apart(a: Fraction, b: Fraction) -> bool:
    """Whether two numbers are no roundings of one another."""
    return abs(a - b) > abs(b) / 50


def _of_subjects(c: Context) -> list[str]:
    return list(
        dict.fromkeys((*c.clause, *c.sentence, *(() if c.clause or c.sentence else c.heading)))
    )


def _about(c: Context, ks: Iterable[Known], weights: Weights, least: float) -> list[Known]:
    near, far = terms(c.near), terms(c.far)
    scored = [
        (max(coverage(weights, t, near, far) for t in k.titles), k)
        for k in ks
        if stands(c.period_of(k), k) in ("same", "unstated")
    ]
    return [k for score, k in sorted(scored, key=lambda x: -x[0]) if score >= least]


def _parts(memory: Memory, path: str) -> list[str]:
    return [
        e.path
        for e in memory.city.entries.values()
        if e.path.rpartition("/")[0] == path and e.path != path
    ]


def _additive(k: Known) -> bool | None:
    """Whether values of parts add up (hours, visits), or are counts of what may be counted twice;
    None where nobody says.
    """
    known = measure(k.measure)
    if known is not None:
        return not known.distinct
    unit = unit_of(k.unit)
    return unit is not None and (
        not unit.counted or unit.id in ("person_visits", "shots", "core_hours")
    )


def _sums(m: Mention, c: Context, memory: Memory, weights: Weights) -> Iterable[Derived]:
    """The parts of a facility together, or subjects named one after another."""
    subjects = _of_subjects(c)
    groups = [_parts(memory, s) for s in subjects[:1]] + ([subjects] if len(subjects) > 1 else [])
    for group in groups:
        by_measure: dict[str, list[Known]] = {}
        for k in _about(
            c, (k for k in memory.numbers if k.subject in group and k.unit in m.units), weights, 0.3
        ):
            by_measure.setdefault(k.measure, []).append(k)
        for ks in by_measure.values():
            if (
                len(ks) < 2
                or len({(k.period, k.as_of) for k in ks}) > 1
                or len({k.subject for k in ks}) < len(ks)
            ):
                continue
            total = ks[0].interval
            for k in ks[1:]:
                total = total + k.interval
            shown_zh, shown_en = (
                " + ".join(k.shown["zh"] for k in ks),
                " + ".join(k.shown["en"] for k in ks),
            )
            if _additive(ks[0]):
                yield Derived(
                    _rounded(total, ks),
                    {"zh": f"{shown_zh} 之和", "en": f"the sum of {shown_en}"},
                    tuple(ks),
                )
            else:
                most = max(k.interval.low for k in ks)
                bound = (
                    Interval(most, total.high, total.open_high)
                    if total.high is not None
                    else Interval(most, None)
                )
                yield Derived(
                    bound,
                    {
                        "zh": f"{shown_zh}，可能重复计数，只是上限",
                        "en": f"{shown_en}, which may overlap: a bound only",
                    },
                    tuple(ks),
                    exact=False,
                )
            return


def _rounded(total: Interval, ks: Sequence[Known]) -> Interval:
    """A sum of 'over 5,200' and 'over 8,900' lies below what the printed digits leave: 余 is less
    than one of the last digit.
    """
    if total.high is not None or not all(
        k.stated.qualifier == "over" or k.interval.exact is not None for k in ks
    ):
        return total
    return Interval(
        total.low,
        total.low
        + sum((last_digit(k.stated.value) for k in ks if k.interval.exact is None), Fraction(0)),
    )


def _shares(c: Context, memory: Memory, weights: Weights) -> Iterable[Derived]:
    """A part of its whole: two values of one subject and unit of which the vocabulary, or the
    sentence itself, says so.
    """
    subjects = set(_of_subjects(c))
    kin = [
        k
        for k in memory.numbers
        if k.subject in subjects
        or any(
            k.subject.startswith(f"{s}/") or memory.city.entries[s].kind == "city" for s in subjects
        )
    ]
    about = [k for k in _about(c, kin, weights, 0.3) if k.unit != "percent"][:6]
    for part in about:
        for whole in about:
            if (
                part is whole
                or part.unit != whole.unit
                or part.subject != whole.subject
                or part.interval.low >= whole.interval.low
            ):
                continue
            known = measure(part.measure)
            contained = known is not None and any(
                whole.measure in r.of for r in known.related("part_of")
            )
            if contained:
                a, b = part.stated.value, whole.stated.value
                yield Derived(
                    Interval(a * 100 / b, a * 100 / b),
                    {
                        "zh": f"{part.shown['zh']} ÷ {whole.shown['zh']}",
                        "en": f"{part.shown['en']} ÷ {whole.shown['en']}",
                    },
                    (part, whole),
                )


def _means(m: Mention, c: Context, memory: Memory, weights: Weights) -> Iterable[Derived]:
    """So much of one thing for each of another, both of one subject and period."""
    subjects = _of_subjects(c)[:1]
    own = [
        k
        for k in memory.numbers
        if k.subject in subjects
        and k.interval.exact is not None
        and stands(c.period_of(k), k) in ("same", "unstated")
    ]
    near = terms(c.far)
    tops = [k for k in own if k.unit in m.units]
    for top in tops:
        for under in own:
            if (
                under is top
                or under.unit == top.unit
                or under.period != top.period
                or not under.interval.low
            ):
                continue
            if (
                max(coverage(weights, t, near, near) for t in under.titles) < 0.3
                or max(coverage(weights, t, near, near) for t in top.titles) < 0.3
            ):
                continue
            v = top.interval.low / under.interval.low
            yield Derived(
                Interval(v, v),
                {
                    "zh": f"{top.shown['zh']} ÷ {under.shown['zh']}",
                    "en": f"{top.shown['en']} ÷ {under.shown['en']}",
                },
                (top, under),
            )


def _pairs(
    m: Mention, c: Context, memory: Memory, weights: Weights, any_unit: bool
) -> Iterable[tuple[Known, Known]]:
    """Values of one measure and period of the two subjects that a sentence sets side by side, in
    its order.
    """
    subjects = list(dict.fromkeys((*c.sentence, *c.clause)))
    if len(subjects) != 2:
        return
    ks = _about(
        c,
        (k for k in memory.numbers if k.subject in subjects and (any_unit or k.unit in m.units)),
        weights,
        0.5,
    )
    for a in ks:
        for b in ks:
            if (
                a.subject != b.subject
                and a.measure == b.measure
                and a.period == b.period
                and a.unit == b.unit
            ):
                yield a, b


def _multiples(m: Mention, c: Context, memory: Memory, weights: Weights) -> Iterable[Derived]:
    for a, b in _pairs(m, c, memory, weights, any_unit=True):
        if a.interval.exact is not None and b.interval.exact and a.interval.low > b.interval.low:
            v = a.interval.low / b.interval.low
            yield Derived(
                Interval(v, v),
                {
                    "zh": f"{a.shown['zh']} ÷ {b.shown['zh']}",
                    "en": f"{a.shown['en']} ÷ {b.shown['en']}",
                },
                (a, b),
            )


def _differences(m: Mention, c: Context, memory: Memory, weights: Weights) -> Iterable[Derived]:
    for a, b in _pairs(m, c, memory, weights, any_unit=False):
        if (
            a.interval.exact is not None
            and b.interval.exact is not None
            and a.interval.low > b.interval.low
        ):
            v = a.interval.low - b.interval.low
            yield Derived(
                Interval(v, v),
                {
                    "zh": f"{a.shown['zh']} − {b.shown['zh']}",
                    "en": f"{a.shown['en']} − {b.shown['en']}",
                },
                (a, b),
            )
