"""Run the cases of a past period through another version of policy: who would have been decided
otherwise, and why.

A case is replayed with what it was: its application, what the registers said of it then, and the
answers that were given. Where the other version proposes a decision, it is followed, unless the
officer of the time had departed from the advice: then the officer's word stands. What the other
version asks and nobody answered then is left until its time is over, as silence was; where no time
ends it, it is assumed at the first choice of its form, and the difference says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from scicity.registry.types import Name

from .errors import ServiceError
from .expressions import names_in
from .run import Running, begin
from .topics import TOPICS
from .types import Decided, Field, Process, Step

BEGIN = datetime(2025, 3, 3, 2, tzinfo=UTC)
MOST_STEPS = 60


@dataclass(frozen=True)
class Recorded:
    """A case as it was.

    `answers` by step in order, `facts` by topic, `overrode`: fields in which the officer departed
    from the advice.
    """

    case: str
    application: dict[str, Any]
    answers: tuple[tuple[str, dict[str, Any]], ...]
    facts: dict[str, dict[str, Any]]
    outcome: str
    end: Name
    decided: tuple[Decided, ...]
    overrode: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Replayed:
    """`otherwise`: another outcome than the record's.

    `why`: the row that turned it. `assumed`: answers that nobody gave then. `fault`: it could not
    be replayed.
    """

    case: str
    before: str
    after: str
    why: Name
    assumed: tuple[str, ...] = ()
    fault: str = ""

    @property
    def otherwise(self) -> bool:
        return not self.fault and self.before != self.after


def recorded(name: str, case: Running) -> Recorded:
    """An ended case as the replay wants it. ValueError: it has not ended."""
    end = case.end
    if end is None:
        raise ValueError(f"{name} has not ended; only ended cases are replayed")
    (_, application), *answers = case.answers
    advised = {k: v for d in case.decided for k, v in d.gave}
    steps = [
        (case.process.steps[name], values) for name, values in answers if name in case.process.steps
    ]
    overrode = frozenset(
        s.decision
        for s, values in steps
        if s.advice and values[s.decision] != advised.get(s.advice)
    )
    return Recorded(
        name, application, tuple(answers), case.facts, end[1], end[2], tuple(case.decided), overrode
    )


def replay(records: Iterable[Recorded], process: Process) -> Iterator[Replayed]:
    matters = {
        n
        for e in (
            *process.conditions.values(),
            *(c.asks for t in process.tables.values() for c in t.columns),
        )
        for n in names_in(e)
    }
    for r in records:
        yield _one(r, process, matters)


class _Again:
    """The answers of a recorded case, given once more in their order."""

    def __init__(self, r: Recorded, matters: set[str]) -> None:
        self.r, self.matters = r, matters
        self.left: dict[str, list[Any]] = {}
        for _, values in r.answers:
            for k, v in values.items():
                self.left.setdefault(k, []).append(v)
        self.assumed: list[str] = []

    def world(self, topic: str, _values: dict[str, Any]) -> dict[str, Any]:
        """What the registers said then.

        Of what nobody asked then, the first that they could say is assumed.
        """
        if topic in self.r.facts or not TOPICS[topic].gives:
            return self.r.facts.get(topic, {})
        made = {name: domain[0] for name, domain in TOPICS[topic].gives}
        self.assumed += [n for n in made if n in self.matters and n not in self.assumed]
        return made

    def answers(self, step: Step) -> bool:
        """Whether this step was answered then, as far as the record goes: by the field that
        decides, or by any.
        """
        return any(
            self.left.get(f.id) for f in step.fields if not step.decision or f.id == step.decision
        )

    def form(self, step: Step, data: dict[str, Any]) -> dict[str, Any]:
        given = {f.id: self.field(f) for f in step.fields}
        if step.advice and step.decision not in self.r.overrode:
            given[step.decision] = data.get(step.advice, given[step.decision])
        return {k: v for k, v in given.items() if v is not None}

    def field(self, f: Field) -> Any:
        kept = self.left.get(f.id)
        if kept and (told := kept.pop(0)) is not None:
            return told
        if not f.required:
            return None
        if f.id in self.matters and f.id not in self.assumed:
            self.assumed.append(f.id)
        match f.kind:
            case "choice":
                return f.options[0][0]
            case "yes-no":
                return "no"
            case "number" | "whole":
                return (
                    self.r.application.get("quantity", f.low or 0)
                    if f.id.endswith("quantity")
                    else f.low or 0
                )
            case "date":
                return BEGIN.date().isoformat()
        return "—"


def _one(r: Recorded, process: Process, matters: set[str]) -> Replayed:
    again, now = _Again(r, matters), BEGIN
    try:
        application = {
            f.id: r.application.get(f.id)
            for f in process.start
            if r.application.get(f.id) is not None
        }
        asked_anew = {
            f.id: again.field(f)
            for f in process.start
            if f.required and f.id not in application and not f.personal
        }
        case = begin(process, application | asked_anew, now, again.world, through=process.personal)
        for _ in range(MOST_STEPS):
            if case.ended:
                break
            steps, deadline = case.open, case.next_deadline
            ready = [s for s in steps if again.answers(s.step)]
            if (
                not ready and deadline is not None
            ):  # nobody answered then: here too the time goes by
                now = case.scripts.now = deadline + timedelta(minutes=1)
                case.pass_time()
                continue
            if not steps:
                break
            s = (ready or steps)[0]
            case.answer(s.task, again.form(s.step, case.data), through=process.personal)
    except ServiceError as error:
        return Replayed(r.case, r.outcome, "", r.end, tuple(again.assumed), str(error))
    end = case.end
    if end is None:
        return Replayed(r.case, r.outcome, "", r.end, tuple(again.assumed), "it came to no end")
    return Replayed(r.case, r.outcome, end[1], _why(r, case, end[2]), tuple(again.assumed))


def _why(r: Recorded, case: Running, end: Name) -> Name:
    """The first row that was decided by otherwise than then; where the rows are the same, the end
    itself.
    """
    then = {d.table: (d.gave, d.reason) for d in r.decided}
    turned = [d for d in case.decided if d.table not in then or then[d.table][0] != d.gave]
    return turned[0].reason if turned else end


def summary(found: Iterable[Replayed]) -> list[tuple[str, str, Name, int, int]]:
    """(before, after, why, cases, of them with assumed answers), the most frequent first; only what
    is decided otherwise.
    """
    counts: Counter[tuple[str, str, Name]] = Counter()
    assumed: Counter[tuple[str, str, Name]] = Counter()
    for x in found:
        if x.otherwise:
            key = (x.before, x.after, x.why)
            counts[key] += 1
            assumed[key] += bool(x.assumed)
    return [(*key, n, assumed[key]) for key, n in counts.most_common()]
