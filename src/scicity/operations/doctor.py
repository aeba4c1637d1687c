"""Look an installation over, and say what to mend. Nothing is changed."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.utils import timezone

from scicity.intake import load_intake, statuses
from scicity.ledger import LedgerError, manifests, open_ledger
from scicity.operations import backup
from scicity.platform.heartbeat import pulse
from scicity.platform.models import Person
from scicity.platform.outbox import refused
from scicity.platform.outbox import waiting as owed
from scicity.registry import RegistryError, here, load_city

Level = Literal["ok", "warn", "bad"]


@dataclass(frozen=True)
class Finding:
    """`mend` says what to do; empty where there is nothing to do."""

    level: Level
    what: str
    told: str
    mend: str = ""


def examine(backups: Path | None = None) -> Iterator[Finding]:
    """All findings, in the order in which one would mend them."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        _machine,
        _database,
        _city,
        _ledger,
        _worker,
        _outbox,
        _intake,
        _keys,
        _web,
        lambda: _backups(backups),
    ]
    for check in checks:
        try:
            yield from check()
        except Exception as error:  # noqa: BLE001 - a check that fails is a finding, not the end of the examination
            yield Finding(
                "bad",
                check.__name__.strip("_<>"),
                f"could not be examined: {error}",
                "mend what is said here and ask again",
            )


def _machine() -> Iterator[Finding]:
    yield Finding("ok", "python", sys.version.split()[0])
    for name, place in (("state", settings.STATE), ("ledger", settings.LEDGER)):
        at = place if place.exists() else place.parent
        free = shutil.disk_usage(at if at.exists() else ".").free / 2**30
        yield Finding(
            "bad" if free < 1 else "warn" if free < 10 else "ok",
            f"disk of {name}",
            f"{free:.0f} GiB free at {place}",
            "" if free >= 10 else "free space, or move it: a full disk stops writing",
        )
    if not os.access(settings.STATE, os.W_OK):
        yield Finding(
            "bad",
            "state",
            f"{settings.STATE} cannot be written",
            "give it to the user who runs the server",
        )


def _database() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Finding(
            "bad", "database", str(error).strip(), "check DATABASE_URL and that the server runs"
        )
        return
    missing = MigrationExecutor(connection).migration_plan(
        MigrationExecutor(connection).loader.graph.leaf_nodes()
    )
    yield Finding(
        "bad" if missing else "ok",
        "migrations",
        f"{len(missing)} are missing" if missing else "all are there",
        "run `scicity access migrate`" if missing else "",
    )
    if missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check")
            told = cursor.fetchone()[0]
            yield Finding(
                "ok" if told == "ok" else "bad",
                "database",
                f"SQLite, quick_check: {told}",
                "" if told == "ok" else "stop the server and restore the newest backup",
            )
            people = Person.objects.count()
            if people > 500:
                yield Finding(
                    "warn",
                    "database",
                    f"{people} people on SQLite, which has one writer",
                    "move to PostgreSQL: docs/howto-run.md",
                )
        else:
            cursor.execute("SHOW server_version")
            yield Finding("ok", "database", f"PostgreSQL {cursor.fetchone()[0]}")


def _city() -> Iterator[Finding]:
    try:
        city = load_city(settings.CITY)
        yield Finding("ok", "city", f"{len(city.entries)} places at {settings.CITY}")
    except RegistryError as error:
        yield Finding(
            "bad", "city", str(error).splitlines()[0], f"mend the files in {settings.CITY}"
        )


def _ledger() -> Iterator[Finding]:
    for place in dict.fromkeys((settings.LEDGER, settings.CITY_LEDGER)):
        try:
            ledger = open_ledger(place)
            found = manifests(ledger)
            missing = [
                m
                for m in found
                if int(m["recorded_at"]) > datetime.now(UTC).timestamp() * 1_000_000
            ]
            yield Finding(
                "warn" if missing else "ok",
                "ledger",
                f"{len(found)} imports at {place}"
                + (", some recorded in the future" if missing else ""),
                (
                    "the clock stood ahead once: set it right; later imports follow those"
                    if missing
                    else ""
                ),
            )
        except (LedgerError, OSError, ValueError) as error:
            yield Finding("bad", "ledger", str(error), "restore the newest backup of the ledger")


def _outbox() -> Iterator[Finding]:
    if number := refused().count():
        yield Finding(
            "warn",
            "refused records",
            f"{number} records were refused by the ledger, the first: {refused()[0].reason}",
            "mend what is said there, then `scicity access refused --offer`: `scicity access"
            " refused` lists them",
        )
    waiting = owed().order_by("id").first()
    if waiting is None:
        yield Finding("ok", "outbox", "nothing is owed to the ledger")
        return
    age = timezone.now() - waiting.made_at
    late = age > timedelta(minutes=10)
    yield Finding(
        "bad" if late else "ok",
        "outbox",
        f"{owed().count()} records owed, the oldest for {int(age.total_seconds())} s",
        "start the worker: `scicity access worker`" if late else "",
    )


def _worker() -> Iterator[Finding]:
    last = pulse()
    if last is None:
        yield Finding(
            "warn",
            "worker",
            "no worker was ever heard of",
            "start it: `scicity access serve` keeps one, or `scicity access worker`",
        )
        return
    age = int((timezone.now() - last.at).total_seconds())
    if last.late:
        yield Finding(
            "bad",
            "worker",
            f"not heard of for {age} s",
            "start it: `scicity access serve` keeps one, or `scicity access worker`; the log says"
            " why it ended",
        )
    elif last.told:
        yield Finding(
            "bad",
            "worker",
            f"its last round failed: {last.told}",
            "mend what is said here; it tries again by itself",
        )
    else:
        yield Finding(
            "ok", "worker", f"heard of {age} s ago, running since {last.started_at:%Y-%m-%d %H:%M}Z"
        )


def _intake() -> Iterator[Finding]:
    path = settings.CITY / "intake.yaml"
    if not path.exists():
        return
    try:
        asked = load_intake(path, load_city(settings.CITY)).sources
    except LedgerError as error:
        yield Finding("bad", "intake", str(error), f"mend {path}")
        return
    known = statuses(settings.INTAKE)
    for name, source in asked.items():
        s = known.get(name)
        late = s is None or datetime.now(UTC).timestamp() - s.looked > 3 * source.every + 60
        fault = (
            s.fault
            if s and s.fault
            else "was not looked at when it should have been"
            if late
            else ""
        )
        yield Finding(
            "bad" if fault else "ok",
            f"intake {name}",
            fault or "looked at in time",
            "see `scicity intake status`; is `scicity intake run` running?" if fault else "",
        )


def _keys() -> Iterator[Finding]:
    for name, variable in (("secret.key", "SCICITY_SECRET"), ("seal.key", "SCICITY_SEAL_KEYS")):
        path = settings.STATE / name
        if variable in os.environ or not path.exists():
            yield Finding(
                "ok",
                name,
                f"from {variable}" if variable in os.environ else "is made when it is first needed",
            )
            continue
        opened = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        yield Finding(
            "bad" if opened else "ok",
            name,
            "can be read by others" if opened else "readable by its owner alone",
            f"chmod 600 {path}" if opened else "",
        )


def _web() -> Iterator[Finding]:
    yield Finding(
        "ok" if settings.SECURE else "warn",
        "https",
        "cookies and links are for HTTPS alone" if settings.SECURE else "is not asked for",
        "" if settings.SECURE else "set SCICITY_HTTPS=1 behind a server that speaks HTTPS",
    )
    local = all(
        h in ("localhost", "127.0.0.1", "[::1]", "testserver") for h in settings.ALLOWED_HOSTS
    )
    yield Finding(
        "warn" if local else "ok",
        "hosts",
        ", ".join(settings.ALLOWED_HOSTS),
        "set SCICITY_HOSTS to the site's names" if local else "",
    )
    to_files = "filebased" in settings.EMAIL_BACKEND
    yield Finding(
        "warn" if to_files else "ok",
        "mail",
        f"written to {settings.EMAIL_FILE_PATH}" if to_files else settings.EMAIL_BACKEND,
        "set SCICITY_EMAIL_BACKEND and SCICITY_EMAIL_HOST: nobody gets these" if to_files else "",
    )
    ZoneInfo(here().zone)
    if settings.ORIGIN == "simulated":
        yield Finding(
            "warn",
            "origin",
            "all records of this installation are marked SIMULATED",
            "for a real city, use a state folder of its own",
        )


def _backups(folder: Path | None) -> Iterator[Finding]:
    if folder is None:
        yield Finding(
            "warn",
            "backups",
            "no folder was named",
            "name it with --backups, and run `scicity backup` every day",
        )
        return
    last = backup.newest(folder)
    if last is None:
        yield Finding("bad", "backups", f"none in {folder}", "run `scicity backup`")
        return
    age = datetime.now(UTC) - datetime.strptime(last.name, backup.STAMP).replace(tzinfo=UTC)
    yield Finding(
        "warn" if age > timedelta(days=2) else "ok",
        "backups",
        f"the newest is {last.name}",
        "run `scicity backup` every day" if age > timedelta(days=2) else "",
    )
