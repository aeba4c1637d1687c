"""What became of each mail: the office's list, and sending again what failed."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from .. import mails as service
from ..models import Mail
from ..phrases import phrase
from .page import act, page, show

SHOWN = 100


@page("mail.view")
def mail_list(request: HttpRequest) -> HttpResponse:
    mine = service.seen_by(request.user)  # type: ignore[arg-type]
    fate, text = request.GET.get("fate", ""), request.GET.get("q", "").strip().replace("\x00", "")
    rows = service.of_fate(mine, fate)
    if text:
        rows = rows.filter(email__icontains=text) | rows.filter(subject__icontains=text)
    pages = Paginator(rows.select_related("person").order_by("-id"), SHOWN)
    counts = {name: service.of_fate(mine, name).count() for name in service.FATES}
    return show(
        request,
        "platform/mails",
        rows=pages.get_page(request.GET.get("page")),
        counts=counts,
        fate=fate,
        query=text,
        FATES=service.FATES,
        REASONS=service.REASONS,
    )


@act("mail.send", of=Mail)
def again(request: HttpRequest, mail: Mail) -> Any:
    service.send_again(request.user, mail)  # type: ignore[arg-type]
    return phrase("platform-mails-it-will-be-sent-again")


@act("mail.send")
def all_again(request: HttpRequest) -> Any:
    number = service.send_all_again(request.user)  # type: ignore[arg-type]
    return phrase("platform-mails-mails-that-failed-and-will-be").fill(n=number)
