"""Slurm accounting dumps: field orders, steps, arrays, requeues, odd values, clock changes, bad
input.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scicity.connectors.slurm import SlurmOptions, read_slurm, source_of
from scicity.ledger import RowsRejected, SourceError, append, last_recorded, read, records
from scicity.registry import pseudonyms

HEAD = (
    "JobID|JobIDRaw|User|Account|Group|Submit|Start|End|Elapsed|State|NCPUS|NNodes|AllocTRES"
    "|Timelimit|NodeList|JobName"
)


def line(
    job="7",
    raw=None,
    user="mei",
    submit="2023-03-01T08:00:00",
    start="2023-03-01T08:00:10",
    end="2023-03-01T09:00:10",
    elapsed="01:00:00",
    state="COMPLETED",
    cpus="4",
    tres="billing=4,cpu=4,node=1",
    limit="UNLIMITED",
    nodes="n1",
    name="run",
):
    return "|".join(
        [
            job,
            raw or job,
            user,
            "proj",
            "grp",
            submit,
            start,
            end,
            elapsed,
            state,
            cpus,
            "1",
            tres,
            limit,
            nodes,
            name,
        ]
    )


def take(
    ledger,
    tmp_path: Path,
    *lines: str,
    head: str = HEAD,
    zone="Asia/Shanghai",
    name="a.log",
    strict=False,
    raw: bytes | None = None,
    **how,
):
    path = tmp_path / name
    path.write_bytes(
        raw if raw is not None else ("\n".join([*([head] if head else []), *lines]) + "\n").encode()
    )
    options = SlurmOptions("ssc", zone, **how)
    return append(
        ledger,
        source_of(path, options),
        read_slurm(path, options, pseudonyms(ledger.path)),
        units={"ssc"},
        strict=strict,
    )


def rows(ledger) -> list[dict]:
    return records(read(ledger, "compute_jobs")).to_arrow_table().to_pylist()


def test_the_header_gives_the_order_of_fields(ledger, tmp_path):
    cells = dict(zip(HEAD.split("|"), line().split("|"), strict=True))
    turned = list(reversed(HEAD.split("|")))
    take(ledger, tmp_path, "|".join(cells[f] for f in turned), head="|".join(turned))
    [job] = rows(ledger)
    assert (job["cores"], job["end"] - job["start"], job["project"]) == (4, 3600, "proj")
    assert job["submit"] == 1677628800  # 2023-03-01 08:00 in Shanghai


def test_a_flag_gives_the_order_when_there_is_no_header(ledger, tmp_path):
    take(ledger, tmp_path, line(), head="", fields=tuple(HEAD.split("|")))
    assert len(rows(ledger)) == 1


def test_no_header_and_no_flag_says_what_to_do(ledger, tmp_path):
    with pytest.raises(SourceError, match="--fields"):
        take(ledger, tmp_path, line(), head="")


def test_missing_fields_are_named(ledger, tmp_path):
    with pytest.raises(SourceError, match="ncpus"):
        take(ledger, tmp_path, "1|x", head="JobID|User")


def test_steps_waiting_and_running_jobs_are_skipped_with_the_reason(ledger, tmp_path):
    report = take(
        ledger,
        tmp_path,
        line(),
        line("7.batch"),
        line("7.0"),
        line("8", state="RUNNING", end="Unknown"),
        line("9", state="PENDING", start="Unknown", end="Unknown"),
        line("10", nodes="None assigned", state="CANCELLED by 12"),
        line("11", start="None", state="CANCELLED by 12"),
    )
    assert report.counts.added == 1
    assert report.skipped == {
        "job step": 2,
        "not ended": 2,
        "never got a node": 1,
        "never started": 1,
    }


def test_array_tasks_are_jobs_and_a_requeued_job_is_two(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        line("20_1", "21"),
        line("20_2", "22"),
        line("30"),
        line(
            "30",
            submit="2023-03-01T10:00:00",
            start="2023-03-01T10:01:00",
            end="2023-03-01T10:02:00",
        ),
    )
    assert sorted(r["job"] for r in rows(ledger)) == ["20_1", "20_2", "30", "30"]


@pytest.mark.parametrize(
    ("tres", "gpus"),
    [
        ("billing=4,cpu=4,gres/gpu=2,node=1", 2),
        ("cpu=4,gres/gpu:a100=3,node=1", 3),
        ("cpu=4,gres/gpu:a100=1,gres/gpu:v100=2", 3),
        ("cpu=4,gres/gpu=2,gres/gpu:a100=2", 2),
        ("cpu=4,node=1", 0),
        ("", 0),
    ],
)
def test_gpus_come_from_the_resource_string(ledger, tmp_path, tres, gpus):
    take(ledger, tmp_path, line(tres=tres))
    assert rows(ledger)[0]["gpus"] == gpus


def test_cancelled_by_names_nobody(ledger, tmp_path):
    take(ledger, tmp_path, line(state="CANCELLED by 380693"))
    [job] = rows(ledger)
    assert job["state"] == "CANCELLED"
    assert "380693" not in str(job)
    assert "mei" not in str(job)


def test_a_separator_inside_the_last_free_text_is_text(ledger, tmp_path):
    assert take(ledger, tmp_path, line(name="a|b|c")).counts.added == 1


def test_a_line_cut_short_is_set_aside_and_the_rest_recorded(ledger, tmp_path):
    report = take(ledger, tmp_path, line("1"), line("2")[:40], line("3"))
    assert (report.counts.added, report.counts.rejected) == (2, 1)
    assert "has 7 fields where 16 are named" in report.reject_file.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("bad", "field", "rule"),
    [
        ({"cpus": "-4"}, "cores", "at least 0"),
        ({"cpus": "four"}, "ncpus", "whole number"),
        ({"end": "2023-03-01T07:00:00"}, "end", "not be before start"),
        ({"start": "yesterday"}, "start", "is not a time"),
        ({"start": "2023-02-29T08:00:00"}, "start", "is not a time"),
        ({"start": "1969-01-01T00:00:00", "submit": "1969-01-01T00:00:00"}, "start", "before 1970"),
    ],
)
def test_a_bad_value_is_named_with_line_field_value_and_rule(ledger, tmp_path, bad, field, rule):
    report = take(ledger, tmp_path, line("1"), line("2", **bad))
    assert (report.counts.added, report.counts.rejected) == (1, 1)
    text = report.reject_file.read_text("utf-8-sig").splitlines()[1]
    assert text.startswith(f"3,{field},")
    assert rule in text


def test_strict_records_nothing(ledger, tmp_path):
    with pytest.raises(RowsRejected, match="--strict"):
        take(ledger, tmp_path, line("1"), line("2", cpus="x"), strict=True)
    assert last_recorded(ledger) == 0
    assert not list(ledger.path.rglob("*.parquet"))


def test_a_leap_day_is_a_day(ledger, tmp_path):
    take(
        ledger,
        tmp_path,
        line(submit="2024-02-29T08:00:00", start="2024-02-29T08:00:00", end="2024-02-29T09:00:00"),
    )
    assert len(rows(ledger)) == 1


def test_a_gbk_file_is_refused_with_the_way_out_and_read_when_told(ledger, tmp_path):
    text = (HEAD + "\n" + line("1") + "\n" + line("2", name="作业") + "\n").encode("gb18030")
    with pytest.raises(SourceError, match=r"line 3.*--encoding gb18030"):
        take(ledger, tmp_path, raw=text)
    assert last_recorded(ledger) == 0
    assert take(ledger, tmp_path, raw=text, encoding="gb18030").counts.added == 2


def test_a_binary_file_and_utf16_are_refused(ledger, tmp_path):
    with pytest.raises(SourceError, match="NUL"):
        take(ledger, tmp_path, raw=b"JobID|x\n\x00\x01\n")
    with pytest.raises(SourceError, match="UTF-16"):
        take(ledger, tmp_path, raw=(HEAD + "\n").encode("utf-16"))


def test_an_unknown_unit_is_refused_by_rule(ledger, tmp_path):
    path = tmp_path / "a.log"
    path.write_text(HEAD + "\n" + line() + "\n")
    options = SlurmOptions("nowhere", "UTC")
    report = append(
        ledger,
        source_of(path, options),
        read_slurm(path, options, pseudonyms(ledger.path)),
        units={"ssc"},
    )
    assert report.counts.rejected == 1
    assert "is not in the registry" in report.reject_file.read_text("utf-8-sig")


def test_the_hour_that_comes_twice_is_settled_by_the_elapsed_time(ledger, tmp_path):
    twice = {
        "submit": "2023-10-29T01:00:00",
        "start": "2023-10-29T02:30:00",
        "end": "2023-10-29T02:45:00",
    }
    take(
        ledger,
        tmp_path,
        line("1", elapsed="01:15:00", **twice),
        line("2", elapsed="00:15:00", **twice),
        zone="Europe/Luxembourg",
    )
    assert sorted(r["end"] - r["start"] for r in rows(ledger)) == [900, 4500]


def test_a_time_that_the_clock_skipped_is_set_aside(ledger, tmp_path):
    report = take(
        ledger,
        tmp_path,
        line(submit="2023-03-26T01:00:00", start="2023-03-26T02:30:00", end="2023-03-26T04:00:00"),
        zone="Europe/Luxembourg",
    )
    assert report.counts.rejected == 1
    assert "put forward" in report.reject_file.read_text("utf-8-sig")


def test_the_same_key_twice_in_one_file(ledger, tmp_path):
    report = take(ledger, tmp_path, line("1"), line("1"), line("1", cpus="8"))
    assert (report.counts.added, report.counts.unchanged, report.counts.rejected) == (1, 1, 1)
    assert "the first was kept" in report.reject_file.read_text("utf-8-sig")
    assert rows(ledger)[0]["cores"] == 4


def test_several_clusters_in_one_dump_must_be_told_apart(ledger, tmp_path):
    head, a, b = "Cluster|" + HEAD, "alpha|" + line("1"), "beta|" + line("1")
    with pytest.raises(SourceError, match="--cluster"):
        take(ledger, tmp_path, a, b, head=head)
    report = take(ledger, tmp_path, a, b, head=head, cluster="beta")
    assert (report.counts.added, report.skipped) == (1, {"of another cluster": 1})


def test_an_empty_file_and_a_lone_header_record_no_rows(ledger, tmp_path):
    assert take(ledger, tmp_path, raw=b"").counts.read == 0
    assert take(ledger, tmp_path, name="b.log").counts.read == 0
