"""What people write into forms, made into values or refused field by field, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from .errors import BadAnswer
from .types import Field

LONGEST = {"text": 300, "long": 10_000}
YES = ("yes", "true", "on", "1")
NO = ("no", "false", "off", "0")


def answered(fields: Sequence[Field], given: Mapping[str, Any], through: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Values of a form's fields. Those in `through` are kept elsewhere: they are looked at by whoever keeps them. BadAnswer: all that is wrong."""
    wrong: dict[str, tuple[str, str]] = {}
    values: dict[str, Any] = {}
    for f in fields:
        if f.id in through:
            continue
        raw = given.get(f.id)
        if raw is None or raw in ("", []):
            if f.required:
                wrong[f.id] = ("必填", "needed")
            else:
                values[f.id] = None
            continue
        try:
            values[f.id] = value_of(f, raw)
        except ValueError as error:
            zh, _, en = str(error).partition("|")
            wrong[f.id] = (zh, en or zh)
    if wrong:
        raise BadAnswer(wrong)
    return values


def value_of(f: Field, raw: Any) -> Any:
    """ValueError: 中文|English, what is wrong with it."""
    text = str(raw).strip()
    match f.kind:
        case "number" | "whole":
            try:
                value = int(text.replace(",", "")) if f.kind == "whole" else float(text.replace(",", ""))
            except ValueError:
                raise ValueError("须为整数|a whole number" if f.kind == "whole" else "须为数字|a number") from None
            if not (f.low if f.low is not None else -1e15) <= value <= (f.high if f.high is not None else 1e15):
                raise ValueError(f"超出范围（{f.low if f.low is not None else '…'} – {f.high if f.high is not None else '…'}）|out of range ({f.low if f.low is not None else '…'} to {f.high if f.high is not None else '…'})")
            return int(value) if isinstance(value, float) and value.is_integer() and f.kind == "whole" else value
        case "date":
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                raise ValueError("须为日期，如 2026-03-01|a day like 2026-03-01") from None
        case "yes-no":
            if text.lower() not in (*YES, *NO):
                raise ValueError("请选是或否|yes or no")
            return text.lower() in YES
        case "choice":
            if text not in dict(f.options):
                raise ValueError("请从列表中选择|choose from the list")
            return text
    if len(text) > LONGEST.get(f.kind, 300):
        raise ValueError(f"过长（最多{LONGEST.get(f.kind, 300)}字）|too long, {LONGEST.get(f.kind, 300)} characters at most")
    return text
