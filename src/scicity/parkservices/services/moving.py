"""A case from its draft to its end.

Each step is one transaction: the engine's state, the stages, the registers and what the ledger is
owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from scicity.platform.errors import Invalid, Refused
from scicity.platform.files import accepted
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.outbox import owe
from scicity.platform.people import forget_details, forget_journalled
from scicity.platform.phrases import Both, Phrase, name_of, phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import here
from scicity.workflow import (
    APPLICANT,
    BadAnswer,
    Field,
    NotOpen,
    Running,
    Step,
    Stuck,
    answered,
    begin,
    now_in,
    resume,
)
from scicity.workflow.expressions import plain
from scicity.workflow.granting import beyond, refuses

from ..models import (
    Case,
    Document,
    Enterprise,
    Message,
    Officer,
    Parcel,
    Permit,
    Service,
    Stage,
    days_between,
)
from . import objections, seals
from .offices import end_of, no_part, officers_of, today
from .registers import OPEN_END, world

AT_ONCE, DRAFTS = 200, 50


# --- the applicant --------------------------------------------------------------------------------


@verb
def draft(actor: Person, service: Service) -> Case:
    """A new draft of an application; nothing is asked of anybody yet."""
    if service.in_force(today()) is None:
        raise Refused(phrase("common-no-version-of-this-service-is"))
    if Case.objects.filter(applicant=actor, state="draft").count() >= DRAFTS:
        raise Refused(phrase("parkservices-moving-you-have-too-many-drafts-submit"))
    case = Case(service=service, applicant=actor)
    case.save()
    return case


@verb
def save_draft(actor: Person, case: Case, given: Mapping[str, Any]) -> None:
    """Keep what was typed so far, as it stands, sealed: a draft may hold personal values."""
    case = locked(Case, case.pk)
    if case.state != "draft":
        raise Refused(phrase("parkservices-moving-the-application-was-submitted-already"))
    case.draft = seals.seal({str(k)[:80]: str(v)[:10_000] for k, v in given.items()}).decode()
    case.save()


def drafted(case: Case) -> dict[str, Any]:
    return (seals.opened(case.draft) if case.draft else None) or {}


@verb
def drop_draft(actor: Person, case: Case) -> None:
    if locked(Case, case.pk).state != "draft":
        raise Refused(phrase("parkservices-moving-it-was-submitted-withdraw-it-instead"))
    case.delete()


@verb
def submit(
    actor: Person, case: Case, given: Mapping[str, Any], now: datetime | None = None
) -> Case:
    """The application begins its way through the version that is in force today.

    What is wrong is told field by field; the draft stays.
    """
    case, now = locked(Case, case.pk), now or now_in()
    if case.state != "draft":
        raise Refused(phrase("parkservices-moving-the-application-was-submitted-already"))
    version = case.service.in_force(now.astimezone(here().tz).date())
    if version is None:
        raise Refused(phrase("common-no-version-of-this-service-is"))
    process = version.process
    values, personal = _read(case, process.start, given, actor)
    case.version, case.submitted_at, case.state, case.draft = version, now, "running", ""
    case.code = f"{case.service.code.upper()}-{now.astimezone(here().tz):%Y}-{case.pk:06d}"
    chosen = next(
        (values[f.id] for f in process.start if f.kind == "enterprise" and values.get(f.id)), None
    )
    case.enterprise = Enterprise.objects.get(code=chosen) if chosen else None
    seals.keep(case, personal)
    owe("service_cases", _unit(case), now, OPEN_END, **_about(case))
    try:
        running = begin(process, values, now, world(case, now), through=process.personal)
    except Stuck as error:
        _stuck(error)
    _put(case, running, now)
    tell(
        [actor],
        phrase("parkservices-moving-was-received").fill(c=case.code),
        f"/cases/{case.pk}/",
    )
    return case


def _read(
    case: Case, fields: tuple[Field, ...], given: Mapping[str, Any], actor: Person
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what the case goes on with, what is sealed). Invalid: all that is wrong, by field."""
    files = {d.field: d.pk for d in case.documents.all()}
    whole = {**given, **{f.id: files.get(f.id) for f in fields if f.kind == "file"}}
    try:
        values = answered(fields, whole)
    except BadAnswer as bad:
        raise Invalid(
            phrase("parkservices-moving-please-mend-what-is-marked"),
            {k: Both(*v) for k, v in bad.fields.items()},
        ) from bad
    faults = {
        f.id: why
        for f in fields
        if values.get(f.id) and (why := _not_theirs(f, values[f.id], actor))
    }
    firm = next((values[f.id] for f in fields if f.kind == "enterprise" and values.get(f.id)), None)
    faults |= {
        f.id: phrase("parkservices-moving-another-enterprise-holds-that-parcel")
        for f in fields
        if f.kind == "parcel"
        and firm
        and f.id not in faults
        and Parcel.objects.filter(code=values.get(f.id))
        .exclude(holder=None)
        .exclude(holder__code=firm)
        .exists()
    }
    if faults:
        raise Invalid(phrase("parkservices-moving-please-mend-what-is-marked"), faults)
    personal = {f.id for f in fields if f.personal}
    return {k: v for k, v in values.items() if k not in personal}, {
        k: v for k, v in values.items() if k in personal and v is not None
    }


def _not_theirs(f: Field, value: Any, actor: Person) -> Phrase | None:
    """Why a name from a register cannot be used by this person."""
    match f.kind:
        case "enterprise" if not Enterprise.objects.filter(code=value, members=actor).exists():
            return phrase("parkservices-moving-you-do-not-act-for-that")
        case "permit" if not Permit.objects.filter(
            number=value, enterprise__members=actor
        ).exists():
            return phrase("parkservices-moving-there-is-no-such-permit-of")
        case "parcel" if not Parcel.objects.filter(code=value).exists():
            return phrase("parkservices-moving-there-is-no-such-parcel")
        case "parcel" if (
            Parcel.objects.filter(code=value)
            .exclude(holder=None)
            .exclude(holder__members=actor)
            .exists()
        ):
            return phrase("parkservices-moving-another-enterprise-holds-that-parcel")
    return None


@verb
def attach(actor: Person, case: Case, field: str, name: str, content: bytes) -> Document:
    """A document for a question of the form; the newest for a question counts."""
    taken = accepted(name, content, field)
    if case.state == "ended" or case.documents.count() >= 100:
        raise Refused(phrase("parkservices-moving-no-more-documents-can-be-added"))
    kept = Document(
        case=case, field=field[:80], name=taken.name, size=taken.size, digest=taken.digest, by=actor
    )
    kept.file.save(taken.stored, ContentFile(content), save=False)
    kept.save()
    return kept


@verb
def withdraw(actor: Person, case: Case, now: datetime | None = None) -> None:
    """The applicant takes the application back, until it was decided."""
    case, now = locked(Case, case.pk), now or now_in()
    if case.state != "running":
        raise Refused(phrase("parkservices-moving-the-case-is-not-under-way"))
    case.stages.filter(done_at=None).update(done_at=now)
    _end(case, "withdrawn", "申请人撤回", "Withdrawn by the applicant", now)
    case.save()


@verb
def write(actor: Person, case: Case, lane: str, text: str) -> Message:
    """A message between the applicant and one authority."""
    if not text.strip():
        raise Invalid(
            phrase("parkservices-moving-write-something"), {"text": phrase("common-needed")}
        )
    if lane not in set(case.stages.exclude(lane=APPLICANT).values_list("lane", flat=True)):
        raise Refused(phrase("parkservices-moving-that-authority-has-no-part-in"))
    kept = Message(case=case, lane=lane, by=actor, text=text.strip()[:5000])
    kept.save()
    to = [case.applicant] if actor.pk != case.applicant_id else officers_of(lane)
    tell(
        to,
        phrase("parkservices-moving-there-is-a-message-on").fill(c=case.code),
        f"/cases/{case.pk}/",
    )
    return kept


# --- steps ----------------------------------------------------------------------------------------


@verb
def answer(
    actor: Person,
    stage: Stage,
    given: Mapping[str, Any],
    why: str = "",
    now: datetime | None = None,
) -> Stage:
    """Do a step. What is decided otherwise than the table advises, beyond what was asked or against
    an objection that stands waits for its reason and a second person of the authority.
    """
    case, now = locked(Case, stage.case_id), now or now_in()
    stage = Stage.objects.select_related("batch").get(pk=stage.pk)
    _open(case, stage)
    if stage.proposal is not None:
        raise Refused(phrase("parkservices-moving-a-decision-waits-for-its-second"))
    process = case.version.process
    step = process.steps[stage.step]
    if stage.lane != APPLICANT:
        no_part(actor, case)
        objections.settled(case)
    if (
        step.batch
        and (stage.batch is None or stage.batch.published_at is None)
        and given.get(step.decision) != _last(step.fields, step.decision)
    ):
        raise Refused(phrase("parkservices-moving-put-it-in-a-batch-and"))
    values, personal = _read(case, step.fields, given, actor)
    if grounds := _grounds(case, stage, step, values):
        if not why.strip():
            told = Both("；".join(g.zh for g in grounds), "; ".join(g.en for g in grounds))
            raise Invalid(
                phrase("parkservices-moving-give-the-reason", told=Both(told.zh, told.en)),
                {"why": phrase("common-needed")},
            )
        stage.proposal, stage.proposed_by, stage.proposed_why = (
            plain(values),
            actor,
            why.strip()[:500],
        )
        stage.save()
        seals.keep(case, personal)
        tell(
            [p for p in officers_of(stage.lane) if p.pk != actor.pk],
            phrase("parkservices-moving-waits-for-a-second-person").fill(c=case.code),
            f"/desk/{stage.pk}/",
            due=end_of(stage.due),
        )
        return stage
    seals.keep(case, personal)
    _do(actor, case, stage, values, now, None)
    return stage


def _grounds(case: Case, stage: Stage, step: Step, values: dict[str, Any]) -> list[Phrase]:
    """Why one person alone may not do this."""
    found = []
    if step.advice and values[step.decision] != stage.advice.get("value"):
        found.append(phrase("parkservices-moving-this-departs-from-the-tables-advice"))
    if not (step.decision and refuses(step, values)):
        application = dict(resume(case.version.process, case.state_kept, now_in()).answers)["start"]
        for f, given, asked in beyond(step, values, application):
            told = {"g": plain(given), "a": plain(asked) if asked is not None else 0}
            found.append(
                phrase("parkservices-moving-is-more-than-the-that-was").fill(
                    f=Both(f.name.zh, f.name.en), **told
                )
            )
        if (
            step.id in case.version.process.deciding
            and case.objections.filter(upheld=True).exists()
        ):
            found.append(phrase("parkservices-moving-an-objection-to-the-case-was"))
    return found


def _last(fields: tuple[Field, ...], name: str) -> str:
    """A step that is published has a choice that needs no publication: its last one, not to go
    on.
    """
    return next((f.options[-1][0] for f in fields if f.id == name), "")


@verb
def second(actor: Person, stage: Stage, agree: bool, now: datetime | None = None) -> Stage:
    """The second person's word on a decision that departs from the advice."""
    case, now = locked(Case, stage.case_id), now or now_in()
    stage = Stage.objects.get(pk=stage.pk)
    if stage.proposal is None or stage.done_at:
        raise Refused(phrase("parkservices-moving-nothing-waits-for-a-second-person"))
    if stage.proposed_by_id == actor.pk:
        raise Refused(phrase("parkservices-moving-somebody-else-must-look-at-it"))
    no_part(actor, case)
    objections.settled(case)
    if not agree:
        stage.proposal = stage.proposed_by = None
        stage.save()
        return stage
    _open(case, stage)
    proposed_by, values = stage.proposed_by, stage.proposal
    stage.proposal = None
    assert proposed_by is not None
    _do(proposed_by, case, stage, values, now, actor)
    return stage


def _open(case: Case, stage: Stage) -> None:
    if case.state != "running" or stage.done_at or stage.wait:
        raise Refused(phrase("parkservices-moving-this-step-was-done-already-nothing"))


def _do(
    actor: Person,
    case: Case,
    stage: Stage,
    values: dict[str, Any],
    now: datetime,
    other: Person | None,
) -> None:
    running = resume(case.version.process, case.state_kept, now, world(case, now))
    try:
        if running.pass_time() and stage.task not in {o.task for o in running.open}:
            raise Refused(phrase("parkservices-moving-its-time-was-over-and-the"))
        running.answer(stage.task, values, through=case.version.process.personal)
        _not_past_objections(case, running)
    except NotOpen as error:
        raise Refused(phrase("parkservices-moving-this-step-was-done-already-nothing")) from error
    except Stuck as error:
        _stuck(error)
    stage.done_at, stage.done_by, stage.second, stage.answers = now, actor, other, plain(values)
    stage.save()
    _put(case, running, now)


def _not_past_objections(case: Case, running: Running) -> None:
    """Stuck: the process would grant although the register holds objections that nobody decided."""
    if (
        running.end is not None
        and running.end[1] == "granted"
        and (left := objections.undecided(case).count())
    ):
        raise Stuck(f"{left} of the objections to the case are not decided.")


def _stuck(error: Stuck) -> NoReturn:
    raise Refused(
        phrase("parkservices-moving-the-process-cannot-go-on-nothing", error=error),
    ) from error


# --- what the engine says, kept -------------------------------------------------------------------


def _put(case: Case, running: Running, now: datetime) -> None:
    """Keep the state, open the stages that wait now, close those that time has taken, and end the
    case at its end.
    """
    case.state_kept, case.next_deadline = running.kept(), running.next_deadline
    kept = {s.task: s for s in case.stages.filter(done_at=None)} if case.pk else {}
    case.save()
    waiting = set()
    for o in running.open:
        waiting.add(o.task)
        if o.task not in kept:
            _stage(case, running, now, o)
    for w in running.waiting:
        task = f"wait {w.name.en} {w.until.isoformat()}"[:80]
        waiting.add(task)
        if task not in kept:
            Stage(
                case=case,
                task=task,
                step=w.element,
                name_zh=w.name.zh,
                name_en=w.name.en,
                lane=w.lane,
                wait=True,
                opened_at=now,
                due=w.until.astimezone(here().tz).date(),
            ).save()
    for task, s in kept.items():
        if task not in waiting and s.done_at is None:
            s.done_at = now
            s.save()
    if (end := running.end) is not None:
        _end(case, end[1], end[2].zh, end[2].en, now)
        case.save()


def _stage(case: Case, running: Running, now: datetime, o: Any) -> None:
    advice: dict[str, Any] = {}
    if o.step.advice:
        row = next((d for d in reversed(running.decided) if o.step.advice in dict(d.gave)), None)
        if row is not None:
            advice = {
                "value": plain(dict(row.gave)[o.step.advice]),
                "field": o.step.decision,
                "table": row.table,
                "row": row.row,
                "zh": row.reason.zh,
                "en": row.reason.en,
                "looked": [[k, plain(v)] for k, v in row.looked_at],
            }
    stage = Stage(
        case=case,
        task=o.task,
        step=o.step.id,
        name_zh=o.step.name.zh,
        name_en=o.step.name.en,
        lane=o.step.lane,
        opened_at=now,
        due=here().workdays.after(o.since, o.step.days),
        advice=advice,
    )
    stage.save()
    told = phrase("parkservices-moving-by").fill(c=case.code, s=name_of(stage), d=stage.due)
    if stage.lane == APPLICANT:
        tell([case.applicant], told, f"/cases/{case.pk}/", due=end_of(stage.due))
    else:
        tell(officers_of(stage.lane), told, f"/desk/{stage.pk}/", due=end_of(stage.due))


def _end(case: Case, outcome: str, zh: str, en: str, now: datetime) -> None:
    case.state, case.outcome, case.end_zh, case.end_en, case.ended_at, case.next_deadline = (
        "ended",
        outcome,
        zh,
        en,
        now,
        None,
    )
    case.erase_on = now.astimezone(here().tz).date() + timedelta(days=case.service.keep_days)
    assert case.submitted_at is not None
    late = any(
        s.late(timezone.localdate(now, here().tz))
        for s in case.stages.exclude(lane=APPLICANT).filter(wait=False)
    )
    batch = next(
        (str(s.batch.number) for s in case.stages.exclude(batch=None).select_related("batch")), None
    )
    owe("service_cases", _unit(case), case.submitted_at, now, **_about(case))
    owe(
        "service_decisions",
        _unit(case),
        now,
        now,
        **_about(case),
        outcome=outcome,
        days=days_between(case.submitted_at, now),
        on_time=not late,
        batch=batch,
        counted=case.count_what or None,
        amount=case.count_amount,
    )
    tell(
        [case.applicant],
        phrase("parkservices-moving-mark").fill(c=case.code, e=Both(zh, en)),
        f"/cases/{case.pk}/",
    )


def _unit(case: Case) -> str:
    return str(case.enterprise.park if case.enterprise else case.service.park)


def _about(case: Case) -> dict[str, Any]:
    return {
        "case": case.code,
        "service": case.service.code,
        "version": case.version.number,
        "organisation": case.enterprise.credit_code if case.enterprise else None,
    }


# --- time -----------------------------------------------------------------------------------------


def pass_time(now: datetime | None = None) -> int:
    """Let deadlines that have passed take effect, each case in a transaction of its own; and erase
    what is to be erased. How many moved.
    """
    now, moved = now or now_in(), 0
    while due := list(
        Case.objects.filter(state="running", next_deadline__lt=now).values_list("pk", flat=True)[
            :AT_ONCE
        ]
    ):
        moved += sum(_pass(pk, now) for pk in due)
    for pk in Case.objects.filter(erase_on__lt=now.astimezone(here().tz).date()).values_list(
        "pk", flat=True
    )[:AT_ONCE]:
        erase(pk)
    return moved


def _pass(pk: int, now: datetime) -> bool:
    with verb.opened("cases.time", None):
        case = locked(Case, pk)
        if case.state != "running" or case.next_deadline is None or case.next_deadline >= now:
            return False
        running = resume(case.version.process, case.state_kept, now, world(case, now))
        try:
            with transaction.atomic():
                running.pass_time()
                _not_past_objections(case, running)
                _put(case, running, now)
        # the registers do not answer: said to the supervisors once a day, until it goes on
        except Stuck as error:
            case = Case.objects.get(pk=pk)
            case.next_deadline = now + timedelta(days=1)
            case.save()
            tell(
                [
                    o.person
                    for o in Officer.objects.filter(role="supervisor").select_related("person")
                ],
                phrase("parkservices-moving-cannot-go-on").fill(c=case.code, e=str(error)[:200]),
                f"/cases/{pk}/",
            )
            return False
    return True


def erase(pk: int) -> None:
    """Remove a case's personal values, documents and what was written when their time is over.

    What was counted stays: it names nobody.
    """
    with verb.opened("cases.erase", None):
        case = locked(Case, pk)
        case.sealed.all().delete()
        for d in case.documents.all():
            d.file.delete(save=False)
            d.delete()
        for name, written, texts in (
            ("message", case.messages, {"text": ""}),
            ("objection", case.objections, {"text": "", "reply": ""}),
        ):
            forget_details(name, written.all())
            written.update(**texts)
        forget_journalled()
        case.erase_on = None
        case.save()
