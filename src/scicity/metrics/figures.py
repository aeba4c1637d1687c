"""Figures: metric × scope × period × as-of → value, computed from the ledger and from nothing
else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from scicity.ledger import Ledger, live_sql, read, resolve_as_of, session, stream

from . import partials
from .asking import answer, histogram
from .calendar import Grain, Window, parse_period, window
from .catalogue import catalogue
from .coverage import Known, needs_of, settle
from .dimensions import known_to, order, shares
from .engine import elsewhere, facilities_of
from .errors import MetricError
from .reliability import Downtime, downtime
from .spans import Need, name
from .types import Atom, Coverage, Figure, Metric, Scope

Cell = tuple[tuple[str | None, ...], int]
Values = dict[Cell, Fraction]


def figures(
    ledger: Ledger,
    metrics: Sequence[Metric],
    scope: Scope,
    period: str,
    *,
    grain: Grain | None = None,
    by: tuple[str, ...] = (),
    as_of: datetime | int | None = None,
    use_partials: bool = True,
) -> list[Figure]:
    """All figures of these metrics for a scope: one a bucket of the period and a combination of
    `by`.

    Without `grain` the period is one bucket. Where sources cover a bucket and hold no record in it,
    a sum is 0 and a ratio undefined; where none covers it, the figure is not covered and has no
    value.
    """
    moment = as_of if isinstance(as_of, int) else resolve_as_of(ledger, as_of)
    question = _Question(ledger, scope, by, moment, use_partials and not elsewhere())
    buckets = window(period, grain, scope.zone)
    found: list[Figure] = []
    used = [_as_used_by(scope, m) for m in metrics]
    for m in used:
        _require_parts(m, by)
    known = Known(ledger, scope, moment, (s for m in used for s in needs_of(m)))
    for metric in used:
        values = (
            [_value(question, metric, buckets)]
            if metric.basis == "period"
            else [
                {
                    (dims, k): v
                    for (dims, _), v in _value(question, metric, _to_date(buckets, k)).items()
                }
                for k in range(len(buckets.labels))
            ]
        )
        merged: dict[Cell, Fraction | None] = {
            cell: v for part in values for cell, v in part.items()
        }
        groups = sorted(
            {dims for dims, _ in merged} | _reporting(known, metric, by), key=order
        ) or ([()] if not by else [])
        nothing = _nothing(metric)
        for dims in groups:
            covered = _covered(known, metric, buckets, dict(zip(by, dims, strict=True)))
            for k, label in enumerate(buckets.labels):
                value = merged.get((dims, k), nothing)
                made = Figure(
                    metric,
                    scope,
                    label,
                    moment,
                    value,
                    tuple(zip(by, dims, strict=True)),
                    raw=value,
                )
                found.append(settle(made, covered[k]))
    return found


def _require_parts(metric: Metric, by: tuple[str, ...]) -> None:
    """MetricError where a metric's records do not say what it is to be split by."""
    for atom in metric.numerator:
        if atom.take != "period" and (unknown := [d for d in by if d not in known_to(atom.stream)]):
            raise MetricError(
                f"{metric.id} cannot be split by {unknown[0]}: {atom.stream} records do not say it."
            )


def _reporting(known: Known, metric: Metric, by: tuple[str, ...]) -> set[tuple[str | None, ...]]:
    """The facilities that a split by facility must show even where they have no record: nothing
    there, or nothing known.
    """
    return {(path,) for path in known.reporters(metric)} if by == ("facility",) else set()


def _covered(
    known: Known, metric: Metric, buckets: Window, dims: dict[str, str | None]
) -> list[Coverage]:
    """What is covered in each bucket; a part that is a place of its own is covered by its own
    sources.
    """
    place = dims.get("unit") or dims.get("facility")
    paths = (place,) if place else None
    own = known.of(metric, buckets, paths)
    if metric.basis == "period":
        return own
    # up to the period's end: from the first second that any source covers
    return [
        c
        if c.state == "none" or c.span is None
        else known.of(
            metric,
            Window(buckets.zone, "whole", buckets.first, (label,), (min(c.span[0], end - 1), end)),
            paths,
        )[0]
        for c, label, end in zip(own, buckets.labels, buckets.bounds[1:], strict=True)
    ]


def _as_used_by(scope: Scope, metric: Metric) -> Metric:
    """The definition that a facility uses: its profile may choose a variant, and the figure then
    says so.
    """
    chosen = next(
        (
            other
            for parameter, value, other in metric.variants
            if scope.profile.get(parameter) == value
        ),
        None,
    )
    return catalogue()[chosen] if chosen else metric


def _nothing(metric: Metric) -> Fraction | None:
    """What a metric is worth where there are no records: 0 for sums and counts, else what it
    declares.
    """
    if metric.denominator or any(a.take == "quantile" for a in metric.numerator):
        return None if metric.empty is None else Fraction(metric.empty)
    return Fraction(0)


def figure(
    ledger: Ledger, metric: Metric, scope: Scope, period: str, as_of: datetime | int | None = None
) -> Figure:
    """The one figure of a metric for a scope and a period."""
    return figures(ledger, [metric], scope, period, as_of=as_of)[0]


def _to_date(buckets: Window, k: int) -> Window:
    """From the beginning of the record to the end of bucket k."""
    return Window(
        buckets.zone,
        "whole",
        parse_period("1970-01-02")[0],
        (buckets.labels[k],),
        (0, buckets.bounds[k + 1]),
    )


class _Question:
    """One question's answers, each query run once and kept for the other metrics that need it."""

    def __init__(
        self, ledger: Ledger, scope: Scope, by: tuple[str, ...], moment: int, use_partials: bool
    ) -> None:
        self.ledger, self.scope, self.by, self.moment, self.use_partials = (
            ledger,
            scope,
            by,
            moment,
            use_partials,
        )
        self._kept: dict[Any, Any] = {}

    def dims(self, atom: Atom) -> tuple[str, ...]:
        known = known_to(atom.stream)
        return tuple(d for d in self.by if d in known)

    def reading(self, name: str, buckets: Window) -> Any:
        return read(
            self.ledger,
            name,
            as_of=self.moment,
            facilities=facilities_of(self.scope),
            start=buckets.start,
            end=buckets.end,
        )

    def rows(
        self, atom: Atom, need: Need, buckets: Window, extreme: bool = False
    ) -> list[dict[str, Any]]:
        at = (atom.stream, atom.of_records, atom.unless, need, buckets, extreme)
        if at not in self._kept:
            reading = self.reading(atom.stream, buckets)
            reading = reading.paused if need.above_zero else reading
            plain = not (atom.where or atom.unless or extreme)
            if (
                self.use_partials
                and not reading.cut
                and plain
                and partials.can_answer(atom.stream, need, buckets)
            ):
                self._kept[at] = partials.answer(reading, self.scope, need, buckets)
            else:
                extremes = dict.fromkeys(need.keys, "extreme") if extreme else None
                self._kept[at] = answer(
                    reading, self.scope, atom.of_records, need, buckets, extremes, atom.unless
                )
        rows: list[dict[str, Any]] = self._kept[at]
        return rows


def _value(question: _Question, metric: Metric, buckets: Window) -> dict[Cell, Fraction | None]:
    if metric.sum_days and buckets.grain == "whole" and len(buckets.labels) == 1:
        days = window(buckets.labels[0], "day", buckets.zone)
        summed: dict[Cell, Fraction | None] = defaultdict(Fraction)
        for (dims, _), v in _value(question, metric, days).items():
            summed[dims, 0] = (summed[dims, 0] or Fraction(0)) + (v or 0)
        return dict(summed)
    above: Values = defaultdict(Fraction)
    for atom in metric.numerator:
        for cell, v in _whole(question, atom, metric, buckets).items():
            above[cell] += atom.sign * v
    below = [_whole(question, a, metric, buckets) for a in metric.denominator]
    cells = set(above) | (
        _undone(question, metric.denominator[0], set(above), below[0]) if below else set()
    )
    empty = None if metric.empty is None else Fraction(metric.empty)
    out: dict[Cell, Fraction | None] = {}
    for dims, k in cells:
        product = metric.factor
        for atom, values in zip(metric.denominator, below, strict=True):
            part = values.get((_project(question, atom, dims), k), Fraction(0))
            product = product / part if part else Fraction(0)
            if not part:
                break
        out[dims, k] = above[dims, k] * product if product or not metric.denominator else empty
    return out


def _undone(question: _Question, atom: Atom, above: set[Cell], below: Values) -> set[Cell]:
    """Cells with something to divide by and nothing to divide, which are 0: of all parts that
    either side has.
    """
    buckets: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for dims, k in below:
        buckets[dims].append(k)
    parts = {dims for dims, _ in above} | {
        dims for dims in buckets if len(dims) == len(question.by)
    }
    return {(dims, k) for dims in parts for k in buckets.get(_project(question, atom, dims), ())}


def _project(
    question: _Question, atom: Atom, dims: tuple[str | None, ...]
) -> tuple[str | None, ...]:
    """The part of a cell's dimensions that another stream knows."""
    if atom.take == "period":
        return ()
    known = question.dims(atom)
    return tuple(d for column, d in zip(question.by, dims, strict=True) if column in known)


def _whole(question: _Question, atom: Atom, metric: Metric, buckets: Window) -> Values:
    """An atom's value for each cell that has any."""
    if atom.take == "period":
        return {
            ((), k): Fraction(e - s)
            for k, (s, e) in enumerate(zip(buckets.bounds, buckets.bounds[1:], strict=False))
        }
    if atom.take in ("downtime", "faults", "faults_plus_one", "outage"):
        return _reliability(question, atom, metric, buckets)
    dims = question.dims(atom)
    if atom.take == "quantile":
        return _quantile(question, atom, dims, buckets)
    need, column = _need(atom, dims)
    rows = question.rows(atom, need, buckets, extreme=atom.take in ("min", "max"))
    out: Values = defaultdict(Fraction)
    for row in rows:
        cell = tuple(row[d] for d in dims), int(row["k"])
        number = Fraction(row[column] or 0)
        if atom.take == "stretched" and row["length_"]:
            number = Fraction(row[f"h_{name(atom.weight)}"] or 0) / row["length_"]
        elif atom.take == "stretched":
            number = Fraction(row[f"f_{name(atom.weight)}"] or 0)
        if row["n"] or number:
            for shown, share in shares(dims, cell[0], _splits(atom, metric)):
                out[shown, cell[1]] += number * share
    for cell, standing in _standing_still(question, atom, metric, buckets).items():
        out[cell] -= standing
    return out


def _splits(atom: Atom, metric: Metric) -> bool:
    """Whether GPUs of a job on several models are parted: where they are what is summed, not in a
    mean over jobs.
    """
    return "gpus" in atom.weight and not metric.denominator


def _standing_still(question: _Question, atom: Atom, metric: Metric, buckets: Window) -> Values:
    """What is to be taken off hours for time in which records stood still, spread over each
    record's length.
    """
    paused = stream(atom.stream).paused
    if atom.take != "hours" or not paused:
        return {}
    dims, w = question.dims(atom), (*atom.weight, paused)
    need = Need(dims, hours=(w,), totals=(w,), stretched=True, above_zero=paused)
    out: Values = defaultdict(Fraction)
    for row in question.rows(atom, need, buckets):
        length = row["length_"]
        part = (
            Fraction(row[f"h_{name(w)}"] or 0, length)
            if length
            else Fraction(row[f"f_{name(w)}"] or 0)
        )
        if part:
            for shown, share in shares(dims, tuple(row[d] for d in dims), _splits(atom, metric)):
                out[shown, int(row["k"])] += part * share
    return out


def _need(atom: Atom, dims: tuple[str, ...]) -> tuple[Need, str]:
    """The need of one atom and the column of the answer that holds it."""
    w = (atom.weight,)
    match atom.take:
        case "hours":
            return Need(dims, hours=w), f"h_{name(atom.weight)}"
        case "stretched":
            return Need(dims, hours=w, totals=w, stretched=True), "n"
        case "live":
            return (
                (Need(dims, totals=w), f"f_{name(atom.weight)}")
                if atom.weight
                else (Need(dims), "n")
            )
        case "started":
            return (
                (Need(dims, totals=w), f"fs_{name(atom.weight)}")
                if atom.weight
                else (Need(dims), "started")
            )
        case "ended":
            return (
                (Need(dims, totals=w), f"fe_{name(atom.weight)}")
                if atom.weight
                else (Need(dims), "ended")
            )
        case "submitted":
            return Need(dims, submitted=True), "submitted"
        case "distinct":
            first = (*atom.first, atom.of_first) if atom.first else None
            return Need(dims, keys=(atom.of,), first=first), f"d_{atom.of}"
        case "min" | "max":
            return Need(dims, keys=(atom.of,)), f"{atom.take}_{atom.of}"
    raise MetricError(f"{atom.take} is not an atom of a single query")


def _quantile(question: _Question, atom: Atom, dims: tuple[str, ...], buckets: Window) -> Values:
    """Nearest-rank quantile (the smallest value with at least q of the records at or below it)."""
    rows = histogram(
        question.reading(atom.stream, buckets),
        question.scope,
        atom.where,
        dims,
        atom.of,
        buckets,
        atom.unless,
    )
    cells: dict[Cell, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        cells[tuple(row[d] for d in dims), int(row["k"])].append((row["value"], row["n"]))
    out: Values = {}
    for cell, pairs in cells.items():
        wanted, upto = atom.quantile * sum(n for _, n in pairs), 0
        for value, n in sorted(pairs):
            upto += n
            if upto >= wanted:
                out[cell] = Fraction(value)
                break
    return out


def _reliability(question: _Question, atom: Atom, metric: Metric, buckets: Window) -> Values:
    """Downtime or faults inside user time; the minimum uptime comes from the scope's profile."""
    profile = question.scope.profile
    missing = [p for p in metric.profile if p not in profile]
    if missing:
        raise MetricError(
            f"{metric.id} needs the parameters {', '.join(missing)} in the profile of "
            f"{question.scope.label}. Add them to profiles.yaml."
        )
    if question.by:
        raise MetricError(
            f"{metric.id} follows one facility's profile: ask for one facility at a time."
        )
    any_outage = atom.take == "outage"
    served = (
        [(buckets.start, buckets.end)]
        if any_outage
        else _spans(question, "machine_time", buckets, "mode in ('user', 'reserve')")
    )
    down = _spans(question, "outages", buckets, "true" if any_outage else "not planned")
    out: Values = {}
    for k, (start, end) in enumerate(zip(buckets.bounds, buckets.bounds[1:], strict=False)):
        inside: Downtime = downtime(
            [(max(s, start), min(e, end)) for s, e in served],
            [(max(s, start), min(e, end)) for s, e in down],
            int(profile.get("minimum_uptime_s", "0")),
        )
        out[(), k] = Fraction(
            {"faults": inside.faults, "faults_plus_one": inside.faults + 1}.get(
                atom.take, inside.seconds
            )
        )
    return out


def _spans(question: _Question, name: str, buckets: Window, where: str) -> list[tuple[int, int]]:
    reading = question.reading(name, buckets)
    if not reading.files:
        return []
    rows = session().sql(f'select unit, start, "end" from ({live_sql(reading, where)})').fetchall()
    paths = question.scope.paths
    return [
        (s, e)
        for unit, s, e in rows
        if paths is None or any(unit == p or unit.startswith(p + "/") for p in paths)
    ]
