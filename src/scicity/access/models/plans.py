"""Plans: versions of a run cycle's schedule, each with the problem that it solves and the prices
that prove its bound.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from scicity.platform.models.history import Tracked
from scicity.platform.models.people import Person

from ..states import PLAN
from .facilities import Facility, RunCycle


class Plan(Tracked):
    """One version.

    A change makes a new version; a published one never changes, by the database's own rule.
    """

    untracked = frozenset({"problem", "placements", "prices", "trace"})
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="plans")
    cycle = models.ForeignKey(RunCycle, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default="waiting", choices=PLAN.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    remark = models.CharField(max_length=300, blank=True)
    seconds = models.PositiveIntegerField(default=60)
    stop_asked = models.BooleanField(default=False)
    problem = models.JSONField(default=dict)
    placements = models.JSONField(default=list)  # [{experiment, unit, starts}]
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the placements
    prices = models.JSONField(default=dict)
    trace = models.JSONField(default=list)  # [[seconds, value, bound]]
    changes = models.JSONField(default=list)  # of a re-plan: [{experiment, zh, en, cost}]
    value = models.BigIntegerField(default=0)
    bound = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["cycle", "number"], name="plan_number_once"),
        )
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.cycle} v{self.number}"

    @property
    def gap(self) -> float | None:
        """(bound - value) / bound, where a bound was proven for this problem."""
        return (self.bound - self.value) / self.bound if self.bound else None
