"""Tasks that wait are called by the rooms that hold their code today: each keeps its place."""

from __future__ import annotations

from typing import Any

from django.db import migrations

MOVED = {
    "scicity.access.services.plans.solve_plan": "scicity.access.allocation.plans.solve_plan",
    "scicity.building.services.work_out": "scicity.construction.services.work_out",
    "scicity.portal.studio.carry_out": "scicity.studio.bench.carry_out",
}


def by_their_rooms(apps: Any, schema_editor: Any) -> None:
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for before, now in MOVED.items():
        tasks.filter(task_path=before, status__in=("READY", "RUNNING")).update(task_path=now)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0020_bills"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(by_their_rooms, migrations.RunPython.noop)]
