"""What a new version must keep to beyond being sound.

Versions that are kept already are read without it: they never change.
"""

from __future__ import annotations

from collections.abc import Iterator

from .expressions import reserved
from .topics import TOPICS
from .types import Process, reached

OBJECTIONS = "objections.facts"


def lint(p: Process) -> list[str]:
    """Faults of a process that somebody would put in force: names that expressions cannot use,
    bounds that nothing meets, answers of a register that a form or a table would give instead,
    objections that would never reach the process.
    """
    return sorted({*_names(p), *_bounds(p), *_registers(p), *_objections(p)})


def _asked(p: Process) -> Iterator[tuple[str, str]]:
    """(where, name) of every answer that a form or a table gives."""
    yield from (("the application", f.id) for f in p.start)
    yield from ((s.name.en, f.id) for s in p.steps.values() for f in s.fields)
    yield from ((t.name.en, o) for t in p.tables.values() for o in t.outputs)


def _names(p: Process) -> Iterator[str]:
    for where, name in _asked(p):
        if reserved(name):
            yield (
                f"{where}: {name!r} is a reserved word of expressions, so none could look at it;"
                f" call it {name}_ or otherwise"
            )


def _bounds(p: Process) -> Iterator[str]:
    for fields in (p.start, *(s.fields for s in p.steps.values())):
        for f in fields:
            if f.low is not None and f.high is not None and f.low > f.high:
                yield (
                    f"{f.name.en}: its least {f.low} lies above its most {f.high}, so no answer"
                    " would do"
                )


def _registers(p: Process) -> Iterator[str]:
    told = {answer: e.topic for e in p.effects.values() for answer, _ in TOPICS[e.topic].gives}
    for where, name in _asked(p):
        if name in told:
            yield (
                f"{where}: {name!r} is what the register answers to {told[name]}; nobody else may"
                " say it, so call this otherwise"
            )


def _objections(p: Process) -> Iterator[str]:
    """After a window no way leads to an end but by the register: what was objected is counted
    there, not typed.
    """
    links = [*((a, b) for _, a, b in p.flows), *p.attached]
    asking = {e.id for e in p.effects.values() if e.topic == OBJECTIONS}
    around = [(a, b) for a, b in links if a not in asking and b not in asking]
    for w in p.windows:
        if reached([w], around) & set(p.ends):
            yield (
                f"{p.waits[w][0].en}: objections of this time could miss the process; let a service"
                f" task with the topic {OBJECTIONS} follow on every way to an end"
            )
    batches = [s for s in p.steps.values() if s.batch]
    for s in batches:
        if not reached([s.id], links) & p.windows:
            yield (
                f"{s.name.en}: what is published may be objected to; give the time that follows the"
                " property objections = yes"
            )
