"""Intake as it runs: a real soft IOC over Channel Access, a catalogue and an archiver over HTTP,
files that come by themselves; once, through kills.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import h5py
import httpx
import pytest
import yaml

from scicity.connectors import scicat
from scicity.intake import BadIntake, load_intake, run, statuses
from scicity.ledger import open_ledger, read, records
from scicity.metrics import Scope, figures, metric
from scicity.reports import scope_of
from tests.access.serving import free_port

ROOT = Path(__file__).parents[2]
RING = {
    "kind": "epics",
    "unit": "ssrf",
    "mode": "RING:mode",
    "modes": {"User": "user", "Machine study": "machine-development"},
    "current": "RING:current",
    "least": 100,
    "cause": "RING:cause",
    "every": 0.5,
    "alive": 0.3,
    "silence": 2,
    "piece": 1,
    "origin": "simulated",
}


def configured(folder: Path, city, **sources):
    (folder / "intake.yaml").write_text(yaml.safe_dump({"sources": sources}))
    return load_intake(folder / "intake.yaml", city)


def live(ledger, stream: str) -> list[dict]:
    found = records(read(ledger, stream))
    return [] if found is None else found.to_arrow_table().to_pylist()


@contextmanager
def answering(answer):
    """A server whose answers are `answer(path, query, headers)`: a status and something that
    becomes JSON. What is posted as a form counts as query.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            status, body = answer(
                parts.path,
                {k: v[0] for k, v in parse_qs(f"{parts.query}&{form}").items()},
                self.headers,
            )
            told = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_POST = do_DELETE = do_GET

        def log_message(self, *given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


# --- a catalogue ----------------------------------------------------------------------------------


def dataset(n: int, updated: str, **more):
    return {
        "pid": f"20.500.1/{n}",
        "type": "raw",
        "creationTime": f"2023-03-{n:02d}T10:00:00.000Z",
        "size": n * 10**9,
        "numberOfFiles": 10,
        "proposalId": "2023-0001",
        "instrumentId": "mx",
        "ownerEmail": f"p{n % 2}@x.example",
        "updatedAt": updated,
        **more,
    }


def test_datasets_come_page_by_page_and_only_what_changed_comes_again(tmp_path, city):
    kept = [dataset(n, f"2023-04-01T00:00:{n:02d}.000Z") for n in range(1, 8)]
    asked = []

    def answer(path, query, headers):
        asked.append(query)
        wanted = json.loads(query["filter"])
        since = wanted["where"].get("updatedAt", {}).get("gte", "")
        found = sorted((d for d in kept if d["updatedAt"] >= since), key=lambda d: d["updatedAt"])
        limits = wanted["limits"]
        return (
            (200, found[limits["skip"] : limits["skip"] + limits["limit"]])
            if headers["Authorization"] == "Bearer s3cret"
            else (401, {})
        )

    ledger = open_ledger(tmp_path / "ledger")
    with answering(answer) as url:
        intake = configured(
            tmp_path,
            city,
            catalogue={
                "kind": "scicat",
                "url": url,
                "unit": "ssrf",
                "units": {"mx": "ssrf/phase-1"} if "ssrf/phase-1" in city.entries else {},
                "token": "TEST_TOKEN",
                "page": 3,
            },
        )
        assert (
            "TEST_TOKEN"
            in run(intake, city, ledger, tmp_path / "state", once=True)["catalogue"].fault
        )
        os.environ["TEST_TOKEN"] = "s3cret"
        try:
            assert not run(intake, city, ledger, tmp_path / "state", once=True)["catalogue"].fault
            assert len(live(ledger, "datasets")) == 7
            kept[2] = dataset(3, "2023-05-01T00:00:00.000Z", size=30 * 10**9)  # one grew
            kept.append(
                {"pid": "20.500.1/9", "updatedAt": "2023-05-02T00:00:00.000Z"}
            )  # one has no time
            assert not run(intake, city, ledger, tmp_path / "state", once=True)["catalogue"].fault
            kept[2] = dataset(3, "2023-06-01T00:00:00.000Z")  # and was what it had been
            assert not run(intake, city, ledger, tmp_path / "state", once=True)["catalogue"].fault
            assert sum(d["bytes"] for d in live(ledger, "datasets")) == 28 * 10**9
            kept[2] = dataset(3, "2023-07-01T00:00:00.000Z", size=30 * 10**9)
            (tmp_path / "state" / "catalogue" / "cursor.json").unlink()  # and the place was lost
            assert not run(intake, city, ledger, tmp_path / "state", once=True)["catalogue"].fault
        finally:
            del os.environ["TEST_TOKEN"]
    found = live(ledger, "datasets")
    assert sorted((d["dataset"], d["bytes"]) for d in found) == [
        (f"20.500.1/{n}", (30 if n == 3 else n) * 10**9) for n in range(1, 8)
    ]
    assert len({d["person"] for d in found}) == 2
    assert "example" not in str(found), "owners are pseudonyms"
    told = {
        f.metric.id: f.value
        for f in figures(
            ledger,
            [metric("datasets"), metric("data_volume")],
            Scope("ssrf", ("ssrf",), "Asia/Shanghai"),
            "2023",
        )
    }
    assert (told["datasets"], float(told["data_volume"])) == (7, 0.055)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_what_changes_while_a_catalogue_is_read_hides_nothing(size):
    kept = [dataset(n, f"2023-04-01T00:00:{n // 2:02d}.000Z") for n in range(1, 9)]
    asked = []

    def answer(path, query, headers):
        wanted = json.loads(query["filter"])
        if len(asked) == 1:  # between two pages the first dataset grows, and moves to the end
            kept[0] = dataset(1, "2023-09-01T00:00:00.000Z")
        asked.append(wanted)
        since = wanted["where"].get("updatedAt", {}).get("gte", "")
        found = sorted((d for d in kept if d["updatedAt"] >= since), key=lambda d: d["updatedAt"])
        return (
            200,
            found[wanted["limits"]["skip"] : wanted["limits"]["skip"] + wanted["limits"]["limit"]],
        )

    with answering(answer) as url, httpx.Client() as client:
        seen = {d["pid"] for page in scicat.pages(url, "", size, client) for d in page}
    assert seen == {d["pid"] for d in kept}
    assert len(asked) < 40


# facts of the facility "ESNF" that the ICAT project's own examples tell of (python-icat 1.7.0,
# doc/examples/icatdump-6.2.yaml)
ESNF = [
    (1, "e201215", "2008-03-13T10:39:42.000+00:00", None, 1, 368369, "08100122-EF", "HIKE"),
    (2, "e201216", "2008-03-20T07:20:00.000+00:00", None, 0, 0, "08100122-EF", "HIKE"),
    (
        3,
        "e208339",
        "2010-09-30T10:27:24.000+00:00",
        "2010-10-01T06:17:48.000+00:00",
        2,
        73874,
        "10100601-ST",
        "E2",
    ),
    (
        4,
        "e208341",
        "2010-10-02T02:00:21.000+00:00",
        "2010-10-05T08:32:21.000+00:00",
        2,
        53251,
        "10100601-ST",
        "E2",
    ),
    (
        5,
        "e208342",
        "2010-10-09T05:00:00.000+00:00",
        "2010-10-12T15:00:00.000+00:00",
        0,
        0,
        "10100601-ST",
        "E2",
    ),
]


@pytest.mark.parametrize("version", ["4.11.1", "6.2.0"])
def test_an_icat_catalogue_is_read_by_number_and_what_changed_comes_again(tmp_path, city, version):
    kept = {
        n: {
            "id": n,
            "name": name,
            "createTime": "2023-01-01T00:00:00.000Z",
            "modTime": f"2023-01-0{n}T00:00:00.000Z",
            "startDate": start,
            "endDate": end,
            "fileCount": files,
            "fileSize": size,
            "type": {"name": "raw"},
            "investigation": {
                "name": proposal,
                "investigationInstruments": [{"instrument": {"name": station}}],
            },
        }
        for n, name, start, end, files, size, proposal, station in ESNF
    }
    sessions, queries = set(), []

    def answer(path, query, headers):
        if path == "/icat/version":
            return 200, {"version": version}
        if path == "/icat/session":
            if json.loads(query["json"]) != {
                "plugin": "db",
                "credentials": [{"username": "reader"}, {"password": "s3cret"}],
            }:
                return 403, {"code": "SESSION", "message": "The username and password do not match"}
            sessions.add("a-key")
            return 200, {"sessionId": "a-key"}
        if path.startswith("/icat/session/"):
            sessions.discard(path.rpartition("/")[2])
            return 204, ""
        assert (path, query["sessionId"]) == ("/icat/entityManager", "a-key")
        assert sessions
        queries.append(query["query"])
        told = re.fullmatch(
            r"SELECT d FROM Dataset d WHERE d\.id > (\d+) (?:AND d\.modTime >= '([\d-]+)' )?ORDER"
            r" BY d\.id INCLUDE (.+) LIMIT 0, (\d+)",
            query["query"],
        )
        assert ("datasetInstruments" in told[3]) == (version >= "5")
        return (
            200,
            [
                {"Dataset": d}
                for d in kept.values()
                if d["id"] > int(told[1]) and d["modTime"] >= (told[2] or "")
            ][: int(told[4])],
        )

    ledger = open_ledger(tmp_path / "ledger")
    with answering(answer) as url:
        how = {
            "kind": "icat",
            "url": url,
            "unit": "ssrf",
            "units": {"E2": "shine"},
            "plugin": "db",
            "user": "reader",
            "token": "TEST_ICAT",
            "page": 2,
        }
        intake = configured(tmp_path, city, catalogue=how)
        looked = lambda: run(intake, city, ledger, tmp_path / "state", once=True)["catalogue"]  # noqa: E731 - said five times
        assert "TEST_ICAT" in looked().fault
        os.environ["TEST_ICAT"] = "wrong"
        assert "do not match" in looked().fault
        try:
            os.environ["TEST_ICAT"] = "s3cret"
            assert (looked().fault, looked().added) == (
                "",
                5,
            ), "the second look brings nothing more"
            assert not sessions, "each session is ended"
            tomorrow = datetime.now(UTC).isoformat()
            kept[2] |= {"fileCount": 3, "fileSize": 1000, "modTime": tomorrow}
            kept[6] = {"id": 6, "modTime": tomorrow, "name": "no time at all"}
            assert not looked().fault
        finally:
            del os.environ["TEST_ICAT"]
        found = {d["dataset"].rpartition("/")[2]: d for d in live(ledger, "datasets")}
        assert {n: (d["unit"], d["bytes"], d["files"], d["project"]) for n, d in found.items()} == {
            str(n): (
                "shine" if station == "E2" else "ssrf",
                1000 if n == 2 else size,
                3 if n == 2 else files,
                proposal,
            )
            for n, _, _, _, files, size, proposal, station in ESNF
        }
        assert found["3"]["end"] - found["3"]["start"] == 71424
        assert "modTime" in queries[-1]
    told = {
        f.metric.id: f.value
        for f in figures(
            ledger,
            [metric("datasets"), metric("data_volume")],
            Scope("shine", ("shine",), "Asia/Shanghai"),
            "2010",
        )
    }
    assert (told["datasets"], float(told["data_volume"])) == (3, pytest.approx(127125e-12))
    with answering(lambda path, query, headers: (200, "<html>")) as url:
        other = configured(tmp_path, city, catalogue={**how, "url": url, "token": "", "user": ""})
        assert (
            "Check `url`"
            in run(other, city, ledger, tmp_path / "state", once=True)["catalogue"].fault
        )


# --- an archiver ----------------------------------------------------------------------------------


def test_an_archiver_is_asked_from_where_it_was_left(tmp_path, city):
    t0 = int(datetime(2023, 3, 1, tzinfo=UTC).timestamp())
    series = {
        "RING:mode": [(t0 - 9000, "User")],
        "RING:current": [(t0 - 5000, 200.0), (t0 + 4000, 0.0), (t0 + 5000, 210.0)],
        "RING:cause": [(t0 + 4100, "RF")],
    }
    spans = []

    def answer(path, query, headers):
        assert path == "/retrieval/data/getData.json"
        start, end = (datetime.fromisoformat(query[k]).timestamp() for k in ("from", "to"))
        spans.append(start)
        inside = [s for s in series[query["pv"]] if start < s[0] <= end]
        before = [s for s in series[query["pv"]] if s[0] <= start][-1:]
        return 200, [
            {
                "meta": {"name": query["pv"]},
                "data": [
                    {"secs": at, "nanos": 0, "val": v, "severity": 0} for at, v in before + inside
                ],
            }
        ]

    ledger = open_ledger(tmp_path / "ledger")
    with answering(answer) as url:
        intake = configured(
            tmp_path,
            city,
            ring={**RING, "archiver": url, "since": "2023-03-01T00:00:00Z", "piece": 3600},
        )
        assert not run(intake, city, ledger, tmp_path / "state", once=True)["ring"].fault
        assert spans[0] == t0
        again = run(intake, city, ledger, tmp_path / "state", once=True)["ring"]
    assert spans[-1] > t0 + 5000, "the second look begins where the first ended"
    assert not again.fault
    scope = replace(scope_of(city, "ssrf"), zone="UTC")
    told = {
        f.metric.id: f.value
        for f in figures(
            ledger, [metric(n) for n in ("user_time", "downtime", "faults")], scope, "2023-03-01"
        )
    }
    assert (told["user_time"], float(told["downtime"]), told["faults"]) == (
        24,
        pytest.approx(1000 / 3600),
        1,
    )
    assert [o["cause"] for o in live(ledger, "outages")] == ["RF"]
    assert {o["origin"] for o in live(ledger, "outages")} == {"simulated"}
    gone = configured(tmp_path, city, ring={**RING, "archiver": url})
    assert (
        "does not answer" in run(gone, city, ledger, tmp_path / "state2", once=True)["ring"].fault
    )


# --- a cluster and a folder -----------------------------------------------------------------------

HEAD = "JobID|User|Account|Partition|Submit|Start|End|State|NCPUS|NNodes\n"


def test_accounting_is_asked_over_the_overlap_and_a_job_counts_once(tmp_path, city):
    """`sacct` is a program that prints: here one that prints a file, and notes from when it was
    asked.
    """
    dump, asked = tmp_path / "dump", tmp_path / "asked"
    program = tmp_path / "sacct.py"
    program.write_text(
        f"import sys; open({str(asked)!r}, 'a').write(sys.argv[1] + '\\n');"
        f" sys.stdout.write(open({str(dump)!r}).read())"
    )
    intake = configured(
        tmp_path,
        city,
        cluster={
            "kind": "slurm",
            "unit": "ssc",
            "command": [sys.executable, str(program), "{since}"],
            "since": "2023-01-01T00:00",
            "overlap": 48,
        },
    )
    ledger = open_ledger(tmp_path / "ledger")
    dump.write_text(
        HEAD
        + "1|ann|a|p|2023-01-02T00:00:00|2023-01-02T00:10:00|2023-01-02T01:10:00|COMPLETED|4|1\n"
        "2|bob|a|p|2023-01-02T00:00:00|2023-01-02T00:10:00|Unknown|RUNNING|4|1\n"
    )
    assert run(intake, city, ledger, tmp_path / "state", once=True)["cluster"].added == 1
    dump.write_text(dump.read_text().replace("Unknown|RUNNING", "2023-01-02T03:10:00|COMPLETED"))
    assert run(intake, city, ledger, tmp_path / "state", once=True)["cluster"].added == 2
    whole = scope_of(city, "ssc")
    lazy = figures(ledger, [metric("core_hours")], whole, "2023", grain="month")
    assert [f.status for f in lazy] == ["measured"] * 12, "it was asked for all of the year"
    assert [f.value for f in lazy][1:] == [0] * 11
    assert [len(live(ledger, "compute_jobs")), asked.read_text().splitlines()[0]] == [
        2,
        "2023-01-01T00:00:00",
    ]
    begun = datetime.fromisoformat(asked.read_text().splitlines()[1]).replace(
        tzinfo=ZoneInfo("Asia/Shanghai")
    )
    assert 48 <= (datetime.now(UTC) - begun).total_seconds() / 3600 < 48.1, (
        "two days before the last look, by the cluster's clock"
    )
    program.write_text("import sys; sys.exit('slurmdbd: connection refused')")
    assert (
        "connection refused"
        in run(intake, city, ledger, tmp_path / "state", once=True)["cluster"].fault
    )
    assert "connection refused" in statuses(tmp_path / "state")["cluster"].fault


def test_files_are_taken_in_once_and_what_cannot_be_read_says_why(tmp_path, city):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    intake = configured(
        tmp_path,
        city,
        inbox={
            "kind": "folder",
            "unit": "ssrf",
            "path": str(inbox),
            "reader": "nexus",
            "settle": 0,
        },
    )
    with h5py.File(inbox / "scan.nxs", "w") as file:
        entry = file.create_group("entry")
        entry.attrs["NX_class"] = "NXentry"
        entry["start_time"], entry["end_time"], entry["experiment_identifier"] = (
            "2023-05-04T10:00:00+08:00",
            "2023-05-04T10:30:00+08:00",
            "2023-0007",
        )
        user = entry.create_group("user")
        user.attrs["NX_class"] = "NXuser"
        user["name"] = "Ada Lovelace"
    (inbox / "notes.nxs").write_text("not HDF5")
    (inbox / "coming.nxs.part").write_text("half")
    ledger = open_ledger(tmp_path / "ledger")
    assert not run(intake, city, ledger, tmp_path / "state", once=True)["inbox"].fault
    assert sorted(p.relative_to(inbox).as_posix() for p in inbox.rglob("*") if p.is_file()) == [
        "coming.nxs.part",
        "done/scan.nxs",
        "refused/notes.nxs",
        "refused/notes.nxs.why.txt",
    ]
    assert "HDF5" in (inbox / "refused" / "notes.nxs.why.txt").read_text()
    os.replace(
        inbox / "done" / "scan.nxs", inbox / "scan.nxs"
    )  # as a crash between recording and moving leaves it
    run(intake, city, ledger, tmp_path / "state", once=True)
    (row,) = live(ledger, "datasets")
    assert (row["project"], row["end"] - row["start"], row["files"]) == ("2023-0007", 1800, 1)
    assert "Ada" not in str(row)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sources: {x: {kind: epics, unit: ssrf}}", "Field required"),
        ("sources: {x: {kind: carrier-pigeon, unit: ssrf}}", "pigeon"),
        (
            "sources: {x: {kind: slurm, unit: nowhere, command: [x], since: today}}",
            "not in the registry",
        ),
        ("sources: [", "YAML"),
        ("sources: {x: {kind: folder, unit: ssrf, path: x, reader: table}}", "mapping"),
        ("sources: {x: {kind: slurm, unit: ssc, command: [x], since: today, evry: 3}}", "evry"),
    ],
)
def test_a_wrong_file_says_where(tmp_path, city, text, why):
    (tmp_path / "intake.yaml").write_text(text)
    with pytest.raises(BadIntake, match=why):
        load_intake(tmp_path / "intake.yaml", city)


def test_two_processes_do_not_take_in_with_one_state(tmp_path, city):
    (tmp_path / "state").mkdir()
    with open(tmp_path / "state" / "lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BadIntake, match="Another process"):
            run(
                configured(tmp_path, city),
                city,
                open_ledger(tmp_path / "ledger"),
                tmp_path / "state",
                once=True,
            )


# --- a machine, live ------------------------------------------------------------------------------


@pytest.mark.full
def test_a_real_ioc_is_watched_through_a_kill(tmp_path, city):
    """User operation, a trip of the RF, beam again, the watcher killed and begun again, a study:
    the account is that of what happened while it watched.
    """
    from caproto.threading.client import Context

    env = {
        **os.environ,
        "EPICS_CA_SERVER_PORT": str(free_port()),
        "EPICS_CA_ADDR_LIST": "127.0.0.1",
        "EPICS_CA_AUTO_ADDR_LIST": "NO",
        "EPICS_CAS_INTF_ADDR_LIST": "127.0.0.1",
        "EPICS_CAS_BEACON_ADDR_LIST": "127.0.0.1",
        "EPICS_CAS_AUTO_BEACON_ADDR_LIST": "NO",
        "EPICS_CA_REPEATER_PORT": str(free_port()),
    }
    os.environ.update({k: v for k, v in env.items() if k.startswith("EPICS")})
    configured(tmp_path, city, ring=RING)
    ledger = open_ledger(tmp_path / "ledger")
    command = [
        sys.executable,
        "-m",
        "scicity",
        "--ledger",
        str(tmp_path / "ledger"),
        "intake",
        "run",
        "--config",
        str(tmp_path / "intake.yaml"),
        "--state",
        str(tmp_path / "state"),
    ]
    ioc = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "intake" / "ioc.py")],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    watcher = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)

    def until(what, most=60):
        deadline = time.monotonic() + most
        while not (found := what()):
            assert time.monotonic() < deadline, statuses(tmp_path / "state")
            time.sleep(0.1)
        return found

    def now():
        told = statuses(tmp_path / "state").get("ring")
        return (told.now or {}) if told else {}

    context = Context()
    try:
        mode, current, cause = context.get_pvs("RING:mode", "RING:current", "RING:cause")
        for pv in (mode, current, cause):
            pv.wait_for_connection(timeout=30)
        until(lambda: now().get("at"))
        current.write([200.0], wait=True)
        mode.write([1], wait=True)
        until(lambda: (now().get("mode"), now().get("lost")) == ("user", False))
        until(lambda: any(r["mode"] == "user" for r in live(ledger, "machine_time")))
        began = time.time()
        current.write([0.0], wait=True)
        cause.write("RF cavity 2", wait=True)
        until(lambda: now().get("lost") and now().get("cause") == "RF cavity 2")
        current.write([201.0], wait=True)
        lasted = time.time() - began
        until(lambda: live(ledger, "outages"))
        watcher.send_signal(signal.SIGKILL)
        watcher.wait()
        killed = time.time()
        mode.write([2], wait=True)  # while nobody watches
        current.write([0.0], wait=True)
        while time.time() - killed < 3:  # longer than the silence that the watch allows itself
            time.sleep(0.1)
        watcher = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
        again = until(lambda: now().get("mode") == "machine-development" and time.time())
        until(lambda: any(r["mode"] == "machine-development" for r in live(ledger, "machine_time")))
    finally:
        context.disconnect()
        watcher.terminate()
        ioc.terminate()
        watcher.wait(20)
        ioc.wait(20)
    (outage,) = live(ledger, "outages")
    assert outage["cause"] == "RF cavity 2"
    assert abs(outage["end"] - outage["start"] - lasted) <= 2, (
        "to the second in which it began and ended"
    )
    time_ = sorted((r["start"], r["end"], r["mode"]) for r in live(ledger, "machine_time"))
    assert all(a[1] <= b[0] for a, b in pairwise(time_)), "no second twice"
    assert all(end <= killed + 1 or start >= killed + 1 for start, end, _ in time_)
    assert not [t for t in time_ if killed + 1 < t[0] < again - 15 and t[2] == "user"], (
        "what happened unwatched is not claimed"
    )
    assert {r["origin"] for r in live(ledger, "machine_time")} == {"simulated"}
