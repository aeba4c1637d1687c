"""What an office begins with: a call and a panel like the last ones, for the next cycle.

Nothing is saved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from ..models import Call, Facility, FormVersion, Panel, RunCycle

OPEN_FOR = timedelta(days=30)
REVIEW_FOR = timedelta(days=21)


@dataclass(frozen=True)
class LikeLast:
    """A call as one would begin it.

    `capacities`: of each unit (by key) as the last call offered it.
    """

    call: Call
    capacities: dict[int, Decimal]


def renamed(text: str, before: RunCycle, after: RunCycle) -> str:
    """A text about one cycle as a text about another."""
    return text.replace(before.name, after.name) if before.name else text


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _free(code: str, before: RunCycle, after: RunCycle) -> str:
    """The next code after one: of the next cycle, else its last number counted on, until nobody has
    it.
    """
    old, new = _slug(before.name), _slug(after.name)
    if old and new and old != new and old in code:
        code = code.replace(old, new)
        if not Call.objects.filter(code=code).exists():
            return code
    found = re.fullmatch(r"(.*?)(\d+)", code)
    stem, number, width = (found[1], int(found[2]), len(found[2])) if found else (f"{code}-", 1, 1)
    taken = set(Call.objects.filter(code__startswith=stem).values_list("code", flat=True))
    while True:
        number += 1
        if (new := f"{stem}{number:0{width}}") not in taken:
            return new


def _same_clock(like: datetime, day: datetime, zone: str) -> datetime:
    """On another day at the same time there."""
    at = like.astimezone(ZoneInfo(zone))
    return day.astimezone(ZoneInfo(zone)).replace(
        hour=at.hour, minute=at.minute, second=0, microsecond=0
    )


def next_call(facility: Facility) -> LikeLast | None:
    """The facility's last call over again: the next code, the next cycle, as long, from now on.

    None: there was none.
    """
    last = (
        Call.objects.filter(facility=facility)
        .select_related("cycle", "form")
        .order_by("-opens_at", "-pk")
        .first()
    )
    if last is None:
        return None
    now = timezone.now()
    free = (
        facility.cycles.filter(end__gt=now, retired_at=None)
        .exclude(calls__facility=facility)
        .order_by("start")
        .first()
    )
    cycle = free or last.cycle
    opens = now.replace(second=0, microsecond=0)
    closes = _same_clock(
        last.closes_at,
        opens + max(last.closes_at - last.opens_at, timedelta(days=1)),
        facility.zone,
    )
    inside = last.internal_closes_at
    form = (
        FormVersion.objects.filter(template=last.form.template_id)
        .exclude(published_at=None)
        .order_by("-number")
        .first()
        or last.form
    )
    call = Call(
        facility=facility,
        cycle=cycle,
        code=_free(last.code, last.cycle, cycle),
        kind=last.kind,
        workflow=last.workflow,
        form=form,
        order=last.order,
        opens_at=opens,
        closes_at=closes,
        internal_closes_at=closes + (inside - last.closes_at) if inside else None,
        kinds_allowed=list(last.kinds_allowed),
        **{
            name: renamed(getattr(last, name), last.cycle, cycle)
            for name in ("title_zh", "title_en", "text_zh", "text_en", "message_zh", "message_en")
        },
    )
    return LikeLast(
        call,
        {
            o.unit_id: o.capacity if o.wanted is None else o.wanted
            for o in last.offers.filter(unit__open=True, unit__retired_at=None)
        },
    )


def last_panel(facility: Facility) -> Panel | None:
    return (
        Panel.objects.filter(facility=facility, retired_at=None)
        .select_related("call__cycle")
        .order_by("-pk")
        .first()
    )


def next_panel(call: Call, last: Panel | None) -> Panel:
    """A panel for a call, named, as long and as many reviews as the facility's last one."""
    now = timezone.now().replace(second=0, microsecond=0)
    new = Panel(
        call=call,
        facility=call.facility,
        name_zh=f"{call.title_zh}评审组"[:120],
        name_en=f"Panel: {call.title_en}"[:120],
        opens_at=now,
        closes_at=now + REVIEW_FOR,
    )
    if last is not None:
        new.quorum, new.normalise, new.closes_at = (
            last.quorum,
            last.normalise,
            now + (last.closes_at - last.opens_at),
        )
    return new
