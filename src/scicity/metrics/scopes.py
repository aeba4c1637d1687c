"""Scopes of figures from the registry: a path covers its subtree, a cluster its members, the city
all but guests.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from scicity.ledger.zones import midnight
from scicity.registry import City, Entry

from .errors import MetricError
from .types import Scope

RUNNING = ("trial", "operation", "retired")  # who has not begun is not expected to report


def scope_of(city: City, path: str = "all", zone: str = "") -> Scope:
    """The scope named by a registry path, or `all`: the whole city.

    Guests are of no city, and never in it.

    Periods are in the scope's own zone unless one is given; a scope that spans zones is counted in
    the city's.
    """
    own = tuple(e.path for e in city.entries.values() if "/" not in e.path and not e.guest)
    if path == "all":
        return Scope("all", own, zone or city.zone, reports=_expected(city, own))
    entry = city.entries.get(path) or city.by_code().get(path)
    if entry is None:
        near = get_close_matches(path, city.entries, 3, 0.4)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise MetricError(
            f"There is no {path!r} in the registry.{hint} `scicity registry list` shows all paths."
        )
    covered: tuple[str, ...] = entry.members or (entry.path,)
    if entry.kind == "city":
        covered = own
    profile = city.profiles.get(entry.path) or city.profiles.get(entry.facility, {})
    return Scope(
        entry.path, covered, zone or city.zone_of(entry.path), profile, _expected(city, covered)
    )


def zones_of(city: City, scope: Scope) -> tuple[str, ...]:
    """The zones of the places in a scope: where there are several, a figure says in which it was
    counted.
    """
    return tuple(sorted({city.zone_of(p) for p in scope.paths or ()} | {scope.zone}))


def _expected(city: City, paths: tuple[str, ...]) -> dict[str, tuple[tuple[str, int], ...]]:
    """By stream, the places under these paths that the registry expects to report it, and from
    when.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for e in city.entries.values():
        if (
            e.stage in RUNNING
            and not e.guest
            and any(e.path == p or e.path.startswith(p + "/") for p in paths)
        ):
            for name in e.reports:
                found.setdefault(name, []).append((e.path, _opened(city, e)))
    return {name: tuple(listed) for name, listed in found.items()}


def _opened(city: City, entry: Entry) -> int:
    if not entry.since:
        return 0
    year, month = (int(p) for p in entry.since.split("-"))
    return midnight(date(year, month, 1), city.zone_of(entry.path))
