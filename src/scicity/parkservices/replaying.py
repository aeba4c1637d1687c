"""Ended cases of a period through another version of their service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scicity.registry.types import Name
from scicity.workflow import now_in, resume
from scicity.workflow.replay import Replayed, recorded, replay, summary

from .models import Case, Service, Version

MOST = 5000


@dataclass(frozen=True)
class Replay:
    version: Version
    first: date | None
    last: date | None
    found: tuple[Replayed, ...]
    rows: tuple[tuple[str, str, Name, int, int], ...]
    left_out: int

    @property
    def otherwise(self) -> int:
        return sum(r.otherwise for r in self.found)

    @property
    def faults(self) -> list[Replayed]:
        return [r for r in self.found if r.fault]


def replayed(service: Service, version: Version, first: str, last: str) -> Replay:
    """All cases of the service that ended in the period by the process; those that the applicant
    withdrew are left out.
    """
    begin, end = _day(first), _day(last)
    cases = (
        Case.objects.filter(service=service, state="ended").select_related("version").order_by("id")
    )
    if begin:
        cases = cases.filter(ended_at__date__gte=begin)
    if end:
        cases = cases.filter(ended_at__date__lte=end)
    records, left_out = [], 0
    for c in cases[:MOST]:
        running = resume(c.version.process, c.state_kept, now_in())
        if running.end is None:
            left_out += 1
        else:
            records.append(recorded(str(c.code), running))
    found = tuple(replay(records, version.process))
    return Replay(version, begin, end, found, tuple(summary(found)), left_out)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
