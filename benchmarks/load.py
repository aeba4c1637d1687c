"""Load held: `python -m benchmarks.load [sqlite|postgres]`.

Mixed reading with 5 % writes for five minutes (LOAD_SECONDS), as many requests as the machine
gives.

The site is the simulated city on gunicorn; the public pages read a ledger of BENCH_ROWS records
(default 1 M). Clients are threads of one process that ask again as soon as they are answered
(LOAD_CLIENTS, default 24). Printed: requests a second, latencies by kind, errors, and the memory of
the server at the first and at the last minute. The floor of the run is the same server's answer to
/health/.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

SECONDS, CLIENTS, ROWS = (
    float(os.environ.get("LOAD_SECONDS", "300")),
    int(os.environ.get("LOAD_CLIENTS", "24")),
    int(os.environ.get("BENCH_ROWS", "1000000")),
)
WRITES = float(os.environ.get("LOAD_WRITES", "0.05"))
OUT = Path("benchmarks/out")
PUBLIC = (
    "/city/",
    "/city/places/ssrf/",
    "/city/targets/",
    "/city/projects/",
    "/city/parks/",
    "/city/explore/?metric=core_hours&scope=ssc&period=2023&grain=month",
    "/city/explore/data.csv?metric=core_hours&scope=ssc&period=2023&grain=month",
    "/city/events/",
)
SIGNED = ("/", "/proposals/", "/sessions/", "/facilities/")
API = ("/api/v1/services", "/api/v1/cases/{case}")


@dataclass
class Told:
    """Seconds each answer took, by kind, and what was no good answer."""

    took: dict[str, list[float]] = field(
        default_factory=lambda: {
            "public page": [],
            "page of a person": [],
            "API read": [],
            "write": [],
        }
    )
    bad: list[str] = field(default_factory=list)


def client(
    url: str, session: str, token: str, service: str, until: float, seed: int, told: Told
) -> None:
    from tools.chaos import APPLY

    chance, parts = random.Random(seed), urlsplit(url)
    body = json.dumps({"answers": APPLY})
    case = None
    link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    while time.monotonic() < until:
        draw = chance.random()
        if draw < WRITES:
            kind, method, path, headers = (
                "write",
                "POST",
                f"/api/v1/services/{service}/cases",
                {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            )
        elif draw < 0.60:
            kind, method, path, headers = (
                "public page",
                "GET",
                chance.choice(PUBLIC),
                {"Accept-Language": chance.choice(("zh", "en"))},
            )
        elif draw < 0.80:
            kind, method, path, headers = (
                "page of a person",
                "GET",
                chance.choice(SIGNED),
                {"Cookie": f"sessionid={session}", "Accept-Language": "en"},
            )
        else:
            kind, method, path, headers = (
                "API read",
                "GET",
                chance.choice(API if case else API[:1]).format(case=case),
                {"Authorization": f"Bearer {token}"},
            )
        began = time.perf_counter()
        try:
            link.request(method, path, body if method == "POST" else None, headers)
            answer = link.getresponse()
            content = answer.read()
            if kind == "write" and answer.status == 200:
                case = json.loads(content)["id"]
            if answer.status != 200:
                told.bad.append(f"{answer.status} {path}")
        except (OSError, http.client.HTTPException) as error:
            link.close()  # a server ends idle links; the request is made again on a new one
            if not isinstance(
                error, http.client.RemoteDisconnected | ConnectionResetError | BrokenPipeError
            ):
                told.bad.append(f"{type(error).__name__} {path}")
            continue
        told.took[kind].append(time.perf_counter() - began)


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def memory(site: Any) -> float:
    """MiB of the server's own memory, all processes: what is mapped from files is left out, since
    the system takes that back when it needs it.
    """
    return sum(_anonymous(p.pid) for p in site.processes()) / 2**10


def _anonymous(pid: int) -> float:
    """KiB, as Linux tells (proc(5), smaps_rollup)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("Anonymous:")))


def floor(url: str, seconds: float = 3.0) -> float:
    parts, n, until = urlsplit(url), 0, time.monotonic() + seconds
    link = http.client.HTTPConnection(parts.hostname or "", parts.port)
    while time.monotonic() < until:
        link.request("GET", "/health/")
        link.getresponse().read()
        n += 1
    return n / seconds


def measure(engine: str) -> dict[str, object]:
    from benchmarks.data import ledger as grown
    from tests.access import serving

    ledger = Path("benchmarks/work") / f"ledger-{ROWS}"
    grown(ledger, ROWS)
    with (
        tempfile.TemporaryDirectory() as work,
        serving.postgres() if engine == "postgres" else nullcontext() as database,
    ):
        address = database.address if database else ""
        template = serving.simulate(Path(work) / "city", address)
        with serving.served(
            template,
            Path(work) / "site",
            address,
            workers=int(os.environ.get("LOAD_WORKERS", "2")),
            threads=int(os.environ.get("LOAD_THREADS", "4")),
            SCICITY_CITY_LEDGER=str(ledger.resolve()),
        ) as site:
            session, token, service = site.do(
                """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from scicity.platform.people import make_token
from scicity.parkservices.models import Service
who = Person.objects.get(email='lin@demo.example')
s = SessionStore()
s[SESSION_KEY] = str(who.pk)
s[BACKEND_SESSION_KEY] = 'django.contrib.auth.backends.ModelBackend'
s[HASH_SESSION_KEY] = who.get_session_auth_hash()
s.create()
firm = Person.objects.get(email='firm@demo.example')
_, token = make_token(firm, 'load', ['read', 'cases'])
print(s.session_key, token, Service.objects.get(code='special-goods').pk)"""
            ).split()
            least = floor(site.url)
            told = [Told() for _ in range(CLIENTS)]
            until = time.monotonic() + SECONDS
            threads = [
                threading.Thread(
                    target=client, args=(site.url, session, token, service, until, n, told[n])
                )
                for n in range(CLIENTS)
            ]
            for t in threads:
                t.start()
            grew = []
            while any(t.is_alive() for t in threads):
                time.sleep(min(SECONDS / 20, max(0.1, until - time.monotonic())))
                grew.append(round(memory(site), 1))
            for t in threads:
                t.join()
            written = int(
                site.do("""
from scicity.parkservices.models import Case
handed_in = Case.objects.exclude(code=None)
print(handed_in.filter(applicant__email='firm@demo.example').count())
""")
            )
    took = {k: [v for t in told for v in t.took[k]] for k in told[0].took}
    every = [v for vs in took.values() for v in vs]
    return {
        "engine": engine,
        "seconds": SECONDS,
        "clients": CLIENTS,
        "requests": len(every),
        "per_second": len(every) / SECONDS,
        "health_per_second_one_client": least,
        "p50": at(every, 0.5),
        "p99": at(every, 0.99),
        "kinds": {k: {"n": len(v), "p50": at(v, 0.5), "p99": at(v, 0.99)} for k, v in took.items()},
        "bad": [b for t in told for b in t.bad][:20],
        "bad_count": sum(len(t.bad) for t in told),
        "memory_mib": grew,
        "writes_kept": written,
    }


def main() -> None:
    engines = sys.argv[1:] or ["sqlite"]
    OUT.mkdir(parents=True, exist_ok=True)
    for engine in engines:
        m = measure(engine)
        table = Table(
            "kind",
            "requests",
            "p50",
            "p99",
            title=(
                f"{engine}: {m['per_second']:.0f} requests/s for {SECONDS:.0f} s, {CLIENTS}"
                f" clients, {os.cpu_count()} cores; p99 {m['p99'] * 1000:.0f} ms;"
                f" {m['bad_count']} bad"
            ),
            box=None,
        )  # type: ignore[str-bytes-safe, operator]
        for kind, k in m["kinds"].items():  # type: ignore[attr-defined]
            table.add_row(
                kind, f"{k['n']:,}", f"{k['p50'] * 1000:.0f} ms", f"{k['p99'] * 1000:.0f} ms"
            )
        Console(width=140).print(table)
        print(
            f"memory of the server, MiB, every twentieth of the run: {m['memory_mib']}\nbad:"
            f" {m['bad']}\n/health/ by one client: {m['health_per_second_one_client']:.0f}/s"
        )
        (OUT / f"load-{engine}.json").write_text(json.dumps(m, indent=1))


if __name__ == "__main__":
    main()
