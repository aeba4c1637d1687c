"""Small problems, and the best schedule of one by trying everything."""

from __future__ import annotations

from scicity.scheduling import (
    Calendar,
    Experiment,
    Option,
    Placement,
    Problem,
    Schedule,
    Unit,
    validate,
)


def problem(experiments, units=None, horizon=10, **more):
    units = units or [Unit("A", "lab", "always"), Unit("B", "lab", "always")]
    calendars = more.pop("calendars", (Calendar("always", ((0, horizon),)),))
    return Problem(
        "small",
        horizon,
        tuple(calendars),
        tuple(units),
        tuple(experiments),
        tick_minutes=more.pop("tick_minutes", 480),
        **more,
    )


def run(name, value, slots, *units, **more):
    """An experiment of one run, on unit A when nothing is said."""
    setup = more.pop("setup", "")
    return Experiment(
        name, value, tuple(Option(u, (slots,), setup) for u in units or ("A",)), **more
    )


def everything(p, e):
    """Every way to place an experiment that its unit's slots allow."""
    for option in e.options:
        unit = p.unit[option.unit]
        ways = [()]
        for n in option.visits:
            ways = [
                (*w, a)
                for w in ways
                for a in range(unit.offset, p.horizon - n * unit.step + 1, unit.step)
                if not w or a >= w[-1]
            ]
        for starts in ways:
            yield Placement(e.id, option.unit, starts)


def brute_force(p):
    """The value of the best schedule. Looks at the rules only through the validator."""
    alone = {e.id: [w for w in everything(p, e) if not _broken(p, (w,))] for e in p.experiments}
    order = sorted(p.experiments, key=lambda e: -e.value)
    rest = [sum(e.value for e in order[i:]) for i in range(len(order) + 1)]
    best = -1

    def go(i, placed, value):
        nonlocal best
        if value + rest[i] <= best:
            return
        if i == len(order):
            if not validate(p, Schedule(placed)):
                best = value
            return
        for way in alone[order[i].id]:
            more = (*placed, way)
            if not _broken(p, more):
                go(i + 1, more, value + order[i].value)
        go(i + 1, placed, value)

    go(0, (), 0)
    return best


def _broken(p, placed):
    """Rules that no further placement can mend."""
    return [v for v in validate(p, Schedule(placed)) if v.kind not in ("campaign", "locked")]
