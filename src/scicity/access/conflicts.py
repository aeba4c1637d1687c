"""The kinds of conflict of interest: what each is called, how grave it is, and whether it can ever
be set aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from .phrases import Phrase

SEVERITIES = {
    "absolute": Phrase("绝对回避，不可豁免", "absolute: it cannot be waived"),
    "serious": Phrase("严重，豁免须主任同意", "serious: only the director can agree to a waiver"),
    "minor": Phrase("轻微，豁免须另一人同意", "minor: a second person can agree to a waiver"),
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
    "member": Kind(Phrase("本申请书成员", "is on this proposal"), "absolute"),
    "declared": Kind(
        Phrase("本人声明", "declared by the reviewer"), "absolute"
    ),  # nobody overrides what one says of oneself
    "co-proposer": Kind(
        Phrase("与成员同为另一申请书成员", "on another proposal with a member"), "serious"
    ),
    "co-author": Kind(Phrase("与成员合著", "has published with a member"), "serious"),
    "same-organisation": Kind(Phrase("与成员同单位", "works where a member works"), "minor"),
}
