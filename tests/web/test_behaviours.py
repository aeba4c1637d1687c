"""What helps on a page does its work in a real browser. The larger ones are tried where they are
at home: drafts and ranking in the scenarios, the board and a plan's progress in its own test, the
evidence of a number in the walk, the checked template in the studio.
"""

from __future__ import annotations

import pytest

from tests.access.serving import Someone

pytestmark = pytest.mark.full


def test_small_helps(chromium, site):
    ids = dict(
        line.split("=")
        for line in site.do("""
s = Session.objects.get(unit__path='ssrf/demo-mx', state='scheduled')
d = Proposal.objects.filter(call__facility__path='ssrf', state='draft').first()
print(f'session={s.pk}')
w = Proposal.objects.filter(call__facility__path='ssrf', title__startswith='待技术审查').get()
print(f'draft={d.pk}')
print(f'sent={w.pk}')
print(f'label={Shipment.objects.first().pk}')
""").split()
    )
    _a_password_can_be_looked_at(Someone(chromium, site, "", "zh"))
    lin = Someone(chromium, site, "lin", "en")
    _one_more_line(lin, f"/sessions/{ids['session']}/")
    _what_is_confirmed_can_be_left(lin, f"/proposals/{ids['sent']}/")
    _a_dependent_question_follows_its_answer(lin, f"/proposals/{ids['draft']}/edit/")
    scientist = Someone(chromium, site, "scientist", "en")
    _printing(scientist, f"/shipments/{ids['label']}/label/")
    assert not lin.faults
    assert not scientist.faults


def _a_password_can_be_looked_at(guest: Someone) -> None:
    guest.go("/accounts/login/")
    field = guest.page.locator("input[name=password]")
    field.fill("一段很长的口令")
    look = guest.page.locator("button.look")
    assert look.inner_text() == "显示"
    look.click()
    assert field.get_attribute("type") == "text"
    assert look.inner_text() == "隐藏"
    look.click()
    assert field.get_attribute("type") == "password"
    assert field.input_value() == "一段很长的口令"


def _one_more_line(lin: Someone, address: str) -> None:
    lin.go(address)
    body = lin.page.locator("#samples")
    body.evaluate("b => { for (let d = b.closest('details'); d; d = null) d.open = true }")
    lines = body.locator("tr").count()
    body.locator("tr").last.locator("input").first.fill("typed already")
    lin.page.locator("button[data-more=samples]").click()
    assert body.locator("tr").count() == lines + 1
    added = body.locator("tr").last.locator("input").first
    assert added.input_value() == "", "what stood in the line above is not doubled"
    assert body.locator("tr").nth(lines - 1).locator("input").first.input_value() == "typed already"


def _what_is_confirmed_can_be_left(lin: Someone, address: str) -> None:
    """Whoever says no to the question stays, and nothing was sent."""
    lin.go(address)
    button = lin.page.locator("button[data-confirm]").first
    sent: list[str] = []
    lin.page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    asked: list[str] = []

    def no(dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    lin.page.once("dialog", no)
    button.click()
    assert asked
    assert asked[0] == button.get_attribute("data-confirm")
    assert not sent
    assert lin.page.url.endswith(address)


def _a_dependent_question_follows_its_answer(lin: Someone, address: str) -> None:
    lin.go(address)
    block = lin.page.locator("[data-show-if]").first
    parent = block.get_attribute("data-show-if")
    wanted = block.evaluate("b => JSON.parse(b.dataset.equals)[0]")
    radio = f"[name='q-{parent}'][value='{{}}']"
    other = lin.page.locator(f"[name='q-{parent}']").evaluate_all(
        "(all, wanted) => all.map(r => r.value).find(v => v !== wanted)", wanted
    )
    lin.page.locator(radio.format(wanted)).check()
    assert block.is_visible()
    lin.page.locator(radio.format(other)).check()
    assert not block.is_visible()


def _printing(scientist: Someone, address: str) -> None:
    scientist.page.add_init_script("window.print = () => { window.printed = true }")
    scientist.go(address)
    scientist.page.locator("button[data-print]").click()
    assert scientist.page.evaluate("window.printed") is True
