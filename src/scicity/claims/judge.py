"""Whether what a document says of a value is borne: its number, qualifier, period, basis, and the
words that turn it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from scicity.measures import unit_of
from scicity.reports import Said, bears, keeps

from .lexicon import factor
from .match import Context, agrees, same_number
from .periods import stands
from .turns import Turn, not_of_title
from .types import Known, Mention, Outcome

Why = dict[str, str]
# what a word of each kind makes of a number, told beside a verdict that it leaves unknown
NAMES = {
    "negation": ("否定", "a negation"),
    "change": ("变化", "a change"),
    "comparison": ("比较", "a comparison"),
    "rank": ("排名", "a rank"),
    "mean": ("平均", "a mean"),
    "plan": ("计划或推测", "a plan or a guess"),
    "part": ("部分", "a part"),
    "doubt": ("存疑或否认", "a doubt"),
    "question": ("疑问", "a question"),
    "reverse": ("相反的动作", "an opposite of it"),
}


def as_has(k: Known) -> Why:
    return {"zh": f"账本为{k.shown['zh']}", "en": f"the ledger has {k.shown['en']}"}


def _with(zh: str, en: str, k: Known) -> Why:
    ledger = as_has(k)
    return {"zh": f"{zh}：{ledger['zh']}", "en": f"{en}: {ledger['en']}"}


def judge(m: Mention, k: Known) -> tuple[Outcome, Why]:
    """Whether the ledger's value bears a number with its qualifier."""
    said, stated, exact = converted(m, k), k.stated, k.interval.exact
    number = agrees(m, k) or same_number(said, k)
    if k.partly:
        return _judge_part(said, k, number)
    few = last_digit(said.value)
    if _odd(m) and not number and (k.interval.low >= said.value + few or _whole(few, k)):
        # 1200余 is less than 1300, which 超1200 is not; and no count is between 184 and 185
        return "imprecise", _with("“余”只指零头", "so many and a few more it is not", k)
    if (said.qualifier, said.value, said.high) == (stated.qualifier, stated.value, stated.high):
        return "true", {"zh": "与账本一致", "en": "as the ledger has it"}
    if m.slack and exact is not None:
        return _judge_share(said, m.slack, exact, k)
    if exact is not None:
        if said.qualifier == "exact":
            return (
                ("true", {"zh": "与账本一致（舍入）", "en": "as the ledger has it, rounded"})
                if number
                else ("false", as_has(k))
            )
        if not keeps(said, exact):
            return (
                ("imprecise", _with("限定词不成立", "the qualifier is not borne", k))
                if number
                else ("false", as_has(k))
            )
        return "true", _with("限定词成立", "the qualifier is borne", k)
    if k.kind == "target" and not number and said.qualifier in ("over", "at_least"):
        # what was set as a target is a number chosen: another bound is another target
        return "imprecise", _with("目标所定的数不同", "the target was set at another number", k)
    if said.high is not None and stated.high is not None:
        ends = (said.value == stated.value) + (said.high == stated.high)
        if ends == 1:  # the same range, with one end of it changed
            return "imprecise", _with("区间有一端不符", "one end of the range differs", k)
    if bears(k.interval, said, stated) or (
        (stated.qualifier, said.qualifier) == ("over", "at_least") and number
    ):
        return "true", _with("限定词成立", "the qualifier is borne", k)
    if number:
        return "imprecise", _with("限定词不成立", "the qualifier is not borne", k)
    if _may_be(said, k):
        return "unknown", _with("账本只给出范围", "the ledger has a bound only", k)
    return "false", as_has(k)


def _odd(m: Mention) -> bool:
    """Whether a number is told as so many and a few more (1200余, 三千多), and not as a bound."""
    alone = m.said.qualifier == "over" and m.start == m.core[0]
    return alone and bool(re.search(r"[\d〇-龥][余多几]", m.text))


def _whole(step: Fraction, k: Known) -> bool:
    """Whether a value's unit counts things one by one, and nothing lies within a step."""
    unit = unit_of(k.unit)
    return step == 1 and unit is not None and not unit.pint and not unit.money


def _judge_share(said: Said, slack: Fraction, exact: Fraction, k: Known) -> tuple[Outcome, Why]:
    """A part told in words (a third, 八成): near it is true, not far is not judged."""
    far = (
        said.value - exact
        if said.qualifier in ("over", "at_least")
        else (
            exact - said.value
            if said.qualifier in ("under", "at_most", "nearly")
            else abs(said.value - exact)
        )
    )
    if far <= (0 if said.qualifier in ("over", "under") else slack):
        return "true", _with("约数成立", "borne, as a part told in words", k)
    return (
        ("unknown", _with("约数难以判定", "too near to tell", k))
        if far <= 2 * slack
        else ("false", as_has(k))
    )


def _may_be(said: Said, k: Known) -> bool:
    """Whether the value behind a bound may well be what is said: within one unit of the bound's
    last digit that is not zero.
    """
    v, unit = k.stated.value, last_digit(k.stated.value)
    low, high = {
        "over": (v, v + unit),
        "at_least": (v, v + unit),
        "nearly": (v - unit, v),
        "under": (v - unit, v),
        "at_most": (v - unit, v),
        "about": (v - unit / 2, v + unit / 2),
    }.get(k.stated.qualifier, (v, k.stated.high or v))
    if said.qualifier in ("exact", "about", "range"):
        beyond = {"over": high, "at_least": high, "nearly": low, "under": low}.get(
            k.stated.qualifier
        )  # 20,000 is not told as 'over 10,000'
        return (
            low <= said.value <= high
            and said.value != beyond
            and (said.high is None or said.high <= high)
        )
    if said.qualifier in ("over", "at_least"):
        return said.value < high  # what is over 20,000 is not told as 'over 10,000'
    if said.qualifier == "nearly":
        # 'nearly 710' is more than 700
        least = max(said.value * Fraction(9, 10), said.value - last_digit(said.value))
        return low <= said.value and least < high
    if said.qualifier in ("under", "at_most"):
        return said.value >= low
    return False


def last_digit(v: Fraction) -> Fraction:
    """One unit of a number's last digit that is not zero: 100 of 5,200."""
    unit = Fraction(1)
    while (v / unit).denominator != 1 and unit > Fraction(1, 10**6):
        unit /= 10
    while v and (v / (unit * 10)).denominator == 1:
        unit *= 10
    return unit


def _judge_part(said: Said, k: Known, number: bool) -> tuple[Outcome, Why]:
    """What the records of a part bear of a sentence about the whole: of a sum or a count, that
    there is at least so much.
    """
    recorded = k.stated.value
    part = {
        "zh": f"账本为{k.shown['zh']}；{k.partly['zh']}",
        "en": f"the ledger has {k.shown['en']}; {k.partly['en']}",
    }
    if k.rises and not number:
        if said.qualifier in ("over", "at_least") and keeps(said, recorded):
            return "true", {
                "zh": "已覆盖部分即已成立：" + part["zh"],
                "en": "borne by what is covered already: " + part["en"],
            }
        most = {
            "exact": said.value,
            "under": said.value,
            "at_most": said.value,
            "nearly": said.value,
            "about": said.value * Fraction(11, 10),
            "range": said.high,
            "order_of_magnitude": said.value * 10,
        }.get(said.qualifier)
        if most is not None and recorded > most:
            return "false", {
                "zh": "已覆盖部分即已超过：" + part["zh"],
                "en": "what is covered is more already: " + part["en"],
            }
    if number and _digits(said.value) >= 3:
        return "true", {
            "zh": "与账本记录一致，记录只覆盖部分：" + part["zh"],
            "en": "as the records give it, which cover a part: " + part["en"],
        }
    if number:
        return "imprecise", {
            "zh": "仅就已覆盖部分成立：" + part["zh"],
            "en": "true of the covered part alone: " + part["en"],
        }
    return "unknown", part


def converted(m: Mention, k: Known) -> Said:
    """What is said, in the unit of the ledger's value."""
    for u in m.units:
        times = None if k.unit in m.units else factor(u, k.unit)
        if times is not None:
            return Said(
                m.said.qualifier,
                m.said.value * times,
                None if m.said.high is None else m.said.high * times,
                m.said.decimals,
            )
    return m.said


def other_basis(c: Context, k: Known) -> bool:
    """Whether the sentence says 'over the year' of what is cumulative, or 'so far' of what is a
    year's.
    """
    return (c.basis == "annual" and k.period == "cumulative") or (
        c.basis == "cumulative" and k.period == k.year and bool(k.year)
    )


def settled(
    outcome: Outcome,
    why: Why,
    m: Mention,
    k: Known,
    c: Context,
    turns: Sequence[Turn],
    claimed: str,
) -> tuple[Outcome, Why]:
    """A verdict on a number after the words that turn it and the period that it is said of.

    `claimed` are words of rank that the ledger quotes.
    """
    period = c.period_of(k)
    how = stands(period, k)
    if period and period.weak and how in ("finer", "other"):
        apart = period.weak == "far" or (c.basis == k.period == "cumulative")
        if how == "finer" and apart:
            period = None  # a month that stands elsewhere dates another thing
        elif outcome == "false" or (how == "other" and outcome != "true"):
            how = "unsure"
        elif how == "other" and period.weak == "sentence":
            return "unknown", {
                "zh": f"不能确定“{period.text}”是否指这个数",
                "en": f"whether {period.text!r} is said of it cannot be told",
            }
        else:
            period = None
    if outcome in ("true", "imprecise") and period and how in ("finer", "other") and not k.partly:
        flow = k.period not in ("cumulative", "since_launch") and ":" not in k.address
        if _distinct(m) and k.period != "since_launch" and (how == "other" or flow):
            told = k.period if k.period != "cumulative" else k.as_of
            outcome, why = (
                "false",
                {
                    "zh": f"期间不符：账本为{told}",
                    "en": f"another period: the ledger has it for {told}",
                },
            )
        else:
            return "unknown", {
                "zh": f"账本没有“{period.text}”的数",
                "en": f"the ledger has nothing for {period.text!r}",
            }
    elif (
        outcome == "false"
        and period
        and (how in ("finer", "other", "unsure") or len(c.periods) > 1)
        and ":" not in k.address
    ):
        return "unknown", {
            "zh": f"账本没有“{period.text}”的数",
            "en": f"the ledger has nothing for {period.text!r}",
        }
    left = [
        t
        for t in not_of_title(turns, k.titles)
        if not (t.kind == "rank" and _quoted(t.word, claimed))
    ]
    if k.kind == "target":
        left = [t for t in left if t.kind not in ("plan", "change")]
    kinds = {t.kind for t in left}
    if (
        m.shape == "points"
        and outcome in ("true", "imprecise")
        and not kinds & {"doubt", "question", "negation", "plan"}
    ):
        return "false", _with(
            "百分点是变化，账本是水平",
            "percentage points are a change, the ledger's figure is a level",
            k,
        )
    if not left:
        return outcome, why
    if kinds == {"negation"} and outcome == "true":
        return "false", _with(
            f"“{left[0].word}”否定了账本所记", f"{left[0].word!r} denies what the ledger has", k
        )
    if kinds == {"part"}:
        return outcome, why
    said_zh, said_en = (
        "、".join(dict.fromkeys(f"“{t.word}”" for t in left)),
        ", ".join(dict.fromkeys(repr(t.word) for t in left)),
    )
    return "unknown", {
        "zh": f"未判定这些词：{said_zh}（{NAMES[left[0].kind][0]}）；{as_has(k)['zh']}",
        "en": (
            f"these words were not judged: {said_en} ({NAMES[left[0].kind][1]}); {as_has(k)['en']}"
        ),
    }


def _quoted(word: str, claimed: str) -> bool:
    return bool(word) and word in claimed


def _distinct(m: Mention) -> bool:
    """Three digits or more that are not zero at the end: hardly the same by chance."""
    return _digits(m.said.value) >= 3


def _digits(v: Fraction) -> int:
    return len(str(v.numerator).rstrip("0"))


def classes(text: str) -> set[str]:
    """Classes that a thing is said to be of, such as class 1 drugs."""
    return {a or b for a, b in re.findall(r"(\d+)类|\b[Cc]lass[ -](\d+)", text)}
