"""What the API takes and gives of sessions.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints, field_validator

from scicity.platform.api.types import Line, Text, Version


def _reasonable(value: datetime) -> datetime:
    if not 1971 < value.year < 2200:
        raise ValueError("the year must be between 1972 and 2199")
    return value


class Slot(Schema):
    start: AwareDatetime
    end: AwareDatetime

    _years = field_validator("start", "end")(_reasonable)


class SessionOut(Schema):
    id: int
    part_id: int
    unit_id: int
    start: datetime
    end: datetime
    state: str
    safety: str
    safety_version: int
    started_at: datetime | None
    stopped_at: datetime | None


class StartIn(Schema):
    started_at: AwareDatetime | None = None


class StopIn(StartIn):
    stopped_at: AwareDatetime | None = None
    note: Text = ""


class TimesIn(Schema):
    started_at: AwareDatetime
    stopped_at: AwareDatetime
    reason: Line


class DeclareIn(Schema):
    samples: Annotated[list[dict[Line, Line]], Field(max_length=200)]
    chemicals: Annotated[list[dict[Line, Line]], Field(max_length=200, default_factory=list)]
    measures: Text = ""
    submit: bool = True
    sure: bool = False


class JudgeIn(Schema):
    approve: bool
    remark: Text = ""
    version: Version = None


class EntryIn(Schema):
    text: Text = ""
    cause: Annotated[str, StringConstraints(pattern=r"^[a-z]*$", max_length=20)] = ""
    minutes_lost: Annotated[int, Field(ge=0, le=10080)] = 0
    energy_mj: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    on_target: bool | None = None
    within_tolerance: bool | None = None
    at: AwareDatetime | None = None


class LogIn(EntryIn):
    kind: Literal["note", "shot", "fault", "lost"]


class EntryCorrectIn(EntryIn):
    reason: Line
    strike: bool = False


class LoggedOut(Schema):
    state: str
    id: int


class EntryOut(Schema):
    """`line` is the number that all wordings of a line share; the one that is `standing` holds."""

    id: int
    line: int
    kind: str
    at: datetime
    noted_at: datetime | None
    by: str
    text: str
    cause: str
    minutes_lost: int
    energy_mj: int | None
    on_target: bool | None
    within_tolerance: bool | None
    reason: str
    struck: bool
    replaces: int | None
    standing: bool
