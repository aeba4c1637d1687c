"""Setting up a facility, its units, its run calendar, and how much time there is to give."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from ruamel.yaml import YAML

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Event, Organisation, Person, SetUp
from scicity.platform.people import grant_role
from scicity.platform.phrases import phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import City, codes_of, here, is_external, load_city

from ..models import Course, DowntimeProfile, Facility, RateCard, RunCycle, RunPeriod, Unit
from ..units import ACCESS_UNITS, FACILITY_KINDS
from .operators import codes_of_home, registered

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


def must_hold(*rows: SetUp | None) -> None:
    """Nothing new is built on what is retired."""
    for row in rows:
        if row is not None and row.retired:
            raise Refused(
                phrase("access-facilities-this-is-retired-bring-it-back"),
            )


@verb
def set_up(
    actor: Person,
    *,
    path: str,
    name_zh: str,
    name_en: str,
    kind: str,
    zone: str = "",
    safety_policy: str = "scientist-then-safety",
    office: Person | None = None,
    report_due_days: int = 30,
    operator: Organisation | None = None,
    kept_since: datetime | None = None,
) -> Facility:
    """A facility that can give access; its user office goes on from there.

    `operator` is the legal entity that runs it, where the registry does not say; `kept_since` from
    when its
    account is kept here (None: from now).
    """
    if not SLUG.fullmatch(path):
        raise Invalid(
            phrase("access-facilities-the-path-takes-lower-case-letters"),
            {"path": phrase("access-facilities-like-ring-1")},
        )
    zone = zone or load_city(settings.CITY).zone_of(path)
    if kind not in FACILITY_KINDS:
        raise Invalid(
            phrase("common-there-is-no-kind", kind=repr(kind)),
            {"kind": phrase("common-choose-one")},
        )
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid(
            phrase("access-facilities-there-is-no-time-zone", zone=repr(zone)),
            {"zone": phrase("access-facilities-like", zone=here().zone)},
        ) from error
    if Facility.objects.filter(path=path).exists():
        raise Invalid(
            phrase("access-facilities-the-path-is-taken", path=repr(path)),
            {"path": phrase("common-taken")},
        )
    facility = Facility(
        path=path,
        name_zh=name_zh,
        name_en=name_en,
        kind=kind,
        zone=zone,
        safety_policy=safety_policy,
        report_due_days=report_due_days,
        operator=operator,
        kept_since=kept_since or timezone.now(),
    )
    facility.save()
    if office:
        grant_role(actor, office, roles.USER_OFFICE, facility)
    publish()
    return facility


@verb
def add_unit(
    actor: Person,
    facility: Facility,
    *,
    code: str,
    name_zh: str,
    name_en: str,
    access_unit: str = "",
    **rules: Any,
) -> Unit:
    """A unit of a facility; its unit of access is the usual one of the facility's kind unless
    said.
    """
    if not SLUG.fullmatch(code):
        raise Invalid(
            phrase("access-facilities-the-code-takes-lower-case-letters"),
            {"code": phrase("access-facilities-like-bl17b")},
        )
    must_hold(facility)
    access_unit = access_unit or FACILITY_KINDS[facility.kind][1]
    if access_unit not in ACCESS_UNITS:
        raise Invalid(
            phrase("common-there-is-no-unit-of-access", access_unit=repr(access_unit)),
            {"access_unit": phrase("common-choose-one")},
        )
    path = f"{facility.path}/{code}"
    if Unit.objects.filter(path=path).exists():
        raise Invalid(
            phrase("access-facilities-the-path-is-taken", path=repr(path)),
            {"code": phrase("common-taken")},
        )
    courses = rules.pop("courses", ())
    unit = Unit(
        facility=facility,
        path=path,
        name_zh=name_zh,
        name_en=name_en,
        access_unit=access_unit,
        **rules,
    )
    unit.save()
    unit.courses.set(courses)
    publish()
    return unit


@verb
def add_course(
    actor: Person,
    facility: Facility,
    *,
    name_zh: str,
    name_en: str,
    valid_days: int = 365,
    for_visits: bool = False,
) -> Course:
    must_hold(facility)
    course = Course(
        facility=facility,
        name_zh=name_zh,
        name_en=name_en,
        valid_days=valid_days,
        for_visits=for_visits,
    )
    course.save()
    return course


@verb
def add_cycle(
    actor: Person, facility: Facility, name: str, start: datetime, end: datetime
) -> RunCycle:
    if start >= end:
        raise Invalid(
            phrase("access-facilities-a-cycle-ends-after-it-starts"),
            {"end": phrase("common-after-the-start")},
        )
    must_hold(facility)
    cycle = RunCycle(facility=facility, name=name, start=start, end=end)
    cycle.save()
    return cycle


@verb
def add_period(
    actor: Person,
    cycle: RunCycle,
    mode: str,
    start: datetime,
    end: datetime,
    unit: Unit | None = None,
) -> RunPeriod:
    """A stretch of the run calendar. Two of the same unit never overlap: an hour has one mode."""
    cycle = locked(RunCycle, cycle.pk)
    must_hold(cycle, unit)
    if not (cycle.start <= start < end <= cycle.end):
        raise Invalid(
            phrase("access-facilities-a-period-lies-inside-its-cycle"),
        )
    if cycle.calendar().filter(unit=unit, start__lt=end, end__gt=start).exists():
        raise Invalid(
            phrase("common-this-overlaps-a-period-that-the"),
        )
    period = RunPeriod(cycle=cycle, unit=unit, mode=mode, start=start, end=end)
    period.save()
    return period


@verb
def set_rate(
    actor: Person, unit: Unit, category: str, fen: int, since: datetime | None = None
) -> RateCard:
    """What an hour costs from now on, or from a later day, in minor units of the currency; earlier
    uses keep their rate.
    """
    must_hold(unit)
    now = timezone.now()
    if since is not None and since < now - timedelta(minutes=2):
        raise Invalid(
            phrase("access-facilities-a-rate-never-reaches-back"),
            {"since": phrase("access-facilities-not-before-now")},
        )
    card = RateCard(unit=unit, category=category, fen_an_hour=fen, since=since or now)
    card.save()
    return card


@verb
def set_letters(actor: Person, facility: Facility, zh: str, en: str) -> None:
    facility = locked(Facility, facility.pk)
    facility.letter_zh, facility.letter_en = zh, en
    facility.save()


def available(unit: Unit, cycle: RunCycle, mode: str = "user") -> Decimal:
    """The amount that a unit can give in a cycle by the run calendar, in whole units of access
    (counts: hours of the mode).
    """
    periods = list(cycle.calendar().filter(Q(unit=unit) | Q(unit=None)))
    own = [p for p in periods if p.unit_id == unit.pk]
    whole = [p for p in periods if p.unit_id is None and p.mode == mode]
    seconds = sum((p.end - p.start).total_seconds() for p in own if p.mode == mode)
    for stretch in whole:
        seconds += (stretch.end - stretch.start).total_seconds() - _covered(stretch, own)
    length = unit.access.seconds or 3600
    return Decimal(int(seconds // length))


def _covered(stretch: RunPeriod, own: Iterable[RunPeriod]) -> float:
    """Seconds of a facility-wide stretch that a unit's own calendar takes over."""
    return sum(
        max(0.0, (min(stretch.end, p.end) - max(stretch.start, p.start)).total_seconds())
        for p in own
    )


ADDED: list[Callable[[], list[dict[str, Any]]]] = []  # what other rooms add to the registry


def publish() -> None:
    """What was set up here joins the registry, so that figures and reports know it too."""
    transaction.on_commit(write_registry)


def registered_units() -> frozenset[str]:
    """Every path of which there may be records.

    What was set up here and is not in the registry yet is written there first.
    """
    known = registered().entries
    own = {
        *Facility.objects.values_list("path", flat=True),
        *Unit.objects.values_list("path", flat=True),
        *(e["path"] for more in ADDED for e in more()),
    }
    if not own <= set(known):
        write_registry()
        known = registered().entries
    return frozenset(known)


def _as_registered(known: City, operator: Organisation | None) -> str:
    """The registry's id of an organisation that was named here; empty where the registry does not
    know it.
    """
    codes = codes_of_home(operator)
    return next(
        (o.id for o in known.organisations.values() if is_external(codes, codes_of(o)) is False), ""
    )


def write_registry() -> None:
    """What was set up here and is not in the city's registry, beside the ledger: its figures then
    know it too.
    """
    known = load_city(settings.CITY)
    added: list[dict[str, Any]] = []
    corrected = _corrected()
    for facility in Facility.objects.select_related("operator").prefetch_related("units"):
        if facility.path not in known.entries:
            operator = _as_registered(known, facility.operator)
            added.append(
                {
                    "path": facility.path,
                    "kind": "facility",
                    **_said(facility),
                    "zone": facility.zone,
                    **({"operator": operator} if operator else {}),
                }
            )
        elif ("facility", facility.pk) in corrected:
            added.append(
                {"path": facility.path, "corrects": True, **_said(facility), "zone": facility.zone}
            )
        for unit in facility.units.all():
            if unit.path not in known.entries:
                added.append({"path": unit.path, "kind": "unit", **_said(unit)})
            elif ("unit", unit.pk) in corrected:
                added.append({"path": unit.path, "corrects": True, **_said(unit)})
    for more in ADDED:
        added += more()
    profiles = [
        {
            "path": p.facility.path,
            "version": p.version,
            "minimum_uptime_s": p.minimum_uptime_minutes * 60,
            "availability_denominator": p.availability_denominator,
            "mtbf": p.mtbf,
        }
        for p in DowntimeProfile.objects.filter(retired_at=None).select_related("facility")
    ]
    settings.LEDGER.mkdir(parents=True, exist_ok=True)
    _kept("profiles.yaml", profiles)
    _kept("registry.yaml", added)  # last: readers look at the time of this one


def _said(thing: Facility | Unit) -> dict[str, Any]:
    return {
        "stage": "retired" if thing.retired else "operation",
        "name": {"zh": thing.name_zh, "en": thing.name_en},
    }


def _corrected() -> set[tuple[str, int]]:
    """Facilities and units that were corrected or retired here: what the city's own registry says
    of them is older.
    """
    rows = Event.objects.filter(
        model__in=("facility", "unit"), verb__in=("setups.correct change", "setups.retire change")
    )
    return {(model, int(pk)) for model, pk in rows.values_list("model", "object_id").distinct()}


def _kept(name: str, items: list[dict[str, Any]]) -> None:
    draft = settings.LEDGER / f".{name}.{secrets.token_hex(4)}"
    with open(draft, "w", encoding="utf-8") as handle:
        yaml = YAML(typ="rt")
        yaml.allow_unicode = True
        yaml.dump(items, handle)
    draft.replace(settings.LEDGER / name)
