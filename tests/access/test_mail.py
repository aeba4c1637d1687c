"""Mail: full addresses, the deadline, the recipient's language; strangers get theirs; each one's
fate is known, and nothing is lost or sent twice.
"""

from __future__ import annotations

import smtplib
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail as box
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from scicity.access.allocation import services as allocation
from scicity.access.models import Invitation, Letter
from scicity.access.proposals import members
from scicity.parkservices import models as c
from scicity.parkservices.services import moving, offices
from scicity.platform import mails, notices, people, worker
from scicity.platform.errors import Refused
from scicity.platform.models import Mail, Notification, Person
from scicity.platform.phrases import Both
from scicity.platform.worker import Done, _mail
from tests.access.test_trust import at_api, at_page, fresh_person, stranger

pytestmark = pytest.mark.django_db
STRANGER = "newcomer@elsewhere.example"


@pytest.fixture(autouse=True)
def post(settings, city):
    """A site whose address is known, and nothing waiting from the simulated city."""
    settings.SITE = "https://city.example"
    Mail.objects.all().delete()
    box.outbox.clear()
    with translation.override("en"):
        yield


class Refusing:
    """A mail server that is away, or takes no mail to some."""

    refused: frozenset[str] = frozenset()
    away = False

    def __init__(self, *args, **more):
        pass

    def send_messages(self, messages):
        if type(self).away:
            raise ConnectionRefusedError(111, "Connection refused")
        for m in messages:
            if set(m.to) & self.refused:
                raise smtplib.SMTPRecipientsRefused({m.to[0]: (550, b"no such user")})
            box.outbox.append(m)
        return len(messages)


@pytest.fixture
def server(monkeypatch, settings):
    monkeypatch.setattr(Refusing, "refused", frozenset())
    monkeypatch.setattr(Refusing, "away", False)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    return Refusing


def to(email: str):
    return [m for m in box.outbox if m.to == [email]]


def test_a_mail_has_address_deadline_and_the_recipients_language(city, fresh):
    lin, zhou = city.people["lin"], city.people["zhou"]
    people.choose_language(lin, "en")
    people.choose_language(zhou, "zh")
    lin, zhou = fresh_person(lin), fresh_person(zhou)
    due = (timezone.now() + timedelta(days=3)).replace(hour=4, minute=0)
    notices.tell(
        [lin, zhou],
        Both("请补充材料", "Please add what is missing"),
        f"/proposals/{fresh.pk}/",
        due=due,
        zone="Asia/Shanghai",
    )
    assert mails.send_waiting() == 2
    [english], [chinese] = to(lin.email), to(zhou.email)
    assert english.subject == "Please add what is missing"
    assert f"https://city.example/proposals/{fresh.pk}/" in english.body
    assert f"Deadline: {due:%Y-%m-%d} 12:00 (Asia/Shanghai)" in english.body
    assert chinese.subject == "请补充材料"
    assert f"截止：{due:%Y-%m-%d} 12:00" in chinese.body
    assert lin.notifications.first().mailed_at
    assert mails.send_waiting() == 0


def test_the_pages_switch_sets_the_language_of_mail_too(city):
    lin = city.people["lin"]
    for chosen, language in (("en", "en"), ("zh-hans", "zh"), ("en", "en")):
        at_page(lin, "/language/", language=chosen)
        assert fresh_person(lin).language == language
    at_page(lin, "/language/", language="tlh")
    assert fresh_person(lin).language == "en"
    assert Client().post("/language/", {"language": "en"}).status_code == 302, (
        "who is not signed in may choose as well"
    )


def test_a_stranger_who_is_invited_gets_mail_and_the_way_in(city, fresh):
    lin = city.people["lin"]
    answer = at_api(
        lin,
        f"/proposals/{city.proposals['ssrf'].pk}/members",
        {"email": STRANGER, "role": "co-proposer"},
    ).json()
    mails.send_waiting()
    [letter] = to(STRANGER)
    assert "邀请" in letter.subject
    assert "Invitation" in letter.subject
    way = f"https://city.example/invitations/?code={answer['code']}"
    assert way in letter.body
    assert "Deadline: " in letter.body
    assert lin.email in letter.body
    kept = Mail.objects.get(invitation=answer["id"])
    assert answer["code"] not in kept.body, "the key is forgotten once it was sent"
    newcomer = stranger("newcomer")
    assert (
        answer["code"]
        in at_page(newcomer, way.removeprefix("https://city.example")).content.decode()
    )
    members.accept_invitation(newcomer, answer["code"])


@pytest.mark.parametrize("by", ["page", "api"])
def test_an_invitation_is_renewed(city, by):
    lin, proposal = city.people["lin"], city.proposals["ssrf"]
    invitation, first = members.invite(lin, proposal, STRANGER)
    Invitation.objects.filter(pk=invitation.pk).update(
        expires_at=timezone.now() - timedelta(days=1)
    )
    mallory = stranger()
    with pytest.raises(Refused):
        members.accept_invitation(mallory, first)
    assert at_api(mallory, f"/invitations/{invitation.pk}/renewal", {}).status_code == 404
    if by == "api":
        assert at_api(lin, f"/invitations/{invitation.pk}/renewal", {}).status_code == 200
    else:
        assert "Invite again" in at_page(lin, f"/proposals/{proposal.pk}/").content.decode()
        assert (
            "asked again, by mail"
            in at_page(lin, f"/invitations/{invitation.pk}/renew/", x=1).content.decode()
        )
    mails.send_waiting()
    [letter] = to(STRANGER)  # the mail with the old code never left
    assert first not in letter.body
    code = letter.body.partition("?code=")[2].split()[0]
    with pytest.raises(Refused):
        members.accept_invitation(mallory, first)
    assert members.accept_invitation(stranger("newcomer"), code).pk == proposal.pk
    with pytest.raises(Refused, match="answered"):
        members.renew(lin, invitation)


def test_each_recipients_fate_is_listed_and_only_failures_are_sent_again(city, server):
    """One address is refused by the server: the others get theirs once, and only that one is sent
    again.
    """
    office, lin, zhou, proposal = (
        city.people["office"],
        city.people["lin"],
        city.people["zhou"],
        city.proposals["ssrf"],
    )
    elsewhere = stranger("else", "user-office", city.facilities["nfps"])
    server.refused = frozenset({zhou.email})
    notices.tell([lin, zhou], Both("甲", "First"), f"/proposals/{proposal.pk}/")
    assert {m["fate"] for m in at_api(office, "/mail").json()} == {"waiting"}
    mails.send_waiting()
    fates = {m["email"]: m for m in at_api(office, "/mail").json()}
    assert (fates[lin.email]["fate"], fates[zhou.email]["fate"]) == ("sent", "failed")
    assert "no such user" in fates[zhou.email]["reason"]
    page = at_page(office, "/mail/?fate=failed").content.decode()
    assert "no such user" in page
    assert zhou.email in page
    assert lin.email not in page
    assert at_api(elsewhere, "/mail").json() == [], "another facility's"
    assert at_api(lin, "/mail").status_code == 403
    assert at_page(lin, "/mail/").status_code == 403

    failed = fates[zhou.email]["id"]
    assert at_api(elsewhere, f"/mail/{failed}/again", {}).status_code == 404
    assert at_api(office, f"/mail/{fates[lin.email]['id']}/again", {}).status_code == 409, (
        "it was sent"
    )
    assert at_api(elsewhere, "/mail/again", {}).json() == {"again": 0}
    assert mails.send_waiting() == 0, "an address that is refused is not tried for ever"
    server.refused = frozenset()
    assert "will be sent again: 1" in at_page(office, "/mail/again/", x=1).content.decode()
    assert at_api(office, "/mail/again", {}).json() == {"again": 0}
    mails.send_waiting()
    assert [len(to(lin.email)), len(to(zhou.email))] == [1, 1]
    assert at_api(office, "/mail?fate=failed").json() == []


def test_a_server_that_is_away_loses_nothing(city, server, monkeypatch):
    monkeypatch.setattr(
        worker, "_tasks", lambda done: None
    )  # it closes the connection that the test looks through
    lin = city.people["lin"]
    server.away = True
    notices.tell([lin], Both("甲", "First"), "/me/")
    members.invite(lin, city.proposals["ssrf"], STRANGER)
    assert not worker.work(once=True).mails
    rows = Mail.objects.all()
    assert {m.fate for m in rows} == {"failed"}
    assert all("Connection refused" in m.reason and m.again_at for m in rows)
    assert mails.send_waiting() == 0, "not at once"
    server.away = False
    rows.update(again_at=timezone.now())
    assert worker.work(once=True).mails == 2
    assert len(to(lin.email)) == len(to(STRANGER)) == 1
    assert Mail.objects.filter(sent_at=None).count() == 0


def test_a_sender_that_died_leaves_its_mail_to_the_next(city, server):
    notices.tell([city.people["lin"]], Both("甲", "First"), "/me/")
    Mail.objects.update(trying_at=timezone.now())
    assert mails.send_waiting() == 0, "another has it in hand"
    Mail.objects.update(trying_at=timezone.now() - mails.LEASE - timedelta(seconds=1))
    assert mails.send_waiting() == 1


def test_a_letter_is_counted_once_it_left_and_is_seen_by_its_office(city, server):
    letter = Letter.objects.filter(proposal=city.proposals["ssrf"]).first()
    before = letter.times_sent
    server.away = True
    allocation.send_again(city.people["office"], letter)
    mails.send_waiting()
    letter.refresh_from_db()
    assert letter.times_sent == before
    server.away = False
    [row] = [
        m
        for m in at_api(city.people["office"], "/mail?fate=failed").json()
        if m["kind"] == "letter"
    ]
    assert at_api(city.people["office"], f"/mail/{row['id']}/again", {}).json()["fate"] == "waiting"
    mails.send_waiting()
    letter.refresh_from_db()
    assert letter.times_sent == before + 1
    assert f"https://city.example/proposals/{letter.proposal_id}/" in to(letter.to.email)[-1].body


def test_a_digest_has_full_addresses_and_is_not_lost_either(city, server):
    lin = city.people["lin"]
    Person.objects.filter(pk=lin.pk).update(mail="digest", language="en")
    lin.notifications.all().delete()
    notices.tell([fresh_person(lin)], Both("甲", "First"), "/me/")
    assert not Mail.objects.exists()
    server.away = True
    assert notices.mail_digests() == 1
    mails.send_waiting()
    assert notices.mail_digests() == 0
    server.away = False
    Mail.objects.update(again_at=timezone.now())
    mails.send_waiting()
    [digest] = to(lin.email)
    assert "https://city.example/me/" in digest.body
    assert digest.subject == "Science city: 1 new message"


def test_who_was_erased_is_written_to_no_more(city, server):
    mallory = stranger()
    notices.tell([mallory], Both("甲", "First"), "/me/")
    people.erase(mallory, mallory)
    assert mails.send_waiting() == 0
    assert not Mail.objects.filter(email="mallory@far.example").exists()


def test_a_batch_that_fails_whole_stops_not_those_behind_it(city, monkeypatch):
    """One look of the worker goes through the queue, and not only to the end of the first batch."""
    monkeypatch.setattr(mails, "AT_ONCE", 3)
    lin = city.people["lin"]
    for i in range(7):
        mails.post("notice", f"gone{i}@nowhere.example" if i < 6 else lin.email, "en", f"n{i}", "x")
    for mail in Mail.objects.filter(email__endswith="@nowhere.example"):
        assert mail.sent_at is None
    sending = EmailMessage.send

    def refused(self, *args, **options):
        if self.to[0].endswith("@nowhere.example"):
            raise smtplib.SMTPRecipientsRefused({self.to[0]: (550, b"nobody here")})
        return sending(self, *args, **options)

    monkeypatch.setattr(EmailMessage, "send", refused)
    done = Done()
    _mail(done, True)
    assert Mail.objects.get(subject="n6").sent_at, "it stood behind two batches in which all failed"
    assert done.mails >= 1
    assert Mail.objects.filter(failed_at__isnull=False, subject__startswith="n").count() == 6


def test_mail_that_waited_as_tasks_of_an_earlier_version_goes_on_as_mail(city):
    lin = city.people["lin"]
    note = Notification.objects.create(
        person=lin, zh="旧", en="An old one", address="/proposals/1/"
    )
    letter = Letter.objects.first()
    before = Mail.objects.count()

    def waiting(name: str, pk: int):
        return DBTaskResult.objects.create(
            task_path=f"scicity.access.services.notices.{name}",
            args_kwargs={"args": [pk], "kwargs": {}},
            queue_name="default",
            backend_name="default",
            run_after=timezone.now(),
            exception_class_path="",
            traceback="",
            worker_ids=[],
        )

    rows = [
        waiting("mail_notice", note.pk),
        waiting("mail_letter", letter.pk),
        waiting("mail_notice", 10**9),
    ]
    step = import_module("scicity.access.migrations.0013_old_mail_tasks")
    step.as_mail(apps, None)
    step.as_mail(apps, None)
    assert Mail.objects.count() == before + 2
    mail = Mail.objects.get(notification=note)
    assert mail.email == lin.email
    assert "/proposals/1/" in mail.body
    assert mail.body.count("http") == 1
    assert Mail.objects.filter(letter=letter, sent_at=None).count() == 1
    for row in rows:
        row.refresh_from_db()
        assert row.status == "SUCCESSFUL", "the worker does not look for code that is gone"


def test_tasks_that_wait_are_called_where_their_code_is_now(city):
    step = import_module("scicity.access.migrations.0021_tasks_by_their_rooms")
    rows = [
        DBTaskResult.objects.create(
            task_path=before,
            args_kwargs={"args": [1], "kwargs": {}},
            queue_name="default",
            backend_name="default",
            run_after=timezone.now(),
            exception_class_path="",
            traceback="",
            worker_ids=[],
        )
        for before in step.MOVED
    ]
    step.by_their_rooms(apps, None)
    for row in rows:
        row.refresh_from_db()
        assert row.status == "READY"
        module, name = row.task_path.rsplit(".", 1)
        assert getattr(import_module(module), name).module_path == row.task_path


def test_notices_of_cases_say_until_when(city):
    firm = city.people["firm"]
    form = {
        "enterprise": "demo-cell",
        "goods": "blood",
        "bsl": "2",
        "purpose": "research",
        "quantity": "100",
        "unit": "mL",
        "months": "6",
        "origin": "x",
        "storage": "yes",
        "traced": "yes",
        "contact": "x",
    }
    draft = moving.draft(firm, c.Service.objects.get(code="special-goods"))
    moving.attach(firm, draft, "plan", "plan.pdf", b"%PDF")
    stage = moving.submit(firm, draft, form).stages.filter(done_at=None).first()
    told = Notification.objects.filter(address=f"/desk/{stage.pk}/").first()
    assert told is not None
    assert told.due_at == offices.end_of(stage.due)
    assert f"{stage.due} 23:59" in mails.text_of(told, "en")
