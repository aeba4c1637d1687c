"""What applicants and officers do in the pages they do by the API, under the same permissions, with
the same refusals.
"""

from __future__ import annotations

import pytest

from scicity.parkservices.models import Contest, CreditNote, Objection, Parcel, Stage
from scicity.parkservices.services import moving, offices
from scicity.platform.verbs import verb
from tests.parkservices.test_moving import GOODS, PDF

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


def at(hall, who, path, body=None, method=""):
    """The status and what was answered."""
    client = hall.client(who)
    answer = (
        client.get(f"/api/v1{path}")
        if body is None and not method
        else client.post(f"/api/v1{path}", body or {}, content_type="application/json")
    )
    return answer.status_code, answer.json() if answer["Content-Type"].startswith(
        "application/json"
    ) else None


def who_may(hall, path, body):
    """Who is not told that there is nothing there."""
    return {
        w
        for w in (
            "lin",
            "firm",
            "park",
            "customs",
            "customs2",
            "health",
            "city",
            "auditor",
            "office",
        )
        if at(hall, w, path, body)[0] != 404
    }


def applied(hall):
    status, case = at(
        hall, "firm", f"/services/{hall.service('special-goods').pk}/cases", {"answers": GOODS}
    )
    assert status == 200, case
    return case["id"]


def waits(case, lane):
    return Stage.objects.get(case=case, lane=lane, done_at=None, wait=False)


def answered(hall, who, case, lane, why="", **answers):
    return at(hall, who, f"/steps/{waits(case, lane).pk}/answer", {"answers": answers, "why": why})


def test_a_case_goes_from_its_form_to_the_permit_by_the_api_alone(hall):
    case = applied(hall)
    mine = at(hall, "park", "/desk?q=" + at(hall, "firm", f"/cases/{case}")[1]["code"])[1]
    assert [s["case_id"] for s in mine] == [case]
    step = at(hall, "park", f"/steps/{mine[0]['id']}")[1]
    assert str(step["application"]["quantity"]) == "100"
    assert "contact" not in step["application"], "what is personal stays sealed"
    assert [f["id"] for f in step["fields"]][:1] == ["complete"]
    assert answered(hall, "park", case, "park", complete="accept")[0] == 200
    assert answered(hall, "customs", case, "customs", customs_opinion="agree")[0] == 200
    assert answered(hall, "health", case, "health", health_opinion="agree")[0] == 200
    status, told = answered(
        hall, "customs", case, "customs", verdict="grant", granted_quantity="101"
    )
    assert status == 422
    assert "more than the 100" in told["error"]
    status, told = answered(
        hall,
        "customs",
        case,
        "customs",
        why="the flask holds it",
        verdict="grant",
        granted_quantity="101",
    )
    assert (status, told["awaits_second"]) == (200, True)
    assert at(hall, "customs", f"/steps/{told['id']}/second", {"agree": True})[0] == 409, (
        "not the same person"
    )
    assert at(hall, "customs2", f"/steps/{told['id']}/second", {"agree": True})[0] == 200
    assert at(hall, "firm", f"/cases/{case}")[1]["outcome"] == "granted"


def test_each_step_is_its_own_authority_s(hall):
    case = applied(hall)
    step = waits(case, "park").pk
    for path, body in (
        (f"/steps/{step}/take", {}),
        (f"/steps/{step}/answer", {"answers": {"complete": "no such"}}),
    ):
        assert who_may(hall, path, body) == {"park"}
    assert {
        w
        for w in ("lin", "firm", "park", "customs", "auditor")
        if at(hall, w, f"/steps/{step}")[0] == 200
    } == {"park"}
    assert {
        w
        for w in ("lin", "firm", "park", "auditor", "health")
        if at(hall, w, f"/cases/{case}/status")[0] == 200
    } == {"firm", "park", "auditor"}
    waits(case, "park").refresh_from_db()
    assert waits(case, "park").pk == step, "nobody moved it"


def test_a_draft_is_nobody_s_but_its_writer_s_by_any_way(hall):
    draft = moving.draft(hall.people["firm"], hall.service("special-goods"))
    moving.save_draft(hall.people["firm"], draft, {"contact": "王小明"})
    document = moving.attach(hall.people["firm"], draft, "plan", "plan.pdf", PDF)
    for who in ("lin", "park", "customs", "city", "auditor", "office"):
        assert at(hall, who, f"/cases/{draft.pk}")[0] == 404, who
        assert at(hall, who, f"/cases/{draft.pk}/status")[0] == 404, who
        for page in (f"/cases/{draft.pk}/", f"/cases/documents/{document.pk}/"):
            assert hall.client(who).get(page).status_code == 404, (who, page)
        assert all(c["id"] != draft.pk for c in at(hall, who, "/cases")[1])
    assert at(hall, "firm", f"/cases/{draft.pk}/status")[0] == 200


def test_steps_are_handed_over_all_or_none(hall):
    case, other = applied(hall), applied(hall)
    for n in (case, other):
        answered(hall, "park", n, "park", complete="accept")
    steps = [waits(n, "customs").pk for n in (case, other)]
    at(hall, "customs", f"/steps/{steps[0]}/take", {})
    assert (
        at(hall, "customs", "/desk/hand-over", {"steps": steps, "to": "customs2@demo.example"})[0]
        == 409
    ), "one of them is not theirs"
    assert (
        at(hall, "customs", "/desk/hand-over", {"steps": steps[:1], "to": "nobody@else.example"})[0]
        == 404
    )
    assert (
        at(hall, "customs2", "/desk/hand-over", {"steps": steps, "to": "health@demo.example"})[0]
        == 409
    ), "not of the authority"
    assert at(
        hall, "customs2", "/desk/hand-over", {"steps": steps, "to": "customs2@demo.example"}
    ) == (200, {"moved": 2})
    assert set(Stage.objects.filter(pk__in=steps).values_list("taken_by", flat=True)) == {
        hall.people["customs2"].pk
    }
    assert at(hall, "lin", "/desk/hand-over", {"steps": steps})[0] in (403, 404)
    assert at(hall, "customs", "/desk?holder=mine")[1] == []


def test_a_published_case_is_objected_to_and_the_objection_decided(hall):
    Parcel.objects.filter(code="demo-3").update(holder=None)
    status, land = at(
        hall, "firm", f"/services/{hall.service('flexible-land').pk}/cases", {"answers": LAND}
    )
    assert status == 200, land
    case = land["id"]
    assert at(hall, "lin", f"/cases/{case}/objections", {"text": "x"})[0] == 404, (
        "not published yet"
    )
    for lane, name in (("planning", "planning_opinion"), ("park", "park_opinion")):
        who = offices.officers_of(lane)[0].email.split("@")[0]
        assert answered(hall, who, case, lane, **{name: "agree"})[0] == 200
    status, kept = at(hall, "lin", f"/cases/{case}/objections", {"text": "it casts a shadow"})
    assert status == 200, kept
    assert at(hall, "lin", f"/cases/{case}/objections", {"text": " "})[0] == 422
    path, body = f"/objections/{kept['id']}/decide", {"upheld": True, "reply": "the shadow is real"}
    for who in ("lin", "firm", "customs", "auditor"):
        assert at(hall, who, path, body)[0] == 404, who
    planner = offices.officers_of("planning")[0].email.split("@")[0]
    while at(hall, planner, path, body)[0] == 404:  # the authority whose step is open decides
        planner = "park"
    assert Objection.objects.get(pk=kept["id"]).upheld is True
    assert at(hall, planner, path, body)[0] == 409, "once"


def test_a_credit_note_is_contested_and_decided_by_another(hall):
    with verb.opened("test", None):
        note = CreditNote(enterprise=hall.firm, points=-20, why="late")
        note.save()
    assert who_may(hall, f"/notes/{note.pk}/contest", {"text": " "}) == {"firm"}
    status, made = at(hall, "firm", f"/notes/{note.pk}/contest", {"text": "it was in time"})
    assert status == 200, made
    assert at(hall, "firm", f"/notes/{note.pk}/contest", {"text": "again"})[0] == 409
    assert who_may(hall, f"/contests/{made['id']}/decide", {"upheld": True, "reply": " "}) == {
        "park",
        "city",
    }
    assert (
        at(
            hall,
            "park",
            f"/contests/{made['id']}/decide",
            {"upheld": True, "reply": "the stamp says so"},
        )[1]["upheld"]
        is True
    )
    assert Contest.objects.get(pk=made["id"]).decided_by == hall.people["park"]


def test_every_operation_is_in_the_schema_with_its_words(hall):
    schema = hall.client("").get("/api/v1/openapi.json").json()["paths"]
    for path in (
        "/desk",
        "/steps/{pk}",
        "/steps/{pk}/answer",
        "/steps/{pk}/second",
        "/steps/{pk}/take",
        "/desk/hand-over",
        "/cases/{pk}/objections",
        "/objections/{pk}/decide",
        "/cases/{pk}/status",
        "/notes/{pk}/contest",
        "/contests/{pk}/decide",
    ):
        assert f"/api/v1{path}" in schema, path
