"""Outputs: papers by DOI, patents, data sets, theses, structures; and the proposals they came
from.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from scicity.platform.models.history import Tracked
from scicity.platform.models.people import Person
from scicity.platform.phrases import either, phrase

from ..facilities.models import Facility
from ..proposals.models import Proposal
from ..states import OUTPUT

KINDS = {
    "paper": phrase("access-outputs-paper"),
    "patent": phrase("access-outputs-patent"),
    "dataset": phrase("access-outputs-data-set"),
    "thesis": phrase("access-outputs-thesis"),
    "structure": phrase("access-outputs-structure"),
}


class Journals(Tracked):
    """A named list of journals, such as the ones that a report counts."""

    code = models.SlugField(unique=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    titles = models.JSONField(default=list)

    def __str__(self) -> str:
        return either(self.name_zh, self.name_en)


class Output(Tracked):
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    identifier = models.CharField(
        max_length=200, unique=True
    )  # DOI in lower case, or patent, PDB or local number
    title = models.CharField(max_length=500)
    journal = models.CharField(max_length=250, blank=True)
    published = models.DateField()
    authors = models.JSONField(default=list)  # [{name, orcid}]
    source = models.CharField(max_length=20, default="entered")

    class Meta:
        ordering = ("-published",)

    def __str__(self) -> str:
        return self.title


class OutputLink(Tracked):
    """A claim: that an output is owed to a facility, and to a proposal if there was one.

    `by` claimed it (nobody: a register suggested it), `said` is what they said of the work;
    `judged_by` confirmed or rejected it. Only what another than the claimant confirmed is counted.
    """

    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="links")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT)
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="outputs"
    )
    state = models.CharField(max_length=10, default="found", choices=OUTPUT.choices)
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)
    said = models.JSONField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["output", "facility", "proposal"], name="credited_once"
            ),
            models.UniqueConstraint(
                fields=["output", "facility"],
                condition=Q(proposal=None),
                name="credited_alone_once",
            ),
            models.CheckConstraint(condition=Q(state__in=list(OUTPUT.states)), name="output_state"),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(by=None)
                | Q(judged_by=None)
                | ~Q(judged_by=F("by")),
                name="output_two_people",
            ),
        )


class OutputCorrection(Tracked):
    """What was said of a confirmed output before and after it was mended, by whom and why."""

    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="corrections")
    by = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ("-id",)
