"""Projects in other programs' files, and the links of what is shared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scicity.projectplan import (
    Activity,
    BadProject,
    Estimate,
    Link,
    Project,
    broken,
    critical_path,
    forecast,
    level,
    read_links,
    read_project,
    with_flow,
    write_links,
    write_project,
)
from scicity.registry.workdays import Workdays

HALL = Project(
    "hall",
    (
        Activity("A1", 10, {}, "设计 Design", "准备", Estimate(8, 10, 20), 100.0),
        Activity("A2", 5, {"crane": 1}, "Dig", "Civil"),
        Activity("A3", 7, {"crane": 1, "crew": 2}, "Pour", "Civil"),
        Activity("M", 0, {}, "Topped out"),
    ),
    (Link("A1", "A2", "FS", 2), Link("A1", "A3", "SS", 3), Link("A2", "M"), Link("A3", "M", "FF")),
    {"crane": 1, "crew": 3},
)


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_our_own_forms_keep_everything(tmp_path, kind):
    path = tmp_path / f"hall.{kind}"
    write_project(HALL, path, "2026-01-05")
    assert read_project(path) == HALL


@pytest.mark.full
@pytest.mark.parametrize("kind", ["xml", "xer"])
def test_ms_project_and_primavera_keep_the_network(tmp_path, kind):
    """Estimates have no place there, nor does Primavera's form say how much there is of a resource;
    all the rest comes back.
    """
    path = tmp_path / f"hall.{kind}"
    write_project(HALL, path, "2026-01-05")
    back = read_project(path)
    assert {(a.id, a.duration, a.name, tuple(a.demands.items())) for a in back.activities} == {
        (a.id, a.duration, a.name, tuple(a.demands.items())) for a in HALL.activities
    }
    assert set(back.links) == set(HALL.links)
    assert critical_path(back).path == critical_path(HALL).path
    if kind == "xml":
        assert back.resources == HALL.resources


@pytest.mark.full
@pytest.mark.parametrize("name", ["bad.xer", "bad.xml", "bad.mpp"])
def test_a_broken_file_is_refused_by_name(tmp_path, name):
    (tmp_path / name).write_text("junk")
    with pytest.raises(BadProject, match=name):
        read_project(tmp_path / name)


def test_a_workbook_that_is_none(tmp_path):
    (tmp_path / "a.xlsx").write_text("junk")
    with pytest.raises(BadProject, match="no Excel workbook"):
        read_project(tmp_path / "a.xlsx")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A1", "B-2", "1.2.3"]),
            st.sampled_from(["FS", "SS", "FF", "SF"]),
            st.integers(-99, 99),
        ),
        unique_by=lambda x: x[0],
    )
)
def test_links_are_written_as_planners_write_them(given):
    links = [Link(name, "Z", kind, lag) for name, kind, lag in given]
    assert read_links("Z", write_links("Z", links)) == links


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 2)), min_size=1, max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6),
)
def test_a_forecast_that_keeps_to_the_plan_is_the_plan_when_nothing_varies(rows, pairs):
    """With fixed durations the links of what is shared give the plan's own length, and no run uses
    more than there is.
    """
    work = Project(
        "p",
        tuple(Activity(f"a{i}", d, {"r": n}) for i, (d, n) in enumerate(rows)),
        tuple({Link(f"a{i}", f"a{j}") for i, j in pairs if i < j < len(rows)}),
        {"r": 2},
    )
    plan = level(work, 2.0, workers=1, rounds=50)
    shared = with_flow(work, plan.starts)
    assert forecast(shared, 10).finish[50] == plan.length
    early = {name: t.early_start for name, t in critical_path(shared).times.items()}
    assert broken(work, early) == []


def test_a_plan_that_uses_too_much_is_refused():
    with pytest.raises(ValueError, match="more of crane"):
        with_flow(HALL, {"A1": 0, "A2": 12, "A3": 12, "M": 20})


DAYS = Workdays("CN")


def test_working_days_as_the_state_council_published_them():
    assert [DAYS.works(date(2023, 10, d)) for d in (3, 6, 7, 8)] == [False, False, True, True]
    assert DAYS.after(date(2023, 9, 28), 1) == date(2023, 10, 7)


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(0, 600))
def test_counting_working_days_forth_and_back(day, count):
    first = DAYS.on_or_after(day)
    there = DAYS.after(first, count)
    assert DAYS.works(there)
    assert DAYS.between(first, there) == count
    assert DAYS.after(there, -count) == first
    assert DAYS.between(there, first) == -count
