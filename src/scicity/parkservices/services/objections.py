"""Objections to what is published: taken until the last moment of their time, decided one by one,
and counted by the process itself.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Q

from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import here
from scicity.workflow import APPLICANT, now_in

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
            phrase("parkservices-objections-not-decided-yet-decide-first", left=left),
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
            phrase("parkservices-objections-the-time-for-objections-is-over"),
        )
    if not text.strip():
        raise Invalid(phrase("common-say-why"), {"text": phrase("common-needed")})
    if case.objections.filter(by=actor).count() >= MOST:
        raise Refused(phrase("parkservices-objections-you-have-objected-to-this-case"))
    batch = next((s.batch for s in case.stages.exclude(batch=None).select_related("batch")), None)
    kept = Objection(batch=batch, case=case, by=actor, text=text.strip()[:5000], at=now)
    kept.save()
    for lane in _lanes(case):
        tell(
            officers_of(lane),
            phrase("parkservices-objections-there-is-an-objection-to").fill(c=case.code),
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
        raise Refused(phrase("parkservices-objections-the-objection-was-decided-already"))
    if objection.by_id == actor.pk or has_part(actor, case):
        raise Refused(phrase("parkservices-objections-somebody-who-has-no-part-in"))
    if not reply.strip():
        raise Invalid(phrase("common-say-why"), {"reply": phrase("common-needed")})
    objection.upheld, objection.reply, objection.decided_by, objection.decided_at = (
        upheld,
        reply.strip()[:5000],
        actor,
        now or now_in(),
    )
    objection.save()
    told = (
        phrase("parkservices-objections-your-objection-to-was-upheld")
        if upheld
        else phrase("parkservices-objections-your-objection-to-was-not-upheld")
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
