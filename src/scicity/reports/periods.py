"""For what time a figure is and of what kind, and whether its sentence says another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scicity.measures import unit_of
from scicity.metrics import Evidence, Statement

from .bound import Bound
from .place import Place
from .sentences import HOLE, Piece, Safe, Said, values_of
from .words import beyond, own, pattern, told

CUMULATIVE = ("cumulative", "since_launch")


def wrong_period(p: Piece, said: Said, place: Place, year: str) -> Iterator[str]:
    """Cumulative told as annual, one year's told as cumulative, another period, a rate."""
    before, after = said.at(p)
    v = p.value
    assert isinstance(v, Bound)
    for period, as_of, happens in periods_of(v):
        cumulative = period in CUMULATIVE
        word = _time_word(before, after, place)
        if cumulative and word[0] == "annual" and (happens or word[2]):
            yield (
                f"{p.text!r} is cumulative to {as_of}, and {word[1]!r} tells it as one year’s: say"
                " that it is cumulative (累计)"
            )
        elif cumulative and happens and not word[0]:
            yield (
                f"{p.text!r} is cumulative to {as_of}, and the sentence does not say so: say ‘by"
                " the end of the year’, ‘cumulative’ or 截至, 累计, here or in the lead of the"
                " section"
            )
        elif not cumulative and word[0] == "cumulative" and happens and word[2]:
            yield (
                f"{p.text!r} is for {period} alone, and {word[1]!r} tells it as cumulative: say for"
                " what period it is"
            )
        behind = _last(re.split(f"[{HOLE},，;；]", after)[0])
        if (
            happens
            and behind[1]
            and (behind[1] == "cumulative") != cumulative
            and behind[1] != word[0]
        ):
            kind = f"cumulative to {as_of}" if cumulative else f"for {period} alone"
            yield (
                f"{p.text!r} is {kind}, and {behind[2]!r} right behind it says otherwise: leave"
                " it out"
            )
        stated = [x for x in said.pieces if x.kind == "time" and isinstance(x.value, Safe)]
        periods = [x.value.period for x in stated if isinstance(x.value, Safe)]
        inherited = periods or [
            x.value.period
            for h in place.above()
            for x in h.pieces
            if x.kind == "time" and isinstance(x.value, Safe)
        ]
        wanted = as_of[:4] if cumulative else period
        several = {x for x, _, _ in periods_of(v)}
        if periods and not cumulative and not set(periods) & several:
            yield (
                f"{p.text!r} is for {period}, and the sentence says {periods[0]}: say its own"
                " period with {{ period(…) }}"
            )
        elif (
            periods
            and cumulative
            and not any(x.startswith(wanted) or x in CUMULATIVE for x in periods)
        ):
            yield (
                f"{p.text!r} is as of {as_of}, and the sentence says {periods[0]}: say its own"
                " period with {{ period(…) }}"
            )
        elif (
            wanted not in ("", year)
            and wanted not in inherited
            and not (cumulative and set(inherited) & set(CUMULATIVE))
        ):
            yield (
                f"{p.text!r} is for {wanted}, which is not the report’s year: say so with {{{{"
                " period(…) }} in the sentence or the heading"
            )
    title = own(values_of(p))
    for m in pattern("time", "other").finditer(said.prose):
        if not told(m.group(), title):
            yield (
                f"{m.group()!r} is a time or a rate that {p.text!r} is not for: leave it out, or"
                " take the figure of that period"
            )


def _time_word(before: str, after: str, place: Place) -> tuple[str, str, bool]:
    """(cumulative or annual, the word, whether the sentence itself says it): the nearest before,
    else after, else around.
    """
    for text, here in (
        (before, True),
        (after, True),
        (place.paragraph, False),
        (place.lead, False),
        *((h.text, False) for h in place.above()),
    ):
        _, kind, word = _last(text)
        if kind:
            return kind, word, here
    return "", "", False


def _last(text: str) -> tuple[int, str, str]:
    """(where, cumulative or annual, the word) of the last time word of a text."""
    hits = [
        (m.start(), kind, m.group())
        for kind in ("cumulative", "annual")
        for m in pattern("time", kind).finditer(text)
    ]
    hits = [
        h
        for h in hits
        if not any(
            o[0] <= h[0]
            and o[0] + len(o[2]) >= h[0] + len(h[2])
            and o is not h
            and len(o[2]) > len(h[2])
            for o in hits
        )
    ]
    return max(hits, default=(-1, "", ""))


def wrong_kind(p: Piece, said: Said, place: Place) -> Iterator[str]:
    """Declared told as measured, measured as declared, a target as reached, a result as a
    target.
    """
    v = p.value
    assert isinstance(v, Bound)
    statement = v.of if isinstance(v.of, Statement) else None
    title = own(values_of(p))
    text = said.prose
    wrong, right = ("measured", "declared") if statement else ("declared", "measured")
    for m in pattern("kinds", wrong).finditer(text):
        if beyond(m.group(), title):
            yield f"{p.text!r} is {right}, and {m.group()!r} tells it as {wrong}"
    if statement is not None and statement.kind == "target":
        around = " ".join((text, place.paragraph, place.lead, *(h.text for h in place.above())))
        if not pattern("kinds", "target").search(around):
            yield (
                f"{p.text!r} is a target, and the sentence does not say so: call it a target (目标)"
            )
        for m in pattern("kinds", "present").finditer(text):
            yield f"{p.text!r} is a target, and {m.group()!r} tells it as reached"
    elif (m2 := pattern("kinds", "stated_as_target").search(text)) and beyond(
        m2.group(), title, also=("on",)
    ):
        yield f"{p.text!r} is no target, and {m2.group()!r} tells it as one"


def periods_of(v: Bound) -> list[tuple[str, str, bool]]:
    """(period, as of, whether it counts what happens) of a figure, or of each that a comparison was
    computed from.
    """
    if isinstance(v.of, tuple):
        return [x for b in v.of for x in periods_of(b)]
    unit = unit_of(v.unit)
    happens = unit is not None and (unit.happens or unit.money)
    if isinstance(v.of, Statement):
        s = v.of
        return [(s.period, s.as_of or s.period, happens)]
    assert isinstance(v.of, Evidence)
    f = v.of.figure
    return [("cumulative" if f.metric.basis == "cumulative" else f.period, f.period, happens)]
