"""What the API takes and gives of calls.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from scicity.platform.api.types import Amount, Id, Line


class OfferOut(Schema):
    unit_id: int
    capacity: Decimal


class CallOut(Schema):
    id: int
    code: str
    facility_id: int
    title_zh: str
    title_en: str
    kind: str
    workflow: str
    opens_at: datetime
    closes_at: datetime
    open: bool
    offers: list[OfferOut]
    questions: list[dict[str, Any]]


class OfferFull(Schema):
    """A unit of one's own in another's call: what is asked for, what was given, and how it
    stands.
    """

    id: int
    call_id: int
    unit_id: int
    wanted: Decimal | None
    capacity: Decimal
    state: str
    reason: str


class AnswerIn(Schema):
    """Without an amount the request is declined; then the reason is needed."""

    amount: Amount | None = None
    reason: Line = ""


class QuestionsIn(Schema):
    questions: Annotated[list[dict[str, Any]], Field(max_length=200)]


class FormOut(Schema):
    """`faults`: what keeps the version from being published, by question."""

    id: int
    name: str
    number: int
    published_at: datetime | None
    questions: list[Any]
    faults: dict[str, str]


class FormIn(Schema):
    form_id: Id
    reason: Line


class ReplacedOut(Schema):
    state: str
    drafts: int
