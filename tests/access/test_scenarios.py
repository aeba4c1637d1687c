"""What people do, from end to end, in a real browser and in both languages."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from openpyxl import load_workbook

from tests.access.serving import Someone

pytestmark = [pytest.mark.full, pytest.mark.parametrize("language", ["zh", "en"])]
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def person(chromium, site, language):
    """Opens a browser for somebody; at the end no page may have thrown an error."""
    opened: list[Someone] = []

    def open_for(who: str) -> Someone:
        opened.append(Someone(chromium, site, who, language))
        return opened[-1]

    yield open_for
    faults = [(s.who, f) for s in opened for f in s.faults]
    for s in opened:
        s.context.close()
    assert faults == []


def local(days: float = 0, hour: int | None = None) -> str:
    """A time as the pages take it, so many days from now."""
    at = datetime.now(SHANGHAI) + timedelta(days=days)
    return (at.replace(hour=hour, minute=0) if hour is not None else at).strftime("%Y-%m-%dT%H:%M")


def two_years() -> str:
    """Last year and this one: what was simulated three weeks ago may lie in either."""
    year = datetime.now(SHANGHAI).year
    return f"{year - 1}..{year}"


def test_a_draft_is_safe(person, site, language):
    lin = person("lin")
    call = site.do("print(Call.objects.get(facility__path='ssrf').pk)")
    lin.go(f"/calls/{call}/")
    lin.press("填写申请书", "Start a proposal")
    address, page = lin.page.url.removeprefix(site.url), lin.page
    pk = address.split("/")[2]

    # a dependent question appears, and what is typed saves itself
    assert not page.locator("[data-question=earlier]").is_visible()
    with page.expect_response(lambda r: "autosave" in r.url and r.ok):
        page.check("input[name=q-repeat][value=yes]")
    assert page.locator("[data-question=earlier]").is_visible()
    with page.expect_response(lambda r: "autosave" in r.url and r.ok):
        page.fill("input[name=q-earlier]", "OLD-42")
        page.fill("input[name=title]", "草稿 Draft of mine")
    page.reload()
    assert page.input_value("input[name=q-earlier]") == "OLD-42"

    # the session ends; after logging in again she is where she was, and nothing is lost
    lin.logout()
    lin.go(address)
    assert "/accounts/login/" in page.url
    lin.login()
    assert page.url.endswith(address)
    assert page.input_value("input[name=title]") == "草稿 Draft of mine"
    assert page.input_value("input[name=q-earlier]") == "OLD-42"

    # people: exact addresses only, a code for a stranger, nobody twice, not oneself
    lin.go(f"/proposals/{pk}/")
    invite = f"/proposals/{pk}/invite/"
    lin.form(invite, email="zhou@demo")
    assert lin.say("邀请码", "code") in lin.told, (
        "a partial address is a stranger's, it finds nobody"
    )
    assert lin.page.locator("aside").inner_text().count(lin.say("周明", "Zhou Ming")) <= 1
    lin.form(invite, email="zhou@demo.example")
    assert lin.say("待对方同意", "once they say yes") in lin.told
    lin.form(invite, email="zhou@demo.example")
    assert lin.say("已被邀请", "was invited already") in lin.told
    zhou = person("zhou")
    zhou.go(f"/proposals/{pk}/")
    assert zhou.status == 404, "nothing follows before the yes"
    zhou.go("/invitations/")
    zhou.press("同意加入", "Accept and join")
    assert zhou.page.url.endswith(f"/proposals/{pk}/")
    lin.go(f"/proposals/{pk}/")
    lin.form(invite, email="zhou@demo.example")
    assert lin.say("已在申请书中", "on the proposal already") in lin.told
    lin.form(invite, email="lin@demo.example")
    assert lin.say("已经在申请书中", "on the proposal already") in lin.told
    lin.form(invite, email="newcomer@elsewhere.example")
    code = lin.told.split("：" if language == "zh" else ": ")[-1].strip()
    visitor = person("visitor")
    visitor.go("/proposals/")
    visitor.form("/invitations/accept/", code=code)
    assert "草稿 Draft of mine" in visitor.text
    visitor.go("/proposals/")
    visitor.form("/invitations/accept/", code=code)
    assert visitor.told, "a code works once"

    # an incomplete one is told, question by question; a whole one is sent, and the call's message
    # shown
    lin.go(address)
    lin.press("提交", "Submit")
    assert lin.status == 200
    assert lin.say("申请书还不完整", "not complete yet") in lin.text
    page.fill("textarea[name=abstract]", "为何 Why")
    page.fill("textarea[name=q-case]", "科学 Science")
    page.locator("table input[name=units]").first.check()
    page.locator("input[name^=amount-]").first.fill("3")
    lin.press("提交", "Submit")
    assert lin.say("我们将在两个月内答复", "We shall answer within two months") in lin.text

    # after the closing: neither submit nor edit; a colleague of the facility still can until the
    # internal closing
    lin.go(f"/proposals/{pk}/")
    lin.press("取回修改", "Recall for editing")
    site.do(
        "from scicity.platform.verbs import verb\n"
        "with verb.opened('t', None):\n"
        f" c = Call.objects.get(pk={call})\n"
        " c.closes_at = timezone.now() - timedelta(hours=1)\n"
        " c.save()\n"
        f" ProposalMember(proposal_id={pk},"
        " person=Person.objects.get(email__startswith='scientist@'), role='co-proposer').save()"
    )
    lin.go(address)
    assert lin.page.url.endswith(f"/proposals/{pk}/"), "the editor is shut"
    refused = lin.page.request.post(
        f"{site.url}/proposals/{pk}/submit/",
        form={
            "csrfmiddlewaretoken": (
                page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
            )
        },
        headers={"Referer": site.url, "Accept": "application/json"},
    )
    assert refused.status == 409
    inside = person("scientist")
    inside.go(address)
    assert inside.page.url.endswith(address)
    inside.page.fill("input[name=title]", "内部修改 Changed inside")
    inside.press("提交", "Submit")
    assert "内部修改 Changed inside" in inside.text


def test_instruments_and_time(person, site, language):
    """An answer picks two instruments; a clone is held until the missing one is replaced; what does
    not fit is red.
    """
    site.do("""
from scicity.access.demo import found
from scicity.access.calls import services as calls
from scicity.access.facilities import services as facilities
from decimal import Decimal
w = found()
office = w.people['office']
q = [{
    'id': 'method', 'type': 'choices', 'required': True,
    'label': {'zh': '方法', 'en': 'Method'},
    'options': [
        {'value': 'mx', 'zh': '晶体学', 'en': 'Crystallography', 'unit': 'ssrf/demo-mx'},
        {'value': 'em', 'zh': '电镜', 'en': 'Microscopy', 'unit': 'nfps/demo-em'},
    ],
}]
form = calls.publish_form(office, calls.make_form(office, w.facilities['ssrf'], 'picks', q))
base = dict(
    title_zh='选线站', title_en='Picks', kind='standard', workflow='standard',
    form=form, cycle=w.cycles['ssrf'], opens_at=timezone.now() - timedelta(days=1),
    closes_at=timezone.now() + timedelta(days=9), internal_closes_at=None,
)
u = w.units
calls.save_call(
    office, w.facilities['ssrf'], {**base, 'code': 'picks'},
    {u['ssrf/demo-mx']: Decimal(10), u['nfps/demo-em']: Decimal(100)},
)
calls.save_call(
    office, w.facilities['ssrf'],
    {**base, 'code': 'next', 'title_zh': '下一期', 'title_en': 'Next'},
    {u['ssrf/demo-mx']: Decimal(10), u['ssrf/demo-saxs']: Decimal(10)},
)
""")
    lin = person("lin")
    call = site.do("print(Call.objects.get(code='picks').pk)")
    lin.go(f"/calls/{call}/")
    lin.press("填写申请书", "Start a proposal")
    page, address = lin.page, lin.page.url.removeprefix(site.url)
    page.fill("input[name=title]", "两台 Two")
    page.fill("textarea[name=abstract]", "x")
    page.check("input[value=mx]")
    page.check("input[value=em]")
    lin.press("保存草稿", "Save draft")
    assert page.locator("table input[name=units]:checked").count() == 2
    assert lin.say("班次", "shifts") in lin.text
    assert lin.say("机时（小时）", "instrument hours") in lin.text
    lin.press("提交", "Submit")
    assert lin.say("请填申请量", "say how much") in lin.text
    amounts = page.locator("input[name^=amount-]")
    for i in range(2):
        amounts.nth(i).fill("8")
    lin.press("提交", "Submit")
    assert lin.say("已提交", "Submitted") in lin.text

    # a clone into the next call, which lacks the microscope
    pk = address.split("/")[2]
    lin.go(f"/proposals/{pk}/")
    lin.form(f"/proposals/{pk}/clone/", call=site.do("print(Call.objects.get(code='next').pk)"))
    assert lin.say("不在本次征集中", "not in this call") in lin.text
    lin.press("提交", "Submit")
    assert lin.say("请另选", "choose another") in lin.text
    page.locator("p.bad input[name=units]").uncheck()
    page.uncheck("input[value=em]")
    page.locator("table input[name=units]").nth(1).check()
    page.locator("table input[name^=amount-]").nth(1).fill("2")
    lin.press("提交", "Submit")
    assert lin.say("已提交", "Submitted") in lin.text

    # the office sees in red what no longer fits: 8 of 10 are taken, 8 more do not go in
    zhou = person("zhou")
    zhou.go(f"/calls/{call}/")
    zhou.press("填写申请书", "Start a proposal")
    zhou.page.fill("input[name=title]", "第二份 Second")
    zhou.page.fill("textarea[name=abstract]", "x")
    zhou.page.check("input[value=mx]")
    zhou.press("保存草稿", "Save draft")
    zhou.page.locator("tr:has(input[name=units]:checked) input[name^=amount-]").fill("8")
    zhou.press("提交", "Submit")
    office = person("office")
    office.go(f"/calls/{call}/balance/")
    red = office.page.locator("tr.over")
    assert red.count() == 1
    assert "第二份 Second" in red.first.inner_text()
    assert (
        red.first.locator("td").first.evaluate("e => getComputedStyle(e).color")
        == "rgb(179, 38, 30)"
    )


def test_a_panel_meets(person, site, language):
    site.do("""
from scicity.access.demo import found, submitted, reviewed
from decimal import Decimal
w = found()
for n, who in enumerate(('lin', 'zhou', 'data')):
    reviewed(w, submitted(w, 'ssrf', f'评审 Panel case {n}', {'ssrf/demo-mx': Decimal(2)}, by=who))
""")
    call = site.do("print(Call.objects.get(facility__path='ssrf').pk)")
    office = person("office")
    office.go("/panels/")
    office.form(
        f"/calls/{call}/panels/",
        name_zh="新评审组",
        name_en="New panel",
        opens_at=local(-1),
        closes_at=local(9),
        quorum=2,
        seats_of="",
    )
    panel = office.page.url.rstrip("/").split("/")[-1]
    for who, role in (
        ("chair", "chair"),
        ("secretary", "secretary"),
        ("reviewer1", "reviewer"),
        ("reviewer2", "reviewer"),
    ):
        office.form(f"/panels/{panel}/seat/", email=f"{who}@demo.example", role=role)
    boxes = office.page.locator("input[name=proposals]")
    for i in range(boxes.count()):
        boxes.nth(i).set_checked("Panel case" in boxes.nth(i).locator("xpath=..").inner_text())
    office.press("提交本组评审", "Submit to this panel")
    assert lin_count(office.text) == 3
    office.form(f"/panels/{panel}/assign/", each=2)
    assert office.say("已按负荷分配", "assigned by load") in office.told
    loads = site.do(
        "from collections import Counter\n"
        f"c = Counter(Assignment.objects.filter(item__panel={panel})"
        ".values_list('reviewer__email', flat=True))\n"
        f"barred = Conflict.objects.filter(proposal__panel_item__panel={panel})"
        ".values_list('proposal', 'person')\n"
        f"bad = [a for a in Assignment.objects.filter(item__panel={panel})"
        " if (a.item.proposal_id, a.reviewer_id) in set(barred)]\n"
        "print(max(c.values()) - min(c.values()), len(bad), sum(c.values()))"
    ).split()
    assert loads[1:] == ["0", "6"], loads
    assert int(loads[0]) <= 1

    # a reviewer sees only what is theirs, and no private technical comment; the secretary sees it
    reviewer = person("reviewer1")
    mine = site.do(
        f"print(' '.join(str(a.pk) for a in Assignment.objects.filter(item__panel={panel},"
        " reviewer__email__startswith='reviewer1')))"
    ).split()
    others = site.do(
        f"others = Assignment.objects.filter(item__panel={panel})"
        ".exclude(reviewer__email__startswith='reviewer1')\n"
        "print(' '.join(str(a.pk) for a in others))"
    ).split()
    reviewer.go(f"/reviews/{others[0]}/")
    assert reviewer.status == 404
    proposal = site.do(f"print(Assignment.objects.get(pk={mine[0]}).item.proposal_id)")
    assert "内部：注意样品环境" not in reviewer.go(f"/proposals/{proposal}/")
    assert reviewer.status == 200
    secretary = person("secretary")
    assert "内部：注意样品环境" in secretary.go(f"/proposals/{proposal}/")
    reviewer.go(f"/reviews/{mine[0]}/")
    reviewer.page.fill("input[name=merit]", "11")
    reviewer.press("提交评审", "Submit review")
    assert reviewer.say("0 到 10", "from 0 to 10") in reviewer.text
    assert reviewer.page.input_value("input[name=merit]") == "11", "what was typed stays"

    # all reviews are written (by hand for one, the rest by the same service)
    for name, value in (("merit", "9"), ("method", "8"), ("team", "7")):
        reviewer.page.fill(f"input[name={name}]", value)
    reviewer.press("提交评审", "Submit review")
    assert reviewer.say("已提交", "submitted") in reviewer.text
    site.do(f"""
from scicity.access.review import services as review
left = Assignment.objects.filter(item__panel={panel}, submitted_at=None)
for n, a in enumerate(left.order_by('item_id').select_related('reviewer')):
    review.score(a.reviewer, a, {{'merit': 4 + n, 'method': 6, 'team': 5}}, 'c', 'h', submit=True)
""")

    # the meeting: by grade with the spread; the chair drags; it cannot end while one is open
    chair = person("chair")
    chair.go(f"/panels/{panel}/meeting/")
    order = chair.page.locator("ol.ranking > li")
    assert chair.say("标准差", "spread") in chair.text
    codes = [order.nth(i).get_attribute("data-code") for i in range(order.count())]
    with chair.page.expect_navigation():
        order.nth(order.count() - 1).drag_to(order.nth(0), target_position={"x": 20, "y": 4})
    again = [
        chair.page.locator("ol.ranking > li").nth(i).get_attribute("data-code")
        for i in range(len(codes))
    ]
    assert again[0] == codes[-1]
    chair.press("结束会议", "Close the meeting")
    assert chair.say("尚有未完成", "Not finished yet") in chair.told
    for item in site.do(
        f"print(' '.join(str(i.pk) for i in PanelProposal.objects.filter(panel={panel})))"
    ).split():
        chair.form(f"/items/{item}/conclude/", recommendation="accept", to_applicant="好 Good")
    chair.press("结束会议", "Close the meeting")
    assert chair.say("会议已结束", "meeting is closed") in chair.told

    # the director decides; letters go out, are logged, and can be sent again
    director = person("director")
    decided = site.do(f"print(PanelProposal.objects.filter(panel={panel}).first().proposal_id)")
    director.go(f"/proposals/{decided}/decide/")
    director.press("决定并发信", "Decide and send letters")
    assert "tasks done" in site.work()
    code = site.do(f"print(Proposal.objects.get(pk={decided}).code)")
    assert [m for m in site.mails() if code in m]
    letter = site.do(
        f"x = Letter.objects.filter(proposal={decided}).first(); print(x.pk, x.times_sent)"
    ).split()
    assert letter[1] == "1"
    office.go(f"/letters/{letter[0]}/")
    office.press("再发一次", "Send again")
    site.work()
    assert site.do(f"print(Letter.objects.get(pk={letter[0]}).times_sent)") == "2"


def lin_count(text: str) -> int:
    return sum(f"Panel case {n}" in text for n in range(3))


def test_safety_before_beam(person, site, language):
    session = site.do("print(Session.objects.get(unit__path='ssrf/demo-mx', state='scheduled').pk)")
    site.do(
        "from scicity.platform.verbs import verb\n"
        "with verb.opened('t', None):\n"
        f" s = SafetyDeclaration.objects.get(session={session})\n"
        " s.state = 'draft'; s.samples = []\n"
        " s.save()"
    )
    lin, scientist, safety = person("lin"), person("scientist"), person("safety")
    lin.go(f"/sessions/{session}/")
    lin.page.fill("input[name=samples-name]", "溶菌酶 Lysozyme")
    lin.page.fill("input[name=chemicals-name]", "乙醇 Ethanol")
    lin.page.fill("input[name=chemicals-cas]", "64-17-4")
    lin.press("提交安全申报", "Submit the declaration")
    assert lin.say("校验位不正确", "check digit") in lin.text
    assert lin.page.input_value("input[name=samples-name] >> nth=0") == "溶菌酶 Lysozyme"
    lin.page.fill("input[name=chemicals-cas] >> nth=0", "64-17-5")
    lin.press("提交安全申报", "Submit the declaration")

    scientist.go(f"/sessions/{session}/")
    scientist.form(
        f"/sessions/{session}/safety/scientist/", remark="请写明用量 Say how much", press="return"
    )
    lin.go(f"/sessions/{session}/")
    assert "请写明用量 Say how much" in lin.text
    lin.page.fill("textarea[name=measures]", "通风 Ventilation")
    lin.press("提交安全申报", "Submit the declaration")
    lin.go(f"/sessions/{session}/document/")
    assert lin.status == 409, "no document before the approval"
    scientist.go(f"/sessions/{session}/")
    scientist.form(f"/sessions/{session}/start/")
    assert scientist.say("安全申报未批准", "not approved") in scientist.told
    scientist.form(f"/sessions/{session}/safety/scientist/", press="approve")
    safety.go(f"/sessions/{session}/")
    safety.form(f"/sessions/{session}/safety/officer/", press="approve")

    document = lin.page.request.get(f"{site.url}/sessions/{session}/document/")
    assert document.status == 200
    assert document.body().startswith(b"%PDF")
    site.do(f"""
from scicity.access.sessions import services as sessions
from scicity.access.people.services import give_clearance
s = Session.objects.get(pk={session}); office = Person.objects.get(email__startswith='office@')
for v in s.visits.exclude(state='registered'):
    sessions.register_visit(v.person, v, 'remote', None, None)
for v in s.visits.all():
    for c in sessions.courses_needed(s):
        give_clearance(office, v.person, c)
    sessions.judge_visit(office, v, True)
""")
    scientist.go(f"/sessions/{session}/")
    began = datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(hours=1)
    scientist.form(f"/sessions/{session}/start/", started=began.strftime("%Y-%m-%dT%H:%M:%S"))
    assert scientist.say("进行中", "running") in scientist.text
    scientist.form(
        f"/sessions/{session}/log/", kind="lost", text="失束", minutes_lost=30, cause="beam"
    )
    scientist.form(f"/sessions/{session}/stop/")
    assert scientist.say("已结束", "finished") in scientist.text
    assert "records delivered" in site.work()
    assert (
        site.do(
            "from scicity.platform.models import OutboxRecord\n"
            "print(OutboxRecord.objects.filter(delivered_at=None).count())"
        )
        == "0"
    )
    figures = site.command(
        "figures", "projects_executed", "--scope", "ssrf", "--period", two_years()
    )
    assert "2  projects" in figures.replace("     ", "  ").replace("   ", "  ")

    # where safety alone decides, the scientist's approval changes nothing
    other = site.do(
        "print(Session.objects.get(unit__path='sulf/demo-target', state='scheduled').pk)"
    )
    scientist.go(f"/sessions/{other}/")
    scientist.form(f"/sessions/{other}/safety/scientist/", press="approve")
    assert site.do(f"print(SafetyDeclaration.objects.get(session={other}).state)") == "submitted"
    safety.go(f"/sessions/{other}/")
    safety.form(f"/sessions/{other}/safety/officer/", press="approve")
    assert site.do(f"print(SafetyDeclaration.objects.get(session={other}).state)") == "approved"


def test_a_visit(person, site, language):
    session = site.do("print(Session.objects.get(unit__path='ssrf/demo-mx', state='scheduled').pk)")
    site.do(
        "from scicity.platform.verbs import verb\n"
        "with verb.opened('t', None):\n"
        f" for v in Visit.objects.filter(session={session}): v.delete()\n"
        "for c in Clearance.objects.all(): Clearance.objects.filter(pk=c.pk).delete()"
    )
    lin, zhou, office = person("lin"), person("zhou"), person("office")
    lin.go(f"/sessions/{session}/")
    lin.page.locator("input[name=people]").nth(1).check()
    lin.press("加入", "Add")
    visit = site.do(
        f"print(Visit.objects.get(session={session}, person__email__startswith='zhou').pk)"
    )
    zhou.go(f"/sessions/{session}/")
    zhou.form(
        f"/visits/{visit}/register/", mode="onsite", arrives_at=local(5, 8), leaves_at=local(5, 20)
    )
    office.go(f"/sessions/{session}/")
    office.form(f"/visits/{visit}/judge/", remark="请改到达时间 Come later", press="changes")
    zhou.go(f"/sessions/{session}/")
    assert "请改到达时间 Come later" in zhou.text
    zhou.form(
        f"/visits/{visit}/register/", mode="onsite", arrives_at=local(5, 10), leaves_at=local(5, 20)
    )
    office.go(f"/sessions/{session}/")
    office.form(f"/visits/{visit}/judge/", press="approve")
    assert office.say("尚缺培训", "Training is missing") in office.told
    facility = site.do("print(Facility.objects.get(path='ssrf').pk)")
    office.go(f"/facilities/{facility}/")
    office.form(f"/facilities/{facility}/training/", email="zhou@demo.example")
    office.go(f"/sessions/{session}/")
    office.form(f"/visits/{visit}/judge/", press="approve")
    zhou.go(f"/sessions/{session}/")
    assert zhou.page.locator(f"form[action='/visits/{visit}/cancel/']").count() == 0, (
        "after the approval only the office cancels"
    )
    token = zhou.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    zhou.page.request.post(
        f"{site.url}/visits/{visit}/cancel/",
        form={"csrfmiddlewaretoken": token},
        headers={"Referer": site.url},
    )
    assert site.do(f"print(Visit.objects.get(pk={visit}).state)") == "approved"
    office.form(f"/visits/{visit}/cancel-office/")
    assert site.do(f"print(Visit.objects.get(pk={visit}).state)") == "cancelled"
    stranger = person("visitor")
    stranger.go(f"/sessions/{session}/")
    assert stranger.status == 404
    assert stranger.say("晶体学线站", "Crystallography") not in stranger.go("/sessions/")


def test_an_instrument_by_the_hour(person, site, language):
    unit = site.do("print(Unit.objects.get(path='nfps/demo-nmr').pk)")
    lin, zhou, stranger, office = (
        person("lin"),
        person("zhou"),
        person("director"),
        person("office"),
    )
    start, end = local(4, 9), local(4, 11)
    project = site.do(
        "print(Proposal.objects.get(call__facility__path='nfps', title__startswith='模拟课题').pk)"
    )
    lin.go(f"/instruments/{unit}/")
    lin.form(f"/instruments/{unit}/book/", start=start, end=end, proposal=project, press="book")
    assert lin.say("已预约", "Booked") in lin.told
    zhou.go(f"/instruments/{unit}/")
    zhou.form(f"/instruments/{unit}/book/", start=start, end=end, proposal=project, press="book")
    assert zhou.say("已被占用", "is taken") in zhou.told
    zhou.form(f"/instruments/{unit}/book/", start=start, end=end, proposal=project, press="wait")
    assert zhou.say("已加入候补", "on the waiting list") in zhou.told
    stranger.go(f"/instruments/{unit}/")
    stranger.form(f"/instruments/{unit}/book/", start=local(6, 9), end=local(6, 10), press="book")
    assert stranger.say("尚缺培训", "Training is missing") in stranger.told
    assert stranger.say("安全培训", "Safety training") in stranger.told, "it says which"
    assert stranger.say("林悦", "Lin Yue") not in stranger.text, "nobody's name is on the calendar"
    booking = site.do(
        f"print(Booking.objects.get(unit={unit}, person__email__startswith='lin',"
        " start__gt=timezone.now() + timedelta(days=3)).pk)"
    )
    lin.go("/bookings/")
    lin.form(f"/bookings/{booking}/cancel/")
    assert lin.say("已取消", "Cancelled") in lin.told
    got = site.do(
        f"b = Booking.objects.get(unit={unit}, person__email__startswith='zhou', state='booked',"
        " start__gt=timezone.now() + timedelta(days=3)); print(b.pk)"
    )
    feed = zhou.page.request.get(
        site.url
        + zhou.page.evaluate(
            "() => fetch('/bookings/').then(r => r.text()).then(t =>"
            ' t.match(/calendar\\/[^"]+/)[0])'
        ).join(["/", ""])
    ).text()
    assert f"booking-{got}@scicity" in feed
    assert "Lin" not in feed
    assert "林" not in feed

    # use: started, a fault with lost time, stopped; the month's bill has it by project, with an
    # adjustment
    site.do(
        f"b = Booking.objects.filter(pk={got}).update(start=timezone.now() - timedelta(minutes=5),"
        " end=timezone.now() + timedelta(hours=2))"
    )
    zhou.go(f"/instruments/{unit}/")
    zhou.form(f"/bookings/{got}/start/")
    zhou.form(f"/instruments/{unit}/fault/", text="探头 Probe", minutes_lost=10)
    assert zhou.say("故障已登记", "Fault recorded") in zhou.told
    site.do(
        f"Booking.objects.filter(pk={got}).update(started_at=timezone.now() - timedelta(hours=1))"
    )
    zhou.go(f"/instruments/{unit}/")
    zhou.form(f"/bookings/{got}/stop/")
    office.go("/bill/")
    code = site.do(f"print(Proposal.objects.get(pk={project}).code)")
    assert code in office.text
    charged = {
        kind: int(
            site.do(
                "from django.db.models import Sum\n"
                f"print(Charge.objects.filter(booking_id={got}, kind='{kind}')"
                ".aggregate(s=Sum('fen'))['s'] or 0)"
            )
        )
        for kind in ("use", "lost")
    }
    assert 20_000 <= charged["use"] < 20_400, "an hour at 200 yuan"
    # its own ten minutes, and the twenty of the fault that the simulation noted within that hour
    assert -10_100 < charged["lost"] <= -3_300, "lost minutes are credited, and no more"
    office.form(
        f"/instruments/{unit}/adjust/",
        project=code,
        email="zhou@demo.example",
        amount="-50",
        reason="故障 Fault",
    )
    assert office.say("调整已入账", "Adjustment posted") in office.told
    total = site.do(
        "from django.db.models import Sum\nprint(Charge.objects.aggregate(s=Sum('fen'))['s'])"
    )
    office.go("/bill/?year=" + datetime.now(SHANGHAI).strftime("%Y"))
    assert f"¥{int(total) / 100:,.2f}" in office.text
    assert code in office.text
    assert office.go("/instruments/?week=nonsense")
    assert office.status == 200


def test_a_campaign(person, site, language):
    """Crystals, then beamtime within 14 days, then core-hours: three technical reviews, one panel,
    whole or not at all.
    """
    site.do("""
from scicity.access.demo import found
from scicity.access.calls import services as calls
from decimal import Decimal
w = found()
office = w.people['office']
fields = dict(
    code='campaign', title_zh='联合征集', title_en='Campaigns', kind='standard',
    workflow='standard', form=w.calls['ssrf'].form, cycle=w.cycles['ssrf'],
    opens_at=timezone.now() - timedelta(days=1), closes_at=timezone.now() + timedelta(days=9),
    internal_closes_at=None,
)
amounts = {'nfps/demo-em': 100, 'ssrf/demo-mx': 50, 'ssc/demo-cluster': 100000}
units = {w.units[k]: Decimal(v) for k, v in amounts.items()}
calls.save_call(office, w.facilities['ssrf'], fields, units)
""")
    call = site.do("print(Call.objects.get(code='campaign').pk)")
    lin = person("lin")
    lin.go(f"/calls/{call}/")
    lin.press("填写申请书", "Start a proposal")
    page, pk = lin.page, lin.page.url.split("/")[-3]
    page.fill("input[name=title]", "联合 Campaign")
    page.fill("textarea[name=abstract]", "x")
    page.fill("textarea[name=q-case]", "x")
    page.check("input[name=q-repeat][value=no]")
    for i in range(3):
        page.locator("table input[name=units]").nth(i).check()
    by_unit = dict(
        x.split("=")
        for x in site.do("print(*(f'{u.path}={u.pk}' for u in Unit.objects.all()))").split()
    )
    for path, amount in (
        ("nfps/demo-em", "8"),
        ("ssrf/demo-mx", "2"),
        ("ssc/demo-cluster", "5000"),
    ):
        page.fill(f"input[name=amount-{by_unit[path]}]", amount)
    lin.press("保存草稿", "Save draft")
    parts = dict(
        x.split("=")
        for x in site.do(
            "print(*(f'{p.unit.path}={p.pk}' for p in"
            f" ProposalPart.objects.filter(proposal={pk})))"
        ).split()
    )
    couple = f"/proposals/{pk}/couple/"
    lin.form(
        couple, first=parts["nfps/demo-em"], second=parts["ssrf/demo-mx"], kind="within", days=14
    )
    lin.form(couple, first=parts["ssrf/demo-mx"], second=parts["ssc/demo-cluster"], kind="before")
    assert lin.say("14 天之内", "within 14 days") in lin.text
    lin.press("提交", "Submit")
    scientist = person("scientist")
    scientist.go(f"/proposals/{pk}/")
    for part in parts.values():
        scientist.form(f"/parts/{part}/review/", state="feasible")
        scientist.go(f"/proposals/{pk}/")
    site.do(f"""
from scicity.access.demo import found, panel_for, met
from scicity.access.review import services as review
w = found(); w.calls['ssrf'] = Call.objects.get(code='campaign')
panel = panel_for(w, 'ssrf')
review.put_before(w.people['secretary'], panel, [Proposal.objects.get(pk={pk})])
met(w, panel)
""")
    director = person("director")
    director.go(f"/proposals/{pk}/decide/")
    director.page.select_option(f"select[name=outcome-{parts['ssc/demo-cluster']}]", "reject")
    director.press("决定并发信", "Decide and send letters")
    assert director.say("整体批准或整体不批准", "whole or not at all") in director.text
    director.page.select_option(f"select[name=outcome-{parts['ssc/demo-cluster']}]", "accept")
    director.press("决定并发信", "Decide and send letters")
    assert site.do(f"print(Proposal.objects.get(pk={pk}).state)") == "decided"

    # the coupling holds when sessions are placed
    office = person("office")
    office.go(f"/proposals/{pk}/")
    office.form(f"/parts/{parts['nfps/demo-em']}/schedule/", start=local(2, 8), end=local(2, 16))
    office.go(f"/proposals/{pk}/")
    office.form(f"/parts/{parts['ssrf/demo-mx']}/schedule/", start=local(20, 8), end=local(20, 16))
    assert office.say("14 天之内衔接", "within 14 days") in office.told
    office.form(f"/parts/{parts['ssrf/demo-mx']}/schedule/", start=local(8, 8), end=local(8, 16))
    assert "/sessions/" in office.page.url

    # the figures of all three facilities count it, and the cluster's projects count it once
    before = _projects(site)
    site.do(f"""
from scicity.access.grants import services as grants
from scicity.access.sessions import runs
from scicity.access.people.whose import who
from scicity.platform.outbox import owe, deliver, seconds
from scicity.platform.verbs import verb
p = Proposal.objects.get(pk={pk})
scientist = Person.objects.get(email__startswith='scientist@')
def ago(hours):
    return timezone.now() - timedelta(hours=hours)
for s in Session.objects.filter(part__proposal=p).order_by('start'):
    Session.objects.filter(pk=s.pk).update(state='running', started_at=ago(2))
    runs.stop(scientist, Session.objects.get(pk=s.pk))
g = Grant.objects.get(part__proposal=p)
with verb.opened('t', None):
    owe(
        'compute_jobs', g.unit.path, ago(3), ago(1), job='c1', submit=seconds(ago(4)), cores=100,
        state='COMPLETED', **{{**who(None, p), 'project': g.account}},
    )
deliver()
print(grants.take_in_jobs(scientist, g))
deliver()
""")
    after = _projects(site)
    for path in ("nfps", "ssrf", "ssc"):
        assert after[path] == before.get(path, 0) + 1, path
    assert after["all"] == before["all"] + 1, "once in the cluster"
    assert site.do(f"print(Grant.objects.get(part__proposal={pk}).used)") == "200.0000"


def _projects(site) -> dict[str, int]:
    found = {}
    for scope in ("nfps", "ssrf", "ssc", "all"):
        rows = json.loads(
            site.command(
                "figures",
                "projects_executed",
                "--scope",
                scope,
                "--period",
                two_years(),
                "--format",
                "json",
            )
        )
        found[scope] = int(
            float((rows if isinstance(rows, list) else rows["figures"])[0]["value"] or 0)
        )
    return found


def test_the_year_ends(person, site, language):
    """A workbook disagrees with the ledger: the director sees by how much and why, and signs one as
    declared; both are kept.
    """
    year = site.do(
        "print(Session.objects.get(unit__path='ssrf/demo-mx', state='reported').stopped_at.year)"
    )
    scientist, director = person("scientist"), person("director")
    facility = site.do("print(Facility.objects.get(path='ssrf').pk)")
    template = scientist.page.request.get(
        f"{site.url}/facilities/{facility}/returns/template/?year={year}"
    )
    book = load_workbook(io.BytesIO(template.body()))
    sheet = book["Figures 数据"]
    for row, (metric, value) in enumerate(
        (("person_visits", 9), ("projects_executed", 1), ("unique_users", 4)), 4
    ):
        sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"C{row}"] = "ssrf/demo-mx", metric, value
    signed = book["Signature 签署"]
    signed["B3"], signed["B6"], signed["B7"] = (
        f"REPORT-{year}",
        "示例办公室 Office",
        datetime.now().date(),
    )
    path = site.folder / "return.xlsx"
    book.save(path)
    scientist.go(f"/facilities/{facility}/returns/")
    broken = site.folder / "broken.xlsx"
    broken.write_bytes(b"not a workbook")
    scientist.page.set_input_files("input[name=file]", broken)
    scientist.press("提交", "Submit")
    assert scientist.say("文件内容并非.xlsx文件", "not that of a .xlsx file") in scientist.told
    scientist.page.set_input_files("input[name=file]", path)
    scientist.press("提交", "Submit")
    address = scientist.page.url.removeprefix(site.url)
    assert (
        scientist.page.locator("button", has_text=scientist.say("签署", "Sign the chosen")).count()
        == 0
    ), "only the director signs"
    director.go(address)
    # the site has kept the account for a part of the year: what is declared of the whole is neither
    # borne nor refuted
    assert director.page.locator("tr.over").count() == 0
    assert (
        director.page.locator(
            "tbody tr", has_text=director.say("台账仅覆盖部分", "the records cover a part only")
        ).count()
        >= 2
    )
    boxes = director.page.locator("input[name=lines]")
    boxes.nth(0).check()  # visits: signed as declared in spite of the gap
    boxes.nth(2).uncheck()
    director.press("签署所选各行", "Sign the chosen lines")
    assert director.say("已签署", "signed") in director.text
    said = (
        site.command("declared", "--scope", "ssrf/demo-mx")
        if "--scope" in site.command("declared", "--help")
        else site.command("declared")
    )
    assert "person_visits" in said
    assert "9" in said
    both = site.do(f"""
from scicity.access.facilities.returns import gaps
print([
    (g.measured.metric.id, int(g.measured.value), g.declared.value, g.verdict)
    for g in gaps(Facility.objects.get(pk={facility}))
    if g.declared.document == 'REPORT-{year}'
])
""")
    assert "('person_visits', 2, '9', 'partly')" in both
    assert "projects_executed" in both
    assert "unique_users" not in both


def test_nobody_needs_an_account_to_look(person, site, language):
    answer = httpx.get(
        site.url + "/instruments/", headers={"Accept-Language": "zh" if language == "zh" else "en"}
    )
    assert answer.status_code == 200
    assert "@demo.example" not in answer.text
    for name in ("林悦", "Lin Yue", "周明", "Zhou Ming"):
        assert name not in answer.text
