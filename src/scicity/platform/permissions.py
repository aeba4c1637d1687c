"""Who may do what: named predicates, composed, apart from pages. Each room declares its own.

What is not declared and allowed is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import rules

from . import roles
from .models import Mail, Person, RoleGrant

Predicate = Any  # of the library `rules`: composed with &, | and ~


@singledispatch
def facilities_of(thing: Any) -> set[int]:
    """The facilities that something belongs to: several for a campaign. Each room says it of what
    is its own.

    Raises TypeError for a thing of which nobody says it.
    """
    raise TypeError(f"no facility is known for a {type(thing).__name__}")


@facilities_of.register
def _(thing: None) -> set[int]:
    return set()


@facilities_of.register
def _(thing: RoleGrant) -> set[int]:
    return {thing.facility_id} if thing.facility_id else set()


@facilities_of.register
def _(thing: Mail) -> set[int]:
    return set(thing.facilities.values_list("pk", flat=True))


def at(*wanted: str) -> Predicate:
    """Holds one of the roles at a facility of the thing; with no thing, anywhere."""

    @rules.predicate(f"at:{'/'.join(wanted)}")
    def holds(person: Person, thing: Any = None) -> bool:
        if not person.is_authenticated:
            return False
        held = person.facilities_as(*wanted)
        return bool(held) if thing is None else bool(held & facilities_of(thing))

    return holds


def city(role: str) -> Predicate:
    @rules.predicate(f"city:{role}")
    def holds(person: Person, thing: Any = None) -> bool:
        return bool(person.is_authenticated and (role, None) in person.grants)

    return holds


@rules.predicate
def anyone(person: Any, thing: Any = None) -> bool:
    return True


@rules.predicate
def signed_in(person: Any, thing: Any = None) -> bool:
    return bool(person.is_authenticated)


@rules.predicate
def own(person: Any, thing: Any = None) -> bool:
    """Belongs to the person: a booking, a place in line, a visit, a token."""
    return bool(
        person.is_authenticated
        and thing is not None
        and getattr(thing, "person_id", None) == person.pk
    )


city_office, auditor = city(roles.CITY_OFFICE), city(roles.AUDITOR)

PERMISSIONS: dict[str, Predicate] = {}


def declare(more: Mapping[str, Predicate]) -> None:
    """Permissions of a room.

    A name that is taken is an error: nobody widens what was declared elsewhere.
    """
    if taken := set(more) & set(rules.permissions.permissions):
        raise KeyError(f"already declared: {', '.join(sorted(taken))}")
    PERMISSIONS.update(more)
    for name, predicate in more.items():
        rules.add_perm(name, predicate)


def allowed(person: Any, permission: str, thing: Any = None) -> bool:
    """Whether somebody may. A permission that nobody declared is an error, never a yes."""
    if permission not in PERMISSIONS:
        raise KeyError(f"there is no permission {permission!r}")
    return bool(PERMISSIONS[permission].test(person, thing))


declare({"public": anyone, "signed-in": signed_in})
