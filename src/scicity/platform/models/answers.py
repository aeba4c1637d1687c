"""What the API answered to requests that name themselves, for a day."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from scicity.platform.models.people import Person


class KeptAnswer(models.Model):
    """`asked` is the SHA-256 of method, address and body; `content` the answer's JSON as it was
    sent.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    content = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "access"
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="answer_once"),)
