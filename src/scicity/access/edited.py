"""What each edit form shows of its row, by the names of its fields.

`services/editions` holds a save against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Organisation, Person
from scicity.platform.phrases import Both, Phrase, name_of, phrase, verbatim

from .models import (
    Assignment,
    Call,
    CallUnit,
    Facility,
    FormVersion,
    LogEntry,
    Output,
    PanelProposal,
    Proposal,
    ProposalPart,
    Session,
    Shipment,
    Visit,
)
from .states import SHIPMENT, WORKFLOWS
from .words import (
    CALL_KINDS,
    FEASIBILITY,
    HAZARDS_SAID,
    ORGANISATION_KINDS,
    OUTCOMES,
    OUTPUT_KINDS,
    RECOMMENDATIONS,
    VISIT_MODES,
)

MAIL_SAID = {
    "each": phrase("access-me-each-message"),
    "digest": phrase("access-me-a-daily-digest"),
    "none": phrase("access-me-none"),
}
YES_NO_OPEN = {"": "–", "yes": phrase("common-yes"), "no": phrase("common-no")}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"


def _local(value: datetime | None, zone: str, form: str = "%Y-%m-%dT%H:%M") -> str:
    return "" if value is None else value.astimezone(ZoneInfo(zone)).strftime(form)


def _texts(row: Any, **labels: Phrase) -> Lines:
    return {name: Line(label, str(getattr(row, name) or "")) for name, label in labels.items()}


def _rows(
    prefix: str, label: Phrase, columns: Mapping[str, Phrase], rows: list[dict[str, Any]]
) -> Lines:
    """A table of samples or chemicals: a line a column, a value a row, and the empty row that a
    form ends with.
    """
    found: Lines = {}
    for column, title in columns.items():
        named = phrase("access-edited-mark").fill(l=label, c=title)
        values = tuple(
            str(r.get(column) or ("none" if column == "hazard" else "")) for r in [*rows, {}]
        )
        found[f"{prefix}-{column}"] = Line(
            named, values, HAZARDS_SAID if column == "hazard" else {}
        )
    return found


_NAME, _AMOUNT = phrase("access-edited-name"), phrase("access-edited-amount")
_SAMPLES = {"name": _NAME, "amount": _AMOUNT, "hazard": phrase("access-edited-hazard")}
_CHEMICALS = {"name": _NAME, "cas": phrase("access-edited-cas"), "amount": _AMOUNT}


def call(row: Call, person: Person) -> Lines:
    zone = row.facility.zone
    found = _texts(
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
        found[name] = Line(label, _local(getattr(row, name), zone))
    found["kinds_allowed"] = Line(
        phrase("access-edited-open-to"), tuple(row.kinds_allowed), ORGANISATION_KINDS
    )
    for offer in row.offers.select_related("unit"):
        held = offer.capacity if offer.state == "agreed" and offer.wanted is None else offer.wanted
        found[f"capacity-{offer.unit_id}"] = Line(
            phrase("access-edited-to-give").fill(u=name_of(offer.unit)),
            _plain(held),
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


def proposal(row: Proposal, person: Person) -> Lines:
    found = _texts(
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
                found |= _rows(
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
            _plain(part.amount),
        )
    return found


def review(row: Assignment, person: Person) -> Lines:
    held = {s.criterion: s.value for s in row.scores.all()}
    found = {
        c["id"]: Line(Both(c["zh"], c["en"]), _plain(held.get(c["id"])))
        for c in row.item.panel.criteria
    }
    return found | {
        "to_applicant": Line(
            phrase("access-proposal-comment-to-the-applicant"), row.comment_applicant
        ),
        "hidden": Line(phrase("access-edited-panel-only-2"), row.comment_hidden),
    }


def part(row: ProposalPart, person: Person) -> Lines:
    """One's own technical review of a part."""
    mine = row.technical_reviews.filter(reviewer=person.pk).first()
    return {
        "state": Line(
            phrase("access-proposal-verdict"), mine.state if mine else "open", FEASIBILITY
        ),
        "amount": Line(
            phrase("access-proposal-amount"), _plain(mine.amount if mine else row.amount)
        ),
        "comment_applicant": Line(
            phrase("access-proposal-comment-to-the-applicant"),
            mine.comment_applicant if mine else "",
        ),
        "comment_private": Line(
            phrase("access-edited-private-comment"), mine.comment_private if mine else ""
        ),
    }


def conclusion(row: PanelProposal, person: Person) -> Lines:
    return {
        "recommendation": Line(
            phrase("access-meeting-recommendation"), row.recommendation, RECOMMENDATIONS
        ),
        "to_applicant": Line(phrase("access-edited-to-the-applicant"), row.comment_applicant),
        "hidden": Line(phrase("access-edited-panel-only"), row.comment_hidden),
    }


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
            phrase("access-edited-amount-3").fill(u=name), _plain(made.amount) if made else ""
        )
        found[f"comment-{p.pk}"] = Line(
            phrase("access-edited-remark").fill(u=name), made.comment if made else ""
        )
    return found


def declaration(row: Session, person: Person) -> Lines:
    safety = row.safety
    return {
        **_rows("samples", phrase("access-session-samples"), _SAMPLES, safety.samples),
        **_rows("chemicals", phrase("access-session-chemicals"), _CHEMICALS, safety.chemicals),
        "measures": Line(phrase("access-session-measures"), safety.measures),
    }


def report(row: Session, person: Person) -> Lines:
    return _texts(
        row,
        report=phrase("access-session-report"),
        data_link=phrase("access-session-link-to-the-data"),
    )


def times(row: Session, person: Person) -> Lines:
    zone = row.unit.facility.zone
    return {
        "started": Line(
            phrase("access-runlog-actual-start"), _local(row.started_at, zone, "%Y-%m-%dT%H:%M:%S")
        ),
        "stopped": Line(
            phrase("access-runlog-actual-stop"), _local(row.stopped_at, zone, "%Y-%m-%dT%H:%M:%S")
        ),
    }


def entry(row: LogEntry, person: Person) -> Lines:
    """The line as it stands: what replaced it counts."""
    last = row
    while (following := LogEntry.objects.filter(replaces=last.pk).first()) is not None:
        last = following
    zone = last.session.unit.facility.zone
    words = {True: "yes", False: "no", None: ""}
    return {
        "text": Line(phrase("access-runlog-text"), last.text),
        "minutes_lost": Line(phrase("access-runlog-lost-min"), str(last.minutes_lost or "")),
        "cause": Line(phrase("common-cause"), last.cause),
        "energy_mj": Line(
            phrase("access-runlog-energy-mj"),
            "" if last.energy_mj is None else str(last.energy_mj),
        ),
        "on_target": Line(phrase("access-runlog-on-target-2"), words[last.on_target], YES_NO_OPEN),
        "within_tolerance": Line(
            phrase("access-edited-within-tolerance"), words[last.within_tolerance], YES_NO_OPEN
        ),
        "at": Line(phrase("access-runlog-when"), _local(last.at, zone, "%Y-%m-%dT%H:%M:%S")),
    }


def output(row: Output, person: Person) -> Lines:
    return {
        "kind": Line(phrase("common-kind"), row.kind, OUTPUT_KINDS),
        "title": Line(phrase("common-title"), row.title),
        "journal": Line(phrase("access-outputs-journal"), row.journal),
        "published": Line(phrase("access-outputs-date"), str(row.published or "")),
    }


def shipment(row: Shipment, person: Person) -> Lines:
    return {
        "step": Line(
            phrase("common-state"),
            row.state,
            {
                **SHIPMENT.states,
                "send": phrase("access-edited-send"),
                "receive": phrase("access-edited-receive"),
                "return": phrase("access-edited-return"),
                "destroy": phrase("access-edited-destroy"),
            },
        ),
        "carrier": Line(phrase("access-session-carrier"), row.carrier),
        "tracking": Line(phrase("access-session-tracking-number"), row.tracking),
    }


def visit(row: Visit, person: Person) -> Lines:
    zone = row.session.unit.facility.zone
    return {
        "mode": Line(phrase("access-session-mode"), row.mode, VISIT_MODES),
        "arrives_at": Line(phrase("access-session-arrives"), _local(row.arrives_at, zone)),
        "leaves_at": Line(phrase("access-session-leaves"), _local(row.leaves_at, zone)),
        "note": Line(phrase("access-grant-note"), row.arrival_note),
    }


def profile(row: Person, person: Person) -> Lines:
    return {
        **_texts(
            row,
            name=phrase("access-me-name"),
            name_zh=phrase("access-me-name-in-chinese"),
            orcid=verbatim("ORCID iD"),
        ),
        "organisation": Line(
            phrase("access-me-organisation"),
            str(row.organisation_id or ""),
            {"": "–", **{str(o.pk): str(o) for o in Organisation.objects.filter(retired_at=None)}},
        ),
        "language": Line(
            phrase("access-me-language-of-letters"), row.language, {"zh": "中文", "en": "English"}
        ),
        "mail": Line(phrase("access-me-e-mail"), row.mail, MAIL_SAID),
    }


def letters(row: Facility, person: Person) -> Lines:
    return _texts(
        row,
        letter_zh=phrase("common-letter-in-chinese"),
        letter_en=phrase("common-letter-in-english"),
    )


def offer(row: CallUnit, person: Person) -> Lines:
    return {
        "amount": Line(
            phrase("access-offers-give"), _plain(row.capacity if row.wanted is None else row.wanted)
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


CALL, FORM, REVIEW, PART, CONCLUSION, DECISION = (
    Shown(f) for f in (call, form, review, part, conclusion, decision)
)
DECLARATION, REPORT, TIMES, ENTRY, OUTPUT, SHIPMENTS = (
    Shown(f) for f in (declaration, report, times, entry, output, shipment)
)
VISITS, LETTERS, OFFER, PROFILE = (Shown(f) for f in (visit, letters, offer, profile))
PROPOSALS = Shown(proposal, field="version", counter=lambda row: row.version)
