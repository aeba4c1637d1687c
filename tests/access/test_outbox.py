"""What the site owes the ledger is there, once, or stands in sight as refused with the reason; the
worker goes on and says that it lives.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scicity.access.facilities import services as facilities
from scicity.access.facilities.operators import registered
from scicity.ledger import append as really_append
from scicity.ledger import manifests, open_ledger, read, records
from scicity.ledger import retract as really_retract
from scicity.metrics import figure, metric
from scicity.platform import heartbeat, history, outbox, worker
from scicity.platform.errors import Refused
from scicity.platform.keeper import Keeper
from scicity.platform.models import Event, Heartbeat, OutboxRecord
from scicity.platform.verbs import verb
from scicity.reports import scope_of

pytestmark = pytest.mark.django_db
UNIT = "sulf/demo-target"


@pytest.fixture
def own(city, settings, tmp_path):
    """A ledger of the test's own, and nothing owed to it yet."""
    settings.LEDGER = tmp_path / "ledger"
    OutboxRecord.objects.all().delete()
    with translation.override("en"):
        yield city


def owe(shot="a", unit=UNIT, at=1_700_000_000, stream="shots", withdraw=False, **more):
    row = (
        {"unit": unit, "shot": shot}
        if withdraw
        else {"unit": unit, "start": at, "end": at, "shot": shot, **more}
    )
    return OutboxRecord.objects.create(stream=stream, row=row, withdraw=withdraw)


def held(stream="shots"):
    reading = read(open_ledger(django_settings.LEDGER), stream)
    return (
        {r["shot"]: r["energy"] for r in records(reading).to_arrow_table().to_pylist()}
        if reading.files
        else {}
    )


def state(record):
    record.refresh_from_db()
    return "delivered" if record.delivered_at else "refused" if record.refused_at else "owed"


BAD = {
    "a unit that the registry does not know": ({"unit": "sulf/nowhere"}, "not in the registry"),
    "a needed value is lacking": ({"shot": None}, "required"),
    "less than the least": ({"energy": -5}, "at least 0"),
    "a text for a number": ({"energy": "much"}, "energy 'much': is not a whole number"),
    "a number that no column holds": ({"energy": 10**30}, "whole number"),
    "a field that there is not": ({"colour": "red"}, "no field"),
    "no such stream": ({"stream": "bubbles"}, "no stream"),
}


def test_refused_records_stop_no_other_and_are_never_marked_as_delivered(own):
    mine = [
        (what, owe(**({"shot": f"s{n}"} | wrong)))
        for n, (what, (wrong, _)) in enumerate(BAD.items())
    ]
    good = [owe("first"), owe("last")]
    for _ in range(2):  # a second run takes none of them for delivered
        outbox.deliver()
        assert [state(r) for r in good] == ["delivered", "delivered"]
        assert {what: state(r) for what, r in mine} == dict.fromkeys(BAD, "refused")
    for what, record in mine:
        assert BAD[what][1] in record.reason
    assert set(held()) == {"first", "last"}


def test_what_is_mended_can_be_offered_again_and_history_says_by_whom(own):
    first = owe("x", unit="newlab/gun")
    outbox.deliver()
    city = own.people["city"]
    with pytest.raises(Refused, match="not refused any more"):
        outbox.offer_again(city, owe("y"))
    outbox.offer_again(city, first)
    outbox.deliver()
    assert state(first) == "refused", "nothing was mended yet"
    lab = facilities.set_up(city, path="newlab", name_zh="新", name_en="New", kind="laser")
    facilities.add_unit(city, lab, code="gun", name_zh="枪", name_en="Gun")
    outbox.offer_again(city, first)
    assert (outbox.deliver(), state(first)) == (1, "delivered")
    assert (first.offers, first.offered_by) == (2, city.key)
    told = list(Event.objects.filter(model="outboxrecord", object_id=str(first.pk)))
    assert [(e.actor, e.changes["offers"]) for e in told] == [
        (city.key, [0, 1]),
        (city.key, [1, 2]),
    ]
    assert history.verify().broken_at == 0


def test_a_correction_goes_though_what_it_corrects_was_refused(own):
    wrong, right = owe("x", energy=-1), owe("x", energy=7)
    outbox.deliver()
    assert (state(wrong), state(right), held()) == ("refused", "delivered", {"x": 7})
    with pytest.raises(Refused, match="later word"):
        outbox.offer_again(own.people["city"], wrong)


def test_withdrawals_are_judged_one_by_one(own):
    kept = owe("x", energy=1)
    none, gone, after = owe("never", withdraw=True), owe("x", withdraw=True), owe("y", energy=2)
    assert outbox.deliver() == 3
    assert [state(r) for r in (kept, none, gone, after)] == [
        "delivered",
        "refused",
        "delivered",
        "delivered",
    ]
    assert "no live record" in none.reason
    assert held() == {"y": 2}


def test_when_the_ledger_can_take_nothing_all_stays_owed(own, monkeypatch):
    mine = [owe("x"), owe("y")]

    def full(*a, **k):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outbox, "append", full)
    with pytest.raises(OSError, match="No space"):
        outbox.deliver()
    monkeypatch.setattr(
        outbox, "append", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("broken log"))
    )
    with pytest.raises(RuntimeError, match="broken log"):
        outbox.deliver()
    assert [state(r) for r in mine] == ["owed", "owed"]
    monkeypatch.undo()
    assert outbox.deliver() == 2


def test_a_record_that_breaks_the_import_is_found_out_and_the_others_go(own, monkeypatch):
    mine = [owe(f"s{n}") for n in range(9)]

    def brittle(ledger, source, batches, **how):
        if any(
            "s4" in b.rows["shot"].to_list()
            for b in batches
            if b.stream == "shots" and b.rows.height
        ):
            raise RuntimeError("cannot digest this")
        return really_append(ledger, source, batches, **how)

    monkeypatch.setattr(outbox, "append", brittle)
    assert outbox.deliver() == 8
    assert [r.pk for r in outbox.refused()] == [mine[4].pk]
    assert "cannot digest this" in outbox.refused()[0].reason


class Killed(BaseException):
    pass


STEP = st.sampled_from(
    [
        ("put", "a", 1),
        ("put", "a", 2),
        ("put", "b", 3),
        ("put", "c", -1),
        ("put", "a", -1),
        ("take", "a", 0),
        ("take", "b", 0),
        ("take", "z", 0),
        ("put", "c", 5),
    ]
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(STEP, min_size=1, max_size=9),
    st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=6),
)
def test_killed_at_any_step_each_record_is_in_the_ledger_once_or_refused(
    own, tmp_path_factory, steps, kills
):
    """A kill before the ledger's commit, or after it and before the mark; in between more may
    become owed.
    """
    django_settings.LEDGER = tmp_path_factory.mktemp("l") / "ledger"
    OutboxRecord.objects.all().delete()
    schedule = iter(kills)

    def dying(really):
        def run(*a, **k):
            after, n = next(schedule, (False, 0))
            if n == 1 and not after:
                raise Killed
            done = really(*a, **k)
            if n == 1 and after:
                raise Killed
            return done

        return run

    def sent(*calls):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(outbox, "append", dying(really_append))
            patch.setattr(outbox, "retract", dying(really_retract))
            try:
                outbox.deliver()
            except Killed:
                pass

    expected, wanted = {}, []
    for what, shot, energy in steps:
        owe(shot, withdraw=what == "take", **({} if what == "take" else {"energy": energy}))
        good = energy >= 0 if what == "put" else shot in expected
        wanted.append("delivered" if good else "refused")
        if good and what == "put":
            expected[shot] = energy
        elif good:
            del expected[shot]
        sent()
    while outbox.waiting().exists():
        sent()
    assert held() == expected
    assert [state(r) for r in OutboxRecord.objects.order_by("id")] == wanted


# --- who is told ----------------------------------------------------------------------------------


def as_person(city, short, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(city.people[short], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_page_lists_them_in_both_languages_and_an_empty_list_says_so(own):
    assert "No record is refused" in as_person(own, "city").get("/refused/").content.decode()
    bad = owe("x", unit="sulf/nowhere")
    outbox.deliver()
    page = as_person(own, "city").get("/refused/").content.decode()
    assert "1 record is not in the ledger" in page
    assert "not in the registry" in page
    chinese = as_person(own, "auditor", "zh").get("/refused/").content.decode()
    assert "不在注册表中，请先登记" in chinese
    assert "重新提交</button>" not in chinese, "an auditor looks, and changes nothing"
    assert as_person(own, "lin").get("/refused/").status_code == 403
    as_person(own, "city").post(f"/refused/{bad.pk}/")
    assert state(bad) == "owed"
    outbox.deliver()
    as_person(own, "city").post("/refused/all/")
    assert state(bad) == "owed"


def test_programs_and_probes_are_told(own):
    bad = owe("x", unit="sulf/nowhere")
    outbox.deliver()
    city = as_person(own, "city")
    [told] = city.get("/api/v1/refused-records").json()
    assert (told["id"], "not in the registry" in told["reason"], "注册表" in told["reason_zh"]) == (
        bad.pk,
        True,
        True,
    )
    assert city.post(f"/api/v1/refused-records/{bad.pk}/offer").json()["offers"] == 1
    assert as_person(own, "auditor").post(
        f"/api/v1/refused-records/{bad.pk}/offer"
    ).status_code in (403, 404)
    outbox.deliver()
    assert Client().get("/ready/").json()["refused_records"] == 1


# --- what is covered ------------------------------------------------------------------------------


def asked(name, scope, period):
    return figure(
        open_ledger(django_settings.LEDGER), metric(name), scope_of(registered(), scope), period
    )


def test_what_the_site_keeps_is_covered_though_nothing_happened(own):
    day = f"{timezone.now() - timedelta(days=30):%Y-%m-%d}"
    assert asked("person_visits", "ssrf", day).status == "not covered"
    assert outbox.deliver() == 0
    imports = len(manifests(open_ledger(django_settings.LEDGER)))
    outbox.deliver()
    assert len(manifests(open_ledger(django_settings.LEDGER))) == imports == 1, "once a day"
    for name, scope in (
        ("person_visits", "ssrf"),
        ("unique_users", "ssrf/demo-mx"),
        ("run_hours", "nfps"),
        ("external_service_hours", "nfps"),
        ("shots", "sulf"),
    ):
        assert (asked(name, scope, day).value, asked(name, scope, day).status) == (0, "measured"), (
            name
        )
    assert asked("core_hours", "ssc", day).status == "not covered", (
        "jobs are imported, not kept here"
    )
    # the run log says of each shot whether it was within tolerance: a day without shots is covered,
    # and has no rate, not one of 0 %
    success = asked("shot_success_rate", "sulf", day)
    assert (success.value, success.status) == (None, "measured"), "of no shots there is no rate"
    assert (
        asked("person_visits", "ssrf", f"{timezone.now() - timedelta(days=90):%Y-%m-%d}").status
        == "not covered"
    ), "before its account was kept here"
    assert asked("person_visits", "sxfel", day).status == "not covered", (
        "a facility that is not set up here"
    )


def test_a_delivery_covers_the_facility_and_no_unit_is_short_of_it(own):
    with verb.opened("test", None):
        owe("x", at=int((timezone.now() - timedelta(days=2)).timestamp()), on_target=True)
    outbox.deliver()
    day = f"{timezone.now() - timedelta(days=30):%Y-%m-%d}"
    assert (asked("shots", "sulf", day).value, asked("shots", "sulf", day).status) == (
        0,
        "measured",
    )
    assert asked("shots", "sulf/demo-target", day).status == "measured"


# --- the worker -----------------------------------------------------------------------------------


def test_a_worker_whose_parts_fail_does_the_rest_and_goes_on(own, monkeypatch):
    mine, waits = owe("x"), []
    monkeypatch.setattr(worker, "_tasks", lambda done: None)
    monkeypatch.setattr(worker, "EVERY_ROUND", [lambda: 1 / 0])
    done = worker.work(False, 1.0, wait=lambda s: waits.append(s) or len(waits) == 3)
    assert (state(mine), done.records) == ("delivered", 1)
    assert waits == [2.0, 4.0, 8.0], "it tries again, later and later"
    assert "ZeroDivisionError" in heartbeat.pulse().told
    monkeypatch.setattr(worker, "EVERY_ROUND", [])
    worker.work(True)
    assert heartbeat.pulse().told == ""


def test_a_delivery_that_fails_is_told_and_the_worker_lives(own, monkeypatch):
    owe("x")
    monkeypatch.setattr(worker, "_tasks", lambda done: None)
    monkeypatch.setattr(
        outbox, "append", lambda *a, **k: (_ for _ in ()).throw(OSError("disk full"))
    )
    assert "disk full" in " ".join(worker.work(True).told)
    assert "disk full" in heartbeat.pulse().told


def test_a_worker_that_is_not_heard_of_is_told(own):
    assert Client().get("/ready/").json()["worker"]["alive"] is False
    now = timezone.now()
    heartbeat.beat("worker", now - timedelta(hours=1), now=now)
    assert Client().get("/ready/").json()["worker"]["alive"] is True
    assert not heartbeat.pulse(now=now + timedelta(seconds=59)).late
    assert heartbeat.pulse(now=now + timedelta(seconds=61)).late
    Heartbeat.objects.update(at=now - timedelta(minutes=5), told="secret detail")
    answer = Client().get("/ready/")
    assert (
        answer.status_code,
        answer.json()["worker"]["alive"],
        answer.json()["worker"]["failing"],
    ) == (200, False, True)
    assert "secret" not in json.dumps(answer.json()), "why it fails is not for everybody"


class Run:
    """A process that lives for some seconds of a clock."""

    def __init__(self, clock, seconds, keeper=None):
        self.clock, self.seconds, self.keeper, self.terminated = clock, seconds, keeper, False

    def wait(self):
        self.clock[0] += self.seconds
        if self.keeper:
            self.keeper.end()
        return 1

    def terminate(self):
        self.terminated = True


def test_a_worker_that_dies_is_begun_again_sooner_if_it_had_lived_long():
    clock, waits = [0.0], []
    lives = iter([1, 1, 1, 500, 1, 2, 3])
    keeper = Keeper(
        lambda: Run(clock, next(lives)),
        clock=lambda: clock[0],
        wait=lambda s: waits.append(s) or len(waits) == 7,
    )
    keeper.run()
    assert waits == [1, 2, 4, 1, 2, 4, 8]


def test_a_worker_that_fails_to_begin_is_tried_again_unless_it_shall_end():
    clock, waits, tries = [0.0], [], []

    def begin():
        tries.append(1)
        if len(tries) < 3:
            raise OSError("no more processes")
        return Run(clock, 1, keeper)

    keeper = Keeper(begin, clock=lambda: clock[0], wait=lambda s: waits.append(s) or False)
    keeper.run()
    assert (len(tries), waits) == (3, [1, 2])
    assert keeper.process.terminated
