"""What the API takes and gives of outputs.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import StringConstraints

from scicity.platform.api.types import Id, Line


class ClaimIn(Schema):
    kind: Literal["paper", "patent", "dataset", "thesis", "structure"]
    identifier: Annotated[str, StringConstraints(pattern=r"^[^\x00]*\S[^\x00]*$", max_length=200)]
    title: Line
    published: date
    journal: Line = ""
    facility_id: Id
    proposal_id: Id | None = None


class ClaimOut(Schema):
    """A claim, with what is said of the work; `said` is what this claim says of it."""

    id: int
    output_id: int
    facility_id: int
    proposal_id: int | None
    state: str
    kind: str
    identifier: str
    title: str
    journal: str
    published: date
    said: dict[str, Any]
    mine: bool


class ConfirmIn(Schema):
    confirm: bool
    reason: Line = ""


class CorrectIn(Schema):
    kind: Literal["paper", "patent", "dataset", "thesis", "structure"] | None = None
    title: Line | None = None
    journal: Line | None = None
    published: date | None = None
    reason: Line
