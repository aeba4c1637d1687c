"""Review: feasibility by the units, panels, conflicts, assignments, scores, the meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Phrase, name_of, phrase
from scicity.platform.verbs import locked, verb

from ..models import (
    Assignment,
    Panel,
    PanelMember,
    PanelProposal,
    Proposal,
    ProposalPart,
    Score,
    TechnicalReview,
)
from ..proposals.versions import must_be_current, stands
from ..states import PROPOSAL, WORKFLOWS
from .assigning import balanced
from .conflicts import barring, derive, in_conflict, must_not_be_own
from .scoring import Grade, graded, normalised, weighted

CRITERIA = [
    {"id": "merit", "zh": "科学价值", "en": "Scientific merit", "weight": 3},
    {"id": "method", "zh": "方法可行性", "en": "Soundness of method", "weight": 2},
    {"id": "team", "zh": "团队能力", "en": "Team", "weight": 1},
]


@verb
def review_technically(
    actor: Person,
    part: ProposalPart,
    state: str,
    amount: Decimal | None = None,
    to_applicant: str = "",
    private: str = "",
    version: int | None = None,
) -> TechnicalReview:
    """Say whether a unit can do a part, and with how much.

    The least favourable word of several reviewers counts.

    The word is on the version that is submitted. Stale: `version` names another. Refused: one's own
    proposal.
    """
    if state not in ("feasible", "partly", "infeasible"):
        raise Invalid(
            phrase("access-review-choose-feasible-partly-or-infeasible"),
            {"state": phrase("common-needed-2")},
        )
    if state == "partly" and not amount:
        raise Invalid(
            phrase("access-review-when-it-is-partly-feasible-say"),
            {"amount": phrase("common-needed")},
        )
    if amount is not None and (not amount.is_finite() or amount < 0):
        raise Invalid(
            phrase("access-review-the-amount-is-a-number-at"),
            {"amount": phrase("common-at-least-0")},
        )
    part = locked(ProposalPart, part.pk)
    proposal = locked(Proposal, part.proposal_id)
    if proposal.state not in ("technical", "review") and not (
        proposal.state == "recommended" and part.feasibility == "open"
    ):
        raise Refused(phrase("access-review-the-proposal-is-not-in-technical"))
    must_not_be_own(actor, proposal)
    must_be_current(proposal, version)
    review = TechnicalReview.objects.filter(part=part, reviewer=actor).first() or TechnicalReview(
        part=part, reviewer=actor
    )
    review.state, review.amount, review.comment_applicant, review.comment_private = (
        state,
        amount,
        to_applicant,
        private,
    )
    review.at, review.version = timezone.now(), proposal.submitted_version
    review.save()
    words = [w for w in part.technical_reviews.exclude(state="open") if stands(w, proposal)]
    part.feasibility = max((w.state for w in words), key=("feasible", "partly", "infeasible").index)
    amounts = [w.amount for w in words if w.amount is not None]
    part.recommended = (
        Decimal(0) if part.feasibility == "infeasible" else min(amounts) if amounts else part.amount
    )
    part.save()
    done = not proposal.parts.filter(feasibility="open").exists()
    if (
        done
        and proposal.state == "technical"
        and "review" not in WORKFLOWS[proposal.call.workflow][1]
    ):
        proposal.state = PROPOSAL.move(proposal.state, "recommend")
        proposal.save()
    return review


@verb
def ask_reviewer(actor: Person, part: ProposalPart, person: Person) -> TechnicalReview:
    """Ask a further technical reviewer; the part stays open for their word."""
    must_not_be_own(actor, part.proposal)
    must_not_be_own(person, part.proposal)
    review = TechnicalReview(part=part, reviewer=person)
    review.save()
    tell(
        [person],
        phrase("access-review-please-review-technically").fill(c=part.proposal.code),
        f"/proposals/{part.proposal_id}/",
    )
    return review


@verb
def make_panel(actor: Person, panel: Panel, seats_of: Panel | None = None) -> Panel:
    """A panel of a call, with the people of an earlier one in the same seats where `seats_of` names
    it.
    """
    if panel.opens_at >= panel.closes_at:
        raise Invalid(
            phrase("access-review-the-review-ends-after-it-begins"),
            {"closes_at": phrase("access-review-after-it-begins")},
        )
    panel.criteria = panel.criteria or CRITERIA
    panel.save()
    if seats_of is not None:
        seat_as(actor, panel, seats_of)
    return panel


@verb
def seat(
    actor: Person, panel: Panel, person: Person, role: str = roles.REVIEWER, rank: int = 1
) -> PanelMember:
    if role not in roles.PANEL_ROLES:
        raise Invalid(
            phrase("access-review-use-chair-secretary-or-reviewer"),
            {"role": phrase("common-choose-one")},
        )
    if role == roles.CHAIR and panel.members.filter(role=roles.CHAIR).exists():
        raise Refused(phrase("access-review-the-panel-has-a-chair-already"))
    member = PanelMember(panel=panel, person=person, role=role, rank=rank)
    member.save()
    tell(
        [person],
        phrase("access-review-you-were-asked-to-join-the").fill(n=name_of(panel)),
        f"/panels/{panel.pk}/",
    )
    for item in panel.items.select_related("proposal"):
        derive(actor, item.proposal, [person])
    return member


@verb
def seat_as(actor: Person, panel: Panel, before: Panel) -> list[PanelMember]:
    """Seat those who sat on an earlier panel of the facility, each in the same seat; an account
    that was closed is left out.
    """
    if before.facility_id != panel.facility_id:
        raise Refused(phrase("access-review-that-panel-is-another-facilitys"))
    return [
        seat(actor, panel, m.person, m.role, m.rank)
        for m in before.members.select_related("person").order_by("pk")
        if m.person.is_active
    ]


@verb
def put_before(actor: Person, panel: Panel, proposals: Iterable[Proposal]) -> list[PanelProposal]:
    """Assign proposals to a panel in bulk. All or none."""
    items = []
    people = [m.person for m in panel.members.select_related("person__organisation")]
    for given in proposals:
        proposal = locked(Proposal, given.pk)
        if proposal.call_id != panel.call_id:
            raise Refused(phrase("access-review-this-proposal-belongs-to-another-call"))
        proposal.state = PROPOSAL.move(proposal.state, "begin-review")
        proposal.save()
        item = PanelProposal(panel=panel, proposal=proposal)
        item.save()
        derive(actor, proposal, people)
        items.append(item)
    return items


@verb
def assign(actor: Person, item: PanelProposal, person: Person, rank: int = 1) -> Assignment:
    if not item.panel.members.filter(person=person).exists():
        raise Refused(phrase("access-review-this-person-is-not-on-the"))
    derive(actor, item.proposal, [person])
    if in_conflict(person, item.proposal):
        raise Refused(
            phrase("access-review-this-person-has-a-conflict-of"),
        )
    assignment = Assignment.objects.filter(item=item, reviewer=person).first() or Assignment(
        item=item, reviewer=person
    )
    if assignment.pk and assignment.ended_at is None:
        raise Refused(phrase("access-review-this-person-has-this-review-already"))
    assignment.rank, assignment.ended_at, assignment.ended_why = rank, None, ""
    assignment.save()
    tell(
        [person],
        phrase("access-review-please-review").fill(c=item.proposal.code),
        f"/reviews/{assignment.pk}/",
        due=item.panel.closes_at,
        zone=item.panel.facility.zone,
    )
    return assignment


@verb
def assign_by_load(actor: Person, panel: Panel, each: int = 2) -> int:
    """Give every proposal of a panel so many reviewers, none in conflict, loads as equal as can be.

    Returns how many were given.
    """
    locked(Panel, panel.pk)
    items = {
        i.pk: i
        for i in panel.items.filter(done=False)
        .select_related("proposal")
        .prefetch_related("assignments")
    }
    reviewers = [
        m.person_id for m in panel.members.exclude(role=roles.SECRETARY).order_by("rank", "pk")
    ]
    people = Person.objects.in_bulk(reviewers)
    for item in items.values():
        derive(actor, item.proposal, people.values())
    barred = set(
        barring()
        .filter(proposal__panel_item__panel=panel)
        .values_list("proposal__panel_item", "person")
    )
    given = {
        pk: [a.reviewer_id for a in i.assignments.all() if a.ended_at is None]
        for pk, i in items.items()
    }
    plan = balanced(list(items), reviewers, barred, each, given)
    made = 0
    for pk, chosen in plan.items():
        for rank, reviewer in enumerate(chosen, 1):
            if reviewer not in given[pk]:
                assign(actor, items[pk], people[reviewer], rank)
                made += 1
    return made


@verb
def score(
    actor: Person,
    assignment: Assignment,
    scores: Mapping[str, object],
    to_applicant: str = "",
    hidden: str = "",
    submit: bool = False,
    version: int | None = None,
) -> Assignment:
    """Keep one's scores; with `submit` hand the review in, when every criterion has one.

    It is of the version that is submitted.

    Stale: `version` names another version. Refused: outside of the period, in conflict, handed in
    already.
    """
    assignment = locked(Assignment, assignment.pk)
    panel, now = assignment.item.panel, timezone.now()
    if assignment.reviewer_id != actor.pk or assignment.ended_at:
        raise Refused(phrase("access-review-this-review-is-not-yours"))
    proposal = assignment.item.proposal
    if proposal.state != "review":
        raise Refused(
            phrase("access-review-the-proposal-is-being-changed-wait"),
        )
    must_be_current(proposal, version)
    if not panel.opens_at <= now < panel.closes_at or panel.closed_at:
        raise Refused(phrase("access-review-the-review-period-is-not-open"))
    if assignment.submitted_at or assignment.item.done:
        raise Refused(phrase("access-review-this-review-was-handed-in-already"))
    if in_conflict(actor, assignment.item.proposal):
        raise Refused(phrase("access-review-you-have-a-conflict-of-interest"))
    wrong: dict[str, Phrase] = {}
    for criterion in panel.criteria:
        name, value = criterion["id"], scores.get(criterion["id"])
        if value in (None, ""):
            if submit:
                wrong[name] = phrase("access-review-needs-a-score")
            continue
        try:
            number = Decimal(str(value))
            if not number.is_finite() or not 0 <= number <= panel.scale:
                raise InvalidOperation
        except InvalidOperation:
            wrong[name] = phrase("access-review-from-0-to").fill(n=panel.scale)
            continue
        kept = Score.objects.filter(assignment=assignment, criterion=name).first() or Score(
            assignment=assignment, criterion=name
        )
        kept.value = number
        kept.save()
    if wrong:
        raise Invalid(phrase("access-review-scores-are-missing-or-out-of"), wrong)
    assignment.comment_applicant, assignment.comment_hidden = to_applicant, hidden
    assignment.submitted_at, assignment.version = (
        now if submit else None,
        proposal.submitted_version if submit else assignment.version,
    )
    assignment.save()
    return assignment


@dataclass(frozen=True)
class Ranked:
    """A proposal in the meeting: its place, its grade as given and as normalised, and whether the
    quorum is met.

    `blind`: the viewer still owes a review of it, and sees what others gave once it is handed in.
    """

    item: PanelProposal
    place: int
    grade: Grade
    normal: float | None
    shown: float | None
    quorum: bool
    mine: bool
    blind: bool = False


def ranking(panel: Panel, viewer: Person | None = None) -> list[Ranked]:
    """The panel's proposals in order: the chair's rank where there is one, else the grade.

    In four queries.
    """
    weights = {c["id"]: float(c["weight"]) for c in panel.criteria}
    items = list(
        panel.items.select_related("proposal__call").prefetch_related(
            "assignments__scores", "assignments__reviewer", "proposal__parts__unit"
        )
    )
    barred = (
        set(
            barring()
            .filter(person=viewer, proposal__panel_item__panel=panel)
            .values_list("proposal_id", flat=True)
        )
        if viewer
        else set()
    )
    grades: dict[tuple[str, str], float] = {}
    for item in items:
        for a in item.assignments.all():
            value = (
                weighted({s.criterion: float(s.value) for s in a.scores.all()}, weights)
                if a.submitted_at and a.ended_at is None
                else None
            )
            if value is not None:
                grades[str(a.reviewer_id), str(item.pk)] = value
    level = normalised(grades, 0, panel.scale)
    rows = []
    owed = {
        i.pk
        for i in items
        for a in i.assignments.all()
        if viewer
        and not panel.closed_at
        and a.reviewer_id == viewer.pk
        and a.submitted_at is None
        and a.ended_at is None
    }
    for item in items:
        mine = [v for (_, p), v in grades.items() if p == str(item.pk)]
        even = [v for (_, p), v in level.items() if p == str(item.pk)]
        grade, normal = graded(mine), graded(even).mean
        if item.pk in owed:  # nor does its place tell
            grade, normal = Grade(None, None, grade.reviewers), None
        rows.append((item, grade, normal, normal if panel.normalise else grade.mean))
    rows.sort(
        key=lambda r: (
            r[0].position is None,
            r[0].position or 0,
            -(r[3] if r[3] is not None else -1),
            r[0].pk,
        )
    )
    return [
        Ranked(
            i,
            n,
            g,
            normal,
            shown,
            g.reviewers >= panel.quorum,
            i.proposal_id not in barred,
            i.pk in owed,
        )
        for n, (i, g, normal, shown) in enumerate(rows, 1)
    ]


@verb
def move(actor: Person, item: PanelProposal, place: int) -> None:
    """Drag a proposal to a place. From then on the whole panel has the chair's order."""
    panel = locked(Panel, item.panel_id)
    if panel.closed_at:
        raise Refused(phrase("access-review-the-meeting-is-closed"))
    order = [r.item for r in ranking(panel)]
    if not 1 <= place <= len(order):
        raise Invalid(phrase("access-review-there-are-places", value=len(order)))
    order.insert(place - 1, order.pop(next(i for i, x in enumerate(order) if x.pk == item.pk)))
    for position, other in enumerate(order, 1):
        if other.position != position:
            other.position = position
            other.save()


@verb
def conclude(
    actor: Person,
    item: PanelProposal,
    recommendation: str,
    to_applicant: str = "",
    hidden: str = "",
) -> PanelProposal:
    """The panel's word on one proposal, with its grade as it then stands."""
    if recommendation not in dict(PanelProposal.RECOMMENDATIONS):
        raise Invalid(
            phrase("access-review-choose-accept-reserve-or-reject"),
            {"recommendation": phrase("common-needed-2")},
        )
    panel = locked(Panel, item.panel_id)
    if panel.closed_at:
        raise Refused(phrase("access-review-the-meeting-is-closed"))
    if in_conflict(actor, item.proposal):
        raise Refused(phrase("access-review-you-have-a-conflict-of-interest"))
    if item.proposal.state != "review":
        raise Refused(phrase("access-review-the-proposal-is-not-in-review"))
    standing = next(r for r in ranking(panel) if r.item.pk == item.pk)
    if not standing.quorum:
        raise Refused(
            phrase(
                "access-review-the-quorum-is-not-met-of",
                reviewers=standing.grade.reviewers,
                quorum=panel.quorum,
            ),
        )
    item = locked(PanelProposal, item.pk)
    item.recommendation, item.comment_applicant, item.comment_hidden, item.done = (
        recommendation,
        to_applicant,
        hidden,
        True,
    )
    item.grade = Decimal(str(round(standing.shown or 0, 2)))
    item.save()
    return item


@verb
def close_meeting(actor: Person, panel: Panel) -> Panel:
    """End the meeting: only when every proposal is finished; then they go to the director."""
    panel = locked(Panel, panel.pk)
    open_items = list(
        panel.items.filter(done=False)
        .exclude(proposal__state="withdrawn")
        .select_related("proposal")
    )
    if panel.closed_at:
        raise Refused(phrase("access-review-the-meeting-is-closed-already"))
    if open_items or not panel.items.exists():
        names = ", ".join(i.proposal.code for i in open_items) or "–"
        raise Refused(phrase("access-review-not-finished-yet", names=names))
    panel.closed_at = timezone.now()
    panel.save()
    for item in panel.items.select_related("proposal"):
        if item.proposal.state != "review":  # withdrawn
            continue
        proposal = locked(Proposal, item.proposal_id)
        proposal.state = PROPOSAL.move(proposal.state, "recommend")
        proposal.save()
    return panel
