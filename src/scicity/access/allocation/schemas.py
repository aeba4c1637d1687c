"""What the API takes and gives of allocation.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from scicity.platform.api.types import Id, Line, Text, Version


class VerdictIn(Schema):
    part_id: Id
    outcome: Literal["accept", "reserve", "reject"]
    amount: Annotated[Decimal, Field(ge=0, lt=10**12, max_digits=14, decimal_places=2)] = Decimal(0)
    comment: Text = ""


class DecideIn(Schema):
    verdicts: Annotated[list[VerdictIn], Field(max_length=100)]
    version: Version = None


class PlanIn(Schema):
    seconds: Annotated[int, Field(ge=1, le=900)] = 60


class PlanMoveIn(Schema):
    """`start` is a tick: whole hours from midnight, at the facility, of the day on which the cycle
    begins.
    """

    experiment: Line
    unit: Line
    start: Annotated[int, Field(ge=0, le=200_000)]
    visit: Annotated[int, Field(ge=0, le=1000)] = 0


class PlanOut(Schema):
    id: int
    cycle_id: int
    number: int
    state: str
    parent_id: int | None
    remark: str
    value: int
    bound: int | None
    digest: str
    published_at: datetime | None


class PlanFull(PlanOut):
    """With the problem, the placements, and the prices that prove the bound
    (docs/howto-schedule.md).
    """

    problem: dict[str, Any]
    placements: list[dict[str, Any]]
    prices: dict[str, Any]
    trace: list[Any]
    changes: list[dict[str, Any]]
