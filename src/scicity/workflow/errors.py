"""What is wrong with a process, a table or an answer, and what to do."""

from __future__ import annotations


class ServiceError(Exception):
    """Anything of this room that a person can mend."""


class BadProcess(ServiceError):
    """All that is wrong with an uploaded process or table; nothing of it is kept."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class BadAnswer(ServiceError):
    """Fields that were not filled in as the form asks: {field: reason in the two languages}."""

    def __init__(self, fields: dict[str, tuple[str, str]]) -> None:
        self.fields = fields
        super().__init__("; ".join(f"{k}: {en}" for k, (_, en) in fields.items()))


class NotOpen(ServiceError):
    """The step was done already, or the case has moved on: an event that came twice or late changes
    nothing.
    """


class Stuck(ServiceError):
    """An expression cannot be worked out with what the case holds. The step stays open."""
