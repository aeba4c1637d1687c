"""Setting up facilities: one page a facility, everything on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from scicity.platform import people, roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Organisation, RoleGrant
from scicity.platform.permissions import allowed
from scicity.platform.phrases import Phrase, phrase
from scicity.platform.views.page import (
    act,
    chosen,
    number,
    page,
    person_by_email,
    show,
    when,
    whole,
)
from scicity.registry import here

from ..allocation import services as allocation
from ..models import Course, Facility, RunCycle, RunPeriod, Unit
from ..people.services import give_clearance
from ..states import SAFETY_POLICIES
from ..units import FACILITY_KINDS, RUN_MODES
from . import edited
from . import services as service


@page("public")
def index(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "access/facilities",
        facilities=Facility.objects.prefetch_related("units"),
        KINDS=FACILITY_KINDS,
    )


@page("facility.create", methods=("GET", "POST"))
def create(request: HttpRequest) -> HttpResponse:
    faults: dict[str, Phrase] = {}
    error = ""
    if request.method == "POST":
        try:
            if (
                not request.POST.get("name_zh", "").strip()
                or not request.POST.get("name_en", "").strip()
            ):
                raise Invalid(
                    phrase("access-facilities-give-the-facility-a-name-in"),
                    {"name_zh": phrase("common-needed")},
                )
            office = person_by_email(request, "office") if request.POST.get("office") else None
            made = service.set_up(
                request.user,
                path=request.POST.get("path", "").strip(),
                name_zh=request.POST["name_zh"].strip(),
                name_en=request.POST["name_en"].strip(),
                kind=request.POST.get("kind", ""),
                zone=request.POST.get("zone", ""),
                safety_policy=request.POST.get("safety_policy", "scientist-then-safety"),
                office=office,
                operator=chosen(
                    request, "operator", Organisation, Organisation.objects.filter(retired_at=None)
                )
                if request.POST.get("operator")
                else None,
            )
            return redirect("facility", pk=made.pk)
        except Refused as refusal:
            faults, error = refusal.fields, str(refusal)
    return show(
        request,
        "access/facility_new",
        status=422 if error else 200,
        KINDS=FACILITY_KINDS,
        POLICIES=SAFETY_POLICIES,
        organisations=Organisation.objects.filter(retired_at=None)[:500],
        faults=faults,
        error=error,
        given=request.POST,
    )


@page("public", of=Facility)
def detail(request: HttpRequest, facility: Facility) -> HttpResponse:
    manage = allowed(request.user, "facility.manage", facility)
    cycles = list(facility.cycles.prefetch_related("periods__unit"))
    units = list(facility.units.prefetch_related("courses"))
    return show(
        request,
        "access/facility",
        facility=facility,
        units=units,
        manage=manage,
        cycles=cycles[:6],
        KINDS=FACILITY_KINDS,
        POLICIES=SAFETY_POLICIES,
        courses=facility.courses.filter(retired_at=None),
        modes=RUN_MODES,
        calls=facility.calls.all()[:20],
        grants=RoleGrant.objects.filter(facility=facility, until=None)
        .select_related("person")
        .order_by("role")
        if manage
        else [],
        available={(u.pk, c.pk): service.available(u, c) for u in units for c in cycles[:2]}
        if manage
        else {},
    )


@act("facility.manage", of=Facility)
def unit_add(request: HttpRequest, facility: Facility) -> Any:
    if not request.POST.get("name_zh", "").strip() or not request.POST.get("name_en", "").strip():
        raise Invalid(
            phrase("access-facilities-give-the-unit-a-name-in"),
            {"name_zh": phrase("common-needed")},
        )
    service.add_unit(
        request.user,
        facility,
        code=request.POST.get("code", "").strip(),
        name_zh=request.POST["name_zh"].strip(),
        name_en=request.POST["name_en"].strip(),
        access_unit=request.POST.get("access_unit", ""),
        bookable=bool(request.POST.get("bookable")),
        courses=list(
            facility.courses.filter(
                retired_at=None,
                pk__in=[c for c in request.POST.getlist("courses") if c.isdigit() and len(c) < 19],
            )
        ),
    )
    return phrase("access-facilities-unit-added")


@act("facility.manage", of=Facility)
def course_add(request: HttpRequest, facility: Facility) -> Any:
    days = whole(request, "valid_days", 365)
    if (
        not request.POST.get("name_zh", "").strip()
        or not request.POST.get("name_en", "").strip()
        or not 1 <= days <= 36500
    ):
        raise Invalid(
            phrase("access-facilities-give-a-name-in-both-languages"),
        )
    service.add_course(
        request.user,
        facility,
        name_zh=request.POST["name_zh"].strip()[:120],
        name_en=request.POST["name_en"].strip()[:120],
        valid_days=days,
        for_visits=bool(request.POST.get("for_visits")),
    )
    return phrase("access-facilities-course-added")


@act("facility.manage", of=Facility)
def cycle_add(request: HttpRequest, facility: Facility) -> Any:
    start, end = when(request, "start", facility.zone), when(request, "end", facility.zone)
    if not request.POST.get("name", "").strip():
        raise Invalid(
            phrase("access-facilities-give-the-cycle-a-name"), {"name": phrase("common-needed")}
        )
    assert start is not None
    assert end is not None
    service.add_cycle(request.user, facility, request.POST["name"].strip()[:40], start, end)
    return phrase("access-facilities-cycle-added")


@act("facility.manage", of=RunCycle)
def period_add(request: HttpRequest, cycle: RunCycle) -> Any:
    zone = cycle.facility.zone
    start, end = when(request, "start", zone), when(request, "end", zone)
    if request.POST.get("mode") not in dict(RunPeriod.MODES):
        raise Invalid(
            phrase("access-facilities-choose-a-mode"), {"mode": phrase("common-needed-2")}
        )
    unit = chosen(request, "unit", Unit, cycle.facility.units) if request.POST.get("unit") else None
    assert start is not None
    assert end is not None
    service.add_period(request.user, cycle, request.POST["mode"], start, end, unit)
    return phrase("access-facilities-period-added")


@act("role.manage", of=Facility)
def role_grant(request: HttpRequest, facility: Facility) -> Any:
    role = request.POST.get("role", "")
    person = person_by_email(request)
    if role in roles.CITY_WIDE:
        raise Invalid(phrase("access-facilities-city-wide-roles-are-not-given"))
    people.grant_role(request.user, person, role, facility)
    return phrase("access-facilities-role-given")


@act("role.manage", of=RoleGrant)
def role_end(request: HttpRequest, grant: RoleGrant) -> Any:
    people.end_role(request.user, grant)
    return phrase("access-facilities-role-ended")


@act("facility.create")
def city_role(request: HttpRequest) -> Any:
    people.grant_role(request.user, person_by_email(request), request.POST.get("role", ""), None)
    return phrase("access-facilities-role-given")


@act("clearance.give", of=Facility)
def clear(request: HttpRequest, facility: Facility) -> Any:
    give_clearance(
        request.user,
        person_by_email(request),
        chosen(request, "course", Course, facility.courses.filter(retired_at=None)),
        request.POST.get("score", "")[:20],
    )
    return phrase("access-facilities-training-noted")


@act("facility.manage", of=Unit)
def rate_set(request: HttpRequest, unit: Unit) -> Any:
    amount = number(request, "amount")
    assert amount is not None
    category = request.POST.get("category", "")
    if category not in ("academic", "industry", "clinical", "public") or not 0 <= amount <= 10**7:
        raise Invalid(phrase("access-facilities-choose-a-category-and-give-the"))
    service.set_rate(request.user, unit, category, int(amount * here().currency.minor))
    return phrase("access-facilities-rate-saved")


@act("facility.manage", of=Facility, edits=edited.LETTERS)
def letters_set(request: HttpRequest, facility: Facility) -> Any:
    """The facility's own letter. A template that cannot be filled is refused before it is kept."""
    zh, en = request.POST.get("letter_zh", ""), request.POST.get("letter_en", "")
    allocation.check_letters(zh, en)
    service.set_letters(request.user, facility, zh, en)
    return phrase("access-facilities-letter-templates-saved")
