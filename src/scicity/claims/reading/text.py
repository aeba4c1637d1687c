"""Letters and lines: which encoding a file is in, and how lines that belong together are joined."""

from __future__ import annotations

import re
import unicodedata
from functools import reduce

import chardet

from ..errors import UnreadableDocument
from ..subjects import normal

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# what begins with a number, or with a qualifier and a number
_SIGNS = "".join(
    re.escape(chr(c)) for c in range(0x24, 0x20D0) if unicodedata.category(chr(c)) == "Sc"
)  # of all currencies
VALUE = re.compile(
    r"(?:over|nearly|about|at least|under|up to|more than|超过|超|近|约|逾|不到|不足|至少)?"
    rf"\s*[\d{_SIGNS}](?!\d*(?:st|nd|rd|th)\b)"
)
_SPACES = "\u2007\u2009\u200a\u202f\u00a0"  # that may part groups of three digits


def decoded(raw: bytes, name: str, declared: str = "") -> str:
    """A text file's letters. A byte order mark counts most, then UTF-8, then what is `declared` in
    the file, then what Chinese and English files are otherwise in. Raises UnreadableDocument if it
    is none of them.
    """
    for encoding in _likely(raw, declared):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise UnreadableDocument(
        f"{name} is neither UTF-8 nor GB 18030 nor Big5 text. Save it as UTF-8."
    )


def _likely(raw: bytes, declared: str) -> list[str]:
    marked = next((e for bom, e in _BOMS if raw.startswith(bom)), "")
    if marked:
        return [marked]
    if b"\x00" in raw[:2000]:  # UTF-16 without a mark: ASCII has its zeros on one side
        return ["utf-16-le" if raw[1:2000:2].count(0) > raw[0:2000:2].count(0) else "utf-16-be"]
    found = str(chardet.detect(raw[:200_000]).get("encoding") or "").lower()
    chinese = "big5hkscs" if found.startswith("big5") else "gb18030"
    high = sum(b > 0x7F for b in raw)
    western = not found.startswith(("gb", "big5", "hz")) and high * 12 < len(raw)
    return [
        e
        for e in ("utf-8", declared, *(("cp1252", chinese) if western else (chinese, "gb18030")))
        if e
    ]


def clean(text: str) -> str:
    """A text as the checker reads it: marks that no reader sees are gone, and a number that thin
    spaces part is whole.
    """
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
    text = re.sub(
        rf"(?<![\d.,])\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)",
        lambda m: re.sub(r"\D", "", m.group()),
        text,
    )
    return normal(text)


def han(text: str) -> bool:
    """Whether the last letter is Chinese or Chinese punctuation."""
    return bool(text) and ord(text[-1]) > 0x2E80


def join(above: str, below: str) -> str:
    """Two lines of one paragraph as one: Chinese, and a number that the line's end broke, without a
    space.
    """
    if not above or not below:
        return above + below
    if above.endswith("-") or han(above) or han(below[:1]) or broken(above, below):
        return above + below
    return f"{above} {below}"


def broken(above: str, below: str) -> bool:
    """Whether a line's end stands inside a number."""
    if re.search(r"(?<![\d.,])(?<!\d, )\d{1,3}(?:,\d{3})*,$", above) and re.match(
        r"\d{3}(?!\d)", below
    ):
        return True
    inside = re.search(r"[\u4e00-\u9fff]\d[\d,]*\.?$", above) is not None
    return inside and re.match(r"\d[\d,.]*\s?[\u4e00-\u9fff%％]", below) is not None


def flowed(text: str) -> str:
    """Text of a source whose line ends mean nothing, in one line."""
    return reduce(join, (re.sub(r"[ \t\r\f]+", " ", x).strip(" ") for x in text.split("\n")), "")


def tiles(text: str) -> list[str]:
    """The lines that a reader sees as separate: a forced line end inside a sentence only wraps
    it.
    """
    out: list[str] = []
    for line in (x.strip() for x in text.split("\n")):
        if out and line and out[-1] and _wraps(out[-1], line):
            out[-1] = join(out[-1], line)
        else:
            out.append(line)
    return [x for x in out if x]


def _wraps(above: str, below: str) -> bool:
    if above[-1] in "。.;；!！?？":
        return re.match(r"(?:It|Its|They|Their|其|该|这)\b", below) is not None or (
            _said(above) and _said(below)
        )
    return (
        width(above) >= 40
        or (above[-1] in ",，、" and not below[:1].isdigit())
        or broken(above, below)
    )


def _said(text: str) -> bool:
    """A sentence, not a label with a full stop."""
    return width(text) >= 24 and text[-1] in "。.;；!！?？"


def width(text: str) -> int:
    """Columns that a text takes: a Chinese letter takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def raised(before: str, digits: str) -> str:
    """What superscript digits say after a text: a power of ten, part of a unit such as m2, or (a
    footnote's mark) nothing.
    """
    if re.search(r"(?<![\d.,])10$", before) and re.fullmatch(r"[-−–]?\d{1,2}", digits):
        return f"^{digits}"
    if re.search(r"(?<![A-Za-z])(?:[mckdn]?m|s|h|cm)$", before) and digits in (
        "2",
        "3",
        "-1",
        "−1",
        "-2",
        "−2",
    ):
        return digits
    return "" if re.fullmatch(r"[\d\s,*†‡\[\]()（）〔〕\u2460-\u2473]+", digits) else digits
