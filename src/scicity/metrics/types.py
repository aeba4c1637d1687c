"""The nouns of the metrics: atoms, metrics, scopes, figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from .basis import Basis
from .interval import Interval

Take = Literal[
    "hours",
    "stretched",
    "live",
    "started",
    "ended",
    "submitted",
    "distinct",
    "min",
    "max",
    "quantile",
    "period",
    "downtime",
    "faults",
    "faults_plus_one",
    "outage",
]
Values = tuple[tuple[str, tuple[str, ...]], ...]  # columns, each with some of its values
Status = Literal["measured", "partly covered", "not covered", "declared", "both"]


@dataclass(frozen=True)
class Atom:
    """One integer (or Fraction) to be had from a stream for a bucket.

    `weight` names columns whose product is summed; `of` the column counted or compared; `where`
    keeps only
    records with one of these values; `unless` leaves out those with one (a record that does not say
    is kept);
    `sign` is -1 for what is taken off; `quantile` in (0, 1). `first` is a column and its values in
    order of
    precedence: whatever `of` counts belongs, in a bucket, to the first of them that it has there.
    """

    take: Take
    stream: str
    weight: tuple[str, ...] = ()
    of: str = ""
    where: Values = ()
    sign: int = 1
    quantile: Fraction = Fraction(1, 2)
    unless: Values = ()
    first: tuple[str, tuple[str, ...]] | None = None

    @property
    def of_records(self) -> Values:
        """What is asked of each record: what is asked of the first of several is asked of no single
        one.
        """
        return tuple((c, vs) for c, vs in self.where if self.first is None or c != self.first[0])

    @property
    def of_first(self) -> tuple[str, ...]:
        """Which of the values of `first` are counted."""
        if self.first is None:
            return ()
        column, order = self.first
        return next((vs for c, vs in self.where if c == column), order)


@dataclass(frozen=True)
class Metric:
    """One definition of the catalogue: value = factor × Σ numerator ÷ Π denominator.

    `basis` says whether it counts a period or everything up to the period's end. `empty` is what a
    ratio is worth when its denominator is 0: None for 'undefined'. `variants` are (parameter,
        value, metric):
    the definition that a facility uses whose profile says so.
    """

    id: str
    version: int
    title: dict[str, str]
    definition: dict[str, str]
    unit: dict[str, str]
    source: str
    numerator: tuple[Atom, ...]
    denominator: tuple[Atom, ...] = ()
    factor: Fraction = Fraction(1)
    decimals: int = 0
    basis: Literal["period", "cumulative"] = "period"
    counting: str = "system"
    counted: str = ""
    empty: int | None = None
    sum_days: bool = False
    profile: tuple[str, ...] = ()
    variants: tuple[tuple[str, str, str], ...] = ()
    alias: str = ""

    @property
    def streams(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(a.stream for a in (*self.numerator, *self.denominator) if a.stream)
        )


@dataclass(frozen=True)
class Scope:
    """What a figure is about: a label, the registry paths it covers (None for all), and the zone of
    its periods.

    `reports`: by stream, the paths that are expected to report it, each with the UTC second from
    which they are.
    """

    label: str
    paths: tuple[str, ...] | None
    zone: str
    profile: dict[str, str] = field(default_factory=dict, hash=False)
    reports: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Coverage:
    """How much of what a figure asks for its sources cover.

    `part` is the share of the places' time that is covered; `missing` the places that do not cover
    all of it; `lacks` the fields that their sources do not know; `aside` the number of rows that
    were set aside; `blank` of records that do not say what the figure asks of them; `span` the
    first and last UTC second that any source of the scope covers.
    """

    part: Fraction
    missing: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    aside: int = 0
    span: tuple[int, int] | None = None
    blank: int = 0

    @property
    def state(self) -> Literal["whole", "partly", "none"]:
        if self.part == 0:
            return "none"
        return "whole" if self.part == 1 and not self.aside and not self.blank else "partly"


COVERED = Coverage(Fraction(1))


@dataclass(frozen=True)
class Figure:
    """A value with what is needed to find it again. `as_of` is in microseconds since the epoch.

    `value` is exact; `decimals` is how many the definition prints. `by` holds the dimensions'
    values.
    `withheld`: there is a value, which is not for the public. `value` is None where it is
        undefined, withheld or not
    covered; `raw` is what the records alone would give, which a seal guards and nobody is told.
    """

    metric: Metric
    scope: Scope
    period: str
    as_of: int
    value: Fraction | None
    by: tuple[tuple[str, str | None], ...] = ()
    status: Status = "measured"
    withheld: bool = False
    coverage: Coverage = COVERED
    raw: Fraction | None = None

    @property
    def basis(self) -> Basis:
        return Basis(
            self.metric.id,
            self.metric.unit["en"],
            self.metric.basis if self.metric.basis == "cumulative" else self.period,
            self.metric.counting,
            self.metric.counted,
            f"{self.metric.id} v{self.metric.version}",
            self.status,
        )

    @property
    def interval(self) -> Interval | None:
        return None if self.value is None else Interval(self.value, self.value)
