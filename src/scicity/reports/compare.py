"""Which numbers moved between two builds, and why: new records, a correction, a withdrawal, a
definition, the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scicity.ledger import Ledger, manifests, resolve_as_of
from scicity.metrics import (
    Moved,
    Statement,
    figure,
    metric,
    moved_since,
    parse_address,
    printed,
    scope_of,
    statements,
)
from scicity.registry import City

from .builds import Build
from .tree import MEASURED


@dataclass(frozen=True)
class Move:
    """One number that differs.

    `why` is one of new records, correction, withdrawal, definition, template, and details.
    """

    key: str
    subject: str
    title: str
    before: str
    after: str
    why: str


def diff(ledger: Ledger, city: City, a: Build, b: Build) -> list[Move]:
    """All numbers that differ between two builds of a report, in the order of the later one."""
    before, after = ({_key(x): x for x in build.tree("en")["refs"]} for build in (a, b))
    out = []
    for key, x in after.items():
        old = before.get(key)
        if old is None:
            out.append(Move(key, x["subject_name"], x["title"], "–", x["shown"], _why_new(a)))
        elif (
            old["shown"],
            old["value"],
            old["unit"],
            old["definition_version"],
            old["period"],
        ) != (x["shown"], x["value"], x["unit"], x["definition_version"], x["period"]) or old[
            "seal"
        ] != x["seal"]:
            why = _why(ledger, city, old, x)
            if why:
                out.append(Move(key, x["subject_name"], x["title"], old["shown"], x["shown"], why))
    out += [
        Move(
            k,
            x["subject_name"],
            x["title"],
            x["shown"],
            "–",
            "no longer in the report or withdrawn",
        )
        for k, x in before.items()
        if k not in after
    ]
    return out


def _key(x: dict[str, Any]) -> str:
    """A number's name without its moment."""
    return str(x["address"]).rpartition(":")[0] if x["status"] in MEASURED else str(x["address"])


def _why_new(a: Build) -> str:
    recorded = any(s["digest"] for s in a.tree("en")["sources"])
    return "new records or a new place in the template" if recorded else "new records"


def _why(ledger: Ledger, city: City, old: dict[str, Any], new: dict[str, Any]) -> str:
    why = []
    if (
        old["definition_version"] != new["definition_version"]
        or old["definition"] != new["definition"]
    ):
        why.append(
            f"definition: {old['definition_version'] or old['definition']} →"
            f" {new['definition_version'] or new['definition']}"
        )
    if new["status"] == "declared":
        if (old["value"], old["shown"], old["unit"], old["period"]) != (
            new["value"],
            new["shown"],
            new["unit"],
            new["period"],
        ):
            why.append("correction of the declaration")
        return "; ".join(why)
    if new["status"] not in MEASURED:
        return "; ".join(why) or "the figures that it is computed from moved"
    was, now = parse_address(old["address"]), parse_address(new["address"]).as_of
    name, label, period, then = was.metric, was.scope, was.period, was.as_of
    f = figure(ledger, metric(name), scope_of(city, label), period, now)
    what: Moved = moved_since(ledger, f, int(then.timestamp() * 1_000_000))
    if what.added:
        why.append(f"new records: {what.added}")
    if what.corrected:
        why.append(f"correction: {what.corrected} records")
    if what.withdrawn:
        why.append(f"withdrawal: {what.withdrawn} records")
    return "; ".join(why)


def corrected_since(ledger: Ledger, city: City, build: Build) -> list[Move]:
    """The numbers of a build that the ledger gives otherwise today, and why.

    Nothing where nothing was recorded since.

    Each measured figure is computed again as of now, each declared statement read again.
    """
    then = int(build.record["as_of"])
    if all(m["recorded_at"] <= then for m in manifests(ledger)):
        return []
    now = resolve_as_of(ledger, None)
    said = {s.address: s for s in statements(ledger, now)}
    moves = []
    for x in build.tree("en")["refs"]:
        if x["status"] == "declared":
            if (move := _declared_now(x, said.get(str(x["address"])))) is not None:
                moves.append(move)
        elif (
            x["status"] in MEASURED
            and (move := _measured_now(ledger, city, x, then, now)) is not None
        ):
            moves.append(move)
    return moves


def _declared_now(x: dict[str, Any], s: Statement | None) -> Move | None:
    now = "" if s is None else s.exact
    if s is not None and (now, s.value_unit) == (x["value"], x["unit"]):
        return None
    why = "withdrawn" if s is None else "correction of the declaration"
    return Move(str(x["address"]), x["subject_name"], x["title"], x["shown"], now or "–", why)


def _measured_now(
    ledger: Ledger, city: City, x: dict[str, Any], then: int, now: int
) -> Move | None:
    was = parse_address(x["address"])
    f = figure(ledger, metric(was.metric), scope_of(city, was.scope), was.period, now)
    if x["value"] in ("withheld", "" if f.value is None else str(f.value)):
        return None  # what is not for the public is not told by its moving either
    what: Moved = moved_since(ledger, f, then)
    why = [
        f"{n} {word}"
        for n, word in (
            (what.added, "new records"),
            (what.corrected, "records corrected"),
            (what.withdrawn, "records withdrawn"),
        )
        if n
    ]
    after = "–" if f.value is None else printed(f.value, f.metric.decimals)
    return Move(
        _key(x), x["subject_name"], x["title"], x["shown"], after, ", ".join(why) or "definition"
    )
