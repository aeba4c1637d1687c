"""Mail: written with the change that it tells of, sent after by the worker, each recipient's fate
kept. A failing server loses nothing.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from scicity.registry import here

from . import roles
from .errors import Refused
from .models import Mail, Notification, Person
from .models.history import Change, journal
from .phrases import phrase
from .verbs import locked, verb

log = logging.getLogger(__name__)
FATES = {
    "waiting": phrase("platform-mails-waiting"),
    "sent": phrase("platform-mails-sent"),
    "failed": phrase("platform-mails-failed"),
}
CLOSED = "the account is closed"
REASONS = {
    CLOSED: phrase("platform-mails-the-account-is-closed"),
}  # other rooms add theirs; what is not here are the mail server's own words
# Of the rooms above, given when they are ready: why a mail is not to be sent any more (one of
# REASONS; empty: it is), and what is noted once it was.
NEEDLESS: list[Callable[[Mail], str]] = []
DELIVERED: list[Callable[[Mail, datetime], None]] = []
MOST_TRIES = 8  # by itself; after them somebody must ask for it
LEASE = timedelta(minutes=15)  # how long a sender that died keeps a mail
AT_ONCE = 200


def full(address: str) -> str:
    """An address of the site as it is opened from a mail."""
    return urljoin(settings.SITE.rstrip("/") + "/", address.lstrip("/"))


def deadline(due: datetime, zone: str, language: str) -> str:
    """A deadline in words, in the zone of whom it concerns."""
    zone = zone or str(here().tz)
    told = f"{due.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"
    return f"截止：{told}" if language == "zh" else f"Deadline: {told}"


def one_line(text: str) -> str:
    """As the subject of a mail must be: titles that people type may hold line ends."""
    return " ".join(text.split())[:300]


def text_of(note: Notification, language: str) -> str:
    said = note.zh if language == "zh" else note.en
    return "\n".join(
        [
            said,
            "",
            *([deadline(note.due_at, note.zone, language)] if note.due_at else []),
            full(note.address),
            "",
        ]
    )


def post(
    kind: str,
    email: str,
    language: str,
    subject: str,
    body: str,
    facilities: Iterable[int] = (),
    **more: Any,
) -> Mail:
    """Put a mail on its way: it is sent after the change was committed, and never without it."""
    mail = Mail.objects.create(
        kind=kind, email=email, language=language, subject=one_line(subject), body=body, **more
    )
    mail.facilities.set(facilities)
    return mail


def post_notice(note: Notification, facilities: Iterable[int]) -> Mail:
    language = note.person.language
    return post(
        "notice",
        note.person.email,
        language,
        note.zh if language == "zh" else note.en,
        text_of(note, language),
        facilities,
        person=note.person,
        notification=note,
    )


# --- sending --------------------------------------------------------------------------------------


def unsent(now: datetime) -> QuerySet[Mail]:
    """What is to be sent now: what waits, and what failed for a passing reason and is due again."""
    free = Q(trying_at=None) | Q(trying_at__lt=now - LEASE)
    return Mail.objects.filter(
        free, Q(failed_at=None) | Q(again_at__lte=now), sent_at=None
    ).order_by("id")


@dataclass(frozen=True)
class Sent:
    """What one look at the queue did: how many were tried, and how many of them were sent."""

    tried: int
    sent: int


def send_some() -> Sent:
    """Send what waits, some at once. What fails is marked with the reason, and stops no other."""
    now = timezone.now()
    tried = sent = 0
    for pk in list(unsent(now).values_list("pk", flat=True)[:AT_ONCE]):
        tried += 1
        if (
            unsent(now).filter(pk=pk).update(trying_at=timezone.now(), tries=F("tries") + 1)
        ):  # taken by one sender alone
            sent += _send(Mail.objects.select_related("person", "letter", "invitation").get(pk=pk))
    return Sent(tried, sent)


def send_waiting() -> int:
    """One look at the queue; the number that was sent."""
    return send_some().sent


def _send(mail: Mail) -> bool:
    if mail.person is not None and not mail.person.is_active:
        return _failed(mail, CLOSED, passing=False)
    if why := next((found for look in NEEDLESS if (found := look(mail))), ""):
        return _failed(mail, why, passing=False)
    try:
        EmailMessage(mail.subject, mail.body, None, [mail.email]).send()
    except Exception as error:  # noqa: BLE001 - a server that fails, an address that it will not take: nothing of it stops the others
        return _failed(mail, f"{type(error).__name__}: {error}", _passes(error))
    now = timezone.now()
    Mail.objects.filter(pk=mail.pk).update(
        sent_at=now, failed_at=None, again_at=None, trying_at=None, reason="", body=""
    )
    if mail.notification_id:
        Notification.objects.filter(pk=mail.notification_id).update(mailed_at=now)
    for note in DELIVERED:
        note(mail, now)
    return True


def _passes(error: Exception) -> bool:
    """Whether a fault may pass by itself: a server that is away or busy does, an address that it
    refuses does not.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return 400 <= error.smtp_code < 500
    return isinstance(error, OSError)


def _failed(mail: Mail, reason: str, passing: bool) -> bool:
    now = timezone.now()
    again = now + timedelta(minutes=2**mail.tries) if passing and mail.tries < MOST_TRIES else None
    Mail.objects.filter(pk=mail.pk).update(
        failed_at=now, again_at=again, trying_at=None, reason=one_line(reason)
    )
    log.warning(
        "mail %s could not be sent: %s", mail.pk, reason.partition(":")[0]
    )  # the rest may hold an address
    return False


# --- the office's list ----------------------------------------------------------------------------


def seen_by(person: Person) -> QuerySet[Mail]:
    """Mails whose fate somebody may see: of their facilities; of all, for the city's office and
    auditors.
    """
    if {(roles.CITY_OFFICE, None), (roles.AUDITOR, None)} & person.grants:
        return Mail.objects.all()
    return Mail.objects.filter(facilities__in=person.facilities_as(roles.USER_OFFICE)).distinct()


def of_fate(rows: QuerySet[Mail], fate: str) -> QuerySet[Mail]:
    asked = {
        "sent": Q(sent_at__isnull=False),
        "failed": Q(failed_at__isnull=False),
        "waiting": Q(sent_at=None, failed_at=None),
    }.get(fate)
    return rows if asked is None else rows.filter(asked)


@verb
def send_again(actor: Person, mail: Mail) -> Mail:
    """Have a mail that failed sent after all, as it was written.

    One that was sent, or waits, is not sent twice.
    """
    mail = locked(Mail, mail.pk)
    if mail.sent_at or mail.failed_at is None:
        raise Refused(phrase("platform-mails-this-mail-did-not-fail-it"))
    if mail.person is not None:
        mail.email = mail.person.email  # an address that was mended since
    opened = journal.get()
    assert opened is not None
    opened.changes.append(
        Change(
            "mail",
            str(mail.pk),
            str(mail.pk),
            "change",
            {"failed_at": (mail.failed_at.isoformat(), None)},
        )
    )
    mail.failed_at = mail.again_at = None
    mail.tries = 0
    mail.save()
    return mail


def send_all_again(actor: Person) -> int:
    """Have all that failed, of those whose fate one may see, sent again: nobody else gets
    anything.
    """
    done = 0
    for mail in of_fate(seen_by(actor), "failed"):
        try:
            send_again(actor, mail)
            done += 1
        except Refused:  # it was sent meanwhile
            continue
    return done
