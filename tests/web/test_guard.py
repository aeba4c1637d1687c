"""What stands around every page: headers, cookies, sessions, limits.

Each test names what of the OWASP ASVS 4.0.3 it shows.
"""

from __future__ import annotations

import io
import ipaddress
import logging
import os
import re
import ssl
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from allauth.mfa.models import Authenticator
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.apps import apps
from django.conf import settings as configured
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils import timezone, translation
from markupsafe import escape
from pythonjsonlogger.json import JsonFormatter

from scicity.access.accounts import PASSWORD
from scicity.access.models import Attachment, Proposal
from scicity.access.outputs import publications
from scicity.access.privacy import HELD
from scicity.connectors import icat, scicat
from scicity.ledger import SourceError
from scicity.parkservices.models import Service
from scicity.platform import files, mails, notices, people
from scicity.platform.errors import Invalid, Refused
from scicity.platform.files import DOCUMENTS, MOST_BYTES, accepted
from scicity.platform.models import ApiToken, Mail, Tracked
from scicity.platform.phrases import Both
from scicity.platform.verbs import verb
from scicity.portal import account
from scicity.web import middleware
from tests.access.matrix import objects

pytestmark = pytest.mark.django_db
PAGES = (
    "/city/",
    "/accounts/login/",
    "/accounts/signup/",
    "/city/explore/?metric=core_hours&scope=ssc&period=2023",
    "/api/v1/openapi.json",
    "/health/",
    "/nowhere/",
)


@pytest.fixture(autouse=True)
def english():
    """What is said in these tests is read in English, whatever a request before left in force."""
    with translation.override("en"):
        yield


def edition_of_me(client: Client) -> str:
    """The edition of one's own account, as its form carries it."""
    return re.search(r'name="edition" value="([^"]+)"', client.get("/me/").content.decode())[1]


def signed_in(who="lin", **more) -> Client:
    client = Client(headers={"accept-language": "en"}, **more)
    answer = client.post("/accounts/login/", {"login": f"{who}@demo.example", "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


@pytest.mark.asvs("14.4.1", "14.4.3", "14.4.4", "14.4.6", "14.4.7", "14.3.3", "8.2.1", "14.5.3")
@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_its_headers(client, address):
    h = client.get(address).headers
    policy = h["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert h["X-Content-Type-Options"] == "nosniff"
    assert h["Referrer-Policy"] == "same-origin"
    assert h["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in h["Permissions-Policy"]
    assert re.search("charset=utf-8|application/json", h["Content-Type"])
    assert "public" not in h["Cache-Control"]
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(h)


@pytest.mark.asvs("3.4.1", "3.4.2", "3.4.3", "3.4.4", "3.4.5", "9.1.1", "14.4.5", "14.3.2")
def test_behind_https_cookies_and_links_are_for_it_alone():
    """The settings as an installation has them, in a process of their own."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            """
import django, json; django.setup()
from django.conf import settings as s
from django.test import Client
from django.core.management import call_command
c = Client(headers={'host': 'city.example', 'x-forwarded-proto': 'https'})
h = c.get('/api/v1/openapi.json').headers
print(json.dumps([
    h['Strict-Transport-Security'],
    s.SESSION_COOKIE_NAME,
    s.CSRF_COOKIE_NAME,
    s.CSRF_COOKIE_SECURE,
    s.CSRF_COOKIE_SAMESITE,
    s.SESSION_COOKIE_PATH,
    s.SESSION_COOKIE_SECURE,
    s.SESSION_COOKIE_HTTPONLY,
    s.SESSION_COOKIE_SAMESITE,
    s.DEBUG,
    s.SECOND_FACTOR,
]))
call_command('check', deploy=True, fail_level='WARNING')
""",
        ],
        env={
            **{k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"},
            "SCICITY_HTTPS": "1",
            "SCICITY_HOSTS": "city.example",
            "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
            "SCICITY_STATE": str(configured.STATE),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert (
        told.stdout.splitlines()[0]
        == '["max-age=31536000", "__Host-sessionid", "__Host-csrftoken", true, "Lax", "/", true,'
        ' true, "Lax", false, true]'
    )


@pytest.mark.asvs("3.2.1", "3.2.2", "3.3.1", "3.1.1", "3.3.2", "3.7.1")
def test_a_session_is_new_at_signing_in_and_gone_at_signing_out(city):
    client = Client()
    client.get("/accounts/login/")
    client.cookies["sessionid"] = "a" * 32  # one that an attacker had planted
    client.post("/accounts/login/", {"login": "lin@demo.example", "password": PASSWORD})
    key = client.cookies["sessionid"].value
    assert key != "a" * 32
    assert len(key) == 32, "32 of 36 letters: 165 bits"
    assert (
        timedelta(hours=11.9)
        < Session.objects.get(pk=key).expire_date - timezone.now()
        <= timedelta(hours=12)
    )
    assert client.cookies["sessionid"]["max-age"] == "", "the browser forgets it when it is closed"
    thief = Client()
    thief.cookies["sessionid"] = key
    assert thief.get("/me/").status_code == 200
    client.post("/accounts/logout/")
    assert thief.get("/me/").status_code == 302


@pytest.mark.asvs("3.3.3", "3.3.4", "2.1.5", "2.1.6")
def test_changing_the_password_and_ending_sessions_ends_the_others(city):
    here, there = signed_in(), signed_in()
    assert (
        here.post(
            "/accounts/password/change/",
            {
                "oldpassword": "wrong",
                "password1": "another-long-phrase-7",
                "password2": "another-long-phrase-7",
            },
        ).status_code
        == 200
    ), "not without the old one"
    assert there.get("/me/").status_code == 200
    assert (
        here.post(
            "/accounts/password/change/",
            {
                "oldpassword": PASSWORD,
                "password1": "another-long-phrase-7",
                "password2": "another-long-phrase-7",
            },
        ).status_code
        == 302
    )
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
    elsewhere = signed_in("zhou")
    second = signed_in("zhou")
    assert "127.0.0.1" in elsewhere.get("/accounts/sessions/").content.decode()
    elsewhere.post("/accounts/sessions/")
    assert second.get("/me/").status_code == 302
    assert elsewhere.get("/me/").status_code == 200


@pytest.mark.asvs("2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.7", "2.1.9", "2.1.10")
@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("short-pass1", False),
        ("password12345", False),
        ("qwertyuiop123", False),
        ("lower case words only", True),
        ("密码短语可以用任何文字写成", True),
        ("x" * 40 + " Y" * 30, True),
        ("x y" * 43, False),
        ("847261950372", True),
    ],
)
def test_a_password_is_long_and_uncommon_and_else_free(client, city, password, good):
    answer = client.post(
        "/accounts/signup/",
        {
            "name": "New One",
            "email": "new@else.example",
            "password1": password,
            "password2": password,
        },
    )
    assert (answer.status_code == 302) == good
    if good:
        person = get_user_model().objects.get(email="new@else.example")
        assert person.check_password(password)
        assert not person.check_password(password[:-1])


@pytest.mark.asvs("2.4.1", "2.4.2", "2.4.4")
def test_passwords_are_kept_by_a_slow_hash():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import django; django.setup()\n"
                "from django.contrib.auth.hashers import make_password\n"
                "print(make_password('x'), make_password('x'))"
            ),
        ],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
            "SCICITY_STATE": str(configured.STATE),
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert all(h.startswith("scrypt$16384$") for h in told)
    assert told[0] != told[1], "each has a salt of its own"
    assert all(len(h.split("$")[2]) >= 22 for h in told), "22 of 62 letters: 131 bits"


@pytest.mark.asvs("2.2.1", "2.5.1", "2.5.2", "2.5.3", "2.5.6", "2.5.4")
def test_guessing_is_slowed_and_tells_nothing_of_who_has_an_account(client, city):
    person = get_user_model().objects.get(email="visitor@demo.example")
    wrong = [
        client.post(
            "/accounts/login/",
            {"login": a, "password": "wrong-wrong-wrong"},
            headers={"accept-language": "en"},
        ).content.decode()
        for a in ("visitor@demo.example", "nobody@else.example")
    ]
    errors = [re.findall(r"(?s)<ul class=.errorlist.*?</ul>", w) for w in wrong]
    assert errors[0] == errors[1]
    for _ in range(5):
        client.post("/accounts/login/", {"login": person.email, "password": "wrong-wrong-wrong"})
    assert (
        client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}).status_code
        != 302
    ), "not even the right one from there, for five minutes"
    answers = [
        client.post("/accounts/password/reset/", {"email": a})
        for a in (person.email, "nobody@else.example")
    ]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    letter = next(m for m in mail.outbox if person.email in m.to)
    assert "wrong-wrong" not in letter.body
    assert PASSWORD not in letter.body
    assert "/accounts/password/reset/key/" in letter.body
    assert not get_user_model().objects.filter(email__in=("admin", "root", "sa")).exists()


def attempt(client, who, password, address) -> bool:
    """Whether somebody at an address gets in."""
    return (
        client.post(
            "/accounts/login/",
            {"login": f"{who}@demo.example", "password": password},
            REMOTE_ADDR=address,
        ).status_code
        == 302
    )


@pytest.mark.asvs("2.2.1")
def test_a_stranger_s_wrong_passwords_keep_nobody_out_elsewhere(city):
    for n in range(50):
        assert not attempt(Client(), "lin", f"wrong-wrong-{n:05}", "203.0.113.9")
    assert not attempt(Client(), "lin", PASSWORD, "203.0.113.9"), (
        "from there not even the right one"
    )
    assert attempt(Client(), "lin", PASSWORD, "198.51.100.7"), (
        "the owner comes in from another address"
    )
    assert not attempt(Client(), "zhou", PASSWORD, "203.0.113.9"), (
        "one address tries not account after account"
    )


@pytest.mark.asvs("2.2.1")
def test_a_known_device_is_kept_out_by_nobody_and_known_to_one_account(city, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "attempt_account": "12/h/key"}
    own = Client()
    assert attempt(own, "lin", PASSWORD, "192.0.2.1")
    own.post("/accounts/logout/")
    for n in range(6):  # behind the same address, and from many
        attempt(Client(), "lin", "wrong-wrong-wrong", "192.0.2.1")
        attempt(Client(), "lin", "wrong-wrong-wrong", f"203.0.{n}.1")
        attempt(Client(), "lin", "wrong-wrong-wrong", f"203.0.{n}.2")
    assert not attempt(Client(), "lin", PASSWORD, "198.51.100.7"), (
        "so many wrong ones in an hour: strange devices wait"
    )
    assert attempt(own, "lin", PASSWORD, "192.0.2.1")
    own.post("/accounts/logout/")
    for _ in range(5):
        attempt(own, "zhou", "wrong-wrong-wrong", "192.0.2.77")
    assert not attempt(own, "zhou", PASSWORD, "192.0.2.77"), (
        "to another's account it is as strange as any"
    )
    forged = Client()
    forged.cookies[configured.DEVICE_COOKIE] = (
        own.cookies[configured.DEVICE_COOKIE].value[:-4] + "AAAA"
    )
    assert not attempt(forged, "lin", PASSWORD, "198.51.100.8")


@pytest.mark.asvs("2.2.1", "2.5.6")
def test_the_mail_leads_in_while_strange_devices_wait(city, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "attempt_account": "7/h/key"}
    for m in range(9):
        attempt(Client(), "lin", "wrong-wrong-wrong", f"203.0.113.{m}")
    owner = Client(headers={"accept-language": "en"})
    said = owner.post("/accounts/login/", {"login": "lin@demo.example", "password": PASSWORD})
    assert "with a new password by mail you get in at once" in said.content.decode()
    owner.post("/accounts/password/reset/", {"email": "lin@demo.example"})
    link = re.search(
        r"/accounts/password/reset/key/\S+",
        next(m.body for m in mail.outbox if "lin@demo.example" in m.to),
    )
    form = owner.get(link[0], follow=True).redirect_chain[-1][0]
    owner.post(
        form, {"password1": "a-longer-phrase-of-mine-7", "password2": "a-longer-phrase-of-mine-7"}
    )
    for m in range(9):  # the stranger goes on
        attempt(Client(), "lin", "wrong-wrong-wrong", f"203.0.114.{m}")
    assert attempt(owner, "lin", "a-longer-phrase-of-mine-7", "127.0.0.1")


@pytest.mark.asvs("11.1.4", "13.1.3", "2.2.1", "14.5.4")
def test_who_asks_too_often_is_told_when_to_come_again(settings, city):
    settings.RATES = {"anonymous": "5/m", "known": "8/m"}
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    assert [stranger.get("/city/targets/").status_code for _ in range(7)] == [200] * 5 + [429] * 2
    refused = stranger.get("/api/v1/services")
    assert (refused.status_code, refused.headers["Retry-After"], refused.json()["fields"]) == (
        429,
        "60",
        {},
    )
    assert (
        stranger.get("/city/targets/", headers={"x-forwarded-for": "203.0.113.77"}).status_code
        == 429
    ), "who says to be somebody else is believed only behind a server of ours"
    assert Client(REMOTE_ADDR="203.0.113.10").get("/city/targets/").status_code == 200, (
        "another address"
    )
    person = Client(REMOTE_ADDR="203.0.113.11")
    person.force_login(get_user_model().objects.get(email="data@demo.example"))
    assert [person.get("/me/").status_code for _ in range(9)] == [200] * 8 + [429]


@pytest.mark.asvs("4.3.1", "1.2.3")
@pytest.mark.parametrize(
    ("who", "led"),
    [("city", True), ("director", True), ("customs", True), ("lin", False), ("firm", False)],
)
def test_who_has_power_sets_up_a_second_factor_first(settings, city, who, led):
    settings.SECOND_FACTOR = True
    client = Client()
    client.force_login(get_user_model().objects.get(email=f"{who}@demo.example"))
    answer = client.get("/")
    assert (answer.status_code == 302 and answer.headers["Location"] == "/accounts/2fa/") == led
    assert client.post("/api/v1/bookings", {}, content_type="application/json").status_code == (
        302 if led else 422
    )


@pytest.mark.asvs("4.1.1", "4.1.5", "1.4.1")
def test_a_view_without_a_rule_is_nobody_s():
    def view(request):
        raise AssertionError("never")

    with pytest.raises(middleware.PermissionDenied):
        middleware.DenyByDefault(lambda r: None).process_view(
            RequestFactory().get("/"), view, (), {}
        )
    for pattern in get_resolver().url_patterns:
        for inner in getattr(pattern, "url_patterns", [pattern]):
            callback = getattr(inner, "callback", None)
            assert callback is None or middleware.declared(callback), inner


@pytest.mark.asvs("4.2.2", "13.2.3", "14.5.2", "4.3.2")
def test_a_form_from_elsewhere_is_refused(city):
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(email="lin@demo.example"))
    assert client.post("/me/", {"name": "X"}).status_code == 403
    assert client.post("/api/v1/bookings", "{}", content_type="application/json").status_code in (
        401,
        403,
    )
    for folder in (
        "/static/",
        "/static/web/",
        "/uploads/",
        "/.git/config",
        "/static/../settings.py",
        "/static/web/..%2f..%2fsettings.py",
    ):
        assert client.get(folder).status_code == 404, folder


@pytest.mark.asvs("5.1.5", "5.1.1")
@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "http:///evil.example",
    ],
)
def test_nobody_is_led_elsewhere(city, there):
    client = Client()
    answer = client.post(
        f"/accounts/login/?next={there}",
        {"login": "lin@demo.example", "password": PASSWORD, "next": there},
    )
    assert answer.headers["Location"] == "/"
    answer = client.post(
        "/language/", {"language": "en", "next": there}, headers={"referer": there}
    )
    assert "evil" not in answer.headers.get("Location", "")
    assert "javascript" not in answer.headers.get("Location", "")


@pytest.mark.asvs("5.3.1", "5.3.3", "5.2.1", "5.3.4", "5.3.5", "5.1.3", "5.1.4", "5.3.2")
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }}",
        "' OR 1=1; DROP TABLE access_person; --",
        "￥中文 – é \U0001f9ea",
    ],
)
def test_what_is_typed_is_shown_as_typed_and_runs_nowhere(city, text):
    client = signed_in()
    client.post(
        "/me/",
        {
            "edition": edition_of_me(client),
            "name": text,
            "name_zh": "",
            "orcid": "",
            "language": "en",
            "mail": "each",
            "organisation": "",
        },
    )
    page = client.get("/me/").content.decode()
    assert text not in page or "<" not in text
    assert str(escape(text)) in page
    assert "<script>alert" not in page
    assert (
        client.get("/city/explore/", {"metric": text, "scope": text, "period": text}).status_code
        == 422
    )
    assert get_user_model().objects.count() > 10


@pytest.mark.asvs("12.1.1", "12.1.2", "12.2.1", "12.5.1", "12.3.1", "5.2.7")
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.exe", b"MZ", "kind"),
        ("a.pdf", b"MZ", "kind"),
        ("a.svg", b"<svg onload=alert(1)>", "kind"),
        ("a.html", b"<script>", "kind"),
        ("a.pdf", b"", "kind"),
        ("a.pdf", b"%PDF" + b"0" * MOST_BYTES, "over 20 MB"),
        ("a.docx", b"PK\x03\x04broken", "damaged"),
        ("noending", b"%PDF", "kind"),
    ],
)
def test_what_must_not_be_uploaded(name, content, why):
    with pytest.raises(Invalid, match=why):
        accepted(name, content, kinds=DOCUMENTS)


@pytest.mark.asvs("12.1.2", "12.3.1", "12.3.2", "12.4.1")
def test_a_small_archive_stays_small_and_a_name_is_no_path():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"{n}.xml", b"0" * 100 * 2**20)
    assert len(bomb.getvalue()) < 2 * 2**20
    with pytest.raises(Invalid, match="unpacked"):
        accepted("a.xlsx", bomb.getvalue(), kinds=DOCUMENTS)
    for name in (
        "../../etc/passwd.pdf",
        "..\\..\\boot.pdf",
        "/root/.ssh/keys.pdf",
        "a\x00b\r\n.pdf",
    ):
        kept = accepted(name, b"%PDF-1.4")
        assert re.fullmatch(r"[0-9a-f]{16}\.pdf", kept.stored)
        assert not set(kept.name) & set("/\\\x00\r\n")


@pytest.mark.asvs("12.4.1", "12.5.2", "12.3.3", "8.3.1")
def test_an_upload_is_an_attachment_outside_what_is_served(city):
    objects()
    kept = Attachment.objects.first()
    client = Client()
    client.force_login(get_user_model().objects.get(email="lin@demo.example"))
    answer = client.get(f"/attachments/{kept.pk}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert not str(configured.MEDIA_ROOT).startswith(str(configured.STATIC_ROOT))
    for path in (
        "../secret.key",
        "..%2f..%2fsecret.key",
        "%2e%2e/secret.key",
        "x/../../secret.key",
    ):
        assert client.get(f"/studio/builds/{path}").status_code == 404
        assert client.get(f"/attachments/{path}").status_code == 404


@pytest.mark.asvs("7.4.1", "7.4.2", "7.4.3")
def test_a_fault_is_told_without_its_inside_and_a_lost_database_as_such(city, monkeypatch):
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})

    def broken(*given):
        raise RuntimeError("password=hunter2 at /srv/secret")

    monkeypatch.setattr(account, "stated", broken)
    answer = client.get("/city/targets/")
    assert answer.status_code == 500
    assert b"hunter2" not in answer.content
    assert "Something went wrong" in answer.content.decode()

    def away(*given):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(account, "stated", away)
    answer = client.get("/city/targets/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


@pytest.mark.asvs("7.1.1", "7.1.3", "7.2.1", "7.3.1", "7.1.4")
def test_the_log_tells_who_came_in_without_saying_their_name(city, caplog, settings):
    client = Client()
    with caplog.at_level(logging.INFO, logger="scicity"):
        client.post(
            "/accounts/login/", {"login": "lin@demo.example", "password": "wrong\n2026 INFO forged"}
        )
        client.post("/accounts/login/", {"login": "lin@demo.example", "password": PASSWORD})
        client.get("/city/?secret=token-in-address")
        client.post("/accounts/logout/")
    person = get_user_model().objects.get(email="lin@demo.example")
    told = [
        (r.message, r.__dict__.get("person"))
        for r in caplog.records
        if r.name == "scicity.security"
    ]
    assert told == [
        ("failed to sign in", ""),
        ("signed in", person.key),
        ("signed out", person.key),
    ]
    whole = "\n".join(str(r.__dict__) for r in caplog.records if r.name.startswith("scicity"))
    assert not any(
        s in whole for s in (PASSWORD, "forged", "lin@demo", "Lin Yue", "token-in-address")
    )
    record = logging.LogRecord("scicity", logging.INFO, "", 0, "line\nforged", (), None)
    assert "\n" not in JsonFormatter().format(record)


@pytest.mark.asvs("7.2.2", "11.1.7", "11.1.8", "8.1.4", "7.1.2")
def test_refusals_are_in_the_log_and_many_of_them_are_told_to_auditors(city, caplog):
    caches["own"].clear()
    hidden = (
        Proposal.objects.filter(call=city.calls["ssrf"])
        .exclude(members__person=city.people["visitor"])
        .first()
    )
    client = Client(headers={"accept-language": "en"})
    client.force_login(city.people["visitor"], backend="django.contrib.auth.backends.ModelBackend")
    with caplog.at_level(logging.INFO, logger="scicity.security"):
        assert client.get(f"/proposals/{hidden.pk}/").status_code == 404, (
            "whether it is there is not said"
        )
        assert client.get(f"/api/v1/proposals/{hidden.pk}").status_code == 404
        assert client.get("/proposals/99999999/").status_code == 404
        assert client.get("/history/").status_code == 403
    key = city.people["visitor"].key
    assert [(r.person, r.route, r.status) for r in caplog.records if r.message == "refused"] == [
        (key, "proposals/<int:pk>/", 404),
        (key, "api/v1/proposals/<pk>", 404),
        (key, "history/", 403),
    ]
    auditor = city.people["auditor"]
    before = auditor.notifications.count()
    with caplog.at_level(logging.INFO, logger="scicity.security"):
        for _ in range(60):
            client.get("/history/")
    assert sum(r.message == "unusual use" for r in caplog.records) == 1
    assert auditor.notifications.count() == before + 1, "told once"
    assert key in auditor.notifications.first().en
    assert not any(
        str(v) in "\n".join(str(r.__dict__) for r in caplog.records if r.name.startswith("scicity"))
        for v in (city.people["visitor"].email, city.people["visitor"].name)
    )


@pytest.mark.asvs("2.2.3", "2.5.5")
def test_changes_to_how_one_signs_in_are_told_by_mail(city):
    signed_in("zhou").post(
        "/accounts/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "another-long-phrase-7",
            "password2": "another-long-phrase-7",
        },
    )
    letter = mail.outbox[-1]
    assert letter.to == ["zhou@demo.example"]
    assert "password" in letter.body.lower()
    assert "another-long" not in letter.body


@pytest.mark.asvs("2.5.7", "2.8.6")
def test_a_lost_device_is_taken_away_and_its_owner_told(city):
    zhou = city.people["zhou"]
    Authenticator.objects.create(user=zhou, type="totp", data={"secret": "x"})
    there = signed_in("data")
    data = city.people["data"]
    people.forget_factors(None, zhou)
    people.forget_factors(None, data)
    assert not Authenticator.objects.filter(user=zhou).exists()
    assert there.get("/me/").status_code == 302, "whoever holds the device is out"
    assert "/accounts/2fa/" in data.notifications.first().address


@pytest.mark.asvs("2.3.3")
def test_owners_of_tokens_are_told_before_they_end(city):
    lin = city.people["lin"]
    for days in (5, 60):
        people.make_token(lin, f"of {days} days", ["read"], days)
    ApiToken.objects.filter(person=lin).update(made_at=timezone.now() - timedelta(days=2))
    assert people.warn_of_expiry() == 1
    assert "of 5 days" in lin.notifications.first().en
    assert people.warn_of_expiry() == 0


@pytest.mark.asvs("8.3.3", "8.3.4")
def test_what_is_kept_about_people_is_on_a_page(client):
    personal = {
        f"{m._meta.model_name}.{f}"
        for m in apps.get_models()
        if issubclass(m, Tracked)
        for f in m.personal
    }
    told = {f for h in HELD for f in h.fields}
    assert personal <= told
    assert all(
        hasattr(apps.get_model(room, table), field)
        for f in told
        for table, field in [f.split(".")]
        for room in ("access", "cases")
        if table in {m._meta.model_name for m in apps.get_app_config(room).get_models()}
    )
    for language, word in (("zh", "化名"), ("en", "pseudonym")):
        page = client.get("/privacy/", headers={"accept-language": language}).content.decode()
        assert word in page
        assert page.count("<tr>") == len(HELD) + 1
    assert "/privacy/" in client.get("/city/").content.decode()
    assert "/privacy/" in client.get("/accounts/signup/").content.decode()


@pytest.mark.asvs("12.1.3")
def test_what_one_person_brings_in_a_day_is_bounded(city, monkeypatch):
    monkeypatch.setattr(files, "MOST_A_DAY", 100)
    with verb.opened("t", city.people["lin"]):
        for _ in range(3):
            accepted("a.pdf", b"%PDF-1.4" + b"0" * 22)
        with pytest.raises(Refused, match="tomorrow"):
            accepted("a.pdf", b"%PDF-1.4" + b"0" * 22)
    with verb.opened("t", city.people["zhou"]):
        accepted("a.pdf", b"%PDF-1.4" + b"0" * 22)


@pytest.mark.asvs("5.2.3")
def test_a_line_end_in_a_title_becomes_no_line_of_a_mail(city):
    lin = city.people["lin"]
    for title in ("x\r\nBcc: thief@evil.example", "x\nSubject: y"):
        Mail.objects.all().delete()
        notices.tell([lin], Both(f"关于 {title}", f"About {title}"), "/")
        mails.send_waiting()
        letter = mail.outbox[-1]
        assert letter.recipients() == [lin.email]
        assert "\n" not in letter.message()["Subject"]
        assert letter.message()["Bcc"] is None
    assert Proposal.objects.exists()


@pytest.mark.asvs("9.2.1", "9.2.3")
def test_a_server_that_cannot_prove_who_it_is_is_not_asked(tmp_path):
    """Real TLS: a server whose certificate nobody vouches for."""
    key, name, now = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")]),
        datetime.now(UTC),
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    both = tmp_path / "both.pem"
    both.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"https://127.0.0.1:{server.server_address[1]}"
    try:
        with httpx.Client(timeout=10) as client:
            with pytest.raises(SourceError, match="does not answer"):
                next(scicat.pages(url, "", 10, client, "secret"))
            with pytest.raises(SourceError, match="does not answer"):
                next(icat.pages(url, None, 10, client, "db", "reader", "secret"))
    finally:
        server.shutdown()
        server.server_close()
    assert not asked, "no word, and no secret, was said to it"


@pytest.mark.asvs("7.3.4")
def test_lines_of_the_log_are_in_one_zone():
    """Whatever the zone of the machine."""
    for form in ("plain", "json"):
        told = subprocess.run(
            [
                sys.executable,
                "-c",
                (
                    "import django; django.setup()\n"
                    "import logging; logging.getLogger('scicity').warning('now')"
                ),
            ],
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "TZ": "Asia/Shanghai",
                "SCICITY_LOG_FORMAT": form,
                "DJANGO_SETTINGS_MODULE": "scicity.web.settings",
                "SCICITY_STATE": str(configured.STATE),
            },
        )
        said = re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", told.stderr)
        assert (
            abs(
                (
                    datetime.fromisoformat(said[0]).replace(tzinfo=UTC) - timezone.now()
                ).total_seconds()
            )
            < 600
        ), told.stderr


@pytest.mark.asvs("12.3.6", "8.2.2")
@pytest.mark.parametrize("address", PAGES[:4])
def test_a_page_takes_nothing_from_elsewhere(client, address):
    page = client.get(address).content.decode()
    assert not re.findall(
        r"(?:<script[^>]*src|<link[^>]*href|<img[^>]*src|<iframe[^>]*src)=.?(?:https?:)?//", page
    )
    for script in (Path(middleware.__file__).parent / "static" / "web").rglob("*.js"):
        assert "Storage" not in script.read_text("utf-8"), (
            "nothing is put into the browser's storage"
        )


@pytest.mark.asvs("13.1.5", "13.2.1", "13.2.2", "13.2.5", "14.5.1", "5.1.2", "13.2.6")
def test_the_api_takes_only_what_it_says(city):
    client = Client()
    client.force_login(get_user_model().objects.get(email="firm@demo.example"))
    where = f"/api/v1/services/{Service.objects.first().pk}/cases"
    assert client.post(where, "<a/>", content_type="application/xml").status_code in (400, 415, 422)
    assert client.post(where, {"answers": 3}, content_type="application/json").status_code == 422
    assert client.delete(where).status_code == 405
    assert client.get(where).status_code == 405
    before = get_user_model().objects.get(email="lin@demo.example")
    signed = signed_in()
    signed.post(
        "/me/",
        {
            "edition": edition_of_me(signed),
            "name": "Lin Yue",
            "is_active": "",
            "is_superuser": "on",
            "email": "x@evil.example",
            "key": "k",
            "language": "en",
            "mail": "each",
            "organisation": "",
        },
    )
    after = get_user_model().objects.get(pk=before.pk)
    assert (after.email, after.is_active, after.key) == (before.email, True, before.key)


@pytest.mark.asvs("5.2.6", "12.6.1")
def test_the_server_asks_only_the_registers_it_knows(monkeypatch):
    """The one address that a user's text goes into is that of a DOI: whatever stands in it, the
    host stays the register's.
    """
    asked = []
    transport = httpx.MockTransport(lambda r: asked.append(r.url) or httpx.Response(404))
    for doi in (
        "10.1/x@evil.example/",
        "10.1/../../evil",
        "10.1/x?y=//evil.example",
        "10.1/\r\nHost: evil",
        "http://169.254.169.254/latest",
        "10.1000/182#@evil.example",
    ):
        try:
            publications.ask_crossref(doi, httpx.Client(transport=transport))
        except (Refused, ValueError, httpx.InvalidURL):
            pass
    assert {u.host for u in asked} <= {"api.crossref.org"}
    assert all(u.path.startswith("/works/") and ".." not in u.path for u in asked)


@pytest.mark.asvs("8.3.2", "8.1.1", "1.8.1")
def test_a_person_takes_their_data_out_and_has_it_erased(city):
    person = get_user_model().objects.get(email="visitor@demo.example")
    client = signed_in("visitor")
    told = client.get("/me/data/").content.decode()
    assert "visitor@demo.example" in told
    people.erase(person, person)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                assert "visitor@demo.example" not in " ".join(map(str, row)), table
    assert client.get("/me/").status_code == 302


@pytest.mark.asvs("2.10.4", "6.4.1", "6.4.2", "14.1.1")
def test_no_secret_lies_in_the_repository():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, listed):
        with open(name, "rb") as handle:
            content = handle.read()
        assert b"-----BEGIN PRIVATE" + b" KEY" not in content, name
        assert not re.search(rb"AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}", content), name
    key = configured.STATE / "secret.key"
    assert not key.exists() or key.stat().st_mode & 0o077 == 0
