"""Seals: those set by release 0.1 verify for ever, and a change of a record or a definition breaks
them.
"""

from __future__ import annotations

import json
import tarfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from scicity.ledger import open_ledger
from scicity.metrics import (
    Atom,
    Metric,
    addressed,
    definition_digest,
    evidence,
    metric,
    parse_address,
    verifies,
)
from scicity.reports import scope_of

KEPT = Path(__file__).parent.parent / "data" / "ledger-0.1.tar.gz"


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A ledger of invented records and the seals that release 0.1 set on its figures."""
    folder = tmp_path_factory.mktemp("old")
    with tarfile.open(KEPT) as archive:
        archive.extractall(folder, filter="data")
    return open_ledger(folder / "ledger"), json.loads((folder / "seals.json").read_text())


@pytest.mark.full
def test_every_seal_of_release_0_1_verifies(old, city):
    ledger, seals = old
    wrong = []
    for kept in seals:
        at = parse_address(kept["figure"])
        f = addressed(ledger, metric(at.metric), scope_of(city, at.scope), at)
        if not verifies(ledger, f, kept["seal"]):
            wrong.append((kept["figure"], kept["value"], f.raw))
    assert len(seals) > 100
    assert not wrong


def test_a_wrong_seal_and_another_figures_seal_do_not_verify(old, city):
    ledger, _ = old
    at = parse_address("core_hours:ssc:2023:20270101T000000.000000Z")
    f = addressed(ledger, metric(at.metric), scope_of(city, at.scope), at)
    assert verifies(ledger, f, evidence(ledger, f).seal)
    assert not verifies(ledger, f, "0" * 24)
    assert not verifies(
        ledger, replace(f, raw=f.value + 1, value=f.value + 1), evidence(ledger, f).seal
    )


def test_the_digest_of_a_definition_is_made_of_what_it_says_alone():
    made = Metric(
        "hours",
        1,
        {"zh": "时", "en": "Hours"},
        {"zh": "和", "en": "sum"},
        {"zh": "小时", "en": "h"},
        "ours",
        (Atom("hours", "compute_jobs", ("cores",)),),
        factor=Fraction(1, 3600),
        decimals=4,
    )
    assert definition_digest(made) == "148987b5d506"  # SHA-256 over the text that release 0.1 wrote
    assert definition_digest(replace(made, version=2)) != definition_digest(made)
    assert definition_digest(
        replace(made, numerator=(replace(made.numerator[0], sign=-1),))
    ) != definition_digest(made)


def test_an_address_of_a_split_figure_names_its_part(old, city):
    ledger, _ = old
    by = (("queue", "batch"), ("qos", None))
    text = "core_hours:ssc:2023:20270101T000000.000000Z:queue=batch,qos"
    assert parse_address(text).by == by
    at = replace(parse_address(text), by=(("queue", "batch"), ("state", "COMPLETED")))
    whole = addressed(ledger, metric("core_hours"), scope_of(city, "ssc"), replace(at, by=()))
    f = addressed(ledger, metric("core_hours"), scope_of(city, "ssc"), at)
    assert f.value == whole.value
    assert sum(evidence(ledger, f).records.values()) == 60
