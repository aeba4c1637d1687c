"""Numbers in Chinese and English prose: digits or words, scale, unit, qualifier, range."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from scicity.registry import Currency, here
from scicity.reports import Said

from .lexicon import lexicon, unit_pattern, unit_words
from .numerals import (
    ENGLISH_NUMBER,
    ENGLISH_PART,
    HAN_NUMBER,
    PART_OF,
    SCALES,
    Part,
    english_part,
    english_value,
    han_value,
    part_value,
)
from .types import Mention

_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,3}(?:[\s'’]\d{3})+(?![\d.,]*\d)"
    r"|\d{1,3},\s\d{3}(?![\d,])"
    r"|\d+(?:\.\d+)?"
)
_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = (
    "|".join(sorted((s for s in SCALES if len(s) > 1 or not s.isascii()), key=len, reverse=True))
    + "|(?-i:M|k)"
)
_DASH = r"\s*(?:—+|–|-|~|～|∼|至|到|to|and)\s*"
_NUMBER = re.compile(
    rf"(?P<part>{PART_OF})|(?P<enpart>{ENGLISH_PART})"
    rf"|(?P<a>{_DIGITS})\s?(?P<more1>[余多几](?=万|亿))?"
    rf"(?P<sa>(?:{_SCALE})(?![A-Za-z]))?(?:%(?={_DASH}\d))?"
    rf"(?:{_DASH}(?P<b>{_PLAIN})\s?(?P<sb>(?:{_SCALE})(?![A-Za-z]))?)?"
    rf"|(?P<order>[十百千]?万亿|[十百千]亿|[十百千]万)(?=级|量级|规模)"
    rf"|(?P<han>{HAN_NUMBER})"
    rf"|(?P<en>{ENGLISH_NUMBER})",
    re.IGNORECASE,
)
# What looks like a number and is none: dates, times, ordinals, references, identifiers.
_TO_SEPTEMBER = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
_COUNTED = (
    "个|家|项|人|篇|小时|余|多|万|亿|hours|projects|papers|people|enterprises|companies|visits"
)
_NUMBERED = (
    r"lines?|pages?|p\.|pp\.|sections?|figures?|tables?|chapters?|rounds?|no\.|version|v|class|top"
    r"|phase|group|level|tier|type|grade|annex|appendix|article|item|step|note|round|[QH]"
)
_NOT = re.compile(
    r"\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?"
    r"|(?<![\d.,])(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?"
    r"(?:\.\.\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?(?!\d)"
    r"|\d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:19|20)\d{2}\s*(?:—+|–|-|至|~)\s*(?:19|20)\d{2}\s*年?"
    r"|(?:19|20)\d{2}\s*年(?:度)?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|\d{1,2}\s*月?\s*(?:—+|–|-|至|到|~)\s*\d{1,2}\s*月份?"
    r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:份)?|\d{1,2}\s*日"
    r"|[〇零一二三四五六七八九]{4}年"
    r"|(?:十[一二]|[一二三四五六七八九十])\s*月(?:份|[一二三四五六七八九十]+日)?(?!球)"
    r"|[一二三四]季度|前[一二三四五六七八九十\d]+个?(?:月|季度)"
    rf"|(?<![\d,.])(?:19|20)\d{{2}}(?:/\d{{2}})?(?![\d,.]*\d)(?!\s*(?:{_COUNTED}))"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_TO_SEPTEMBER}|Oct|Nov|Dec)[a-z]*\b"
    rf"|(?:{_TO_SEPTEMBER}|Sept|Oct|Nov|Dec)[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|\d{1,3}(?:st|nd|rd|th)\b"
    r"|\b(?:first|last|next|past)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+"
    r"(?:days|weeks|months|quarters|years)\b"
    r"|第\s*[\d一二三四五六七八九十百]+\s*[^\s，。,.]?"
    r"|[\d一二三四五六七八九十]+\s*(?:—+|–|-|~|至)?\s*\d*\s*号"
    r"|[一二三四五六七八九十]{1,2}[轮届期](?![以余多])"
    rf"|\b(?:{_NUMBERED})[ -]?[\dIVX]+(?:[.\-]\d+)*\b"
    r"|(?<![\u4e00-\u9fff])(?:图|表|页|行|章|节|注)\s*\d+(?:[.\-]\d+)*"
    r"|#?[A-Za-z_]+[-_]?\d[A-Za-z\d_.:#/-]*(?<![.:])"
    r"|\b(?=\w*[a-f])[0-9a-f]{8,64}\b|\d+(?:\.\d+){2,}|https?://\S+"
    r"|[A-Za-z\d_-]*\d[A-Za-z\d_-]*[#/:][!-~]+",
    re.IGNORECASE,
)
_SIGNS = "".join(
    re.escape(chr(c)) for c in range(0x24, 0x20D0) if unicodedata.category(chr(c)) == "Sc"
)  # of all currencies
# what a number may be taken for that is neither an amount nor a count: it is told, and not judged
_OTHER_SHAPES = re.compile(
    r"\s*(?P<points>个?百分点|percentage[ -]points?|points?\b|pp\b)"
    r"|\s*(?P<times>倍|times\b(?!\s*(?:a|per)\b)|-?fold\b)",
    re.IGNORECASE,
)


def _before() -> re.Pattern[str]:
    return _before_with(here().currencies)


@lru_cache(maxsize=8)
def _before_with(_currencies: tuple[Currency, ...]) -> re.Pattern[str]:
    words = [(w, q) for q, listed in lexicon()["qualifiers"]["before"].items() for w in listed]
    parts = [
        (r"(?<![A-Za-z])" if w[0].isalpha() and w.isascii() else "") + re.escape(w)
        for w, _ in sorted(words, key=lambda x: -len(x[0]))
    ]
    fillers = "|".join(lexicon()["fillers"])
    return re.compile(
        rf"(?P<q>{'|'.join(parts)})\s*(?:{fillers})?\s*(?:a total of)?\s*$", re.IGNORECASE
    )


@lru_cache(maxsize=8)
def _money_before(currencies: tuple[Currency, ...]) -> re.Pattern[str]:
    """A currency's sign, code or name right before a number."""
    words = {w: c.code for c in reversed(currencies) for w in (*c.words, c.symbol, c.code)}
    listed = "|".join(
        (r"(?<![A-Za-z])" if w[0].isalpha() and w.isascii() else "") + re.escape(w)
        for w in sorted(words, key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<money>{listed})\s*$|(?P<other>[A-Z]{{0,3}}[{_SIGNS}])\s*$", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _qualifier_of() -> dict[str, str]:
    return {w.lower(): q for q, listed in lexicon()["qualifiers"]["before"].items() for w in listed}


@lru_cache(maxsize=1)
def _after() -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted(
            ((w, q) for q, listed in lexicon()["qualifiers"]["after"].items() for w in listed),
            key=lambda x: -len(x[0]),
        )
    )


def mentions(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """The numbers of a normalised (NFKC) text that count or measure something.

    `taken` spans are names, read no further.
    """
    closed = [
        *taken,
        *((m.start(), m.end()) for m in _NOT.finditer(text) if not _counts_after(text, m)),
    ]
    found: list[Mention] = []
    at = 0
    while m := _NUMBER.search(text, at):
        at = m.end()
        if any(a < m.end() and m.start() < b for a, b in closed):
            # a closed span before a number leaves the number
            at = max(m.start() + 1, min(b for a, b in closed if a < m.end() and m.start() < b))
            continue
        made = _mention(text, m)
        if made is not None:
            found.append(made)
            at = made.core[1] if m.group("b") else max(at, made.core[1])
    return found


def _scale_key(text: str | None) -> str:
    return text if text in SCALES else (text or "").lower()  # M is a million, m a metre


def _counts_after(text: str, m: re.Match[str]) -> bool:
    """'14日' is a date, but a number of days when it says so ('14日以上'); '2001家' is no year."""
    return bool(
        re.match(r"\s*(?:以[上下内]|之内|左右|上下|余)", text[m.end() :])
    ) and not m.group().endswith("年")


def _mention(text: str, m: re.Match[str]) -> Mention | None:
    if m.group("order"):
        return _order(text, m)
    if m.group("part") or m.group("enpart"):
        told = part_value(m) if m.group("part") else english_part(m)
        return _part(text, m, told) if told else None
    spelled = bool(m.group("han") or m.group("en"))
    high: Fraction | None = None
    decimals, end_core = 0, m.end()
    others: tuple[Fraction, ...] = ()
    if m.group("a"):
        if re.search(r"[A-Za-z_#.]$", text[: m.start()]) and not re.search(
            r"[A-Z]{2,3}$", text[: m.start()]
        ):
            return None
        if re.match(r"[A-Za-z_]*\d", text[m.end() :]) or re.match(r"\.\d", text[m.end() :]):
            return None
        a = re.sub(r"[,\s'’]", "", m.group("a"))
        sa, sb = (_scale_key(m.group(n)) for n in ("sa", "sb"))
        decimals = len(a.partition(".")[2])
        scale = SCALES.get(sa, 1)
        two = (
            m.group("b")
            and re.match(r"\s*and\b", text[m.end("sa") if m.group("sa") else m.end("a") :])
            and not re.search(r"\bbetween\s+\W?$", text[: m.start()], re.IGNORECASE)
        )
        if two:  # 14 and 886, of one thing and another: two numbers
            end_core = m.end("sa") if m.group("sa") else m.end("a")
        elif m.group("b"):
            if sb and not sa:
                scale = SCALES[sb]
            high = Fraction(m.group("b").replace(",", "")) * SCALES.get(sb or sa, 1)
        value = Fraction(a) * scale
        if high is not None and high <= value:
            high = None  # a range that runs backwards says its first number at most
        if re.search(
            r"\s", m.group("a")
        ):  # 12 898 or 3, 287 may be one number that was spaced, or two
            others = (Fraction(re.split(r",?\s", m.group("a"))[-1].replace(",", "")) * scale,)
        decimals = max(0, decimals - len(str(scale)) + 1)
    elif m.group("han"):
        whole = han_value(m.group("han"))
        if whole is None or (
            m.group("han") in ("两", "双", "百", "千", "十")
            and not unit_pattern().match(text[m.end() :])
        ):
            return None
        value = whole
    else:
        words = english_value(m.group("en"))
        if words is None:
            return None
        value, end_core = words[0], m.start() + words[1]
    made = _qualified(
        text, m.start(), end_core, value, high, decimals, spelled, bool(m.group("more1"))
    )
    return replace(made, others=others) if made and others else made


def _order(text: str, m: re.Match[str]) -> Mention:
    word = m.group("order")
    value = (
        Fraction(SCALES[word])
        if word in SCALES
        else (han_value(word[0]) or Fraction(1)) * SCALES[word[1:]]
    )
    end = m.end() + len(re.match(r"(?:量级|级|规模)", text[m.end() :]).group())  # type: ignore[union-attr]
    code = here().currency.code
    return Mention(
        m.start(),
        end,
        m.span(),
        text[m.start() : end],
        Said("order_of_magnitude", value),
        code,
        (code,),
        "级",
    )


def _part(text: str, m: re.Match[str], told: Part) -> Mention:
    """A part of a whole, in percent, with its qualifier."""
    left, qualifier = _prefix(text, m.start())
    end, qualifier = _suffix(text, m.end(), qualifier, ("以上", "以下", "左右", "多"))
    said = Said(qualifier or "exact", told.percent)  # type: ignore[arg-type]
    return Mention(
        left,
        end,
        m.span(),
        text[left:end],
        said,
        "percent",
        ("percent",),
        "%",
        spelled=True,
        slack=told.slack,
    )


def _prefix(text: str, start: int) -> tuple[int, str]:
    """(where a qualifier before a number begins, which it is)."""
    base = max(0, start - 24)
    before = _before().search(text[base:start])
    if before and not re.search(r"[最附远邻]$", text[: base + before.start()]):
        return base + before.start(), _qualifier_of()[before.group("q").lower()]
    return start, ""


def _qualified(
    text: str,
    start: int,
    end_core: int,
    value: Fraction,
    high: Fraction | None,
    decimals: int,
    spelled: bool,
    more: bool,
) -> Mention | None:
    money = _money_before(here().currencies).search(text[max(0, start - 14) : start])
    begin = max(0, start - 14) + money.start() if money else start
    left, qualifier = _prefix(text, begin)
    qualifier = "over" if more else qualifier
    if money and left == begin and not money.group().strip():
        money = None
    end, qualifier = _suffix(
        text, end_core, qualifier, ("余", "多", "几", "+", "plus", "odd", "以上", "以下", "左右")
    )
    space = re.match(r"\s*", text[end:])
    at = end + (space.end() if space else 0)
    qualified = end > end_core and at == end  # 1900余万, 500以下万
    scale = re.match(r"万|亿", text[at:]) if qualified else None
    if scale:
        value *= SCALES[scale.group()]
        end = at = at + 1
    shape = _OTHER_SHAPES.match(text[at:])
    if shape and not (shape.group("points") or "").lower().startswith("point"):
        end = at + shape.end()
        kind: Literal["points", "times"] = "points" if shape.group("points") else "times"
        unit = "percent" if kind == "points" else "1"
        return Mention(
            left,
            end,
            (start, end_core),
            text[left:end],
            Said(qualifier or "exact", value, high, decimals),  # type: ignore[arg-type]
            unit,
            (unit,),
            shape.group().strip(),
            spelled=spelled,
            shape=kind,
        )
    if any(text[at:].startswith(w) for w in lexicon()["not_units"]) and not text[at:].startswith(
        "级"
    ):
        return None
    if text[at:].startswith(("年", "级")):
        return None
    unit_match = unit_pattern().match(text[at:])
    units: tuple[str, ...] = ()
    counter = ""
    if unit_match:
        counter = unit_match.group()
        word = unit_words().get(counter) or unit_words()[counter.lower()]
        units = word.units + word.loose
        end = at + unit_match.end()
        magnitude = re.match(r"\s*(?:量级|级(?!别))", text[end:])
        if magnitude and here().currency.code in units:
            end, qualifier = end + magnitude.end(), "order_of_magnitude"
        end, qualifier = _suffix(
            text,
            end,
            qualifier,
            (
                "以上",
                "之上",
                "左右",
                "上下",
                "以内",
                "以下",
                "之内",
                "or more",
                "or so",
                "or less",
                "or fewer",
                "and above",
                "or above",
            ),
        )
    else:
        end, qualifier = _suffix(
            text, end, qualifier, ("以上", "左右", "以内", "以下", "or more", "or so")
        )
        if not money:
            units, counter = _later_noun(text[end:])
        if spelled and not units and not money:
            return None
        if re.match(r"\s*years?\b|\s*months?\b|\s*weeks?\b", text[end:]):
            return None
    if money:
        if not unit_match:
            units = (_money_code(money),)
            counter = money.group().strip()
        left = min(left, begin)
    said = Said("range" if high is not None else qualifier or "exact", value, high, decimals)  # type: ignore[arg-type]
    if spelled and qualifier == "" and value == 1:
        return None  # "one" is an article more often than a count
    return Mention(
        left,
        end,
        (start, end_core),
        text[left:end],
        said,
        units[0] if units else "",
        units,
        counter,
        spelled=spelled,
    )


def _money_code(m: re.Match[str]) -> str:
    """The currency that a sign, code or name stands for; a sign that is none of the city's is a
    currency of its own.
    """
    word = m.group().strip().lower()
    for c in here().currencies:
        if word in (c.symbol.lower(), c.code.lower(), *(w.lower() for w in c.words)):
            return c.code
    return "XXX"


def _suffix(text: str, at: int, qualifier: str, allowed: tuple[str, ...]) -> tuple[int, str]:
    for word, q in _after():
        if word not in allowed:
            continue
        gap = (
            re.match(r"\s*-?", text[at:])
            if word.isalpha() and word.isascii()
            else re.match(r"\s*", text[at:])
        )
        begin = at + (gap.end() if gap else 0)
        if text[begin:].startswith(word):
            if word == "几" and not qualifier:
                continue
            return begin + len(word), qualifier or q
    return at, qualifier


def _later_noun(rest: str) -> tuple[tuple[str, ...], str]:
    """English puts adjectives between a number and what is counted: '17,898 peer-reviewed
    projects'. (its units, the noun).
    """
    words = re.match(r"\s*((?:[A-Za-z&'-]+\s*){1,6})", rest)
    if not words:
        return (), ""
    for w in words.group(1).split()[:6]:
        known = unit_words().get(w.lower())
        if known and len(w) > 2:
            return known.units + known.loose, ""
        if w.lower() in (
            "and",
            "in",
            "by",
            "for",
            "with",
            "from",
            "to",
            "at",
            "on",
            "were",
            "was",
            "is",
            "are",
            "of",
        ):
            break
    return (), ""
