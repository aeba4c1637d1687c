"""Messages in Fluent files: `locales/<language>/<room>.ftl`, each message by an identifier.

No language is the key of another. A message's identifier begins with the room whose file holds it
(`access-bill-total`), so that only the files of the rooms in use are ever read.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from markupsafe import Markup, escape

LOCALES = Path(__file__).parent / "locales"
# a language that lacks a message speaks this one's: only languages that are added can lack any
FALLBACK = "en"


class Unknown(LookupError):
    """No language holds a message of this name, or it lacks a value that it needs."""


class Catalogue:
    """The messages of some folders of languages; a later folder adds to and replaces the former's.

    Args:
        folders: each holds a folder a language (a BCP 47 code such as `zh`, `en`, `pt-br`).
    """

    def __init__(self, folders: Iterable[Path] = (LOCALES,)) -> None:
        self.folders = tuple(folders)
        self._bundle = functools.cache(self._read)
        self._plain = functools.cache(self._formatted)  # without places: told as it first was

    def languages(self) -> dict[str, str]:
        """Each language's code and the name that it calls itself, in the order of the folders."""
        codes = dict.fromkeys(
            f.parent.name
            for folder in self.folders
            for f in sorted(folder.glob("*/language.ftl"), reverse=True)
        )
        return {code: self.text(code, "language-name") for code in codes}

    def text(self, language: str, message: str, /, **values: Any) -> str:
        """A message in a language, its places filled.

        Args:
            language: a BCP 47 code; `zh-hans` finds `zh`, and what is missing is told in English.
            message: its identifier.
            values: whole numbers choose plural forms; all else stands as it shows itself.

        Returns:
            The text; as markup where one of the values is markup, all else escaped.

        Raises:
            Unknown: no file holds the message, or it names a value that was not given.
        """
        if not values:
            return self._plain(language, message)
        if not any(isinstance(v, Markup) for v in values.values()):
            return self._formatted(language, message, values)
        marks = {k: v if isinstance(v, int) else f"\ue000{k}\ue001" for k, v in values.items()}
        told = str(escape(self._formatted(language, message, marks)))
        for name, value in values.items():  # filled last: the message is escaped without them
            told = told.replace(f"\ue000{name}\ue001", str(escape(value)))
        return Markup(told)

    def _formatted(
        self, language: str, message: str, values: Mapping[str, Any] = MappingProxyType({})
    ) -> str:
        bundle = self._holding(language, message)
        found = bundle.get_message(message).value
        if found is None:
            raise Unknown(f"{message} says nothing")
        told, errors = bundle.format_pattern(found, {k: _value(v) for k, v in values.items()})
        if errors:
            raise Unknown(f"{message}: {errors[0]}")
        return str(told)

    def _holding(self, language: str, message: str) -> FluentBundle:
        for code in (language, language.partition("-")[0], FALLBACK):
            bundle = self._bundle(code, message.partition("-")[0])
            if bundle is not None and bundle.has_message(message):
                return bundle
        raise Unknown(f"no language holds the message {message!r}")

    def _read(self, language: str, room: str) -> FluentBundle | None:
        files = [f for d in self.folders if (f := d / language / f"{room}.ftl").exists()]
        if not files:
            return None
        bundle = FluentBundle([language], use_isolating=False)
        for file in files:
            bundle.add_resource(FluentResource(file.read_text("utf-8")), allow_overrides=True)
        return bundle


def _value(value: Any) -> Any:
    """A value as Fluent takes it: a number chooses the plural, and years are not grouped."""
    if isinstance(value, int) and not isinstance(value, bool):
        return fluent_number(value, useGrouping=False)
    return str(value)
