"""All 468 figures that Open XDMoD publishes for the same log, one by one, to the last printed
digit.
"""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest

from scicity.metrics import Scope, figures, metric, printed
from tests.conftest import DATA

PHILLIPS = Scope("phillips", ("phillips",), "America/New_York")
WHOLE = "2016-12-22..2017-01-01"


def expected() -> list[dict[str, str]]:
    with open(DATA / "phillips" / "expected.csv", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("kept", [True, False], ids=["from kept months", "from the records"])
def test_every_expected_figure_is_matched(account, kept):
    names = list(dict.fromkeys(row["statistic"] for row in expected()))
    metrics = [metric(n) for n in names]
    found: dict[tuple[str, str], Fraction | None] = {}
    for label, grain in (
        ("", None),
        ("day", "day"),
        ("month", "month"),
        ("quarter", "quarter"),
        ("year", "year"),
    ):
        for f in figures(account, metrics, PHILLIPS, WHOLE, grain=grain, use_partials=kept):
            found[f.metric.alias, f"{label} {f.period.replace('-Q', ' Q')}".strip()] = f.value
    wrong = []
    for row in expected():
        value = found[row["statistic"], row["period"]]
        decimals = len(row["value"].partition(".")[2])
        if value is None or printed(value, decimals) != row["value"]:
            wrong.append((row, value))
    assert not wrong
    assert len(expected()) == 468


def test_a_period_asked_by_name_equals_the_same_bucket_of_a_series(account):
    for name in ("core_hours", "compute_users", "cpu_utilisation"):
        series = {
            f.period: f.value
            for f in figures(account, [metric(name)], PHILLIPS, WHOLE, grain="month")
        }
        for period, value in series.items():
            assert figures(account, [metric(name)], PHILLIPS, period)[0].value == value
