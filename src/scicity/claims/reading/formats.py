"""A cell's value as its number format shows it."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl.styles.numbers import is_date_format

_PLAIN = ("General", "@", "", "常规")
_DIGITS = r"[0#?][0#?,]*(?:\.[0#?]*)?,*"


def shown(value: Any, form: str) -> str:
    """What a reader sees: 0.985 in the format `0.0%` is '98.5%'.

    A format that is not understood shows the value itself.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return _date(value, form)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return str(value)
    if not isinstance(value, int | float):
        return str(value)
    exact = Decimal(repr(value))
    parts = (form or "General").split(";")
    section = (
        parts[1]
        if len(parts) > 1 and exact < 0 and parts[1]
        else parts[2]
        if len(parts) > 2 and exact == 0 and parts[2]
        else parts[0]
    )
    return _formatted(exact, section, sign=section is parts[0]) or _plain(exact)


def _date(value: datetime.datetime, form: str) -> str:
    if not re.search(
        "[hs]", re.sub(r"\"[^\"]*\"|\[[^\]]*\]", "", form or ""), re.IGNORECASE
    ) and not (value.hour or value.minute):
        spoken = re.sub(r"\"[^\"]*\"|\[[^\]]*\]|\\.", "", form or "").lower()
        return (
            f"{value.year}"
            if set(spoken) <= set("y年")
            else f"{value.year}-{value.month:02d}"
            if "d" not in spoken and spoken
            else value.date().isoformat()
        )
    return value.isoformat(" ", "minutes")


def _plain(value: Decimal) -> str:
    """At most the fifteen digits that a spreadsheet keeps."""
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _formatted(value: Decimal, section: str, sign: bool) -> str:
    section = re.sub(r"\[\$([^\]-]*)[^\]]*\]", lambda m: f'"{m.group(1)}"', section)
    section = re.sub(r"\[[^\]]*\]|_.|\*.", "", section)
    if section.strip() in _PLAIN or is_date_format(section):
        return ""
    literals: list[str] = []

    def keep(m: re.Match[str]) -> str:
        literals.append(m.group(1) if m.group(1) is not None else m.group()[1])
        return chr(0xE000 + len(literals) - 1)

    bare = re.sub(r"\"([^\"]*)\"|[\\!].", keep, section)
    found = re.findall(_DIGITS, bare)
    if len(found) != 1 or re.search(r"[Ee][+-]|/", bare):
        return ""  # a fraction, an exponent, or signs between the digits
    digits = found[0]
    value = value * 100 ** bare.count("%") / 1000 ** (len(digits) - len(digits.rstrip(",")))
    decimals = len(digits.rstrip(",").partition(".")[2])
    number = abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{number:,f}" if "," in digits.rstrip(",") else f"{number:f}"
    optional = len(digits.rstrip(",").partition(".")[2]) - len(
        digits.rstrip(",").partition(".")[2].rstrip("#")
    )
    if optional and "." in text:
        kept = len(text) - optional
        text = (text[:kept] + text[kept:].rstrip("0")).rstrip(".")
    before, after = bare.split(digits, 1)
    whole = before + text + after
    whole = "".join(
        literals[ord(c) - 0xE000] if 0xE000 <= ord(c) < 0xE000 + len(literals) else c for c in whole
    )
    return ("-" if value < 0 and sign and number else "") + whole.strip()
