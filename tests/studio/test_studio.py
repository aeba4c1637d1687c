"""The report studio: what does not hold is told, a draft is never lost, a build needs two people
and can be made again.
"""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path

import pytest
from django.conf import settings as site
from playwright.sync_api import expect

from scicity.ledger import open_ledger
from scicity.platform.errors import Refused, Stale
from scicity.platform.people import grant_role
from scicity.platform.verbs import verb
from scicity.reports import freeze, sign
from scicity.studio import bench as studio
from tests.access import serving
from tests.reports.test_builds import correct


@pytest.fixture
def bench(account, settings, tmp_path):
    settings.CITY_LEDGER, settings.STATE = account.path, tmp_path
    studio._source.cache_clear()
    yield studio
    studio._source.cache_clear()


def text(bench, language="zh"):
    return bench.definition("chapter-2023").templates[language]


def test_the_city_s_templates_hold_and_a_false_qualifier_does_not(bench):
    known = text(bench)
    assert bench.check("chapter-2023", "zh", known).faults == ()
    broken = bench.check(
        "chapter-2023",
        "zh",
        known.replace("zjsc.hightech_enterprises | 余", "zjsc.hightech_enterprises | nearly", 1),
    )
    assert broken.report is None
    assert "hightech_enterprises" in broken.faults[0].rule
    typed = bench.check("chapter-2023", "zh", known + "\n\n本年共执行课题17898项。\n")
    assert typed.faults == ()
    assert [s.numbers for s in typed.report.standing("vouched") if "17898" in s.text] == [
        ("17898",)
    ]
    assert bench.check("chapter-2023", "zh", "{{ nothing.at_all }}").faults
    assert bench.check("chapter-2023", "zh", "{% for").faults


def test_two_who_edit_at_once_do_not_overwrite_each_other(bench):
    known = text(bench)
    seen = studio.digest(known)
    bench.save("chapter-2023", "zh", known + "\n", seen)
    with pytest.raises(Stale):
        bench.save("chapter-2023", "zh", "mine", seen)
    assert text(bench) == known + "\n"
    with pytest.raises(Refused):
        bench.definition("atlantis")


def test_the_city_s_own_files_are_not_touched(bench, city):
    before = (Path(site.CITY) / "reports" / "chapter-2023" / "zh.md").read_bytes()
    bench.save("chapter-2023", "zh", "changed", studio.digest(text(bench)))
    assert (Path(site.CITY) / "reports" / "chapter-2023" / "zh.md").read_bytes() == before


@pytest.fixture
def desk(client, django_user_model, db):
    with verb.opened("test", None):
        person = django_user_model.objects.create_user("desk@city.example", "x", name="Desk")
        grant_role(person, person, "city-office", None)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(desk, path, language="en"):
    return desk.get(path, headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Vouched for: a named person answers"), ("zh-hans", "编者陈述：由署名者负责")],
)
def test_the_page_of_a_build_shows_its_three_lists_beside_the_sign_off(
    bench, built, desk, language, words
):
    shutil.copytree(built.folder, bench.built() / "chapter-2023" / built.id)
    page = page_of(desk, f"/studio/builds/{built.id}/", language)
    assert words in page
    for kept in built.record["sentences"].values():
        assert kept["editor"] in page
        assert all(
            escape(s["text"]) in page for x in ("proven", "quoted", "vouched") for s in kept[x]
        )
    assert desk.get("/studio/builds/nothing/").status_code == 404


def test_the_worker_looks_for_corrections_and_pages_show_what_it_found(
    bench, account, built, city, settings, tmp_path, desk, monkeypatch
):
    settings.CITY_LEDGER = tmp_path / "ledger"
    shutil.copytree(account.path, settings.CITY_LEDGER)
    shutil.copytree(built.folder, bench.built() / "chapter-2023" / built.id)
    [copy] = bench.all_builds()
    assert bench.look_for_corrections() == 0, "a draft is not looked at"
    for role in ("editor", "city-office"):
        copy = sign(copy, role, f"{role}@city.example")
    freeze(copy)
    assert "Not yet compared" in page_of(desk, "/studio/")
    assert (bench.look_for_corrections(), bench.look_for_corrections()) == (1, 0)
    assert "Nothing was corrected" in page_of(desk, "/studio/")
    correct(open_ledger(settings.CITY_LEDGER), city, tmp_path, "value: 17898", "value: 17999")
    assert "a new comparison is due" in page_of(desk, "/studio/")
    assert bench.look_for_corrections() == 1
    monkeypatch.setattr(
        "scicity.studio.corrections.corrected_since",
        lambda *_: pytest.fail("computed in a request"),
    )
    for path in ("/studio/", f"/studio/builds/{built.id}/"):
        assert "1 figure corrected since" in page_of(desk, path)
        assert "→ 17999" in page_of(desk, path)
        assert "此后 1 项有更正" in page_of(desk, path, "zh-hans")


def test_the_page_of_a_build_says_who_signed_which_seal_when(bench, built, desk):
    shutil.copytree(built.folder, bench.built() / "chapter-2023" / built.id)
    path = f"/studio/builds/{built.id}/"
    assert "Nobody has signed yet" in page_of(desk, path)
    signed = sign(bench.build_of(built.id), "editor", "Ed+drafts@city.example")
    [entry] = signed.record["signed"]
    page = page_of(desk, path)
    assert "ed@city.example" in page
    assert entry["files"] in page
    assert "of this build" in page
    kept = signed.folder / "build.json"
    kept.write_text(kept.read_text("utf-8").replace(entry["files"], "0" * 64), "utf-8")
    assert "the files changed: it does not hold" in page_of(desk, path)
    assert "文件已变，签署失效" in page_of(desk, path, "zh-hans")


@pytest.mark.full
def test_a_broken_qualifier_is_mended_built_signed_frozen_and_made_again(
    chromium, account, template, tmp_path
):
    shutil.copytree(account.path, tmp_path / "ledger")
    with serving.served(
        template, tmp_path / "site", SCICITY_CITY_LEDGER=str(tmp_path / "ledger")
    ) as site:
        site.do("""
from scicity.platform import roles
from scicity.platform.people import grant_role
from scicity.platform.verbs import verb
city = Person.objects.get(email='city@demo.example')
office = Person.objects.get(email='office@demo.example')
with verb.opened('test', None):
    grant_role(city, office, roles.CITY_OFFICE, None)
""")
        city = serving.Someone(chromium, site, "city", "en")
        page = city.page
        page.goto(site.url + "/studio/chapter-2023/en/?checked", timeout=120_000)
        expect(page.locator("#faults")).to_contain_text("All pass")  # without a script too
        page.goto(site.url + "/studio/chapter-2023/en/")
        area, faults = page.locator("#text"), page.locator("#faults")
        expect(faults).to_contain_text("All pass", timeout=120_000)  # the ledger is asked first
        whole = area.input_value()
        figure = re.search(r"\{\{ ssrf\.cns_papers \| \w+ \}\}", whole)[0]
        area.fill(whole.replace(figure, "{{ ssrf.cns_papers | nearly(170) }}", 1))
        expect(faults).to_contain_text("is not borne by")
        area.fill(whole)
        expect(faults).to_contain_text("All pass")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved")).to_be_visible()
        page.goto(site.url + "/studio/")
        page.get_by_role("button", name="Build", exact=True).click()
        site.work()
        page.goto(site.url + "/studio/")
        page.get_by_role("button", name="Sign as Editor").click()
        page.get_by_role("button", name="Freeze").click()
        expect(page.locator(".told")).to_contain_text("not signed by city-office")
        office = serving.Someone(chromium, site, "office", "en")
        office.page.goto(site.url + "/studio/")
        office.page.get_by_role("button", name="Sign as City office").click()
        office.page.get_by_role("button", name="Freeze").click()
        expect(office.page.locator(".told")).to_contain_text("Frozen")
        page.goto(site.url + "/studio/")
        page.get_by_role("button", name="Rebuild and compare").click()
        site.work()
        page.goto(site.url + "/studio/")
        expect(page.get_by_text("identical, byte by byte")).to_be_visible()
        assert city.faults == office.faults == []
