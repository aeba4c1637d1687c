"""Who may assert and who consents in park services: holders, grants, objections, hand-over,
decisions, versions.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from scicity.parkservices.models import (
    Approval,
    Case,
    Contest,
    CreditNote,
    Enterprise,
    Objection,
    Officer,
    Parcel,
    Permit,
    Stage,
)
from scicity.parkservices.services import batches, moving, objections, offices, registers, setup
from scicity.platform import people
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Person
from scicity.platform.verbs import verb
from scicity.registry import here
from scicity.workflow import now_in
from tests.parkservices.test_moving import GOODS, NOW, PDF, PERSON, apply, do, waiting
from tests.workflow.offices import DRAWN

pytestmark = pytest.mark.django_db
LAND = {
    "enterprise": "demo-chip",
    "parcel": "demo-3",
    "kind": "mix",
    "industry": "33.4",
    "research": "33.3",
    "support": "33.3",
    "far": "3.5",
    "height": "70",
    "why": "x",
}


def free(code="demo-3"):
    Parcel.objects.filter(code=code).update(holder=None)


def last_moment(case):
    return objections.closes(objections.window(case))


def noticed(hall, **more):
    """A land case whose notice is up."""
    free()
    case = apply(hall, "flexible-land", {**LAND, **more})
    do(hall, case, "planning-review", planning_opinion="agree")
    do(hall, case, "park-review", park_opinion="agree")
    return case


def at_decision(hall, **more):
    case = apply(hall, "special-goods", {**GOODS, **more})
    do(hall, case, "check", complete="accept")
    do(hall, case, "customs-two", customs_opinion="agree", customs_opinion_note="labels are right")
    do(hall, case, "health-two", health_opinion="agree", health_opinion_note="health has looked")
    return case


# --- 13 and 14: shares, holders, grants -----------------------------------------------------------


def test_shares_of_one_decimal_are_applied_for_by_page_and_by_api(hall):
    free()
    client, service = hall.client("firm"), hall.service("flexible-land")
    made = client.post(
        f"/api/v1/services/{service.pk}/cases",
        json.dumps({"answers": LAND}),
        content_type="application/json",
    ).json()
    assert made["state"] == "running", made
    draft = moving.draft(hall.people["firm"], service)
    client.post(f"/cases/{draft.pk}/", {**LAND, "do": "submit"})
    assert Case.objects.get(pk=draft.pk).state == "running"


def test_a_parcel_is_granted_once_and_its_holder_alone_may_change_it(hall):
    free()
    rival = apply(
        hall, "flexible-land", {**LAND, "enterprise": "demo-pharma"}
    )  # both ask while nobody holds it
    for step, answers in (
        ("planning-review", {"planning_opinion": "agree"}),
        ("park-review", {"park_opinion": "agree"}),
    ):
        do(hall, rival, step, **answers)
    parcel = Parcel.objects.get(code="demo-3")
    parcel_range = {
        "far_low": 1,
        "far_high": 3,
        "height_high": 80,
        "industry_low": 30,
        "support_high": 40,
    }
    Parcel.objects.filter(pk=parcel.pk).update(**parcel_range)
    first = apply(hall, "flexible-land", {**LAND, "far": "2"})
    assert first.outcome == "granted", first.end_en
    parcel.refresh_from_db()
    assert (parcel.holder.code, str(parcel.industry.normalize())) == ("demo-chip", "33.4")
    moving.pass_time(NOW + timedelta(days=31))
    do(hall, rival, "objections", NOW + timedelta(days=31))
    with pytest.raises(Refused, match="is held by"):
        do(hall, rival, "decide", NOW + timedelta(days=31), verdict="grant")
    do(
        hall,
        rival,
        "decide",
        NOW + timedelta(days=31),
        verdict="refuse",
        why="somebody else holds it",
    )
    for who in ("demo-pharma", "demo-cell"):
        with pytest.raises(Invalid) as caught:
            apply(hall, "flexible-land", {**LAND, "enterprise": who})
        assert "another enterprise holds" in str(caught.value.fields["parcel"])
    answer = hall.client("firm").post(
        f"/api/v1/services/{rival.service_id}/cases",
        json.dumps({"answers": {**LAND, "enterprise": "demo-pharma"}}),
        content_type="application/json",
    )
    assert answer.status_code == 422
    assert "parcel" in answer.json()["fields"]


def test_a_holder_is_set_by_the_registrar_with_a_document(hall):
    free()
    parcel, cell = Parcel.objects.get(code="demo-3"), Enterprise.objects.get(code="demo-cell")
    with pytest.raises(Invalid, match="document"):
        registers.set_holder(hall.people["park"], parcel, cell, " ")
    hall.client("firm").post(
        f"/registers/parcels/{parcel.pk}/holder/", {"enterprise": cell.pk, "document": "mine"}
    )
    parcel.refresh_from_db()
    assert parcel.holder is None
    hall.client("park").post(
        f"/registers/parcels/{parcel.pk}/holder/", {"enterprise": cell.pk, "document": "deed 7"}
    )
    parcel.refresh_from_db()
    assert (parcel.holder, parcel.document) == (cell, "deed 7")


@pytest.mark.parametrize(
    ("shares", "why"),
    [
        ((33.4, 33.3, 33.3), ""),
        ((70.1, 29.7, 0.2), ""),
        ((33.4, 33.3, 33.4), "they add up to 100.1"),
        ((60, 30, True), "is no number"),
        ((60, 30, "ten"), "is no number"),
        ((60, 30, float("nan")), "is no number"),
        (("60", "30", "10.0000001"), "6 digits"),
    ],
)
def test_parcels_come_in_with_shares_that_add_up_exactly(hall, shares, why):
    parcel = {
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[121, 31], [121.01, 31], [121.01, 31.01], [121, 31]]],
        },
        "properties": {
            "code": "good",
            "park": "zjsc",
            **dict(zip(("industry", "research", "support"), shares, strict=True)),
            "far": 2,
            "height": 50,
            "far_low": 1,
            "far_high": 3,
            "height_high": 80,
            "industry_low": 50,
            "support_high": 30,
        },
    }
    if not why:
        assert registers.draw_parcels(hall.people["park"], {"features": [parcel]}) == 1
        return
    with pytest.raises(Invalid) as caught:
        registers.draw_parcels(hall.people["park"], {"features": [parcel]})
    assert why in str(caught.value)


def test_more_than_was_asked_takes_a_reason_and_a_second_person(hall):
    case = at_decision(hall)
    first, other = hall.officer("customs")
    with pytest.raises(Invalid, match=r"\(101\) is more than the 100 requested"):
        do(hall, case, "decide", verdict="grant", granted_quantity="101")
    stage = do(
        hall,
        case,
        "decide",
        verdict="grant",
        granted_quantity="100.001",
        why="the flask holds it",
        who=first,
    )
    assert stage.proposal is not None
    assert not Permit.objects.filter(case=case).exists()
    with pytest.raises(Refused, match="Somebody else"):
        moving.second(first, stage, True, NOW)
    moving.second(other, stage, True, NOW)
    assert str(Permit.objects.get(case=case).quantity) == "100.001"


def test_refusing_asks_nothing_that_only_granting_needs_by_page_too(hall):
    case = at_decision(hall)
    do_it = hall.client("customs")
    stage = waiting(case, "decide")
    page = do_it.get(f"/desk/{stage.pk}/").content.decode()
    assert "only when granting" in page
    do_it.post(
        f"/cases/steps/{stage.pk}/",
        {"verdict": "refuse", "reason": "not needed", "why": "no need was shown"},
    )
    stage.refresh_from_db()
    assert stage.proposal["granted_quantity"] is None
    hall.client("customs2").post(f"/desk/{stage.pk}/second/", {"say": "agree"})
    case.refresh_from_db()
    assert case.outcome == "refused"
    with pytest.raises(Invalid) as caught:
        do(hall, at_decision(hall), "decide", verdict="grant")
    assert set(caught.value.fields) == {"granted_quantity"}


def test_a_quantity_finer_than_permits_keep_is_refused_and_not_rounded(hall):
    case = at_decision(hall)
    with pytest.raises(Refused, match="finer than"):
        do(hall, case, "decide", verdict="grant", granted_quantity="0.0004")


def test_nobody_works_on_an_application_of_their_own(hall):
    case = apply(hall, "special-goods", GOODS)
    officer = hall.people["park"]
    with verb.opened("test", None):
        hall.firm.members.add(officer)
    with pytest.raises(Refused, match="You have a part"):
        do(hall, case, "check", complete="accept")
    hall.client("park").post(f"/cases/steps/{waiting(case).pk}/", {"complete": "accept"})
    assert waiting(case, "check")
    with pytest.raises(Refused, match="You have a part"):
        offices.take(officer, waiting(case))


# --- 15: objections -------------------------------------------------------------------------------


def test_objections_of_the_last_moment_reach_the_process_later_ones_not(hall):
    case = noticed(hall)
    end = last_moment(case)
    assert (end.hour, end.minute, end.second, end.microsecond) == (23, 59, 59, 999999)
    kept = objections.object_to(hall.people["lin"], case, "it casts a shadow", end)
    with pytest.raises(Refused, match="over"):
        objections.object_to(hall.people["zhou"], case, "too late", end + timedelta(microseconds=1))
    after = end + timedelta(seconds=1)
    assert moving.pass_time(end) == 0, "the last moment is in time for everybody"
    moving.pass_time(after)
    with pytest.raises(Refused, match="1 objection is not decided"):
        do(hall, case, "objections", after)
    objections.decide(hall.people["planning"], kept, True, "the shadow is real", after)
    do(
        hall, case, "objections", after, raised="0", upheld="0"
    )  # what somebody types is not what is counted
    decide = waiting(case, "decide")
    assert (decide.advice["value"], decide.advice["en"]) == ("refuse", "An objection was upheld")
    parcel = Parcel.objects.get(code="demo-3")
    with pytest.raises(Invalid, match=r"departs.*An objection to the case was upheld"):
        do(hall, case, "decide", after, verdict="grant")
    parcel.refresh_from_db()
    assert parcel.holder is None


def test_no_objection_stands_only_where_none_does(hall):
    case = noticed(hall)
    kept = [objections.object_to(hall.people[who], case, "no", NOW) for who in ("lin", "zhou")]
    after = last_moment(case) + timedelta(seconds=1)
    moving.pass_time(after)
    for o in kept:
        objections.decide(hall.people["planning"], o, False, "it does not hold", after)
    do(hall, case, "objections", after)
    assert waiting(case, "decide").advice["value"] == "grant"
    do(hall, case, "decide", after, verdict="grant")
    case.refresh_from_db()
    assert case.outcome == "granted"


def test_a_notice_is_public_and_objected_to_on_its_page(hall):
    with verb.opened("test", None):
        Stage.objects.filter(wait=True, done_at=None).update(due=date(2020, 1, 1))
    free()
    now = now_in()
    case = apply(hall, "flexible-land", LAND, now)
    do(hall, case, "planning-review", now, planning_opinion="agree")
    do(hall, case, "park-review", now, park_opinion="agree")
    page = hall.client(None).get("/services/notices/").content.decode()
    assert case.code in page
    assert "33.4" in page
    assert hall.client(None).post(f"/cases/{case.pk}/object/", {"text": "x"}).status_code == 302
    assert not case.objections.exists()
    hall.client("lin").post(f"/cases/{case.pk}/object/", {"text": "the road is too narrow"})
    kept = case.objections.get()
    assert (
        "the road is too narrow" not in hall.client(None).get("/services/notices/").content.decode()
    )
    assert "being decided" in hall.client("lin").get("/services/notices/").content.decode()
    for who in ("firm", "lin", "health", "city", None):
        hall.client(who).post(f"/cases/objections/{kept.pk}/", {"say": "reject", "reply": "x"})
        kept.refresh_from_db()
        assert kept.upheld is None, who


def test_whoever_objected_or_applied_does_not_decide_the_objection(hall):
    case = noticed(hall)
    kept = objections.object_to(hall.people["planning"], case, "mine", NOW)
    with pytest.raises(Refused, match="no part"):
        objections.decide(hall.people["planning"], kept, False, "x", NOW)
    with pytest.raises(IntegrityError, match="objection_two_people"), transaction.atomic():
        Objection.objects.filter(pk=kept.pk).update(decided_by=kept.by)


def test_a_batch_is_open_as_long_as_its_process_publishes(hall):
    case = apply(hall, "talent-settlement", PERSON)
    do(hall, case, "verify", verified="confirmed")
    saturday = datetime(2026, 12, 5, 4, tzinfo=here().tz)
    batch = batches.publish(
        hall.people["talent"],
        batches.gather(hall.people["talent"], case.service, [waiting(case)]),
        saturday,
    )
    assert batch.until == date(2026, 12, 11)
    assert waiting(case).due == batch.until


# --- 16: hand-over --------------------------------------------------------------------------------


def seat(person, authority="customs"):
    return Officer.objects.get(person=person, authority__code=authority)


def held(hall, n=3):
    """Steps at customs that its officer has taken."""
    found = []
    for _ in range(n):
        case = apply(hall, "special-goods", {**GOODS, "bsl": "3"})
        do(hall, case, "check", complete="accept")
        found.append(waiting(case, "customs-review"))
        offices.take(hall.people["customs"], found[-1])
    return found


def test_a_role_ends_only_with_its_cases_handed_over(hall):
    mine, leaving, other = held(hall), hall.people["customs"], hall.people["customs2"]
    city = hall.client("city")
    page = city.post(
        f"/registers/officers/{seat(leaving).pk}/dismiss/", {}, follow=True
    ).content.decode()
    assert "still holds" in page
    assert Officer.objects.filter(person=leaving, authority__code="customs").exists()
    with pytest.raises(Invalid, match="somebody else"):
        offices.dismiss(hall.people["city"], seat(leaving), leaving)
    with pytest.raises(Refused, match="not of this authority"):
        offices.dismiss(hall.people["city"], seat(leaving), hall.people["health"])
    city.post(f"/registers/officers/{seat(leaving).pk}/dismiss/", {"to": other.pk})
    assert not Officer.objects.filter(person=leaving, authority__code="customs").exists()
    assert {Stage.objects.get(pk=s.pk).taken_by for s in mine} == {other}
    with pytest.raises(Refused, match="nobody else is of it"):
        offices.dismiss(hall.people["city"], seat(other), None, True)


def test_an_account_is_not_erased_with_cases_in_its_hands(hall):
    held(hall, 1)
    with pytest.raises(Refused, match="hand them over"):
        people.erase(hall.people["customs"], hall.people["customs"])
    assert Person.objects.get(pk=hall.people["customs"].pk).is_active


def test_a_proposal_of_one_who_leaves_is_decided_anew(hall):
    case = at_decision(hall)
    first, other = hall.officer("customs")
    stage = do(hall, case, "decide", verdict="refuse", why="x", who=first)
    assert stage.proposal is not None
    offices.dismiss(hall.people["city"], seat(first), other)
    stage.refresh_from_db()
    assert (stage.proposal, stage.taken_by) == (None, other)


def test_whoever_is_away_is_given_nothing_and_comes_back(hall):
    (mine,), ill, other = held(hall, 1), hall.people["customs"], hall.people["customs2"]
    today = offices.today()
    hall.client("customs2").post(
        f"/registers/officers/{seat(ill).pk}/absence/",
        {"absent_from": today, "absent_until": today + timedelta(days=3), "to": other.pk},
    )
    mine.refresh_from_db()
    assert mine.taken_by == other
    assert ill not in offices.officers_of("customs")
    with pytest.raises(Refused, match="away"):
        offices.take(other, mine, ill)
    assert ill in offices.officers_of("customs", today + timedelta(days=4))
    hall.client("customs2").post(f"/registers/officers/{seat(ill).pk}/absence/", {"do": "back"})
    assert ill in offices.officers_of("customs")
    for who in ("health", "park", "firm"):
        assert (
            hall.client(who)
            .post(
                f"/registers/officers/{seat(ill).pk}/absence/", {"absent_from": today, "to": "pool"}
            )
            .status_code
            == 404
        )


def test_a_supervisor_sees_who_holds_what(hall):
    held(hall, 2)
    page = hall.client("customs2").get("/desk/loads/").content.decode()
    assert "Qin Lan" in page
    assert "Health" not in page.partition("<main")[2]
    assert hall.client("customs").get("/desk/loads/").status_code == 403
    assert "Qin Lan" in hall.client("city").get("/desk/loads/").content.decode()


def test_a_queue_of_thousands_is_searched_sorted_and_paged(hall):
    (one,) = held(hall, 1)
    source = {
        f.name: getattr(one, f.name)
        for f in Stage._meta.fields
        if f.name not in ("id", "task", "taken_by", "due")
    }
    with verb.opened("test", None):
        Stage.objects.bulk_create(
            [
                Stage(**source, task=f"made-{n}", due=date(2026, 1, 1) + timedelta(days=n % 400))
                for n in range(2500)
            ]
        )
    client = hall.client("customs2")
    page = client.get("/desk/").content.decode()
    assert page.count('name="stages"') == 50
    assert client.get("/desk/?page=2&order=-due").content.decode().count('name="stages"') == 50
    queue = offices.queue(hall.people["customs2"], order="-due")
    assert [s.due for s in queue[:60]] == sorted((s.due for s in queue), reverse=True)[:60]
    assert offices.queue(hall.people["customs2"], text=one.case.code).count() == 2501
    assert (
        offices.queue(
            hall.people["customs2"], text=one.case.code, holder=str(hall.people["customs"].pk)
        ).get()
        == one
    )
    assert offices.queue(hall.people["customs2"], text="no such firm").count() == 0
    assert offices.queue(hall.people["health"], text=one.task).count() == 0
    assert client.get("/desk/?page=x&order=__class__&holder=' or 1&q=%25").status_code == 200


def test_many_are_handed_over_at_once_by_picking_a_person(hall):
    mine, other = held(hall, 3), hall.people["customs2"]
    numbers = [s.pk for s in mine]
    hall.client("customs").post(
        "/desk/hand/", {"stages": numbers[:1], "person": other.pk}
    )  # one's own
    assert Stage.objects.get(pk=numbers[0]).taken_by == other
    with_another = (
        hall.client("customs")
        .post("/desk/hand/", {"stages": numbers, "person": hall.people["customs"].pk}, follow=True)
        .content.decode()
    )
    assert "nothing was changed" in with_another
    assert Stage.objects.get(pk=numbers[0]).taken_by == other
    hall.client("customs2").post("/desk/hand/", {"stages": numbers, "person": other.pk})
    assert set(Stage.objects.filter(pk__in=numbers).values_list("taken_by", flat=True)) == {
        other.pk
    }
    hall.client("customs2").post(
        "/desk/hand/", {"stages": numbers, "person": hall.people["health"].pk}
    )
    assert set(Stage.objects.filter(pk__in=numbers).values_list("taken_by", flat=True)) == {
        other.pk
    }, "nobody of another authority"
    hall.client("customs2").post("/desk/hand/", {"stages": numbers, "person": "nobody"})
    assert set(Stage.objects.filter(pk__in=numbers).values_list("taken_by", flat=True)) == {None}


# --- 17: what the applicant is given --------------------------------------------------------------


def test_the_applicant_is_given_the_decision(hall):
    case = at_decision(hall)
    do(
        hall,
        case,
        "decide",
        verdict="grant",
        granted_quantity="80.5",
        reason="enough for the trial",
    )
    page = hall.client("firm").get(f"/cases/{case.pk}/").content.decode()
    permit = Permit.objects.get(case=case)
    for told in (
        permit.number,
        "80.5 mL",
        f"{permit.valid_from} – {permit.valid_until}",
        "enough for the trial",
        "Both agree",
        "row",
        "reconsideration",
        "Credit grade",
    ):
        assert told in page, told
    assert "health has looked" not in page
    made = hall.client("firm").get(f"/cases/{case.pk}/decision.pdf")
    assert (made.status_code, made["Content-Type"], made.content[:4]) == (
        200,
        "application/pdf",
        b"%PDF",
    )
    text = " ".join(
        " ".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.content)
        ).split()
    )
    for told in (permit.number, "80.5 mL", "enough for the trial", "Both agree", "How to appeal"):
        assert told in text, text
    assert "health has looked" not in text
    assert "王小明" not in text
    for who in ("lin", "talent", None):
        assert hall.client(who).get(f"/cases/{case.pk}/decision.pdf").status_code in (302, 404), who


def test_own_cases_are_on_the_home_page(hall):
    case = apply(hall, "special-goods", GOODS)
    page = hall.client("firm").get("/").content.decode()
    assert case.code in page
    assert "My applications" in page
    assert case.code not in hall.client("lin").get("/").content.decode()


def test_an_officer_s_home_page_says_what_waits(hall):
    held(hall, 2)
    assert "cases assigned to you" in hall.client("customs").get("/").content.decode()
    assert "nobody of your authority has taken" in hall.client("health").get("/").content.decode()
    offered(hall)
    assert "versions of services to put in force" in hall.client("city2").get("/").content.decode()
    assert (
        "versions of services to put in force" not in hall.client("city").get("/").content.decode()
    )


def test_uploads_bear_their_names(hall):
    firm, client = hall.people["firm"], hall.client("firm")
    case = moving.draft(firm, hall.service("talent-settlement"))
    client.post(
        f"/cases/{case.pk}/",
        {**PERSON, "evidence": SimpleUploadedFile("证明 2026.pdf", PDF), "do": "submit"},
    )
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert page.count("证明 2026.pdf") >= 2, "among the answers and among the documents"
    sent = client.get(f"/cases/documents/{case.documents.get().pk}/")
    assert "filename*=utf-8''%E8%AF%81%E6%98%8E%202026.pdf" in sent["Content-Disposition"]


def test_whoever_decides_reads_every_opinion(hall):
    case = at_decision(hall)
    page = hall.client("customs2").get(f"/desk/{waiting(case, 'decide').pk}/").content.decode()
    for told in ("labels are right", "health has looked", "by every authority"):
        assert told in page, told


def test_a_credit_grade_is_seen_and_contested(hall):
    with verb.opened("test", None):
        note = CreditNote(enterprise=hall.firm, points=-20, why="late")
        note.save()
    before = registers.credit(hall.firm, offices.today())
    firm, page = hall.client("firm"), f"/registers/enterprises/{hall.firm.pk}/"
    assert "Contest it" in firm.get(page).content.decode()
    assert (
        hall.client("lin").post(f"/registers/notes/{note.pk}/contest/", {"text": "x"}).status_code
        == 404
    )
    firm.post(f"/registers/notes/{note.pk}/contest/", {"text": "it was in time"})
    held_ = Contest.objects.get(note=note)
    for who in ("firm", "lin", "health"):
        hall.client(who).post(f"/registers/contests/{held_.pk}/", {"say": "uphold", "reply": "x"})
        held_.refresh_from_db()
        assert held_.upheld is None, who
    hall.client("park").post(
        f"/registers/contests/{held_.pk}/", {"say": "uphold", "reply": "the stamp says so"}
    )
    assert registers.credit(hall.firm, offices.today()) < before
    assert "the stamp says so" in firm.get(page).content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_credit_note_is_contested_in_time_or_told_until_when_it_could(hall, language):
    """In working days of the city, by page and by API: the last day still counts."""
    calendar, day = here().workdays, offices.today()
    last = next(d for n in range(80) if calendar.after(d := day - timedelta(n), 20) <= day)
    assert calendar.after(last + timedelta(1), 20) > day
    late = last if calendar.after(last, 20) < day else last - timedelta(1)
    while calendar.after(late, 20) >= day:
        late -= timedelta(1)
    with verb.opened("test", None):
        notes = [
            CreditNote(
                enterprise=hall.firm,
                points=-1,
                why=f"note {d}",
                at=datetime.combine(d, time(23, 30), here().tz),
            )
            for d in (late + timedelta(1), late)
        ]
        for n in notes:
            n.save()
    intime, over = notes
    until = calendar.after(late, 20).isoformat()
    firm = hall.client("firm")
    page = firm.get(
        f"/registers/enterprises/{hall.firm.pk}/", headers={"accept-language": language}
    ).content.decode()
    assert until in page
    assert f'action="/registers/notes/{intime.pk}/contest/"' in page
    assert f'action="/registers/notes/{over.pk}/contest/"' not in page
    told = firm.post(
        f"/api/v1/notes/{over.pk}/contest",
        {"text": "it was in time"},
        content_type="application/json",
        headers={"accept-language": language},
    )
    assert told.status_code == 409
    assert until in told.content.decode()
    firm.post(f"/registers/notes/{over.pk}/contest/", {"text": "it was in time"})
    firm.post(f"/registers/notes/{intime.pk}/contest/", {"text": "it was in time"})
    assert [n.contests.exists() for n in notes] == [True, False]


# --- 18: versions ---------------------------------------------------------------------------------


def offered(hall, day=None):
    return setup.offer(
        hall.people["city"],
        code="visit",
        group="general",
        name_zh="参观",
        name_en="Visit",
        park="zjsc",
        bpmn=DRAWN.encode(),
        tables=[],
        valid_from=day or offices.today(),
    )


def test_a_version_takes_two_people_and_never_the_past(hall):
    with pytest.raises(Invalid, match="days that are past"):
        offered(hall, offices.today() - timedelta(days=1))
    service = offered(hall)
    version = service.versions.get()
    with pytest.raises(Refused, match="Somebody else"):
        setup.put_in_force(hall.people["city"], version)
    hall.client("city").post(f"/services/versions/{version.pk}/approve/")
    assert service.in_force(offices.today()) is None
    assert hall.client("firm").get(f"/services/versions/{version.pk}/files.zip").status_code == 404
    for who in ("firm", "park", "customs2"):
        hall.client(who).post(f"/services/versions/{version.pk}/approve/")
        assert not Approval.objects.filter(version=version).exists(), who
    hall.client("city2").post(f"/services/versions/{version.pk}/approve/")
    assert service.in_force(offices.today()) == version
    assert service.in_force(offices.today() - timedelta(days=1)) is None
    with pytest.raises(IntegrityError, match="approval_two_people"), transaction.atomic():
        Approval.objects.filter(version=version).update(by=version.made_by)
    with pytest.raises(Refused, match="put in force"):
        setup.drop_version(hall.people["city"], version)


def test_an_approval_that_comes_late_is_not_back_dated(hall, monkeypatch):
    service = offered(hall)
    later = offices.today() + timedelta(days=40)
    monkeypatch.setattr(setup, "today", lambda: later)
    setup.put_in_force(hall.people["city2"], service.versions.get())
    assert service.in_force(later - timedelta(days=1)) is None
    assert service.in_force(later).number == 1


def test_an_upload_with_a_reserved_word_says_so_on_the_page(hall):
    bad = DRAWN.replace('id="people"', 'id="class"')
    page = (
        hall.client("city")
        .post(
            "/services/new/",
            {
                "code": "visit",
                "group": "general",
                "name_zh": "参观",
                "name_en": "Visit",
                "valid_from": offices.today(),
                "bpmn": SimpleUploadedFile("v.bpmn", bad.encode()),
            },
        )
        .content.decode()
    )
    assert "is a reserved word" in page
