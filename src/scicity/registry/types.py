"""The nouns of the registry: organisations and everything that has a place in the city's
account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scicity.measures import Measure, measures

if TYPE_CHECKING:
    from .locale import Locale

STAGES = ("proposed", "approved", "building", "commissioning", "trial", "operation", "retired")
KINDS = (
    "city",
    "cluster",
    "facility",
    "phase",
    "unit",
    "park",
    "site",
    "industry",
    "programme",
    "policy",
    "scheme",
    "event",
)


@dataclass(frozen=True)
class Name:
    """A name in the two languages of the city."""

    zh: str
    en: str


@dataclass(frozen=True)
class Organisation:
    """A legal entity.

    `ror` is its Research Organization Registry id, `credit_code` its number as its country gives
    one.
    """

    id: str
    name: Name
    ror: str = ""
    credit_code: str = ""


@dataclass(frozen=True)
class Entry:
    """Something with a stable path.

    `stage` is where it stands in the life cycle; `code` is its name in documents.

    `guest` marks a facility outside the city whose real log is shown as an example. `aliases` are
    other names that documents use. `since` is the month in which it opened, `machines` how many
    machines it counts, where known. `icon` names the picture that stands for it, `district` the
    district in which it lies, `reports` names the streams of records that it is expected to report,
    `at` its longitude and latitude in degrees (WGS 84), where they are known.
    """

    path: str
    kind: str
    name: Name
    stage: str = ""
    code: str = ""
    operator: str = ""
    zone: str = ""
    members: tuple[str, ...] = ()
    guest: bool = False
    where: str = ""
    aliases: tuple[str, ...] = ()
    since: str = ""
    machines: int = 0
    icon: str = ""
    district: str = ""
    at: tuple[float, float] | None = None
    reports: tuple[str, ...] = ()

    @property
    def facility(self) -> str:
        return self.path.split("/")[0]


def _no_locale() -> Locale:
    from .locale import Locale

    return Locale()


@dataclass(frozen=True)
class City:
    """The registry of one city: organisations, entries by path, each facility's metric parameters,
    and its locale.

    `measures` are those of any city and its own; `folder` is where its files lie, where it was read
    from files.
    """

    name: Name
    zone: str
    organisations: dict[str, Organisation]
    entries: dict[str, Entry]
    profiles: dict[str, dict[str, str]] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=measures)
    folder: Path | None = None
    locale: Locale = field(default_factory=_no_locale)

    def zone_of(self, path: str) -> str:
        """The zone of an entry: its own, or that of the nearest entry above it, or the city's."""
        while path:
            entry = self.entries.get(path)
            if entry and entry.zone:
                return entry.zone
            path = path.rpartition("/")[0]
        return self.zone

    def by_code(self) -> dict[str, Entry]:
        return {e.code: e for e in self.entries.values() if e.code}
