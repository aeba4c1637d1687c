"""Two tabs never overwrite each other silently: each edit form says which edition of the row it
shows, and a save of another is refused.

A form declares what it shows of a row (`Shown`), field by field. The digest of that is the row's
edition for this form. It goes out with the form, or as an `ETag`, and comes back with the save,
where it is compared inside the transaction that changes the row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from .errors import Changed, Refused, Unread
from .phrases import Phrase, either
from .verbs import before

FIELD = "edition"


@dataclass(frozen=True)
class Line:
    """A field of an edit form: its label, the text or the texts that stand there now, and for a
    choice what each value is called.
    """

    label: Phrase
    now: str | tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    def said(self, value: str | tuple[str, ...]) -> str:
        """A value of this field in words."""
        values = (value,) if isinstance(value, str) else value
        return either("、", ", ").join(str(self.options.get(v, v)) for v in values)


Lines = dict[str, Line]


@dataclass(frozen=True)
class Shown:
    """What a form shows of a row to somebody, by the names of its fields.

    `counter` is for rows that count their versions themselves, in the form's `field`.
    """

    lines: Callable[[Any, Any], Lines]
    field: str = FIELD
    counter: Callable[[Any], int] | None = None

    def edition(self, row: Any, person: Any = None) -> str:
        if self.counter is not None:
            return str(self.counter(row))
        shown = {name: line.now for name, line in self.lines(row, person).items()}
        return hashlib.sha256(
            json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()[:24]


@dataclass
class Reading:
    """A save under way: whether it was refused because the row is another by now, or because it
    does not say what was read.
    """

    refusal: Refused | None = None
    lines: Lines = field(default_factory=dict)


@contextmanager
def reading(shown: Shown, row: Any, given: str | None, person: Any = None) -> Iterator[Reading]:
    """Have the next transaction look whether the row is still as it was read.

    `given` is the edition that was read; None where that is not said, `*` for whatever is there.
    The transaction raises Changed or Unread, and nothing is changed.
    """
    told = Reading()

    def look() -> None:
        now = type(row).objects.select_for_update().filter(pk=row.pk).first()
        if now is None or given == "*" or given == shown.edition(now, person):
            return
        told.lines = shown.lines(now, person)
        told.refusal = (
            Unread()
            if given is None
            else Changed({n: line.said(line.now) for n, line in told.lines.items()})
        )
        raise told.refusal

    token = before.set(look)
    try:
        yield told
    finally:
        before.reset(token)
