"""What each edit form of allocation shows of its row, by the names of its fields."""

from __future__ import annotations

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Person
from scicity.platform.phrases import name_of, phrase

from ..models import (
    Proposal,
)
from ..shown import plain
from ..words import (
    OUTCOMES,
)


def decision(row: Proposal, person: Person) -> Lines:
    found: Lines = {}
    for p in row.parts.select_related("unit").prefetch_related("decisions"):
        made = next((d for d in p.decisions.all() if d.current), None)
        name = name_of(p.unit)
        found[f"outcome-{p.pk}"] = Line(
            phrase("access-edited-decision").fill(u=name),
            made.outcome if made else "",
            {"": "–", **OUTCOMES},
        )
        found[f"amount-{p.pk}"] = Line(
            phrase("access-edited-amount-3").fill(u=name), plain(made.amount) if made else ""
        )
        found[f"comment-{p.pk}"] = Line(
            phrase("access-edited-remark").fill(u=name), made.comment if made else ""
        )
    return found


DECISION = Shown(decision)
