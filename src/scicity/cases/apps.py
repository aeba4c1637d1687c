from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "scicity.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from scicity.access import worker

        from . import rules  # noqa: F401 - registers the permissions
        from .services import moving
        worker.EVERY_ROUND.append(moving.pass_time)
