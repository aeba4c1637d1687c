"""Signed statements of operators, from a readable YAML file: figures, milestones, targets, policies, events.

Every statement becomes a declaration; a milestone becomes a milestone record too, marked declared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from scicity.ledger import Batch, Source, SourceError, stream
from scicity.ledger.check import empty_rejects
from scicity.ledger.zones import midnight

from .textchunks import digest_of

_NEEDED = ("id", "subject", "kind", "measure", "title", "value", "unit", "qualifier", "period", "counting", "line")
_STATES = (("process_acceptance", "process-acceptance"), ("national_acceptance", "national-acceptance"),
           ("topped_out", "topped-out"), ("installed", "installed"), ("operation", "operation"),
           ("launched", "operation"), ("in_use", "operation"))


def source_of(path: Path) -> Source:
    return Source(path.name, digest_of(path, "declared-2"), "declared")


def document_of(path: Path) -> Mapping[str, Any]:
    """The file as read: `document` and `statements`. Raises SourceError with the line."""
    try:
        loaded = YAML(typ="rt").load(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(f"{path.name}:{line}: cannot be read as YAML: {error.problem}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name} is not UTF-8. Save it as UTF-8 and import it again.") from error
    if not isinstance(loaded, CommentedMap) or "document" not in loaded or "statements" not in loaded:
        raise SourceError(f"{path.name} must hold `document` and `statements`.")
    return loaded


def read_declared(path: Path, subjects: Mapping[str, str], zone: str) -> list[Batch]:
    """All statements of a document in one batch, and its milestones in another.

    `subjects` maps the document's names of subjects to registry paths; `zone` is the zone of its dates.
    """
    loaded = document_of(path)
    document = str(loaded["document"]["id"])
    rows, rejects = [], []
    for item in loaded["statements"]:
        line = int(item.lc.line) + 1
        try:
            rows.append(_row(item, line, document, subjects, zone))
        except _Bad as bad:
            rejects.append((line, bad.field, bad.value, bad.rule, str(item.get("id", ""))))
    refused = pl.DataFrame(rejects, schema=empty_rejects().schema, orient="row")
    kinds = {"integer": pl.Int64, "time": pl.Int64, "flag": pl.Boolean, "text": pl.String}
    schema = {"line": pl.Int64, **{f.name: kinds[f.type] for f in stream("declarations").fields}}
    batches = [Batch("declarations", pl.DataFrame(rows, schema=schema), refused)]
    # what a document says twice was reached once
    milestones = [_milestone(r, zone) for r in rows if r["kind"] == "milestone" and not r["restates"]]
    if milestones:
        batches.append(Batch("milestones", pl.DataFrame(milestones)))
    return batches


class _Bad(Exception):
    def __init__(self, field: str, value: object, rule: str) -> None:
        self.field, self.value, self.rule = field, str(value), rule


def _row(item: CommentedMap, line: int, document: str, subjects: Mapping[str, str], zone: str) -> dict[str, Any]:
    for key in _NEEDED:
        if key not in item:
            raise _Bad(key, "", "a value is required")
    if str(item["subject"]) not in subjects:
        raise _Bad("subject", item["subject"], "is not in the registry; declare it there with this code")
    value, text = item["value"], isinstance(item["value"], CommentedMap)
    start, end = _span(str(item["period"]), str(item.get("as_of", "")), zone)
    note = item.get("note") or {}
    return {
        "line": line, "unit": subjects[str(item["subject"])], "start": start, "end": end,
        "document": document, "statement": str(item["id"]), "kind": str(item["kind"]), "measure": str(item["measure"]),
        "metric": item.get("metric"), "value": "true" if value is True else str(value["zh"] if text else value),
        "value_en": str(value["en"]) if text else None,
        "value_high": None if "value_high" not in item else str(item["value_high"]),
        "value_unit": str(item["unit"]), "qualifier": str(item["qualifier"]), "period": str(item["period"]),
        "as_of": item.get("as_of"), "counting": str(item["counting"]), "counted": item.get("counted"),
        "title_zh": str(item["title"]["zh"]), "title_en": str(item["title"]["en"]),
        "locator": f"line {item['line']}", "note_zh": note.get("zh"), "note_en": note.get("en"),
        "claim": bool(item.get("claim", False)), "restates": item.get("restates"), "printed": item.get("printed"),
        "period_assumed": bool(item.get("period_assumed", False)), "share_of": item.get("share_of"),
    }


def _span(period: str, as_of: str, zone: str) -> tuple[int, int]:
    """When a statement is true: its years, or the moment at the end of the day or month that it gives."""
    try:
        if as_of and not re.fullmatch(r"\d{4}(-\d{4})?", period):
            moment = midnight(_after(as_of), zone)
            return moment, moment
        years = [int(y) for y in period.split("-")]
        return midnight(date(years[0], 1, 1), zone), midnight(date(years[-1] + 1, 1, 1), zone)
    except ValueError as error:
        raise _Bad("period", f"{period} {as_of}", "must be a year, years a-b, or a word with as_of 2023-12 or 2023-12-31") from error


def _after(as_of: str) -> date:
    if len(as_of) == 7:
        year, month = int(as_of[:4]), int(as_of[5:])
        return date(year + month // 12, month % 12 + 1, 1)
    return date.fromisoformat(as_of) + timedelta(days=1)


def _milestone(row: dict[str, Any], zone: str) -> dict[str, Any]:
    state = next((s for word, s in _STATES if word in row["measure"]), "reached")
    # the last second of the day that is told: the midnight after it belongs to the next day, and at times to the next year
    at = (midnight(_after(row["as_of"]), zone) if row["as_of"] else row["end"]) - 1
    return {"line": row["line"], "unit": row["unit"], "start": at, "end": at, "milestone": row["measure"],
            "state": state, "status": "declared", "evidence": f"{row['document']}#{row['statement']}"}
