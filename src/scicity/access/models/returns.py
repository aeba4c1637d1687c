"""The yearly return of a facility: a signed workbook, held against the ledger before it is
declared.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from scicity.platform.models.history import Tracked
from scicity.platform.models.people import Person

from .facilities import Facility


class YearlyReturn(Tracked):
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="returns")
    year = models.PositiveIntegerField()
    file = models.FileField(upload_to="returns/%Y/")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lines = models.JSONField(
        default=list
    )  # [{statement, metric, unit, declared, measured, gap, cause, signed}]
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["facility", "year", "digest"], name="return_once"),
        )
        ordering = ("-year", "-id")
