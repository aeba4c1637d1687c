"""The background worker: tasks of Django's task framework, mail, and deliveries to the ledger.

Whatever fails, it goes on.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .heartbeat import EVERY, beat
from .mails import send_some
from .models import Heartbeat
from .outbox import deliver
from .people import warn_of_expiry

log = logging.getLogger(__name__)
# what is done with the time that passes; the rooms above add theirs when they are ready
EVERY_ROUND: list[Callable[[], object]] = [warn_of_expiry]
MOST = 60.0  # seconds between rounds that fail


@dataclass
class Done:
    tasks: int = 0
    records: int = 0
    mails: int = 0
    told: list[str] = field(default_factory=list)


def work(once: bool, every: float = 1.0, wait: Callable[[float], bool] | None = None) -> Done:
    """Do what waits: all of it once, or again and again until the process is told to end.

    `every` is in seconds; a round in which something failed is followed by longer ones. `wait`
    waits some seconds and says whether to end.
    """
    stop, started = threading.Event(), timezone.now()
    if not once and wait is None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        threading.Thread(target=_beating, args=(stop, started), daemon=True).start()
    wait = wait or stop.wait
    done, pause = Done(), every
    while True:
        done.told = []
        _guarded(lambda: _tasks(done), "tasks", done)
        for do in EVERY_ROUND:
            _guarded(do, getattr(do, "__name__", str(do)), done)
        _guarded(lambda: _mail(done, once), "mail", done)
        _guarded(lambda: _deliver(done), "delivery", done)
        _guarded(lambda: beat("worker", started, "; ".join(done.told)), "sign of life", done)
        pause = min(2 * pause, MOST) if done.told else every
        if once or wait(pause):
            return done


def _guarded(do: Callable[[], object], name: str, done: Done) -> None:
    """One thing of a round.

    What it raises is logged and told; the rest of the round is done all the same.
    """
    try:
        do()
    except Exception as error:
        log.exception("the worker's %s failed", name)
        done.told.append(f"{name}: {type(error).__name__}: {error}")
        if not connections["default"].in_atomic_block:
            connections.close_all()  # one that broke is not used again


def _tasks(done: Done) -> None:
    before = DBTaskResult.objects.finished().count()
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="scicity",
        excluded_queue_names=[],
    ).run()
    done.tasks += DBTaskResult.objects.finished().count() - before


def _deliver(done: Done) -> None:
    done.records += deliver()


def _mail(done: Done, all_of_it: bool) -> None:
    while (look := send_some()).tried:  # those that all failed are no end of the queue
        done.mails += look.sent
        if not all_of_it:
            break  # the rest in the next round


def _beating(stop: threading.Event, started: datetime) -> None:
    """A long task is no death: signs of life go on beside it."""
    while not stop.wait(EVERY):
        try:
            Heartbeat.objects.filter(name="worker", started_at=started).update(at=timezone.now())
        except Exception:
            log.warning("a sign of life could not be given", exc_info=True)
        finally:
            connections.close_all()
