"""Faults at random, and what was lost or doubled by them: `make chaos` (CHAOS_FAULTS=300,
CHAOS_SECONDS=900 at most).

Act one, the ledger: importers are killed, run twice and at once beside a compactor, run out of disk
and with clocks that step, while sources come late and again. Afterwards every source is imported
once more in order, and the live records must be those of a run that nobody disturbed, to the bit.
Act two, the site under load, on SQLite and on PostgreSQL where it is installed: server processes
and worker are killed, the database is locked, or crashes and comes back, while clients apply for a
service, and withdraw twice at once and once more later. Who got no answer asks again with the same
key. Afterwards every application must be there once, and no other, with its owner or its one
outcome, in the database and in the ledger.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

FAULTS, SECONDS, SEED = (
    int(os.environ.get("CHAOS_FAULTS", "300")),
    float(os.environ.get("CHAOS_SECONDS", "900")),
    int(os.environ.get("CHAOS_SEED", "20231231")),
)
OUT = Path("benchmarks/out/chaos.json")
SOURCES, ROWS = 12, 4000


# --- act one: the ledger --------------------------------------------------------------------------


def batches(n: int) -> list[Any]:
    """Source `n`: jobs of two years and facilities, some of them corrections of the source before,
    and outages.
    """
    import polars as pl

    from scicity.ledger import Batch

    number = pl.int_range(n * ROWS - (ROWS // 4 if n else 0), (n + 1) * ROWS, eager=True)
    start = 1_672_531_200 + number * 900
    jobs = pl.DataFrame(
        {
            "line": number,
            "unit": (
                pl.select(
                    pl.when(number % 3 == 0).then(pl.lit("ssc")).otherwise(pl.lit("gaia"))
                ).to_series()
            ),
            "start": start,
            "end": start + 300 + number % 7000,
            "job": number.cast(pl.String),
            "submit": start - 60,
            "cores": 2 + (number + n) % 5,
            "state": "COMPLETED",
            "person": "p" + (number % 97).cast(pl.String),
        }
    )
    outage = pl.DataFrame(
        [
            {
                "line": n,
                "unit": "ssc",
                "start": 1_672_531_200 + n * 86_400,
                "end": 1_672_531_260 + n * 86_400,
                "planned": False,
            }
        ]
    )
    return [Batch("compute_jobs", jobs), Batch("outages", outage)]


def source(n: int) -> Any:
    from scicity.ledger import Source

    return Source(
        f"source {n}", hashlib.sha256(f"source {n}".encode()).hexdigest(), "chaos", "simulated"
    )


def bring(folder: str, n: int, ready: Any = None, clock: float = 0.0, room: int = 0) -> None:
    """Import a source; with the clock stepped by some seconds, or with files that may not grow
    beyond `room` bytes.
    """
    from scicity.ledger import append, open_ledger

    if clock:
        real = time.time_ns
        time.time_ns = lambda: real() + int(clock * 1e9)
    if room:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    if ready is not None:
        ready.set()
    try:
        append(open_ledger(folder), source(n), batches(n))
    except OSError:
        if not room:
            raise
        os._exit(1)  # the disk was full, as was wished; what was written is no part of the ledger


def merge(folder: str, ready: Any) -> None:
    from scicity.ledger import compact, open_ledger

    ready.set()
    compact(open_ledger(folder), least=2)


def digest(folder: Path) -> tuple[str, int]:
    """SHA-256 over all live records of all streams, and how many there are."""
    from scicity.ledger import STREAMS, open_ledger, read, records

    ledger, whole, count = open_ledger(folder), hashlib.sha256(), 0
    for name in sorted(STREAMS):
        live = records(read(ledger, name))
        if live is None:
            continue
        rows = live.project("record, revision, content").fetchall()
        count += len(rows)
        whole.update(json.dumps([name, [[str(v) for v in r] for r in sorted(rows)]]).encode())
    return whole.hexdigest(), count


def ledger_act(faults: int, until: float, chance: random.Random) -> dict[str, Any]:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["scicity.ledger", "polars"])
    injected: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as work:
        calm, wild = Path(work) / "calm", Path(work) / "wild"
        began = time.monotonic()
        for n in range(SOURCES):
            bring(str(calm), n)
        length = (time.monotonic() - began) / SOURCES

        def start(n: int | None, **more: Any) -> Any:
            ready = server.Event()
            process = (
                server.Process(target=merge, args=(str(wild), ready))
                if n is None
                else server.Process(target=bring, args=(str(wild), n, ready), kwargs=more)
            )
            process.start()
            ready.wait(30)
            return process

        reached = 0
        for k in range(faults):
            if time.monotonic() > until:
                break
            n = min(k * SOURCES // faults, SOURCES - 1)
            for earlier in range(
                reached, n
            ):  # each corrects the one before: few faults must not change their order
                bring(str(wild), earlier)
            reached = n
            kind = chance.choice(
                (
                    "kill",
                    "kill",
                    "two and a compactor",
                    "two and a compactor",
                    "compactor killed",
                    "again",
                    "disk full",
                    "clock steps",
                )
            )
            match kind:
                case "kill" | "two and a compactor" | "compactor killed":
                    running = [
                        start(w)
                        for w in {"kill": [n], "compactor killed": [None, n]}.get(
                            kind, [n, n, None]
                        )
                    ]
                    time.sleep(chance.uniform(0, 1.2 * length))
                    with suppress(ProcessLookupError):
                        os.kill(running[0].pid, signal.SIGKILL)
                    for p in running:
                        p.join()
                case "again":
                    start(chance.randrange(n + 1) if n else 0).join()
                case "disk full":
                    start(n, room=chance.choice((1, 2000, 20_000, 60_000))).join()
                case "clock steps":
                    p = start(n, clock=chance.choice((-86_400.0, -3600.0, 3600.0)))
                    p.join(chance.uniform(0, length))
                    if p.is_alive():
                        p.kill()
                    p.join()
            injected[kind] += 1
            if chance.random() < 0.5 or k * SOURCES // faults != (k + 1) * SOURCES // faults:
                bring(str(wild), n)  # whoever imports tries again
        for n in range(SOURCES):
            bring(str(wild), n)
        (want, records), (have, there) = digest(calm), digest(wild)
    return {
        "injected": dict(injected),
        "records": records,
        "lost": max(records - there, 0),
        "doubled": max(there - records, 0),
        "equal": want == have,
    }


# --- act two: the site ----------------------------------------------------------------------------

APPLY = {
    "enterprise": "demo-cell",
    "goods": "blood",
    "bsl": "2",
    "purpose": "research",
    "quantity": "100",
    "unit": "mL",
    "months": "6",
    "origin": "x",
    "storage": "yes",
    "traced": "yes",
    "contact": "x",
}


def _strike(kind: str, site: Any, chance: random.Random, database: Any) -> None:
    """One fault, as it may come."""
    match kind:
        case "server killed":
            children = _children(site)
            if children:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(children), signal.SIGKILL)
        case "worker killed":
            worker = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "scicity",
                    "--ledger",
                    str(site.folder / "ledger"),
                    "access",
                    "worker",
                    "--once",
                    "--state",
                    str(site.folder / "access"),
                ],
                env=site.env,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(chance.uniform(0.5, 3.0))
            worker.kill()
            worker.wait()
        case "database locked":
            with sqlite3.connect(
                site.folder / "access" / "access.sqlite3",
                timeout=30,
                isolation_level=None,
            ) as held:
                held.execute("BEGIN IMMEDIATE")
                time.sleep(chance.uniform(0.1, 1.0))
                held.execute("ROLLBACK")
        case "database down and back":
            database.crash()
            time.sleep(chance.uniform(0.1, 1.0))
            database.start()


def site_act(
    faults: int, until: float, chance: random.Random, database: Any = None
) -> dict[str, Any]:
    """`database`: a PostgreSQL of this act's own; None: SQLite."""
    import httpx

    from tests.access import serving

    injected: Counter[str] = Counter()
    answered: list[str] = []
    withdrawn: list[str] = []
    twice: list[str] = []
    unknown, stop = Counter[str](), threading.Event()
    address = database.address if database else ""
    with tempfile.TemporaryDirectory() as work:
        template = serving.simulate(Path(work) / "city", address)
        with serving.served(template, Path(work) / "site", address, workers=2, threads=6) as site:
            told = site.do(
                """
from scicity.platform.people import make_token
from scicity.parkservices.models import Case, Service
firm = Person.objects.get(email='firm@demo.example')
token, key = make_token(firm, 'chaos', ['read', 'cases'])
known = Case.objects.exclude(code=None).values_list('code', flat=True)
print(Service.objects.get(code='special-goods').pk, key, *known)"""
            ).split()
            api, headers = f"{site.url}/api/v1", {"Authorization": f"Bearer {told[1]}"}

            def post(c: Any, where: str, body: Any = None, key: str = "") -> Any:
                """The answer, or None where none came or it was a refusal of the moment."""
                try:
                    answer = c.post(
                        f"{api}{where}", json=body, headers={"Idempotency-Key": key} if key else {}
                    )
                except httpx.HTTPError as error:
                    unknown[type(error).__name__] += 1
                    return None
                if answer.status_code >= 500:
                    unknown[str(answer.status_code)] += 1
                    time.sleep(0.1)
                    return None
                return answer

            def client(seed: int) -> None:
                own, last, n = random.Random(seed), None, 0
                with (
                    httpx.Client(timeout=40, headers=headers) as c,
                    httpx.Client(timeout=40, headers=headers) as other,
                ):
                    while not stop.is_set():
                        n += 1
                        while (
                            answer := post(
                                c, f"/services/{told[0]}/cases", {"answers": APPLY}, f"{seed}-{n}"
                            )
                        ) is None:
                            # also after the last fault: what was asked is asked until it is
                            # answered
                            pass
                        made = answer.json()
                        answered.append(made["code"])
                        if "Idempotent-Replayed" in answer.headers:
                            unknown["done, but unanswered at first"] += 1
                        if (
                            own.random() < 0.5
                        ):  # the same event twice at once, and that of another case late
                            with ThreadPoolExecutor(2) as pool:
                                said = list(
                                    pool.map(
                                        lambda by, made=made: post(
                                            by, f"/cases/{made['id']}/withdraw"
                                        ),
                                        (c, other),
                                    )
                                )
                            good = [a for a in said if a is not None and a.status_code == 200]
                            if good:
                                withdrawn.append(made["code"])
                            twice.extend(made["code"] for _ in good[1:])
                            if (
                                last
                                and (late := post(c, f"/cases/{last}/withdraw")) is not None
                                and late.status_code == 200
                            ):
                                twice.append(str(last))
                            last = made["id"] if good else None

            clients = [threading.Thread(target=client, args=(n,)) for n in range(4)]
            for c in clients:
                c.start()
            kinds = (
                "server killed",
                "server killed",
                "worker killed",
                "database down and back" if database else "database locked",
            )
            for _ in range(faults):
                if time.monotonic() > until:
                    break
                kind = chance.choice(kinds)
                _strike(kind, site, chance, database)
                injected[kind] += 1
                time.sleep(chance.uniform(0.05, 0.4))
            stop.set()
            for c in clients:
                c.join()
            site.work()
            kept = json.loads(
                site.do(
                    """
import json
from scicity.platform.history import verify
from scicity.parkservices.models import Case
from scicity.ledger import open_ledger, read, records
from django.conf import settings
running = Case.objects.filter(state='running')
def told(stream):
    rows = records(read(open_ledger(settings.LEDGER), stream)).project('"case"')
    return [c for c, in rows.fetchall()]
def codes(cases):
    return list(cases.values_list('code', flat=True))
print(json.dumps({
    'codes': codes(Case.objects.exclude(code=None)),
    'ledger': told('service_cases'),
    'ended': codes(Case.objects.filter(state='ended')),
    'decided': told('service_decisions'),
    'withdrawn': codes(Case.objects.filter(outcome='withdrawn')),
    'orphans': [c.code for c in running if not c.stages.filter(done_at=None).exists()],
    'chain': verify().broken_at or 0,
}))"""
                ).splitlines()[-1]
            )
    there, counted, ended, decided = (
        Counter(kept[k]) for k in ("codes", "ledger", "ended", "decided")
    )
    lost = (
        [c for c in answered if c not in there]
        + [c for c in there if c not in counted]
        + [c for c in withdrawn if c not in kept["withdrawn"]]
        + [c for c in ended if c not in decided]
    )
    asked = Counter(answered + told[2:])  # with the cases that were there before
    doubled = (
        twice
        + [
            c
            for c, n in (*asked.items(), *there.items(), *counted.items(), *decided.items())
            if n > 1
        ]
        + [c for c in there if c not in asked]
        + [c for c in counted if c not in there]
        + [c for c in decided if c not in ended]
    )
    return {
        "injected": dict(injected),
        "records": len(answered) + len(withdrawn),
        "lost": len(lost),
        "doubled": len(doubled),
        "orphans": len(kept["orphans"]),
        "unanswered": dict(unknown),
        "equal": kept["chain"] == 0 and not kept["orphans"],
    }


def _children(site: Any) -> list[int]:
    """The processes that serve, not the one that leads them."""
    found = site.processes()
    leaders = {p.pid for p in found}
    return [p.pid for p in found if p.ppid() in leaders]


def main() -> int:
    chance, began = random.Random(SEED), time.monotonic()
    from tests.access import serving

    until, share = began + SECONDS, FAULTS // 5
    engines = ["SQLite", "PostgreSQL"] if serving.has_postgres() else ["SQLite"]
    acts = {"the ledger": ledger_act(FAULTS - share, began + SECONDS * 0.6, chance)}
    for k, engine in enumerate(engines):
        some, late = (
            share // len(engines) + (share % len(engines) if k == 0 else 0),
            began + SECONDS * 0.6 + (until - began) * 0.4 * (k + 1) / len(engines),
        )
        with serving.postgres() if engine == "PostgreSQL" else nullcontext() as database:
            acts[f"the site on {engine}"] = site_act(some, late, chance, database)
    table = Table(
        "act",
        "faults injected",
        "survived",
        "records",
        "lost",
        "doubled",
        "as undisturbed",
        box=None,
        title=f"seed {SEED}, {time.monotonic() - began:.0f} s, {os.cpu_count()} cores",
    )
    ok = True
    for name, act in acts.items():
        faults = sum(act["injected"].values())
        held = act["lost"] == 0 and act["doubled"] == 0 and act["equal"]
        ok &= held
        table.add_row(
            name,
            f"{faults}: " + ", ".join(f"{k} {v}" for k, v in sorted(act["injected"].items())),
            str(faults if held else "?"),
            f"{act['records']:,}",
            str(act["lost"]),
            str(act["doubled"]),
            "yes" if act["equal"] else "NO",
        )
    Console(width=150).print(table)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({"seed": SEED, **acts}, indent=1))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
