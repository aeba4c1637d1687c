"""A case's decision as its applicant is given it: what was decided and why, what it is worth and
until when, and how to appeal; as a PDF too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from scicity.parkservices.models import Authority, Case, Permit, Stage
from scicity.parkservices.services.registers import credit
from scicity.parkservices.views.shown import OUTCOMES, in_words, named
from scicity.platform.clock import today
from scicity.platform.pdf import HEAD, foot, made
from scicity.platform.phrases import Both, Phrase, chinese, either, name_of, phrase, say
from scicity.registry import here
from scicity.workflow import APPLICANT, Decided, Running
from scicity.workflow.expressions import plain

ANY_APPEAL = phrase("parkservices-decision-to-appeal-write-to-the-authority")


@dataclass(frozen=True)
class Decision:
    """`said`: what the deciding officer answered; `departed`: why it is otherwise than a table
    advises, where it is; `permits`: (permit, its goods in words).
    """

    case: Case
    outcome: Phrase
    authority: str
    said: tuple[tuple[str, str], ...]
    departed: str
    reasons: tuple[Decided, ...]
    permits: tuple[tuple[Permit, str], ...]
    objections: tuple[tuple[bool, str], ...]
    appeal: str
    grade: str


def decision_of(case: Case, running: Running) -> Decision | None:
    """None: the case has not ended.

    Why it ended is what its rules say and what the last step answered; opinions of other
    authorities are theirs.
    """
    if case.state != "ended":
        return None
    process = case.version.process
    last = (
        case.stages.filter(wait=False, done_at=case.ended_at)
        .exclude(lane=APPLICANT)
        .exclude(done_by=None)
        .order_by("-id")
        .first()
    )
    step = process.steps.get(last.step) if last else None
    grounds = (
        tuple(d for d in running.decided if d.reason.zh or d.reason.en)
        if case.outcome != "withdrawn"
        else ()
    )
    departs = bool(last and last.second_id and last.proposed_why)
    return Decision(
        case,
        OUTCOMES[case.outcome],
        _authority(last),
        tuple(in_words(step.fields, last.answers)) if step and last else (),
        last.proposed_why if departs and last else "",
        grounds,
        tuple((p, _goods(case, p)) for p in case.permits.all()),
        tuple((o.upheld, o.reply) for o in case.objections.exclude(upheld=None)),
        _appeal(case),
        credit(case.enterprise, today()) if case.enterprise else "",
    )


def _authority(stage: Stage | None) -> str:
    held = Authority.objects.filter(code=stage.lane).first() if stage else None
    return str(held) if held else say("parkservices-decision-by-rule")


def _goods(case: Case, permit: Permit) -> str:
    fields = case.version.process.start
    return next((named(n) for f in fields for v, n in f.options if v == permit.goods), permit.goods)


def _appeal(case: Case) -> str:
    told = (
        either(case.service.appeal_zh, case.service.appeal_en)
        or case.service.appeal_zh
        or case.service.appeal_en
    )
    return told or str(ANY_APPEAL)


_DECISION = (
    """#let d = json(bytes(sys.inputs.d))
"""
    + HEAD
    + """#text(9pt, fill: gray)[#d.service]
= #d.title
#table(columns: (auto, 1fr), ..d.facts.flatten())
#if d.permits.len() > 0 [
== #d.words.at(0)
#table(columns: (auto, 1fr, auto, auto), ..d.permits.flatten())
]
== #d.words.at(1)
#for r in d.reasons [
- #r
]
#if d.asked.len() > 0 [
== #d.words.at(2)
#table(columns: (auto, 1fr), ..d.asked.flatten())
]
== #d.words.at(3)
#d.appeal
"""
)


def as_pdf(told: Decision, running: Running) -> bytes:
    """The decision as a document. Nothing personal is in it."""
    case = told.case
    assert case.ended_at is not None
    process = case.version.process
    facts: list[tuple[str, str]] = [
        (say("common-case"), str(case.code)),
        (
            say("parkservices-decision-enterprise"),
            f"{case.enterprise} · {case.enterprise.credit_code}" if case.enterprise else "–",
        ),
        (say("common-decision"), f"{told.outcome} · {case.end_zh if chinese() else case.end_en}"),
        (say("parkservices-case-decided-by"), told.authority),
        (say("access-outputs-date"), f"{timezone.localtime(case.ended_at, here().tz):%Y-%m-%d}"),
        *told.said,
    ]
    if told.departed:
        facts.append((say("parkservices-case-why-it-departs-from-the-advice"), told.departed))
    reasons = [
        say(
            "parkservices-case-row-and-reason",
            table=str(named(process.tables[d.table].name)),
            row=d.row,
            reason=str(named(d.reason)),
        )
        for d in told.reasons
    ]
    reasons += [
        say(
            "parkservices-decision-objection",
            value=Both(("成立" if upheld else "不成立"), ("upheld" if upheld else "not upheld")),
            reply=reply,
        )
        for upheld, reply in told.objections
    ]
    permits = [
        (p.number, goods, f"{plain(p.quantity)} {p.unit}", f"{p.valid_from} – {p.valid_until}")
        for p, goods in told.permits
    ]
    asked = in_words(process.start, dict(running.answers)["start"])
    data: dict[str, Any] = {
        "lang": "zh" if chinese() else "en",
        "foot": f"{foot()} · {case.code}",
        "service": str(case.service),
        "title": say("parkservices-decision-decision", name=name_of(case.service)),
        "facts": [[str(k), str(v)] for k, v in facts],
        "permits": [list(row) for row in permits],
        "reasons": reasons or [case.end_zh if chinese() else case.end_en],
        "asked": [[k, v] for k, v in asked],
        "appeal": told.appeal,
        "words": [
            say("parkservices-decision-permit-number-goods-quantity-validity"),
            say("parkservices-case-grounds"),
            say("common-application"),
            say("common-how-to-appeal"),
        ],
    }
    return made(_DECISION, data)
