"""What the site itself covers: of each facility that gives access here, the records that it keeps,
and since when.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from scicity.ledger import Cover
from scicity.platform.models import Event

from ..models import Facility, LogEntry, Unit
from .operators import operators_at

_WHOSE = ("project", "organisation", "team")
# the fields that the site fills, by stream; what it writes as unknown throughout is not among them
FIELDS: dict[str, tuple[str, ...]] = {
    "machine_time": ("mode", "stations", *_WHOSE),
    "instrument_time": ("session", "purpose", "effective", "external", "lost", *_WHOSE),
    "visits": ("visit", "mode", "staff", "person", *_WHOSE),
    "projects": ("project", "kind", "organisation", "team"),
    "shots": ("shot", "energy", "on_target", "within_tolerance", *_WHOSE),
    "cases": ("project", "case"),
    "outages": ("planned", "cause", "lost_share"),
    "outputs": ("doi", "journal", "publication_year", "project"),
}
_FROM_OPERATOR = {"external", "staff"}


def kept_since(facility: Facility) -> datetime | None:
    """From when the site keeps a facility's account: as was said, or since it was set up."""
    if facility.kept_since:
        return facility.kept_since
    begun = (
        Event.objects.filter(model="facility", object_id=str(facility.pk))
        .order_by("number")
        .first()
    )
    return begun.at if begun else None


def streams_of(units: Iterable[Unit]) -> frozenset[str]:
    """The streams in which the use of these units is recorded here.

    Jobs of clusters and tubes received come from elsewhere.
    """
    found: set[str] = set()
    for unit in units:
        found.add("projects")
        if unit.access.sessions or unit.bookable:
            found |= {"visits", "outages"}
        if unit.access.sessions:
            found.add(
                "instrument_time" if unit.access.stream == "instrument_time" else "machine_time"
            )
        if unit.bookable:
            found.add("instrument_time")
        if unit.access.stream in ("shots", "cases"):
            found.add(unit.access.stream)
        elif shots_of([unit]).exists():
            found.add("shots")
    return frozenset(found | {"outputs"}) if found else frozenset()


def shots_of(units: Iterable[Unit]) -> QuerySet[LogEntry]:
    """The shots that were logged here of some units, as they stand."""
    return LogEntry.objects.filter(
        session__unit__in=[u.pk for u in units], kind="shot", replaced_by=None, struck=False
    )


def _unknown_of(units: list[Unit]) -> set[str]:
    """Of whom nobody is known to be the operator it is not said who is external or staff; a
    tolerance that a shot lacks is not known.
    """
    operated = units and operators_at(units[0])
    untold = units and shots_of(units).filter(within_tolerance=None).exists()
    return (set() if operated else _FROM_OPERATOR) | ({"within_tolerance"} if untold else set())


def covers(now: datetime, paths: Iterable[str] | None = None) -> tuple[Cover, ...]:
    """What the site covers up to now, of each facility and of each of its units; of these
    facilities alone, where they are named.

    A facility of which nobody is known to be the operator is not said to know who is external or
    staff.
    """
    made = []
    facilities = Facility.objects.select_related("operator").prefetch_related("units")
    for facility in facilities if paths is None else facilities.filter(path__in=list(paths)):
        since, units = kept_since(facility), list(facility.units.all())
        if since is None or since >= now:
            continue
        unknown = _unknown_of(units)
        booked = ("person",) if units and all(u.bookable for u in units) else ()
        kept = [(facility.path, name) for name in streams_of(units)] + [
            (u.path, name) for u in units for name in streams_of([u])
        ]
        for path, name in sorted(kept):
            fields = (*FIELDS[name], *(booked if name == "instrument_time" else ()))
            made.append(
                Cover(
                    name,
                    path,
                    int(since.timestamp()),
                    int(now.timestamp()),
                    tuple(f for f in fields if f not in unknown),
                )
            )
    return tuple(made)
