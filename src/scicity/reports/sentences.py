"""A line of a template in pieces, and the pieces in sentences: what each says, bound or typed, and
on which line it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from scicity.metrics import Statement

from .bound import Bound
from .tree import Inline, Number, Quote, Text

PieceKind = Literal["prose", "name", "time", "state", "rank", "figure", "quote"]
# A sentence ends at its mark; the parts that a semicolon parts are each held to their own figures.
_END = re.compile(
    r"[。！？；!?;]+[”’」』）)\"']*\s*|(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)(?<!\bDr)(?<!\bSt)(?<!\bvs)(?<!\bcf)(?<!\bca)(?<!\bincl)(?<!\bexcl)(?<!\bapprox)(?<!\betc)(?<!\bviz)\.[”’)\"']*(?=\s|$)\s*"
)
HOLE = "\ufffc"  # where a figure stands in the text of its sentence


@dataclass(frozen=True)
class Safe:
    """A text that an expression gave: a registered name, a stage, a period, a computed rank.

    `path` is the entry that it is of, `period` the period that it says, `of` the figures that a
    rank was computed from.
    """

    text: str
    icon: str = ""
    path: str = ""
    period: str = ""
    kind: Literal["name", "time", "state", "rank"] = "name"
    of: tuple[Bound, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A stretch of a line of one kind.

    `shown` is what is printed of it; `line` is the template's line, 0 before it is known.
    """

    kind: PieceKind
    text: str
    value: Bound | Safe | None = None
    shown: Inline | None = None
    line: int = 0


@dataclass(frozen=True)
class Said:
    """A sentence, or one of its parts between semicolons, as pieces."""

    pieces: tuple[Piece, ...]

    @property
    def line(self) -> int:
        return next((p.line for p in self.pieces if p.line and p.text.strip()), 0)

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces).strip()

    @property
    def figures(self) -> tuple[Piece, ...]:
        return tuple(p for p in self.pieces if p.kind in ("figure", "quote", "state"))

    @property
    def prose(self) -> str:
        return "".join(p.text for p in self.pieces if p.kind == "prose")

    def holed(self) -> str:
        """The text with a hole for each figure, name, stage and rank: what a writer has typed, and
        periods.
        """
        return "".join(p.text if p.kind in ("prose", "time") else HOLE for p in self.pieces)

    def typed(self) -> str:
        """What a writer has typed, with a hole for all that is bound."""
        return "".join(p.text if p.kind == "prose" else HOLE for p in self.pieces)

    def at(self, piece: Piece) -> tuple[str, str]:
        """What stands before and after a piece, holed."""
        i = next(n for n, p in enumerate(self.pieces) if p is piece)
        return Said(self.pieces[:i]).holed(), Said(self.pieces[i + 1 :]).holed()


def piece_of(value: Bound | Safe, shown: Inline) -> Piece:
    if isinstance(value, Safe):
        return Piece(value.kind, value.text, value, shown)
    return Piece("quote" if isinstance(shown, Quote) else "figure", shown.text, value, shown)


def sentences(pieces: Iterable[Piece]) -> list[Said]:
    """Sentences in order; a line without a full stop is one. A bound text is never cut."""
    out: list[list[Piece]] = [[]]
    for p in pieces:
        if p.kind != "prose":
            out[-1].append(p)
            continue
        at = 0
        for m in _END.finditer(p.text):
            out[-1].append(replace(p, text=p.text[at : m.end()]))
            out.append([])
            at = m.end()
        if p.text[at:]:
            out[-1].append(replace(p, text=p.text[at:]))
    said = [Said(tuple(x)) for x in out if any(p.text.strip() for p in x)]
    return [s for s in said if any(c.isalnum() for c in s.text)]


def inlines(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    """What is printed of a line; neighbouring texts as one."""
    out: list[Inline] = []
    for p in pieces:
        part = p.shown if isinstance(p.shown, Number | Quote) else Text(p.text)
        if isinstance(part, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + part.text)
        else:
            out.append(part)
    return tuple(out)


def values_of(p: Piece) -> list[Bound]:
    """The figures of a piece: its own, or those that a rank was computed from."""
    if isinstance(p.value, Bound):
        return [p.value]
    return list(p.value.of) if isinstance(p.value, Safe) else []


def entries_of(p: Piece) -> tuple[str, str]:
    """(what a figure is of, what it is compared with or nothing)."""
    v = p.value
    if isinstance(v, Bound):
        other = v.of[1].entry.path if isinstance(v.of, tuple) and len(v.of) > 1 else ""
        return v.entry.path, other if other != v.entry.path else ""
    return (v.path, "") if isinstance(v, Safe) else ("", "")


def titles_of(v: Bound) -> list[str]:
    """A figure's titles in Chinese and English; of a comparison, those of both figures."""
    if isinstance(v.of, tuple):
        return [t for x in v.of for t in titles_of(x)]
    title = v.of.title if isinstance(v.of, Statement) else v.of.figure.metric.title
    return [t for t in title.values() if t]


def spans(said: Said) -> list[tuple[int, Piece]]:
    """(where it begins, piece) of a sentence."""
    out, at = [], 0
    for p in said.pieces:
        out.append((at, p))
        at += len(p.text)
    return out


def span_of(said: Said, piece: Piece) -> tuple[int, int]:
    """Where a piece begins and ends in its sentence."""
    start = next(s for s, p in spans(said) if p is piece)
    return start, start + len(piece.text)


def next_of(said: Said, piece: Piece) -> Piece | None:
    """The piece after one, spaces passed over."""
    i = next(n for n, p in enumerate(said.pieces) if p is piece) + 1
    while i < len(said.pieces) and not said.pieces[i].text.strip():
        i += 1
    return said.pieces[i] if i < len(said.pieces) else None
