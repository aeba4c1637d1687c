"""What changed, by whom, from what to what, in a chain that shows tampering; and what is on its way
to the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.dispatch import receiver
from django.utils import timezone


@dataclass
class Change:
    """One object's change inside a transaction."""

    model: str
    pk: str
    label: str
    verb: str
    fields: dict[str, tuple[Any, Any]]
    personal: frozenset[str] = frozenset()


@dataclass
class Journal:
    """What a transaction did so far; written as events at its end."""

    actor: Any = None
    verb: str = ""
    changes: list[Change] = field(default_factory=list)


journal: ContextVar[Journal | None] = ContextVar("journal", default=None)


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    try:
        json.dumps(value)
    except TypeError:
        return str(value)
    return value


# adds a journal to the chain at once; the services give it, so that the models need not know them
link_at_once: Callable[[Journal], None] | None = None


def note(changes: list[Change], actor: Any = None, verb: str = "unattended") -> None:
    """Journal changes: with the transaction under way, or, where there is none, as events of their
    own at once.
    """
    if not changes:
        return
    opened = journal.get()
    if opened is not None:
        opened.changes.extend(changes)
    elif link_at_once is None:
        raise RuntimeError(
            f"{changes[0].model} is changed before the services are there: call a service"
        )
    else:
        link_at_once(Journal(actor, verb, changes))


class TrackedRows(models.QuerySet[Any]):
    """Rows that are changed many at once leave events too.

    Inside of a verb every change does. Outside of one (a console, a script), changes of a model
    that says who may act for whom (`rights`) are events of their own; other models are then changed
    as the caller will.
    """

    def _told(self) -> bool:
        return journal.get() is not None or self.model.rights

    def update(self, **values: Any) -> int:
        fields = {f.attname: f.name for f in (self.model._meta.get_field(name) for name in values)}
        names = [attname for attname in fields if attname not in self.model.untracked]
        if not names or not self._told():
            return super().update(**values)
        with transaction.atomic():
            before = {row["pk"]: row for row in self.order_by().values("pk", *names)}
            number = super().update(**values)
            after = {
                row["pk"]: row
                for row in self.model._base_manager.filter(pk__in=before).values("pk", *names)
            }
            changed = {
                pk: {
                    n: (plain(before[pk][n]), plain(row[n]))
                    for n in names
                    if plain(before[pk][n]) != plain(row[n])
                }
                for pk, row in after.items()
            }
            note(
                [
                    Change(
                        self.model._meta.model_name or "",
                        str(pk),
                        "",
                        "change",
                        found,
                        self.model.personal,
                    )
                    for pk, found in changed.items()
                    if found
                ]
            )
        return number

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        if not self._told():
            return super().bulk_create(objs, *args, **options)
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **options)
            for row in made:
                row._loaded = row._values()
            note(
                [
                    Change(
                        row._meta.model_name or "",
                        str(row.pk),
                        "",
                        "create",
                        {
                            k: (None, plain(v))
                            for k, v in row._loaded.items()
                            if k not in row.untracked and k != "id"
                        },
                        row.personal,
                    )
                    for row in made
                ]
            )
        return made


def _deleted(sender: type[Tracked], instance: Tracked, **_more: Any) -> None:
    """Whatever way a row goes: by itself, with others, or because what it belongs to went."""
    if journal.get() is None and not sender.rights:
        return
    gone = {
        k: (plain(v), None)
        for k, v in instance._values().items()
        if k not in instance.untracked and k != "id"
    }
    note(
        [
            Change(
                sender._meta.model_name or "",
                str(instance.pk),
                "",
                "delete",
                gone,
                instance.personal,
            )
        ]
    )


def _joined(
    sender: Any,
    instance: Any,
    action: str,
    reverse: bool,
    model: Any,
    pk_set: set[Any] | None,
    **_more: Any,
) -> None:
    """Who or what is joined to a tracked row by a table between: its list before and after."""
    owner_model = model if reverse else type(instance)
    field = next(
        (f for f in owner_model._meta.many_to_many if f.remote_field.through is sender), None
    )
    if (
        field is None
        or not issubclass(owner_model, Tracked)
        or action not in ("post_add", "post_remove", "pre_clear")
    ):
        return
    if journal.get() is None and not owner_model.rights:
        return
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    rows = sender._base_manager
    owners = (
        [instance.pk]
        if not reverse
        else sorted(
            pk_set
            if pk_set is not None
            else rows.filter(**{other: instance.pk}).values_list(own, flat=True)
        )
    )
    moved = {instance.pk} if reverse else set(pk_set or ())
    changes = []
    for pk in owners:
        now = set(rows.filter(**{own: pk}).values_list(other, flat=True))
        before = {"post_add": now - moved, "post_remove": now | moved, "pre_clear": now}[action]
        after = (now - moved if reverse else set()) if action == "pre_clear" else now
        changes.append(
            Change(
                owner_model._meta.model_name or "",
                str(pk),
                "",
                "change",
                {field.name: (sorted(before), sorted(after))},
            )
        )
    note([c for c in changes if c.fields[field.name][0] != c.fields[field.name][1]])


@receiver(models.signals.class_prepared)
def _watched(sender: Any, **_more: Any) -> None:
    if issubclass(sender, Tracked) and not sender._meta.abstract:
        models.signals.post_delete.connect(
            _deleted, sender=sender, dispatch_uid=f"tracked {sender._meta.label}"
        )


models.signals.m2m_changed.connect(_joined, dispatch_uid="tracked joins")


class Tracked(models.Model):
    """A row whose every change is an event.

    `personal` names the fields whose values can be erased from the history.

    `rights` marks what says who may act for whom: it leaves an event whatever way it is changed.
    """

    personal: frozenset[str] = frozenset()
    untracked: frozenset[str] = frozenset()
    rights: bool = False
    objects = models.Manager.from_queryset(TrackedRows)()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Any:
        row = super().from_db(db, field_names, values, **options)
        row._loaded = dict(zip(field_names, values, strict=False))
        return row

    def _values(self) -> dict[str, Any]:
        return {
            f.attname: getattr(self, f.attname)
            for f in self._meta.concrete_fields
            if f.attname in self.__dict__
        }

    def save(self, *args: Any, **options: Any) -> None:
        before = getattr(self, "_loaded", {})
        super().save(*args, **options)
        after = self._values()
        changed = {
            k: (plain(before.get(k)), plain(v))
            for k, v in after.items()
            if k not in self.untracked and k != "id" and plain(before.get(k)) != plain(v)
        }
        self._loaded = after
        if changed:
            self._note("change" if before else "create", changed)

    def delete(self, *args: Any, **options: Any) -> Any:
        if journal.get() is None:
            raise RuntimeError(
                f"{type(self).__name__} is deleted outside of a verb: call a service"
            )
        return super().delete(*args, **options)

    def _note(self, verb: str, fields: dict[str, tuple[Any, Any]]) -> None:
        open_journal = journal.get()
        if open_journal is None:
            raise RuntimeError(
                f"{type(self).__name__} is changed outside of a verb: call a service"
            )
        open_journal.changes.append(
            Change(
                self._meta.model_name or "", str(self.pk), str(self), verb, fields, self.personal
            )
        )


class SetUp(Tracked):
    """A row that a user office sets up.

    What is retired is offered for nothing new, and stays readable in what used it.

    `why` is the reason of its last correction; the chain keeps those of before.
    """

    retired_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def retired(self) -> bool:
        return self.retired_at is not None


class Event(models.Model):
    """One link of the chain.

    `digest` is the SHA-256 of the row's content and of the digest before it.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=64)  # pseudonymous key of the person, or 'system'
    verb = models.CharField(max_length=64)
    model = models.CharField(max_length=64)
    object_id = models.CharField(max_length=64)
    changes = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        app_label = "access"
        indexes = (models.Index(fields=["model", "object_id", "number"], name="event_object"),)
        ordering = ("number",)


class EventDetail(models.Model):
    """A personal value of an event, kept beside the chain: the chain holds only its salted digest,
    so it can be erased.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="details")
    field = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        app_label = "access"


class ChainHead(models.Model):
    """The last link; one row, locked while links are added."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    class Meta:
        app_label = "access"


class OutboxRecord(models.Model):
    """A record that a transaction owes the ledger.

    It is written with the change itself, and delivered after.

    It is delivered once the ledger holds it. What the ledger refuses is kept with the `reason`,
    until somebody offers it again; `offers` counts how often that was done.
    """

    stream = models.CharField(max_length=32)
    row = models.JSONField()
    withdraw = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="", db_default="")
    offers = models.PositiveIntegerField(default=0, db_default=0)
    offered_at = models.DateTimeField(null=True)
    offered_by = models.CharField(
        max_length=64, blank=True, default="", db_default=""
    )  # pseudonymous key, or 'system'

    class Meta:
        app_label = "access"
        indexes = (
            models.Index(
                fields=["id"], name="outbox_waiting", condition=models.Q(delivered_at=None)
            ),
        )


class Heartbeat(models.Model):
    """When a process last said that it works.

    `told` is what it said of its last round: empty where all went well.
    """

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    started_at = models.DateTimeField()
    told = models.TextField(blank=True, default="", db_default="")

    class Meta:
        app_label = "access"
