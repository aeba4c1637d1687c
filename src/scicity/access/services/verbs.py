"""One logical commit: the change, its event in the chain, the record that the ledger is owed, and the notices."""

from __future__ import annotations

import functools
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..errors import Refused, Stale, Taken
from ..models import history as journal_module
from ..models.history import ChainHead, Change, Event, EventDetail, Journal, journal


class _Verb:
    """`@verb` makes a service one transaction; its first argument is who acts. Inside another verb it joins that one."""

    def __call__[**P, R](self, service: Callable[P, R]) -> Callable[P, R]:
        name = f"{service.__module__.rpartition('.')[2]}.{service.__name__}"

        @functools.wraps(service)
        def run(*args: P.args, **options: P.kwargs) -> R:
            with self.opened(name, args[0] if args else None):
                return service(*args, **options)
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
                mine = Journal(actor, name)
                token = journal.set(mine)
                try:
                    yield mine
                finally:
                    journal.reset(token)
                _link(mine)
        except IntegrityError as error:
            raise broken(error) from error


verb = _Verb()

# names of the database's own rules, and what each means to people; the database has the last word
_RULES = {
    "slot_taken": ("这一时段刚被他人占用。", "This slot was just taken by somebody else."),
    "session_taken": ("该单元在此时段已有实验安排。", "The unit already has a session in this time."),
    "plan_published": ("已发布的计划不可更改。", "A published plan never changes; make a new version."),
    "plan_number": ("同时生成了另一版本，请重试。", "Another version was made at the same moment; try again."),
    "one_decision": ("该部分已有决定。", "This part was decided already."),
    "decision": ("该部分已有决定。", "This part was decided already."),
    "grantuse": ("这一笔已登记过。", "This draw was recorded before."),
    "grant": ("超出批准额度。", "This would draw more than was granted."),
    "proposalmember": ("此人已在申请书中。", "This person is on the proposal already."),
    "payment_once": ("这笔付款已登记过。", "This payment was noted before."),
    "building_payment": ("这笔付款已登记过。", "This payment was noted before."),
    "permit_left": ("超出许可余量。", "This is more than the permit has left."),
    "stage_two_people": ("须由另一人复核。", "Somebody else must look at it."),
    "invitation": ("此邮箱已被邀请。", "This address was invited already."),
}


def broken(error: IntegrityError) -> Refused:
    """A broken constraint in words. The database's text names the constraint or its table."""
    text = str(error)
    if "revision_once" in text or "proposalrevision" in text:
        return Stale()
    for name, (zh, en) in _RULES.items():
        if name in text or f"access_{name}" in text:
            return Taken(zh, en)
    if "role_once" in text or "rolegrant" in text:
        return Taken("此人已有该角色。", "This person holds that role already.")
    return Taken("该内容与已有记录冲突，未保存。", "This clashes with something that is there already; nothing was saved.")


def locked[M](model: type[M], pk: Any) -> M:
    """The row, held until the transaction ends. SQLite has one writer anyhow: its transactions begin IMMEDIATE."""
    return cast("M", model.objects.select_for_update().get(pk=pk))  # type: ignore[attr-defined]


def _commit_of(salt: str, old: Any, new: Any) -> str:
    return hashlib.sha256(json.dumps([salt, old, new], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digest_of(event: Event) -> str:
    """SHA-256 of an event's content and of the digest before it."""
    content = [event.number, event.at.isoformat(), event.actor, event.verb, event.model, event.object_id, event.changes, event.previous]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _link(done: Journal) -> None:
    """Add the journal's changes to the chain. The head is locked last and briefly, so that verbs do not wait on each other."""
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
        event = Event(number=head.number + 1, at=now, actor=actor, verb=f"{done.verb} {change.verb}", model=change.model,
                      object_id=change.pk, changes=changes, previous=head.digest)
        event.digest = digest_of(event)
        head.number, head.digest = event.number, event.digest
        events.append(event)
        details += [EventDetail(event=event, field=n, salt=s, old=o, new=w) for n, s, o, w in hidden]
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
            earlier.fields.update({k: (earlier.fields[k][0] if k in earlier.fields else old, new)
                                   for k, (old, new) in change.fields.items()})
        else:
            found[key] = change
    return list(found.values())
