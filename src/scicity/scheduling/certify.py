"""Re-check a bound from a price table.

Stands alone: the standard library, no solver, nothing of the scheduler.

    python certify.py problem.json certificate.json

For any non-negative prices: every schedule pays for what it uses, and all that can be used costs at
most the price of all capacity. So its value is at most that, plus each block's best profit where
that is more than nothing. Rules that are not priced (change-overs, neighbours, couplings in time)
can only make schedules worth less.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from typing import Any

SCALE = 1_000_000


def bound_of(problem: Any, certificate: Any) -> tuple[int, int]:
    """The bound in whole units of value, and how many starts were priced.

    ValueError: a price is negative or of nothing.
    """
    horizon, minute = problem["horizon"], problem.get("tick_minutes", 480)
    day = problem.get("day", [0, 0])
    units = {u["id"]: u for u in problem["units"]}
    pools = {p["id"]: p for p in problem.get("pools", [])}
    calendars = {c["id"]: c for c in problem["calendars"]}
    total = 0
    slot_sum: dict[str, list[int]] = {}
    pool_sum: dict[str, list[int]] = {}
    load_sum: dict[str, list[int]] = {}
    opened: dict[str, list[int]] = {}
    for name, u in units.items():
        step, offset, c = u.get("step", 1), u.get("offset", 0), calendars[u["calendar"]]
        tick = _ticks(u, c, horizon)
        slots = [all(tick[t : t + step]) for t in range(offset, horizon - step + 1, step)]
        prices = _row(certificate["units"].get(name, []), len(slots), name)
        total += sum(p for p, o in zip(prices, slots, strict=True) if o)
        slot_sum[name], opened[name] = [0, *accumulate(prices)], [0, *accumulate(slots)]
        if u.get("reserve", 0):
            period, whole = u["reserve_period"], [0] * horizon
            for i, o in enumerate(slots):
                whole[offset + i * step : offset + (i + 1) * step] = [int(o)] * step
            prices = _row(
                certificate["loads"].get("reserve:" + name, []), -(-horizon // period), name
            )
            total += sum(
                p * max(0, sum(whole[k * period : (k + 1) * period]) - u["reserve"])
                for k, p in enumerate(prices)
            )
            load_sum["reserve:" + name] = [
                0,
                *accumulate(prices[t // period] for t in range(horizon)),
            ]
    total += _pools(pools, certificate, horizon, pool_sum, load_sum)
    tried, locked = 0, {x["experiment"]: x for x in problem.get("locked", [])}
    cheapest: dict[str, int | None] = {}
    for e in problem["experiments"]:
        away = _away(e, pools)
        best = None
        for o in e["options"]:
            u, lock = units[o["unit"]], locked.get(e["id"])
            if (
                any(n.get("amount", 1) > pools[n["pool"]]["capacity"] for n in e.get("needs", []))
                and not lock
            ):
                continue
            if lock and (lock["unit"], len(lock["starts"])) != (o["unit"], len(o["visits"])):
                continue
            step, offset, price, open_ = (
                u.get("step", 1),
                u.get("offset", 0),
                slot_sum[o["unit"]],
                opened[o["unit"]],
            )
            cost = 0
            for i, n in enumerate(o["visits"]):
                least = None
                for s in range(len(open_) - n):
                    a, b = offset + s * step, offset + (s + n) * step
                    if lock:
                        if a != lock["starts"][i]:
                            continue
                    elif open_[s + n] - open_[s] < n or not _may(e, away, a, b, minute, day):
                        continue
                    tried += 1
                    c = price[s + n] - price[s]
                    if "reserve:" + o["unit"] in load_sum:
                        row = load_sum["reserve:" + o["unit"]]
                        c += row[b] - row[a]
                    c += _drawn(e, a, b, horizon, pools, pool_sum, load_sum)
                    least = c if least is None else min(least, c)
                if least is None:
                    break
                cost += least
            else:
                best = cost if best is None else min(best, cost)
        cheapest[e["id"]] = best
    return (total + _profits(problem, cheapest)) // SCALE, tried


def _ticks(unit: Any, calendar: Any, horizon: int) -> list[bool]:
    """Whether a unit is open for users, tick by tick."""
    tick = [False] * horizon
    for a, b in calendar["user"]:
        tick[max(0, a) : min(b, horizon)] = [True] * (min(b, horizon) - max(0, a))
    for x in [*calendar.get("closures", []), *unit.get("closures", [])]:
        a, b = max(0, x["start"]), min(x["end"], horizon)
        tick[a:b] = [False] * (b - a)
    return tick


def _pools(
    pools: Any,
    certificate: Any,
    horizon: int,
    pool_sum: dict[str, list[int]],
    load_sum: dict[str, list[int]],
) -> int:
    """The price of all that the pools can give; their prices go to the sums, tick by tick."""
    total = 0
    for name, p in pools.items():
        prices = _row(certificate["pools"].get(name, []), horizon, name)
        shut = [any(a <= t < b for a, b in p.get("closed", [])) for t in range(horizon)]
        total += sum(0 if s else x * p["capacity"] for x, s in zip(prices, shut, strict=True))
        pool_sum[name] = [0, *accumulate(prices)]
        if p.get("load") is not None:
            prices = _row(certificate["loads"].get(name, []), -(-horizon // p["period"]), name)
            total += p["load"] * sum(prices)
            load_sum[name] = [0, *accumulate(prices[t // p["period"]] for t in range(horizon))]
    return total


def _away(e: Any, pools: Any) -> list[Any]:
    """The spans in which an experiment cannot be on: its own, and those of what it needs."""
    away = [*e.get("unavailable", [])]
    for n in e.get("needs", []):
        p = pools[n["pool"]]
        away += [(a - p.get("recovery", 0), b) for a, b in p.get("closed", [])]
    return away


def _may(e: Any, away: Any, a: int, b: int, minute: int, day: Any) -> bool:
    """Whether an experiment may be on from tick a to b, by its own windows, absences and day."""
    if any(x < b and a < y for x, y in away):
        return False
    if e.get("windows") and not any(x <= a and b <= y for x, y in e["windows"]):
        return False
    by_day = e.get("day_only") and day[0] < day[1]
    return not by_day or _by_day(a * minute, b * minute, day)


def _drawn(
    e: Any,
    a: int,
    b: int,
    horizon: int,
    pools: Any,
    pool_sum: dict[str, list[int]],
    load_sum: dict[str, list[int]],
) -> int:
    """What an experiment pays for all that it needs from tick a to b."""
    cost = 0
    for need in e.get("needs", []):
        name, amount = need["pool"], need.get("amount", 1)
        cost += amount * (
            pool_sum[name][min(b + pools[name].get("recovery", 0), horizon)] - pool_sum[name][a]
        )
        if name in load_sum:
            cost += amount * (load_sum[name][b] - load_sum[name][a])
    return cost


def _profits(problem: Any, cheapest: dict[str, int | None]) -> int:
    """The best profit of each block: experiments that are placed together, and of some blocks only
    one.
    """
    value = {e["id"]: e["value"] for e in problem["experiments"]}
    root = {name: name for name in value}

    def find(x: str) -> str:
        while root[x] != x:
            x = root[x]
        return x

    for c in problem.get("couplings", []):
        root[find(c["first"])] = find(c["second"])
    for g in problem.get("groups", []):
        if g["kind"] == "all":
            for name in g["experiments"][1:]:
                root[find(name)] = find(g["experiments"][0])
    blocks: dict[str, list[str]] = {}
    one: dict[str, int] = {}
    for name in value:
        blocks.setdefault(find(name), []).append(name)
    for k, g in enumerate(problem.get("groups", [])):
        if g["kind"] == "oneof":
            one.update(dict.fromkeys(g["experiments"], k))
    best: dict[Any, int] = {}
    for key, names in blocks.items():
        groups = [one[n] for n in names if n in one]
        if any(cheapest[n] is None for n in names) or len(groups) > len(set(groups)):
            continue
        group: Any = ("group", min(groups)) if groups else key
        best[group] = max(
            best.get(group, 0), sum(value[n] * SCALE - (cheapest[n] or 0) for n in names)
        )
    return sum(best.values())


def _row(prices: list[int], length: int, name: str) -> list[int]:
    if any(p < 0 for p in prices) or len(prices) > length:
        raise ValueError(f"the prices of {name} are negative or too many")
    return [*prices, *[0] * (length - len(prices))]


def _by_day(a: int, b: int, day: list[int]) -> bool:
    return a % 1440 >= day[0] and a // 1440 == (b - 1) // 1440 and (b - 1) % 1440 < day[1]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as one, open(sys.argv[2], encoding="utf-8") as two:
        found, starts = bound_of(json.load(one), json.load(two))
    print(f"No schedule of this problem is worth more than {found} ({starts} starts priced).")
