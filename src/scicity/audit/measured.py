"""Figures computed from records for what documents state, so that the two can be held against each
other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scicity.ledger import Ledger, read
from scicity.measures import measures
from scicity.metrics import Figure, MetricError, catalogue, figures, scope_of
from scicity.registry import City


def figures_beside(
    ledger: Ledger, city: City, stated: Iterable[tuple[str, str, str]], moment: int
) -> tuple[Figure, ...]:
    """The metrics of each (subject, period, measure) that is stated, and those that it is related
    to, where there are records.
    """
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, period, name in stated:
        asked[subject, period] |= {name, *_related(name)} & set(catalogue())
    found: list[Figure] = []
    streams: dict[tuple[frozenset[str], str], bool] = {}
    for (path, period), names in sorted(asked.items()):
        if path not in city.entries:
            continue
        scope = scope_of(city, path)
        facilities = frozenset(p.split("/")[0] for p in scope.paths or ())
        listed = []
        for name in sorted(names):
            m = catalogue()[name]
            if any(p not in scope.profile for p in m.profile):
                continue
            for s in m.streams:
                if (facilities, s) not in streams:
                    streams[facilities, s] = bool(
                        read(ledger, s, as_of=moment, facilities=facilities).files
                    )
            if m.streams and all(streams[facilities, s] for s in m.streams):
                listed.append(m)
        try:
            found += figures(ledger, listed, scope, period, as_of=moment) if listed else ()
        except MetricError:
            continue  # a period of a document that is no period of the calendar
    return tuple(found)


def _related(name: str) -> set[str]:
    """Measures that relations tie to one, in either direction."""
    own = {o for r in measures()[name].relations for o in r.of} if name in measures() else set()
    return own | {m.id for m in measures().values() for r in m.relations if name in r.of}
