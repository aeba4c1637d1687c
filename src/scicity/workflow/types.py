"""The nouns of a service: its process, its steps and their forms, what a case asks for next, and
what was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from scicity.registry.types import Name

from .tables import Table

KINDS = (
    "text",
    "long",
    "number",
    "whole",
    "date",
    "choice",
    "yes-no",
    "file",
    "enterprise",
    "permit",
    "parcel",
)
REFUSALS = ("refuse", "decline", "reject", "no", "not")  # values of a decision that grant nothing
OUTCOMES = ("granted", "refused", "withdrawn", "lapsed", "completed")
APPLICANT = "applicant"


@dataclass(frozen=True)
class Field:
    """One question of a form.

    `personal`: kept sealed apart from the case, and no expression may look at it.

    `grants`: the question of the application whose answer this one must not exceed. `only`: values
    of the decision `decides`, in the same form, for which it is asked at all.
    """

    id: str
    kind: str
    name: Name
    required: bool = True
    personal: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    options: tuple[tuple[str, Name], ...] = ()
    default: str = ""
    grants: str = ""
    only: tuple[str, ...] = ()
    decides: str = ""


@dataclass(frozen=True)
class Step:
    """What a person does.

    `lane` is an authority's code or the applicant; `days` working days to do it in.

    `decision` names the field that decides and `advice` the answer of a table that proposes its
    value: to decide otherwise takes a reason and a second person. `batch`: cases are put in batches
    and published before the step is done.
    """

    id: str
    name: Name
    lane: str
    days: int
    fields: tuple[Field, ...] = ()
    decision: str = ""
    advice: str = ""
    batch: bool = False


@dataclass(frozen=True)
class Effect:
    """What the process asks of the city's registers: a topic, and expressions for what it needs."""

    id: str
    name: Name
    topic: str
    takes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Process:
    """A version of a service, as read from its files.

    `digest` names those bytes; `spec` is the engine's own form of it.
    """

    id: str
    name: Name
    start: tuple[Field, ...]
    steps: dict[str, Step]
    effects: dict[str, Effect]
    tables: dict[str, Table]
    rules: dict[str, str]
    ends: dict[str, tuple[str, Name]]
    waits: dict[str, tuple[Name, str]]
    flows: tuple[tuple[str, str, str], ...]
    conditions: dict[str, str]
    digest: str
    spec: Any
    source: bytes
    attached: tuple[tuple[str, str], ...] = ()  # (step, timer that stands on it)
    windows: frozenset[str] = (
        frozenset()
    )  # waits in which the case is published and may be objected to

    @property
    def personal(self) -> frozenset[str]:
        return frozenset(
            f.id
            for fields in (self.start, *(s.fields for s in self.steps.values()))
            for f in fields
            if f.personal
        )

    @property
    def deciding(self) -> frozenset[str]:
        """Steps that decide the case: a table advises them, or no other authority's step can follow
        their decision.
        """
        links = [*((a, b) for _, a, b in self.flows), *self.attached]
        return frozenset(
            s.id
            for s in self.steps.values()
            if s.decision
            and s.lane != APPLICANT
            and (
                s.advice
                or not any(
                    self.steps[i].lane != APPLICANT
                    for i in reached([s.id], links) - {s.id}
                    if i in self.steps
                )
            )
        )


def reached(begin: Sequence[str], links: Sequence[tuple[str, str]]) -> set[str]:
    """All elements to which links lead from some, those themselves among them."""
    found, left = set(begin), list(begin)
    while left:
        at = left.pop()
        for a, b in links:
            if a == at and b not in found:
                found.add(b)
                left.append(b)
    return found


@dataclass(frozen=True)
class Open:
    """A step that waits for somebody.

    `task` is its own for ever: an answer that comes twice finds it done.
    """

    task: str
    step: Step
    since: date


@dataclass(frozen=True)
class Waiting:
    """A time that must pass, with whose lane it stands in."""

    name: Name
    lane: str
    until: datetime
    element: str = ""


@dataclass(frozen=True)
class Decided:
    """A row of a table that was applied, with what it looked at and gave."""

    table: str
    row: int
    reason: Name
    looked_at: tuple[tuple[str, Any], ...]
    gave: tuple[tuple[str, Any], ...]


# what effects ask the registers: (topic, values) -> answers that the case goes on with
World = Callable[[str, dict[str, Any]], dict[str, Any]]
