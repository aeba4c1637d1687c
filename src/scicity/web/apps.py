from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "scicity.web"

    def ready(self) -> None:
        from scicity.platform import worker

        from .watch import watch_accounts

        watch_accounts()
        worker.EVERY_ROUND.append(_corrections_of_reports)


def _corrections_of_reports() -> object:
    from scicity.studio import bench  # reports and checker take a while to load

    return bench.look_for_corrections()
