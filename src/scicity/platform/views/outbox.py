"""What the ledger refused of the site's records: the list, and offering again what was mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from .. import outbox
from ..errors import Refused
from ..heartbeat import pulse
from ..models import OutboxRecord, Person
from ..phrases import phrase
from .page import act, page, show

SHOWN = 200


@page("outbox.view")
def refused_list(request: HttpRequest) -> HttpResponse:
    records = list(outbox.refused()[:SHOWN])
    people = dict(
        Person.objects.filter(key__in={r.offered_by for r in records}).values_list("key", "name")
    )
    rows = [(r, outbox.reason_of(r), people.get(r.offered_by, r.offered_by)) for r in records]
    return show(
        request,
        "platform/refused_records",
        rows=rows,
        number=outbox.refused().count(),
        waiting=outbox.waiting().count(),
        pulse=pulse(),
    )


@act("outbox.offer", of=OutboxRecord)
def offer(request: HttpRequest, record: OutboxRecord) -> Any:
    outbox.offer_again(request.user, record)
    return phrase("platform-outbox-offered-again")


@act("outbox.offer")
def offer_all(request: HttpRequest) -> Any:
    done = left = 0
    for record in outbox.refused():
        try:
            outbox.offer_again(request.user, record)
            done += 1
        except Refused:
            left += 1
    return phrase("platform-outbox-offered-again-not-because-a-later").fill(n=done, m=left)
