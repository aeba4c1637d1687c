"""A server with two processes as it runs: second factors in a real browser, limits that all
processes share, what it tells its collector.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import translation

from scicity.access.accounts import PASSWORD
from scicity.platform.errors import Invalid, Refused
from scicity.platform.files import DOCUMENTS, accepted
from tests.access import serving
from tests.access.serving import Someone

pytestmark = pytest.mark.full


class Collector(ThreadingHTTPServer):
    """What an OpenTelemetry collector takes: OTLP over HTTP, kept for looking at."""

    def __init__(self) -> None:
        kept: dict[str, list[bytes]] = {"/v1/traces": [], "/v1/metrics": []}

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                kept[self.path].append(body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *given: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.kept = kept

    def spans(self) -> list[tuple[str, dict[str, str]]]:
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
            ExportTraceServiceRequest,
        )

        found = []
        for body in self.kept["/v1/traces"]:
            for r in ExportTraceServiceRequest.FromString(body).resource_spans:
                service = {a.key: a.value.string_value for a in r.resource.attributes}[
                    "service.name"
                ]
                found += [
                    (
                        service,
                        {
                            "name": s.name,
                            "trace": s.trace_id.hex(),
                            **{
                                a.key: a.value.string_value or str(a.value.int_value)
                                for a in s.attributes
                            },
                        },
                    )
                    for scope in r.scope_spans
                    for s in scope.spans
                ]
        return found

    def metrics(self) -> set[str]:
        from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
            ExportMetricsServiceRequest,
        )

        return {
            m.name
            for body in self.kept["/v1/metrics"]
            for r in ExportMetricsServiceRequest.FromString(body).resource_metrics
            for s in r.scope_metrics
            for m in s.metrics
        }


@pytest.fixture(scope="module")
def collector():
    server = Collector()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(scope="module")
def running(collector, template, tmp_path_factory):
    with serving.served(
        template,
        tmp_path_factory.mktemp("running") / "site",
        workers=2,
        threads=2,
        SCICITY_SECOND_FACTOR="1",
        SCICITY_LOG="INFO",
        SCICITY_LOG_FORMAT="json",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.server_address[1]}",
        OTEL_BSP_SCHEDULE_DELAY="100",
        OTEL_METRIC_EXPORT_INTERVAL="300",
    ) as site:
        site.url = site.url.replace("127.0.0.1", "localhost")  # what passkeys take without HTTPS
        yield site


def confirm(page) -> None:
    """Who changes how one signs in says the password again."""
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_load_state()


@pytest.mark.asvs("2.8.1", "2.8.4", "2.6.1", "2.2.4", "4.3.1", "2.3.2", "3.7.1", "2.6.2")
def test_staff_sign_in_with_a_program_s_code_and_each_code_once(chromium, running):
    director = Someone(chromium, running, "director", "zh")
    page = director.page
    page.goto(running.url + "/facilities/")
    assert page.url.endswith("/accounts/2fa/"), "nothing else is open"
    page.goto(running.url + "/accounts/2fa/totp/activate/")
    confirm(page)
    secret = page.input_value("#authenticator_secret")

    def code() -> str:
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    page.fill("input[name=code]", "000000")
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    assert page.url.endswith("/activate/"), "a wrong code sets nothing up"
    page.fill("input[name=code]", code())
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    page.goto(running.url + "/accounts/2fa/recovery-codes/")
    recovery = page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10
    assert director.go("/facilities/")
    assert page.url.endswith("/facilities/")

    def enter(given: str) -> bool:
        again = Someone(chromium, running, "director", "en")
        assert "/accounts/2fa/authenticate/" in again.page.url, "the password alone is not enough"
        again.page.fill("input[name=code]", given)
        again.page.locator("main form").first.locator("button[type=submit]").click()
        again.page.wait_for_load_state()
        return "/2fa/" not in again.page.url

    seen = code()
    assert enter(seen)
    assert not enter(seen), "a code that somebody saw on a screen"
    assert enter(recovery[0])
    assert not enter(recovery[0]), "a recovery code works once"


@pytest.mark.asvs("2.2.4", "2.7.1", "2.8.7", "2.9.1", "8.2.2", "3.2.3")
def test_a_passkey_signs_in_without_a_password(chromium, running):
    office = Someone(chromium, running, "office", "en")
    page = office.page
    devtools = office.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto(running.url + "/accounts/2fa/webauthn/add/")
    confirm(page)
    page.fill("input[name=name]", "My key")
    if page.locator("input[name=passwordless]").count():
        page.check("input[name=passwordless]")
    page.locator("main form button").first.click()
    page.wait_for_url("**/accounts/2fa/**")
    page.wait_for_url(lambda u: "/add/" not in u)
    page.goto(running.url + "/accounts/logout/")
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    page.goto(running.url + "/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda u: "/login/" not in u)
    page.goto(running.url + "/facilities/")
    assert page.url.endswith("/facilities/")
    assert not office.faults, "nothing is refused by the content policy"
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [
        0,
        0,
    ], "nothing is left in the browser"
    assert page.evaluate("document.cookie") == "django_language=en", (
        "no script reads the session's key"
    )


@pytest.mark.asvs("2.2.1", "3.3.1")
def test_all_processes_count_attempts_and_sessions_alike(running):
    def login(client: httpx.Client, password: str) -> httpx.Response:
        client.get("/accounts/login/")
        return client.post(
            "/accounts/login/",
            data={
                "login": "zhou@demo.example",
                "password": password,
                "csrfmiddlewaretoken": client.cookies["csrftoken"],
            },
            headers={"Referer": running.url},
        )

    with httpx.Client(base_url=running.url) as good:
        assert login(good, PASSWORD).status_code == 302
        session = good.cookies["sessionid"]
        for _ in range(6):  # whichever process answers
            assert (
                httpx.get(running.url + "/me/", cookies={"sessionid": session}).status_code == 200
            )
        good.post(
            "/accounts/logout/",
            data={"csrfmiddlewaretoken": good.cookies["csrftoken"]},
            headers={"Referer": running.url},
        )
    assert {
        httpx.get(running.url + "/me/", cookies={"sessionid": session}).status_code
        for _ in range(8)
    } == {302}
    outcomes = []
    for _ in range(8):
        with httpx.Client(base_url=running.url) as guess:
            outcomes.append(login(guess, "wrong-wrong-wrong").status_code)
    with httpx.Client(base_url=running.url) as right:
        assert login(right, PASSWORD).status_code != 302, outcomes


@pytest.mark.asvs("7.1.1", "7.1.3")
def test_traces_metrics_and_lines_of_the_log_belong_together(running, collector):
    assert httpx.get(running.url + "/city/", params={"secret": "in-the-address"}).status_code == 200
    deadline = time.monotonic() + 30
    wanted = {"scicity.outbox.waiting", "scicity.outbox.age", "http.server.duration"}
    while not (
        wanted <= collector.metrics()
        and any(s.get("http.route") == "city/" for _, s in collector.spans())
    ):
        assert time.monotonic() < deadline, (collector.metrics(), collector.spans()[:3])
        time.sleep(0.1)
    service, span = next((n, s) for n, s in collector.spans() if s.get("http.route") == "city/")
    assert service == "scicity-web"
    lines = [
        json.loads(line)
        for line in (running.folder / "server.log").read_text().splitlines()
        if line.startswith("{")
    ]
    own = [
        line for line in lines if line.get("route") == "city/" and line["trace_id"] == span["trace"]
    ]
    assert [(line["status"], line["method"], line["logger"]) for line in own] == [
        (200, "GET", "scicity.requests")
    ]
    assert all(
        "in-the-address" not in json.dumps(line) and "demo.example" not in json.dumps(line)
        for line in lines
    )


@pytest.fixture
def antivirus(tmp_path):
    """A real clamd that knows one signature: the test file of EICAR, which every antivirus
    knows.
    """
    folder = tmp_path / "clamav"
    folder.mkdir(mode=0o755)
    (folder / "known.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(
        f"DatabaseDirectory {folder}\nLocalSocket {folder}/socket\nForeground yes\nLogFile"
        f" {folder}/log\n"
    )
    server = subprocess.Popen(
        ["/usr/sbin/clamd", "-c", folder / "clamd.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + 30
    while not (folder / "socket").exists():
        assert server.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield folder / "socket", server
    server.kill()
    server.wait()


# a line that does no harm; written apart, so that no antivirus takes this file away
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS" + b"-TEST-FILE!$H+H*"


@pytest.mark.django_db
@pytest.mark.asvs("12.4.2")
def test_an_antivirus_looks_at_what_is_uploaded(antivirus, settings):
    socket, server = antivirus
    settings.CLAMD = str(socket)
    with translation.override("en"):
        assert accepted("fine.pdf", b"%PDF-1.4 fine" + b"0" * 200_000).name == "fine.pdf"
        for name, content in (("a.txt", EICAR), ("a.pdf", b"%PDF-1.4\n" + EICAR)):
            with pytest.raises(Invalid, match="harmful"):
                accepted(name, content, kinds=DOCUMENTS)
        server.kill()
        server.wait()
        with pytest.raises(Refused, match="try again later"):  # what nobody looked at is not kept
            accepted("fine.pdf", b"%PDF-1.4 fine")


@pytest.mark.asvs("2.1.11", "2.1.12")
def test_a_password_is_pasted_and_looked_at(chromium, running):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(running.url + "/accounts/login/")
    assert page.get_attribute("input[name=password]", "autocomplete") == "current-password"
    page.fill("input[name=login]", PASSWORD)
    page.press("input[name=login]", "Control+a")
    page.press("input[name=login]", "Control+x")
    page.focus("input[name=password]")
    page.keyboard.press("Control+v")
    assert page.input_value("input[name=password]") == PASSWORD
    page.click("button.look")
    assert page.get_attribute("input[name=password]", "type") == "text"
    page.click("button.look")
    assert page.get_attribute("input[name=password]", "type") == "password"
    context.close()
