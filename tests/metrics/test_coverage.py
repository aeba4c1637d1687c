"""Absent is not zero: what no source covers is not known, whatever asks for it."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from scicity.ledger import Batch, Cover, Source, append, retract
from scicity.metrics import MetricError, Scope, coverage_words, figure, figures, metric

ZONE = "Australia/Adelaide"
CLUSTER = Scope("tarn", ("tarn",), ZONE)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp())


def job(n: int, start: str, end: str, unit: str = "tarn", **more) -> dict:
    return {
        "line": n,
        "unit": unit,
        "start": at(start),
        "end": at(end),
        "job": str(n),
        "submit": at(start) - 60,
        "cores": 4,
        "state": "COMPLETED",
        "person": f"p{n}",
        **more,
    }


def put(
    ledger,
    name: str,
    rows: list[dict],
    stream: str = "compute_jobs",
    span=None,
    covers=(),
    unknown=(),
    unit="",
):
    batch = Batch(
        stream,
        pl.DataFrame(rows) if rows else pl.DataFrame(schema={"line": pl.Int64, "gpus": pl.Int64}),
        covers=covers,
        unknown=unknown,
    )
    return append(ledger, Source(name, name.ljust(64, "_"), "test"), [batch], span=span, unit=unit)


def of(ledger, name: str, period: str, scope: Scope = CLUSTER):
    return figure(ledger, metric(name), scope, period)


def test_nothing_is_known_of_an_empty_ledger(ledger):
    for name in (
        "core_hours",
        "jobs_ended",
        "queue_wait_mean",
        "unique_users",
        "biobank_tubes",
        "availability",
        "cpu_utilisation",
    ):
        f = of(ledger, name, "2023", Scope("tarn", ("tarn",), ZONE, {"minimum_uptime_s": "0"}))
        assert (f.value, f.status) == (None, "not covered")
        assert coverage_words(f, "en") == "not covered: tarn never reported"
        assert "从未上报" in coverage_words(f, "zh")


def test_zero_is_measured_where_a_log_covers_the_day_and_unknown_beyond_it(ledger):
    put(
        ledger,
        "log",
        [
            job(1, "2024-03-05T10:00", "2024-03-05T11:00"),
            job(2, "2024-03-25T10:00", "2024-03-25T12:00"),
        ],
    )
    days = {
        f.period: f
        for f in figures(ledger, [metric("core_hours")], CLUSTER, "2024-03", grain="day")
    }
    assert (days["2024-03-10"].value, days["2024-03-10"].status) == (0, "measured")
    assert (days["2024-03-05"].value, days["2024-03-05"].status) == (4, "measured")
    assert (days["2024-03-04"].value, days["2024-03-04"].status) == (None, "not covered")
    assert (days["2024-03-26"].value, days["2024-03-26"].status) == (None, "not covered")
    month = of(ledger, "core_hours", "2024-03")
    assert (month.value, month.status, month.coverage.part) == (
        12,
        "partly covered",
        Fraction(21 * 86_400, 31 * 86_400),
    )
    assert "from 2024-03-05 to 2024-03-25" in coverage_words(month, "en")
    assert of(ledger, "core_hours", "2035").value is None


def test_an_operators_word_on_what_a_file_covers_holds(ledger):
    year = (at("2024-01-01T00:00"), at("2025-01-01T00:00"))
    put(ledger, "log", [job(1, "2024-03-05T10:00", "2024-03-05T11:00")], span=year)
    assert [
        (f.value, f.status)
        for f in figures(ledger, [metric("jobs_ended")], CLUSTER, "2023..2025", grain="year")
    ] == [(None, "not covered"), (1, "measured"), (None, "not covered")]


def test_an_empty_file_that_covers_a_year_makes_it_a_measured_zero(ledger):
    put(ledger, "log", [], span=(at("2024-01-01T00:00"), at("2025-01-01T00:00")), unit="tarn")
    f = of(ledger, "core_hours", "2024-06", CLUSTER)
    assert (f.value, f.status) == (None, "not covered")  # it does not even have a column for cores
    assert of(ledger, "jobs_ended", "2024-06").value == 0


def test_a_column_that_a_log_lacks_is_not_zero(ledger):
    put(ledger, "log", [job(1, "2024-03-05T10:00", "2024-03-05T11:00")])
    f = of(ledger, "gpu_hours", "2024-03-05")
    assert (f.value, f.status, f.coverage.lacks) == (None, "not covered", ("gpus",))
    assert coverage_words(f, "en") == "not covered: the sources lack gpus"
    put(ledger, "log2", [job(2, "2024-04-05T10:00", "2024-04-05T11:00", gpus=0)])
    assert (
        of(ledger, "gpu_hours", "2024-04-05").value,
        of(ledger, "gpu_hours", "2024-04-05").status,
    ) == (0, "measured")


def test_waits_that_a_source_does_not_know_are_not_known(ledger):
    put(ledger, "log", [job(1, "2024-03-05T10:00", "2024-03-05T11:00")], unknown=("wait",))
    assert of(ledger, "queue_wait_total", "2024-03-05").status == "not covered"
    assert of(ledger, "expansion_factor", "2024-03-05").value is None
    assert of(ledger, "core_hours", "2024-03-05").value == 4


def test_a_sum_says_who_is_missing(ledger):
    both = Scope(
        "all",
        ("tarn", "ridge"),
        ZONE,
        reports={"compute_jobs": (("tarn", 0), ("ridge", at("2024-01-01T00:00")))},
    )
    put(
        ledger,
        "log",
        [job(1, "2023-03-05T10:00", "2023-03-05T11:00")],
        span=(at("2023-01-01T00:00"), at("2025-01-01T00:00")),
    )
    f = of(ledger, "core_hours", "2024", both)
    assert (f.value, f.status, f.coverage.missing, f.coverage.part) == (
        0,
        "partly covered",
        ("ridge",),
        Fraction(1, 2),
    )
    assert (
        of(ledger, "core_hours", "2023", both).status == "measured"
    )  # before it was opened nobody expects it
    parts = figures(ledger, [metric("core_hours")], both, "2024", by=("facility",))
    assert [(f.by[0][1], f.value, f.status) for f in parts] == [
        ("ridge", None, "not covered"),
        ("tarn", 0, "measured"),
    ]


def test_streams_must_be_covered_at_the_same_time(ledger):
    ring = Scope("ring", ("ring",), ZONE, {"minimum_uptime_s": "0"})
    put(
        ledger,
        "beam",
        [
            {
                "line": 1,
                "unit": "ring",
                "start": at("2024-01-01T00:00"),
                "end": at("2024-04-01T00:00"),
                "mode": "user",
            }
        ],
        "machine_time",
    )
    assert (
        of(ledger, "availability", "2024-01", ring).status == "not covered"
    )  # nobody told of outages
    assert of(ledger, "user_time", "2024-01", ring).value == 744
    put(
        ledger,
        "outages",
        [
            {
                "line": 1,
                "unit": "ring",
                "start": at("2024-02-05T00:00"),
                "end": at("2024-02-05T01:00"),
                "planned": False,
            }
        ],
        "outages",
        span=(at("2024-02-01T00:00"), at("2025-01-01T00:00")),
    )
    assert of(ledger, "faults", "2024-01", ring).value is None
    assert (
        of(ledger, "faults", "2024-02", ring).value,
        of(ledger, "faults", "2024-03", ring).value,
    ) == (1, 0)
    assert of(ledger, "faults", "2024-05", ring).status == "not covered"


def test_rows_set_aside_leave_a_figure_partly_covered_until_mended(ledger):
    put(
        ledger,
        "log",
        [
            job(1, "2024-03-05T10:00", "2024-03-05T11:00"),
            {**job(2, "2024-03-05T10:00", "2024-03-05T11:00"), "cores": -1},
        ],
    )
    f = of(ledger, "core_hours", "2024-03-05")
    assert (f.value, f.status, f.coverage.aside) == (4, "partly covered", 1)
    assert "1 rows set aside" in coverage_words(f, "en")
    put(
        ledger,
        "mended",
        [
            job(1, "2024-03-05T10:00", "2024-03-05T11:00"),
            job(2, "2024-03-05T10:00", "2024-03-05T11:00"),
        ],
    )
    assert (
        of(ledger, "core_hours", "2024-03-05").value,
        of(ledger, "core_hours", "2024-03-05").status,
    ) == (8, "measured")


def test_what_is_counted_up_to_a_day_is_unknown_after_the_last_record(ledger):
    put(
        ledger,
        "papers",
        [
            {
                "line": i,
                "unit": "tarn",
                "start": at(f"202{i}-05-01T00:00"),
                "end": at(f"202{i}-05-01T00:00"),
                "doi": f"10.9/{i}",
                "journal": "J",
                "publication_year": 2020 + i,
                "indexed": True,
            }
            for i in range(3)
        ],
        "outputs",
    )
    years = figures(ledger, [metric("sci_papers")], CLUSTER, "2019..2023", grain="year")
    assert [f.value for f in years] == [None, 1, 2, 3, None]


def test_earlier_readings_keep_what_was_covered_then(ledger):
    first = put(ledger, "log", [job(1, "2024-03-05T10:00", "2024-03-05T11:00")])
    put(ledger, "log2", [job(2, "2024-04-05T10:00", "2024-04-05T11:00")])
    assert figure(ledger, metric("core_hours"), CLUSTER, "2024-04-05").value == 4
    assert (
        figure(ledger, metric("core_hours"), CLUSTER, "2024-04-05", first.recorded_at).status
        == "not covered"
    )


def test_a_source_may_say_itself_what_it_covers(ledger):
    cover = Cover(
        "visits",
        "tarn",
        at("2024-01-01T00:00"),
        at("2024-07-01T00:00"),
        ("visit", "mode", "person", "staff"),
    )
    put(ledger, "site", [], "visits", covers=(cover,))
    assert (
        of(ledger, "unique_users", "2024-02").value,
        of(ledger, "unique_users", "2024-02").status,
    ) == (0, "measured")
    assert of(ledger, "unique_users", "2024-08").value is None


def test_the_same_file_again_after_a_correction_corrects_back(ledger):
    before = job(1, "2024-03-05T10:00", "2024-03-05T11:00")
    put(ledger, "first", [before])
    assert put(ledger, "first", [before]).repeated
    put(ledger, "second", [{**before, "cores": 8}])
    assert of(ledger, "core_hours", "2024-03-05").value == 8
    back = put(ledger, "first", [before])
    assert (back.again, back.repeated, back.counts.corrected) == (True, False, 1)
    assert of(ledger, "core_hours", "2024-03-05").value == 4
    assert put(ledger, "first", [before]).repeated
    key = pl.DataFrame({"unit": ["tarn"], "job": ["1"], "submit": [before["submit"]]})
    retract(ledger, "compute_jobs", Source("r", "r".ljust(64, "_"), "retract", note="twice"), key)
    assert of(ledger, "core_hours", "2024-03-05").value == 0
    assert put(ledger, "first", [before]).again
    assert of(ledger, "core_hours", "2024-03-05").value == 4


def test_a_row_set_aside_counts_once_whatever_units_it_names(ledger):
    put(
        ledger,
        "log",
        [
            job(1, "2024-03-05T10:00", "2024-03-05T11:00"),
            job(2, "2024-03-05T10:00", "2024-03-05T11:00", "tarn/new"),
            {**job(3, "2024-03-05T10:00", "2024-03-05T11:00"), "cores": -1},
        ],
    )
    assert of(ledger, "core_hours", "2024-03-05").coverage.aside == 1
    assert (
        of(ledger, "core_hours", "2024-03-05", Scope("new", ("tarn/new",), ZONE)).coverage.aside
        == 1
    )  # it may have been of either


def test_streams_of_a_place_that_opens_in_the_year_are_due_from_then(ledger):
    opened = at("2024-07-01T00:00")
    own = Scope(
        "tarn",
        ("tarn",),
        ZONE,
        reports={"compute_jobs": (("tarn", opened),), "compute_capacity": (("tarn", opened),)},
    )
    half = (opened, at("2025-01-01T00:00"))
    put(ledger, "log", [job(1, "2024-08-05T10:00", "2024-08-05T11:00")], span=half)
    put(
        ledger,
        "size",
        [{"line": 1, "unit": "tarn", "start": half[0], "end": half[1], "cores": 4}],
        "compute_capacity",
    )
    f = of(ledger, "cpu_utilisation", "2024", own)
    assert (f.status, f.coverage.part) == ("measured", 1)


def test_a_year_of_logs_without_a_column_says_so_though_a_later_one_has_it(ledger):
    put(ledger, "old", [job(1, "2023-01-05T10:00", "2023-12-30T11:00")])
    put(ledger, "new", [job(2, "2024-01-01T00:00", "2024-12-31T11:00", gpus=1)])
    f = of(ledger, "gpu_hours", "2023-06")
    assert (f.value, f.coverage.lacks) == (None, ("gpus",))
    assert of(ledger, "gpu_hours", "2024-06").coverage.lacks == ()


def test_a_part_that_did_nothing_of_what_is_asked_has_a_share_of_zero(ledger):
    rows = [
        {
            "line": n,
            "unit": unit,
            "start": at("2024-03-05T10:00"),
            "end": at("2024-03-05T12:00"),
            "session": str(n),
            "purpose": purpose,
            "effective": True,
        }
        for n, (unit, purpose) in enumerate((("tarn/a", "user"), ("tarn/b", "internal")))
    ]
    put(ledger, "hours", rows, "instrument_time")
    shares = figures(ledger, [metric("effective_user_share")], CLUSTER, "2024-03-05", by=("unit",))
    assert [(f.by[0][1], f.value) for f in shares] == [("tarn/a", 100), ("tarn/b", 0)]


def test_a_queue_that_ran_nothing_in_a_month_used_none_of_the_capacity(ledger):
    put(
        ledger,
        "log",
        [
            job(1, "2024-03-01T00:00", "2024-03-05T11:00", queue="a"),
            job(2, "2024-04-05T10:00", "2024-04-30T23:00", queue="b"),
        ],
    )
    put(
        ledger,
        "size",
        [
            {
                "line": 1,
                "unit": "tarn",
                "start": at("2024-03-01T00:00"),
                "end": at("2024-05-01T00:00"),
                "cores": 4,
            }
        ],
        "compute_capacity",
    )
    use = {
        (f.by[0][1], f.period): f.value
        for f in figures(
            ledger,
            [metric("cpu_utilisation")],
            CLUSTER,
            "2024-03..2024-04",
            grain="month",
            by=("queue",),
        )
    }
    assert (use["a", "2024-04"], use["b", "2024-03"]) == (0, 0)
    assert use["a", "2024-03"] > 0


def test_what_is_counted_may_be_what_is_split_by(ledger):
    put(
        ledger,
        "log",
        [
            job(n, "2024-03-05T10:00", "2024-03-05T11:00", organisation=f"o{n % 2}")
            for n in range(3)
        ],
    )
    parts = figures(
        ledger, [metric("compute_organisations")], CLUSTER, "2024-03-05", by=("organisation",)
    )
    assert [(f.by[0][1], f.value) for f in parts] == [("o0", 1), ("o1", 1)]


def test_a_withdrawal_covers_nothing_whoever_makes_it(ledger):
    put(ledger, "log", [job(1, "2024-03-05T10:00", "2024-03-05T11:00")])
    key = pl.DataFrame({"unit": ["tarn"], "job": ["1"], "submit": [at("2024-03-05T10:00") - 60]})
    retract(ledger, "compute_jobs", Source("r", "r".ljust(64, "_"), "desk"), key)
    assert of(ledger, "gpu_hours", "2024-03-05").status == "not covered"


def test_a_split_that_no_record_knows_is_refused_in_words(ledger):
    put(ledger, "log", [job(1, "2024-03-05T10:00", "2024-03-05T11:00")])
    with pytest.raises(MetricError, match="core_hours cannot be split by outcome"):
        figures(ledger, [metric("core_hours")], CLUSTER, "2024", by=("outcome",))
