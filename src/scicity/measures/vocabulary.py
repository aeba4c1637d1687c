"""Measures by identifier or by any name in both languages; a city adds its own.

A measure that the catalogue of metrics computes has its titles there: nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from .errors import MeasureError
from .types import Kind, Limits, Measure, Relation
from .units import PERCENT, RATIO, Money, folded, money, unit_of, units

_KEYS = {
    "title",
    "unit",
    "kind",
    "counts",
    "counting",
    "distinct",
    "clock",
    "additive",
    "money",
    "zh",
    "en",
    "low",
    "high",
    "part_of",
    "at_most",
    "sum_of",
    "ratio_of",
    "also_of",
    "complement_of",
    "of_capacity",
    "same_as",
}
_OVER = frozenset({"time", "units", "subjects"})


@lru_cache(maxsize=1)
def _loaded() -> dict[str, Any]:
    text = (resources.files("scicity.measures") / "measures.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def measures() -> dict[str, Measure]:
    """The measures of any city, by identifier; amounts in the city's currency.

    Raises MeasureError for a bad entry.
    """
    return _measures(money())


@lru_cache(maxsize=8)
def _measures(_currencies: tuple[Money, ...]) -> dict[str, Measure]:
    return _read({k: v for k, v in _loaded().items() if k != "not_shares"}, {}, "measures.yaml")


def load_measures(folder: Path) -> dict[str, Measure]:
    """Those of any city, and those that `measures.yaml` in a city's folder adds or gives another
    name.

    Raises MeasureError that names the file, the entry and what is wrong with it.
    """
    path = folder / "measures.yaml"
    if not path.exists():
        return measures()
    return _of_city(path, path.stat().st_mtime_ns, money())


@lru_cache(maxsize=8)
def _of_city(path: Path, _changed: int, _currencies: tuple[Money, ...]) -> dict[str, Measure]:
    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MeasureError(f"{path.name} cannot be read as YAML: {error}") from error
    if loaded is not None and not isinstance(loaded, dict):
        raise MeasureError(
            f"{path.name} must hold measures by identifier, like `visitors: {{unit: persons, kind:"
            " flow}`."
        )
    return _read(loaded or {}, measures(), path.name)


def measure(name: str, known: Mapping[str, Measure] | None = None) -> Measure | None:
    """The measure with this identifier or any of its names; None where there is none.

    `known`: a city's.
    """
    listed = measures() if known is None else known
    if name in listed:
        return listed[name]
    return _names(listed).get(folded(name))


def near(name: str, known: Mapping[str, Measure] | None = None, alike: float = 0.6) -> list[str]:
    """Identifiers that look like a name which is none; `alike` from 0 to 1."""
    return get_close_matches(name, list(measures() if known is None else known), 3, alike)


_INDEX: dict[int, tuple[Mapping[str, Measure], dict[str, Measure]]] = {}


def _names(listed: Mapping[str, Measure]) -> dict[str, Measure]:
    if id(listed) not in _INDEX or _INDEX[id(listed)][0] is not listed:
        found: dict[str, Measure] = {}
        for m in listed.values():
            for text in (m.id, *m.title.values(), *(w for ws in m.synonyms.values() for w in ws)):
                found.setdefault(folded(text), m)
        _INDEX[id(listed)] = (listed, found)
    return _INDEX[id(listed)][1]


def is_person_count(m: Measure | None) -> bool:
    """Whether a measure counts people, each of whom a small number could tell of.

    Visits are no people.
    """
    return m is not None and m.counts == "person" and m.kind not in ("share", "mean")


def is_no_share(*names: str) -> bool:
    """Whether the name of a percentage says that it is a change or an attainment, which may exceed
    100 %.
    """
    said = " ".join(names).casefold()
    return any(w.casefold() in said for words in _loaded()["not_shares"].values() for w in words)


def _read(loaded: Mapping[str, Any], base: Mapping[str, Measure], where: str) -> dict[str, Measure]:
    found = dict(base)
    for name, how in loaded.items():
        if not isinstance(how, dict) or set(how) - _KEYS:
            near_by = sorted(set(how) - _KEYS) if isinstance(how, dict) else [how]
            raise MeasureError(
                f"{where}: {name}: {near_by} is not known. A measure takes"
                f" {', '.join(sorted(_KEYS))}."
            )
        if "same_as" not in how:
            found[str(name)] = _measure(str(name), how, where)
    for name, how in loaded.items():
        if "same_as" in how:
            other = found.get(str(how["same_as"]))
            if other is None:
                raise MeasureError(
                    f"{where}: {name} is the same as {how['same_as']!r}, which is no measure."
                )
            said = {**other.synonyms, "en": (*other.synonyms.get("en", ()), str(name))}
            found[other.id] = Measure(**{**vars(other), "synonyms": said})
    for m in found.values():
        for other_id in (o for r in m.relations for o in (*r.of, *r.unless)):
            if other_id not in found:
                raise MeasureError(
                    f"{where}: {m.id} is related to {other_id!r}, which is no measure."
                )
    return found


def _measure(name: str, how: Mapping[str, Any], where: str) -> Measure:
    unit, kind = str(how.get("unit", "")), str(how.get("kind", ""))
    if unit == "currency":
        unit = money()[0].code
    if unit not in units():
        given = unit_of(unit)
        raise MeasureError(
            f"{where}: {name}: {unit!r} is not a unit's identifier"
            + (f"; write {given.id!r}." if given else ". `scicity measures --units` lists them.")
        )
    if kind not in get_args(Kind):
        raise MeasureError(
            f"{where}: {name}: kind {kind!r} is not one of: {', '.join(get_args(Kind))}."
        )
    return Measure(
        name,
        unit,
        cast(Kind, kind),
        dict(how.get("title", {})),
        {lang: tuple(map(str, how.get(lang, ()))) for lang in ("zh", "en")},
        str(how.get("counts", "")),
        str(how.get("counting", "")),
        _additive(how, kind),
        bool(how.get("distinct", False)),
        bool(how.get("money", False)),
        _limits(how, kind, unit),
        tuple(_relations(how)),
        str(how.get("of_capacity", "")),
    )


def _additive(how: Mapping[str, Any], kind: str) -> frozenset[str]:
    """Flows add over all; stocks and cumulative counts not over time; shares, means and distinct
    counts over nothing.
    """
    if "additive" in how:
        return frozenset(how["additive"])
    if kind in ("share", "mean") or how.get("distinct"):
        return frozenset()
    if how.get("counting") == "ring":
        return _OVER - {
            "units"
        }  # the stations of a ring have its hours together, not one after another
    return _OVER if kind == "flow" else _OVER - {"time"}


def _limits(how: Mapping[str, Any], kind: str, unit: str) -> Limits:
    whole = {PERCENT: 100, RATIO: 1}.get(unit) if kind == "share" else None
    low, high = (
        None if x in (None, "none") else Fraction(str(x))
        for x in (how.get("low", 0), how.get("high", whole))
    )
    return Limits(low, high, bool(how.get("clock", False)))


def _relations(how: Mapping[str, Any]) -> Iterable[Relation]:
    bounds: tuple[Literal["part_of", "at_most"], ...] = ("part_of", "at_most")
    for kind in bounds:
        for other in how.get(kind, ()):
            told = other if isinstance(other, dict) else {"of": other}
            yield Relation(kind, (str(told["of"]),), tuple(told.get("unless", ())))
    for parts in how.get("sum_of", ()):
        yield Relation("sum_of", tuple(parts))
    for pair in (*([how["ratio_of"]] if "ratio_of" in how else []), *how.get("also_of", ())):
        yield Relation("ratio_of", tuple(pair))
    for pair in how.get("complement_of", ()):
        yield Relation("complement_of", tuple(pair))
