"""The peers: the same question and the same log, in other hands."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.data import FACILITIES, YEARS, jobs


def slurm2sql(log: Path, rows: int) -> float:
    """Seconds for slurm2sql to take the log's first rows into SQLite."""
    part, base = log.with_suffix(f".{rows}.csv"), log.with_suffix(".db")
    with open(log) as whole, open(part, "w", newline="") as few:
        writer = csv.writer(few)  # it reads commas
        writer.writerow([_SACCT[c] for c in next(whole).strip().split("|")])
        writer.writerows(
            line.rstrip("\n").split("|") for _, line in zip(range(rows), whole, strict=False)
        )
    base.unlink(missing_ok=True)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "slurm2sql", str(base), "--csv-input", str(part)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    return time.perf_counter() - began


_SACCT = {
    "jobid": "JobID",
    "jobidraw": "JobIDRaw",
    "cluster": "Cluster",
    "partition": "Partition",
    "qos": "QOS",
    "account": "Account",
    "group": "Group",
    "gid": "GID",
    "user": "User",
    "uid": "UID",
    "submit": "Submit",
    "eligible": "Eligible",
    "start": "Start",
    "end": "End",
    "elapsed": "Elapsed",
    "exitcode": "ExitCode",
    "state": "State",
    "nnodes": "NNodes",
    "ncpus": "NCPUS",
    "reqcpus": "ReqCPUS",
    "reqmem": "ReqMem",
    "reqtres": "ReqTRES",
    "alloctres": "AllocTRES",
    "timelimit": "Timelimit",
    "nodelist": "NodeList",
    "jobname": "JobName",
}


def django_orm(folder: Path, rows: int) -> tuple[float, list[tuple[Any, ...]]]:
    """(seconds, answer) of the monthly question through Django's ORM on SQLite, indexed by facility
    and start.
    """
    import django
    from django.conf import settings
    from django.db import connection, models

    base = folder / f"orm-{rows}.sqlite3"
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(base)}},
        USE_TZ=True,
    )
    django.setup()

    class Job(models.Model):
        facility = models.CharField(max_length=8)
        month = models.IntegerField()
        start = models.BigIntegerField()
        end = models.BigIntegerField()
        cores = models.IntegerField()
        person = models.CharField(max_length=24)
        project = models.CharField(max_length=24)
        organisation = models.CharField(max_length=40)

        class Meta:
            app_label = "bench"
            indexes = (models.Index(fields=["facility", "month"]),)

    if not base.exists():
        with connection.schema_editor() as editor:
            editor.create_model(Job)
        per = rows // FACILITIES // YEARS
        for facility in range(FACILITIES):
            for year in range(YEARS):
                frame = jobs(facility, year, per)
                months = (frame["start"] - 1_672_502_400) // 2_628_000
                values = zip(
                    frame["unit"],
                    months,
                    frame["start"],
                    frame["end"],
                    frame["cores"],
                    frame["person"],
                    frame["project"],
                    frame["organisation"],
                    strict=True,
                )
                with (
                    closing(sqlite3.connect(base)) as raw,
                    raw,
                ):  # only the question is timed, not the loading
                    raw.executemany(
                        "insert into bench_job (facility, month, start, end, cores, person,"
                        " project, organisation) values (?, ?, ?, ?, ?, ?, ?, ?)",
                        values,
                    )
    began = time.perf_counter()
    found = Job.objects.values_list("facility", "month").annotate(
        seconds=models.Sum((models.F("end") - models.F("start")) * models.F("cores")),
        n=models.Count("id"),
        people=models.Count("person", distinct=True),
        projects=models.Count("project", distinct=True),
        homes=models.Count("organisation", distinct=True),
    )
    answer = list(found)
    return time.perf_counter() - began, answer
