"""Checks that come from what the vocabulary says of measures: limits and relations.

None knows any measure by name.

Only what cannot be true is found: values are intervals, digits are rounded, what is not known may
be anything.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from scicity.measures import Measure, convertible, measures, near, units
from scicity.metrics import Interval

from .account import Account
from .facts import Fact, plain, shown
from .found import Found, Words, measure_title, name_of

LANGUAGES = ("zh", "en")
Moment = tuple[str, date | None, date | None]  # whose, from, to


def _each(make: Mapping[str, str]) -> Words:
    return dict(make)


def _title(f: Fact) -> Words:
    return _each({lang: f.title.get(lang) or f.name for lang in LANGUAGES})


def _shown(f: Fact) -> Words:
    return _each({lang: f.shown(lang) + _whence(f, lang) for lang in LANGUAGES})


def _whence(f: Fact, language: str) -> str:
    if f.kind != "measured":
        return ""
    return "（按记录计算）" if language == "zh" else " (from records)"


def _when(f: Fact) -> Words:
    return _each({lang: f.when(lang) for lang in LANGUAGES})


def _listed(texts: Mapping[str, Iterable[str]]) -> Words:
    return _each({"zh": "、".join(texts["zh"]), "en": ", ".join(texts["en"])})


def _known(account: Account) -> Mapping[str, Measure]:
    return account.city.measures if account.city else measures()


def _moment(f: Fact) -> Moment:
    return f.subject, f.start, f.end


def _by_moment(account: Account) -> dict[Moment, dict[str, list[Fact]]]:
    """Facts of each subject and period, by the measure that they are."""
    found: dict[Moment, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for f in account.facts:
        if f.named and f.end is not None:
            found[_moment(f)][f.measure.id].append(f)
    return found


def _at_odds(*facts: Fact) -> bool:
    """Whether somebody states something here: figures computed from the same records cannot
    disagree.
    """
    return any(f.kind != "measured" for f in facts)


def _alike(a: Fact, b: Fact) -> bool:
    """Whether two values count at one level; only hours have levels."""
    return a.unit != "hours" or a.level == b.level


def _slack(f: Fact) -> Fraction:
    """How much the last digit may hide: whole numbers are counts, shares and means are always
    rounded.
    """
    return (
        f.half
        if f.kind == "measured" or f.measure.kind in ("share", "mean") or f.half < Fraction(1, 2)
        else Fraction(0)
    )


def _above(part: Fact, whole: Fact) -> bool:
    return whole.high is not None and part.low - _slack(part) > whole.high + _slack(whole)


# A part and its whole: one subject, one period


def _bounds(known: Mapping[str, Measure]) -> dict[str, dict[str, tuple[str, ...]]]:
    """measure → what it never exceeds → what must not be known for that; along chains of parts
    too.
    """
    direct = {
        m.id: {r.of[0]: r.unless for r in m.relations if r.kind in ("part_of", "at_most")}
        for m in known.values()
    }
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, own in direct.items():
        reached = dict(own)
        queue = list(own.items())
        while queue:
            middle, unless = queue.pop()
            for further, other in direct.get(middle, {}).items():
                if further != name and further not in reached:
                    reached[further] = (*unless, *other)
                    queue.append((further, reached[further]))
        found[name] = reached
    return found


def part_exceeds_whole(account: Account) -> Iterator[Found]:
    """A value above one that it can never exceed: a part above its whole, users above visits,
    delivered above scheduled.
    """
    yield from _pairs(account, alike=True)


def levels_differ(account: Account) -> Iterator[Found]:
    """A part above its whole only because the two count at different levels: told, for it is no
    contradiction.
    """
    yield from _pairs(account, alike=False)


def _pairs(account: Account, alike: bool) -> Iterator[Found]:
    bounds = _bounds(_known(account))
    within: dict[Moment, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for f in account.facts:
        if f.within and f.end is not None:
            within[_moment(f)][f.measure.id].append(f)
    for at, stated in _by_moment(account).items():
        for name in dict.fromkeys((*stated, *within[at])):
            parts = [*stated.get(name, ()), *within[at].get(name, ())]
            for other, unless in bounds.get(name, {}).items():
                if any(u in stated for u in unless):
                    continue
                for part, whole in itertools.product(parts, stated.get(other, ())):
                    if (
                        _above(part, whole)
                        and _at_odds(part, whole)
                        and _alike(part, whole) == alike
                    ):
                        yield Found(
                            part.subject,
                            {
                                "name": name_of(account, part.subject),
                                "period": _when(part),
                                "part": _title(part),
                                "whole": _title(whole),
                                "a": _shown(part),
                                "b": _shown(whole),
                                "why": _unless(account, unless),
                                "x": _level(part),
                                "y": _level(whole),
                            },
                            (part.address, whole.address),
                            (part, whole),
                        )


def _unless(account: Account, names: Sequence[str]) -> Words:
    """What would explain it, had it been stated."""
    if not names:
        return ""
    title = measure_title(account, names[0])
    return {
        "zh": f"（除非另有未注明的{title['zh']}）",
        "en": f" unless there was {title['en'].lower()}, which is not stated",
    }


_LEVELS = {
    "ring": ("储存环", "ring"),
    "station": ("实验站", "station"),
    "instrument": ("仪器", "instrument"),
    "cluster": ("集群", "cluster"),
    "": ("系统", "system"),
}


def _level(f: Fact) -> Words:
    zh, en = _LEVELS.get(f.level, (f.level, f.level))
    return {"zh": zh, "en": en}


# Limits


def out_of_range(account: Account) -> Iterator[Found]:
    """A value that its measure cannot have: below nothing, or a share above its whole."""
    for f in account.facts:
        low, high = f.measure.limits.low, f.measure.limits.high
        below = low is not None and f.high is not None and f.high + _slack(f) < low
        above = high is not None and f.low - _slack(f) > high
        if (below or above) and _at_odds(f):
            bound = low if below else high
            assert bound is not None
            limit = {
                lang: f"{'不小于' if below else '不大于'}{plain(bound)}"
                if lang == "zh"
                else f"at {'least' if below else 'most'} {plain(bound)}"
                for lang in LANGUAGES
            }
            if f.unit == "percent":
                limit = {
                    lang: text + ("%" if lang == "zh" else " %") for lang, text in limit.items()
                }
            yield Found(
                f.subject,
                {
                    "name": name_of(account, f.subject),
                    "title": _title(f),
                    "period": _when(f),
                    "value": _shown(f),
                    "limit": limit,
                },
                (f.address,),
                (f,),
            )


def beyond_machine_hours(account: Account) -> Iterator[Found]:
    """Hours that no number of machines known here could have run in the period, however the unit is
    spelt.
    """
    for f in account.facts:
        if (
            f.unit != "hours"
            or not (f.measure.limits.clock or not f.named)
            or f.measure.kind in ("share", "mean")
            or f.kind == "measured"
            or f.end is None
        ):
            continue
        entry = account.entry(f.subject)
        start = f.start
        if start is None:
            if entry is None or not entry.since:
                continue
            start = date(int(entry.since[:4]), int(entry.since[5:7]), 1)
        machines = _machines(account, f)
        possible = Fraction((f.end - start).days * 24 * machines)
        if f.low - _slack(f) > possible:
            yield Found(
                f.subject,
                {
                    "name": name_of(account, f.subject),
                    "title": _title(f),
                    "hours": plain(f.low),
                    "machines": str(machines),
                    "period": _when(f),
                    "possible": plain(possible),
                },
                (f.address,),
                (f,),
            )


def _machines(account: Account, f: Fact) -> int:
    """How many machines a subject's hours may be summed over: as the registry says, or its units
    where they are counted by those.
    """
    entry = account.entry(f.subject)
    if entry is None or account.city is None:
        return 1
    if entry.machines:
        return entry.machines
    summed = f.level or ("station" if f.named and f.measure.counting == "station" else "")
    if summed not in ("station", "instrument"):
        return 1
    return max(
        1,
        sum(
            e.kind == "unit" and _holds(account, entry.path, e.path)
            for e in account.city.entries.values()
        ),
    )


def future_period(account: Account) -> Iterator[Found]:
    """A figure of a period that had not begun when it was stated, or when the account is read."""
    now = (
        datetime.fromtimestamp(account.moment / 1_000_000, UTC)
        .astimezone(ZoneInfo(account.city.zone if account.city else "UTC"))
        .date()
        if account.moment
        else None
    )
    stated_at = {s.address: s.as_of for s in account.statements}
    for f in account.facts:
        if f.kind == "measured":
            continue
        begins = f.start or f.end
        said = stated_at.get(f.address, "")
        late = now is not None and begins is not None and begins > now
        if late or (f.start is not None and said and f.start.isoformat()[: len(said)] > said):
            day = said if said and not late else now.isoformat() if now else said
            yield Found(
                f.subject,
                {
                    "name": name_of(account, f.subject),
                    "title": _title(f),
                    "period": _when(f),
                    "value": _shown(f),
                    "day": day,
                },
                (f.address,),
                (f,),
            )


# One measure over time


def _series(account: Account) -> dict[tuple[str, str, str, str], list[Fact]]:
    """Facts of one subject and measure, in one unit and at one level."""
    found: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for f in account.facts:
        if f.end is not None:
            found[f.subject, f.key, f.unit, f.level].append(f)
    return found


def cumulative_falls(account: Account) -> Iterator[Found]:
    """A count to date that is lower at a later date.

    What can be taken away again, like a stock, may fall.
    """
    for listed in _series(account).values():
        to_date = sorted(
            (f for f in listed if f.cumulative and _only_grows(f)), key=lambda f: f.end or date.min
        )
        for earlier, later in itertools.combinations(to_date, 2):
            if earlier.end != later.end and _above(earlier, later) and _at_odds(earlier, later):
                yield Found(
                    later.subject,
                    {
                        "name": name_of(account, later.subject),
                        "title": _title(later),
                        "earlier": _shown(earlier),
                        "then": _when(earlier),
                        "later": _shown(later),
                        "period": _when(later),
                    },
                    (earlier.address, later.address),
                    (earlier, later),
                )
                break


def year_above_cumulative(account: Account) -> Iterator[Found]:
    """A period's value above the count to date at its end or later."""
    for listed in _series(account).values():
        for year, whole in itertools.product(listed, listed):
            if (
                not year.cumulative
                and whole.cumulative
                and _only_grows(whole)
                and year.end
                and whole.end
                and year.end <= whole.end
                and _above(year, whole)
                and _at_odds(year, whole)
            ):
                yield Found(
                    whole.subject,
                    {
                        "name": name_of(account, whole.subject),
                        "title": _title(whole),
                        "year": _when(year),
                        "a": _shown(year),
                        "period": _when(whole),
                        "b": _shown(whole),
                    },
                    (year.address, whole.address),
                    (year, whole),
                )


def _only_grows(f: Fact) -> bool:
    return f.measure.kind in ("flow", "cumulative") and f.measure.limits.low == 0


def periods_against_whole(account: Account) -> Iterator[Found]:
    """Quarters or months against their year: what adds up must, what is counted once lies between
    the largest and the sum.
    """
    for listed in _series(account).values():
        dated = [f for f in listed if f.start and f.end]
        for whole in dated:
            inside = [
                f
                for f in dated
                if f is not whole
                and f.start
                and whole.start
                and f.end
                and whole.end
                and whole.start <= f.start
                and f.end <= whole.end
                and f.end - f.start < whole.end - whole.start
            ]
            for parts in _split(inside):
                why = (
                    _against(whole, parts, _complete(whole, parts), "time")
                    if _at_odds(whole, *parts)
                    else None
                )
                if why:
                    yield _summed(account, whole, parts, why, "period")


def _split(inside: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts that do not overlap, one group for each source and length of period (quarters,
    months).
    """
    groups: dict[tuple[str, str], dict[date, Fact]] = defaultdict(dict)
    for f in inside:
        assert f.start
        assert f.end
        length = (f.end - f.start).days
        grain = (
            "day"
            if length == 1
            else "month"
            if length < 32
            else "quarter"
            if length < 93
            else "half"
            if length < 185
            else "year"
        )
        groups[f.document, grain].setdefault(f.start, f)
    for by_start in groups.values():
        listed = [by_start[k] for k in sorted(by_start)]
        if all(a.end and b.start and a.end <= b.start for a, b in itertools.pairwise(listed)):
            yield listed


def _complete(whole: Fact, parts: Sequence[Fact]) -> bool:
    return (
        parts[0].start == whole.start
        and parts[-1].end == whole.end
        and all(a.end == b.start for a, b in itertools.pairwise(parts))
    )


def _against(whole: Fact, parts: Sequence[Fact], complete: bool, over: str) -> str:
    """Why parts do not make their whole: above, below, apart, outside; nothing where they may."""
    slack = sum((_slack(p) for p in parts), _slack(whole))
    low = sum((p.low for p in parts), Fraction(0))
    high = (
        None
        if any(p.high is None for p in parts)
        else sum((p.high for p in parts if p.high is not None), Fraction(0))
    )
    if over in whole.measure.additive:
        if whole.high is not None and low - slack > whole.high:
            return "above"
        if complete and high is not None and high + slack < whole.low:
            return "below"
        return ""
    if whole.measure.kind in ("share", "mean"):
        tops = [p.high for p in parts]
        if not complete:
            return ""
        if whole.high is not None and min(p.low for p in parts) - slack > whole.high:
            return "outside"
        return (
            "outside"
            if None not in tops and max(t for t in tops if t is not None) + slack < whole.low
            else ""
        )
    if whole.measure.kind == "stock" or not (whole.measure.distinct or whole.measure.additive):
        return ""
    if whole.high is not None and max(p.low for p in parts) - slack > whole.high:
        return "one"
    return "below" if complete and high is not None and high + slack < whole.low else ""


_WHY = {
    "above": ("合计{sum}，超过", "add up to {sum}, more than"),
    "below": ("合计只有{sum}，少于", "add up to only {sum}, less than"),
    "one": ("最大者为{most}，超过", "reach {most}, more than"),
    "outside": ("在{least}与{most}之间，不含", "lie between {least} and {most}, which leaves out"),
}


def _summed(account: Account, whole: Fact, parts: Sequence[Fact], why: str, by: str) -> Found:
    words = {
        "sum": shown(_total(parts)),
        "most": plain(max(p.low for p in parts)),
        "least": plain(min(p.low for p in parts)),
    }
    label = {
        lang: [
            f"{p.when(lang) if by == 'period' else account.name(p.subject, lang)} {p.shown(lang)}"
            for p in parts
        ]
        for lang in LANGUAGES
    }
    found = {"zh": _WHY[why][0].format(**words), "en": _WHY[why][1].format(**words)}
    return Found(
        whole.subject,
        {
            "name": name_of(account, whole.subject),
            "title": _title(whole),
            "period": _when(whole),
            "value": _shown(whole),
            "parts": _listed(label),
            "why": found,
        },
        (whole.address, *(p.address for p in parts)),
        (whole, *parts),
    )


def _total(parts: Sequence[Fact]) -> Interval:
    total = parts[0].interval
    for p in parts[1:]:
        total = total + p.interval
    return total


def hundredfold(account: Account, times: int, least: int) -> Iterator[Found]:
    """A value that is a hundred times that of the year before or after: a slip of the unit more
    often than not. Below `least` chance does it.
    """
    for listed in _series(account).values():
        years = [
            f
            for f in listed
            if f.kind != "measured" and (_a_year(f.start, f.end) or f.measure.kind == "stock")
        ]
        for a, b in itertools.product(years, years):
            next_to = a.end == b.start if a.start else b.start is None and _a_year(a.end, b.end)
            if (
                next_to
                and a.low >= least
                and b.low >= least
                and a.high is not None
                and b.high is not None
            ):
                up, down = b.low >= times * a.high, a.low >= times * b.high
                if up or down:
                    yield Found(
                        b.subject,
                        {
                            "name": name_of(account, b.subject),
                            "title": _title(b),
                            "a": _shown(a),
                            "then": _when(a),
                            "b": _shown(b),
                            "period": _when(b),
                        },
                        (a.address, b.address),
                        (a, b),
                    )


def _a_year(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and 360 < (b - a).days < 370


# One measure twice


def _same_thing(account: Account) -> dict[tuple[object, ...], list[Fact]]:
    found: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for f in account.facts:
        if f.end is not None and f.kind != "measured":
            found[f.subject, f.key, f.start, f.end, f.level].append(f)
    return found


def two_values(account: Account) -> Iterator[Found]:
    """One measure of one subject for one period, with two values that exclude each other, in any
    unit of its dimension.
    """
    for listed in _same_thing(account).values():
        for a, b in itertools.combinations(listed, 2):
            if a.unit == b.unit and "no" in (
                a.interval.at_least(b.interval),
                b.interval.at_least(a.interval),
            ):
                yield Found(
                    a.subject,
                    {
                        "name": name_of(account, a.subject),
                        "title": _title(a),
                        "period": _when(a),
                        "a": _shown(a),
                        "b": _shown(b),
                    },
                    (a.address, b.address),
                    (a, b),
                )


def two_units(account: Account) -> Iterator[Found]:
    """One measure of one subject for one period in two units that do not convert into each
    other.
    """
    for listed in _same_thing(account).values():
        for a, b in itertools.combinations(listed, 2):
            if a.unit != b.unit and not convertible(a.unit, b.unit):
                yield Found(
                    a.subject,
                    {
                        "name": name_of(account, a.subject),
                        "title": _title(a),
                        "period": _when(a),
                        "a": _shown(a),
                        "b": _shown(b),
                    },
                    (a.address, b.address),
                    (a, b),
                )


def period_twice(account: Account) -> Iterator[Found]:
    """One period stated twice in one document with one value: said twice, or meant for another
    period.
    """
    for listed in _same_thing(account).values():
        for a, b in itertools.combinations(listed, 2):
            if a.document == b.document and a.interval == b.interval and a.unit == b.unit:
                yield Found(
                    a.subject,
                    {
                        "name": name_of(account, a.subject),
                        "title": _title(a),
                        "period": _when(a),
                        "value": _shown(a),
                        "document": a.document,
                    },
                    (a.address, b.address),
                    (a, b),
                )


def declared_against_measured(account: Account) -> Iterator[Found]:
    """A value that a document states, which the records that cover its period exclude."""
    for stated in _by_moment(account).values():
        for listed in stated.values():
            for said, found in itertools.product(listed, listed):
                if (
                    said.kind == "measured"
                    or found.kind != "measured"
                    or not (_alike(said, found) or not said.level)
                ):
                    continue
                slack = said.half + found.half
                apart = (found.high is not None and found.high + slack < said.low) or (
                    said.high is not None and found.low - slack > said.high
                )
                if apart:
                    yield Found(
                        said.subject,
                        {
                            "name": name_of(account, said.subject),
                            "title": _title(said),
                            "period": _when(said),
                            "a": _shown(said),
                            "b": _shown(found),
                        },
                        (said.address, found.address),
                        (said, found),
                    )


# Sums and ratios of measures


def sum_against_list(account: Account) -> Iterator[Found]:
    """A stated total against the sum of what makes it up."""
    yield from _sums(account, "declared")


def balance(account: Account) -> Iterator[Found]:
    """Indicators of one year that should add up to another and do not."""
    yield from _sums(account, "indicator")


def _sums(account: Account, kind: str) -> Iterator[Found]:
    for stated in _by_moment(account).values():
        for name, wholes in stated.items():
            for relation in _known(account)[name].related("sum_of"):
                for whole in wholes:
                    if whole.kind != kind:
                        continue
                    parts = [
                        p for o in relation.of for p in stated.get(o, ())[:1] if _alike(p, whole)
                    ]
                    several = any(
                        len({p.interval for p in stated.get(o, ())}) > 1
                        for o in (name, *relation.of)
                    )
                    if several or len(parts) < 2 or not _at_odds(whole, *parts):
                        continue
                    total, slack = _total(parts), sum((_slack(p) for p in parts), _slack(whole))
                    above = whole.high is not None and total.low - slack > whole.high
                    below = (
                        len(parts) == len(relation.of)
                        and total.high is not None
                        and total.high + slack < whole.low
                    )
                    if above or below:
                        gap = (
                            total.low - whole.high
                            if above and whole.high is not None
                            else whole.low - (total.high or 0)
                        )
                        listed = {
                            lang: [f"{_text(_title(p), lang)} {p.shown(lang)}" for p in parts]
                            for lang in LANGUAGES
                        }
                        yield Found(
                            whole.subject,
                            {
                                "name": name_of(account, whole.subject),
                                "title": _title(whole),
                                "period": _when(whole),
                                "whole": _shown(whole),
                                "sum": shown(total),
                                "parts": _listed(listed),
                                "plus": " + ".join(shown(p.interval) for p in parts),
                                "gap": plain(gap),
                                "unit": _each({lang: _unit(whole, lang) for lang in LANGUAGES}),
                            },
                            (whole.address, *(p.address for p in parts)),
                            (whole, *parts),
                        )


def _text(words: Words, language: str) -> str:
    return words[language] if isinstance(words, dict) else words


def _unit(f: Fact, language: str) -> str:
    title = units()[f.unit].title[language] if f.unit in units() else f.unit
    return title if language == "zh" else f" {title}"


def ratio_against_parts(account: Account) -> Iterator[Found]:
    """A share or a mean against what it divides: availability against downtime and scheduled
    time.
    """
    for (subject, start, end), stated in _by_moment(account).items():
        clock = Fraction((end - start).days * 24) if start and end else None
        for name, listed in stated.items():
            relations = [
                *_known(account)[name].related("ratio_of"),
                *_known(account)[name].related("complement_of"),
            ]
            for f in listed:
                found = [
                    (r, made)
                    for r in relations
                    if (made := _ratio(account, stated, r.kind, r.of, f, clock)) is not None
                ]
                if found and not any(_meets(f, value) for _, (value, _) in found):
                    _, (value, used) = found[0]
                    if not _at_odds(f, *used):
                        continue
                    listing = {
                        lang: [f"{_text(_title(p), lang)} {p.shown(lang)}" for p in used]
                        for lang in LANGUAGES
                    }
                    unit = {lang: _unit(f, lang) for lang in LANGUAGES}
                    yield Found(
                        subject,
                        {
                            "name": name_of(account, subject),
                            "title": _title(f),
                            "period": _when(f),
                            "value": _shown(f),
                            "parts": _listed(listing),
                            "ratio": _each(
                                {lang: _rounded(value) + unit[lang] for lang in LANGUAGES}
                            ),
                        },
                        (f.address, *(p.address for p in used)),
                        (f, *used),
                    )


def _rounded(value: Interval) -> str:
    def two(x: Fraction) -> Fraction:
        return Fraction(round(x * 100), 100)

    if value.high is None:
        return f"≥ {plain(two(value.low))}"
    low, high = two(value.low), two(value.high)
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"


def _meets(f: Fact, value: Interval) -> bool:
    return not (
        (f.high is not None and f.high + f.half < value.low)
        or (value.high is not None and value.high < f.low - f.half)
    )


def _ratio(
    account: Account,
    stated: Mapping[str, list[Fact]],
    kind: str,
    of: tuple[str, ...],
    f: Fact,
    clock: Fraction | None,
) -> tuple[Interval, list[Fact]] | None:
    """What a share or mean would be from the values that are known, with the facts used; None where
    they do not say.
    """
    above = _operand(account, stated, of[0], f)
    below = _operand(account, stated, of[1], f) or (
        _at_least(account, stated, of[1], clock) if kind == "complement_of" else None
    )
    if above is None or below is None or below[0].low <= 0:
        return None
    factor = 100 if f.unit == "percent" else 1
    low = Fraction(0) if below[0].high is None else above[0].low / below[0].high * factor
    high = None if above[0].high is None else above[0].high / below[0].low * factor
    if kind == "complement_of":
        low, high = (Fraction(0) if high is None else max(Fraction(0), factor - high)), factor - low
        if high < 0:
            return None  # more is missing than there is: told of those two
    used = list(dict.fromkeys((*above[1], *below[1])))
    return Interval(low, high), used


def _operand(
    account: Account, stated: Mapping[str, list[Fact]], name: str, f: Fact
) -> tuple[Interval, list[Fact]] | None:
    """A measure's value as stated, or as the sum of all its parts, with what the last digits
    hide.
    """
    own = [x for x in stated.get(name, ()) if _alike(x, f) or f.unit != "hours"]
    if own:
        return _widened(own[0]), own[:1]
    for relation in _known(account)[name].related("sum_of") if name in _known(account) else ():
        parts = [stated[o][0] for o in relation.of if stated.get(o)]
        if len(parts) == len(relation.of):
            total = _widened(parts[0])
            for p in parts[1:]:
                total = total + _widened(p)
            return total, parts
    return None


def _widened(f: Fact) -> Interval:
    low = max(Fraction(0), f.low - _slack(f)) if f.low >= 0 else f.low
    return Interval(low, None if f.high is None else f.high + _slack(f), f.interval.open_high)


def _at_least(
    account: Account, stated: Mapping[str, list[Fact]], name: str, clock: Fraction | None
) -> tuple[Interval, list[Fact]] | None:
    """A whole of which only parts are known: at least the largest of them, at most the clock's
    hours.
    """
    for relation in _known(account)[name].related("sum_of"):
        parts = [stated[o][0] for o in relation.of if stated.get(o)]
        if parts and parts[0].low > 0:
            low = _widened(parts[0]).low
            return Interval(low, None if clock is None or clock < low else clock), parts[:1]
    return None


# A whole in the registry and its parts


def parts_exceed_whole(account: Account) -> Iterator[Found]:
    """Units of a facility, facilities of a city or a cluster: what they state against what is
    stated of the whole.
    """
    yield from _registered(account, alike=True)


def parts_at_other_levels(account: Account) -> Iterator[Found]:
    """The same where the parts count at another level than the whole: told, for it is no
    contradiction.
    """
    yield from _registered(account, alike=False)


def _registered(account: Account, alike: bool) -> Iterator[Found]:
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for f in account.facts:
        if f.named and f.end is not None:
            groups[f.measure.id, f.unit, f.start, f.end].append(f)
    for listed in groups.values():
        for whole in listed:
            inside = [
                f
                for f in listed
                if f.subject != whole.subject
                and _holds(account, whole.subject, f.subject)
                and _alike(f, whole) == alike
            ]
            own = [
                f
                for f in inside
                if not any(
                    _holds(account, g.subject, f.subject) for g in inside if g.subject != f.subject
                )
            ]
            parts = list({f.subject: f for f in reversed(own)}.values())[::-1]
            if not parts or not _at_odds(whole, *parts):
                continue
            over = (
                "units"
                if all(
                    account.entry(p.subject) and p.subject.startswith(whole.subject + "/")
                    for p in parts
                )
                else "subjects"
            )
            why = "" if whole.measure.kind in ("share", "mean") else _within(whole, parts, over)
            if why:
                made = _summed(account, whole, parts, why, "subject")
                yield Found(
                    made.subject,
                    {**made.words, "x": _level(parts[0]), "y": _level(whole)},
                    made.evidence,
                    made.facts,
                )


def _within(whole: Fact, parts: Sequence[Fact], over: str) -> str:
    if over in whole.measure.additive:
        return _against(whole, parts, False, over)
    slack = _slack(whole)
    return (
        "one"
        if whole.high is not None and any(p.low - slack - _slack(p) > whole.high for p in parts)
        else ""
    )


def _holds(account: Account, whole: str, part: str) -> bool:
    """Whether one entry of the registry lies in another: under its path, among its members, or in
    the city.
    """
    if part.startswith(whole + "/"):
        return True
    entry, inner = account.entry(whole), account.entry(part)
    if entry is None or inner is None or inner.guest:
        return False
    if any(part == m or part.startswith(m + "/") for m in entry.members):
        return True
    return (
        entry.kind == "city"
        and entry.path != part
        and inner.kind in ("cluster", "facility", "phase", "unit")
    )


# What was not understood


def not_understood(account: Account) -> Iterator[Found]:
    """Units, columns and measures that the vocabulary does not know, by name: they were held to
    nothing.
    """
    known = _known(account)
    seen: set[tuple[str, ...]] = set()
    for f in account.facts:
        if f.kind == "measured":
            continue
        why = _misunderstood(f, known)
        at = (f.subject, f.document, f.name, f.unit)
        if why and at not in seen:
            seen.add(at)
            yield Found(
                f.subject,
                {
                    "name": name_of(account, f.subject),
                    "document": f.document,
                    "what": f.name,
                    "title": _title(f),
                    "unit": f.unit,
                    "why": why,
                },
                (f.address,),
                (f,),
            )


def _misunderstood(f: Fact, known: Mapping[str, Measure]) -> Words | None:
    if f.unit not in units() and (f.unit or f.named):
        return {
            "zh": f"单位“{f.unit}”不在词表中",
            "en": f"the unit {f.unit!r} is not in the vocabulary",
        }
    if not f.fits and f.unit:
        return {
            "zh": f"单位“{f.unit}”不是该指标的单位（应为{f.measure.unit}）",
            "en": f"the unit {f.unit!r} is not one of this measure, which is in {f.measure.unit}",
        }
    close = near(f.name, known, 0.9) if not f.named else []
    hint = (
        {"zh": f"，是否为{close[0]}？", "en": f"; is it {close[0]}?"}
        if close
        else {"zh": "", "en": ""}
    )
    if not f.named and (close or f.kind == "indicator"):
        return {
            "zh": f"“{f.name}”不在指标词表中{hint['zh']}",
            "en": f"{f.name!r} is not in the vocabulary of measures{hint['en']}",
        }
    return None


__all__ = [
    "balance",
    "beyond_machine_hours",
    "cumulative_falls",
    "declared_against_measured",
    "future_period",
    "hundredfold",
    "levels_differ",
    "not_understood",
    "out_of_range",
    "part_exceeds_whole",
    "parts_at_other_levels",
    "parts_exceed_whole",
    "period_twice",
    "periods_against_whole",
    "ratio_against_parts",
    "sum_against_list",
    "two_units",
    "two_values",
    "year_above_cumulative",
]
