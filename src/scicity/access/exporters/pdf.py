"""PDFs by Typst, set with the fonts of the yearly report."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scicity.platform.pdf import HEAD, foot, made
from scicity.platform.phrases import chinese, say
from scicity.platform.roles import MEMBERS
from scicity.scheduling import Problem, Schedule

from ..allocation.plans import moment_of
from ..allocation.services import OUTCOMES
from ..models import Plan, Proposal, Session
from ..states import PLAN, PROPOSAL
from ..units import ACCESS_UNITS

_PROPOSAL = (
    """#let d = json(bytes(sys.inputs.d))
"""
    + HEAD
    + """#text(9pt, fill: gray)[#d.call]
= #d.title
#d.code · #d.state
#v(4pt)
#table(columns: (auto, 1fr), ..d.facts.flatten())
== #d.words.at(0)
#d.abstract
== #d.words.at(1)
#table(columns: (1fr, auto, auto), ..d.parts.flatten())
#for q in d.answers [
  #block(above: 12pt, below: 4pt)[*#q.at(0)*]
  #q.at(1)
]
"""
)
_SAFETY = (
    """#let d = json(bytes(sys.inputs.d))
"""
    + HEAD
    + """= #d.title
#table(columns: (auto, 1fr), ..d.facts.flatten())
== #d.words.at(0)
#table(columns: (1fr, auto, auto), ..d.samples.flatten())
#if d.chemicals.len() > 0 [
== #d.words.at(1)
#table(columns: (1fr, auto, auto), ..d.chemicals.flatten())
]
#if d.measures != "" [
== #d.words.at(2)
#d.measures
]
"""
)


def answer_text(question: dict[str, Any], value: Any) -> str:
    """An answer as a reader sees it: options by their names, units behind numbers, lists a line
    each.
    """
    language = "zh" if chinese() else "en"
    if value in (None, "", []):
        return "–"
    if question["type"] in ("choice", "choices"):
        names = {o["value"]: o[language] for o in question["options"]}
        return ", ".join(
            names.get(v, str(v)) for v in (value if isinstance(value, list) else [value])
        )
    if question["type"] == "yesno":
        return say("common-yes") if value == "yes" else say("common-no")
    if question["type"] in ("samples", "chemicals"):
        return "\n".join(" · ".join(str(v) for v in row.values() if v) for row in value)
    return f"{value} {question.get('unit', '')}".strip()


def proposal(which: Proposal, answers: list[tuple[dict[str, Any], Any]]) -> bytes:
    """A proposal with its people, its parts and its answers."""
    language = "zh" if chinese() else "en"
    members = [
        f"{m.person.shown} ({MEMBERS[m.role]})" for m in which.members.select_related("person")
    ]
    parts = [[say("common-unit"), say("access-pdf-asked-for"), say("common-decision")]]
    for p in which.parts.select_related("unit").prefetch_related("decisions"):
        decision = next((d for d in p.decisions.all() if d.current), None)
        parts.append(
            [
                str(p.unit),
                (
                    f"{p.amount.normalize():f} {ACCESS_UNITS[p.unit.access_unit].name}"
                    if p.amount
                    else "–"
                ),
                (
                    str(OUTCOMES[decision.outcome])
                    if decision and which.state in ("decided", "closed")
                    else "–"
                ),
            ]
        )
    return made(
        _PROPOSAL,
        {
            "lang": language,
            "foot": f"{foot()} · {which.code}",
            "call": str(which.call),
            "title": which.title or "–",
            "code": which.code,
            "state": str(PROPOSAL.states[which.state]),
            "abstract": which.abstract,
            "parts": parts,
            "facts": [
                [say("access-proposal-people"), "; ".join(members)],
                [say("access-pdf-submitted"), _local(which.submitted_at, which.call.facility.zone)],
            ],
            "words": [say("common-abstract"), say("access-proposal-edit-units-asked-for")],
            "answers": [
                [q["label"][language], answer_text(q, v)]
                for q, v in answers
                if q["type"] != "heading"
            ],
        },
    )


def _local(moment: datetime | None, zone: str) -> str:
    """A time at a facility, with its offset: a printed page says where it holds."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %z}" if moment else "–"


def safety(session: Session) -> bytes:
    """The safety document of a session, as it was approved."""
    s, zone = session.safety, session.unit.facility.zone
    head = [say("common-name"), say("common-amount"), say("common-hazard")]
    return made(
        _SAFETY,
        {
            "lang": "zh" if chinese() else "en",
            "foot": foot(),
            "title": say("access-pdf-safety-document"),
            "facts": [
                [say("access-pdf-proposal"), str(session.part.proposal)],
                [say("common-unit"), str(session.unit)],
                [
                    say("access-pdf-time"),
                    f"{_local(session.start, zone)} – {_local(session.end, zone)}",
                ],
                [
                    say("access-pdf-approved"),
                    (
                        f"{s.approved_by.shown if s.approved_by else '–'},"
                        f" {_local(s.approved_at, zone)}"
                        if s.approved_at
                        else "–"
                    ),
                ],
            ],
            "words": [
                say("access-session-samples"),
                say("access-session-chemicals"),
                say("access-session-measures"),
            ],
            "samples": [
                head,
                *([r.get("name", ""), r.get("amount", ""), r.get("hazard", "")] for r in s.samples),
            ],
            "chemicals": (
                [
                    [say("common-name"), "CAS", say("common-amount")],
                    *(
                        [r.get("name", ""), r.get("cas", ""), r.get("amount", "")]
                        for r in s.chemicals
                    ),
                ]
                if s.chemicals
                else []
            ),
            "measures": s.measures,
        },
    )


_RUN_PLAN = (
    """#let d = json(bytes(sys.inputs.d))
"""
    + HEAD
    + """#text(9pt, fill: gray)[#d.facility]
= #d.title
#d.facts
#for u in d.units [
== #u.name
#table(columns: (auto, auto, 1fr), table.header(..d.words), ..u.rows.flatten())
]
"""
)


def run_plan(plan: Plan, problem: Problem, schedule: Schedule) -> bytes:
    """The run plan of a version for the wall: a table a unit, in the facility's time, by codes and
    without names.
    """
    names = {u.path: str(u) for u in plan.facility.units.all()}
    units = []
    for unit in problem.units:
        runs = sorted(
            (a, b, problem.experiment[p.experiment].title.split(" ")[0])
            for p in schedule.placements
            if p.unit == unit.id
            for a, b in problem.runs(p)
        )
        rows = [
            [
                f"{moment_of(plan.cycle, a):%Y-%m-%d %H:%M}",
                f"{moment_of(plan.cycle, b):%m-%d %H:%M}",
                code,
            ]
            for a, b, code in runs
        ]
        units.append({"name": names.get(unit.id, unit.id), "rows": rows or [["–", "–", "–"]]})
    return made(
        _RUN_PLAN,
        {
            "lang": "zh" if chinese() else "en",
            "foot": foot(),
            "facility": str(plan.facility),
            "title": f"{plan.cycle.name} · v{plan.number}",
            "facts": f"{PLAN.states[plan.state]} · {plan.facility.zone}",
            "words": [say("common-start-2"), say("common-end"), say("access-pdf-proposal")],
            "units": units,
        },
    )
