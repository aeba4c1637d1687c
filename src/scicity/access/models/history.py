"""What changed, by whom, from what to what, in a chain that shows tampering; and what is on its way to the ledger."""

from __future__ import annotations

import json
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
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


class Tracked(models.Model):
    """A row whose every change is an event. `personal` names the fields whose values can be erased from the history."""

    personal: frozenset[str] = frozenset()
    untracked: frozenset[str] = frozenset()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Any:
        row = super().from_db(db, field_names, values, **options)
        row._loaded = dict(zip(field_names, values, strict=False))
        return row

    def _values(self) -> dict[str, Any]:
        return {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.attname in self.__dict__}

    def save(self, *args: Any, **options: Any) -> None:
        before = getattr(self, "_loaded", {})
        super().save(*args, **options)
        after = self._values()
        changed = {k: (plain(before.get(k)), plain(v)) for k, v in after.items()
                   if k not in self.untracked and k != "id" and plain(before.get(k)) != plain(v)}
        self._loaded = after
        if changed:
            self._note("change" if before else "create", changed)

    def delete(self, *args: Any, **options: Any) -> Any:
        before, pk = self._values(), self.pk
        result = super().delete(*args, **options)
        self._note("delete", {k: (plain(v), None) for k, v in before.items() if k not in self.untracked and k != "id"}, pk)
        return result

    def _note(self, verb: str, fields: dict[str, tuple[Any, Any]], pk: Any = None) -> None:
        open_journal = journal.get()
        if open_journal is None:
            raise RuntimeError(f"{type(self).__name__} is changed outside of a verb: call a service")
        open_journal.changes.append(Change(self._meta.model_name or "", str(pk or self.pk), str(self), verb, fields, self.personal))


class Event(models.Model):
    """One link of the chain. `digest` is the SHA-256 of the row's content and of the digest before it."""

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
        indexes = (models.Index(fields=["model", "object_id", "number"], name="event_object"),)
        ordering = ("number",)


class EventDetail(models.Model):
    """A personal value of an event, kept beside the chain: the chain holds only its salted digest, so it can be erased."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="details")
    field = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)


class ChainHead(models.Model):
    """The last link; one row, locked while links are added."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")


class OutboxRecord(models.Model):
    """A record that a transaction owes the ledger. It is written with the change itself, and delivered after.

    It is delivered once the ledger holds it. What the ledger refuses is kept with the `reason`, until somebody
    offers it again; `offers` counts how often that was done.
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
    offered_by = models.CharField(max_length=64, blank=True, default="", db_default="")  # pseudonymous key, or 'system'

    class Meta:
        indexes = (models.Index(fields=["id"], name="outbox_waiting", condition=models.Q(delivered_at=None)),)


class Heartbeat(models.Model):
    """When a process last said that it works. `told` is what it said of its last round: empty where all went well."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    started_at = models.DateTimeField()
    told = models.TextField(blank=True, default="", db_default="")
