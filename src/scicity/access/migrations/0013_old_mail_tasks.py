"""Mail that waited as tasks of an earlier version goes on as mail: the code of those tasks is gone,
and nothing of it is lost.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db import migrations
from django.utils import timezone

WAITING = ("READY", "RUNNING")
GONE = "scicity.access.services.notices."


def _full(address: str) -> str:
    return urljoin(str(getattr(settings, "SITE", "")).rstrip("/") + "/", address.lstrip("/"))


def as_mail(apps: Any, schema_editor: Any) -> None:
    DBTaskResult = apps.get_model("django_tasks_database", "DBTaskResult")
    Mail = apps.get_model("access", "Mail")
    Notification = apps.get_model("access", "Notification")
    Letter = apps.get_model("access", "Letter")
    for waiting in DBTaskResult.objects.filter(
        task_path__in=(GONE + "mail_notice", GONE + "mail_letter"), status__in=WAITING
    ).order_by("enqueued_at"):
        given = (waiting.args_kwargs or {}).get("args") or [None]
        if waiting.task_path.endswith("mail_notice"):
            note = (
                Notification.objects.select_related("person")
                .filter(pk=given[0], mailed_at=None, person__is_active=True)
                .first()
            )
            if note is not None and not Mail.objects.filter(notification=note).exists():
                text = note.zh if note.person.language == "zh" else note.en
                Mail.objects.create(
                    kind="notice",
                    email=note.person.email,
                    language=note.person.language,
                    subject=text[:300],
                    body=f"{text}\n\n{_full(note.address)}\n",
                    person=note.person,
                    notification=note,
                )
        else:
            letter = (
                Letter.objects.select_related("to", "proposal__call").filter(pk=given[0]).first()
            )
            if letter is not None and not Mail.objects.filter(letter=letter, sent_at=None).exists():
                made = Mail.objects.create(
                    kind="letter",
                    email=letter.to.email,
                    language=letter.to.language,
                    subject=" ".join(letter.subject.split())[:300],
                    body=f"{letter.body.rstrip()}\n\n{_full(f'/proposals/{letter.proposal_id}/')}\n",
                    person=letter.to,
                    letter=letter,
                )
                made.facilities.add(letter.proposal.call.facility_id)
        waiting.status, waiting.finished_at = "SUCCESSFUL", timezone.now()
        waiting.save(update_fields=["status", "finished_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_set_up"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(as_mail, migrations.RunPython.noop)]
