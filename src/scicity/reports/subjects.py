"""Whose a figure is: the nearest name, else that of the sentence before or of the heading, and no
name beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scicity.registry import City

from .place import Place
from .sentences import HOLE, Piece, Safe, Said, entries_of, span_of, spans, values_of
from .tree import Language
from .words import Finder, Named, Own, beyond, listed, of_entry, own


@dataclass(frozen=True)
class Subjects:
    """The names of a registry in the sentences of one language."""

    city: City
    finder: Finder
    language: Language

    def check(self, p: Piece, said: Said, place: Place) -> Iterator[str]:
        """A figure stands under the name of what it is of: the nearest name, else that of the
        sentence before or the heading.
        """
        of, other = entries_of(p)
        name = self.name(of)
        names = self.names(said)
        start, end = span_of(said, p)
        before = [n for n in names if n.end <= start]
        after = [n for n in names if n.start >= end]
        if before:
            near = self._joined(said, before[-1], names)
            if of not in near:
                yield (
                    f"{p.text!r} is of {name}, and stands under {self.name(before[-1].path)}: put"
                    " the name of its subject right before it"
                )
            elif len(near) > 1:
                yield (
                    f"{p.text!r} is of {name} alone, and is said of"
                    f" {' and '.join(self.name(x) for x in near)}: give each its own figure"
                )
        elif after and not other:
            near = self._joined(said, after[0], names)
            if near != {of}:
                wrong = next(x for x in near if x != of)
                yield (
                    f"{p.text!r} is of {name}, and is said of {self.name(wrong)}: name its own"
                    " subject before it"
                )
        else:
            yield from self._inherited(p, of, name, place)
        told = "".join(x.text for x in said.pieces)
        follows = next(
            (
                n
                for n in after
                if re.fullmatch(
                    r"(?i)\W*(?:(?:were|was|is|are|all|done|made|carried out)\s+){0,2}"
                    r"(?:of|at|by|in|for|from|to|within|incl\.?|including|and|plus|with"
                    r"|together with|jointly with|as well as|like|or)?\s*(?:the\s+)?",
                    told[end : n.start],
                )
            ),
            None,
        )
        if (
            before
            and follows
            and not other
            and follows.path != of
            and not self.may_stand(follows.path, {of})
        ):
            yield (
                f"{p.text!r} is of {name}, and is said of {self.name(follows.path)} right after it:"
                " leave that name out, or give it a figure of its own"
            )
        if other and other != of and other not in {n.path for n in after}:
            yield (
                f"{p.text!r} compares {name} with {self.name(other)}: name {self.name(other)}"
                " after it"
            )
        yield from self._stranger(p, said, before, names)

    def _inherited(self, p: Piece, of: str, name: str, place: Place) -> Iterator[str]:
        if place.named:
            above: tuple[str, ...] | None = place.named
            where = "the sentence before"
        else:
            above = next((x for x in (self.paths(h) for h in place.above()) if x), None)
            where = "the heading"
        if above is None:
            yield (
                f"nothing says of what {p.text!r} is: it is of {name}. Name it in the sentence, as"
                " in {{ subject }}, or in the heading above"
            )
        elif above != (of,):
            yield (
                f"{p.text!r} is of {name}, and {where} speaks of"
                f" {', '.join(self.name(x) for x in above)}: name {name} in the sentence"
            )

    def _stranger(
        self, p: Piece, said: Said, before: list[Named], names: list[Named]
    ) -> Iterator[str]:
        """A name outside the registry in the place of the subject."""
        start, _ = span_of(said, p)
        text = "".join(x.text if x.kind == "prose" else HOLE * len(x.text) for x in said.pieces)
        for n in self.finder.find(text):
            text = text[: n.start] + HOLE * (n.end - n.start) + text[n.end :]
        at = max((n.end for n in before), default=0)
        earlier = [s for s, x in spans(said) if x.kind in ("figure", "quote") and s < start]
        at = max(at, max(earlier, default=0)) if before else at
        stretch = text[at:start]
        stretch = stretch[
            max(
                (m.end() for m in re.finditer(r"(?i)\b(?:it|its|they|their|which)\b", stretch)),
                default=0,
            ) :
        ]
        near = [x for s, x in spans(said) if s <= start and x.kind in ("figure", "quote")][-2:]
        known = own(v for x in (*near, p) for v in values_of(x)) | self.own_of(names)
        rest = "".join(
            x
            for x in re.split(
                r"\b[A-Za-z]+(?:-[A-Za-z]+)*-\d+[A-Za-z]?\b|\b\d+(?:st|nd|rd|th)(?: [A-Z][\w-]+)+",
                stretch,
            )
        )
        for i, m in enumerate(
            re.finditer(r"\b[A-Z][A-Za-z&’'-]*(?:\s+(?:of\s+)?[A-Z][A-Za-z&’'-]*)*", rest)
        ):
            words = m.group()
            initial = i == 0 and at == 0 and not re.search(r"[A-Za-z]", rest[: m.start()])
            if not beyond(words, known) or (
                initial and " " not in words and not re.search(r"[A-Z].*[A-Z]", words)
            ):
                continue
            if initial and " " not in words and not beyond(words.split()[0], known):
                continue
            yield (
                f"{words!r} stands where the subject of {p.text!r} is named, and is not in the"
                " registry: name the subject itself"
            )
            return
        chinese, english = (
            listed("organisation", language="zh"),
            listed("organisation", language="en"),
        )
        heads = (
            rf"[\u4e00-\u9fff]{{2,}}(?:{'|'.join(chinese)})(?!家|际|内|外|人)"
            rf"|北京|欧洲|美国|日本|德国|法国|英国|\b(?:{'|'.join(english)})s?\b"
        )
        for m in re.finditer(heads, stretch):
            if beyond(m.group(), known):
                yield (
                    f"{m.group()!r} stands where the subject of {p.text!r} is named, and is not in"
                    " the registry: name the subject itself"
                )
                return

    def name(self, path: str) -> str:
        e = self.city.entries.get(path)
        return getattr(e.name, self.language) if e else path

    def names(self, said: Said) -> list[Named]:
        """Names in a sentence, bound or typed, in order.

        A part's plain name ('beamlines') elsewhere names nobody.
        """
        out: list[Named] = []
        for start, p in spans(said):
            if p.kind == "name" and isinstance(p.value, Safe) and p.value.path:
                out.append(Named(start, start + len(p.text), p.value.path, typed=False))
            elif p.kind == "prose":
                out += [
                    Named(start + n.start, start + n.end, n.path) for n in self.finder.find(p.text)
                ]
        return out

    def paths(self, said: Said) -> tuple[str, ...]:
        """The entries that a text names, each once."""
        return tuple(dict.fromkeys(n.path for n in self.names(said)))

    def _joined(self, said: Said, name: Named, names: list[Named]) -> set[str]:
        """A name with those that a conjunction ties to it."""
        text, at = "".join(p.text for p in said.pieces), names.index(name)
        group = {name.path}
        for step in (-1, 1):
            i = at
            while 0 <= i + step < len(names):
                a, b = sorted((names[i], names[i + step]), key=lambda n: n.start)
                if not re.fullmatch(
                    r"(?i)\s*(?:,|、|和|与|及|以及"
                    r"|,?\s*(?:and|or|as well as|together with|with|,)(?: the)?)\s*(?:the\s+)?",
                    text[a.end : b.start],
                ):
                    break
                group.add(names[i + step].path)
                i += step
        return group

    def own_of(self, names: list[Named]) -> Own:
        out = Own(frozenset(), ())
        for n in names:
            out |= of_entry(self.city.entries[n.path])
        return out

    def may_stand(self, path: str, subjects: set[str]) -> bool:
        """A subject of a figure of the sentence, or a whole that it is in."""
        e = self.city.entries[path]
        return any(
            s == path
            or s.startswith(path + "/")
            or s.split("/")[0] in e.members
            or e.kind == "city"
            for s in subjects
        )
