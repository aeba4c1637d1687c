"""Errors name the right thing, in the caller's language; what is counted and added to is one
step.
"""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scicity.access.grants import services as grants
from scicity.access.instruments import services as bookings
from scicity.access.models import Grant
from scicity.platform import people, roles
from scicity.platform.errors import Stale, Taken
from scicity.platform.models import RoleGrant
from scicity.platform.verbs import broken, verb
from scicity.web.middleware import wanted

pytestmark = pytest.mark.django_db


def asked(person, path: str, body: dict | None = None, **headers: str):
    client = Client(headers=headers)
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return (
        client.get(path)
        if body is None
        else client.post(path, json.dumps(body), content_type="application/json")
    )


def test_granting_a_role_twice_says_that(city):
    """By page; of a role that ends some day too; and where two do it in the same moment, the
    database's own word is told so.
    """
    office, lin, ssrf = city.people["office"], city.people["lin"], city.facilities["ssrf"]
    people.grant_role(office, lin, roles.SAFETY, ssrf, until=timezone.now() + timedelta(days=3))
    for until in (None, timezone.now() + timedelta(days=9)):
        with pytest.raises(Taken, match=r"holds that role|已有该角色"):
            people.grant_role(office, lin, roles.SAFETY, ssrf, until=until)
    client = Client(headers={"accept-language": "en"})
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    told = client.post(
        f"/facilities/{ssrf.pk}/roles/", {"email": lin.email, "role": roles.SAFETY}, follow=True
    ).content.decode()
    assert "holds that role already" in told
    assert "granted" not in told.split("</ul>")[0]
    held = RoleGrant.objects.filter(until=None).first()
    with pytest.raises(IntegrityError) as clash, transaction.atomic():
        RoleGrant.objects.bulk_create(
            [RoleGrant(person=held.person, role=held.role, facility=held.facility)]
        )
    assert "role already" in broken(clash.value).phrase.en


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            (
                "UNIQUE constraint failed: access_rolegrant.person_id, access_rolegrant.role,"
                " access_rolegrant.facility_id"
            ),
            "role already",
        ),
        (
            (
                'duplicate key value violates unique constraint "role_once"\nDETAIL:  Key'
                " (person_id, role)=(3, grant) already exists."
            ),
            "role already",
        ),
        ("CHECK constraint failed: grant_not_overdrawn", "more than was granted"),
        (
            (
                'new row for relation "access_grant" violates check constraint'
                ' "grant_not_overdrawn"\nDETAIL:  Failing row contains (decision, invitation).'
            ),
            "more than was granted",
        ),
        ("UNIQUE constraint failed: access_grant.unit_id, access_grant.account", "a grant already"),
        (
            "UNIQUE constraint failed: access_grantuse.grant_id, access_grantuse.key",
            "recorded before",
        ),
        ("UNIQUE constraint failed: access_decision.part_id", "decided already"),
        (
            "UNIQUE constraint failed: access_panelmember.panel_id, access_panelmember.person_id",
            "on the panel already",
        ),
        (
            "UNIQUE constraint failed: access_assignment.item_id, access_assignment.reviewer_id",
            "this review already",
        ),
        (
            "UNIQUE constraint failed: access_invitation.proposal_id, access_invitation.email",
            "invited already",
        ),
        ("constraint slot_taken", "just taken"),
        ("UNIQUE constraint failed: something_grant_like.decision", "there already"),
    ],
)
def test_a_broken_rule_of_the_database_is_told_by_its_own_name(said, told):
    assert told in broken(IntegrityError(said)).phrase.en
    assert isinstance(
        broken(IntegrityError("UNIQUE constraint failed: access_proposalrevision.proposal_id")),
        Stale,
    )


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh;q=0.1, en", "en"),
        ("en;q=0.2,zh;q=0.3", "zh-hans"),
        ("de, en;q=0.5", "en"),
        ("en;q=0, zh;q=0.1", "zh-hans"),
        ("fr-FR,de;q=0.3", "zh-hans"),
        ("", "zh-hans"),
        ("en;q=nonsense", "zh-hans"),
        ("EN-gb", "en"),
    ],
)
def test_the_language_that_is_preferred_is_spoken(header, language):
    assert wanted(header) == language


FAULTY = [
    (None, "/api/v1/me", None, 401),
    ("lin", "/api/v1/proposals/999999", None, 404),
    ("lin", "/api/v1/events", None, 403),
    ("lin", "/api/v1/proposals", {"call_id": "x"}, 422),
    ("lin", "/api/v1/proposals", {}, 422),
    ("lin", "/api/v1/bookings?start=x&end=y", None, 422),
    (
        "lin",
        "/api/v1/bookings",
        {"unit_id": -1, "start": "2026-01-01T00:00:00", "end": "never"},
        422,
    ),
]


@pytest.mark.parametrize(("who", "path", "body", "status"), FAULTY)
def test_the_api_answers_in_the_callers_language_and_says_so(city, who, path, body, status):
    person = city.people[who] if who else None
    told = {}
    for language in ("zh", "en"):
        answer = asked(person, path, body, **{"accept-language": language})
        assert answer.status_code == status
        assert answer["Content-Language"] == language
        assert {"accept-language", "cookie"} <= {
            v.strip().lower() for v in answer["Vary"].split(",")
        }
        told[language] = answer.json()

    def has_chinese(text: str) -> bool:
        return any("\u4e00" <= c <= "\u9fff" for c in text)

    assert has_chinese(told["zh"]["error"])
    assert all(map(has_chinese, told["zh"]["fields"].values()))
    assert not has_chinese(told["en"]["error"] + "".join(told["en"]["fields"].values()))
    assert told["zh"]["fields"].keys() == told["en"]["fields"].keys()
    assert bool(told["en"]["fields"]) == (status == 422)


def test_pages_vary_with_the_language_too(city):
    answer = Client().get("/calls/")
    assert {"accept-language", "cookie"} <= {v.strip().lower() for v in answer["Vary"].split(",")}


def test_what_one_has_used_up_is_counted_and_added_to_in_one_step(city):
    """Whoever acts is held until the end of the step, so that two of theirs wait on each other:
    hours of a week, megabytes of a day.
    """
    lin, unit = city.people["lin"], city.units["nfps/demo-nmr"]
    at = (timezone.now() + timedelta(days=9)).replace(minute=0, second=0, microsecond=0)
    with CaptureQueriesContext(connection) as caught:
        bookings.book(lin, unit, at, at + timedelta(hours=1))
    texts = [q["sql"] for q in caught.captured_queries]
    held = next(
        i
        for i, q in enumerate(texts)
        if q.startswith("SELECT") and 'FROM "access_person" WHERE "access_person"."id"' in q
    )
    counted = next(
        i for i, q in enumerate(texts) if q.startswith("SELECT") and 'FROM "access_booking"' in q
    )
    assert held < counted


def test_a_draws_own_key_never_takes_anothers(city):
    grant = Grant.objects.filter(unit__facility=city.facilities["ssc"]).first()
    office = city.people["office"]
    grants.draw(office, grant, Decimal(1), key=f"{grant.pk}-{grant.uses.count() + 2}")
    grants.draw(office, grant, Decimal(1))
    grants.draw(office, grant, Decimal(1), key="again")
    with (
        pytest.raises(Taken, match=r"recorded before|登记过"),
        transaction.atomic(),
        verb.opened("test", office),
    ):
        grants.draw(office, grant, Decimal(1), key="again")
