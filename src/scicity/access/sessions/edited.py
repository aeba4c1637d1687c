"""What each edit form of sessions shows of its row, by the names of its fields."""

from __future__ import annotations

from scicity.platform.editions import Line, Lines, Shown
from scicity.platform.models import Person
from scicity.platform.phrases import phrase

from ..models import (
    LogEntry,
    Session,
    Shipment,
    Visit,
)
from ..review.edited import YES_NO_OPEN
from ..shown import local, row_lines, texts
from ..states import SHIPMENT
from ..words import (
    VISIT_MODES,
)

_NAME = phrase("access-edited-name")
_AMOUNT = phrase("access-edited-amount")
_SAMPLES = {"name": _NAME, "amount": _AMOUNT, "hazard": phrase("access-edited-hazard")}
_CHEMICALS = {"name": _NAME, "cas": phrase("access-edited-cas"), "amount": _AMOUNT}


def declaration(row: Session, person: Person) -> Lines:
    safety = row.safety
    return {
        **row_lines("samples", phrase("access-session-samples"), _SAMPLES, safety.samples),
        **row_lines("chemicals", phrase("access-session-chemicals"), _CHEMICALS, safety.chemicals),
        "measures": Line(phrase("access-session-measures"), safety.measures),
    }


def report(row: Session, person: Person) -> Lines:
    return texts(
        row,
        report=phrase("access-session-report"),
        data_link=phrase("access-session-link-to-the-data"),
    )


def times(row: Session, person: Person) -> Lines:
    zone = row.unit.facility.zone
    return {
        "started": Line(
            phrase("access-runlog-actual-start"), local(row.started_at, zone, "%Y-%m-%dT%H:%M:%S")
        ),
        "stopped": Line(
            phrase("access-runlog-actual-stop"), local(row.stopped_at, zone, "%Y-%m-%dT%H:%M:%S")
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
        "at": Line(phrase("access-runlog-when"), local(last.at, zone, "%Y-%m-%dT%H:%M:%S")),
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
        "arrives_at": Line(phrase("access-session-arrives"), local(row.arrives_at, zone)),
        "leaves_at": Line(phrase("access-session-leaves"), local(row.leaves_at, zone)),
        "note": Line(phrase("access-grant-note"), row.arrival_note),
    }


DECLARATION = Shown(declaration)
REPORT = Shown(report)
TIMES = Shown(times)
ENTRY = Shown(entry)
SHIPMENTS = Shown(shipment)
VISITS = Shown(visit)
