"""Problems, schedules and certificates as JSON files, and the instances that telescopes' schedulers
are tried on.
"""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from . import problem as kinds
from .checks import checked
from .errors import BadProblem, Fault
from .problem import Calendar, Experiment, Group, Option, Prices, Problem, Schedule, Unit

# a name that the format does not know is a mistake, not a remark
for _kind in vars(kinds).values():
    if isinstance(_kind, type) and is_dataclass(_kind):
        setattr(_kind, "__pydantic_config__", {"extra": "forbid"})  # noqa: B010
_PROBLEM, _SCHEDULE, _PRICES = TypeAdapter(Problem), TypeAdapter(Schedule), TypeAdapter(Prices)


def read_problem(path: Path) -> Problem:
    """A problem file, checked.

    BadProblem: what is wrong, by the name of the thing. Reads the form of `shared` instances, too.
    """
    return problem_from(path.read_text(encoding="utf-8"))


def problem_from(text: str) -> Problem:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadProblem(
            [Fault(f"line {error.lineno}", "不是有效的 JSON", f"this is no JSON: {error.msg}")]
        ) from error
    if isinstance(raw, dict) and "requests" in raw and "resources" in raw:
        return checked(from_requests(raw))
    return checked(_read(_PROBLEM, text, raw))


def read_schedule(path: Path) -> Schedule:
    text = path.read_text(encoding="utf-8")
    return _read(_SCHEDULE, text, json.loads(text))


def _read[T](kind: TypeAdapter[T], text: str, raw: Any) -> T:
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        faults = [
            Fault(
                _named(raw, e["loc"]),
                "格式不对",
                f"{'.'.join(str(x) for x in e['loc'][2:])}: {e['msg']}",
            )
            for e in error.errors()
        ]
        raise BadProblem(faults) from error


def _named(raw: Any, loc: tuple[int | str, ...]) -> str:
    """`experiment X12` for the place of a fault, where it has a name."""
    if len(loc) > 1 and isinstance(loc[1], int) and isinstance(raw, dict):
        items = raw.get(str(loc[0]))
        item = items[loc[1]] if isinstance(items, list) and loc[1] < len(items) else None
        name = item.get("id", f"number {loc[1]}") if isinstance(item, dict) else f"number {loc[1]}"
        return f"{str(loc[0]).removesuffix('s')} {name}"
    return str(loc[0]) if loc else "problem"


def text_of(thing: Problem | Schedule | Prices) -> str:
    return json.dumps(_lean(asdict(thing)), ensure_ascii=False, separators=(",", ":"))


def _lean(value: Any) -> Any:
    """Without what is empty: a reader takes the defaults."""
    if isinstance(value, dict):
        return {
            k: _lean(v)
            for k, v in value.items()
            if v is not None
            and v is not False
            and not (isinstance(v, (str, tuple, list)) and not v)
        }
    if isinstance(value, (list, tuple)):
        return [_lean(v) for v in value]
    return value


def write_json(path: Path, thing: Problem | Schedule | Prices) -> None:
    text = (
        text_of(thing)
        if not isinstance(thing, Prices)
        else json.dumps(asdict(thing), separators=(",", ":"))
    )
    path.write_text(text + "\n", encoding="utf-8")


def schema() -> dict[str, Any]:
    """The JSON schema of a problem file."""
    return _PROBLEM.json_schema()


def from_requests(raw: dict[str, Any]) -> Problem:
    """An instance of requests and resources: `dur` slots, `weight`, `elig` units, `windows`; groups
    `oneof` and `and`.
    """
    calendars = tuple(
        Calendar(u, tuple((a, b) for a, b in spans)) for u, spans in raw["resources"].items()
    )
    units = tuple(Unit(u, u, u) for u in raw["resources"])
    experiments = tuple(
        Experiment(
            str(r["id"]),
            r["weight"],
            tuple(Option(u, (r["dur"],)) for u in r["elig"]),
            tuple((a, b) for a, b in r["windows"]),
            grade=float(r.get("grade", 0)),
        )
        for r in raw["requests"]
    )
    groups = tuple(
        Group("all" if g["type"] == "and" else "oneof", tuple(str(i) for i in g["ids"]))
        for g in raw.get("groups", [])
    )
    return Problem(
        raw.get("name", "requests"), raw["horizon"], calendars, units, experiments, groups=groups
    )
