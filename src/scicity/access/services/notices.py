"""Telling people: in the page at once, by e-mail as each wishes."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.mail import send_mail
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from ..models import Letter, Notification, Person
from ..phrases import Phrase
from .verbs import verb


def tell(people: Iterable[Person], text: Phrase, address: str) -> None:
    """Notify people; those who want each message by e-mail get it by the background worker."""
    for person in {p.pk: p for p in people if p.is_active}.values():
        note = Notification.objects.create(person=person, zh=_line(text.zh), en=_line(text.en), address=address)
        if person.mail == "each":
            mail_notice.enqueue(note.pk)


def _line(text: str) -> str:
    """One line, as the subject of a mail must be: titles that people type may hold line ends."""
    return " ".join(text.split())[:300]


@task
def mail_notice(pk: int) -> None:
    note = Notification.objects.select_related("person").filter(pk=pk, mailed_at=None).first()
    if note is None or not note.person.is_active:
        return
    text = note.zh if note.person.language == "zh" else note.en
    send_mail(text, f"{text}\n\n{note.address}\n", None, [note.person.email])
    Notification.objects.filter(pk=pk).update(mailed_at=timezone.now())


@task
def mail_letter(pk: int) -> None:
    """Send a letter. Sending it again is counted."""
    letter = Letter.objects.select_related("to").get(pk=pk)
    send_mail(_line(letter.subject), letter.body, None, [letter.to.email])
    with verb.opened("letter.sent", None):
        letter = Letter.objects.select_for_update().get(pk=pk)
        letter.sent_at, letter.times_sent = timezone.now(), letter.times_sent + 1
        letter.save()


def mail_digests() -> int:
    """One message a person with what is unread and was not mailed, for those who want a digest."""
    sent = 0
    for person in Person.objects.filter(mail="digest", is_active=True, notifications__mailed_at=None, notifications__read_at=None).distinct():
        with transaction.atomic():
            waiting = list(person.notifications.filter(mailed_at=None, read_at=None).order_by("id"))
            zh = person.language == "zh"
            body = "\n".join(f"- {n.zh if zh else n.en}\n  {n.address}" for n in waiting)
            send_mail(f"科学城：{len(waiting)} 条新消息" if zh else f"Science city: {len(waiting)} new messages", body, None, [person.email])
            Notification.objects.filter(pk__in=[n.pk for n in waiting]).update(mailed_at=timezone.now())
        sent += 1
    return sent


def mark_read(person: Person) -> None:
    person.notifications.filter(read_at=None).update(read_at=timezone.now())
