"""Whether a correction may be: refused with the reason where it breaks what depends on it, and what
it does besides is said first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ..errors import Invalid, Refused
from ..models import (
    Assignment,
    Booking,
    Clearance,
    Course,
    DowntimeProfile,
    Facility,
    FormTemplate,
    Organisation,
    Panel,
    RateCard,
    RunCycle,
    RunPeriod,
    SafetyDeclaration,
    Score,
    Session,
    Share,
    Unit,
    Visit,
)
from ..phrases import Phrase
from . import uses

New = Mapping[str, Any]  # values by field, all of the kind's
Effects = list[Phrase]


def facility(row: Facility, new: New) -> Effects:
    done = []
    waiting = SafetyDeclaration.objects.filter(
        session__unit__facility=row, state__in=("submitted", "checked")
    ).count()
    if new["safety_policy"] != row.safety_policy and waiting:
        done.append(
            Phrase(
                "{n}份待审的安全申报按新办法审批",
                "safety declarations under review are judged by the new policy: {n}",
            ).fill(n=waiting)
        )
    if new["zone"] != row.zone:
        done.append(
            Phrase(
                "已定的时刻不变，改按新时区显示和填写",
                "times that were set stay the same moments, and are shown and typed in the new"
                " zone",
            )
        )
    if new["operator"] != row.operator:
        done.append(
            Phrase(
                "此后的使用按新的运营单位区分内外部用户；已入账的不变",
                "who is external is told by the new operator from now on; what is recorded stays",
            )
        )
    return done


def letters(row: Facility, new: New) -> Effects:
    """A template that cannot be filled is refused before it is kept."""
    from ..services.allocation import text_of

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
    trial = Facility(letter_zh=new["letter_zh"], letter_en=new["letter_en"])
    for language in ("zh", "en"):
        text_of(trial, language, sample)
    return []


def unit(row: Unit, new: New) -> Effects:
    if new["access_unit"] != row.access_unit:
        uses.refuse_while(
            uses.amounts_of(row),
            "已有数量按现有计量单位登记，不能再改",
            "Amounts are counted in this unit of access already; it stays",
        )
    if row.bookable and not new["bookable"]:
        uses.refuse_while(
            uses.to_come(row),
            "仍有预约，请先取消或待其完成",
            "There are bookings: cancel them first, or wait until they are over",
        )
    added = (
        {c.pk for c in new["courses"]} - set(row.courses.values_list("pk", flat=True))
        if row.pk
        else set()
    )
    coming = (
        Booking.objects.filter(unit=row, state="booked").count()
        + Visit.objects.filter(session__unit=row, session__state__in=uses.COMING).count()
    )
    if added and coming:
        return [
            Phrase(
                "{n}个未开始的预约和来访还须完成新增的培训",
                "bookings and visits to come that need the added training too: {n}",
            ).fill(n=coming)
        ]
    return []


def rule(row: Unit, new: New) -> Effects:
    if new["shortest_minutes"] > new["longest_minutes"]:
        raise Invalid(
            "最短时长不得大于最长时长。",
            "The shortest booking is not longer than the longest.",
            {"longest_minutes": Phrase("须不小于最短", "at least the shortest")},
        )
    outside = [
        b
        for b in Booking.objects.filter(unit=row, state="booked")
        if not new["shortest_minutes"]
        <= (b.end - b.start).total_seconds() / 60
        <= new["longest_minutes"]
    ]
    return (
        [
            Phrase(
                "{n}个已有预约不合新规则，予以保留",
                "bookings that do not keep to the new rule, and stay: {n}",
            ).fill(n=len(outside))
        ]
        if outside
        else []
    )


def course(row: Course, new: New) -> Effects:
    done = []
    held = Clearance.objects.filter(course=row, valid_until__gt=timezone.now()).count()
    if new["valid_days"] != row.valid_days and held:
        done.append(
            Phrase(
                "{n}份已登记的培训保留原有效期",
                "completions that keep the term they were recorded with: {n}",
            ).fill(n=held)
        )
    coming = (
        Visit.objects.filter(
            session__unit__facility=row.facility_id, session__state__in=uses.COMING
        )
        .exclude(state="cancelled")
        .count()
    )
    if new["for_visits"] and not row.for_visits and coming:
        done.append(
            Phrase("{n}次未开始的来访也须完成此培训", "visits to come that need it too: {n}").fill(
                n=coming
            )
        )
    return done


def cycle(row: RunCycle, new: New) -> Effects:
    _forward(new["start"], new["end"])
    outside = row.calendar().exclude(start__gte=new["start"], end__lte=new["end"]).count()
    if outside:
        raise Refused(
            f"{outside}个时段在新的周期之外，请先改这些时段。",
            f"Periods that lie outside of the new cycle: {outside}. Correct them first.",
        )
    lost = (
        Session.objects.filter(
            part__proposal__call__cycle=row, unit__facility=row.facility_id, state__in=uses.COMING
        )
        .exclude(start__gte=new["start"], end__lte=new["end"])
        .select_related("part__proposal")
    )
    _sessions_stay(lost)
    return []


def period(row: RunPeriod, new: New) -> Effects:
    _forward(new["start"], new["end"])
    if not row.cycle.start <= new["start"] < new["end"] <= row.cycle.end:
        raise Invalid(
            "时段须在运行周期之内。",
            "A period lies inside its cycle.",
            {
                "start": Phrase("周期之内", "inside the cycle"),
                "end": Phrase("周期之内", "inside the cycle"),
            },
        )
    if (
        row.cycle.calendar()
        .exclude(pk=row.pk)
        .filter(unit=new["unit"], start__lt=new["end"], end__gt=new["start"])
        .exists()
    ):
        raise Invalid(
            "与运行日历中已有的时段重叠。",
            "This overlaps a period that the run calendar has already.",
            {"start": Phrase("重叠", "overlaps")},
        )
    after = [
        *_others(row),
        (new["unit"].pk if new["unit"] else None, new["mode"], new["start"], new["end"]),
    ]
    return _calendar(row, after)


def _others(row: RunPeriod) -> list[tuple[int | None, str, datetime, datetime]]:
    return [(p.unit_id, p.mode, p.start, p.end) for p in row.cycle.calendar().exclude(pk=row.pk)]


def _calendar(row: RunPeriod, after: list[tuple[int | None, str, datetime, datetime]]) -> Effects:
    """What another calendar does: sessions that lose their user time are refused, what is recorded
    or drawn up stays and is told.
    """
    held = [(p.unit_id, p.mode, p.start, p.end) for p in row.cycle.calendar()]
    own = Session.objects.filter(
        part__proposal__call__cycle=row.cycle_id,
        unit__facility=row.cycle.facility_id,
        state__in=uses.COMING,
    ).select_related("part__proposal")
    _sessions_stay(
        [
            s
            for s in own
            if uses.covered(held, s.unit_id, s.start, s.end)
            and not uses.covered(after, s.unit_id, s.start, s.end)
        ]
    )
    done = []
    for use in uses.of_period(row):
        if use.what.en in ("sessions that ran", "uses of instruments"):
            done.append(
                Phrase(
                    "{w} {n}：已入账的用途不变", "{w}: {n}; the purpose that was recorded stays"
                ).fill(w=use.what, n=use.count)
            )
        elif use.what.en.startswith("plans"):
            done.append(
                Phrase(
                    "{w} {n}：按原日历编制，请重新编制",
                    "{w}: {n}; they were drawn up on the earlier calendar: draw them up again",
                ).fill(w=use.what, n=use.count)
            )
    return done


def _sessions_stay(lost: Any) -> None:
    if codes := sorted({s.part.proposal.code for s in lost}):
        named = ", ".join(codes[:10])
        raise Refused(
            f"以下课题的实验会落在用户机时之外，请先改期或取消：{named}。",
            "Sessions of these proposals would lie outside of user time; move or cancel them"
            f" first: {named}.",
        )


def _forward(start: datetime, end: datetime) -> None:
    if start >= end:
        raise Invalid(
            "结束须晚于开始。",
            "It ends after it starts.",
            {"end": Phrase("须晚于开始", "after the start")},
        )


def rate(row: RateCard, new: New) -> Effects:
    """A rate under a bill stays.

    Another from a later day, or an adjustment with its reason, is the way to correct.
    """
    if (new["category"], new["fen_an_hour"], new["since"]) == (
        row.category,
        row.fen_an_hour,
        row.since,
    ):
        return []
    if n := uses.charged(row).count():
        raise Refused(
            f"已有{n}行账单按此费率计费，费率不再改变；请另设新费率，单笔差错用账单调整更正。",
            f"Lines of bills were made at this rate ({n}): it stays. Set a new rate, and correct a"
            " line of a bill by an adjustment.",
        )
    from ..models import Charge

    after = Charge.objects.filter(unit=row.unit_id, at__gte=min(new["since"], row.since)).exclude(
        kind="adjustment"
    )
    kinds = Q(person__organisation__kind=new["category"]) | (
        Q(person__organisation=None) if new["category"] == "academic" else Q(pk=None)
    )
    if n := after.filter(kinds).count():
        raise Refused(
            f"该日期之后已有{n}行账单，费率不能回溯。",
            f"There are lines of bills after that day already ({n}): a rate never reaches back.",
        )
    if (
        RateCard.objects.filter(unit=row.unit_id, category=new["category"], since=new["since"])
        .exclude(pk=row.pk)
        .exists()
    ):
        raise Invalid(
            "同一类别同一时刻已有费率。",
            "There is a rate of this category from this moment already.",
            {"since": Phrase("已有", "taken")},
        )
    return []


def profile(row: DowntimeProfile, new: New) -> Effects:
    return [
        Phrase(
            "此后计算的可用率与平均无故障时间按新口径；已发布的数字不变",
            "availability and the mean time between failures are computed anew from now on; what"
            " was published stays",
        )
    ]


def form(row: FormTemplate, new: New) -> Effects:
    if (
        FormTemplate.objects.filter(facility=row.facility_id, name=new["name"])
        .exclude(pk=row.pk)
        .exists()
    ):
        raise Invalid(
            "已有同名表单。",
            "There is a form of this name already.",
            {"name": Phrase("已存在", "taken")},
        )
    return []


def panel(row: Panel, new: New) -> Effects:
    """Scores belong to criteria and a scale: what would leave a score without its meaning is
    refused.
    """
    _forward(new["opens_at"], new["closes_at"])
    if not new["criteria"]:
        raise Invalid(
            "至少要有一项标准。",
            "There is at least one criterion.",
            {"criteria": Phrase("必填", "required")},
        )
    before, after = {c["id"]: c for c in row.criteria}, {c["id"]: c for c in new["criteria"]}
    changed = before != after or new["scale"] != row.scale or new["normalise"] != row.normalise
    if changed and (row.closed_at or row.items.filter(done=True).exists()):
        raise Refused(
            "评审组已有结论，标准与分制不再改变。",
            "The panel has concluded on proposals: criteria and scale stay.",
        )
    scored = set(
        Score.objects.filter(assignment__item__panel=row).values_list("criterion", flat=True)
    )
    if gone := scored - set(after):
        named = ", ".join(before[g]["en"] if g in before else g for g in sorted(gone))
        raise Refused(
            "以下标准已有评分，"
            f"不能删除：{'、'.join(before[g]['zh'] if g in before else g for g in sorted(gone))}。",
            f"These criteria have scores and stay: {named}.",
        )
    if new["scale"] != row.scale and scored:
        raise Refused("已有评分，分制不再改变。", "There are scores already: the scale stays.")
    handed = Assignment.objects.filter(
        item__panel=row, submitted_at__isnull=False, ended_at=None
    ).count()
    if set(after) - set(before) and handed:
        raise Refused(
            f"已提交{handed}份评审，不能再加标准。",
            f"Reviews were handed in already ({handed}): no criterion is added.",
        )
    return (
        [
            Phrase(
                "{n}份已提交评审的总分按新权重重算",
                "grades of reviews that were handed in are computed with the new weights: {n}",
            ).fill(n=handed)
        ]
        if changed and handed
        else []
    )


def share(row: Share, new: New) -> Effects:
    if new["programme"] != row.programme:
        uses.refuse_while(
            uses.of_share(row),
            "已有申请书属于此计划，名称不再改变",
            "Proposals are of this programme already; its name stays",
        )
        if (
            Share.objects.filter(call=row.call_id, programme=new["programme"])
            .exclude(pk=row.pk)
            .exists()
        ):
            raise Invalid(
                "已有此计划的份额。",
                "There is a share of this programme already.",
                {"programme": Phrase("已存在", "taken")},
            )
    if (
        sum(s.permille for s in row.call.shares.filter(retired_at=None).exclude(pk=row.pk))
        + new["permille"]
        > 1000
    ):
        raise Invalid(
            "各计划份额之和超过100%。",
            "The shares add up to more than 100 %.",
            {"permille": Phrase("过大", "too much")},
        )
    from ..models import CallUnit, Decision

    for offer in CallUnit.objects.filter(call=row.call_id, state="agreed").select_related("unit"):
        given = sum(
            d.amount
            for d in Decision.objects.filter(
                current=True,
                outcome="accept",
                part__unit=offer.unit_id,
                part__proposal__call=row.call_id,
                part__proposal__programme=row.programme,
            )
        )
        if given > offer.capacity * new["permille"] / 1000:
            raise Refused(
                f"{offer.unit.name_zh}已按此计划批出{given.normalize():f}，份额不能更小。",
                f"{given.normalize():f} of {offer.unit.name_en} was given in this programme"
                " already: the share cannot be less.",
            )
    return []


def organisation(row: Organisation, new: New) -> Effects:
    from ..services.people import organisation_codes

    organisation_codes(new["ror"], new["credit_code"])
    if new["kind"] != row.kind and (n := row.person_set.count()):
        return [
            Phrase(
                "{n}人此后按新类别计费和参加征集",
                "people who are charged and may apply by the new kind from now on: {n}",
            ).fill(n=n)
        ]
    return []


def calendar_without(row: RunPeriod) -> Effects:
    """What the calendar does without a stretch."""
    return _calendar(row, _others(row))
