"""Versions of a proposal: what was submitted, what changed since, and which verdicts belong to
which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from scicity.platform.errors import Refused, Stale
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Both, Phrase, listed, name_of, phrase

from ..models import Assignment, Coupling, Proposal, ProposalRevision, TechnicalReview

VERDICTS = {
    "feasible": phrase("common-feasible"),
    "partly": phrase("common-partly-feasible"),
    "infeasible": phrase("common-not-feasible"),
}


class Unsure(Refused):
    """A change that undoes verdicts: it is made once whoever makes it says that they know."""

    def __init__(self, undone: list[Phrase]) -> None:
        self.undone = undone
        super().__init__(
            phrase("access-versions-this-change-undoes", what=listed(undone)),
            {"sure": phrase("common-confirm-2")},
        )


def content_of(proposal: Proposal) -> dict[str, Any]:
    """All that is judged of a proposal, as it stands."""
    pairs = (
        Coupling.objects.filter(first__proposal=proposal)
        .select_related("first__unit", "second__unit")
        .order_by("pk")
    )
    return {
        "title": proposal.title,
        "abstract": proposal.abstract,
        "programme": proposal.programme,
        "answers": proposal.answers,
        "parts": {
            p.unit.path: str(p.amount.normalize()) if p.amount is not None else None
            for p in proposal.parts.select_related("unit")
        },
        "attachments": sorted(f"{a.name} ({a.digest[:12]})" for a in proposal.attachments.all()),
        "couplings": [
            f"{c.first.unit.path} {c.kind} {c.days or ''} {c.second.unit.path}" for c in pairs
        ],
    }


@dataclass(frozen=True)
class Difference:
    """One field of a proposal in two versions, as it is read."""

    field: Phrase
    old: str
    new: str


_FIELDS = {
    "title": phrase("common-title"),
    "abstract": phrase("common-abstract"),
    "programme": phrase("access-balance-programme"),
    "attachments": phrase("access-proposal-attachments"),
    "couplings": phrase("access-versions-order-in-time"),
}


def _read(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_read(v) for v in value)
    if isinstance(value, dict):
        return " · ".join(str(v) for v in value.values() if v)
    return "" if value is None else str(value)


def differences(proposal: Proposal, old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """What differs between two versions, field by field.

    What an older version did not keep is not compared.
    """
    found = [
        Difference(label, _read(old[k]), _read(new.get(k)))
        for k, label in _FIELDS.items()
        if k in old and old[k] != new.get(k)
    ]
    labels = {q["id"]: Both(q["label"]["zh"], q["label"]["en"]) for q in proposal.form.questions}
    before, after = old.get("answers", {}), new.get("answers", {})
    for name in [*labels, *sorted((set(before) | set(after)) - set(labels))]:
        if (a := before.get(name)) != (b := after.get(name)) and (a or b):
            found.append(Difference(labels.get(name, Both(name, name)), _read(a), _read(b)))
    amounts, wanted = old.get("parts", {}), new.get("parts", {})
    for path in sorted(set(amounts) | set(wanted)):
        if _number(amounts.get(path)) != _number(wanted.get(path)) or (path in amounts) != (
            path in wanted
        ):
            found.append(
                Difference(
                    phrase("access-versions-amount-of", path=path),
                    _read(amounts.get(path, "–")),
                    _read(wanted.get(path, "–")),
                )
            )
    return found


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def submitted(proposal: Proposal) -> list[ProposalRevision]:
    """The versions that were handed in, newest first: all that others than its writers ever see."""
    return list(proposal.revisions.exclude(submitted_at=None).select_related("by"))


def _last(proposal: Proposal) -> ProposalRevision | None:
    return (
        proposal.revisions.filter(number=proposal.submitted_version).first()
        if proposal.submitted_version is not None
        else None
    )


def changed(proposal: Proposal) -> list[Difference]:
    """What changed since the proposal was last submitted."""
    last = _last(proposal)
    return differences(proposal, last.content, content_of(proposal)) if last else []


def stands(verdict: TechnicalReview | Assignment, proposal: Proposal) -> bool:
    """Whether a verdict was given on the version that is submitted now."""
    return verdict.version == proposal.submitted_version


def verdicts(proposal: Proposal) -> list[Phrase]:
    """What was said of the version that is submitted, in words: what a change would undo."""
    told = []
    for review in (
        TechnicalReview.objects.filter(part__proposal=proposal)
        .exclude(state="open")
        .select_related("part__unit")
    ):
        if stands(review, proposal):
            told.append(
                phrase("access-versions-technical-review-of-2").fill(
                    u=name_of(review.part.unit),
                    v=VERDICTS[review.state],
                )
            )
    if proposal.ethics_number and proposal.ethics_version == proposal.submitted_version:
        told.append(phrase("access-versions-ethics-approval").fill(n=proposal.ethics_number))
    handed_in = (
        Assignment.objects.filter(item__proposal=proposal, ended_at=None)
        .exclude(submitted_at=None)
        .count()
    )
    if handed_in:
        told.append(phrase("access-versions-reviews-of-the-panel").fill(n=handed_in))
    return told


def must_be_current(proposal: Proposal, version: int | None) -> None:
    """Stale: somebody judges another version than the one that is submitted now."""
    if version is not None and version != (proposal.submitted_version or 0):
        raise Stale


def settle(actor: Person, proposal: Proposal, sure: bool) -> None:
    """Make what stands the submitted version.

    What was said of an earlier one no longer counts, and is asked for again.

    Unsure: a change undoes verdicts, and whoever submits did not say that they know.
    """
    first = proposal.submitted_version is None
    moved = changed(proposal)
    undone = verdicts(proposal) if moved else []
    if undone and not sure:
        raise Unsure(undone)
    if first or moved:
        _keep(actor, proposal)
    if moved:
        _ask_again(proposal)


def _keep(actor: Person, proposal: Proposal) -> None:
    """The content as a revision that is marked as submitted; a new one where files or order came
    after the last saving.
    """
    content, now = content_of(proposal), timezone.now()
    kept = proposal.revisions.filter(number=proposal.version).first()
    if kept is None or kept.content != content:
        proposal.version += 1
        kept = ProposalRevision(
            proposal=proposal, number=proposal.version, by=actor, content=content
        )
    kept.submitted_at = now
    kept.save()
    proposal.submitted_version = proposal.version
    proposal.save()


def _ask_again(proposal: Proposal) -> None:
    where = f"/proposals/{proposal.pk}/versions/"
    told = phrase("access-versions-was-changed-and-handed-in-again").fill(
        c=proposal.code, n=proposal.submitted_version
    )
    for part in proposal.parts.all():
        part.feasibility, part.recommended = "open", None
        part.save()
    tell(
        [
            r.reviewer
            for r in TechnicalReview.objects.filter(part__proposal=proposal).select_related(
                "reviewer"
            )
        ],
        told,
        where,
    )
    for assignment in Assignment.objects.filter(
        item__proposal=proposal, ended_at=None
    ).select_related("reviewer"):
        if assignment.submitted_at:
            assignment.submitted_at = None
            assignment.save()
        tell([assignment.reviewer], told, where)
    item = getattr(proposal, "panel_item", None)
    if item is not None and item.done:
        item.done, item.recommendation, item.grade = False, "", None
        item.save()


def judged(person: Person, proposal: Proposal) -> list[tuple[Phrase, int]]:
    """One's own verdicts on a proposal: what was said, and of which version."""
    own = (
        TechnicalReview.objects.filter(part__proposal=proposal, reviewer=person)
        .exclude(version=None)
        .select_related("part__unit")
    )
    told = [
        (
            phrase("access-versions-technical-review-of").fill(
                u=name_of(r.part.unit),
                v=VERDICTS.get(r.state, phrase("common-open")),
            ),
            r.version or 0,
        )
        for r in own
    ]
    scored = Assignment.objects.filter(
        item__proposal=proposal, reviewer=person, ended_at=None
    ).exclude(version=None)
    return told + [(phrase("access-versions-review-for-the-panel"), a.version or 0) for a in scored]
