"""The services that a city offers, from its folder `services/`: authorities, and a folder a service
with its versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from scicity.registry.types import Name

from .errors import BadProcess
from .lint import lint
from .read import read_process
from .types import APPLICANT, Process


@dataclass(frozen=True)
class Authority:
    code: str
    name: Name


@dataclass(frozen=True)
class Version:
    """A service's process as it is in force from a day on, until the next one's day."""

    number: int
    name: Name
    valid_from: date
    process: Process
    tables: tuple[bytes, ...]


@dataclass(frozen=True)
class Service:
    code: str
    name: Name
    group: str
    audience: Name
    appeal: Name
    versions: tuple[Version, ...]

    def at(self, day: date) -> Version | None:
        """The version in force on a day."""
        return max(
            (v for v in self.versions if v.valid_from <= day),
            key=lambda v: v.valid_from,
            default=None,
        )


def lanes_of(authorities: Mapping[str, Name]) -> dict[str, str]:
    """Every way that a process may name a lane, with the code that it means."""
    names = {APPLICANT: Name("申请人", "Applicant"), **authorities}
    return {told: code for code, name in names.items() for told in (code, name.zh, name.en)}


def load_services(folder: Path) -> tuple[list[Authority], list[Service]]:
    """All services of a city. BadProcess: everything that is wrong, with the file."""
    if not (folder / "authorities.yaml").exists():
        return [], []
    authorities = [
        Authority(a["code"], Name(**a["name"])) for a in _yaml(folder / "authorities.yaml")
    ]
    lanes = lanes_of({a.code: a.name for a in authorities})
    services, faults = [], []
    appeal = (
        _yaml(folder / "appeal.yaml") if (folder / "appeal.yaml").exists() else {"zh": "", "en": ""}
    )
    for path in sorted(folder.glob("*/service.yaml")):
        try:
            told = _yaml(path)
            versions = []
            for v in told["versions"]:
                tables = tuple((path.parent / t).read_bytes() for t in v["tables"])
                process = read_process((path.parent / v["process"]).read_bytes(), tables, lanes)
                if found := lint(process):
                    raise BadProcess([f"version {v['number']}: {f}" for f in found])
                if not isinstance(v["valid_from"], date) or isinstance(v["valid_from"], datetime):
                    raise ValueError(
                        f"version {v['number']}: valid_from {v['valid_from']!r} is no day like"
                        " 2026-03-01"
                    )
                versions.append(
                    Version(int(v["number"]), Name(**v["name"]), v["valid_from"], process, tables)
                )
            services.append(
                Service(
                    path.parent.name,
                    Name(**told["name"]),
                    told["group"],
                    Name(**told["for"]),
                    Name(**told.get("appeal", appeal)),
                    tuple(versions),
                )
            )
        except BadProcess as bad:
            faults += [f"{path.parent.name}: {f}" for f in bad.faults]
        except (KeyError, TypeError, ValueError, OSError) as error:
            faults.append(f"{path.parent.name}: {path.name} is incomplete: {error}")
    if faults:
        raise BadProcess(faults)
    return authorities, services


def _yaml(path: Path) -> Any:
    try:
        return YAML(typ="safe").load(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        raise BadProcess(
            [f"{path.parent.name}/{path.name} cannot be read as YAML: {error.problem}"]
        ) from error
