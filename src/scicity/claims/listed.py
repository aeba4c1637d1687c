"""Counts that a document shows by listing: 'X (A, B)' says that X has two."""

from __future__ import annotations

import re

from .known import Memory
from .lexicon import terms
from .match import Weights, coverage
from .subjects import Named
from .types import Known, Passage, Verdict

_JOIN = re.compile(r"\s*(?:、|,|，|及|和|与|and)\s*")
_UNIT_OF = {
    "phase": ("phases",),
    "unit": ("devices", "systems", "platforms"),
    "facility": ("facilities",),
}


def listed_claims(
    p: Passage, named: list[Named], heading: str, memory: Memory, weights: Weights
) -> list[Verdict]:
    """Lists of registered names, each against a count of such things in the ledger."""
    out = []
    for run in _runs(p.text, named):
        entries = [memory.city.entries[n.path] for n in run]
        kinds = {e.kind for e in entries}
        if len(kinds) != 1 or not kinds <= set(_UNIT_OF):
            continue
        kind = kinds.pop()
        known = _counted(p, run, kind, heading, memory, weights)
        if known is None:
            continue
        whose = [n for n in named if 0 <= run[0].start - n.end <= 1]
        if kind != "facility" and whose and not _of_whole(whose[-1].path, known.subject):
            why = {
                "zh": f"所列属于{known.subject}",
                "en": f"what is listed is of {known.subject}",
            }
            out.append(_verdict(p, run, known, False, why))
            continue
        same = known.interval.exact == len(run)
        if not same and (
            kind == "facility"
            and (len({e.stage for e in entries}) > 1 or abs(len(run) - known.stated.value) > 1)
        ):
            continue  # a list of some of them says no count
        why = {
            "zh": f"列出{len(run)}项，账本为{known.shown['zh']}",
            "en": f"{len(run)} are listed; the ledger has {known.shown['en']}",
        }
        out.append(_verdict(p, run, known, same, why))
    return out


def _verdict(
    p: Passage, run: list[Named], known: Known, same: bool, why: dict[str, str]
) -> Verdict:
    return Verdict(
        "true" if same else "false",
        p,
        run[0].start,
        run[-1].end,
        p.text[run[0].start : run[-1].end],
        known.subject,
        known.address,
        known.shown,
        why,
        0.6,
    )


def _of_whole(path: str, whole: str) -> bool:
    """Whether a name that parts are listed behind is their whole's, or of its own kin."""
    return path.split("/", maxsplit=1)[0] == whole.split("/", maxsplit=1)[0]


def _runs(text: str, named: list[Named]) -> list[list[Named]]:
    """Names that only a mark or a conjunction parts, at least two, each once."""
    runs: list[list[Named]] = [[]]
    for n in named:
        if runs[-1] and not _JOIN.fullmatch(text[runs[-1][-1].end : n.start]):
            runs.append([])
        runs[-1].append(n)
    return [r for r in runs if len(r) > 1 and len({n.path for n in r}) == len(r)]


def _counted(
    p: Passage, run: list[Named], kind: str, heading: str, memory: Memory, weights: Weights
) -> Known | None:
    """The ledger's count of what the list holds: parts of one whole in its brackets, or facilities
    of one stage.
    """
    numbers = [
        k for k in memory.numbers if k.unit in _UNIT_OF[kind] and k.interval.exact is not None
    ]
    if kind != "facility":
        whole = {n.path.rpartition("/")[0] for n in run}
        inside = re.search(r"[(（]\s*$", p.text[: run[0].start]) and re.match(
            r"\s*[)）]", p.text[run[-1].end :]
        )
        found = [k for k in numbers if {k.subject} == whole and inside]
        return found[0] if len(found) == 1 else None
    about = terms(
        f"{heading} {p.text[: run[0].start]} {p.text[run[-1].end :]} {' '.join(p.labels)}"
    )
    best = [k for k in numbers if max(coverage(weights, t, about, about) for t in k.titles) >= 0.9]
    return best[0] if len(best) == 1 and len(run) > 2 else None
