"""Claims of the stage that a subject is at: being built, in use, planned; against the registry."""

from __future__ import annotations

import re
from functools import lru_cache

from .known import Memory
from .periods import stated_periods
from .subjects import Named
from .turns import pattern_of, turning_words
from .types import Passage, Verdict

_STAGES = {
    "in_use": ("trial", "operation"),
    "building": ("building", "commissioning"),
    "planned": ("proposed", "approved"),
}
_ZH = r"\s*(?:目前|现|现已|已经|已|正|仍|尚|仍然|依然|还|处于|正处于|全面|正式|均)*\s*(?:在)?"
_EN = (
    r"\s*(?:,\s*)?(?:is|remains|are)\s+(?:still\s+|now\s+|already\s+|currently\s+|fully\s+|yet\s+)*"
)
_TOLD = {
    "in_use": ("已投入运行", "in use"),
    "building": ("在建", "under construction"),
    "planned": ("规划中", "planned"),
}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """By stage: how a clause goes on after its subject, in Chinese (to its end) and in English."""
    return {
        stage: (
            re.compile(
                _ZH + f"(?:{pattern_of(by['zh']).pattern})" + r"(?=之?中?[。;；,，]|之?中?$)"
            ),
            re.compile(_EN + f"(?:{pattern_of(by['en']).pattern})", re.IGNORECASE),
        )
        for stage, by in turning_words()["stage"].items()
    }


def stage_claims(p: Passage, named: list[Named], memory: Memory) -> list[Verdict]:
    """What a sentence in the present says of the stage of a facility, phase or unit right after its
    name.
    """
    if p.kind == "heading":
        return []
    out = []
    for n in named:
        entry = memory.city.entries[n.path]
        if (
            entry.kind not in ("facility", "phase", "unit")
            or not entry.stage
            or n.other
            or stated_periods(p.text)
        ):
            continue
        for stage, patterns in _patterns().items():
            m = next((x for pattern in patterns if (x := pattern.match(p.text, n.end))), None)
            if m is None:
                continue
            holds = entry.stage in _STAGES[stage]
            have = next(
                (told for s, told in _TOLD.items() if entry.stage in _STAGES[s]),
                (entry.stage, entry.stage),
            )
            if entry.stage in ("commissioning", "approved", "retired") and not holds:
                continue  # between two stages, words differ
            ledger = {"zh": have[0], "en": have[1]}
            out.append(
                Verdict(
                    "true" if holds else "false",
                    p,
                    m.start(),
                    m.end(),
                    p.text[m.start() : m.end()],
                    n.path,
                    f"registry:{n.path}",
                    ledger,
                    {"zh": f"登记册为{have[0]}", "en": f"the registry has it {have[1]}"},
                    0.8,
                )
            )
            break
    return out
