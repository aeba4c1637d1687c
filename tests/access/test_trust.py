"""Who may assert, who consents, what a change undoes: tried by page and by API, as the people
concerned and as strangers.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from scicity.access.allocation import services as allocation
from scicity.access.calls import services as calls
from scicity.access.instruments import services as bookings
from scicity.access.models import (
    Assignment,
    Booking,
    CallUnit,
    Conflict,
    Decision,
    Invitation,
    Letter,
    Output,
    OutputLink,
    Panel,
    Proposal,
    ProposalMember,
    Session,
    TechnicalReview,
    Visit,
)
from scicity.access.outputs import publications
from scicity.access.outputs import services as outputs
from scicity.access.proposals import members, versions
from scicity.access.proposals import services as proposals
from scicity.access.review import conflicts
from scicity.access.review import services as review
from scicity.access.sessions import services as sessions
from scicity.ledger import open_ledger, read, records
from scicity.platform import outbox, people, roles
from scicity.platform.errors import Invalid, Refused, Stale
from scicity.platform.models import Notification, OutboxRecord, Person
from scicity.platform.permissions import allowed
from scicity.platform.verbs import verb
from tests.access.browser import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def fresh_person(person: Person) -> Person:
    """As the next request sees them: rights are read once a request."""
    return Person.objects.get(pk=person.pk)


def at_page(person: Person, path: str, **fields):
    """A form sent by somebody; where they are led to, and what that page says."""
    client = Browser(headers={"accept-language": "en"})
    client.force_login(fresh_person(person), backend="django.contrib.auth.backends.ModelBackend")
    return client.post(path, fields, follow=True) if fields else client.get(path)


def at_api(person: Person, path: str, body: dict | None = None):
    client = Client(headers={"accept-language": "en"})
    client.force_login(fresh_person(person), backend="django.contrib.auth.backends.ModelBackend")
    if body is None:
        return client.get(f"/api/v1{path}")
    answer = client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")
    if answer.status_code != 428:
        return answer
    # as a program does: what is changed is read first, at its own address or the one above
    read = next(
        r
        for at in (path, path.rpartition("/")[0])
        if (r := client.get(f"/api/v1{at}")).status_code == 200
    )
    return client.post(
        f"/api/v1{path}",
        json.dumps(body),
        content_type="application/json",
        headers={"if-match": read["ETag"]},
    )


def stranger(name: str = "mallory", role: str = "", facility=None) -> Person:
    """Somebody who came today; with a role, of an office."""
    with verb.opened("test", None):
        person = Person.objects.create_user(f"{name}@far.example", "x", name=name.title())
        if role:
            people.grant_role(person, person, role, facility)
    return fresh_person(person)


# --- outputs --------------------------------------------------------------------------------------


def paper(
    doi: str = "10.5555/own.1",
    title: str = "Ours",
    day: date | None = None,
    journal: str = "Nature",
) -> outputs.Said:
    return outputs.Said("paper", doi, title, day or timezone.now().date(), journal)


def recorded(doi: str) -> list[OutboxRecord]:
    return list(OutboxRecord.objects.filter(stream="outputs", row__doi=doi))


def test_who_took_no_part_claims_nothing_by_page_or_api(city):
    mallory, ssrf, done = stranger(), city.facilities["ssrf"], city.proposals["ssrf"]
    form = {
        "kind": "paper",
        "identifier": "10.5555/fake.1",
        "title": "Fake",
        "journal": "Nature",
        "published": f"{timezone.now():%Y-%m-%d}",
        "facility": ssrf.pk,
    }
    for extra in ({}, {"proposal": done.pk}):
        assert "claim" in at_page(mallory, "/outputs/enter/", **form, **extra).content.decode()
        body = {**form, "facility_id": ssrf.pk, **({"proposal_id": done.pk} if extra else {})}
        assert (
            at_api(
                mallory,
                "/outputs",
                {k: v for k, v in body.items() if k not in ("facility", "proposal")},
            ).status_code
            == 409
        )
    with pytest.raises(
        Refused
    ):  # a member of a proposal claims for no facility that it did not use
        outputs.claim(city.people["lin"], city.facilities["sulf"], done, paper())
    assert not Output.objects.filter(identifier="10.5555/fake.1").exists()


def test_nobody_confirms_their_own_claim_and_none_reaches_a_figure_before(city):
    lin, office, done, ssrf = (
        city.people["lin"],
        city.people["office"],
        city.proposals["ssrf"],
        city.facilities["ssrf"],
    )
    answer = at_api(
        lin,
        "/outputs",
        {
            "kind": "paper",
            "identifier": "10.5555/OWN.1",
            "title": "Ours",
            "journal": "Nature",
            "published": f"{timezone.now():%Y-%m-%d}",
            "facility_id": ssrf.pk,
            "proposal_id": done.pk,
        },
    )
    assert answer.status_code == 200
    assert answer.json()["state"] == "found"
    link = OutputLink.objects.get(pk=answer.json()["id"])
    assert at_page(lin, f"/outputs/links/{link.pk}/", say="confirm").status_code == 404
    assert at_api(lin, f"/output-claims/{link.pk}", {"confirm": True}).status_code == 404
    assert not recorded("10.5555/own.1")
    assert at_api(office, f"/output-claims/{link.pk}", {"confirm": True}).json() == {
        "state": "confirmed"
    }
    assert len(recorded("10.5555/own.1")) == 1

    # one of the office may claim, and then another of it confirms; the database holds to that as
    # well
    mine = outputs.claim(office, ssrf, None, paper("10.5555/own.2"))
    said = at_page(office, f"/outputs/links/{mine.pk}/", say="confirm").content.decode()
    assert "Nobody confirms their own claim" in said
    with pytest.raises(IntegrityError), transaction.atomic():
        OutputLink.objects.filter(pk=mine.pk).update(state="confirmed", judged_by=office)
    outputs.judge(city.people["director"], mine, True)

    # an office that is on the proposal itself does not confirm for it either
    with verb.opened("test", None):
        ProposalMember(proposal=done, person=office, role="co-proposer").save()
    again = outputs.claim(lin, ssrf, done, paper("10.5555/own.3"))
    with pytest.raises(Refused, match="You are on this proposal"):
        outputs.judge(office, again, True)


@pytest.mark.parametrize(
    "day",
    [
        date(1900, 1, 1),
        date(2999, 1, 1),
        timezone.now().date() + timedelta(days=60),
        timezone.now().date() - timedelta(days=45),
    ],
)
def test_a_date_that_cannot_be_is_refused(city, day):
    """Not in the future, not before the proposal's first session; by page and by API."""
    lin, done, ssrf = city.people["lin"], city.proposals["ssrf"], city.facilities["ssrf"]
    with pytest.raises(Invalid) as refusal:
        outputs.claim(lin, ssrf, done, paper(day=day))
    assert set(refusal.value.fields) == {"published"}
    body = {
        "kind": "paper",
        "identifier": "10.5555/own.1",
        "title": "T",
        "journal": "J",
        "published": day.isoformat(),
        "facility_id": ssrf.pk,
        "proposal_id": done.pk,
    }
    assert at_api(lin, "/outputs", body).status_code == 422
    told = at_page(
        lin,
        "/outputs/enter/",
        **{k: v for k, v in body.items() if not k.endswith("_id")},
        facility=ssrf.pk,
        proposal=done.pk,
    ).content.decode()
    assert "date of publication" in told
    assert not Output.objects.filter(identifier="10.5555/own.1").exists()


def test_nothing_can_come_of_a_proposal_that_used_nothing(city, fresh):
    with pytest.raises(Refused, match="Nothing was done"):
        outputs.claim(city.people["lin"], city.facilities["ssrf"], fresh, paper())
    with pytest.raises(Invalid, match="before the facility opened"):
        outputs.claim(
            city.people["office"], city.facilities["ssrf"], None, paper(day=date(1995, 5, 5))
        )
    visitor = stranger("guest")
    with verb.opened("test", None):
        Visit(
            session=Session.objects.filter(part__proposal=city.proposals["ssrf"]).first(),
            person=visitor,
            state="approved",
        ).save()
    assert (
        outputs.claim(visitor, city.facilities["ssrf"], city.proposals["ssrf"], paper()).state
        == "found"
    ), "who was in a session took part"


def test_what_is_confirmed_is_never_overwritten_by_another_claim(city):
    """A DOI that others confirmed stays as they said, however it is entered again; corrections have
    a reason and are kept.
    """
    lin, office, done, ssrf = (
        city.people["lin"],
        city.people["office"],
        city.proposals["ssrf"],
        city.facilities["ssrf"],
    )
    theirs = outputs.judge(office, outputs.claim(lin, ssrf, done, paper()), True)
    zhou, other = city.people["zhou"], city.proposals["sulf"]
    later = outputs.claim(
        zhou,
        city.facilities["sulf"],
        other,
        paper(
            "https://doi.org/10.5555/OWN.1",
            "Another title",
            timezone.now().date() - timedelta(days=3),
            "Cell",
        ),
    )
    assert later.output_id == theirs.output_id
    assert (later.state, later.said["title"]) == ("found", "Another title")
    outputs.take(
        None,
        publications.Found(
            "10.5555/own.1", "From a register", "Science", timezone.now().date(), (), "paper"
        ),
    )
    outputs.judge(office, later, True)
    kept = Output.objects.get(identifier="10.5555/own.1")
    assert (kept.title, kept.journal) == ("Ours", "Nature")
    assert {r.row["journal"] for r in recorded("10.5555/own.1")} == {"Nature"}
    with pytest.raises(Refused, match="claimed already"):
        outputs.claim(lin, ssrf, done, paper(title="Mine now"))

    with pytest.raises(Invalid, match="the reason"):
        outputs.correct(office, kept, {"journal": "Science"}, " ")
    assert (
        at_api(
            lin, f"/outputs/{kept.pk}/correction", {"journal": "Science", "reason": "x"}
        ).status_code
        == 404
    )
    assert (
        at_api(
            stranger("else", roles.USER_OFFICE, city.facilities["nfps"]),
            f"/outputs/{kept.pk}/correction",
            {"journal": "S", "reason": "x"},
        ).status_code
        == 404
    )
    assert (
        at_api(
            office, f"/outputs/{kept.pk}/correction", {"journal": "Science", "reason": "misread"}
        ).status_code
        == 200
    )
    kept.refresh_from_db()
    correction = kept.corrections.get()
    assert (kept.journal, correction.before, correction.after, correction.reason) == (
        "Science",
        {"journal": "Nature"},
        {"journal": "Science"},
        "misread",
    )
    outbox.deliver()
    rows = [
        r
        for r in map(str, records(read(open_ledger(settings.LEDGER), "outputs")).fetchall())
        if "10.5555/own.1" in r
    ]
    assert rows
    assert not [r for r in rows if "Nature" in r], "the ledger knows the corrected one"
    page = at_page(office, "/outputs/").content.decode()
    assert "misread" in page


def test_a_claim_that_was_rejected_or_taken_back_can_be_made_again(city):
    lin, office, done, ssrf = (
        city.people["lin"],
        city.people["office"],
        city.proposals["ssrf"],
        city.facilities["ssrf"],
    )
    link = outputs.judge(office, outputs.claim(lin, ssrf, done, paper(title="Tyop")), False)
    link = outputs.claim(lin, ssrf, done, paper(title="Typo"))
    assert outputs.judge(office, link, True).output.title == "Typo"
    with pytest.raises(Invalid, match="taken back"):
        outputs.judge(office, link, False)
    outputs.judge(office, link, False, "of another facility")
    assert recorded("10.5555/own.1")[-1].withdraw


# --- capacity of another facility -----------------------------------------------------------------


def office_call(city, offers, actor=None, call=None, code="joint"):
    """A call of the light source by somebody of its office alone."""
    old = city.calls["ssrf"]
    fields = {
        "code": code,
        "title_zh": "联合",
        "title_en": "Joint",
        "kind": "standard",
        "workflow": "rapid",
        "form": old.form,
        "cycle": old.cycle,
        "opens_at": timezone.now() - timedelta(days=1),
        "closes_at": timezone.now() + timedelta(days=9),
        "internal_closes_at": None,
    }
    return calls.save_call(
        actor or office_of(city, "ssrf"), city.facilities["ssrf"], fields, offers, call
    )


def office_of(city, path, role=roles.USER_OFFICE, name=""):
    found = Person.objects.filter(email=f"{name or path + '-' + role}@far.example").first()
    return found or stranger(name or f"{path}-{role}", role, city.facilities[path])


def test_a_unit_of_another_facility_is_in_a_call_once_its_owner_agrees(city):
    mx, em = city.units["ssrf/demo-mx"], city.units["nfps/demo-em"]
    lin, caller, owner = city.people["lin"], office_of(city, "ssrf"), office_of(city, "nfps")
    call = office_call(city, {mx: Decimal(10), em: Decimal(100)})
    offer = CallUnit.objects.get(call=call, unit=em)
    assert (offer.state, offer.capacity, offer.wanted) == ("asked", 0, 100)
    draft = proposals.begin(lin, call, "x")
    with pytest.raises(Invalid, match="does not offer"):
        proposals.save_draft(lin, draft, 0, parts={em.pk: Decimal(5)})
    offered = next(c for c in at_api(lin, "/calls").json() if c["code"] == "joint")["offers"]
    assert [o["unit_id"] for o in offered] == [mx.pk]
    assert Notification.objects.filter(person=owner, address="/offers/").exists()

    # the caller answers nothing for the owner, and neither does anybody else
    for somebody in (caller, lin, city.people["city"], stranger()):
        assert (
            at_page(somebody, f"/offers/{offer.pk}/answer/", say="agree", amount="100").status_code
            == 404
        )
        assert at_api(somebody, f"/offers/{offer.pk}/answer", {"amount": "100"}).status_code == 404
        with pytest.raises(Refused, match="Only the facility"):
            calls.answer(somebody, offer, Decimal(100))
    assert [o["id"] for o in at_api(owner, "/offers").json()] == [offer.pk]
    assert at_api(owner, f"/offers/{offer.pk}/answer", {"amount": "40"}).json() == {
        "state": "agreed"
    }
    proposals.save_draft(lin, draft, 0, parts={em.pk: Decimal(5)})

    # asking for more leaves what was agreed; saving the call again gives nothing
    office_call(city, {mx: Decimal(10), em: Decimal(400)}, call=call)
    offer.refresh_from_db()
    assert (offer.state, offer.capacity, offer.wanted) == ("agreed", 40, 400)
    said = at_page(owner, f"/offers/{offer.pk}/answer/", say="decline").content.decode()
    assert "Say why not" in said


def campaign(city, amount=Decimal(5)):
    """A campaign for two facilities in a call of one, handed in."""
    mx, em = city.units["ssrf/demo-mx"], city.units["nfps/demo-em"]
    call = office_call(city, {mx: Decimal(10), em: Decimal(100)})
    calls.answer(office_of(city, "nfps"), CallUnit.objects.get(call=call, unit=em), Decimal(20))
    lin = city.people["lin"]
    proposal = proposals.begin(lin, call, "Both")
    proposals.save_draft(
        lin,
        proposal,
        0,
        abstract="a",
        answers={"case": "c", "repeat": "no"},
        parts={mx.pk: Decimal(2), em.pk: amount},
    )
    return proposals.submit(lin, Proposal.objects.get(pk=proposal.pk))


def test_time_of_a_unit_is_reviewed_and_decided_by_its_owner_alone(city):
    proposal = campaign(city)
    mx, em = (proposal.parts.get(unit__path=p) for p in ("ssrf/demo-mx", "nfps/demo-em"))
    there = {path: office_of(city, path, roles.DIRECTOR) for path in ("ssrf", "nfps")}
    scientists = {
        path: office_of(city, path, roles.INSTRUMENT_SCIENTIST) for path in ("ssrf", "nfps")
    }
    assert (
        at_api(
            scientists["ssrf"], f"/parts/{em.pk}/technical-review", {"state": "feasible"}
        ).status_code
        == 404
    )
    assert (
        at_page(
            office_of(city, "ssrf"), f"/parts/{em.pk}/ask/", email="lin@demo.example"
        ).status_code
        == 404
    ), "nor does the caller choose who reviews"
    review.review_technically(scientists["ssrf"], mx, "feasible", Decimal(2))

    # one facility's review does not stand for the other's
    with pytest.raises(Refused, match="not possible now"):
        allocation.decide(
            there["nfps"],
            Proposal.objects.get(pk=proposal.pk),
            [allocation.Verdict(em, "accept", Decimal(5))],
        )
    review.review_technically(scientists["nfps"], em, "feasible", Decimal(5))
    proposal.refresh_from_db()
    assert proposal.state == "recommended"

    both = [{"part_id": p.pk, "outcome": "accept", "amount": "1"} for p in (mx, em)]
    for somebody in there.values():
        answer = at_api(somebody, f"/proposals/{proposal.pk}/decision", {"verdicts": both})
        assert answer.status_code == 409
        assert "whose unit it is" in answer.json()["error"]
    assert at_api(
        there["ssrf"], f"/proposals/{proposal.pk}/decision", {"verdicts": both[:1]}
    ).json() == {"state": "recommended"}
    assert not Letter.objects.filter(proposal=proposal).exists(), (
        "half a decision is told to nobody"
    )
    with pytest.raises(Refused, match="not accepted"):
        sessions.schedule(
            city.people["office"], mx, timezone.now(), timezone.now() + timedelta(hours=8)
        )
    assert (
        at_api(
            there["ssrf"], f"/proposals/{proposal.pk}/decision", {"verdicts": both[:1]}
        ).status_code
        == 409
    ), "once"
    with pytest.raises(Refused, match="left in this call"):
        allocation.decide(there["nfps"], proposal, [allocation.Verdict(em, "accept", Decimal(21))])
    page = at_page(there["nfps"], f"/proposals/{proposal.pk}/decide/").content.decode()
    assert f'name="outcome-{em.pk}"' in page
    assert f'name="outcome-{mx.pk}"' not in page
    at_page(
        there["nfps"],
        f"/proposals/{proposal.pk}/decide/",
        version=proposal.submitted_version,
        **{f"outcome-{em.pk}": "accept", f"amount-{em.pk}": "5"},
    )
    proposal.refresh_from_db()
    assert proposal.state == "decided"
    assert Letter.objects.filter(proposal=proposal).exists()

    # what was given cannot be taken back by giving less, neither by the owner nor by the caller
    offer = CallUnit.objects.get(call=proposal.call, unit=em.unit)
    with pytest.raises(Refused, match="given already"):
        calls.answer(office_of(city, "nfps"), offer, Decimal(4))
    with pytest.raises(Refused, match="given already"):
        calls.answer(office_of(city, "nfps"), offer, None, "no more")
    with pytest.raises(Refused, match="given already"):
        office_call(city, {mx.unit: Decimal("0.5"), em.unit: Decimal(20)}, call=proposal.call)


@pytest.mark.parametrize("word", ["reject", "reserve"])
def test_a_campaign_of_two_owners_is_placed_whole_or_not_at_all(city, word):
    proposal = campaign(city)
    for part in proposal.parts.select_related("unit__facility"):
        review.review_technically(
            office_of(city, part.unit.facility.path, roles.INSTRUMENT_SCIENTIST), part, "feasible"
        )
    proposal.refresh_from_db()
    mx, em = (proposal.parts.get(unit__path=p) for p in ("ssrf/demo-mx", "nfps/demo-em"))
    allocation.decide(
        office_of(city, "ssrf", roles.DIRECTOR),
        proposal,
        [allocation.Verdict(mx, "accept", Decimal(2))],
    )
    allocation.decide(
        office_of(city, "nfps", roles.DIRECTOR),
        proposal,
        [allocation.Verdict(em, word, Decimal(0))],
    )
    assert set(
        Decision.objects.filter(part__proposal=proposal, current=True).values_list(
            "outcome", flat=True
        )
    ) == {word}
    assert allocation.left(proposal.call_id, mx.unit_id) == 10
    lin = city.people["lin"]
    allocation.appeal(lin, Proposal.objects.get(pk=proposal.pk), "please")
    for path, part in (("ssrf", mx), ("nfps", em)):
        allocation.decide(
            office_of(city, path, roles.DIRECTOR),
            Proposal.objects.get(pk=proposal.pk),
            [allocation.Verdict(part, "accept", Decimal(1))],
        )
    proposal.refresh_from_db()
    assert proposal.state == "decided"
    with pytest.raises(Refused, match="appealed once"):
        allocation.appeal(lin, proposal, "again")


def test_whoever_is_on_a_proposal_judges_it_in_no_office(city, fresh):
    """A scientist, a director, an officer who wrote it themselves."""
    part = fresh.parts.get()
    with verb.opened("test", None):
        for who in ("scientist", "director"):
            ProposalMember(proposal=fresh, person=city.people[who], role="co-proposer").save()
    assert (
        at_api(
            city.people["scientist"], f"/parts/{part.pk}/technical-review", {"state": "feasible"}
        ).status_code
        == 409
    )
    other = office_of(city, "ssrf", roles.INSTRUMENT_SCIENTIST)
    review.review_technically(other, part, "feasible", Decimal(1))
    Proposal.objects.filter(pk=fresh.pk).update(state="recommended")
    verdict = [{"part_id": part.pk, "outcome": "accept", "amount": "1"}]
    assert (
        "judge it"
        in at_api(
            city.people["director"], f"/proposals/{fresh.pk}/decision", {"verdicts": verdict}
        ).json()["error"]
    )


def test_a_part_that_is_not_feasible_or_not_reviewed_is_not_accepted(city, fresh):
    part, director = fresh.parts.get(), city.people["director"]
    Proposal.objects.filter(pk=fresh.pk).update(state="recommended")
    with pytest.raises(Refused, match="not finished its technical review"):
        allocation.decide(
            director,
            Proposal.objects.get(pk=fresh.pk),
            [allocation.Verdict(part, "accept", Decimal(1))],
        )
    review.review_technically(city.people["scientist"], part, "infeasible")
    with pytest.raises(Refused, match="not feasible"):
        allocation.decide(
            director,
            Proposal.objects.get(pk=fresh.pk),
            [allocation.Verdict(part, "accept", Decimal(1))],
        )
    allocation.decide(
        director,
        Proposal.objects.get(pk=fresh.pk),
        [allocation.Verdict(part, "reject", Decimal(0))],
    )


# --- consent and conflicts ------------------------------------------------------------------------


@pytest.fixture
def panel(city):
    return Panel.objects.get(facility=city.facilities["ssrf"], closed_at=None)


@pytest.fixture
def item(panel):
    return panel.items.select_related("proposal").get()


def drafted(city, by, title="Draft"):
    return proposals.begin(
        city.people[by] if isinstance(by, str) else by, city.calls["ssrf"], title
    )


def test_nothing_follows_from_being_invited_until_one_says_yes(city, panel, item):
    """Neither access nor a conflict; then both, at once."""
    lin, reviewer = city.people["lin"], city.people["reviewer1"]
    draft = drafted(city, "lin")
    answer = at_api(lin, f"/proposals/{draft.pk}/members", {"email": reviewer.email})
    assert answer.json()["added"] is False
    assert not allowed(fresh_person(reviewer), "proposal.view", draft)
    assert not Conflict.objects.filter(person=reviewer, proposal=item.proposal).exists()
    conflicts.look_again(None, [reviewer, lin])
    assert not Conflict.objects.filter(person=reviewer, proposal=item.proposal).exists()
    [invited] = at_api(reviewer, "/invitations").json()
    for somebody in (lin, city.people["zhou"], stranger(), city.people["office"]):
        assert at_api(somebody, f"/invitations/{invited['id']}/accept", {}).status_code == 404
        assert at_page(somebody, f"/invitations/{invited['id']}/accept/", x="1").status_code == 404
    assert b"Accept and join" in at_page(reviewer, "/invitations/").content
    assert at_page(reviewer, f"/invitations/{invited['id']}/accept/", x="1").status_code == 200
    assert allowed(fresh_person(reviewer), "proposal.view", draft)
    assert not Conflict.objects.filter(person=reviewer, proposal=item.proposal).exists(), (
        "a draft ties nobody yet"
    )


def test_a_no_stands_and_nobody_is_flooded(city):
    lin, zhou = city.people["lin"], city.people["zhou"]
    draft = drafted(city, "lin")
    invitation, _ = members.invite(lin, draft, zhou.email)
    assert at_api(zhou, f"/invitations/{invitation.pk}/decline", {}).json() == {"state": "declined"}
    told = Notification.objects.filter(person=zhou).count()
    with pytest.raises(Refused, match="declined"):
        members.invite(lin, draft, zhou.email)
    with pytest.raises(Refused):
        members.accept(zhou, invitation)
    many = [drafted(city, "lin", f"d{n}") for n in range(6)]
    for n, one in enumerate(many):
        if n < members.MOST_TO_ONE:
            members.invite(lin, one, zhou.email)
        else:
            with pytest.raises(Refused, match="earlier invitations"):
                members.invite(lin, one, zhou.email)
    assert Notification.objects.filter(person=zhou).count() == told + members.MOST_TO_ONE
    members.take_back(lin, many[0], Invitation.objects.get(proposal=many[0]))
    assert len(members.pending(zhou)) == members.MOST_TO_ONE - 1


def test_a_copy_asks_its_people_and_to_lead_takes_a_yes_too(city):
    lin, zhou, done = city.people["lin"], city.people["zhou"], city.proposals["ssrf"]
    copy = proposals.clone(lin, done, city.calls["ssrf"])
    assert [m.person_id for m in copy.members.all()] == [lin.pk]
    assert zhou.pk in copy.invitations.values_list("person", flat=True)
    said = at_page(lin, f"/proposals/{done.pk}/hand-over/", email=zhou.email).content.decode()
    assert "once they say yes" in said
    assert done.members.get(role="pi").person_id == lin.pk
    members.accept(zhou, next(i for i in members.pending(zhou) if i.role == "pi"))
    assert done.members.get(role="pi").person_id == zhou.pk
    assert done.members.get(person=lin).role == "co-proposer"


def reviewer_of(item, reviewer):
    held = Assignment.objects.filter(item=item, reviewer=reviewer).first()
    if held is None or held.ended_at:
        held = review.assign(None, item, reviewer)
    return held


def test_a_reviewer_who_joins_a_proposal_with_a_member_loses_the_review(city, panel, item):
    reviewer, lin, office = city.people["reviewer1"], city.people["lin"], city.people["office"]
    assignment = reviewer_of(item, reviewer)
    assert allowed(fresh_person(reviewer), "review.write", assignment)
    draft = drafted(city, "lin")
    members.accept(reviewer, members.invite(lin, draft, reviewer.email)[0])
    assert allowed(
        fresh_person(reviewer), "review.write", Assignment.objects.get(pk=assignment.pk)
    ), "a draft bars nobody"
    mx = city.units["ssrf/demo-mx"]
    proposals.save_draft(
        lin,
        draft,
        0,
        abstract="a",
        answers={"case": "c", "repeat": "no"},
        parts={mx.pk: Decimal(1)},
    )
    proposals.submit(lin, Proposal.objects.get(pk=draft.pk))
    assignment.refresh_from_db()
    assert assignment.ended_why == "co-proposer"
    for permission in ("review.view", "review.write"):
        assert not allowed(fresh_person(reviewer), permission, assignment)
    assert not allowed(
        fresh_person(reviewer), "proposal.view", Proposal.objects.get(pk=item.proposal_id)
    )
    assert at_api(reviewer, f"/reviews/{assignment.pk}", {"scores": {}}).status_code == 404
    assert at_page(reviewer, f"/reviews/{assignment.pk}/").status_code == 404
    assert Notification.objects.filter(
        person=office, address=f"/panels/{panel.pk}/", en__contains="no longer reviews"
    ).exists()
    page = at_page(office, f"/panels/{panel.pk}/conflicts/").content.decode()
    assert draft.code in page, "the reason names the joint proposal"
    found = at_api(office, f"/panels/{panel.pk}/conflicts").json()
    assert ("co-proposer", "serious") in {(c["kind"], c["severity"]) for c in found}
    for somebody in (lin, reviewer, city.people["scientist"]):
        assert at_page(somebody, f"/panels/{panel.pk}/conflicts/").status_code == 404
        assert at_api(somebody, f"/panels/{panel.pk}/conflicts").status_code == 404


def test_a_later_colleague_or_co_author_loses_it_with_what_was_handed_in(city, panel, item):
    lin = city.people["lin"]
    one, two = city.people["reviewer1"], city.people["reviewer2"]
    handed_in = reviewer_of(item, one)
    review.score(one, handed_in, {"merit": 9, "method": 9, "team": 9}, submit=True)
    assert review.ranking(panel)[0].grade.reviewers == 1
    home = {"name": one.name, "name_zh": one.name_zh, "orcid": one.orcid}
    people.update_profile(one, **home, organisation=lin.organisation)
    assert Assignment.objects.get(pk=handed_in.pk).ended_why == "same-organisation"
    assert review.ranking(panel)[0].grade.reviewers == 0, "a tainted review counts no more"

    waiting = reviewer_of(item, two)
    for person, orcid in ((lin, "0000-0002-1825-0097"), (two, "0000-0001-5109-3700")):
        person.refresh_from_db()
        people.update_profile(
            person,
            name=person.name,
            name_zh=person.name_zh,
            orcid=orcid,
            organisation=person.organisation,
        )
    both = tuple({"name": "x", "orcid": o} for o in ("0000-0002-1825-0097", "0000-0001-5109-3700"))
    # what somebody merely claims ties nobody; what a register knows does
    claimed = outputs.claim(
        lin,
        city.facilities["ssrf"],
        city.proposals["ssrf"],
        outputs.Said("paper", "10.5555/joint", "J", timezone.now().date(), "J", both),
    )
    conflicts.look_again(None, [two])
    assert Assignment.objects.get(pk=waiting.pk).ended_at is None
    outputs.judge(city.people["office"], claimed, True)
    assert Assignment.objects.get(pk=waiting.pk).ended_why == "co-author"
    with pytest.raises(Refused, match="conflict of interest"):
        review.assign(None, item, two)


def test_withdrawn_drafts_bar_nobody(city, panel, item):
    reviewer, lin = city.people["reviewer2"], city.people["lin"]
    draft = drafted(city, "lin")
    members.accept(reviewer, members.invite(lin, draft, reviewer.email)[0])
    proposals.withdraw(lin, draft)
    assert conflicts.derive(None, item.proposal, [reviewer]) == []
    reviewer_of(item, reviewer)


def test_a_waiver_takes_a_reason_and_a_second_person(city, panel, item):
    reviewer, office, director = (
        city.people["reviewer1"],
        city.people["office"],
        city.people["director"],
    )
    reviewer_of(item, reviewer)
    people.update_profile(
        reviewer,
        name=reviewer.name,
        orcid=reviewer.orcid,
        organisation=city.people["lin"].organisation,
    )
    conflict = Conflict.objects.get(proposal=item.proposal, person=reviewer)
    for somebody in (
        reviewer,
        city.people["lin"],
        city.people["chair"],
        stranger("far", roles.USER_OFFICE, city.facilities["nfps"]),
    ):
        assert (
            at_api(
                somebody, f"/conflicts/{conflict.pk}/waiver", {"reason": "he is fair"}
            ).status_code
            == 404
        )
        assert (
            at_page(somebody, f"/conflicts/{conflict.pk}/waiver/", reason="he is fair").status_code
            == 404
        )
    with pytest.raises(Invalid, match="the reason"):
        conflicts.ask_waiver(office, conflict, "")
    assert (
        at_api(office, f"/conflicts/{conflict.pk}/waiver/answer", {"agree": True}).status_code
        == 409
    ), "nobody asked"
    assert (
        at_api(
            office, f"/conflicts/{conflict.pk}/waiver", {"reason": "the only expert in the field"}
        ).status_code
        == 200
    )
    with pytest.raises(Refused, match="Somebody else"):
        conflicts.waive(office, conflict, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.filter(pk=conflict.pk).update(waived_by=office, waived_at=timezone.now())
    assert conflicts.in_conflict(reviewer, item.proposal)
    assert (
        at_page(director, f"/conflicts/{conflict.pk}/waiver/answer/", say="agree").status_code
        == 200
    )
    assert not conflicts.in_conflict(reviewer, item.proposal)
    assert allowed(fresh_person(reviewer), "review.write", review.assign(office, item, reviewer))


def test_grave_conflicts_are_waived_by_the_director_or_never(city, panel, item):
    office, second = city.people["office"], office_of(city, "ssrf")
    reviewer = city.people["reviewer2"]
    with verb.opened("test", None):
        serious = Conflict(
            proposal=item.proposal, person=reviewer, reason="co-author", note="10.5555/x"
        )
        serious.save()
        own = Conflict(proposal=item.proposal, person=reviewer, reason="declared", note="my cousin")
        own.save()
    conflicts.ask_waiver(office, serious, "twelve years ago")
    with pytest.raises(Refused, match="Only the director"):
        conflicts.waive(second, serious, True)
    with pytest.raises(Refused, match="never waived"):
        conflicts.ask_waiver(office, own, "he is too careful")
    conflicts.waive(city.people["director"], serious, True)
    assert conflicts.in_conflict(reviewer, item.proposal), "the other one holds"


# --- versions -------------------------------------------------------------------------------------


def test_what_was_never_handed_in_has_no_versions(city, fresh):
    lin = city.people["lin"]
    draft = proposals.clone(lin, fresh, fresh.call)
    assert at_api(lin, f"/proposals/{draft.pk}/versions").json() == []
    assert at_page(lin, f"/proposals/{draft.pk}/versions/").status_code == 200


def test_a_change_says_what_it_undoes_and_is_seen_beside_the_old(city, fresh):
    """Technical review, then a change: by page and by API."""
    lin, scientist, part = city.people["lin"], city.people["scientist"], fresh.parts.get()
    review.review_technically(
        scientist, part, "feasible", Decimal(2), version=fresh.submitted_version
    )
    told = at_page(lin, f"/proposals/{fresh.pk}/").content.decode()
    assert "become invalid and will be repeated" in told, "before it is taken back"
    assert at_api(lin, f"/proposals/{fresh.pk}/reopen", {}).json() == {"state": "draft"}
    assert at_page(scientist, f"/proposals/{fresh.pk}/").status_code == 404, (
        "what is being changed is its writers' alone"
    )
    assert b"Any change invalidates" in at_page(lin, f"/proposals/{fresh.pk}/edit/").content

    # unchanged, it goes back with its verdict
    proposals.submit(lin, fresh)
    part.refresh_from_db()
    assert part.feasibility == "feasible"
    proposals.reopen(lin, fresh)
    fresh.refresh_from_db()
    proposals.save_draft(lin, fresh, fresh.version, abstract="Quite another idea")
    answer = at_api(lin, f"/proposals/{fresh.pk}/submit", {})
    assert answer.status_code == 409
    assert "technical review" in answer.json()["error"]
    assert set(answer.json()["fields"]) == {"sure"}
    part.refresh_from_db()
    assert part.feasibility == "feasible", "nothing is undone before one is sure"
    assert at_api(lin, f"/proposals/{fresh.pk}/submit?sure=true", {}).json() == {
        "state": "technical"
    }
    part.refresh_from_db()
    fresh.refresh_from_db()
    assert (part.feasibility, part.recommended) == ("open", None)
    old = TechnicalReview.objects.get(part=part)
    assert old.version < fresh.submitted_version
    assert Notification.objects.filter(
        person=scientist, address=f"/proposals/{fresh.pk}/versions/"
    ).exists()

    page = at_page(scientist, f"/proposals/{fresh.pk}/versions/").content.decode()
    assert "Quite another idea" in page
    assert "模拟的申请" in page
    assert "judge it anew" in page
    [new, _] = at_api(scientist, f"/proposals/{fresh.pk}/versions").json()
    assert [(d["field_en"], d["new"]) for d in new["differences"]] == [
        ("Abstract", "Quite another idea")
    ]
    for somebody in (stranger(), city.people["reviewer2"], city.people["firm"]):
        assert at_page(somebody, f"/proposals/{fresh.pk}/versions/").status_code == 404

    # a verdict on what stood on an older page is refused; one on this version stands
    body = {"state": "feasible", "version": old.version}
    assert at_api(scientist, f"/parts/{part.pk}/technical-review", body).status_code == 409
    assert (
        at_api(
            scientist,
            f"/parts/{part.pk}/technical-review",
            {**body, "version": fresh.submitted_version},
        ).status_code
        == 200
    )
    part.refresh_from_db()
    assert part.feasibility == "feasible"


def test_the_page_asks_before_it_undoes(city, fresh):
    lin, part = city.people["lin"], fresh.parts.get()
    review.review_technically(city.people["scientist"], part, "feasible", Decimal(2))
    proposals.reopen(lin, fresh)
    fresh.refresh_from_db()
    form = {
        "version": fresh.version,
        "title": "Changed",
        "abstract": fresh.abstract,
        "q-case": "c",
        "q-repeat": "no",
        "units": part.unit_id,
        f"amount-{part.unit_id}": "3",
        "then": "submit",
    }
    answer = at_page(lin, f"/proposals/{fresh.pk}/edit/", **form)
    assert answer.status_code == 422
    assert b'name="sure"' in answer.content
    fresh.refresh_from_db()
    assert fresh.state == "draft"
    at_page(lin, f"/proposals/{fresh.pk}/edit/", **{**form, "version": fresh.version, "sure": "1"})
    fresh.refresh_from_db()
    assert (fresh.state, fresh.parts.get().feasibility) == ("technical", "open")


def test_scores_belong_to_a_version(city, panel, item):
    """A proposal taken back from review: reviewers neither see nor score what is being changed, and
    judge the new version anew.
    """
    lin, reviewer = city.people["lin"], city.people["reviewer1"]
    assignment = reviewer_of(item, reviewer)
    proposal = item.proposal
    review.score(
        reviewer,
        assignment,
        {"merit": 9, "method": 9, "team": 9},
        submit=True,
        version=proposal.submitted_version,
    )
    first = proposal.submitted_version
    proposals.reopen(lin, proposal)
    assert not allowed(
        fresh_person(reviewer), "proposal.view", Proposal.objects.get(pk=proposal.pk)
    )
    proposal.refresh_from_db()
    proposals.save_draft(lin, proposal, proposal.version, title="Other title")
    with pytest.raises(Refused, match="invalidates"):
        proposals.submit(lin, proposal)
    proposals.submit(lin, proposal, sure=True)
    proposal.refresh_from_db()
    assignment.refresh_from_db()
    assert proposal.state == "review"
    assert (assignment.submitted_at, assignment.version) == (None, first)
    assert review.ranking(panel)[0].grade.reviewers == 0
    page = at_page(reviewer, f"/reviews/{assignment.pk}/").content.decode()
    assert f"You judged version {first}" in page
    scores = {"scores": {"merit": "5", "method": "5", "team": "5"}, "submit": True}
    assert (
        at_api(reviewer, f"/reviews/{assignment.pk}", {**scores, "version": first}).status_code
        == 409
    )
    assert (
        at_api(
            reviewer, f"/reviews/{assignment.pk}", {**scores, "version": proposal.submitted_version}
        ).status_code
        == 200
    )
    assert review.ranking(panel)[0].grade.mean == 5


def test_a_new_file_alone_is_a_change(city, fresh):
    lin, part = city.people["lin"], fresh.parts.get()
    review.review_technically(city.people["scientist"], part, "feasible", Decimal(2))
    proposals.reopen(lin, fresh)
    proposals.attach(lin, fresh, "plan", "plan.pdf", b"%PDF-1.7 another plan")
    fresh.refresh_from_db()
    with pytest.raises(versions.Unsure):
        proposals.submit(lin, fresh)


def test_an_ethics_approval_belongs_to_a_version_too(city):
    call = next(c for c in city.calls.values() if c.workflow == "ethics")
    lin, office = city.people["lin"], city.people["office"]
    proposal = Proposal.objects.filter(
        call=call, members__person=lin, members__role="pi", title__startswith="待技术审查"
    ).get()
    proposals.approve_ethics(office, proposal, "E-1")
    proposals.reopen(lin, proposal)
    proposal.refresh_from_db()
    proposals.save_draft(lin, proposal, proposal.version, title="More people")
    assert proposals.submit(lin, Proposal.objects.get(pk=proposal.pk), sure=True).state == "ethics"


def test_nobody_decides_on_a_version_they_did_not_read(city):
    waiting = Proposal.objects.filter(state="recommended", call=city.calls["nfps"]).first()
    part = waiting.parts.get()
    with pytest.raises(Stale):
        allocation.decide(
            city.people["director"],
            waiting,
            [allocation.Verdict(part, "accept", Decimal(1))],
            version=(waiting.submitted_version or 0) + 1,
        )
    allocation.decide(
        city.people["director"],
        waiting,
        [allocation.Verdict(part, "accept", Decimal(1))],
        version=waiting.submitted_version,
    )
    assert Decision.objects.get(part=part).version == waiting.submitted_version


def test_drafts_that_were_never_submitted_are_their_writers_alone(city):
    draft = Proposal.objects.filter(
        state="draft", submitted_at=None, call=city.calls["ssrf"]
    ).first()
    for who in ("office", "scientist", "director", "auditor", "safety", "chair"):
        for path in ("/", "/versions/", "/pdf/"):
            assert at_page(city.people[who], f"/proposals/{draft.pk}{path}").status_code == 404
        assert at_api(city.people[who], f"/proposals/{draft.pk}").status_code == 404


def test_what_a_facility_is_set_up_with_can_be_asked_for_anew(city):
    """A call whose units others declined asks again with another amount."""
    mx, em = city.units["ssrf/demo-mx"], city.units["nfps/demo-em"]
    call = office_call(city, {mx: Decimal(10), em: Decimal(100)})
    offer = CallUnit.objects.get(call=call, unit=em)
    calls.answer(office_of(city, "nfps"), offer, None, "in repair")
    office_call(city, {mx: Decimal(10), em: Decimal(30)}, call=call)
    offer.refresh_from_db()
    assert (offer.state, offer.wanted, offer.capacity) == ("asked", 30, 0)


def test_a_waiver_is_of_the_facts_that_stood_then(city, panel, item):
    """Another joint proposal after the waiver: the conflict holds again."""
    reviewer, lin, office = city.people["reviewer2"], city.people["lin"], city.people["office"]
    for n in range(2):
        draft = drafted(city, "lin", f"joint {n}")
        members.accept(reviewer, members.invite(lin, draft, reviewer.email)[0])
        proposals.save_draft(
            lin,
            draft,
            0,
            abstract="a",
            answers={"case": "c", "repeat": "no"},
            parts={city.units["ssrf/demo-mx"].pk: Decimal(1)},
        )
        proposals.submit(lin, Proposal.objects.get(pk=draft.pk))
        conflict = Conflict.objects.get(
            proposal=item.proposal, person=reviewer, reason="co-proposer"
        )
        assert draft.code in conflict.note
        assert conflict.waived_at is None
        conflicts.waive(
            city.people["director"], conflicts.ask_waiver(office, conflict, "it was long ago"), True
        )
    proposals.withdraw(lin, Proposal.objects.get(pk=draft.pk))
    conflicts.look_again(None, [reviewer])
    conflict.refresh_from_db()
    assert conflict.waived_at, "that there is less of it does not bring it back"


def test_a_safety_verdict_is_of_what_was_declared(city, coming):
    """A change after the approval says what it undoes, asks again, and stands beside what was
    approved.
    """
    lin, scientist, safety = city.people["lin"], city.people["scientist"], city.people["safety"]
    read = coming.safety.version
    assert at_api(
        scientist, f"/sessions/{coming.pk}/safety/scientist", {"approve": True, "version": read}
    ).json() == {"state": "checked"}
    assert at_api(
        safety, f"/sessions/{coming.pk}/safety/officer", {"approve": True, "version": read}
    ).json() == {"state": "approved"}
    body = {
        "samples": [{"name": "hydrofluoric acid", "amount": "1 L", "hazard": "chemical"}],
        "measures": "gloves",
    }
    refused = at_api(lin, f"/sessions/{coming.pk}/safety", body)
    assert refused.status_code == 409
    assert "safety declaration" in refused.json()["error"]
    assert at_api(lin, f"/sessions/{coming.pk}").json()["safety"] == "approved", (
        "nothing is undone before one is sure"
    )
    form = {
        "samples-name": "hydrofluoric acid",
        "samples-amount": "1 L",
        "samples-hazard": "chemical",
        "then": "submit",
    }
    assert b'name="sure"' in at_page(lin, f"/sessions/{coming.pk}/declare/", **form).content
    assert at_page(lin, f"/sessions/{coming.pk}/declare/", **form, sure="1").status_code == 200
    assert at_api(lin, f"/sessions/{coming.pk}").json()["safety"] == "submitted"
    page = at_page(safety, f"/sessions/{coming.pk}/").content.decode()
    assert "hydrofluoric acid" in page
    assert "lysozyme" in page, "what was approved stands beside it"
    assert Notification.objects.filter(person=safety, en__contains="judge it anew").exists()
    stale = at_api(
        scientist, f"/sessions/{coming.pk}/safety/scientist", {"approve": True, "version": read}
    )
    assert stale.status_code == 409, "the scientist had read another declaration"


def test_one_person_does_not_say_both_words_on_safety_nor_any_on_their_own(city, coming):
    scientist = city.people["scientist"]
    people.grant_role(city.people["city"], scientist, roles.SAFETY, city.facilities["ssrf"])
    assert (
        at_api(scientist, f"/sessions/{coming.pk}/safety/scientist", {"approve": True}).status_code
        == 200
    )
    assert (
        at_api(scientist, f"/sessions/{coming.pk}/safety/officer", {"approve": True}).status_code
        == 409
    )
    with verb.opened("test", None):
        ProposalMember(
            proposal=coming.part.proposal, person=city.people["safety"], role="co-proposer"
        ).save()
    assert (
        "judge it"
        in at_api(
            city.people["safety"], f"/sessions/{coming.pk}/safety/officer", {"approve": True}
        ).json()["error"]
    )


def test_another_facilitys_part_in_a_proposal_gives_no_say_over_the_whole(city):
    proposal = campaign(city)
    Proposal.objects.filter(pk=proposal.pk).update(state="decided")
    assert (
        at_page(office_of(city, "nfps"), f"/proposals/{proposal.pk}/close/", x="1").status_code
        == 404
    )
    at_page(office_of(city, "ssrf"), f"/proposals/{proposal.pk}/close/", x="1")
    assert Proposal.objects.get(pk=proposal.pk).state == "closed"


def test_nobody_learns_from_an_invitation_who_has_an_account(city):
    lin, draft = city.people["lin"], drafted(city, "lin")
    known, unknown = (
        at_api(lin, f"/proposals/{draft.pk}/members", {"email": e}).json()
        for e in ("zhou@demo.example", "nobody@far.example")
    )
    assert known.keys() == unknown.keys()
    assert len(known["code"]) == len(unknown["code"]) > 10
    with pytest.raises(Refused):  # the code of somebody's place is of use to nobody else
        members.accept_invitation(stranger(), known["code"])
    assert members.accept_invitation(city.people["zhou"], known["code"]) == draft


def test_a_chair_who_owes_a_review_sees_no_scores_before_handing_it_in(city, panel, item):
    chair, reviewer = city.people["chair"], city.people["reviewer1"]
    own = reviewer_of(item, chair)
    review.score(
        reviewer,
        reviewer_of(item, reviewer),
        {"merit": 9, "method": 9, "team": 9},
        "brilliant idea",
        submit=True,
    )
    [row] = at_api(chair, f"/panels/{panel.pk}/ranking").json()
    assert (row["grade"], row["spread"]) == (None, None)
    page = at_page(chair, f"/panels/{panel.pk}/meeting/").content.decode()
    assert "brilliant idea" not in page
    assert "once your own review is handed in" in page
    assert (
        "brilliant idea"
        in at_page(city.people["secretary"], f"/panels/{panel.pk}/meeting/").content.decode()
    )
    review.score(chair, own, {"merit": 5, "method": 5, "team": 5}, submit=True)
    [row] = at_api(chair, f"/panels/{panel.pk}/ranking").json()
    assert row["grade"] == 7
    assert "brilliant idea" in at_page(chair, f"/panels/{panel.pk}/meeting/").content.decode()


def test_a_missed_booking_is_told_missed_once(city):
    unit, zhou, now = city.units["nfps/demo-em"], city.people["zhou"], timezone.now()
    with verb.opened("test", None):
        booking = Booking(
            unit=unit,
            person=zhou,
            start=now - timedelta(days=4, hours=3),
            end=now - timedelta(days=4, hours=2),
        )
        booking.save()
    assert bookings.mark_missed() == 1
    assert bookings.mark_missed() == 0
    booking.refresh_from_db()
    assert booking.state == "missed"
    assert Notification.objects.filter(person=zhou, en__startswith="You missed").count() == 1
