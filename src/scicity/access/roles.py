"""Who somebody is at a facility, or in the city as a whole."""

from __future__ import annotations

from .phrases import Phrase

INSTRUMENT_SCIENTIST, SAFETY, USER_OFFICE, DIRECTOR = (
    "instrument-scientist",
    "safety",
    "user-office",
    "director",
)
CITY_OFFICE, AUDITOR, REVIEWER = "city-office", "auditor", "reviewer"

ROLES = {
    REVIEWER: Phrase("评审专家", "Reviewer"),
    INSTRUMENT_SCIENTIST: Phrase("线站科学家", "Instrument scientist"),
    SAFETY: Phrase("安全官", "Safety officer"),
    USER_OFFICE: Phrase("用户办公室", "User office"),
    DIRECTOR: Phrase("设施主任", "Facility director"),
    CITY_OFFICE: Phrase("科学城办公室", "City office"),
    AUDITOR: Phrase("审计", "Auditor"),
}
CITY_WIDE = (CITY_OFFICE, AUDITOR)
STAFF = (INSTRUMENT_SCIENTIST, SAFETY, USER_OFFICE, DIRECTOR)

PI, CO_PROPOSER, DATA_ONLY = "pi", "co-proposer", "data-only"
MEMBERS = {
    PI: Phrase("课题负责人", "Principal investigator"),
    CO_PROPOSER: Phrase("共同申请人", "Co-proposer"),
    DATA_ONLY: Phrase("仅数据访问", "Data access only"),
}
CHAIR, SECRETARY = "chair", "secretary"
PANEL_ROLES = {
    CHAIR: Phrase("主席", "Chair"),
    SECRETARY: Phrase("秘书", "Secretary"),
    REVIEWER: Phrase("评审专家", "Reviewer"),
}
