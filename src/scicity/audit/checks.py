"""Checks of how things are said: each takes an account and its rule's parameters, and yields what
it found.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from scicity.measures import same_unit, unit_of
from scicity.metrics import Statement, add, catalogue
from scicity.metrics.errors import Unlike

from .account import Account, hours_between
from .facts import plain
from .found import Found, name_of

__all__ = [
    "core_hours_against_capacity",
    "counts_overlap",
    "cumulative_beside_annual",
    "definition_changed",
    "period_not_stated",
    "recorded_beyond_clock",
    "share_of_what",
    "title_varies",
    "two_classes",
    "unlike_measures",
    "who_is_counted",
]


def _numbers(account: Account, measure: str) -> list[Statement]:
    return [s for s in account.live() if s.measure == measure and s.interval is not None]


def _low(s: Statement) -> Fraction:
    assert s.interval is not None
    return s.interval.low


def counts_overlap(account: Account, counted: Sequence[str]) -> Iterator[Found]:
    """Distinct counts of two parts of one facility, with no count of the facility itself."""
    groups: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
    for s in account.live():
        if s.counted in counted and s.interval is not None and s.kind == "figure":
            groups[s.unit.split("/")[0], s.measure, s.period, s.document].append(s)
    for (facility, *_), listed in groups.items():
        units = {s.unit for s in listed}
        if len(units) < 2 or facility in units:
            continue
        try:
            together, _ = add([(s.interval, s.basis) for s in listed if s.interval is not None])
        except Unlike:
            continue
        yield Found(
            facility,
            {
                "name": name_of(account, facility),
                "title": listed[0].title,
                "a": name_of(account, listed[0].unit),
                "b": name_of(account, listed[1].unit),
                "low": plain(together.low),
                "high": "∞" if together.high is None else plain(together.high),
            },
            tuple(s.address for s in listed),
        )


def cumulative_beside_annual(account: Account) -> Iterator[Found]:
    """One measure, cumulative for one subject and annual for another, in one document."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in account.live():
        if s.interval is not None and s.kind == "figure":
            groups[s.metric or s.measure, s.document].append(s)
    for listed in groups.values():
        whole = [s for s in listed if s.period == "cumulative"]
        year = [s for s in listed if s.period.isdigit()]
        if whole and year and {s.unit for s in whole} != {s.unit for s in year}:
            yield Found(
                whole[0].unit,
                {
                    "title": whole[0].title,
                    "cumulative": _listed(account, whole),
                    "annual": _listed(account, year),
                },
                tuple(s.address for s in (*whole, *year)),
            )


def _listed(account: Account, said: Sequence[Statement]) -> dict[str, str]:
    paths = list(dict.fromkeys(s.unit for s in said))
    return {
        "zh": "、".join(account.name(p, "zh") for p in paths),
        "en": ", ".join(account.name(p, "en") for p in paths),
    }


def unlike_measures(account: Account, unit: str) -> Iterator[Found]:
    """One unit under several names of measures, across facilities of one document."""
    by_document: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for s in account.live():
        if same_unit(s.value_unit, unit) and s.kind == "figure" and s.interval is not None:
            by_document[s.document][s.measure].append(s)
    for measures in by_document.values():
        if (
            len(measures) > 1
            and len({s.unit.split("/")[0] for listed in measures.values() for s in listed}) > 1
        ):
            uses = {
                lang: ("；" if lang == "zh" else "; ").join(
                    f"{listed[0].title[lang]} ({_listed(account, listed)[lang]})"
                    for listed in measures.values()
                )
                for lang in ("zh", "en")
            }
            said = [s for listed in measures.values() for s in listed]
            yield Found(said[0].unit, {"uses": uses}, tuple(s.address for s in said))


_COUNTED = {"organisations": "单位", "visits": "人次", "teams": "团队", "projects": "课题"}


def who_is_counted(account: Account, words: Sequence[str], persons: str) -> Iterator[Found]:
    """A number of 'users' or of visits that counts something other than persons, with no count of
    persons beside it.
    """
    said = [s for s in account.live() if s.kind == "figure" and s.interval is not None]
    persons_of = {s.unit for s in said if s.counted == persons}
    told: set[tuple[str, str, str]] = set()
    for s in said:
        reads_as_users = s.measure.startswith("users") or (
            s.counted == "visits" and any(w in s.title["zh"] + s.title["en"].lower() for w in words)
        )
        if (
            reads_as_users
            and s.counted
            and s.counted != persons
            and s.unit not in persons_of
            and (s.unit, s.measure, s.document) not in told
        ):
            told.add((s.unit, s.measure, s.document))
            yield Found(
                s.unit,
                {
                    "name": name_of(account, s.unit),
                    "title": s.title,
                    "counted": {"zh": _COUNTED.get(s.counted, s.counted), "en": s.counted},
                },
                (s.address,),
            )


def title_varies(account: Account, alike: float) -> Iterator[Found]:
    """Titles of documents that are almost, yet not exactly, the same."""
    titles = [
        (s, s.printed or s.value)
        for s in account.statements
        if s.value_unit == "document" or (s.value_unit == "month" and s.printed)
    ]
    seen: set[frozenset[str]] = set()
    for (a, x), (b, y) in itertools.combinations(titles, 2):
        if a.unit != b.unit or x == y or frozenset((x, y)) in seen:
            continue
        same = unicodedata.normalize("NFKC", x) == unicodedata.normalize("NFKC", y)
        if same or SequenceMatcher(None, x, y).ratio() >= alike:
            seen.add(frozenset((x, y)))
            yield Found(a.unit, {"a": x, "b": y}, (a.address, b.address))


def two_classes(account: Account, classes: Sequence[dict[str, Any]]) -> Iterator[Found]:
    """One subject called by two names of classes that exclude each other; the longest word found
    decides.
    """
    by_unit: dict[str, dict[str, Statement]] = defaultdict(dict)
    named = {c["zh"]: c for c in classes}
    for s in account.live():
        if s.value_unit not in ("class", "claim", "category"):
            continue
        text = f"{s.value} {s.value_en} {s.printed}".lower()
        hits = [c for c in classes if any(w.lower() in text for w in c["words"])]
        if hits:
            by_unit[s.unit].setdefault(hits[0]["zh"], s)
    for unit, found in by_unit.items():
        if len(found) > 1:
            a, b = list(found)[:2]
            yield Found(
                unit,
                {
                    "name": name_of(account, unit),
                    "a": {"zh": a, "en": named[a]["en"]},
                    "b": {"zh": b, "en": named[b]["en"]},
                },
                tuple(s.address for s in found.values()),
            )


def period_not_stated(account: Account) -> Iterator[Found]:
    """Figures whose period whoever entered them had to assume."""
    for s in account.live():
        if s.period_assumed:
            yield Found(s.unit, {"name": name_of(account, s.unit), "title": s.title}, (s.address,))


def share_of_what(account: Account, unit: str) -> Iterator[Found]:
    """A share without its whole; a metric of the catalogue brings its own."""
    for s in account.live():
        if (
            same_unit(s.value_unit, unit)
            and s.interval is not None
            and not s.share_of
            and s.metric not in catalogue()
        ):
            yield Found(s.unit, {"name": name_of(account, s.unit), "title": s.title}, (s.address,))


def core_hours_against_capacity(
    account: Account, core_hours: str, utilisation: str, cores: str, tolerance: float
) -> Iterator[Found]:
    """Core-hours over a year at a utilisation imply a number of cores; it should be the one that
    there is.
    """
    for delivered in _numbers(account, core_hours):
        facility = delivered.unit.split("/")[0]
        shares = [
            s
            for s in _numbers(account, utilisation)
            if s.unit.split("/")[0] == facility and s.period == delivered.period
        ]
        stated = [
            (_low(s), s.address)
            for s in _numbers(account, cores)
            if s.unit.split("/")[0] == facility
        ]
        stated += [
            (c, f"compute_capacity of {u}")
            for u, c in account.capacity
            if u.split("/")[0] == facility
        ]
        if not shares or not stated or not delivered.period.isdigit() or not _low(shares[0]):
            continue
        hours = hours_between(f"{delivered.period}-01", delivered.period)
        implied = _low(delivered) / hours / (_low(shares[0]) / 100)
        for there, where in stated:
            if abs(implied - there) > Fraction(str(tolerance)) * there:
                yield Found(
                    facility,
                    {
                        "name": name_of(account, facility),
                        "hours": plain(_low(delivered)),
                        "share": plain(_low(shares[0])),
                        "implied": plain(Fraction(round(implied))),
                        "cores": plain(there),
                    },
                    (delivered.address, shares[0].address, where),
                )


def definition_changed(account: Account) -> Iterator[Found]:
    """One measure of one subject, defined otherwise in a later document."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in account.live():
        if s.interval is not None and s.kind == "figure":
            groups[s.unit, s.measure].append(s)
    for (unit, measure), listed in groups.items():
        for a, b in itertools.pairwise(sorted(listed, key=lambda s: (s.as_of, s.document))):
            why = [
                f"{n}: {x} → {y}"
                for n, x, y in (
                    ("unit", _unit(a), _unit(b)),
                    ("counting", a.counting, b.counting),
                    ("counted", a.counted, b.counted),
                    ("metric", a.metric, b.metric),
                )
                if x != y
            ]
            if a.document != b.document and why:
                yield Found(
                    unit,
                    {
                        "name": name_of(account, unit),
                        "measure": measure,
                        "a": a.document,
                        "b": b.document,
                        "why": ", ".join(why),
                    },
                    (a.address, b.address),
                )


def _unit(s: Statement) -> str:
    unit = unit_of(s.value_unit)
    return unit.id if unit else s.value_unit


def recorded_beyond_clock(account: Account) -> Iterator[Found]:
    """A machine cannot run longer than the clock does."""
    for unit, hours, possible in account.hours:
        if hours > possible:
            yield Found(
                unit,
                {
                    "name": name_of(account, unit),
                    "hours": plain(hours),
                    "possible": plain(possible),
                },
                (f"machine_time of {unit}",),
            )
