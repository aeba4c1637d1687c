"""Two tabs never overwrite each other silently: every form that edits a row, in the pages and over
the API, says which edition it was made on.
"""

from __future__ import annotations

import html
import json
import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone, translation

from scicity.access import models as m
from scicity.access.api import api
from scicity.access.calls import services as calls
from scicity.access.sessions import services as sessions
from scicity.parkservices import models as c
from scicity.parkservices.services import moving
from scicity.platform import models as pm
from scicity.platform.editions import Shown
from scicity.platform.errors import Refused
from scicity.platform.verbs import verb
from tests.access import matrix

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def client_of(person) -> Client:
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    client.force_login(
        pm.Person.objects.get(pk=person.pk), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.fixture
def things(city):
    """One row for each model that a form edits, and who may edit it."""
    elsewhere = matrix.personas()["office elsewhere"]
    found = matrix.objects()
    p = city.people
    with verb.opened("test", None):
        draft = m.Proposal.objects.filter(
            state="draft", call__facility__path="ssrf", members__person=p["lin"]
        ).first()
        session = found[m.Session]
        coming = m.Visit.objects.filter(session=session, person=p["lin"]).first()
        m.SafetyDeclaration.objects.filter(session=session).update(state="draft")
    case = moving.draft(p["firm"], c.Service.objects.get(code="special-goods"))
    decided = (
        m.Proposal.objects.filter(state="recommended", call__facility__path="ssrf").first()
        or found[m.Proposal]
    )
    return {
        **found,
        m.Proposal: draft,
        m.Visit: coming,
        c.Case: case,
        "decide": decided,
        "editor": {
            m.Proposal: p["lin"],
            m.Assignment: p["reviewer1"],
            m.ProposalPart: p["scientist"],
            m.PanelProposal: p["chair"],
            m.Session: p["lin"],
            m.Visit: p["lin"],
            m.Shipment: p["lin"],
            m.LogEntry: p["scientist"],
            m.Output: p["office"],
            pm.Organisation: p["city"],
            m.CallUnit: elsewhere,
            c.Case: p["firm"],
            c.Service: p["city"],
            c.Enterprise: p["park"],
            c.Parcel: p["park"],
        },
    }


def edited_routes():
    """(name or address, model, what it shows) of every page and operation that edits a row."""

    def walk(patterns):
        for entry in patterns:
            if isinstance(entry, URLPattern):
                if getattr(entry.callback, "edits", None) is not None:
                    yield entry.name, entry.callback.of, entry.callback.edits
            else:
                yield from walk(entry.url_patterns)

    return sorted(set(walk(get_resolver().url_patterns)), key=lambda r: r[0])


def edited_operations():
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                run = operation.view_func
                if getattr(run, "edits", None) is not None and operation.methods[0] != "GET":
                    yield operation.methods[0], f"/api/v1{prefix}{path}", run.of


# what each form sends in a test; other fields are sent as they stand
TYPED = "Typed in the other tab for an hour, and dear to me. 写了一个小时。"
FREE = {
    "proposal-edit": "abstract",
    "autosave": "abstract",
    "review": "to_applicant",
    "part-review": "comment_applicant",
    "conclude": "to_applicant",
    "decide": None,
    "declare": "measures",
    "session-report": "report",
    "session-times": None,
    "log-correct": "text",
    "output-correct": "title",
    "track": "tracking",
    "visit-register": "note",
    "letters-set": "letter_en",
    "offer-answer": "reason",
    "call-edit": "text_en",
    "form": None,
    "case": None,
    "case-save": None,
    "service-appeal": "appeal_en",
    "enterprise-list": None,
    "parcel-holder": None,
}


def sent_of(edits: Shown, row, person, name: str) -> dict:
    lines = edits.lines(row, person)
    sent = {n: x.now for n, x in lines.items()}
    free = FREE.get(name) or next(
        (
            n
            for n, x in lines.items()
            if not x.options
            and isinstance(x.now, str)
            and n.startswith(("name", "comment-", "zh-", "contact"))
        ),
        None,
    )
    if free:
        sent[free] = TYPED
    return sent


def row_and_editor(things, city, name, of):
    if of is None:  # the row is whoever is signed in
        return pm.Person.objects.get(pk=city.people["lin"].pk), city.people["lin"]
    row = things["decide"] if name == "decide" else things[of]
    who = things["editor"].get(of, city.people["office"])
    if name == "decide":
        who = city.people["director"]
    elif name == "session-times":
        who = city.people["scientist"]
    row.refresh_from_db()
    return row, who


def test_every_edit_form_refuses_a_stale_save_and_shows_both_texts(city, things):
    wrong = []
    routes = edited_routes()
    assert {r[0] for r in routes} >= set(FREE), set(FREE) - {r[0] for r in routes}
    for name, of, edits in routes:
        row, who = row_and_editor(things, city, name, of)
        client, address = client_of(who), reverse(name, args=[row.pk] if of else [])
        sent = sent_of(edits, row, pm.Person.objects.get(pk=who.pk), name)
        for given, status in (({edits.field: "999999"}, 409), ({}, 428)):
            before = pm.Event.objects.count()
            answer = client.post(
                address,
                {**sent, **given} if edits.field not in sent else {**sent, edits.field: "999999"},
            )
            page = html.unescape(answer.content.decode())
            lines = edits.lines(row, pm.Person.objects.get(pk=who.pk))
            if answer.status_code in (409, 428):
                if "changed after you opened it" not in page:
                    wrong.append(
                        (name, status, answer.status_code, "does not show both texts", page[:200])
                    )
                elif TYPED in str(sent) and TYPED not in page:
                    wrong.append((name, status, "what was typed is lost"))
                elif any(
                    x.now
                    and not x.options
                    and isinstance(x.now, str)
                    and sent.get(n) == TYPED
                    and x.now[:40] not in page
                    for n, x in lines.items()
                ):
                    wrong.append((name, status, "what is there is not shown"))
            else:
                wrong.append(
                    (name, status, answer.status_code, re.sub(r"<[^>]+>|\s+", " ", page)[:300])
                )
            if pm.Event.objects.count() != before:
                wrong.append((name, status, "something was changed"))
    assert not wrong, "\n".join(map(str, wrong))


def test_every_operation_that_edits_a_row_asks_for_its_etag(city, things):
    """428 without one, 412 with another; bodies that are not valid are told first."""
    bodies = {
        "/forms/{pk}/questions": {"questions": []},
        "/proposals/{pk}": None,
        "/reviews/{pk}": {"scores": {}},
        "/parts/{pk}/technical-review": {"state": "feasible"},
        "/panel-items/{pk}/conclude": {"recommendation": "accept"},
        "/proposals/{pk}/decision": {"verdicts": []},
        "/offers/{pk}/answer": {"amount": "1"},
        "/sessions/{pk}/safety": {"samples": [], "chemicals": [], "measures": ""},
        "/log-entries/{pk}/correction": {"reason": "x", "text": "y"},
        "/outputs/{pk}/correction": {"reason": "x", "title": "y"},
        "/sessions/{pk}/times": {
            "started_at": timezone.now().isoformat(),
            "stopped_at": timezone.now().isoformat(),
            "reason": "x",
        },
    }
    wrong = []
    for method, address, of in edited_operations():
        short = address.removeprefix("/api/v1")
        row, who = row_and_editor(
            things,
            city,
            "decide"
            if short.endswith("/decision")
            else "session-times"
            if short.endswith("/times")
            else short,
            of,
        )
        body = {"values": {}, "reason": "x"} if "/setup/" in short else bodies[short]
        if body is None:
            continue  # it counts its versions in the body: test_forms
        path, client = address.replace("{pk}", str(row.pk)), client_of(who)
        for headers, status in (({}, 428), ({"if-match": '"another"'}, 412)):
            answer = client.generic(
                method, path, json.dumps(body), content_type="application/json", headers=headers
            )
            if answer.status_code != status:
                wrong.append(
                    (method, short, status, answer.status_code, answer.content.decode()[:200])
                )
            elif status == 412 and "questions" not in short and not answer.json().get("now"):
                wrong.append((method, short, "does not say what is there now"))
    assert not wrong, "\n".join(map(str, wrong))


def test_what_is_read_over_the_api_has_the_etag_that_its_change_takes(city, things):
    client, row = client_of(city.people["reviewer1"]), things[m.Assignment]
    read = client.get(f"/api/v1/reviews/{row.pk}")
    assert read.status_code == 200
    criterion = row.item.panel.criteria[0]["id"]

    def write(etag: str, text: str):
        return client.post(
            f"/api/v1/reviews/{row.pk}",
            json.dumps({"scores": {criterion: 3}, "comment_applicant": text}),
            content_type="application/json",
            headers={"if-match": etag},
        )

    first = write(read["ETag"], "first")
    assert first.status_code == 200, first.content
    assert write(read["ETag"], "second").status_code == 412
    assert write(first["ETag"], "third").status_code == 200
    assert write("*", "whatever is there").status_code == 200


def test_two_tabs_are_put_together_by_hand(city, things):
    """The page with both texts saves on what is there now; a third tab meanwhile is told again."""
    lin, row = city.people["lin"], things[m.Proposal]
    client, address = client_of(lin), reverse("proposal-edit", args=[row.pk])

    def fields(page: str) -> dict[str, str]:
        found = {
            n: html.unescape(v)
            for n, v in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        }
        found |= {
            n: html.unescape(v)
            for n, v in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
        }
        return found

    opened = re.search(r'name="version" value="(\d+)"', client.get(address).content.decode())[1]
    assert client.post(
        address, {"version": opened, "title": "One tab", "abstract": "a"}
    ).status_code in (200, 302)
    stale = client.post(address, {"version": opened, "title": "Another tab", "abstract": "b"})
    page = html.unescape(stale.content.decode())
    assert stale.status_code == 409
    assert "One tab" in page
    assert "Another tab" in page
    again = fields(stale.content.decode())
    assert client.post(address, {**again, "title": "One tab and another"}).status_code in (200, 302)
    row.refresh_from_db()
    assert row.title == "One tab and another"
    assert client.post(address, again).status_code == 409


def test_a_form_that_was_found_wrong_keeps_the_edition_it_was_opened_on(city):
    """A fault that is mended does not turn a stale save into one that overwrites."""
    office = client_of(city.people["office"])
    course = city.courses["ssrf"]
    address = reverse("setup-course", args=[course.pk])
    opened = re.search(r'name="edition" value="([^"]+)"', office.get(address).content.decode())[1]
    form = {"edition": opened, "name_zh": "甲", "name_en": "A", "valid_days": "none", "reason": "x"}
    faulty = office.post(address, form)
    assert faulty.status_code == 422
    assert re.search(r'name="edition" value="([^"]+)"', faulty.content.decode())[1] == opened
    with verb.opened("test", city.people["office"]):
        course.name_en = "Changed by a colleague"
        course.save()
    told = office.post(address, {**form, "valid_days": "30"})
    assert told.status_code == 409
    assert "Changed by a colleague" in html.unescape(told.content.decode())


def test_one_s_own_account_in_two_tabs(city):
    """What the first tab saved is shown beside what the second would write over it."""
    lin = client_of(city.people["lin"])
    page = lin.get("/me/").content.decode()
    opened = re.search(r'name="edition" value="([^"]+)"', page)[1]
    form = {"name": "Lin Yue", "orcid": "", "organisation": "", "language": "en", "mail": "digest"}
    assert lin.post("/me/", {**form, "edition": opened, "name_zh": "林月"}).status_code == 302
    stale = lin.post("/me/", {**form, "edition": opened, "name_zh": "林悦", "mail": "none"})
    assert stale.status_code == 409
    told = html.unescape(stale.content.decode())
    assert "林月" in told
    assert "林悦" in told
    assert lin.post("/me/", form).status_code == 428, "an edition is asked for"
    row = pm.Person.objects.get(pk=city.people["lin"].pk)
    assert (row.name_zh, row.mail) == ("林月", "digest")


def test_a_form_that_was_kept_while_signed_out_is_stale_like_any_other(city, coming):
    lin = client_of(city.people["lin"])
    page = lin.get(reverse("session", args=[coming.pk])).content.decode()
    assert 'name="edition"' in page
    sessions.declare(
        city.people["lin"],
        coming,
        [{"name": "x", "amount": "1", "hazard": "none"}],
        [],
        "by a colleague",
        sure=True,
    )
    opened = re.search(
        r'action="[^"]*declare/">.*?name="edition" value="([^"]+)"', page, re.DOTALL
    )[1]
    answer = lin.post(
        reverse("declare", args=[coming.pk]),
        {"edition": opened, "measures": "mine", "then": "submit"},
    )
    assert answer.status_code == 409
    assert "by a colleague" in answer.content.decode()
    assert "mine" in answer.content.decode()


def test_a_draft_is_not_overwritten_from_the_page_of_the_published_form(city):
    office, published = city.people["office"], city.calls["ssrf"].form
    first = calls.save_form(
        office, published, [{"id": "a", "type": "text", "label": {"zh": "甲", "en": "A"}}]
    )
    with pytest.raises(Refused):
        calls.save_form(office, published, [])
    first.refresh_from_db()
    assert first.questions


def test_what_was_saved_but_not_handed_in_goes_on_from_what_was_saved(city, things):
    """A proposal and an application: what is missing is told, what was typed is saved, and the form
    on the page can be sent again.
    """
    lin, draft = city.people["lin"], things[m.Proposal]
    client = client_of(lin)
    address = reverse("proposal-edit", args=[draft.pk])
    opened = re.search(r'name="version" value="([^"]+)"', client.get(address).content.decode())[1]
    for title in ("First", "Second", "Third"):
        answer = client.post(
            address, {"version": opened, "title": title, "abstract": "", "then": "submit"}
        )
        assert answer.status_code == 422
        opened = re.search(r'name="version" value="([^"]+)"', answer.content.decode())[1]
    draft.refresh_from_db()
    assert draft.title == "Third"
    firm = client_of(city.people["firm"])
    address = reverse("case", args=[things[c.Case].pk])
    opened = re.search(r'name="version" value="([^"]+)"', firm.get(address).content.decode())[1]
    for goods in ("blood", "cells"):
        answer = firm.post(
            address, {"version": opened, "goods": goods, "contact": goods, "do": "submit"}
        )
        assert answer.status_code == 422, answer.status_code
        opened = re.search(r'name="version" value="([^"]+)"', answer.content.decode())[1]
    assert moving.drafted(c.Case.objects.get(pk=things[c.Case].pk))["contact"] == "cells"
