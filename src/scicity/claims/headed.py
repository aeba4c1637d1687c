"""Sections whose heading names one subject and whose numbers are another's: a heading that was
exchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scicity.registry import City

from .types import Verdict

_LEAST = 2  # one number may be of a part or a guest; two that are both another's are no chance


def under_its_heading(
    verdicts: Sequence[Verdict], named: Sequence[tuple[int, str]], above: Sequence[str], city: City
) -> list[Verdict]:
    """The verdicts on a section, with those numbers false that are another's, where two or more
    are one and the same other's and none is true of the heading's own.

    `above` are the subjects that the heading names, `named` those in the section's text, each with
    the passage's index: whoever was named up to a passage may be meant in it.
    """
    first: dict[str, int] = {}
    for index, path in named:
        first.setdefault(city.entries[path].facility, index)

    def told(v: Verdict) -> bool:
        return first.get(city.entries[v.subject].facility, v.passage.index + 1) <= v.passage.index

    headed = [v for v in verdicts if v.headed and not told(v)]
    own = {city.entries[path].facility for path in above}
    if (
        len({v.address for v in headed}) < _LEAST
        or len({city.entries[v.subject].facility for v in headed}) > 1
        or any(
            v.outcome == "true" and v.subject and city.entries[v.subject].facility in own
            for v in verdicts
        )
    ):
        return list(verdicts)
    return [replace(v, outcome="false") if v in headed else v for v in verdicts]
