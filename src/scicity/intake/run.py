"""The one process that takes in.

Each source has its folder of state; losing it costs reading again, never a record twice.

Why once and only once: records have natural keys, so what comes again is unchanged; what a round
brings is named by a digest of its rows, so a round repeated after a crash is no import; and only
time that is certain is recorded, so that it needs no correction.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from scicity.connectors import beam as machine
from scicity.connectors import epics, icat, nexus, scicat, slurm, swf, tabular
from scicity.ledger import Batch, ImportReport, Ledger, LedgerError, Source, SourceError, append
from scicity.registry import City, Pseudonyms, pseudonyms

from .config import BadIntake, Cluster, Folder, Icat, Intake, Machine, SciCat
from .spool import Spool

log = logging.getLogger("scicity.intake")
Faults = (LedgerError, OSError, subprocess.SubprocessError, ValueError)


@dataclass(frozen=True)
class Status:
    """How a source does: when it was last looked at and last recorded (seconds since the epoch),
    and what is wrong with it.
    """

    looked: float = 0
    recorded: float = 0
    added: int = 0
    fault: str = ""
    now: dict[str, Any] | None = None


class _Runner:
    def __init__(self, intake: Intake, city: City, ledger: Ledger, state: Path) -> None:
        self.intake, self.city, self.ledger, self.state = intake, city, ledger, state
        self.people: Pseudonyms = pseudonyms(ledger.path)
        self.statuses: dict[str, Status] = statuses(state)
        self.stop = threading.Event()
        self.reports: list[ImportReport] = []  # of the look that is under way

    def place(self, name: str) -> Path:
        made = self.state / name
        made.mkdir(parents=True, exist_ok=True)
        return made

    def spool(self, name: str) -> Spool:
        return Spool(self.place(name) / "samples")

    def cursor(self, name: str) -> dict[str, Any]:
        try:
            kept: dict[str, Any] = json.loads((self.place(name) / "cursor.json").read_text())
            return kept
        except (OSError, ValueError):
            return {}

    def keep(self, name: str, **cursor: Any) -> None:
        _written(self.place(name) / "cursor.json", {**self.cursor(name), **cursor})

    def record(
        self, name: str, kind: str, batches: Iterable[Batch], origin: Any, since: object = ""
    ) -> None:
        """Append what a round brought that began at `since`, if it brought anything.

        The same rows of a later round are no repetition: what was corrected may be corrected back.
        """
        listed = [b for b in batches if b.rows.height or b.rejects.height]
        if not listed:
            return
        digest = hashlib.sha256(f"{kind} {since}".encode())
        for b in listed:
            digest.update(
                b.stream.encode()
                + b.rows.write_ndjson().encode()
                + b.rejects.write_ndjson().encode()
            )
        self.append(
            Source(f"{name} {datetime.now(UTC):%Y-%m-%dT%H:%MZ}", digest.hexdigest(), kind, origin),
            listed,
        )

    def append(
        self,
        source: Source,
        batches: Iterable[Batch],
        span: tuple[int, int] | None = None,
        unit: str = "",
    ) -> ImportReport:
        """Record what came, of the time `span` (UTC seconds) where the source says it."""
        report = append(self.ledger, source, batches, units=self.city.entries, span=span, unit=unit)
        self.reports.append(report)
        return report

    def round(self, name: str) -> None:
        """One look at a source. Whatever is wrong is its status, and the others go on."""
        source, before, began = (
            self.intake.sources[name],
            self.statuses.get(name, Status()),
            time.time(),
        )
        self.reports = []
        try:
            match source:
                case Machine():
                    self.machine(name, source)
                case Cluster():
                    self.cluster(name, source)
                case Folder():
                    self.folder(name, source)
                case SciCat():
                    self.scicat(name, source)
                case Icat():
                    self.icat(name, source)
            self.told(name, self._looked(before, began, "", self.now(name, source)))
        except Faults as error:
            log.warning("%s: %s", name, error)
            self.told(name, self._looked(before, began, str(error).strip()[:500], before.now))

    def _looked(
        self, before: Status, began: float, fault: str, now: dict[str, Any] | None
    ) -> Status:
        fresh = [r for r in self.reports if not r.repeated]
        return Status(
            began,
            began if fresh else before.recorded,
            before.added + sum(r.counts.added for r in fresh),
            fault,
            now,
        )

    def told(self, name: str, status: Status) -> None:
        self.statuses[name] = status
        _written(self.state / "status.json", {n: asdict(s) for n, s in self.statuses.items()})

    # --- the kinds --------------------------------------------------------------------------------

    def machine(self, name: str, source: Machine) -> None:
        beam, since = source.beam(), int(self.cursor(name).get("reach", 0))
        if source.archiver:
            start = (
                datetime.fromtimestamp(since, UTC)
                if since
                else _moment(source.since or "today", self.city.zone_of(source.unit))
            )
            end = datetime.now(UTC)
            samples: Iterable[machine.Sample] = [
                *epics.retrieve(source.archiver, beam.pvs, start, end),
                machine.Sample(int(end.timestamp()) * machine.NS, machine.ALIVE, ""),
            ]
            since = since or int(start.timestamp())
            # the last sample before the span says what held when it began
            samples = [replace(s, at=max(s.at, since * machine.NS)) for s in samples]
        else:
            samples = self.spool(name).read(since)
        batches, reach = machine.batches(samples, beam, since)
        self.record(name, "epics", batches, source.origin, since)
        if reach > since:
            self.keep(name, reach=reach)

    def now(self, name: str, source: Any) -> dict[str, Any] | None:
        """For pages: how a machine is, by the samples so far."""
        if not isinstance(source, Machine) or source.archiver:
            return None
        beam, samples = source.beam(), list(self.spool(name).read(int(time.time())))
        last = None
        for s in machine.states(samples, beam):
            key = (s.mode, s.lost, s.cause)
            last = (key, last[1] if last and last[0] == key else s.start, s.end)
        if last is None:
            return None
        current = next((s.value for s in reversed(samples) if s.pv == beam.current), "")
        return {
            "unit": source.unit,
            "mode": last[0][0],
            "lost": last[0][1],
            "cause": last[0][2],
            "since": last[1] / machine.NS,
            "at": last[2] / machine.NS,
            "current": current,
            "current_unit": source.current_unit,
            "simulated": source.origin == "simulated",
        }

    def cluster(self, name: str, source: Cluster) -> None:
        zone = self.city.zone_of(source.unit)
        begun, at = datetime.now(UTC), self.cursor(name).get("at")
        asked = (
            _moment(source.since, zone)
            if at is None
            else datetime.fromisoformat(at) - timedelta(hours=source.overlap)
        )
        since = f"{asked.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M:%S}"
        words = [
            w.replace("{since}", since).replace("{fields}", ",".join(slurm.SACCT_FIELDS))
            for w in source.command
        ]
        done = subprocess.run(words, capture_output=True, check=False, timeout=source.timeout)  # noqa: S603 - the operator's own command, from the city's files; no shell
        if done.returncode:
            raise SourceError(
                f"{words[0]} ended with {done.returncode}:"
                f" {done.stderr.decode(errors='replace').strip()[:300]}"
            )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.txt"
            path.write_bytes(done.stdout)
            how = slurm.SlurmOptions(
                source.unit, zone, tuple(f for f in source.fields.split(",") if f), source.cluster
            )
            told = replace(
                slurm.source_of(path, how),
                name=f"{name} since {asked:%Y-%m-%dT%H:%MZ}",
                origin=source.origin,
            )
            # it was asked for all of that time: an hour without a job is a measured hour
            report = self.append(
                told,
                slurm.read_slurm(path, how, self.people),
                (int(asked.timestamp()), int(begun.timestamp())),
                source.unit,
            )
        if report.counts.read or at is None:
            # an answer without rows is kept by nothing: the next question reaches back over it
            self.keep(name, at=begun.isoformat())

    def scicat(self, name: str, source: SciCat) -> None:
        since, line, token = str(self.cursor(name).get("updated", "")), 1, source.secret()
        with httpx.Client(timeout=60) as client:
            for found in scicat.pages(source.url, since, source.page, client, token):
                self.record(
                    name,
                    "scicat",
                    [scicat.read_datasets(found, source.unit, source.units, self.people, line)],
                    source.origin,
                    since,
                )
                line += len(found)
                if found and (updated := str(found[-1].get("updatedAt") or "")):
                    self.keep(name, updated=updated)

    def icat(self, name: str, source: Icat) -> None:
        # a day is asked again: the catalogue's clock and zone are its own
        day, begun, line, password = (
            self.cursor(name).get("day"),
            datetime.now(UTC).date() - timedelta(days=1),
            1,
            source.secret(),
        )
        with httpx.Client(timeout=60) as client:
            for found in icat.pages(
                source.url,
                date.fromisoformat(day) if day else None,
                source.page,
                client,
                source.plugin,
                source.user,
                password,
            ):
                self.record(
                    name,
                    "icat",
                    [icat.read_datasets(found, source.url, source.unit, source.units, line)],
                    source.origin,
                    max((str(d.get("modTime")) for d in found), default=""),
                )
                line += len(found)
        self.keep(name, day=begun.isoformat())

    def folder(self, name: str, source: Folder) -> None:
        for part in ("done", "refused"):
            (source.path / part).mkdir(parents=True, exist_ok=True)
        for path in sorted(p for p in source.path.iterdir() if p.is_file()):
            told = path.stat()
            if (
                path.name.startswith(".")
                or path.suffix == ".part"
                or time.time() - told.st_mtime < source.settle
            ):
                continue
            try:
                self.file(source, path)
            except SourceError as error:
                (source.path / "refused" / f"{path.name}.why.txt").write_text(f"{error}\n", "utf-8")
                os.replace(path, source.path / "refused" / path.name)
                log.warning("%s: %s refused: %s", name, path.name, error)
                continue
            os.replace(
                path, source.path / "done" / path.name
            )  # after it was recorded: a crash between has it read again, for nothing

    def file(self, source: Folder, path: Path) -> None:
        zone = self.city.zone_of(source.unit)
        match source.reader:
            case "slurm":
                dump = slurm.SlurmOptions(
                    source.unit, zone, tuple(f for f in source.fields.split(",") if f)
                )
                self.append(
                    replace(slurm.source_of(path, dump), origin=source.origin),
                    slurm.read_slurm(path, dump, self.people),
                )
            case "swf":
                trace = swf.SwfOptions(source.unit)
                self.append(
                    replace(swf.source_of(path, trace), origin=source.origin),
                    swf.read_swf(path, trace, self.people),
                )
            case "table":
                assert source.mapping is not None
                mapping = tabular.load_mapping(source.mapping)
                self.append(
                    replace(tabular.source_of(path, mapping, self.city), origin=source.origin),
                    tabular.read_tabular(path, mapping, self.people, city=self.city),
                    mapping.span,
                    str(mapping.columns["unit"].get("value", "")),
                )
            case "nexus":
                self.record(
                    path.name,
                    "nexus",
                    [nexus.read_nexus(path, source.unit, self.people)],
                    source.origin,
                )

    # --- all of them ------------------------------------------------------------------------------

    def watch(self, name: str, source: Machine) -> None:
        spool = self.spool(name)
        while not self.stop.is_set():
            try:
                epics.watch(
                    source.beam().pvs,
                    lambda s: spool.put(s, time.time_ns()),
                    self.stop,
                    source.alive,
                )
            except Exception as error:  # noqa: BLE001 - the library's own; the watch begins again
                log.warning("%s: the watch broke off: %s", name, error)
                self.stop.wait(5)

    def run(self, once: bool) -> None:
        watches = []
        for name, source in self.intake.sources.items():
            if isinstance(source, Machine) and not source.archiver and not once:
                watches.append(
                    threading.Thread(target=self.watch, args=(name, source), daemon=True)
                )
        for w in watches:
            w.start()
        due = dict.fromkeys(self.intake.sources, 0.0)
        while not self.stop.is_set():
            for name, source in self.intake.sources.items():
                if time.monotonic() >= due[name]:
                    self.round(name)
                    due[name] = time.monotonic() + source.every
            if once:
                return
            self.stop.wait(max(0.0, min(due.values()) - time.monotonic()))
        for w in watches:
            w.join(10)


def run(
    intake: Intake,
    city: City,
    ledger: Ledger,
    state: Path,
    once: bool = False,
    until: Callable[[threading.Event], None] | None = None,
) -> dict[str, Status]:
    """Take in, once or until told to end (`until` is given the event to set).

    BadIntake: another process does so already.
    """
    state.mkdir(parents=True, exist_ok=True)
    with open(state / "lock", "a+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadIntake(
                f"Another process takes in with the state in {state}. End it first, or name another"
                " folder."
            ) from None
        runner = _Runner(intake, city, ledger, state)
        if until is not None:
            until(runner.stop)
        runner.run(once)
        return runner.statuses


def statuses(state: Path) -> dict[str, Status]:
    """How each source did when it was last looked at."""
    try:
        return {n: Status(**s) for n, s in json.loads((state / "status.json").read_text()).items()}
    except (OSError, ValueError, TypeError):
        return {}


def _written(path: Path, content: Any) -> None:
    """Whole or not at all."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1))
    os.replace(draft, path)


def _moment(text: str, zone: str) -> datetime:
    if text == "today":
        return datetime.now(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    made = datetime.fromisoformat(text)
    return made if made.tzinfo else made.replace(tzinfo=ZoneInfo(zone))
