"""Every page in a real browser: nothing that axe finds, no script error, no request elsewhere,
nothing wider than the screen, usable by keyboard.
"""

from __future__ import annotations

import pytest

from scicity.access.accounts import DOMAIN, PASSWORD
from tests.access.serving import Someone
from tests.access.test_scenarios import local

pytestmark = pytest.mark.full
# what is right need not be listed node by node
WRONG = {"resultTypes": ["violations"]}
LOOKS = [("zh", "light", 1440), ("en", "dark", 390)]


def pages(site) -> list[tuple[str, str]]:
    """(who, address) of a page of every kind."""
    ids = dict(
        x.split("=")
        for x in site.do("""
from scicity.access.allocation import plans
from scicity.construction.models import Project
from scicity.parkservices.models import Batch, Case, Enterprise, Service, Stage
from scicity.scheduling import Effort
c = Call.objects.get(facility__path='ssrf')
p = Proposal.objects.filter(call=c, title__startswith='模拟').first()
draft = Proposal.objects.filter(call=c, state='draft').first()
item = PanelProposal.objects.filter(done=False, panel__facility__path='ssrf').first()
a = Assignment.objects.filter(item=item).first()
s = Session.objects.get(unit__path='ssrf/demo-mx', state='scheduled')
o = Person.objects.get(email='office@demo.example')
made = plans.draw_up(o, c.cycle, enqueue=False)
plans.run_plan(made.pk, Effort(rounds=4, workers=1))
def services():
    goods = Service.objects.get(code='special-goods')
    steps = Stage.objects.filter(lane='talent', wait=False)
    step = steps.filter(done_at=None).first() or steps.first()
    return (
        f'goods={goods.pk}',
        f'ended={Case.objects.filter(service=goods, state="ended").first().pk}',
        f'step={step.pk}',
        f'talent={Service.objects.get(code="talent-settlement").pk}',
        f'batch={Batch.objects.exclude(published_at=None).first().pk}',
        f'firm={Enterprise.objects.get(code="demo-incubator").pk}',
    )
made = Plan.objects.get(pk=made.pk)
held = made.placements[0]['experiment']
two = plans.lock(o, made, held)
print(
    f'plan={made.pk}',
    f'two={two.pk}',
    f'held={held}',
    f'call={c.pk}',
    f'facility={c.facility_id}',
    f'proposal={p.pk}',
    f'draft={draft.pk}',
    f'panel={item.panel_id}',
    f'review={a.pk}',
    f'reviewer={a.reviewer.email.split("@")[0]}',
    f'session={s.pk}',
    f'done={Session.objects.filter(state="reported").first().pk}',
    f'unit={Unit.objects.get(path="nfps/demo-nmr").pk}',
    f'form={c.form_id}',
    f'grant={Grant.objects.filter(unit__facility__path="tmf").first().pk}',
    f'decide={Proposal.objects.filter(state="recommended").first().pk}',
    *services(),
    f'project={Project.objects.get(code="demo-laser").pk}',
    f'label={Shipment.objects.first().pk}',
    f'letter={Letter.objects.first().pk}',
)
""").split()
    )
    listed = [
        ("", "/"),
        ("", "/calls/"),
        ("", "/accounts/login/"),
        ("", "/accounts/signup/"),
        ("", "/facilities/"),
        ("", "/instruments/"),
        ("", "/permissions/"),
        ("", "/privacy/"),
        ("", "/nothing/"),
        ("", "/city/"),
        ("", "/city/places/ssrf/"),
        ("", "/city/explore/"),
        ("", "/city/targets/"),
        ("", "/city/projects/"),
        ("", "/city/parks/"),
        ("", "/city/events/"),
        ("city", "/city/enter/"),
        ("lin", "/"),
        ("lin", "/calls/{call}/"),
        ("lin", "/proposals/"),
        ("lin", "/proposals/{proposal}/"),
        ("lin", "/proposals/{draft}/edit/"),
        ("lin", "/sessions/"),
        ("lin", "/sessions/{session}/"),
        ("lin", "/instruments/{unit}/"),
        ("lin", "/bookings/"),
        ("lin", "/grants/"),
        ("lin", "/outputs/"),
        ("lin", "/me/"),
        ("lin", "/notices/"),
        ("lin", "/invitations/"),
        ("lin", "/proposals/{proposal}/versions/"),
        ("office", "/offers/"),
        ("office", "/outputs/"),
        ("office", "/panels/{panel}/conflicts/"),
        ("office", "/calls/{call}/edit/"),
        ("office", "/calls/{call}/balance/"),
        ("office", "/facilities/{facility}/"),
        ("office", "/facilities/{facility}/forms/"),
        ("office", "/forms/{form}/"),
        ("office", "/panels/"),
        ("office", "/panels/{panel}/"),
        ("office", "/bill/"),
        ("office", "/grants/{grant}/"),
        ("office", "/letters/{letter}/"),
        ("{reviewer}", "/reviews/{review}/"),
        ("chair", "/panels/{panel}/meeting/"),
        ("director", "/decisions/"),
        ("director", "/proposals/{decide}/decide/"),
        ("director", "/facilities/{facility}/returns/"),
        ("scientist", "/technical/"),
        ("scientist", "/sessions/{done}/"),
        ("scientist", "/shipments/{label}/label/"),
        ("office", "/facilities/{facility}/plans/"),
        ("office", "/plans/{plan}/"),
        ("scientist", "/plans/{plan}/?span=week"),
        ("office", "/plans/{plan}/why/?experiment={held}"),
        ("auditor", "/plans/{two}/compare/?with={plan}"),
        ("city", "/facilities/new/"),
        ("auditor", "/history/"),
        ("city", "/studio/"),
        ("city", "/studio/chapter-2023/zh/"),
        ("city", "/projects/"),
        ("city", "/projects/new/"),
        ("builder", "/projects/{project}/"),
        ("builder", "/projects/{project}/work/?edit=P1"),
        ("controller", "/projects/{project}/"),
        ("", "/services/"),
        ("", "/services/{goods}/"),
        ("", "/registers/parcels/"),
        ("", "/batches/{batch}/"),
        ("firm", "/cases/"),
        ("firm", "/cases/{ended}/"),
        ("talent", "/desk/"),
        ("talent", "/desk/{step}/"),
        ("talent", "/services/{talent}/batches/"),
        ("customs2", "/services/{goods}/board/"),
        ("customs2", "/services/{goods}/replay/?version=1"),
        ("park", "/registers/enterprises/"),
        ("park", "/registers/enterprises/{firm}/"),
        ("city", "/registers/authorities/"),
        ("city", "/services/new/"),
    ]
    return [(who.format(**ids), address.format(**ids)) for who, address in listed]


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_every_page(chromium, site, language, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    wrong = []
    contexts = {}
    axe = Axe()
    for who, address in pages(site):
        if who not in contexts:
            contexts[who] = chromium.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 900}
            )
            contexts[who].add_cookies(
                [
                    {
                        "name": "django_language",
                        "value": "zh-hans" if language == "zh" else "en",
                        "url": site.url,
                    }
                ]
            )
            page = contexts[who].new_page()
            page.on("pageerror", lambda e: wrong.append(("script", str(e))))
            page.on(
                "request",
                lambda r: (
                    None
                    if r.url.startswith((site.url, "data:"))
                    else wrong.append(("elsewhere", r.url))
                ),
            )
            if who:
                page.goto(site.url + "/accounts/login/")
                page.fill("input[name=login]", f"{who}@{DOMAIN}")
                page.fill("input[name=password]", PASSWORD)
                page.click("main button[type=submit]")
        page = contexts[who].pages[0]
        answer = page.goto(site.url + address)
        assert answer.status == (404 if address == "/nothing/" else 200), (
            who,
            address,
            answer.status,
        )
        assert len(answer.body()) < 300_000
        for violation in axe.run(page, options=WRONG).response["violations"]:
            wrong.append((who, address, violation["id"], violation["nodes"][0]["html"][:160]))
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wrong.append((who, address, f"{over} px too wide"))
    for context in contexts.values():
        context.close()
    assert not wrong, "\n".join(map(str, wrong))


def test_a_proposal_is_written_by_keyboard_alone(chromium, site):
    lin = Someone(chromium, site, "lin", "en")
    page = lin.page
    draft = site.do(
        "print(Proposal.objects.filter(call__facility__path='nfps', state='draft').first().pk)"
    )
    page.goto(f"{site.url}/proposals/{draft}/edit/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "title":
            break
    page.keyboard.press("Control+a")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    page.keyboard.type("An abstract")
    for _ in range(60):
        if page.evaluate("document.activeElement.value") == "save":
            break
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.input_value("input[name=title]") == "By keyboard"
    assert page.input_value("textarea[name=abstract]") == "An abstract"


def test_a_new_facility_is_set_up_in_the_browser_and_used(chromium, site):
    """Configuration, not code: a facility, a unit, a course, a cycle, a form, a call, and the first
    proposal.
    """
    city = Someone(chromium, site, "city", "zh")
    city.go("/facilities/new/")
    page = city.page
    for name, value in (
        ("path", "newlab"),
        ("name_zh", "新装置"),
        ("name_en", "New rig"),
        ("office", "office@demo.example"),
    ):
        page.fill(f"input[name={name}]", value)
    page.select_option("select[name=kind]", "test-rig")
    city.press("新建", "Set up")
    address = page.url.removeprefix(site.url)
    pk = address.split("/")[2]
    office = Someone(chromium, site, "office", "zh")
    office.go(address)
    office.form(f"{address}units/", code="rig-1", name_zh="一号台", name_en="Rig 1")
    assert "台架小时" in office.text
    office.form(f"{address}courses/", name_zh="入门", name_en="Induction")
    office.form(f"{address}cycles/", name="2027-I", start=local(-1, 0), end=local(100, 0))
    cycle = site.do("print(RunCycle.objects.get(name='2027-I').pk)")
    office.form(f"/cycles/{cycle}/periods/", mode="user", start=local(0, 0), end=local(10, 0))
    office.form(f"/cycles/{cycle}/periods/", mode="user", start=local(5, 0), end=local(12, 0))
    assert "重叠" in office.told
    office.go(f"/facilities/{pk}/forms/")
    office.form(f"/facilities/{pk}/forms/new/", name="常规")
    office.press("发布此版本", "Publish this version")
    office.go(f"/facilities/{pk}/calls/")
    page = office.page
    for name, value in (
        ("code", "newlab-1"),
        ("title_zh", "首次征集"),
        ("title_en", "First call"),
        ("opens_at", local(-1)),
        ("closes_at", local(9)),
    ):
        page.fill(f"[name={name}]", value)
    page.locator("input[name^=capacity-]").first.fill("100")
    office.press("保存", "Save")
    assert "首次征集" in office.text
    call = page.url.rstrip("/").split("/")[-1]
    lin = Someone(chromium, site, "lin", "en")
    lin.go(f"/calls/{call}/")
    lin.press("填写申请书", "Start a proposal")
    lin.page.fill("input[name=title]", "First")
    lin.page.fill("textarea[name=abstract]", "x")
    lin.page.fill("textarea[name=q-case]", "x")
    lin.page.locator("table input[name=units]").first.check()
    lin.page.locator("input[name^=amount-]").first.fill("4")
    lin.press("提交", "Submit")
    assert "Submitted" in lin.text
    assert "newlab/rig-1" in (site.folder / "ledger" / "registry.yaml").read_text("utf-8")
    assert site.command("figures", "run_hours", "--scope", "newlab", "--period", "2026")
