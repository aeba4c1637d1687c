from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "scicity.parkservices"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from scicity.access import worker
        from scicity.access.services import people
        from scicity.access.views import home

        from . import (
            desks,
            rules,  # noqa: F401 - registers the permissions
        )
        from .services import moving, offices

        worker.EVERY_ROUND.append(moving.pass_time)
        people.LEAVING.append(offices.leaving)
        home.QUEUES.append(desks.to_do)
        home.LISTS.append(desks.own_cases)
