"""A visitor's walk through the city in a real browser: from the home page to the records behind a
number, in both languages.
"""

from __future__ import annotations

import csv
import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.access import serving

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def site(tmp_path_factory, account, template):
    folder = tmp_path_factory.mktemp("walk")
    shutil.copytree(account.path, folder / "ledger")
    with serving.served(
        template, folder / "site", SCICITY_CITY_LEDGER=str(folder / "ledger")
    ) as running:
        yield running


@pytest.mark.parametrize(
    ("language", "stated", "verify", "sealed"),
    [("zh", "声明", "核验", "封印一致"), ("en", "declared", "Verify", "the seal agrees")],
)
def test_home_to_facility_to_figure_to_evidence_to_verified(
    chromium, site, language, stated, verify, sealed
):
    context = chromium.new_context(accept_downloads=True)
    context.add_cookies(
        [
            {
                "name": "django_language",
                "value": "zh-hans" if language == "zh" else "en",
                "url": site.url,
            }
        ]
    )
    page = context.new_page()
    page.goto(site.url + "/city/")
    page.get_by_role("link", name=re.compile("Shanghai Synchrotron|上海同步辐射光源")).first.click()
    number = page.locator("a[data-evidence]", has_text="497,373")
    number.click()
    drawer = page.locator("dialog.evidence")
    expect(drawer).to_contain_text(stated)
    expect(drawer).to_contain_text("chapter-2023")
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_visible()

    page.goto(site.url + "/city/places/phillips/")
    page.locator("a[data-evidence]").first.click()
    expect(drawer).to_contain_text("phillips.log")
    drawer.get_by_role("button", name=re.compile(verify)).click()
    expect(drawer.get_by_role("status")).to_contain_text(sealed)

    page.goto(site.url + "/city/places/phillips/")
    page.route("**/*part=on*", lambda route: route.abort())
    page.locator("a[data-evidence]").first.click()
    page.wait_for_url("**/city/figure/?f=*")
    expect(page.locator("main")).to_contain_text("phillips.log")
    context.close()


def test_what_a_reader_downloads_equals_the_page(chromium, site):
    context = chromium.new_context(accept_downloads=True)
    context.add_cookies([{"name": "django_language", "value": "en", "url": site.url}])
    page = context.new_page()
    page.goto(site.url + "/city/explore/")
    page.fill("input[name=metric]", "core_hours")
    page.select_option("select[name=scope]", "phillips")
    page.fill("input[name=period]", "2016-12")
    page.select_option("select[name=grain]", "day")
    page.locator("form.line button").click()
    expect(page.locator("img.picture")).to_be_visible()
    words = page.locator("td a[data-evidence]").all_inner_texts()
    shown = ["" if w.startswith("not covered") else w.split()[0].replace(",", "") for w in words]
    assert len(shown) == 31
    assert shown[:21] == [""] * 21, "the log begins on the 22nd: nothing is known before, not zero"
    assert all(shown[21:])
    with page.expect_download() as coming:
        page.get_by_role("link", name="csv").click()
    with open(coming.value.path(), encoding="utf-8-sig") as file:
        rows = [r["value"] for r in csv.DictReader(file)]
    assert [v and float(v) for v in rows] == [v and float(v) for v in shown]
    context.close()
