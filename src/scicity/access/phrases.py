"""What is said to whoever asks, in the language of the request.

Messages stand in catalogues (`scicity.i18n`), each by its identifier; a name or a title of the
city's own stands in both of its languages where it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from scicity.i18n import Catalogue

CATALOGUE = Catalogue(settings.LOCALES)


def chinese() -> bool:
    return (get_language() or settings.LANGUAGE_CODE).startswith("zh")


@dataclass(frozen=True)
class Phrase:
    """Shows itself in the language of the request. `{names}` are filled by `fill`."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if chinese() else self.en

    def fill(self, **values: Any) -> Phrase:
        """The phrase with its places filled; a value that is a Phrase is taken in the same
        language.
        """

        def of(language: str) -> dict[str, Any]:
            return {
                k: getattr(v, language) if isinstance(v, Phrase) else v for k, v in values.items()
            }

        return Phrase(self.zh.format(**of("zh")), self.en.format(**of("en")))

    def __html__(self) -> str:
        from django.utils.html import escape

        return escape(str(self))


def say(zh: str, en: str) -> str:
    return zh if chinese() else en


def text(message: str, /, **values: Any) -> str:
    """A message of the catalogue in the language of the request, its places filled."""
    return CATALOGUE.text(get_language() or settings.LANGUAGE_CODE, message, **values)
