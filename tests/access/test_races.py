"""64 clients at once on one slot, one proposal, one grant: on SQLite and on a real PostgreSQL, one
of them wins.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.access import serving

pytestmark = pytest.mark.full
CLIENTS = 64


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def site(request, template, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"race-{request.param}")
    if request.param == "sqlite":
        with serving.served(template, folder / "site", workers=2, threads=16) as running:
            yield running
        return
    with serving.postgres() as database:
        made = serving.simulate(folder / "city", database.address)
        with serving.served(
            made, folder / "site", database.address, workers=2, threads=16
        ) as running:
            yield running


@pytest.fixture(scope="module")
def tokens(site):
    """A token for each of some people, as programs have them."""
    lines = site.do("""
from scicity.platform.people import SCOPES, make_token
for who in ('lin', 'zhou', 'visitor', 'director', 'office', 'scientist'):
    print(who, make_token(Person.objects.get(email=f'{who}@demo.example'), 't', list(SCOPES))[1])
""")
    return dict(line.split() for line in lines.splitlines())


def together(site, calls, **headers):
    """All requests at once; the status of each. A server error is never an answer."""

    def one(call):
        method, path, body, token = call
        for _ in range(3):
            try:
                return httpx.request(
                    method,
                    site.url + "/api/v1" + path,
                    json=body,
                    headers={"Authorization": f"Bearer {token}", **headers},
                    timeout=60,
                ).status_code
            except httpx.TransportError:
                continue
        raise AssertionError("no answer")

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(one, calls))


@pytest.mark.asvs("11.1.6")
def test_one_slot(site, tokens):
    unit = int(site.do("print(Unit.objects.get(path='nfps/demo-em').pk)"))
    site.do("""
from scicity.access.people.services import give_clearance
from scicity.platform.verbs import verb
office = Person.objects.get(email='office@demo.example')
course = Course.objects.get(facility__path='nfps')
for who in ('lin', 'zhou', 'visitor'):
    give_clearance(office, Person.objects.get(email=f'{who}@demo.example'), course)
""")
    at = (datetime.now(UTC) + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
    calls = []
    for i in range(CLIENTS):  # the same slot, a little shifted: every two of them overlap
        start = at + timedelta(minutes=i % 4 * 15)
        calls.append(
            (
                "POST",
                "/bookings",
                {
                    "unit_id": unit,
                    "start": start.isoformat(),
                    "end": (start + timedelta(hours=2)).isoformat(),
                },
                tokens[("lin", "zhou", "visitor")[i % 3]],
            )
        )
    answers = together(site, calls)
    assert sorted(set(answers)) == [200, 409]
    assert answers.count(200) == 1
    assert site.do(f"print(Booking.objects.filter(unit={unit}, state='booked').count())") == "1"


def test_the_database_itself_refuses_an_overlap(site, tokens):
    """Past all code: two rows written straight into the table."""
    said = site.do("""
from django.db import IntegrityError
u = Unit.objects.get(path='nfps/demo-em')
p = Person.objects.first()
at = timezone.now() + timedelta(days=40)
hour = timedelta(hours=1)
Booking.objects.bulk_create([Booking(unit=u, person=p, start=at, end=at + 2 * hour)])
for start, hours in ((at + hour, 3), (at - hour, 5), (at, 2), (at - hour, 1.5)):
    try:
        Booking.objects.bulk_create(
            [Booking(unit=u, person=p, start=start, end=start + hours * hour)]
        )
        print('taken twice')
    except IntegrityError:
        print('refused')
Booking.objects.bulk_create([
    Booking(unit=u, person=p, start=at + 2 * hour, end=at + 3 * hour),
    Booking(unit=u, person=p, start=at, end=at + 2 * hour, state='cancelled'),
])
try:
    Booking.objects.filter(unit=u, start=at, state='cancelled').update(state='booked')
    print('taken twice')
except IntegrityError:
    print('refused')
print('free slots are free')
""")
    assert said.splitlines() == ["refused"] * 5 + ["free slots are free"]


@pytest.mark.asvs("11.1.6", "11.1.1")
def test_one_decision(site, tokens):
    proposal, part = site.do(
        "p = Proposal.objects.get(call__facility__path='nfps', state='recommended'); print(p.pk,"
        " p.parts.get().pk)"
    ).split()
    verdicts = [
        {"verdicts": [{"part_id": int(part), "outcome": outcome, "amount": amount}]}
        for outcome, amount in (("accept", 5), ("reject", 0), ("accept", 7))
    ]
    path = f"/proposals/{proposal}/decision"
    read = httpx.get(
        f"{site.url}/api/v1{path}", headers={"Authorization": f"Bearer {tokens['director']}"}
    )
    answers = together(
        site,
        [("POST", path, verdicts[i % 3], tokens["director"]) for i in range(CLIENTS)],
        **{"If-Match": read.headers["ETag"]},
    )
    assert set(answers) <= {200, 409, 412}
    assert answers.count(200) == 1
    assert (
        site.do(f"""
letters = Letter.objects.filter(proposal={proposal}).count()
members = ProposalMember.objects.filter(proposal={proposal}).exclude(role='data-only').count()
print(Decision.objects.filter(part={part}).count(), letters == members)
""")
        == "1 True"
    )


def test_one_request_sent_again(site, tokens):
    """Whoever got no answer asks again with the same key: 64 at once, one of them is done, and all
    are told the same.
    """
    call = int(site.do("print(Call.objects.get(facility__path='nfps').pk)"))
    before = int(site.do("print(Proposal.objects.count())"))

    def ask(key, title, path="/proposals", who="lin"):
        answer = httpx.post(
            site.url + "/api/v1" + path,
            json={"call_id": call, "title": title},
            headers={
                "Authorization": f"Bearer {tokens[who]}",
                "Idempotency-Key": key,
                "Accept-Language": "en",
            },
            timeout=60,
        )
        return answer.status_code, answer.text, "Idempotent-Replayed" in answer.headers

    with ThreadPoolExecutor(CLIENTS) as pool:
        told = list(pool.map(lambda _: ask("one", "Once"), range(CLIENTS)))
    assert {(status, text) for status, text, _ in told} == {(200, told[0][1])}
    assert sum(not again for _, _, again in told) == 1
    assert site.do("print(Proposal.objects.count())") == str(before + 1)
    status, text, _ = ask("one", "Another")
    assert (status, "used before" in text) == (422, True)
    assert ask("one", "Once", who="zhou")[::2] == (200, False), "a key is one's own"
    assert ask("two", "Once")[0] == 200
    assert ask("", "Once")[0] == ask("k" * 201, "Once")[0] == ask("a b", "Once")[0] == 422
    assert site.do("print(Proposal.objects.count())") == str(before + 3)
    # a refusal does nothing and keeps nothing: what was mended goes through under the same key
    assert ask("three", "x" * 5000)[0] == 422
    assert ask("three", "Mark as repaired")[::2] == (200, False)
    # after a day the key is free; and of who was erased no text is kept, but that it was done
    site.do("""
from scicity.platform.models import KeptAnswer
KeptAnswer.objects.filter(key='two').update(at=timezone.now() - timedelta(days=2))
KeptAnswer.objects.filter(key='three').update(content='')
""")
    assert ask("two", "Once")[::2] == (200, False)
    assert ask("three", "Mark as repaired")[0] == 409


def test_one_update(site, tokens):
    """64 clients save on top of the same version: one is kept, the others are told; no save is lost
    silently.
    """
    proposal = site.do("""
from scicity.access.proposals import services as proposals
lin = Person.objects.get(email='lin@demo.example')
print(proposals.begin(lin, Call.objects.get(facility__path='nfps')).pk)
""")
    for version in range(3):
        answers = together(
            site,
            [
                (
                    "PATCH",
                    f"/proposals/{proposal}",
                    {"version": version, "title": f"{version}-{i}"},
                    tokens["lin"],
                )
                for i in range(CLIENTS)
            ],
        )
        assert answers.count(200) == 1
        assert sorted(set(answers)) == [200, 409]
    assert (
        site.do(
            f"p = Proposal.objects.get(pk={proposal}); print(p.version, p.revisions.count(),"
            " p.title[:2])"
        )
        == "3 3 2-"
    )


@pytest.mark.asvs("11.1.3", "11.1.6")
def test_one_grant(site, tokens):
    """A grant of 120 tubes with 45 gone: 64 clients draw 7 each, and no more than the rest is given
    out.
    """
    grant = site.do(
        "g = Grant.objects.get(unit__path='tmf/demo-bank'); print(g.pk, int(g.amount - g.used))"
    ).split()
    pk, left = grant[0], int(grant[1])
    answers = together(
        site,
        [
            ("POST", f"/grants/{pk}/draws", {"amount": 7, "key": f"race-{i}"}, tokens["office"])
            for i in range(CLIENTS)
        ],
    )
    assert sorted(set(answers)) == [200, 409]
    assert answers.count(200) == left // 7
    assert (
        site.do(
            "from django.db.models import Sum\n"
            f"g = Grant.objects.get(pk={pk}); "
            "print(g.used == g.uses.aggregate(s=Sum('amount'))['s'], g.used <= g.amount)"
        )
        == "True True"
    )
    # the same request again, by its key, draws once
    again = together(
        site,
        [
            ("POST", f"/grants/{pk}/draws", {"amount": 1, "key": "one-key"}, tokens["office"])
            for _ in range(8)
        ],
    )
    assert again.count(200) <= 1
    said = site.do(f"""
from django.db import IntegrityError
try:
    Grant.objects.filter(pk={pk}).update(used=10**9)
    print('overdrawn')
except IntegrityError:
    print('refused')
""")
    assert said == "refused"


def test_afterwards_the_history_is_whole(site, tokens):
    assert (
        site.do(
            "from scicity.platform.history import verify\n"
            "c = verify(); print(c.broken_at, c.links > 500)"
        )
        == "0 True"
    )
