"""What the rules of the tables of access mean to people."""

from __future__ import annotations

from collections.abc import Callable

from scicity.platform.errors import Refused, Stale
from scicity.platform.phrases import Phrase, phrase

RULES: dict[str, Phrase | Callable[[], Refused]] = {
    "revision_once access_proposalrevision": Stale,
    "slot_taken": phrase("access-tables-this-slot-was-just-taken-by"),
    "session_taken": phrase("access-tables-the-unit-already-has-a-session"),
    "plan_published": phrase("access-tables-a-published-plan-never-changes-make"),
    "plan_number_once access_plan": phrase("access-tables-another-version-was-made-at-the"),
    "one_decision access_decision": phrase("access-tables-this-part-was-decided-already"),
    "use_once access_grantuse": phrase("access-tables-this-draw-was-recorded-before"),
    "bill_once access_bill": phrase("access-tables-that-month-s-bill-was-issued"),
    "charged_once session_charged_once draw_charged_once access_charge": phrase(
        "access-tables-this-use-was-charged-already"
    ),
    "grant_not_overdrawn": phrase("access-tables-this-would-draw-more-than-was"),
    "grant_account_once access_grant": phrase("access-tables-this-account-has-a-grant-already"),
    "member_once one_pi access_proposalmember": phrase(
        "access-tables-this-person-is-on-the-proposal"
    ),
    "invited_once access_invitation": phrase("access-tables-this-address-was-invited-already"),
    "panel_member_once one_chair access_panelmember": phrase(
        "access-tables-this-person-is-on-the-panel"
    ),
    "assigned_once access_assignment": phrase("access-tables-this-person-has-this-review-already"),
    "technical_once access_technicalreview": phrase("access-tables-this-person-was-asked-already"),
    "credited_once credited_alone_once access_outputlink access_output": phrase(
        "access-tables-this-output-was-claimed-already"
    ),
    "output_two_people": phrase("access-tables-nobody-confirms-their-own-claim"),
    "waiver_two_people": phrase("access-tables-a-waiver-takes-a-reason-and"),
    "form_name_once access_formtemplate": phrase("access-tables-there-is-a-form-of-this"),
    "cycle_name_once access_runcycle": phrase("access-tables-there-is-a-cycle-of-this"),
    "visit_once access_visit": phrase("access-tables-this-person-is-on-the-team"),
}
