"""Cases put together, published without names, and open to objections for the days that their process says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from scicity.access.errors import Invalid, Refused
from scicity.access.models import Person
from scicity.access.phrases import Phrase
from scicity.access.services.notices import tell
from scicity.access.services.verbs import locked, verb
from scicity.registry import here
from scicity.services import now_in

from ..models import Batch, Case, Objection, Service, Stage
from . import moving

WINDOW = 5


@verb
def gather(actor: Person, service: Service, stages: Sequence[Stage]) -> Batch:
    """A new batch of cases that wait for one."""
    waiting = [locked(Stage, s.pk) for s in stages]
    if not waiting:
        raise Invalid("请选择案件。", "Choose the cases.", {"stages": Phrase("必选", "needed")})
    if any(s.done_at or s.batch_id or s.case.service_id != service.pk or not s.case.version.process.steps[s.step].batch for s in waiting):
        raise Refused("有案件不在待列批次。", "A case does not wait for a batch.")
    number = (service.batches.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    batch = Batch(service=service, number=number)
    batch.save()
    for s in waiting:
        s.batch = batch
        s.save()
    return batch


@verb
def publish(actor: Person, batch: Batch, now: datetime | None = None) -> Batch:
    """Publish the batch: its cases go on, and may be objected to. The page names case and employer, never a person."""
    batch, now = locked(Batch, batch.pk), now or now_in()
    if batch.published_at:
        raise Refused("该批次已公示。", "The batch was published already.")
    batch.published_at, batch.until = now, here().workdays.after(now.astimezone(here().tz).date(), WINDOW)
    batch.save()
    for s in batch.stages.filter(done_at=None):
        step = s.case.version.process.steps[s.step]
        first = next(f.options[0][0] for f in step.fields if f.id == step.decision)
        moving.answer(actor, s, {step.decision: first}, now=now)
    return batch


@verb
def object_to(actor: Person, batch: Batch, code: str, text: str, now: datetime | None = None) -> Objection:
    """Somebody objects to a case of a published batch, while its time lasts."""
    batch, today = locked(Batch, batch.pk), (now or now_in()).astimezone(here().tz).date()
    case = Case.objects.filter(code=code.strip(), stages__batch=batch).first()
    if batch.published_at is None or case is None:
        raise Invalid("该批次中没有此案。", "There is no such case in the batch.", {"code": Phrase("案号", "the case's number")})
    if batch.until is None or today > batch.until:
        raise Refused("公示期已过。", "The time for objections is over.")
    if not text.strip():
        raise Invalid("请写明理由。", "Say why.", {"text": Phrase("必填", "needed")})
    kept = Objection(batch=batch, case=case, by=actor, text=text.strip()[:5000])
    kept.save()
    lanes = {s.lane for s in case.version.process.steps.values()} & set(case.stages.values_list("lane", flat=True))
    tell([p for lane in lanes for p in moving._officers(lane)], Phrase("{c} 收到异议", "There is an objection to {c}").fill(c=case.code), f"/cases/{case.pk}/")
    return kept


def waiting_for_batch(service: Service) -> list[Stage]:
    """Steps of a service that wait to be put in a batch."""
    steps = {(v.pk, s.id) for v in service.versions.all() for s in v.process.steps.values() if s.batch}
    rows = Stage.objects.filter(case__service=service, done_at=None, batch=None).select_related("case__enterprise", "case__version").filter(Q(step__in={s for _, s in steps}))
    return [s for s in rows if (s.case.version_id, s.step) in steps]
