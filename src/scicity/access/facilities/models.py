"""Facilities, their units, courses and periods; the returns that they sign."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from scicity.platform.models.history import SetUp, Tracked
from scicity.platform.models.people import Person
from scicity.platform.phrases import either
from scicity.registry import here

from ..states import SAFETY_POLICIES
from ..units import ACCESS_UNITS, FACILITY_KINDS, AccessUnit


def city_zone() -> str:
    return here().zone


class Facility(SetUp):
    """A facility of the registry, with its ways of giving access.

    `operator` is the legal entity that runs it, where the registry does not say; `kept_since` from
    when the site
    keeps its account (empty: since it was set up).
    """

    path = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in FACILITY_KINDS])
    zone = models.CharField(max_length=40, default=city_zone)
    safety_policy = models.CharField(
        max_length=24, default="scientist-then-safety", choices=[(k, k) for k in SAFETY_POLICIES]
    )
    report_due_days = models.PositiveIntegerField(default=30)
    operator = models.ForeignKey(
        "Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="operates"
    )
    kept_since = models.DateTimeField(null=True, blank=True)
    letter_zh = models.TextField(blank=True)
    letter_en = models.TextField(blank=True)

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)


class Unit(SetUp):
    """A beamline, laser, cluster, instrument, biobank, station or rig."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="units")
    path = models.CharField(max_length=120, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    access_unit = models.CharField(max_length=12, choices=[(k, k) for k in ACCESS_UNITS])
    bookable = models.BooleanField(default=False)
    open = models.BooleanField(default=True)
    courses = models.ManyToManyField("Course", blank=True)
    shortest_minutes = models.PositiveIntegerField(default=15)
    longest_minutes = models.PositiveIntegerField(default=480)
    hours_a_week = models.PositiveIntegerField(default=40)
    cancel_hours = models.PositiveIntegerField(default=24)
    horizon_days = models.PositiveIntegerField(default=60)

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)

    @property
    def access(self) -> AccessUnit:
        return ACCESS_UNITS[self.access_unit]


class Course(SetUp):
    """A training or a qualification that a unit may ask for."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="courses")
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    valid_days = models.PositiveIntegerField(default=365)
    for_visits = models.BooleanField(default=False)

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)


class RunCycle(SetUp):
    """A run cycle of a facility: the half-year or so that a call gives time in."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="cycles")
    name = models.CharField(max_length=40)
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["facility", "name"], name="cycle_name_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="cycle_forward"),
        )
        ordering = ("-start",)

    def __str__(self) -> str:
        return f"{self.facility} {self.name}"

    def calendar(self) -> models.QuerySet[RunPeriod]:
        """The stretches of its run calendar that hold."""
        return self.periods.filter(retired_at=None)


class RunPeriod(SetUp):
    """A stretch of the run calendar in one mode; for one unit, or for the whole facility."""

    MODES = (
        ("user", "user"),
        ("reserve", "reserve"),
        ("machine-development", "machine-development"),
        ("commissioning", "commissioning"),
        ("maintenance", "maintenance"),
        ("shutdown", "shutdown"),
    )
    cycle = models.ForeignKey(RunCycle, on_delete=models.CASCADE, related_name="periods")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE)
    mode = models.CharField(max_length=20, choices=MODES)
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="period_forward"),
        )
        ordering = ("start",)


class DowntimeProfile(SetUp):
    """How a facility's outages are counted in its figures; the registry's own profile holds where
    there is none. Each correction is a new version.
    """

    BASES = (("user", "user"), ("scheduled", "scheduled"))
    COUNTS = (("faults+1", "faults+1"), ("faults", "faults"))
    facility = models.OneToOneField(Facility, on_delete=models.CASCADE, related_name="profile")
    minimum_uptime_minutes = models.PositiveIntegerField(default=60)
    availability_denominator = models.CharField(max_length=12, default="user", choices=BASES)
    mtbf = models.CharField(max_length=12, default="faults+1", choices=COUNTS)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.facility)


class YearlyReturn(Tracked):
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="returns")
    year = models.PositiveIntegerField()
    file = models.FileField(upload_to="returns/%Y/")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lines = models.JSONField(
        default=list
    )  # [{statement, metric, unit, declared, measured, gap, cause, signed}]
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["facility", "year", "digest"], name="return_once"),
        )
        ordering = ("-year", "-id")
