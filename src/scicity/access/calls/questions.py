"""What a form may ask, and whether an answer will do.

Pure: the same checks serve draft, submission and API.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from scicity.platform.phrases import Phrase, phrase

TYPES = {
    "text": phrase("access-questions-short-text"),
    "longtext": phrase("access-questions-long-text"),
    "number": phrase("access-questions-number-with-unit"),
    "choice": phrase("access-questions-one-of-a-list"),
    "choices": phrase("access-questions-several-of-a-list"),
    "yesno": phrase("access-questions-yes-or-no"),
    "date": phrase("access-questions-date"),
    "file": phrase("common-attachment"),
    "samples": phrase("access-questions-samples"),
    "chemicals": phrase("access-questions-chemicals"),
    "units": phrase("access-questions-units-asked-for"),
    "heading": phrase("access-questions-heading"),
}
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
CAS = re.compile(r"\d{2,7}-\d\d-\d")
HAZARDS = ("none", "chemical", "biological-1", "biological-2", "radioactive", "explosive", "nano")
NEEDED = phrase("common-needed")


def shown(questions: list[dict[str, Any]], answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The questions that apply, given the answers: a dependent one only if the one it hangs on is
    shown and agrees.
    """
    visible: dict[str, dict[str, Any]] = {}
    for q in questions:
        show = q.get("show_if")
        if not show:
            visible[q["id"]] = q
        elif show["question"] in visible:
            given, wanted = answers.get(show["question"]), show.get("equals")
            wanted = wanted if isinstance(wanted, list) else [wanted]
            if any(
                _text(g) in map(_text, wanted)
                for g in (given if isinstance(given, list) else [given])
            ):
                visible[q["id"]] = q
    return list(visible.values())


def _text(value: Any) -> str:
    """An answer as it is compared with a condition: 5 and "5" are the same."""
    return "" if value is None else str(value)


def tidy(questions: list[dict[str, Any]], given: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the form asks.

    Answers of hidden questions stay, so that nothing is lost when a choice is undone.
    """
    known = {q["id"] for q in questions if q["type"] not in ("heading", "file", "units")}
    return {k: v for k, v in given.items() if k in known and v not in (None, "", [])}


def check_answers(
    questions: list[dict[str, Any]],
    answers: Mapping[str, Any],
    files: frozenset[str] = frozenset(),
    units: int = 0,
    complete: bool = True,
) -> dict[str, Phrase]:
    """What is wrong with the answers, by question.

    A draft (`complete=False`) may leave anything out, not be wrong.
    """
    wrong: dict[str, Phrase] = {}
    for q in shown(questions, answers):
        value = answers.get(q["id"])
        there = {"file": q["id"] in files, "units": units > 0}.get(
            q["type"], value not in (None, "", [])
        )
        if not there:
            if q.get("required") and complete and q["type"] != "heading":
                wrong[q["id"]] = NEEDED
        elif (fault := _fault(q, value)) is not None:
            wrong[q["id"]] = fault
    return wrong


def _fault(q: dict[str, Any], value: Any) -> Phrase | None:
    kind = q["type"]
    if kind in ("text", "longtext"):
        most = int(q.get("max_length") or (250 if kind == "text" else 20000))
        if not isinstance(value, str):
            return phrase("access-questions-must-be-a-text")
        return phrase("common-at-most-characters").fill(n=most) if len(value) > most else None
    if kind == "number":
        return _number_fault(q, value)
    if kind == "choice":
        return (
            None
            if value in [o["value"] for o in q["options"]]
            else phrase("common-choose-from-the-list")
        )
    if kind == "choices":
        allowed = [o["value"] for o in q["options"]]
        return (
            None
            if isinstance(value, list) and all(v in allowed for v in value)
            else phrase("common-choose-from-the-list")
        )
    if kind == "yesno":
        return None if value in ("yes", "no") else phrase("access-questions-say-yes-or-no")
    if kind == "date":
        try:
            date.fromisoformat(str(value))
        except ValueError:
            return phrase("access-questions-a-date-like-2026-03-01")
        return None
    if kind in ("samples", "chemicals"):
        return rows_fault(kind, value)
    return None


def _number_fault(q: dict[str, Any], value: Any) -> Phrase | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return phrase("common-must-be-a-number")
    if not number.is_finite():
        return phrase("common-must-be-a-number")
    if q.get("min") not in (None, "") and number < Decimal(str(q["min"])):
        return phrase("access-questions-at-least").fill(n=q["min"])
    if q.get("max") not in (None, "") and number > Decimal(str(q["max"])):
        return phrase("access-questions-at-most").fill(n=q["max"])
    return None


def cas_holds(cas: str) -> bool:
    """The check digit of a CAS Registry Number."""
    if not CAS.fullmatch(cas):
        return False
    digits = cas.replace("-", "")
    return sum(i * int(d) for i, d in enumerate(reversed(digits[:-1]), 1)) % 10 == int(digits[-1])


def rows_fault(kind: str, rows: Any) -> Phrase | None:
    """What is wrong with a list of samples or chemicals."""
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        return phrase("access-questions-must-be-a-list")
    for i, row in enumerate(rows, 1):
        if not row.get("name"):
            return phrase("access-questions-line-has-no-name").fill(i=i)
        if kind == "chemicals" and row.get("cas") and not cas_holds(str(row["cas"])):
            return phrase("access-questions-line-the-check-digit-of-the").fill(i=i)
        if kind == "samples" and row.get("hazard", "none") not in HAZARDS:
            return phrase("access-questions-line-the-hazard-is-none-of").fill(i=i)
    return None
