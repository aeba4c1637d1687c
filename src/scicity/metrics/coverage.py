"""Whether the ledger's sources cover what a figure is asked for: what was not recorded is not
nothing.

A figure is covered when, for each place of its scope and each stream that it reads, some source
covers its whole period with the fields that the metric needs. What a place that never reported did,
nobody knows: the figure is then *not covered* and has no value. Where a part is covered, the value
holds for that part alone, and the figure says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from scicity.ledger import ANY, OPEN_END, Cover, Covered, Ledger, covers_of, live_sql, read, session
from scicity.ledger.zones import DAY, midnight

from .calendar import Window
from .reliability import Span, overlap, union
from .types import Atom, Coverage, Figure, Metric, Scope

# what a value worked out from a record's fields needs to be known
NEEDS = {
    "wait": ("wait",),
    "wait_ran": ("wait",),
    "length": (),
    "run": (),
    "cores_of_known_use": ("cores", "cpu_seconds"),
    "memory_of_known_use": ("memory", "memory_used"),
    "memory_used_of_known": ("memory", "memory_used"),
    "job_size": ("cores",),
}
# known of every record, whatever its source
_ALWAYS = frozenset({"unit", "facility", "start", "end", "submit", "record"})


@dataclass(frozen=True)
class _Place:
    """One place that reports a stream: the path, the spans that it covers, and from when it is
    expected to.

    `blind` are the spans of its sources that lack fields, with those.
    """

    path: str
    spans: tuple[Span, ...]
    since: int
    blind: tuple[tuple[Span, frozenset[str]], ...] = ()

    def lacks(self, span: Span) -> set[str]:
        """The fields for want of which a time is not covered: of its sources then, or of all where
        none knows them.
        """
        found: set[str] = set()
        for own, fields in self.blind:
            there = overlap([own], [span])
            if not self.spans or _seconds(there) > _seconds(overlap(there, self.spans)):
                found |= fields
        return found


class Known:
    """What is covered of one scope as of one moment; read once for all figures of a question."""

    def __init__(self, ledger: Ledger, scope: Scope, moment: int, streams: Iterable[str]) -> None:
        self._scope = scope
        self._covers = covers_of(ledger, tuple(dict.fromkeys(streams)), moment)
        self._aside = [c for c in self._covers if c.cover.aside]
        self._blanks = [c for c in self._covers if c.cover.blanks]
        self._kept: dict[object, list[_Place]] = {}
        self._ledger, self._moment = ledger, moment
        self._kept_blanks: dict[tuple[str, str], list[Span]] = {}

    def of(
        self, metric: Metric, buckets: Window, paths: tuple[str, ...] | None = None
    ) -> list[Coverage]:
        """The coverage of a metric in each bucket; `paths` narrows the scope to a part of it."""
        needs = needs_of(metric)
        places = {s: self._places(s, fields, paths) for s, fields in needs.items()}
        asked = _asked(metric) if self._blanks else frozenset()
        made = []
        for start, end in zip(buckets.bounds, buckets.bounds[1:], strict=False):
            found = self._bucket(places, start, end)
            if asked and found.part:
                found = replace(found, blank=self._rows_blank(places, asked, start, end))
            made.append(found)
        return made

    def reporters(self, metric: Metric) -> set[str]:
        """The facilities that report what the metric reads, or are expected to."""
        return {
            p.path.split("/")[0]
            for s, fields in needs_of(metric).items()
            for p in self._places(s, fields, None)
        }

    def _places(
        self, stream: str, fields: frozenset[str], paths: tuple[str, ...] | None
    ) -> list[_Place]:
        at = (stream, fields, paths)
        if at not in self._kept:
            self._kept[at] = self._placed(stream, fields, paths)
        return self._kept[at]

    def _placed(
        self, stream: str, fields: frozenset[str], paths: tuple[str, ...] | None
    ) -> list[_Place]:
        own: dict[str, list[Cover]] = {}
        for c in self._covers:
            unit = c.cover.unit
            if (
                c.cover.stream == stream
                and _within(unit, self._scope.paths)
                and _within(unit, paths)
            ):
                own.setdefault(unit, []).append(c.cover)
        expected = {
            p: since for p, since in self._scope.reports.get(stream, ()) if _within(p, paths)
        }
        places = []
        for path in sorted(own.keys() | expected.keys()):
            if path not in own and any(_within(unit, (path,)) for unit in own):
                continue  # its units report for it
            able = [c for c in own.get(path, []) if _knows(c, fields)]
            spans = [
                _days(s, self._scope.zone)
                for s in union([(c.start, max(c.end, c.start + 1)) for c in able])
            ]
            blind = tuple(
                (_days((c.start, c.end), self._scope.zone), lacking)
                for c in own.get(path, [])
                if (lacking := frozenset(f for f in fields if not _knows(c, frozenset({f}))))
            )
            places.append(_Place(path, tuple(union(spans)), expected.get(path, 0), blind))
        return places

    def _bucket(self, places: dict[str, list[_Place]], start: int, end: int) -> Coverage:
        missing: set[str] = set()
        lacks: set[str] = set()
        parts: list[Fraction] = []
        together: list[dict[str, list[Span]]] = []
        begins: dict[str, int] = {}
        for listed in places.values():
            due = [(p, max(start, p.since)) for p in listed if p.since < end]
            held: dict[str, list[Span]] = {}
            covered = 0
            for place, begin in due:
                own = overlap(place.spans, [(begin, end)])
                seconds = _seconds(own)
                covered += seconds
                if seconds < end - begin:
                    missing.add(place.path)
                    lacks.update(place.lacks((begin, end)))
                facility = place.path.split("/", maxsplit=1)[0]
                begins[facility] = min(begin, begins.get(facility, begin))
                held[facility] = union([*held.get(facility, []), *own])
            whole = sum(end - begin for _, begin in due)
            parts.append(Fraction(covered, whole) if whole else Fraction(0))
            together.append(held)
        if len(places) > 1:
            parts.append(
                _together(together, {f: end - begin for f, begin in begins.items()}, missing)
            )
        part = min(parts, default=Fraction(1))
        spans = [s for listed in places.values() for p in listed for s in p.spans]
        span = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None
        return Coverage(
            part,
            tuple(sorted(missing)),
            tuple(sorted(lacks)),
            self._rows_aside(places, start, end) if part else 0,
            span,
        )

    def _rows_aside(self, places: dict[str, list[_Place]], start: int, end: int) -> int:
        """Rows that sources of this time set aside, each once, unless a later source covers the
        same time again.
        """
        reported = {(stream, p.path) for stream, listed in places.items() for p in listed}
        rows: dict[tuple[str, str], int] = {}
        for c in (
            self._aside
        ):  # every unit of a source says how many rows of the stream the source set aside
            if (
                (c.cover.stream, c.cover.unit) in reported
                and not self._mended(c)
                and overlap([_days((c.cover.start, c.cover.end), self._scope.zone)], [(start, end)])
            ):
                at = c.source, c.cover.stream
                rows[at] = max(c.cover.aside, rows.get(at, 0))
        return sum(rows.values())

    def _rows_blank(
        self,
        places: dict[str, list[_Place]],
        asked: frozenset[tuple[str, str]],
        start: int,
        end: int,
    ) -> int:
        """Records of this time that do not say what a metric asks of each, as they stand at the
        moment.
        """
        reported = {(stream, p.path) for stream, listed in places.items() for p in listed}
        told = {
            (c.cover.stream, name): None
            for c in self._blanks
            if (c.cover.stream, c.cover.unit) in reported
            for name, _ in c.cover.blanks
            if (c.cover.stream, name) in asked
        }
        return sum(
            self._without_waits(reported, start, end)
            if name == "wait"
            else sum(1 for s, e in self._unsaid(stream, name) if s < end and max(e, s + 1) > start)
            for stream, name in told
        )

    def _unsaid(self, stream: str, field: str) -> list[Span]:
        """The spans of the scope's live records that leave a field blank: a correction may have
        filled it.
        """
        at = (stream, field)
        if at not in self._kept_blanks:
            reading = read(self._ledger, stream, as_of=self._moment)
            rows = (
                session()
                .execute(
                    f'select unit, start, "end" from ({live_sql(reading)}) where "{field}" is null'
                )
                .fetchall()
                if reading.files
                else []
            )
            self._kept_blanks[at] = [
                (s, e) for unit, s, e in rows if _within(unit, self._scope.paths)
            ]
        return self._kept_blanks[at]

    def _without_waits(self, reported: set[tuple[str, str]], start: int, end: int) -> int:
        """Jobs whose wait nobody knows: no field holds that, the sources' covers do.

        Of a source once.
        """
        rows: dict[str, int] = {}
        for c in self._blanks:
            own, n = c.cover, dict(c.cover.blanks).get("wait", 0)
            if (
                n
                and (own.stream, own.unit) in reported
                and not self._mended(c, "wait")
                and overlap([_days((own.start, own.end), self._scope.zone)], [(start, end)])
            ):
                rows[c.source] = max(n, rows.get(c.source, 0))
        return sum(rows.values())

    def _mended(self, c: Covered, value: str = "") -> bool:
        """Whether a later source covers the same time again, without a row aside or that value
        blank.
        """
        own = c.cover
        return any(
            o.recorded_at > c.recorded_at
            and (value not in dict(o.cover.blanks) if value else not o.cover.aside)
            and (o.cover.stream, o.cover.unit) == (own.stream, own.unit)
            and o.cover.start <= own.start
            and own.end <= o.cover.end
            for o in self._covers
        )


def _together(
    streams: list[dict[str, list[Span]]], due: dict[str, int], missing: set[str]
) -> Fraction:
    """The share of the facilities' time, of which so many seconds are `due`, in which all streams
    are covered at once.

    Names in `missing` who lacks one.
    """
    total = 0
    for facility in due:
        common = streams[0].get(facility, [])
        for held in streams[1:]:
            common = overlap(common, held.get(facility, []))
        if not common:
            missing.add(facility)
        total += _seconds(common)
    return Fraction(total, sum(due.values())) if due else Fraction(0)


def _seconds(spans: Iterable[Span]) -> int:
    return sum(e - s for s, e in spans)


def _knows(cover: Cover, fields: frozenset[str]) -> bool:
    """Whether a source knows these fields; what is worked out from fields is known unless it says
    otherwise.
    """
    if fields & set(cover.unknown):
        return False
    return ANY in cover.fields or fields - NEEDS.keys() <= {*cover.fields, *_ALWAYS}


def needs_of(metric: Metric) -> dict[str, frozenset[str]]:
    """The streams that a metric reads, each with the fields that its sources must know."""
    found: dict[str, set[str]] = {}
    for atom in (*metric.numerator, *metric.denominator):
        if atom.take == "period":
            continue
        found.setdefault(atom.stream, set()).update(_fields(atom))
        if atom.take in (
            "downtime",
            "faults",
            "faults_plus_one",
        ):  # these count inside user time alone
            found.setdefault("machine_time", set()).add("mode")
    return {s: frozenset(fields) for s, fields in found.items()}


def cannot_give(cover: Cover, metrics: Iterable[Metric]) -> dict[str, tuple[str, ...]]:
    """The metrics that a source cannot give, by the field of its stream that it does not hold."""
    found: dict[str, list[str]] = {}
    for metric in metrics:
        for name in sorted(needs_of(metric).get(cover.stream, ())):
            if not _knows(cover, frozenset({name})):
                found.setdefault(name, []).append(metric.id)
    return {name: tuple(ids) for name, ids in found.items()}


def _asked(metric: Metric) -> frozenset[tuple[str, str]]:
    """(stream, field) of what each record has to say to be counted or not: a blank is no `no`.

    A blank in what is summed or told apart is another thing: it is counted by metrics of their own.
    """
    found = set()
    for atom in (*metric.numerator, *metric.denominator):
        if atom.take != "period":
            found |= {
                (atom.stream, c) for c, values in atom.where if set(values) <= {"true", "false"}
            }
            found |= {(atom.stream, "wait") for w in (*atom.weight, atom.of) if w == "wait"}
    return frozenset(found)


def _fields(atom: Atom) -> set[str]:
    named = (
        *atom.weight,
        *([atom.of] if atom.of else []),
        *(c for c, _ in atom.where),
        *([atom.first[0]] if atom.first else []),
    )
    return {f for n in named for f in NEEDS.get(n, (n,))} - _ALWAYS


def _within(unit: str, paths: tuple[str, ...] | None) -> bool:
    return paths is None or any(unit == p or unit.startswith(p + "/") for p in paths)


def _days(span: Span, zone: str) -> Span:
    """A span to whole civil days: a log speaks of the days on which it begins and ends."""
    first = datetime.fromtimestamp(span[0], ZoneInfo(zone)).date()
    if span[1] >= OPEN_END - 2 * DAY:
        return midnight(first, zone), OPEN_END
    last = datetime.fromtimestamp(max(span[1] - 1, span[0]), ZoneInfo(zone)).date()
    return midnight(first, zone), midnight(last + timedelta(days=1), zone)


def settle(f: Figure, coverage: Coverage) -> Figure:
    """The figure with what is covered of it: its value is nothing where nothing is."""
    if coverage.state == "none":
        return replace(f, value=None, coverage=coverage, status="not covered")
    return replace(
        f, coverage=coverage, status="measured" if coverage.state == "whole" else "partly covered"
    )


def rises(metric: Metric) -> bool:
    """Whether more records can only make a metric larger: what a part of its records gives, the
    whole has at least.
    """
    return (
        metric.factor > 0
        and not metric.denominator
        and not metric.sum_days
        and all(
            a.sign > 0
            and a.take in ("hours", "live", "started", "ended", "submitted", "distinct", "max")
            for a in metric.numerator
        )
    )


def status_word(f: Figure, language: str) -> str:
    """The status of a figure for reading, with the part where a part is covered.

    `language`: zh or en.
    """
    zh = language == "zh"
    if f.status == "partly covered" and f.coverage.part == 1:
        rows = _rows(f.coverage, zh)
        return f"部分覆盖，{'，'.join(rows)}" if zh else f"partly covered, {', '.join(rows)}"
    if f.status == "partly covered":
        return f"部分覆盖，{_share(f.coverage)}" if zh else f"partly covered, {_share(f.coverage)}"
    return {"measured": "实测", "not covered": "未覆盖"}.get(f.status, f.status) if zh else f.status


def _share(c: Coverage) -> str:
    """The covered part in per cent: what is nearly all is not told as all, nor what is hardly any
    as nothing.
    """
    return f"{min(max(float(c.part), 0.001), 0.999):.1%}"


def _rows(c: Coverage, zh: bool) -> list[str]:
    """What of single rows is not known."""
    told = []
    if c.aside:
        told.append(f"{c.aside}行被搁置" if zh else f"{c.aside} rows set aside")
    if c.blank:
        told.append(f"{c.blank}条记录未写明" if zh else f"{c.blank} records do not say")
    return told


def coverage_words(f: Figure, language: str, named: Callable[[str], str] = str) -> str:
    """What is not covered of a figure, for reading; empty where all is.

    `language`: zh or en. `named`: the name of a place for its path, where the reader has a
    registry.
    """
    c, zh = f.coverage, language == "zh"
    if c.state == "whole":
        return ""
    label = named(f.scope.label)
    names = ("、" if zh else ", ").join(named(p) for p in c.missing[:6]) + (
        "…" if len(c.missing) > 6 else ""
    )
    told = []
    if c.lacks:
        told.append(
            f"来源缺少{'、'.join(c.lacks)}" if zh else f"the sources lack {', '.join(c.lacks)}"
        )
    elif c.span is None:
        told.append(f"{names or label}从未上报" if zh else f"{names or label} never reported")
    elif c.part < 1:
        first, last = (
            datetime.fromtimestamp(s, ZoneInfo(f.scope.zone)).date().isoformat()
            for s in (c.span[0], min(c.span[1], OPEN_END) - 1)
        )
        told.append(
            f"{names}未覆盖全期（记录自{first}至{last}）"
            if zh
            else f"not all covered by {names} (records from {first} to {last})"
        )
    told += _rows(c, zh)
    head = (
        ("未覆盖" if zh else "not covered")
        if c.state == "none"
        else (
            ("部分覆盖" if zh else "partly covered")
            + ("" if c.part == 1 else f"（{_share(c)}）" if zh else f" ({_share(c)})")
        )
    )
    return head + ("：" if zh else ": ") + ("；" if zh else "; ").join(told) if told else head
