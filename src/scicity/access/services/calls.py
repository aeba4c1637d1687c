"""Calls and the forms they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from .. import roles
from ..errors import Invalid, Refused
from ..formcheck import aside, check_form
from ..models import (
    Call,
    CallUnit,
    Decision,
    Facility,
    FormTemplate,
    FormVersion,
    Person,
    Proposal,
    ProposalPart,
    ProposalRevision,
    RunCycle,
    Share,
    Unit,
)
from ..phrases import Phrase
from .conflicts import office_of
from .facilities import available
from .notices import tell
from .verbs import locked, verb
from .versions import content_of

OFFERS = {
    "asked": Phrase("待所属设施答复", "awaits its facility's answer"),
    "agreed": Phrase("所属设施已同意", "agreed by its facility"),
    "declined": Phrase("所属设施未同意", "declined by its facility"),
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
                f"已有未发布的第{newest.number}版，请在该版上修改。",
                f"There is a version {newest.number} that is not published yet: change that one.",
            )
        version = FormVersion(template=version.template, number=newest.number + 1)
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
    paths = {o["unit"] for q in version.questions for o in q.get("options") or [] if o.get("unit")}
    if unknown := paths - set(Unit.objects.filter(path__in=paths).values_list("path", flat=True)):
        named = ", ".join(sorted(unknown))
        raise Invalid(
            "表单还不能发布：",
            "The form cannot be published yet:",
            {"options": Phrase("没有这些单元：{u}", "there is no unit {u}").fill(u=named)},
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
            "请写明替换理由。",
            "Say why the form is replaced.",
            {"reason": Phrase("必填", "required")},
        )
    if version.template.facility_id != call.facility_id or version.published_at is None:
        raise Invalid(
            "请选择本设施已发布的表单。",
            "Choose a published form of this facility.",
            {"form": Phrase("请重选", "choose again")},
        )
    if version.pk == call.form_id:
        raise Refused("征集已使用此表单。", "The call uses this form already.")
    if not (call.is_open or call.is_open_internally):
        raise Refused(
            "征集未开放，表单不再改变。", "The call is not open: its form stays as it is."
        )
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
    told = Phrase(
        "申请书 {c} 的表单已更正：{r}。您的答案已保留，请核对。",
        "The form of proposal {c} was corrected: {r}. Your answers are kept; please look through"
        " them.",
    )
    tell(
        [m.person for m in proposal.members.exclude(role=roles.DATA_ONLY).select_related("person")],
        told.fill(c=proposal.code, r=reason or Phrase("见征集", "see the call")),
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
            "请先发布表单。", "Publish the form first.", {"form": Phrase("未发布", "not published")}
        )
    if fields["opens_at"] >= fields["closes_at"]:
        raise Invalid(
            "截止须晚于开放。",
            "A call closes after it opens.",
            {"closes_at": Phrase("须晚于开放", "after it opens")},
        )
    if fields.get("internal_closes_at") and fields["internal_closes_at"] < fields["closes_at"]:
        raise Invalid(
            "内部截止不得早于截止。",
            "The internal closing is not before the closing.",
            {"internal_closes_at": Phrase("太早", "too early")},
        )
    if form.template.facility_id != facility.pk:
        raise Invalid(
            "表单属于另一设施。",
            "The form belongs to another facility.",
            {"form": Phrase("请重选", "choose again")},
        )
    held = (call.form_id, call.cycle_id) if call else (0, 0)
    if (
        (form.template.retired and form.pk != held[0])
        or (cycle.retired and cycle.pk != held[1])
        or (facility.retired and not call)
    ):
        raise Refused(
            "设施、表单或周期已停用，请另选。",
            "The facility, the form or the cycle is retired: choose another.",
        )
    if gone := [
        u for u in offers if u.retired and not (call and call.offers.filter(unit=u).exists())
    ]:
        raise Refused(f"{gone[0].name_zh}已停用。", f"{gone[0].name_en} is retired.")
    if cycle.facility_id != facility.pk:
        raise Invalid(
            "周期属于另一设施。",
            "The cycle belongs to another facility.",
            {"cycle": Phrase("请重选", "choose again")},
        )
    if not offers:
        raise Invalid(
            "至少要开放一个单元。",
            "A call offers at least one unit.",
            {"units": Phrase("必选", "needed")},
        )
    if call and call.facility_id != facility.pk:
        raise Refused("该征集属于另一设施。", "This call belongs to another facility.")
    call = locked(Call, call.pk) if call else Call(facility=facility)
    if (
        call.pk
        and call.proposals.exists()
        and (call.form_id, call.workflow) != (form.pk, fields.get("workflow", call.workflow))
    ):
        raise Refused(
            "已有申请书，表单和流程不能再改。",
            "There are proposals already: form and workflow stay as they are.",
        )
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    for offer in call.offers.all():
        if offer.unit not in offers:
            if ProposalPart.objects.filter(proposal__call=call, unit=offer.unit).exists():
                raise Refused(
                    f"{offer.unit.name_zh}已有人申请，不能移除。",
                    f"{offer.unit.name_en} was asked for already and cannot be taken out.",
                )
            offer.delete()
    for unit, amount in offers.items():
        offer = CallUnit.objects.select_for_update().filter(
            call=call, unit=unit
        ).first() or CallUnit(call=call, unit=unit, capacity=0, state="asked")
        _offer(actor, offer, amount)
    return call


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
            Phrase("“{c}”请求开放{u}，请答复", "'{c}' asks for {u}: say yes or no").fill(
                c=Phrase(offer.call.title_zh[:80], offer.call.title_en[:80]),
                u=Phrase(offer.unit.name_zh[:60], offer.unit.name_en[:60]),
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
            f"{offer.unit.name_zh}已批出{told}，不能少于此。",
            f"{told} of {offer.unit.name_en} was given already: it cannot be less.",
            {"units": Phrase("少于已批", "less than was given")},
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
        raise Refused("只有单元所属设施可以答复。", "Only the facility whose unit it is answers.")
    if amount is None and not reason.strip():
        raise Invalid("不同意时请写明理由。", "Say why not.", {"reason": Phrase("必填", "needed")})
    if amount is not None and (not amount.is_finite() or not 0 < amount < Decimal(10) ** 12):
        raise Invalid(
            "可分配量须大于0。",
            "The amount must be more than 0.",
            {"amount": Phrase("大于0", "more than 0")},
        )
    _give(actor, offer, amount or Decimal(0))
    if amount is None:
        offer.state = "declined"
    offer.reason = reason.strip()[:300]
    offer.save()
    tell(
        office_of(offer.call.facility_id),
        Phrase("{u}：{s}", "{u}: {s}").fill(
            u=Phrase(offer.unit.name_zh, offer.unit.name_en), s=OFFERS[offer.state]
        ),
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
            "各计划份额之和超过100%。",
            "The shares add up to more than 100 %.",
            {"permille": Phrase("过大", "too much")},
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
