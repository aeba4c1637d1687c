"""What is kept of services, their cases and the registers that they read and change."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from scicity.platform.models.history import Tracked
from scicity.platform.phrases import either, name_of, phrase, say
from scicity.registry import here, load_city
from scicity.registry.types import Name
from scicity.workflow import OUTCOMES, Process, read_process
from scicity.workflow.catalogue import lanes_of

PERSON = settings.AUTH_USER_MODEL


def whole_city() -> str:
    """The registry's path of the city as a whole."""
    path = next((e.path for e in load_city(settings.CITY).entries.values() if e.kind == "city"), "")
    return path


class Authority(Tracked):
    """Who owns lanes of processes: customs, health, planning, …"""

    rights = True
    code = models.SlugField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)


class Officer(Tracked):
    """A person of an authority. A supervisor sees its flow times and hands out its steps."""

    rights = True
    ROLES: ClassVar = {
        "officer": phrase("parkservices-models-officer"),
        "supervisor": phrase("parkservices-models-supervisor"),
    }
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="officers")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="offices")
    role = models.CharField(max_length=12, choices=[(r, r) for r in ROLES])
    absent_from = models.DateField(null=True)
    absent_until = models.DateField(null=True)  # the last day away

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "person"], name="officer_once"),
        )

    def absent(self, day: date) -> bool:
        return (
            self.absent_from is not None
            and self.absent_from <= day
            and (self.absent_until is None or day <= self.absent_until)
        )


class Service(Tracked):
    code = models.SlugField(max_length=40, unique=True)
    group = models.SlugField(max_length=40)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    audience_zh = models.CharField(max_length=300, blank=True)
    audience_en = models.CharField(max_length=300, blank=True)
    park = models.CharField(
        max_length=120, default=whole_city
    )  # where its records count in the registry
    keep_days = models.PositiveIntegerField(
        default=365
    )  # personal values are erased so long after the end
    appeal_zh = models.TextField(
        blank=True
    )  # how a decision is appealed against; empty: as the law says in general
    appeal_en = models.TextField(blank=True)

    class Meta:
        ordering = ("group", "code")

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)

    def in_force(self, day: date) -> Version | None:
        """The version that two people put in force, on a day."""
        return (
            self.versions.filter(approval__since__lte=day)
            .order_by("-approval__since", "-number")
            .first()
        )


class Version(Tracked):
    """A process with its tables. Once kept it is never changed: cases run on it to their end."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    valid_from = models.DateField()
    bpmn = models.TextField()
    tables = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("service", "-number")
        constraints = (models.UniqueConstraint(fields=["service", "number"], name="version_once"),)

    def __str__(self) -> str:
        return f"{self.service} {self.number}"

    @property
    def approved(self) -> Approval | None:
        return getattr(self, "approval", None)

    @property
    def process(self) -> Process:
        """The process as its files say.

        They are read once in each server, and never differ from what was kept.
        """
        lanes = tuple(
            sorted(
                lanes_of(
                    {a.code: Name(a.name_zh, a.name_en) for a in Authority.objects.all()}
                ).items()
            )
        )
        made = _process(self.pk, self.digest, lanes)
        if made.digest != self.digest:
            raise RuntimeError(
                f"The files of {self} are not those that were kept: {made.digest} is not"
                f" {self.digest}."
            )
        return made


class Approval(Tracked):
    """A version put in force, by somebody else than who brought it.

    `since`: its own day, or that of the approval where that is later.
    """

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="approval")
    brought_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: it came with the city's folder
    at = models.DateTimeField(default=timezone.now)
    since = models.DateField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(by__isnull=True)
                | Q(brought_by__isnull=True)
                | ~Q(by=models.F("brought_by")),
                name="approval_two_people",
            ),
        )


@lru_cache(maxsize=128)
def _process(pk: int, _digest: str, lanes: tuple[tuple[str, str], ...]) -> Process:
    held = Version.objects.get(pk=pk)
    return read_process(held.bpmn.encode(), [t.encode() for t in held.tables], dict(lanes))


class Enterprise(Tracked):
    """`listed`: on the white list of special goods.

    `credit_code`: the number that its country gives it.
    """

    rights = True
    code = models.SlugField(max_length=40, unique=True)
    credit_code = models.CharField(max_length=18, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    park = models.CharField(max_length=120, default=whole_city)
    registered_on = models.DateField()
    listed = models.BooleanField(default=False)
    members = models.ManyToManyField(PERSON, related_name="enterprises")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)


class Qualification(Tracked):
    """What an enterprise is, from a day to a day: high-tech, listed, unicorn, an incubator's tier,
    … The city's counts follow from these.
    """

    KINDS: ClassVar = {
        "high-tech": phrase("parkservices-models-high-tech-enterprise"),
        "star-listed": phrase("parkservices-models-listed-on-the-star-board"),
        "unicorn": phrase("parkservices-models-unicorn"),
        "hidden-champion": phrase("parkservices-models-hidden-champion"),
        "headquarters": phrase("parkservices-models-headquarters"),
        "rd-centre": phrase("parkservices-models-foreign-r-d-centre"),
        "cultivation": phrase("parkservices-models-incubator-in-cultivation"),
        "qualified": phrase("parkservices-models-qualified-incubator"),
        "high-quality": phrase("parkservices-models-high-quality-incubator"),
        "proof-of-concept": phrase("parkservices-models-proof-of-concept-centre"),
    }
    TIERS = ("cultivation", "qualified", "high-quality")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="qualifications"
    )
    kind = models.CharField(max_length=24, choices=[(k, k) for k in KINDS])
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    document = models.CharField(max_length=200)

    class Meta:
        ordering = ("-valid_from",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="qualification_span",
            ),
        )


class CreditNote(Tracked):
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="notes")
    points = models.IntegerField()
    why = models.CharField(max_length=200)
    case = models.ForeignKey("Case", null=True, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.points} {self.why}"


class Contest(Tracked):
    """The enterprise says that a note on its credit is wrong; somebody who has no part in it
    decides. A note that was struck counts for nothing.
    """

    note = models.ForeignKey(CreditNote, on_delete=models.PROTECT, related_name="contests")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    upheld = models.BooleanField(null=True)
    reply = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["note"], condition=Q(upheld=None), name="contest_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("by")),
                name="contest_two_people",
            ),
        )


class Tenancy(Tracked):
    """An enterprise in an incubator, and what the incubator did for it."""

    incubator = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="tenants")
    tenant = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="tenancies")
    since = models.DateField()
    until = models.DateField(null=True)
    services = models.JSONField(default=list)  # [day, what]

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.CheckConstraint(condition=~Q(incubator=models.F("tenant")), name="tenant_other"),
        )


class Parcel(Tracked):
    """An industrial parcel: shares of floor area in per cent, the ranges in which the flexible
    scheme lets it change. `shape`: GeoJSON polygon, WGS 84.
    """

    code = models.SlugField(max_length=40, unique=True)
    park = models.CharField(max_length=120)
    shape = models.JSONField()
    holder = models.ForeignKey(
        Enterprise, null=True, on_delete=models.PROTECT, related_name="parcels"
    )  # who may change it; nobody: whoever is granted it first
    document = models.CharField(max_length=200, blank=True)  # what the holder holds it by
    area = models.DecimalField(max_digits=14, decimal_places=2)  # m², geodesic
    flexible = models.BooleanField(default=True)
    industry = models.DecimalField(max_digits=13, decimal_places=6)
    research = models.DecimalField(max_digits=13, decimal_places=6)
    support = models.DecimalField(max_digits=13, decimal_places=6)
    far = models.DecimalField(max_digits=13, decimal_places=6)
    height = models.DecimalField(max_digits=13, decimal_places=6)
    far_low = models.DecimalField(max_digits=13, decimal_places=6)
    far_high = models.DecimalField(max_digits=13, decimal_places=6)
    height_high = models.DecimalField(max_digits=13, decimal_places=6)
    industry_low = models.DecimalField(max_digits=13, decimal_places=6)
    support_high = models.DecimalField(max_digits=13, decimal_places=6)

    class Meta:
        ordering = ("park", "code")

    def __str__(self) -> str:
        return self.code


class Case(Tracked):
    """One application on its way.

    `state_kept` is the engine's state; with the version it is enough to go on from.
    """

    STATES: ClassVar = {
        "draft": phrase("access-forms-draft"),
        "running": phrase("parkservices-models-under-way"),
        "ended": phrase("parkservices-models-ended"),
    }
    untracked = frozenset({"state_kept", "draft"})
    code = models.CharField(max_length=60, unique=True, null=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cases")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="cases")
    applicant = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cases")
    enterprise = models.ForeignKey(
        Enterprise, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    state = models.CharField(max_length=8, default="draft", choices=[(s, s) for s in STATES])
    draft = models.TextField(blank=True)  # sealed
    state_kept = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(o, o) for o in OUTCOMES])
    end_zh = models.CharField(max_length=200, blank=True)
    end_en = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    next_deadline = models.DateTimeField(null=True, db_index=True)
    erase_on = models.DateField(null=True, db_index=True)
    count_what = models.CharField(max_length=40, blank=True)
    count_amount = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["service", "state"], name="case_service_state"),)

    def __str__(self) -> str:
        return self.code or say("access-forms-draft")


class Stage(Tracked):
    """A step of a case that waited for somebody, or a time that had to pass.

    `task` is the engine's name: an answer that comes twice finds it done.
    """

    untracked = frozenset({"proposal"})
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stages")
    task = models.CharField(max_length=80)
    step = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    lane = models.SlugField(max_length=40)
    wait = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    due = models.DateField()
    advice = models.JSONField(default=dict)
    taken_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    proposal = models.JSONField(
        null=True
    )  # a decision otherwise than advised, until a second person has looked
    proposed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_why = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: time did it
    second = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    batch = models.ForeignKey("Batch", null=True, on_delete=models.PROTECT, related_name="stages")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["case", "task"], name="stage_once"),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=models.F("done_by")),
                name="stage_two_people",
            ),
        )
        indexes = (
            models.Index(fields=["lane", "due"], name="stage_queue", condition=Q(done_at=None)),
        )

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)

    def late(self, day: date) -> bool:
        return (self.done_at.astimezone(here().tz).date() if self.done_at else day) > self.due


class Sealed(models.Model):
    """A personal value of a case, encrypted. The row is removed when its time is over."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sealed")
    field = models.CharField(max_length=80)
    body = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "field"], name="sealed_once"),)


class Document(Tracked):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    field = models.CharField(max_length=80)
    file = models.FileField(upload_to="cases/%Y/%m/")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class Message(Tracked):
    """Between the applicant and an authority; other authorities do not see it."""

    personal = frozenset({"text"})
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    lane = models.SlugField(max_length=40)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)


class Permit(Tracked):
    """What may be brought in, how much and until when.

    `left` follows from the draws and is guarded by the database.
    """

    number = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="permits")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="permits")
    goods = models.CharField(max_length=40)
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    unit = models.CharField(max_length=12)
    left = models.DecimalField(max_digits=14, decimal_places=3)
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Meta:
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=Q(left__gte=0), name="permit_left"),)


class Draw(Tracked):
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="draws")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="draws")
    kind = models.CharField(max_length=12)
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)


class Batch(Tracked):
    """Cases that are published together, and may be objected to for some days."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["service", "number"], name="batch_once"),)

    def __str__(self) -> str:
        return say(
            "parkservices-models-batch",
            name=name_of(self.service),
            number=self.number,
        )


class Objection(Tracked):
    """Against a case while it is published. An authority decides each; who objected does not."""

    personal = frozenset({"text", "reply"})
    batch = models.ForeignKey(Batch, null=True, on_delete=models.CASCADE, related_name="objections")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="objections")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    upheld = models.BooleanField(null=True)  # nothing: not decided yet
    reply = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("by")),
                name="objection_two_people",
            ),
        )


def days_between(first: datetime, last: datetime) -> int:
    """Working days that a case took: the day of the end counts where it was worked."""
    return max(
        0,
        here().workdays.between(
            timezone.localdate(first, here().tz), timezone.localdate(last, here().tz)
        ),
    )
