"""What people were trained for."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from scicity.platform.models import Person, Tracked


class Clearance(Tracked):
    """A course passed or a qualification given, valid until a day."""

    rights = True
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="clearances")
    course = models.ForeignKey("Course", on_delete=models.PROTECT)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True)
    score = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["person", "course", "valid_until"], name="clearance_person"),
        )
