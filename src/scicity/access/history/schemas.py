"""What the API takes and gives of history.

Times are ISO 8601 with an offset; amounts are in the unit's own unit of access.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema


class MailOut(Schema):
    """`fate` is waiting, sent or failed; `reason` says why it failed, `again_at` when it is tried
    again by itself.
    """

    id: int
    kind: str
    email: str
    language: str
    subject: str
    fate: str
    reason: str
    tries: int
    made_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    again_at: datetime | None


class AgainOut(Schema):
    again: int


class EventOut(Schema):
    number: int
    at: datetime
    actor: str
    verb: str
    model: str
    object_id: str
    changes: dict[str, Any]
    digest: str


class RefusedOut(Schema):
    """A record that the ledger refused, and why; `offers` says how often it was offered again."""

    id: int
    stream: str
    row: dict[str, Any]
    withdraw: bool
    made_at: datetime
    refused_at: datetime | None
    reason: str
    reason_zh: str
    offers: int
    offered_at: datetime | None
    offered_by: str
