"""Whoever may act for whom: every change of it is in the chain of events, whatever way it was
made.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError

from scicity.access.instruments import services as bookings
from scicity.access.models import Proposal, ProposalMember, Visit
from scicity.access.proposals import services as proposals
from scicity.access.sessions import runs
from scicity.access.setup import services as setup
from scicity.construction import services as construction
from scicity.parkservices.models import Enterprise
from scicity.platform import history, people
from scicity.platform.errors import Taken
from scicity.platform.models import ApiToken, Event, EventDetail, Person, RoleGrant
from scicity.platform.models.history import Tracked
from scicity.platform.verbs import verb

pytestmark = pytest.mark.django_db
OWN = [
    m for room in ("access", "building", "cases") for m in apps.get_app_config(room).get_models()
]
# what names a person and gives nobody any right: what was told, kept or written
NO_RIGHTS = {
    "Notification": "messages to a person",
    "Mail": "what was sent to whom, and its fate",
    "KeptAnswer": "answers to requests that may be sent again",
    "ProposalRevision": "earlier texts; who wrote each stands in it",
}
RIGHTS = [m for m in OWN if issubclass(m, Tracked) and m.rights]


def names_a_person(model):
    return any(
        f.related_model is Person for f in model._meta.get_fields() if f.is_relation and f.concrete
    )


def test_every_model_that_names_a_person_is_tracked():
    assert {m.__name__ for m in OWN if names_a_person(m) and not issubclass(m, Tracked)} == set(
        NO_RIGHTS
    )


def test_every_model_that_says_who_may_act_for_whom_is_marked():
    """A row that is only a person and a role, a place or a reach."""
    assert {
        "Person",
        "Organisation",
        "RoleGrant",
        "ApiToken",
        "Clearance",
        "PanelMember",
        "Conflict",
        "Assignment",
        "ProposalMember",
        "Invitation",
        "TechnicalReview",
        "Officer",
        "Authority",
        "Enterprise",
        "Builder",
    } == {m.__name__ for m in RIGHTS}
    joins = [
        f
        for m in OWN
        for f in m._meta.many_to_many
        if f.remote_field.through._meta.auto_created and f.related_model is Person
    ]
    assert all(issubclass(f.model, Tracked) and f.model.rights for f in joins)
    assert all(
        type(m._default_manager).__mro__[1:] and hasattr(m.objects.all(), "_told")
        for m in OWN
        if issubclass(m, Tracked)
    ), "many at once leave events too"


def since(number):
    return [
        (e.model, e.object_id, e.verb.split()[-1])
        for e in Event.objects.filter(number__gt=number).order_by("number")
    ]


def last():
    return Event.objects.order_by("-number").values_list("number", flat=True).first() or 0


def another(model, row):
    """A field of the row with another value that it may have."""
    for f in model._meta.concrete_fields:
        if f.primary_key or f.unique or f.is_relation or f.name in model.untracked or f.choices:
            continue
        value = getattr(row, f.attname)
        if isinstance(f, models.BooleanField):
            return f.name, not value
        if isinstance(f, (models.CharField, models.TextField)) and not isinstance(
            f, models.EmailField
        ):
            return f.name, "x" if value != "x" else "y"
        if isinstance(f, models.DateTimeField) and value:
            return f.name, value.replace(microsecond=(value.microsecond + 1) % 10**6)
    return None


@pytest.mark.parametrize("inside", [True, False], ids=["in a verb", "outside of one"])
@pytest.mark.parametrize("model", RIGHTS, ids=lambda m: m.__name__)
def test_many_at_once_and_one_by_one_leave_an_event_each(city, model, inside):
    row = model.objects.order_by("-pk").first()
    if row is None:
        pytest.skip("the simulated city has none; the mechanism is the same")
    key, found, begin = str(row.pk), another(model, row), last()
    name = model._meta.model_name

    def run(do):
        if not inside:
            return do()
        with verb.opened("test", None):
            return do()

    if found:
        run(lambda: model.objects.filter(pk=row.pk).update(**{found[0]: found[1]}))
        assert since(begin) == [(name, key, "change")]
        run(lambda: model.objects.filter(pk=row.pk).update(**{found[0]: found[1]}))
        assert len(since(begin)) == 1, "what stays as it was is no change"
    begin = last()
    try:
        with transaction.atomic():
            run(lambda: model.objects.filter(pk=row.pk).delete())
    except (ProtectedError, RestrictedError, Taken):
        assert since(begin) == []
    else:
        assert (name, key, "delete") in since(begin)
    assert history.verify().broken_at == 0


def test_made_many_at_once(city):
    begin = last()
    proposal = Proposal.objects.exclude(members__person=city.people["visitor"]).first()
    [made] = ProposalMember.objects.bulk_create(
        [ProposalMember(proposal=proposal, person=city.people["visitor"], role="co-proposer")]
    )
    assert since(begin) == [("proposalmember", str(made.pk), "create")]
    with verb.opened("test", None):
        made.role = "data-only"
        made.save()
    assert Event.objects.get(number=last()).changes == {"role": ["co-proposer", "data-only"]}


def test_what_goes_with_what_it_belongs_to_leaves_its_events(city):
    begin, person = last(), city.people["visitor"]
    proposal = Proposal.objects.filter(state="draft").first()
    members = {str(m.pk) for m in proposal.members.all()}
    with verb.opened("test", person):
        proposal.delete()
    told = since(begin)
    assert ("proposal", str(proposal.pk) if proposal.pk else told[-1][1], "delete") in told
    assert {
        pk for model, pk, step in told if (model, step) == ("proposalmember", "delete")
    } == members


@pytest.mark.parametrize("turned", [False, True], ids=["from the enterprise", "from the person"])
def test_who_may_apply_for_an_enterprise(city, turned):
    firm, person = Enterprise.objects.first(), city.people["visitor"]
    before = sorted(firm.members.values_list("pk", flat=True))
    side, thing = (person.enterprises, firm) if turned else (firm.members, person)
    begin = last()
    side.add(thing)
    side.add(thing)  # again: no change, no event
    side.remove(thing)
    side.set([thing])
    side.clear()
    told = [
        e.changes["members"]
        for e in Event.objects.filter(
            number__gt=begin, model="enterprise", object_id=str(firm.pk)
        ).order_by("number")
    ]
    assert told[0] == [before, sorted([*before, person.pk])]
    assert told[1] == told[0][::-1]
    assert all(a[1] == b[0] for a, b in pairwise(told)), "each begins where the one before ended"
    assert person.pk not in told[-1][1]


def test_ways_to_come_in_as_somebody(city):
    person, begin = city.people["visitor"], last()
    address = EmailAddress.objects.create(user=person, email="second@demo.example")
    address.verified = True
    address.save()
    address.save()
    account = SocialAccount.objects.create(user=person, provider="openid_connect", uid="secret-uid")
    factor = Authenticator.objects.create(user=person, type="totp", data={})
    factor.save()
    for thing in (address, account, factor):
        thing.delete()
    assert [(m, s) for m, _, s in since(begin)] == [
        ("emailaddress", "create"),
        ("emailaddress", "change"),
        ("socialaccount", "create"),
        ("authenticator", "create"),
        ("emailaddress", "delete"),
        ("socialaccount", "delete"),
        ("authenticator", "delete"),
    ]
    assert {e.actor for e in Event.objects.filter(number__gt=begin)} == {person.key}
    assert "second@" not in str(
        list(Event.objects.filter(number__gt=begin).values_list("changes", flat=True))
    ), "the address is sealed"
    assert history.verify().broken_at == 0


def test_an_erasure_revokes_and_is_told_without_the_old_values(city):
    person = city.people["visitor"]
    token, _ = people.make_token(person, "t", ["read"])
    with verb.opened("test", person):
        Visit(
            session=Visit.objects.first().session, person=person, arrival_note="allergic to nuts"
        ).save()
    begin = last()
    people.erase(city.people["city"], person)
    told = since(begin)
    assert ("apitoken", str(token.pk), "change") in told
    assert ("emailaddress", "delete") in {(m, s) for m, _, s in told}
    kept = str(
        list(EventDetail.objects.filter(event__number__gt=begin).values_list("old", "new"))
    ) + str(
        list(
            EventDetail.objects.filter(
                event__object_id=str(person.pk), event__model="person"
            ).values_list("old", "new")
        )
    )
    assert "nuts" not in kept
    assert "visitor@" not in kept
    assert history.verify().broken_at == 0
    assert ApiToken.objects.get(pk=token.pk).revoked_at


def test_a_role_that_is_ended_in_a_console(city):
    grant, begin = RoleGrant.objects.filter(until=None).first(), last()
    RoleGrant.objects.filter(pk=grant.pk).update(until=grant.since)
    [event] = Event.objects.filter(number__gt=begin)
    assert (event.actor, event.verb, event.changes["until"][0]) == (
        "system",
        "unattended change",
        None,
    )


def test_the_history_knows_services_by_the_names_of_before():
    """A verb's name is in every event, and rules look for some of them."""
    assert setup.correct.known_as == "setups.correct"
    assert setup.retire.known_as == "setups.retire"
    assert bookings.book.known_as == "bookings.book"
    assert proposals.submit.known_as == "proposals.submit"
    assert runs.start.known_as == "runs.start"
    assert construction.advance.known_as == "services.advance"
