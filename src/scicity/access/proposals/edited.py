"""What each edit form of proposals shows of its row, by the names of its fields."""

from __future__ import annotations

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Person
from scicity.platform.phrases import Both, name_of, phrase

from ..models import (
    Proposal,
)
from ..review.edited import YES_NO_OPEN
from ..sessions.edited import _CHEMICALS, _SAMPLES
from ..shown import plain, row_lines, texts


def proposal(row: Proposal, person: Person) -> Lines:
    found = texts(
        row,
        title=phrase("common-title"),
        abstract=phrase("common-abstract"),
        programme=phrase("access-proposal-edit-programme"),
    )
    for q in row.form.questions:
        label, value = Both(q["label"]["zh"], q["label"]["en"]), row.answers.get(q["id"])
        match q["type"]:
            case "heading" | "units" | "file":
                continue
            case "samples" | "chemicals":
                found |= row_lines(
                    f"q-{q['id']}",
                    label,
                    _SAMPLES if q["type"] == "samples" else _CHEMICALS,
                    value if isinstance(value, list) else [],
                )
            case "choice" | "choices":
                options = {o["value"]: Both(o["zh"], o["en"]) for o in q.get("options") or []}
                given = tuple(value or ()) if q["type"] == "choices" else str(value or "")
                found[f"q-{q['id']}"] = Line(
                    label, given, options if q["type"] == "choices" else {"": "–", **options}
                )
            case "yesno":
                found[f"q-{q['id']}"] = Line(label, str(value or ""), YES_NO_OPEN)
            case _:
                found[f"q-{q['id']}"] = Line(label, str(value or ""))
    parts = list(row.parts.select_related("unit"))
    offered = {
        str(o.unit_id): o.unit
        for o in row.call.offers.filter(state="agreed").select_related("unit")
    } | {str(p.unit_id): p.unit for p in parts}
    found["units"] = Line(
        phrase("access-proposal-edit-units-asked-for"),
        tuple(sorted(str(p.unit_id) for p in parts)),
        offered,
    )
    for part in parts:
        found[f"amount-{part.unit_id}"] = Line(
            phrase("access-edited-amount-2").fill(u=name_of(part.unit)),
            plain(part.amount),
        )
    return found


PROPOSALS = Shown(proposal, field="version", counter=lambda row: row.version)
