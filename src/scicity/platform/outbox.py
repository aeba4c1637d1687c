"""Records on their way to the ledger: written with the change, delivered after, once; what is
refused stays in sight.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import json
import logging
import re
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import deltalake
import duckdb
import polars as pl
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from scicity.ledger import (
    Batch,
    Cover,
    ImportReport,
    Ledger,
    LedgerError,
    NoSuchRecord,
    Origin,
    Source,
    Stream,
    append,
    open_ledger,
    retract,
    stream,
)
from scicity.platform.errors import Refused
from scicity.platform.heartbeat import beat
from scicity.platform.models import Heartbeat, OutboxRecord, Person
from scicity.platform.models.history import Change, journal
from scicity.platform.phrases import Both, Phrase, phrase
from scicity.platform.verbs import locked, verb

AT_ONCE = 5000
_COVERS = "covers"
# Of the rooms above, given when they are ready: the paths of which there may be records, and what
# the site itself covers up to a time (of some facilities alone, where they are named).
UNITS: list[Callable[[], Collection[str]]] = []
COVERS: list[Callable[[datetime, Iterable[str] | None], Iterable[Cover]]] = []
log = logging.getLogger(__name__)
_TROUBLE = (
    OSError,
    duckdb.IOException,
    deltalake.exceptions.DeltaError,
)  # the ledger's own, not a record's
_MISFITS = {
    "text": "is not a text",
    "integer": "is not a whole number",
    "time": "is not a time in whole seconds",
    "flag": "is not yes or no",
}


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


def registered_units() -> frozenset[str]:
    return frozenset(path for units in UNITS for path in units())


def covers(now: datetime, places: Iterable[str] | None = None) -> tuple[Cover, ...]:
    return tuple(cover for covering in COVERS for cover in covering(now, places))


def waiting() -> QuerySet[OutboxRecord]:
    """What is owed and was not refused."""
    return OutboxRecord.objects.filter(delivered_at=None, refused_at=None)


def refused() -> QuerySet[OutboxRecord]:
    """What the ledger refused and nobody offered again since, oldest first."""
    return OutboxRecord.objects.filter(delivered_at=None, refused_at__isnull=False).order_by("id")


def deliver() -> int:
    """Bring what is owed to the ledger, in order; the number of records delivered.

    A record is marked as delivered once the ledger holds it, and as refused, with the reason, where
    the ledger will not; the others go on. The ledger knows a record by its natural key, and a
    source by its digest: whoever dies after the ledger's commit and before the mark here makes the
    next delivery send rows that the ledger already holds, and it leaves them as they are.

    Raises what the ledger raises when it can take nothing at all (a full disk, a broken log): then
    all stay owed.
    """
    total = 0
    puzzling: dict[int, Exception] = {}
    with _alone():
        ledger, units = open_ledger(settings.LEDGER), registered_units()
        while owed := list(waiting().exclude(pk__in=puzzling).order_by("id")[:AT_ONCE]):
            total += _settle(ledger, _alike(owed), units, puzzling)
        if puzzling and not total:
            raise next(
                iter(puzzling.values())
            )  # nothing went at all: the ledger is at fault, not these
        _cover_the_day(ledger)
        _refuse(
            {
                pk: f"cannot be recorded: {type(error).__name__}: {error}"
                for pk, error in puzzling.items()
            }
        )
    return total


def _cover_the_day(ledger: Ledger) -> None:
    """Once a day the ledger is told what the site covers, whether or not anything is owed: no
    record then means that there was none.
    """
    now = timezone.now()
    told = Heartbeat.objects.filter(name=_COVERS).first()
    if told is not None and told.at.date() >= now.date():
        return
    by_stream: dict[str, list[Cover]] = {}
    for cover in covers(now):
        by_stream.setdefault(cover.stream, []).append(cover)
    if by_stream:
        digest = hashlib.sha256(
            json.dumps(
                [
                    _COVERS,
                    [
                        [c.stream, c.unit, c.start, c.end, c.fields]
                        for cs in by_stream.values()
                        for c in cs
                    ],
                ]
            ).encode()
        ).hexdigest()
        append(
            ledger,
            Source(f"access, covered on {now:%Y-%m-%d}", digest, "access", _origin()),
            [
                Batch(name, _frame(name, []), covers=tuple(found))
                for name, found in by_stream.items()
            ],
        )
    beat(_COVERS, now, now=now)


@contextmanager
def _alone() -> Iterator[None]:
    """One delivery at a time: one that lags behind would set a corrected record back."""
    settings.LEDGER.mkdir(parents=True, exist_ok=True)
    with open(settings.LEDGER / "deliver.lock", "a+b") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _alike(owed: list[OutboxRecord]) -> list[OutboxRecord]:
    """The longest beginning that can be one import: no key twice; a withdrawal stands alone."""
    seen: set[tuple[Any, ...]] = set()
    run: list[OutboxRecord] = []
    for record in owed:
        if record.withdraw:
            return run or [record]
        key = _key(record)
        if key in seen:
            break
        seen.add(key)
        run.append(record)
    return run


def _key(record: OutboxRecord) -> tuple[Any, ...]:
    try:
        names = ("unit", *stream(record.stream).key)
    except LedgerError:
        return (record.stream, record.pk)
    return (record.stream, *(json.dumps(record.row.get(k)) for k in names))


def _settle(
    ledger: Ledger, run: list[OutboxRecord], units: Collection[str], puzzling: dict[int, Exception]
) -> int:
    """Deliver a run and mark what became of each record; the number delivered.

    A run that breaks is sent in halves.
    """
    try:
        faults = _withdraw(ledger, run[0]) if run[0].withdraw else _send(ledger, run, units)
    except _TROUBLE:
        raise
    except Exception as error:  # noqa: BLE001 - a record that breaks the import must not stop the others
        if len(run) == 1:
            puzzling[run[0].pk] = error
            return 0
        middle = len(run) // 2
        return _settle(ledger, run[:middle], units, puzzling) + _settle(
            ledger, run[middle:], units, puzzling
        )
    delivered = [r.pk for r in run if r.pk not in faults]
    OutboxRecord.objects.filter(pk__in=delivered).update(delivered_at=timezone.now())
    _refuse(faults)
    return len(delivered)


def _refuse(faults: dict[int, str]) -> None:
    for pk, reason in faults.items():
        OutboxRecord.objects.filter(pk=pk).update(refused_at=timezone.now(), reason=reason)
        log.warning("outbox: record %s was refused: %s", pk, reason)


def _source(run: list[OutboxRecord], again: str = "") -> Source:
    """A record that is offered again is another source: what was said of it before is not its
    answer now.
    """
    told = [[r.pk, r.stream, r.row, r.withdraw, *([r.offers] if r.offers else [])] for r in run]
    content = json.dumps(told, sort_keys=True, ensure_ascii=False) + again
    return Source(
        f"access {run[0].pk}-{run[-1].pk}",
        hashlib.sha256(content.encode()).hexdigest(),
        "access",
        _origin(),
    )


def _origin() -> Origin:
    return "simulated" if settings.ORIGIN == "simulated" else "real"


def _withdraw(ledger: Ledger, record: OutboxRecord) -> dict[int, str]:
    try:
        retract(ledger, record.stream, _source([record]), pl.DataFrame([record.row]))
    except (NoSuchRecord, pl.exceptions.PolarsError) as error:
        return {record.pk: str(error)}
    return {}


def _send(ledger: Ledger, run: list[OutboxRecord], units: Collection[str]) -> dict[int, str]:
    """Record a run in one import; the reasons of those that were refused."""
    batches, faults = _batches(run)
    sent = [r for r in run if r.pk not in faults]
    if not sent:
        return faults
    report = append(ledger, _source(sent), batches, units=units)
    if (
        report.counts.rejected and not _reject_file(ledger, report).exists()
    ):  # which they were is not known any more
        report = append(ledger, _source(sent, uuid.uuid4().hex), batches, units=units)
    return faults | _rejected(ledger, report)


def _reject_file(ledger: Ledger, report: ImportReport) -> Path:
    """Where the refused rows of an import are listed; of one that was made before a kill, too."""
    return report.reject_file or ledger.rejects / f"{report.source.short}.csv"


def _rejected(ledger: Ledger, report: ImportReport) -> dict[int, str]:
    if not report.counts.rejected:
        return {}
    with open(_reject_file(ledger, report), encoding="utf-8-sig", newline="") as handle:
        return {
            int(r["line"]): f"{r['field']} {r['value']!r}: {r['rule']}"
            if r["value"]
            else f"{r['field']}: {r['rule']}"
            for r in csv.DictReader(handle)
        }


def _batches(run: list[OutboxRecord]) -> tuple[list[Batch], dict[int, str]]:
    """Rows by stream, and the reasons of records that cannot be rows of theirs."""
    faults: dict[int, str] = {}
    by_stream: dict[str, list[dict[str, Any]]] = {}
    for record in run:
        try:
            fault = _misfit(stream(record.stream), record.row)
        except LedgerError as error:
            fault = str(error)
        if fault:
            faults[record.pk] = fault
        else:
            by_stream.setdefault(record.stream, []).append({"line": record.pk, **record.row})
    places = {
        str(row["unit"]).split("/")[0]
        for rows in by_stream.values()
        for row in rows
        if row.get("unit")
    }
    known = covers(timezone.now(), places)
    return [
        Batch(name, _frame(name, rows), covers=tuple(c for c in known if c.stream == name))
        for name, rows in by_stream.items()
    ], faults


def _misfit(known: Stream, row: dict[str, Any]) -> str:
    """Why a row cannot be one of a stream's: a field that it has not, or a value of another type.

    Empty where it can.
    """
    if unknown := set(row) - set(known.field_names):
        return f"{known.name} has no field {', '.join(sorted(unknown))}"
    for field in known.fields:
        value = row.get(field.name)
        is_whole = (
            isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
        )
        right = {"text": isinstance(value, str), "flag": isinstance(value, bool)}.get(
            field.type, is_whole
        )
        if value is not None and not right:
            return f"{field.name} {value!r}: {_MISFITS[field.type]}"
    return ""


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    types = {"text": pl.String, "integer": pl.Int64, "time": pl.Int64, "flag": pl.Boolean}
    schema = {"line": pl.Int64, **{f.name: types[f.type] for f in stream(name).fields}}
    return pl.DataFrame([{k: r.get(k) for k in schema} for r in rows], schema=schema)


_REASONS = (  # the ledger's rules in Chinese; the ledger itself speaks English
    (r"a value is required", "此项必填"),
    (r"must be at least (\S+)", r"不得小于 \1"),
    (r"must be one of: (.*)", r"须为其中之一：\1"),
    (r"times before 1970 are not accepted", "不接受1970年以前的时间"),
    (r"must not be before start", "不得早于开始时间"),
    (r"is not in the registry; declare it there first", "不在注册表中，请先登记"),
    (
        r".*has no live record with key (.*); nothing was withdrawn\..*",
        r"账本中没有键为 \1 的现行记录，未撤回任何内容",
    ),
    (r"is not a text", "不是文本"),
    (r"is not a whole number", "不是整数"),
    (r"is not a time in whole seconds", "不是以秒计的时间"),
    (r"is not yes or no", "须为是或否"),
    (r"There is no stream '(.*)'\..*", r"没有 \1 这类记录"),
    (r".*has no field (.*)", r"该类记录没有字段 \1"),
    (r"cannot be recorded: (.*)", r"无法入账：\1"),
)


def reason_of(record: OutboxRecord) -> Phrase:
    """Why a record was refused, in both languages.

    A rule that is not known here stands as the ledger said it.
    """
    field, colon, rule = record.reason.partition(": ")
    for head, text in ((field + colon, rule), ("", record.reason)):
        for pattern, zh in _REASONS:
            if found := re.fullmatch(pattern, text):
                return Both(head.replace(": ", "：") + found.expand(zh), record.reason)
    return Both(record.reason, record.reason)


def overtaken(record: OutboxRecord) -> bool:
    """Whether a later word on the same record is at the ledger or on its way: then this one has
    nothing to add.
    """
    key = {f"row__{k}": record.row.get(k) for k in ("unit", *stream(record.stream).key)}
    return OutboxRecord.objects.filter(
        stream=record.stream, pk__gt=record.pk, refused_at=None, **key
    ).exists()


@verb
def offer_again(actor: Person | None, record: OutboxRecord) -> OutboxRecord:
    """Have a refused record delivered after all, once what was wrong is mended.

    Who asked for it is in the history.
    """
    record = locked(OutboxRecord, record.pk)
    if record.delivered_at or record.refused_at is None:
        raise Refused(phrase("platform-outbox-this-record-is-not-refused-any"))
    if overtaken(record):
        raise Refused(
            phrase("platform-outbox-a-later-word-on-the-same"),
        )
    opened = journal.get()
    assert opened is not None
    now = timezone.now()
    opened.changes.append(
        Change(
            "outboxrecord",
            str(record.pk),
            str(record.pk),
            "change",
            {
                "refused_at": (record.refused_at.isoformat(), None),
                "reason": (record.reason, record.reason),
                "offers": (record.offers, record.offers + 1),
            },
        )
    )
    record.refused_at, record.offers = None, record.offers + 1
    record.offered_at, record.offered_by = now, getattr(actor, "key", None) or "system"
    record.save(update_fields=["refused_at", "offers", "offered_at", "offered_by"])
    return record
