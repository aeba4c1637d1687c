"""What the API takes and gives of facilities.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from ninja import Schema


class FacilityOut(Schema):
    id: int
    path: str
    name_zh: str
    name_en: str
    kind: str
    zone: str
    retired: bool


class UnitOut(Schema):
    id: int
    facility_id: int
    path: str
    name_zh: str
    name_en: str
    access_unit: str
    bookable: bool
    open: bool
    retired: bool
