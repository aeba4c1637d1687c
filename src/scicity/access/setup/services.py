"""What is set up is corrected and retired, with a reason, its history and what depends on it.

One way for every kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Event, Person
from scicity.platform.phrases import Both, Phrase, listed, phrase
from scicity.platform.verbs import locked, verb
from scicity.registry import here

from ..facilities import services as facilities
from ..models import Facility
from .fields import Field, same, zone_of
from .kinds import KINDS, Kind

VERBS = "setups"  # as the history has known them from the first


class Consequences(Refused):
    """A change does more than it says: it is made once whoever makes it says that they know."""

    def __init__(self, effects: list[Phrase]) -> None:
        self.effects = effects
        super().__init__(
            phrase("access-setups-this-change-also-does", what=listed(effects)),
            {"sure": phrase("common-confirm-2")},
        )


def read(
    kind: Kind, row: Any, given: Mapping[str, list[str]], partly: bool = False
) -> dict[str, Any]:
    """The values of a form by field; all faults of it at once.

    `partly`: what is not given stays as it is.
    """
    found: dict[str, Any] = {}
    wrong: dict[str, Phrase] = {}
    for f in kind.fields:
        try:
            found[f.name] = (
                held(f, row)
                if partly and f.name not in given
                else f.read(row, given.get(f.name, []))
            )
        except Invalid as fault:
            wrong |= fault.fields
    if wrong:
        raise Invalid(phrase("access-setups-please-correct-the-highlighted-fields"), wrong)
    return found


def held(field: Field, row: Any) -> Any:
    """The value of a field as it stands."""
    return (
        list(getattr(row, field.name).all()) if field.sort == "many" else getattr(row, field.name)
    )


@verb
def correct(
    actor: Person, kind: Kind, row: Any, values: Mapping[str, Any], reason: str, sure: bool = False
) -> Any:
    """Correct a row, with a reason.

    Refused: it would break what depends on it, or is retired. Consequences: it does more, and
    `sure` is not said.
    """
    row = locked(kind.model, row.pk)
    facilities.must_hold(row)
    if not reason.strip():
        raise Invalid(
            phrase("access-setups-give-the-reason"), {"reason": phrase("access-setup-required")}
        )
    changed = [f for f in kind.fields if not _unchanged(f, held(f, row), values[f.name])]
    if not changed:
        return row
    effects = kind.check(row, values)
    if effects and not sure:
        raise Consequences(effects)
    for f in changed:
        if f.sort == "many":
            getattr(row, f.name).set(values[f.name])
        else:
            setattr(row, f.name, values[f.name])
    row.why = reason.strip()[:300]
    if hasattr(row, "version"):
        row.version += 1
    row.save()
    _published(kind)
    return row


def _unchanged(field: Field, old: Any, new: Any) -> bool:
    if field.sort == "many":
        return {x.pk for x in old} == {x.pk for x in new}
    if field.sort == "moment" and old is not None and new is not None:  # forms show whole minutes
        return bool(old.replace(second=0, microsecond=0) == new)
    return same(old, new)


@verb
def retire(
    actor: Person, kind: Kind, row: Any, reason: str, sure: bool = False, back: bool = False
) -> Any:
    """Retire a row, or bring it `back`, with a reason.

    Refused: something still depends on it. Consequences: as for `correct`.
    """
    row = locked(kind.model, row.pk)
    if kind.leave is None:
        raise Refused(phrase("access-setups-this-is-part-of-another-and"))
    if row.retired is not back:
        raise (
            Refused(phrase("access-setups-it-is-retired-already"))
            if row.retired
            else Refused(phrase("access-setups-it-is-not-retired"))
        )
    if not reason.strip():
        raise Invalid(
            phrase("access-setups-give-the-reason"), {"reason": phrase("access-setup-required")}
        )
    effects = _returns(kind, row) if back else kind.leave(row)
    if effects and not sure:
        raise Consequences(effects)
    row.retired_at, row.why = None if back else timezone.now(), reason.strip()[:300]
    kind.left(row, not back)
    row.save()
    _published(kind)
    return row


def _returns(kind: Kind, row: Any) -> list[Phrase]:
    """What is brought back keeps to the rules of today."""
    above = kind.belongs(row)
    if isinstance(above, Facility) and above.pk != (row.pk if isinstance(row, Facility) else 0):
        facilities.must_hold(above)
    return (
        kind.check(row, {f.name: held(f, row) for f in kind.fields})
        if kind.name in ("period", "share")
        else []
    )


@verb
def add(actor: Person, kind: Kind, parent: Any, values: dict[str, Any]) -> Any:
    """Set up one more of a kind under what it belongs to."""
    if kind.add is None:
        raise Refused(phrase("access-setups-this-cannot-be-set-up-in"))
    return kind.add(actor, parent, values)


def _published(kind: Kind) -> None:
    if kind.registered:
        transaction.on_commit(facilities.write_registry)


@dataclass(frozen=True)
class Past:
    """One change of a row: when, by whom, why, and (label, before, after) of each field, in
    words.
    """

    at: datetime
    who: str
    why: str
    what: Phrase
    fields: list[tuple[Phrase, str, str]]


def past(kind: Kind, row: Any) -> list[Past]:
    """The history of a row from the chain, newest first."""
    known = {f.name: f for f in kind.fields} | {f"{f.name}_id": f for f in kind.fields}
    events = list(
        Event.objects.filter(model=kind.model._meta.model_name, object_id=str(row.pk)).order_by(
            "-number"
        )[:100]
    )
    names = {p.key: p.shown for p in Person.objects.filter(key__in={e.actor for e in events})}
    found = []
    for e in events:
        changes = {n: v for n, v in e.changes.items() if isinstance(v, list)}
        told = [
            (known[n].label, _said(known[n], row, old), _said(known[n], row, new))
            for n, (old, new) in changes.items()
            if n in known
        ]
        gone = changes.get("retired_at")
        what = (
            phrase("access-setups-set-up")
            if e.verb.endswith(" create")
            else phrase("access-setups-corrected")
        )
        if gone and not e.verb.endswith(" create"):
            what = (
                phrase("access-setups-retired") if gone[1] else phrase("access-setups-brought-back")
            )
        if told or gone:
            found.append(
                Past(
                    e.at,
                    names.get(e.actor, str(phrase("access-setups-the-system"))),
                    (changes.get("why") or ["", row.why if e is events[0] else ""])[1] or "",
                    what,
                    told,
                )
            )
    return found


def _said(field: Field, row: Any, value: Any) -> str:
    """A value of the chain as the form of today would show it."""
    if value is None:
        return ""
    if field.sort == "moment":
        return f"{datetime.fromisoformat(value).astimezone(ZoneInfo(zone_of(row))):%Y-%m-%d %H:%M}"
    if field.sort == "money":
        return f"{value / here().currency.minor:,.2f}"
    if field.sort == "flag":
        return str(phrase("common-yes") if value else phrase("common-no"))
    if field.sort == "criteria":
        return "; ".join(f"{Both(c['zh'], c['en'])} {c['weight']}" for c in value)
    if field.sort == "choice":
        return str(field.options(row).get(str(value), value))
    return str(value)


__all__ = ["KINDS", "Consequences", "Past", "add", "correct", "past", "read", "retire"]
