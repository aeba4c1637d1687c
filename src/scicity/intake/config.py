"""What is taken in: one YAML file, `intake.yaml`, beside the city's other files.

Its models are its documentation.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scicity.connectors.beam import Beam
from scicity.ledger import LedgerError, Origin
from scicity.registry import City


class BadIntake(LedgerError):
    """The intake file is wrong; the message names where and why."""


class _Source(BaseModel):
    """What every source has.

    `every`: seconds between looks; `origin` says whether its records are real.
    """

    model_config = ConfigDict(extra="forbid")
    unit: str
    every: float = Field(60, gt=0)
    origin: Origin = "real"


class Machine(_Source):
    """A machine over EPICS: watched over Channel Access, or asked of an Archiver Appliance at
    `archiver`.

    `modes` maps the texts of the mode variable to user, reserve, machine-development,
    commissioning, maintenance or shutdown.
    """

    kind: Literal["epics"]
    mode: str
    modes: dict[
        str,
        Literal[
            "user", "reserve", "machine-development", "commissioning", "maintenance", "shutdown"
        ],
    ]
    current: str
    least: float
    current_unit: str = "mA"
    cause: str = ""
    causes: dict[str, str] = {}
    stations: int | None = None
    archiver: str = ""
    since: str = ""
    alive: float = Field(10, gt=0)
    silence: float = Field(30, gt=0)
    piece: int = Field(3600, gt=0)

    def beam(self) -> Beam:
        return Beam(
            self.unit,
            self.mode,
            self.modes,
            self.current,
            self.least,
            self.cause,
            self.causes,
            stations=self.stations,
            silence=0 if self.archiver else self.silence,
            piece=self.piece,
        )


class Cluster(_Source):
    """A cluster's accounting.

    `command` prints `sacct --parsable2`; `{since}` in it becomes the local time from which it is
    asked.

    `{fields}` becomes the names of all the fields that any figure needs. The last `overlap` hours
    are asked again each time: what ended late, or was corrected, comes in with the next look.
    """

    kind: Literal["slurm"]
    command: list[str] = Field(min_length=1)
    fields: str = ""
    cluster: str = ""
    since: str
    overlap: float = Field(48, ge=0)
    timeout: float = Field(600, gt=0)


class Folder(_Source):
    """A folder into which others put files.

    What was taken in moves to `done`, what cannot be read to `refused`, with the reason beside it.

    A file is looked at once its size and time have stood for `settle` seconds; names that begin
    with a dot or end in .part are not there yet.
    """

    kind: Literal["folder"]
    path: Path
    reader: Literal["slurm", "swf", "table", "nexus"]
    mapping: Path | None = None
    fields: str = ""
    settle: float = Field(5, ge=0)


class Catalogue(_Source):
    """A catalogue of datasets.

    `units` maps its instruments to registry paths, `unit` is for those not named; `token` names the
    environment variable of the secret.
    """

    url: str
    units: dict[str, str] = {}
    token: str = ""
    page: int = Field(500, gt=0, le=5000)

    def secret(self) -> str:
        """BadIntake: the environment does not hold it."""
        found = os.environ.get(self.token, "") if self.token else ""
        if self.token and not found:
            raise BadIntake(
                f"The environment holds no {self.token}, which is to be the secret for {self.url}."
            )
        return found


class SciCat(Catalogue):
    """A SciCat catalogue: its instruments are their identifiers; `token` is one that it gave."""

    kind: Literal["scicat"]


class Icat(Catalogue):
    """An ICAT catalogue: its instruments are their names; `token` is the password of `user` with
    the authenticator `plugin`.
    """

    kind: Literal["icat"]
    plugin: str = "anon"
    user: str = ""


Kind = Annotated[Machine | Cluster | Folder | SciCat | Icat, Field(discriminator="kind")]


class Intake(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sources: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")], Kind]


def load_intake(path: Path, city: City) -> Intake:
    """Read the file.

    BadIntake: it is missing, is no YAML, names an unknown key, kind or registry path.
    """
    try:
        made = Intake.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except OSError as error:
        raise BadIntake(
            f"There is no {path}: name the sources in it, as docs/howto-intake.md shows."
        ) from error
    except yaml.YAMLError as error:
        raise BadIntake(f"{path} is no YAML: {error}") from error
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:5]
        )
        raise BadIntake(f"{path}: {told}") from error
    for name, source in made.sources.items():
        for unit in (
            source.unit,
            *(source.units.values() if isinstance(source, Catalogue) else ()),
        ):
            if unit not in city.entries:
                raise BadIntake(
                    f"{path}: {name}: {unit!r} is not in the registry; `scicity registry list`"
                    " shows all paths."
                )
        if isinstance(source, Folder) and source.reader == "table" and source.mapping is None:
            raise BadIntake(f"{path}: {name}: a table needs its `mapping`.")
    return made
