"""No form loses what was typed when it is refused: every form of every page of every role is sent
with values that are wrong, on an edition that is stale, or about a row that is not there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html as pages

from scicity.construction.models import Project
from scicity.parkservices.models import Case
from tests.access import matrix

pytestmark = pytest.mark.django_db
ROLES = (
    "researcher",
    "PI",
    "reviewer",
    "chair",
    "scientist",
    "office",
    "director",
    "city office",
    "auditor",
    "builder",
    "controller",
    "applicant",
    "customs",
    "park",
)
OPEN = ("text", "search", "email", "url", "tel")  # what takes any text
CHOSEN = ("number", "date", "datetime-local", "time", "month")
EDITIONS = ("edition", "version", "seen")


def client_of(person: Any) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def seen(client: Client, things: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    """Every page that this person may see."""
    for method, address, _, model in matrix.routes():
        if method != "GET" or address.startswith("/api") or "<" in address:
            continue
        thing = things.get(model)
        path = address.replace("{pk}", str(thing.pk if thing else 1))
        answer = client.get(path)
        if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
            yield path, pages.fromstring(answer.content.decode())


def kind(element: Any) -> str:
    return element.tag if element.tag != "input" else (element.get("type") or "text").lower()


def forms(who: dict[str, Any], things: dict[Any, Any]) -> Iterator[tuple[Client, str, Any]]:
    """Every form to which text is typed, once."""
    known = set()
    for role in ROLES:
        client = client_of(who[role])
        for path, tree in seen(client, things):
            for form in tree.iter("form"):
                if (form.get("method") or "").lower() != "post":
                    continue
                names = [
                    e.get("name")
                    for e in form.iter("input", "textarea")
                    if kind(e) in ("textarea", *OPEN) and e.get("name")
                ]
                action = form.get("action") or path
                key = (re.sub(r"\d+", "#", action), re.sub(r"\d+", "#", " ".join(sorted(names))))
                if names and key not in known and not action.startswith("/accounts/"):
                    known.add(key)
                    yield client, path, form


def filled(form: Any, wrong: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What a browser would send, and the texts in it by their fields."""
    sent: dict[str, list[str]] = {}
    texts = {}
    for e in form.iter("input", "textarea", "select"):
        name, what = e.get("name"), kind(e)
        if not name or what in ("file", "password", "submit", "button"):
            continue
        value = e.value
        if what in ("textarea", *OPEN):
            value = texts[name] = f"unique words {len(texts)} of {wrong}"
        elif (what in CHOSEN and wrong == "values") or (what == "select" and wrong == "values"):
            value = "nonsense"
        elif what in ("checkbox", "radio") and not e.checked:
            continue
        elif what == "hidden" and wrong == "edition" and name in EDITIONS:
            value = "999999"
        elif what == "hidden" and wrong == "row" and (value or "").isdigit():
            value = "99999999"
        sent.setdefault(name, []).append(value if isinstance(value, str) else "")
    return sent, texts


@pytest.mark.full
def test_no_form_loses_what_was_typed_when_it_is_refused(city):
    who, things = matrix.personas(), matrix.objects()
    lost, refused, tried = [], set(), set()
    for client, path, form in forms(who, things):
        action = form.get("action") or path
        button = next((b for b in form.iter("button") if b.get("name")), None)
        tried.add(action)
        for wrong in ("values", "edition", "row", "nothing"):
            sent, texts = filled(form, wrong)
            if wrong == "nothing":  # one text alone, and nothing else where it is needed
                kept = next(iter(texts))
                sent = {k: [""] if k in texts and k != kept else v for k, v in sent.items()}
                texts = {kept: texts[kept]}
            if button is not None:
                sent[button.get("name")] = [button.get("value") or ""]
            held = transaction.savepoint_create()
            answer = client.post(
                action, sent, follow=True, headers={"referer": f"http://testserver{path}"}
            )
            transaction.savepoint_rollback(held)
            page = html.unescape(answer.content.decode())
            if answer.status_code < 400 and 'class="error"' not in page:
                continue
            refused.add(action)
            gone = [n for n, t in texts.items() if t not in page]
            if gone:
                lost.append((wrong, path, action, answer.status_code, gone))
    assert not lost, "\n".join(map(str, lost))
    assert len(refused) > 60, (len(refused), len(tried), sorted(tried - refused))


def test_the_page_comes_back_as_typed_with_the_fault_at_its_field(city):
    client, project = client_of(city.people["builder"]), matrix.objects()[Project]
    there, action = f"/projects/{project.pk}/", reverse("risk-add", args=[project.pk])
    wrong = {"name": "Frost <b>in</b> May", "percent": "some", "delay": "4", "response": "Tents"}
    told = client.post(action, {**wrong, "next": there})
    assert (told.status_code, told.url) == (302, there)
    elsewhere = client.get("/me/").content.decode()
    assert "Frost" not in elsewhere
    page = client.get(there).content.decode()
    assert "Frost &lt;b&gt;in&lt;/b&gt; May" in page
    assert "<b>in</b>" not in page
    form = next(f for f in pages.fromstring(page).iter("form") if f.get("action") == action)
    fields = {e.get("name"): e for e in form.iter("input", "textarea")}
    assert fields["name"].value == "Frost <b>in</b> May"
    assert fields["percent"].value == "some"
    assert fields["percent"].get("aria-describedby") == "fault-percent"
    assert "whole number" in form.get_element_by_id("fault-percent").text_content()
    assert all(d.get("open") is not None for d in form.iterancestors("details"))
    assert "Frost" not in client.get(there).content.decode(), "it is given back once"
    assert not project.risks.filter(name__startswith="Frost").exists()


def test_nobody_else_gets_it_and_a_form_that_is_gone_leaves_its_text(city):
    lin, office = client_of(city.people["lin"]), client_of(city.people["office"])
    text = "It casts a shadow on our roof"
    case = Case.objects.filter(state="ended").first()
    answer = lin.post(
        reverse("case-object", args=[case.pk]),
        {"text": text, "next": "/services/notices/"},
        follow=True,
    )
    assert text not in office.get("/services/notices/").content.decode()
    page = answer.content.decode()
    assert text in page, answer.status_code
    assert "What you wrote" in page
