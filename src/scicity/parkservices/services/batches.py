"""Cases put together, published without names, and open to objections for the days that their
process says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.phrases import phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import here
from scicity.workflow import now_in

from ..models import Batch, Case, Objection, Service, Stage
from . import moving, objections

WINDOW = 5  # working days, where a process does not say how long it publishes


@verb
def gather(actor: Person, service: Service, stages: Sequence[Stage]) -> Batch:
    """A new batch of cases that wait for one."""
    waiting = [locked(Stage, s.pk) for s in stages]
    if not waiting:
        raise Invalid(phrase("common-choose-the-cases"), {"stages": phrase("common-needed-2")})
    if any(
        s.done_at
        or s.batch_id
        or s.case.service_id != service.pk
        or not s.case.version.process.steps[s.step].batch
        for s in waiting
    ):
        raise Refused(phrase("parkservices-batches-a-case-does-not-wait-for"))
    number = (service.batches.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    batch = Batch(service=service, number=number)
    batch.save()
    for s in waiting:
        s.batch = batch
        s.save()
    return batch


@verb
def publish(actor: Person, batch: Batch, now: datetime | None = None) -> Batch:
    """Publish the batch: its cases go on, and may be objected to.

    The page names case and employer, never a person.
    """
    batch, now = locked(Batch, batch.pk), now or now_in()
    if batch.published_at:
        raise Refused(phrase("parkservices-batches-the-batch-was-published-already"))
    batch.published_at = now
    batch.save()
    for s in batch.stages.filter(done_at=None):
        step = s.case.version.process.steps[s.step]
        first = next(f.options[0][0] for f in step.fields if f.id == step.decision)
        moving.answer(actor, s, {step.decision: first}, now=now)
    windows = [
        w.due
        for s in batch.stages.select_related("case")
        if (w := objections.window(s.case)) is not None
    ]
    batch.until = max(
        windows, default=here().workdays.after(now.astimezone(here().tz).date(), WINDOW)
    )
    batch.save()
    return batch


@verb
def object_to(
    actor: Person, batch: Batch, code: str, text: str, now: datetime | None = None
) -> Objection:
    """Somebody objects to a case of a published batch, while its time lasts."""
    case = Case.objects.filter(
        code=code.strip(), stages__batch=batch, stages__batch__published_at__isnull=False
    ).first()
    if case is None:
        raise Invalid(
            phrase("parkservices-batches-there-is-no-such-case-in"),
            {"code": phrase("parkservices-batches-the-cases-number")},
        )
    return objections.object_to(actor, case, text, now)


def waiting_for_batch(service: Service) -> list[Stage]:
    """Steps of a service that wait to be put in a batch."""
    steps = {
        (v.pk, s.id) for v in service.versions.all() for s in v.process.steps.values() if s.batch
    }
    rows = (
        Stage.objects.filter(case__service=service, done_at=None, batch=None)
        .select_related("case__enterprise", "case__version")
        .filter(Q(step__in={s for _, s in steps}))
    )
    return [s for s in rows if (s.case.version_id, s.step) in steps]
