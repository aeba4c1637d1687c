"""One logical commit: the change, its event in the chain, the record that the ledger is owed, and
the notices.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from scicity.platform.errors import Refused, Taken
from scicity.platform.models import history as journal_module
from scicity.platform.models.history import ChainHead, Change, Event, EventDetail, Journal, journal
from scicity.platform.phrases import Phrase, phrase

# what became of the changes of the request under way: "" where none was tried, "undone", or "kept"
# once one was committed
outcome: ContextVar[str] = ContextVar("outcome", default="")
# looked at inside the next transaction, before it changes anything: whether what was read is still
# what is there
before: ContextVar[Callable[[], None] | None] = ContextVar("before", default=None)


class _Verb:
    """`@verb` makes a service one transaction; its first argument is who acts.

    Inside another verb it joins that one. The history knows it as `noun.service`: the module's
    name, of `services` its folder's, or what the module says itself (`VERBS`).
    """

    def __call__[**P, R](self, service: Callable[P, R]) -> Callable[P, R]:
        folder, module = service.__module__.split(".")[-2:]
        noun = service.__globals__.get("VERBS", folder if module == "services" else module)
        name = f"{noun}.{service.__name__}"

        @functools.wraps(service)
        def run(*args: P.args, **options: P.kwargs) -> R:
            with self.opened(name, args[0] if args else None):
                return service(*args, **options)

        run.known_as = name  # type: ignore[attr-defined]
        return run

    @contextmanager
    def opened(self, name: str, actor: Any) -> Iterator[Journal]:
        """A transaction whose changes are journalled under `name`."""
        outer = journal.get()
        if outer is not None:
            yield outer
            return
        try:
            with transaction.atomic():
                if (look := before.get()) is not None:
                    before.set(None)
                    look()
                mine = Journal(actor, name)
                token = journal.set(mine)
                try:
                    yield mine
                finally:
                    journal.reset(token)
                _link(mine)
        except BaseException as error:
            outcome.set(outcome.get() or "undone")
            if isinstance(error, IntegrityError):
                raise broken(error) from error
            raise
        outcome.set("kept")


verb = _Verb()

# The database's own rules by name, and what each means to people; the database has the last word.
# PostgreSQL names the rule, SQLite names the table where a row is there twice. A name is looked for
# whole: 'grant' is in 'rolegrant' too.
RULES: dict[str, Phrase | Callable[[], Refused]] = {}


def explain_rules(more: Mapping[str, Phrase | Callable[[], Refused]]) -> None:
    """What rules of a room's tables mean to people: names of rules and tables, apart by spaces, and
    words, or what is raised instead.
    """
    RULES.update({name: words for names, words in more.items() for name in names.split()})


explain_rules(
    {
        "role_once city_role_once access_rolegrant": phrase(
            "platform-verbs-this-person-holds-that-role-already"
        ),
        "access_person": phrase("platform-verbs-this-address-has-an-account-already"),
        "organisation_ror_once access_organisation": phrase(
            "platform-verbs-this-ror-id-is-there-already"
        ),
    }
)


def broken(error: IntegrityError) -> Refused:
    """A broken rule in words.

    What the database says on its first line names the rule, or the table; values come after it.
    """
    names = re.findall(r"[a-z][a-z0-9_]*", str(error).splitlines()[0] if str(error) else "")
    tables = {model._meta.db_table for model in apps.get_models()}
    # PostgreSQL names a table beside the rule, and the rule says more
    for name in sorted(names, key=lambda found: found in tables):
        told = RULES.get(name)
        if told is not None:
            return Taken(told) if isinstance(told, Phrase) else told()
    return Taken(
        phrase("platform-verbs-this-clashes-with-something-that-is"),
    )


def locked[M](model: type[M], pk: Any) -> M:
    """The row, held until the transaction ends.

    SQLite has one writer anyhow: its transactions begin IMMEDIATE.
    """
    return cast("M", model.objects.select_for_update().get(pk=pk))  # type: ignore[attr-defined]


def _commit_of(salt: str, old: Any, new: Any) -> str:
    return hashlib.sha256(
        json.dumps([salt, old, new], ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def digest_of(event: Event) -> str:
    """SHA-256 of an event's content and of the digest before it."""
    content = [
        event.number,
        event.at.isoformat(),
        event.actor,
        event.verb,
        event.model,
        event.object_id,
        event.changes,
        event.previous,
    ]
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _link(done: Journal) -> None:
    """Add the journal's changes to the chain.

    The head is locked last and briefly, so that verbs do not wait on each other.
    """
    if not done.changes:
        return
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    actor, now = getattr(done.actor, "key", None) or "system", timezone.now()
    events, details = [], []
    for change in _merged(done.changes):
        changes: dict[str, Any] = {}
        hidden = []
        for name, (old, new) in change.fields.items():
            if name in change.personal:
                salt = secrets.token_hex(16)
                changes[name] = {"sealed": _commit_of(salt, old, new)}
                hidden.append((name, salt, old, new))
            else:
                changes[name] = [old, new]
        event = Event(
            number=head.number + 1,
            at=now,
            actor=actor,
            verb=f"{done.verb} {change.verb}",
            model=change.model,
            object_id=change.pk,
            changes=changes,
            previous=head.digest,
        )
        event.digest = digest_of(event)
        head.number, head.digest = event.number, event.digest
        events.append(event)
        details += [
            EventDetail(event=event, field=n, salt=s, old=o, new=w) for n, s, o, w in hidden
        ]
    Event.objects.bulk_create(events)
    EventDetail.objects.bulk_create(details)
    head.save()


def _link_at_once(done: Journal) -> None:
    with transaction.atomic():
        _link(done)


journal_module.link_at_once = _link_at_once


def _merged(changes: list[Change]) -> list[Change]:
    """Several saves of one object in one transaction are one event."""
    found: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = (change.model, change.pk)
        if key in found and change.verb != "delete":
            earlier = found[key]
            earlier.fields.update(
                {
                    k: (earlier.fields[k][0] if k in earlier.fields else old, new)
                    for k, (old, new) in change.fields.items()
                }
            )
        else:
            found[key] = change
    return list(found.values())
