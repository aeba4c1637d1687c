"""Amounts that are granted and drawn down: core-hours, sample tubes, cases."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from scicity.platform.models.history import Tracked

from ..facilities.models import Unit
from ..proposals.models import ProposalPart


class Grant(Tracked):
    """An amount of a unit given to a part of a proposal.

    The database refuses to draw more than was given.
    """

    part = models.OneToOneField(ProposalPart, on_delete=models.PROTECT, related_name="grant")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    account = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=4)
    used = models.DecimalField(max_digits=16, decimal_places=4, default=0)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(used__gte=0) & Q(used__lte=F("amount")), name="grant_not_overdrawn"
            ),
            models.UniqueConstraint(
                fields=["unit", "account"], condition=~Q(account=""), name="grant_account_once"
            ),
        )


class GrantUse(Tracked):
    """One draw: tubes handed out or returned, cases enrolled, or core-hours of a month's imported
    jobs.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="uses")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, default="used")
    amount = models.DecimalField(max_digits=16, decimal_places=4)
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["grant", "key"], name="use_once"),)
        ordering = ("-at",)
