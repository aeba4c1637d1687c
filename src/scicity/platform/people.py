"""People: profiles, roles, tokens, and their right to their data."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from scicity.registry import here

from . import roles
from .clock import day_of
from .errors import Invalid, Refused, Taken
from .models import (
    ApiToken,
    EventDetail,
    KeptAnswer,
    Mail,
    Organisation,
    Person,
    RoleGrant,
)
from .models.history import journal
from .notices import tell
from .phrases import Both, phrase
from .verbs import locked, verb

log = logging.getLogger("scicity.security")
SCOPES = ("read", "proposals", "review", "sessions", "bookings", "cases", "office")
ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")

# What the rooms above hold of people, given when they are ready: who may not go yet (Refused), what
# else of theirs is forgotten with them, what is told to them of it, and what follows when they
# change their home institution or their ORCID iD.
LEAVING: list[Callable[[Person], None]] = []
FORGETTING: list[Callable[[Person], None]] = []
HOLDING: list[Callable[[Person], dict[str, Any]]] = []
MOVING: list[Callable[[Person], None]] = []
_ROR_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def orcid_holds(orcid: str) -> bool:
    """The check digit of an ORCID iD (ISO 7064 MOD 11-2)."""
    digits = orcid.replace("-", "")
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        return False
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def ror_holds(ror: str) -> bool:
    """The check digits of a ROR id: ISO 7064 MOD 97-10 over its Crockford base-32 number."""
    if not ROR.fullmatch(ror):
        return False
    number = 0
    for letter in ror[1:7]:
        number = number * 32 + _ROR_LETTERS.index(letter)
    return 98 - (number * 100) % 97 == int(ror[7:])


@verb
def update_profile(
    actor: Person,
    *,
    name: str,
    name_zh: str = "",
    orcid: str = "",
    organisation: Organisation | None = None,
    language: str = "",
    mail: str = "each",
) -> Person:
    orcid = orcid.strip().upper().removeprefix("HTTPS://ORCID.ORG/")
    if orcid and not orcid_holds(orcid):
        raise Invalid(
            phrase("platform-people-the-check-digit-of-the-orcid"),
            {"orcid": phrase("platform-people-like-0000-0002-1825-0097")},
        )
    person = locked(Person, actor.pk)
    moved = (person.organisation_id, person.orcid) != (
        organisation.pk if organisation else None,
        orcid,
    )
    person.name, person.name_zh, person.orcid, person.organisation = (
        name.strip(),
        name_zh.strip(),
        orcid,
        organisation,
    )
    person.language, person.mail = language or person.language, mail
    person.save()
    if moved:
        for follows in MOVING:
            follows(person)
    return person


@verb
def choose_language(actor: Person, language: str) -> Person:
    """The language in which somebody is written to: `zh` or `en`."""
    person = locked(Person, actor.pk)
    person.language = language
    person.save()
    return person


def organisation_codes(ror: str, credit_code: str) -> tuple[str, str]:
    """The codes of an organisation as they are kept.

    Invalid: a character of one is wrong or missing.
    """
    ror = ror.strip().lower().removeprefix("https://ror.org/")
    if ror and not ror_holds(ror):
        raise Invalid(
            phrase("platform-people-the-check-digits-of-the-ror"),
            {"ror": phrase("platform-people-like-05qbk4x57")},
        )
    credit_code = credit_code.strip().upper()
    numbered = here().identifier
    if credit_code and numbered and not numbered.holds(credit_code):
        raise Invalid(
            phrase(
                "common-that-is-no-a-character-is", name=Both(numbered.name.zh, numbered.name.en)
            ),
            {"credit_code": phrase("platform-people-compare-it")},
        )
    return ror, credit_code


@verb
def add_organisation(
    actor: Person,
    *,
    name_zh: str,
    name_en: str,
    ror: str = "",
    kind: str = "academic",
    credit_code: str = "",
) -> Organisation:
    ror, credit_code = organisation_codes(ror, credit_code)
    organisation = Organisation(
        name_zh=name_zh, name_en=name_en, ror=ror, kind=kind, credit_code=credit_code
    )
    organisation.save()
    return organisation


@verb
def grant_role(
    actor: Person,
    person: Person,
    role: str,
    facility: Any | None,
    until: datetime | None = None,
) -> RoleGrant:
    if role not in roles.ROLES:
        raise Invalid(
            phrase(
                "platform-people-there-is-no-role-use-one",
                role=repr(role),
                value=", ".join(roles.ROLES),
            )
        )
    if (role in roles.CITY_WIDE) != (facility is None):
        raise Invalid(
            phrase("platform-people-city-wide-roles-belong-to-no"),
        )
    if RoleGrant.objects.filter(
        Q(until=None) | Q(until__gt=timezone.now()), person=person, role=role, facility=facility
    ).exists():
        raise Taken(phrase("platform-people-this-person-holds-that-role-already"))
    grant = RoleGrant(person=person, role=role, facility=facility, until=until)
    grant.save()
    tell(
        [person],
        phrase("platform-people-you-were-given-the-role").fill(r=roles.ROLES[role]),
        "/me/",
    )
    return grant


@verb
def end_role(actor: Person, grant: RoleGrant) -> None:
    grant = locked(RoleGrant, grant.pk)
    if grant.person_id == actor.pk and grant.role == roles.CITY_OFFICE:
        raise Refused(
            phrase("platform-people-you-cannot-end-your-own-city"),
        )
    grant.until = timezone.now()
    grant.save()


@verb
def make_token(actor: Person, name: str, scopes: list[str], days: int = 90) -> tuple[ApiToken, str]:
    """A token and its secret, which is shown once."""
    wrong = [s for s in scopes if s not in SCOPES]
    if wrong or not scopes:
        raise Invalid(
            phrase("platform-people-choose-scopes-among", value=", ".join(SCOPES)),
            {"scopes": phrase("common-needed-2")},
        )
    if not 1 <= days <= 366:
        raise Invalid(
            phrase("platform-people-a-token-lasts-1-to-366"),
            {"days": Both("1–366", "1 to 366")},
        )
    secret = "sc_" + secrets.token_urlsafe(32)
    token = ApiToken(
        person=actor,
        name=name.strip() or "token",
        digest=hashlib.sha256(secret.encode()).hexdigest(),
        scopes=scopes,
        expires_at=timezone.now() + timedelta(days=days),
    )
    token.save()
    return token, secret


@verb
def revoke_token(actor: Person, token: ApiToken) -> None:
    token = locked(ApiToken, token.pk)
    token.revoked_at = timezone.now()
    token.save()


def warn_of_expiry() -> int:
    """Tell owners of tokens that end within a week, once each: their programs would stop."""
    now = timezone.now()
    ending = ApiToken.objects.select_related("person").filter(
        revoked_at=None,
        warned_at=None,
        expires_at__gt=now,
        expires_at__lt=now + timedelta(days=7),
        made_at__lt=now - timedelta(days=1),
    )
    for token in (found := list(ending)):
        with verb.opened("people.warn-of-expiry", None):
            tell(
                [token.person],
                phrase(
                    "platform-people-the-token-ends-on-replace-it",
                    name=token.name,
                    zone=day_of(token.expires_at, here().zone),
                ),
                "/me/",
            )
            ApiToken.objects.filter(pk=token.pk).update(warned_at=now)
    return len(found)


def bearer(secret: str) -> ApiToken | None:
    """The live token of a secret, or None."""
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("person")
        .filter(
            digest=hashlib.sha256(secret.encode()).hexdigest(),
            revoked_at=None,
            expires_at__gt=now,
            person__is_active=True,
        )
        .first()
    )
    if token and (token.last_used is None or now - token.last_used > timedelta(minutes=5)):
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
    return token


def own_data(person: Person) -> dict[str, Any]:
    """Everything that is kept about a person, for them to take along."""
    return {
        "person": {
            f: str(getattr(person, f) or "")
            for f in ("key", "email", "name", "name_zh", "orcid", "language", "mail", "joined_at")
        },
        "organisation": str(person.organisation or ""),
        "roles": [
            {
                "role": g.role,
                "facility": g.facility.path if g.facility else None,
                "since": g.since.isoformat(),
                "until": g.until.isoformat() if g.until else None,
            }
            for g in person.role_grants.select_related("facility")
        ],
        "notifications": [
            {"at": n.at.isoformat(), "text": n.zh} for n in person.notifications.all()
        ],
        **{name: rows for held in HOLDING for name, rows in held(person).items()},
    }


def _signed_out(person: Person) -> None:
    """No second factor is left, and no session anywhere."""
    person.authenticator_set.all().delete()
    for session in person.usersession_set.all():
        session.end()


@verb
def forget_factors(actor: Person | None, person: Person) -> None:
    """For who lost the device and the recovery codes, after their identity was proven anew: no
    second factor, no session, and a message.
    """
    _signed_out(person)
    log.info("second factors forgotten", extra={"person": person.key})
    tell(
        [person],
        phrase("platform-people-your-second-factors-were-removed-set"),
        "/accounts/2fa/",
    )


def forget_details(model: str, rows: QuerySet[Any]) -> None:
    """Take the personal values out of the history of some rows.

    That something changed, and its commitment, stay in the chain.
    """
    EventDetail.objects.filter(
        event__model=model,
        event__object_id__in=[str(pk) for pk in rows.values_list("pk", flat=True)],
    ).delete()


def forget_journalled() -> None:
    """What an erasure itself writes must not keep the old values either."""
    opened = journal.get()
    for change in opened.changes if opened else []:
        change.fields = {
            k: (None, None) if k in change.personal else v for k, v in change.fields.items()
        }


@verb
def erase(actor: Person, person: Person) -> None:
    """Remove a person's data.

    The pseudonym stays, so that the ledger's counts do; so does what the archives law asks for.

    Refused while something of theirs is still going on.
    """
    person = locked(Person, person.pk)
    for may_leave in LEAVING:
        may_leave(person)
    told = [
        Q(content__contains=text)
        for text in (person.email, person.name, person.name_zh, person.orcid)
        if text
    ]
    KeptAnswer.objects.filter(reduce(or_, told, Q(person=person))).update(content="")
    for forget in FORGETTING:
        forget(person)
    address = person.email
    person.email, person.name, person.name_zh, person.orcid = (
        f"{person.key}@erased.invalid",
        "(erased)",
        "（已删除）",
        "",
    )
    person.is_active, person.erased_at, person.organisation = False, timezone.now(), None
    person.set_unusable_password()
    person.save()
    person.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
    Mail.objects.filter(Q(person=person) | Q(email__iexact=address)).delete()
    person.notifications.all().delete()
    forget_details("emailaddress", person.emailaddress_set.all())
    person.emailaddress_set.all().delete()
    person.socialaccount_set.all().delete()
    _signed_out(person)
    forget_details("person", Person.objects.filter(pk=person.pk))
    forget_journalled()
