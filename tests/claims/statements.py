"""A seeded generator of statements about a city, true, false and of what the ledger does not say,
in both languages, by kind.

They are made from the ledger's values and the registry's names alone; the checker has no part in
it. A kind is how a statement is worded, or what was done to a true one to make it false.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from scicity.claims.known import Memory
from scicity.claims.numbers import mentions
from scicity.claims.types import Known
from scicity.measures import units

Truth = bool | None


@dataclass(frozen=True)
class Said:
    """One statement: its text (Markdown), whether the ledger bears it (None: it says nothing of
    it), its kind and language.
    """

    text: str
    truth: Truth
    kind: str
    lang: str


@dataclass(frozen=True)
class Fact:
    """A value to speak of, with the names of its subject, its measure and its unit in both
    languages.
    """

    known: Known
    subject: dict[str, str]
    title: dict[str, str]
    unit: dict[str, str]
    year: str

    @property
    def value(self) -> Fraction:
        return self.known.stated.value

    @property
    def exact(self) -> bool:
        return self.known.interval.exact is not None and self.known.stated.qualifier == "exact"


_WORDS = {"hours": {"zh": "小时", "en": "hours"}}
_SPOKEN = (
    "hours",
    "core_hours",
    "gpu_hours",
    "person_visits",
    "projects",
    "papers",
    "organisations",
    "teams",
    "persons",
    "percent",
    "shots",
    "tubes",
    "enterprises",
    "centres",
    "platforms",
)
_OTHER_UNIT = {
    "hours": "papers",
    "core_hours": "hours",
    "gpu_hours": "core_hours",
    "person_visits": "persons",
    "projects": "papers",
    "papers": "projects",
    "organisations": "persons",
    "teams": "shots",
    "persons": "person_visits",
    "shots": "hours",
    "tubes": "persons",
    "enterprises": "persons",
    "centres": "hours",
    "platforms": "papers",
}
_DIGITS = "零一二三四五六七八九"
_ONES = [
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
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def facts_of(memory: Memory, figures: list[tuple[str, str, str]] = ()) -> list[Fact]:  # type: ignore[assignment]
    """The declared figures of a city that can be spoken of, and computed ones: (metric, subject,
    period).
    """
    computed = [
        k
        for name, path, period in figures
        if (k := memory.computed(path, name, period)) is not None and not k.partly
    ]
    out = []
    for k in (*memory.numbers, *computed):
        entry = memory.city.entries[k.subject]
        if (
            k.kind != "figure"
            or k.unit not in _SPOKEN
            or entry.kind not in ("facility", "unit", "phase", "city", "park")
            or k.stated.high is not None
        ):
            continue
        if mentions(entry.name.zh) or mentions(entry.name.en):
            continue  # a number in a name is the name's
        year = k.period[:4] if k.period[:4].isdigit() else k.as_of[:4]
        words = _WORDS.get(k.unit, units()[k.unit].title)
        out.append(
            Fact(
                k,
                {"zh": entry.name.zh, "en": entry.name.en},
                {"zh": k.titles[0], "en": k.titles[1]},
                dict(words),
                year,
            )
        )
    return out


def digits(v: Fraction) -> str:
    """31705 → 31,705; 87.74."""
    text = f"{float(v):.4f}".rstrip("0").rstrip(".")
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}" + (point + rest)


def in_han(n: int) -> str:
    """31705 → 三万一千七百零五."""
    if n >= 10**4:
        high, low = divmod(n, 10**4)
        gap = "零" if low and low < 1000 else ""
        return in_han(high) + "万" + (gap + in_han(low) if low else "")
    text = ""
    for weight, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d = n // weight % 10
        if d:
            text += _DIGITS[d] + word
        elif text and n % weight and not text.endswith("零"):
            text += "零"
    return text or "零"


def in_english(n: int) -> str:
    """31705 → thirty-one thousand seven hundred and five."""
    if n >= 1000:
        high, low = divmod(n, 1000)
        return (
            in_english(high)
            + " thousand"
            + ((" and " if low < 100 else " ") + in_english(low) if low else "")
        )
    if n >= 100:
        high, low = divmod(n, 100)
        return _ONES[high] + " hundred" + (" and " + in_english(low) if low else "")
    if n < 20:
        return _ONES[n]
    return _TENS[n // 10] + ("-" + _ONES[n % 10] if n % 10 else "")


def qualified(f: Fact, lang: str, number: str = "") -> str:
    """The number as the ledger states it, qualifier and unit with it."""
    zh = {
        "over": "超过",
        "nearly": "近",
        "about": "约",
        "at_least": "至少",
        "under": "不足",
        "at_most": "至多",
    }
    en = {
        "over": "over ",
        "nearly": "nearly ",
        "about": "about ",
        "at_least": "at least ",
        "under": "under ",
        "at_most": "at most ",
    }
    return (zh if lang == "zh" else en).get(f.known.stated.qualifier, "") + amount(
        f, lang, number or digits(f.value)
    )


def amount(f: Fact, lang: str, number: str, unit: str = "") -> str:
    word = (_WORDS.get(unit) or units()[unit].title)[lang] if unit else f.unit[lang]
    return number + (word if lang == "zh" or word == "%" else f" {word}")


def when(f: Fact, lang: str, year: str = "") -> str:
    y = year or f.year
    if len(f.known.period) == 7 and f.known.period[4] == "-":  # a month
        n = int(f.known.period[5:])
        return f"{y}年{n}月，" if lang == "zh" else f"In {_MONTHS[n - 1]} {y}, "
    if f.known.period == "cumulative":
        return f"截至{y}年底，" if lang == "zh" else f"By the end of {y}, "
    return f"{y}年，" if lang == "zh" else f"In {y}, "


_ZH = (
    "{when}{subject}{title}为{amount}。",
    "{when}{subject}的{title}达到{amount}。",
    "{subject}{when}{title}共计{amount}。".replace("共计", ""),
)
_EN = (
    "{when}{subject} reported {amount} ({lower}).",
    "{when}the figure of {subject} for {lower} came to {amount}.",
    "{when}{lower} at {subject}: {amount}.",
)


def sentence(
    f: Fact, lang: str, rng: random.Random, told: str, subject: str = "", year: str = ""
) -> str:
    form = rng.choice(_ZH if lang == "zh" else _EN)
    title = f.title[lang]
    lower = title if title[:2].isupper() else title[0].lower() + title[1:]
    return form.format(
        when=when(f, lang, year),
        subject=subject or f.subject[lang],
        title=title,
        lower=lower,
        amount=told,
    )


# ---- true statements, by how they are worded ----


def _plain(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    return sentence(f, lang, rng, qualified(f, lang))


def _words(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if f.value.denominator != 1 or f.value >= 10**6 or f.unit["en"] == "%":
        return None
    n = int(f.value)
    return sentence(f, lang, rng, qualified(f, lang, in_han(n) if lang == "zh" else in_english(n)))


def _scaled(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if f.value < 10**4 or f.unit["en"] == "%":
        return None
    number = (
        f"{digits(f.value / 10**4)}万"
        if lang == "zh"
        else (
            f"{digits(f.value / 10**6)} million"
            if f.value >= 10**6
            else f"{digits(f.value / 10**3)} thousand"
        )
    )
    exact = f.value / (10**4 if lang == "zh" else 10**6 if f.value >= 10**6 else 10**3)
    return (
        sentence(f, lang, rng, qualified(f, lang, number))
        if (exact * 10**4).denominator == 1
        else None
    )


def _weaker(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if (
        f.value < 100
        or f.known.stated.qualifier in ("nearly", "about", "under", "at_most")
        or f.unit["en"] == "%"
    ):
        return None
    step = 10 ** (len(str(int(f.value))) - 2)
    lower = (int(f.value) // step - 1) * step
    return (
        sentence(
            f,
            lang,
            rng,
            ("超过" if lang == "zh" else "more than ") + amount(f, lang, digits(Fraction(lower))),
        )
        if lower
        else None
    )


def _heading(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    colon, stop = ("", "。") if lang == "zh" else (": ", ".")
    line = f"{when(f, lang)}{f.title[lang]}{colon}{qualified(f, lang)}{stop}"
    return f"# {f.subject[lang]}\n\n{line}\n"


def _table(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    head = ("指标", "数值") if lang == "zh" else ("Indicator", "Value")
    if len(f.known.period) == 7:
        return None
    return (
        f"# {f.subject[lang]} {f.year}\n\n| {head[0]} | {head[1]} |\n|---|---|\n| {f.title[lang]} |"
        f" {qualified(f, lang)} |\n"
    )


def _records(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    head = (
        "| 设施 | 指标 | 年份 | 数值 | 单位 |"
        if lang == "zh"
        else "| Facility | Indicator | Year | Value | Unit |"
    )
    value = qualified(f, lang).removesuffix(f.unit[lang]).strip()
    return (
        f"{head}\n|---|---|---|---|---|\n| {f.subject[lang]} | {f.title[lang]} |"
        f" {f.known.period if len(f.known.period) == 7 else f.year} | {value} | {f.unit[lang]} |\n"
    )


def _spaced(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    return (
        sentence(f, lang, rng, qualified(f, lang, digits(f.value).replace(",", "\u202f")))
        if f.value >= 1000
        else None
    )


def _traditional(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if lang == "en":
        return None
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(_plain(f, lang, rng, facts)))


# ---- false statements, by what was done ----


def _value(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    wrong = f.value * rng.choice(
        [Fraction(3, 2), Fraction(2), Fraction(1, 2), Fraction(7, 10), Fraction(13, 10)]
    )
    wrong = (
        Fraction(round(wrong)) if f.value.denominator == 1 else Fraction(round(wrong * 100), 100)
    )
    if not wrong or abs(wrong - f.value) * 10 < f.value or (f.unit["en"] == "%" and wrong > 100):
        return None
    return sentence(f, lang, rng, amount(f, lang, digits(wrong)))


def _swapped(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    text = str(int(f.value))
    if not f.exact or f.value.denominator != 1 or len(text.rstrip("0")) < 3 or text[0] == text[1]:
        return None
    wrong = text[1] + text[0] + text[2:]
    return (
        sentence(f, lang, rng, amount(f, lang, digits(Fraction(int(wrong)))))
        if wrong[0] != "0"
        else None
    )


def _magnitude(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if f.value < 10**4:
        return None
    return sentence(
        f,
        lang,
        rng,
        qualified(
            f,
            lang,
            (
                f"{digits(f.value / 10**4)}亿"
                if lang == "zh"
                else f"{digits(f.value / 10**3)} million"
            ),
        ),
    )


def _unit(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if f.known.unit not in _OTHER_UNIT or not f.exact:
        return None
    other = _OTHER_UNIT[f.known.unit]
    if units()[other].title[lang] == f.unit[lang]:
        return None
    return sentence(f, lang, rng, amount(f, lang, digits(f.value), other))


def _subject(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    others = [
        o
        for o in facts
        if o.known.measure == f.known.measure
        and o.known.subject.split("/")[0] != f.known.subject.split("/")[0]
        and o.value != f.value
    ]
    others = [o for o in others if abs(o.value - f.value) * 10 > o.value]
    return (
        sentence(f, lang, rng, qualified(f, lang), subject=rng.choice(others).subject[lang])
        if others and f.exact
        else None
    )


def _year(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if ":" in f.known.address:
        return None  # of another year the records may say what nobody here knows
    return (
        sentence(f, lang, rng, qualified(f, lang), year=str(int(f.year) - rng.choice([1, 2, 3])))
        if f.exact and len(str(f.value.numerator).rstrip("0")) >= 3
        else None
    )


def _qualifier(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    word = {
        "exact": ("不足", "fewer than "),
        "over": ("不足", "under "),
        "about": ("超过", "more than "),
        "nearly": ("超过", "more than "),
    }.get(f.known.stated.qualifier)
    if not word or (f.known.stated.qualifier == "about"):
        return None
    return sentence(f, lang, rng, word[lang == "en"] + amount(f, lang, digits(f.value)))


def _negated(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if not f.exact:
        return None
    if lang == "zh":
        denied = rng.choice(["并未达到", "没有达到", "不是", "并非"])
        said = f"{f.subject[lang]}的{f.title[lang]}{denied}{qualified(f, lang)}"
        return f"{when(f, lang)}{said}。"
    return (
        f"{when(f, lang)}{f.subject[lang]}"
        f" {rng.choice(['did not report', 'never reported', 'failed to report'])}"
        f" {qualified(f, lang)} ({f.title[lang].lower()})."
    )


def _compared(
    f: Fact, lang: str, rng: random.Random, facts: list[Fact], flip: bool = True
) -> str | None:
    others = [
        o
        for o in facts
        if o.known.measure == f.known.measure
        and o.known.period == f.known.period
        and o.known.subject != f.known.subject
        and o.value > 2 * f.value
    ]
    if not others:
        return None
    o = rng.choice(others)
    a, b = (f, o) if flip else (o, f)
    if lang == "zh":
        return f"{f.year}年，{a.subject[lang]}的{f.title[lang]}多于{b.subject[lang]}。"
    return (
        f"In {f.year}, {a.subject[lang]} had more {f.title[lang].lower()} than {b.subject[lang]}."
    )


def _compared_truly(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    return _compared(f, lang, rng, facts, flip=False)


def _share(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if f.unit["en"] != "%" or f.value < 75:
        return None
    return (
        sentence(f, lang, rng, "三分之一" if lang == "zh" else "one third of the time")
        if lang == "zh"
        else None
    )


# ---- what the ledger does not say ----


def _other_year(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    return sentence(
        f,
        lang,
        rng,
        amount(f, lang, digits(Fraction(round(f.value * Fraction(113, 100)) + 1))),
        year=str(int(f.year) + rng.choice([1, -1, -2])),
    )


def _quarter(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str | None:
    if f.known.period == "cumulative" or f.known.address.count(":"):
        return None
    told = amount(f, lang, digits(Fraction(round(f.value * Fraction(26, 100)))))
    q = rng.randint(1, 4)
    if lang == "zh":
        return f"{f.year}年第{_DIGITS[q]}季度，{f.subject[lang]}的{f.title[lang]}为{told}。"
    return (
        f"In the {['first', 'second', 'third', 'fourth'][q - 1]} quarter of {f.year},"
        f" {f.subject[lang]} reported {told} ({f.title[lang].lower()})."
    )


def _stranger(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    names = {
        "zh": ["北岭市第一医院", "河湾镇图书馆", "临江足球俱乐部", "东山大学"],
        "en": [
            "Northridge General Hospital",
            "the Riverbend town library",
            "Lakeside Rovers",
            "Eastfield University",
        ],
    }
    return sentence(f, lang, rng, qualified(f, lang), subject=rng.choice(names[lang]))


def _planned(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    told = amount(f, lang, digits(Fraction(round(f.value * Fraction(3, 2)))))
    if lang == "zh":
        return f"{f.subject[lang]}计划将{f.title[lang]}扩大到{told}。"
    return f"{f.subject[lang]} plans to reach {told} ({f.title[lang].lower()})."


def _rises(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    told = amount(f, lang, digits(Fraction(max(2, round(f.value * Fraction(11, 100))))))
    if lang == "zh":
        return f"{when(f, lang)}{f.subject[lang]}的{f.title[lang]}比上年增加{told}。"
    return f"{when(f, lang)}{f.title[lang].lower()} of {f.subject[lang]} rose by {told}."


def _something_else(f: Fact, lang: str, rng: random.Random, facts: list[Fact]) -> str:
    n = rng.randint(12, 900)
    zh = [
        f"食堂有{n}个座位",
        f"园区种植了{n}棵树",
        f"停车场可停{n}辆车",
        f"储存环周长{n}米",
        f"屋顶光伏装机{n}千瓦",
    ]
    en = [
        f"has a canteen of {n} seats",
        f"planted {n} trees",
        f"has parking for {n} cars",
        f"has a circumference of {n} m",
        f"has {n} kW of solar panels",
    ]
    return (
        f"{f.subject[lang]}{rng.choice(zh)}。"
        if lang == "zh"
        else f"{f.subject[lang]} {rng.choice(en)}."
    )


Maker = Callable[[Fact, str, random.Random, list[Fact]], str | None]
TRUE: dict[str, Maker] = {
    "as stated": _plain,
    "number in words": _words,
    "scaled": _scaled,
    "weaker bound": _weaker,
    "under a heading": _heading,
    "table": _table,
    "table of records": _records,
    "spaced digits": _spaced,
    "traditional characters": _traditional,
    "comparison": _compared_truly,
}
FALSE: dict[str, Maker] = {
    "value": _value,
    "digits swapped": _swapped,
    "magnitude": _magnitude,
    "unit": _unit,
    "subject": _subject,
    "year": _year,
    "qualifier": _qualifier,
    "negation": _negated,
    "comparison": _compared,
    "fraction": _share,
}
NOTHING: dict[str, Maker] = {
    "another year's value": _other_year,
    "a quarter's value": _quarter,
    "a stranger": _stranger,
    "a plan": _planned,
    "a rise": _rises,
    "something else": _something_else,
}


def statements(facts: list[Fact], count: int, seed: int) -> Iterator[Said]:
    """So many statements, kinds and languages in turn, of values drawn by the seed."""
    rng = random.Random(seed)
    kinds = [
        *((True, k, m) for k, m in TRUE.items()),
        *((False, k, m) for k, m in FALSE.items()),
        *((None, k, m) for k, m in NOTHING.items()),
    ]
    made = 0
    seen: set[str] = set()
    turn = 0
    while made < count and turn < 40 * count:
        truth, kind, maker = kinds[turn % len(kinds)]
        lang = "zh" if turn // len(kinds) % 2 else "en"
        turn += 1
        for _ in range(12):
            text = maker(rng.choice(facts), lang, rng, facts)
            if text and text not in seen:
                seen.add(text)
                made += 1
                yield Said(text, truth, kind, lang)
                break
