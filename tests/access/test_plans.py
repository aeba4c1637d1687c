"""Plans of a cycle: drawn up from what was accepted, changed by hand, re-planned, published once
and for ever.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from scicity.access.allocation import plans
from scicity.access.models import Decision, Plan, Proposal, ProposalMember, ProposalPart, Session
from scicity.platform.errors import Invalid, Refused
from scicity.platform.models import Notification
from scicity.platform.verbs import verb
from scicity.scheduling import Effort, validate

QUICK = Effort(rounds=3, workers=1)


@pytest.fixture
def asked(city):
    """Six parts of the light source's cycle that were accepted and have no session: three a
    beamline, 3 to 8 shifts.
    """
    call, lin, director = city.calls["ssrf"], city.people["lin"], city.people["director"]
    made = []
    with verb.opened("test", None):
        for k in range(6):
            proposal = Proposal(
                call=call, form=call.form, code=f"T{k:03d}", title=f"试验 {k}", state="decided"
            )
            proposal.save()
            ProposalMember(proposal=proposal, person=lin, role="pi").save()
            part = ProposalPart(
                proposal=proposal,
                unit=city.units["ssrf/demo-mx" if k % 2 else "ssrf/demo-saxs"],
                amount=3 + k,
            )
            part.save()
            Decision(part=part, outcome="accept", amount=Decimal(3 + k), by=director).save()
            made.append(part)
    return made


@pytest.fixture
def draft(city, asked):
    plan = plans.draw_up(city.people["office"], city.cycles["ssrf"], enqueue=False)
    plans.run_plan(plan.pk, QUICK)
    return Plan.objects.get(pk=plan.pk)


def _free(plan, experiment):
    """A start at which the experiment may be put."""
    unit = plans.problem_in(plan).experiment[experiment].options[0].unit
    now = plans.schedule_in(plan).by_experiment[experiment].starts[0]
    return unit, next(
        t
        for t in range(0, plans.problem_in(plan).horizon, 8)
        if t != now and not plans.judged(plan, experiment, unit, t)
    )


def test_a_plan_places_what_was_accepted_and_proves_its_bound(draft, asked):
    assert draft.state == "draft"
    assert not validate(plans.problem_in(draft), plans.schedule_in(draft))
    assert {str(p.pk) for p in asked} <= {p["experiment"] for p in draft.placements}
    assert draft.bound >= draft.value > 0
    # one person leads all six: they never run at the same time
    runs = sorted(
        (a, b)
        for p in plans.schedule_in(draft).placements
        for a, b in plans.problem_in(draft).runs(p)
    )
    assert all(one[1] <= two[0] for one, two in pairwise(runs))


def test_sessions_that_are_placed_by_hand_are_kept_as_they_are(draft, city):
    problem = plans.problem_in(draft)
    for s in Session.objects.filter(
        unit__facility=city.facilities["ssrf"],
        start__gte=city.cycles["ssrf"].start,
        end__lte=city.cycles["ssrf"].end,
    ).exclude(state="cancelled"):
        a, b = plans.tick_of(draft.cycle, s.start), plans.tick_of(draft.cycle, s.end, up=True)
        for p in plans.schedule_in(draft).placements:
            if p.unit == s.unit.path:
                assert all(y <= a or b <= x for x, y in problem.runs(p))


def test_a_change_by_hand_is_a_new_version_and_a_clash_is_refused(draft, city):
    office = city.people["office"]
    one, two = (
        draft.placements[0],
        next(p for p in draft.placements[1:] if p["unit"] == draft.placements[0]["unit"]),
    )
    with pytest.raises(Refused, match=r"overlap|重叠"):
        plans.move(office, draft, one["experiment"], two["unit"], two["starts"][0])
    with pytest.raises(Refused, match=r"cannot run|不能在此单元"):
        plans.move(
            office,
            draft,
            one["experiment"],
            "ssrf/demo-saxs" if one["unit"].endswith("mx") else "ssrf/demo-mx",
            0,
        )
    with pytest.raises(Invalid):
        plans.move(office, draft, "99999999", one["unit"], 0)
    unit, start = _free(draft, one["experiment"])
    made = plans.move(office, draft, one["experiment"], unit, start)
    assert (made.parent, made.number, made.bound) == (draft, draft.number + 1, draft.bound)
    assert [d[1:] for d in plans.differences(draft, made)] == [
        (
            plans.schedule_in(draft).by_experiment[one["experiment"]],
            plans.schedule_in(made).by_experiment[one["experiment"]],
        )
    ]
    assert Plan.objects.get(pk=draft.pk).placements == draft.placements
    held = plans.lock(office, made, one["experiment"])
    with pytest.raises(Refused, match=r"locked|锁定"):
        plans.move(office, held, one["experiment"], unit, start + 8)
    more = plans.better(office, held, 5, enqueue=False)
    plans.run_plan(more.pk, QUICK)
    assert (
        plans.schedule_in(Plan.objects.get(pk=more.pk)).by_experiment[one["experiment"]].starts[0]
        == start
    )


def test_publishing_makes_sessions_tells_people_and_cannot_be_undone(draft, city, asked):
    office = city.people["office"]
    before = Notification.objects.filter(person=city.people["lin"]).count()
    plan = plans.publish(office, draft)
    for part in asked:
        got = sum(((s.end - s.start).total_seconds() / 3600 / 8 for s in part.sessions.all()), 0)
        assert got == part.decisions.get().amount
        assert all(s.plan == plan for s in part.sessions.all())
    assert Notification.objects.filter(person=city.people["lin"]).count() >= before + len(asked)
    with pytest.raises(Refused):
        plans.publish(office, plan)
    plan.remark = "changed"
    with (
        pytest.raises(Refused, match=r"never changes|不可更改"),
        transaction.atomic(),
        verb.opened("test", office),
    ):
        plan.save()
    # a version that does not come from the published one cannot replace it
    other = plans.draw_up(office, plan.cycle, enqueue=False)
    plans.run_plan(other.pk, QUICK)
    with pytest.raises(Refused, match=r"published meanwhile|已发布了更新"):
        plans.publish(office, Plan.objects.get(pk=other.pk))


def test_two_may_change_places_in_the_next_version(draft, city):
    office = city.people["office"]
    plan = plans.publish(office, draft)
    one = plan.placements[0]["experiment"]
    unit, start = _free(plan, one)
    session = Session.objects.filter(part=one, plan=plan).order_by("start").first()
    made = plans.publish(office, plans.move(office, plan, one, unit, start))
    moved = Session.objects.get(pk=session.pk)
    assert moved.state == "scheduled"
    assert moved.start == plans.moment_of(made.cycle, start)
    assert moved.safety
    assert Notification.objects.filter(
        address=f"/sessions/{session.pk}/", en__contains="moved"
    ).exists()


def test_after_a_loss_of_beam_both_ways_are_shown_with_who_moves_and_why(draft, city):
    office = city.people["office"]
    hit = plans.schedule_in(draft).placements[0]
    a, b = plans.problem_in(draft).runs(hit)[0]
    unit = city.units[hit.unit]
    calm, full = plans.replan(
        office,
        draft,
        "unit",
        plans.moment_of(draft.cycle, a),
        plans.moment_of(draft.cycle, b),
        unit,
        notice_days=0,
        now=draft.cycle.start,
    )
    assert not validate(plans.problem_in(calm), plans.schedule_in(calm))
    assert not validate(plans.problem_in(full), plans.schedule_in(full))
    assert hit.experiment in {c["experiment"] for c in calm.changes}
    assert len(calm.changes) <= len(full.changes)
    assert calm.bound is None, "the conditions have changed"
    assert plans.publish(office, calm).state == "published"
    with pytest.raises(Invalid):
        plans.replan(office, draft, "beam", timezone.now(), timezone.now() - timedelta(hours=1))


def test_a_plan_of_nothing_or_of_absurd_length_is_refused(city):
    with pytest.raises(Invalid):
        plans.draw_up(city.people["office"], city.cycles["ssrf"], seconds=10**6, enqueue=False)
    empty = city.cycles["ssc"]
    with pytest.raises(Refused, match=r"no accepted proposals|没有可排"):
        plans.draw_up(city.people["office"], empty, enqueue=False)


def test_a_search_that_is_stopped_keeps_what_it_has(city, asked):
    plan = plans.draw_up(city.people["office"], city.cycles["ssrf"], seconds=600, enqueue=False)
    plans.stop(city.people["office"], plan)
    plans.run_plan(plan.pk)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_the_board_says_what_it_shows_and_a_drag_is_judged(draft, city, client):
    client.force_login(city.people["office"])
    shown = client.get(reverse("plan", args=[draft.pk]), headers={"Accept-Language": "en"})
    assert shown.status_code == 200
    for p in draft.placements:
        assert f'data-experiment="{p["experiment"]}"' in shown.content.decode()
    one, two = (
        draft.placements[0],
        next(p for p in draft.placements[1:] if p["unit"] == draft.placements[0]["unit"]),
    )
    judged = client.post(
        reverse("plan-check", args=[draft.pk]),
        {"experiment": one["experiment"], "unit": two["unit"], "tick": two["starts"][0]},
    ).json()
    assert not judged["fits"]
    assert judged["told"]
    answer = client.post(
        reverse("plan-move", args=[draft.pk]),
        {"experiment": one["experiment"], "unit": two["unit"], "tick": two["starts"][0]},
    )
    assert answer.status_code == 302
    assert Plan.objects.count() == 1
    for address in ("run-plan", "plan-progress"):
        assert client.get(reverse(address, args=[draft.pk])).status_code == 200
    assert client.get(reverse("run-plan", args=[draft.pk])).content.startswith(b"%PDF")
    why = client.get(reverse("plan-why", args=[draft.pk]), {"experiment": one["experiment"]})
    assert why.status_code == 200
    assert (
        client.get(reverse("plan-why", args=[draft.pk]), {"experiment": "none"}).status_code == 404
    )


def test_the_board_asks_the_database_a_fixed_number_of_questions(
    draft, city, client, django_assert_max_num_queries
):
    client.force_login(city.people["office"])
    with django_assert_max_num_queries(12):
        client.get(reverse("plan", args=[draft.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("plans", args=[draft.facility_id]))
    assert connection.vendor in ("sqlite", "postgresql")


def test_plans_by_the_api(draft, city, client):
    client.force_login(city.people["office"])
    listed = client.get(f"/api/v1/facilities/{draft.facility_id}/plans").json()
    assert [p["id"] for p in listed] == [draft.pk]
    whole = client.get(f"/api/v1/plans/{draft.pk}").json()
    assert whole["placements"] == draft.placements
    assert whole["prices"]["units"]
    one = draft.placements[0]
    unit, start = _free(draft, one["experiment"])
    moved = client.post(
        f"/api/v1/plans/{draft.pk}/moves",
        {"experiment": one["experiment"], "unit": unit, "start": start},
        content_type="application/json",
    )
    assert moved.json()["parent_id"] == draft.pk
    refused = client.post(
        f"/api/v1/plans/{draft.pk}/moves",
        {"experiment": one["experiment"], "unit": unit, "start": 1},
        content_type="application/json",
    )
    assert refused.status_code == 409
    assert client.post(f"/api/v1/plans/{moved.json()['id']}/publish").json()["state"] == "published"
    made = client.post(
        f"/api/v1/cycles/{draft.cycle_id}/plans", {"seconds": 5}, content_type="application/json"
    )
    assert made.json()["state"] == "waiting", "what no team has cleared yet can be planned anew"
