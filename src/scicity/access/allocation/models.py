"""Shares by programme, decisions and the letters that tell them; plans of a run cycle."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from scicity.platform.models.history import SetUp, Tracked
from scicity.platform.models.people import Person

from ..calls.models import Call
from ..facilities.models import Facility, RunCycle
from ..proposals.models import Proposal, ProposalPart
from ..states import PLAN


class Share(SetUp):
    """The part of a call's capacity that a programme may use, in thousandths."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="shares")
    programme = models.CharField(max_length=60)
    permille = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "programme"], name="share_once"),
            models.CheckConstraint(condition=Q(permille__lte=1000), name="share_at_most_all"),
        )


class Decision(Tracked):
    """The word on one part of who owns its unit.

    Only one is current; an appeal supersedes it by another.
    """

    OUTCOMES = (("accept", "accept"), ("reserve", "reserve"), ("reject", "reject"))
    part = models.ForeignKey(ProposalPart, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=OUTCOMES)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)
    current = models.BooleanField(default=True)
    round = models.PositiveIntegerField(default=1, db_default=1)  # 2: after the appeal
    version = models.PositiveIntegerField(null=True)  # of the proposal that was decided

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["part"], condition=Q(current=True), name="one_decision"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="decision_not_negative"),
        )


class Letter(Tracked):
    """A letter as it was written. Sending it again is counted, never rewritten."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="letters")
    to = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    times_sent = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)


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
