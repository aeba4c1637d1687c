"""Whose a facility is, and what follows for its use: who is external, who is staff, what was
effective, what was lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from scicity.platform import roles
from scicity.platform.models import Organisation, Person, RoleGrant
from scicity.registry import City, is_external, is_staff, load_city, operators_of

from ..models import Fault, RunPeriod, Session, Unit, standing

PURPOSES = {
    "user": "user",
    "reserve": "user",
    "machine-development": "internal",
    "commissioning": "commissioning",
    "maintenance": "maintenance",
    "shutdown": "maintenance",
}


def registered() -> City:
    """The city's registry with what was set up here, read again when a file of it changed."""
    files = sorted(settings.CITY.glob("*.yaml"))
    added = settings.LEDGER / "registry.yaml"
    stamps = tuple(
        (str(f), f.stat().st_mtime_ns, f.stat().st_size)
        for f in (*files, *([added] if added.exists() else []))
    )
    return _read(settings.CITY, added, stamps)


@lru_cache(maxsize=2)
def _read(city: Path, added: Path, _stamps: tuple[tuple[str, int, int], ...]) -> City:
    return load_city(city, added)


def codes_of_home(home: Organisation | None) -> tuple[str, ...]:
    """All by which an organisation of the site is known elsewhere."""
    return (
        (f"org-{home.pk}", home.ror, home.credit_code, home.name_zh, home.name_en) if home else ()
    )


def operators_at(unit: Unit) -> frozenset[str]:
    """The codes of who operates a unit: by the registry, and where it says nothing by what was set
    up here.
    """
    return operators_of(registered(), unit.path) or frozenset(
        c for c in codes_of_home(unit.facility.operator) if c
    )


def external_at(unit: Unit, home: Organisation | None) -> bool | None:
    """Whether a home institution is another legal entity than the unit's operator; None where that
    is not known.
    """
    return is_external(codes_of_home(home), operators_at(unit))


def staff_at(unit: Unit, person: Person, at: datetime) -> bool | None:
    """Whether somebody was no user but staff: held an office at the facility at that time, or
    belongs to its operator.
    """
    held = RoleGrant.objects.filter(
        Q(until=None) | Q(until__gt=at),
        person=person,
        facility=unit.facility_id,
        role__in=roles.STAFF,
        since__lte=at,
    )
    return (
        True if held.exists() else is_staff(codes_of_home(person.organisation), operators_at(unit))
    )


def mode_at(unit: Unit, begin: datetime, end: datetime) -> str:
    """The mode of the run calendar in which most of a stretch lies; user time where the calendar is
    silent.

    A unit's own calendar goes before the facility's.
    """
    found = RunPeriod.objects.filter(
        Q(unit=unit) | Q(unit=None),
        cycle__facility=unit.facility_id,
        start__lt=end,
        end__gt=begin,
        retired_at=None,
    )
    periods = list(found)
    taken = [p for p in periods if p.unit_id] or periods
    shares: dict[str, timedelta] = defaultdict(timedelta)
    for p in taken:
        shares[p.mode] += min(p.end, end) - max(p.start, begin)
    return max(shares, key=lambda m: (shares[m], m)) if shares else "user"


def lost_within(
    begin: datetime, end: datetime, stretches: Iterable[tuple[datetime, datetime]]
) -> int:
    """Seconds of a stretch that were lost: each once, however many stretches of loss overlap, and
    never more than it has.
    """
    lost, upto = timedelta(0), begin
    for start, stop in sorted(stretches):
        since, until = max(start, upto), min(stop, end)
        if since < until:
            lost, upto = lost + (until - since), until
    return int(lost.total_seconds())


def lost_at(unit: Unit, begin: datetime, end: datetime, session: Session | None = None) -> int:
    """Seconds lost in a use of a unit, by its run log and by the faults told of the unit."""
    stretches = [
        (f.at - timedelta(minutes=f.minutes_lost), (f.mended_at or end) if f.stops_use else f.at)
        for f in Fault.objects.filter(
            unit=unit, at__gt=begin - timedelta(days=400), at__lt=end + timedelta(days=8)
        )
    ]
    if session is not None:
        stretches += [(e.begun_at, e.at) for e in standing(session).filter(minutes_lost__gt=0)]
    return lost_within(begin, end, stretches)


def purpose_at(
    unit: Unit, begin: datetime, end: datetime, staff: bool | None, reviewed: bool
) -> str:
    """What a use was for: by the run calendar; staff who use an instrument outside of any proposal
    work for the house.
    """
    purpose = PURPOSES[mode_at(unit, begin, end)]
    return "internal" if purpose == "user" and staff and not reviewed else purpose
