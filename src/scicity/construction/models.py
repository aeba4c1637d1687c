"""What is kept of a project.

Its network of activities is a document with versions: an edit makes the next one, none is changed.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from scicity import projectplan
from scicity.access.units import FACILITY_KINDS
from scicity.construction.states import KINDS, MILESTONE, PROJECT, RISK, TEAM
from scicity.platform.models.history import Tracked
from scicity.platform.phrases import either
from scicity.registry import here

PERSON = settings.AUTH_USER_MODEL


class Project(Tracked):
    """A facility, or an addition to one, on its way.

    `place` is its path in the registry; `start` the first working day of its plan.
    """

    code = models.SlugField(max_length=40, unique=True)
    place = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in FACILITY_KINDS])
    state = models.CharField(max_length=16, default="proposed", choices=PROJECT.choices)
    start = models.DateField()
    due = models.DateField(null=True)
    budget_fen = models.BigIntegerField(default=0)
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(condition=Q(budget_fen__gte=0), name="project_budget"),
        )

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)

    def day(self, offset: float) -> date:
        """The calendar day of a working day of the plan, counted from 0 (whole days: a part of a
        day is that day).
        """
        return here().workdays.after(
            here().workdays.on_or_after(self.start),
            int(offset) if offset >= 0 else -int(-offset // 1),
        )

    def end_day(self, finish: float) -> date:
        """The day on which something ends that takes until `finish`: the last day worked."""
        whole = int(-(-finish // 1))
        return self.day(max(whole - 1, 0))

    def offset(self, day: date) -> int:
        return here().workdays.between(self.start, day)

    @property
    def network(self) -> Network | None:
        return self.networks.order_by("-number").first()


class Builder(Tracked):
    rights = True
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="building")
    role = models.CharField(max_length=12, choices=[(r, r) for r in TEAM])

    class Meta:
        constraints = (models.UniqueConstraint(fields=["project", "person"], name="builder_once"),)


class Network(Tracked):
    """A version of the activities, links and resources; `body` is the JSON of
    `projectplan.Project`.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="networks")
    number = models.PositiveIntegerField()
    body = models.TextField()
    remark = models.CharField(max_length=300)
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="network_once"),)
        ordering = ("-number",)

    @cached_property
    def parsed(self) -> projectplan.Project:
        return projectplan.project_in(self.body)


class Plan(Tracked):
    """Starts of all activities of a network that keep to the resources, with the bound that no plan
    can beat.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="plans")
    state = models.CharField(
        max_length=8, default="waiting", choices=[(s, s) for s in ("waiting", "made", "failed")]
    )
    starts = models.JSONField(default=dict)
    length = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=300, blank=True)
    baseline = models.PositiveIntegerField(
        default=0
    )  # 0: none; the highest number is the one that is held against
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)


class Progress(Tracked):
    """What is known of an activity on a day.

    The newest word of an activity counts; earlier ones stay.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="progress")
    activity = models.CharField(max_length=60)
    day = models.DateField()
    started = models.DateField()
    finished = models.DateField(null=True)
    percent = models.PositiveIntegerField()
    left = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(percent__lte=100), name="progress_percent"),
        )


class Payment(Tracked):
    """Money paid for an activity, with the document that shows it.

    A wrong one is set right by a payment of the other sign.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="payments")
    activity = models.CharField(max_length=60)
    day = models.DateField()
    amount_fen = models.BigIntegerField()
    document = models.CharField(max_length=200)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-day", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["project", "document", "activity", "amount_fen"], name="payment_once"
            ),
        )


class Risk(Tracked):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="risks")
    name = models.CharField(max_length=200)
    percent = models.PositiveIntegerField()
    delay = models.PositiveIntegerField()
    activities = models.JSONField(default=list)
    response = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="open", choices=RISK.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("state", "-percent", "-delay")
        constraints = (models.CheckConstraint(condition=Q(percent__lte=100), name="risk_percent"),)


class Milestone(Tracked):
    """`weight`: its share of the whole in thousandths.

    It is reached when a second person has seen the evidence.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    code = models.SlugField(max_length=40)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=[(k, k) for k in KINDS])
    due = models.DateField()
    weight = models.PositiveIntegerField(default=0)
    activity = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, default="planned", choices=MILESTONE.choices)
    reached_on = models.DateField(null=True)
    claimed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("due", "code")
        constraints = (
            models.UniqueConstraint(fields=["project", "code"], name="milestone_once"),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=models.F("claimed_by"))),
                name="milestone_two_people",
            ),
        )

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)


class Evidence(Tracked):
    """A document, photo or certificate that shows a milestone.

    Its SHA-256 is what the ledger's record names.
    """

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to="milestones/%Y/%m/")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)


class Delivery(Tracked):
    """A unit that the project hands to its users."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="deliveries")
    code = models.SlugField(max_length=40)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    access_unit = models.CharField(max_length=12, blank=True)
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=["project", "code"], name="delivery_once"),)
