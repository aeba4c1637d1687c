"""Forms are checked as they are published, and one with a fault is replaced in an open call without
losing an answer.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from scicity.access.calls import services as calls
from scicity.access.calls.formcheck import check_form
from scicity.access.calls.questions import check_answers, shown
from scicity.access.home import views as pages
from scicity.access.models import FormVersion, Proposal
from scicity.access.proposals import api as proposal_api
from scicity.access.proposals import services as proposals
from scicity.access.proposals import views
from scicity.platform.errors import Invalid, Stale
from scicity.platform.models import Notification
from tests.access.test_trust import at_api, at_page, stranger

L = {"zh": "问", "en": "Q"}
YES = {"id": "y", "type": "yesno", "label": L}
PICK = {
    "id": "p",
    "type": "choice",
    "label": L,
    "options": [{"value": "a", "zh": "甲", "en": "A"}, {"value": "b", "zh": "乙", "en": "B"}],
}
NUMBER = {"id": "n", "type": "number", "label": L, "min": "1", "max": "9"}


def when(question, *equals):
    return {
        "id": "q",
        "type": "text",
        "label": L,
        "show_if": {"question": question, "equals": list(equals)},
    }


FAULTY = {
    "a least that is no number": [{**NUMBER, "min": "ten"}],
    "a most that is no number": [{**NUMBER, "max": "1e"}],
    "an endless bound": [{**NUMBER, "max": "NaN"}],
    "bounds the wrong way round": [{**NUMBER, "min": "10", "max": "9.5"}],
    "bounds of a text": [{"id": "t", "type": "text", "label": L, "min": "1"}],
    "a length that is no number": [{"id": "t", "type": "text", "label": L, "max_length": "long"}],
    "a length of nothing": [{"id": "t", "type": "longtext", "label": L, "max_length": 0}],
    "no options": [{**PICK, "options": []}],
    "an empty option": [{**PICK, "options": [{"value": " ", "zh": "甲", "en": "A"}]}],
    "an option without English": [{**PICK, "options": [{"value": "a", "zh": "甲"}]}],
    "an option that is no text": [{**PICK, "options": [{"value": ["a"], "zh": "甲", "en": "A"}]}],
    "a value twice": [
        {**PICK, "options": [PICK["options"][0], {"value": "a", "zh": "丙", "en": "C"}]}
    ],
    "two options that read the same": [
        {**PICK, "options": [PICK["options"][0], {"value": "c", "zh": "丙", "en": "a "}]}
    ],
    "a condition on what is not there": [when("y", "yes")],
    "a condition on what comes below": [when("y", "yes"), YES],
    "a condition on itself": [when("q", "x")],
    "a condition that no answer meets": [YES, when("y", "maybe")],
    "a condition on an option that is gone": [PICK, when("p", "c")],
    "a condition beyond the bounds": [NUMBER, when("n", "12")],
    "one of several answers that cannot be": [PICK, when("p", "a", "z")],
    "a condition on a heading": [{"id": "h", "type": "heading", "label": L}, when("h", "yes")],
    "a condition on a file": [{"id": "f", "type": "file", "label": L}, when("f", "x.pdf")],
    "a condition on a table": [{"id": "s", "type": "samples", "label": L}, when("s", "x")],
    "a condition without an answer": [YES, when("y")],
    "a heading that must be answered": [
        YES,
        {"id": "h", "type": "heading", "label": L, "required": True},
    ],
    "nothing but headings": [{"id": "h", "type": "heading", "label": L}],
    "required in a manner of speaking": [{**YES, "required": "no"}],
    "a question without words": [{**YES, "label": {"zh": "问", "en": " "}}],
    "a type that is no text": [{**YES, "type": ["text"]}],
}
GOOD = [
    [YES, when("y", "yes")],
    [NUMBER, when("n", 5)],
    [NUMBER, when("n", "5")],
    [PICK, when("p", "a", "b")],
    [{**PICK, "type": "choices"}, when("p", "b")],
    [{"id": "d", "type": "date", "label": L}, when("d", "2026-01-02")],
    [{**NUMBER, "min": "3", "max": "3"}],
]


@pytest.fixture
def office(city):
    with translation.override("en"):
        yield city.people["office"]


@pytest.mark.parametrize("name", FAULTY)
def test_a_form_with_a_fault_is_told_at_its_question(name):
    assert check_form(FAULTY[name]), name


@pytest.mark.parametrize("questions", GOOD)
def test_a_form_without_a_fault_can_be_published(questions):
    assert check_form(questions) == {}


def test_a_condition_that_can_hold_does():
    assert [q["id"] for q in shown([NUMBER, when("n", 5)], {"n": "5"})] == ["n", "q"]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=4), x, max_size=3),
    max_leaves=5,
)
KEYS = (
    "id",
    "type",
    "label",
    "required",
    "min",
    "max",
    "max_length",
    "options",
    "show_if",
    "help",
    "unit",
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(KEYS), ANY)
        | st.builds(lambda k, v: {**PICK, k: v}, st.sampled_from(KEYS), ANY)
        | ANY,
        max_size=4,
    )
)
def test_whatever_is_sent_as_a_form_is_judged_and_a_good_one_answered(questions):
    if not check_form(questions):
        assert isinstance(check_answers(questions, {"p": "a", "y": "yes"}), dict)


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(FAULTY)[::5])
def test_a_form_with_a_fault_is_not_published_by_page_or_api(city, office, name):
    form = calls.make_form(office, city.facilities["ssrf"], f"faulty {name}")
    assert at_api(office, f"/forms/{form.pk}/questions", {"questions": FAULTY[name]}).json()[
        "faults"
    ]
    assert at_api(office, f"/forms/{form.pk}/publish", {}).status_code == 422
    assert (
        "cannot be published yet"
        in at_page(office, f"/forms/{form.pk}/publish/", x=1).content.decode()
    )
    form.refresh_from_db()
    assert form.published_at is None
    assert at_page(office, f"/forms/{form.pk}/").status_code == 200
    assert at_api(stranger(), f"/forms/{form.pk}").status_code == 404


@pytest.mark.django_db
def test_an_option_names_a_unit_that_there_is(city, office):
    option = {**PICK["options"][0], "unit": "ssrf/nowhere"}
    form = calls.make_form(
        office, city.facilities["ssrf"], "units", [{**PICK, "options": [option]}]
    )
    with pytest.raises(Invalid, match="cannot be published"):
        calls.publish_form(office, form)


@pytest.mark.django_db
def test_a_published_form_is_replaced_in_an_open_call_and_keeps_answers(city, office):
    lin, call = city.people["lin"], city.calls["ssrf"]
    first = calls.publish_form(
        office,
        calls.make_form(
            office,
            city.facilities["ssrf"],
            "own",
            [
                {"id": "keep", "type": "text", "label": L},
                {"id": "gone", "type": "text", "label": {"zh": "去", "en": "Old question"}},
                PICK,
                {**NUMBER, "max": "1"},
            ],
        ),
    )
    assert (
        at_api(office, f"/calls/{call.pk}/form", {"form_id": first.pk, "reason": ""}).status_code
        == 422
    )
    assert (
        at_api(
            office, f"/calls/{call.pk}/form", {"form_id": first.pk, "reason": "as a start"}
        ).status_code
        == 200
    )
    call.refresh_from_db()
    draft = proposals.begin(lin, call, "Mine")
    answers = {"keep": "stays", "gone": "dear to me", "p": "b", "n": "1"}
    draft = proposals.save_draft(lin, draft, draft.version, abstract="x", answers=answers)
    handed_in = city.proposals["ssrf 待技术审查 Awaiting technical review"]
    before = (handed_in.form_id, handed_in.answers)

    again = at_api(
        office,
        f"/forms/{first.pk}/questions",
        {
            "questions": [
                {"id": "keep", "type": "longtext", "label": L},
                {**PICK, "options": [PICK["options"][0]]},
                {**NUMBER, "max": "99"},
            ]
        },
    ).json()
    assert again["id"] != first.pk
    second = FormVersion.objects.get(pk=again["id"])
    assert (
        at_api(office, f"/calls/{call.pk}/form", {"form_id": second.pk, "reason": "x"}).status_code
        == 422
    ), "it is not published"
    calls.publish_form(office, second)
    assert (
        at_api(lin, f"/calls/{call.pk}/form", {"form_id": second.pk, "reason": "x"}).status_code
        == 404
    )
    assert "Replace a form" in at_page(office, f"/calls/{call.pk}/").content.decode()
    told = at_page(
        office, f"/calls/{call.pk}/form/", form=second.pk, reason="the most was 1"
    ).content.decode()
    assert "The form was replaced" in told

    stale = draft.version
    draft.refresh_from_db()
    assert draft.answers == {"keep": "stays", "n": "1"}
    assert {k: v["value"] for k, v in draft.set_aside.items()} == {"gone": "dear to me", "p": "b"}
    with pytest.raises(Stale):  # a page that was open before does not overwrite what was moved
        proposals.save_draft(lin, draft, stale, answers=answers)
    page = at_page(lin, f"/proposals/{draft.pk}/edit/").content.decode()
    assert "dear to me" in page
    assert "Old question" in page
    assert (
        at_api(lin, f"/proposals/{draft.pk}").json()["set_aside"]["gone"]["value"] == "dear to me"
    )
    assert Notification.objects.filter(person=lin, en__contains="the most was 1").exists()
    handed_in.refresh_from_db()
    assert (handed_in.form_id, handed_in.answers) == before, (
        "what was handed in stays as it was judged"
    )
    handed_in = proposals.reopen(lin, handed_in)
    assert handed_in.form_id == second.pk
    assert set(before[1]) == set(handed_in.answers) | set(handed_in.set_aside)

    calls.replace_form(office, call, first, "back")
    draft.refresh_from_db()
    assert (draft.answers, draft.set_aside) == (answers, {}), (
        "a question that comes back has its answer again"
    )


@pytest.mark.django_db
def test_a_call_that_is_over_keeps_its_form(city, office):
    call, other = (
        city.calls["ssrf"],
        calls.publish_form(office, calls.make_form(office, city.facilities["ssrf"], "late", [YES])),
    )
    type(call).objects.filter(pk=call.pk).update(
        closes_at=timezone.now() - timedelta(days=2), internal_closes_at=None
    )
    assert (
        at_api(office, f"/calls/{call.pk}/form", {"form_id": other.pk, "reason": "x"}).status_code
        == 409
    )
    call.refresh_from_db()
    assert call.form_id != other.pk


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["page", "api"])
def test_a_page_that_fails_does_not_say_that_nothing_was_saved_when_it_was(
    city, office, monkeypatch, accept
):
    """Each of three: the change was kept and the page failed; the change failed; nothing was
    tried.
    """
    lin = city.people["lin"]
    draft = Proposal.objects.filter(
        members__person=lin, state="draft", call=city.calls["ssrf"]
    ).first()
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    client.force_login(lin, backend="django.contrib.auth.backends.ModelBackend")

    def failing(*args, **more):
        raise ZeroDivisionError

    def send():
        if accept == "api":
            answer = client.patch(
                f"/api/v1/proposals/{draft.pk}",
                json.dumps({"version": Proposal.objects.get(pk=draft.pk).version, "title": "T"}),
                content_type="application/json",
            )
        else:
            answer = client.post(
                f"/proposals/{draft.pk}/autosave/",
                {"version": Proposal.objects.get(pk=draft.pk).version, "title": "T"},
                headers={"accept": "text/html"},
            )
        assert answer.status_code == 500
        return answer.content.decode()

    with monkeypatch.context() as broken:
        broken.setattr(
            *((proposal_api, "_proposal") if accept == "api" else (views, "JsonResponse")), failing
        )
        told = send()
    draft.refresh_from_db()
    assert draft.title == "T"
    assert "Your change was saved" in told
    assert "not saved" not in told
    with monkeypatch.context() as broken:
        broken.setattr("scicity.access.proposals.services.content_of", failing)
        assert "was not saved" in send()
    assert draft.version == Proposal.objects.get(pk=draft.pk).version
    with monkeypatch.context() as broken:
        broken.setattr(pages, "open_calls", failing)
        told = client.get("/").content.decode()
    assert "Your change was saved" not in told
    assert "not saved" not in told


@pytest.mark.django_db
def test_another_facilitys_form_is_in_no_call(city, office):
    """By page; and whatever way a call is saved."""
    call, other = city.calls["ssrf"], city.calls["sulf"].form
    fields = {
        "code": call.code,
        "title_zh": "x",
        "title_en": "x",
        "cycle": call.cycle_id,
        "form": other.pk,
        "opens_at": "2026-01-01T00:00",
        "closes_at": "2027-01-01T00:00",
        f"capacity-{call.offers.first().unit_id}": "5",
    }
    assert (
        "Choose from the list"
        in at_page(office, f"/calls/{call.pk}/edit/", **fields).content.decode()
    )
    call.refresh_from_db()
    assert call.form_id != other.pk
    with pytest.raises(Invalid, match="another facility"):
        calls.save_call(
            office,
            call.facility,
            {
                "form": other,
                "cycle": call.cycle,
                "opens_at": call.opens_at,
                "closes_at": call.closes_at,
            },
            {o.unit: o.capacity for o in call.offers.all()},
        )


@pytest.mark.django_db
def test_a_copy_in_another_call_keeps_every_answer(city):
    """What the other form does not ask, or asks otherwise, is kept aside and told; by page and over
    the API.
    """
    lin, there = city.people["lin"], city.calls["nfps"]
    source = Proposal.objects.filter(
        call=city.calls["ssrf"], members__person=lin, members__role="pi"
    ).first()
    asked = {q["id"] for q in there.form.questions}
    Proposal.objects.filter(pk=source.pk).update(
        answers={**source.answers, "only_here": "dear to me"}
    )
    page = at_page(lin, f"/proposals/{source.pk}/clone/", call=there.pk).content.decode()
    copy = Proposal.objects.filter(cloned_from=source).latest("pk")
    assert copy.set_aside["only_here"]["value"] == "dear to me"
    assert set(copy.answers) <= asked
    assert "dear to me" in page
    assert "Answers that the new form has no place for" in page
    made = at_api(lin, f"/proposals/{source.pk}/clone", {"call_id": there.pk}).json()
    assert made["set_aside"]["only_here"]["value"] == "dear to me"
