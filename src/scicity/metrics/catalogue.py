"""The catalogue: every metric's definition, read from the YAML files beside this module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, get_args

import yaml

from scicity.ledger import STREAMS, stream
from scicity.registry import Currency, here

from .errors import MetricError, UnknownMetric
from .spans import DERIVED
from .types import Atom, Metric, Take, Values

_KEYS = {
    "id",
    "version",
    "title",
    "definition",
    "unit",
    "source",
    "stream",
    "numerator",
    "denominator",
    "factor",
    "divide_by",
    "decimals",
    "basis",
    "counting",
    "counted",
    "empty",
    "sum_days",
    "profile",
    "variants",
    "alias",
}


def catalogue() -> dict[str, Metric]:
    """All metrics by identifier, in the order of their files; money in the city's currency.

    Raises MetricError for a bad definition.
    """
    return _catalogue(here().currency)


@lru_cache(maxsize=8)
def _catalogue(money: Currency) -> dict[str, Metric]:
    found: dict[str, Metric] = {}
    for metric, name in _defined(resources.files("scicity.metrics") / "catalogue", money):
        if metric.id in found:
            raise MetricError(f"{name}: {metric.id} is defined twice. Give one of them another id.")
        found[metric.id] = metric
    return found


@lru_cache(maxsize=8)
def _superseded(money: Currency) -> dict[str, tuple[Metric, ...]]:
    found: dict[str, list[Metric]] = defaultdict(list)
    for metric, _ in _defined(
        resources.files("scicity.metrics") / "catalogue" / "superseded", money
    ):
        found[metric.id].append(metric)
    return {
        name: tuple(sorted(metrics, key=lambda m: -m.version)) for name, metrics in found.items()
    }


def superseded(name: str) -> tuple[Metric, ...]:
    """The earlier definitions of a metric, newest first: figures that were sealed under one are
    verified by it.
    """
    return _superseded(here().currency).get(name, ())


def _defined(folder: Traversable, money: Currency) -> Iterator[tuple[Metric, str]]:
    """The metrics of a folder's files, in their order, each with its file's name."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            for entry in yaml.safe_load(path.read_text("utf-8")):
                yield _metric(_in_currency(entry, money), path.name), path.name


def metric(name: str) -> Metric:
    """The metric with this id or alias, or an error that lists near ones."""
    known = catalogue()
    if name in known:
        return known[name]
    by_alias = {m.alias: m for m in known.values() if m.alias}
    if name in by_alias:
        return by_alias[name]
    near = [m for m in known if name.split("_", maxsplit=1)[0] in m] or list(known)
    raise UnknownMetric(
        f"There is no metric {name!r}. Did you mean one of: {', '.join(near[:12])}? "
        "`scicity metrics` lists all."
    )


def _in_currency(entry: dict[str, Any], money: Currency) -> dict[str, Any]:
    """A definition of an amount of money names no currency: it says `currency`, which is the city's
    own.
    """
    if entry.get("unit") != "currency":
        return entry
    words = {"zh": money.name.zh, "en": money.name.en}
    told = {k: v.replace("{currency}", words[k]) for k, v in entry["definition"].items()}
    return {
        **entry,
        "unit": words,
        "definition": told,
        "divide_by": money.minor,
        "decimals": money.digits,
    }


def _metric(entry: dict[str, Any], where: str) -> Metric:
    name = entry.get("id", "?")
    unknown = set(entry) - _KEYS
    missing = {"id", "version", "title", "definition", "unit", "source", "numerator"} - set(entry)
    if unknown or missing:
        raise MetricError(
            f"{where}: {name}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}."
        )
    for bilingual in ("title", "definition", "unit"):
        if set(entry[bilingual]) != {"zh", "en"}:
            raise MetricError(f"{where}: {name}: {bilingual} needs zh and en.")
    default = entry.get("stream", "")
    return Metric(
        id=name,
        version=entry["version"],
        title=entry["title"],
        definition=entry["definition"],
        unit=entry["unit"],
        source=entry["source"],
        numerator=_atoms(entry["numerator"], default, f"{where}: {name}"),
        denominator=_atoms(entry.get("denominator", []), default, f"{where}: {name}"),
        factor=Fraction(str(entry.get("factor", 1))) / Fraction(str(entry.get("divide_by", 1))),
        decimals=entry.get("decimals", 0),
        basis=entry.get("basis", "period"),
        counting=entry.get("counting", "system"),
        counted=entry.get("counted", ""),
        empty=entry.get("empty"),
        sum_days=entry.get("sum_days", False),
        profile=tuple(entry.get("profile", [])),
        variants=tuple(
            (p, v, other)
            for p, choices in entry.get("variants", {}).items()
            for v, other in choices.items()
        ),
        alias=entry.get("alias", ""),
    )


def _listed(entry: dict[str, Any]) -> Values:
    return tuple(
        (c, tuple(str(v) for v in (vs if isinstance(vs, list) else [vs])))
        for c, vs in entry.items()
    )


def _atoms(entries: Any, default: str, where: str) -> tuple[Atom, ...]:
    return tuple(
        _atom(e, default, where) for e in (entries if isinstance(entries, list) else [entries])
    )


def _atom(entry: dict[str, Any], default: str, where: str) -> Atom:
    take, name = entry["take"], entry.get("stream", default)
    if take not in get_args(Take):
        raise MetricError(
            f"{where}: cannot take {take!r}. Use one of: {', '.join(get_args(Take))}."
        )
    atom = Atom(
        take,
        name,
        tuple(entry.get("weight", [])),
        entry.get("of", ""),
        _listed(entry.get("where", {})),
        entry.get("sign", 1),
        Fraction(str(entry.get("quantile", "0.5"))),
        _listed(entry.get("unless", {})),
        next(iter(_listed(entry["first"]))) if entry.get("first") else None,
    )
    if atom.first and take != "distinct":
        raise MetricError(
            f"{where}: `first` says under what something distinct is counted; it cannot go with"
            f" {take!r}."
        )
    if take != "period":
        if name not in STREAMS:
            raise MetricError(f"{where}: {name!r} is not a stream.")
        known = {*stream(name).field_names, "facility", *DERIVED}
        named = [c for c, _ in (*atom.where, *atom.unless, *([atom.first] if atom.first else []))]
        wrong = [
            c for c in (*atom.weight, *([atom.of] if atom.of else []), *named) if c not in known
        ]
        if wrong:
            raise MetricError(f"{where}: the stream {name} has no field {', '.join(wrong)}.")
    return atom
