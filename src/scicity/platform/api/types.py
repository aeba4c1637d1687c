"""What every room's operations take and give."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

# texts that a database can hold: no NUL
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=20000)]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=250)]
Amount = Annotated[Decimal, Field(gt=0, lt=10**12, max_digits=14, decimal_places=2)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Version = (
    Annotated[int, Field(ge=0, le=2**31 - 1)] | None
)  # that was read: judging another is refused with 409


class Done(Schema):
    state: str
