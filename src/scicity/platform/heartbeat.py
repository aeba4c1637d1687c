"""Signs of life: the worker says in the database that it works, and whoever asks is told when it
last did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from .models import Heartbeat

EVERY = 10.0  # seconds
LATE = timedelta(seconds=60)


@dataclass(frozen=True)
class Pulse:
    """When a process was last heard of, since when it runs, and what went wrong in its last round
    (empty: nothing).
    """

    at: datetime
    started_at: datetime
    told: str
    late: bool


def beat(name: str, started_at: datetime, told: str = "", now: datetime | None = None) -> None:
    """Say that a process works. It is no change of anybody's data, and no event."""
    Heartbeat.objects.update_or_create(
        name=name,
        defaults={"at": now or timezone.now(), "started_at": started_at, "told": told[:2000]},
    )


def pulse(name: str = "worker", now: datetime | None = None) -> Pulse | None:
    """When a process was last heard of; None: never."""
    found = Heartbeat.objects.filter(name=name).first()
    if found is None:
        return None
    return Pulse(found.at, found.started_at, found.told, (now or timezone.now()) - found.at > LATE)
