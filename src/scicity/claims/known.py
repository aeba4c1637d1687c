"""What the ledger knows: numbers, titles of documents, dated milestones; and figures computed when
they are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cached_property

from scicity.audit import account_of, audit
from scicity.ledger import Ledger, manifests, resolve_as_of
from scicity.measures import unit_of
from scicity.metrics import (
    Figure,
    MetricError,
    Statement,
    catalogue,
    coverage_words,
    days_covered,
    exactly,
    figure,
    figures,
    measure_of,
    metric,
    printed,
    rises,
    statements,
    status_word,
)
from scicity.registry import City
from scicity.reports import Said, quantity, scope_of

from .subjects import Names, normal
from .types import Known

_SAID = {"counted": "exact"}


class Memory:
    """A reading of the ledger as of one moment, for one check."""

    def __init__(self, ledger: Ledger, city: City, as_of: int | None = None) -> None:
        self.ledger, self.city = ledger, city
        self.as_of = resolve_as_of(ledger, None) if as_of is None else as_of
        self._computed: dict[tuple[str, str, str], Figure | None] = {}
        self._days: dict[tuple[str, str], dict[str, Figure]] = {}

    @cached_property
    def names(self) -> Names:
        """Made once: a document has few names, a registry many."""
        return Names(self.city)

    @cached_property
    def statements(self) -> list[Statement]:
        return statements(self.ledger, self.as_of)

    @cached_property
    def numbers(self) -> list[Known]:
        return [k for s in self.statements if (k := _known(s)) is not None]

    @cached_property
    def rare_units(self) -> frozenset[str]:
        """Units that hardly anything else is stated in: petawatts, tubes, shots."""
        counts = Counter(k.unit for k in self.numbers)
        return frozenset(u for u, n in counts.items() if n <= 2)

    @cached_property
    def measured(self) -> dict[str, dict[str, str]]:
        """Facilities with records: path → stream → days covered."""
        streams = sorted({name for m in catalogue().values() for name in m.streams})
        found: dict[str, dict[str, str]] = {}
        for e in self.city.entries.values():
            if e.kind == "facility":
                days = {
                    name: d
                    for name in streams
                    if (
                        d := days_covered(
                            self.ledger, name, e.path, self.city.zone_of(e.path), self.as_of
                        )
                    )
                }
                if days:
                    found[e.path] = days
        return found

    @cached_property
    def _findings(self) -> list[tuple[str, str]]:
        found = audit(account_of(self.ledger, self.city, self.as_of))
        return [(f.rule, _letters(text)) for f in found for text in (f.zh, f.en)]

    def finding(self, text: str, before: str = "") -> str:
        """The rule whose finding a text repeats, or a good part of it; a short part after another
        part (`before`) will do.
        """
        own = _letters(text)
        return next(
            (
                rule
                for rule, words in self._findings
                if words in own or (own in words and (len(own) >= 14 or (own and rule == before)))
            ),
            "",
        )

    def noted(self, text: str) -> str:
        """The address of a statement whose own note a text repeats, or ''."""
        own = _letters(text)
        return next(
            (
                s.address
                for s in self.statements
                for note in s.note.values()
                if len(words := _letters(note)) >= 12 and words in own
            ),
            "",
        )

    def computed(self, path: str, name: str, period: str) -> Known | None:
        """A metric of a facility over a period, computed once; None where it has no value."""
        f = self.figure(path, name, period)
        if f is None or f.value is None:
            return None
        m, partly = f.metric, f.status == "partly covered"
        shown = {
            lang: f"{printed(f.value, m.decimals)} {m.unit[lang]}"
            + (f" ({status_word(f, lang)})" if partly else "")
            for lang in ("zh", "en")
        }
        return Known(
            f"{name}:{path}:{period}",
            path,
            name,
            self.titles_of(name),
            exactly(f.value),
            Said("exact", f.value),
            measure_of(m).unit,
            shown,
            period,
            period.rsplit("..", maxsplit=1)[-1],
            m.decimals,
            self.coverage(f) if partly else {},
            rises(m),
        )

    def span_of(self, path: str, streams: tuple[str, ...]) -> str:
        """The days that the first of these streams covers of a facility, or nothing."""
        return next(
            (self.measured[path][name] for name in streams if name in self.measured.get(path, {})),
            "",
        )

    def figure(self, path: str, name: str, period: str) -> Figure | None:
        """The figure itself; None where the period names none."""
        key = (path, name, period)
        if key not in self._computed:
            self._computed[key] = (
                self._day(path, name, period)
                if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period)
                else self._whole(path, name, period)
            )
        return self._computed[key]

    def coverage(self, f: Figure) -> dict[str, str]:
        """What is not covered of a figure, in both languages, with the names of places."""

        def named(lang: str) -> Callable[[str], str]:
            return lambda path: (
                getattr(self.city.entries[path].name, lang) if path in self.city.entries else path
            )

        return {lang: coverage_words(f, lang, named(lang)) for lang in ("zh", "en")}

    def _whole(self, path: str, name: str, period: str) -> Figure | None:
        try:
            return figure(self.ledger, metric(name), scope_of(self.city, path), period, self.as_of)
        except MetricError:
            return None  # a period that cannot be read names no figure

    def _day(self, path: str, name: str, day: str) -> Figure | None:
        """A figure of one day; all days that the records cover are computed at once."""
        if (path, name) not in self._days:
            found = figures(
                self.ledger,
                [metric(name)],
                scope_of(self.city, path),
                self.span_of(path, metric(name).streams),
                grain="day",
                as_of=self.as_of,
            )
            self._days[path, name] = {f.period: f for f in found}
        return self._days[path, name].get(day) or self._whole(path, name, day)

    @cached_property
    def imports(self) -> dict[str, set[int]]:
        """Rows read from each source."""
        found: dict[str, set[int]] = {}
        for m in manifests(self.ledger):
            found.setdefault(m["source"]["name"], set()).add(m["counts"]["read"])
        return found

    def metrics_of(self, path: str) -> list[str]:
        """Metrics that the records of a facility may give."""
        kept = set(self.measured.get(path, ()))
        return [m.id for m in catalogue().values() if m.streams and kept & set(m.streams)]

    def spans(self, path: str, streams: tuple[str, ...]) -> list[str]:
        """The periods of a figure whose sentence states none: the days that its records cover, and
        each year of them.
        """
        span = self.span_of(path, streams)
        if not span:
            return []
        first, last = int(span[:4]), int(span.partition("..")[2][:4])
        return [span, *(str(y) for y in range(last, max(first, last - 1) - 1, -1))]

    def titles_of(self, name: str) -> tuple[str, ...]:
        """How documents call a metric: its titles, and the names of its measure in the
        vocabulary.
        """
        m = metric(name)
        known = measure_of(m)
        return (
            m.title["zh"],
            m.title["en"],
            name.replace("_", " "),
            *known.synonyms.get("zh", ()),
            *known.synonyms.get("en", ()),
        )

    def claims_of(self, path: str) -> str:
        """The words of rank and novelty that documents of the ledger claim for a subject."""
        return " ".join(
            f"{s.value} {s.value_en}".lower()
            for s in self.statements
            if s.value_unit == "claim" and s.unit == path
        )


def _letters(text: str) -> str:
    """A text without what line breaks and fonts change."""
    return re.sub(r"[\W_]+", "", normal(text)).lower()


def _known(s: Statement) -> Known | None:
    if s.interval is None or s.restates:
        return None
    unit = unit_of(s.value_unit)
    times = unit.scale if unit else Fraction(1)  # 万 is ten thousand
    said = Said(
        _SAID.get(s.qualifier, s.qualifier),  # type: ignore[arg-type]
        Fraction(s.value) * times,
        Fraction(s.value_high) * times if s.value_high else None,
    )
    titles = [s.title["zh"], s.title["en"], s.measure.replace("_", " ")]
    if s.metric in catalogue():
        m = catalogue()[s.metric]
        titles += [m.title["zh"], m.title["en"]]
    return Known(
        s.address,
        s.unit,
        s.measure,
        tuple(dict.fromkeys(titles)),
        s.interval.times(times),
        said,
        unit.id if unit else s.value_unit,
        {"zh": quantity(s, "zh"), "en": quantity(s, "en")},
        s.period,
        s.as_of,
        kind=s.kind,
    )
