"""The director's decisions, letters in two languages, appeals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused, Taken
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Both, name_of, phrase
from scicity.platform.verbs import locked, verb

from ..calls.services import given_of
from ..letters import post_letter
from ..models import CallUnit, Decision, Facility, Grant, Letter, Proposal, ProposalPart, Share
from ..proposals import services as proposals
from ..proposals.versions import must_be_current
from ..review.conflicts import must_not_be_own, office_of
from ..states import PROPOSAL

OUTCOMES = {
    "accept": phrase("common-accepted"),
    "reserve": phrase("common-reserve-list"),
    "reject": phrase("common-not-accepted"),
}
LETTER_ZH = """{{ name }}：

您在“{{ call_zh }}”中提交的申请书 {{ code }}《{{ title }}》的决定如下：
{% for part in parts %}
  {{ part.unit_zh }}：{{ part.outcome_zh }}
{%- if part.amount %}，{{ part.amount }} {{ part.access_zh }}{% endif %}

{% endfor %}
{% if comment %}评审意见：{{ comment }}

{% endif %}{{ facility_zh }} 用户办公室"""
LETTER_EN = """Dear {{ name }},

The decision on your proposal {{ code }} "{{ title }}" in "{{ call_en }}":
{% for part in parts %}
  {{ part.unit_en }}: {{ part.outcome_en }}
{%- if part.amount %}, {{ part.amount }} {{ part.access_en }}{% endif %}

{% endfor %}
{% if comment %}Comments: {{ comment }}

{% endif %}User office, {{ facility_en }}"""
_LETTERS = SandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, autoescape=False)


@dataclass(frozen=True)
class Verdict:
    """What the director says of one part."""

    part: ProposalPart
    outcome: str
    amount: Decimal
    comment: str = ""


def mine(actor: Person, proposal: Proposal) -> list[ProposalPart]:
    """The parts whose units somebody decides on: those of the facilities that they direct."""
    return [
        p
        for p in proposal.parts.select_related("unit__facility")
        if p.unit.facility_id in actor.facilities_as(roles.DIRECTOR)
    ]


def awaited(proposal: Proposal) -> list[ProposalPart]:
    """The parts on which nobody decided in this round."""
    done = Decision.objects.filter(
        part__proposal=proposal, current=True, round=_round(proposal)
    ).values("part")
    return list(proposal.parts.exclude(pk__in=done).select_related("unit__facility"))


def _round(proposal: Proposal) -> int:
    return 2 if proposal.state == "appealed" else 1


@verb
def decide(
    actor: Person, proposal: Proposal, verdicts: list[Verdict], version: int | None = None
) -> Proposal:
    """Decide the parts that are one's own to decide, all at once: time is given by who owns the
    unit.

    The proposal is decided with its last part; letters go out then, and a campaign is placed whole
    or not at all. Refused: another's
    unit, one whose technical review does not stand, more than the call has left, a part decided
    before (an appeal reopens it), one's
    own proposal. Stale: `version` is not the submitted one.
    """
    proposal = locked(Proposal, proposal.pk)
    if proposal.state in ("decided", "closed"):
        raise Taken(phrase("access-allocation-this-proposal-was-decided-already"))
    decided = PROPOSAL.move(proposal.state, "decide")
    must_not_be_own(actor, proposal)
    must_be_current(proposal, version)
    own = {p.pk: p for p in mine(actor, proposal)}
    if not own or any(v.part.pk not in own for v in verdicts):
        raise Refused(
            phrase("access-allocation-time-is-decided-by-the-facility"),
        )
    if {v.part.pk for v in verdicts} != set(own):
        raise Invalid(phrase("access-allocation-say-a-decision-for-every-part"))
    waiting = {p.pk for p in awaited(proposal)}
    if not own.keys() <= waiting:
        raise Taken(phrase("access-allocation-this-part-was-decided-already"))
    if proposal.is_campaign and len({v.outcome == "accept" for v in verdicts}) > 1:
        raise Refused(phrase("access-allocation-a-campaign-is-accepted-whole-or"))
    for v in verdicts:
        _decide_part(actor, proposal, own[v.part.pk], v)
    if waiting > own.keys():
        _tell_the_others(proposal)
        return proposal
    _whole_or_not(actor, proposal)
    proposal.state = decided
    proposal.save()
    for decision in Decision.objects.filter(
        part__proposal=proposal, current=True, outcome="accept"
    ).select_related("part__unit"):
        if not decision.part.unit.access.sessions:
            _grant(proposal, decision)
    write_letters(actor, proposal)
    return proposal


def _decide_part(actor: Person, proposal: Proposal, part: ProposalPart, v: Verdict) -> None:
    """One part's decision, in the place of an earlier one."""
    if part.feasibility == "open":
        raise Refused(
            phrase(
                "access-allocation-has-not-finished-its-technical-review",
                name=name_of(v.part.unit),
            ),
        )
    if v.outcome not in OUTCOMES:
        raise Invalid(
            phrase("access-allocation-choose-accept-reserve-or-reject"),
            {"outcome": phrase("common-needed-2")},
        )
    if not v.amount.is_finite() or v.amount < 0 or (v.outcome == "accept" and v.amount == 0):
        raise Invalid(
            phrase("access-allocation-what-is-accepted-must-be-more"),
            {"amount": phrase("common-more-than-0")},
        )
    for earlier in v.part.decisions.filter(current=True):
        earlier.current = False
        earlier.save()
    if v.outcome == "accept" and part.feasibility == "infeasible":
        raise Refused(
            phrase(
                "access-allocation-the-technical-review-of-says-that",
                name=name_of(v.part.unit),
            ),
        )
    if v.outcome == "accept":
        _must_fit(proposal, v)
    Decision(
        part=v.part,
        outcome=v.outcome,
        amount=v.amount if v.outcome == "accept" else Decimal(0),
        comment=v.comment,
        by=actor,
        round=_round(proposal),
        version=proposal.submitted_version,
    ).save()


def _tell_the_others(proposal: Proposal) -> None:
    for part in awaited(proposal):
        tell(
            office_of(part.unit.facility_id, roles.DIRECTOR),
            phrase("access-allocation-the-campaign-awaits-your-decision").fill(c=proposal.code),
            f"/proposals/{proposal.pk}/decide/",
        )


def _whole_or_not(actor: Person, proposal: Proposal) -> None:
    """Where one owner did not accept, none of a campaign is: what others accepted is put back to
    the least that was said.
    """
    current = list(Decision.objects.filter(part__proposal=proposal, current=True))
    said = {d.outcome for d in current}
    if not proposal.is_campaign or said == {"accept"} or "accept" not in said:
        return
    outcome = "reject" if "reject" in said else "reserve"
    for decision in current:
        if decision.outcome == "accept":
            decision.current = False
            decision.save()
            Decision(
                part=decision.part,
                outcome=outcome,
                amount=Decimal(0),
                by=actor,
                round=decision.round,
                version=decision.version,
                comment="联合申请须整体批准 A campaign is accepted whole or not at all",
            ).save()


def left(call_id: int, unit_id: int) -> Decimal:
    """What a call still has of a unit. Refused: its owner did not agree to offer it there."""
    offer = (
        CallUnit.objects.select_for_update()
        .filter(call_id=call_id, unit_id=unit_id, state="agreed")
        .first()
    )
    if offer is None:
        raise Refused(
            phrase("access-allocation-the-units-facility-did-not-agree"),
        )
    return offer.capacity - given_of(offer)


def _must_fit(proposal: Proposal, verdict: Verdict) -> None:
    rest = left(proposal.call_id, verdict.part.unit_id)
    if verdict.amount > rest:
        unit = verdict.part.unit
        raise Refused(
            phrase(
                "access-allocation-has-only-left-in-this-call",
                name=name_of(unit),
                normalize=f"{rest.normalize():f}",
            ),
        )
    share = (
        Share.objects.filter(
            call=proposal.call_id, programme=proposal.programme, retired_at=None
        ).first()
        if proposal.programme
        else None
    )
    if share is None:
        return
    offer = CallUnit.objects.get(call=proposal.call_id, unit=verdict.part.unit_id)
    most = offer.capacity * share.permille / 1000
    used = Decision.objects.filter(
        current=True,
        outcome="accept",
        part__unit=verdict.part.unit_id,
        part__proposal__call=proposal.call_id,
        part__proposal__programme=proposal.programme,
    ).aggregate(s=Sum("amount"))["s"] or Decimal(0)
    if used + verdict.amount > most:
        raise Refused(
            phrase(
                "access-allocation-this-is-more-than-the-share",
                programme=Both(share.programme, repr(share.programme)),
                normalize=f"{most.normalize():f}",
            ),
        )


def _grant(proposal: Proposal, decision: Decision) -> None:
    cycle = proposal.call.cycle
    held = Grant.objects.filter(part=decision.part).first()
    grant = held or Grant(
        part=decision.part, unit=decision.part.unit, account=proposal.code.lower()
    )
    if held and held.used > decision.amount:
        raise Refused(phrase("access-allocation-more-was-used-already-than-would"))
    grant.amount, grant.valid_from, grant.valid_until = decision.amount, cycle.start, cycle.end
    grant.save()


def text_of(facility: Facility, language: str, facts: dict[str, Any]) -> str:
    """A letter from the facility's own template, or the usual one.

    The template runs in a sandbox.
    """
    own = facility.letter_zh if language == "zh" else facility.letter_en
    try:
        return _LETTERS.from_string(own or (LETTER_ZH if language == "zh" else LETTER_EN)).render(
            **facts
        )
    except TemplateError as error:
        raise Invalid(
            phrase("access-allocation-the-letters-template-is-faulty", error=error)
        ) from error


def check_letters(zh: str, en: str) -> None:
    """Fill the letter templates of a facility with a sample. Invalid where one cannot be filled."""
    sample = {
        "name": "–",
        "code": "–",
        "title": "–",
        "call_zh": "–",
        "call_en": "–",
        "facility_zh": "–",
        "facility_en": "–",
        "comment": "",
        "parts": [],
    }
    trial = Facility(letter_zh=zh, letter_en=en)
    for language in ("zh", "en"):
        text_of(trial, language, sample)


def facts_of(proposal: Proposal, person: Person, language: str) -> dict[str, Any]:
    call, item = proposal.call, getattr(proposal, "panel_item", None)
    parts = []
    for part in proposal.parts.select_related("unit").prefetch_related("decisions"):
        decision = next((d for d in part.decisions.all() if d.current), None)
        if decision:
            outcome, access = OUTCOMES[decision.outcome], part.unit.access.name
            parts.append(
                {
                    "unit_zh": part.unit.name_zh,
                    "unit_en": part.unit.name_en,
                    "outcome_zh": outcome.zh,
                    "outcome_en": outcome.en,
                    "amount": f"{decision.amount.normalize():f}" if decision.amount else "",
                    "access_zh": access.zh,
                    "access_en": access.en,
                }
            )
    return {
        "name": (person.name_zh or person.name) if language == "zh" else person.name,
        "code": proposal.code,
        "title": proposal.title,
        "call_zh": call.title_zh,
        "call_en": call.title_en,
        "facility_zh": call.facility.name_zh,
        "facility_en": call.facility.name_en,
        "parts": parts,
        "comment": item.comment_applicant if item else "",
    }


def write_letters(actor: Person, proposal: Proposal) -> None:
    """A letter to every proposer in their language; it is kept, sent by the worker, and can be sent
    again.
    """
    for member in proposal.members.exclude(role="data-only").select_related("person"):
        language = member.person.language
        subject = (
            f"申请书 {proposal.code} 的决定"
            if language == "zh"
            else f"Decision on proposal {proposal.code}"
        )
        letter = Letter(
            proposal=proposal,
            to=member.person,
            kind="decision",
            subject=subject,
            body=text_of(
                proposal.call.facility, language, facts_of(proposal, member.person, language)
            ),
        )
        letter.save()
        post_letter(letter, language)
        tell(
            [member.person],
            phrase("access-allocation-proposal-was-decided").fill(c=proposal.code),
            f"/proposals/{proposal.pk}/",
        )


@verb
def send_again(actor: Person, letter: Letter) -> None:
    """Replay a letter exactly as it was written."""
    post_letter(letter)


@verb
def appeal(actor: Person, proposal: Proposal, text: str) -> Proposal:
    """Ask for another look, once."""
    if not text.strip():
        raise Invalid(
            phrase("access-allocation-give-your-reasons"), {"text": phrase("common-needed")}
        )
    proposal = locked(Proposal, proposal.pk)
    if Decision.objects.filter(part__proposal=proposal, round=2).exists():
        raise Refused(phrase("access-allocation-a-proposal-can-be-appealed-once"))
    proposal.state = PROPOSAL.move(proposal.state, "appeal")
    proposal.save()
    proposals.comment(actor, proposal, text)
    return proposal


@verb
def close(actor: Person, proposal: Proposal) -> Proposal:
    proposal = locked(Proposal, proposal.pk)
    if ProposalPart.objects.filter(
        proposal=proposal, sessions__state__in=("scheduled", "ready", "running")
    ).exists():
        raise Refused(phrase("access-allocation-there-are-sessions-that-are-not"))
    proposal.state = PROPOSAL.move(proposal.state, "close")
    proposal.save()
    return proposal


def reserve_list(call_id: int) -> list[ProposalPart]:
    """Parts on the reserve list of a call, best grade first."""
    parts = ProposalPart.objects.filter(
        proposal__call_id=call_id, decisions__current=True, decisions__outcome="reserve"
    ).select_related("proposal__panel_item", "unit")
    return sorted(
        parts,
        key=lambda p: -float(getattr(getattr(p.proposal, "panel_item", None), "grade", None) or 0),
    )
