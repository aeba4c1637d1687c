"""Objections to what is published: taken until the last moment of their time, decided one by one,
and counted by the process itself.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Q

from scicity.access.errors import Invalid, Refused
from scicity.access.models import Person
from scicity.access.phrases import Phrase
from scicity.access.services.notices import tell
from scicity.access.services.verbs import locked, verb
from scicity.registry import here
from scicity.services import APPLICANT, now_in

from ..models import Case, Objection, Stage
from .offices import has_part, officers_of

MOST = 20  # of one person against one case


def window(case: Case) -> Stage | None:
    """The time in which a case may be objected to now, as its process says.

    Versions from before windows were marked: any wait of a published case.
    """
    if case.version is None or case.state != "running":
        return None
    process = case.version.process
    waits = case.stages.filter(wait=True, done_at=None).order_by("due")
    if process.windows:
        return next((s for s in waits if s.step in process.windows), None)
    return waits.first() if case.stages.filter(batch__published_at__isnull=False).exists() else None


def closes(stage: Stage) -> datetime:
    """The last moment of a window: that at which its timer ends it."""
    return datetime.combine(stage.due, time.max, here().tz)


def undecided(case: Case) -> Any:
    return case.objections.filter(upheld=None)


def settled(case: Case) -> None:
    """Refused: the time for objections is over, and some wait for a decision.

    No step is done past them.
    """
    left = undecided(case).count()
    if left and window(case) is None:
        raise Refused(
            f"还有{left}件异议未处理，请先逐件处理。",
            f"{left} {'objection is' if left == 1 else 'objections are'} not decided yet: decide"
            f" {'it' if left == 1 else 'each of them'} first.",
        )


@verb
def object_to(actor: Person, case: Case, text: str, now: datetime | None = None) -> Objection:
    """Somebody objects to a case that is published.

    The case is held, so that the process counts either all of it or has not gone on.
    """
    now = now or now_in()
    case = locked(Case, case.pk)
    published = window(case)
    if published is None or now > closes(published):
        raise Refused(
            "公示期已过，或此案未在公示。",
            "The time for objections is over, or the case is not published.",
        )
    if not text.strip():
        raise Invalid("请写明理由。", "Say why.", {"text": Phrase("必填", "needed")})
    if case.objections.filter(by=actor).count() >= MOST:
        raise Refused("您对此案的异议过多。", "You have objected to this case often enough.")
    batch = next((s.batch for s in case.stages.exclude(batch=None).select_related("batch")), None)
    kept = Objection(batch=batch, case=case, by=actor, text=text.strip()[:5000], at=now)
    kept.save()
    for lane in _lanes(case):
        tell(
            officers_of(lane),
            Phrase("{c} 收到异议", "There is an objection to {c}").fill(c=case.code),
            f"/cases/{case.pk}/",
        )
    return kept


def _lanes(case: Case) -> list[str]:
    return sorted(set(case.stages.exclude(lane=APPLICANT).values_list("lane", flat=True)))


@verb
def decide(
    actor: Person, objection: Objection, upheld: bool, reply: str, now: datetime | None = None
) -> Objection:
    """An authority's word on an objection, with its reason, which whoever objected is told."""
    case = locked(Case, objection.case_id)
    objection = Objection.objects.get(pk=objection.pk)
    if objection.upheld is not None or case.state != "running":
        raise Refused("该异议已处理。", "The objection was decided already.")
    if objection.by_id == actor.pk or has_part(actor, case):
        raise Refused(
            "异议须由无关的人处理。", "Somebody who has no part in it must decide the objection."
        )
    if not reply.strip():
        raise Invalid("请写明理由。", "Say why.", {"reply": Phrase("必填", "needed")})
    objection.upheld, objection.reply, objection.decided_by, objection.decided_at = (
        upheld,
        reply.strip()[:5000],
        actor,
        now or now_in(),
    )
    objection.save()
    told = (
        Phrase("您对{c}的异议成立", "Your objection to {c} was upheld")
        if upheld
        else Phrase("您对{c}的异议不成立", "Your objection to {c} was not upheld")
    )
    tell([objection.by], told.fill(c=case.code), "/services/notices/")
    return objection


def published(now: datetime | None = None) -> list[tuple[Case, Stage]]:
    """Cases that may be objected to now, what closes first first."""
    day = (now or now_in()).astimezone(here().tz).date()
    rows = (
        Case.objects.filter(
            Q(stages__wait=True, stages__done_at=None, stages__due__gte=day), state="running"
        )
        .select_related("service", "enterprise", "version")
        .distinct()
    )
    found = [(c, s) for c in rows[:2000] if (s := window(c)) is not None and s.due >= day]
    return sorted(found, key=lambda x: (x[1].due, x[0].pk))
