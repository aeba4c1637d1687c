"""What each edit form of review shows of its row, by the names of its fields."""

from __future__ import annotations

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Person
from scicity.platform.phrases import Both, phrase

from ..models import (
    Assignment,
    PanelProposal,
    ProposalPart,
)
from ..shown import plain
from ..words import (
    FEASIBILITY,
    RECOMMENDATIONS,
)

YES_NO_OPEN = {"": "–", "yes": phrase("common-yes"), "no": phrase("common-no")}


def review(row: Assignment, person: Person) -> Lines:
    held = {s.criterion: s.value for s in row.scores.all()}
    found = {
        c["id"]: Line(Both(c["zh"], c["en"]), plain(held.get(c["id"])))
        for c in row.item.panel.criteria
    }
    return found | {
        "to_applicant": Line(
            phrase("access-proposal-comment-to-the-applicant"), row.comment_applicant
        ),
        "hidden": Line(phrase("access-edited-panel-only-2"), row.comment_hidden),
    }


def part(row: ProposalPart, person: Person) -> Lines:
    """One's own technical review of a part."""
    mine = row.technical_reviews.filter(reviewer=person.pk).first()
    return {
        "state": Line(
            phrase("access-proposal-verdict"), mine.state if mine else "open", FEASIBILITY
        ),
        "amount": Line(
            phrase("access-proposal-amount"), plain(mine.amount if mine else row.amount)
        ),
        "comment_applicant": Line(
            phrase("access-proposal-comment-to-the-applicant"),
            mine.comment_applicant if mine else "",
        ),
        "comment_private": Line(
            phrase("access-edited-private-comment"), mine.comment_private if mine else ""
        ),
    }


def conclusion(row: PanelProposal, person: Person) -> Lines:
    return {
        "recommendation": Line(
            phrase("access-meeting-recommendation"), row.recommendation, RECOMMENDATIONS
        ),
        "to_applicant": Line(phrase("access-edited-to-the-applicant"), row.comment_applicant),
        "hidden": Line(phrase("access-edited-panel-only"), row.comment_hidden),
    }


REVIEW = Shown(review)
PART = Shown(part)
CONCLUSION = Shown(conclusion)
