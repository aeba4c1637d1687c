"""Conflicts of interest: found again whenever what they rest on changes, shown with their reasons,
waived by two people.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person, RoleGrant
from scicity.platform.notices import tell
from scicity.platform.phrases import Both, phrase
from scicity.platform.verbs import locked, verb

from ..models import Assignment, Conflict, Output, PanelProposal, Proposal, ProposalMember
from ..outputs.publications import REGISTERS
from .kinds import CONFLICTS

OVER = ("decided", "closed", "withdrawn")  # nothing of such a proposal is judged any more


def barring() -> QuerySet[Conflict]:
    """The conflicts that hold: those that nobody waived."""
    return Conflict.objects.filter(waived_at=None)


def in_conflict(person: Person, proposal: Proposal) -> bool:
    return barring().filter(proposal=proposal, person=person).exists()


def must_not_be_own(actor: Person, proposal: Proposal) -> None:
    """Refused: whoever is on a proposal judges it in no office."""
    if proposal.members.filter(person=actor).exists():
        raise Refused(phrase("access-conflicts-you-are-on-this-proposal-and"))


def office_of(facility_id: int, *wanted: str) -> list[Person]:
    """Who holds one of the roles (the user office's, unless said) at a facility now."""
    now = timezone.now()
    held = RoleGrant.objects.filter(
        Q(until=None) | Q(until__gt=now),
        facility=facility_id,
        role__in=wanted or (roles.USER_OFFICE,),
    )
    return [g.person for g in held.select_related("person")]


def joint(ids: Iterable[int], besides: Proposal) -> QuerySet[ProposalMember]:
    """Places of anybody on other proposals of these people.

    Drafts, and what was withdrawn, tie nobody.
    """
    return (
        ProposalMember.objects.filter(proposal__members__person__in=list(ids))
        .exclude(proposal__state__in=("draft", "withdrawn"))
        .exclude(proposal=besides)
    )


def reasons_of(proposal: Proposal, people: Iterable[Person]) -> dict[int, list[tuple[str, str]]]:
    """For each person, why they must not judge a proposal: the kind, and the fact it rests on."""
    members = [m.person for m in proposal.members.select_related("person")]
    ids = {m.pk for m in members}
    homes = {m.organisation_id for m in members if m.organisation_id}
    orcids = {m.orcid for m in members if m.orcid}
    borne_out = Q(links__state="confirmed") | Q(
        source__in=REGISTERS
    )  # what somebody merely claims ties nobody
    written = (
        list(
            Output.objects.filter(borne_out)
            .exclude(authors=[])
            .values_list("identifier", "authors")
            .distinct()
        )
        if orcids
        else []
    )
    wanted = list(people)
    shared: dict[int, set[str]] = {}
    for pk, code in (
        joint(ids, proposal).filter(person__in=wanted).values_list("person", "proposal__code")
    ):
        shared.setdefault(pk, set()).add(code)
    found: dict[int, list[tuple[str, str]]] = {}
    for person in wanted:
        why = []
        if person.pk in ids:
            why.append(("member", ""))
        elif person.pk in shared:
            why.append(("co-proposer", ", ".join(sorted(shared[person.pk]))))
        if person.organisation_id in homes and person.pk not in ids:
            why.append(
                (
                    "same-organisation",
                    f"{person.organisation.name_zh} {person.organisation.name_en}",
                )
            )
        papers = sorted(
            doi for doi, authors in written if person.orcid and _both(person.orcid, orcids, authors)
        )
        if papers:
            why.append(("co-author", ", ".join(papers)))
        if why:
            found[person.pk] = why
    return found


def _both(one: str, others: set[str], authors: list[dict[str, Any]]) -> bool:
    found = {a.get("orcid") for a in authors}
    return one in found and bool(found & (others - {one}))


def derive(actor: Person | None, proposal: Proposal, people: Iterable[Person]) -> list[Conflict]:
    """Keep the conflicts that can be known.

    Whoever gets one loses the proposal's review at once, and the office is told.

    A waiver is of the facts that stood then: another joint proposal or paper makes the conflict
    hold again.
    """
    wanted = {p.pk: p for p in people}
    held = {(c.person_id, c.reason): c for c in Conflict.objects.filter(proposal=proposal)}
    made = []
    for pk, why in reasons_of(proposal, wanted.values()).items():
        for reason, note in why:
            conflict = held.get((pk, reason)) or Conflict(
                proposal=proposal, person=wanted[pk], reason=reason
            )
            if conflict.pk and set(note.split(", ")) <= set(conflict.note.split(", ")):
                continue
            fresh = conflict.pk is None or conflict.waived_at is not None
            conflict.note, conflict.waived_by, conflict.waived_at = note, None, None
            conflict.waiver_reason, conflict.waiver_by, conflict.waiver_at = "", None, None
            conflict.save()
            if fresh:
                made.append(conflict)
    for conflict in made:
        _bar(conflict)
    return made


def _bar(conflict: Conflict) -> None:
    """Take away the review that somebody in conflict holds, whether handed in or not."""
    now = timezone.now()
    for assignment in Assignment.objects.filter(
        item__proposal=conflict.proposal, reviewer=conflict.person, ended_at=None
    ).select_related("item__panel"):
        assignment.ended_at, assignment.ended_why = now, conflict.reason
        assignment.save()
        told = phrase("access-conflicts-no-longer-reviews-assign-somebody-else").fill(
            n=Both(conflict.person.name_zh or conflict.person.name, conflict.person.name),
            k=conflict.kind.title,
            c=conflict.proposal.code,
        )
        tell(
            office_of(assignment.item.panel.facility_id),
            told,
            f"/panels/{assignment.item.panel_id}/",
        )
        tell(
            [conflict.person],
            phrase("access-conflicts-you-no-longer-review-conflict-of").fill(
                c=conflict.proposal.code, k=conflict.kind.title
            ),
            "/panels/",
        )


def look_again(actor: Person | None, people: Iterable[Person]) -> None:
    """After something changed about people, look again at every proposal under review that they
    judge, or are on.
    """
    ids = [p.pk for p in people]
    if not ids:
        return
    under_review = PanelProposal.objects.filter(panel__closed_at=None).exclude(
        proposal__state__in=OVER
    )
    concerned = under_review.filter(
        Q(panel__members__person__in=ids) | Q(proposal__members__person__in=ids)
    ).distinct()
    for item in concerned.select_related("proposal", "panel"):
        derive(
            actor,
            item.proposal,
            [m.person for m in item.panel.members.select_related("person__organisation")],
        )


def moved(person: Person) -> None:
    """Somebody changed their home institution or their ORCID iD: their conflicts are found anew."""
    look_again(person, [person])


@verb
def declare(actor: Person, proposal: Proposal, note: str = "") -> Conflict:
    """A reviewer steps back; a review given to them is taken away."""
    conflict = Conflict.objects.filter(
        proposal=proposal, person=actor, reason="declared"
    ).first() or Conflict(proposal=proposal, person=actor, reason="declared")
    conflict.note = note
    conflict.save()
    _bar(conflict)
    return conflict


def _may_waive(actor: Person, conflict: Conflict) -> None:
    if not conflict.kind.waivable:
        raise Refused(phrase("access-conflicts-a-conflict-of-this-kind-is"))
    if conflict.person_id == actor.pk:
        raise Refused(phrase("access-conflicts-nobody-waives-their-own-conflict"))
    must_not_be_own(actor, conflict.proposal)
    if conflict.waived_at:
        raise Refused(phrase("access-conflicts-this-was-waived-already"))


@verb
def ask_waiver(actor: Person, conflict: Conflict, reason: str) -> Conflict:
    """Ask that a conflict be set aside, with the reason. It bars until a second person agrees."""
    conflict = locked(Conflict, conflict.pk)
    _may_waive(actor, conflict)
    if len(reason.strip()) < 5:
        raise Invalid(
            phrase("access-conflicts-say-why-the-conflict-should-not"),
            {"reason": phrase("common-needed")},
        )
    conflict.waiver_reason, conflict.waiver_by, conflict.waiver_at = (
        reason.strip()[:2000],
        actor,
        timezone.now(),
    )
    conflict.save()
    item = conflict.proposal.panel_item
    second = office_of(
        item.panel.facility_id,
        roles.DIRECTOR,
        *(() if conflict.kind.severity == "serious" else (roles.USER_OFFICE,)),
    )
    tell(
        [p for p in second if p.pk != actor.pk],
        phrase("access-conflicts-a-waiver-awaits-your-word").fill(c=conflict.proposal.code),
        f"/panels/{item.panel_id}/conflicts/",
    )
    return conflict


@verb
def waive(actor: Person, conflict: Conflict, agree: bool) -> Conflict:
    """The second person's word on a waiver.

    Refused: whoever asked for it; for a grave conflict, anybody but the director.
    """
    conflict = locked(Conflict, conflict.pk)
    _may_waive(actor, conflict)
    if conflict.waiver_by_id is None:
        raise Refused(phrase("access-conflicts-nobody-asked-for-a-waiver"))
    if conflict.waiver_by_id == actor.pk:
        raise Refused(phrase("access-conflicts-somebody-else-must-agree"))
    item = conflict.proposal.panel_item
    if conflict.kind.severity == "serious" and item.panel.facility_id not in actor.facilities_as(
        roles.DIRECTOR
    ):
        raise Refused(
            phrase("access-conflicts-only-the-director-agrees-to-the"),
        )
    if agree:
        conflict.waived_by, conflict.waived_at = actor, timezone.now()
    else:
        conflict.waiver_reason, conflict.waiver_by, conflict.waiver_at = "", None, None
    conflict.save()
    return conflict


def of_panel(panel: Any) -> list[Conflict]:
    """The conflicts of a panel's people with its proposals, for the office."""
    return list(
        Conflict.objects.filter(proposal__panel_item__panel=panel)
        .select_related("person__organisation", "proposal", "waiver_by", "waived_by")
        .order_by("proposal__code", "person__name")
    )


__all__ = [
    "CONFLICTS",
    "barring",
    "declare",
    "derive",
    "in_conflict",
    "look_again",
    "of_panel",
    "waive",
]
