"""What the ledger's sources cover: for which unit and time, and with which fields, somebody kept
the record.

Where a stream is covered, what has no record did not happen. Where it is not, nobody knows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from .store import Ledger, manifests
from .types import Cover, Stream

if TYPE_CHECKING:
    from .append import Batch

DERIVED = ("wait",)  # what is worked out of fields that every record has
# of a source whose manifest does not say which fields it had: those before covers were kept
ANY = "*"


class Covering:
    """What one source covers, gathered from its batches while it is imported.

    Where its connector does not say it, a source covers the time from its first row to its last,
    for each unit that it names, with every field that holds any value.
    """

    def __init__(self, span: tuple[int, int] | None = None, unit: str = "") -> None:
        self._span, self._unit = span, unit
        self._stated: dict[tuple[str, str, int, int], Cover] = {}
        self._units: dict[str, set[str]] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._fields: dict[str, set[str]] = {}
        self._columns: dict[str, set[str]] = {}
        self._unknown: dict[str, set[str]] = {}
        self._aside: dict[str, Counter[str]] = {}
        self._blanks: dict[str, Counter[str]] = {}

    def note(self, stream: Stream, rows: pl.DataFrame, batch: Batch, rules: pl.Series) -> None:
        """Add a batch: its good rows, what its connector says of it, and the rules that its other
        rows broke.
        """
        for c in batch.covers:
            self._stated[c.stream, c.unit, c.start, c.end] = c
        self._units.setdefault(stream.name, set())
        self._unknown.setdefault(stream.name, set()).update(batch.unknown)
        aside = self._aside.setdefault(stream.name, Counter())
        for rule, n in rules.value_counts().iter_rows():
            aside[rule] += n
        self._columns.setdefault(stream.name, set()).update(
            set(batch.rows.columns) & set(stream.field_names)
        )
        if rows.is_empty():
            return
        low, high = rows["start"].min(), rows["end"].max()
        assert isinstance(low, int)
        assert isinstance(high, int)
        old = self._spans.get(stream.name, (low, high))
        self._spans[stream.name] = (min(low, old[0]), max(high, old[1]))
        self._units[stream.name].update(rows["unit"].unique().to_list())
        blanks = self._blanks.setdefault(stream.name, Counter())
        blanks.update(
            {
                f: n
                for f in stream.field_names
                if f not in batch.known and (n := rows[f].null_count())
            }
        )
        blanks.update(batch.blanks)
        held = {f for f in stream.field_names if rows[f].null_count() < rows.height}
        self._fields.setdefault(stream.name, set()).update(held, batch.known)

    def covers(self) -> tuple[Cover, ...]:
        """All covers of the source, in the order of their streams and units."""
        made = []
        said = {(c.stream, c.unit) for c in self._stated.values()}
        for c in self._stated.values():
            blanks = self._told_of_most(c.stream, c.fields)
            made.append(
                replace(
                    c,
                    blanks=c.blanks or blanks,
                    aside=c.aside or sum(self._aside.get(c.stream, Counter()).values()),
                    why=c.why or self._why(c.stream),
                )
            )
        for name, units in self._units.items():
            span = self._span or self._spans.get(name)
            # of a source without rows nobody can see which of its columns would have held something
            fields = tuple(
                sorted(self._fields.get(name, self._columns[name]) - self._unknown[name])
            )
            for unit in sorted(units or ({self._unit} if self._unit else set())):
                if span and (name, unit) not in said:
                    aside = sum(self._aside[name].values())
                    unknown = tuple(sorted(self._unknown[name]))
                    blanks = self._told_of_most(name, fields)
                    made.append(
                        Cover(name, unit, *span, fields, aside, self._why(name), unknown, blanks)
                    )
        return tuple(sorted(made, key=lambda c: (c.stream, c.unit, c.start)))

    def _told_of_most(self, stream: str, fields: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        """What the source does not say of some records, of the fields and values that it knows."""
        unknown = self._unknown.get(stream, set())
        return tuple(
            sorted(
                (f, n)
                for f, n in self._blanks.get(stream, Counter()).items()
                if n and f not in unknown and (f in fields or f in DERIVED)
            )
        )

    def _why(self, stream: str) -> str:
        return "; ".join(rule for rule, _ in self._aside.get(stream, Counter()).most_common(3))


@dataclass(frozen=True)
class Covered:
    """A cover as it was recorded: by which source, at which moment (microseconds since the
    epoch).
    """

    cover: Cover
    source: str
    recorded_at: int


def covers_of(ledger: Ledger, streams: tuple[str, ...], as_of: int) -> tuple[Covered, ...]:
    """What was recorded by `as_of` on who covers these streams, without sources that were withdrawn
    since.
    """
    found: list[Covered] = []
    for m in manifests(ledger):
        if m["recorded_at"] > as_of:
            break
        gone = set(m.get("uncovers", ()))
        if gone:
            found = [c for c in found if c.source not in gone]
        short = m["source"]["digest"][:16]
        found += [
            Covered(c, short, m["recorded_at"]) for c in _of_manifest(m) if c.stream in streams
        ]
    return tuple(found)


def plain(cover: Cover) -> dict[str, Any]:
    """A cover as a manifest holds it."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(cover).items()}


def from_plain(held: dict[str, Any]) -> Cover:
    """The cover that a manifest holds."""
    made: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in held.items()}
    made["blanks"] = tuple((str(f), int(n)) for f, n in made.get("blanks", ()))
    return Cover(**made)


def _of_manifest(m: dict[str, Any]) -> tuple[Cover, ...]:
    if "covers" in m:
        return tuple(from_plain(c) for c in m["covers"])
    if m["source"]["connector"] == "retract":
        return ()
    # made before covers were kept: what its files span
    return tuple(
        Cover(
            name,
            facility,
            min(f["stats"]["start"][0] for f in files),
            max(f["stats"]["end"][1] for f in files),
            (ANY,),
        )
        for name, listed in m["files"].items()
        for facility in sorted({f["facility"] for f in listed})
        if (files := [f for f in listed if f["facility"] == facility])
    )
