"""Outputs: claimed by who took part, confirmed by somebody else, corrected with a reason, credited
in the ledger.

What is said of a work once it is confirmed never changes by another claim. Only confirmed claims
reach a figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Min, Q
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.clock import day_of
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person, RoleGrant
from scicity.platform.notices import tell
from scicity.platform.outbox import owe, owe_withdrawal
from scicity.platform.phrases import Phrase, phrase
from scicity.platform.verbs import locked, verb

from ..facilities.operators import registered
from ..models import (
    Booking,
    Facility,
    Grant,
    Journals,
    Output,
    OutputCorrection,
    OutputLink,
    Proposal,
    ProposalPart,
    Session,
    Visit,
)
from ..review.conflicts import look_again
from ..states import OUTPUT
from .models import KINDS
from .publications import DOI, Found, doi_of

MARGIN = timedelta(days=31)  # a journal dates an issue some weeks ahead
SAID = ("kind", "title", "journal", "published", "authors")
OFFICERS = (roles.USER_OFFICE, roles.DIRECTOR)  # who confirms


@dataclass(frozen=True)
class Said:
    """What somebody says of a work.

    `identifier`: its DOI, or the number of a patent, a structure, a thesis.
    """

    kind: str
    identifier: str
    title: str
    published: date
    journal: str = ""
    authors: tuple[dict[str, str], ...] = ()
    source: str = "entered"

    @property
    def content(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "title": self.title,
            "journal": self.journal,
            "published": self.published.isoformat(),
            "authors": list(self.authors),
        }


def of_register(found: Found, source: str) -> Said:
    return Said(
        found.kind,
        found.doi,
        found.title,
        found.published,
        found.journal or "–",
        found.authors,
        source,
    )


def _tidied(said: Said) -> Said:
    """As it is kept. Invalid: what is missing or too long, by field."""
    wrong: dict[str, Phrase] = {}
    if said.kind not in KINDS:
        raise Invalid(phrase("access-outputs-choose-a-kind"), {"kind": phrase("common-needed-2")})
    identifier = said.identifier.strip()
    if said.kind == "paper" or DOI.fullmatch(identifier.removeprefix("https://doi.org/")):
        identifier = doi_of(identifier)
    if not identifier or len(identifier) > 200:
        wrong["identifier"] = phrase("access-outputs-needed-at-most-200-characters")
    if not said.title.strip():
        wrong["title"] = phrase("common-needed")
    if said.kind == "paper" and not said.journal.strip():
        wrong["journal"] = phrase("common-needed")
    if wrong:
        raise Invalid(phrase("access-outputs-give-an-identifier-a-title-and"), wrong)
    return Said(
        said.kind,
        identifier,
        said.title.strip()[:500],
        said.published,
        said.journal.strip()[:250],
        said.authors,
        said.source,
    )


def first_use(facility: Facility, proposal: Proposal) -> date | None:
    """The day from which a proposal could have yielded something at a facility: its first session,
    booked use or grant there.
    """

    def least(rows: Any, field: str) -> datetime | None:
        found: datetime | None = rows.aggregate(x=Min(field))["x"]
        return found

    begun = Session.objects.filter(part__proposal=proposal, unit__facility=facility)
    moments = (
        least(begun.filter(state__in=("running", "finished", "reported")), "started_at"),
        least(Booking.objects.filter(proposal=proposal, unit__facility=facility), "started_at"),
        least(Grant.objects.filter(part__proposal=proposal, unit__facility=facility), "valid_from"),
    )
    known = [m for m in moments if m is not None and m <= timezone.now()]
    return day_of(min(known), facility.zone) if known else None


def opened(facility: Facility) -> date | None:
    """The day on which a facility opened, by the registry, else since when the site keeps its
    account; None where nobody knows.
    """
    entry = registered().entries.get(facility.path)
    if entry is not None and entry.since:
        return date.fromisoformat(f"{entry.since}-01"[:10])
    return day_of(facility.kept_since, facility.zone) if facility.kept_since else None


def _plausible(published: date, facility: Facility, proposal: Proposal | None) -> None:
    """Refused: a day of publication that cannot be."""
    latest = day_of(timezone.now(), facility.zone) + MARGIN
    if published > latest:
        raise Invalid(
            phrase("access-outputs-the-date-of-publication-lies-in", latest=latest),
            {"published": phrase("access-outputs-not-after", latest=latest)},
        )
    earliest = first_use(facility, proposal) if proposal else opened(facility)
    if proposal and earliest is None:
        raise Refused(
            phrase("access-outputs-nothing-was-done-for-this-proposal"),
            {"proposal": phrase("access-outputs-no-time-used")},
        )
    if earliest and published < earliest:
        raise Invalid(
            phrase("access-outputs-published-before-the-first-use", earliest=earliest)
            if proposal
            else phrase("access-outputs-published-before-it-opened", earliest=earliest),
            {"published": phrase("access-outputs-not-before", earliest=earliest)},
        )


def took_part(person: Person, facility: Facility, proposal: Proposal) -> bool:
    """Whether somebody is on a proposal that used the facility, or was in one of its sessions
    there.
    """
    if not ProposalPart.objects.filter(proposal=proposal, unit__facility=facility).exists():
        return False
    return (
        proposal.members.filter(person=person).exists()
        or Visit.objects.filter(
            person=person,
            state="approved",
            session__part__proposal=proposal,
            session__unit__facility=facility,
        ).exists()
    )


def _may_claim(actor: Person, facility: Facility, proposal: Proposal | None) -> None:
    staff = facility.pk in actor.facilities_as(*roles.STAFF)
    if proposal is None and not staff:
        raise Refused(
            phrase("access-outputs-choose-a-proposal-on-which-you"),
            {"proposal": phrase("common-needed-2")},
        )
    if proposal is None:
        return
    used = ProposalPart.objects.filter(proposal=proposal, unit__facility=facility).exists()
    if not used or not (staff or took_part(actor, facility, proposal)):
        raise Refused(
            phrase("access-outputs-only-those-who-took-part-in"),
            {"proposal": phrase("access-outputs-not-yours")},
        )


@verb
def claim(actor: Person, facility: Facility, proposal: Proposal | None, said: Said) -> OutputLink:
    """Say that an output is owed to a facility and a proposal.

    It counts once somebody else confirms it.

    What others said of the work stays as it is; what is said here lies beside it, for whoever
    confirms. Refused: who did not take part, or a claim that stands already. Invalid: what is
    missing; a date that cannot be.
    """
    _may_claim(actor, facility, proposal)
    said = _tidied(said)
    _plausible(said.published, facility, proposal)
    return _claimed(
        actor,
        facility,
        proposal,
        said,
        "entered" if said.source == "entered" else f"register: {said.source}",
    )


def _claimed(
    actor: Person | None, facility: Facility, proposal: Proposal | None, said: Said, why: str
) -> OutputLink:
    output = Output.objects.select_for_update().filter(identifier=said.identifier).first()
    if output is None:
        output = Output(identifier=said.identifier, source=said.source)
        _say(output, said.content)
    link = OutputLink.objects.filter(output=output, facility=facility, proposal=proposal).first()
    if link is not None and (
        link.state == "confirmed" or (link.by_id and actor and link.by_id != actor.pk)
    ):
        raise Refused(
            phrase("access-outputs-this-output-was-claimed-already"),
            {"identifier": phrase("access-outputs-claimed-already")},
        )
    link = link or OutputLink(output=output, facility=facility, proposal=proposal)
    link.state = OUTPUT.move(link.state, "claim-again")
    link.said, link.by, link.why, link.at = (
        {**said.content, "source": said.source},
        actor,
        why[:200],
        timezone.now(),
    )
    link.judged_by, link.judged_at, link.reason = None, None, ""
    link.save()
    return link


def _say(output: Output, content: Mapping[str, Any]) -> None:
    for name in SAID:
        if name in content:
            setattr(
                output,
                name,
                date.fromisoformat(content[name]) if name == "published" else content[name],
            )
    output.save()


@verb
def take(actor: Person | None, found: Found, source: str = "crossref") -> Output:
    """Keep what a register knows, and suggest whose it is. What is confirmed stays as it is."""
    said = _tidied(of_register(found, source))
    output = Output.objects.select_for_update().filter(
        identifier=said.identifier
    ).first() or Output(identifier=said.identifier)
    if not output.pk or not is_confirmed(output):
        output.source = source
        _say(output, said.content)
    for proposal, why in suggestions(output):
        for facility in {p.unit.facility for p in proposal.parts.select_related("unit__facility")}:
            begun = first_use(facility, proposal)
            if (
                begun
                and begun <= output.published
                and not OutputLink.objects.filter(
                    output=output, facility=facility, proposal=proposal
                ).exists()
            ):
                _claimed(None, facility, proposal, said, why)
    look_again(actor, _authors(output))
    return output


def _authors(output: Output) -> list[Person]:
    orcids = [a["orcid"] for a in output.authors if a.get("orcid")]
    return list(Person.objects.filter(orcid__in=orcids)) if orcids else []


def suggestions(output: Output) -> list[tuple[Proposal, str]]:
    """Proposals that an output may come from: an author's ORCID is on an accepted one."""
    orcids = [a["orcid"] for a in output.authors if a.get("orcid")]
    found = (
        Proposal.objects.filter(
            state__in=("decided", "closed"), members__person__orcid__in=orcids
        ).distinct()
        if orcids
        else []
    )
    return [(p, "author's ORCID") for p in found]


def is_confirmed(output: Output) -> bool:
    return output.links.filter(state="confirmed").exists()


def judges(link: OutputLink) -> list[Person]:
    """Who may confirm a claim: the facility's office and director, but never who made it."""
    now = timezone.now()
    held = RoleGrant.objects.filter(
        Q(until=None) | Q(until__gt=now),
        facility=link.facility_id,
        role__in=OFFICERS,
        person__is_active=True,
    )
    return [g.person for g in held.exclude(person=link.by_id).select_related("person")]


@verb
def judge(actor: Person, link: OutputLink, confirm: bool, reason: str = "") -> OutputLink:
    """Confirm or reject a claim of another.

    A confirmed paper is a record of the ledger; rejected later, the record is withdrawn.

    The first confirmation settles what is said of the work. Refused: one's own claim; taking back a
    confirmation without a reason.
    """
    output = locked(Output, link.output_id)
    link = locked(OutputLink, link.pk)
    was, link.state = link.state, OUTPUT.move(link.state, "confirm" if confirm else "reject")
    if confirm and link.by_id == actor.pk:
        raise Refused(
            phrase("access-outputs-nobody-confirms-their-own-claim-ask"),
        )
    if confirm and link.proposal and link.proposal.members.filter(person=actor).exists():
        raise Refused(
            phrase("access-outputs-you-are-on-this-proposal-ask"),
        )
    if was == "confirmed" and not reason.strip():
        raise Invalid(
            phrase("access-outputs-say-why-the-confirmation-is-taken"),
            {"reason": phrase("common-needed")},
        )
    if confirm:
        told = link.said or {}
        published = (
            date.fromisoformat(told["published"])
            if told.get("published") and not is_confirmed(output)
            else output.published
        )
        _plausible(published, link.facility, link.proposal)
        if not is_confirmed(output) and told:
            output.source = told.get("source", output.source)
            _say(output, told)
    link.judged_by, link.judged_at, link.reason = actor, timezone.now(), reason.strip()[:500]
    link.save()
    account(output, link.facility, was == "confirmed" and output.kind == "paper")
    if link.by:
        tell(
            [link.by],
            phrase("access-outputs-output-2").fill(
                t=output.title[:80], s=OUTPUT.states[link.state]
            ),
            "/outputs/",
        )
    look_again(actor, _authors(output))
    return link


def account(output: Output, facility: Facility, recorded: bool) -> None:
    """Bring the ledger to what stands: a record while a confirmed paper is owed to the facility,
    else none.
    """
    standing = (
        output.links.filter(state="confirmed", facility=facility)
        .select_related("proposal")
        .order_by("judged_at", "pk")
        .first()
    )
    if output.kind == "paper" and standing is not None:
        at = datetime(
            output.published.year, output.published.month, output.published.day, 12, tzinfo=UTC
        )
        owe(
            "outputs",
            facility.path,
            at,
            at,
            doi=output.identifier,
            journal=output.journal,
            publication_year=output.published.year,
            project=standing.proposal.code if standing.proposal else None,
        )
    elif recorded:
        owe_withdrawal("outputs", facility.path, doi=output.identifier)


@verb
def correct(actor: Person, output: Output, changes: Mapping[str, Any], reason: str) -> Output:
    """Mend what is said of a confirmed output, with a reason; what stood before is kept, and its
    other facilities are told.

    `changes`: kind, title, journal, published (a date). Refused: an output that nobody confirmed
    (claim it anew instead).
    """
    if not reason.strip():
        raise Invalid(phrase("common-say-why-it-is-corrected"), {"reason": phrase("common-needed")})
    output = locked(Output, output.pk)
    links = list(output.links.filter(state="confirmed").select_related("facility", "proposal"))
    if not links:
        raise Refused(
            phrase("access-outputs-nobody-confirmed-this-output-yet-claim"),
        )
    before = {n: str(getattr(output, n)) for n in ("kind", "title", "journal", "published")}
    wanted = {
        n: str(v).strip()
        for n, v in changes.items()
        if n in ("kind", "title", "journal", "published")
    }
    tidy = _tidied(
        Said(
            wanted.get("kind", output.kind),
            output.identifier,
            wanted.get("title", output.title),
            output.published,
            wanted.get("journal", output.journal),
        )
    )
    kept = {**wanted, "title": tidy.title, "journal": tidy.journal, "kind": tidy.kind}
    if "published" in wanted:
        for link in links:
            _plausible(date.fromisoformat(wanted["published"]), link.facility, link.proposal)
    kept = {n: v for n, v in kept.items() if v != str(getattr(output, n))}
    if not kept:
        raise Invalid(phrase("access-outputs-nothing-is-changed"))
    recorded = output.kind == "paper"
    _say(output, kept)
    OutputCorrection(
        output=output,
        by=actor,
        reason=reason.strip()[:500],
        before={n: before[n] for n in kept},
        after=kept,
    ).save()
    for facility in {x.facility for x in links}:
        account(output, facility, recorded)
    others = [
        p for x in links if x.facility_id not in actor.facilities_as(*OFFICERS) for p in judges(x)
    ]
    tell(
        [*others, *(x.by for x in links if x.by)],
        phrase("access-outputs-the-output-was-corrected").fill(t=output.title[:80]),
        "/outputs/",
    )
    return output


def in_list(journals: Journals) -> Any:
    """Confirmed papers in the journals of a list."""
    return Output.objects.filter(
        kind="paper", links__state="confirmed", journal__in=journals.titles
    ).distinct()
