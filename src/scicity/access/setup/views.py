"""Set-up: what a facility has, each row's form with what depends on it and its history, and how it
is retired. One pair of pages for every kind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from scicity.platform.errors import Refused
from scicity.platform.models import Organisation
from scicity.platform.phrases import phrase
from scicity.platform.views.page import page, show

from ..models import Facility
from . import services as service
from .kinds import KINDS, Kind


@page("facility.manage", of=Facility)
def overview(request: HttpRequest, facility: Facility) -> HttpResponse:
    """All that is set up at a facility, what is retired too."""
    listed = [
        (k, [(row, k.titled(row)) for row in k.listed(facility)])
        for k in KINDS.values()
        if k.name != "organisation"
    ]
    return show(
        request,
        "access/setups",
        facility=facility,
        listed=listed,
        profile=KINDS["downtime-profile"],
    )


@page("organisation.correct")
def organisations(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    rows = Organisation.objects.all()
    if text:
        rows = rows.filter(name_zh__icontains=text) | rows.filter(name_en__icontains=text)
    return show(request, "access/organisations", rows=rows[:200], q=text)


def _row(
    request: HttpRequest, kind: Kind, row: Any, refusal: Refused | None = None
) -> HttpResponse:
    given = request.POST if refusal is not None else None
    lines = kind.lines(row)
    typed = {
        n: tuple(given.getlist(n)) or ("",)
        if given is not None and "do" not in given
        else (line.now,)
        if isinstance(line.now, str)
        else line.now
        for n, line in lines.items()
    }
    effects = refusal.effects if isinstance(refusal, service.Consequences) else []
    return show(
        request,
        "access/setup",
        status=refusal.status if refusal else 200,
        kind=kind,
        row=row,
        title=kind.titled(row),
        lines=lines,
        typed=typed,
        fields=kind.fields,
        faults=refusal.fields if refusal else {},
        error=refusal.phrase if refusal else "",
        effects=effects,
        given=given,
        uses=kind.depends(row),
        past=service.past(kind, row),
        facility=kind.belongs(row),
        here=f"setup-{kind.name}",
    )


def _edit(kind: Kind) -> Callable[..., Any]:
    def edit(request: HttpRequest, row: Any) -> HttpResponse:
        if request.method == "POST":
            try:
                values = service.read(kind, row, dict(request.POST.lists()))
                service.correct(
                    request.user,
                    kind,
                    row,
                    values,
                    request.POST.get("reason", ""),
                    bool(request.POST.get("sure")),
                )
            except Refused as refusal:
                return _row(request, kind, row, refusal)
            messages.success(request, str(phrase("common-corrected")))
            return redirect(f"setup-{kind.name}", pk=row.pk)
        return _row(request, kind, row)

    return page(kind.permission, kind.model, ("GET", "POST"), edits=kind.shown)(edit)


def _retire(kind: Kind) -> Callable[..., Any]:
    def retire(request: HttpRequest, row: Any) -> HttpResponse:
        back = request.POST.get("do") == "back"
        try:
            service.retire(
                request.user,
                kind,
                row,
                request.POST.get("reason", ""),
                bool(request.POST.get("sure")),
                back,
            )
        except Refused as refusal:
            return _row(request, kind, row, refusal)
        messages.success(
            request,
            str(
                phrase("access-setups-brought-back-2")
                if back
                else phrase("access-facilities-retired")
            ),
        )
        return redirect(f"setup-{kind.name}", pk=row.pk)

    return page(kind.permission, kind.model, ("POST",))(retire)


def _add(kind: Kind) -> Callable[..., Any]:
    def add(request: HttpRequest, parent: Any) -> HttpResponse:
        row = kind.model(**{_under(kind): parent})
        try:
            made = service.add(
                request.user, kind, parent, service.read(kind, row, dict(request.POST.lists()))
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("setups", pk=parent.pk)
        messages.success(request, str(phrase("access-setups-set-up-2")))
        return redirect(f"setup-{kind.name}", pk=made.pk)

    return page(kind.permission, kind.parent, ("POST",))(add)


def _under(kind: Kind) -> str:
    """The field that says what a row of a kind is part of."""
    return next(
        f.name
        for f in kind.model._meta.get_fields()
        if f.is_relation and f.concrete and f.related_model is kind.parent
    )


urlpatterns: list[URLPattern] = [
    path("facilities/<int:pk>/setup/", overview, name="setups"),
    path("setup/organisations/", organisations, name="organisations"),
    # the one kind that has no form of its own elsewhere
    path(
        "facilities/<int:pk>/downtime-profile/",
        _add(KINDS["downtime-profile"]),
        name="downtime-profile-new",
    ),
]
for _kind in KINDS.values():
    urlpatterns.append(
        path(f"setup/{_kind.name}/<int:pk>/", _edit(_kind), name=f"setup-{_kind.name}")
    )
    if _kind.leave is not None:
        urlpatterns.append(
            path(
                f"setup/{_kind.name}/<int:pk>/retire/", _retire(_kind), name=f"retire-{_kind.name}"
            )
        )


def address(kind: Kind, row: Any) -> str:
    return reverse(f"setup-{kind.name}", args=[row.pk])
