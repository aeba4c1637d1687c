"""Seeded mutants of a document: a digit changed, a unit swapped, a qualifier turned, a subject
exchanged.

They are made from the text and the reference facts alone, without the checker.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

UNITS = {
    "小时": ["天", "人次"],
    "核小时": ["小时"],
    "人次": ["人", "家"],
    "家": ["人", "项"],
    "篇": ["项", "家"],
    "项": ["篇", "家"],
    "管": ["人", "项"],
    "元": ["美元"],
    "人": ["家", "项"],
    "发": ["小时"],
    "万": ["亿"],
    "亿": ["万"],
    "%": ["小时"],
    "名": ["家"],
    "条": ["家"],
    "束": ["家"],
    "批": ["家"],
    "套": ["家"],
    "路": ["家"],
    "个": ["小时", "篇"],
}
QUALIFIERS = {
    "余": ["", "以下"],
    "超": ["近", "不足"],
    "近": ["超", "不足"],
    "约": ["超", "近"],
    "以上": ["以下", "左右"],
}


@dataclass(frozen=True)
class Mutant:
    kind: str
    line: int
    before: str
    after: str
    text: str


def printed(line: str, fact: dict[str, Any]) -> re.Match[str] | None:
    """Where a line prints a fact's value, in whatever scale."""
    for m in re.finditer(r"\d[\d,]*(?:\.\d+)?", line):
        for scale in (1, 10**4, 10**8, 10**12, 10**11):
            if Fraction(m.group().replace(",", "")) * scale == Fraction(str(fact["value"])):
                return m
    return None


def mutants(
    text: str, facts: list[dict[str, Any]], subjects: dict[str, list[str]], count: int, seed: int
) -> list[Mutant]:
    """`subjects` are names by kind; one is put in another's place wherever a line with a figure, or
    its heading, names it.
    """
    rng = random.Random(seed)
    lines = text.split("\n")
    numeric = [
        f
        for f in facts
        if isinstance(f["value"], int | float)
        and not isinstance(f["value"], bool)
        and printed(lines[f["line"] - 1], f)
    ]
    out: list[Mutant] = []
    seen: set[str] = set()
    tries = 0
    while len(out) < count:
        tries += 1
        kind = ("digit", "unit", "qualifier", "subject")[tries % 4]
        made = _mutated(kind, rng, lines, rng.choice(numeric), subjects)
        if made and made[2] not in seen:
            seen.add(made[2])
            out.append(Mutant(kind, made[3], made[0], made[1], made[2]))
    return out


def _mutated(
    kind: str,
    rng: random.Random,
    lines: list[str],
    fact: dict[str, Any],
    subjects: dict[str, list[str]],
) -> tuple[str, str, str, int] | None:
    number, line = fact["line"], lines[fact["line"] - 1]
    m = printed(line, fact)
    assert m

    def changed(at: int, new: str) -> str:
        return "\n".join([*lines[:at], new, *lines[at + 1 :]])

    if kind == "digit":
        places = [i for i in range(m.start(), m.end()) if line[i].isdigit()]
        at = rng.choice(places)
        digit = rng.choice([d for d in "123456789" if d != line[at]])
        new = line[:at] + digit + line[at + 1 :]
        return m.group(), new[m.start() : m.end()], changed(number - 1, new), number
    if kind == "unit":
        rest = re.match(
            r"(余?)(万|亿)?(余?)(核小时|小时|人次|[家篇项管元人发名条束批套路个%])?",
            line[m.end() :],
        )
        assert rest
        found = [(rest.start(i), rest.group(i)) for i in (2, 4) if rest.group(i) in UNITS]
        if not found:
            return None
        offset, unit = rng.choice(found)
        at = m.end() + offset
        new = line[:at] + rng.choice(UNITS[unit]) + line[at + len(unit) :]
        return line[m.start() : at + 3], new[m.start() : at + 3], changed(number - 1, new), number
    if kind == "qualifier":
        around = [
            (w, i)
            for w in QUALIFIERS
            for i in [line.find(w, max(0, m.start() - 2), m.end() + 6)]
            if i >= 0
        ]
        if not around:
            return None
        word, at = rng.choice(around)
        to = rng.choice(QUALIFIERS[word])
        new = line[:at] + to + line[at + len(word) :]
        return (
            line[max(0, at - 4) : at + 6],
            new[max(0, at - 4) : at + 6],
            changed(number - 1, new),
            number,
        )
    names = [
        (n, k, i)
        for i in (number - 1, *range(number - 2, max(0, number - 6), -1))
        for k, listed in subjects.items()
        for n in listed
        if n in lines[i]
    ]
    if not names:
        return None
    name, group, at = max(names[:3], key=lambda x: len(x[0]))
    other = rng.choice(
        [n for n in subjects[group] if n != name and n not in name and name not in n]
    )
    return name, other, changed(at, lines[at].replace(name, other)), at + 1
