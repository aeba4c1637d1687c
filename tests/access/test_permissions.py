"""Deny by default: every route has a rule, and the server does what the table says."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from scicity.platform.models import Person
from scicity.platform.permissions import PERMISSIONS, allowed
from scicity.web.middleware import DenyByDefault, declared
from tests.access import matrix

pytestmark = pytest.mark.django_db


def _views(patterns):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from _views(entry.url_patterns)


@pytest.mark.asvs("4.1.1")
def test_every_view_of_the_router_has_a_rule():
    assert [
        v.callback for v in _views(get_resolver().url_patterns) if not declared(v.callback)
    ] == []


def test_every_operation_of_the_api_has_a_rule_that_exists():
    for _, address, rule, _ in matrix.routes():
        assert rule in PERMISSIONS, address


@pytest.mark.asvs("4.1.5")
def test_a_view_without_a_rule_is_refused(rf):
    def forgotten(request):
        raise AssertionError("it ran")

    with pytest.raises(PermissionDenied):
        DenyByDefault(lambda r: None).process_view(rf.get("/"), forgotten, (), {})


def test_the_documented_matrix_is_the_one_in_force():
    assert matrix.DOC.read_text("utf-8") == matrix.document(), "run: python -m tests.access.matrix"


@pytest.mark.full
@pytest.mark.asvs("4.1.1", "4.1.2", "4.1.3", "4.2.1", "13.1.4", "4.1.5")
def test_the_server_answers_as_the_matrix_says():
    """A real request by each role for each route: refused where the rules say so, and never a
    server error.
    """
    who, things, routes = matrix.personas(), matrix.objects(), matrix.routes()
    wrong = []
    for name, somebody in who.items():
        client = Client(raise_request_exception=False)
        person = Person.objects.get(pk=somebody.pk) if somebody else None
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        asker = Person.objects.get(pk=person.pk) if person else AnonymousUser()
        # every request is taken back, so that the rules say the same from the first to the last
        said = {
            (rule, model): allowed(asker, rule, things.get(model))
            for rule, model in {(rule, model) for _, _, rule, model in routes}
        }
        for method, address, rule, model in routes:
            thing = things.get(model)
            path = (
                address.replace("{pk}", str(thing.pk if thing else 1))
                .replace("<str:key>", "none")
                .replace("<path:where>", "ssrf")
                .replace("<str:form>", "csv")
                .replace("<slug:report>", "chapter-2023")
            )
            path = (
                path.replace("<str:language>", "zh")
                .replace("<str:build>", "none")
                .replace("<str:job>", "none")
                .replace("<path:name>", "none")
                .replace("<str:kind>", "json")
            )
            may = said[rule, model]
            mark = transaction.savepoint()
            answer = client.generic(
                method,
                path,
                b"{}" if address.startswith("/api") else b"",
                content_type="application/json"
                if address.startswith("/api")
                else "application/x-www-form-urlencoded",
                headers={"accept": "text/html"},
            )
            transaction.savepoint_rollback(mark)
            shut = answer.status_code in (401, 403, 404) or (
                answer.status_code == 302 and "/accounts/login/" in answer["Location"]
            )
            fine = answer.status_code < 500 and (not shut if may else shut)
            if address in ("/calendar/<str:key>.ics", "/outputs/doi/") or (
                may
                and answer.status_code == 404
                and model is None
                and address.startswith(("/api", "/studio/"))
            ):
                fine = answer.status_code < 500
            if address == "/instruments/{pk}/" and answer.status_code == 404:
                fine = True
            if not fine:
                wrong.append((name, method, path, rule, may, answer.status_code))
    assert wrong == []
