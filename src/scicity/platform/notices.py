"""Telling people: in the page at once, by e-mail as each wishes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from . import mails
from .models import Notification, Person
from .permissions import facilities_of
from .phrases import Phrase


def tell(
    people: Iterable[Person],
    text: Phrase,
    address: str,
    due: datetime | None = None,
    zone: str = "",
) -> None:
    """Notify people; those who want each message by e-mail get it by the background worker.

    `due` is until when it waits for them, said in `zone` (the city's by default).
    """
    told = list({p.pk: p for p in people if p.is_active}.values())
    facilities = _facilities_at(address) if any(p.mail == "each" for p in told) else set()
    for person in told:
        note = Notification.objects.create(
            person=person,
            zh=mails.one_line(text.zh),
            en=mails.one_line(text.en),
            address=address,
            due_at=due,
            zone=zone,
        )
        if person.mail == "each":
            mails.post_notice(note, facilities)


def _facilities_at(address: str) -> set[int]:
    """The facilities of what an address is about: their offices see whether the mail arrived."""
    try:
        found = resolve(address.partition("?")[0])
        model = getattr(found.func, "of", None)
        thing = model.objects.filter(pk=found.kwargs["pk"]).first() if model is not None else None
        return facilities_of(thing)
    except (Resolver404, TypeError):  # of another room
        return set()


def mail_digests() -> int:
    """One message a person with what is unread and was not mailed, for those who want a digest; the
    number put on their way.
    """
    posted = 0
    for person in Person.objects.filter(
        mail="digest", is_active=True, notifications__mailed_at=None, notifications__read_at=None
    ).distinct():
        with transaction.atomic():
            waiting = list(person.notifications.filter(mailed_at=None, read_at=None).order_by("id"))
            zh = person.language == "zh"
            lines = [
                mails.text_of(n, person.language)
                .strip()
                .replace("\n\n", "\n")
                .replace("\n", "\n  ")
                for n in waiting
            ]
            subject = (
                f"科学城：{len(waiting)} 条新消息"
                if zh
                else f"Science city: {len(waiting)} new message{'s' * (len(waiting) != 1)}"
            )
            mails.post(
                "digest",
                person.email,
                person.language,
                subject,
                "\n".join(f"- {line}" for line in lines) + "\n",
                person=person,
            )
            Notification.objects.filter(pk__in=[n.pk for n in waiting]).update(
                mailed_at=timezone.now()
            )
        posted += 1
    return posted


def mark_read(person: Person) -> None:
    person.notifications.filter(read_at=None).update(read_at=timezone.now())
