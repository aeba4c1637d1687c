"""The city's account as pages need it.

What was asked is kept until the ledger grows: the same question as of the same time has one answer.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from scicity.intake import statuses
from scicity.ledger import Ledger, LedgerError, covers_of, last_recorded, manifests, open_ledger
from scicity.metrics import (
    GRAINS,
    PUBLIC,
    BadFigure,
    Evidence,
    Figure,
    Grain,
    MetricError,
    Statement,
    addressed,
    buckets_in,
    catalogue,
    days_covered,
    evidence,
    listing,
    metric,
    parse_address,
    public_figures,
    statements,
    verifies,
)
from scicity.observatory import Indicator, load_indicators
from scicity.registry import City, Entry, load_city
from scicity.reports import scope_of

from . import ledgers

DIMENSIONS = PUBLIC
MOST_ROWS = 5000
Wrong = (MetricError, LedgerError, ValueError)


def city() -> City:
    """The registry, with what was set up at this site where the site's own ledger is read."""
    added = ledgers.registry_added()
    return _city(settings.CITY, added, added.stat().st_mtime_ns if added else 0)


@lru_cache(maxsize=2)
def _city(folder: Path, added: Path | None, _changed: int) -> City:
    return load_city(folder, added)


def indicators() -> dict[str, Indicator]:
    return _indicators(settings.CITY)


@lru_cache(maxsize=2)
def _indicators(folder: Path) -> dict[str, Indicator]:
    return load_indicators(folder)


def ledger() -> Ledger:
    """The ledger that the visitor reads: `ledgers` has the rule."""
    return open_ledger(ledgers.folder())


def moment() -> int:
    """The newest record's time, in microseconds; 0 while there are no records."""
    return last_recorded(ledger())


@ledgers.kept(4)
def _statements(moment: int) -> tuple[Statement, ...]:
    return tuple(statements(ledger(), moment))


def stated() -> tuple[Statement, ...]:
    return _statements(moment())


def place(path: str) -> Entry | None:
    return city().entries.get(path)


def entry_of(unit: str) -> Entry | None:
    """The entry that a statement is about, or the nearest above it."""
    while unit:
        if unit in city().entries:
            return city().entries[unit]
        unit = unit.rpartition("/")[0]
    return None


@ledgers.kept(512)
def _figures(
    moment: int, name: str, scope: str, period: str, grain: str, by: tuple[str, ...]
) -> tuple[Figure, ...]:
    return public_figures(
        ledger(),
        metric(name),
        scope_of(city(), scope),
        period,
        grain=grain or None,
        by=by,
        as_of=moment,
    )


def asked(
    name: str, scope: str, period: str, grain: str = "", by: tuple[str, ...] = (), as_of: str = ""
) -> tuple[Figure, ...]:
    """Figures, as of a day's end or of now.

    One of `Wrong`, with what to do, where that cannot be answered.
    """
    if grain and grain not in GRAINS:
        raise ValueError(f"{grain!r} is no grain. Use one of: {', '.join(GRAINS)}.")
    if unknown := [b for b in by if b not in DIMENSIONS]:
        raise ValueError(f"{unknown[0]!r} is no dimension. Use one of: {', '.join(DIMENSIONS)}.")
    if grain:
        rows = buckets_in(period, _grain(grain))
        if rows > MOST_ROWS:
            raise ValueError(f"That is {rows} rows. Ask for a shorter period or a coarser grain.")
    return _figures(moment_of(as_of), name, scope, period, grain, by)


_working: dict[tuple[Any, ...], Future[tuple[Figure, ...]]] = {}
_hands = ThreadPoolExecutor(2, "figures")


def soon(question: dict[str, Any], patience: float | None) -> tuple[tuple[Figure, ...], bool]:
    """(figures, False), or ((), True) where they take longer than `patience` seconds: they are then
    on their way, and asked for again.

    The page is painted at once, and the same work is never begun twice. None waits. One of `Wrong`,
    as `asked`.
    """
    key = (ledgers.folder(), moment(), *(question[k] for k in sorted(question)))
    work = _working.get(key)
    if work is None:
        work = _working[key] = _hands.submit(copy_context().run, lambda: asked(**question))
    try:
        found = work.result(patience)
    except FutureTimeout:
        return (), True
    finally:
        if work.done():
            _working.pop(key, None)
    return found, False


def _grain(text: str) -> Grain:
    return next(g for g in GRAINS if g == text)


def moment_of(as_of: str) -> int:
    """The end of a day in the city's zone, in microseconds; now, where no day is given."""
    if not as_of:
        return moment()
    day = datetime.fromisoformat(as_of).date()
    end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(city().zone))
    if end > datetime.now(UTC):
        return moment()
    return int(end.timestamp() * 1_000_000) - 1


@ledgers.kept(256)
def found(address: str) -> Figure:
    """The figure that an address names, computed from its records."""
    at = parse_address(address)
    if unknown := [d for d, _ in at.by if d not in DIMENSIONS]:
        raise ValueError(f"{unknown[0]!r} is no dimension. Use one of: {', '.join(DIMENSIONS)}.")
    parts = _figures(
        int(at.as_of.timestamp() * 1_000_000),
        at.metric,
        at.scope,
        at.period,
        "",
        tuple(d for d, _ in at.by),
    )
    for f in parts:
        if f.by == at.by:
            return f
    raise BadFigure(f"{address!r} names no part that any record has.")


@ledgers.kept(256)
def proof(address: str) -> Evidence:
    return evidence(ledger(), found(address))


def verified(address: str, seal: str) -> bool:
    """Whether a seal agrees, computed anew from the records: nothing that was kept is used."""
    at = parse_address(address)
    found(address)  # an address that nobody may ask for is refused here
    return verifies(
        ledger(),
        addressed(ledger(), metric(at.metric), scope_of(city(), at.scope), at, use_partials=False),
        seal,
    )


def records(address: str, most: int) -> dict[str, list[dict[str, Any]]]:
    """The records behind a figure; none, where its own value is withheld."""
    return {} if found(address).withheld else listing(ledger(), found(address), most)


@ledgers.kept(128)
def history(address: str) -> tuple[tuple[int, Figure], ...]:
    """The figure as it would have been told after each import that touched its streams, oldest
    first; where it changed.
    """
    f = found(address)
    out: list[tuple[int, Figure]] = []
    for m in manifests(ledger()):
        at = int(m["recorded_at"])
        if at > f.as_of or not set(m.get("streams", f.metric.streams)) & set(f.metric.streams):
            continue
        parts = _figures(at, f.metric.id, f.scope.label, f.period, "", tuple(d for d, _ in f.by))
        then = next((p for p in parts if p.by == f.by), None)
        if then and (not out or (out[-1][1].value, out[-1][1].status) != (then.value, then.status)):
            out.append((at, then))
    return tuple(out[-12:])


@dataclass(frozen=True)
class BeamNow:
    """How a machine is, by its last sample; `stale`: nothing was heard of it for a minute.

    Not a figure: what is certain is in the ledger.
    """

    unit: str
    mode: str | None
    lost: bool
    cause: str
    since: datetime
    at: datetime
    current: str
    current_unit: str
    simulated: bool

    @property
    def stale(self) -> bool:
        return datetime.now(UTC) - self.at > timedelta(minutes=1)


def beams_of(path: str) -> list[BeamNow]:
    """The machines of a place that the intake watches."""
    found = [s.now for s in statuses(settings.INTAKE).values() if s.now]
    return [
        BeamNow(
            **{
                **n,
                "since": datetime.fromtimestamp(n["since"], UTC),
                "at": datetime.fromtimestamp(n["at"], UTC),
            }
        )
        for n in found
        if n["unit"] == path or n["unit"].startswith(path + "/")
    ]


@ledgers.kept(64)
def _measured(moment: int, path: str) -> tuple[tuple[str, str], ...]:
    """(metric, the period that its records cover) of all metrics for which a place has records."""
    entry = city().entries[path]
    covered: dict[str, str | None] = {}
    out = []
    for m in catalogue().values():
        spans = []
        for name in m.streams:
            if name not in covered:
                covered[name] = days_covered(
                    ledger(), name, entry.facility, city().zone_of(path), moment
                )
            spans.append(covered[name])
        # milestones come out of documents and are listed as such: a count of them is no measurement
        # of the place
        if spans and all(spans) and not m.profile and m.streams != ("milestones",):
            out.append((m.id, str(spans[0])))
    return tuple(out)


def silent(path: str) -> tuple[str, ...]:
    """The streams that a place is expected to report and never did."""
    expected = scope_of(city(), path).reports
    heard = {(c.cover.stream, c.cover.unit) for c in covers_of(ledger(), tuple(expected), moment())}
    return tuple(
        sorted(
            name
            for name, places in expected.items()
            if not any(
                unit == p or unit.startswith(p + "/")
                for p, _ in places
                for s, unit in heard
                if s == name
            )
        )
    )


def measured(path: str) -> tuple[tuple[str, str], ...]:
    return _measured(moment(), path)
