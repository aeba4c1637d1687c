"""What several tests begin from and none changes, made once for all workers and runs of one tree.

A folder is found again by the content of all that went into it: the program, its cities and data,
the pinned libraries, and how the tests make it. What is made belongs to its day and is made again
after half an hour, since a simulated city has sessions that begin tomorrow.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FRESH, GONE = 1800, 86_400  # seconds for which a folder is taken, and after which it is removed


@cache
def tree() -> str:
    """The content of everything that a kept folder depends on, as one hash."""
    told = hashlib.sha256(sys.version.encode())
    names = (
        "src/scicity",
        "cities",
        "data",
        "tests/access",
        "tests/kept.py",
        "requirements/lock.txt",
    )
    for name in names:
        top = ROOT / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                told.update(f"{path.relative_to(ROOT)}\0".encode())
                told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:20]


@cache
def kept(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name, made by `make` unless this tree has a fresh one. Read it only.

    A process keeps to the folder that it took first.
    """
    home = Path(tempfile.gettempdir()) / f"scicity-tests-kept-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_uid != os.getuid():
        raise PermissionError(f"{home} is somebody else's: remove it")
    mine = home / f"{tree()}-{time.strftime('%Y%m%d')}"
    mine.mkdir(exist_ok=True)
    with open(mine / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = time.time()
        made = sorted(mine.glob(f"{name}-at-*"))
        if made and now - made[-1].stat().st_mtime < FRESH:
            return made[-1]
        for old in home.iterdir():
            if now - old.stat().st_mtime > GONE:
                shutil.rmtree(old, ignore_errors=True)
        draft = mine / f"draft-{uuid.uuid4().hex}"
        draft.mkdir()
        try:
            make(draft)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        os.utime(draft)
        return draft.rename(mine / f"{name}-at-{int(now)}")
