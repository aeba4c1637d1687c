"""Samples on disk: what a watch finds when it begins holds from then on, however old it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scicity.connectors.beam import ALIVE, NS, Beam, Sample, states
from scicity.intake.spool import Spool

BEAM = Beam("ring", "mode", {"1": "user", "2": "machine-development"}, "current", 10, silence=2)
BEGUN = 1_700_000_000


def last_mode(spool: Spool) -> str | None:
    return [s.mode for s in states(spool.read(BEGUN), BEAM)][-1]


@pytest.mark.parametrize("age", [0.1, 1, 3, 4.9, 60])
def test_what_changed_while_nobody_watched_is_known_from_the_first_look_on(tmp_path: Path, age):
    """A watch dies, the mode changes, another begins `age` seconds after that change."""
    first = Spool(tmp_path)
    first.put(Sample(BEGUN * NS, "mode", "1"), BEGUN * NS)
    first.put(Sample(BEGUN * NS, "current", "200"), BEGUN * NS)
    first.put(Sample((BEGUN + 1) * NS, ALIVE, ""), (BEGUN + 1) * NS)
    first.close()
    changed = (BEGUN + 10) * NS
    again = changed + int(age * NS)
    second = Spool(tmp_path)
    second.put(Sample(changed, "mode", "2"), again)
    second.put(Sample(again, "current", "0"), again)
    for n in range(1, 4):
        second.put(Sample(again + n * NS, ALIVE, ""), again + n * NS)
    assert last_mode(second) == "machine-development"


@given(
    st.lists(st.tuples(st.integers(1, 20), st.sampled_from("12")), min_size=1, max_size=12),
    st.integers(0, 8),
)
def test_a_machine_whose_clock_is_behind_ends_in_what_it_said_last(tmp_path_factory, said, behind):
    """Each sample comes `behind` seconds after the time that it bears."""
    spool, at = Spool(tmp_path_factory.mktemp("spool")), BEGUN
    spool.put(Sample(at * NS, "current", "200"), at * NS)
    for pause, mode in said:
        for _ in range(pause):
            at += 1
            spool.put(Sample(at * NS, ALIVE, ""), at * NS)
        spool.put(Sample((at - behind) * NS, "mode", mode), at * NS)
    spool.put(Sample((at + 1) * NS, ALIVE, ""), (at + 1) * NS)
    assert last_mode(spool) == BEAM.modes[said[-1][1]]
