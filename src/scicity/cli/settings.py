"""Where the ledger and the city lie, and how errors are shown.

Each command loads only the rooms that it works with: what this module needs of them it imports when
it is asked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from scicity.ledger import Ledger
    from scicity.registry import City

# a pipe or a file has no width of its own: tables get one that does not cut addresses
# without emoji: `:ring:` in an address is a facility, not a picture
out = Console(
    soft_wrap=True, highlight=False, emoji=False, width=None if sys.stdout.isatty() else 170
)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)


@dataclass
class Settings:
    """What the options before the command say."""

    ledger_path: Path = Path("var/ledger")
    city_path: Path = Path("cities")
    _cities: dict[Path, City] = field(default_factory=dict)

    def begin(self, ledger: Path, city: Path | None) -> None:
        """Take the options before a command; the city becomes the process's own."""
        from scicity.registry import find_city, settle

        self._cities.clear()
        self.ledger_path, self.city_path = ledger, find_city(city)
        settle(self.city_path)

    @property
    def ledger(self) -> Ledger:
        from scicity.ledger import open_ledger

        return open_ledger(self.ledger_path)

    @property
    def city(self) -> City:
        """The registry, read once: it does not change while a command runs.

        A ledger may bring units set up later.
        """
        from scicity.registry import load_city

        if self.city_path not in self._cities:
            self._cities[self.city_path] = load_city(
                self.city_path, self.ledger_path / "registry.yaml"
            )
        return self._cities[self.city_path]


settings = Settings()


def told_plainly() -> tuple[type[Exception], ...]:
    """The errors whose message is for the person at the command line."""
    from scicity.ledger import LedgerError
    from scicity.measures import MeasureError
    from scicity.metrics import MetricError
    from scicity.registry import RegistryError
    from scicity.reports import ReportError

    return LedgerError, MeasureError, MetricError, RegistryError, ReportError, OSError


@contextmanager
def clear_errors() -> Iterator[None]:
    """Say what is wrong in plain words and end with status 2; nothing else of the program is
    shown.
    """
    try:
        yield
    except Exception as error:
        if not isinstance(error, told_plainly()):
            raise
        problems = getattr(error, "problems", None)  # of a registry
        text = (
            f"the registry has {len(problems)} problems:\n{error}"
            if problems is not None
            else str(error)
        )
        err.print(f"[bold red]error:[/] {escape(text)}", markup=True)
        raise typer.Exit(2) from None


def parse_as_of(text: str, zone: str) -> datetime | None:
    """A moment: ISO date and time, or a date, which means the end of that day (now, if it is
    today).
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not a date like 2024-01-15 or a time like 2024-01-15T08:00+08:00."
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    if len(text) == 10:
        now = datetime.now(moment.tzinfo)
        moment = (
            now
            if moment.date() == now.date()
            else moment + timedelta(days=1) - timedelta(microseconds=1)
        )
    return moment


def from_environment(name: str, default: Path) -> Path:
    return Path(os.environ.get(name, str(default)))
