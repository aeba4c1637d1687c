"""What is wrong with a form before anybody fills it in: bounds, choices, conditions, and questions
that nobody could answer. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from .phrases import Phrase
from .questions import ID, TYPES, check_answers

Question = Mapping[str, Any]
UNASKED = ("heading", "file", "units")  # no answer of theirs is compared
_LONGEST = 20_000


def check_form(questions: Any) -> dict[str, Phrase]:
    """What is wrong with a form, by question. Empty: it can be published."""
    wrong: dict[str, Phrase] = {}
    if not isinstance(questions, list) or not questions:
        return {"questions": Phrase("表单至少要有一个问题", "a form needs at least one question")}
    above: dict[str, Question] = {}
    for i, q in enumerate(questions, 1):
        key = q.get("id") if isinstance(q, dict) else None
        if not isinstance(key, str) or not ID.fullmatch(key):
            wrong[f"{key or ''}#{i}"] = Phrase(
                "编号须以小写字母开头",
                "its id starts with a lower-case letter; then letters, digits and _",
            )
            continue
        if key in above:
            wrong[key] = Phrase("编号重复", "its id is used twice")
        elif fault := _shape(q) or _bounds(q) or _options(q) or _condition(q, above):
            wrong[key] = fault
        above[key] = q
    if not wrong and all(q["type"] == "heading" for q in questions):
        wrong["questions"] = Phrase("表单没有可回答的问题", "the form asks nothing")
    return wrong


def _words(value: Any) -> bool:
    """A text in both languages."""
    return isinstance(value, dict) and all(
        isinstance(value.get(k), str) and value[k].strip() for k in ("zh", "en")
    )


def _shape(q: Question) -> Phrase | None:
    kind = q.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        return Phrase("没有这种题型", f"its type is none of {', '.join(TYPES)}")
    if not _words(q.get("label")):
        return Phrase("需要中英文题目", "needs its question in Chinese and in English")
    if q.get("required") not in (None, True, False):
        return Phrase("“必填”须为是或否", "'required' is true or false")
    if kind == "heading" and q.get("required"):
        return Phrase(
            "小标题无法回答，不能必填", "a heading cannot be answered, so it cannot be required"
        )
    told = q.get("help")
    if told is not None and not (
        isinstance(told, dict) and all(isinstance(v, str) for v in told.values())
    ):
        return Phrase("说明须为文本", "its help is a text in each language")
    if q.get("unit") is not None and not isinstance(q["unit"], str):
        return Phrase("单位须为文本", "its unit is a text")
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
        ("min", Phrase("最小值", "the least")),
        ("max", Phrase("最大值", "the most")),
    ):
        if name in bounds and bounds[name] is None:
            return Phrase("{n}不是数字", "{n} is not a number").fill(n=said)
    if bounds and q["type"] != "number":
        return Phrase("只有数值题有最小和最大值", "only a number has a least and a most")
    least, most = bounds.get("min"), bounds.get("max")
    if least is not None and most is not None and least > most:
        return Phrase(
            "最小值大于最大值，无法回答", "the least is above the most: nobody can answer it"
        )
    if _given(q, "max_length"):
        length = number_of(q["max_length"])
        if length is None or length != int(length) or not 1 <= length <= _LONGEST:
            return Phrase(
                "最多字数须为1至20000的整数", "its longest text is a whole number from 1 to 20000"
            )
    return None


def _options(q: Question) -> Phrase | None:
    if q["type"] not in ("choice", "choices"):
        return Phrase("只有选择题有选项", "only a choice has options") if q.get("options") else None
    options = q.get("options")
    if not isinstance(options, list) or not options:
        return Phrase("需要选项", "needs options")
    for o in options:
        if (
            not isinstance(o, dict)
            or not _words(o)
            or not isinstance(o.get("value"), str)
            or not o["value"].strip()
        ):
            return Phrase("每个选项都需要值、中文和英文", "each option needs value, zh and en")
        if o["value"] != o["value"].strip() or (
            o.get("unit") is not None and not isinstance(o["unit"], str)
        ):
            return Phrase(
                "选项的值两端不能有空格，单元须为路径",
                "an option's value has no blanks around it, and its unit is a path",
            )
    for name, said in (
        ("value", Phrase("值", "value")),
        ("zh", Phrase("中文", "Chinese")),
        ("en", Phrase("英文", "English")),
    ):
        seen = [o[name].strip().casefold() for o in options]
        if double := next(
            (o[name] for o, s in zip(options, seen, strict=True) if seen.count(s) > 1), None
        ):
            return Phrase("选项的{n}重复：{d}", "two options have the same {n}: {d}").fill(
                n=said, d=double
            )
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
        return Phrase("显示条件须引用前面的问题", "its condition must name a question above it")
    parent = above[show["question"]]
    if parent.get("type") in (*UNASKED, "samples", "chemicals"):
        return Phrase(
            "显示条件引用的问题没有可比较的答案，永不成立",
            "its condition hangs on a question without an answer to compare: it never holds",
        )
    wanted = show.get("equals")
    values = wanted if isinstance(wanted, list) else [wanted]
    if not values or any(
        not isinstance(v, str | int | float) or str(v).strip() == "" for v in values
    ):
        return Phrase("请填显示条件的答案", "say which answer its condition waits for")
    for value in values:
        if not _can_be(parent, value):
            return Phrase(
                "显示条件永不成立：“{v}”不是“{q}”的可能答案",
                "its condition can never hold: '{v}' is no possible answer to '{q}'",
            ).fill(v=value, q=show["question"])
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
