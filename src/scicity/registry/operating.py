"""Who operates a place, and whether somebody's home is that operator: one answer for every room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from .types import City, Organisation

_ADDRESS = re.compile(r"^(https?://)?(www\.)?ror\.org/")
WORKS = frozenset({"user", "internal", "reserve"})  # what an instrument is for
UPKEEP = frozenset({"maintenance", "commissioning", "machine-development", "shutdown"})


def same_name(text: str) -> str:
    """An organisation's code or name as it is compared: width, case, outer space and a ROR address
    do not count.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _ADDRESS.sub("", folded).rstrip("/")


def codes_of(organisation: Organisation) -> frozenset[str]:
    """All that an organisation is called by: registry id, ROR, unified social credit code, its
    names in both languages.
    """
    known = (
        organisation.id,
        organisation.ror,
        organisation.credit_code,
        organisation.name.zh,
        organisation.name.en,
    )
    return frozenset(same_name(code) for code in known if code)


def operators_of(city: City, path: str) -> frozenset[str]:
    """The codes of the organisation that operates a place: its own operator, or that of the nearest
    entry above it.

    Empty where nobody is said to operate it: then nothing is known of who is external there.
    """
    while path:
        entry = city.entries.get(path)
        if entry and entry.operator:
            organisation = city.organisations.get(entry.operator)
            return (
                codes_of(organisation) if organisation else frozenset({same_name(entry.operator)})
            )
        path = path.rpartition("/")[0]
    return frozenset()


def is_external(
    organisation: str | Collection[str] | None, operators: Collection[str]
) -> bool | None:
    """Whether a user's home is another legal entity than the operator.

    `organisation` is a code or name, or all those by which one organisation is known. None: the
    home or the operator is not known, so nothing can be said.
    """
    given = [organisation] if isinstance(organisation, str) else organisation or ()
    home = {same_name(code) for code in given if code and code.strip()}
    if not home or not operators:
        return None
    return home.isdisjoint({same_name(code) for code in operators})


def is_staff(organisation: str | Collection[str] | None, operators: Collection[str]) -> bool | None:
    """Whether somebody of this home is the operator's own, and so no user.

    None where that is not known.
    """
    external = is_external(organisation, operators)
    return None if external is None else not external


def is_effective(purpose: str | None) -> bool | None:
    """Whether time of a purpose or mode is effective time: users' and one's own work is, upkeep is
    not.

    Time lost within it is kept beside it, in seconds. None: the purpose is not known.
    """
    return True if purpose in WORKS else False if purpose in UPKEEP else None
