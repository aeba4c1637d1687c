"""What all pages of this room share."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from scicity.platform.clock import today
from scicity.platform.phrases import Both, chinese, phrase
from scicity.platform.views.page import show
from scicity.registry import City, load_city
from scicity.registry.types import Name
from scicity.workflow import APPLICANT, Field

from ..models import Authority, Case, Document, Enterprise, Officer, Parcel, Permit, Qualification

OUTCOMES = {
    "granted": phrase("parkservices-shown-granted"),
    "refused": phrase("parkservices-shown-refused"),
    "withdrawn": phrase("parkservices-shown-withdrawn"),
    "lapsed": phrase("parkservices-shown-lapsed"),
    "completed": phrase("parkservices-shown-completed"),
    "": Both("–", "–"),
}
GROUPS = {
    "special-goods": phrase("parkservices-shown-biomedical-special-goods"),
    "land": phrase("parkservices-shown-industrial-land"),
    "talent": phrase("parkservices-shown-talent"),
    "incubation": phrase("parkservices-shown-incubation-and-enterprises"),
}


def named(name: Name) -> str:
    return name.zh if chinese() else name.en


def authorities() -> dict[str, str]:
    return {
        APPLICANT: str(phrase("parkservices-case-applicant")),
        **{a.code: str(a) for a in Authority.objects.all()},
    }


@lru_cache(maxsize=2)
def _city(folder: Path) -> City:
    return load_city(folder)


def park_name(path: str) -> str:
    entry = _city(settings.CITY).entries.get(path)
    return named(entry.name) if entry else path


def in_words(fields: tuple[Field, ...], values: dict[str, Any]) -> list[tuple[str, str]]:
    """Answers in words, in the order of the form."""
    rows = []
    for f in fields:
        if f.id not in values or values[f.id] is None:
            continue
        value = values[f.id]
        if f.kind == "yes-no":
            value = phrase("common-yes") if value else phrase("common-no")
        elif f.kind == "choice":
            value = named(dict(f.options).get(value, Name(str(value), str(value))))
        elif f.kind == "enterprise":
            value = Enterprise.objects.filter(code=value).first() or value
        elif f.kind == "file":
            value = (
                Document.objects.filter(pk=value).values_list("name", flat=True).first()
                if str(value).isdigit()
                else value
            )
        elif f.kind in ("number", "whole"):
            value = f"{Decimal(str(value)).normalize():,f}"
        rows.append(
            (
                named(f.name),
                str(value if value is not None else phrase("parkservices-shown-removed")),
            )
        )
    return rows


def choices(request: HttpRequest, fields: tuple[Field, ...]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in fields that name something of a register: only what is the person's
    own.
    """
    kinds, found = {f.kind for f in fields}, {}
    if "enterprise" in kinds:
        found["enterprise"] = [
            (e.code, str(e)) for e in Enterprise.objects.filter(members=request.user)
        ]
    if "permit" in kinds:
        found["permit"] = [
            (p.number, f"{p.number} · {p.left.normalize():f} {p.unit}")
            for p in Permit.objects.filter(
                enterprise__members=request.user, valid_until__gte=today()
            )
        ]
    if "parcel" in kinds:
        free = Parcel.objects.filter(Q(holder=None) | Q(holder__members=request.user)).distinct()
        found["parcel"] = [(p.code, f"{p.code} · {p.area:,.0f} m²") for p in free]
    return found


def shown(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    return show(
        request,
        f"parkservices/{template}",
        status=status,
        OUTCOMES=OUTCOMES,
        STATES=Case.STATES,
        QUALIFICATIONS=Qualification.KINDS,
        ROLES_OF=Officer.ROLES,
        GROUPS=GROUPS,
        named=named,
        in_words=in_words,
        park_name=park_name,
        authority=authorities(),
        today=today(),
        APPLICANT=APPLICANT,
        **context,
    )
