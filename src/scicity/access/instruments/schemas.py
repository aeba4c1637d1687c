"""What the API takes and gives of instruments.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from scicity.platform.api.types import Id

from ..sessions.schemas import Slot


class BookIn(Slot):
    unit_id: Id
    proposal_id: Id | None = None
    wait: bool = False


class BookingOut(Schema):
    id: int
    unit_id: int
    start: datetime
    end: datetime
    state: str
    mine: bool


class BookedOut(Schema):
    booking: BookingOut | None = None
    waiting_id: int | None = None


class FaultIn(Schema):
    text: Annotated[str, StringConstraints(pattern=r"^[^\x00]*\S[^\x00]*$", max_length=5000)]
    minutes_lost: Annotated[int, Field(ge=0, le=10080)] = 0


class BillOut(Schema):
    project: str
    unit_zh: str
    unit_en: str
    uses: int
    seconds: int
    pieces: Decimal | None
    fen: int


class MonthIn(Schema):
    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]


class IssuedOut(Schema):
    facility_id: int
    month: str
    issued_at: datetime
