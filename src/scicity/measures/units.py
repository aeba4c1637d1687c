"""Units by any spelling in both languages, and exact conversion between those of one dimension.

Hours of a station, of an instrument and of a ring are one unit; what they count differs
(`counting_of`). A thing that is counted is a dimension of its own: people are not visits, cores are
not core-hours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from .errors import MeasureError, NotConvertible, UnknownUnit

SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
    "trillion": 10**12,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 10**3,
    "hundred": 10**2,
}
PERCENT, RATIO = "percent", "1"


@dataclass(frozen=True)
class Unit:
    """A unit: `title` is what a report prints, `words` what documents say, `symbols` what data
    files spell.

    `pint` is what one of it is, empty for a thing that is counted. `scale` is how many of the unit
    a spelling
    like 万人 or "million" of a currency stands for; it is 1 for the unit itself. `countings` are
    spellings that say what
    is counted too: (station, (站时, …)). `happens`: once it has happened it stays so, so a count to
        date never falls
    (visits, papers; enterprises may leave). `money`: an amount of a currency.
    """

    id: str
    title: dict[str, str]
    ucum: str = ""
    pint: str = ""
    words: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    countings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scale: Fraction = Fraction(1)
    happens: bool = False
    money: bool = False

    @property
    def counted(self) -> bool:
        """Whether it is a thing that is counted, and no physical unit."""
        return not self.pint


@dataclass(frozen=True)
class Money:
    """A currency as a unit: its ISO 4217 code, its names, the words and the sign of documents, how
    many minor units make one.
    """

    code: str
    zh: str
    en: str
    words: tuple[str, ...] = ()
    symbol: str = ""
    minor: int = 100
    minor_words: tuple[str, ...] = ()


NO_MONEY = (
    Money("XXX", "货币单位", "currency units", symbol="¤"),
)  # ISO 4217: no currency is involved
_money: list[Callable[[], tuple[Money, ...]]] = [lambda: NO_MONEY]


def money_from(told: Callable[[], tuple[Money, ...]]) -> None:
    """Who tells what money there is, the city's own first: a currency is a city's, and none is
    named here.
    """
    _money[:] = [told]


def money() -> tuple[Money, ...]:
    return _money[0]()


def units() -> dict[str, Unit]:
    """Every unit by its identifier.

    Raises MeasureError for a bad entry or a symbol of two units.
    """
    return _units(money())


@lru_cache(maxsize=8)
def _units(currencies: tuple[Money, ...]) -> dict[str, Unit]:
    text = (resources.files("scicity.measures") / "units.yaml").read_text("utf-8")
    found = {str(key): _unit(str(key), how) for key, how in yaml.safe_load(text).items()}
    for m in currencies:
        found[m.code] = Unit(
            m.code,
            {"zh": m.zh, "en": m.en},
            words=m.words,
            symbols=(m.symbol,) if m.symbol else (),
            money=True,
        )
    own = currencies[0]
    found["minor"] = Unit(
        "minor",
        {"zh": "最小货币单位", "en": "minor units"},
        pint=f"{own.code} / {own.minor}",
        symbols=own.minor_words,
        money=True,
    )
    return found


_KEYS = {"title", "ucum", "pint", "zh", "en", "loose", "symbols", "countings", "happens", "money"}


def _unit(name: str, how: dict[str, Any]) -> Unit:
    if set(how) - _KEYS or set(how.get("title", ())) != {"zh", "en"}:
        raise MeasureError(
            f"units.yaml: {name} needs a title in zh and en, and takes {sorted(_KEYS)}."
        )
    said = [*how.get("zh", ()), *how.get("en", ())]
    told = tuple(
        (what, tuple(str(w) for w in (*by["zh"], *by["en"])))
        for what, by in how.get("countings", {}).items()
    )
    return Unit(
        name,
        how["title"],
        str(how.get("ucum", "")),
        str(how.get("pint", "")),
        tuple(dict.fromkeys(str(w) for w in (*said, *(w for _, ws in told for w in ws)))),
        tuple(str(w) for w in how.get("loose", ())),
        tuple(str(w) for w in how.get("symbols", ())),
        told,
        happens=bool(how.get("happens", False)),
        money=bool(how.get("money", False)),
    )


def folded(text: str) -> str:
    """A spelling without what does not tell: width, case, spaces, hyphens, underscores."""
    plain = unicodedata.normalize("NFKC", str(text)).strip().casefold()
    return re.sub(r"[\s_\-‐-―]+", "", plain) or plain


def _spellings() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    return _spellings_of(money())


@lru_cache(maxsize=8)
def _spellings_of(
    currencies: tuple[Money, ...],
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """(spelling → the one unit that has it as identifier or symbol, word → all units that it may
    mean).
    """
    sure: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for u in _units(currencies).values():
        for text in (u.id, *u.symbols):
            if sure.setdefault(folded(text), u.id) != u.id:
                raise MeasureError(
                    f"units.yaml: {text!r} stands for {sure[folded(text)]} and for {u.id}."
                )
        for text in (*u.words, *u.title.values()):
            if text:
                said.setdefault(folded(text), []).append(u.id)
    return sure, {w: tuple(dict.fromkeys(us)) for w, us in said.items()}


def unit_of(text: object, expected: str = "") -> Unit | None:
    """The unit that a spelling in either language stands for; None where it stands for none, or for
    several.

    `expected` is a unit's identifier: where a spelling may mean several (项, 家), it means that
    one. 万人 and "million" of a currency give their unit with a `scale`.
    """
    return _unit_of(str(text), expected, money())


@lru_cache(maxsize=4096)
def _unit_of(text: str, expected: str, currencies: tuple[Money, ...]) -> Unit | None:
    key = folded(text)
    if not key:
        return None
    sure, said = _spellings()
    senses = said.get(key, ())
    asked = units().get(expected)
    if asked and (
        expected in senses or (asked.counted and (key == "个" or key in map(folded, asked.loose)))
    ):
        return asked
    if key in sure:
        return units()[sure[key]]
    if len(senses) == 1:
        return units()[senses[0]]
    for word, scale in SCALES.items():
        rest = key.removeprefix(word)
        if rest and rest != key:
            unit = _unit_of(rest, expected, currencies)
            if unit is not None:
                return replace(unit, scale=unit.scale * scale)
    return None


def counting_of(text: object) -> str:
    """What hours of this spelling are counted of (station, instrument, ring), or nothing: 台时 says
    instrument.
    """
    key = folded(str(text))
    return next(
        (
            what
            for u in units().values()
            for what, words in u.countings
            for w in words
            if folded(w) == key
        ),
        "",
    )


def same_unit(a: object, b: object) -> bool:
    """Whether two spellings are one unit: `h` and 小时, `%` and percent.

    A scale (万人) makes another.
    """
    one, other = unit_of(a), unit_of(b)
    if one is None or other is None:
        return folded(str(a)) == folded(str(b))
    return (one.id, one.scale) == (other.id, other.scale)


def convertible(a: object, b: object) -> bool:
    """Whether a value of one unit can be said in the other."""
    one, other = unit_of(a), unit_of(b)
    return one is not None and other is not None and _factor(one.id, other.id, money()) is not None


def convert(value: Fraction | int, source: object, target: object) -> Fraction:
    """A value of one unit in another, exactly.

    Raises UnknownUnit, or NotConvertible for another dimension.
    """
    found = []
    for text in (source, target):
        unit = unit_of(text)
        if unit is None:
            raise UnknownUnit(
                f"{text!r} is not a unit known here. `scicity measures --units` lists them."
            )
        found.append(unit)
    factor = _factor(found[0].id, found[1].id, money())
    if factor is None:
        raise NotConvertible(
            f"{source!r} cannot be said in {target!r}: they measure different things."
        )
    return Fraction(value) * factor * found[0].scale / found[1].scale


@lru_cache(maxsize=4096)
def _factor(source: str, target: str, currencies: tuple[Money, ...]) -> Fraction | None:
    """How many of the target one of the source is; None for another dimension."""
    if source == target:
        return Fraction(1)
    if _units(currencies)[source].counted and _units(currencies)[target].counted:
        return None  # what is counted is only itself
    known = _registry(currencies)
    one, other = (known.Quantity(Fraction(1), _name(u)) for u in (source, target))
    return Fraction(one.to(other.units).magnitude) if one.is_compatible_with(other) else None


def _name(unit: str) -> str:
    """A unit's name in pint's registry: pint reads only letters, digits and underscores."""
    return "sc_" + re.sub(r"\W", "_per_", unit)


@lru_cache(maxsize=8)
def _registry(currencies: tuple[Money, ...]) -> Any:
    """Pint's units and ours; numbers are fractions, so that nothing is rounded."""
    import pint  # takes a second to load

    registry = pint.UnitRegistry(non_int_type=Fraction)
    for u in _units(currencies).values():
        ours = re.sub(
            r"[A-Za-z_]+",
            lambda m: (
                _name(m.group())
                if m.group() in _units(currencies) and not _units(currencies)[m.group()].pint
                else m.group()
            ),
            u.pint,
        )
        registry.define(f"{_name(u.id)} = {ours}" if u.pint else f"{_name(u.id)} = [{_name(u.id)}]")
    return registry


def words_of(listed: Iterable[Unit]) -> tuple[str, ...]:
    """All words of documents for some units, each once."""
    return tuple(dict.fromkeys(w for u in listed for w in (*u.words, *u.loose)))
