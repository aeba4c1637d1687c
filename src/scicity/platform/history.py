"""Is the history whole? And the erasure of a person from it, which leaves the chain whole."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Event, EventDetail
from .models.history import ChainHead
from .verbs import _commit_of, digest_of


@dataclass(frozen=True)
class Checked:
    """How many links were checked, and the number of the first broken one with what is wrong (0:
    none).
    """

    links: int
    broken_at: int = 0
    fault: str = ""


def verify() -> Checked:
    """Walk the chain from its first link: numbers without a hole, each digest over the one before,
    the head at the end.
    """
    previous, last = "", 0
    for expected, event in enumerate(Event.objects.order_by("number").iterator(chunk_size=2000), 1):
        if event.number != expected:
            return Checked(last, expected, "a link is missing")
        if event.previous != previous:
            return Checked(last, event.number, "does not follow the link before it")
        if digest_of(event) != event.digest:
            return Checked(last, event.number, "its content was changed")
        previous, last = event.digest, event.number
    head = ChainHead.objects.filter(pk=1).first()
    if head and (head.number, head.digest) != (last, previous):
        return Checked(last, last + 1, "links at the end are missing")
    for detail in EventDetail.objects.select_related("event").iterator(chunk_size=2000):
        sealed = detail.event.changes.get(detail.field, {}).get("sealed")
        if sealed != _commit_of(detail.salt, detail.old, detail.new):
            return Checked(
                last, detail.event.number, f"the personal value of {detail.field} was changed"
            )
    return Checked(last)
