"""The board in a real browser: drawn up, solved by the worker, dragged, refused, locked, published,
told.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.access.serving import Someone

pytestmark = pytest.mark.full

ACCEPTED = """
from decimal import Decimal
from scicity.platform.verbs import verb
c = Call.objects.get(facility__path='ssrf')
lin = Person.objects.get(email='lin@demo.example')
d = Person.objects.get(email='director@demo.example')
with verb.opened('test', None):
    for k in range(8):
        p = Proposal(call=c, form=c.form, code=f'T{k:03d}', title=f'试验 {k}', state='decided')
        p.save()
        ProposalMember(proposal=p, person=lin, role='pi').save()
        unit = Unit.objects.get(path='ssrf/demo-mx' if k % 2 else 'ssrf/demo-saxs')
        part = ProposalPart(proposal=p, unit=unit, amount=6 + k)
        part.save()
        Decision(part=part, outcome='accept', amount=Decimal(6 + k), by=d).save()
print(c.facility_id)
"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_office_plans_a_cycle(chromium, site, language):
    facility = site.do(ACCEPTED)
    office = Someone(chromium, site, "office", language)
    page = office.page
    office.go(f"/facilities/{facility}/plans/")
    page.locator("input[name=seconds]").first.fill("2")
    page.locator("form.line button.main").first.click()
    page.wait_for_load_state()
    assert page.locator("[data-progress]").count() == 1
    site.work()
    # the page follows the search and shows the board by itself
    page.wait_for_selector("svg[data-board] .run")
    address = page.url
    runs = page.locator("svg.board .run")
    assert runs.count() >= 8
    assert "%" in page.locator("dl.facts").inner_text()

    # onto another run: the rules are told, nothing changes
    mine = page.locator("g[data-lane='ssrf/demo-mx'] .run")
    one, two = mine.nth(0).bounding_box(), mine.nth(1).bounding_box()
    page.mouse.move(one["x"] + 3, one["y"] + 8)
    page.mouse.down()
    page.mouse.move(two["x"] + 3, two["y"] + 8, steps=5)
    page.wait_for_selector("#drag-told.bad:not(:empty)")
    page.mouse.up()
    expect(page.locator(".run[transform]")).to_have_count(0)
    assert page.url.startswith(address)

    page.locator("form button[name=experiment]").first.click()
    page.wait_for_load_state()
    assert page.url != address, "a lock is a new version"
    assert page.locator("svg.board .run.locked").count() >= 1
    page.on("dialog", lambda d: d.accept())
    page.locator("button.main").last.click()
    page.wait_for_load_state()
    assert page.locator(".told li.success").count() == 1
    published = page.url

    lin = Someone(chromium, site, "lin", language)
    lin.go("/notices/")
    assert "T001" in lin.text
    lin.go("/sessions/")
    assert "T001" in lin.text
    assert (
        office.page.request.get(published.rstrip("/") + "/run-plan/").headers["content-type"]
        == "application/pdf"
    )
    assert not office.faults
    assert not lin.faults
