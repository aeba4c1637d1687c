"""The journey of one proposal through all roles, in both languages, counted in steps: a click, a
field, a choice each.

Where a count changes, the test that fails says what docs/steps.md must be.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.utils import timezone

from scicity.access import demo
from scicity.access.models import (
    Assignment,
    Call,
    Clearance,
    Course,
    Panel,
    Proposal,
    RunCycle,
    Session,
)
from scicity.platform.verbs import verb
from tests.access.browsed import BrowsedHand
from tests.access.hand import Hand

DOC = Path(__file__).parents[2] / "docs" / "steps.md"
SHANGHAI = ZoneInfo("Asia/Shanghai")
BEFORE = {
    "form": 45,
    "call": 9,
    "panel": 22,
    "proposal": 17,
    "review": 6,
    "meeting": 4,
    "decision": 1,
    "visit": 11,
    "run": 8,
}
SHORTENED = ("call", "panel", "run")
FOLDED = {"meeting": 1}  # what lies folded away takes a step more, which was not counted before
NAMES = {
    "form": "form of three questions, built and published (user office)",
    "call": "call, like the last one, for the next cycle (user office)",
    "proposal": "proposal: form, one unit, submitted (principal investigator)",
    "technical": "technical review (instrument scientist)",
    "panel": "panel: four people, all proposals, reviews assigned (user office)",
    "review": "one review (reviewer)",
    "meeting": "meeting: one proposal concluded, meeting closed (chair)",
    "decision": "decision with its letter (director)",
    "schedule": "session placed (user office)",
    "safety": "safety declaration (principal investigator)",
    "clearance": "safety checked and approved (two people)",
    "visit": "visit registered and approved (visitor, user office)",
    "run": "run: start, a note, stop (instrument scientist)",
    "report": "report (principal investigator)",
}
HEAD = """# Steps of a proposal

What it takes to bring one proposal from the call to its report. \
A step is one click on a link or a button, one field filled, one choice made, one part
unfolded; what a page has filled in already, and scrolling, are none. \
The same steps lead through by the keyboard alone: \
a link or button is one key after it is reached with Tab. Counted by
`tests/access/test_steps.py`, in Chinese and English alike, in a browser by mouse and by keyboard. \
*Before* is what was counted by hand in the first version, about, \
for a form of more questions and a
panel whose people were seated one by one; \
a panel with other people than the last one still takes three steps a person.

| what | steps | before |
|---|---|---|
"""


def local(days: float, hour: int = 12) -> str:
    return (
        (datetime.now(SHANGHAI) + timedelta(days=days))
        .replace(hour=hour, minute=0)
        .strftime("%Y-%m-%dT%H:%M")
    )


def counted(hand: Hand, since: int = 0) -> int:
    return hand.steps - since


def the_form(office: Hand, facility: int) -> int:
    begun = office.steps
    office.go("/calls/")
    office.click("表单", "Forms", to=f"/{facility}/")
    office.fill("name", "步骤 Steps")
    office.press("新建表单", "New form")
    for n, (key, zh, en) in enumerate(
        (
            ("case", "科学问题", "The question"),
            ("plan", "实验方案", "The plan"),
            ("before", "已有基础", "What was done before"),
        )
    ):
        office.fill(f"id-{n}", key)
        office.fill(f"type-{n}", "longtext")
        office.fill(f"zh-{n}", zh)
        office.fill(f"en-{n}", en)
        office.tick(f"required-{n}")
        office.press("保存", "Save")
    office.press("发布此版本", "Publish this version")
    return counted(office, begun)


def the_call(office: Hand, facility) -> tuple[int, Call]:
    begun, known = office.steps, set(Call.objects.values_list("pk", flat=True))
    office.go("/calls/")
    office.click("新建征集", "New call", to=f"/{facility.pk}/")
    office.fill("title_zh", "步骤征集")
    office.fill("title_en", "A call counted in steps")
    office.press("保存", "Save")
    return counted(office, begun), Call.objects.exclude(pk__in=known).get()


def the_proposal(lin: Hand, call: Call, unit) -> tuple[int, Proposal]:
    begun = lin.steps
    lin.go("/")
    lin.click("征集", "Calls", to="/calls/")
    lin.click(call.title_zh, call.title_en)
    lin.press("填写申请书", "Start a proposal")
    proposal = Proposal.objects.filter(call=call).latest("pk")
    lin.fill("title", "按步骤 By steps")
    lin.fill("abstract", "为何 Why")
    for q in call.form.questions:
        if q.get("show_if"):
            continue  # hangs on a yes that is not said here
        if q.get("required") and q["type"] in ("text", "longtext", "number"):
            lin.fill(f"q-{q['id']}", "1")
        elif q.get("required") and q["type"] == "yesno":
            lin.tick(f"q-{q['id']}", "no")
    lin.tick("units", str(unit.pk))
    lin.fill(f"amount-{unit.pk}", "2")
    lin.press("提交", "Submit")
    proposal.refresh_from_db()
    assert proposal.state == "technical", lin.text[:400]
    return counted(lin, begun), proposal


def the_technical_review(scientist: Hand, proposal: Proposal) -> int:
    begun = scientist.steps
    scientist.go("/technical/")
    scientist.click(proposal.code)
    scientist.fill("state", "feasible")
    scientist.press("提交技术审查", "Submit the review")
    return counted(scientist, begun)


def the_panel(office: Hand, call: Call) -> tuple[int, Panel]:
    begun = office.steps
    office.go("/panels/")
    office.press("新建", "Create", action=f"/calls/{call.pk}/panels/")
    panel = Panel.objects.get(call=call)
    assert panel.members.count() >= 4, "the people of the last panel"
    office.press("提交本组评审", "Submit to this panel")
    office.press("按负荷自动分配", "Assign by load")
    assert Assignment.objects.filter(item__panel=panel, ended_at=None).count() >= 2
    return counted(office, begun), panel


def the_review(hand: Hand, review: Assignment) -> int:
    begun = hand.steps
    hand.go("/panels/")
    hand.click(review.item.proposal.code)
    for c in review.item.panel.criteria:
        hand.fill(c["id"], "8")
    hand.fill("to_applicant", "好 Good")
    hand.press("提交评审", "Submit review")
    review.refresh_from_db()
    assert review.submitted_at
    return counted(hand, begun)


def the_meeting(chair: Hand, panel: Panel) -> int:
    begun = chair.steps
    chair.go(f"/panels/{panel.pk}/")
    chair.click("会议", "Meeting")
    chair.fill("to_applicant", "建议批准 Accept")
    chair.press("完成", "Finish")
    chair.press("结束会议", "Close the meeting")
    panel.refresh_from_db()
    assert panel.closed_at
    return counted(chair, begun)


def the_decision(director: Hand, proposal: Proposal) -> int:
    begun = director.steps
    director.go(f"/proposals/{proposal.pk}/decide/")  # where the notice leads
    director.press("决定并发信", "Decide and send letters")
    proposal.refresh_from_db()
    assert proposal.state == "decided"
    return counted(director, begun)


def the_session(office: Hand, proposal: Proposal, start: datetime) -> tuple[int, Session]:
    begun = office.steps
    office.go(f"/proposals/{proposal.pk}/")
    office.fill("start", start.strftime("%Y-%m-%dT%H:%M"))
    office.fill("end", (start + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M"))
    office.press("排入", "Schedule")
    return counted(office, begun), Session.objects.get(part__proposal=proposal)


def the_rest(hands: dict[str, Hand], session: Session) -> dict[str, int]:
    lin, scientist, safety, office = (hands[w] for w in ("lin", "scientist", "safety", "office"))
    at, found = f"/sessions/{session.pk}/", {}
    begun = lin.steps
    lin.go(at)
    lin.fill("samples-name", "溶菌酶 Lysozyme")
    lin.press("提交安全申报", "Submit the declaration")
    found["safety"] = counted(lin, begun)
    begun = scientist.steps + safety.steps
    scientist.go(at)
    scientist.press("通过", "Approve")
    safety.go(at)
    safety.press("通过", "Approve")
    found["clearance"] = scientist.steps + safety.steps - begun
    begun = lin.steps + office.steps
    lin.go(at)
    lin.press("登记来访", "Register my visit")
    office.go(at)
    office.press("批准来访", "Approve the visit")
    found["visit"] = lin.steps + office.steps - begun
    begun = scientist.steps
    scientist.go("/sessions/")
    scientist.click(session.unit.name_zh, session.unit.name_en, to=at)
    scientist.press("开始实验", "Start")
    scientist.fill("note", "一切正常 All well")
    scientist.press("结束实验", "Stop")
    session.refresh_from_db()
    assert session.state == "finished"
    assert session.log.get().text == "一切正常 All well"
    found["run"] = counted(scientist, begun)
    begun = lin.steps
    lin.go(at)
    lin.fill("report", "测得一套完整的衍射数据 A whole set of data was measured")
    lin.press("提交报告", "Submit the report")
    found["report"] = counted(lin, begun)
    return found


def journey(city, hand) -> dict[str, int]:
    """The steps of each part, by its name. `hand`: gives somebody's hand at a page."""
    facility, unit = city.facilities["ssrf"], city.units["ssrf/demo-mx"]
    with verb.opened("test", None):
        now = timezone.now()
        RunCycle(
            facility=facility,
            name="2027-I",
            start=now - timedelta(days=1),
            end=now + timedelta(days=200),
        ).save()
        for course in Course.objects.filter(facility=facility):
            Clearance.objects.create(
                person=city.people["lin"],
                course=course,
                valid_from=now - timedelta(days=1),
                valid_until=now + timedelta(days=300),
            )
    hands = {
        w: hand(city.people[w])
        for w in ("office", "lin", "scientist", "safety", "chair", "director")
    }
    steps = {"form": the_form(hands["office"], facility.pk)}
    steps["call"], call = the_call(hands["office"], facility)
    steps["proposal"], proposal = the_proposal(hands["lin"], call, unit)
    steps["technical"] = the_technical_review(hands["scientist"], proposal)
    steps["panel"], panel = the_panel(hands["office"], call)
    reviews = []
    for review in Assignment.objects.filter(item__proposal=proposal, ended_at=None).select_related(
        "reviewer", "item__panel", "item__proposal"
    ):
        reviews.append(the_review(hand(review.reviewer), review))
    steps["review"] = max(reviews)
    steps["meeting"] = the_meeting(hands["chair"], panel)
    steps["decision"] = the_decision(hands["director"], proposal)
    start = datetime.now(SHANGHAI).replace(minute=0, second=0, microsecond=0) + timedelta(days=60)
    steps["schedule"], session = the_session(hands["office"], proposal, start)
    steps |= the_rest(hands, session)
    return {name: steps[name] for name in NAMES}


def table(steps: dict[str, int]) -> str:
    rows = [
        f"| {title} | {steps[name]} | {BEFORE.get(name, '–')} |" for name, title in NAMES.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_proposal_takes_so_many_steps(city, language):
    steps = journey(city, lambda person: Hand(person, language))
    for name in SHORTENED:
        assert steps[name] <= BEFORE[name] * 2 / 3, (name, steps)
    assert {
        n: (steps[n], BEFORE[n]) for n in BEFORE if steps[n] > BEFORE[n] + FOLDED.get(n, 0)
    } == {}
    assert table(steps) == DOC.read_text("utf-8"), table(steps)


@contextmanager
def at_the_table_of(site, unblocked):
    """The tests' own connection, led to the database of a site that runs."""
    with unblocked:
        connection = connections["default"]
        connection.close()
        kept = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = str(site.folder / "access" / "access.sqlite3")
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = kept


@pytest.mark.full
@pytest.mark.parametrize(
    ("language", "keys"), [("zh", True), ("en", False)], ids=["zh-keyboard", "en-mouse"]
)
def test_a_browser_takes_as_many_by_mouse_and_by_keyboard(
    chromium, site, django_db_blocker, language, keys
):
    with at_the_table_of(site, django_db_blocker.unblock()):
        steps = journey(
            demo.found(),
            lambda person: BrowsedHand(chromium, site, person.email, language, keys),
        )
    assert table(steps) == DOC.read_text("utf-8"), table(steps)
