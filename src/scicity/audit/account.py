"""What the rules look at: statements, indicator series and records, with the registry beside
them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scicity.ledger import Ledger, in_force, live_sql, read, resolve_as_of, session
from scicity.metrics import Figure, Statement, statements
from scicity.registry import City, Entry

from .facts import facts_of
from .measured import figures_beside

if TYPE_CHECKING:
    from .facts import Fact


@dataclass(frozen=True)
class Series:
    """One indicator of one subject: values by period, exact.

    `twice` are further values of a period that has one.
    """

    subject: str
    indicator: str
    unit: str
    document: str
    values: dict[str, Fraction]
    twice: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class Account:
    """A reading of the ledger for the rules.

    `hours` is (unit, hours of machine time, hours of the span they lie in).

    `figures` are those computed for what documents state. `moment` is the reading's, in
    microseconds; 0 for none.
    """

    city: City | None
    statements: tuple[Statement, ...]
    series: tuple[Series, ...]
    hours: tuple[tuple[str, Fraction, Fraction], ...] = ()
    capacity: tuple[tuple[str, Fraction], ...] = ()
    figures: tuple[Figure, ...] = ()
    moment: int = 0

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Its numbers in one shape."""
        return facts_of(self)

    def entry(self, path: str) -> Entry | None:
        return self.city.entries.get(path) if self.city else None

    def name(self, path: str, language: str) -> str:
        entry = self.entry(path)
        return str(getattr(entry.name, language)) if entry else path

    def live(self) -> list[Statement]:
        """Statements that are not said a second time."""
        return [s for s in self.statements if not s.restates]


def account_of(ledger: Ledger, city: City, as_of: datetime | int | None = None) -> Account:
    """Everything that the rules need, as of one moment."""
    moment = as_of if isinstance(as_of, int) else resolve_as_of(ledger, as_of)
    made = Account(
        city,
        tuple(statements(ledger, moment)),
        _series(ledger, city, moment),
        _hours(ledger, moment),
        _capacity(ledger, moment),
        moment=moment,
    )
    return replace(made, figures=figures_beside(ledger, city, asked_of(made), moment))


def asked_of(account: Account) -> set[tuple[str, str, str]]:
    """(subject, period, measure) of all that is stated; of a count to date, the last day that it
    counts.
    """
    return {
        (f.subject, f.period if f.start else (f.end - timedelta(days=1)).isoformat(), f.measure.id)
        for f in account.facts
        if f.kind != "measured" and f.end is not None
    }


def _series(ledger: Ledger, city: City, moment: int) -> tuple[Series, ...]:
    rows = _rows(
        ledger, "indicator_values", moment, "unit, indicator, value_unit, document, value, start"
    )
    found: dict[tuple[str, str, str, str], dict[str, Fraction]] = {}
    for unit, indicator, value_unit, document, value, start in rows:
        year = str(datetime.fromtimestamp(start, ZoneInfo(city.zone_of(unit))).year)
        # a share is kept as a ratio, and read in percent as statements are
        shown, times = ("percent", 100) if value_unit == "1" else (value_unit, 1)
        found.setdefault((unit, indicator, shown, document), {})[year] = Fraction(value) * times
    return tuple(Series(*key, values) for key, values in sorted(found.items()))


def _hours(ledger: Ledger, moment: int) -> tuple[tuple[str, Fraction, Fraction], ...]:
    """Machine time of each unit against the years that its records touch."""
    rows = _rows(
        ledger,
        "machine_time",
        moment,
        'unit, sum("end" - start), min(start), max("end")',
        "group by unit",
    )
    return tuple((u, Fraction(int(s), 3600), Fraction(b - a, 3600)) for u, s, a, b in rows)


def _capacity(ledger: Ledger, moment: int) -> tuple[tuple[str, Fraction], ...]:
    """The most cores that were in force of each unit."""
    most: dict[str, int] = {}
    for row in in_force(read(ledger, "compute_capacity", as_of=moment)):
        most[row["unit"]] = max(most.get(row["unit"], 0), row["cores"])
    return tuple((u, Fraction(c)) for u, c in sorted(most.items()))


def _rows(ledger: Ledger, name: str, moment: int, what: str, group: str = "") -> list[tuple]:  # type: ignore[type-arg]
    reading = read(ledger, name, as_of=moment)
    if not reading.files:
        return []
    return session().sql(f"select {what} from ({live_sql(reading)}) {group} order by 1").fetchall()


def hours_between(first: str, last: str) -> Fraction:
    """Wall-clock hours from the beginning of a month (2009-05) to the end of a day, month or
    year.
    """
    year, month = int(first[:4]), int(first[5:7])
    parts = [int(p) for p in last.split("-")]
    end_year, end_month = parts[0], parts[1] if len(parts) > 1 else 12
    start = datetime(year, month, 1, tzinfo=UTC)
    end = datetime(end_year + end_month // 12, end_month % 12 + 1, 1, tzinfo=UTC)
    return Fraction(int((end - start).total_seconds()), 3600)
