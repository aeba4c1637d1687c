"""Kinds of facility and the unit in which each gives access (design: what each kind of facility
gives its users).
"""

from __future__ import annotations

from dataclasses import dataclass

from scicity.platform.phrases import Phrase, phrase


@dataclass(frozen=True)
class AccessUnit:
    """A unit of access. `seconds` is its length where it is a time, 0 where it is a count.

    `stream` is the ledger's stream that its use is recorded in; `sessions` says whether it is used
    in sessions.
    """

    code: str
    name: Phrase
    seconds: int
    stream: str
    sessions: bool = True


ACCESS_UNITS = {
    u.code: u
    for u in (
        AccessUnit("shift", phrase("access-units-shifts-8-h"), 8 * 3600, "machine_time"),
        AccessUnit("shot", phrase("access-units-shots"), 0, "shots"),
        AccessUnit("hour", phrase("access-units-instrument-hours"), 3600, "instrument_time"),
        AccessUnit(
            "core-hour", phrase("access-units-core-hours"), 0, "compute_jobs", sessions=False
        ),
        AccessUnit("tube", phrase("access-units-sample-tubes"), 0, "samples", sessions=False),
        AccessUnit("case", phrase("access-units-clinical-cases"), 0, "cases", sessions=False),
        AccessUnit("station-day", phrase("access-units-station-days"), 86400, "instrument_time"),
        AccessUnit("rig-hour", phrase("access-units-rig-hours"), 3600, "instrument_time"),
    )
}

FACILITY_KINDS = {
    "light-source": (phrase("access-units-light-source-or-fel"), "shift"),
    "laser": (phrase("access-units-high-power-laser"), "shot"),
    "instruments": (phrase("access-units-instrument-platform"), "hour"),
    "computing": (phrase("access-units-computing"), "core-hour"),
    "biobank": (phrase("access-units-clinical-platform-and-biobank"), "tube"),
    "observatory": (phrase("access-units-observatory"), "station-day"),
    "test-rig": (phrase("access-units-test-rig"), "rig-hour"),
}

RUN_MODES = {
    "user": phrase("common-user-time"),
    "reserve": phrase("access-units-contingency"),
    "machine-development": phrase("access-units-machine-study"),
    "commissioning": phrase("common-commissioning"),
    "maintenance": phrase("access-units-maintenance"),
    "shutdown": phrase("access-units-shutdown"),
}
