"""For whom something was used: the fields of a record that say so, under pseudonyms."""

from __future__ import annotations

from typing import Any

from scicity.platform.models import Person

from ..models import Proposal


def leader_of(proposal: Proposal | None) -> Person | None:
    if proposal is None:
        return None
    return next(
        (
            m.person
            for m in proposal.members.select_related("person__organisation").all()
            if m.role == "pi"
        ),
        None,
    )


def who(person: Person | None, proposal: Proposal | None) -> dict[str, Any]:
    """The fields that say for whom: project, person, organisation and team, under their
    pseudonyms.
    """
    leader = leader_of(proposal)
    somebody = person or leader
    home = somebody.organisation if somebody else None
    return {
        "project": proposal.code if proposal else None,
        "person": person.key if person else None,
        "organisation": (home.ror or home.credit_code or f"org-{home.pk}") if home else None,
        "team": leader.key if leader else None,
    }
