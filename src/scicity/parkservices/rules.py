"""Who may do what with services and cases.

An officer's right ends at the lanes of the own authority.
"""

from __future__ import annotations

from typing import Any

import rules

from scicity.platform.permissions import Predicate, anyone, auditor, city_office, signed_in
from scicity.platform.phrases import phrase
from scicity.workflow import APPLICANT

from .models import (
    Authority,
    Batch,
    Case,
    Contest,
    CreditNote,
    Document,
    Enterprise,
    Message,
    Objection,
    Officer,
    Stage,
    Tenancy,
    Version,
)
from .services.objections import window


def case_of(thing: Any) -> Case | None:
    match thing:
        case Case():
            return thing
        case Stage() | Document() | Message() | Objection():
            return thing.case
    return None


@rules.predicate
def applicant(person: Any, thing: Any = None) -> bool:
    """The applicant, or somebody else who acts for the case's enterprise once it was submitted."""
    case = case_of(thing)
    if not person.is_authenticated or case is None:
        return False
    return bool(
        case.applicant_id == person.pk
        or (
            case.state != "draft"
            and case.enterprise_id
            and case.enterprise.members.filter(pk=person.pk).exists()
        )
    )


def officer(*roles: str) -> Predicate:
    """Of the authority in whose lane the step stands; for a case, of an authority that has or had a
    step in it; without a thing, of any.
    """

    @rules.predicate(f"officer:{'/'.join(roles) or 'any'}")
    def holds(person: Any, thing: Any = None) -> bool:
        if not person.is_authenticated:
            return False
        seats = Officer.objects.filter(person=person, **({"role__in": roles} if roles else {}))
        match thing:
            case Stage():
                seats = seats.filter(authority__code=thing.lane)
            case Message():
                seats = seats.filter(authority__code=thing.lane)
            case Case() | Document():
                case = case_of(thing)
                assert case is not None
                seats = seats.filter(authority__code__in=case.stages.values("lane"))
            case Batch():
                seats = seats.filter(authority__code__in=thing.stages.values("lane"))
            case Version():
                seats = seats.filter(
                    authority__code__in=list({s.lane for s in thing.process.steps.values()})
                )
            case Authority():
                seats = seats.filter(authority=thing)
            case Officer():
                seats = seats.filter(authority=thing.authority)
            case Objection():
                seats = seats.filter(
                    authority__code__in=thing.case.stages.filter(done_at=None).values("lane")
                )
        return bool(seats.exists())

    return holds


def of(code: str) -> Predicate:
    """Of one authority by its code."""

    @rules.predicate(f"of:{code}")
    def holds(person: Any, thing: Any = None) -> bool:
        return bool(
            person.is_authenticated
            and Officer.objects.filter(person=person, authority__code=code).exists()
        )

    return holds


@rules.predicate
def own_step(person: Any, thing: Any = None) -> bool:
    return (
        isinstance(thing, Stage) and thing.lane == APPLICANT and bool(applicant.test(person, thing))
    )


@rules.predicate
def own_enterprise(person: Any, thing: Any = None) -> bool:
    enterprise = (
        thing.tenant
        if isinstance(thing, Tenancy)
        else thing.enterprise
        if isinstance(thing, CreditNote)
        else thing
    )
    return bool(
        person.is_authenticated
        and isinstance(enterprise, Enterprise)
        and enterprise.members.filter(pk=person.pk).exists()
    )


@rules.predicate
def holder(person: Any, thing: Any = None) -> bool:
    """Who has taken a step, or sits in an office, and is still of the authority."""
    match thing:
        case Stage():
            return bool(
                person.is_authenticated
                and thing.taken_by_id == person.pk
                and Officer.objects.filter(person=person, authority__code=thing.lane).exists()
            )
        case Officer():
            return bool(thing.person_id == person.pk)
    return False


@rules.predicate
def open_to_objections(person: Any, thing: Any = None) -> bool:
    return isinstance(thing, Case) and window(thing) is not None


@rules.predicate
def of_another(person: Any, thing: Any = None) -> bool:
    """Not for one's own enterprise."""
    note = thing.note if isinstance(thing, Contest) else None
    return note is not None and not note.enterprise.members.filter(pk=person.pk).exists()


@rules.predicate
def published(person: Any, thing: Any = None) -> bool:
    return isinstance(thing, Batch) and thing.published_at is not None


registrar = of("park") | city_office
PERMISSIONS = {
    "service.public": anyone,
    "service.manage": city_office,
    "service.board": officer("supervisor") | city_office | auditor,
    "case.file": signed_in,
    "case.own": applicant,
    "case.view": applicant | officer() | auditor,
    "case.personal": applicant | officer(),
    "case.write": applicant | officer(),
    "desk.view": officer(),
    "stage.view": officer(),
    "stage.answer": officer() | own_step,
    "stage.act": officer(),
    "stage.hand": officer("supervisor") | holder,
    "desk.load": officer("supervisor") | city_office | auditor,
    "officer.absent": officer("supervisor") | holder | city_office,
    "case.object": signed_in & open_to_objections,
    "objection.decide": officer(),
    "note.contest": own_enterprise,
    "contest.decide": registrar & of_another,
    "batch.make": officer(),
    "batch.publish": officer(),
    "batch.view": published | officer() | city_office,
    "batch.object": signed_in & published,
    "register.list": registrar | officer() | auditor,
    "register.view": registrar | officer() | auditor | own_enterprise,
    "register.keep": registrar,
    "authority.list": city_office | auditor,
    "authority.keep": city_office,
}

# what the rules of this room's tables mean to people
TABLES = {
    "permit_left": phrase("parkservices-rules-this-is-more-than-the-permit"),
    "stage_two_people": phrase("common-somebody-else-must-look-at-it"),
}
