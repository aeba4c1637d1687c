from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "scicity.web"

    def ready(self) -> None:
        from .watch import watch_accounts
        watch_accounts()
