"""The API: fuzzed over its whole schema by each role, and its tokens."""

from __future__ import annotations

import subprocess
import sys

import httpx
import pytest

pytestmark = pytest.mark.full
ROLES = ("lin", "office", "director", "scientist", "auditor")


def token(site, who: str, scopes: str = "list(SCOPES)", more: str = "") -> str:
    return site.do(
        "from scicity.platform.people import SCOPES, make_token\n"
        f"print(make_token(Person.objects.get(email='{who}@demo.example'), 't', {scopes}{more})[1])"
    )


@pytest.mark.asvs("13.2.2", "5.1.3", "5.1.4", "7.4.2")
def test_no_server_error_and_no_schema_violation_whatever_is_sent(site):
    """Schemathesis over every operation, as a stranger and as five roles; its seed is fixed."""
    for who in ("", *ROLES):
        headers = ["-H", f"Authorization: Bearer {token(site, who)}"] if who else []
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "schemathesis.cli",
                "run",
                site.url + "/api/v1/openapi.json",
                *headers,
                "--seed",
                "20231231",
                "--max-examples",
                "12",
                "--phases",
                "examples,coverage,fuzzing",
                "--workers",
                "2",
                "--no-color",
                "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
            ],
            capture_output=True,
            text=True,
            cwd=site.folder,
            check=False,
            env={**site.env, "HYPOTHESIS_STORAGE_DIRECTORY": str(site.folder / "h")},
        )
        assert done.returncode == 0, (
            f"{who or 'anonymous'}:\n{done.stdout[-20000:]}\n{done.stderr[-2000:]}"
        )
    assert "Traceback" not in (site.folder / "server.log").read_text()


@pytest.mark.asvs("3.5.1", "4.1.3", "2.10.1")
def test_a_token_does_what_its_scopes_allow(site):
    read = token(site, "lin", "['read']")

    def get(path: str, secret: str, method: str = "GET", **more):
        return httpx.request(
            method,
            site.url + "/api/v1" + path,
            headers={"Authorization": f"Bearer {secret}"},
            **more,
        )

    assert get("/me", read).json()["email"] == "lin@demo.example"
    call = httpx.get(site.url + "/api/v1/calls").json()[0]["id"]
    assert get("/proposals", read, "POST", json={"call_id": call}).status_code == 403
    assert (
        get(
            "/proposals",
            token(site, "lin", "['read', 'proposals']"),
            "POST",
            json={"call_id": call},
        ).status_code
        == 200
    )
    assert get("/me", "sc_wrong").status_code == 401
    assert httpx.get(site.url + "/api/v1/me").status_code == 401
    site.do(
        "from scicity.platform.verbs import verb\n"
        "with verb.opened('t', None):\n"
        " for t in ApiToken.objects.filter(person__email__startswith='lin'):\n"
        "  t.expires_at = timezone.now() - timedelta(days=1); t.save()"
    )
    assert get("/me", read).status_code == 401, "it has expired"
    auditor = token(site, "auditor", "['read']")
    assert get("/events", auditor).status_code == 200
    assert get("/events", token(site, "office")).status_code == 403
