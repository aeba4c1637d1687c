"""What a form may ask, and whether an answer will do.

Pure: the same checks serve draft, submission and API.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from .phrases import Phrase

TYPES = {
    "text": Phrase("短文本", "short text"),
    "longtext": Phrase("长文本", "long text"),
    "number": Phrase("数值（带单位）", "number with unit"),
    "choice": Phrase("单选", "one of a list"),
    "choices": Phrase("多选", "several of a list"),
    "yesno": Phrase("是/否", "yes or no"),
    "date": Phrase("日期", "date"),
    "file": Phrase("附件", "attachment"),
    "samples": Phrase("样品清单", "samples"),
    "chemicals": Phrase("化学品清单", "chemicals"),
    "units": Phrase("申请的单元", "units asked for"),
    "heading": Phrase("小标题", "heading"),
}
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
CAS = re.compile(r"\d{2,7}-\d\d-\d")
HAZARDS = ("none", "chemical", "biological-1", "biological-2", "radioactive", "explosive", "nano")
NEEDED = Phrase("必填", "needed")


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
            return Phrase("须为文本", "must be a text")
        return (
            Phrase("最多{n}字", "at most {n} characters").fill(n=most)
            if len(value) > most
            else None
        )
    if kind == "number":
        return _number_fault(q, value)
    if kind == "choice":
        return (
            None
            if value in [o["value"] for o in q["options"]]
            else Phrase("请从列表中选择", "choose from the list")
        )
    if kind == "choices":
        allowed = [o["value"] for o in q["options"]]
        return (
            None
            if isinstance(value, list) and all(v in allowed for v in value)
            else Phrase("请从列表中选择", "choose from the list")
        )
    if kind == "yesno":
        return None if value in ("yes", "no") else Phrase("请选择是或否", "say yes or no")
    if kind == "date":
        try:
            date.fromisoformat(str(value))
        except ValueError:
            return Phrase("日期形如 2026-03-01", "a date like 2026-03-01")
        return None
    if kind in ("samples", "chemicals"):
        return rows_fault(kind, value)
    return None


def _number_fault(q: dict[str, Any], value: Any) -> Phrase | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return Phrase("须为数字", "must be a number")
    if not number.is_finite():
        return Phrase("须为数字", "must be a number")
    if q.get("min") not in (None, "") and number < Decimal(str(q["min"])):
        return Phrase("不小于{n}", "at least {n}").fill(n=q["min"])
    if q.get("max") not in (None, "") and number > Decimal(str(q["max"])):
        return Phrase("不大于{n}", "at most {n}").fill(n=q["max"])
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
        return Phrase("须为清单", "must be a list")
    for i, row in enumerate(rows, 1):
        if not row.get("name"):
            return Phrase("第{i}行缺名称", "line {i} has no name").fill(i=i)
        if kind == "chemicals" and row.get("cas") and not cas_holds(str(row["cas"])):
            return Phrase(
                "第{i}行的CAS号校验位不正确", "line {i}: the check digit of the CAS number is wrong"
            ).fill(i=i)
        if kind == "samples" and row.get("hazard", "none") not in HAZARDS:
            return Phrase(
                "第{i}行的危害类别不在列表中", "line {i}: the hazard is none of the list"
            ).fill(i=i)
    return None
