"""The application under the peers' load: 2,006 people, 60 instruments, 200 projects, 100,002
bookings of which 98,104 were used, two years.

`python -m benchmarks.access [sqlite|postgres]` prints rates and queries, with two floors measured
in the same run: the same server's bare answer, and the same rows by plain SQL. The peer's figures
are of NEMO 8.1.5 on the same shape of load, measured before on another machine (2 cores, SQLite,
±30 %): they are context, not this run's.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

SEED, PEOPLE, INSTRUMENTS, PROJECTS, BOOKINGS, USED = 20231231, 2006, 60, 200, 100_002, 98_104
START = datetime(2025, 1, 6, tzinfo=UTC)
WEEK = "2026-01-05"
SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
OUT = Path("benchmarks/out/access.json")
# page: (address, the peer's requests a second with 2 and 8 clients, its queries)
PAGES = {
    "bare answer (floor)": ("/health/", None, None, None),
    "landing": ("/", None, "24–34", 38),
    "week of one instrument": ("/instruments/{unit}/?week=" + WEEK, 5.1, "6.1", 114),
    "week of all 60": ("/instruments/?week=" + WEEK, 0.5, "none", 4019),
    "review queue": ("/technical/", None, None, None),
    "proposal list": ("/proposals/", None, None, None),
    "one project's year": ("/bill/?year=2025&project={project}", 0.7, None, 1139),
    "all usage, a year": ("/bill/?year=2025", None, "none in 150 s", None),
    "API, a week": (
        "/api/v1/bookings?start=2026-01-05T00:00:00Z&end=2026-01-12T00:00:00Z",
        0.6,
        None,
        960,
    ),
}


def seed() -> None:
    """Fill the database straight: 16 bookings an instrument and week, none overlapping."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from scicity.access import models as m
    from scicity.access.demo import QUESTIONS
    from scicity.platform import models as pm
    from scicity.platform import people as people_service
    from scicity.platform import roles
    from scicity.platform.verbs import verb

    chance = random.Random(SEED)
    with verb.opened("bench", None):
        home = pm.Organisation(name_zh="大学", name_en="University")
        home.save()
        facility = m.Facility(path="bench", name_zh="平台", name_en="Platform", kind="instruments")
        facility.save()
    people = pm.Person.objects.bulk_create(
        [
            pm.Person(email=f"p{i}@bench.example", name=f"Person {i}", organisation=home)
            for i in range(PEOPLE)
        ]
    )
    units = m.Unit.objects.bulk_create(
        [
            m.Unit(
                facility=facility,
                path=f"bench/i{i:02}",
                name_zh=f"仪器{i:02}",
                name_en=f"Instrument {i:02}",
                access_unit="hour",
                bookable=True,
            )
            for i in range(INSTRUMENTS)
        ]
    )
    with verb.opened("bench", None):
        cycle = m.RunCycle(
            facility=facility, name="2025", start=START, end=START + timedelta(days=730)
        )
        cycle.save()
        template = m.FormTemplate(facility=facility, name="f")
        template.save()
        form = m.FormVersion(template=template, number=1, questions=QUESTIONS, published_at=START)
        form.save()
        call = m.Call(
            code="bench",
            facility=facility,
            cycle=cycle,
            title_zh="征集",
            title_en="Call",
            form=form,
            opens_at=START,
            closes_at=START + timedelta(days=3000),
        )
        call.save()
        for role in (roles.USER_OFFICE, roles.INSTRUMENT_SCIENTIST):
            people_service.grant_role(people[0], people[0], role, facility)
    made = m.Proposal.objects.bulk_create(
        [
            m.Proposal(
                code=f"P{i:04}",
                call=call,
                form=form,
                title=f"Project {i}",
                state="technical" if i % 4 == 0 else "decided",
            )
            for i in range(PROJECTS)
        ]
    )
    m.ProposalMember.objects.bulk_create(
        [m.ProposalMember(proposal=p, person=people[i * 10], role="pi") for i, p in enumerate(made)]
    )
    m.ProposalPart.objects.bulk_create(
        [
            m.ProposalPart(proposal=p, unit=units[i % INSTRUMENTS], amount=10)
            for i, p in enumerate(made)
        ]
    )
    rows = []
    each = BOOKINGS // INSTRUMENTS + 1
    for unit in units:
        at = START
        for _ in range(each):
            at += timedelta(minutes=chance.randrange(120, 900))
            length = timedelta(minutes=chance.choice((60, 90, 120, 180, 240)))
            rows.append(
                m.Booking(
                    unit=unit,
                    person=people[chance.randrange(PEOPLE)],
                    proposal=made[chance.randrange(PROJECTS)],
                    start=at,
                    end=at + length,
                )
            )
            at += length
    rows = rows[:BOOKINGS]
    for i, b in enumerate(rows):
        if i < USED:
            b.state, b.started_at, b.stopped_at = "finished", b.start, b.end
    m.Booking.objects.bulk_create(rows, batch_size=5000)
    kept = m.Booking.objects.filter(state="finished").values_list(
        "pk", "unit", "proposal", "person", "start", "end"
    )
    m.Charge.objects.bulk_create(
        [
            m.Charge(
                booking_id=pk,
                unit_id=u,
                proposal_id=p,
                person_id=w,
                kind="use",
                at=b,
                seconds=int((b - a).total_seconds()),
                fen_an_hour=20000,
                fen=int((b - a).total_seconds()) * 20000 // 3600,
            )
            for pk, u, p, w, a, b in kept
        ],
        batch_size=5000,
    )
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    from django.conf import settings

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(
        {
            "_auth_user_id": str(people[0].pk),
            "_auth_user_backend": "django.contrib.auth.backends.ModelBackend",
            "_auth_user_hash": people[0].get_session_auth_hash(),
        }
    )
    session.create()
    print(
        json.dumps({"session": session.session_key, "unit": units[0].pk, "project": made[3].code})
    )


def queries(session: str, addresses: dict[str, str]) -> None:
    """How many queries each page asks, and the same rows by plain SQL in seconds (the floor)."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.cookies["sessionid"] = session
    found = {}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            began = time.perf_counter()
            assert client.get(address).status_code == 200, address
            took = time.perf_counter() - began
        found[name] = {"queries": len(caught.captured_queries), "idle": took}
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(
            "SELECT unit_id, start, \"end\", state FROM access_booking WHERE start >= '2026-01-05'"
            " AND start < '2026-01-12'"
        )
        rows = cursor.fetchall()
        found["plain SQL, week of all (floor)"] = {
            "queries": 1,
            "idle": time.perf_counter() - began,
            "rows": len(rows),
        }
        began = time.perf_counter()
        cursor.execute(
            "SELECT proposal_id, unit_id, count(*), sum(seconds), sum(fen) FROM access_charge WHERE"
            " at >= '2025-01-01' AND at < '2026-01-01' GROUP BY 1, 2"
        )
        rows = cursor.fetchall()
        found["plain SQL, a year (floor)"] = {
            "queries": 1,
            "idle": time.perf_counter() - began,
            "rows": len(rows),
        }
    print(json.dumps(found))


def load(url: str, address: str, session: str, clients: int) -> dict[str, float]:
    """Requests a second and the 95th percentile in milliseconds, by so many clients with
    connections kept open.
    """
    host = url.removeprefix("http://")
    end = time.perf_counter() + SECONDS

    def one(_: int) -> list[float]:
        connection, taken = http.client.HTTPConnection(host, timeout=60), []
        while time.perf_counter() < end:
            began = time.perf_counter()
            connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (address, answer.status)
            taken.append(time.perf_counter() - began)
        return taken

    with ThreadPoolExecutor(clients) as pool:
        times = sorted(t for part in pool.map(one, range(clients)) for t in part)
    return {"rate": len(times) / SECONDS, "p95_ms": times[int(len(times) * 0.95)] * 1000}


def main(engine: str) -> dict[str, dict[str, object]]:
    from tests.access.serving import postgres, served

    folder = Path(tempfile.mkdtemp())
    state = folder / "site"

    def run(database: str) -> dict[str, dict[str, object]]:
        env = {
            **os.environ,
            "SCICITY_STATE": str(state / "access"),
            "SCICITY_ACCESS_LEDGER": str(state / "ledger"),
            "SCICITY_ORIGIN": "simulated",
            "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
            **({"DATABASE_URL": database} if database else {}),
        }
        (state / "access").mkdir(parents=True)

        def apart(*words: str) -> dict:
            return json.loads(
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.access", *words],
                    env=env,
                    capture_output=True,
                    text=True,
                    check=True,
                ).stdout
            )

        made = apart("seed")
        addresses = {n: a.format(**made) for n, (a, *_) in PAGES.items()}
        results: dict[str, dict[str, object]] = apart(
            "queries", made["session"], json.dumps(addresses)
        )
        with served(state, folder / "run", database, workers=2, threads=8) as site:
            for name, address in addresses.items():
                load_warm = {2: {}, 8: {}}
                for clients in load_warm:
                    results[name][f"{clients} clients"] = load(
                        site.url, address, made["session"], clients
                    )
        return results

    if engine == "sqlite":
        return run("")
    with postgres() as database:
        address = database.address
        return run(address)


def show(engine: str, results: dict[str, dict]) -> None:
    table = Table(
        "page",
        "queries (peer)",
        "one request, ms",
        "2 clients /s (p95 ms)",
        "8 clients /s (p95 ms)",
        "peer /s (2; 8)",
        "ratio to the peer",
        title=f"{engine}, {platform.machine()}, {os.cpu_count()} cores",
        box=None,
    )
    for name, r in results.items():
        _, two, eight, asked = PAGES.get(name, ("", None, None, None))
        rates = [
            (
                f"{r[f'{c} clients']['rate']:.0f} ({r[f'{c} clients']['p95_ms']:.0f})"
                if f"{c} clients" in r
                else ""
            )
            for c in (2, 8)
        ]
        ratio = ""
        if two:
            ratio = f"{r['2 clients']['rate'] / two:.0f}×"
        elif eight and "–" in str(eight):
            ratio = f"{r['8 clients']['rate'] / 34:.0f}× to {r['8 clients']['rate'] / 24:.0f}×"
        table.add_row(
            name,
            f"{r['queries']}" + (f" ({asked})" if asked else ""),
            f"{r['idle'] * 1000:.1f}",
            *rates,
            f"{two or '–'}; {eight or '–'}" if two or eight else "",
            ratio,
        )
    Console(width=170).print(table)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["seed"]:
            seed()
        case ["queries", session, addresses]:
            queries(session, json.loads(addresses))
        case engines:
            kept = {}
            for engine in engines or ["sqlite", "postgres"]:
                kept[engine] = main(engine)
                show(engine, kept[engine])
            OUT.parent.mkdir(exist_ok=True)
            OUT.write_text(
                json.dumps(
                    {
                        "machine": {"cores": os.cpu_count(), "arch": platform.machine()},
                        "seconds": SECONDS,
                        **kept,
                    },
                    indent=1,
                )
            )
