"""Every metric is a measure of the same unit and kind; relations name measures; a city adds its
own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from scicity.cli import app
from scicity.measures import (
    MeasureError,
    folded,
    is_person_count,
    load_measures,
    measure,
    measures,
    unit_of,
    units,
)
from scicity.metrics import catalogue, measure_of
from scicity.registry import RegistryError, load_city
from tests.conftest import ROOT


@pytest.mark.parametrize("name", list(catalogue()))
def test_a_metric_and_its_measure_agree(name):
    m, known = catalogue()[name], measures().get(name)
    assert unit_of(m.unit["en"]) is not None, f"give {m.unit['en']!r} to a unit in units.yaml"
    if known is None:
        return  # what its definition says holds: measure_of
    assert not known.title, f"{name} is titled in the catalogue"
    for language in ("zh", "en"):
        assert unit_of(m.unit[language], expected=known.unit).id == known.unit
    assert (m.basis == "cumulative") == (known.kind in ("cumulative", "stock"))
    assert bool(m.denominator) <= (known.kind in ("share", "mean"))
    assert m.counting == (known.counting or "system")
    assert measure_of(m).title == m.title


def test_a_metric_without_an_entry_is_what_its_definition_says():
    users = replace(catalogue()["unique_users"], id="night_users")
    assert is_person_count(measure_of(users))
    share = replace(catalogue()["sharing_rate"], id="night_share")
    assert (measure_of(share).kind, measure_of(share).unit) == ("share", "percent")


def test_people_are_counted_by_what_is_counted_and_not_by_a_word():
    people = {n for n in measures() if is_person_count(measure(n))}
    assert {
        "unique_users",
        "onsite_users",
        "compute_users",
        "cases",
        "settlement_persons",
        "workforce",
    } <= people
    assert not people & {"person_visits", "projects_executed", "organisations", "jobs_ended"}


def test_no_name_stands_for_two_measures():
    names = defaultdict(set)
    for m in load_measures(ROOT / "cities" / "zhangjiang").values():
        for text in (m.id, *m.title.values(), *(w for ws in m.synonyms.values() for w in ws)):
            names[folded(text)].add(m.id)
    assert {n: ms for n, ms in names.items() if len(ms) > 1} == {}


def test_parts_have_the_unit_of_their_whole():
    for m in measures().values():
        assert m.unit in units()
        for r in m.relations:
            if r.kind in ("part_of", "sum_of"):
                assert {measure(o).unit for o in r.of} == {m.unit}, m.id


def test_a_city_adds_measures_and_names(tmp_path):
    (tmp_path / "measures.yaml").write_text(
        "visitors: {title: {zh: 参观人数, en: Visitors to the campus}, unit: persons, kind: flow,"
        " counts: person}\nbeam_time: {same_as: user_time}\n",
        "utf-8",
    )
    known = load_measures(tmp_path)
    assert measure("参观人数", known).id == "visitors"
    assert measure("beam-time", known).id == "user_time"
    assert measure("参观人数") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("visitors: {unit: person, kind: flow}", "'persons'"),
        ("visitors: {unit: persons, kind: many}", "kind 'many'"),
        ("a: {same_as: b}", "'b', which is no measure"),
        ("a: {unit: persons, kind: flow, part_off: [b]}", "part_off"),
        ("a: {unit: persons, kind: flow, part_of: [b]}", "'b', which is no measure"),
        ("- a", "by identifier"),
        ("a: [", "cannot be read"),
    ],
)
def test_a_bad_entry_is_named(tmp_path, text, says):
    (tmp_path / "measures.yaml").write_text(text, "utf-8")
    with pytest.raises(MeasureError, match=says):
        load_measures(tmp_path)


def test_the_registry_tells_of_bad_measures(tmp_path):
    (tmp_path / "city.yaml").write_text(
        "name: {zh: 城, en: City}\nzone: UTC\nentries: []\n", "utf-8"
    )
    for name in ("organisations.yaml", "profiles.yaml"):
        (tmp_path / name).write_text("[]\n", "utf-8")
    (tmp_path / "measures.yaml").write_text("visitors: {unit: person, kind: flow}\n", "utf-8")
    with pytest.raises(RegistryError, match=r"measures\.yaml:1: .*visitors"):
        load_city(tmp_path)


def test_the_command_lists_and_shows():
    run = CliRunner().invoke
    assert "effective_hours" in run(app, ["measures"]).output
    told = run(app, ["measures", "有效机时"]).output
    assert "measure: effective_hours" in told
    assert "is part of: run_hours" in told
    assert "核小时" in run(app, ["measures", "--units"]).output
    wrong = run(app, ["measures", "efective_hours"])
    assert wrong.exit_code == 2
    assert "effective_hours" in wrong.output
