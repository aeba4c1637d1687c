"""Records on their way to the ledger: written with the change, delivered after, once."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

import polars as pl
from django.conf import settings
from django.utils import timezone

from scicity.ledger import Batch, Origin, Source, append, open_ledger, retract, stream

from ..models import OutboxRecord, Person, Proposal

AT_ONCE = 5000


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def owe(kind: str, unit: str, start: datetime, end: datetime, /, **fields: Any) -> None:
    """Owe the ledger a record of a stream; the same natural key again is a correction of it."""
    known = stream(kind)
    unknown = set(fields) - {f.name for f in known.fields}
    if unknown:
        raise ValueError(f"{kind} has no fields {sorted(unknown)}")
    row = {"unit": unit, "start": seconds(start), "end": seconds(end), **fields}
    OutboxRecord.objects.create(stream=kind, row=row)


def owe_withdrawal(kind: str, unit: str, /, **key: Any) -> None:
    """Owe the ledger the withdrawal of a record, by natural key."""
    OutboxRecord.objects.create(stream=kind, row={"unit": unit, **key}, withdraw=True)


def leader_of(proposal: Proposal | None) -> Person | None:
    if proposal is None:
        return None
    return next((m.person for m in proposal.members.select_related("person__organisation").all() if m.role == "pi"), None)


def who(person: Person | None, proposal: Proposal | None) -> dict[str, Any]:
    """The fields that say for whom: project, person, organisation and team, under their pseudonyms."""
    leader = leader_of(proposal)
    somebody = person or leader
    home = somebody.organisation if somebody else None
    return {"project": proposal.code if proposal else None, "person": person.key if person else None,
            "organisation": (home.ror or home.credit_code or f"org-{home.pk}") if home else None, "team": leader.key if leader else None}


def deliver() -> int:
    """Bring what is owed to the ledger, in order; the number of records delivered.

    The ledger knows a record by its natural key, and a source by its digest: whoever dies after the ledger's
    commit and before the mark here makes the next delivery send rows that the ledger already holds, and it
    leaves them as they are.
    """
    total = 0
    while True:
        waiting = list(OutboxRecord.objects.filter(delivered_at=None).order_by("id")[:AT_ONCE])
        if not waiting:
            return total
        run = _alike(waiting)
        _send(run)
        OutboxRecord.objects.filter(pk__in=[r.pk for r in run]).update(delivered_at=timezone.now())
        total += len(run)


def _alike(waiting: list[OutboxRecord]) -> list[OutboxRecord]:
    """The longest beginning that can be one import: no key twice, records and withdrawals apart."""
    seen: set[tuple[Any, ...]] = set()
    run: list[OutboxRecord] = []
    for record in waiting:
        key = (record.stream, *(record.row.get(k) for k in ("unit", *stream(record.stream).key)))
        if key in seen or record.withdraw != waiting[0].withdraw or (record.withdraw and record.stream != waiting[0].stream):
            break
        seen.add(key)
        run.append(record)
    return run


def _send(run: list[OutboxRecord]) -> None:
    content = json.dumps([[r.pk, r.stream, r.row, r.withdraw] for r in run], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(content.encode()).hexdigest()
    origin: Origin = "simulated" if settings.ORIGIN == "simulated" else "real"
    source = Source(f"access {run[0].pk}-{run[-1].pk}", digest, "access", origin)
    ledger = open_ledger(settings.LEDGER)
    if run[0].withdraw:
        retract(ledger, run[0].stream, source, pl.DataFrame([r.row for r in run]))
        return
    by_stream: dict[str, list[dict[str, Any]]] = {}
    for record in run:
        by_stream.setdefault(record.stream, []).append({"line": record.pk, **record.row})
    report = append(ledger, source, [Batch(name, _frame(name, rows)) for name, rows in by_stream.items()])
    if report.counts.rejected and not report.repeated:
        raise RuntimeError(f"the ledger refused {report.counts.rejected} records; see {report.reject_file}")


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    types = {"text": pl.String, "integer": pl.Int64, "time": pl.Int64, "flag": pl.Boolean}
    schema = {"line": pl.Int64, **{f.name: types[f.type] for f in stream(name).fields}}
    return pl.DataFrame([{k: r.get(k) for k in schema} for r in rows], schema=schema)
