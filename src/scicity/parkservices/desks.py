"""What this room adds to everybody's own desk: steps that wait for the person, and the person's own
cases.
"""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from scicity.platform.models import Person
from scicity.platform.permissions import allowed
from scicity.platform.phrases import Both, Phrase, phrase
from scicity.workflow import APPLICANT

from .models import Case, Enterprise, Objection, Stage, Version
from .services.offices import queue
from .views.shown import OUTCOMES

SHOWN = 6


def _theirs(person: Person) -> Q:
    firms = Enterprise.objects.filter(members=person)
    return Q(applicant=person) | (Q(enterprise__in=firms) & ~Q(state="draft"))


def to_do(person: Person) -> list[tuple[Phrase, int, str]]:
    """Lines of the desk: what the applicant is asked for, what an officer holds, what nobody of the
    authority has taken.
    """
    mine = Stage.objects.filter(
        lane=APPLICANT,
        done_at=None,
        wait=False,
        case__state="running",
        case__in=Case.objects.filter(_theirs(person)),
    ).count()
    lines = [
        (
            phrase("parkservices-desks-applications-that-ask-something-of-you"),
            mine,
            reverse("cases"),
        )
    ]
    if person.offices.exists():
        lines += [
            (
                phrase("parkservices-desks-cases-in-your-hands"),
                queue(person, holder="mine").count(),
                f"{reverse('desk')}?holder=mine",
            ),
            (
                phrase("parkservices-desks-cases-that-nobody-of-your-authority"),
                queue(person, holder="nobody").count(),
                f"{reverse('desk')}?holder=nobody",
            ),
            (
                phrase("parkservices-desks-objections-to-decide"),
                Objection.objects.filter(
                    upheld=None, case__state="running", case__stages__in=queue(person)
                )
                .distinct()
                .count(),
                reverse("desk"),
            ),
        ]
    if allowed(person, "service.manage"):
        waiting = Version.objects.filter(approval=None).exclude(made_by=person)
        lines.append(
            (
                phrase("parkservices-desks-versions-of-services-to-put-in"),
                waiting.count(),
                reverse("services"),
            )
        )
    return [line for line in lines if line[1]]


def own_cases(person: Person) -> tuple[Phrase, str, list[tuple[Phrase, str, Phrase]]] | None:
    """The newest cases that are the person's own, each with where it is or how it ended."""
    rows = list(
        Case.objects.filter(_theirs(person))
        .select_related("service")
        .prefetch_related("stages")[:SHOWN]
    )
    if not rows:
        return None
    return (
        phrase("common-my-applications"),
        reverse("cases"),
        [
            (
                Both(
                    f"{c.code or '草稿'} {c.service.name_zh}",
                    f"{c.code or 'draft'} {c.service.name_en}",
                ),
                reverse("case", args=[c.pk]),
                _where(c),
            )
            for c in rows
        ],
    )


def _where(case: Case) -> Phrase:
    if case.state == "ended":
        return Both(case.end_zh, case.end_en) if case.end_en else OUTCOMES[case.outcome]
    waits = [s for s in case.stages.all() if s.done_at is None]
    if not waits:
        return Case.STATES[case.state]
    return Both(
        "；".join(f"{s.name_zh}，{s.due}前" for s in waits),
        "; ".join(f"{s.name_en}, by {s.due}" for s in waits),
    )
