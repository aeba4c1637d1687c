"""Calls for proposals, and the versioned forms that they ask people to fill in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from scicity.platform.models.history import SetUp, Tracked
from scicity.platform.models.people import Person
from scicity.platform.phrases import either

from ..facilities.models import Facility, RunCycle, Unit
from ..states import WORKFLOWS


class FormTemplate(SetUp):
    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="forms")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["facility", "name"], name="form_name_once"),)

    def __str__(self) -> str:
        return self.name


class FormVersion(Tracked):
    """A form as it was at one time.

    A published version never changes; a proposal keeps the one it was written in.
    """

    template = models.ForeignKey(FormTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    questions = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["template", "number"], name="form_version_once"),
        )
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.template.name} v{self.number}"


class Call(Tracked):
    """A call. Times are instants; they are shown and typed in the facility's zone."""

    KINDS = (("standard", "standard"), ("rapid", "rapid"), ("long-term", "long-term"))
    code = models.SlugField(max_length=40, unique=True)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="calls")
    cycle = models.ForeignKey(RunCycle, on_delete=models.PROTECT, related_name="calls")
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=KINDS, default="standard")
    workflow = models.CharField(
        max_length=12, default="standard", choices=[(k, k) for k in WORKFLOWS]
    )
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    internal_closes_at = models.DateTimeField(null=True, blank=True)
    kinds_allowed = models.JSONField(default=list, blank=True)
    message_zh = models.TextField(blank=True)
    message_en = models.TextField(blank=True)
    order = models.IntegerField(default=0)
    active = models.BooleanField(default=True)
    units = models.ManyToManyField(Unit, through="CallUnit", related_name="calls")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="call_forward"),
            models.CheckConstraint(
                condition=Q(internal_closes_at=None) | Q(internal_closes_at__gte=F("closes_at")),
                name="call_internal_after",
            ),
        )
        ordering = ("order", "closes_at")

    def __str__(self) -> str:
        return either(self.title_zh, self.title_en)

    @property
    def is_open(self) -> bool:
        return self.active and self.opens_at <= timezone.now() < self.closes_at

    @property
    def is_open_internally(self) -> bool:
        return self.active and self.opens_at <= timezone.now() < (
            self.internal_closes_at or self.closes_at
        )


class CallUnit(Tracked):
    """A unit in a call.

    `capacity` is what its owner gave, in the unit's own unit of access; `wanted` what the call asks
    for.

    Only the owner's word makes it an offer: until then, and once it is declined, nobody can ask for
    it.
    """

    STATES = (("asked", "asked"), ("agreed", "agreed"), ("declined", "declined"))

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="offers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    capacity = models.DecimalField(max_digits=14, decimal_places=2)
    wanted = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    state = models.CharField(max_length=8, default="agreed", db_default="agreed", choices=STATES)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "unit"], name="offer_once"),
            models.CheckConstraint(condition=Q(capacity__gte=0), name="offer_not_negative"),
        )
        ordering = ("unit__path",)
