"""What the API takes and gives of people.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from ninja import Schema


class MeOut(Schema):
    key: str
    email: str
    name: str
    roles: list[str]
