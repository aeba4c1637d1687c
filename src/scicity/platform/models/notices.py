"""What people are told, in the page and by e-mail, and what became of each mail."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from scicity.platform.models.people import Person


class Notification(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    zh = models.CharField(max_length=300)
    en = models.CharField(max_length=300)
    address = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True)  # until when it waits for the person
    zone = models.CharField(
        max_length=40, blank=True, default="", db_default=""
    )  # in which the deadline is said
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "access"
        indexes = (models.Index(fields=["person", "read_at"], name="notice_unread"),)
        ordering = ("-id",)


class Mail(models.Model):
    """One message to one recipient, as it was written, and its fate: waiting, sent, or failed with
    the reason.

    What failed for a passing reason is tried `again_at` by itself. The text, which may hold a key,
    is forgotten once sent.
    """

    KINDS = (
        ("notice", "notice"),
        ("letter", "letter"),
        ("invitation", "invitation"),
        ("digest", "digest"),
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="mails"
    )  # None: has no account
    email = models.EmailField()
    language = models.CharField(max_length=5)  # 'zh', 'en', or 'zh+en' where nobody knows
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    facilities = models.ManyToManyField("Facility", related_name="+")  # whose offices see its fate
    notification = models.ForeignKey(
        Notification, null=True, on_delete=models.SET_NULL, related_name="mails"
    )
    letter = models.ForeignKey("Letter", null=True, on_delete=models.SET_NULL, related_name="mails")
    invitation = models.ForeignKey(
        "Invitation", null=True, on_delete=models.CASCADE, related_name="mails"
    )
    made_at = models.DateTimeField(default=timezone.now)
    trying_at = models.DateTimeField(null=True)  # a sender has it in hand
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    tries = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        app_label = "access"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(failed_at=None), name="mail_one_fate"
            ),
        )
        indexes = (
            models.Index(fields=["id"], name="mail_unsent", condition=models.Q(sent_at=None)),
        )
        ordering = ("-id",)

    @property
    def fate(self) -> str:
        return "sent" if self.sent_at else "failed" if self.failed_at else "waiting"
