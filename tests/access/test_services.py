"""What the services promise: properties of grading and assigning, a history that shows tampering,
an outbox that delivers once.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from icalendar import Calendar

from scicity.access import demo
from scicity.access.allocation import services as allocation
from scicity.access.calls import formcheck
from scicity.access.calls import questions as q
from scicity.access.calls import services as calls
from scicity.access.exporters import ics
from scicity.access.facilities import services as facilities
from scicity.access.instruments import services as bookings
from scicity.access.models import (
    Booking,
    Charge,
    Clearance,
    Decision,
    Grant,
    Invitation,
    Output,
    OutputLink,
    Proposal,
    ProposalPart,
    Session,
    Unit,
    Visit,
)
from scicity.access.outputs import publications
from scicity.access.outputs import services as outputs
from scicity.access.proposals import services as proposals
from scicity.access.review import services as review
from scicity.access.review.assigning import balanced
from scicity.access.review.scoring import graded, normalised, weighted
from scicity.access.sessions import services as sessions
from scicity.access.states import MACHINES, PROPOSAL
from scicity.ledger import open_ledger, read, records
from scicity.platform import history, outbox, people
from scicity.platform.errors import Invalid, Refused, Stale, Taken
from scicity.platform.machine import diagram
from scicity.platform.models import Event, EventDetail, OutboxRecord, Person
from scicity.platform.verbs import verb

# --- pure: forms, grades, assignments -------------------------------------------------------------

SCORES = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("pqrst")),
    st.floats(0, 10, allow_nan=False),
    max_size=15,
)


@given(SCORES)
def test_normalised_grades_stay_on_the_scale_and_keep_each_reviewers_order(grades):
    even = normalised(grades, 0, 10)
    assert set(even) == set(grades)
    assert all(0 <= v <= 10 for v in even.values())
    for reviewer in "abc":
        own = [(v, even[k]) for k, v in grades.items() if k[0] == reviewer]
        assert all(b1 <= b2 + 1e-9 for a1, b1 in own for a2, b2 in own if a1 < a2)


def test_a_strict_and_a_mild_reviewer_are_brought_together():
    grades = {("strict", p): v for p, v in zip("pqr", (1, 2, 3), strict=True)} | {
        ("mild", p): v for p, v in zip("pqr", (7, 8, 9), strict=True)
    }
    even = normalised(grades, 0, 10)
    assert all(abs(even["strict", p] - even["mild", p]) < 1e-9 for p in "pqr")
    assert graded([2, 4]).spread == 1
    assert weighted({"merit": 8}, {"merit": 2, "team": 1}) is None, "a missing score is no grade"


@given(
    st.integers(0, 8),
    st.integers(1, 6),
    st.integers(1, 3),
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=20),
)
def test_assignments_keep_conflicts_out_and_loads_even(proposals_, reviewers, each, barred):
    plan = balanced(range(proposals_), range(reviewers), barred, each)
    assert all((p, r) not in barred for p, rs in plan.items() for r in rs)
    assert all(len(set(rs)) == len(rs) for rs in plan.values())
    for p, rs in plan.items():
        assert len(rs) == min(each, sum((p, r) not in barred for r in range(reviewers)))
    loads = [sum(r in rs for rs in plan.values()) for r in range(reviewers)]
    if not barred and proposals_:
        assert max(loads) - min(loads) <= 1


FORM = [
    {"id": "a", "type": "yesno", "label": {"zh": "甲", "en": "A"}, "required": True},
    {
        "id": "b",
        "type": "number",
        "label": {"zh": "乙", "en": "B"},
        "required": True,
        "min": "1",
        "max": "9",
        "show_if": {"question": "a", "equals": ["yes"]},
    },
    {
        "id": "c",
        "type": "chemicals",
        "label": {"zh": "丙", "en": "C"},
        "show_if": {"question": "b", "equals": ["5"]},
    },
]


def test_a_form_is_checked_question_by_question():
    assert formcheck.check_form(FORM) == {}
    assert set(q.check_answers(FORM, {})) == {"a"}
    assert set(q.check_answers(FORM, {"a": "yes"})) == {"b"}
    assert q.check_answers(FORM, {"a": "no", "b": "77"}) == {}, "a hidden question is not asked"
    assert set(q.check_answers(FORM, {"a": "yes", "b": "77"})) == {"b"}
    assert set(
        q.check_answers(FORM, {"a": "yes", "b": "5", "c": [{"name": "water", "cas": "7732-18-4"}]})
    ) == {"c"}
    assert (
        q.check_answers(FORM, {"a": "yes", "b": "5", "c": [{"name": "water", "cas": "7732-18-5"}]})
        == {}
    )
    assert set(formcheck.check_form([{**FORM[1]}])) == {"b"}, (
        "a condition names a question above it"
    )
    assert "twice" in str(formcheck.check_form([FORM[0], FORM[0]])["a"].en)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=6,
    )
)
def test_any_answer_at_all_is_judged_never_a_crash(value):
    for kind in q.TYPES:
        form = [
            {
                "id": "x",
                "type": kind,
                "label": {"zh": "x", "en": "x"},
                "options": [{"value": "v", "zh": "v", "en": "v"}],
            }
        ]
        q.check_answers(form, {"x": value})


def test_states_are_drawn_in_the_docs_from_where_they_are_declared():
    page = (Path(__file__).parents[2] / "docs" / "states.md").read_text("utf-8")
    for machine in MACHINES:
        assert diagram(machine) in page, (
            f"{machine.name}: run python -m scicity.access.states > docs/states.md"
        )
    for machine in MACHINES:
        for sources, target in machine.verbs.values():
            assert {*sources, target} <= set(machine.states)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


# --- in the simulated city ------------------------------------------------------------------------


def test_two_savings_on_one_version(city):
    lin = city.people["lin"]
    draft = Proposal.objects.filter(state="draft", members__person=lin).first()
    proposals.save_draft(lin, draft, draft.version, title="one")
    with pytest.raises(Stale):
        proposals.save_draft(lin, draft, draft.version, title="two")
    draft.refresh_from_db()
    assert draft.title == "one"


@pytest.mark.asvs("7.3.3")
def test_the_history_shows_every_way_of_tampering(city):
    assert history.verify().broken_at == 0
    links = history.verify().links
    tampered = [
        (
            "its content was changed",
            lambda: Event.objects.filter(number=7).update(actor="somebody"),
        ),
        ("a link is missing", lambda: Event.objects.filter(number=9).delete()),
        (
            "links at the end are missing",
            lambda: Event.objects.filter(number__gt=links - 3).delete(),
        ),
        ("its content was changed", lambda: Event.objects.filter(number=5).update(changes={})),
    ]
    for fault, tamper in tampered:
        mark = transaction.savepoint()
        tamper()
        assert history.verify().fault == fault
        transaction.savepoint_rollback(mark)
    detail = EventDetail.objects.filter(field="name").first()
    EventDetail.objects.filter(pk=detail.pk).update(new="Somebody Else")
    assert "personal value" in history.verify().fault


def test_a_change_says_who_from_what_to_what(city, fresh):
    review.review_technically(city.people["scientist"], fresh.parts.get(), "feasible", Decimal(4))
    event = Event.objects.filter(model="proposalpart", object_id=str(fresh.parts.get().pk)).last()
    assert event.actor == city.people["scientist"].key
    assert event.changes["feasibility"] == ["open", "feasible"]
    fresh.title = "x"
    with pytest.raises(RuntimeError, match="outside of a verb"):
        fresh.save()


def test_erasure_takes_the_person_out_and_leaves_the_account_whole(city):
    visitor, key = city.people["visitor"], city.people["visitor"].key
    assert people.own_data(visitor)["person"]["name"] == "Yang Tao"
    with verb.opened("t", None):
        Invitation(
            proposal=Proposal.objects.first(),
            email="Visitor@demo.example",
            role="co-proposer",
            digest="x" * 64,
            expires_at=timezone.now(),
        ).save()
        Visit(
            session=Session.objects.first(), person=visitor, arrival_note="Yang Tao comes by train"
        ).save()
    people.erase(city.people["city"], visitor)
    kept = Person.objects.get(key=key)
    assert not kept.is_active
    everything = " ".join(
        [
            *map(str, EventDetail.objects.values_list("old", "new")),
            *map(str, Event.objects.values_list("changes", flat=True)),
            kept.name,
            kept.email,
            *Invitation.objects.values_list("email", flat=True),
            *Visit.objects.values_list("arrival_note", flat=True),
        ]
    )
    for trace in ("Visitor@", "Yang Tao", "杨涛", "visitor@"):
        assert trace not in everything
    assert history.verify().broken_at == 0
    with pytest.raises(Refused, match="still leads"):
        people.erase(city.people["city"], city.people["lin"])


def test_the_outbox_delivers_once_though_it_dies_between_commit_and_mark(city):
    outbox.deliver()
    ledger = open_ledger(settings.LEDGER)

    def held():
        return {
            s: len(records(read(ledger, s)).fetchall())
            for s in (
                "machine_time",
                "instrument_time",
                "shots",
                "visits",
                "projects",
                "outputs",
                "samples",
            )
        }

    before = held()
    assert before["shots"] == 12
    assert before["machine_time"] == 2, "light source and laser"
    for start in (
        0,
        10,
        25,
    ):  # as after a kill: what is at the ledger already is still marked as waiting here
        OutboxRecord.objects.filter(
            pk__in=OutboxRecord.objects.order_by("id").values("pk")[start : start + 20]
        ).update(delivered_at=None)
        outbox.deliver()
        assert held() == before
    row = (
        records(read(ledger, "shots")).fetchone()
        if hasattr(records(read(ledger, "shots")), "fetchone")
        else records(read(ledger, "shots")).fetchall()[0]
    )
    assert "simulated" in row, "made-up records say so in the ledger"


def test_nothing_is_owed_when_the_transaction_fails(city, coming):
    waiting = OutboxRecord.objects.count()

    @verb
    def dies(actor):
        outbox.owe("shots", "sulf/demo-target", timezone.now(), timezone.now(), shot="x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        dies(None)
    assert OutboxRecord.objects.count() == waiting


def test_papers_by_doi_from_recorded_answers(city):
    answers = json.loads((Path(__file__).parent / "data" / "crossref.json").read_text("utf-8"))[
        "answers"
    ]
    by_doi = {a["DOI"].lower(): a for a in answers}

    def answer(request: httpx.Request) -> httpx.Response:
        doi = request.url.path.removeprefix("/works/").lower()
        return (
            httpx.Response(200, json={"message": by_doi[doi]})
            if doi in by_doi
            else httpx.Response(404)
        )

    client = httpx.Client(transport=httpx.MockTransport(answer))
    for doi, recorded in by_doi.items():
        if recorded["issued"]["date-parts"][0][0] is None:
            with pytest.raises(Invalid, match="no date"):
                publications.ask_crossref(doi, client)
            continue
        found = publications.ask_crossref(f"https://doi.org/{doi.upper()}", client)
        assert (found.doi, found.title) == (doi, recorded["title"][0][:500])
        assert found.published.year == recorded["issued"]["date-parts"][0][0]
        assert len(found.authors) == len(recorded["author"])
    with pytest.raises(Refused, match="does not know"):
        publications.ask_crossref("10.9999/none", client)
    with pytest.raises(Invalid):
        publications.ask_crossref("no doi at all", client)


@pytest.mark.parametrize("register", ["crossref", "openalex"])
def test_papers_are_found_page_by_page_and_each_is_kept_once(city, register):
    answers = json.loads((Path(__file__).parent / "data" / "crossref.json").read_text("utf-8"))[
        "answers"
    ]
    works = (
        answers
        if register == "crossref"
        else [
            {
                "doi": f"https://doi.org/{a['DOI']}",
                "title": a["title"][0],
                "publication_date": "2023-05-04",
                "type": "article",
                "authorships": [],
            }
            for a in answers
        ]
        + [{"doi": None}]
    )
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        q = dict(request.url.params)
        asked.append(q["filter"])
        at = 0 if q["cursor"] == "*" else int(q["cursor"])
        items, following = works[at : at + 2], str(at + 2)
        return httpx.Response(
            200,
            json={"message": {"items": items, "next-cursor": following}}
            if register == "crossref"
            else {"results": items, "meta": {"next_cursor": following}},
        )

    client = httpx.Client(transport=httpx.MockTransport(answer))
    before = Output.objects.count()
    for _ in range(2):
        found = list(publications.find(register, "funder:1", date(2023, 1, 1), client, page=2))
        for work in found:
            outputs.take(None, work, register)
    known = [
        a for a in answers if register == "openalex" or a["issued"]["date-parts"][0][0] is not None
    ]
    assert len(found) == len(known) == Output.objects.count() - before
    assert asked[0] == (
        "funder:1,from-index-date:2023-01-01"
        if register == "crossref"
        else "funder:1,from_updated_date:2023-01-01"
    )
    with pytest.raises(Refused, match="no usable answer"):
        list(
            publications.find(
                register,
                "x",
                date(2023, 1, 1),
                httpx.Client(transport=httpx.MockTransport(lambda r: httpx.Response(400))),
            )
        )


def test_an_output_is_matched_confirmed_and_taken_back(city):
    lin = city.people["lin"]
    people.update_profile(
        lin, name=lin.name, orcid="0000-0002-1825-0097", organisation=lin.organisation
    )
    found = publications.Found(
        "10.5555/abc",
        "T",
        "Nature",
        timezone.now().date() + timedelta(days=1),
        ({"name": "Lin", "orcid": "0000-0002-1825-0097"},),
        "paper",
    )
    output = outputs.take(lin, found)
    links = list(OutputLink.objects.filter(output=output))
    assert {x.proposal.members.filter(person=lin).exists() for x in links} == {True}
    link = next(x for x in links if x.facility.path == "ssrf")
    outputs.judge(city.people["office"], link, True)
    assert (
        OutboxRecord.objects.filter(
            stream="outputs", row__doi="10.5555/abc", withdraw=False
        ).count()
        == 1
    )
    with pytest.raises(Invalid, match="taken back"):
        outputs.judge(city.people["office"], link, False)
    outputs.judge(city.people["office"], link, False, "of another group")
    outbox.deliver()
    rows = records(read(open_ledger(settings.LEDGER), "outputs"))
    assert not any("10.5555/abc" in map(str, r) for r in rows.fetchall())


def test_time_to_give_comes_from_the_run_calendar(city):
    """100 + 60 days of user time are 480 shifts; the unit's own maintenance of 2 days takes 6 of
    them.
    """
    unit, cycle = city.units["ssrf/demo-mx"], city.cycles["ssrf"]
    assert facilities.available(unit, cycle) == 480
    assert facilities.available(unit, cycle, "reserve") == 18
    facilities.add_period(
        city.people["office"],
        cycle,
        "maintenance",
        cycle.start + timedelta(days=3),
        cycle.start + timedelta(days=5),
        unit,
    )
    assert facilities.available(unit, cycle) == 474
    assert facilities.available(city.units["ssrf/demo-saxs"], cycle) == 480
    with pytest.raises(Invalid, match="overlaps"):
        facilities.add_period(
            city.people["office"], cycle, "user", cycle.start, cycle.start + timedelta(days=1)
        )


def test_booking_rules(city):
    unit, lin, visitor, office = (
        city.units["nfps/demo-nmr"],
        city.people["lin"],
        city.people["visitor"],
        city.people["office"],
    )
    at = (timezone.now() + timedelta(days=7)).replace(hour=2, minute=0, second=0, microsecond=0)
    with pytest.raises(Invalid, match="lasts 15 to 480"):
        bookings.book(lin, unit, at, at + timedelta(minutes=5))
    with pytest.raises(Invalid, match="within the next"):
        bookings.book(lin, unit, at + timedelta(days=400), at + timedelta(days=400, hours=1))
    for day in range(5):
        bookings.book(
            lin,
            unit,
            at - timedelta(days=at.weekday() - 7 - day),
            at - timedelta(days=at.weekday() - 7 - day) + timedelta(hours=8),
        )
    monday = at - timedelta(days=at.weekday() - 7)
    with pytest.raises(Refused, match="Fair use"):
        bookings.book(lin, unit, monday + timedelta(days=5), monday + timedelta(days=5, hours=1))
    bookings.book(visitor, unit, monday + timedelta(days=5), monday + timedelta(days=5, hours=1))
    with pytest.raises(Taken):
        bookings.book(visitor, unit, monday + timedelta(hours=1), monday + timedelta(hours=2))
    late = bookings.book(
        visitor, unit, timezone.now() + timedelta(hours=3), timezone.now() + timedelta(hours=4)
    )
    bookings.cancel(visitor, late)
    assert Charge.objects.get(booking=late).kind == "late-cancel"
    assert Charge.objects.get(booking=late).fen == 20000
    fault = bookings.report_fault(office, unit, "broken", stops_use=True)
    with pytest.raises(Refused, match="out of order"):
        bookings.book(
            visitor, unit, monday + timedelta(days=6), monday + timedelta(days=6, hours=1)
        )
    bookings.mend(office, fault)
    bookings.book(visitor, unit, monday + timedelta(days=6), monday + timedelta(days=6, hours=1))
    Clearance.objects.filter(person=visitor).update(valid_until=monday)
    with pytest.raises(Refused, match="Training is missing"):
        bookings.book(
            visitor, unit, monday + timedelta(days=6, hours=2), monday + timedelta(days=6, hours=3)
        )


@pytest.mark.django_db
@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30)), max_size=25))
def test_bookings_never_overlap_whatever_is_tried(tries):
    """The database's own rule, against a plain model of it."""
    with transaction.atomic():
        mark = transaction.savepoint()
        unit, person, zero = (
            Unit.objects.get(path="nfps/demo-em"),
            Person.objects.first(),
            timezone.now() + timedelta(days=500),
        )
        held: list[tuple[int, int]] = []
        for start, length in tries:
            fits = all(start + length <= a or start >= b for a, b in held)
            try:
                with transaction.atomic():
                    Booking.objects.bulk_create(
                        [
                            Booking(
                                unit=unit,
                                person=person,
                                start=zero + timedelta(minutes=start),
                                end=zero + timedelta(minutes=start + length),
                            )
                        ]
                    )
                assert fits
                held.append((start, start + length))
            except IntegrityError:
                assert not fits
        transaction.savepoint_rollback(mark)


def test_calendars_name_nobody_else(city):
    feed = Calendar.from_ical(ics.unit(city.units["nfps/demo-nmr"]))
    events = list(feed.walk("VEVENT"))
    assert len(events) >= 4
    assert {str(e["SUMMARY"]) for e in events} == {"Busy 占用"}
    mine = Calendar.from_ical(ics.personal(city.people["lin"]))
    assert any("SSRF" in str(e["SUMMARY"]) for e in mine.walk("VEVENT"))


def test_the_grant_of_the_computing_centre_burns_down_by_imported_jobs(city):
    demo.burn(city)
    grant = Grant.objects.get(part__proposal=city.proposals["ssc"])
    assert grant.used == 40 * 128 * 6
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(used=grant.amount + 1)


def test_more_than_the_call_has_cannot_be_given(city):
    waiting = Proposal.objects.filter(state="recommended", call=city.calls["nfps"]).first()
    part = waiting.parts.get()
    with pytest.raises(Refused, match="left in this call"):
        allocation.decide(
            city.people["director"], waiting, [allocation.Verdict(part, "accept", Decimal(100000))]
        )
    assert not Decision.objects.filter(part=part).exists()
    allocation.decide(
        city.people["director"], waiting, [allocation.Verdict(part, "accept", Decimal(5))]
    )
    with pytest.raises(Taken):
        allocation.decide(
            city.people["director"], waiting, [allocation.Verdict(part, "reject", Decimal(0))]
        )
    allocation.appeal(city.people["lin"], Proposal.objects.get(pk=waiting.pk), "please")
    allocation.decide(
        city.people["director"],
        Proposal.objects.get(pk=waiting.pk),
        [allocation.Verdict(ProposalPart.objects.get(pk=part.pk), "accept", Decimal(8))],
    )
    assert Decision.objects.get(part=part, current=True).amount == 8
    with pytest.raises(Refused):
        allocation.appeal(city.people["lin"], Proposal.objects.get(pk=waiting.pk), "again")


def test_a_programme_gets_its_share_and_no_more(city):
    waiting = Proposal.objects.filter(state="recommended", call=city.calls["nfps"]).first()
    calls.set_share(city.people["office"], city.calls["nfps"], "young", 10)  # 1 % of 1500 hours
    with pytest.raises(Invalid, match="more than 100"):
        calls.set_share(city.people["office"], city.calls["nfps"], "industry", 995)
    Proposal.objects.filter(pk=waiting.pk).update(programme="young")
    part = waiting.parts.get()
    with pytest.raises(Refused, match="share of the programme"):
        allocation.decide(
            city.people["director"], waiting, [allocation.Verdict(part, "accept", Decimal(16))]
        )
    allocation.decide(
        city.people["director"], waiting, [allocation.Verdict(part, "accept", Decimal(15))]
    )


def test_the_reserve_list_is_in_order_of_grade(city):
    waiting = Proposal.objects.filter(state="recommended", call=city.calls["nfps"]).first()
    allocation.decide(
        city.people["director"],
        waiting,
        [allocation.Verdict(waiting.parts.get(), "reserve", Decimal(0))],
    )
    assert [p.proposal_id for p in allocation.reserve_list(city.calls["nfps"].pk)] == [waiting.pk]


def test_an_openalex_work_is_read():
    work = {
        "doi": "https://doi.org/10.5555/XYZ",
        "title": "T",
        "type": "article",
        "publication_date": "2023-05-04",
        "authorships": [
            {"author": {"display_name": "A B", "orcid": "https://orcid.org/0000-0002-1825-0097"}}
        ],
        "primary_location": {"source": {"display_name": "Cell"}},
    }
    found = publications.read_openalex(work)
    assert (found.doi, found.journal, found.authors[0]["orcid"]) == (
        "10.5555/xyz",
        "Cell",
        "0000-0002-1825-0097",
    )


def test_a_session_needs_user_time_a_grant_and_a_free_unit(city, coming):
    office, part = city.people["office"], coming.part
    with pytest.raises(Refused, match="More than was granted"):
        sessions.schedule(office, part, coming.end, coming.end + timedelta(days=9))
    other = city.proposals["ssrf"].parts.get()
    with pytest.raises(Refused, match="already has a session"):
        sessions.schedule(office, other, coming.start, coming.start + timedelta(hours=8))
    maintenance = city.cycles["ssrf"].periods.get(mode="machine-development")
    with pytest.raises(Refused, match="not all user time"):
        sessions.schedule(office, other, maintenance.start, maintenance.start + timedelta(hours=8))


def test_identifiers_have_check_digits():
    assert people.orcid_holds("0000-0002-1825-0097")
    assert not people.orcid_holds("0000-0002-1825-0096")
    assert people.ror_holds("05qbk4x57")
    assert not people.ror_holds("05qbk4x58")
    assert PROPOSAL.may("draft", "submit")
