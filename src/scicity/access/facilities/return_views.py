"""Yearly returns of a facility: sent, compared with the ledger, signed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from scicity.connectors.workbook import write_template
from scicity.platform.clock import today
from scicity.platform.errors import Invalid
from scicity.platform.files import MOST_BYTES
from scicity.platform.phrases import phrase
from scicity.platform.views.page import act, page, show

from ..history.views import CAUSES
from ..models import (
    Facility,
    YearlyReturn,
)
from . import returns


@page("return.view", of=Facility)
def return_list(request: HttpRequest, facility: Facility) -> HttpResponse:
    return show(
        request,
        "access/returns",
        facility=facility,
        returns=facility.returns.select_related("sent_by", "signed_by"),
    )


@act("return.send", of=Facility)
def return_send(request: HttpRequest, facility: Facility) -> Any:
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid(
            phrase("access-others-choose-a-workbook"), {"file": phrase("common-needed-2")}
        )
    return reverse(
        "return",
        args=[
            returns.receive(
                request.user, facility, upload.name or "return.xlsx", upload.read(MOST_BYTES + 1)
            ).pk
        ],
    )


@page("return.view", of=Facility)
def return_template(request: HttpRequest, facility: Facility) -> HttpResponse:
    year = request.GET.get("year", "")
    chosen_year = int(year) if year.isdigit() and 1990 < int(year) < 2200 else today().year
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        write_template(
            path, facility.path, chosen_year, returns.units_of(facility), returns.offered()
        )
        answer = HttpResponse(
            path.read_bytes(),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    answer["Content-Disposition"] = (
        f'attachment; filename="return-{facility.path}-{chosen_year}.xlsx"'
    )
    return answer


@page("return.view", of=YearlyReturn, related=("facility", "sent_by", "signed_by"))
def return_detail(request: HttpRequest, kept: YearlyReturn) -> HttpResponse:
    return show(request, "access/return", kept=kept, causes=CAUSES)


@act("return.sign", of=YearlyReturn)
def return_sign(request: HttpRequest, kept: YearlyReturn) -> Any:
    returns.sign(request.user, kept, request.POST.getlist("lines"))
    return phrase("access-others-signed-and-declared")
