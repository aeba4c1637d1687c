"""Both stores, the uploads and the keys in one folder that can be checked and put back.

The database is taken first and the ledger after it. The ledger knows a record by its natural key:
what a younger ledger holds and an older database still owes is delivered again and changes nothing,
while the other way round records would be lost. The ledger's files never change, so a backup links
those that the one before it holds already.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scicity.ledger import last_recorded, locked, open_ledger

FORM = 1
STAMP = "%Y%m%dT%H%M%SZ"
KEYS = ("secret.key", "seal.key", "SIMULATED")


class BackupError(Exception):
    """A backup that cannot be made, or that must not be put back; nothing was changed."""


@dataclass(frozen=True)
class Backup:
    """`at`: when the database was taken; `linked` of `files` are shared with the backup before;
    bytes are those newly written.
    """

    folder: Path
    at: datetime
    files: int
    linked: int
    bytes: int


def back_up(
    state: Path,
    ledger: Path,
    into: Path,
    database: str = "",
    keep: int = 0,
    now: datetime | None = None,
) -> Backup:
    """Make a backup in a folder of its own under `into`, whole or not at all; with `keep`, remove
    all but so many newest.

    `database` is a PostgreSQL address; empty: the SQLite file of the state folder. BackupError: why
    not.
    """
    at = now or datetime.now(UTC)
    name = at.strftime(STAMP)
    into.mkdir(parents=True, exist_ok=True)
    made, draft, before = into / name, into / f".{name}.{os.getpid()}", newest(into)
    if made.exists():
        raise BackupError(f"{made} is there already.")
    draft.mkdir(mode=0o700)
    try:
        _database(state, database, draft)
        for key in KEYS:
            if (state / key).exists():
                (draft / "keys").mkdir(mode=0o700, exist_ok=True)
                shutil.copy2(state / key, draft / "keys" / key)
        linked = _tree(state / "uploads", draft / "uploads", before / "uploads" if before else None)
        opened = open_ledger(ledger)
        with locked(
            opened, shared=True
        ):  # readers go on; a writer waits the moment that linking takes
            linked += _tree(ledger, draft / "ledger", before / "ledger" if before else None)
            newest_record = last_recorded(opened)
        files = {str(p.relative_to(draft)): _digest(p) for p in _files(draft)}
        (draft / "manifest.json").write_text(
            json.dumps(
                {
                    "form": FORM,
                    "at": at.isoformat(),
                    "database": "postgresql" if database else "sqlite",
                    "last_recorded": newest_record,
                    "files": files,
                },
                indent=0,
            )
        )
        os.replace(draft, made)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    if keep:
        for old in backups(into)[:-keep]:
            shutil.rmtree(old)
    return Backup(
        made,
        at,
        len(files),
        linked,
        sum(p.stat().st_size for p in _files(made) if p.stat().st_nlink == 1),
    )


def _database(state: Path, database: str, into: Path) -> None:
    if database:
        if shutil.which("pg_dump") is None:
            raise BackupError("pg_dump is not installed: it comes with PostgreSQL's client.")
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            [  # noqa: S607 - wherever it is installed
                "pg_dump",
                "--format=custom",
                f"--file={into / 'database.dump'}",
                database,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupError(f"pg_dump: {done.stderr.strip()}")
        return
    path = state / "access.sqlite3"
    if not path.exists():
        raise BackupError(
            f"There is no database {path}: name the state folder with --state, or set DATABASE_URL."
        )
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(into / "database.sqlite3")) as target,
    ):
        source.backup(
            target
        )  # one consistent moment, under load: https://www.sqlite.org/backup.html


def _tree(source: Path, target: Path, before: Path | None) -> int:
    """Copy a tree; a file that the backup before holds with the same size and time is linked.

    How many were.
    """
    linked = 0
    for path in _files(source) if source.exists() else ():
        inside = path.relative_to(source)
        to, old = target / inside, before / inside if before else None
        to.parent.mkdir(parents=True, exist_ok=True)
        told = path.stat()
        if (
            old is not None
            and old.exists()
            and (old.stat().st_size, int(old.stat().st_mtime)) == (told.st_size, int(told.st_mtime))
        ):
            os.link(old, to)
            linked += 1
        else:
            shutil.copy2(path, to)
    return linked


def _files(folder: Path) -> Iterator[Path]:
    """All but a backup's own manifest."""
    return (
        p
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.is_symlink() and p != folder / "manifest.json"
    )


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def backups(folder: Path) -> list[Path]:
    """Whole backups of a folder, oldest first."""
    return (
        sorted(p for p in folder.glob("[0-9]*T[0-9]*Z") if (p / "manifest.json").exists())
        if folder.exists()
        else []
    )


def newest(folder: Path, at: datetime | None = None) -> Path | None:
    """The newest backup, or the newest one not younger than a moment."""
    known = [
        p
        for p in backups(folder)
        if at is None or datetime.strptime(p.name, STAMP).replace(tzinfo=UTC) <= at
    ]
    return known[-1] if known else None


def check(folder: Path) -> list[str]:
    """What differs from the manifest: files that are missing, changed or too many."""
    told = json.loads((folder / "manifest.json").read_text())
    files = {str(p.relative_to(folder)) for p in _files(folder)}
    return [
        *(f"{f} is missing" for f in sorted(set(told["files"]) - files)),
        *(f"{f} is not of this backup" for f in sorted(files - set(told["files"]))),
        *(
            f"{f} was changed"
            for f in sorted(files & set(told["files"]))
            if _digest(folder / f) != told["files"][f]
        ),
    ]


def restore(folder: Path, state: Path, ledger: Path, database: str = "") -> dict[str, object]:
    """Put a backup back into empty places.

    BackupError: it is damaged, or something lies there already. Returns its manifest's head.
    """
    if wrong := check(folder):
        raise BackupError(f"{folder} is damaged: {'; '.join(wrong[:5])}")
    for place in (state, ledger):
        if place.exists() and any(place.iterdir()):
            raise BackupError(f"{place} is not empty: move it away first; nothing is written over.")
    told = json.loads((folder / "manifest.json").read_text())
    if (told["database"] == "postgresql") != bool(database):
        raise BackupError(
            f"The backup holds a {told['database']} database:"
            f" {'set' if told['database'] == 'postgresql' else 'unset'} DATABASE_URL."
        )
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    if database:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            [  # noqa: S607 - wherever it is installed
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                "--single-transaction",
                f"--dbname={database}",
                str(folder / "database.dump"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupError(f"pg_restore: {done.stderr.strip()}")
    else:
        shutil.copy2(folder / "database.sqlite3", state / "access.sqlite3")
    for key in KEYS:
        if (folder / "keys" / key).exists():
            shutil.copy2(folder / "keys" / key, state / key)
    for part, to in (("uploads", state / "uploads"), ("ledger", ledger)):
        if (folder / part).exists():
            shutil.copytree(folder / part, to, dirs_exist_ok=True)
    open_ledger(ledger)
    return {k: v for k, v in told.items() if k != "files"}
