"""What a scheduling problem and a schedule are.

Time is counted in ticks of `Problem.tick_minutes` from `Problem.start`; a span is half open,
`(start, end)`. A unit gives time in slots of its own length (a shift of 8 h, an hour, a shot's
cycle): `step` ticks each, the first at `offset`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

Span = tuple[int, int]

# modes of the run calendar in which no experiment runs
CLOSED_MODES = (
    "reserve",
    "machine-development",
    "commissioning",
    "maintenance",
    "shutdown",
    "booking",
)


@dataclass(frozen=True)
class Closure:
    """A stretch without user time: maintenance, machine study, a shutdown, a fixed booking."""

    mode: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True)
class Calendar:
    """A run calendar: user time, less its closures."""

    id: str
    user: tuple[Span, ...]
    closures: tuple[Closure, ...] = ()


@dataclass(frozen=True)
class Unit:
    """An endstation, laser bay or instrument: it serves one run at a time."""

    id: str
    facility: str
    calendar: str
    step: int = 1
    offset: int = 0
    closures: tuple[Closure, ...] = ()
    changeover: str | None = None
    neighbours: tuple[str, ...] = ()
    reserve: int = 0  # ticks of user time kept free for rapid access in each reserve period
    reserve_period: int = 0  # ticks


@dataclass(frozen=True)
class Changeover:
    """Slots between the end of a run with one set-up and the start of any later run with another,
    on one unit.
    """

    id: str
    slots: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Pool:
    """Shared equipment or staff: at most `capacity` at a time, `recovery` ticks after each run, and
    at most `load` ticks of use in each `period` ticks. A cryostat, a pool of detectors, a support
    laboratory, a local contact with work and rest.
    """

    id: str
    capacity: int
    recovery: int = 0
    closed: tuple[Span, ...] = ()
    load: int | None = None
    period: int | None = None


@dataclass(frozen=True)
class Option:
    """One way to run an experiment: the unit, the slots of each visit, the set-up, and how little
    it is liked (0 is best).
    """

    unit: str
    visits: tuple[int, ...]
    setup: str = ""
    preference: int = 0


@dataclass(frozen=True)
class Need:
    pool: str
    amount: int = 1


@dataclass(frozen=True)
class Experiment:
    """A proposal's part that was granted time.

    `value` is what placing it is worth: usually grade x shifts.
    """

    id: str
    value: int
    options: tuple[Option, ...]
    windows: tuple[Span, ...] = ()
    unavailable: tuple[Span, ...] = ()
    gap: tuple[int, int | None] = (
        0,
        None,
    )  # ticks between the end of a visit and the start of the next
    day_only: bool = False
    needs: tuple[Need, ...] = ()
    safety: str = ""
    grade: float = 0.0
    rank: int = 0
    programme: str = ""
    organisation: str = ""
    title: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Coupling:
    """Two parts of a campaign tied in time. `before`: the second starts `least` to `most` ticks
    after the first has ended; `simultaneous`: they overlap. Coupled experiments are placed together
    or not at all.
    """

    kind: str
    first: str
    second: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Group:
    """`oneof`: at most one of them is placed. `all`: all of them or none."""

    kind: str
    experiments: tuple[str, ...]


@dataclass(frozen=True)
class Exclusion:
    """Runs of these two safety classes never overlap on neighbouring units."""

    first: str
    second: str


@dataclass(frozen=True)
class Share:
    """The part of all placed time, in thousandths, that a programme or an organisation should
    have.
    """

    of: str  # programme or organisation
    name: str
    permille: int


@dataclass(frozen=True)
class Placement:
    """An experiment on a unit, with the tick at which each visit starts."""

    experiment: str
    unit: str
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Schedule:
    placements: tuple[Placement, ...] = ()

    @cached_property
    def by_experiment(self) -> dict[str, Placement]:
        return {p.experiment: p for p in self.placements}


@dataclass(frozen=True)
class Problem:
    name: str
    horizon: int
    calendars: tuple[Calendar, ...]
    units: tuple[Unit, ...]
    experiments: tuple[Experiment, ...]
    tick_minutes: int = 480
    start: str = ""  # ISO 8601, with the zone's offset
    day: Span = (0, 0)  # minutes of the day that count as day-time; (0, 0): always
    pools: tuple[Pool, ...] = ()
    changeovers: tuple[Changeover, ...] = ()
    couplings: tuple[Coupling, ...] = ()
    groups: tuple[Group, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    shares: tuple[Share, ...] = ()
    locked: tuple[Placement, ...] = ()
    simulated: bool = False

    @cached_property
    def unit(self) -> dict[str, Unit]:
        return {u.id: u for u in self.units}

    @cached_property
    def experiment(self) -> dict[str, Experiment]:
        return {e.id: e for e in self.experiments}

    @cached_property
    def calendar(self) -> dict[str, Calendar]:
        return {c.id: c for c in self.calendars}

    @cached_property
    def pool(self) -> dict[str, Pool]:
        return {p.id: p for p in self.pools}

    def option_of(self, placement: Placement) -> Option:
        """The option that a placement uses.

        KeyError: the experiment has none on that unit with so many visits.
        """
        for option in self.experiment[placement.experiment].options:
            if option.unit == placement.unit and len(option.visits) == len(placement.starts):
                return option
        raise KeyError(
            f"{placement.experiment} has no option on {placement.unit} with {len(placement.starts)}"
            " visits"
        )

    def runs(self, placement: Placement) -> list[Span]:
        """The visits of a placement, in ticks."""
        step = self.unit[placement.unit].step
        return [
            (a, a + n * step)
            for a, n in zip(placement.starts, self.option_of(placement).visits, strict=True)
        ]


@dataclass(frozen=True)
class Prices:
    """A price table: what a tick of each unit and pool is worth, in millionths of the value's unit.

    It proves a bound.
    """

    units: dict[str, list[int]] = field(default_factory=dict)  # a price a slot
    pools: dict[str, list[int]] = field(default_factory=dict)  # a price a tick, for capacity
    loads: dict[str, list[int]] = field(
        default_factory=dict
    )  # a price a period, for load and for reserve ("reserve:<unit>")


@dataclass(frozen=True)
class Point:
    """Where a search stood: seconds since it began, the value placed, the bound, the level that is
    being bettered.
    """

    seconds: float
    value: int
    bound: int
    level: str

    @property
    def gap(self) -> float:
        return gap(self.value, self.bound)


def gap(value: int, bound: int) -> float:
    """(bound - value) / bound, as a fraction; 0 when nothing could be placed."""
    return (bound - value) / bound if bound > 0 else 0.0


@dataclass(frozen=True)
class Solution:
    schedule: Schedule
    value: int
    bound: int
    prices: Prices
    trace: tuple[Point, ...] = ()
    measures: dict[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        return gap(self.value, self.bound)
