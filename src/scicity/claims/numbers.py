"""Numbers in Chinese and English prose: digits or words, scale, unit, qualifier, range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from scicity.registry import Currency, here
from scicity.reports import Said

from .lexicon import lexicon, unit_pattern, unit_words
from .types import Mention

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALES = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5,
           "万": 10**4, "千": 10**3, "百": 10**2, "trillion": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6,
           "thousand": 10**3, "hundred": 100, "M": 10**6, "k": 10**3}
_HAN = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ENGLISH = {w: i for i, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"])} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
                                                                                         "seventy": 70, "eighty": 80, "ninety": 90}
_SCALE = "|".join(sorted((s for s in SCALES if len(s) > 1 or not s.isascii()), key=len, reverse=True)) + "|(?-i:M|k)"
_DASH = r"\s*(?:—+|–|-|~|～|至|到|to|and)\s*"
_NUMBER = re.compile(
    rf"(?P<a>{_DIGITS})\s?(?P<more1>[余多几](?=万|亿))?(?P<sa>(?:{_SCALE})(?![A-Za-z]))?(?:%(?={_DASH}\\d))?"
    rf"(?:{_DASH}(?P<b>{_DIGITS})\s?(?P<sb>(?:{_SCALE})(?![A-Za-z]))?)?"
    rf"|(?P<order>[十百千]?万亿|[十百千]亿|[十百千]万)(?=级|量级|规模)"
    rf"|(?P<han>[一二两双三四五六七八九十百千]+)(?P<sh>万亿|亿|万)?"
    rf"|(?<![A-Za-z-])(?P<en>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?:[ -](?P<sen>hundred|thousand|million|billion|trillion))?(?![A-Za-z-])", re.IGNORECASE)
# What looks like a number and is none: dates, times, ordinals, references, identifiers.
_NOT = re.compile(
    r"\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?|(?<![\d.,])(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?(?:\.\.\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?(?!\d)|\d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:19|20)\d{2}\s*(?:—+|–|-|至|~)\s*(?:19|20)\d{2}\s*年?|(?:19|20)\d{2}\s*年(?:度)?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:份)?|\d{1,2}\s*日"
    r"|(?<![\d,.])(?:19|20)\d{2}(?![\d,.]*\d)(?!\s*(?:个|家|项|人|篇|小时|余|多|万|亿|hours|projects|papers|people|enterprises|companies|visits))"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b|\d{1,2}(?:st|nd|rd|th)\b"
    r"|第\s*[\d一二三四五六七八九十百]+\s*[^\s，。,.]?|[\d一二三四五六七八九十]+\s*(?:—+|–|-|~|至)?\s*\d*\s*号"
    r"|\b(?:lines?|pages?|p\.|pp\.|sections?|figures?|tables?|chapters?|rounds?|no\.|version|v|class|top|phase|group|level|tier|type|grade|annex|appendix|article|item|step|note|round)[ -]?[\dIVX]+(?:[.\-]\d+)*\b"
    r"|(?<![\u4e00-\u9fff])(?:图|表|页|行|章|节|注)\s*\d+(?:[.\-]\d+)*|#?[A-Za-z_]+[-_]?\d[\w.:#/-]*|\b[0-9a-f]{8,64}\b|\d+(?:\.\d+){2,}|https?://\S+"
    r"|[\w-]*\d[\w-]*[#/:]\S+", re.IGNORECASE)


def _before() -> re.Pattern[str]:
    return _before_with(here().currencies)


@lru_cache(maxsize=8)
def _before_with(currencies: tuple[Currency, ...]) -> re.Pattern[str]:
    words = [(w, q) for q, listed in lexicon()["qualifiers"]["before"].items() for w in listed]
    parts = [(r"(?<![A-Za-z])" if w[0].isalpha() and w.isascii() else "") + re.escape(w) for w, _ in sorted(words, key=lambda x: -len(x[0]))]
    fillers = "|".join(lexicon()["fillers"])
    money = "|".join(re.escape(w) for c in currencies for w in (c.symbol, c.code, *(w for w in c.words if w.isupper() and w.isascii())))
    return re.compile(rf"(?P<q>{'|'.join(parts)})\s*(?:{fillers})?\s*(?:a total of|{money})?\s*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _qualifier_of() -> dict[str, str]:
    return {w.lower(): q for q, listed in lexicon()["qualifiers"]["before"].items() for w in listed}


@lru_cache(maxsize=1)
def _after() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((w, q) for q, listed in lexicon()["qualifiers"]["after"].items() for w in listed), key=lambda x: -len(x[0])))


def han_value(text: str) -> int | None:
    """A number in Chinese characters below ten thousand, or None for what is none."""
    total = digit = 0
    for c in text:
        if c in _HAN:
            digit = _HAN[c]
        else:
            weight = {"十": 10, "百": 100, "千": 1000}[c]
            total += (digit or 1) * weight
            digit = 0
    return total + digit


def mentions(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """The numbers of a normalised (NFKC) text that count or measure something. `taken` spans are names, read no further."""
    closed = [*taken, *((m.start(), m.end()) for m in _NOT.finditer(text) if not _counts_after(text, m))]
    found: list[Mention] = []
    for m in _NUMBER.finditer(text):
        if any(a < m.end() and m.start() < b for a, b in closed):
            continue
        made = _mention(text, m)
        if made is not None:
            found.append(made)
    return found


def _scale_key(text: str | None) -> str:
    return text if text in SCALES else (text or "").lower()  # M is a million, m a metre


def _counts_after(text: str, m: re.Match[str]) -> bool:
    """'14日' is a date, but a number of days when it says so ('14日以上'); '2001家' is no year."""
    return bool(re.match(r"\s*(?:以上|左右|余)", text[m.end():])) and not m.group().endswith("年")


def _mention(text: str, m: re.Match[str]) -> Mention | None:
    spelled = bool(m.group("han") or m.group("en"))
    high: Fraction | None = None
    decimals = 0
    if m.group("order"):
        value = Fraction(SCALES[m.group("order")]) if m.group("order") in SCALES else Fraction(han_value(m.group("order")[0]) or 1) * SCALES[m.group("order")[1:]]
        end = m.end() + len(re.match(r"(?:量级|级|规模)", text[m.end():]).group())  # type: ignore[union-attr]
        return Mention(m.start(), end, m.span(), text[m.start():end], Said("order_of_magnitude", value), here().currency.code, (here().currency.code,), "级")
    if m.group("a"):
        if re.search(r"[A-Za-z_#.]$", text[: m.start()]) or re.match(r"[A-Za-z_]*\d", text[m.end():]) or re.match(r"\.\d", text[m.end():]):
            return None
        a = m.group("a").replace(",", "")
        sa, sb = (_scale_key(m.group(n)) for n in ("sa", "sb"))
        decimals = len(a.partition(".")[2])
        scale = SCALES.get(sa, 1)
        if m.group("b"):
            b = m.group("b").replace(",", "")
            if sb and not sa:
                scale = SCALES[sb]
            high = Fraction(b) * SCALES.get(sb or sa, 1)
        value = Fraction(a) * scale
        if high is not None and high <= value:
            high = None  # a range that runs backwards says its first number at most
        end_core = m.end()
        decimals = max(0, decimals - len(str(scale)) + 1)
    elif m.group("han"):
        number = han_value(m.group("han"))
        if number is None:
            return None
        value, end_core = Fraction(number * SCALES.get(m.group("sh") or "", 1)), m.end()
    else:
        value, end_core = Fraction(_ENGLISH[m.group("en").lower()] * SCALES.get((m.group("sen") or "").lower(), 1)), m.end()
    return _qualified(text, m.start(), end_core, value, high, decimals, spelled, bool(m.group("more1")))


def _qualified(text: str, start: int, end_core: int, value: Fraction, high: Fraction | None, decimals: int, spelled: bool, more: bool) -> Mention | None:
    qualifier = "over" if more else ""
    end = end_core
    before = _before().search(text[max(0, start - 24):start])
    left = start
    if before and not re.search(r"[最附远邻]$", text[: max(0, start - 24) + before.start()]):
        qualifier = qualifier or _qualifier_of()[before.group("q").lower()]
        left = max(0, start - 24) + before.start()
    end, qualifier = _suffix(text, end, qualifier, ("余", "多", "几", "+", "以上", "以下", "左右"))
    space = re.match(r"\s*", text[end:])
    at = end + (space.end() if space else 0)
    scale = re.match(r"万|亿", text[at:]) if qualifier == "over" and at == end else None  # 1900余万
    if scale:
        value *= SCALES[scale.group()]
        end = at = at + 1
    if any(text[at:].startswith(w) for w in lexicon()["not_units"]) and not text[at:].startswith(("级", "年")):
        return None
    if text[at:].startswith(("年", "级")):
        return None
    unit = unit_pattern().match(text[at:])
    units: tuple[str, ...] = ()
    counter = ""
    if unit:
        counter = unit.group()
        word = unit_words().get(counter) or unit_words()[counter.lower()]
        units = word.units + word.loose
        end = at + unit.end()
        magnitude = re.match(r"\s*(?:量级|级(?!别))", text[end:])
        if magnitude and here().currency.code in units:
            end, qualifier = end + magnitude.end(), "order_of_magnitude"
        end, qualifier = _suffix(text, end, qualifier, ("以上", "之上", "左右", "上下", "以内", "以下", "之内", "or more", "or so", "or less", "or fewer", "and above", "or above"))
    else:
        end, qualifier = _suffix(text, end, qualifier, ("以上", "左右", "以内", "以下", "or more", "or so"))
        units = _later_noun(text[end:])
        if spelled and not units:
            return None
        if re.match(r"\s*[A-Za-z]*\s*倍|\s*times\b|\s*years?\b|\s*months?\b|\s*weeks?\b", text[end:]):
            return None
    said = Said("range" if high is not None else qualifier or "exact", value, high, decimals)  # type: ignore[arg-type]
    if spelled and qualifier == "" and value == 1:
        return None  # "one" is an article more often than a count
    return Mention(left, end, (start, end_core), text[left:end], said, units[0] if units else "", units, counter, spelled=spelled)


def _suffix(text: str, at: int, qualifier: str, allowed: tuple[str, ...]) -> tuple[int, str]:
    for word, q in _after():
        if word not in allowed:
            continue
        gap = re.match(r"\s*", text[at:])
        begin = at + (gap.end() if gap else 0)
        if text[begin:].startswith(word):
            if word == "几" and not qualifier:
                continue
            return begin + len(word), qualifier or q
    return at, qualifier


def _later_noun(rest: str) -> tuple[str, ...]:
    """English puts adjectives between a number and what is counted: '17,898 peer-reviewed projects'."""
    words = re.match(r"\s*((?:[A-Za-z&'-]+\s*){1,6})", rest)
    if not words:
        return ()
    for w in words.group(1).split()[:6]:
        known = unit_words().get(w.lower())
        if known and len(w) > 2:
            return known.units + known.loose
        if w.lower() in ("and", "in", "by", "for", "with", "from", "to", "at", "on", "were", "was", "is", "are"):
            break
    return ()
