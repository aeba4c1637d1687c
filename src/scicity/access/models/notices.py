"""What people are told, in the page and by e-mail."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .people import Person


class Notification(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    zh = models.CharField(max_length=300)
    en = models.CharField(max_length=300)
    address = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["person", "read_at"], name="notice_unread"),)
        ordering = ("-id",)
