"""Readings of indicators: typed on a page, in a workbook or over the API, checked whole, and owed
to the ledger as declarations.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from zipfile import BadZipFile
from zoneinfo import ZoneInfo

from django.utils import timezone

from scicity.observatory import QUALIFIERS, BadReading, Entered, rows_of
from scicity.observatory.targets import day_of
from scicity.platform.errors import Invalid
from scicity.platform.files import accepted
from scicity.platform.models import Person
from scicity.platform.outbox import owe
from scicity.platform.phrases import Both, phrase
from scicity.platform.verbs import verb

from . import account

COLUMNS = ("place", "indicator", "value", "up to", "qualifier", "day", "document", "locator")
MOST = 5000


@verb
def enter(actor: Person, entered: Sequence[Entered]) -> int:
    """Declare readings: all of them, or none with every fault named.

    The same reading again is a correction of it.
    """
    if not entered or len(entered) > MOST:
        raise Invalid(phrase("portal-entry-give-1-to-readings", most=MOST))
    zone = ZoneInfo(account.city().zone)
    try:
        rows = rows_of(
            entered, account.city().entries, timezone.localdate(timezone=zone), account.indicators()
        )
    except BadReading as error:
        told = "; ".join(error.faults[:10]) + (
            f" … ({len(error.faults)})" if len(error.faults) > 10 else ""
        )
        raise Invalid(phrase("portal-entry-nothing-was-saved-mend-these", told=told)) from error
    for row in rows:
        unit = str(row.pop("unit"))
        if row["as_of"]:
            day = day_of(str(row["as_of"]))
            assert day is not None
            start = end = datetime.combine(
                day + timedelta(days=1), datetime.min.time(), zone
            ) - timedelta(seconds=1)
        else:
            start, end = (datetime(int(row["period"]) + n, 1, 1, tzinfo=zone) for n in (0, 1))
        owe("declarations", unit, start, end, **row)
    return len(rows)


def template() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "readings"
    sheet.append(COLUMNS)
    indicators = account.indicators()
    places = [e for e in account.city().entries.values() if e.kind in ("park", "site", "city")]
    level = next((i.measure for i in indicators.values() if i.level), "?")
    sheet.append(
        (
            places[0].path if places else "?",
            level,
            1,
            None,
            "exact",
            f"{timezone.now().year - 1}-12-31",
            "?",
            "?",
        )
    )
    sheet.freeze_panes = "A2"
    known = book.create_sheet("indicators")
    known.append(("indicator", "中文", "English", "unit"))
    for i in indicators.values():
        known.append((i.measure, i.zh, i.en, i.unit))
    known.append(())
    known.append(("qualifier:", ", ".join(QUALIFIERS)))
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def read(content: bytes) -> list[Entered]:
    """The rows of a workbook. Invalid: it is none, or a column is missing."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    accepted("indicators.xlsx", content, kinds={".xlsx": b"PK"})
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (OSError, BadZipFile, KeyError, ValueError, InvalidFileException) as error:
        raise Invalid(phrase("portal-entry-that-is-no-excel-workbook-xlsx")) from error
    rows = list(book.worksheets[0].iter_rows(values_only=True, max_row=MOST + 2))
    heading = [str(c or "").strip().lower() for c in rows[0]] if rows else []
    if missing := [c for c in COLUMNS if c not in heading]:
        raise Invalid(
            phrase(
                "portal-entry-these-columns-are-missing",
                value=Both("、".join(missing), ", ".join(missing)),
            )
        )
    found = []
    for row in rows[1:]:
        if any(c not in (None, "") for c in row):
            given = {
                k: ""
                if v is None
                else v.date().isoformat()
                if isinstance(v, datetime)
                else str(v).strip()
                for k, v in zip(heading, row, strict=False)
            }
            found.append(Entered(*(given.get(c, "") for c in COLUMNS)))
    return found
