"""A city to schedule: 60 units of 10 facilities, 3,000 experiments, half a year.

All of it is simulated.
"""

from __future__ import annotations

import numpy as np

from .problem import (
    Calendar,
    Changeover,
    Closure,
    Coupling,
    Exclusion,
    Experiment,
    Group,
    Need,
    Option,
    Pool,
    Problem,
    Share,
    Span,
    Unit,
)

TICK = 240  # minutes: half a shift
DAY = 6  # ticks
DAYS = 182
# facility: units, ticks a slot, the longest run in slots, day-only, set-ups, how many times too
# much is asked
FACILITIES = {
    "synchrotron": (20, 2, 15, False, ("room", "cryogenic", "pressure"), 1.3),
    "synchrotron-2": (12, 2, 15, False, ("room", "cryogenic", "pressure"), 1.3),
    "soft-xray-fel": (4, 3, 15, False, ("solid", "gas"), 1.5),
    "protein-beamlines": (5, 2, 15, False, ("room", "cryogenic"), 1.2),
    "petawatt-laser": (3, 2, 15, False, ("gas-target", "solid-target"), 1.4),
    "long-pulse-laser": (2, 2, 15, False, ("gas-target", "solid-target"), 1.4),
    "protein-instruments": (6, 1, 3, True, (), 1.2),
    "animal-facility": (3, 2, 15, False, (), 1.1),
    "tumour-platform": (3, 1, 3, True, (), 1.2),
    "turbine-rig": (2, 6, 6, False, ("high-pressure", "low-pressure"), 1.2),
}
PROGRAMMES = ("open", "materials", "life", "energy", "industry")
PERMILLE = (400, 200, 200, 100, 100)


def demo_city(seed: int = 2023, experiments: int = 3000, days: int = DAYS) -> Problem:
    """The same seed gives the same city."""
    rng = np.random.default_rng(seed)
    horizon = days * DAY
    calendars, units, changeovers, pools = [], [], [], []
    for name, (count, step, _, day_only, setups, _) in FACILITIES.items():
        calendars.append(_calendar(name, rng, horizon, day_only))
        changeovers += (
            [Changeover(name, tuple((a, b, 1) for a in setups for b in setups if a != b))]
            if setups
            else []
        )
        for i in range(count):
            beside = (f"{name}-{i:02d}",) if i else ()
            units.append(
                Unit(
                    f"{name}-{i + 1:02d}",
                    name,
                    name,
                    step,
                    closures=_breakdown(rng, horizon, step),
                    changeover=name if setups else None,
                    neighbours=beside,
                    reserve=step if name.startswith("synchrotron") else 0,
                    reserve_period=14 * DAY,
                )
            )
        teams = -(-count // 4)
        pools += [
            Pool(f"contacts:{name}-{t + 1}", 4, 0, load=4 * 7 * DAY * 9 // 10, period=7 * DAY)
            for t in range(teams)
        ]
        if "cryogenic" in setups:
            pools.append(Pool(f"cryostats:{name}", max(2, count // 4), 1))
    pools.append(Pool("detectors:city", 8, 1))
    pools.append(Pool("support-laboratory:city", 12, 0))
    made = _experiments(rng, experiments, horizon)
    made, couplings = _campaigns(rng, made)
    tied = {n for c in couplings for n in (c.first, c.second)}
    alone = [e.id for e in made if e.id not in tied]
    chosen = rng.choice(len(alone), min(60, len(alone) // 10 * 2), replace=False)
    groups = tuple(
        Group("oneof", (alone[a], alone[b])) for a, b in zip(chosen[::2], chosen[1::2], strict=True)
    )
    return Problem(
        "demo-city",
        horizon,
        tuple(calendars),
        tuple(units),
        tuple(made),
        TICK,
        "2026-01-05T00:00:00+08:00",
        (480, 1200),
        tuple(pools),
        tuple(changeovers),
        tuple(couplings),
        groups,
        (Exclusion("pressure", "biohazard"), Exclusion("explosive", "biohazard")),
        tuple(Share("programme", p, n) for p, n in zip(PROGRAMMES, PERMILLE, strict=True)),
        simulated=True,
    )


def _calendar(name: str, rng: np.random.Generator, horizon: int, day_only: bool) -> Calendar:
    """User time less a machine day every fortnight, machine studies and a shutdown of a month;
    instruments: the day-time of working days.
    """
    days = range(horizon // DAY)
    if day_only:
        return Calendar(name, tuple((d * DAY + 2, d * DAY + 5) for d in days if d % 7 < 5))
    closures = [Closure("maintenance", d * DAY, (d + 1) * DAY) for d in days if d % 14 == 0]
    closures += [
        Closure("machine-development", (d + 1) * DAY, (d + 2) * DAY)
        for d in days
        if d % 28 == 0 and d + 2 <= days.stop
    ]
    at = int(rng.integers(40, 110)) * DAY
    if at + 35 * DAY < horizon:
        closures.append(Closure("shutdown", at, at + int(rng.integers(28, 36)) * DAY))
    return Calendar(name, ((0, horizon),), tuple(closures))


def _breakdown(rng: np.random.Generator, horizon: int, step: int) -> tuple[Closure, ...]:
    """Some units have a booking of their own: commissioning of a new detector, a school."""
    if rng.random() > 0.4:
        return ()
    a = int(rng.integers(0, max(1, horizon - 40))) // step * step
    return (Closure("booking", a, min(horizon, a + 4 * step), "school"),)


def _experiments(rng: np.random.Generator, count: int, horizon: int) -> list[Experiment]:
    room = {
        name: u[0] * u[5] * (0.36 if u[3] else 0.62 * DAY / 6) * 6 / (_mean_slots(u[2]) * u[1])
        for name, u in FACILITIES.items()
    }
    names = list(FACILITIES)
    odds = np.array([room[n] for n in names])
    odds /= odds.sum()
    found = []
    for k in range(count):
        facility = names[int(rng.choice(len(names), p=odds))]
        n, step, longest, day_only, setups, _ = FACILITIES[facility]
        slots = longest if longest <= 3 else round(rng.triangular(2, longest / 2, longest))
        grade = int(rng.choice([1, 2, 3, 4, 5], p=[0.1, 0.2, 0.35, 0.25, 0.1]))
        setup = (
            str(rng.choice(setups, p=[0.5, *[0.5 / (len(setups) - 1)] * (len(setups) - 1)]))
            if setups
            else ""
        )
        # an instrument is used by the day, on up to four days; beamtime is one run, at times two
        visits = (
            (slots,) * int(rng.integers(1, 5))
            if day_only
            else (slots,)
            if slots < 4 or rng.random() > 0.12
            else (slots - slots // 2, slots // 2)
        )
        own = int(rng.integers(n))
        served = [
            own,
            *([(own + int(rng.integers(1, n))) % n] if n > 1 and rng.random() < 0.35 else []),
        ]
        options = tuple(
            Option(f"{facility}-{i + 1:02d}", visits, setup, p) for p, i in enumerate(served)
        )
        needs = [Need(f"contacts:{facility}-{own // 4 + 1}")]
        if setup == "cryogenic" and rng.random() < 0.5:
            needs.append(Need(f"cryostats:{facility}"))
        if rng.random() < 0.06:
            needs.append(Need("detectors:city"))
        if facility.startswith("synchrotron") and rng.random() < 0.1:
            needs.append(Need("support-laboratory:city"))
        a = int(rng.integers(0, horizon * 2 // 3))
        width = int(rng.integers(horizon // 6, horizon))
        windows: tuple[Span, ...] = ((a, min(horizon, a + width)),) if rng.random() < 0.6 else ()
        gone = int(rng.integers(0, horizon - 60))
        away: tuple[Span, ...] = (
            ((gone, gone + int(rng.integers(18, 60))),) if rng.random() < 0.3 else ()
        )
        safety = str(
            rng.choice(["", "pressure", "biohazard", "explosive"], p=[0.86, 0.06, 0.06, 0.02])
        )
        found.append(
            Experiment(
                f"E{k + 1:04d}",
                grade * sum(visits) * step,
                options,
                windows,
                away,
                (0, 14 * DAY)
                if day_only
                else (7 * DAY, 42 * DAY)
                if len(visits) > 1
                else (0, None),
                day_only,
                tuple(needs),
                safety,
                float(grade),
                k,
                str(rng.choice(PROGRAMMES, p=[0.5, 0.2, 0.15, 0.05, 0.1])),
                f"institute-{int(rng.integers(40)):02d}",
            )
        )
    return found


def _mean_slots(longest: int) -> float:
    return longest * 2.5 if longest <= 3 else longest / 2 + 0.7


def _campaigns(
    rng: np.random.Generator, made: list[Experiment]
) -> tuple[list[Experiment], list[Coupling]]:
    """Some sixty campaigns across facilities: one part after another, within a fortnight, or at the
    same time.
    """
    by_facility: dict[str, list[str]] = {}
    for e in made:
        if len(e.options[0].visits) == 1:
            by_facility.setdefault(e.options[0].unit[:-3], []).append(e.id)
    pairs = [
        ("synchrotron", "protein-beamlines", "before"),
        ("synchrotron", "protein-instruments", "before"),
        ("synchrotron", "animal-facility", "before"),
        ("soft-xray-fel", "petawatt-laser", "simultaneous"),
        ("synchrotron-2", "long-pulse-laser", "before"),
        ("synchrotron-2", "turbine-rig", "before"),
    ]
    couplings, taken = [], set()
    for k in range(60):
        one, two, kind = pairs[k % len(pairs)]
        free = [[n for n in by_facility.get(f, []) if n not in taken] for f in (one, two)]
        if not all(free):
            continue
        a, b = (names[int(rng.integers(len(names)))] for names in free)
        taken |= {a, b}
        couplings.append(Coupling(kind, a, b, 0, None if kind == "simultaneous" else 28 * DAY))
    wide = [
        e
        if e.id not in taken
        else Experiment(**{**{f: getattr(e, f) for f in e.__dataclass_fields__}, "windows": ()})
        for e in made
    ]
    return wide, couplings
