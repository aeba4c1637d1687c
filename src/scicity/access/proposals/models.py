"""Proposals: drafts, their people, the facilities they ask for, and what was said about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from scicity.platform.models.history import Tracked
from scicity.platform.models.people import Person
from scicity.platform.roles import MEMBERS

from ..calls.models import Call, FormVersion
from ..facilities.models import Unit
from ..states import PROPOSAL


class Proposal(Tracked):
    """One scientific case.

    It asks for time at one unit or at several; then its parts may be coupled in time.
    """

    code = models.CharField(max_length=24, unique=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="proposals")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT)
    title = models.CharField(max_length=250, blank=True)
    abstract = models.TextField(blank=True)
    programme = models.CharField(max_length=60, blank=True)
    answers = models.JSONField(default=dict)
    set_aside = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField())
    )  # answers that a replaced form has no place for: {id: {label, value, type}}
    state = models.CharField(max_length=12, default="draft", choices=PROPOSAL.choices)
    version = models.PositiveIntegerField(default=0)
    submitted_version = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    cloned_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="clones"
    )
    resubmits = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="resubmissions"
    )
    ethics_number = models.CharField(max_length=60, blank=True)
    ethics_version = models.PositiveIntegerField(null=True)
    people = models.ManyToManyField(Person, through="ProposalMember", related_name="proposals")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=list(PROPOSAL.states)), name="proposal_state"
            ),
        )
        indexes = (models.Index(fields=["call", "state"], name="proposal_call"),)
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    @property
    def is_campaign(self) -> bool:
        return len({p.unit.facility_id for p in self.parts.all()}) > 1


class ProposalRevision(models.Model):
    """A proposal's text as it was.

    Its number is unique, so that of two clients who save the same base one must lose.

    Those that were `submitted_at` some time are what others judged; the rest are drafts of the
    writers alone.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    content = models.JSONField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["proposal", "number"], name="revision_once"),
        )
        ordering = ("-number",)


class ProposalPart(Tracked):
    """What a proposal asks of one unit. `amount` is in the unit's own unit of access."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parts")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    feasibility = models.CharField(
        max_length=12,
        default="open",
        choices=[(k, k) for k in ("open", "feasible", "partly", "infeasible")],
    )
    recommended = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["proposal", "unit"], name="part_once"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="part_positive"
            ),
        )
        ordering = ("id",)


class Coupling(Tracked):
    """Two parts of a campaign tied in time."""

    KINDS = (("before", "before"), ("within", "within"), ("simultaneous", "simultaneous"))
    first = models.ForeignKey(ProposalPart, on_delete=models.CASCADE, related_name="couplings")
    second = models.ForeignKey(ProposalPart, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    days = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="coupling_once"),
            models.CheckConstraint(
                condition=~Q(kind="within") | Q(days__isnull=False), name="coupling_days"
            ),
        )


class ProposalMember(Tracked):
    rights = True
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(r, r) for r in MEMBERS])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["proposal", "person"], name="member_once"),
            models.UniqueConstraint(fields=["proposal"], condition=Q(role="pi"), name="one_pi"),
        )
        ordering = ("id",)


class Invitation(Tracked):
    """A place that awaits somebody's own yes: by their account (`person`), or by a code that is
    told once (its SHA-256 is kept).

    Until it is accepted it gives nothing and means nothing. One with the role of principal
    investigator hands the proposal over.
    """

    rights = True
    personal = frozenset({"email"})
    untracked = frozenset({"digest"})
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=[(r, r) for r in MEMBERS])
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="invited")
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    declined_at = models.DateTimeField(null=True)
    renewed = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "email"], name="invited_once"),)


class Comment(Tracked):
    AUDIENCES = (("applicant", "applicant"), ("internal", "internal"))
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    audience = models.CharField(max_length=12, choices=AUDIENCES, default="applicant")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at",)


class Attachment(Tracked):
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="attachments")
    question = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="attachments/%Y/%m/")
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
