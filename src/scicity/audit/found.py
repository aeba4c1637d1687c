"""What a check saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scicity.measures import measures
from scicity.metrics import catalogue

if TYPE_CHECKING:
    from .account import Account
    from .facts import Fact

Words = dict[str, str] | str


@dataclass(frozen=True)
class Found:
    """What a check saw: whose it is, the words for its explanation, the addresses behind it, and
    the numbers.
    """

    subject: str
    words: dict[str, Words]
    evidence: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


def measure_title(account: Account, name: str) -> dict[str, str]:
    """A measure's title: the vocabulary's, or the catalogue's where it computes it."""
    known = account.city.measures if account.city else measures()
    if name in known and known[name].title:
        return known[name].title
    return catalogue()[name].title if name in catalogue() else dict.fromkeys(("zh", "en"), name)


def name_of(account: Account, path: str) -> Words:
    """The name of an entry in both languages."""
    return {lang: account.name(path, lang) for lang in ("zh", "en")}
