"""Try a process out: many made-up cases whose answers lie where decisions turn, until every flow
was taken and every row of every table held.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from .errors import Stuck
from .expressions import added, constants_in, names_in
from .run import Running, begin, resume
from .tables import candidates
from .topics import TOPICS
from .types import Field, Process

MOST_STEPS = 60
BEGIN = datetime(2025, 3, 3, 2, tzinfo=UTC)


@dataclass
class Explored:
    """What was seen over all runs. `faults`: a run that came to no end, with what it was given."""

    runs: int = 0
    elements: set[str] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)
    outcomes: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def missed(self, process: Process) -> list[str]:
        """Elements never reached and rows that never held."""
        wanted = (
            set(process.steps)
            | set(process.effects)
            | set(process.rules)
            | set(process.ends)
            | set(process.waits)
        )
        rows = {(t, r.number) for t in process.rules.values() for r in process.tables[t].rows}
        return [f"{e} was never reached" for e in sorted(wanted - self.elements)] + [
            f"{t}, row {n}, never held" for t, n in sorted(rows - self.rows)
        ]


class Made:
    """Answers for one process, drawn from where its tables and conditions turn."""

    def __init__(self, process: Process, seed: int) -> None:
        self.process, self.draw = process, random.Random(seed)  # noqa: S311 - for trying out, not for secrets
        self.turns: dict[str, set[Any]] = {}
        for condition in process.conditions.values():
            for name in names_in(condition):
                self.turns.setdefault(name, set()).update(constants_in(condition))
        for t in process.tables.values():
            for c in t.columns:
                names = names_in(c.asks)
                for name in names:
                    self.turns.setdefault(name, set()).update(
                        candidates(process.tables, c.asks)
                        if len(names) == 1 and name == c.asks
                        else []
                    )
        self.sums = [
            (added(c.asks), p)
            for t in process.tables.values()
            for n, c in enumerate(t.columns)
            if len(added(c.asks)) > 1
            for r in t.rows
            for p in r.tests[n].points
            if isinstance(p, int | Decimal)
        ]

    def value(self, f: Field) -> Any:
        match f.kind:
            case "yes-no":
                return self.draw.choice(("yes", "no"))
            case "choice":
                return self.draw.choice([v for v, _ in f.options])
            case "number" | "whole":
                low, high = (
                    f.low if f.low is not None else Decimal(0),
                    f.high if f.high is not None else Decimal(100),
                )
                turns = [
                    t
                    for t in self.turns.get(f.id, ())
                    if isinstance(t, (int, Decimal)) and low <= t <= high
                ]
                made = (
                    self.draw.choice(turns)
                    if turns and self.draw.random() < 0.7
                    else self.draw.choice(
                        (
                            low,
                            min(high, low + self.draw.randint(0, 100)),
                            min(high, low + self.draw.randint(0, 3)),
                        )
                    )
                )
                return round(made) if f.kind == "whole" else round(Decimal(made), 3)
            case "date":
                return "2025-03-05"
        return f"{f.id}-{self.draw.randint(1, 9)}"

    def form(self, fields: tuple[Field, ...]) -> dict[str, Any]:
        made = {
            f.id: self.value(f)
            for f in fields
            if f.kind != "file" and (f.required or self.draw.random() < 0.5)
        }
        for (
            names,
            point,
        ) in self.sums:  # numbers that add up to what a table asks are rare among random ones
            if set(names) <= set(made) and self.draw.random() < 0.8:
                cuts = sorted(self.draw.choice(range(0, 101, 10)) for _ in names[1:])
                made |= {
                    n: Decimal(point) * (b - a) / 100
                    for n, a, b in zip(names, (0, *cuts), (*cuts, 100), strict=True)
                }
        return made

    def world(self, topic: str, _values: dict[str, Any]) -> dict[str, Any]:
        return {name: self.draw.choice(domain) for name, domain in TOPICS[topic].gives}


def cases(
    process: Process, runs: int, seed: int = 1, put_away: bool = False
) -> Iterator[tuple[Running, list[tuple[str, Any]]]]:
    """Made-up cases, each from its application to its end, with what was done to it.

    `put_away`: the case is stored and taken up between any two steps.
    """
    for n in range(runs):
        made = Made(process, seed * 1_000_003 + n)
        now = BEGIN
        told: list[tuple[str, Any]] = []
        application = made.form(process.start)
        told.append(("start", application))
        case = begin(process, application, now, made.world)
        for _ in range(MOST_STEPS):
            if case.ended:
                break
            if put_away:
                case = resume(process, case.kept(), now, made.world)
            deadline = case.next_deadline
            steps = case.open
            if deadline is not None and (not steps or made.draw.random() < 0.15):
                now = deadline + timedelta(minutes=1)
                told.append(("time", now.isoformat()))
                case.scripts.now = now
                case.pass_time()
            elif steps:
                step = made.draw.choice(steps)
                given = made.form(step.step.fields)
                told.append((step.step.id, given))
                case.answer(step.task, given)
            else:
                break
        yield case, told


def explore(process: Process, runs: int = 600, seed: int = 1) -> Explored:
    found = Explored()
    source = cases(process, runs, seed)
    while True:
        try:
            case, told = next(source)
        except StopIteration:
            return found
        except Stuck as error:
            found.faults.append(str(error))
            source = cases(process, runs - found.runs - len(found.faults), seed + len(found.faults))
            if len(found.faults) > 5:
                return found
            continue
        found.runs += 1
        found.elements |= case.visited()
        found.rows |= {(d.table, d.row) for d in case.decided}
        end = case.end
        if end is None:
            found.faults.append(f"comes to no end after {[s for s, _ in told]}")
        else:
            found.outcomes[end[1]] = found.outcomes.get(end[1], 0) + 1
        if found.runs % 50 == 0 and not found.missed(process):
            return found
