"""What the API takes and gives of grants.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import StringConstraints

from scicity.platform.api.types import Amount, Line


class GrantOut(Schema):
    id: int
    unit_id: int
    proposal_id: int
    account: str
    amount: Decimal
    used: Decimal


class DrawIn(Schema):
    """`key` makes a repeated request draw once."""

    amount: Amount
    kind: Literal["used", "destroyed", "returned", "enrolled"] = "used"
    note: Line = ""
    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]*$", max_length=64)] = ""
