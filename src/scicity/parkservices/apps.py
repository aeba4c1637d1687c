from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "scicity.parkservices"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from scicity.access.home import views as home
        from scicity.parkservices import desks, rules
        from scicity.parkservices.services import moving, offices
        from scicity.platform import people, permissions, verbs, worker

        permissions.declare(rules.PERMISSIONS)
        verbs.explain_rules(rules.TABLES)
        worker.EVERY_ROUND.append(moving.pass_time)
        people.LEAVING.append(offices.leaving)
        home.QUEUES.append(desks.to_do)
        home.LISTS.append(desks.own_cases)
