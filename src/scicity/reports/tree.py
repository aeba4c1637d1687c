"""A report as a tree of values: what every renderer reads, and what two builds are compared by."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, get_args

Language = Literal["zh", "en"]
Standing = Literal["proven", "quoted", "vouched"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
MEASURED = ("measured", "partly covered", "not covered")  # the status of what is asked of records


@dataclass(frozen=True)
class Ref:
    """The evidence behind a number.

    `address` finds it again; `status` says measured, partly or not covered, declared or derived.

    `measure` is the metric or the document's own measure; `value` is exact, as text, and empty
    where nothing is known; `seal` and `records` belong to measured figures, whose `note` says what
    is not covered; `where` to declared ones.
    """

    id: str
    address: str
    subject: str
    subject_name: str
    title: str
    shown: str
    value: str
    unit: str
    status: str
    period: str
    counting: str = ""
    definition: str = ""
    definition_version: str = ""
    where: str = ""
    note: str = ""
    seal: str = ""
    records: int = 0
    simulated: bool = False

    @property
    def said(self) -> str:
        """What a reader is told beside the number: simulated before anything else."""
        return "simulated" if self.simulated else self.status


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Number:
    """A bound figure in a sentence: the words as printed, and the ref of its evidence."""

    text: str
    ref: str


@dataclass(frozen=True)
class Quote:
    """Somebody's claim in their own words; the report does not assert it."""

    text: str
    ref: str


Inline = Text | Number | Quote
Line = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    anchor: str
    icon: str = ""


@dataclass(frozen=True)
class Paragraph:
    line: Line
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    items: tuple[Line, ...]


@dataclass(frozen=True)
class Tiles:
    """The figures that a reader should see first: (number, what it counts, on what basis)."""

    items: tuple[tuple[Number, str, str], ...]


@dataclass(frozen=True)
class Fact:
    title: str
    value: Number | Quote
    basis: str
    kind: str
    subject: str


@dataclass(frozen=True)
class Facts:
    """A table of statements; with several subjects, each row names its own."""

    caption: str
    rows: tuple[Fact, ...]

    @property
    def many(self) -> bool:
        return len({f.subject for f in self.rows}) > 1


@dataclass(frozen=True)
class Event:
    date: str
    text: Number
    subject: str


@dataclass(frozen=True)
class Timeline:
    """Milestones in order; an event without a month carries its year."""

    caption: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Pipeline:
    """Planned facilities along the stages of their life cycle: (name, index of the stage reached,
    ref).
    """

    caption: str
    stages: tuple[str, ...]
    items: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Chart:
    """A picture drawn from figures. `points` are (period, exact value as text).

    `partly` are periods of which a part is covered, `gaps` those of which nothing is: they have no
    point.
    """

    caption: str
    source: str
    unit: str
    anchor: str
    points: tuple[tuple[str, str], ...]
    partly: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Map:
    """Districts with what lies in them: (district, names)."""

    caption: str
    source: str
    marked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Notes:
    """Remarks with a label each, such as the findings of the audit."""

    caption: str
    items: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Bullets | Tiles | Facts | Timeline | Pipeline | Chart | Map | Notes


@dataclass(frozen=True)
class SourceFile:
    """An import that the report may rest on."""

    name: str
    digest: str
    recorded_at: str
    rows: int
    simulated: bool


@dataclass(frozen=True)
class Sentence:
    """What stands behind one sentence, heading or row: figures and their records, a source's words,
    or the editor alone.

    `where` is the template's file and line; `refs` are the ids of the evidence; `source` names the
    document of what is quoted. `beyond` are words of a sentence with a figure that no figure
    accounts for, `numbers` quantities that the editor's words hold. `section` is the heading that
    it stands under: the nearest that names a subject, else the nearest.
    """

    text: str
    standing: Standing
    where: str
    kind: Literal["title", "heading", "sentence", "row"]
    refs: tuple[str, ...] = ()
    source: str = ""
    beyond: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True)
class Report:
    """One report in one language.

    `as_of` is in microseconds since the epoch; `editor` is who vouches for the editor's words.
    """

    id: str
    language: Language
    title: str
    subtitle: str
    city: str
    year: int
    as_of: int
    blocks: tuple[Block, ...]
    refs: tuple[Ref, ...]
    sources: tuple[SourceFile, ...]
    sentences: tuple[Sentence, ...] = ()
    editor: str = ""

    def standing(self, standing: Standing) -> tuple[Sentence, ...]:
        """The sentences that are proven, quoted or vouched for, in the report's order."""
        return tuple(s for s in self.sentences if s.standing == standing)

    def ref(self, name: str) -> Ref:
        return next(r for r in self.refs if r.id == name)


def as_data(node: Any) -> Any:
    """A report as plain lists and dictionaries, each node with its kind: for renderers, snapshots
    and comparison.
    """
    if is_dataclass(node) and not isinstance(node, type):
        return {"kind": type(node).__name__} | {
            f.name: as_data(getattr(node, f.name)) for f in fields(node)
        }
    return [as_data(x) for x in node] if isinstance(node, tuple | list) else node
