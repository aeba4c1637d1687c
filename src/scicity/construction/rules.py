"""Who may do what with projects."""

from __future__ import annotations

from typing import Any

import rules

from scicity.platform.permissions import Predicate, auditor, city_office
from scicity.platform.phrases import phrase

from .models import Builder, Project
from .states import CONTROLLER, ENGINEER, MANAGER


def project_of(thing: Any) -> Project | None:
    while thing is not None and not isinstance(thing, Project):
        thing = (
            getattr(thing, "project", None)
            or getattr(thing, "network", None)
            or getattr(thing, "milestone", None)
        )
    return thing


def builds(*wanted: str) -> Predicate:
    """Has one of the roles in the thing's project; with no thing, in any."""

    @rules.predicate(f"builds:{'/'.join(wanted)}")
    def holds(person: Any, thing: Any = None) -> bool:
        if not person.is_authenticated:
            return False
        held = Builder.objects.filter(person=person, role__in=wanted)
        return bool((held if thing is None else held.filter(project=project_of(thing))).exists())

    return holds


team = builds(MANAGER, ENGINEER, CONTROLLER)
PERMISSIONS = {
    "project.list": city_office | auditor | team,
    "project.view": city_office | auditor | team,
    "project.create": city_office,
    "project.advance": city_office,
    "project.manage": builds(MANAGER),
    "project.note": builds(MANAGER, ENGINEER),
    "milestone.claim": builds(MANAGER, ENGINEER),
    "milestone.confirm": builds(CONTROLLER) | city_office,
    "project.handover": city_office,
}

# what the rules of this room's tables mean to people
TABLES = {
    "payment_once building_payment": phrase("construction-rules-this-payment-was-noted-before"),
    "milestone_two_people": phrase("common-somebody-else-must-look-at-it"),
}
