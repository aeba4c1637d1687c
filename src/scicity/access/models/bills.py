"""Bills that were issued: what is charged for a month that has one goes to the next that has
none.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from scicity.platform.models.history import Tracked
from scicity.platform.models.people import Person

from .facilities import Facility


class Bill(Tracked):
    """A facility's bill of a month (like 2026-03, in the facility's zone), as it was sent out.

    Its lines never change.
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="bills")
    month = models.CharField(max_length=7)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["facility", "month"], name="bill_once"),)
        ordering = ("-month",)

    def __str__(self) -> str:
        return f"{self.facility} {self.month}"
