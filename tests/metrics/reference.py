"""What the ledger and the metrics should say, worked out the slow way: loops over records, exact
fractions, no engine.

`Book` keeps what was recorded, import by import; `answers` gives every figure of a question with
its coverage. Only the definitions themselves, the catalogue's metrics and the streams' schemas, are
taken from the program. Times are UTC seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise, product
from typing import Any
from zoneinfo import ZoneInfo

from scicity.ledger import OPEN_END, STREAMS
from scicity.metrics import Atom, Metric, Scope, catalogue

Row = dict[str, Any]
Span = tuple[int, int]
Key = tuple[Any, ...]
ALWAYS_KNOWN = {"unit", "facility", "start", "end", "submit", "record"}
# what is worked out of a record, and what its source has to know for it
WORKED_OUT: dict[str, tuple[tuple[str, ...], Callable[[Row], Any]]] = {
    "wait": (("wait",), lambda r: r["start"] - r["submit"]),
    "wait_ran": (("wait",), lambda r: r["start"] - r["submit"] if r["end"] > r["start"] else 0),
    "length": ((), lambda r: r["end"] - r["start"]),
    "run": ((), lambda r: (r["unit"], r["job"], r["submit"])),
    "cores_of_known_use": (
        ("cores", "cpu_seconds"),
        lambda r: 0 if r["cpu_seconds"] is None else r["cores"],
    ),
    "memory_of_known_use": (
        ("memory", "memory_used"),
        lambda r: (r["memory"] or 0) if _one_node_of_known_memory(r) else 0,
    ),
    "memory_used_of_known": (
        ("memory", "memory_used"),
        lambda r: (r["memory_used"] or 0) if _one_node_of_known_memory(r) else 0,
    ),
}


def _one_node_of_known_memory(r: Row) -> bool:
    return r["nodes"] in (None, 1) and r["memory"] is not None and r["memory_used"] is not None


# --- the ledger -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """What one source says at a moment that it holds of a stream of a unit."""

    source: str
    moment: int
    stream: str
    unit: str
    start: int
    end: int
    fields: frozenset[str]
    unknown: frozenset[str]
    aside: int

    def knows(self, name: str) -> bool:
        return name not in self.unknown and (
            name == "wait" or name in self.fields or name in ALWAYS_KNOWN
        )


@dataclass(frozen=True)
class Batch:
    """Rows of a source for one stream, the columns it came with, and what it does not know."""

    stream: str
    rows: list[Row]
    columns: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass
class Book:
    """All that was recorded: the records as they stood after each moment, and what sources said by
    then.
    """

    states: list[tuple[int, dict[str, dict[Key, Row]]]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def take(
        self,
        moment: int,
        source: str,
        batches: Iterable[Batch],
        span: Span | None = None,
        unit: str = "",
    ) -> None:
        now = self.now()
        for b in batches:
            good, aside = sorted_out(b)
            for row in good:
                now[b.stream][key_of(b.stream, row)] = row
            self._say(moment, source, b, aside, span, unit)
        self.states.append((moment, now))

    def _say(
        self, moment: int, source: str, b: Batch, aside: int, span: Span | None, unit: str
    ) -> None:
        kept = [r for r in b.rows if not broken(b.stream, r)]
        names = [f.name for f in STREAMS[b.stream].fields]
        fields = (
            {n for n in names if any(r.get(n) is not None for r in kept)}
            if kept
            else set(b.columns) & set(names)
        )
        if span is None and kept:
            span = min(r["start"] for r in kept), max(r["end"] for r in kept)
        for of in {r["unit"] for r in kept} or ({unit} if unit else set()):
            if span:
                self.said.append(
                    Said(
                        source,
                        moment,
                        b.stream,
                        of,
                        *span,
                        frozenset(fields),
                        frozenset(b.unknown),
                        aside,
                    )
                )

    def withdraw(self, moment: int, stream: str, keys: Iterable[Key]) -> None:
        now = self.now()
        for key in keys:
            del now[stream][key]
        self.states.append((moment, now))

    def now(self) -> dict[str, dict[Key, Row]]:
        last = self.states[-1][1] if self.states else {name: {} for name in STREAMS}
        return {name: dict(rows) for name, rows in last.items()}

    def as_of(self, moment: int) -> tuple[dict[str, list[Row]], list[Said]]:
        state = [s for at, s in self.states if at <= moment][-1]
        live = {name: list(rows.values()) for name, rows in state.items()}
        return live, [s for s in self.said if s.moment <= moment]


def key_of(stream: str, row: Row) -> Key:
    return tuple(row[n] for n in ("unit", *STREAMS[stream].key))


def sorted_out(b: Batch) -> tuple[list[Row], int]:
    """The rows of a batch that become records, each with every field, and how many are set
    aside.
    """
    first: dict[Key, Row] = {}
    aside = 0
    for given in b.rows:
        row = {f.name: given.get(f.name) for f in STREAMS[b.stream].fields}
        if broken(b.stream, row) or first.setdefault(key_of(b.stream, row), row) != row:
            aside += 1
    return list(first.values()), aside


def broken(stream: str, row: Row) -> bool:
    kind = STREAMS[stream]
    for f in kind.fields:
        v = row.get(f.name)
        if f.required and (v is None or v == ""):
            return True
        if v is not None and (
            (f.minimum is not None and v < f.minimum) or (f.choices and v not in f.choices)
        ):
            return True
    if row["start"] < 0 or row["end"] < row["start"]:
        return True
    return bool(kind.paused) and (row.get(kind.paused) or 0) > row["end"] - row["start"]


# --- periods --------------------------------------------------------------------------------------


def midnight(day: date, zone: str) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())


def day_of(second: int, zone: str) -> date:
    return datetime.fromtimestamp(second, ZoneInfo(zone)).date()


def label_of(day: date, grain: str) -> str:
    return {
        "day": f"{day}",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "year": f"{day.year}",
    }[grain]


def spans_of(first: date, last: date, grain: str, zone: str, whole: str) -> dict[str, Span]:
    """The buckets of [first, last] by label; `grain` 'whole' is one bucket called `whole`."""
    if grain == "whole":
        return {whole: (midnight(first, zone), midnight(last + timedelta(days=1), zone))}
    around = [first + timedelta(days=n) for n in range(-366, (last - first).days + 367)]
    labels = dict.fromkeys(label_of(d, grain) for d in around if first <= d <= last)
    days = {w: [d for d in around if label_of(d, grain) == w] for w in labels}
    return {
        w: (midnight(ds[0], zone), midnight(ds[-1] + timedelta(days=1), zone))
        for w, ds in days.items()
    }


# --- values ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """The records that a figure is about: of these paths, with these values of the dimensions that
    their stream knows.
    """

    live: dict[str, list[Row]]
    scope: Scope
    dims: tuple[tuple[str, Any], ...] = ()

    def of(self, stream: str) -> list[Row]:
        known = {f.name for f in STREAMS[stream].fields} | {"facility"}
        rows = in_force(self.live[stream]) if STREAMS[stream].succession else self.live[stream]
        return [
            r
            for r in rows
            if within(r["unit"], self.scope.paths)
            and all(of_row(r, n) == v for n, v in self.dims if n in known)
        ]


def within(unit: str, paths: tuple[str, ...] | None) -> bool:
    return paths is None or any(unit == p or unit.startswith(p + "/") for p in paths)


def of_row(r: Row, name: str) -> Any:
    if name == "facility":
        return r["unit"].split("/")[0]
    return WORKED_OUT[name][1](r) if name in WORKED_OUT else r[name]


def text(value: Any) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def in_force(rows: list[Row]) -> list[Row]:
    """Each row of a succession for the times at which no row of its unit that began later lasts."""
    found = []
    for unit in {r["unit"] for r in rows}:
        own = [r for r in rows if r["unit"] == unit]
        for a, b in pairwise(sorted({t for r in own for t in (r["start"], r["end"])})):
            lasting = [r for r in own if r["start"] <= a and b <= r["end"]]
            if lasting:
                found.append({**max(lasting, key=lambda r: r["start"]), "start": a, "end": b})
    return found


def last_of(r: Row, stream: str) -> int:
    """The last second that a record touches."""
    return r["end"] if STREAMS[stream].end_included else max(r["end"] - 1, r["start"])


def counts(r: Row, stream: str) -> bool:
    """Whether a row is counted: pieces of a job are not."""
    pieces = STREAMS[stream].pieces
    return not pieces or r[pieces] is None


def weight_of(r: Row, atom: Atom) -> int:
    result = 1
    for name in atom.weight:
        result *= of_row(r, name) or 0
    return result


def inside(r: Row, start: int, end: int) -> int:
    return max(0, min(r["end"], end) - max(r["start"], start))


def value(metric: Metric, part: Part, start: int, end: int, free_range: bool) -> Fraction | None:
    """The value of a metric in [start, end): factor × Σ numerator ÷ Π denominator; None where it is
    undefined.
    """
    if metric.sum_days and free_range:
        zone, first = part.scope.zone, day_of(start, part.scope.zone)
        days = [first + timedelta(days=n) for n in range((day_of(end - 1, zone) - first).days + 1)]
        each = [
            value(metric, part, midnight(d, zone), midnight(d + timedelta(days=1), zone), False)
            for d in days
        ]
        return sum((v for v in each if v is not None), Fraction(0))
    empty = None if metric.empty is None else Fraction(metric.empty)
    above = Fraction(0)
    for atom in metric.numerator:
        v = atom_of(atom, part, start, end)
        if v is None:
            return empty
        above += atom.sign * v
    for atom in metric.denominator:
        below = atom_of(atom, part, start, end)
        if not below:
            return empty
        above /= below
    return above * metric.factor


def atom_of(atom: Atom, part: Part, start: int, end: int) -> Fraction | None:
    if atom.take == "period":
        return Fraction(end - start)
    if atom.take in ("downtime", "faults", "faults_plus_one", "outage"):
        return stopped(atom, part, start, end)
    s = atom.stream
    first = getattr(atom, "first", None)
    rows = [
        r
        for r in part.of(s)
        if r["start"] < end
        and last_of(r, s) >= start
        and all(text(of_row(r, c)) in vs for c, vs in atom.where if not first or c != first[0])
        and not any(text(of_row(r, c)) in vs for c, vs in getattr(atom, "unless", ()))
    ]
    if first:
        return first_of(atom, rows)
    if atom.take == "hours":
        return sum(
            (weight_of(r, atom) * inside(r, start, end) * (1 - paused(r, s)) for r in rows),
            Fraction(0),
        )
    if atom.take == "stretched":
        return sum(
            (
                weight_of(r, atom)
                * (
                    Fraction(inside(r, start, end), r["end"] - r["start"])
                    if r["end"] > r["start"]
                    else Fraction(1)
                )
                for r in rows
            ),
            Fraction(0),
        )
    if atom.take in ("distinct", "min", "max"):
        values = {of_row(r, atom.of) for r in rows} - {None}
        return Fraction(
            len(values)
            if atom.take == "distinct"
            else (min if atom.take == "min" else max)(values, default=0)
        )
    counted = [r for r in rows if counts(r, s)]
    began = [r for r in counted if start <= r["start"] < end]
    if atom.take == "quantile":
        ordered = sorted(of_row(r, atom.of) for r in began)
        return next(
            (Fraction(v) for n, v in enumerate(ordered, 1) if n >= atom.quantile * len(ordered)),
            None,
        )
    chosen = {
        "live": counted,
        "started": began,
        "ended": [r for r in counted if start <= last_of(r, s) < end],
        "submitted": [r for r in counted if start <= r.get("submit", 0) < end],
    }[atom.take]
    return Fraction(sum(weight_of(r, atom) for r in chosen))


def paused(r: Row, stream: str) -> Fraction:
    """The share of a record's time in which it stood still."""
    name = STREAMS[stream].paused
    return (
        Fraction(r[name] or 0, r["end"] - r["start"])
        if name and r["end"] > r["start"]
        else Fraction(0)
    )


def first_of(atom: Atom, rows: list[Row]) -> Fraction:
    """How many belong, by the first of several values that they have, to one that is asked for."""
    column, order = atom.first
    asked = next((vs for c, vs in atom.where if c == column), order)
    held: dict[Any, set[str | None]] = {}
    for r in rows:
        if r[atom.of] is not None:
            held.setdefault(r[atom.of], set()).add(text(r[column]))
    best = [next((v for v in order if v in values), None) for values in held.values()]
    return Fraction(sum(v is not None and v in asked for v in best))


def stopped(atom: Atom, part: Part, start: int, end: int) -> Fraction:
    """Seconds or number of outages inside user time, those with too short an uptime between them as
    one.
    """
    every = atom.take == "outage"
    served = (
        [(start, end)]
        if every
        else cut(part.of("machine_time"), start, end, lambda r: r["mode"] in ("user", "reserve"))
    )
    down = cut(part.of("outages"), start, end, lambda r: every or not r["planned"])
    edges = sorted({t for s in (*served, *down) for t in s})
    events: list[Span] = []
    least = int(part.scope.profile.get("minimum_uptime_s", "0"))
    for a, b in pairwise(edges):
        if holds(served, a) and holds(down, a):
            if events and (a - events[-1][1] < least or a == events[-1][1]):
                events[-1] = events[-1][0], b
            else:
                events.append((a, b))
    if atom.take in ("downtime", "outage"):
        return Fraction(
            sum(
                b - a
                for a, b in pairwise(sorted({*edges, *(t for e in events for t in e)}))
                if holds(events, a) and holds(served, a)
            )
        )
    return Fraction(len(events) + (atom.take == "faults_plus_one"))


def cut(rows: list[Row], start: int, end: int, wanted: Callable[[Row], bool]) -> list[Span]:
    spans = [(max(r["start"], start), min(r["end"], end)) for r in rows if wanted(r)]
    return [s for s in spans if s[0] < s[1]]


def holds(spans: Iterable[Span], second: int) -> bool:
    return any(a <= second < b for a, b in spans)


# --- coverage -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """What is covered of a figure; the fields are those of the program's own."""

    part: Fraction
    missing: tuple[str, ...]
    lacks: tuple[str, ...]
    aside: int
    span: Span | None


def needs(metric: Metric) -> dict[str, set[str]]:
    """The streams that a metric reads, with the fields that a source has to know for it."""
    found: dict[str, set[str]] = {}
    for atom in (*metric.numerator, *metric.denominator):
        if atom.take == "period":
            continue
        names = [*atom.weight, atom.of, *(c for c, _ in atom.where)]
        if getattr(atom, "first", None):
            names.append(atom.first[0])
        fields = {f for n in names if n for f in (WORKED_OUT[n][0] if n in WORKED_OUT else (n,))}
        found.setdefault(atom.stream, set()).update(fields - ALWAYS_KNOWN)
        if atom.take in ("downtime", "faults", "faults_plus_one"):
            found.setdefault("machine_time", set()).add("mode")
    return found


def to_days(s: Said, zone: str) -> Span:
    """A source speaks of the whole of the days on which it begins and ends."""
    last = max(s.end, s.start + 1) - 1
    if last >= OPEN_END - 2 * 86_400 - 1:
        return midnight(day_of(s.start, zone), zone), OPEN_END
    return midnight(day_of(s.start, zone), zone), midnight(
        day_of(last, zone) + timedelta(days=1), zone
    )


@dataclass
class Place:
    """One place that reports a stream: since when it should, when it is covered, and who cannot
    tell what is asked.
    """

    path: str
    since: int
    able: list[Span]
    unable: list[tuple[Span, set[str]]]


def places_of(
    said: list[Said], scope: Scope, paths: tuple[str, ...] | None, stream: str, fields: set[str]
) -> list[Place]:
    own = [
        s
        for s in said
        if s.stream == stream and within(s.unit, scope.paths) and within(s.unit, paths)
    ]
    expected = {p: since for p, since in scope.reports.get(stream, ()) if within(p, paths)}
    found = []
    for path in sorted({s.unit for s in own} | set(expected)):
        mine = [s for s in own if s.unit == path]
        if not mine and any(s.unit.startswith(path + "/") for s in own):
            continue
        able = [to_days(s, scope.zone) for s in mine if all(s.knows(f) for f in fields)]
        unable = [
            (to_days(s, scope.zone), {f for f in fields if not s.knows(f)})
            for s in mine
            if not all(s.knows(f) for f in fields)
        ]
        found.append(Place(path, expected.get(path, 0), able, unable))
    return found


def seconds(start: int, end: int, edges: Iterable[int], wanted: Callable[[int], bool]) -> int:
    """The seconds of [start, end) that are wanted; what is wanted changes at edges alone."""
    inner = sorted({start, end, *(t for t in edges if start < t < end)})
    return sum(b - a for a, b in pairwise(inner) if wanted(a))


def covered(
    said: list[Said],
    metric: Metric,
    scope: Scope,
    paths: tuple[str, ...] | None,
    start: int,
    end: int,
) -> Held:
    """What sources cover of [start, end) for a metric."""
    streams = {s: places_of(said, scope, paths, s, fields) for s, fields in needs(metric).items()}
    edges = {
        t
        for places in streams.values()
        for p in places
        for s in (*p.able, *(u for u, _ in p.unable))
        for t in s
    }
    missing: set[str] = set()
    lacks: set[str] = set()
    shares = []
    begins: dict[str, int] = {}
    for places in streams.values():
        due = held = 0
        for p in places:
            begin = max(start, p.since)
            if begin >= end:
                continue
            facility = p.path.split("/")[0]
            begins[facility] = min(begin, begins.get(facility, begin))
            known = seconds(begin, end, edges, lambda t, p=p: holds(p.able, t))
            due, held = due + end - begin, held + known
            if known < end - begin:
                missing.add(p.path)
                for span, fields in p.unable:
                    if not p.able or seconds(
                        begin,
                        end,
                        edges,
                        lambda t, p=p, s=span: holds([s], t) and not holds(p.able, t),
                    ):
                        lacks |= fields
        shares.append(Fraction(held, due) if due else Fraction(0))
    if len(streams) > 1:
        both = {
            f: seconds(
                b,
                end,
                edges,
                lambda t, f=f: all(
                    any(
                        p.path.split("/")[0] == f and max(start, p.since) <= t and holds(p.able, t)
                        for p in places
                    )
                    for places in streams.values()
                ),
            )
            for f, b in begins.items()
        }
        missing |= {f for f, held in both.items() if not held}
        due = sum(end - b for b in begins.values())
        shares.append(Fraction(sum(both.values()), due) if due else Fraction(0))
    able = [s for places in streams.values() for p in places for s in p.able]
    span = (min(a for a, _ in able), max(b for _, b in able)) if able else None
    part = min(shares, default=Fraction(1))
    units = {(s, p.path) for s, places in streams.items() for p in places}
    return Held(
        part,
        tuple(sorted(missing)),
        tuple(sorted(lacks)),
        set_aside(said, scope, units, start, end) if part else 0,
        span,
    )


def set_aside(
    said: list[Said], scope: Scope, units: set[tuple[str, str]], start: int, end: int
) -> int:
    """Rows that were set aside, each once, unless a later source covers the same again and set none
    aside.
    """
    rows: dict[tuple[str, str], int] = {}
    for s in said:
        first, last = to_days(s, scope.zone)
        mended = any(
            o.moment > s.moment
            and not o.aside
            and (o.stream, o.unit) == (s.stream, s.unit)
            and o.start <= s.start
            and s.end <= o.end
            for o in said
        )
        if (s.stream, s.unit) in units and first < end and start < last and not mended:
            rows[s.source, s.stream] = max(s.aside, rows.get((s.source, s.stream), 0))
    return sum(rows.values())


# --- figures --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """A figure as it should be."""

    value: Fraction | None
    status: str
    held: Held


def used(metric: Metric, scope: Scope) -> Metric:
    """The definition that the scope's profile chooses."""
    chosen = [other for name, wanted, other in metric.variants if scope.profile.get(name) == wanted]
    return catalogue()[chosen[0]] if chosen else metric


def groups_of(
    metric: Metric, live: dict[str, list[Row]], scope: Scope, by: tuple[str, ...]
) -> Iterator[tuple[Any, ...]]:
    """Every combination of values of the dimensions that some record of the metric's streams
    has.
    """
    part = Part(live, scope)
    streams = {a.stream for a in (*metric.numerator, *metric.denominator) if a.take != "period"}
    values = [
        sorted(
            {of_row(r, d) for s in streams for r in part.of(s) if d in r or d == "facility"},
            key=str,
        )
        for d in by
    ]
    yield from product(*values)


def answer(
    live: dict[str, list[Row]],
    said: list[Said],
    metric: Metric,
    scope: Scope,
    span: Span,
    dims: tuple[tuple[str, Any], ...],
    free_range: bool,
) -> Answer:
    """One figure: the value of the period, or of all time up to its end, with what is covered of
    it.
    """
    place = dict(dims).get("unit") or dict(dims).get("facility")
    paths = (place,) if place else None
    held = covered(said, metric, scope, paths, *span)
    if metric.basis != "period":
        if held.part and held.span:
            held = covered(said, metric, scope, paths, min(held.span[0], span[1] - 1), span[1])
        found = value(metric, Part(live, scope, dims), 0, span[1], False)
    else:
        found = value(metric, Part(live, scope, dims), *span, free_range)
    if not held.part:
        return Answer(None, "not covered", held)
    return Answer(
        found, "measured" if held.part == 1 and not held.aside else "partly covered", held
    )
