"""The nouns of the checker: passages of a document, numbers in them, what is known, what is
judged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from scicity.metrics import Interval
from scicity.reports import Said

Kind = Literal["heading", "text", "cell"]
Outcome = Literal["true", "false", "imprecise", "unknown"]


@dataclass(frozen=True)
class Cell:
    """Where a passage stands in a table: numbers from 0.

    `header`: it is of a row or column of headings.

    `spans` are how many rows and columns it takes. Cells of one table share `table`; the checker
    makes the grid of them again to tell a table of records (one value a row) and one that lies on
    its side.
    """

    table: int
    row: int
    column: int
    header: bool = False
    spans: tuple[int, int] = (1, 1)


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, line or table cell (`cell` says where in its table).

    `place` tells a reader where; `index` the renderer.

    `labels` are the texts that belong to it without being in it: a table's headings, the label
    above a number. `level` is a heading's depth, 0 where the document does not say: then one
    without a subject changes nothing.
    """

    index: int
    place: str
    kind: Kind
    text: str
    level: int = 0
    labels: tuple[str, ...] = ()
    cell: Cell | None = None


@dataclass(frozen=True)
class Mention:
    """A number in a passage. `start` and `end` enclose qualifier, digits, scale and unit; the
    number itself lies within `core`. `unit` is a key of the lexicon or '', `counter` the word that
    was read as the unit. `others` are values that it may have been meant for as well (12 898).
    `slack`: how far from it, in its unit, a value may be that is still told so (a third). `shape`:
    'points' (percentage points) or 'times' (a multiple), which are no amounts.
    """

    start: int
    end: int
    core: tuple[int, int]
    text: str
    said: Said
    unit: str
    units: tuple[str, ...]
    counter: str
    spelled: bool = False
    others: tuple[Fraction, ...] = ()
    slack: Fraction = Fraction(0)
    shape: Literal["", "points", "times"] = ""


@dataclass(frozen=True)
class Known:
    """A value of the ledger that a document may state.

    `titles` are the ways to say what it measures.

    `partly` says, in both languages, what is not covered of a figure of which a part is; `rises`:
    the whole is at least the part. `kind`
    is that of its statement: figure, target, ….
    """

    address: str
    subject: str
    measure: str
    titles: tuple[str, ...]
    interval: Interval
    stated: Said
    unit: str
    shown: dict[str, str]
    period: str
    as_of: str
    decimals: int | None = None
    partly: dict[str, str] = field(default_factory=dict)
    rises: bool = False
    kind: str = "figure"

    @property
    def year(self) -> str:
        """The year that the value is of, if it has one."""
        return self.as_of[:4] or (self.period[-4:] if self.period[-4:].isdigit() else "")


@dataclass(frozen=True)
class Verdict:
    """What the ledger says of one claim.

    `confidence` is between 0 and 1; `why` says it in both languages. `headed`: the ledger has the
    number for `subject`, and it is another's heading alone that the number stands under.
    """

    outcome: Outcome
    passage: Passage
    start: int
    end: int
    claim: str
    subject: str
    address: str
    ledger: dict[str, str]
    why: dict[str, str]
    confidence: float
    headed: bool = False
