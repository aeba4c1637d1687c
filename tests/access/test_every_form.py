"""Every form that changes what a row says carries the edition that was read; those that do not are
listed here, each with its reason. A new form stands in neither until somebody has thought of it.
"""

from __future__ import annotations

import inspect

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

# it carries the version of what stood on the page under a name of its own (`seen`)
VERSIONED = """activity-drop activity-set resources-set safety-officer safety-scientist
studio-edit"""

# it adds a row, and leaves what others wrote as it is
APPENDS = """adjust assign assign-all authority-new batch-gather batch-object begin bill-issue
book call-new case-begin case-object case-write city-role clear clone comment comment-internal
conflict course-add cycle-add delivery-add downtime-profile-new enterprise-member enterprise-new
enterprise-qualify evidence-add facility-new fault form-new grant-draw grant-jobs hand-over
hand-over-project indicators-enter invite invite-known milestone-add note-contest officer-appoint
organisation-add output-doi output-enter panel-make parcels-new part-ask payment-add period-add
plan-better plan-lock plan-move plan-new plan-replan progress project-import project-new
project-plan put-before rate-set return-send risk-add role-grant schedule service-new service-renew
session-log ship team tenant-serve tenant-settle token-make unit-add waiver"""

# it moves a state, and the state machine or the lock refuses it once somebody else has moved it
MOVES = """appeal batch-publish booking-cancel booking-start booking-stop case-drop case-withdraw
contest-decide desk-hand erase-own ethics form-publish invitation-accept invitation-no
invitation-renew invitation-yes leave-line meeting-close member-remove mend milestone-claim
milestone-judge objection-decide officer-dismiss output-judge person-erase plan-hold plan-publish
plan-stop project-advance proposal-close reopen retire-course retire-cycle retire-downtime-profile
retire-facility retire-form-template retire-organisation retire-panel retire-period retire-rate
retire-share retire-unit return-sign risk-settle role-end session-cancel session-start session-stop
stage-answer stage-hand stage-second stage-take studio-freeze studio-sign submit token-revoke
uninvite version-approve version-drop visit-cancel visit-cancel-office visit-judge waiver-answer
withdraw"""

# it sets one thing whole that is chosen anew, and no text of anybody's is written over
SETS = """call-active couple form-replace move officer-absence project-join seat share-set"""

# it changes nothing that people wrote: a question, an order, the reader's choice, mail sent again
NONE = """history-verify kept-forget language letter-send mail-again mails-again notices-read offer
offer-all plan-check studio-build studio-check studio-rebuild"""


def posted():
    """(name, view) of every page and action of ours that takes a form."""

    def walk(patterns):
        for entry in patterns:
            if not isinstance(entry, URLPattern):
                yield from walk(entry.url_patterns)
            elif "POST" in getattr(entry.callback, "methods", ()):
                yield entry.name, entry.callback

    return dict(walk(get_resolver().url_patterns))


def test_every_form_carries_the_edition_that_was_read_or_says_why_not():
    bare = {name for name, view in posted().items() if view.edits is None}
    listed = [x for group in (VERSIONED, APPENDS, MOVES, SETS, NONE) for x in group.split()]
    assert len(listed) == len(set(listed)), "each stands once, under one reason"
    assert bare - set(listed) == set(), "declare what it shows (edits=), or say here why not"
    assert set(listed) - bare == set(), "these carry their edition or are gone: take them out"


def test_what_is_said_to_carry_a_version_of_its_own_asks_for_it():
    views = posted()
    for name in VERSIONED.split():
        text = inspect.getsource(inspect.unwrap(views[name]))
        assert "seen" in text, name
