"""From an account and a template to a report's tree: what expressions may name, and the evidence of
each number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from scicity.audit import Finding
from scicity.ledger import Ledger, manifests, show_moment
from scicity.metrics import (
    Evidence,
    Grain,
    Statement,
    address,
    coverage_words,
    days_covered,
    definition_digest,
    evidence,
    figure,
    metric,
    of_people,
    public_figures,
    rank,
    scope_of,
    statements,
)
from scicity.registry import STAGES, City, Entry

from .bound import Bound, change, of_evidence, of_statement, require_whole, times
from .errors import ReportError
from .sentences import Safe
from .template import read_template, unborne
from .tree import (
    Chart,
    Event,
    Fact,
    Facts,
    Language,
    Map,
    Notes,
    Number,
    Pipeline,
    Quote,
    Ref,
    Report,
    SourceFile,
    Tiles,
    Timeline,
)
from .wording import period, period_words, word


@dataclass(frozen=True)
class Definition:
    """A report as its folder defines it: `report.yaml` and one template a language.

    `editor` vouches for the words without figures.
    """

    id: str
    year: int
    title: dict[str, str]
    subtitle: dict[str, str]
    templates: dict[str, str]
    files: dict[str, bytes]
    editor: dict[str, str] = field(default_factory=dict)


def load_definition(folder: Path) -> Definition:
    """The report defined in a folder. Raises ReportError that names what is missing."""
    head = folder / "report.yaml"
    if not head.exists():
        near = (
            sorted(p.name for p in folder.parent.glob("*/") if (p / "report.yaml").exists())
            if folder.parent.exists()
            else []
        )
        raise ReportError(
            f"There is no report {folder.name!r}. "
            + (
                f"Reports are: {', '.join(near)}."
                if near
                else (
                    f"A report is a folder with report.yaml, zh.md and en.md under {folder.parent}."
                )
            )
        )
    loaded = yaml.safe_load(head.read_text("utf-8"))
    missing = [k for k in ("id", "year", "title", "subtitle") if k not in (loaded or {})]
    missing += [f"{lang}.md" for lang in ("zh", "en") if not (folder / f"{lang}.md").exists()]
    if missing:
        raise ReportError(f"{head} lacks {', '.join(missing)}.")
    files = {
        p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix in (".yaml", ".md")
    }
    districts = folder.parent.parent / "districts.geojson"
    if districts.exists():
        files["districts.geojson"] = districts.read_bytes()
    return Definition(
        str(loaded["id"]),
        int(loaded["year"]),
        loaded["title"],
        loaded["subtitle"],
        {lang: files[f"{lang}.md"].decode() for lang in ("zh", "en")},
        files,
        _editor(loaded.get("editor"), head),
    )


def _editor(named: Any, head: Path) -> dict[str, str]:
    """Who vouches: one name, or one a language."""
    if named is None:
        return {}
    if isinstance(named, str):
        return {"zh": named, "en": named}
    if isinstance(named, dict) and set(named) == {"zh", "en"}:
        return {k: str(v) for k, v in named.items()}
    raise ReportError(f"{head}: editor is a name, or a name in zh and one in en.")


@dataclass(frozen=True)
class Source:
    """What a report is gathered from; reading it once serves both languages."""

    ledger: Ledger
    city: City
    as_of: int
    findings: tuple[Finding, ...] = ()

    @cached_property
    def said(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for s in statements(self.ledger, self.as_of):
            found.setdefault(s.unit, []).append(s)
        return found

    @cached_property
    def kept(self) -> dict[Any, Any]:
        return {}

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]


def gather(source: Source, definition: Definition, language: Language) -> Report:
    """The report in one language.

    Raises FalseReport, with every fault, unless all its sentences hold.
    """
    names = Names(source, definition, language)
    read = read_template(
        definition, language, source.city, names.all(), names.ref_of, lambda ref: names.refs[ref]
    )
    known = tuple(
        SourceFile(
            m["source"]["name"],
            m["source"]["digest"],
            show_moment(m["recorded_at"]),
            m["counts"]["read"],
            m["source"]["origin"] == "simulated",
        )
        for m in manifests(source.ledger)
        if m["recorded_at"] <= source.as_of
    )
    return Report(
        definition.id,
        language,
        definition.title[language],
        definition.subtitle[language],
        getattr(source.city.name, language),
        definition.year,
        source.as_of,
        read.blocks,
        tuple(names.refs.values()),
        known,
        read.sentences,
        definition.editor.get(language, ""),
    )


class Subject:
    """An entry of the registry in a template: its name and stage, and every measure stated of
    it.
    """

    def __init__(self, names: Names, entry: Entry) -> None:
        self.entry, self.names = entry, names
        self.name = Safe(
            getattr(entry.name, names.language), icon_of(names.source.city, entry), entry.path
        )
        self.stage, self.kind, self.path = entry.stage, entry.kind, entry.path

    @property
    def safe(self) -> Safe:
        return self.name

    @property
    def stated(self) -> list[Statement]:
        return self.names.source.said.get(self.entry.path, [])

    def __getattr__(self, measure: str) -> Bound:
        if measure.startswith("_"):
            raise AttributeError(measure)
        year = str(self.names.definition.year)
        of = [s for s in self.stated if s.measure == measure]
        of = [s for s in of if s.period == year or s.as_of.startswith(year)] or of
        if not of:
            known = ", ".join(sorted({s.measure for s in self.stated})) or "nothing"
            raise ReportError(
                f"{self.entry.code or self.entry.path} has no {measure!r} in the ledger. It states:"
                f" {known}."
            )
        return of_statement(of[-1], self.entry)


def icon_of(city: City, entry: Entry) -> str:
    return entry.icon or city.entries[entry.facility].icon if entry.facility in city.entries else ""


class Names:
    """Everything that an expression may name. `refs` grows as numbers are placed."""

    def __init__(self, source: Source, definition: Definition, language: Language) -> None:
        self.source, self.definition, self.language = source, definition, language
        self.refs: dict[str, Ref] = {}

    def all(self) -> dict[str, Any]:
        subjects = {e.code: Subject(self, e) for e in self.source.city.entries.values() if e.code}
        return subjects | {
            "year": Safe(str(self.definition.year), period=str(self.definition.year), kind="time"),
            "period": self.period,
            "entries": self.entries,
            "subject": self.subject,
            "measured": self.measured,
            "covered": self.covered,
            "tiles": self.tiles,
            "facts": self.facts,
            "milestones": self.milestones,
            "pipeline": self.pipeline,
            "chart": self.chart,
            "map": self.map,
            "conflicts": self.conflicts,
            "change": change,
            "times": times,
            "most": self.most,
            "stage": self.stage,
            "title": self.title,
        }

    def word(self, group: str, key: str) -> str:
        return word(group, key, self.language)

    def subject(self, path: str) -> Subject:
        entry = self.source.city.entries.get(path) or self.source.city.by_code().get(path)
        if entry is None:
            raise ReportError(f"There is no {path!r} in the registry.")
        return Subject(self, entry)

    def entries(
        self,
        kind: str | Sequence[str] = "",
        stage: str | Sequence[str] = "",
        guest: bool = False,
        under: str = "",
    ) -> list[Subject]:
        """Entries by kind and stage of the life cycle, in the registry's order."""
        kinds, stages = ((x,) if isinstance(x, str) and x else tuple(x) for x in (kind, stage))
        unknown = set(stages) - set(STAGES)
        if unknown:
            raise ReportError(f"{', '.join(unknown)} is not a stage: use {', '.join(STAGES)}.")
        return [
            Subject(self, e)
            for e in self.source.city.entries.values()
            if (not kinds or e.kind in kinds)
            and (not stages or e.stage in stages)
            and e.guest == guest
            and (not under or e.path.startswith(under + "/"))
        ]

    def stage(self, subject: Subject) -> Safe:
        return Safe(self.word("stages", subject.stage), path=subject.path, kind="state")

    def title(self, value: Bound) -> Bound:
        """The title of a document that a statement names, in the marks of its language."""
        return replace(value, style="title")

    def period(self, value: Bound) -> Safe:
        """The period of a figure in words."""
        if isinstance(value.of, tuple):
            raise ReportError(f"{value.key} is of several periods: say those of its figures.")
        said = value.of.period if isinstance(value.of, Statement) else value.of.figure.period
        as_of = value.of.as_of if isinstance(value.of, Statement) else ""
        return Safe(
            period_words(said, as_of, self.language),
            period=as_of[:4] if said in ("cumulative", "since_launch") else said,
            kind="time",
        )

    # Blocks

    def tiles(self, *values: Bound) -> Tiles:
        if refused := [v.refusal for v in values if v.refusal]:
            raise ReportError("; ".join(refused))
        if bare := [v.key for v in values if v.bare]:
            raise ReportError(
                f"{', '.join(bare)} stands in a tile without its unit: print the figure whole."
            )
        if wrong := [w for v in values for w in unborne(v, self.language)]:
            raise ReportError("; ".join(wrong))
        if claims := [v.key for v in values if v.quoted]:
            raise ReportError(
                f"{', '.join(claims)} is a claim, and no headline: quote it in a sentence that says"
                " who makes it."
            )
        return Tiles(
            tuple(
                (Number(v.words(self.language), self.ref_of(v)), self.title_of(v), self.basis_of(v))
                for v in values
            )
        )

    def facts(self, *subjects: Subject, kinds: Sequence[str] = ()) -> Facts:
        rows = tuple(
            self.fact(s, sub.entry)
            for sub in subjects
            for s in sub.stated
            if not kinds or s.kind in kinds
        )
        if not rows:
            raise ReportError(f"Nothing is stated of {', '.join(s.path for s in subjects)}.")
        return Facts(
            ("、" if self.language == "zh" else ", ").join(s.name.text for s in subjects), rows
        )

    def fact(self, s: Statement, entry: Entry) -> Fact:
        bound = of_statement(s, entry)
        shown: Number | Quote = Number(bound.words(self.language), self.ref_of(bound))
        if s.claim:
            shown = Quote(f"“{bound.words(self.language)}”", shown.ref)
        return Fact(
            s.title[self.language],
            shown,
            self.basis_of(bound),
            s.kind,
            getattr(entry.name, self.language),
        )

    def milestones(self, *subjects: Subject, dated: bool = False) -> Timeline:
        """Milestones of subjects; `dated` takes policies and events too, but only what is dated to
        a month.
        """
        kinds = ("milestone", "policy", "event") if dated else ("milestone",)
        chosen = subjects or tuple(Subject(self, e) for e in self.source.city.entries.values())
        listed = [
            (s, sub)
            for sub in chosen
            for s in sub.stated
            if s.kind in kinds
            and not s.restates
            and not s.claim
            and (len(s.as_of) == 7 or not dated)
            and s.value_unit != "month"
        ]
        listed.sort(
            key=lambda x: (
                x[0].as_of[:7] if len(x[0].as_of) == 7 else x[0].as_of[:4] + "-99",
                x[0].line,
            )
        )
        if not listed:
            raise ReportError(f"No milestone is stated of {', '.join(s.path for s in chosen)}.")
        events = []
        for s, sub in listed:
            bound = of_statement(s, sub.entry)
            text = (
                bound.words(self.language) if s.value_unit == "document" else s.title[self.language]
            )
            events.append(
                Event(
                    s.as_of if len(s.as_of) == 7 else s.as_of[:4],
                    Number(text, self.ref_of(bound)),
                    sub.name.text,
                )
            )
        label = {"zh": "里程碑", "en": "Milestones"}[self.language]
        return Timeline(
            (
                label
                if dated
                else (
                    f"{label}：{events[0].subject}"
                    if self.language == "zh"
                    else f"{label}: {events[0].subject}"
                )
            ),
            tuple(events),
        )

    def pipeline(self, subjects: Sequence[Subject]) -> Pipeline:
        stages = tuple(self.word("stages", s) for s in STAGES[:-1])
        items = []
        for sub in subjects:
            evidence_of = [
                self.ref_of(of_statement(s, sub.entry))
                for s in sub.stated
                if s.kind in ("pipeline", "milestone")
            ]
            items.append(
                (sub.name.text, STAGES.index(sub.stage), evidence_of[-1] if evidence_of else "")
            )
        return Pipeline(
            {"zh": "各设施所处阶段", "en": "Where each facility stands"}[self.language],
            stages,
            tuple(items),
        )

    def conflicts(self) -> Notes:
        """What the audit found in the account, in words."""
        return Notes(
            {"zh": "审计所见", "en": "What the audit found"}[self.language],
            tuple(
                (f.label[self.language], getattr(f, self.language)) for f in self.source.findings
            ),
        )

    # Measured figures

    def covered(self, subject: Subject, stream: str = "compute_jobs") -> str:
        """The days that a subject's log covers, or nothing."""
        path = subject.entry.path
        return str(
            self.source.once(
                ("days", path, stream),
                lambda: days_covered(
                    self.source.ledger,
                    stream,
                    path,
                    self.source.city.zone_of(path),
                    self.source.as_of,
                ),
            )
            or ""
        )

    def measured(self, name: str, subject: Subject, of: str | Safe) -> Bound:
        """A figure computed from records, with its evidence; without its value, where it counts too
        few people to be told.
        """
        of = of.period if isinstance(of, Safe) else of
        found = self.evidence_of(name, subject, of)
        if of_people(found.figure.metric):
            told = self.source.once(
                ("public", name, subject.path, of),
                lambda: public_figures(
                    self.source.ledger,
                    metric(name),
                    scope_of(self.source.city, subject.path),
                    of,
                    as_of=self.source.as_of,
                ),
            )
            found = replace(found, figure=told[0])
        return of_evidence(found, subject.entry)

    def coverage_of(self, value: Bound) -> str:
        """What is not covered of a measured figure, with the names of the places that are
        missing.
        """

        def named(path: str) -> str:
            entry = self.source.city.entries.get(path)
            return getattr(entry.name, self.language) if entry else path

        return coverage_words(value.measured, self.language, named) if value.measured else ""

    def evidence_of(self, name: str, subject: Subject, of: str) -> Evidence:
        city, ledger = self.source.city, self.source.ledger
        found: Evidence = self.source.once(
            (name, subject.path, of),
            lambda: evidence(
                ledger,
                figure(ledger, metric(name), scope_of(city, subject.path), of, self.source.as_of),
            ),
        )
        return found

    def chart(self, name: str, subject: Subject, of: str | Safe, grain: Grain = "day") -> Chart:
        m = metric(name)
        of = of.period if isinstance(of, Safe) else of
        found = self.source.once(
            (name, subject.path, of, grain),
            lambda: public_figures(
                self.source.ledger,
                m,
                scope_of(self.source.city, subject.path),
                of,
                grain=grain,
                as_of=self.source.as_of,
            ),
        )
        caption = f"{subject.name.text} · {m.title[self.language]}"
        source = {
            "zh": f"来源：账本 {', '.join(m.streams)} 记录",
            "en": f"Source: records of {', '.join(m.streams)} in the ledger",
        }[self.language]
        if self.evidence_of(name, subject, of).simulated:
            source += {"zh": "；含模拟记录", "en": "; includes SIMULATED records"}[self.language]
        whole = self.measured(name, subject, of)
        if whole.refusal:
            raise ReportError(whole.refusal.partition(". Leave")[0] + ": there is nothing to draw.")
        if any(f.status != "measured" for f in found):
            said = (
                self.coverage_of(whole)
                or {"zh": "未覆盖的期间留空", "en": "periods that are not covered are left empty"}[
                    self.language
                ]
            )
            source += f"；{said}" if self.language == "zh" else f"; {said}"
        anchor = f"chart-{name}-{subject.path}".replace("/", "-").replace("_", "-")
        return Chart(
            caption,
            source,
            m.unit[self.language],
            anchor,
            tuple((f.period, str(f.value)) for f in found if f.value is not None),
            tuple(f.period for f in found if f.status == "partly covered" and f.value is not None),
            tuple(f.period for f in found if f.status == "not covered"),
        )

    def map(self) -> Map:
        """The districts in which the city's own entries lie, as far as the registry says."""
        found: dict[str, list[str]] = {}
        for e in self.source.city.entries.values():
            if e.district:
                found.setdefault(e.district, []).append(getattr(e.name, self.language))
        caption = {"zh": "所在区（深色）", "en": "The district in which it lies (dark)"}[
            self.language
        ]
        owner = self.source.city.locale.districts
        credit = getattr(owner, self.language) if owner else ""
        return Map(caption, credit, tuple((d, "、".join(n)) for d, n in found.items()))

    def most(self, *values: Bound) -> Safe:
        """The name of the largest of values that may be ranked.

        Raises Unlike with the reason when they may not.
        """
        require_whole(*values, verb="ranked")
        listed = [(v.entry.path, v.interval, v.basis) for v in values if v.interval is not None]
        if len(listed) != len(values) or len(values) < 2:
            raise ReportError("most(…) needs two figures or more, all numbers.")
        first = rank(listed)[0]
        others = [getattr(v.entry.name, self.language) for v in values if v.entry.path != first]
        name = getattr(self.source.city.entries[first].name, self.language)
        title = self.title_of(values[0])
        text = (
            f"在{'、'.join([name, *others])}中，{title}以{name}为最多"
            if self.language == "zh"
            else f"{name} has the most ({title}), among {', '.join([name, *others])}"
        )
        return Safe(text, path=first, kind="rank", of=values)

    # Evidence

    def title_of(self, value: Bound) -> str:
        if isinstance(value.of, Statement):
            return value.of.title[self.language]
        return (
            value.of.figure.metric.title[self.language]
            if isinstance(value.of, Evidence)
            else value.key
        )

    def basis_of(self, value: Bound) -> str:
        if isinstance(value.of, Statement):
            s, parts = value.of, [period(value.of, self.language)]
            if s.kind == "target":
                parts.insert(0, self.word("kinds", "target"))
            if s.kind == "figure" and s.counting in ("ring", "station", "instrument"):
                parts.append(self.word("counting", s.counting))
            return " · ".join(parts)
        return value.of.figure.period if isinstance(value.of, Evidence) else ""

    def ref_of(self, value: Bound) -> str:
        """The id of the evidence of a number, kept once."""
        if isinstance(value.of, Statement):
            s = value.of
            name = f"s-{s.document}-{s.id}".replace(":", "-").replace("/", "-")
        elif isinstance(value.of, Evidence):
            f = value.of.figure
            name = f"m-{f.metric.id}-{f.scope.label}-{f.period}".replace("/", "-").replace(".", "-")
        else:
            name = f"d-{value.key}"
        if name not in self.refs:
            self.refs[name] = self.make_ref(name, value)
        return name

    def make_ref(self, name: str, value: Bound) -> Ref:
        subject = getattr(value.entry.name, self.language)
        words = replace(
            value,
            said=value.stated or value.said,
            bare=False,
            style=value.style if isinstance(value.of, tuple) else "",
        ).words(self.language)
        if isinstance(value.of, Statement):
            s = value.of
            return Ref(
                name,
                s.address,
                value.entry.path,
                subject,
                s.title[self.language],
                words,
                s.exact,
                s.value_unit,
                "declared",
                period(s, self.language),
                self.word("counting", s.counting),
                definition=s.metric or s.measure,
                where=f"{s.document}, {s.locator}",
                note=s.note[self.language],
            )
        if isinstance(value.of, Evidence):
            f = value.of.figure
            return Ref(
                name,
                address(f),
                value.entry.path,
                subject,
                f.metric.title[self.language],
                words,
                "withheld" if f.withheld else "" if f.value is None else str(f.value),
                f.metric.unit["en"],
                f.status,
                f.period,
                f.metric.counting,
                f.metric.definition[self.language],
                f"{f.metric.id} v{f.metric.version} {definition_digest(f.metric)}",
                note=self.coverage_of(value),
                seal=value.of.seal,
                records=sum(value.of.records.values()),
                simulated=value.of.simulated,
            )
        parts = "; ".join(self.refs[self.ref_of(b)].address for b in value.of)
        shown = value.said.value if value.said else 0
        return Ref(
            name,
            value.key,
            value.entry.path,
            subject,
            value.key,
            words,
            str(shown),
            value.unit,
            "derived",
            "",
            where=parts,
        )
