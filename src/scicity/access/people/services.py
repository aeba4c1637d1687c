"""What access holds of people: what they were trained for, and what goes with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from scicity.platform import roles
from scicity.platform.errors import Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.people import forget_details
from scicity.platform.phrases import name_of, phrase
from scicity.platform.verbs import verb

from ..models import Clearance, Course, Invitation


@verb
def give_clearance(
    actor: Person, person: Person, course: Course, score: str = "", since: datetime | None = None
) -> Clearance:
    now = since or timezone.now()
    clearance = Clearance(
        person=person,
        course=course,
        given_by=actor,
        valid_from=now,
        valid_until=now + timedelta(days=course.valid_days),
        score=score,
    )
    clearance.save()
    tell(
        [person],
        phrase("access-people-you-passed").fill(c=name_of(course)),
        "/me/",
    )
    return clearance


def missing_courses(
    person: Person, courses: list[Course], at: datetime | None = None
) -> list[Course]:
    """Those of the courses for which a person has no clearance that is valid at a time."""
    at = at or timezone.now()
    held = set(
        Clearance.objects.filter(person=person, course__in=courses, valid_from__lte=at)
        .exclude(valid_until__lt=at)
        .values_list("course_id", flat=True)
    )
    return [c for c in courses if c.pk not in held]


def may_leave(person: Person) -> None:
    """Refused: somebody who leads a proposal that is under way is not erased."""
    if (
        person.memberships.filter(role=roles.PI)
        .exclude(proposal__state__in=("draft", "closed", "withdrawn"))
        .exists()
    ):
        raise Refused(
            phrase("access-people-this-person-still-leads-a-proposal"),
        )


def forget(person: Person) -> None:
    """What access knows of somebody and need not keep: the addresses under which they were invited,
    the notes on their arrival.
    """
    invited = Invitation.objects.filter(Q(accepted_by=person) | Q(email__iexact=person.email))
    forget_details("invitation", invited)
    invited.update(email=f"{person.key}@erased.invalid")
    forget_details("visit", person.visits.all())
    person.visits.update(arrival_note="")


def held_of(person: Person) -> dict[str, Any]:
    """What access keeps about a person, for them to take along."""
    return {
        "proposals": [
            {
                "code": m.proposal.code,
                "title": m.proposal.title,
                "role": m.role,
                "state": m.proposal.state,
            }
            for m in person.memberships.select_related("proposal")
        ],
        "visits": [
            {"session": v.session_id, "state": v.state, "mode": v.mode} for v in person.visits.all()
        ],
        "bookings": [
            {
                "unit": b.unit.path,
                "start": b.start.isoformat(),
                "end": b.end.isoformat(),
                "state": b.state,
            }
            for b in person.bookings.select_related("unit")
        ],
        "clearances": [
            {
                "course": c.course.name_en,
                "until": c.valid_until.isoformat() if c.valid_until else None,
            }
            for c in person.clearances.select_related("course")
        ],
    }
