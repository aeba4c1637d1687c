"""Cases in the application: from the form to the permit and its last gram, two people for what
departs from a table, nothing personal left lying.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import IntegrityError, connection, transaction

from scicity.ledger import open_ledger
from scicity.metrics import figure, metric
from scicity.parkservices.models import (
    Batch,
    Case,
    CreditNote,
    Draw,
    Enterprise,
    Parcel,
    Permit,
    Qualification,
    Stage,
    Version,
)
from scicity.parkservices.replaying import replayed
from scicity.parkservices.services import (
    batches,
    moving,
    objections,
    offices,
    registers,
    seals,
    setup,
)
from scicity.platform import keys
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import OutboxRecord
from scicity.platform.outbox import deliver
from scicity.platform.verbs import verb
from scicity.registry import here, load_city
from scicity.reports import scope_of
from scicity.workflow import now_in
from tests.workflow.offices import DRAWN

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)  # a Monday
PDF = b"%PDF-1.4 x"
GOODS = {
    "enterprise": "demo-cell",
    "goods": "blood",
    "bsl": "2",
    "purpose": "research",
    "quantity": "100",
    "unit": "mL",
    "months": "6",
    "origin": "x",
    "storage": "yes",
    "traced": "yes",
    "contact": "王小明 13800000000",
}
PERSON = {
    "enterprise": "demo-cell",
    "person_name": "李雷雷",
    "id_number": "310115199001011234",
    "degree": "doctor",
    "role": "lead",
    "salary_ratio": "3",
    "patents": "9",
    "paid": "60",
    "attested": "yes",
}


def apply(hall, code, form, now=NOW):
    firm = hall.people["firm"]
    return moving.submit(firm, moving.draft(firm, hall.service(code)), form, now)


def waiting(case, step=None):
    rows = case.stages.filter(done_at=None)
    return rows.get(step=step) if step else rows.get()


def do(hall, case, step, now=NOW, who=None, why="", **given):
    stage = waiting(case, step)
    return moving.answer(who or hall.officer(stage.lane)[0], stage, given, why, now)


def permitted(hall, **more):
    case = apply(hall, "special-goods", {**GOODS, **more})
    do(hall, case, "check", complete="accept")
    do(hall, case, "customs-two", customs_opinion="agree")
    do(hall, case, "health-two", health_opinion="agree")
    do(hall, case, "decide", verdict="grant", granted_quantity="80")
    case.refresh_from_db()
    return case


def test_from_the_form_to_the_permit_and_its_last_gram(hall):
    case = permitted(hall)
    assert (case.state, case.outcome, case.end_en) == ("ended", "granted", "Granted")
    permit = Permit.objects.get(case=case)
    assert (permit.quantity, permit.left, permit.valid_from, permit.valid_until) == (
        80,
        80,
        date(2026, 3, 2),
        date(2026, 9, 1),
    )
    entry = apply(
        hall,
        "special-goods-entry",
        {"enterprise": "demo-cell", "permit": permit.number, "quantity": "60", "flight": "x"},
    )
    permit.refresh_from_db()
    assert permit.left == 20
    too_much = apply(
        hall,
        "special-goods-entry",
        {"enterprise": "demo-cell", "permit": permit.number, "quantity": "21", "flight": "x"},
    )
    assert (too_much.outcome, too_much.end_en) == ("refused", "Refused: permit does not cover it")
    do(hall, entry, "inspect", release="release")
    do(hall, entry, "arrive", who=hall.people["firm"], arrived="60", arrived_on="2026-03-03")
    do(hall, entry, "quarantine-check", quarantine="pass")
    do(hall, entry, "use", who=hall.people["firm"], used="50", destroyed="9")
    entry.refresh_from_db()
    assert entry.end_en == "Completed with a difference"
    assert CreditNote.objects.get(case=entry).points == -20
    assert registers.credit(hall.firm, date(2026, 3, 5)) == "C"
    assert list(Draw.objects.filter(permit=permit).values_list("kind", flat=True)) == ["declared"]


def test_goods_that_fail_quarantine_are_destroyed_and_written_off(hall):
    permit = Permit.objects.get(case=permitted(hall))
    entry = apply(
        hall,
        "special-goods-entry",
        {"enterprise": "demo-cell", "permit": permit.number, "quantity": "60", "flight": "x"},
    )
    do(hall, entry, "inspect", release="release")
    later = NOW + timedelta(days=20)  # nobody registers the arrival in five working days
    assert moving.pass_time(later) >= 1
    assert waiting(entry, "trace").lane == "customs"
    do(hall, entry, "trace", later, arrived="60")
    do(hall, entry, "quarantine-check", later, quarantine="fail")
    assert list(Draw.objects.filter(permit=permit).values_list("kind", "quantity")) == [
        ("declared", 60),
        ("destroyed", 60),
    ]
    assert CreditNote.objects.get(case=entry).points == -5


def test_another_s_permit_cannot_be_used(hall):
    permit = Permit.objects.get(case=permitted(hall))
    with pytest.raises(Invalid) as caught:
        moving.submit(
            hall.people["lin"],
            moving.draft(hall.people["lin"], hall.service("special-goods-entry")),
            {"enterprise": "demo-cell", "permit": permit.number, "quantity": "1", "flight": "x"},
            NOW,
        )
    assert set(caught.value.fields) == {"enterprise", "permit"}


@pytest.mark.asvs("11.1.3", "4.3.3")
def test_a_decision_against_the_table_takes_a_reason_and_a_second_person(hall):
    case = apply(hall, "special-goods", GOODS)
    do(hall, case, "check", complete="accept")
    do(hall, case, "customs-two", customs_opinion="agree")
    do(hall, case, "health-two", health_opinion="refuse")
    stage = waiting(case, "decide")
    assert stage.advice["value"] == "refuse"
    assert stage.advice["en"] == "Health refuses"
    first, other = hall.officer("customs")
    with pytest.raises(Invalid, match="departs"):
        do(hall, case, "decide", verdict="grant", granted_quantity="10")
    do(hall, case, "decide", verdict="grant", granted_quantity="10", why="urgent trial")
    stage.refresh_from_db()
    assert stage.done_at is None
    with pytest.raises(Refused, match="second person already"):
        do(hall, case, "decide", verdict="refuse", granted_quantity="0")
    with pytest.raises(Refused, match="Somebody else"):
        moving.second(first, stage, True, NOW)
    moving.second(other, stage, True, NOW)
    stage.refresh_from_db()
    case.refresh_from_db()
    assert (case.outcome, stage.done_by, stage.second) == ("granted", first, other)


@pytest.mark.asvs("11.1.1")
def test_an_answer_that_comes_twice_or_late_changes_nothing(hall):
    case = apply(hall, "special-goods", GOODS)
    stage = waiting(case, "check")
    moving.answer(hall.people["park"], stage, {"complete": "supplement"}, now=NOW)
    before = Case.objects.get(pk=case.pk).state_kept
    with pytest.raises(Refused, match="done already"):
        moving.answer(hall.people["park"], stage, {"complete": "accept"}, now=NOW)
    late = NOW + timedelta(days=60)
    mine = waiting(case, "supplement")
    with pytest.raises(Refused, match="Its time was over"):
        moving.answer(hall.people["firm"], mine, {"supplied": "x"}, now=late)
    assert Case.objects.get(pk=case.pk).state_kept == before
    moving.pass_time(late)
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("ended", "lapsed")


@pytest.mark.asvs("5.1.3", "5.1.4")
def test_what_is_wrong_in_a_form_is_told_by_field_and_the_draft_stays(hall):
    firm = hall.people["firm"]
    case = moving.draft(firm, hall.service("special-goods"))
    moving.save_draft(firm, case, {**GOODS, "bsl": "9"})
    with pytest.raises(Invalid) as caught:
        moving.submit(
            firm,
            case,
            {**GOODS, "bsl": "9", "goods": "gold", "quantity": "-1", "enterprise": "demo-chip2"},
            NOW,
        )
    assert set(caught.value.fields) == {"bsl", "goods", "quantity"}
    assert moving.drafted(Case.objects.get(pk=case.pk))["bsl"] == "9"
    assert Case.objects.get(pk=case.pk).state == "draft"


@pytest.mark.asvs("6.1.1", "6.1.2", "8.3.5", "8.3.7", "8.3.8")
def test_personal_values_are_sealed_shown_by_role_and_erased_on_their_day(hall, caplog):
    case = apply(hall, "talent-settlement", PERSON)
    with connection.cursor() as cursor:
        for table in (
            "cases_case",
            "cases_stage",
            "cases_sealed",
            "access_event",
            "access_eventdetail",
            "access_outboxrecord",
            "access_notification",
        ):
            cursor.execute(f"SELECT * FROM {table}")
            text = str(cursor.fetchall())
            assert "李雷雷" not in text, table
            assert "310115199001011234" not in text, table
    talent = hall.people["talent"]
    assert seals.personal_values(case, talent)["person_name"] == "李雷雷"
    caplog.clear()
    with caplog.at_level("INFO", logger="scicity.security"):
        assert "李雷雷" in hall.client("talent").get(f"/cases/{case.pk}/").content.decode()
        assert "李雷雷" not in hall.client("auditor").get(f"/cases/{case.pk}/").content.decode()
    noted = [(r.person, r.case) for r in caplog.records if r.message == "personal values read"]
    assert noted == [(talent.key, case.pk)], "who read is noted, once"
    assert "李雷雷" not in caplog.text
    moving.write(
        hall.people["firm"], case, case.stages.get(done_at=None).lane, "李雷雷的电话是 13800000000"
    )
    moving.withdraw(hall.people["firm"], case, NOW)
    moving.pass_time(NOW + timedelta(days=366))
    assert not case.sealed.exists()
    with connection.cursor() as cursor:
        for table in ("cases_message", "access_event", "access_eventdetail"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "13800000000" not in str(cursor.fetchall()), table
    assert Case.objects.get(pk=case.pk).outcome == "withdrawn"


@pytest.mark.asvs("6.2.1", "6.2.3", "6.2.4", "6.2.6")
def test_a_seal_that_was_broken_opens_nothing_and_keys_are_changed(monkeypatch):
    old, new = (Fernet.generate_key().decode() for _ in range(2))

    def with_keys(*given):
        monkeypatch.setenv("SCICITY_SEAL_KEYS", ",".join(given))
        keys._keys.cache_clear()

    with_keys(old)
    first, second = seals.seal({"n": 1}), seals.seal({"n": 1})
    assert first != second, "no nonce twice"
    for at in (20, len(first) // 2, len(first) - 3):
        assert seals.opened(first[:at] + bytes([first[at] ^ 1]) + first[at + 1 :]) is None, (
            "never half of it"
        )
    with_keys(new, old)
    assert seals.opened(first) == {"n": 1}
    later = seals.seal({"n": 2})
    with_keys(new)
    assert seals.opened(later) == {"n": 2}
    assert seals.opened(first) is None
    keys._keys.cache_clear()


def test_a_batch_is_published_without_names_objected_to_and_counted(hall):
    made = [apply(hall, "talent-settlement", PERSON) for _ in range(3)]
    for case in made:
        do(hall, case, "verify", verified="confirmed")
    with pytest.raises(Refused, match="batch"):
        do(hall, made[0], "recommend", recommended="yes")
    service, talent = hall.service("talent-settlement"), hall.people["talent"]
    mine = [s for s in batches.waiting_for_batch(service) if s.case in made]
    batch = batches.gather(talent, service, mine)
    batches.publish(talent, batch, NOW)
    page = hall.client(None).get(f"/batches/{batch.pk}/").content.decode()
    assert all(c.code in page for c in made)
    assert "李雷雷" not in page
    objected = batches.object_to(hall.people["lin"], batch, made[0].code, "not true", NOW)
    with pytest.raises(Refused, match="over"):
        batches.object_to(hall.people["lin"], batch, made[1].code, "x", NOW + timedelta(days=15))
    after = NOW + timedelta(days=10)
    moving.pass_time(after)
    with pytest.raises(Refused, match="1 objection is not decided"):
        do(hall, made[0], "objections", after)
    objections.decide(hall.officer("hr")[0], objected, True, "the degree is another's", after)
    for n, case in enumerate(made):
        do(hall, case, "objections", after)
        assert waiting(case, "result").advice["value"] == ("refuse" if n == 0 else "grant")
        do(hall, case, "result", after, verdict="refuse" if n == 0 else "grant")
    rows = [
        r.row
        for r in OutboxRecord.objects.filter(
            stream="service_decisions",
            row__batch=str(batch.number),
            row__service="talent-settlement",
        )
    ]
    assert sorted(r["outcome"] for r in rows) == ["granted", "granted", "refused"]
    assert all(r["counted"] == "persons" for r in rows if r["outcome"] == "granted")


def test_land_is_decided_by_rule_inside_the_range_and_by_people_outside(hall):
    parcel = Parcel.objects.get(code="demo-2")
    ask = {
        "enterprise": "demo-chip",
        "parcel": "demo-2",
        "kind": "mix",
        "industry": "55",
        "research": "35",
        "support": "10",
        "far": "2.5",
        "height": "70",
        "why": "x",
    }
    case = apply(hall, "flexible-land", ask)
    parcel.refresh_from_db()
    assert (case.outcome, case.end_en) == ("granted", "Granted within the flexible range")
    assert (parcel.industry, parcel.far) == (55, 2.5)
    assert apply(hall, "flexible-land", {**ask, "industry": "50"}).end_en.startswith(
        "Refused: shares"
    )
    out = apply(hall, "flexible-land", {**ask, "far": "3.5"})
    assert {s.lane for s in out.stages.all()} == {"planning", "park"}
    do(hall, out, "planning-review", planning_opinion="agree")
    do(hall, out, "park-review", park_opinion="agree")
    notice = waiting(out)
    assert notice.wait
    assert notice.due == date(2026, 4, 1)
    moving.pass_time(NOW + timedelta(days=31))
    do(hall, out, "objections", NOW + timedelta(days=31))
    do(hall, out, "decide", NOW + timedelta(days=31), verdict="grant")
    parcel.refresh_from_db()
    assert parcel.far == 3.5


def test_areas_and_balances_are_those_of_the_ellipsoid(hall):
    square = Parcel.objects.get(code="demo-1")
    # 0.004° of longitude by 0.0032° of latitude at 31.2° N on WGS 84: 381.2 m by 354.8 m
    assert float(square.area) == pytest.approx(381.2 * 354.8, rel=2e-3)
    told = registers.balance("zjsc")
    assert float(told["industry"] + told["research"] + told["support"]) == pytest.approx(100)


@pytest.mark.parametrize(
    ("feature", "why"),
    [
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, "must be one sound polygon"),
        ({"properties": {"industry": 99}}, "must add up to 100"),
        ({"properties": {"code": "Ä"}}, "lower-case"),
        ({"properties": {"far_low": 9}}, "range is empty"),
        (
            {
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]],
                }
            },
            "sound polygon",
        ),
        (
            {
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[500, 0], [501, 0], [501, 1], [500, 0]]],
                }
            },
            "degrees",
        ),
    ],
)
def test_parcels_that_cannot_be_are_refused_and_none_is_kept(hall, feature, why):
    good = {
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[121, 31], [121.01, 31], [121.01, 31.01], [121, 31]]],
        },
        "properties": {
            "code": "good",
            "park": "zjsc",
            "industry": 60,
            "research": 30,
            "support": 10,
            "far": 2,
            "height": 50,
            "far_low": 1,
            "far_high": 3,
            "height_high": 80,
            "industry_low": 50,
            "support_high": 30,
        },
    }
    bad = {
        "geometry": feature.get("geometry", good["geometry"]),
        "properties": {**good["properties"], "code": "bad", **feature.get("properties", {})},
    }
    with pytest.raises(Invalid, match="feature 2") as caught:
        registers.draw_parcels(hall.people["park"], {"features": [good, bad]})
    assert why in str(caught.value)
    assert not Parcel.objects.filter(code="good").exists()


def test_tiers_are_climbed_one_at_a_time_and_counted_by_date(hall):
    incubator = Enterprise.objects.get(code="demo-incubator")
    ask = {
        "enterprise": "demo-incubator",
        "target": "high-quality",
        "area": "12000",
        "tenants": "60",
        "graduated": "9",
        "fund": "2000",
        "mentors": "20",
        "proof": "yes",
    }
    assert apply(hall, "incubator-tier", ask).end_en == "Refused: one tier at a time"
    case = apply(hall, "incubator-tier", {**ask, "target": "qualified"})
    do(hall, case, "visit", visit_result="true")
    do(hall, case, "panel", verdict="grant")
    assert registers.tier(incubator, date(2026, 3, 2)) == "qualified"
    held = incubator.qualifications.filter(kind__in=Qualification.TIERS).order_by("valid_from")
    assert [(q.kind, q.valid_until) for q in held] == [
        ("cultivation", date(2026, 3, 1)),
        ("qualified", date(2029, 3, 1)),
    ]
    registers.settle_tenant(hall.people["park"], incubator, hall.firm, date(2026, 3, 2))
    with pytest.raises(Refused, match="already"):
        registers.settle_tenant(hall.people["park"], incubator, hall.firm, date(2026, 3, 3))


def test_a_contest_goes_through_its_rounds(hall):
    def entered(*scores):
        case = apply(
            hall,
            "innovation-contest",
            {"enterprise": "demo-chip", "title": "x", "field": "chips", "summary": "x"},
        )
        for n, (step, score) in enumerate(
            zip(("preliminary", "semi", "final"), scores, strict=False), 1
        ):
            do(hall, case, step, **{f"score{n}": str(score)})
        case.refresh_from_db()
        return case.end_en

    assert entered(59) == "Completed: out in the preliminary round"
    assert entered(60, 74) == "Completed: out in the semi-final"
    assert entered(60, 75, 69) == "Completed: no prize"
    assert entered(60, 75, 90) == "Granted: prize and funding"


def test_figures_of_services_come_from_the_ledger(hall, settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"
    OutboxRecord.objects.all().delete()
    permitted(hall)
    apply(hall, "special-goods", {**GOODS, "storage": "no"})
    apply(hall, "special-goods", GOODS)
    deliver()
    ledger, scope = open_ledger(settings.LEDGER), scope_of(load_city(settings.CITY), "zjsc")

    def value(name):
        return figure(ledger, metric(name), scope, "2026-03").value

    assert (
        value("service_cases_received"),
        value("service_cases_decided"),
        value("service_cases_open"),
        value("service_approval_rate"),
        value("service_median_days"),
        value("service_on_time_share"),
    ) == (3, 2, 3, 50, 0, 100)


def test_a_version_never_changes_under_a_case(hall):
    case = apply(hall, "special-goods", GOODS)
    other = Version.objects.exclude(service=case.service).first()
    for model, change in (
        (Version, {"bpmn": "x"}),
        (Version, {"valid_from": date(2030, 1, 1)}),
        (Case, {"version": other}),
    ):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            model.objects.filter(pk=case.version_id if model is Version else case.pk).update(
                **change
            )
    assert case.version.process.digest == case.version.digest


def test_a_case_is_decided_by_the_version_of_its_day(hall):
    old = apply(hall, "special-goods", GOODS, datetime(2023, 6, 1, 2, tzinfo=UTC))
    new = apply(hall, "special-goods", GOODS, datetime(2023, 12, 1, 2, tzinfo=UTC))
    assert (old.version.number, new.version.number) == (1, 2)
    with pytest.raises(Refused, match="No version"):
        apply(hall, "special-goods", GOODS, datetime(2020, 1, 1, 2, tzinfo=UTC))


def test_ended_cases_are_replayed_under_the_other_version(hall):
    case = apply(
        hall, "special-goods", {**GOODS, "enterprise": "demo-chip"}
    )  # not on the white list, all conditions in order
    do(hall, case, "check", complete="accept")
    do(hall, case, "customs-two", customs_opinion="agree")
    do(hall, case, "health-two", health_opinion="agree")
    do(hall, case, "decide", verdict="grant", granted_quantity="80")
    result = replayed(case.service, case.service.versions.get(number=1), "2026-03-01", "2026-03-31")
    (found,) = [r for r in result.found if r.case == Case.objects.get(pk=case.pk).code]
    assert (found.before, found.after, found.why.en) == (
        "granted",
        "refused",
        "The enterprise is not on the white list",
    )


def test_the_queue_is_by_deadline_and_messages_stay_between_two(hall):
    case = apply(hall, "special-goods", {**GOODS, "bsl": "3"})
    do(hall, case, "check", complete="accept")
    queue = list(offices.queue(hall.people["health"]))
    assert all(s.lane == "health" for s in queue)
    assert [s.due for s in queue] == sorted(s.due for s in queue)
    moving.write(hall.people["firm"], case, "health", "a question for health")
    assert (
        "a question for health" in hall.client("health").get(f"/cases/{case.pk}/").content.decode()
    )
    assert (
        "a question for health"
        not in hall.client("customs").get(f"/cases/{case.pk}/").content.decode()
    )
    with pytest.raises(Refused, match="no part"):
        moving.write(hall.people["firm"], case, "planning", "x")


@pytest.mark.asvs("4.2.1")
def test_no_officer_sees_or_decides_another_authority_s_lane(hall):
    case = apply(hall, "special-goods", {**GOODS, "bsl": "3"})
    do(hall, case, "check", complete="accept")
    moving.answer(
        hall.people["health"],
        waiting(case, "health-review"),
        {"health_opinion": "agree", "health_opinion_note": "a secret of health"},
        now=NOW,
    )
    assert "a secret of health" in hall.client("health").get(f"/cases/{case.pk}/").content.decode()
    for who in ("customs", "customs2", "park", "firm"):
        assert (
            "a secret of health" not in hall.client(who).get(f"/cases/{case.pk}/").content.decode()
        )
    stage = waiting(case, "customs-review")
    for who in ("health", "park", "talent", "city", "auditor", "firm", "lin", None):
        assert hall.client(who).get(f"/desk/{stage.pk}/").status_code in (302, 404), who
        hall.client(who).post(f"/cases/steps/{stage.pk}/", {"customs_opinion": "refuse"})
        hall.client(who).post(f"/desk/{stage.pk}/take/")
        stage.refresh_from_db()
        assert (stage.done_at, stage.taken_by) == (None, None), who
    assert hall.client("planning").get(f"/cases/{case.pk}/").status_code == 404


def test_a_draft_is_its_writer_s_alone(hall):
    case = moving.draft(hall.people["firm"], hall.service("special-goods"))
    for who in ("auditor", "city", "park", "lin", None):
        assert hall.client(who).get(f"/cases/{case.pk}/").status_code in (302, 404), who
        hall.client(who).post(f"/cases/{case.pk}/", {**GOODS, "do": "submit"})
        assert Case.objects.get(pk=case.pk).state == "draft", who


@pytest.mark.asvs("12.2.1", "4.2.1")
def test_documents_are_checked_and_only_for_those_who_may(hall):
    firm = hall.people["firm"]
    case = moving.draft(firm, hall.service("special-goods"))
    with pytest.raises(Invalid, match=r"\.pdf"):
        moving.attach(firm, case, "plan", "x.pdf", b"MZ")
    kept = moving.attach(firm, case, "plan", "plan.pdf", PDF)
    moving.submit(firm, case, GOODS, NOW)
    assert hall.client("park").get(f"/cases/documents/{kept.pk}/").status_code == 200
    assert hall.client("planning").get(f"/cases/documents/{kept.pk}/").status_code == 404
    assert hall.client("lin").get(f"/cases/documents/{kept.pk}/").status_code == 404


@pytest.mark.parametrize("code", ["91310115MA1K0000X0", "9131", "91350100M000100Y44"])
def test_a_credit_code_is_checked_to_its_last_character(hall, code):
    with pytest.raises(Invalid, match="social credit"):
        registers.enrol(
            hall.people["park"],
            code="acme",
            credit_code=code,
            name_zh="甲",
            name_en="A",
            park="zjsc",
            registered_on=date(2020, 1, 1),
        )


def test_a_real_credit_code_checks_out():
    assert registers.checks_out("91350100M000100Y43")  # the example of GB 32100-2015, annex


@pytest.mark.asvs("5.2.4", "5.2.5")
def test_an_uploaded_process_is_refused_whole_with_its_faults(hall):
    city, other, now = hall.people["city"], hall.people["city2"], now_in()
    day = now.astimezone(here().tz).date()
    with pytest.raises(Invalid, match="needs a default flow"):
        setup.offer(
            city,
            code="visit",
            group="general",
            name_zh="参观",
            name_en="Visit",
            park="zjsc",
            bpmn=DRAWN.replace(' default="f4"', "").encode(),
            tables=[],
            valid_from=day,
        )
    service = setup.offer(
        city,
        code="visit",
        group="general",
        name_zh="参观",
        name_en="Visit",
        park="zjsc",
        bpmn=DRAWN.encode(),
        tables=[],
        valid_from=day,
    )
    with pytest.raises(Refused, match="No version"):
        apply(hall, "visit", {"people": "12", "leader": "甲"}, now)
    setup.put_in_force(other, service.versions.get())
    case = apply(hall, "visit", {"people": "12", "leader": "甲"}, now)
    renewed = setup.renew(
        city,
        service,
        name_zh="二",
        name_en="Two",
        bpmn=DRAWN.replace('config="60"', 'config="10"').encode(),
        tables=[],
        valid_from=day,
    )
    assert service.in_force(day).number == 1
    setup.put_in_force(other, renewed)
    assert (case.version.number, renewed.number) == (1, 2)
    do(hall, case, "look", now, verdict="grant")
    case.refresh_from_db()
    assert case.outcome == "granted"
    with pytest.raises(Invalid, match="correct the highlighted"):
        apply(hall, "visit", {"people": "12", "leader": "甲"}, now)


def test_a_register_that_cannot_answer_leaves_the_step_open(hall):
    case = apply(
        hall,
        "flexible-land",
        {
            "enterprise": "demo-chip",
            "parcel": "demo-3",
            "kind": "mix",
            "industry": "50",
            "research": "40",
            "support": "10",
            "far": "3.5",
            "height": "70",
            "why": "x",
        },
    )
    do(hall, case, "planning-review", planning_opinion="agree")
    do(hall, case, "park-review", park_opinion="agree")
    moving.pass_time(NOW + timedelta(days=31))
    do(hall, case, "objections", NOW + timedelta(days=31))
    with verb.opened("test", None):
        Parcel.objects.get(code="demo-3").delete()
    with pytest.raises(Refused, match="not in the register"):
        do(hall, case, "decide", NOW + timedelta(days=31), verdict="grant")
    assert waiting(case, "decide")


def test_what_every_case_waits_for_is_owned(hall):
    for case in Case.objects.filter(state="running"):
        assert Stage.objects.filter(case=case, done_at=None).exists()
    assert json.dumps([b.number for b in Batch.objects.all()])


def test_an_enterprise_s_own_program_applies_and_asks_where_a_case_is(hall):
    client = hall.client("firm")
    service = hall.service("special-goods")

    def post(answers):
        return client.post(
            f"/api/v1/services/{service.pk}/cases",
            json.dumps({"answers": answers}),
            content_type="application/json",
        )

    before = Case.objects.count()
    wrong = post({**GOODS, "bsl": "9"})
    assert wrong.status_code == 422
    assert Case.objects.count() == before
    made = post(GOODS).json()
    assert (made["state"], made["waits"][0]["lane"]) == ("running", "park")
    assert client.get(f"/api/v1/cases/{made['id']}").json()["code"] == made["code"]
    assert hall.client("lin").get(f"/api/v1/cases/{made['id']}").status_code == 404
