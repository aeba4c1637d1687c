"""The background worker: tasks of Django's task framework, and deliveries to the ledger."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .services.outbox import deliver
from .services.people import warn_of_expiry

log = logging.getLogger(__name__)
EVERY_ROUND: list[Callable[[], object]] = [warn_of_expiry]  # what is done with the time that passes; other rooms add theirs


@dataclass(frozen=True)
class Done:
    tasks: int
    records: int


def work(once: bool, every: float = 1.0) -> Done:
    """Do what waits: all of it once, or again and again until the process is told to end."""
    stop = threading.Event()
    if not once:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    tasks = records = 0
    while True:
        before = DBTaskResult.objects.finished().count()
        Worker(queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None, worker_id="scicity",
               excluded_queue_names=[]).run()
        tasks += DBTaskResult.objects.finished().count() - before
        for do in EVERY_ROUND:
            try:
                do()
            except Exception:  # another room's fault must not stop mail and deliveries
                log.exception("%s.%s", do.__module__, getattr(do, "__name__", do))
        records += deliver()
        if once or stop.wait(every):
            return Done(tasks, records)
