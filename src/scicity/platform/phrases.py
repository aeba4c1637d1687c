"""What is said to whoever asks, in the language of the request.

Messages stand in catalogues (`scicity.i18n`), each by its identifier; a name or a title of the
city's own stands in both of its languages where it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import get_language

from scicity.i18n import Catalogue

CATALOGUE = Catalogue(settings.LOCALES)


def chinese() -> bool:
    return _language().startswith("zh")


class Phrase:
    """What shows itself in the language of the request, and tells itself in the city's two."""

    if TYPE_CHECKING:  # a property here would be taken for a default of the fields below

        @property
        def zh(self) -> str: ...

        @property
        def en(self) -> str: ...

    def __str__(self) -> str:
        return self.zh if chinese() else self.en

    def __html__(self) -> str:
        return escape(str(self))

    def fill(self, **values: Any) -> Phrase:
        """The phrase with its places filled; a value that is a Phrase is told in its language."""
        raise NotImplementedError


@dataclass(frozen=True)
class Both(Phrase):
    """A text that is kept in both languages; `{names}` are filled by `fill`."""

    zh: str
    en: str

    def fill(self, **values: Any) -> Both:
        return Both(self.zh.format(**_told("zh", values)), self.en.format(**_told("en", values)))


@dataclass(frozen=True)
class Said(Phrase):
    """A message of the catalogue with the values of its places."""

    message: str
    values: tuple[tuple[str, Any], ...] = ()

    def told(self, language: str) -> str:
        """The message in a language.

        Unknown: no catalogue holds it, or a value that it needs was not given.
        """
        return CATALOGUE.text(language, self.message, **_told(language, dict(self.values)))

    @property
    def zh(self) -> str:
        return self.told("zh")

    @property
    def en(self) -> str:
        return self.told("en")

    def __str__(self) -> str:
        return self.told(_language())

    def fill(self, **values: Any) -> Said:
        return Said(self.message, (*self.values, *values.items()))


def phrase(message: str, /, **values: Any) -> Phrase:
    """A message of the catalogue, to be told in whatever language is asked for later."""
    return Said(message, tuple(values.items()))


def say(message: str, /, **values: Any) -> str:
    """A message of the catalogue in the language of the request, its places filled."""
    return CATALOGUE.text(_language(), message, **_told(_language(), values))


def verbatim(words: Any) -> Both:
    """What is told in the same words in each language, such as another program's message."""
    return Both(str(words), str(words))


def name_of(row: Any) -> Both:
    """The name of a unit, a service, an organisation, as it is kept in both languages."""
    return Both(row.name_zh, row.name_en)


def listed(phrases: Iterable[Any]) -> Both:
    """Some phrases, or what else holds `zh` and `en`, one after another."""
    told = list(phrases)
    return Both("；".join(str(p.zh) for p in told), "; ".join(str(p.en) for p in told))


def enumerated(things: Iterable[Any]) -> Both:
    """Some things by what they call themselves: Chinese parts names by its own comma."""
    names = [str(x) for x in things]
    return Both("、".join(names), ", ".join(names))


def either(zh: str, en: str) -> str:
    """Of a text that is kept in both languages the one that the request asks for."""
    return zh if chinese() else en


def _language() -> str:
    return str(get_language() or settings.LANGUAGE_CODE)


def _told(language: str, values: dict[str, Any]) -> dict[str, Any]:
    """Each value; a phrase among them in the language of what it is put into."""

    def of(value: Any) -> Any:
        if isinstance(value, Said):
            return value.told(language)
        if isinstance(value, Phrase):
            return value.zh if language.startswith("zh") else value.en
        return value

    return {k: of(v) for k, v in values.items()}
