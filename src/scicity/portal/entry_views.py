"""Where the city office enters readings of indicators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from scicity.observatory import QUALIFIERS, Entered
from scicity.platform.errors import Refused
from scicity.platform.files import MOST_BYTES
from scicity.platform.outbox import deliver
from scicity.platform.phrases import phrase
from scicity.platform.views.page import page

from . import account, entry
from .views import shown


@page("indicator.enter", methods=("GET", "POST"))
def enter(request: HttpRequest) -> HttpResponse:
    """One reading by hand, or a workbook of them.

    What was typed is shown again with the reason when it is refused.
    """
    fault: Refused | None = None
    if request.method == "POST":
        try:
            upload = request.FILES.get("file")
            if upload is not None:
                rows = entry.read(upload.read(MOST_BYTES + 1))
            else:
                rows = [
                    Entered(
                        *(
                            request.POST.get(k, "").strip()
                            for k in (
                                "place",
                                "measure",
                                "value",
                                "value_high",
                                "qualifier",
                                "day",
                                "document",
                                "locator",
                            )
                        )
                    )
                ]
            person: Any = request.user
            count = entry.enter(person, rows)
            deliver()
            messages.success(
                request, str(phrase("portal-entry-views-readings-declared").fill(n=count))
            )
            return redirect("indicators-enter")
        except Refused as refusal:
            fault = refusal
    places = [
        e
        for e in account.city().entries.values()
        if e.kind in ("city", "cluster", "park", "site", "industry", "scheme")
    ]
    return shown(
        request,
        "enter",
        status=422 if fault else 200,
        fault=fault,
        given=request.POST,
        places=places,
        INDICATORS=account.indicators(),
        QUALIFIERS=QUALIFIERS,
    )


@page("indicator.enter")
def template(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        entry.template(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="indicators.xlsx"'},
    )
