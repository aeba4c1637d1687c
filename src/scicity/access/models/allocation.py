"""Allocation: shares by programme, decisions, and the letters that tell them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from scicity.platform.models.history import SetUp, Tracked
from scicity.platform.models.people import Person

from .calls import Call
from .proposals import Proposal, ProposalPart


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
