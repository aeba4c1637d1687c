"""Which numbers moved between two builds, and why: new records, a correction, a withdrawal, a definition, the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scicity.ledger import Ledger
from scicity.metrics import Moved, figure, metric, moved_since, parse_address, scope_of
from scicity.registry import City

from .builds import Build
from .tree import MEASURED


@dataclass(frozen=True)
class Move:
    """One number that differs. `why` is one of new records, correction, withdrawal, definition, template, and details."""

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
            out.append(Move(key, x["subject_name"], x["title"], "–", x["shown"], _why_new(x, a)))
        elif (old["shown"], old["value"], old["unit"], old["definition_version"], old["period"]) != (
                x["shown"], x["value"], x["unit"], x["definition_version"], x["period"]) or old["seal"] != x["seal"]:
            why = _why(ledger, city, old, x)
            if why:
                out.append(Move(key, x["subject_name"], x["title"], old["shown"], x["shown"], why))
    out += [Move(k, x["subject_name"], x["title"], x["shown"], "–", "no longer in the report or withdrawn") for k, x in before.items() if k not in after]
    return out


def _key(x: dict[str, Any]) -> str:
    """A number's name without its moment."""
    return str(x["address"]).rpartition(":")[0] if x["status"] in MEASURED else str(x["address"])


def _why_new(x: dict[str, Any], a: Build) -> str:
    recorded = any(s["digest"] for s in a.tree("en")["sources"])
    return "new records or a new place in the template" if recorded else "new records"


def _why(ledger: Ledger, city: City, old: dict[str, Any], new: dict[str, Any]) -> str:
    why = []
    if old["definition_version"] != new["definition_version"] or old["definition"] != new["definition"]:
        why.append(f"definition: {old['definition_version'] or old['definition']} → {new['definition_version'] or new['definition']}")
    if new["status"] == "declared":
        if (old["value"], old["shown"], old["unit"], old["period"]) != (new["value"], new["shown"], new["unit"], new["period"]):
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
