"""The nouns of the ledger: streams, fields, sources, rejects, import reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

FieldType = Literal["text", "integer", "time", "flag"]
Origin = Literal["real", "simulated"]


@dataclass(frozen=True)
class Field:
    """One column of a stream.

    `unit` is the physical unit of an integer (`s`, `cores`, `minor` units of money), empty for
    text. Times are whole seconds since 1970-01-01T00:00:00Z. `choices` closes the list of allowed
    texts; `minimum` bounds an integer from below. `since` is the version of the stream in which the
    field came, where rows without it keep the identity that they had before.
    """

    name: str
    type: FieldType = "text"
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    doc: str = ""
    since: int = 1


@dataclass(frozen=True)
class Stream:
    """One kind of record: its schema, its natural key and the rules each row must keep.

    Every stream also has `unit` (a registry path), `start` and `end` (the valid time, in seconds;
    equal for an instant). The natural key is `unit` plus `key`. A record is true in [start, end);
    with `end_included` it also touches the period that begins at its end, as batch accounting
    counts jobs.

    `pieces` names the text field that says why a row is only a part of what it is about (one run of
    a job
    that was requeued): its hours count, and it is not counted. `paused` names the field of seconds
        in
    which a record stood still: they are taken off its hours, spread over its whole length. In a
    `succession` the row of a unit with the latest start is in force, and an earlier one again after
    it.
    """

    name: str
    title: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    version: int = 1
    end_included: bool = False
    pieces: str = ""
    paused: str = ""
    succession: bool = False

    @property
    def field_names(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


@dataclass(frozen=True)
class Source:
    """Where rows come from.

    `digest` is the SHA-256 of the source's bytes and of how they were read.

    `note` says why it was recorded, and `by` who recorded it, for those inside: no page of the
    public shows them.
    """

    name: str
    digest: str
    connector: str
    origin: Origin = "real"
    note: str = ""
    by: str = ""

    @property
    def short(self) -> str:
        return self.digest[:16]


@dataclass(frozen=True)
class Reject:
    """One row set aside: where it stood, which field broke which rule, and the row as it was."""

    line: int
    field: str
    value: str
    rule: str
    row: str = ""


@dataclass(frozen=True)
class Cover:
    """What a source says that it holds: a stream of a unit from `start` to `end` (UTC seconds),
    with these fields.

    Within it, what has no record did not happen. `fields` are the fields that the source knows;
    `aside` is the number of its rows that were set aside, `why` the rules they broke; `unknown`
    names values that the fields would give and that the source does not know; `blanks` are those
    that it knows of most of its records, each with the number of the others.
    """

    stream: str
    unit: str
    start: int
    end: int
    fields: tuple[str, ...]
    aside: int = 0
    why: str = ""
    unknown: tuple[str, ...] = ()
    blanks: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Counts:
    """What an import did, in rows of the source."""

    read: int = 0
    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0

    def plus(self, **more: int) -> Counts:
        names = ("read", "added", "corrected", "unchanged", "rejected", "skipped")
        return Counts(**{n: getattr(self, n) + more.get(n, 0) for n in names})


@dataclass(frozen=True)
class ImportReport:
    """The manifest of one import.

    `recorded_at` is in microseconds since the epoch, None if nothing was recorded.

    `repeated`: the source was imported before and nothing has changed since. `again`: it was
    imported before, and came again after a later correction, which it corrected back.
    """

    source: Source
    counts: Counts
    recorded_at: int | None
    repeated: bool = False
    reject_file: Path | None = None
    streams: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    covers: tuple[Cover, ...] = ()
    again: bool = False
    told: dict[str, int] = field(default_factory=dict)
