"""Events, mails and refused records over the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from scicity.platform import mails, outbox
from scicity.platform.api.route import route
from scicity.platform.models import Event, Mail, OutboxRecord

from ..reading import Limit
from . import schemas as s


@route("GET", "/mail", "mail.view", list[s.MailOut])
def mail_list(
    request: HttpRequest,
    fate: Annotated[str, Field(pattern="^(waiting|sent|failed)?$")] = "",
    before: Annotated[int, Query(ge=1, le=2**63 - 1)] = 2**63 - 1,
    limit: Limit = 100,
) -> Any:
    """What became of each mail, newest first: waiting, sent, or failed with the reason."""
    person: Any = request.user
    return list(
        mails.of_fate(mails.seen_by(person), fate).filter(pk__lt=before).order_by("-id")[:limit]
    )


@route("POST", "/mail/again", "mail.send", s.AgainOut, scope="office")
def mail_all_again(request: HttpRequest) -> Any:
    """Send again all that failed, and nothing else."""
    person: Any = request.user
    return {"again": mails.send_all_again(person)}


@route("POST", "/mail/{pk}/again", "mail.send", s.MailOut, of=Mail, scope="office")
def mail_again(request: HttpRequest, thing: Mail) -> Any:
    """Send again one that failed."""
    person: Any = request.user
    return mails.send_again(person, thing)


@route("GET", "/events", "history.view", list[s.EventOut])
def event_list(
    request: HttpRequest, after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0, limit: Limit = 100
) -> Any:
    return list(Event.objects.filter(number__gt=after).order_by("number")[:limit])


def _refused(record: OutboxRecord) -> dict[str, Any]:
    plain = (
        "stream",
        "row",
        "withdraw",
        "made_at",
        "refused_at",
        "reason",
        "offers",
        "offered_at",
        "offered_by",
    )
    return {
        "id": record.pk,
        "reason_zh": outbox.reason_of(record).zh,
        **{name: getattr(record, name) for name in plain},
    }


@route("GET", "/refused-records", "outbox.view", list[s.RefusedOut])
def refused_list(
    request: HttpRequest, after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0, limit: Limit = 100
) -> Any:
    """Records of the site that the ledger refused, with the reasons."""
    return [_refused(r) for r in outbox.refused().filter(pk__gt=after)[:limit]]


@route(
    "POST",
    "/refused-records/{pk}/offer",
    "outbox.offer",
    s.RefusedOut,
    of=OutboxRecord,
    scope="office",
)
def refused_offer(request: HttpRequest, thing: OutboxRecord) -> Any:
    """Have a refused record delivered after all, once what was wrong is mended."""
    return _refused(outbox.offer_again(request.user, thing))
