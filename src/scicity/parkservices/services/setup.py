"""Services, their versions, authorities and officers.

A version that was kept is never changed: a new one is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.notices import tell
from scicity.platform.phrases import name_of, phrase
from scicity.platform.verbs import locked, verb
from scicity.registry.types import Name
from scicity.workflow import BadProcess, Process, load_services, read_process
from scicity.workflow.catalogue import lanes_of
from scicity.workflow.explore import explore
from scicity.workflow.layout import laid_out
from scicity.workflow.lint import lint

from ..models import Approval, Authority, Officer, Service, Version
from .offices import today

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
TRIES = 400


@verb
def take_city(actor: Person | None, folder: Path) -> int:
    """Authorities and services of a city's folder, and those of their versions that are not kept
    yet; how many versions were new.

    A service that is new comes with its versions as the city has them in force. A new version of
    one that is there waits for two people, as any.
    """
    authorities, services = load_services(folder)
    for a in authorities:
        if not Authority.objects.filter(code=a.code).exists():
            Authority(code=a.code, name_zh=a.name.zh, name_en=a.name.en).save()
    new = 0
    for s in services:
        held = Service.objects.filter(code=s.code).first()
        if held is None:
            held = Service(
                code=s.code,
                group=s.group,
                name_zh=s.name.zh,
                name_en=s.name.en,
                audience_zh=s.audience.zh,
                audience_en=s.audience.en,
                appeal_zh=s.appeal.zh,
                appeal_en=s.appeal.en,
            )
            held.save()
        came_with = not held.versions.exists()
        for v in s.versions:
            if not held.versions.filter(digest=v.process.digest).exists():
                kept = _keep(
                    actor, held, v.name, v.valid_from, v.process, [t.decode() for t in v.tables]
                )
                if came_with:
                    Approval(version=kept, since=v.valid_from).save()
                new += 1
    return new


def _keep(
    actor: Person | None,
    service: Service,
    name: Name,
    valid_from: date,
    process: Process,
    tables: Sequence[str],
) -> Version:
    number = (
        service.versions.order_by("-number").values_list("number", flat=True).first() or 0
    ) + 1
    made = Version(
        service=service,
        number=number,
        name_zh=name.zh,
        name_en=name.en,
        valid_from=valid_from,
        bpmn=process.source.decode(),
        tables=list(tables),
        digest=process.digest,
        made_by=actor,
    )
    made.save()
    return made


def looked_at(bpmn: bytes, tables: Sequence[bytes]) -> Process:
    """A process as it was uploaded, read and tried out. Invalid: every fault; nothing is kept."""
    lanes = lanes_of({a.code: Name(a.name_zh, a.name_en) for a in Authority.objects.all()})
    try:
        process = read_process(laid_out(bpmn), tables, lanes)
        if faults := lint(process):
            raise BadProcess(faults)
        tried = explore(process, TRIES)
        if tried.faults:
            raise BadProcess([f"Tried out: {f}" for f in tried.faults])
    except BadProcess as bad:
        told = "; ".join(bad.faults[:12]) + (
            f" … ({len(bad.faults)})" if len(bad.faults) > 12 else ""
        )
        raise Invalid(
            phrase("parkservices-setup-the-process-has-faults-nothing-was", told=told),
            {"bpmn": phrase("parkservices-setup-see-above")},
        ) from bad
    return process


@verb
def offer(
    actor: Person,
    *,
    code: str,
    group: str,
    name_zh: str,
    name_en: str,
    park: str,
    bpmn: bytes,
    tables: Sequence[bytes],
    valid_from: date,
) -> Service:
    """A new service, from a process that somebody drew."""
    if not CODE.fullmatch(code) or not CODE.fullmatch(group):
        raise Invalid(
            phrase("parkservices-setup-codes-take-lower-case-letters-digits"),
            {"code": phrase("parkservices-setup-like-lab-visit")},
        )
    if not name_zh.strip() or not name_en.strip():
        raise Invalid(
            phrase("common-give-the-name-in-both-languages"),
            {"name_zh": phrase("common-needed")},
        )
    if Service.objects.filter(code=code).exists():
        raise Invalid(
            phrase("common-the-code-is-taken", code=repr(code)), {"code": phrase("common-taken")}
        )
    _from_today(valid_from)
    process = looked_at(bpmn, tables)
    service = Service(
        code=code,
        group=group,
        name_zh=name_zh.strip()[:200],
        name_en=name_en.strip()[:200],
        park=park,
    )
    service.save()
    _keep(actor, service, Name("首版", "First"), valid_from, process, [t.decode() for t in tables])
    return service


@verb
def renew(
    actor: Person,
    service: Service,
    *,
    name_zh: str,
    name_en: str,
    bpmn: bytes,
    tables: Sequence[bytes],
    valid_from: date,
) -> Version:
    """A new version of a service, which waits for a second person.

    Cases under way stay on theirs.
    """
    if not name_zh.strip() or not name_en.strip():
        raise Invalid(
            phrase("common-give-the-name-in-both-languages"),
            {"name_zh": phrase("common-needed")},
        )
    _from_today(valid_from)
    process = looked_at(bpmn, tables)
    if service.versions.filter(digest=process.digest).exists():
        raise Refused(phrase("parkservices-setup-this-very-version-is-kept-already"))
    return _keep(
        actor,
        service,
        Name(name_zh.strip()[:120], name_en.strip()[:120]),
        valid_from,
        process,
        [t.decode() for t in tables],
    )


def _from_today(valid_from: date) -> None:
    if valid_from < today():
        raise Invalid(
            phrase("parkservices-setup-a-version-is-never-put-in"),
            {"valid_from": phrase("parkservices-setup-today-or-later")},
        )


@verb
def put_in_force(actor: Person, version: Version) -> Approval:
    """The second person's word: the version is in force from its day, or from today where that is
    past.
    """
    version = Version.objects.select_for_update().get(pk=version.pk)
    if Approval.objects.filter(version=version).exists():
        raise Refused(phrase("parkservices-setup-the-version-was-put-in-force"))
    if version.made_by_id == actor.pk:
        raise Refused(phrase("parkservices-setup-somebody-else-must-put-it-in"))
    made = Approval(
        version=version,
        brought_by=version.made_by,
        by=actor,
        since=max(version.valid_from, today()),
    )
    made.save()
    if version.made_by is not None:
        tell(
            [version.made_by],
            phrase("parkservices-setup-is-in-force-from").fill(v=name_of(version), d=made.since),
            f"/services/{version.service_id}/",
        )
    return made


@verb
def drop_version(actor: Person, version: Version) -> None:
    """A version that nobody put in force is taken back."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if Approval.objects.filter(version=version).exists():
        raise Refused(
            phrase("parkservices-setup-the-version-was-put-in-force-2"),
        )
    version.delete()


@verb
def explain_appeal(actor: Person, service: Service, zh: str, en: str) -> None:
    """How a decision of the service is appealed against, as its decisions say."""
    service = locked(Service, service.pk)
    service.appeal_zh, service.appeal_en = zh.strip()[:2000], en.strip()[:2000]
    service.save()


@verb
def appoint(actor: Person, authority: Authority, person: Person, role: str) -> None:
    if role not in Officer.ROLES:
        raise Invalid(phrase("common-choose-a-role"), {"role": phrase("common-needed-2")})
    seat = Officer.objects.filter(authority=authority, person=person).first() or Officer(
        authority=authority, person=person
    )
    seat.role = role
    seat.save()


@verb
def add_authority(actor: Person, code: str, name_zh: str, name_en: str) -> Authority:
    if (
        not CODE.fullmatch(code)
        or code == "applicant"
        or not name_zh.strip()
        or not name_en.strip()
    ):
        raise Invalid(
            phrase("parkservices-setup-give-a-code-and-the-name"),
            {"code": phrase("parkservices-setup-like-customs")},
        )
    if Authority.objects.filter(code=code).exists():
        raise Invalid(
            phrase("common-the-code-is-taken", code=repr(code)), {"code": phrase("common-taken")}
        )
    made = Authority(code=code, name_zh=name_zh.strip()[:120], name_en=name_en.strip()[:120])
    made.save()
    return made
