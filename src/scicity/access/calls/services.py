"""Calls and the forms they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import Both, name_of, phrase
from scicity.platform.verbs import locked, verb

from ..facilities.services import available
from ..models import (
    Call,
    CallUnit,
    Decision,
    Facility,
    FormTemplate,
    FormVersion,
    Proposal,
    ProposalPart,
    ProposalRevision,
    RunCycle,
    Share,
    Unit,
)
from ..proposals.versions import content_of
from ..review.conflicts import office_of
from .formcheck import aside, check_form

OFFERS = {
    "asked": phrase("access-calls-awaits-its-facilitys-answer"),
    "agreed": phrase("access-calls-agreed-by-its-facility"),
    "declined": phrase("access-calls-declined-by-its-facility"),
}


@verb
def make_form(
    actor: Person, facility: Facility, name: str, questions: list[dict[str, Any]] | None = None
) -> FormVersion:
    """A new form with its first version, not published yet."""
    template = FormTemplate(facility=facility, name=name)
    template.save()
    version = FormVersion(template=template, number=1, questions=questions or [])
    version.save()
    return version


@verb
def save_form(actor: Person, version: FormVersion, questions: list[dict[str, Any]]) -> FormVersion:
    """Change a draft of a form; of a published one a new version is begun."""
    version = locked(FormVersion, version.pk)
    if version.published_at:
        newest = version.template.versions.order_by("-number").first()
        assert newest is not None
        if newest.published_at is None and newest.pk != version.pk:
            raise Refused(
                phrase("access-calls-there-is-a-version-that-is", number=newest.number),
            )
        version = FormVersion(template=version.template, number=newest.number + 1)
    version.questions = questions
    version.save()
    return version


@verb
def publish_form(actor: Person, version: FormVersion) -> FormVersion:
    version = locked(FormVersion, version.pk)
    if version.published_at:
        raise Refused(phrase("access-calls-this-version-is-published-already"))
    if wrong := check_form(version.questions):
        raise Invalid(phrase("access-calls-the-form-cannot-be-published-yet"), wrong)
    paths = {o["unit"] for q in version.questions for o in q.get("options") or [] if o.get("unit")}
    if unknown := paths - set(Unit.objects.filter(path__in=paths).values_list("path", flat=True)):
        named = ", ".join(sorted(unknown))
        raise Invalid(
            phrase("access-calls-the-form-cannot-be-published-yet"),
            {"options": phrase("access-calls-there-is-no-unit").fill(u=named)},
        )
    version.published_at = timezone.now()
    version.save()
    return version


def replacements(call: Call) -> list[FormVersion]:
    """Published forms that a call may go over to while it is open."""
    if not (call.is_open or call.is_open_internally):
        return []
    return list(
        FormVersion.objects.filter(
            template__facility=call.facility_id,
            template__retired_at=None,
            published_at__isnull=False,
        )
        .exclude(pk=call.form_id)
        .select_related("template")
    )


@verb
def replace_form(actor: Person, call: Call, version: FormVersion, reason: str) -> int:
    """Give an open call another published form, since its own has a fault; the number of drafts
    that follow.

    Drafts follow at once, and proposals that were handed in once they are taken back to be changed:
    what was judged stays as it was. Answers to questions that stay are kept; the others are kept
    aside, and are shown to their writers.
    """
    call = locked(Call, call.pk)
    if not reason.strip():
        raise Invalid(
            phrase("access-calls-say-why-the-form-is-replaced"),
            {"reason": phrase("access-setup-required")},
        )
    if version.template.facility_id != call.facility_id or version.published_at is None:
        raise Invalid(
            phrase("access-calls-choose-a-published-form-of-this"),
            {"form": phrase("common-choose-again")},
        )
    if version.pk == call.form_id:
        raise Refused(phrase("access-calls-the-call-uses-this-form-already"))
    if not (call.is_open or call.is_open_internally):
        raise Refused(phrase("access-calls-the-call-is-not-open-its"))
    call.form = version
    call.save()
    drafts = list(Proposal.objects.select_for_update().filter(call=call, state="draft"))
    for proposal in drafts:
        follow_form(actor, proposal, reason.strip()[:200])
    return len(drafts)


def follow_form(actor: Person, proposal: Proposal, reason: str = "") -> bool:
    """Bring a draft under its call's form, with all its answers; whether anything changed.

    It is a version of its own.
    """
    form = proposal.call.form
    if proposal.form_id == form.pk:
        return False
    kept, left = aside(form.questions, proposal.form.questions, proposal.answers)
    back, _ = aside(
        form.questions,
        [{"id": k, **v} for k, v in proposal.set_aside.items()],
        {k: v["value"] for k, v in proposal.set_aside.items()},
    )
    proposal.answers = {**back, **kept}
    proposal.set_aside = {
        **{k: v for k, v in proposal.set_aside.items() if k not in back and k not in kept},
        **left,
    }
    proposal.form, proposal.version = form, proposal.version + 1
    proposal.save()
    ProposalRevision.objects.create(
        proposal=proposal, number=proposal.version, by=actor, content=content_of(proposal)
    )
    told = phrase("access-calls-the-form-of-proposal-was-corrected")
    tell(
        [m.person for m in proposal.members.exclude(role=roles.DATA_ONLY).select_related("person")],
        told.fill(c=proposal.code, r=reason or phrase("access-calls-see-the-call")),
        f"/proposals/{proposal.pk}/edit/",
        due=proposal.call.closes_at,
        zone=proposal.call.facility.zone,
    )
    return True


@verb
def save_call(
    actor: Person,
    facility: Facility,
    fields: Mapping[str, Any],
    offers: Mapping[Unit, Decimal],
    call: Call | None = None,
) -> Call:
    """Make or change a call with what it offers.

    A call that has proposals keeps its form and its workflow.

    `offers` are amounts in each unit's own unit of access. Of a unit of another facility the amount
    is asked for: it is offered once that facility agrees (`answer`). Nothing is offered less than
    was given already.
    """
    form: FormVersion = fields["form"]
    cycle: RunCycle = fields["cycle"]
    if form.published_at is None:
        raise Invalid(
            phrase("access-calls-publish-the-form-first"),
            {"form": phrase("access-calls-not-published")},
        )
    if fields["opens_at"] >= fields["closes_at"]:
        raise Invalid(
            phrase("access-calls-a-call-closes-after-it-opens"),
            {"closes_at": phrase("access-calls-after-it-opens")},
        )
    if fields.get("internal_closes_at") and fields["internal_closes_at"] < fields["closes_at"]:
        raise Invalid(
            phrase("access-calls-the-internal-closing-is-not-before"),
            {"internal_closes_at": phrase("access-calls-too-early")},
        )
    if form.template.facility_id != facility.pk:
        raise Invalid(
            phrase("access-calls-the-form-belongs-to-another-facility"),
            {"form": phrase("common-choose-again")},
        )
    held = (call.form_id, call.cycle_id) if call else (0, 0)
    if (
        (form.template.retired and form.pk != held[0])
        or (cycle.retired and cycle.pk != held[1])
        or (facility.retired and not call)
    ):
        raise Refused(
            phrase("access-calls-the-facility-the-form-or-the"),
        )
    if gone := [
        u for u in offers if u.retired and not (call and call.offers.filter(unit=u).exists())
    ]:
        raise Refused(
            phrase("access-calls-is-retired", name=Both(gone[0].name_zh, gone[0].name_en))
        )
    if cycle.facility_id != facility.pk:
        raise Invalid(
            phrase("access-calls-the-cycle-belongs-to-another-facility"),
            {"cycle": phrase("common-choose-again")},
        )
    if not offers:
        raise Invalid(
            phrase("access-calls-a-call-offers-at-least-one"),
            {"units": phrase("common-needed-2")},
        )
    if call and call.facility_id != facility.pk:
        raise Refused(phrase("access-calls-this-call-belongs-to-another-facility"))
    call = locked(Call, call.pk) if call else Call(facility=facility)
    if (
        call.pk
        and call.proposals.exists()
        and (call.form_id, call.workflow) != (form.pk, fields.get("workflow", call.workflow))
    ):
        raise Refused(
            phrase("access-calls-there-are-proposals-already-form-and"),
        )
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    _keep_offers(actor, call, offers)
    return call


def _keep_offers(actor: Person, call: Call, offers: Mapping[Unit, Decimal]) -> None:
    """What is offered no more goes, unless somebody asked for it; the rest is as `offers` says."""
    for offer in call.offers.all():
        if offer.unit not in offers:
            if ProposalPart.objects.filter(proposal__call=call, unit=offer.unit).exists():
                raise Refused(
                    phrase(
                        "access-calls-was-asked-for-already-and-cannot",
                        name=name_of(offer.unit),
                    ),
                )
            offer.delete()
    for unit, amount in offers.items():
        offer = CallUnit.objects.select_for_update().filter(
            call=call, unit=unit
        ).first() or CallUnit(call=call, unit=unit, capacity=0, state="asked")
        _offer(actor, offer, amount)


def _offer(actor: Person, offer: CallUnit, amount: Decimal) -> None:
    """Give what is one's own; ask for what is another's."""
    owner = offer.unit.facility_id
    if owner == offer.call.facility_id or owner in actor.facilities_as(roles.USER_OFFICE):
        _give(actor, offer, amount)
    elif offer.state == "agreed" and amount == offer.capacity:
        offer.wanted = None
        offer.save()
    elif amount != offer.wanted:
        offer.wanted, offer.answered_at = amount, None
        if offer.state != "agreed":  # what was agreed stands meanwhile
            offer.state = "asked"
        offer.save()
        tell(
            office_of(owner),
            phrase("access-calls-asks-for-say-yes-or-no").fill(
                c=Both(offer.call.title_zh[:80], offer.call.title_en[:80]),
                u=Both(offer.unit.name_zh[:60], offer.unit.name_en[:60]),
            ),
            "/offers/",
            due=offer.call.closes_at,
            zone=offer.call.facility.zone,
        )


def _give(actor: Person, offer: CallUnit, amount: Decimal) -> None:
    given = given_of(offer)
    if amount < given:
        told = f"{given.normalize():f}"
        raise Refused(
            phrase(
                "access-calls-of-was-given-already-it-cannot",
                name=name_of(offer.unit),
                told=told,
            ),
            {"units": phrase("access-calls-less-than-was-given")},
        )
    offer.capacity, offer.wanted, offer.state = amount, None, "agreed"
    offer.answered_by, offer.answered_at = actor, timezone.now()
    offer.save()


def given_of(offer: CallUnit) -> Decimal:
    """What was accepted of a unit in a call."""
    accepted = Decision.objects.filter(
        current=True, outcome="accept", part__unit=offer.unit_id, part__proposal__call=offer.call_id
    )
    given: Decimal | None = accepted.exclude(part__proposal__state="withdrawn").aggregate(
        s=Sum("amount")
    )["s"]
    return given or Decimal(0)


def requests(person: Person) -> list[CallUnit]:
    """Units of somebody's facilities in the calls of others: what awaits an answer first."""
    rows = CallUnit.objects.filter(
        unit__facility__in=person.facilities_as(roles.USER_OFFICE)
    ).exclude(call__facility=F("unit__facility"))
    found = rows.select_related(
        "call__facility", "call__cycle", "unit__facility", "answered_by"
    ).order_by("-pk")[:200]
    return sorted(found, key=lambda o: o.answered_at is not None)


@verb
def answer(actor: Person, offer: CallUnit, amount: Decimal | None, reason: str = "") -> CallUnit:
    """The owner's word on a unit in another's call: how much it gives, or None for nothing, with
    the reason.

    Refused: whoever is not of the owner's office; less than was given already.
    """
    offer = locked(CallUnit, offer.pk)
    if offer.unit.facility_id not in actor.facilities_as(roles.USER_OFFICE):
        raise Refused(phrase("access-calls-only-the-facility-whose-unit-it"))
    if amount is None and not reason.strip():
        raise Invalid(phrase("access-calls-say-why-not"), {"reason": phrase("common-needed")})
    if amount is not None and (not amount.is_finite() or not 0 < amount < Decimal(10) ** 12):
        raise Invalid(
            phrase("access-calls-the-amount-must-be-more-than"),
            {"amount": phrase("common-more-than-0")},
        )
    _give(actor, offer, amount or Decimal(0))
    if amount is None:
        offer.state = "declined"
    offer.reason = reason.strip()[:300]
    offer.save()
    tell(
        office_of(offer.call.facility_id),
        phrase("access-calls-mark").fill(u=name_of(offer.unit), s=OFFERS[offer.state]),
        f"/calls/{offer.call_id}/",
    )
    return offer


@verb
def set_active(actor: Person, call: Call, active: bool) -> Call:
    call = locked(Call, call.pk)
    call.active = active
    call.save()
    return call


@verb
def set_share(actor: Person, call: Call, programme: str, permille: int) -> None:
    """The part of a call's capacity that a programme may use.

    All parts together are at most the whole.
    """
    locked(Call, call.pk)
    share = Share.objects.filter(call=call, programme=programme).first() or Share(
        call=call, programme=programme
    )
    share.permille, share.retired_at = permille, None
    if (
        sum(s.permille for s in call.shares.filter(retired_at=None).exclude(pk=share.pk)) + permille
        > 1000
    ):
        raise Invalid(
            phrase("common-the-shares-add-up-to-more"),
            {"permille": phrase("common-too-much")},
        )
    share.save()


@dataclass(frozen=True)
class Line:
    """A part in the balance of a unit: does it still fit in what the call has?"""

    part: ProposalPart
    asked: Decimal
    grade: Decimal | None
    running: Decimal
    fits: bool
    decision: Decision | None


@dataclass(frozen=True)
class Balance:
    """What a call can give of a unit, what was asked, and which parts no longer fit, best grade
    first.
    """

    offer: CallUnit
    by_calendar: Decimal
    asked: Decimal
    given: Decimal
    lines: list[Line]

    @property
    def over(self) -> bool:
        return self.asked > self.offer.capacity


_LIVE = (
    "submitted",
    "ethics",
    "technical",
    "review",
    "recommended",
    "decided",
    "appealed",
    "closed",
)


def balances(call: Call) -> list[Balance]:
    """The balance of every unit that a call offers, in four queries."""
    offers = list(call.offers.filter(state="agreed").select_related("unit"))
    parts = list(
        ProposalPart.objects.filter(proposal__call=call, proposal__state__in=_LIVE)
        .select_related("proposal", "proposal__panel_item", "unit")
        .prefetch_related("decisions")
    )
    result = []
    for offer in offers:
        mine = [p for p in parts if p.unit_id == offer.unit_id]
        rows = sorted(
            ((p, _grade(p)) for p in mine),
            key=lambda x: (x[1] is None, -(x[1] or 0), x[0].proposal.submitted_at, x[0].pk),
        )
        running, given, lines = Decimal(0), Decimal(0), []
        for part, grade in rows:
            decision = next((d for d in part.decisions.all() if d.current), None)
            amount = (
                decision.amount if decision else (part.recommended or part.amount or Decimal(0))
            )
            if decision and decision.outcome != "accept":
                lines.append(Line(part, Decimal(0), grade, running, True, decision))
                continue
            running += amount
            given += amount if decision else 0
            lines.append(Line(part, amount, grade, running, running <= offer.capacity, decision))
        result.append(
            Balance(
                offer,
                available(offer.unit, call.cycle),
                sum((p.amount or Decimal(0) for p in mine), Decimal(0)),
                given,
                lines,
            )
        )
    return result


def _grade(part: ProposalPart) -> Decimal | None:
    item = getattr(part.proposal, "panel_item", None)
    return item.grade if item else None


def open_calls(internal: set[int] | None = None) -> Any:
    """Calls that are open now (for staff of some facilities also until the internal closing), the
    soonest to close first.
    """
    now = timezone.now()
    open_now = Q(closes_at__gt=now) | Q(facility__in=internal or set(), internal_closes_at__gt=now)
    return (
        Call.objects.filter(open_now, active=True, opens_at__lte=now)
        .select_related("facility", "cycle")
        .annotate(units_offered=Count("offers", Q(offers__state="agreed")))
        .order_by("order", "closes_at")
    )
