"""Sections whose heading names one subject and whose numbers are another's: a heading that was
exchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scicity.registry import City

from .subjects import Named
from .types import Verdict

_LEAST = 2  # one number may be of a part or a guest; two that are both another's are no chance


def under_its_heading(
    verdicts: Sequence[Verdict], named: Sequence[Named], city: City
) -> list[Verdict]:
    """The verdicts on a section, with those numbers false that are another's, where two or more
    are one and the same other's and none is true.

    `named` are the names in its text: whoever is named there may well be meant.
    """
    headed = [v for v in verdicts if v.headed]
    owners = {city.entries[v.subject].facility for v in headed}
    here = {city.entries[n.path].facility for n in named}
    if (
        len({v.address for v in headed}) < _LEAST
        or len(owners) > 1
        or owners & here
        or any(v.outcome == "true" for v in verdicts)
    ):
        return list(verdicts)
    return [replace(v, outcome="false") if v.headed else v for v in verdicts]
