"""Figures computed from records for what documents state, so that the two can be held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scicity.ledger import Ledger, read
from scicity.measures import measures
from scicity.metrics import Figure, MetricError, Scope, catalogue, figures
from scicity.registry import City


def figures_beside(ledger: Ledger, city: City, stated: Iterable[tuple[str, str, str]], moment: int) -> tuple[Figure, ...]:
    """The metrics of each (subject, period, measure) that is stated, and those that it is related to, where there are records."""
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, period, name in stated:
        asked[subject, period] |= {name, *_related(name)} & set(catalogue())
    found: list[Figure] = []
    streams: dict[tuple[str, str], bool] = {}
    for (path, period), names in sorted(asked.items()):
        entry = city.entries.get(path)
        if entry is None or entry.kind not in ("facility", "phase", "unit"):
            continue
        profile = city.profiles.get(path) or city.profiles.get(entry.facility, {})
        for name in sorted(names):
            m = catalogue()[name]
            if any(p not in profile for p in m.profile):
                continue
            for s in m.streams:
                if (entry.facility, s) not in streams:
                    streams[entry.facility, s] = bool(read(ledger, s, as_of=moment, facilities=frozenset((entry.facility,))).files)
            if m.streams and all(streams[entry.facility, s] for s in m.streams):
                try:
                    found += figures(ledger, [m], Scope(path, (path,), city.zone_of(path), profile), period, as_of=moment)
                except MetricError:
                    continue  # a period of a document that is no period of the calendar
    return tuple(found)


def _related(name: str) -> set[str]:
    """Measures that relations tie to one, in either direction."""
    own = {o for r in measures()[name].relations for o in r.of} if name in measures() else set()
    return own | {m.id for m in measures().values() for r in m.relations if name in r.of}
