"""Who somebody is at a facility, or in the city as a whole."""

from __future__ import annotations

from scicity.platform.phrases import phrase

INSTRUMENT_SCIENTIST, SAFETY, USER_OFFICE, DIRECTOR = (
    "instrument-scientist",
    "safety",
    "user-office",
    "director",
)
CITY_OFFICE, AUDITOR, REVIEWER = "city-office", "auditor", "reviewer"

ROLES = {
    REVIEWER: phrase("common-reviewer"),
    INSTRUMENT_SCIENTIST: phrase("platform-roles-instrument-scientist"),
    SAFETY: phrase("platform-roles-safety-officer"),
    USER_OFFICE: phrase("platform-roles-user-office"),
    DIRECTOR: phrase("platform-roles-facility-director"),
    CITY_OFFICE: phrase("common-city-office"),
    AUDITOR: phrase("platform-roles-auditor"),
}
CITY_WIDE = (CITY_OFFICE, AUDITOR)
STAFF = (INSTRUMENT_SCIENTIST, SAFETY, USER_OFFICE, DIRECTOR)

PI, CO_PROPOSER, DATA_ONLY = "pi", "co-proposer", "data-only"
MEMBERS = {
    PI: phrase("platform-roles-principal-investigator"),
    CO_PROPOSER: phrase("platform-roles-co-proposer"),
    DATA_ONLY: phrase("platform-roles-data-access-only"),
}
CHAIR, SECRETARY = "chair", "secretary"
PANEL_ROLES = {
    CHAIR: phrase("platform-roles-chair"),
    SECRETARY: phrase("platform-roles-secretary"),
    REVIEWER: phrase("common-reviewer"),
}
