"""Numbers written in words: Chinese characters, English words, parts of a whole; and the scales
behind digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from scicity.measures import SCALES as WORDS_OF_SCALE

# what stands behind digits only: letters that are no words
SCALES = {**WORDS_OF_SCALE, "bn": 10**9, "mn": 10**6, "tn": 10**12, "M": 10**6, "k": 10**3}
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "双": 2, "俩": 2}
_WEIGHT = {"十": 10, "百": 100, "千": 1000}
HAN_DIGITS = "零〇一二两双三四五六七八九十百千"
_HAN_WHOLE = rf"[{HAN_DIGITS}]+(?:(?:万亿|亿|万)[{HAN_DIGITS}]*)*"
HAN_NUMBER = rf"{_HAN_WHOLE}(?:点[零〇一二三四五六七八九]+(?:万亿|亿|万)?)?"
_UNITS = [
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
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH = {w: i for i, w in enumerate(_UNITS)} | {
    w: 10 * i
    for i, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_BIGS = "|".join(_BIG)
_EVERY = rf"(?:{_WORD}|hundred|{_BIGS})"
ENGLISH_NUMBER = (
    rf"(?<![A-Za-z-])(?:(?:half\s+)?an?\s+(?=hundred|{_BIGS})|(?=(?:{_WORD})))"
    rf"(?:{_EVERY})(?:(?:\s+and\s+|\s*-\s*|\s+)(?:{_EVERY})(?![A-Za-z]))*(?![A-Za-z])"
)
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
PART_OF = (
    rf"(?P<nth>[一二两三四五六七八九十百千万]|\d+)分之(?P<of>{HAN_NUMBER}|\d+(?:\.\d+)?)"
    r"|(?P<tenths>[一二两三四五六七八九\d])成(?P<more>半|[一二三四五六七八九])?"
    r"(?![立为员交功就果品绩长分本熟])"
)
ENGLISH_PART = (
    r"(?<![A-Za-z-])(?P<top>an?|one|two|three|four|five|seven|nine)[\s-]+"
    rf"(?P<bottom>{'|'.join(_PARTS)})s?(?![A-Za-z])(?=\s+(?:of|are|is|were|was)\b)"
    r"|(?P<halved>(?<![A-Za-z-])half(?=\s+of\s+(?:the|its|all|them)\b))"
)


@dataclass(frozen=True)
class Part:
    """A part of a whole in percent, and how far from it a share may be that is still told so."""

    percent: Fraction
    slack: Fraction


def han_value(text: str) -> Fraction | None:
    """三万一千七百零五 is 31705, 八十七点七四 is 87.74, 两百 is 200; None for what is no number (二
    〇二三 is a year's digits).
    """
    whole, point, rest = text.partition("点")
    tail = re.search(r"(?:万亿|亿|万)$", rest)
    times = SCALES[tail.group()] if tail else 1
    rest = rest[: tail.start()] if tail else rest
    value = _han_whole(whole)
    if value is None:
        return None
    if point:
        value += Fraction(int("".join(str(_HAN[c]) for c in rest)), 10 ** len(rest))
    return value * times


def _han_whole(text: str) -> Fraction | None:
    total = section = digit = 0
    last = ""
    for i, c in enumerate(text):
        if c in _HAN:
            if last in _HAN and last not in "零〇":
                return None  # digits in a row are a year, or 七八 (seven or eight)
            digit = _HAN[c]
        elif c in _WEIGHT:
            section += (digit or 1) * _WEIGHT[c]
            digit = 0
        else:
            big = SCALES[text[i : i + 2]] if text[i : i + 2] == "万亿" else SCALES[c]
            if not (c == "亿" and last == "万"):
                total = (
                    (total + section + digit) * big
                    if big >= 10**8
                    else total + (section + digit) * big
                )
            section = digit = 0
        last = c
    if digit and last in _HAN and len(text) >= 2 and text[-2] in "万千百":
        digit *= {"万": 1000, "千": 100, "百": 10}[text[-2]]  # 三万二 is 32,000
    return Fraction(total + section + digit)


def english_value(text: str) -> tuple[Fraction, int] | None:
    """(seven hundred and fifty-eight → 758, how many characters of the text say it); None for what
    is no number.
    """
    total, section, used, last = Fraction(0), Fraction(0), 0, ""
    half = re.match(r"half\s+an?\s+", text, re.IGNORECASE)
    article = half or re.match(r"an?\s+", text, re.IGNORECASE)
    if article:
        section, used, last = Fraction(1, 2) if half else Fraction(1), article.end(), "one"
    for m in re.finditer(r"[A-Za-z]+", text[used:]):
        word, here = m.group().lower(), (article.end() if article else 0) + m.end()
        if word == "and":
            if last not in ("hundred", *_BIG):
                break
            continue
        if word == "hundred":
            if not section or section >= 100:
                break
            section *= 100
        elif word in _BIG:
            if not section:
                break
            total, section = total + section * _BIG[word], Fraction(0)
        elif word in _ENGLISH:
            v = _ENGLISH[word]
            fits = (
                not last
                or last in ("hundred", *_BIG)
                or (v < 10 and last in _ENGLISH and _ENGLISH[last] >= 20)
            )
            if not fits:
                break
            section += v
        used, last = here, word
    return (total + section, used) if last else None


def part_value(m: re.Match[str]) -> Part | None:
    """What a match of PART_OF says: 百分之八十七点七四, 三分之一, 八成五."""
    if m.group("tenths"):
        tens = int(m.group("tenths")) if m.group("tenths").isdigit() else _HAN[m.group("tenths")]
        more = m.group("more")
        ones = 5 if more == "半" else _HAN[more] if more else 0
        return Part(Fraction(10 * tens + ones), Fraction(1) if more else Fraction(5, 2))
    bottom, top = m.group("nth"), m.group("of")
    over = han_value(top) if not top[0].isdigit() else Fraction(top)
    under = (
        Fraction(bottom)
        if bottom.isdigit()
        else Fraction(SCALES["万"])
        if bottom == "万"
        else han_value(bottom)
    )
    if over is None or not under:
        return None
    return Part(over * 100 / under, Fraction(0) if under >= 100 else Fraction(2))


def english_part(m: re.Match[str]) -> Part:
    """What a match of ENGLISH_PART says: a third, two thirds, half of the."""
    if m.group("halved"):
        return Part(Fraction(50), Fraction(2))
    top = m.group("top").lower()
    return Part(
        Fraction(
            100 * (1 if top in ("a", "an") else _ENGLISH[top]), _PARTS[m.group("bottom").lower()]
        ),
        Fraction(2),
    )
