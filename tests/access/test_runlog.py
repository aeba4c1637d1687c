"""The run of a session: what is logged counts, lies within it, is said by those who may, and is
corrected without being overwritten.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone, translation

from scicity.access.models import LogEntry, Session
from scicity.access.sessions import runs
from scicity.ledger import open_ledger, read, records
from scicity.platform import outbox
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import OutboxRecord
from scicity.platform.verbs import verb
from tests.access.test_trust import at_api, at_page, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def running(city):
    """A session at the laser that began three hours ago, with its team."""
    session = Session.objects.get(unit__path="sulf/demo-target", state="scheduled")
    with verb.opened("test", None):
        session.state, session.started_at = "running", timezone.now() - timedelta(hours=3)
        session.save()
    session.mark = OutboxRecord.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return session


def owed(stream: str, session: Session) -> list[OutboxRecord]:
    """What this test owed the ledger of the session's unit."""
    return list(
        OutboxRecord.objects.filter(
            stream=stream, row__unit=session.unit.path, id__gt=session.mark
        ).order_by("id")
    )


def in_ledger(stream: str, *wanted: str) -> list[str]:
    outbox.deliver()
    rows = map(str, records(read(open_ledger(settings.LEDGER), stream)).fetchall())
    return [r for r in rows if all(w in r for w in wanted)]


def local(session: Session, at) -> str:
    return at.astimezone(ZoneInfo(session.unit.facility.zone)).strftime("%Y-%m-%dT%H:%M:%S")


def test_a_shot_of_the_browser_counts_as_one_of_a_machine_does(city, running):
    """It says whether it was on target and within tolerance: without that it was in no figure."""
    scientist, lin = city.people["scientist"], city.people["lin"]
    at = timezone.now() - timedelta(hours=1)
    page = at_page(
        lin,
        f"/sessions/{running.pk}/log/",
        kind="shot",
        text="",
        energy_mj="310",
        on_target="yes",
        within_tolerance="yes",
        at=local(running, at),
    )
    assert "Logged" in page.content.decode()
    entry = LogEntry.objects.get(session=running, kind="shot")
    assert entry.at == at.replace(microsecond=0)
    row = owed("shots", running)[-1].row
    assert [row[k] for k in ("energy", "on_target", "within_tolerance", "start")] == [
        310,
        True,
        True,
        int(at.timestamp()),
    ]
    answer = at_api(
        scientist,
        f"/sessions/{running.pk}/log",
        {"kind": "shot", "on_target": False, "within_tolerance": False, "at": at.isoformat()},
    )
    assert answer.status_code == 200
    assert len(in_ledger("shots", f"'{running.pk}-")) == 2
    told = at_page(
        lin, f"/sessions/{running.pk}/log/", kind="shot", energy_mj="310"
    ).content.decode()
    assert "whether the shot was on target" in told
    assert at_api(lin, f"/sessions/{running.pk}/log", {"kind": "shot"}).status_code == 422
    assert (
        "whole number"
        in at_page(
            lin, f"/sessions/{running.pk}/log/", kind="shot", energy_mj="31.5", on_target="yes"
        ).content.decode()
    )
    assert LogEntry.objects.filter(session=running, kind="shot").count() == 2


@pytest.mark.parametrize(
    ("kind", "before", "minutes"),
    [
        ("note", 200, 0),
        ("shot", 181, 0),
        ("note", -5, 0),
        ("lost", 100, 81),
        ("fault", 170, 11),
        ("lost", 0, 181),
    ],
)
def test_no_line_and_no_lost_time_lies_outside_of_the_session(city, running, kind, before, minutes):
    scientist, at = city.people["scientist"], timezone.now() - timedelta(minutes=before)
    body = {
        "kind": kind,
        "text": "x",
        "minutes_lost": minutes,
        "at": at.isoformat(),
        **({"cause": "beam"} if minutes else {}),
        **({"on_target": True} if kind == "shot" else {}),
    }
    assert at_api(scientist, f"/sessions/{running.pk}/log", body).status_code == 422
    told = at_page(
        scientist,
        f"/sessions/{running.pk}/log/",
        **{**body, "at": local(running, at), "on_target": "yes"},
    ).content.decode()
    assert "not within the session" in told or "More is lost than the session had" in told
    assert not running.log.exists()
    assert not owed("outages", running)


def test_each_minute_is_lost_once(city, running):
    scientist, now = city.people["scientist"], timezone.now()
    runs.log(
        scientist, running, "lost", cause="beam", minutes_lost=60, at=now - timedelta(minutes=60)
    )
    with pytest.raises(Invalid, match="lost already"):
        runs.log(scientist, running, "lost", cause="optics", minutes_lost=61, at=now)
    runs.log(scientist, running, "lost", cause="optics", minutes_lost=60, at=now)
    assert [r.row["cause"] for r in owed("outages", running)] == ["beam", "optics"]


def test_only_those_who_run_the_unit_report_its_faults(city, running):
    """The team writes notes and shots; faults and lost time are the scientist's, also on an
    instrument's page.
    """
    lin, mallory, scientist = city.people["lin"], stranger(), city.people["scientist"]
    for kind in ("fault", "lost"):
        assert (
            at_api(
                lin,
                f"/sessions/{running.pk}/log",
                {"kind": kind, "text": "x", "minutes_lost": 5, "cause": "beam"},
            ).status_code
            == 409
        )
        assert (
            "those who run the unit"
            in at_page(
                lin,
                f"/sessions/{running.pk}/log/",
                kind=kind,
                text="x",
                minutes_lost="5",
                cause="beam",
            ).content.decode()
        )
    assert (
        at_api(
            lin, f"/sessions/{running.pk}/log", {"kind": "note", "text": "x", "minutes_lost": 5}
        ).status_code
        == 422
    )
    page = at_page(lin, f"/sessions/{running.pk}/").content.decode()
    assert 'value="lost"' not in page
    assert 'value="lost"' in at_page(scientist, f"/sessions/{running.pk}/").content.decode()
    unit = city.units["nfps/demo-nmr"]
    for somebody in (mallory, city.people["zhou"]):
        assert (
            at_page(
                somebody, f"/instruments/{unit.pk}/fault/", text="broken", minutes_lost="600"
            ).status_code
            == 404
        )
        assert (
            at_api(
                somebody, f"/units/{unit.pk}/faults", {"text": "broken", "minutes_lost": 600}
            ).status_code
            == 404
        )
        assert (
            "Description of the fault"
            not in at_page(somebody, f"/instruments/{unit.pk}/").content.decode()
        )
    assert not unit.faults.filter(text="broken").exists()
    assert (
        at_api(
            scientist, f"/units/{unit.pk}/faults", {"text": "broken", "minutes_lost": 10}
        ).status_code
        == 200
    )


def test_a_correction_has_a_reason_and_overwrites_nothing(city, running):
    scientist, lin, now = city.people["scientist"], city.people["lin"], timezone.now()
    shot = runs.log(
        lin,
        running,
        "shot",
        energy_mj=300,
        on_target=True,
        within_tolerance=True,
        at=now - timedelta(hours=1),
    )
    assert (
        at_api(
            lin, f"/log-entries/{shot.pk}/correction", {"energy_mj": 250, "reason": " "}
        ).status_code
        == 422
    )
    assert (
        at_api(
            stranger(), f"/log-entries/{shot.pk}/correction", {"energy_mj": 250, "reason": "x"}
        ).status_code
        == 404
    )
    assert (
        at_api(
            city.people["zhou"],
            f"/log-entries/{shot.pk}/correction",
            {"energy_mj": 250, "reason": "x"},
        ).status_code
        == 404
    ), "another's line"
    assert len(in_ledger("shots", f"{running.pk}-{shot.pk}'", "300")) == 1
    new = at_api(
        lin,
        f"/log-entries/{shot.pk}/correction",
        {"energy_mj": 250, "within_tolerance": False, "reason": "misread"},
    ).json()
    assert [
        new[k]
        for k in ("line", "energy_mj", "on_target", "within_tolerance", "replaces", "standing")
    ] == [shot.pk, 250, True, False, shot.pk, True]
    shot.refresh_from_db()
    assert shot.energy_mj == 300
    rows = in_ledger("shots", f"{running.pk}-{shot.pk}'")
    assert len(rows) == 1
    assert "250" in rows[0]
    assert (
        at_api(
            lin, f"/log-entries/{shot.pk}/correction", {"energy_mj": 1, "reason": "again"}
        ).status_code
        == 409
    ), "it is corrected already"
    page = at_page(city.people["office"], f"/sessions/{running.pk}/").content.decode()
    assert "misread" in page
    assert "300 mJ" in page
    told = at_page(
        scientist, f"/log/{new['id']}/correct/", say="strike", reason="no shot at all"
    ).content.decode()
    assert "the earlier wording is kept" in told
    assert not in_ledger("shots", f"{running.pk}-{shot.pk}'")
    history = at_api(scientist, f"/sessions/{running.pk}/log").json()
    assert [e["standing"] for e in history if e["line"] == shot.pk] == [False, False, False]


def test_lost_time_that_is_corrected_is_corrected_in_the_ledger(city, running):
    scientist, now = city.people["scientist"], timezone.now().replace(microsecond=0)
    lost = runs.log(scientist, running, "lost", "x", "beam", 60, at=now - timedelta(minutes=30))
    begun = int(lost.begun_at.timestamp())
    assert len(in_ledger("outages", str(begun))) == 1
    answer = at_api(
        scientist,
        f"/log-entries/{lost.pk}/correction",
        {"minutes_lost": 20, "reason": "it was back sooner"},
    )
    assert answer.status_code == 200
    assert not in_ledger("outages", str(begun))
    assert (
        len(in_ledger("outages", str(int((now - timedelta(minutes=50)).timestamp())), "beam")) == 1
    )
    assert (
        at_api(
            scientist,
            f"/log-entries/{answer.json()['id']}/correction",
            {"minutes_lost": 300, "reason": "x"},
        ).status_code
        == 422
    )


def test_the_actual_start_and_stop_are_said_and_corrected(city, running):
    """Not in the future, not the wrong way round, around every line of the log; a correction has a
    reason, and the first stays.
    """
    scientist, lin, now = (
        city.people["scientist"],
        city.people["lin"],
        timezone.now().replace(microsecond=0),
    )
    runs.log(scientist, running, "note", "first light", at=now - timedelta(hours=2))
    for started, stopped in (
        (now - timedelta(hours=1), now),
        (now - timedelta(hours=3), now + timedelta(hours=1)),
        (now - timedelta(hours=3), now - timedelta(hours=4)),
        (now - timedelta(hours=3), now - timedelta(hours=2, minutes=1)),
    ):
        assert (
            at_api(
                scientist,
                f"/sessions/{running.pk}/stop",
                {"started_at": started.isoformat(), "stopped_at": stopped.isoformat()},
            ).status_code
            == 422
        )
        at_page(
            scientist,
            f"/sessions/{running.pk}/stop/",
            started=local(running, started),
            stopped=local(running, stopped),
        )
    running.refresh_from_db()
    assert running.state == "running"
    began, ended = now - timedelta(hours=4), now - timedelta(minutes=30)
    told = at_page(
        scientist,
        f"/sessions/{running.pk}/stop/",
        started=local(running, began),
        stopped=local(running, ended),
    ).content.decode()
    assert "over" in told
    running.refresh_from_db()
    assert (running.started_at, running.stopped_at) == (began, ended)
    assert len(in_ledger("machine_time", running.unit.path, str(int(began.timestamp())))) == 1
    assert (
        at_api(
            scientist, f"/sessions/{running.pk}/log", {"kind": "note", "text": "late"}
        ).status_code
        == 409
    )
    body = {
        "started_at": (began + timedelta(minutes=30)).isoformat(),
        "stopped_at": ended.isoformat(),
        "reason": "the clock of the hutch",
    }
    assert at_api(lin, f"/sessions/{running.pk}/times", body).status_code == 404
    assert (
        at_api(scientist, f"/sessions/{running.pk}/times", {**body, "reason": ""}).status_code
        == 422
    )
    assert (
        at_api(scientist, f"/sessions/{running.pk}/times", body)
        .json()["started_at"]
        .startswith((began + timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M"))
    )
    assert not in_ledger("machine_time", running.unit.path, str(int(began.timestamp())))
    assert (
        len(
            in_ledger(
                "machine_time",
                running.unit.path,
                str(int((began + timedelta(minutes=30)).timestamp())),
            )
        )
        == 1
    )
    kept = running.corrections.get()
    assert (kept.started_before, kept.reason) == (began, "the clock of the hutch")
    assert "the clock of the hutch" in at_page(lin, f"/sessions/{running.pk}/").content.decode()


def test_a_unit_ran_one_session_at_a_time(city, running):
    done = Session.objects.get(unit=running.unit, state="reported")
    with pytest.raises(Invalid, match="ran another session"):
        runs.stop(
            city.people["scientist"], running, started=done.started_at, stopped=timezone.now()
        )


def test_after_the_stop_the_team_corrects_no_line(city, running):
    note = runs.log(city.people["lin"], running, "note", "x")
    runs.stop(city.people["scientist"], running)
    with pytest.raises(Refused, match="After the session"):
        runs.correct(city.people["lin"], note, "typo", runs.Said("y"))
    assert runs.correct(city.people["scientist"], note, "typo", runs.Said("y")).text == "y"
