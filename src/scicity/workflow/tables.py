"""Decision tables (OMG DMN 1.3): read, worked out row by row, and checked for gaps and overlaps
with the rows named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from lxml import etree

from scicity.registry.types import Name

from .errors import BadProcess, Stuck
from .expressions import Cell, Value, cell, names_in, work_out
from .words import two

POLICIES = ("UNIQUE", "FIRST", "COLLECT")
MOST_REGIONS = 200_000


@dataclass(frozen=True)
class Column:
    """`asks` is the expression that the column looks at, `values` the test that says which values
    there can be.
    """

    name: Name
    asks: str
    values: Cell


@dataclass(frozen=True)
class Row:
    """`number` counts from 1, as modellers show it; `reason` is the row's annotation in two
    languages.
    """

    number: int
    tests: tuple[Cell, ...]
    gives: tuple[str, ...]
    reason: Name


@dataclass(frozen=True)
class Table:
    id: str
    name: Name
    policy: str
    columns: tuple[Column, ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]

    def hits(self, values: tuple[Value, ...]) -> tuple[Row, ...]:
        return tuple(
            r for r in self.rows if all(t.holds(v) for t, v in zip(r.tests, values, strict=True))
        )

    def asked(self, data: Mapping[str, Any]) -> tuple[Value, ...]:
        return tuple(work_out(c.asks, data) for c in self.columns)

    def decide(self, data: Mapping[str, Any]) -> tuple[tuple[Row, ...], dict[str, Any]]:
        """The rows that hold and what they give: of the first one, or lists of all where the policy
        collects. Stuck: no row holds.
        """
        rows = self.hits(self.asked(data))
        if self.policy == "COLLECT":
            return rows, {
                name: [work_out(r.gives[n], data) for r in rows]
                for n, name in enumerate(self.outputs)
            }
        if not rows:
            raise Stuck(
                f"No row of the table {self.name.en!r} covers"
                f" {dict(zip((c.asks for c in self.columns), self.asked(data), strict=True))}."
            )
        return rows[:1], {
            name: work_out(rows[0].gives[n], data) for n, name in enumerate(self.outputs)
        }


def read_tables(source: bytes) -> list[Table]:
    """All decision tables of a DMN file of any 1.x edition. BadProcess: all that cannot be read."""
    try:
        root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise BadProcess([f"The table is no XML: {error}"]) from error
    faults: list[str] = []
    found = [
        _table(d, faults)
        for d in root.iterfind("{*}decision")
        if d.find("{*}decisionTable") is not None
    ]
    if not found and not faults:
        faults.append("The file holds no decision table.")
    if faults:
        raise BadProcess(faults)
    return found


def _text(node: Any, path: str) -> str:
    found = node.find(path)
    return "" if found is None or found.text is None else found.text.strip()


def _table(decision: Any, faults: list[str]) -> Table:
    body, name = (
        decision.find("{*}decisionTable"),
        two(decision.get("name"), decision.get("id", "")),
    )
    policy = body.get("hitPolicy", "UNIQUE")
    if policy not in POLICIES:
        faults.append(
            f"{name.en}: the hit policy {policy} is not supported; use one of {', '.join(POLICIES)}"
        )
    columns = []
    for n, node in enumerate(body.iterfind("{*}input"), 1):
        asks = _text(node, "{*}inputExpression/{*}text")
        try:
            names_in(asks)
            columns.append(
                Column(
                    two(node.get("label"), asks), asks, cell(_text(node, "{*}inputValues/{*}text"))
                )
            )
        except (SyntaxError, ValueError) as error:
            faults.append(f"{name.en}, input {n}: {error}")
    outputs = tuple(o.get("name") or "" for o in body.iterfind("{*}output"))
    if not outputs or not all(o.isidentifier() for o in outputs):
        faults.append(f"{name.en}: each output needs a name of letters, digits and _")
    rows = []
    for n, node in enumerate(body.iterfind("{*}rule"), 1):
        gives = tuple(_text(e, "{*}text") for e in node.iterfind("{*}outputEntry"))
        try:
            tests = tuple(cell(_text(e, "{*}text")) for e in node.iterfind("{*}inputEntry"))
            for g in gives:
                names_in(g)
        except (SyntaxError, ValueError) as error:
            faults.append(f"{name.en}, row {n}: {error}")
            continue
        rows.append(
            Row(
                n,
                tests,
                gives,
                two(_text(node, "{*}description") or _text(node, "{*}annotationEntry/{*}text")),
            )
        )
    return Table(decision.get("id", ""), name, policy, tuple(columns), outputs, tuple(rows))


def check_table(table: Table) -> list[str]:
    """Gaps, overlaps and rows that never hold.

    Each column is cut where a row or its domain cuts it; every piece is tried.
    """
    samples = [
        _samples(c.values, [r.tests[n] for r in table.rows]) for n, c in enumerate(table.columns)
    ]
    size = 1
    for s in samples:
        size *= len(s)
    if size > MOST_REGIONS:
        return [f"{table.name.en}: {size} combinations are too many to check; split the table"]
    faults: list[str] = []
    held: set[int] = set()
    overlaps: set[tuple[int, int]] = set()
    gaps = 0
    for values in product(*samples):
        hits = table.hits(values)
        held |= {r.number for r in (hits if table.policy != "FIRST" else hits[:1])}
        if not hits and table.policy != "COLLECT":
            gaps += 1
            if gaps <= 5:
                faults.append(f"{table.name.en}: no row covers {_shown(table, values)}")
        if table.policy == "UNIQUE" and len(hits) > 1:
            pair = (hits[0].number, hits[1].number)
            if pair not in overlaps:
                overlaps.add(pair)
                faults.append(
                    f"{table.name.en}: rows {pair[0]} and {pair[1]} both hold at"
                    f" {_shown(table, values)}"
                )
    if gaps > 5:
        faults.append(f"{table.name.en}: … and {gaps - 5} more combinations without a row")
    faults += [
        f"{table.name.en}: row {r.number} never holds" for r in table.rows if r.number not in held
    ]
    return faults


def _shown(table: Table, values: tuple[Value, ...]) -> str:
    return ", ".join(f"{c.asks} = {v!r}" for c, v in zip(table.columns, values, strict=True))


def _samples(domain: Cell, tests: list[Cell]) -> list[Value]:
    """One value of each piece into which the tests cut the domain."""
    return [v for v in dict.fromkeys(_candidates(domain, tests)) if domain.holds(v)]


def _candidates(domain: Cell, tests: list[Cell]) -> Iterator[Value]:
    points = {p for t in (*tests, domain) for p in t.points}
    numbers = sorted(p for p in points if isinstance(p, (int, Decimal)) and not isinstance(p, bool))
    if any(isinstance(p, bool) for p in points):
        yield from (True, False)
    texts = sorted(p for p in points if isinstance(p, str))
    yield from texts
    if texts and not domain.tests:
        yield "—"
    if numbers:
        yield numbers[0] - 1
        for low, high in zip(numbers, [*numbers[1:], numbers[-1] + 2], strict=True):
            yield low
            yield Decimal(low + high) / 2
    if not points:
        yield 0


def candidates(tables: Mapping[str, Table], name: str) -> list[Value]:
    """Values at which some table turns that looks at that answer: for trying a process out."""
    found: dict[Value, None] = {}
    for t in tables.values():
        for n, c in enumerate(t.columns):
            if c.asks == name:
                found.update(dict.fromkeys(_samples(c.values, [r.tests[n] for r in t.rows])))
    return list(found)
