"""What may be refused, in both languages, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from .phrases import Phrase, phrase


class Refused(Exception):
    """A rule of the domain says no.

    Nothing was changed. `fields` names the form's fields that are at fault.
    """

    status = 409

    def __init__(self, phrase: Phrase, fields: dict[str, Phrase] | None = None) -> None:
        self.phrase, self.fields = phrase, fields or {}
        super().__init__(phrase.en)

    def __str__(self) -> str:
        parts = [str(self.phrase), *(f"{name}: {text}" for name, text in self.fields.items())]
        return " ".join(parts)


class Stale(Refused):
    """Somebody else changed it since it was read."""

    def __init__(self) -> None:
        super().__init__(phrase("platform-errors-somebody-changed-this"))


class Changed(Stale):
    """What a form or a program read is not what is there now.

    `now` is what is there, by field, in words.
    """

    def __init__(self, now: Mapping[str, str]) -> None:
        super().__init__()
        self.now = dict(now)


class Unread(Refused):
    """A change that does not say which edition of the row it was made on."""

    status = 428

    def __init__(self) -> None:
        super().__init__(phrase("platform-errors-no-edition"))


class Taken(Refused):
    """The slot, the decision or the amount went to somebody else in the same moment."""


class Invalid(Refused):
    """The input is not acceptable."""

    status = 422
