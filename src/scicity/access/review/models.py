"""Review: feasibility by the units, panels, conflicts, assignments, scores."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from scicity.platform.models.history import SetUp, Tracked
from scicity.platform.models.people import Person
from scicity.platform.phrases import either
from scicity.platform.roles import PANEL_ROLES

from ..calls.models import Call
from ..facilities.models import Facility
from ..proposals.models import Proposal, ProposalPart
from .kinds import CONFLICTS, Kind


class TechnicalReview(Tracked):
    """One reviewer's word on whether a unit can do a part. Several may review the same part."""

    rights = True
    STATES = (
        ("open", "open"),
        ("feasible", "feasible"),
        ("partly", "partly"),
        ("infeasible", "infeasible"),
    )
    part = models.ForeignKey(
        ProposalPart, on_delete=models.CASCADE, related_name="technical_reviews"
    )
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=STATES, default="open")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    comment_applicant = models.TextField(blank=True)
    comment_private = models.TextField(blank=True)
    at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(null=True)  # of the proposal that was judged

    class Meta:
        constraints = (models.UniqueConstraint(fields=["part", "reviewer"], name="technical_once"),)


class Panel(SetUp):
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
        return either(self.name_zh, self.name_en)


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
    """Why somebody must not judge a proposal: declared by a person, or derived from what is known;
    its kinds are in `conflicts.py`.

    It holds until it is waived: one person asks for that with a reason, and another agrees.
    """

    rights = True
    REASONS = tuple((name, name) for name in CONFLICTS)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conflicts")
    reason = models.CharField(max_length=20, choices=REASONS)
    note = models.TextField(blank=True)
    found_at = models.DateTimeField(null=True, default=timezone.now)
    waiver_reason = models.TextField(blank=True, default="", db_default="")
    waiver_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    waiver_at = models.DateTimeField(null=True)
    waived_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    waived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["proposal", "person", "reason"], name="conflict_once"),
            models.CheckConstraint(
                condition=Q(waived_at=None)
                | (
                    Q(waiver_by__isnull=False)
                    & Q(waived_by__isnull=False)
                    & ~Q(waiver_reason="")
                    & ~Q(waived_by=F("waiver_by"))
                ),
                name="waiver_two_people",
            ),
        )

    @property
    def kind(self) -> Kind:
        return CONFLICTS[self.reason]


class Assignment(Tracked):
    """A proposal given to a reviewer.

    `rank` says who speaks first; `version` is that of the proposal which was judged.

    One that ended (`ended_why`: in conflict) is no review any more: it counts nowhere and opens
    nothing.
    """

    rights = True
    item = models.ForeignKey(PanelProposal, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    rank = models.PositiveIntegerField(default=1)
    comment_applicant = models.TextField(blank=True)
    comment_hidden = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True, default="", db_default="")

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
