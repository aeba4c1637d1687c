from __future__ import annotations

from django.apps import AppConfig


class BuildingConfig(AppConfig):
    name = "scicity.construction"
    label = "building"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import rules  # noqa: F401 - registers the permissions
