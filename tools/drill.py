"""Back up under load, destroy, restore, compare all figures: `make drill` (DRILL_ROWS, default
1,000,000 records).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from scicity.ledger import last_recorded, open_ledger
from scicity.metrics import MetricError, Scope, catalogue, figures
from scicity.operations.backup import back_up, restore

ROWS, OUT = int(os.environ.get("DRILL_ROWS", "1000000")), Path("benchmarks/out/drill.json")
EVERYTHING = Scope("all", None, "Asia/Shanghai")


def told(ledger: Any, as_of: int) -> dict[str, Any]:
    """Every figure of the catalogue that a scope without a profile can have, by month, as of a
    time.
    """
    found: dict[str, Any] = {}
    for m in catalogue().values():
        try:
            found |= {
                f"{m.id} {f.period}": str(f.value)
                for f in figures(
                    ledger,
                    [m],
                    EVERYTHING,
                    "2023..2025",
                    grain="month",
                    as_of=as_of,
                    use_partials=False,
                )
            }
        except MetricError:
            continue
    return found


def main() -> int:
    from benchmarks.data import ledger as made
    from tests.access.serving import simulate
    from tools.chaos import bring

    with tempfile.TemporaryDirectory() as work:
        there = Path(work)
        state, kept, into = simulate(there / "city") / "access", there / "ledger", there / "backups"
        made(kept, ROWS)
        stop = threading.Event()

        def load() -> None:
            n = 0
            while not stop.is_set():
                bring(str(kept), n)
                n += 1

        writer = threading.Thread(target=load)
        writer.start()
        time.sleep(1.0)
        began = time.perf_counter()
        backup = back_up(state, kept, into)
        took = time.perf_counter() - began
        stop.set()
        writer.join()
        at = int(json.loads((backup.folder / "manifest.json").read_text())["last_recorded"])
        before = told(open_ledger(kept), at)
        shutil.rmtree(state)
        shutil.rmtree(kept)
        began = time.perf_counter()
        restore(backup.folder, state, kept)
        back = time.perf_counter() - began
        ledger = open_ledger(kept)
        after, same_end = told(ledger, at), last_recorded(ledger) == at
        size = sum(p.stat().st_size for p in backup.folder.rglob("*") if p.is_file())
    equal = before == after and same_end
    table = Table(
        "records",
        "figures compared",
        "equal",
        "backup, s",
        "restore, s",
        "s a million records, both",
        "MiB",
        box=None,
        title=f"restore drill, {os.cpu_count()} cores",
    )
    table.add_row(
        f"{ROWS:,}",
        str(len(before)),
        "yes" if equal else "NO",
        f"{took:.1f}",
        f"{back:.1f}",
        f"{(took + back) / ROWS * 1e6:.1f}",
        f"{size / 2**20:.0f}",
    )
    Console(width=130).print(table)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        json.dumps(
            {
                "rows": ROWS,
                "figures": len(before),
                "equal": equal,
                "backup": took,
                "restore": back,
                "bytes": size,
            },
            indent=1,
        )
    )
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
