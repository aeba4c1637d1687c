"""The checker as a second look at a report that has just been built: a sentence that it calls false
stops the build.
"""

from __future__ import annotations

from collections import Counter

from scicity.ledger import Ledger
from scicity.registry import City, at
from scicity.reports import Fault, Report, Sentence
from scicity.reports.tree import Bullets, Heading, Paragraph

from .check import check_passages
from .known import Memory
from .types import Passage, Verdict


def second_look(report: Report, ledger: Ledger, city: City) -> tuple[list[Fault], dict[str, int]]:
    """The report's prose held against the ledger as of its moment, by rules that share nothing with
    the template's.

    Returns a fault for each number called false, with the template's line, and how many verdicts
    there were of each kind. The checker guesses the measure from the words; where it takes a bound
    figure of a proven sentence for another measure of the same subject, it is the checker that
    errs: such verdicts are counted as overruled.
    """
    passages = _passages(report)
    with at(city.locale):
        verdicts = check_passages(passages, Memory(ledger, city, report.as_of))
    faults, outcomes = [], Counter[str]()
    for v in verdicts:
        said = next(
            (
                s
                for s in report.sentences
                if s.kind != "row" and v.claim in s.text and s.text in v.passage.text
            ),
            None,
        )
        outcome = (
            "overruled"
            if v.outcome == "false" and said is not None and _overruled(v, said, report)
            else str(v.outcome)
        )
        outcomes[outcome] += 1
        if outcome != "false":
            continue
        ledger_has = (
            f"; the ledger has {v.ledger[report.language]} ({v.address})" if v.ledger else ""
        )
        faults.append(
            Fault(
                said.where if said else v.passage.place,
                said.text if said else v.passage.text,
                f"the checker calls {v.claim!r} false: {v.why[report.language]}{ledger_has}. Bind"
                " the figure that is meant, or name its subject and period",
            )
        )
    return faults, dict(sorted(outcomes.items()))


def _overruled(v: Verdict, said: Sentence, report: Report) -> bool:
    """Whether a number that the checker calls false is a bound figure of a proven sentence, and of
    the subject that it was held against.
    """
    bound = [
        r
        for r in map(report.ref, said.refs)
        if r.shown == v.claim or v.claim in r.shown or r.shown in v.claim
    ]
    return said.standing == "proven" and bool(bound) and all(r.subject == v.subject for r in bound)


def _passages(report: Report) -> list[Passage]:
    out: list[Passage] = []
    for block in report.blocks:
        if isinstance(block, Heading):
            out.append(Passage(len(out), "heading", "heading", block.text, block.level))
        elif isinstance(block, Paragraph | Bullets):
            for line in block.items if isinstance(block, Bullets) else (block.line,):
                out.append(Passage(len(out), "text", "text", "".join(p.text for p in line)))
    return out
