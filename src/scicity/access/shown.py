"""How values stand in an edit form: texts, amounts, local times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from scicity.platform.editions import Line, Lines
from scicity.platform.phrases import Phrase, phrase

from .words import HAZARDS_SAID


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"


def local(value: datetime | None, zone: str, form: str = "%Y-%m-%dT%H:%M") -> str:
    return "" if value is None else value.astimezone(ZoneInfo(zone)).strftime(form)


def texts(row: Any, **labels: Phrase) -> Lines:
    return {name: Line(label, str(getattr(row, name) or "")) for name, label in labels.items()}


def row_lines(
    prefix: str, label: Phrase, columns: Mapping[str, Phrase], rows: list[dict[str, Any]]
) -> Lines:
    """A table of samples or chemicals: a line a column, a value a row, and the empty row that a
    form ends with.
    """
    found: Lines = {}
    for column, title in columns.items():
        named = phrase("access-edited-mark").fill(l=label, c=title)
        values = tuple(
            str(r.get(column) or ("none" if column == "hazard" else "")) for r in [*rows, {}]
        )
        found[f"{prefix}-{column}"] = Line(
            named, values, HAZARDS_SAID if column == "hazard" else {}
        )
    return found
