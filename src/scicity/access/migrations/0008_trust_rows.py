"""What stood before keeps its meaning: who judged, which version was judged, and whose word an
offer still awaits.
"""

from django.db import migrations
from django.db.models import Exists, F, OuterRef, Subquery


def forward(apps, editor):
    def rows(name):
        return apps.get_model("access", name).objects

    # of an output that was judged, `by` was who judged; who claimed it is not known
    rows("OutputLink").exclude(state="found").update(judged_by=F("by"), judged_at=F("at"), by=None)

    handed_in = rows("Proposal").exclude(submitted_at=None).exclude(state="draft")
    handed_in.update(submitted_version=F("version"))
    proposal = rows("Proposal").filter(pk=OuterRef("proposal"))
    rows("ProposalRevision").filter(proposal__in=handed_in, number=F("proposal__version")).update(
        submitted_at=Subquery(proposal.values("submitted_at")[:1])
    )
    handed_in.exclude(ethics_number="").update(ethics_version=F("version"))
    version = rows("Proposal").filter(parts=OuterRef("part")).values("version")[:1]
    rows("TechnicalReview").exclude(state="open").update(version=Subquery(version))
    rows("Decision").update(version=Subquery(version))
    of_item = rows("Proposal").filter(panel_item=OuterRef("item")).values("version")[:1]
    rows("Assignment").exclude(submitted_at=None).update(version=Subquery(of_item))
    earlier = rows("Decision").filter(part=OuterRef("part"), current=False)
    appealed = rows("Decision").filter(Exists(earlier), current=True).values_list("pk", flat=True)
    rows("Decision").filter(pk__in=list(appealed)).update(round=2)

    members = rows("ProposalMember").filter(
        proposal=OuterRef("proposal"), person=OuterRef("person")
    )
    own = (
        rows("Conflict").filter(Exists(members), reason="co-proposer").values_list("pk", flat=True)
    )
    rows("Conflict").filter(pk__in=list(own)).update(reason="member")
    rows("Conflict").update(found_at=None)

    # a unit of another facility was put into a call without its owner: the owner is asked now,
    # unless time was given already
    given = rows("Decision").filter(
        part__unit=OuterRef("unit"),
        part__proposal__call=OuterRef("call"),
        current=True,
        outcome="accept",
    )
    foreign = (
        rows("CallUnit")
        .exclude(unit__facility=F("call__facility"))
        .exclude(Exists(given))
        .values_list("pk", flat=True)
    )
    rows("CallUnit").filter(pk__in=list(foreign)).update(
        state="asked", wanted=F("capacity"), capacity=0
    )


def backward(apps, editor):
    apps.get_model("access", "OutputLink").objects.filter(by=None).update(
        by=F("judged_by"), judged_by=None
    )
    apps.get_model("access", "CallUnit").objects.filter(state="asked", capacity=0).update(
        capacity=F("wanted")
    )
    apps.get_model("access", "Conflict").objects.filter(reason="member").update(
        reason="co-proposer"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0007_trust"),
    ]

    operations = [
        migrations.RunPython(forward, backward),
    ]
