"""Registers in the pages: enterprises with their qualifications and permits, incubators, parcels
and parks, authorities.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from scicity.platform.clock import today
from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.errors import Invalid
from scicity.platform.models import Person
from scicity.platform.permissions import allowed
from scicity.platform.phrases import chinese, phrase
from scicity.platform.views.page import act, chosen, day_in, page, person_by_email, the_day

from .. import pictures
from ..models import (
    Authority,
    Contest,
    CreditNote,
    Enterprise,
    Officer,
    Parcel,
    Tenancy,
    whole_city,
)
from ..services import offices, registers, setup
from .shown import shown


@page("register.list")
def enterprises(request: HttpRequest) -> HttpResponse:
    rows = Enterprise.objects.prefetch_related("qualifications")
    if text := request.GET.get("q", "").strip():
        rows = (
            rows.filter(name_zh__icontains=text)
            | rows.filter(name_en__icontains=text)
            | rows.filter(code__icontains=text)
        )
    return shown(request, "enterprises", rows=rows.distinct()[:500], q=request.GET.get("q", ""))


@page("register.view", of=Enterprise)
def enterprise(request: HttpRequest, held: Enterprise) -> HttpResponse:
    return shown(
        request,
        "enterprise",
        e=held,
        credit=registers.credit(held, today()),
        tier=registers.tier(held, today()),
        notes=[
            (n, registers.contested_until(n))
            for n in held.notes.order_by("-at").prefetch_related("contests")
        ],
        permits=held.permits.prefetch_related("draws"),
        qualifications=held.qualifications.all(),
        tenants=held.tenants.select_related("tenant"),
        members=held.members.all() if allowed(request.user, "register.keep") else [],
    )


@act("register.keep")
def enrol(request: HttpRequest) -> Any:
    day = the_day(request, "registered_on")
    g = request.POST.get
    made = registers.enrol(
        request.user,
        code=g("code", ""),
        credit_code=g("credit_code", "").strip().upper(),
        name_zh=g("name_zh", ""),
        name_en=g("name_en", ""),
        park=g("park", "") or whole_city(),
        registered_on=day,
        listed=g("listed") == "on",
    )
    return reverse("enterprise", args=[made.pk])


@act("register.keep", of=Enterprise)
def act_for(request: HttpRequest, held: Enterprise) -> Any:
    registers.act_for(request.user, held, person_by_email(request))
    return phrase("parkservices-registers-may-apply-in-its-name")


LISTED = Shown(
    lambda e, person: {
        "listed": Line(
            phrase("parkservices-registers-on-the-white-list"),
            "on" if e.listed else "",
            {"on": phrase("common-yes"), "": phrase("common-no")},
        )
    }
)


@act("register.keep", of=Enterprise, edits=LISTED)
def put_on_list(request: HttpRequest, held: Enterprise) -> Any:
    registers.put_on_list(request.user, held, request.POST.get("listed") == "on")
    return phrase("common-saved")


@act("register.keep", of=Enterprise)
def qualify(request: HttpRequest, held: Enterprise) -> Any:
    first = the_day(request, "valid_from")
    registers.qualify(
        request.user,
        held,
        request.POST.get("kind", ""),
        first,
        day_in(request, "valid_until", needed=False),
        request.POST.get("document", ""),
    )
    return phrase("parkservices-registers-noted-and-on-its-way-to")


@act("register.keep", of=Enterprise)
def settle_tenant(request: HttpRequest, held: Enterprise) -> Any:
    day = the_day(request, "since")
    registers.settle_tenant(request.user, held, chosen(request, "tenant", Enterprise), day)
    return phrase("parkservices-registers-moved-in")


@act("register.keep", of=Tenancy)
def serve_tenant(request: HttpRequest, tenancy: Tenancy) -> Any:
    day = the_day(request, "day")
    registers.serve_tenant(request.user, tenancy, day, request.POST.get("what", ""))
    return phrase("common-noted")


@page("service.public")
def parcels(request: HttpRequest) -> HttpResponse:
    """Parcels with their ranges, and how each park's floor area is shared out."""
    rows = list(Parcel.objects.select_related("holder"))
    parks = {p: registers.balance(p) for p in sorted({r.park for r in rows})}
    return shown(
        request,
        "parcels",
        rows=rows,
        parks=parks,
        firms=Enterprise.objects.all() if allowed(request.user, "register.keep") else [],
    )


@page("service.public")
def parcel_map(request: HttpRequest) -> HttpResponse:
    svg = pictures.parcels(
        list(Parcel.objects.all()), "zh" if chinese() else "en", "dark" in request.GET
    )
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "no-cache"})


@act("register.keep")
def draw_parcels(request: HttpRequest) -> Any:
    sent = request.FILES.get("file")
    try:
        collection = json.loads(sent.read(20 * 2**20)) if sent else None
    except (ValueError, RecursionError) as error:
        raise Invalid(
            phrase("parkservices-registers-the-file-is-no-geojson"),
            {"file": phrase("parkservices-registers-must-be-json")},
        ) from error
    n = registers.draw_parcels(request.user, collection)
    return phrase("parkservices-registers-parcels-kept").fill(n=n)


@page("authority.list")
def authorities(request: HttpRequest) -> HttpResponse:
    return shown(
        request, "authorities", rows=Authority.objects.prefetch_related("officers__person")
    )


@act("authority.keep")
def add_authority(request: HttpRequest) -> Any:
    setup.add_authority(
        request.user,
        request.POST.get("code", ""),
        request.POST.get("name_zh", ""),
        request.POST.get("name_en", ""),
    )
    return phrase("common-added")


@act("authority.keep", of=Authority)
def appoint(request: HttpRequest, authority: Authority) -> Any:
    setup.appoint(request.user, authority, person_by_email(request), request.POST.get("role", ""))
    return phrase("parkservices-registers-appointed")


@act("authority.keep", of=Officer)
def dismiss(request: HttpRequest, officer: Officer) -> Any:
    to, pool = _successor(request, officer)
    n = offices.dismiss(request.user, officer, to, pool)
    return (
        phrase("parkservices-registers-removed-handed-over").fill(n=n)
        if n
        else phrase("common-removed")
    )


def _successor(request: HttpRequest, officer: Officer) -> tuple[Person | None, bool]:
    """Who takes over, picked from the authority's people, or its pool; nobody where nothing was
    picked.
    """
    told = request.POST.get("to", "")
    if told in ("", "pool"):
        return None, told == "pool"
    return chosen(
        request,
        "to",
        Person,
        Person.objects.filter(offices__authority=officer.authority).exclude(pk=officer.person_id),
    ), False


@act("officer.absent", of=Officer)
def set_absence(request: HttpRequest, officer: Officer) -> Any:
    to, pool = _successor(request, officer)
    first = (
        day_in(request, "absent_from", needed=False) if request.POST.get("do") != "back" else None
    )
    n = offices.set_absence(
        request.user,
        officer,
        first,
        day_in(request, "absent_until", needed=False) if first else None,
        to,
        pool,
    )
    return phrase("parkservices-registers-recorded-handed-over").fill(n=n)


@act("note.contest", of=CreditNote)
def contest(request: HttpRequest, note: CreditNote) -> Any:
    registers.contest(request.user, note, request.POST.get("text", ""))
    return phrase("parkservices-registers-recorded-you-will-be-notified-of")


@act("contest.decide", of=Contest)
def decide_contest(request: HttpRequest, held: Contest) -> Any:
    registers.decide_contest(
        request.user, held, request.POST.get("say") == "uphold", request.POST.get("reply", "")
    )
    return phrase("common-decided")


def _holder(parcel: Parcel, person: Any) -> Lines:
    firms = {"": "–", **{str(e.pk): e for e in Enterprise.objects.all()}}
    return {
        "enterprise": Line(
            phrase("parkservices-registers-holder"), str(parcel.holder_id or ""), firms
        )
    }


HOLDER = Shown(_holder)


@act("register.keep", of=Parcel, edits=HOLDER)
def set_holder(request: HttpRequest, parcel: Parcel) -> Any:
    holder = (
        None
        if request.POST.get("enterprise", "") == ""
        else chosen(request, "enterprise", Enterprise)
    )
    registers.set_holder(request.user, parcel, holder, request.POST.get("document", ""))
    return phrase("common-saved")
