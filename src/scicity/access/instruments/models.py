"""Bookings, faults, what use costs, and the bills that were issued."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from scicity.platform.models.history import SetUp, Tracked
from scicity.platform.models.people import Person

from ..facilities.models import Facility, Unit
from ..proposals.models import Proposal
from ..states import BOOKING


class Bill(Tracked):
    """A facility's bill of a month (like 2026-03, in the facility's zone), as it was sent out.

    Its lines never change.
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="bills")
    month = models.CharField(max_length=7)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["facility", "month"], name="bill_once"),)
        ordering = ("-month",)

    def __str__(self) -> str:
        return f"{self.facility} {self.month}"


class Booking(Tracked):
    """A stretch of an instrument.

    The database itself refuses two that overlap and are not cancelled.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings"
    )
    start = models.DateTimeField()
    end = models.DateTimeField()
    state = models.CharField(max_length=10, default="booked", choices=BOOKING.choices)
    started_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    late_cancel = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="booking_forward"),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(started_at__lte=F("stopped_at")),
                name="booking_used_forward",
            ),
        )
        indexes = (
            models.Index(fields=["unit", "start"], name="booking_unit"),
            models.Index(fields=["start", "end", "unit", "person", "state"], name="booking_week"),
            models.Index(fields=["person", "start"], name="booking_person"),
            models.Index(fields=["proposal", "started_at"], name="booking_proposal"),
        )
        ordering = ("start",)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.start:%Y-%m-%d %H:%M}"


class Waiting(Tracked):
    """Somebody who wants a slot that is taken. First come, first served."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.PROTECT)
    start = models.DateTimeField()
    end = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    served = models.OneToOneField(Booking, null=True, on_delete=models.SET_NULL)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="waiting_forward"),
            models.UniqueConstraint(
                fields=["unit", "person", "start", "end"],
                condition=Q(served=None, left_at=None),
                name="waiting_once",
            ),
        )
        ordering = ("made_at", "id")


class Fault(Tracked):
    """Something broken. `stops_use` closes the unit until it is mended."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="faults")
    booking = models.ForeignKey(
        Booking, null=True, on_delete=models.SET_NULL, related_name="faults"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    cause = models.CharField(max_length=60, blank=True)
    minutes_lost = models.PositiveIntegerField(default=0)
    stops_use = models.BooleanField(default=False)
    mended_at = models.DateTimeField(null=True)


class RateCard(SetUp):
    """What an hour (a piece, of what is given in pieces) costs, by kind of organisation, from a day
    on. Money is in minor units of the city's currency (hundredths, of most).
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="rates")
    category = models.CharField(max_length=20)
    fen_an_hour = models.PositiveBigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "category", "since"], name="rate_once"),
        )


class Charge(Tracked):
    """One line of a bill: use at a rate, a credit for time lost, a correction, or an adjustment
    with its reason.

    `at` says on which month's bill it stands, `used_at` when the use ended. Seconds and pieces of
    credits are negative.
    """

    KINDS = (
        ("use", "use"),
        ("late-cancel", "late-cancel"),
        ("missed", "missed"),
        ("lost", "lost"),
        ("correction", "correction"),
        ("adjustment", "adjustment"),
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    booking = models.ForeignKey(
        Booking, null=True, on_delete=models.PROTECT, related_name="charges"
    )
    session = models.ForeignKey(
        "Session", null=True, on_delete=models.PROTECT, related_name="charges"
    )
    draw = models.ForeignKey(
        "GrantUse", null=True, on_delete=models.PROTECT, related_name="charges"
    )
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=KINDS)
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    seconds = models.IntegerField(default=0)
    pieces = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    fen_an_hour = models.PositiveBigIntegerField(default=0)
    fen = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["booking", "kind"],
                condition=Q(kind__in=("use", "late-cancel")),
                name="charged_once",
            ),
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=Q(kind__in=("use", "lost")),
                name="session_charged_once",
            ),
            models.UniqueConstraint(
                fields=["draw", "kind"], condition=Q(kind="use"), name="draw_charged_once"
            ),
        )
        indexes = (
            models.Index(fields=["at", "unit", "proposal", "seconds", "fen"], name="charge_at"),
            models.Index(
                fields=["proposal", "at", "unit", "seconds", "fen"], name="charge_proposal"
            ),
        )
