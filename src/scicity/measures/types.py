"""The nouns of the vocabulary: measures, their limits and their relations."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Kind = Literal["flow", "stock", "cumulative", "share", "mean"]
RelationKind = Literal["part_of", "at_most", "sum_of", "ratio_of", "complement_of"]


@dataclass(frozen=True)
class Limits:
    """What a value can be: from `low` to `high` in the measure's unit (None: no bound).

    `clock`: hours of machines, at most the hours of the period times their number.
    """

    low: Fraction | None = Fraction(0)
    high: Fraction | None = None
    clock: bool = False


@dataclass(frozen=True)
class Relation:
    """How a measure stands to others: part_of and at_most name one, sum_of its parts, ratio_of what
    it divides, complement_of what is missing and of what.

    `unless`: it does not hold where one of these is known too.
    """

    kind: RelationKind
    of: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """One thing that is measured.

    `unit` is a unit's identifier. `title` is empty where the catalogue of metrics titles it.
    `counts` is what one
    of it is (person, visit, hour, …), `counting` the level at which hours are counted. `additive`
    says over what
    its values may be added: time, units, subjects. `distinct`: things counted once each, so a sum
        is a bound.
    `money`: an amount, in the currency of its city. `names` are all spellings that stand for it.
    """

    id: str
    unit: str
    kind: Kind
    title: dict[str, str] = field(default_factory=dict, hash=False)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    counts: str = ""
    counting: str = ""
    additive: frozenset[str] = frozenset()
    distinct: bool = False
    money: bool = False
    limits: Limits = Limits()
    relations: tuple[Relation, ...] = ()
    capacity_of: str = ""

    def related(self, kind: RelationKind) -> tuple[Relation, ...]:
        return tuple(r for r in self.relations if r.kind == kind)
