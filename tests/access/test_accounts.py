"""How one comes in: by an address that is verified, or by single sign-on at a real OpenID
provider.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time

import httpx
import pytest

from tests.access import serving
from tests.access.serving import Someone

pytestmark = pytest.mark.full


@pytest.mark.parametrize("language", ["zh", "en"])
def test_signing_up_needs_a_verified_address(chromium, site, language):
    someone = Someone(chromium, site, "", language)
    page = someone.page
    page.goto(site.url + "/accounts/signup/")
    for name, value in (
        ("name", "Ada New"),
        ("name_zh", "新人"),
        ("email", "Ada@New.example"),
        ("password1", "a-long-pass-phrase-9"),
        ("password2", "a-long-pass-phrase-9"),
    ):
        page.fill(f"input[name={name}]", value)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    assert page.url.endswith("/accounts/confirm-email/")
    page.goto(site.url + "/me/")
    assert "/accounts/login/" in page.url, "not before the address is verified"
    link = re.search(r"https?://\S+/accounts/confirm-email/\S+", " ".join(site.mails())).group()
    page.goto(link)
    page.click("main button[type=submit]")
    page.goto(site.url + "/accounts/login/")
    page.fill("input[name=login]", "ada@new.example")
    page.fill("input[name=password]", "a-long-pass-phrase-9")
    page.click("main button[type=submit]")
    page.goto(site.url + "/me/")
    assert page.input_value("input[name=name]") == "Ada New"
    # an ORCID iD with a wrong check digit is told, and what was typed stays
    page.fill("input[name=orcid]", "0000-0002-1825-0098")
    someone.press("保存", "Save")
    assert someone.say("校验位", "check digit") in someone.text
    assert page.input_value("input[name=orcid]") == "0000-0002-1825-0098"
    page.fill("input[name=orcid]", "0000-0002-1825-0097")
    someone.press("保存", "Save")
    assert someone.say("已保存", "Saved") in someone.told
    assert site.command("access", "verify", "--state", str(site.folder / "access"))


def test_single_sign_on(chromium, template, tmp_path):
    provider, own = serving.free_port(), serving.free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            str(serving.ROOT / "tests/access/provider.py"),
            str(provider),
            f"http://127.0.0.1:{own}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{provider}"
        deadline = time.monotonic() + 60
        while True:
            try:
                if httpx.get(f"{address}/.well-known/openid-configuration").status_code == 200:
                    break
            except httpx.HTTPError:
                pass
            assert server.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with serving.served(
            template,
            tmp_path / "site",
            port=own,
            SCICITY_OIDC_URL=address,
            SCICITY_OIDC_CLIENT="scicity",
            SCICITY_OIDC_SECRET="provider-secret",
            SCICITY_OIDC_NAME="University SSO",
        ) as site:
            someone = Someone(chromium, site, "", "en")
            page = someone.page
            page.goto(site.url + "/accounts/login/")
            page.get_by_role("link", name="University SSO").click()
            page.wait_for_load_state()
            page.click("main button[type=submit]")  # continue to the provider
            page.wait_for_url(f"{address}/**")
            page.fill("input[name=login]", "single@university.example")
            page.fill("input[name=password]", "provider-password")
            page.locator("form button[type=submit]").last.click()
            page.wait_for_url(f"{site.url}/**")
            page.goto(site.url + "/me/")
            assert page.input_value("input[name=name]") == "Single Sign"
            assert (
                site.do(
                    "print(Person.objects.get(email='single@university.example').has_usable_password())"
                )
                == "False"
            )
    finally:
        server.terminate()
        server.wait(20)
