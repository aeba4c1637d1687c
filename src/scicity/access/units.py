"""Kinds of facility and the unit in which each gives access (design: what each kind of facility
gives its users).
"""

from __future__ import annotations

from dataclasses import dataclass

from .phrases import Phrase


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
        AccessUnit("shift", Phrase("班次（8小时）", "shifts (8 h)"), 8 * 3600, "machine_time"),
        AccessUnit("shot", Phrase("发次", "shots"), 0, "shots"),
        AccessUnit("hour", Phrase("机时（小时）", "instrument hours"), 3600, "instrument_time"),
        AccessUnit("core-hour", Phrase("核小时", "core-hours"), 0, "compute_jobs", sessions=False),
        AccessUnit("tube", Phrase("样本管", "sample tubes"), 0, "samples", sessions=False),
        AccessUnit("case", Phrase("入组病例", "clinical cases"), 0, "cases", sessions=False),
        AccessUnit("station-day", Phrase("站天", "station days"), 86400, "instrument_time"),
        AccessUnit("rig-hour", Phrase("台架小时", "rig hours"), 3600, "instrument_time"),
    )
}

FACILITY_KINDS = {
    "light-source": (Phrase("光源", "Light source or FEL"), "shift"),
    "laser": (Phrase("高功率激光", "High-power laser"), "shot"),
    "instruments": (Phrase("仪器平台", "Instrument platform"), "hour"),
    "computing": (Phrase("计算设施", "Computing"), "core-hour"),
    "biobank": (Phrase("临床与样本库", "Clinical platform and biobank"), "tube"),
    "observatory": (Phrase("观测网", "Observatory"), "station-day"),
    "test-rig": (Phrase("试验台架", "Test rig"), "rig-hour"),
}

RUN_MODES = {
    "user": Phrase("用户机时", "user time"),
    "reserve": Phrase("机动", "contingency"),
    "machine-development": Phrase("机器研究", "machine study"),
    "commissioning": Phrase("调试", "commissioning"),
    "maintenance": Phrase("维护", "maintenance"),
    "shutdown": Phrase("停机", "shutdown"),
}
