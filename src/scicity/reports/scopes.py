"""Scopes of figures from the registry: a path covers its subtree, a cluster its members, the city all but guests."""

from __future__ import annotations

from difflib import get_close_matches

from scicity.metrics import MetricError, Scope
from scicity.registry import City


def scope_of(city: City, path: str = "all", zone: str = "") -> Scope:
    """The scope named by a registry path, or `all`. Periods are in the scope's own zone unless one is given."""
    if path == "all":
        return Scope("all", None, zone or city.zone)
    entry = city.entries.get(path) or city.by_code().get(path)
    if entry is None:
        near = get_close_matches(path, city.entries, 3, 0.4)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise MetricError(f"There is no {path!r} in the registry.{hint} `scicity registry list` shows all paths.")
    covered: tuple[str, ...] = entry.members or (entry.path,)
    if entry.kind == "city":
        covered = tuple(e.path for e in city.entries.values() if "/" not in e.path and not e.guest)
    profile = city.profiles.get(entry.path) or city.profiles.get(entry.facility, {})
    return Scope(entry.path, covered, zone or city.zone_of(entry.path), profile)
