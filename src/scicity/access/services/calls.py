"""Calls and the forms they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from ..errors import Invalid, Refused
from ..models import Call, CallUnit, Decision, Facility, FormTemplate, FormVersion, Person, ProposalPart, RunCycle, Share, Unit
from ..phrases import Phrase
from ..questions import check_form
from .facilities import available
from .verbs import locked, verb


@verb
def make_form(actor: Person, facility: Facility, name: str, questions: list[dict[str, Any]] | None = None) -> FormVersion:
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
        version = newest if newest.published_at is None else FormVersion(template=version.template, number=newest.number + 1)
    version.questions = questions
    version.save()
    return version


@verb
def publish_form(actor: Person, version: FormVersion) -> FormVersion:
    version = locked(FormVersion, version.pk)
    if version.published_at:
        raise Refused("此版本已发布。", "This version is published already.")
    if wrong := check_form(version.questions):
        raise Invalid("表单还不能发布：", "The form cannot be published yet:", wrong)
    version.published_at = timezone.now()
    version.save()
    return version


@verb
def save_call(actor: Person, facility: Facility, fields: Mapping[str, Any], offers: Mapping[Unit, Decimal], call: Call | None = None) -> Call:
    """Make or change a call with what it offers. A call that has proposals keeps its form and its workflow."""
    form: FormVersion = fields["form"]
    cycle: RunCycle = fields["cycle"]
    if form.published_at is None:
        raise Invalid("请先发布表单。", "Publish the form first.", {"form": Phrase("未发布", "not published")})
    if fields["opens_at"] >= fields["closes_at"]:
        raise Invalid("截止须晚于开放。", "A call closes after it opens.", {"closes_at": Phrase("须晚于开放", "after it opens")})
    if fields.get("internal_closes_at") and fields["internal_closes_at"] < fields["closes_at"]:
        raise Invalid("内部截止不得早于截止。", "The internal closing is not before the closing.", {"internal_closes_at": Phrase("太早", "too early")})
    if cycle.facility_id != facility.pk:
        raise Invalid("周期属于另一设施。", "The cycle belongs to another facility.", {"cycle": Phrase("请重选", "choose again")})
    if not offers:
        raise Invalid("至少要开放一个单元。", "A call offers at least one unit.", {"units": Phrase("必选", "needed")})
    call = locked(Call, call.pk) if call else Call(facility=facility)
    if call.pk and call.proposals.exists() and (call.form_id, call.workflow) != (form.pk, fields.get("workflow", call.workflow)):
        raise Refused("已有申请书，表单和流程不能再改。", "There are proposals already: form and workflow stay as they are.")
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    for offer in call.offers.all():
        if offer.unit not in offers:
            if ProposalPart.objects.filter(proposal__call=call, unit=offer.unit).exists():
                raise Refused(f"{offer.unit.name_zh}已有人申请，不能移除。", f"{offer.unit.name_en} was asked for already and cannot be taken out.")
            offer.delete()
    for unit, capacity in offers.items():
        offer = CallUnit.objects.filter(call=call, unit=unit).first() or CallUnit(call=call, unit=unit)
        offer.capacity = capacity
        offer.save()
    return call


@verb
def set_active(actor: Person, call: Call, active: bool) -> Call:
    call = locked(Call, call.pk)
    call.active = active
    call.save()
    return call


@verb
def set_share(actor: Person, call: Call, programme: str, permille: int) -> None:
    """The part of a call's capacity that a programme may use. All parts together are at most the whole."""
    locked(Call, call.pk)
    share = Share.objects.filter(call=call, programme=programme).first() or Share(call=call, programme=programme)
    share.permille = permille
    if sum(s.permille for s in call.shares.exclude(pk=share.pk)) + permille > 1000:
        raise Invalid("各计划份额之和超过100%。", "The shares add up to more than 100 %.", {"permille": Phrase("过大", "too much")})
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
    """What a call can give of a unit, what was asked, and which parts no longer fit, best grade first."""

    offer: CallUnit
    by_calendar: Decimal
    asked: Decimal
    given: Decimal
    lines: list[Line]

    @property
    def over(self) -> bool:
        return self.asked > self.offer.capacity


_LIVE = ("submitted", "ethics", "technical", "review", "recommended", "decided", "appealed", "closed")


def balances(call: Call) -> list[Balance]:
    """The balance of every unit that a call offers, in four queries."""
    offers = list(call.offers.select_related("unit"))
    parts = list(ProposalPart.objects.filter(proposal__call=call, proposal__state__in=_LIVE).select_related(
        "proposal", "proposal__panel_item", "unit").prefetch_related("decisions"))
    result = []
    for offer in offers:
        mine = [p for p in parts if p.unit_id == offer.unit_id]
        rows = sorted(((p, _grade(p)) for p in mine), key=lambda x: (x[1] is None, -(x[1] or 0), x[0].proposal.submitted_at, x[0].pk))
        running, given, lines = Decimal(0), Decimal(0), []
        for part, grade in rows:
            decision = next((d for d in part.decisions.all() if d.current), None)
            amount = decision.amount if decision else (part.recommended or part.amount or Decimal(0))
            if decision and decision.outcome != "accept":
                lines.append(Line(part, Decimal(0), grade, running, True, decision))
                continue
            running += amount
            given += amount if decision else 0
            lines.append(Line(part, amount, grade, running, running <= offer.capacity, decision))
        result.append(Balance(offer, available(offer.unit, call.cycle), sum((p.amount or Decimal(0) for p in mine), Decimal(0)), given, lines))
    return result


def _grade(part: ProposalPart) -> Decimal | None:
    item = getattr(part.proposal, "panel_item", None)
    return item.grade if item else None


def open_calls(internal: set[int] | None = None) -> Any:
    """Calls that are open now (for staff of some facilities also until the internal closing), the soonest to close first."""
    now = timezone.now()
    open_now = Q(closes_at__gt=now) | Q(facility__in=internal or set(), internal_closes_at__gt=now)
    return Call.objects.filter(open_now, active=True, opens_at__lte=now).select_related("facility", "cycle").annotate(
        units_offered=Count("offers")).order_by("order", "closes_at")
