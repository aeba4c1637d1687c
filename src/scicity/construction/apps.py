from __future__ import annotations

from django.apps import AppConfig


class BuildingConfig(AppConfig):
    name = "scicity.construction"
    label = "building"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from scicity.platform import permissions, verbs

        from . import rules

        permissions.declare(rules.PERMISSIONS)
        verbs.explain_rules(rules.TABLES)
