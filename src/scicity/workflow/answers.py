"""What people write into forms, made into values or refused field by field, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from .errors import BadAnswer
from .types import Field

LONGEST = {"text": 300, "long": 10_000}
YES = ("yes", "true", "on", "1")
NO = ("no", "false", "off", "0")


def answered(
    fields: Sequence[Field], given: Mapping[str, Any], through: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Values of a form's fields.

    Those in `through` are kept elsewhere: they are looked at by whoever keeps them. BadAnswer: all
    that is wrong.
    """
    wrong: dict[str, tuple[str, str]] = {}
    values: dict[str, Any] = {}
    for f in fields:
        if f.id in through:
            continue
        if (
            f.only and _chosen(f, given) not in f.only
        ):  # what is only for granting is not asked of a refusal
            values[f.id] = None
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


def _chosen(f: Field, given: Mapping[str, Any]) -> str:
    """The decision of the form in which `f` stands, as its options call it."""
    told = str(given.get(f.decides, "")).strip()
    return (
        told
        if told in f.only
        else "yes"
        if told.lower() in YES
        else "no"
        if told.lower() in NO
        else told
    )


def value_of(f: Field, raw: Any) -> Any:
    """ValueError: 中文|English, what is wrong with it."""
    text = str(raw).strip()
    match f.kind:
        case "number" | "whole":
            return _number(f, text)
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
        raise ValueError(
            f"过长（最多{LONGEST.get(f.kind, 300)}字）|too long, {LONGEST.get(f.kind, 300)}"
            " characters at most"
        )
    return text


GROUPS = re.compile(
    r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?"
)  # 12,500.5: a comma anywhere else could be meant as a decimal point
MOST = Decimal(10) ** 15
PLACES = 6


def _number(f: Field, text: str) -> Decimal | int:
    """A decimal, digit by digit as it was typed; a whole number as an int."""
    text = text.replace("，", ",")
    if "," in text:
        if not GROUPS.fullmatch(text):
            raise ValueError(
                "逗号只用于千位分隔，小数点用“.”|a comma only between thousands, and a point before"
                " decimals"
            )
        text = text.replace(",", "")
    try:
        value = Decimal("NaN" if "_" in text else text)
    except InvalidOperation:
        value = Decimal("NaN")
    if f.kind == "whole" and (not value.is_finite() or value != value.to_integral_value()):
        raise ValueError("须为整数|a whole number")
    if not value.is_finite():
        raise ValueError("须为数字|a number")
    low, high = f.low if f.low is not None else -MOST, f.high if f.high is not None else MOST
    if not low <= value <= high:
        ends = [f"{x.normalize():f}" if x is not None else "…" for x in (f.low, f.high)]
        raise ValueError(f"超出范围（{ends[0]} – {ends[1]}）|out of range ({ends[0]} to {ends[1]})")
    if f.kind == "whole":
        return int(value)
    if int(value.as_tuple().exponent) < -PLACES and value != round(value, PLACES):
        raise ValueError(f"小数最多{PLACES}位|at most {PLACES} digits after the point")
    return round(value, PLACES).normalize() + 0
