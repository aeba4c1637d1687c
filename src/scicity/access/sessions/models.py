"""Sessions: what must be cleared before, what happened during, what is due after."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from scicity.platform.models.history import Tracked
from scicity.platform.models.people import Person

from ..facilities.models import Unit
from ..proposals.models import ProposalPart
from ..states import SAFETY, SESSION, SHIPMENT, VISIT


class Session(Tracked):
    """Time of one unit for one part of a proposal.

    Two that are not cancelled never overlap on a unit.
    """

    part = models.ForeignKey(ProposalPart, on_delete=models.PROTECT, related_name="sessions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sessions")
    start = models.DateTimeField()
    end = models.DateTimeField()
    state = models.CharField(max_length=12, default="scheduled", choices=SESSION.choices)
    plan = models.ForeignKey(
        "Plan", null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    local_contact = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)
    report_due = models.DateTimeField(null=True)
    data_link = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="session_forward"),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(started_at__lte=F("stopped_at")),
                name="session_ran_forward",
            ),
        )
        indexes = (
            models.Index(fields=["unit", "start"], name="session_unit"),
            models.Index(fields=["part", "start"], name="session_part"),
            models.Index(fields=["start"], name="session_start"),
            models.Index(fields=["end"], name="session_end"),
        )
        ordering = ("start",)

    def __str__(self) -> str:
        return f"{self.part.proposal.code} · {self.unit}"


class SafetyDeclaration(Tracked):
    """Samples and chemicals that a team brings, and who said that it may."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="safety")
    samples = models.JSONField(default=list)  # [{name, amount, hazard}]
    chemicals = models.JSONField(default=list)  # [{name, cas, amount}]
    measures = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="draft", choices=SAFETY.choices)
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0, db_default=0)
    judged = models.JSONField(
        null=True
    )  # what the last verdict was given on: {version, samples, chemicals, measures}

    class Meta:
        indexes = (models.Index(fields=["state"], name="safety_state"),)


class Visit(Tracked):
    """Somebody who comes, or takes part from afar."""

    MODES = (("onsite", "onsite"), ("remote", "remote"))
    personal = frozenset({"arrival_note"})
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="visits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    mode = models.CharField(max_length=8, choices=MODES, default="onsite")
    state = models.CharField(max_length=12, default="invited", choices=VISIT.choices)
    arrives_at = models.DateTimeField(null=True, blank=True)
    leaves_at = models.DateTimeField(null=True, blank=True)
    arrival_note = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    present = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["session", "person"], name="visit_once"),)
        ordering = ("id",)


def label_code() -> str:
    return secrets.token_hex(4).upper()


class Shipment(Tracked):
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="shipments")
    code = models.CharField(max_length=8, unique=True, default=label_code)
    content = models.CharField(max_length=250)
    carrier = models.CharField(max_length=60, blank=True)
    tracking = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default="prepared", choices=SHIPMENT.choices)


class LogEntry(Tracked):
    """One line of the run log: a note, a shot, a fault, or time lost with its cause.

    A line is never changed: a correction is a line of its own that `replaces` it, with the reason;
    one that is `struck` says that there was nothing. `at` is when it happened (of time lost: when
    the loss ended), `noted_at` when it was written.
    """

    KINDS = (("note", "note"), ("shot", "shot"), ("fault", "fault"), ("lost", "lost"))
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="log")
    kind = models.CharField(max_length=8, choices=KINDS, default="note")
    at = models.DateTimeField(default=timezone.now)
    noted_at = models.DateTimeField(
        default=timezone.now, null=True
    )  # None: written before that was kept
    by = models.ForeignKey(Person, on_delete=models.PROTECT)
    text = models.TextField(blank=True)
    cause = models.CharField(max_length=60, blank=True)
    minutes_lost = models.PositiveIntegerField(default=0)
    energy_mj = models.PositiveIntegerField(null=True)
    on_target = models.BooleanField(null=True)
    within_tolerance = models.BooleanField(null=True)
    first = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="+"
    )  # the line as it was first written
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="replaced_by"
    )
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    struck = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(reason=""), name="log_correction_reason"
            ),
        )
        ordering = ("at", "id")

    @property
    def line(self) -> int:
        """The number of the line, which all its wordings share."""
        return self.first_id or self.pk

    @property
    def begun_at(self) -> datetime:
        """When it began: of time lost, before `at`."""
        return self.at - timedelta(minutes=self.minutes_lost)


def standing(session: Session) -> models.QuerySet[LogEntry]:
    """The lines of a run log that hold now: neither replaced nor struck."""
    return session.log.filter(replaced_by=None, struck=False)


class RunCorrection(Tracked):
    """When a session began and ended, corrected after its end: both as they were said before, and
    why.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="corrections")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)
    started_before = models.DateTimeField(null=True)
    stopped_before = models.DateTimeField(null=True)
    started_after = models.DateTimeField()
    stopped_after = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
