"""The kinds of conflict of interest: what each is called, how grave it is, and whether it can ever
be set aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from scicity.platform.phrases import Phrase, phrase

SEVERITIES = {
    "absolute": phrase("access-conflicts-absolute-it-cannot-be-waived"),
    "serious": phrase("access-conflicts-serious-only-the-director-can-agree"),
    "minor": phrase("access-conflicts-minor-a-second-person-can-agree"),
}


@dataclass(frozen=True)
class Kind:
    """Every kind bars from judging the proposal until it is waived; the severity says who may waive
    it.
    """

    title: Phrase
    severity: str

    @property
    def waivable(self) -> bool:
        return self.severity != "absolute"

    @property
    def gravity(self) -> Phrase:
        return SEVERITIES[self.severity]


CONFLICTS = {
    "member": Kind(phrase("access-conflicts-is-on-this-proposal"), "absolute"),
    "declared": Kind(
        phrase("access-conflicts-declared-by-the-reviewer"), "absolute"
    ),  # nobody overrides what one says of oneself
    "co-proposer": Kind(phrase("access-conflicts-on-another-proposal-with-a-member"), "serious"),
    "co-author": Kind(phrase("access-conflicts-has-published-with-a-member"), "serious"),
    "same-organisation": Kind(phrase("access-conflicts-works-where-a-member-works"), "minor"),
}
