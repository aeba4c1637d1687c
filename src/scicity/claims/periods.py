"""Periods that a text states, in both languages, and how one stands to the period that a value of
the ledger is of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from scicity.metrics import MetricError, parse_period

from .numerals import han_value
from .types import Known

Stands = Literal["same", "other", "finer", "unstated", "unsure"]
Edge = Literal["in", "until", "since"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NAME = (
    "(?:"
    + "|".join(
        rf"{m[:3]}(?:{m[3:]})?\.?" if m != "september" else r"sept?(?:ember)?\.?" for m in _MONTHS
    )
    + ")"
)
_Y = r"(?:19|20)\d{2}"
_HAN = "一二三四五六七八九十〇零"
_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
    "last": 4,
}
_TO = r"\s*(?:—+|–|-|~|∼|至|到|to|through|until|and)\s*"
_NTHS = "|".join(_NTH)

# the most telling first; y, q, h, m, n, d are year, quarter, half, month, last month, day
_FORMS = [
    rf"(?P<iso>{_Y}-\d{{2}}-\d{{2}}|{_Y}-\d{{2}})\s*(?:\.\.|至|to)\s*(?P<isoto>{_Y}-\d{{2}}-\d{{2}}|{_Y}-\d{{2}})",
    rf"(?<![\d-])(?P<iso1>{_Y}-(?:0[1-9]|1[0-2])(?:-\d{{2}})?)(?![\d-]|T\d)",
    rf"(?<!\d)(?P<y1>{_Y})年?{_TO}(?P<y2>{_Y})(?:年|(?![\d]))",
    rf"(?:(?P<y>{_Y})年(?:度)?(?:的)?)?\s*(?:第\s*(?P<q>[一二三四1-4])\s*季度|(?P<q2>[一二三四])季度|(?P<h>[上下])半年|前\s*(?P<n1>[{_HAN}\d]+)\s*个月|前\s*(?P<n3>[二三两23])\s*(?:个)?季度)",
    rf"(?:(?P<y>{_Y})年)?\s*(?<!\d)(?P<m>\d{{1,2}}|[{_HAN}]{{1,2}})月?份?{_TO}(?P<n>\d{{1,2}}|[{_HAN}]{{1,2}})月(?!球)",
    rf"(?:(?P<y>{_Y})年)?\s*(?<![\d.,])(?P<m>\d{{1,2}}|[{_HAN}]{{1,2}})月(?:份|底|末)?(?:(?P<d>\d{{1,2}}|[{_HAN}]{{1,3}})日)?(?!球)",
    rf"\b(?P<m>{_NAME})\s*(?P<y1b>{_Y})?{_TO}(?P<n>{_NAME})\s*,?\s*(?P<y>{_Y})\b",
    rf"\b(?P<m>{_NAME}){_TO}(?P<n>{_NAME})\b",
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{_NAME})(?:,?\s*(?P<y>{_Y}))?\b",
    rf"\b(?P<m>{_NAME})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*(?P<y>{_Y}))?(?!\d)\b",
    rf"\b(?P<m>{_NAME})(?:\s+of)?,?\s+(?P<y>{_Y})\b",
    rf"\bQ(?P<q>[1-4])[\s/,-]*(?:of\s+)?(?P<y>{_Y})\b|\b(?P<yq>{_Y})[\s/-]*Q(?P<qq>[1-4])\b|\b(?P<yh>{_Y})[\s/-]*H(?P<hh>[12])\b|\bH(?P<h2>[12])[\s/,-]*(?P<y5>{_Y})\b",
    rf"\b(?P<q>{_NTHS})[\s-]quarter(?:\s+(?:of\s+)?(?P<y>{_Y}))?\b",
    rf"\b(?P<h>first|second)[\s-]half(?:\s+(?:of\s+)?(?P<y>{_Y}))?\b(?!\s+of\s+(?!{_Y}))",
    rf"\bfirst\s+(?P<n1>two|three|four|five|six|seven|eight|nine|ten|eleven|\d+)\s+months\s+of\s+(?P<y>{_Y})\b",
    r"\bQ(?P<q>[1-4])\b",
    rf"(?:\b(?:in|during|since|until|from|of|for)\s+)(?P<m>{_NAME})\b(?!\s*\d)",
    rf"(?<![\d.,#/-])(?P<y>{_Y})年(?:度)?",
    rf"(?<![\w.,#/-])(?P<y>{_Y})(?![\w#-]|/\d|[,.]\d|\s*(?:个|家|项|人|篇|小时|hours\b|projects\b|papers\b|people\b|visits\b))",
    rf"(?<=[\u4e00-\u9fff)）])(?P<y>{_Y})(?:年(?:度)?|(?=[\u4e00-\u9fff]))",
]
_FULL = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")


@dataclass(frozen=True)
class Stated:
    """A period as a text states it.

    `first` and `end` (the day after) are None without a year; `key` is a figure's period.

    `edge`: 'until' for 'by the end of 2023', 'since' for 'since 2009'. `text` is how it was
        written.
    `weak`: it stands in another part of the sentence, or further off, and may be of something else.
    """

    start: int
    stop: int
    year: str
    months: tuple[int, int]
    key: str
    edge: Edge
    text: str
    weak: Literal["", "sentence", "far"] = ""

    @property
    def whole_year(self) -> bool:
        return self.months == (1, 12)


def stated_periods(text: str) -> list[Stated]:
    """The periods that a text states, in its order."""
    read = _FULL.sub(
        lambda m: "".join(
            str("〇一二三四五六七八九".index(c.replace("零", "〇"))) for c in m.group()
        ),
        text,
    )
    found: list[Stated] = []
    for pattern in _compiled():
        for m in pattern.finditer(read):
            if any(s.start < m.end() and m.start() < s.stop for s in found):
                continue
            made = _made(m, read)
            if made:
                found.append(made)
    return sorted(found, key=lambda s: s.start)


@lru_cache(maxsize=1)
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f, re.IGNORECASE) for f in _FORMS)


def _made(m: re.Match[str], text: str) -> Stated | None:
    g = {k: v for k, v in m.groupdict().items() if v}
    year = next((g[k] for k in ("y", "yq", "yh", "y5") if k in g), "")
    key, months = "", (1, 12)
    if "iso1" in g or "iso" in g:
        key = g.get("iso1") or f"{g['iso']}..{g['isoto']}"
        year = key[:4]
        months = (int(key[5:7]), int(key[-2:] if len(key) == 7 else key[5:7]))
    elif "y1" in g:
        return Stated(
            m.start(),
            m.end(),
            g["y2"],
            (1, 12),
            f"{g['y1']}..{g['y2']}" if g["y1"] < g["y2"] else g["y2"],
            "in",
            m.group(),
        )
    elif q := g.get("q") or g.get("q2") or g.get("qq"):
        n = _NTH.get(q.lower()) or _number(q)
        if not n:
            return None
        months, key = (3 * n - 2, 3 * n), f"{year}-Q{n}"
    elif h := g.get("h") or g.get("hh") or g.get("h2"):
        months = (1, 6) if h.lower() in ("上", "1", "first") else (7, 12)
        key = f"{year}-{months[0]:02d}..{year}-{months[1]:02d}"
    elif "n1" in g or "n3" in g:
        n = _number(g.get("n1") or g["n3"]) * (3 if "n3" in g else 1)
        if not 1 <= n <= 12:
            return None
        months, key = (1, n), f"{year}-01..{year}-{n:02d}"
    elif "m" in g:
        a, b = _month(g["m"]), _month(g.get("n", g["m"]))
        if not a or not b or b < a:
            return None
        months, key = (a, b), f"{year}-{a:02d}" if a == b else f"{year}-{a:02d}..{year}-{b:02d}"
        if "d" in g and (day := _number(g["d"])):
            key = f"{year}-{a:02d}-{day:02d}"
    else:
        key = year
    if year:
        try:
            parse_period(key)
        except MetricError:
            return None
    return Stated(m.start(), m.end(), year, months, key if year else "", _edge(text, m), m.group())


def _edge(text: str, m: re.Match[str]) -> Edge:
    before, after = text[max(0, m.start() - 24) : m.start()].lower(), text[m.end() : m.end() + 4]
    if (
        re.search(
            r"(?:\bby|\bby the end of|\bend of|\bend|\buntil|\bas of|\bas at"
            r"|\bto the end of|\bup to|\bto)\s*$",
            before,
        )
        or re.search(r"(?:截至|截止|到|至)\s*$", before)
        or re.match(r"\s*(?:年底|底|末|年末)", after)
    ):
        return "until"
    if re.search(r"\bsince\s*$", before) or re.match(r"\s*(?:以来|起)", after):
        return "since"
    return "in"


def _number(text: str) -> int:
    words = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
    if text.isdigit():
        return int(text)
    if text.lower() in words:
        return words.index(text.lower())
    try:
        return int(han_value(text) or 0)
    except KeyError:
        return 0


def _month(text: str) -> int:
    low = text.lower().rstrip(".")
    if low[:3].isalpha() and low.isascii():
        return next((i for i, m in enumerate(_MONTHS, 1) if m.startswith(low[:3])), 0)
    n = _number(text)
    return n if 1 <= n <= 12 else 0


def stands(s: Stated | None, k: Known) -> Stands:
    """How a stated period stands to a value's: the same, another one, a part of it, or not to be
    told.
    """
    if s is None or not (k.period or k.as_of):
        return "unstated"
    if ":" in k.address and k.period == s.key:
        return "same"
    if not s.year:
        return "finer" if not s.whole_year else "unstated"
    years = re.findall(_Y, f"{k.period} {k.as_of[:4]}" if not re.search(_Y, k.period) else k.period)
    if not years:
        return "unstated"
    if s.edge == "since":
        return "unsure"
    if ".." in s.key and s.whole_year and len(s.key) == 10:
        return "same" if s.key[:4] <= years[-1] <= s.key[-4:] else "other"
    if s.year not in (years[0], years[-1]) and not (years[0] <= s.year <= years[-1]):
        return "other"
    if s.whole_year:
        return "same"
    if s.edge == "until" and s.months[1] == 12:
        return "same"
    if k.period == "cumulative" and (s.edge == "until" or s.months[1] == 12):
        return "same" if s.months[1] == 12 and k.as_of[5:7] == "12" else "finer"
    return "same" if _same_days(s.key, k.period) else "finer"


def _same_days(a: str, b: str) -> bool:
    try:
        return _days(a) == _days(b)
    except MetricError:
        return False


def _days(key: str) -> tuple[date, date]:
    first, end, _ = parse_period(key)
    return first, end
