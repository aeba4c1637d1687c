"""The yearly chapter as a tree of values: sections, subjects, statements, measured figures with evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scicity.ledger import Ledger, manifests, resolve_as_of
from scicity.metrics import Evidence, Figure, Statement, days_covered, evidence, figures, metric, statements
from scicity.registry import City, Entry

from .page import render
from .scopes import scope_of

_GUEST_METRICS = ("jobs_running", "core_hours", "compute_users", "compute_teams", "cpu_utilisation", "queue_wait_mean",
                  "queue_wait_p95", "expansion_factor")


@dataclass(frozen=True)
class Subject:
    """One entry of the registry with all that is stated of it."""

    entry: Entry
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Section:
    id: str
    title: dict[str, str]
    lead: dict[str, str]
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Measured:
    """A facility measured from its log: headline figures with evidence, and core-hours by day."""

    entry: Entry
    period: str
    figures: tuple[Evidence, ...]
    daily: tuple[Figure, ...]


@dataclass(frozen=True)
class Chapter:
    """All that the page shows. `as_of` is in microseconds since the epoch."""

    city: City
    year: int
    as_of: int
    sections: tuple[Section, ...]
    timeline: tuple[Statement, ...]
    measured: tuple[Measured, ...]
    conflicts: tuple[Mapping[str, Any], ...]
    sources: tuple[dict[str, Any], ...]

    @property
    def statements(self) -> list[Statement]:
        return [s for section in self.sections for subject in section.subjects for s in subject.statements]


_SECTIONS = (
    ("operation", {"zh": "运行中的设施", "en": "Facilities in operation"},
     {"zh": "累计数与年度数并列而不相加；每个数字注明计数层级。", "en": "Cumulative and annual figures stand side by side and are never added; each says at what level it counts."}),
    ("building", {"zh": "建设中的设施", "en": "Facilities under construction"},
     {"zh": "进展以里程碑表示。", "en": "Progress is told by milestones."}),
    ("planned", {"zh": "规划中的设施", "en": "Planned facilities"},
     {"zh": "尚处于前期工作阶段。", "en": "In preparation."}),
    ("city", {"zh": "科学城", "en": "The science city"},
     {"zh": "集群、产业、项目与场所。", "en": "Clusters, industries, projects and sites."}),
    ("policy", {"zh": "政策、试点与人才", "en": "Policies, pilots and talent"},
     {"zh": "制度与服务。", "en": "Rules and services."}),
    ("parks", {"zh": "科技园区与目标", "en": "Parks and targets"},
     {"zh": "目标不是成绩：目标年份写在每一项上。", "en": "A target is not a result: each carries its year."}),
)


def build_chapter(ledger: Ledger, city: City, year: int, conflicts: Sequence[Mapping[str, Any]] = (),
                  as_of: datetime | None = None) -> str:
    """The chapter of a year as one HTML file. Everything in it is read from the ledger as of one moment."""
    return render(chapter(ledger, city, year, conflicts, as_of))


def chapter(ledger: Ledger, city: City, year: int, conflicts: Sequence[Mapping[str, Any]] = (),
            as_of: datetime | None = None) -> Chapter:
    """Gather the chapter. Every entry that is stated of has a place; the registry decides where."""
    moment = resolve_as_of(ledger, as_of)
    said: dict[str, list[Statement]] = {}
    for s in statements(ledger, moment):
        said.setdefault(s.unit, []).append(s)
    placed: dict[str, list[Subject]] = {name: [] for name, _, _ in _SECTIONS}
    for path, entry in city.entries.items():
        if path in said or (entry.kind == "facility" and not entry.guest):
            placed[_section_of(city, entry)].append(Subject(entry, tuple(said.get(path, ()))))
    sections = tuple(Section(n, t, lead, tuple(placed[n])) for n, t, lead in _SECTIONS)
    dated = [s for listed in said.values() for s in listed if len(s.as_of) == 7 and s.kind in ("milestone", "policy", "event")
             and s.value_unit != "month" and not s.restates]
    timeline = tuple(sorted(dated, key=lambda s: (s.as_of, s.line)))
    guests = tuple(m for e in city.entries.values() if e.guest for m in _measured(ledger, city, e, moment))
    known = tuple(m for m in manifests(ledger) if m["recorded_at"] <= moment)
    return Chapter(city, year, moment, sections, timeline, guests, tuple(conflicts), known)


def _section_of(city: City, entry: Entry) -> str:
    if entry.kind in ("facility", "phase", "unit"):
        stage = entry.stage if entry.kind != "unit" else city.entries[entry.facility].stage
        return {"proposed": "planned", "approved": "planned", "building": "building",
                "commissioning": "building"}.get(stage, "operation")
    if entry.kind in ("policy", "scheme", "event"):
        return "policy"
    return "parks" if entry.kind == "park" else "city"


def _measured(ledger: Ledger, city: City, entry: Entry, moment: int) -> list[Measured]:
    """A guest's figures over the days that its log covers; nothing when it has no records yet."""
    from_to = days_covered(ledger, "compute_jobs", entry.path, city.zone_of(entry.path), moment)
    if from_to is None:
        return []
    scope = scope_of(city, entry.path)
    found = figures(ledger, [metric(n) for n in _GUEST_METRICS], scope, from_to, as_of=moment)
    shown = [evidence(ledger, f) for f in found if f.value is not None]
    daily = figures(ledger, [metric("core_hours")], scope, from_to, grain="day", as_of=moment)
    return [Measured(entry, from_to, tuple(shown), tuple(daily))]
