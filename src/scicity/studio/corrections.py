"""What was corrected since a build was frozen: the worker looks after each import, pages show what
it found and when it looked.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scicity.ledger import last_recorded, open_ledger
from scicity.registry import City
from scicity.reports import Build, Move, corrected_since


@dataclass(frozen=True)
class Look:
    """What the ledger gave otherwise than a frozen build when it was last looked at, and whether
    the ledger has grown since.
    """

    moves: tuple[Move, ...]
    at: datetime
    grown: bool


def look(folder: Path, found: Iterable[Build], ledger: Path, city: City) -> int:
    """Hold each frozen build against the ledger, once for each state of it; the answers are kept in
    `folder`. Gives how many builds were looked at. It computes all figures of a build: it is the
    worker's, not a request's.
    """
    frozen = [b for b in found if b.frozen]
    if not frozen:
        return 0
    account = open_ledger(ledger)
    head, looked = last_recorded(account), 0
    for b in frozen:
        if (kept := _read(folder, b)) is not None and kept["head"] == head:
            continue
        moves = [asdict(m) for m in corrected_since(account, city, b)]
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, suffix=".new", delete=False
        ) as new:
            json.dump(
                {"head": head, "at": datetime.now(UTC).isoformat(), "moves": moves},
                new,
                ensure_ascii=False,
            )
        Path(new.name).rename(_file(folder, b))
        looked += 1
    return looked


def looks(folder: Path, found: Iterable[Build], head: int) -> dict[str, Look]:
    """By frozen build what the worker has found; `head` is the newest record's time.

    Builds that it has not looked at are left out.
    """
    out = {}
    for b in found:
        if b.frozen and (kept := _read(folder, b)) is not None:
            out[b.id] = Look(
                tuple(Move(**m) for m in kept["moves"]),
                datetime.fromisoformat(kept["at"]),
                kept["head"] != head,
            )
    return out


def _file(folder: Path, b: Build) -> Path:
    return folder / f"{b.id}.json"


def _read(folder: Path, b: Build) -> dict[str, Any] | None:
    path = _file(folder, b)
    if not path.exists():
        return None
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return kept
