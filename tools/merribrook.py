"""Makes the records of the invented campus in `cities/merribrook/data`, from a seed: `python -m
tools.merribrook`.

Nothing of them is real. The clock is the campus's own, with its changes in April and October.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parent.parent
ZONE = ZoneInfo("Australia/Adelaide")
UTC = ZoneInfo("UTC")
SACCT = (
    "JobID",
    "JobIDRaw",
    "Cluster",
    "User",
    "Group",
    "Account",
    "Partition",
    "QOS",
    "Submit",
    "Eligible",
    "Start",
    "End",
    "Elapsed",
    "State",
    "ExitCode",
    "NNodes",
    "NCPUS",
    "ReqTRES",
    "AllocTRES",
    "NodeList",
)


def main(folder: Path = ROOT / "cities" / "merribrook" / "data") -> None:
    """Write every file of the folder again; the same seed gives the same bytes."""
    draw = random.Random(20250101)
    _gz(folder / "wattle-2025.txt.gz", "\n".join(["|".join(SACCT), *jobs(draw)]) + "\n")
    _table(
        folder / "wattle-capacity.csv",
        ("from", "to", "cores", "nodes", "gpus"),
        [
            ("2024-12-01 00:00:00", "2025-07-01 00:00:00", 256, 8, 12),
            ("2025-07-01 00:00:00", "2026-07-01 00:00:00", 384, 12, 12),
        ],
    )
    _table(folder / "lantern-time.csv", ("begins", "ends", "mode", "stations"), machine_time())
    _table(
        folder / "lantern-outages.csv",
        ("begins", "ends", "planned", "cause"),
        [
            ("2025-02-10 09:00:00", "2025-02-10 13:30:00", "no", "rf"),
            ("2025-04-06 01:00:00", "2025-04-06 04:00:00", "no", "power"),
            ("2025-08-20 10:00:00", "2025-08-20 10:30:00", "no", "vacuum"),
            ("2025-08-20 10:45:00", "2025-08-20 11:15:00", "no", "vacuum"),
        ],
    )
    _table(
        folder / "lantern-visits.csv",
        ("visit", "arrives", "leaves", "person", "mode", "project", "organisation"),
        visits(draw),
    )
    _table(
        folder / "prism-sessions.csv",
        (
            "session",
            "instrument",
            "begins",
            "ends",
            "purpose",
            "effective",
            "external",
            "person",
            "project",
        ),
        sessions(draw),
    )
    _table(
        folder / "kestrel-shots.csv",
        ("shot", "fired", "energy_j", "class", "on_target", "within"),
        shots(draw),
    )
    _table(folder / "heartwood-tubes.csv", ("movement", "on", "kind", "tubes"), tubes(draw))
    _table(
        folder / "heartwood-contracts.csv",
        ("contract", "part", "signed", "amount", "contingent", "organisation"),
        [
            ("HW-01", "upfront", "2025-03-14 11:00:00", "125000.00", "no", "quandong"),
            (
                "HW-01",
                "development-milestone",
                "2025-03-14 11:00:00",
                "410000.50",
                "yes",
                "quandong",
            ),
            ("HW-02", "upfront", "2025-12-31 23:45:00", "60000.25", "no", "quandong"),
            ("HW-03", "upfront", "2026-01-01 00:15:00", "99999.00", "no", "quandong"),
        ],
    )
    _table(
        folder / "heartwood-payments.csv",
        ("payment", "contract", "received", "amount"),
        [
            ("P-1", "HW-01", "2025-04-02 10:00:00", "125000.00"),
            ("P-2", "HW-02", "2025-12-31 23:50:00", "15000.75"),
        ],
    )


def jobs(draw: random.Random) -> list[str]:
    """Jobs of a year on a cluster with whole GPUs and slices of others; a few never ran, and some
    span a change of the clock.
    """
    out = []
    for n in range(1600):
        submit = datetime(2025, 1, 2, tzinfo=ZONE).astimezone(UTC) + timedelta(
            seconds=draw.randrange(0, 355 * 86400)
        )
        # across the night in which a clock hour comes twice, and the one in which it is left out
        if n % 200 == 7:
            submit = datetime(
                2025, *((4, 5) if n % 400 == 7 else (10, 4)), 20, n // 30, tzinfo=ZONE
            ).astimezone(UTC)
        while (
            submit.astimezone(ZONE).replace(fold=0).utcoffset()
            != submit.astimezone(ZONE).replace(fold=1).utcoffset()
        ):
            submit += timedelta(hours=2)
        begin = submit + timedelta(seconds=60 + int(draw.expovariate(1 / 2400)))
        long = timedelta(
            seconds=120 + int(draw.expovariate(1 / 14400)) + (28800 if n % 200 == 7 else 0)
        )
        end, user = begin + long, draw.randrange(38)
        out.append(_job(draw, 70000 + n, user, submit, begin, end, n))
    return out


def _job(
    draw: random.Random,
    number: int,
    user: int,
    submit: datetime,
    begin: datetime,
    end: datetime,
    n: int,
) -> str:
    nodes, part = 1, "cpu"
    cores, gpus = draw.choice((1, 2, 4, 8, 16, 32)), ""
    if n % 5 == 0:
        part, count = "gpu", draw.choice((1, 1, 2, 4))
        gpus = f",gres/gpu:l40s={count},gres/gpu={count}"
    elif n % 11 == 0:
        part, gpus = "mig", ",gres/gpu:a100_2g.10gb=1,gres/gpu=1"
    elif n % 9 == 0:
        nodes, cores = 2, 64
    state = draw.choices(
        ("COMPLETED", "FAILED", "TIMEOUT", f"CANCELLED by {1000 + user}"), (88, 6, 3, 3)
    )[0]
    tres = f"billing={cores},cpu={cores},mem={4 * cores}G,node={nodes}{gpus}"
    times = [_local(submit), _local(submit), _local(begin), _local(end), _span(end - begin)]
    cells: list[Any] = [
        number,
        number,
        "wattle",
        f"user{user:02d}",
        f"team{user % 9}",
        f"proj{user % 14}",
        part,
        "normal",
        *times,
        state,
        "0:0" if state == "COMPLETED" else "1:0",
        nodes,
        cores,
        tres,
        tres,
        f"w[{n % 8 + 1:02d}]",
    ]
    if n % 97 == 13:  # withdrawn before it ran
        cells[10:14] = ["None", _local(begin), "00:00:00", f"CANCELLED by {1000 + user}"]
        cells[15:] = [1, 0, tres, "", "None assigned"]
    return "|".join(str(c) for c in cells)


def machine_time() -> list[Sequence[Any]]:
    """Days from midnight to midnight: studies on Tuesdays, users on all others; none from October
    on, so that the year has one hour more than its days.
    """
    out: list[Sequence[Any]] = []
    day = date(2025, 2, 1)
    while day < date(2025, 10, 1):
        if day.month != 7:
            mode = "machine-development" if day.weekday() == 1 else "user"
            out.append((f"{day} 00:00:00", f"{day + timedelta(days=1)} 00:00:00", mode, 2))
        day += timedelta(days=1)
    return out


def visits(draw: random.Random) -> list[Sequence[Any]]:
    """180 visits that end in the year, the last half an hour before it does, and one that ends half
    an hour after.
    """
    out: list[Sequence[Any]] = []
    for n in range(179):
        begin = datetime(2025, 2, 1, 9) + timedelta(days=draw.randrange(230))
        out.append(
            (
                f"V{n:04d}",
                begin,
                begin + timedelta(days=draw.randrange(1, 4), hours=7),
                f"guest{draw.randrange(64):02d}",
                draw.choice(("onsite", "onsite", "remote")),
                f"LT-{draw.randrange(90):03d}",
                draw.choice(("mu", "sfi", "rivermouth", "quandong")),
            )
        )
    late = (
        ("V0179", datetime(2025, 12, 30, 9), datetime(2025, 12, 31, 23, 30)),
        ("V0180", datetime(2025, 12, 30, 9), datetime(2026, 1, 1, 0, 30)),
    )
    return out + [(*v, "guest99", "onsite", "LT-090", "sfi") for v in late]


def sessions(draw: random.Random) -> list[Sequence[Any]]:
    """Days on two instruments, from nine in the morning, of whole quarters of an hour."""
    out: list[Sequence[Any]] = []
    for n in range(420):
        begin = datetime(2025, 1, 6, 9) + timedelta(days=n // 2 * 337 // 210)
        user = draw.random() < 0.7
        out.append(
            (
                f"S{n:04d}",
                ("microscope", "spectrometer")[n % 2],
                begin,
                begin + timedelta(minutes=15 * draw.randrange(4, 40)),
                "user" if user else "internal",
                "yes" if user or n % 3 else "no",
                "yes" if user and n % 4 else "no",
                f"guest{draw.randrange(64):02d}",
                f"PR-{draw.randrange(60):03d}",
            )
        )
    return out


def shots(draw: random.Random) -> list[Sequence[Any]]:
    out: list[Sequence[Any]] = []
    for n in range(320):
        fired = datetime(2025, 3, 3, 10) + timedelta(days=n // 4, minutes=45 * (n % 4))
        out.append(
            (
                f"K{n:05d}",
                fired,
                f"{draw.uniform(20, 90):.3f}",
                draw.choice(("high", "medium")),
                "no" if n % 16 == 5 else "yes",
                "no" if n % 8 == 5 else "yes",
            )
        )
    return out


def tubes(draw: random.Random) -> list[Sequence[Any]]:
    """What came in less what went out is 60,750 at the end of the year."""
    out: list[Sequence[Any]] = []
    held = 0
    for n in range(60):
        on = datetime(2024, 7, 1, 12) + timedelta(days=n * 8)
        kind, count = (
            ("received", draw.randrange(900, 1500))
            if n % 4 != 3
            else (draw.choice(("used", "destroyed", "transferred")), draw.randrange(20, 200))
        )
        held += count if kind == "received" else -count
        out.append((f"T{n:03d}", on, kind, count))
    out.append(
        (
            "T900",
            datetime(2025, 12, 31, 17),
            "received" if held < 60750 else "used",
            abs(60750 - held),
        )
    )
    return [row for row in out if row[1].year < 2026]


def _local(moment: datetime) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S")


def _span(long: timedelta) -> str:
    seconds = int(long.total_seconds())
    days, rest = divmod(seconds, 86400)
    return (
        f"{days}-" if days else ""
    ) + f"{rest // 3600:02d}:{rest % 3600 // 60:02d}:{rest % 60:02d}"


def _table(path: Path, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    path.write_text(into.getvalue(), "utf-8")


def _gz(path: Path, text: str) -> None:
    """Compressed without the time, so that the same text is the same file."""
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


if __name__ == "__main__":
    main()
