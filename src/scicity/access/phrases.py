"""A text in the city's two languages.

Neither is the key of the other: both stand side by side in the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language


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
