"""Review: feasibility by the units, panels, conflicts, assignments, scores."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..roles import PANEL_ROLES
from .calls import Call
from .facilities import Facility
from .history import Tracked
from .people import Person
from .proposals import Proposal, ProposalPart


class TechnicalReview(Tracked):
    """One reviewer's word on whether a unit can do a part. Several may review the same part."""

    rights = True
    STATES = (("open", "open"), ("feasible", "feasible"), ("partly", "partly"), ("infeasible", "infeasible"))
    part = models.ForeignKey(ProposalPart, on_delete=models.CASCADE, related_name="technical_reviews")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=STATES, default="open")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    comment_applicant = models.TextField(blank=True)
    comment_private = models.TextField(blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["part", "reviewer"], name="technical_once"),)


class Panel(Tracked):
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="panels")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="panels")
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    criteria = models.JSONField(default=list)  # [{id, zh, en, weight}]
    scale = models.PositiveIntegerField(default=10)
    quorum = models.PositiveIntegerField(default=2)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    normalise = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        from ..phrases import say
        return say(self.name_zh, self.name_en)


class PanelMember(Tracked):
    rights = True
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="panel_memberships")
    role = models.CharField(max_length=12, choices=[(r, r) for r in PANEL_ROLES])
    rank = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["panel", "person"], name="panel_member_once"),
            models.UniqueConstraint(fields=["panel"], condition=Q(role="chair"), name="one_chair"),
        )


class PanelProposal(Tracked):
    """A proposal before a panel. `position` is the chair's rank, when somebody dragged it."""

    RECOMMENDATIONS = (("accept", "accept"), ("reserve", "reserve"), ("reject", "reject"))
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="items")
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="panel_item")
    position = models.PositiveIntegerField(null=True)
    grade = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    recommendation = models.CharField(max_length=8, blank=True, choices=RECOMMENDATIONS)
    comment_applicant = models.TextField(blank=True)
    comment_hidden = models.TextField(blank=True)
    done = models.BooleanField(default=False)


class Conflict(Tracked):
    """Why somebody must not judge a proposal: declared by a person, or derived from what is known."""

    rights = True
    REASONS = (("declared", "declared"), ("same-organisation", "same-organisation"), ("co-author", "co-author"),
               ("co-proposer", "co-proposer"))
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conflicts")
    reason = models.CharField(max_length=20, choices=REASONS)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "person", "reason"], name="conflict_once"),)


class Assignment(Tracked):
    """A proposal given to a reviewer. `rank` says who speaks first."""

    rights = True
    item = models.ForeignKey(PanelProposal, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    rank = models.PositiveIntegerField(default=1)
    comment_applicant = models.TextField(blank=True)
    comment_hidden = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "reviewer"], name="assigned_once"),)
        ordering = ("rank", "id")


class Score(Tracked):
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["assignment", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="score_not_negative"),
        )
