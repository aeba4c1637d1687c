"""What is wrong with a form before anybody fills it in: bounds, choices, conditions, and questions
that nobody could answer. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from scicity.platform.phrases import Phrase, phrase

from .questions import ID, TYPES, check_answers

Question = Mapping[str, Any]
UNASKED = ("heading", "file", "units")  # no answer of theirs is compared
_LONGEST = 20_000


def check_form(questions: Any) -> dict[str, Phrase]:
    """What is wrong with a form, by question. Empty: it can be published."""
    wrong: dict[str, Phrase] = {}
    if not isinstance(questions, list) or not questions:
        return {"questions": phrase("access-formcheck-a-form-needs-at-least-one")}
    above: dict[str, Question] = {}
    for i, q in enumerate(questions, 1):
        key = q.get("id") if isinstance(q, dict) else None
        if not isinstance(key, str) or not ID.fullmatch(key):
            wrong[f"{key or ''}#{i}"] = phrase("access-formcheck-its-id-starts-with-a-lower")
            continue
        if key in above:
            wrong[key] = phrase("access-formcheck-its-id-is-used-twice")
        elif fault := _shape(q) or _bounds(q) or _options(q) or _condition(q, above):
            wrong[key] = fault
        above[key] = q
    if not wrong and all(q["type"] == "heading" for q in questions):
        wrong["questions"] = phrase("access-formcheck-the-form-asks-nothing")
    return wrong


def _words(value: Any) -> bool:
    """A text in both languages."""
    return isinstance(value, dict) and all(
        isinstance(value.get(k), str) and value[k].strip() for k in ("zh", "en")
    )


def _shape(q: Question) -> Phrase | None:
    kind = q.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        return phrase("access-formcheck-its-type-is-none-of", value=", ".join(TYPES))
    if not _words(q.get("label")):
        return phrase("access-formcheck-needs-its-question-in-chinese-and")
    if q.get("required") not in (None, True, False):
        return phrase("access-formcheck-required-is-true-or-false")
    if kind == "heading" and q.get("required"):
        return phrase("access-formcheck-a-heading-cannot-be-answered-so")
    told = q.get("help")
    if told is not None and not (
        isinstance(told, dict) and all(isinstance(v, str) for v in told.values())
    ):
        return phrase("access-formcheck-its-help-is-a-text-in")
    if q.get("unit") is not None and not isinstance(q["unit"], str):
        return phrase("access-formcheck-its-unit-is-a-text")
    return None


def _given(q: Question, name: str) -> bool:
    return q.get(name) not in (None, "")


def number_of(value: Any) -> Decimal | None:
    """A finite number as it was typed, or None."""
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and not isinstance(value, bool) else None


def _bounds(q: Question) -> Phrase | None:
    bounds = {n: number_of(q[n]) for n in ("min", "max") if _given(q, n)}
    for name, said in (
        ("min", phrase("access-formcheck-the-least")),
        ("max", phrase("access-formcheck-the-most")),
    ):
        if name in bounds and bounds[name] is None:
            return phrase("access-formcheck-is-not-a-number").fill(n=said)
    if bounds and q["type"] != "number":
        return phrase("access-formcheck-only-a-number-has-a-least")
    least, most = bounds.get("min"), bounds.get("max")
    if least is not None and most is not None and least > most:
        return phrase("access-formcheck-the-least-is-above-the-most")
    if _given(q, "max_length"):
        length = number_of(q["max_length"])
        if length is None or length != int(length) or not 1 <= length <= _LONGEST:
            return phrase("access-formcheck-its-longest-text-is-a-whole")
    return None


def _options(q: Question) -> Phrase | None:
    if q["type"] not in ("choice", "choices"):
        return phrase("access-formcheck-only-a-choice-has-options") if q.get("options") else None
    options = q.get("options")
    if not isinstance(options, list) or not options:
        return phrase("access-formcheck-needs-options")
    for o in options:
        if (
            not isinstance(o, dict)
            or not _words(o)
            or not isinstance(o.get("value"), str)
            or not o["value"].strip()
        ):
            return phrase("access-formcheck-each-option-needs-value-zh-and")
        if o["value"] != o["value"].strip() or (
            o.get("unit") is not None and not isinstance(o["unit"], str)
        ):
            return phrase("access-formcheck-an-options-value-has-no-blanks")
    for name, said in (
        ("value", phrase("access-formcheck-value")),
        ("zh", phrase("common-chinese")),
        ("en", phrase("common-english")),
    ):
        seen = [o[name].strip().casefold() for o in options]
        if double := next(
            (o[name] for o, s in zip(options, seen, strict=True) if seen.count(s) > 1), None
        ):
            return phrase("access-formcheck-two-options-have-the-same").fill(n=said, d=double)
    return None


def _condition(q: Question, above: Mapping[str, Question]) -> Phrase | None:
    show = q.get("show_if")
    if not show:
        return None
    if (
        not isinstance(show, dict)
        or not isinstance(show.get("question"), str)
        or show["question"] not in above
    ):
        return phrase("access-formcheck-its-condition-must-name-a-question")
    parent = above[show["question"]]
    if parent.get("type") in (*UNASKED, "samples", "chemicals"):
        return phrase("access-formcheck-its-condition-hangs-on-a-question")
    wanted = show.get("equals")
    values = wanted if isinstance(wanted, list) else [wanted]
    if not values or any(
        not isinstance(v, str | int | float) or str(v).strip() == "" for v in values
    ):
        return phrase("access-formcheck-say-which-answer-its-condition-waits")
    for value in values:
        if not _can_be(parent, value):
            return phrase("access-formcheck-its-condition-can-never-hold-is").fill(
                v=value, q=show["question"]
            )
    return None


def _can_be(parent: Question, value: Any) -> bool:
    """Whether a question could be answered so."""
    if _bounds(parent) or _options(parent):
        return True  # the fault is told at that question
    asked = {k: v for k, v in parent.items() if k != "show_if"}
    answer = [str(value)] if asked["type"] == "choices" else str(value)
    return not check_answers([asked], {asked["id"]: answer}, complete=False)


def aside(
    new: list[dict[str, Any]], old: list[dict[str, Any]], answers: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers under another form: those of questions that stay, and those that the new form has no
    place for, by question.

    A question stays when its id and its kind do; an answer that the new form does not take, an
    option that is gone for one, is kept aside as well.
    """
    now, before = {q["id"]: q for q in new}, {q["id"]: q for q in old}
    kept: dict[str, Any] = {}
    left: dict[str, Any] = {}
    for key, value in answers.items():
        q, was = now.get(key), before.get(key, {})
        same = q is not None and (
            q["type"] == was.get("type", q["type"])
            or {q["type"], was.get("type")} <= {"text", "longtext"}
        )
        if (
            q is not None
            and same
            and not check_answers(
                [{k: v for k, v in q.items() if k != "show_if"}], {key: value}, complete=False
            )
        ):
            kept[key] = value
        else:
            left[key] = {
                "label": was.get("label") or {"zh": key, "en": key},
                "value": value,
                "type": was.get("type", ""),
            }
    return kept, left
