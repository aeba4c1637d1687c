"""What a sentence is: proven, quoted or an editor's; and what of it contradicts its figures.

A sentence with a figure is *proven* only where every word of it is accounted for; with other words
it is an editor's, who stands for them by name. What contradicts its figure is a fault: the report
is not built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scicity.metrics import Statement

from .beside import asserted, taken_back, touched, turned, wrong_part, wrong_unit, wrongly_counted
from .bound import Bound
from .periods import wrong_kind, wrong_period
from .place import Place
from .quantities import Found, quantities, ranks
from .sentences import HOLE, Piece, Safe, Said, entries_of, titles_of, values_of
from .subjects import Subjects
from .tree import Standing
from .words import beyond, listed, of_entry, own, pattern

_SCOPE = re.compile(
    r"\b(?:world|country|nation|Asia|Europe|any|all|every)\b|世界|全球|全国|国内|国际|亚洲|所有|任何"
)


@dataclass(frozen=True)
class Judged:
    """What a sentence is, and the faults that stop the build.

    `beyond` are words that no figure accounts for.
    """

    standing: Standing
    faults: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judge:
    """Judges the sentences of one report in one language."""

    subjects: Subjects
    year: str

    def judge(self, said: Said, place: Place) -> Judged:
        if said.figures or any(p.kind == "rank" for p in said.pieces):
            return self._with_figures(said, place)
        text = said.prose
        claimed = ranks(text)
        faults = [
            f"{x!r} claims a rank without evidence: quote it from its source with {{{{"
            " subject.claim | quote }}, or compute it with most(…)"
            for x in claimed
        ]
        free = any(c.isalnum() for c in text)
        return Judged(
            "vouched" if free else "proven",
            tuple(faults),
            (),
            tuple(q.text for q in self._numbers(text)),
            tuple(claimed),
        )

    def _numbers(self, text: str, titles: Sequence[str] = ()) -> list[Found]:
        """Quantities of a text outside the registry's names and the titles of its figures."""
        for n in reversed(self.subjects.finder.find(text)):
            text = text[: n.start] + HOLE + text[n.end :]
        for t in sorted(titles, key=len, reverse=True):
            text = re.sub(re.escape(t), HOLE, text, flags=re.IGNORECASE)
        return quantities(text)

    def _with_figures(self, said: Said, place: Place) -> Judged:
        faults: list[str] = []
        values = [v for p in said.pieces for v in values_of(p)]
        titles = [t for v in values for t in titles_of(v)]
        prose = said.prose
        found = self._numbers(prose, titles)
        for q in found:
            if q.weight == "quantity":
                faults.append(
                    f"{q.text!r} is a number without a figure, beside one that has it: bind it, or"
                    " say it in a sentence of its own"
                )
        faults += [
            f"{x!r} claims a rank beside a figure that does not bear it: quote it from its source,"
            " or compute it with most(…)"
            for x in ranks(prose)
        ]
        if any(p.kind == "rank" for p in said.pieces) and (m := _SCOPE.search(prose)):
            faults.append(
                f"{m.group()!r} goes beyond the values that were compared: a rank holds among those"
                " alone"
            )
        if m := re.search(r"(?i)\bthe (?:most|least|fewest)\b(?! (?:of|recent))", prose):
            faults.append(
                f"{m.group()!r} claims a rank beside a figure that does not bear it: compute it"
                " with most(…)"
            )
        for p in said.figures:
            faults += self._one(p, said, place)
        loose = self._beyond(said)
        quoted = any(p.kind == "quote" for p in said.pieces)
        standing: Standing = "vouched" if loose or found else "quoted" if quoted else "proven"
        return Judged(
            standing, tuple(dict.fromkeys(faults)), tuple(loose), tuple(q.text for q in found)
        )

    def _one(self, p: Piece, said: Said, place: Place) -> Iterator[str]:
        """Everything that contradicts one figure, stage or quotation."""
        yield from self.subjects.check(p, said, place)
        yield from turned(p, said, self.subjects)
        yield from taken_back(p, said, place)
        if p.kind == "quote":
            yield from asserted(p, said)
        elif isinstance(p.value, Bound):
            yield from wrong_period(p, said, place, self.year)
            yield from wrong_kind(p, said, place)
            if p.value.interval is not None or isinstance(p.value.of, tuple):
                yield from touched(p, said, place)
                yield from wrong_unit(p, said, self.subjects.language)
                yield from wrongly_counted(p, said, self.subjects)
                yield from wrong_part(p, said)

    def _beyond(self, said: Said) -> list[str]:
        """Words of the sentence that neither its figures nor the house account for, each stretch
        held to the figures that touch it.
        """
        spans = [p for p in said.pieces if p.kind in ("figure", "quote", "state", "rank")]
        subjects = {x for p in spans for x in entries_of(p) if x}
        also = (
            (
                *listed("attribution", "words", language="en"),
                *listed("attribution", "words", language="zh"),
            )
            if any(p.kind == "quote" for p in spans)
            else ()
        )
        out: list[str] = []
        before: Piece | None = None
        for i, p in enumerate(said.pieces):
            if p in spans:
                before = p
                continue
            if p.kind == "name" and isinstance(p.value, Safe):
                if p.value.path and not self.subjects.may_stand(p.value.path, subjects):
                    out.append(p.text)
                continue
            if p.kind != "prose":
                continue
            after = next((x for x in said.pieces[i + 1 :] if x in spans), None)
            values = [v for x in (before, after) if x is not None for v in values_of(x)]
            known = own(values)
            for x in (before, after):
                if x is not None and x.kind == "state":
                    known |= of_entry(self.subjects.city.entries[entries_of(x)[0]])
            text = p.text
            for n in reversed(self.subjects.finder.find(text)):
                if not self.subjects.may_stand(n.path, subjects):
                    out.append(text[n.start : n.end])
                text = text[: n.start] + " " * (n.end - n.start) + text[n.end :]
            for kind in ("cumulative", "annual"):
                text = pattern("time", kind).sub(" ", text)
            targets = [v for v in values if isinstance(v.of, Statement) and v.of.kind == "target"]
            out += beyond(
                text, known, also=(*also, *(("target", "targets", "目标") if targets else ()))
            )
        return list(dict.fromkeys(out))
