"""What each city has its own way of: zone, money, holidays, the order of its languages, numbers of
enterprises.

A process acts for one city: the folder that `--city` or SCICITY_CITY names, else the one under
`cities/`. `here` is its locale. `at` puts another in its place for a while, as for a report that is
built from kept files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from scicity.measures import Money, money_from

from .errors import RegistryError
from .types import Name
from .workdays import Workdays

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Currency:
    """A currency: its ISO 4217 code, decimals of its minor unit, sign, name, and the words that
    documents use for it and for its minor unit.
    """

    code: str
    digits: int
    symbol: str
    name: Name
    words: tuple[str, ...] = ()
    minor_words: tuple[str, ...] = ()

    @property
    def minor(self) -> int:
        """How many minor units, in which amounts are kept, make one."""
        return int(10**self.digits)


NO_CURRENCY = Currency(
    "XXX", 2, "¤", Name("货币单位", "currency units")
)  # ISO 4217: no currency is involved


@dataclass(frozen=True)
class Identifier:
    """How enterprises are numbered: the ranks of a number's characters in `alphabet`, by `weights`,
    leave `remainder` modulo `modulus`.
    """

    name: Name
    alphabet: str
    weights: tuple[int, ...]
    modulus: int
    remainder: int = 0

    def holds(self, number: str) -> bool:
        if len(number) != len(self.weights) or any(c not in self.alphabet for c in number):
            return False
        return (
            sum(self.alphabet.index(c) * w for c, w in zip(number, self.weights, strict=True))
            % self.modulus
            == self.remainder
        )


@dataclass(frozen=True)
class Locale:
    """`currencies` are the city's own and those that its documents name beside it.

    `languages`: the first is what is shown unasked.
    """

    zone: str = "UTC"
    currencies: tuple[Currency, ...] = (NO_CURRENCY,)
    languages: tuple[str, ...] = LANGUAGES
    workdays: Workdays = field(default_factory=Workdays)
    identifier: Identifier | None = None
    simulated: bool = False  # the city is made up, and so is every record of it
    districts: Name | None = (
        None  # whose the shapes in districts.geojson are, and under what licence
    )

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def currency(self) -> Currency:
        return self.currencies[0]

    @cached_property
    def money(self) -> tuple[Money, ...]:
        """The currencies as the vocabulary of units takes them."""
        return tuple(
            Money(c.code, c.name.zh, c.name.en, c.words, c.symbol, c.minor, c.minor_words)
            for c in self.currencies
        )


def find_city(given: Path | str | None = None) -> Path:
    """The city's folder: the one given, or named by SCICITY_CITY, by the file `cities/default`, or
    the only one under `cities`.

    Where nothing says which, `cities` itself, which is no city: `load_city` then says what to do.
    """
    named = given or os.environ.get("SCICITY_CITY", "")
    if named:
        return Path(named)
    cities = Path("cities")
    chosen = cities / "default"
    if chosen.is_file():
        return cities / chosen.read_text("utf-8").strip()
    found = sorted(p.parent for p in cities.glob("*/city.yaml"))
    return found[0] if len(found) == 1 else cities


_inside: ContextVar[Locale | None] = ContextVar("locale", default=None)
_folder: list[Path] = []


def settle(folder: Path) -> None:
    """This process acts for the city in that folder."""
    _folder[:] = [folder.resolve()]


@contextmanager
def at(locale: Locale) -> Iterator[None]:
    """Act for another city inside a `with`."""
    token = _inside.set(locale)
    try:
        yield
    finally:
        _inside.reset(token)


def here() -> Locale:
    """The locale of the city that is acted for; a neutral one, without money or holidays, where
    there is no city.
    """
    return _inside.get() or _read((_folder[0] if _folder else find_city()).resolve())


def _money() -> tuple[Money, ...]:
    return here().money


money_from(_money)  # the vocabulary of units knows no currency by itself


@lru_cache(maxsize=8)
def _read(folder: Path) -> Locale:
    from .load import load_locale

    try:
        return load_locale(folder)
    except RegistryError:
        return Locale()  # whoever reads the city itself is told what is wrong with it
