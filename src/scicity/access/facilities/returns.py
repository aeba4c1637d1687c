"""The yearly return: a workbook held against the ledger line by line, signed by the director, then
declared.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from scicity.connectors.amounts import exact_text
from scicity.connectors.workbook import Offered, read_workbook, source_of
from scicity.ledger import SourceError, append, open_ledger, resolve_as_of
from scicity.metrics import (
    MetricError,
    Scope,
    catalogue,
    compare,
    evidence,
    figure,
    metric,
    rises,
    statements,
)
from scicity.platform.errors import Invalid, Refused
from scicity.platform.files import accepted
from scicity.platform.models import Person
from scicity.platform.outbox import deliver
from scicity.platform.phrases import phrase, verbatim
from scicity.platform.verbs import locked, verb

from ..models import Facility, YearlyReturn
from .operators import registered


def offered() -> list[Offered]:
    return [
        Offered(m.id, m.title["zh"], m.title["en"], m.unit["en"], m.counting, m.counted)
        for m in catalogue().values()
    ]


def units_of(facility: Facility) -> list[str]:
    return [facility.path, *facility.units.values_list("path", flat=True)]


@verb
def receive(actor: Person, facility: Facility, name: str, content: bytes) -> YearlyReturn:
    """Take a workbook in and hold each of its numbers against the ledger.

    Nothing is declared yet.
    """
    digest = accepted(name, content, kinds={".xlsx": b"PK"}).digest
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        path.write_bytes(content)
        try:
            batches = read_workbook(path, offered(), units_of(facility), facility.zone)
        except SourceError as error:
            raise Invalid(
                verbatim(error),
                {"file": phrase("access-returns-check-the-file")},
            ) from error
    rows, rejects = batches[0].rows.to_dicts(), batches[0].rejects.to_dicts()
    if rejects:
        told = "; ".join(f"{r['field']} {r['value']}: {r['rule']}" for r in rejects)
        raise Invalid(
            phrase("access-returns-the-return-has-faults", value=len(rejects), told=told),
            {"file": phrase("access-returns-mend-and-send-again")},
        )
    if not rows:
        raise Invalid(
            phrase("access-returns-the-return-states-nothing"),
            {"file": phrase("access-returns-empty")},
        )
    year = int(rows[0]["as_of"][:4])
    if YearlyReturn.objects.filter(facility=facility, year=year, digest=digest).exists():
        raise Refused(phrase("access-returns-this-very-file-was-sent-before"))
    kept = YearlyReturn(
        facility=facility,
        year=year,
        name=name[-200:],
        digest=digest,
        sent_by=actor,
        lines=[_held(r, facility) for r in rows],
    )
    kept.file.save(f"{facility.path}-{year}-{digest[:8]}.xlsx", ContentFile(content), save=False)
    kept.save()
    return kept


def _held(row: dict[str, Any], facility: Facility) -> dict[str, Any]:
    """A line of the return beside what the ledger measures, with the cause of a gap as far as the
    records tell it.
    """
    deliver()
    ledger = open_ledger(settings.LEDGER)
    # a share is a ratio in the ledger, and in percent to readers, as the catalogue has it
    declared = Fraction(row["value"]) * (100 if row["value_unit"] == "1" else 1)
    line = {
        "statement": row["statement"],
        "unit": row["unit"],
        "metric": row["metric"],
        "declared": exact_text(declared)[1],
        "measured": None,
        "records": 0,
        "gap": None,
        "cause": "",
        "note": row["note_zh"] or "",
    }
    try:
        found = figure(
            ledger,
            metric(row["metric"]),
            Scope(row["unit"], (row["unit"],), facility.zone),
            row["period"] if row["period"] != "cumulative" else row["as_of"][:4],
        )
    except MetricError:
        return {**line, "cause": "no-records"}
    if found.value is None:
        return {**line, "cause": "no-records"}
    line["records"] = sum(evidence(ledger, found).records.values())
    line["measured"] = str(round(float(found.value), 4))
    gap = float(found.value - declared)
    # a part of the records says nothing of the whole, but that it holds at least as much
    if found.status == "partly covered" and not (gap > 0 and rises(found.metric)):
        return {**line, "cause": "partly-covered"}
    if abs(gap) > 0.5 * 10**-found.metric.decimals:
        line["gap"] = str(round(gap, 4))
        line["cause"] = "more-in-ledger" if gap > 0 else "more-declared"
    return line


@verb
def sign(actor: Person, kept: YearlyReturn, statements_signed: list[str]) -> YearlyReturn:
    """Declare the chosen lines under the director's name.

    A line with a gap stays visible beside the measured figure.
    """
    kept = locked(YearlyReturn, kept.pk)
    if kept.signed_at:
        raise Refused(phrase("access-returns-this-return-was-signed-already"))
    known = {line["statement"] for line in kept.lines}
    if not statements_signed or set(statements_signed) - known:
        raise Invalid(
            phrase("access-returns-choose-the-lines-to-declare"),
            {"lines": phrase("common-needed-2")},
        )
    kept.lines = [{**line, "signed": line["statement"] in statements_signed} for line in kept.lines]
    kept.signed_by, kept.signed_at = actor, timezone.now()
    kept.save()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / kept.name
        path.write_bytes(kept.file.read())
        batches = read_workbook(path, offered(), units_of(kept.facility), kept.facility.zone)
        rows = batches[0].rows
        chosen = [
            replace(batches[0], rows=rows.filter(rows["statement"].is_in(statements_signed))),
            *batches[1:],
        ]
        digest = hashlib.sha256(
            "\n".join([kept.digest, *sorted(statements_signed)]).encode()
        ).hexdigest()
        source = replace(
            source_of(path),
            name=kept.name,
            digest=digest,
            origin="simulated" if settings.ORIGIN == "simulated" else "real",
        )
        append(open_ledger(settings.LEDGER), source, chosen)
    return kept


def gaps(facility: Facility) -> list[Any]:
    """Declared beside measured, for all declarations of a facility."""
    ledger = open_ledger(settings.LEDGER)
    now = resolve_as_of(ledger, None)
    city = registered()
    found = []
    for s in statements(ledger, now):
        if (
            s.unit.split("/")[0] == facility.path
            and s.metric in catalogue()
            and s.period[:4].isdigit()
        ):
            profile = city.profiles.get(s.unit) or city.profiles.get(facility.path, {})
            scope = Scope(s.unit, (s.unit,), city.zone_of(s.unit), profile)
            try:
                measured = figure(ledger, metric(s.metric), scope, s.period, now)
            except MetricError:  # one that cannot be computed has no gap, and hides no other's
                continue
            if (pair := compare(measured, s)) is not None:
                found.append(pair)
    return found
