"""What touches a figure: a sign, a second number, unit or qualifier, a word that turns it round or
counts something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scicity.measures import measure, money, same_unit, unit_of

from .bound import Bound
from .place import Place
from .sentences import HOLE, Piece, Said, next_of, titles_of, values_of
from .subjects import Subjects
from .tree import Language
from .words import (
    Own,
    beyond,
    foreign_verbs,
    listed,
    never,
    own,
    pattern,
    said_of,
    stem,
    told,
    unit_words,
)

# Units that count many things: the words beside such a figure have to say what it is.
_GENERIC = ("hours", "percent", "1", "persons", "days", "minutes")
# Units and scales right after a figure in Chinese; what follows in the brackets makes another word
# of the character.
_ZH_UNIT = re.compile(
    r"\s*([万亿千百兆]|核小时|小时|分钟|人次|人(?!才|员|工|类|民|均|体)|家(?!庭|具|园)"
    r"|项(?!目)|项目|次(?!年|日|级)|天(?!然|文|津)|日(?!本|常|均)|年(?!度|内|底|末|初|均)"
    r"|月(?!均|度|底)|名(?!称|列)|位(?!于|列|居)|时(?!间|刻|代|期|段)|秒|台(?!湾)"
    r"|束(?!流|线|缚)|路(?!线|由)|发(?!表|布|展|现|射|明|挥)|株|例(?!如)|座(?!谈)|个|套|件|份"
    r"|批(?!准|次)|批次|倍|成(?!果|功|立|为|员|长|品)|米|克|吨|级|类(?!型)|种|篇|户|支(?!持|撑)"
    r"|所|款|条|张|本|辆|架|栋|[%‰℃])"
)

_QUALIFYING_EN = "|".join(
    re.escape(w) for side in ("before", "after") for w in listed("qualifying", side, language="en")
)
_QUALIFYING_ZH = "|".join(w for w in listed("qualifying", "before", language="zh") if len(w) > 1)
_QUALIFYING = re.compile(
    rf"(?i)(?<![A-Za-z])(?:{_QUALIFYING_EN}|than|million|billion|thousand)(?![A-Za-z])"
    rf"|{_QUALIFYING_ZH}|以上|左右|以下|之多|万|亿"
)


def _zh_unit(after: str) -> re.Match[str] | None:
    """A Chinese unit right after a figure: one of everybody's, or a word for the city's money."""
    words = {w for c in money() for w in (c.zh, *c.words) if w > "\u2e80"}
    paid = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.match(_ZH_UNIT, after) or (
        re.match(rf"\s*({paid})(?!素|件|器|数据)", after) if paid else None
    )


def touched(p: Piece, said: Said, place: Place) -> Iterator[str]:
    """What touches a number: signs, letters, a second qualifier, another figure."""
    before, after = said.at(p)
    before = place.before + before
    paid = unicodedata.category(before[-1:] or " ") == "Sc"  # a sign of money
    if paid or re.search(r"[-−–+/=#^*_~≈<>≤≥±×\d]$|[A-Za-z]$|[~≈<>≤≥±×=/+]\s*$", before):
        yield f"{before.rstrip()[-1:]!r} touches {p.text!r}: leave a figure as it is printed"
    if re.match(r"[-−+/=^*_°\dA-Za-z]|\s*[%‰×/+=~≈<>≤≥±]|[,.，、]\d", after):
        yield f"{after.lstrip()[:1]!r} touches {p.text!r}: leave a figure as it is printed"
    then = next_of(said, p)
    if (
        re.match(rf"\s*{HOLE}", after)
        and isinstance(then, Piece)
        and then.kind in ("figure", "quote")
    ):
        yield f"two figures stand together after {p.text!r}: put a word or a comma between them"
    english = "|".join(
        re.escape(w).replace(r"\ ", r"\s+")
        for w in sorted(listed("qualifying", "before", language="en"), key=len, reverse=True)
    )
    filler = (
        r"(?:\s+(?:the|a|an|of|all|its|their|total|reached|was|were|is|are|some|that|say|us|let))*"
    )
    behind = [w for w in listed("qualifying", "after", language="zh") if len(w) > 1]
    chinese = "|".join(
        sorted((*listed("qualifying", "before", language="zh"), *behind), key=len, reverse=True)
    )
    m = re.search(rf"(?i)(?<![A-Za-z])({english}|than){filler}\W*$", before) or re.search(
        rf"(?<![最人节])({chinese})(?:达到|达|为|有|了|共|至|到|占|的|是|在|于)*\W*$", before
    )
    if m:
        yield (
            f"{m.group(1)!r} changes what {p.text!r} says: a qualifier is a filter of the figure,"
            " as in {{ x | over }}"
        )
    english = "|".join(listed("comparing", language="en"))
    chinese = "|".join(listed("comparing", language="zh"))
    m = re.search(
        rf"(?i)(?<![A-Za-z])({english})(?:\s+(?:by|of|to|from|at))?\W*$|({chinese})[了达至到为]*\W*$",
        before,
    )
    if m and re.search(r"(?i)\bma(?:kes?|de|king)\s+up\W*$", before):
        m = None
    if (
        m
        and isinstance(p.value, Bound)
        and not isinstance(p.value.of, tuple)
        and not told(m.group(1) or m.group(2), own(values_of(p)))
    ):
        yield (
            f"{(m.group(1) or m.group(2))!r} compares, and {p.text!r} is no comparison: compute one"
            " with change(…) or times(…)"
        )
    english = "|".join(re.escape(w) for w in listed("qualifying", "after", language="en"))
    chinese = "|".join(sorted(listed("qualifying", "after", language="zh"), key=len, reverse=True))
    m = re.match(rf"(?i)\W*({english})(?![A-Za-z])", after) or re.match(
        rf"[^\w]*(?!多元)({chinese})(?!功能|层|样|学科|化|度|激光|乎|何|述|海|市)", after
    )
    if m and HOLE not in m.group():
        yield (
            f"{m.group(1)!r} changes what {p.text!r} says: a qualifier is a filter of the figure,"
            " as in {{ x | over }}"
        )


def wrong_unit(p: Piece, said: Said, language: Language) -> Iterator[str]:
    """The unit is the figure's own, printed once; a figure without its unit has it right after
    it.
    """
    _, after = said.at(p)
    v = p.value
    assert isinstance(v, Bound)
    m = (
        re.match(r"\s+((?:[A-Za-z-]+)(?:\s[A-Za-z-]+)?)", after)
        or re.match(r"\s*([A-Za-z]+)", after)
        if language == "en"
        else _zh_unit(after)
    )
    words = m.group(1) if m else ""
    tried = [words, words.split(" ")[0]] if words else []
    unit = next((w for w in tried if w.lower() in unit_words()), "") if language == "en" else words
    known = unit_of(v.unit)
    own_words = (
        {w.lower() for w in (*known.words, *known.symbols, *known.title.values())}
        if known
        else set()
    )
    fits = bool(unit) and (
        unit.lower() in own_words or (unit_of(unit) is not None and same_unit(unit, v.unit))
    )
    if v.bare and not fits and (known is None or known.title[language]):
        yield (
            f"{p.text!r} has lost its unit, {known.title[language] if known else v.unit!r}: print"
            " the figure whole"
        )
    elif unit and not (v.bare and fits):
        yield f"{unit!r} after {p.text!r} is a second unit: the figure prints its own"


def wrongly_counted(p: Piece, said: Said, subjects: Subjects) -> Iterator[str]:
    """What is counted, and what is done with it, are the figure's own: no other noun after it, no
    other measure's verb before it.
    """
    before, after = said.at(p)
    known = own(values_of(p)) | subjects.own_of(subjects.names(said))
    if subjects.language == "en":
        m = re.match(r"\s+([A-Za-z]{4,}s)\b(?<!ss)(?<!ways)(?<!wards)", after)
        noun = m.group(1) if m and beyond(m.group(1), known) else ""
    else:
        m = re.match(r"\s*([\u4e00-\u9fff]{2,})", after)
        loose = beyond(m.group(1), known) if m else []
        noun = (
            loose[0]
            if m and loose and m.group(1).startswith(loose[0]) and len(loose[0]) > 1
            else ""
        )
    if noun:
        yield (
            f"{noun!r} right after {p.text!r} says that something else was counted: leave it out,"
            " or bind the figure that counts it"
        )
    unit = unit_of(p.value.unit) if isinstance(p.value, Bound) else None
    if (
        isinstance(p.value, Bound)
        and not isinstance(p.value.of, tuple)
        and (unit is None or unit.money or unit.id in _GENERIC)
    ):
        at = said.pieces.index(p)
        follows = next(
            (
                i
                for i, x in enumerate(said.pieces[at + 1 :], at + 1)
                if x.kind in ("figure", "quote")
            ),
            len(said.pieces),
        )
        ahead = re.split(
            "[,，;；:：]", "".join(x.text if x.kind == "prose" else " " for x in said.pieces[:at])
        )[-1]
        around = (
            ahead
            + " "
            + "".join(x.text if x.kind == "prose" else " " for x in said.pieces[at + 1 : follows])
        )
        told = said_of(p.value)
        if not any(
            stem(w) in told.stems and beyond(w, Own(frozenset(), ()))
            for w in re.findall(r"[A-Za-z]+", around)
        ) and not any(
            around[i : i + 2] in t
            for i in range(len(around) - 1)
            if "\u4e00" <= around[i] <= "\u9fff"
            for t in told.texts
        ):
            yield (
                f"nothing beside {p.text!r} says what it is: use the words of its title,"
                f" {titles_of(p.value)[0 if subjects.language == 'zh' else -1]!r}"
            )
    stretch = re.split(rf"[,，;；、{HOLE}]", before)[-1]
    known |= own(v for x in said.pieces[: said.pieces.index(p)][-3:] for v in values_of(x))
    if subjects.language == "en":
        foreign = [
            w
            for w in re.findall(r"[A-Za-z]+", stretch)
            if stem(w) in foreign_verbs(known) and beyond(w, known)
        ]
    else:
        foreign = [
            w
            for w in foreign_verbs(known)
            if re.search("[\u4e00-\u9fff]", w) and w in stretch and beyond(w, known)
        ]
    for unit_id, group in never().items():
        if unit is not None and unit.id == unit_id and (m := group.search(said.prose)):
            yield f"{m.group()!r} is something else than what {p.text!r} counts: say what it counts"
    if foreign:
        yield (
            f"{foreign[0]!r} is said of another measure than {p.text!r} is of: use its own words,"
            " as its title has them"
        )


_PART = re.compile(
    r"(?i)(?:\b(?:of|among) (?:them|which|whom|these|those)\b|\bincluding\b|其中|当中|之中)"
)
_PART_AFTER = re.compile(r"(?i)\s*(?:of|among) (?:them|which|whom|these|those)\b")


def wrong_part(p: Piece, said: Said) -> Iterator[str]:
    """'16 teams, of them 14 organisations': a part is of the same kind as its whole, or known as a
    part of it, and no more than it.
    """
    at = said.pieces.index(p)
    i = next((i for i in range(at - 1, -1, -1) if said.pieces[i].kind == "figure"), -1)
    part, whole = p.value, said.pieces[i].value if i >= 0 else None
    if (
        not isinstance(part, Bound)
        or not isinstance(whole, Bound)
        or part.interval is None
        or whole.interval is None
    ):
        return
    between = Said(said.pieces[i + 1 : at]).typed()
    m = _PART.search(between) or _PART_AFTER.match(said.at(p)[1])
    if m is None or part.unit == "percent":
        return
    known = measure(part.basis.measure)
    of = (
        {x for r in known.relations if r.kind in ("part_of", "at_most") for x in r.of}
        if known
        else set()
    )
    same = part.entry.path == whole.entry.path and part.unit == whole.unit
    more = whole.interval.high is not None and part.interval.low > whole.interval.high
    if more or not (same or whole.basis.measure in of):
        yield (
            f"{m.group().strip()!r} makes {p.text!r} a part of {said.pieces[i].text!r}, which it is"
            " not: say the two side by side"
        )


def turned(p: Piece, said: Said, subjects: Subjects) -> Iterator[str]:
    """Words that say the opposite, before a figure in its sentence or after it in its clause."""
    i = said.pieces.index(p)
    before, after = (Said(x).typed() for x in (said.pieces[:i], said.pieces[i + 1 :]))
    clause = re.split(r"[,，:：(（—]", after)[0]
    masked = re.sub(
        "不断|不仅|不同|不锈|无人|无线|无机|无损|无论|非线性|非营利|非常|若干|是否|无偿|不限",
        HOLE,
        before + HOLE + clause,
    )
    for n in reversed(subjects.finder.find(masked)):
        masked = masked[: n.start] + HOLE + masked[n.end :]
    known = own(values_of(p))
    if (
        (m := pattern("negation").search(masked))
        and not told(m.group(), known)
        and not any(
            x in t
            for x in (masked[max(m.start() - 1, 0) : m.end()], masked[m.start() : m.end() + 1])
            if len(x) > 1
            for t in known.texts
        )
    ):
        yield (
            f"{m.group()!r} turns {p.text!r} round: say what the figure is, and what it is not in a"
            " sentence of its own"
        )
    v = p.value
    if isinstance(v, Bound) and v.style == "change" and v.said is not None:
        wrong = (
            r"\b(?:fell|fall\w*|drop\w*|declin\w*|decreas\w*|shrank|down|less|fewer)\b|下降|减少|降低"
            if v.said.value > 0
            else r"\b(?:grew|grow\w*|rose|ris\w*|increas\w*|gain\w*|up|more)\b|增长|增加|上升|提高"
        )
        if m := re.search(wrong, said.prose, re.IGNORECASE):
            yield f"{m.group()!r} contradicts {p.text!r}"


def asserted(p: Piece, said: Said) -> Iterator[str]:
    """A quoted claim has its speaker, and is not made one's own."""
    if not pattern("attribution").search(said.holed()):
        yield (
            f"{p.text} is a claim: say in the sentence who makes it, as in ‘the document calls it"
            " …’ (文件称)"
        )
    if m := pattern("endorsing").search(said.prose):
        yield f"{m.group()!r} makes the claim {p.text} the report’s own: quote it only"


def taken_back(p: Piece, said: Said, place: Place) -> Iterator[str]:
    """A question, a denial anywhere in the sentence, a scrap of words cut off beside it."""
    for scrap in (place.scrap, place.lost):
        for found in (
            pattern("time", "other"),
            pattern("negation"),
            pattern("denying"),
            _QUALIFYING,
        ):
            m = found.match(scrap.strip()) or next(
                (x for x in found.finditer(scrap) if not re.search(r"\w", scrap[x.end() :])), None
            )
            if m:
                yield (
                    f"{m.group()!r}, cut off beside the sentence, changes what {p.text!r} says:"
                    " write whole sentences, and a qualifier as a filter"
                )
    if re.search(r"[?？]\W*$", said.text):
        yield f"{p.text!r} is put as a question: say what it is"
    if m := pattern("denying").search(said.prose):
        yield (
            f"{m.group()!r} takes {p.text!r} back: say what is wrong of whom in a sentence of"
            " its own"
        )
