"""What the API takes and gives of review.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from scicity.platform.api.types import Amount, Line, Text, Version


class ConflictOut(Schema):
    id: int
    proposal: str
    person: str
    kind: str
    severity: str
    note: str
    waiver_reason: str
    waived: bool


class ReasonIn(Schema):
    reason: Text


class AgreeIn(Schema):
    agree: bool


class TechnicalIn(Schema):
    state: Literal["feasible", "partly", "infeasible"]
    amount: Amount | None = None
    comment_applicant: Text = ""
    comment_private: Text = ""
    version: Version = None


class ScoreIn(Schema):
    scores: dict[Line, Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]]
    comment_applicant: Text = ""
    comment_hidden: Text = ""
    submit: bool = False
    version: Version = None


class RankOut(Schema):
    item_id: int
    proposal_id: int
    code: str
    place: int
    grade: float | None
    spread: float | None
    reviewers: int
    quorum: bool
    done: bool


class MoveIn(Schema):
    place: Annotated[int, Field(ge=1, le=10000)]


class ConcludeIn(Schema):
    recommendation: Literal["accept", "reserve", "reject"]
    comment_applicant: Text = ""
    comment_hidden: Text = ""
