"""Who holds which step: officers and their absences, what waits for an authority, handing over
before somebody leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q

from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import name_of, phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import here
from scicity.workflow import APPLICANT, now_in

from ..models import Authority, Case, Enterprise, Officer, Service, Stage

AT_ONCE = 500  # steps that are handed over in one go


def end_of(day: date) -> datetime:
    """The last minute of a day on which something is due, in the city's zone."""
    return datetime.combine(day, time(23, 59), here().tz)


def today() -> date:
    return now_in().astimezone(here().tz).date()


# --- who ------------------------------------------------------------------------------------------


def lanes_of(person: Person) -> set[str]:
    return set(Officer.objects.filter(person=person).values_list("authority__code", flat=True))


def officers_of(lane: str, day: date | None = None) -> list[Person]:
    """The people of an authority who are there on a day; all of them where nobody is."""
    seats = list(
        Officer.objects.filter(authority__code=lane, person__is_active=True).select_related(
            "person"
        )
    )
    there = [o for o in seats if not o.absent(day or today())]
    return [o.person for o in there or seats]


def has_part(person: Person, case: Case) -> bool:
    """Whether a case is the person's own: applied for by them, or by an enterprise for which they
    act.
    """
    return bool(
        case.applicant_id == person.pk
        or (case.enterprise_id and case.enterprise.members.filter(pk=person.pk).exists())
    )


def no_part(person: Person, case: Case) -> None:
    """Refused: an officer would work on what is the officer's own."""
    if has_part(person, case):
        raise Refused(
            phrase("parkservices-offices-you-have-a-part-in-this"),
        )


def held_by(officer: Officer) -> Any:
    """The open steps of the officer's authority that are theirs: taken, or proposed to a second
    person.
    """
    mine = Q(taken_by=officer.person) | Q(proposed_by=officer.person, proposal__isnull=False)
    return Stage.objects.filter(
        mine, lane=officer.authority.code, done_at=None, wait=False, case__state="running"
    )


# --- what waits -----------------------------------------------------------------------------------

ORDERS = {
    "due": ("due", "id"),
    "-due": ("-due", "id"),
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "id"),
    "case": ("case__code", "id"),
    "-case": ("-case__code", "id"),
    "enterprise": ("case__enterprise__code", "id"),
    "-enterprise": ("-case__enterprise__code", "id"),
    "officer": (F("taken_by__name").asc(nulls_first=True), "id"),
    "-officer": (F("taken_by__name").desc(nulls_last=True), "id"),
}


def queue(
    person: Person,
    *,
    text: str = "",
    service: str = "",
    lane: str = "",
    holder: str = "",
    late: bool = False,
    order: str = "due",
) -> Any:
    """What waits for the person's authorities. `text` is looked for in the case's number, the
    enterprise and the step; `holder` is `mine`, `nobody` or a person's number; an unknown `order`
    is by deadline.
    """
    rows = Stage.objects.filter(
        done_at=None, wait=False, lane__in=lanes_of(person), case__state="running"
    )
    for word in text.split()[:6]:
        rows = rows.filter(
            Q(case__code__icontains=word)
            | Q(name_zh__icontains=word)
            | Q(name_en__icontains=word)
            | Q(case__enterprise__code__icontains=word)
            | Q(case__enterprise__credit_code__iexact=word)
            | Q(case__enterprise__name_zh__icontains=word)
            | Q(case__enterprise__name_en__icontains=word)
        )
    if service:
        rows = rows.filter(case__service__code=service)
    if lane:
        rows = rows.filter(lane=lane)
    if late:
        rows = rows.filter(due__lt=today())
    match holder:
        case "mine":
            rows = rows.filter(taken_by=person)
        case "nobody":
            rows = rows.filter(taken_by=None)
        case _ if holder.isdigit() and len(holder) < 19:
            rows = rows.filter(taken_by_id=int(holder))
    return rows.select_related("case__service", "case__enterprise", "taken_by", "batch").order_by(
        *ORDERS.get(order, ORDERS["due"])
    )


def loads(lanes: set[str]) -> list[tuple[Authority, list[tuple[Officer | None, dict[str, int]]]]]:
    """For each authority, who holds how many steps, how many of them late; last what nobody has
    taken, or somebody who has left.
    """
    found, day = [], today()
    for a in Authority.objects.filter(code__in=lanes).prefetch_related("officers__person"):
        counts = {
            row["taken_by"]: row
            for row in (
                Stage.objects.filter(lane=a.code, done_at=None, wait=False, case__state="running")
                .order_by()
                .values("taken_by")
                .annotate(n=Count("id"), late=Count("id", filter=Q(due__lt=day)))
            )
        }
        rows: list[tuple[Officer | None, dict[str, int]]] = [
            (o, counts.pop(o.person_id, {"n": 0, "late": 0})) for o in a.officers.all()
        ]
        rows.append(
            (
                None,
                {
                    "n": sum(c["n"] for c in counts.values()),
                    "late": sum(c["late"] for c in counts.values()),
                },
            )
        )
        found.append((a, rows))
    return found


def board(service: Service) -> list[dict[str, Any]]:
    """Each step's load: how many wait, how many of them late, how many were done."""
    return list(
        Stage.objects.filter(case__service=service, wait=False)
        .values("step", "name_zh", "name_en", "lane")
        .annotate(
            waits=Count("id", filter=Q(done_at=None)),
            late=Count("id", filter=Q(done_at=None, due__lt=today())),
            done=Count("id", filter=Q(done_at__isnull=False)),
        )
        .order_by("step")
    )


# --- handing over ---------------------------------------------------------------------------------


@verb
def take(actor: Person, stage: Stage, person: Person | None = None) -> None:
    """An officer takes a step, or hands one to somebody of the authority."""
    stage = locked(Stage, stage.pk)
    _give(actor, stage, person or actor)


def _give(actor: Person, stage: Stage, whom: Person) -> None:
    if stage.done_at or stage.wait or stage.lane == APPLICANT:
        raise Refused(phrase("parkservices-offices-this-step-is-over"))
    seat = Officer.objects.filter(
        person=whom, authority__code=stage.lane, person__is_active=True
    ).first()
    if seat is None:
        raise Refused(phrase("parkservices-offices-that-person-is-not-of-this"))
    if whom.pk != actor.pk and seat.absent(today()):
        raise Refused(phrase("parkservices-offices-is-away", shown=whom.shown))
    no_part(whom, stage.case)
    stage.taken_by = whom
    stage.save()
    if whom.pk != actor.pk:
        tell(
            [whom],
            phrase("parkservices-offices-handed-to-you").fill(c=stage.case.code, s=name_of(stage)),
            f"/desk/{stage.pk}/",
            due=end_of(stage.due),
        )


@verb
def hand_over(actor: Person, stages: Sequence[Stage], person: Person | None) -> int:
    """Give steps to a person, all of them or none; without a person they go back to their
    authority. How many.
    """
    if not stages:
        raise Invalid(phrase("common-choose-the-cases"), {"stages": phrase("common-needed-2")})
    if len(stages) > AT_ONCE:
        raise Invalid(
            phrase("parkservices-offices-at-a-time-at-most", at_once=AT_ONCE),
            {"stages": phrase("parkservices-offices-too-many")},
        )
    for s in sorted(stages, key=lambda s: s.pk):
        stage = locked(Stage, s.pk)
        if person is not None:
            _give(actor, stage, person)
        elif stage.done_at is None:
            stage.taken_by = None
            stage.save()
    return len(stages)


def _hand_on(actor: Person, officer: Officer, to: Person | None, pool: bool) -> int:
    """What an officer holds, to somebody or back to the authority.

    Refused: it is held, and nobody was named.
    """
    mine = [locked(Stage, pk) for pk in held_by(officer).values_list("pk", flat=True)]
    if mine and to is None and not pool:
        raise Invalid(
            phrase(
                "parkservices-offices-still-holds-open-say-who-takes",
                shown=officer.person.shown,
                value=len(mine),
            ),
            {"to": phrase("common-needed-2")},
        )
    if to is not None and to.pk == officer.person_id:
        raise Invalid(
            phrase("parkservices-offices-hand-over-to-somebody-else"),
            {"to": phrase("parkservices-offices-somebody-else")},
        )
    for stage in mine:
        if (
            stage.proposed_by_id == officer.person_id and stage.proposal is not None
        ):  # whoever takes over decides anew
            stage.proposal = stage.proposed_by = None
            stage.proposed_why = ""
        if to is not None:
            _give(actor, stage, to)
        else:
            stage.taken_by = None
            stage.save()
    return len(mine)


def _alone(officer: Officer) -> None:
    """Refused: nobody of the authority would be left to do what waits for it."""
    others = Officer.objects.filter(authority=officer.authority, person__is_active=True).exclude(
        pk=officer.pk
    )
    waits = Stage.objects.filter(
        lane=officer.authority.code, done_at=None, wait=False, case__state="running"
    ).count()
    if waits and not others.exists():
        raise Refused(
            phrase(
                "parkservices-offices-open-for-and-nobody-else-is",
                name=name_of(officer.authority),
                waits=waits,
            ),
        )


@verb
def dismiss(actor: Person, officer: Officer, to: Person | None = None, pool: bool = False) -> int:
    """End an officer's role.

    What they hold is handed over in the same step: to `to`, or with `pool` back to the authority.
    How many were.
    """
    officer = locked(Officer, officer.pk)
    _alone(officer)
    moved = _hand_on(actor, officer, to, pool)
    officer.delete()
    return moved


@verb
def set_absence(
    actor: Person,
    officer: Officer,
    first: date | None,
    last: date | None,
    to: Person | None = None,
    pool: bool = False,
) -> int:
    """Somebody is away from a day to a day, or until further notice; without a first day, back
    again. What they hold is handed over now.
    """
    officer = locked(Officer, officer.pk)
    if first is not None and last is not None and last < first:
        raise Invalid(
            phrase("common-it-ends-before-it-begins"),
            {"absent_until": phrase("common-after-the-start-2")},
        )
    moved = _hand_on(actor, officer, to, pool) if first is not None else 0
    officer.absent_from, officer.absent_until = first, last if first is not None else None
    officer.save()
    return moved


def leaving(person: Person) -> None:
    """Refused: the account would be erased while cases are in its hands."""
    for officer in Officer.objects.filter(person=person).select_related("authority", "person"):
        held = held_by(officer).count()
        if held:
            raise Refused(
                phrase(
                    "parkservices-offices-you-still-hold-open-of-hand",
                    name=name_of(officer.authority),
                    held=held,
                ),
            )
        _alone(officer)
    enterprise = Enterprise.objects.filter(
        members=person, cases__state="running", cases__applicant=person
    ).first()
    if enterprise is not None and enterprise.members.count() == 1:
        raise Refused(
            phrase(
                "parkservices-offices-has-applications-under-way-and-nobody",
                name=name_of(enterprise),
            ),
        )
