"""What stored values are called on pages. One place for words that several pages need."""

from __future__ import annotations

from scicity.platform.phrases import phrase

from .outputs.models import KINDS as OUTPUT_KINDS

ORGANISATION_KINDS = {
    "academic": phrase("access-words-academic"),
    "industry": phrase("access-words-industry"),
    "clinical": phrase("access-words-clinical"),
    "public": phrase("access-words-public"),
}
CALL_KINDS = {
    "standard": phrase("access-call-edit-standard"),
    "rapid": phrase("access-call-edit-rapid-access"),
    "long-term": phrase("access-call-edit-long-term"),
}
FEASIBILITY = {
    "open": phrase("common-open"),
    "feasible": phrase("common-feasible"),
    "partly": phrase("common-partly-feasible"),
    "infeasible": phrase("common-not-feasible"),
}
OUTCOMES = {
    "accept": phrase("common-accepted"),
    "reserve": phrase("common-reserve-list"),
    "reject": phrase("common-not-accepted"),
}
RECOMMENDATIONS = {
    "": phrase("access-words-none-yet"),
    "accept": phrase("access-meeting-accept-2"),
    "reserve": phrase("access-meeting-reserve"),
    "reject": phrase("access-meeting-reject"),
}
VISIT_MODES = {
    "onsite": phrase("access-session-on-site"),
    "remote": phrase("access-session-remote"),
}
HAZARDS_SAID = {
    "none": phrase("access-words-none"),
    "chemical": phrase("access-words-chemical"),
    "biological-1": phrase("access-words-biological-level-1"),
    "biological-2": phrase("access-words-biological-level-2"),
    "radioactive": phrase("access-words-radioactive"),
    "explosive": phrase("access-words-explosive"),
    "nano": phrase("access-words-nanomaterial"),
}
BOOKING_STATES = {
    "booked": phrase("access-instrument-booked"),
    "running": phrase("access-instrument-in-use"),
    "finished": phrase("access-instrument-finished"),
    "missed": phrase("access-instrument-missed"),
    "cancelled": phrase("common-cancelled"),
}

ACTIONS = {
    "create": phrase("access-words-made"),
    "change": phrase("access-words-changed"),
    "delete": phrase("access-words-removed"),
}
THINGS = {
    "proposal": phrase("common-proposal-2"),
    "proposalpart": phrase("access-words-part-of-a-proposal"),
    "proposalmember": phrase("access-words-member-of-a-proposal"),
    "call": phrase("access-words-call"),
    "callunit": phrase("access-words-unit-in-a-call"),
    "facility": phrase("common-facility-2"),
    "unit": phrase("common-unit-2"),
    "course": phrase("common-training"),
    "runcycle": phrase("common-run-cycle"),
    "runperiod": phrase("access-words-period"),
    "ratecard": phrase("common-rate"),
    "downtimeprofile": phrase("common-downtime-profile"),
    "formtemplate": phrase("common-form"),
    "formversion": phrase("access-words-version-of-a-form"),
    "panel": phrase("common-panel"),
    "panelmember": phrase("access-words-panel-member"),
    "panelproposal": phrase("access-words-proposal-before-a-panel"),
    "assignment": phrase("access-panel-review-2"),
    "score": phrase("access-words-score"),
    "technicalreview": phrase("access-words-technical-review"),
    "decision": phrase("access-words-decision"),
    "letter": phrase("access-words-letter"),
    "share": phrase("access-words-share"),
    "session": phrase("common-session"),
    "safetydeclaration": phrase("common-safety-declaration"),
    "visit": phrase("access-words-visit"),
    "shipment": phrase("common-shipment"),
    "logentry": phrase("access-words-line-of-a-run-log"),
    "booking": phrase("common-booking"),
    "waiting": phrase("access-words-place-in-line"),
    "fault": phrase("common-fault"),
    "charge": phrase("access-words-line-of-a-bill"),
    "grant": phrase("access-words-grant"),
    "grantuse": phrase("access-words-draw-on-a-grant"),
    "output": phrase("common-output"),
    "outputlink": phrase("access-words-claim-of-an-output"),
    "person": phrase("access-words-person"),
    "rolegrant": phrase("access-words-role"),
    "clearance": phrase("access-words-completion"),
    "apitoken": phrase("access-words-token"),
    "organisation": phrase("common-organisation"),
    "invitation": phrase("access-words-invitation"),
    "conflict": phrase("access-words-conflict-of-interest"),
    "comment": phrase("access-words-comment"),
    "attachment": phrase("common-attachment"),
    "plan": phrase("common-plan"),
    "yearlyreturn": phrase("access-words-yearly-return"),
    "mail": phrase("access-words-mail"),
    "case": phrase("access-words-case"),
    "stage": phrase("access-words-step"),
    "batch": phrase("access-words-batch"),
    "enterprise": phrase("access-words-enterprise"),
    "parcel": phrase("access-words-parcel"),
    "authority": phrase("access-words-authority"),
    "officer": phrase("access-words-officer"),
    "service": phrase("access-words-service"),
    "version": phrase("access-words-version-of-a-process"),
    "objection": phrase("access-words-objection"),
    "permit": phrase("access-words-permit"),
    "tenancy": phrase("access-words-tenancy"),
    "creditnote": phrase("access-words-credit-note"),
    "contest": phrase("access-words-contested-note"),
    "message": phrase("access-words-message"),
    "document": phrase("access-words-document"),
    "qualification": phrase("access-words-qualification"),
    "project": phrase("common-project-2"),
    "milestone": phrase("common-milestone"),
    "coupling": phrase("access-words-relation-in-time"),
}
SCOPES_SAID = {
    "read": phrase("access-words-read"),
    "proposals": phrase("access-words-proposals"),
    "review": phrase("access-panel-review-2"),
    "sessions": phrase("access-words-sessions"),
    "bookings": phrase("access-words-bookings"),
    "cases": phrase("access-words-cases"),
    "office": phrase("access-words-office-work"),
}
__all__ = [
    "ACTIONS",
    "BOOKING_STATES",
    "CALL_KINDS",
    "FEASIBILITY",
    "HAZARDS_SAID",
    "ORGANISATION_KINDS",
    "OUTCOMES",
    "OUTPUT_KINDS",
    "RECOMMENDATIONS",
    "SCOPES_SAID",
    "THINGS",
    "VISIT_MODES",
]
