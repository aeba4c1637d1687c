"""Hours of beam from samples: what was delivered, what was lost and why, and nothing where nobody
watched.
"""

from __future__ import annotations

import random
from dataclasses import replace
from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scicity.connectors.beam import ALIVE, NS, UNKNOWN, Beam, Sample, batches
from scicity.connectors.epics import read_json, read_pb
from scicity.ledger import SourceError

BEAM = Beam(
    "ssrf",
    "MODE",
    {"User": "user", "Study": "machine-development"},
    "CURRENT",
    100.0,
    "CAUSE",
    {"1": "RF"},
    silence=30,
    piece=3600,
)
LOCAL = Path(__file__).parents[2] / "data" / "epics"


def told(*what: tuple[float, str, object]) -> list[Sample]:
    """Samples at seconds, with a sign of life every ten from the first to the last."""
    samples = [Sample(int(at * NS), pv, str(value)) for at, pv, value in what]
    first, last = samples[0].at // NS, samples[-1].at // NS
    return samples + [Sample(at * NS, ALIVE, "") for at in range(first, last + 1, 10)]


def rows(samples, beam=BEAM, since=0):
    made, reach = batches(samples, beam, since)
    return {b.stream: b.rows.drop("line", "unit").rows() for b in made}, reach


def test_beam_lost_in_user_time_is_an_outage_with_its_cause():
    found, reach = rows(
        told(
            (0, "MODE", "User"),
            (0, "CURRENT", 200),
            (1000, "CURRENT", 0),
            (1000, "CAUSE", "1"),
            (1600, "CURRENT", 150),
            (3000, "MODE", "Study"),
            (3100, "CURRENT", 0),
            (7300, "CURRENT", 0),
        )
    )
    assert reach == 7200
    assert found["outages"] == [(1000, 1600, False, "RF")]
    assert found["machine_time"] == [
        (0, 3000, "user", None),
        (3000, 3600, "machine-development", None),
        (3600, 7200, "machine-development", None),
    ]


def test_a_cause_that_is_said_later_is_that_of_the_whole_outage():
    found, _ = rows(
        told(
            (0, "MODE", "User"),
            (0, "CURRENT", 0),
            (500, "CAUSE", "vacuum"),
            (900, "CURRENT", 120),
            (3700, "CURRENT", 120),
        )
    )
    assert found["outages"] == [(0, 900, False, "vacuum")]
    found, _ = rows(
        told((0, "MODE", "User"), (0, "CURRENT", 0), (900, "CURRENT", 120), (3700, "CURRENT", 120))
    )
    assert found["outages"] == [(0, 900, False, UNKNOWN)]


def test_a_loss_within_one_second_is_a_fault_all_the_same():
    found, _ = rows(
        told(
            (0, "MODE", "User"),
            (0, "CURRENT", 200),
            (1000.2, "CURRENT", 0),
            (1000.7, "CURRENT", 190),
            (1000.8, "CURRENT", 10),
            (1000.9, "CURRENT", 200),
            (3700, "CURRENT", 200),
        )
    )
    assert found["outages"] == [(1000, 1001, False, UNKNOWN)]
    assert (
        found["machine_time"] == [(0, 3600, "user", None)]
        or sum(e - s for s, e, *_ in found["machine_time"]) == 3600
    )


def test_an_outage_that_goes_on_is_recorded_when_it_ends():
    going_on = told(
        (0, "MODE", "User"), (0, "CURRENT", 200), (4000, "CURRENT", 0), (15_000, "CURRENT", 0)
    )
    found, reach = rows(going_on)
    assert (reach, "outages" in found) == (3600, False)
    found, reach = rows(
        [*going_on, *told((15_001, "CURRENT", 200), (19_000, "CURRENT", 200))], since=reach
    )
    assert reach == 18_000
    assert found["outages"] == [(4000, 15_001, False, UNKNOWN)]
    assert found["machine_time"][0][0] == 3600


def test_where_nobody_watched_nothing_is_claimed():
    first = told((0, "MODE", "User"), (0, "CURRENT", 200), (1000, "CURRENT", 200))
    later = told(
        (3000, "MODE", "User"), (3000, "CURRENT", 0), (3100, "CURRENT", 200), (7300, "CURRENT", 200)
    )
    found, _ = rows([*first, *later])
    assert found["machine_time"][:2] == [(0, 1000, "user", None), (3000, 3600, "user", None)]
    assert found["outages"] == [(3000, 3100, False, UNKNOWN)]


def test_what_the_source_calls_invalid_is_no_beam_and_no_mode():
    bad = [
        Sample(2000 * NS, "CURRENT", "500", invalid=True),
        Sample(2100 * NS, "CURRENT", "inf"),
        Sample(2200 * NS, "CURRENT", "nan"),
        Sample(2500 * NS, "CURRENT", "200"),
        Sample(3000 * NS, "MODE", "User", invalid=True),
        Sample(3200 * NS, "MODE", "User"),
    ]
    found, _ = rows([*told((0, "MODE", "User"), (0, "CURRENT", 200), (3700, "CURRENT", 200)), *bad])
    assert found["outages"] == [(2000, 2500, False, UNKNOWN)]
    assert found["machine_time"] == [(0, 3000, "user", None), (3200, 3600, "user", None)]


events = st.lists(
    st.tuples(
        st.integers(0, 20_000),
        st.sampled_from(("MODE", "CURRENT", "CAUSE")),
        st.sampled_from(("User", "Study", "Off", "0", "120", "50", "", "1", "x")),
    ),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(events, st.lists(st.integers(0, 25_000), max_size=4), st.integers(0, 2**32))
def test_the_same_samples_give_the_same_records_whenever_they_are_asked(what, looks, seed):
    """In any order, twice, and looked at in between: what all looks recorded is what one look at
    the end records.
    """
    chance = random.Random(seed)
    samples = told(
        (0, "MODE", "User"), (0, "CURRENT", 200), *sorted(what), (30_000, "CURRENT", 200)
    )
    whole, reach = rows(samples)
    pieces: dict[str, list] = {}
    since = 0
    for look in [*sorted(looks), 10**9]:
        seen = [s for s in samples if s.at <= look * NS]
        seen += chance.sample(seen, len(seen) // 2)
        chance.shuffle(seen)
        found, reached = rows(seen, since=since)
        for stream, listed in found.items():
            pieces.setdefault(stream, []).extend(listed)
        since = max(since, reached)
    assert since == reach
    assert {k: sorted(v) for k, v in pieces.items() if k == "machine_time"} == {
        k: sorted(v) for k, v in whole.items() if k == "machine_time"
    }
    assert sorted((a, b) for a, b, *_ in pieces.get("outages", [])) == sorted(
        (a, b) for a, b, *_ in whole.get("outages", [])
    )
    for start, end, *_ in whole.get("outages", []):
        assert any(
            a <= start for a, b, mode, _ in whole["machine_time"] if mode == "user" and b > start
        ), "lost only of user time"
        assert end > start


def test_archives_have_no_signs_of_life_and_no_holes():
    samples = [
        Sample(at * NS, pv, v)
        for at, pv, v in (
            (0, "MODE", "User"),
            (0, "CURRENT", "200"),
            (5000, "CURRENT", "0"),
            (6000, "CURRENT", "200"),
            (9000, "MODE", "Study"),
        )
    ]
    found, _ = rows(samples, replace(BEAM, silence=0))
    assert found["outages"] == [(5000, 6000, False, UNKNOWN)]


@pytest.mark.parametrize(
    ("name", "pv", "count", "first", "last"),
    [
        ("sig1-wo-adel.pb", "TST-CT{}Sig:1-I", 37, 1418238633256370038, 1418238774829288223),
        ("sig2-w-adel.pb", "TST-CT{}Sig:2-I", 23, 1418238633256370038, 1418238774829288223),
    ],
)
def test_files_of_a_real_appliance(name, pv, count, first, last, tmp_path):
    samples = list(read_pb(LOCAL / name))
    assert (len(samples), samples[0].at, samples[-1].at, {s.pv for s in samples}) == (
        count,
        first,
        last,
        {pv},
    )
    assert samples == sorted(samples)
    assert {v for s in samples if isfinite(v := float(s.value))} <= set(map(float, range(11)))
    assert {str(float(s.value)) for s in samples} >= {"nan", "inf", "-inf"}, (
        "the appliance keeps what no beam can be"
    )
    content = (LOCAL / name).read_bytes()
    (tmp_path / "cut.pb").write_bytes(content[:-7])
    assert list(read_pb(tmp_path / "cut.pb")) == samples[:-1], (
        "a last line that was being written is not there yet"
    )
    (tmp_path / "broken.pb").write_bytes(content.replace(b"\n", b"\n\xff\xff\n", 1))
    with pytest.raises(SourceError, match="line"):
        list(read_pb(tmp_path / "broken.pb"))
    (tmp_path / "other.pb").write_bytes(b"hello\n")
    with pytest.raises(SourceError, match="PlainPB"):
        list(read_pb(tmp_path / "other.pb"))


def test_the_appliance_s_answer():
    answer = [
        {
            "meta": {"name": "CURRENT", "PREC": "1"},
            "data": [
                {"secs": 10, "nanos": 5, "val": 200.5, "severity": 0, "status": 0},
                {"secs": 11, "nanos": 0, "val": 0, "severity": 3, "status": 17},
            ],
        }
    ]
    assert read_json(answer, "x") == [
        Sample(10 * NS + 5, "CURRENT", "200.5"),
        Sample(11 * NS, "CURRENT", "0", True),
    ]
    with pytest.raises(SourceError, match="no answer"):
        read_json({"oops": 1}, "x")
