"""People, what changed, what waits for the ledger, what people are told."""

from .answers import KeptAnswer
from .history import Event, EventDetail, Heartbeat, Journal, OutboxRecord, SetUp, Tracked
from .notices import Mail, Notification
from .people import ApiToken, Organisation, Person, RoleGrant

__all__ = [
    "ApiToken",
    "Event",
    "EventDetail",
    "Heartbeat",
    "Journal",
    "KeptAnswer",
    "Mail",
    "Notification",
    "Organisation",
    "OutboxRecord",
    "Person",
    "RoleGrant",
    "SetUp",
    "Tracked",
]
