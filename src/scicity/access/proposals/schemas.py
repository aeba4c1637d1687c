"""What the API takes and gives of proposals.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from scicity.platform.api.types import Amount, Id, Line, Text


class PartOut(Schema):
    id: int
    unit_id: int
    amount: Decimal | None


class MemberOut(Schema):
    name: str
    role: str


class ProposalOut(Schema):
    id: int
    code: str
    call_id: int
    title: str
    abstract: str
    answers: dict[str, Any]
    set_aside: dict[str, Any]
    state: str
    version: int
    submitted_version: int | None
    parts: list[PartOut]
    members: list[MemberOut]


class ProposalLine(Schema):
    id: int
    code: str
    call_id: int
    title: str
    state: str


class ProposalList(Schema):
    count: int
    items: list[ProposalLine]


class BeginIn(Schema):
    call_id: Id
    title: Line = ""


class DraftIn(Schema):
    """The version that was read comes with the change: when somebody else saved in between, the
    answer is 409.
    """

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    title: Line | None = None
    abstract: Text | None = None
    answers: dict[Line, Text | list[Text] | list[dict[Line, Text]]] | None = None
    parts: (
        dict[Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}$")], Amount | None] | None
    ) = None


class InviteIn(Schema):
    email: Annotated[str, StringConstraints(pattern=r"^[^\x00\s@]+@[^\x00\s@]+$", max_length=254)]
    role: Literal["co-proposer", "data-only"] = "co-proposer"


class InviteOut(Schema):
    id: int
    added: bool
    code: str = ""


class InvitationOut(Schema):
    id: int
    proposal: str
    role: str
    invited_by: str
    expires_at: datetime


class DifferenceOut(Schema):
    field_zh: str
    field_en: str
    old: str
    new: str


class VersionOut(Schema):
    number: int
    submitted_at: datetime
    content: dict[str, Any]
    differences: list[DifferenceOut]


class CloneIn(Schema):
    call_id: Id
    resubmit: bool = False


class TextIn(Schema):
    text: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", min_length=1, max_length=10000)]
