"""Logs of today's clusters: what a job was given, how often it ran, when, and who is who."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from itertools import permutations
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scicity.connectors import slurm, textchunks
from scicity.connectors.slurm import SACCT_FIELDS, SlurmOptions, read_slurm, seconds_of, source_of
from scicity.ledger import Batch, Source, append, open_ledger, read, records
from scicity.metrics import Scope, figures, metric
from scicity.registry import pseudonyms
from tests.conftest import ROOT

BASE = {
    "JobID": "7",
    "User": "mei",
    "Account": "proj",
    "Submit": "2023-05-02T08:00:00",
    "Start": "2023-05-02T09:00:00",
    "End": "2023-05-02T11:00:00",
    "State": "COMPLETED",
    "NNodes": "1",
    "NCPUS": "8",
}
FULL = {
    **BASE,
    "Elapsed": "02:00:00",
    "Suspended": "00:00:00",
    "AllocTRES": "cpu=8,mem=8G,node=1",
    "NodeList": "n1",
}


def take(ledger, tmp_path, *jobs, zone="UTC", name="a.log"):
    path = tmp_path / name
    path.write_text("\n".join(["|".join(jobs[0]), *("|".join(j.values()) for j in jobs)]) + "\n")
    options = SlurmOptions("ssc", zone)
    return append(
        ledger, source_of(path, options), read_slurm(path, options, pseudonyms(ledger.path))
    )


def live(ledger):
    found = records(read(ledger, "compute_jobs"))
    return found.to_arrow_table().to_pylist() if found is not None else []


def told(ledger, *names, by=(), zone="UTC"):
    found = figures(ledger, [metric(n) for n in names], Scope("ssc", ("ssc",), zone), "2023", by=by)
    return {f.metric.id: f.value for f in found} if not by else {f.by[0][1]: f.value for f in found}


def test_gpus_by_model_of_a_job_on_several(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        {**FULL, "AllocTRES": "gres/gpu=3,gres/gpu:4090=2,gres/gpu:t4=1"},
        {**FULL, "JobID": "8", "AllocTRES": "gres/gpu:t4=1"},
        {**FULL, "JobID": "9", "AllocTRES": "gres/gpu=2"},
        {**FULL, "JobID": "10"},
    )
    assert told(ledger, "gpu_hours") == {"gpu_hours": 12}
    assert told(ledger, "gpu_hours", by=("gpu_type",)) == {"4090": 4, "t4": 4, None: 4}
    assert told(ledger, "jobs_ended", by=("gpu_type",)) == {"4090+t4": 1, "t4": 1, None: 2}


def test_what_was_asked_for_was_not_given(ledger, tmp_path):
    take(ledger, tmp_path, {**BASE, "ReqTRES": "cpu=8,gres/gpu=4", "ReqGRES": "gpu:4"})
    assert told(ledger, "gpu_hours", "core_hours") == {"gpu_hours": None, "core_hours": 16}
    take(
        ledger,
        tmp_path,
        {**BASE, "JobID": "8", "ReqTRES": "cpu=8,gres/gpu=4", "AllocTRES": "cpu=8,node=1"},
        name="b.log",
    )
    assert [r["gpus"] for r in sorted(live(ledger), key=lambda r: r["job"])] == [None, 0]


def test_an_old_cluster_names_its_gpus_in_alloc_gres(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        {**FULL, "AllocGRES": "gpu:k40:2"},
        {**FULL, "JobID": "8", "AllocGRES": ""},
    )
    assert {r["job"]: (r["gpus"], r["gpu_type"]) for r in live(ledger)} == {
        "7": (2, "k40"),
        "8": (0, None),
    }


@pytest.mark.parametrize("state", ["REQUEUED", "PREEMPTED", "NODE_FAIL", "RESIZING"])
def test_a_job_that_ran_twice_is_one_job_with_the_hours_of_both(ledger, tmp_path, state):
    again = {
        **FULL,
        "Submit": "2023-05-02T11:00:01",
        "Start": "2023-05-02T12:00:00",
        "End": "2023-05-02T13:00:00",
        "Elapsed": "01:00:00",
    }
    report = take(
        ledger,
        tmp_path,
        again,
        {**FULL, "State": state},
        {**FULL, "JobID": "8", "State": "PREEMPTED"},
    )
    assert told(ledger, "core_hours", "jobs_ended", "compute_users") == {
        "core_hours": 16 + 8 + 16,
        "jobs_ended": 2,
        "compute_users": 1,
    }
    assert sum(n for what, n in report.told.items() if "went on" in what) == 1


@pytest.mark.parametrize(
    ("last", "jobs"),
    [
        (
            {"State": "PENDING", "Start": "Unknown", "End": "Unknown", "NodeList": "None assigned"},
            0,
        ),
        (
            {
                "State": "CANCELLED by 5",
                "Start": "None",
                "End": "2023-05-02T14:00:00",
                "NodeList": "None assigned",
            },
            1,
        ),
    ],
)
def test_the_last_run_stands_for_the_job_once_nothing_can_follow(ledger, tmp_path, last, jobs):
    take(
        ledger,
        tmp_path,
        {**FULL, "State": "REQUEUED"},
        {**FULL, "Submit": "2023-05-02T11:00:01", **last},
    )
    assert told(ledger, "core_hours", "jobs_ended") == {"core_hours": 16, "jobs_ended": jobs}


def test_runs_of_a_job_find_each_other_across_pieces_of_a_file(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(
        slurm,
        "chunks",
        lambda path, encoding, progress: textchunks.chunks(path, encoding, progress, size=150),
    )
    again = {
        **FULL,
        "Submit": "2023-05-02T11:00:01",
        "Start": "2023-05-02T12:00:00",
        "End": "2023-05-02T13:00:00",
        "Elapsed": "01:00:00",
    }
    others = [{**FULL, "JobID": str(n), "MaxRSS": ""} for n in range(20, 30)]
    steps = [{**FULL, "JobID": f"7.{n}", "MaxRSS": f"{n}000K"} for n in range(5)]
    take(
        ledger,
        tmp_path,
        {**FULL, "State": "PREEMPTED", "MaxRSS": ""},
        *others,
        {**again, "MaxRSS": ""},
        *steps,
    )
    assert told(ledger, "jobs_ended") == {"jobs_ended": 11}
    assert {r["memory_used"] for r in live(ledger) if r["piece"] is None and r["job"] == "7"} == {4}


def test_a_job_given_up_before_it_ran_did_not_run_one_of_no_seconds_did(ledger, tmp_path):
    given_up = {
        **BASE,
        "Start": "2023-05-02T10:00:00",
        "End": "2023-05-02T10:00:00",
        "State": "CANCELLED by 9",
    }
    report = take(
        ledger,
        tmp_path,
        given_up,
        {**given_up, "JobID": "8", "State": "DEADLINE"},
        {**given_up, "JobID": "9", "State": "FAILED"},
    )
    assert report.skipped == {"never got a node": 2}
    take(
        ledger,
        tmp_path,
        {**given_up, "JobID": "10", "NodeList": "n1"},
        {**given_up, "JobID": "11", "NodeList": "None assigned"},
        name="b.log",
    )
    assert sorted(r["job"] for r in live(ledger)) == ["10", "9"]


def test_time_in_which_a_job_was_suspended_is_no_run_time(ledger, tmp_path):
    take(ledger, tmp_path, {**FULL, "Elapsed": "01:15:00", "Suspended": "00:45:00"})
    assert told(ledger, "core_hours", "job_run_hours") == {
        "core_hours": 10,
        "job_run_hours": Fraction(5, 4),
    }


SHOWN = {"JobID": "50_2", "JobIDRaw": "52"}
FORMS = {"both": SHOWN, "shown": {"JobID": "50_2"}, "raw": {"JobIDRaw": "52"}}


@pytest.mark.parametrize(
    "order",
    [
        o
        for o in permutations(FORMS, 2)
        if o not in (("shown", "raw"), ("raw", "shown"), ("both", "raw"))
    ]
    + [("raw", "both", "both")],
)
def test_an_array_task_is_one_job_however_its_ids_are_given(ledger, tmp_path, order):
    rest = {k: v for k, v in FULL.items() if k != "JobID"}
    for n, form in enumerate(order):
        take(ledger, tmp_path, {**FORMS[form], **rest}, name=f"{n}.log")
    assert told(ledger, "jobs_ended", "core_hours") == {"jobs_ended": 1, "core_hours": 16}


def test_a_ledger_of_the_first_release_keeps_its_keys(ledger, tmp_path):
    row = {
        "line": 1,
        "unit": "ssc",
        "start": 1683018000,
        "end": 1683025200,
        "job": "52",
        "submit": 1683014400,
        "cores": 8,
        "state": "COMPLETED",
    }
    append(ledger, Source("old", "0" * 64, "slurm"), [Batch("compute_jobs", pl.DataFrame([row]))])
    rest = {k: v for k, v in FULL.items() if k != "JobID"}
    report = take(
        ledger,
        tmp_path,
        {**SHOWN, **rest},
        {"JobID": "50_1", "JobIDRaw": "51", **rest},
        {"JobID": "60+1", "JobIDRaw": "61", **rest},
    )
    assert (report.counts.corrected, report.counts.added) == (1, 2)
    assert sorted(r["job"] for r in live(ledger)) == ["50_1", "52", "60+1"]


def local(moment: int, zone: str) -> str:
    return (
        datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M:%S")
    )


BACK = {
    "Europe/Berlin": 1698541200,
    "America/Chicago": 1699167600,
    "Australia/Lord_Howe": 1680361200,
    "America/St_Johns": 1699158600,
}


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from(sorted(BACK)),
    st.integers(-7200, 7200),
    st.integers(0, 9000),
    st.integers(0, 3600),
    st.integers(0, 900),
    st.booleans(),
)
def test_a_clock_put_back_is_settled_or_said(
    tmp_path_factory, zone, begin, length, wait, still, known
):
    """With the run time the length is right; without it, it is right or the row is set aside with
    the reason.
    """
    start = BACK[zone] + begin
    still = min(still, length)
    times = {
        "Submit": local(start - wait, zone),
        "Start": local(start, zone),
        "End": local(start + length, zone),
    }
    elapsed = length - still
    more = {
        "Elapsed": f"{elapsed // 3600:02}:{elapsed // 60 % 60:02}:{elapsed % 60:02}",
        "Suspended": f"{still // 3600:02}:{still // 60 % 60:02}:{still % 60:02}",
    }
    folder = tmp_path_factory.mktemp("clock")
    ledger = open_ledger(folder / "ledger")
    report = take(ledger, folder, {**BASE, **times, **(more if known else {})}, zone=zone)
    rows = live(ledger)
    if rows:
        assert rows[0]["end"] - rows[0]["start"] == length or not known
        assert rows[0]["submit"] <= rows[0]["start"] or not known
        assert abs(rows[0]["start"] - start) in (0, 1800, 3600)
    else:
        assert not known
        assert "showed this hour twice" in report.reject_file.read_text("utf-8-sig")


def test_people_and_accounts_by_one_name_each_and_nobody_is_nobody(ledger, tmp_path):
    report = take(
        ledger,
        tmp_path,
        *(
            {**FULL, "JobID": str(n), "User": user, "Account": account}
            for n, (user, account) in enumerate(
                [
                    ("li", "bio"),
                    ("li ", "bio\u3000"),
                    ("ｌｉ", "ｂｉｏ"),
                    ("Li", "Bio"),
                    ("", "(null)"),
                    ("(null)", ""),
                    ("None", "bio"),
                ]
            )
        ),
    )
    assert told(ledger, "compute_users", "compute_projects", "jobs_ended") == {
        "compute_users": 2,
        "compute_projects": 2,
        "jobs_ended": 7,
    }
    assert report.told == {"jobs without a user": 3}


def test_energy_and_use_where_the_log_has_them(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        {**FULL, "TotalCPU": "08:00:00", "MaxRSS": "", "ConsumedEnergyRaw": "3600000"},
        {
            **FULL,
            "JobID": "7.batch",
            "TotalCPU": "08:00:00",
            "MaxRSS": "2097152K",
            "ConsumedEnergyRaw": "",
        },
        {**FULL, "JobID": "8", "TotalCPU": "", "MaxRSS": "", "ConsumedEnergyRaw": "0"},
    )
    assert told(ledger, "compute_energy", "cpu_efficiency", "memory_efficiency") == {
        "compute_energy": 1,
        "cpu_efficiency": 50,
        "memory_efficiency": 25,
    }
    assert {r["job"]: (r["energy"], r["cpu_seconds"], r["memory_used"]) for r in live(ledger)} == {
        "7": (3_600_000, 28_800, 2048),
        "8": (None, None, None),
    }


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1-02:03:04", 93784),
        ("02:03:04", 7384),
        ("03:04", 184),
        ("03:04.500", 184),
        ("90", 90),
        ("UNLIMITED", None),
        ("", None),
    ],
)
def test_lengths_of_time(text, seconds):
    assert pl.DataFrame({"t": [text]}).select(seconds_of(pl.col("t"))).item() == seconds


def test_figures_by_size_array_and_person(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        {**FULL, "JobID": "5_1", "NCPUS": "1"},
        {**FULL, "JobID": "5_2", "NCPUS": "1"},
        {**FULL, "JobID": "6", "NCPUS": "48"},
        {**FULL, "JobID": "8", "NCPUS": "12", "User": "bo"},
    )
    assert list(told(ledger, "jobs_ended", by=("job_size",)).items()) == [
        ("1", 2),
        ("9–16", 1),
        ("33–64", 1),
    ]
    assert told(ledger, "core_hours", by=("array",)) == {"5": 4, None: 120}
    assert sorted(told(ledger, "jobs_ended", by=("person",)).values()) == [1, 3]


def test_the_documented_command_asks_for_every_field():
    text = (ROOT / "docs" / "howto-intake.md").read_text("utf-8")
    commands = [line for line in text.splitlines() if "--format=" in line and "JobID" in line]
    assert len(commands) == 2
    for line in commands:
        asked = line.split("--format=")[1].strip().rstrip('"]').split(",")
        assert asked == list(SACCT_FIELDS)
        assert "--duplicates" in line
    assert {c for columns in slurm.GIVES.values() for c in columns[:1]} <= {
        f.lower() for f in SACCT_FIELDS
    }
