"""What each edit form of calls shows of its row, by the names of its fields."""

from __future__ import annotations

from typing import Any

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Person
from scicity.platform.phrases import name_of, phrase

from ..models import (
    Call,
    CallUnit,
    FormVersion,
)
from ..shown import local, plain, texts
from ..states import WORKFLOWS
from ..words import (
    CALL_KINDS,
    ORGANISATION_KINDS,
)


def call(row: Call, person: Person) -> Lines:
    zone = row.facility.zone
    found = texts(
        row,
        code=phrase("common-code"),
        title_zh=phrase("access-call-edit-title-chinese"),
        title_en=phrase("access-call-edit-title-english"),
        text_zh=phrase("access-call-edit-text-chinese"),
        text_en=phrase("access-call-edit-text-english"),
        message_zh=phrase("access-edited-message-chinese"),
        message_en=phrase("access-edited-message-english"),
    )
    found["order"] = Line(phrase("access-call-edit-order"), str(row.order))
    found["kind"] = Line(phrase("common-kind"), row.kind, CALL_KINDS)
    found["workflow"] = Line(
        phrase("common-workflow"), row.workflow, {k: v[0] for k, v in WORKFLOWS.items()}
    )
    found["cycle"] = Line(
        phrase("access-call-edit-run-cycle"),
        str(row.cycle_id),
        {str(c.pk): c.name for c in row.facility.cycles.all()},
    )
    forms = FormVersion.objects.filter(
        template__facility=row.facility_id, published_at__isnull=False
    ).select_related("template")
    found["form"] = Line(
        phrase("access-call-edit-form"), str(row.form_id), {str(f.pk): f for f in forms}
    )
    for name, label in (
        ("opens_at", phrase("access-call-edit-opens")),
        ("closes_at", phrase("access-call-edit-closes")),
        ("internal_closes_at", phrase("access-edited-internal-closing")),
    ):
        found[name] = Line(label, local(getattr(row, name), zone))
    found["kinds_allowed"] = Line(
        phrase("access-edited-open-to"), tuple(row.kinds_allowed), ORGANISATION_KINDS
    )
    for offer in row.offers.select_related("unit"):
        held = offer.capacity if offer.state == "agreed" and offer.wanted is None else offer.wanted
        found[f"capacity-{offer.unit_id}"] = Line(
            phrase("access-edited-to-give").fill(u=name_of(offer.unit)),
            plain(held),
        )
    return found


def _at(thing: Any, *names: str) -> Any:
    """What stands somewhere in a question that may be of any shape: drafts of forms are kept as
    they were sent.
    """
    for name in names:
        thing = thing.get(name) if isinstance(thing, dict) else None
    return "" if thing is None else thing


def form(row: FormVersion, person: Person) -> Lines:
    """The builder's lines, as the template writes them."""
    found: Lines = {}
    labels = {
        "id": phrase("access-edited-id"),
        "type": phrase("access-edited-type"),
        "zh": phrase("access-edited-question-chinese"),
        "en": phrase("access-edited-question-english"),
        "required": phrase("access-setup-required"),
        "unit": phrase("access-edited-unit"),
        "min": phrase("access-edited-least"),
        "max": phrase("access-edited-most"),
        "help_zh": phrase("access-edited-help-chinese"),
        "help_en": phrase("access-edited-help-english"),
        "options": phrase("access-edited-options"),
        "if_question": phrase("access-edited-condition-question"),
        "if_equals": phrase("access-edited-condition-answers"),
    }
    for i, q in enumerate(row.questions if isinstance(row.questions, list) else []):
        wanted = _at(q, "show_if", "equals")
        options = _at(q, "options")
        values = {
            "id": _at(q, "id"),
            "type": _at(q, "type"),
            "zh": _at(q, "label", "zh"),
            "en": _at(q, "label", "en"),
            "required": "1" if _at(q, "required") else "",
            "unit": _at(q, "unit"),
            "min": _at(q, "min"),
            "max": _at(q, "max"),
            "help_zh": _at(q, "help", "zh"),
            "help_en": _at(q, "help", "en"),
            "options": "\n".join(
                " | ".join(str(x) for n in ("value", "zh", "en", "unit") if (x := _at(o, n)))
                for o in (options if isinstance(options, list) else [])
            ),
            "if_question": _at(q, "show_if", "question"),
            "if_equals": ", ".join(map(str, wanted)) if isinstance(wanted, list) else wanted,
        }
        for name, value in values.items():
            said = phrase("access-edited-question").fill(i=i + 1, l=labels[name])
            found[f"{name}-{i}"] = Line(
                said,
                str(value or ""),
                {"1": labels["required"], "": phrase("common-no")} if name == "required" else {},
            )
    return found


def offer(row: CallUnit, person: Person) -> Lines:
    return {
        "amount": Line(
            phrase("access-offers-give"), plain(row.capacity if row.wanted is None else row.wanted)
        ),
        "reason": Line(phrase("common-reason"), row.reason),
        "state": Line(
            phrase("common-state"),
            row.state,
            {
                "asked": phrase("access-edited-awaits-an-answer"),
                "agreed": phrase("access-edited-agreed"),
                "declined": phrase("access-edited-declined"),
            },
        ),
    }


CALL = Shown(call)
FORM = Shown(form)
OFFER = Shown(offer)
