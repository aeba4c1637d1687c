"""Projects: from the idea to the handover, with two people for a milestone and nothing typed
twice.
"""

from __future__ import annotations

import io
from datetime import date, timedelta
from itertools import pairwise

import openpyxl
import pytest
from django.test import Client

from scicity import projectplan
from scicity.access.models import Facility, Unit
from scicity.construction import services
from scicity.construction.models import Milestone, Network, Project
from scicity.construction.standing import standing
from scicity.ledger import open_ledger
from scicity.metrics import Scope, figure, metric
from scicity.platform.errors import Invalid, Refused, Stale
from scicity.platform.models import OutboxRecord
from scicity.platform.outbox import deliver
from scicity.platform.people import make_token
from scicity.platform.verbs import verb

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)
PDF = b"%PDF-1.4 x"


@pytest.fixture
def laser(city):
    return Project.objects.get(code="demo-laser")


@pytest.fixture
def client(city):
    def of(who):
        c = Client(headers={"accept-language": "en"})
        if who:
            c.force_login(city.people[who], backend="django.contrib.auth.backends.ModelBackend")
        return c

    return of


def proposed(city, **more):
    given = {
        "code": "wind",
        "place": "wind",
        "name_zh": "风洞",
        "name_en": "Wind tunnel",
        "kind": "test-rig",
        "start": date(2026, 1, 5),
        "due": date(2026, 12, 31),
        "budget_fen": 10**9,
        "manager": city.people["builder"],
    }
    return services.propose(city.people["city"], **{**given, **more})


def chain(*lengths):
    rows = tuple(projectplan.Activity(f"A{i}", n, cost=1000.0) for i, n in enumerate(lengths))
    return projectplan.Project(
        "x", rows, tuple(projectplan.Link(a.id, b.id) for a, b in pairwise(rows))
    )


def test_days_are_working_days_of_the_chinese_calendar(city):
    project = proposed(city, start=date(2026, 2, 13))
    services.put_network(city.people["builder"], project, chain(2, 1), "v1")
    # Saturday 14 February 2026 is worked, 15 to 23 is the spring festival: published by the State
    # Council for 2026
    assert [project.day(n) for n in range(3)] == [
        date(2026, 2, 13),
        date(2026, 2, 14),
        date(2026, 2, 24),
    ]
    assert project.end_day(2) == date(2026, 2, 14)
    assert project.offset(date(2026, 2, 24)) == 2


def test_a_milestone_counts_when_a_second_person_saw_the_evidence(city, laser):
    p = city.people
    top = laser.milestones.get(code="topped-out")
    with pytest.raises(Refused, match="evidence first"):
        services.claim(p["scientist"], top, TODAY)
    with pytest.raises(Invalid):
        services.attach(p["scientist"], top, "photo.png", PDF)
    kept = services.attach(p["scientist"], top, "top.pdf", PDF)
    with pytest.raises(Invalid, match="future"):
        services.claim(p["scientist"], top, date.today() + timedelta(days=2))
    services.claim(p["scientist"], top, TODAY)
    with pytest.raises(Refused, match="Somebody else"):
        services.judge(p["scientist"], top, True)
    with pytest.raises(Invalid, match="why"):
        services.judge(p["controller"], top, False)
    services.judge(p["controller"], top, False, "the photo shows another hall")
    assert Milestone.objects.get(pk=top.pk).state == "planned"
    services.claim(p["scientist"], top, TODAY)
    services.judge(p["controller"], top, True)
    with pytest.raises(Refused):
        services.attach(p["scientist"], top, "late.pdf", PDF + b"y")
    owed = OutboxRecord.objects.filter(
        stream="milestones", row__milestone="demo-laser/topped-out"
    ).get()
    assert owed.row["status"] == "measured"
    assert kept.digest in owed.row["evidence"]
    assert owed.row["state"] == "topped-out"


def test_milestones_and_states_are_figures_of_the_ledger(city, laser, settings):
    deliver()
    year = str((date.today() - timedelta(days=150)).year)
    found = figure(
        open_ledger(settings.LEDGER),
        metric("milestones_reached"),
        Scope("demo-laser", ("demo-laser",), "Asia/Shanghai"),
        "2020-01-01..2030-01-01" if year == "" else year,
    )
    assert found.value >= 1


def test_the_way_from_the_idea_to_the_users(city, settings):
    """Each state needs its document; the units go live in access as they stand in the project."""
    p = city.people
    project = proposed(city)
    with pytest.raises(Refused, match="not possible now"):
        services.advance(p["city"], project, "approve", "doc", TODAY)
    with pytest.raises(Invalid, match="document"):
        services.advance(p["city"], project, "submit-feasibility", " ", TODAY)
    mark = services.add_milestone(
        p["builder"],
        project,
        code="accepted",
        name_zh="验收",
        name_en="Accepted",
        kind="national-acceptance",
        due=TODAY,
        weight=1000,
    )
    services.add_delivery(
        p["builder"],
        project,
        code="rig-1",
        name_zh="一号台",
        name_en="Rig 1",
        access_unit="",
        milestone=mark,
    )
    for step in ("submit-feasibility", "approve", "start-building", "commission", "begin-trial"):
        with pytest.raises(Refused):
            services.hand_over(p["city"], project, p["office"])
        project = services.advance(p["city"], project, step, f"doc {step}", TODAY)
    with pytest.raises(Refused, match="rig-1"):
        services.hand_over(p["city"], project, p["office"])
    services.attach(p["builder"], mark, "a.pdf", PDF)
    services.claim(p["builder"], mark, TODAY)
    services.judge(p["city"], mark, True)
    facility = services.hand_over(p["city"], project, p["office"])
    assert (facility.name_zh, facility.kind) == ("风洞", "test-rig")
    assert Unit.objects.get(path="wind/rig-1").access_unit == "rig-hour"
    assert p["office"].role_grants.filter(facility=facility, role="user-office").exists()
    with pytest.raises(Refused, match="already"):
        services.hand_over(p["city"], project, p["office"])
    assert Facility.objects.filter(path="wind").count() == 1


def test_an_edit_makes_a_version_and_never_writes_over_another(city, laser):
    p, before = city.people, laser.network
    services.set_activity(
        p["builder"],
        laser,
        before.number,
        projectplan.Activity("Z", 5, {"robot": 2}, "New"),
        "D1FS+3; C1SS",
    )
    assert laser.network.number == before.number + 1
    assert {(x.before, x.kind, x.lag) for x in laser.network.parsed.links if x.after == "Z"} == {
        ("D1", "FS", 3),
        ("C1", "SS", 0),
    }
    assert laser.network.parsed.resources["robot"] == 2
    assert Network.objects.get(pk=before.pk).body == before.body
    with pytest.raises(Stale):
        services.drop_activity(p["builder"], laser, before.number, "Z")
    with pytest.raises(Invalid, match="waits for itself"):
        services.set_activity(
            p["builder"], laser, before.number + 1, projectplan.Activity("D1", 60), "Z", before="D1"
        )
    with pytest.raises(Refused, match="progress or payments"):
        services.drop_activity(p["builder"], laser, before.number + 1, "D1")
    services.set_activity(
        p["builder"], laser, before.number + 1, projectplan.Activity("ZZ", 6), "D1", before="Z"
    )
    assert "Z" not in laser.network.parsed.index


def test_the_forecast_knows_what_was_done_and_what_is_shared(city):
    p = city.people
    project = proposed(city)
    two = projectplan.Project(
        "x",
        (projectplan.Activity("A", 10, {"crane": 1}), projectplan.Activity("B", 10, {"crane": 1})),
        (),
        {"crane": 1},
    )
    services.put_network(p["builder"], project, two, "v1")
    assert (
        standing(project, date(2026, 1, 5)).forecast.finish[50] == 10
    )  # nothing is shared until a plan says how
    services.run_plan(services.plan_up(p["builder"], project, enqueue=False).pk, 5)
    there = standing(project, date(2026, 1, 5))
    assert (there.length, there.forecast.finish[50]) == (20, 20)
    assert there.chance == 1
    first = min(there.starts, key=lambda a: there.starts[a])
    services.note_progress(
        p["builder"], project, first, date(2026, 1, 20), date(2026, 1, 5), None, 50, 15
    )
    late = standing(project, date(2026, 1, 20))
    assert late.forecast.finish[50] == project.offset(date(2026, 1, 20)) + 15 + 10


def test_earned_value_against_the_baseline(city):
    p = city.people
    project = proposed(city)
    services.put_network(p["builder"], project, chain(10, 10), "v1")
    services.hold(
        p["builder"],
        services.run_plan(services.plan_up(p["builder"], project, enqueue=False).pk, 5),
    )
    day = project.day(10)
    services.note_progress(p["builder"], project, "A0", day, project.day(0), None, 80, None)
    services.pay(p["builder"], project, "A0", day, 1000_00, "INV-1")
    with pytest.raises(Refused, match="noted before"):
        services.pay(p["builder"], project, "A0", day, 1000_00, "INV-1")
    earned = standing(project, day).earned
    assert (earned.planned, earned.earned, earned.spent) == (1000, 800, 1000)
    assert (earned.schedule_index, earned.cost_index) == (0.8, 0.8)
    assert "A0" in standing(project, day).late


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"finished": date(2026, 6, 1), "percent": 50}, "100 %"),
        ({"started": date(2026, 7, 1)}, "started after"),
        ({"percent": 120}, "0 to 100"),
        ({"activity": "nope"}, "no activity"),
        ({"left": -1}, "less than 0"),
        ({"day": date.today() + timedelta(days=9)}, "future"),
    ],
)
def test_absurd_progress_is_refused(city, laser, given, told):
    base = {
        "activity": "I1",
        "day": TODAY,
        "started": date(2026, 6, 1),
        "finished": None,
        "percent": 10,
        "left": None,
    }
    with pytest.raises(Invalid, match=told):
        services.note_progress(city.people["builder"], laser, **{**base, **given})
    assert not laser.progress.filter(activity="I1").exists()


def test_a_workbook_goes_out_is_edited_and_comes_back(city, laser, client):
    builder = client("builder")
    answer = builder.get(f"/projects/{laser.pk}/file.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["activities"]
    heading = [c.value for c in sheet[1]]
    sheet.cell(2, heading.index("duration") + 1).value = 61
    kept = io.BytesIO()
    book.save(kept)
    kept.name, _ = "edited.xlsx", kept.seek(0)
    builder.post(f"/projects/{laser.pk}/import/", {"file": kept})
    after = laser.network
    assert (after.number, after.remark) == (2, "edited.xlsx")
    assert after.parsed.activities[0].duration == 61
    sheet.cell(3, heading.index("after") + 1).value = "NOPE"
    sheet.cell(4, heading.index("duration") + 1).value = "soon"
    bad = io.BytesIO()
    book.save(bad)
    bad.name, _ = "bad.xlsx", bad.seek(0)
    page = builder.post(
        f"/projects/{laser.pk}/import/", {"file": bad}, follow=True
    ).content.decode()
    assert "row 4, duration" in page
    assert laser.network.number == 2


def test_pages_and_pictures_show_it(city, laser, client):
    for who in ("builder", "controller", "city", "auditor"):
        page = client(who).get(f"/projects/{laser.pk}/").content.decode()
        assert "Example high-power laser" in page or "示例强激光装置" in page
        assert "Ground water" in page
    work = client("builder").get(f"/projects/{laser.pk}/work/?edit=P1").content.decode()
    assert 'value="D2SS+20"' in work
    for name in ("gantt", "network"):
        assert (
            client("auditor")
            .get(f"/projects/{laser.pk}/{name}.svg?dark=on")
            .content.startswith(b"<svg")
        )
    assert client("visitor").get(f"/projects/{laser.pk}/").status_code == 404
    assert client("visitor").get("/projects/").status_code == 403


def test_progress_comes_over_the_api(city, laser):
    with verb.opened("test", None):
        _, key = make_token(city.people["builder"], "t", ["read", "office"])
    c, head = Client(), {"HTTP_AUTHORIZATION": f"Bearer {key}"}
    body = {
        "activity": "I1",
        "day": "2026-06-30",
        "started": "2026-06-01",
        "percent": 20,
        "left": 50,
    }
    assert (
        c.post(
            f"/api/v1/projects/{laser.pk}/progress", body, content_type="application/json", **head
        ).status_code
        == 200
    )
    answer = c.get(f"/api/v1/projects/{laser.pk}", **head).json()
    assert answer["activities"] == 11
    assert answer["finish"]["50"] <= answer["finish"]["80"]
    assert (
        c.post(
            f"/api/v1/projects/{laser.pk}/progress",
            {**body, "activity": "NOPE"},
            content_type="application/json",
            **head,
        ).status_code
        == 422
    )
