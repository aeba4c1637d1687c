"""Nothing that somebody wrote is lost because a session ended meanwhile, and nobody else gets
it.
"""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session as Stored
from django.test import Client

from scicity.access.accounts import PASSWORD

pytestmark = pytest.mark.django_db
LONG = "A long reason that took an hour to write. 写了一个小时的理由。\n" * 40


def signed_in(person) -> Client:
    client = Client(
        headers={"accept-language": "en", "origin": "http://testserver"}, enforce_csrf_checks=True
    )
    sign_in(client, person)
    return client


def sign_in(client: Client, person):
    token = token_of(client.get("/accounts/login/"))
    given = {"login": person.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/accounts/login/", given).status_code == 302


def token_of(answer) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())[1]


def ended(client: Client):
    """The session is over, the browser and its page are still there."""
    Stored.objects.all().delete()


@pytest.fixture
def author(city):
    return signed_in(city.people["lin"])


def page_of(client):
    return token_of(client.get("/outputs/"))


def written(client, token, **more):
    return client.post("/refused/all/", {"reason": LONG, "csrfmiddlewaretoken": token, **more})


def test_what_was_written_comes_back_after_signing_in(author, city):
    token = page_of(author)
    ended(author)
    answer = written(author, token, password="hidden-one")
    assert answer.status_code == 302
    assert answer.url.endswith("next=/kept/")
    sign_in(author, city.people["lin"])
    assert "is kept for you" in author.get("/outputs/").content.decode()
    page = author.get("/kept/").content.decode()
    assert LONG.strip() in page
    assert 'action="/refused/all/"' in page
    assert "hidden-one" not in page, "a password is never kept"


def test_another_account_in_the_same_browser_does_not_get_it(author, city):
    token = page_of(author)
    ended(author)
    written(author, token)
    sign_in(author, city.people["zhou"])
    assert LONG.strip() not in author.get("/kept/").content.decode()
    assert "is kept for you" not in author.get("/outputs/").content.decode()


def test_who_was_never_signed_in_here_leaves_nothing(city):
    visitor = Client(enforce_csrf_checks=True)
    token = token_of(visitor.get("/accounts/login/"))
    before = Stored.objects.count()
    answer = visitor.post("/refused/all/", {"reason": LONG, "csrfmiddlewaretoken": token})
    assert answer.status_code == 302
    assert "kept" not in answer.url
    assert Stored.objects.count() == before


def test_a_form_of_an_earlier_session_is_kept_when_it_is_ours(author, city):
    token = page_of(author)
    ended(author)
    sign_in(author, city.people["lin"])  # in another tab
    answer = written(author, token)
    assert (answer.status_code, answer.url) == (302, "/kept/")
    assert LONG.strip() in author.get("/kept/").content.decode()


def test_what_another_site_sends_is_refused_and_forgotten(author):
    page_of(author)
    answer = author.post(
        "/refused/all/", {"reason": LONG}, headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403
    assert LONG.strip() not in author.get("/kept/").content.decode()


def test_it_is_sent_again_or_thrown_away(author, city):
    token = page_of(author)
    ended(author)
    written(author, token)
    sign_in(author, city.people["lin"])
    page = author.get("/kept/")
    assert author.post("/kept/forget/", {"csrfmiddlewaretoken": token_of(page)}).status_code == 302
    assert "Nothing is kept" in author.get("/kept/").content.decode()


def test_a_script_is_told_and_its_text_is_kept(author, city):
    token = page_of(author)
    ended(author)
    given = {"reason": LONG, "csrfmiddlewaretoken": token}
    answer = author.post("/refused/all/", given, headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert "kept" in answer.json()["error"]
    sign_in(author, city.people["lin"])
    assert LONG.strip() in author.get("/kept/").content.decode()


def test_a_flood_is_not_kept(author, city):
    token = page_of(author)
    ended(author)
    answer = author.post("/refused/all/", {"reason": "x" * 1_100_000, "csrfmiddlewaretoken": token})
    assert "kept" not in answer.url
