"""Signed statements of operators, from a readable YAML file: figures, milestones, targets,
policies, events.

Every statement becomes a declaration; a milestone becomes a milestone record too, marked declared.
A share is kept as a ratio, whatever sign it came with; a period in words is kept in its one form
(`scicity.ledger.periods`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import polars as pl
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from scicity.ledger import Batch, Source, SourceError, stream
from scicity.ledger.check import empty_rejects
from scicity.ledger.periods import Spoken, spoken_period
from scicity.ledger.zones import midnight
from scicity.measures import measure, same_unit

from .amounts import Amount, NotAnAmount, decimal_text, is_percent, is_ratio, read_amount, shifted
from .textchunks import digest_of

_NEEDED = (
    "id",
    "subject",
    "kind",
    "measure",
    "title",
    "value",
    "unit",
    "qualifier",
    "period",
    "counting",
    "line",
)
_KNOWN = (
    *_NEEDED,
    "metric",
    "value_high",
    "as_of",
    "counted",
    "note",
    "claim",
    "restates",
    "printed",
    "period_assumed",
    "share_of",
)
_STATES = (
    ("process_acceptance", "process-acceptance"),
    ("national_acceptance", "national-acceptance"),
    ("topped_out", "topped-out"),
    ("installed", "installed"),
    ("operation", "operation"),
    ("launched", "operation"),
    ("in_use", "operation"),
)
# periods that have no two ends: what counts is the day up to which they run
_OPEN = {
    "cumulative": "cumulative",
    "累计": "cumulative",
    "to date": "cumulative",
    "since_launch": "since_launch",
    "since launch": "since_launch",
    "启用以来": "since_launch",
}
# units of what is no number
_WORDS = (
    "document",
    "claim",
    "goal",
    "class",
    "field",
    "category",
    "role",
    "pilot",
    "mode",
    "month",
    "product",
)
_PERIOD = (
    "must be a period like 2025, 2025-06, 2025-Q3, 2025-H1, mid-2025, 2026-2030 or 十五五, "
    "or cumulative with as_of"
)
Zones = str | Callable[[str], str]


def source_of(path: Path) -> Source:
    return Source(path.name, digest_of(path, "declared-3"), "declared")


def document_of(path: Path) -> Mapping[str, Any]:
    """The file as read: `document` and `statements`. Raises SourceError with the line."""
    try:
        loaded = YAML(typ="rt").load(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(
            f"{path.name}:{line}: cannot be read as YAML: {str(error.problem).splitlines()[0]}"
        ) from error
    except ValueError as error:  # a date that there is not, such as 2023-02-30
        raise SourceError(f"{path.name}: cannot be read as YAML: {error}") from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path.name} is not UTF-8. Save it as UTF-8 and import it again."
        ) from error
    if (
        not isinstance(loaded, CommentedMap)
        or "document" not in loaded
        or "statements" not in loaded
    ):
        raise SourceError(f"{path.name} must hold `document` and `statements`.")
    document, listed = loaded["document"], loaded["statements"]
    if not isinstance(document, CommentedMap) or document.get("id") in (None, ""):
        raise SourceError(
            f"{path.name}:{_key_line(loaded, 'document')}: document needs an id, like document:"
            " {id: plan-2025}"
        )
    if not isinstance(listed, CommentedSeq):
        raise SourceError(
            f"{path.name}:{_key_line(loaded, 'statements')}: statements must be a list: start each"
            " with '- '"
        )
    return loaded


def read_declared(
    path: Path, subjects: Mapping[str, str], zone: Zones, metrics: Collection[str] = ()
) -> list[Batch]:
    """All statements of a document in one batch, and its milestones in another.

    `subjects` maps the document's names of subjects to registry paths; `zone` is the zone of its
    dates, or gives the zone of a path; `metrics` are the catalogue's, where they are to be checked.
    Raises SourceError where the file is no such document; a statement that breaks a rule is set
    aside with line, field and rule.
    """
    loaded = document_of(path)
    document = str(loaded["document"]["id"])
    reader = _Reader(
        document,
        subjects,
        zone if callable(zone) else lambda _: zone,
        metrics,
        {str(i["id"]) for i in loaded["statements"] if isinstance(i, CommentedMap) and "id" in i},
    )
    rows, rejects = [], []
    for at, item in enumerate(loaded["statements"]):
        line = int(loaded["statements"].lc.item(at)[0]) + 1
        try:
            if not isinstance(item, CommentedMap):
                raise _Bad(
                    "statement", item, "is no statement; write its keys, like {id: …, subject: …}"
                )
            rows.append(reader.row(item, line))
        except _Bad as bad:
            key = bad.field.split(".")[0]
            where = _key_line(item, key) if isinstance(item, CommentedMap) and key in item else line
            rejects.append(
                (
                    where,
                    bad.field,
                    bad.value,
                    bad.rule,
                    str(item.get("id", "") if isinstance(item, CommentedMap) else ""),
                )
            )
    refused = pl.DataFrame(rejects, schema=empty_rejects().schema, orient="row")
    kinds = {"integer": pl.Int64, "time": pl.Int64, "flag": pl.Boolean, "text": pl.String}
    schema = {"line": pl.Int64, **{f.name: kinds[f.type] for f in stream("declarations").fields}}
    batches = [Batch("declarations", pl.DataFrame(rows, schema=schema), refused)]
    # what a document says twice was reached once
    milestones = [
        _milestone(r, reader.zone(r["unit"]))
        for r in rows
        if r["kind"] == "milestone" and not r["restates"]
    ]
    if milestones:
        batches.append(Batch("milestones", pl.DataFrame(milestones)))
    return batches


def _key_line(item: CommentedMap, key: str) -> int:
    return int(item.lc.key(key)[0]) + 1


class _Bad(Exception):
    def __init__(self, field: str, value: object, rule: str) -> None:
        self.field, self.value, self.rule = field, "" if value is None else str(value), rule


class _Reader:
    """Makes rows of statements; knows what the document's other statements are called."""

    def __init__(
        self,
        document: str,
        subjects: Mapping[str, str],
        zone: Callable[[str], str],
        metrics: Collection[str],
        ids: set[str],
    ) -> None:
        self.document, self.subjects, self.zone, self.metrics, self.ids = (
            document,
            subjects,
            zone,
            metrics,
            ids,
        )
        self.seen: dict[str, int] = {}

    def row(self, item: CommentedMap, line: int) -> dict[str, Any]:
        for key in _NEEDED:
            if item.get(key) is None:
                raise _Bad(key, "", "a value is required")
        for key in item:
            if key not in _KNOWN and (near := get_close_matches(str(key), _KNOWN, 1, 0.8)):
                raise _Bad(str(key), item[key], f"is not a known key; did you mean {near[0]!r}?")
        text = {
            k: _text(item, k)
            for k in _KNOWN
            if k not in ("title", "value", "value_high", "note", "claim", "period_assumed")
        }
        name, subject, restates = text["id"], text["subject"], text["restates"]
        if self.seen.setdefault(str(name), line) != line:
            raise _Bad(
                "id",
                name,
                f"stands in line {self.seen[str(name)]} already; an id names one statement",
            )
        if subject not in self.subjects:
            raise _Bad(
                "subject",
                subject,
                "is not in the registry; declare it there with this code"
                + _near(subject, self.subjects),
            )
        for key in ("kind", "qualifier"):
            choices = stream("declarations").field(key).choices
            if text[key] not in choices:
                raise _Bad(
                    key,
                    text[key],
                    f"must be one of: {', '.join(choices)}" + _near(text[key], choices),
                )
        # a document may name a measure that the catalogue does not compute; what is almost a
        # metric's name is a slip
        if (
            text["metric"]
            and text["metric"] not in self.metrics
            and (hint := _near(text["metric"], self.metrics))
        ):
            raise _Bad("metric", text["metric"], "is not a metric of the catalogue" + hint)
        if restates and "#" not in restates and restates not in self.ids:
            raise _Bad("restates", restates, "is no statement of this document")
        unit = self.subjects[str(subject)]
        period, as_of, start, end = _span(str(text["period"]), text["as_of"] or "", self.zone(unit))
        note = item.get("note") or {}
        if not isinstance(note, CommentedMap | dict):
            raise _Bad("note", note, "must have zh and en, like {zh: …, en: …}")
        return {
            "line": line,
            "unit": unit,
            "start": start,
            "end": end,
            "document": self.document,
            "statement": name,
            "kind": text["kind"],
            "measure": text["measure"],
            "metric": text["metric"],
            **_value(item, str(text["unit"]), str(text["qualifier"])),
            "qualifier": text["qualifier"],
            "period": period,
            "as_of": as_of,
            "counting": text["counting"],
            "counted": text["counted"],
            "title_zh": _phrase(item, "title", "zh"),
            "title_en": _phrase(item, "title", "en"),
            "locator": f"line {text['line']}",
            "note_zh": note.get("zh"),
            "note_en": note.get("en"),
            "claim": _flag(item, "claim"),
            "restates": restates,
            "printed": text["printed"],
            "period_assumed": _flag(item, "period_assumed"),
            "share_of": text["share_of"],
        }


def _near(word: str | None, words: Collection[str]) -> str:
    near = get_close_matches(str(word), list(words), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _text(item: CommentedMap, key: str) -> str | None:
    """One text of a statement.

    YAML reads some texts as something else: a date is one again, yes and no are not guessed.
    """
    value = item.get(key)
    if value is None:
        return None
    if isinstance(value, bool):
        raise _Bad(
            key, str(value).lower(), "is read as true or false; put it in quotes if it is a text"
        )
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, list | dict):
        raise _Bad(key, value, "must be one value")
    return str(value).strip() or None


def _flag(item: CommentedMap, key: str) -> bool:
    value = item.get(key, False)
    if not isinstance(value, bool):
        raise _Bad(key, value, "must be true or false")
    return value


def _phrase(item: CommentedMap, key: str, language: str) -> str:
    texts = item[key]
    if not isinstance(texts, CommentedMap) or texts.get(language) in (None, ""):
        raise _Bad(f"{key}.{language}", "", "a text is required in zh and in en")
    return str(texts[language])


def _value(item: CommentedMap, unit: str, qualifier: str) -> dict[str, Any]:
    """The fields value, value_en, value_high and value_unit of a statement; numbers exact, shares
    as ratios.
    """
    value, high = item["value"], item.get("value_high")
    made: dict[str, Any] = {"value_en": None, "value_high": None, "value_unit": unit}
    if isinstance(value, CommentedMap):
        return {
            **made,
            "value": _phrase(item, "value", "zh"),
            "value_en": _phrase(item, "value", "en"),
        }
    if unit == "bool" or isinstance(value, bool):
        if unit != "bool" or not isinstance(value, bool):
            raise _Bad(
                "value",
                str(value).lower(),
                "must be true or false where the unit is bool, and only there",
            )
        return {**made, "value": "true" if value else "false"}
    if unit in _WORDS or qualifier == "qualitative":
        return {**made, "value": _text(item, "value") or ""}
    numbers = {"value": _amount("value", value, unit)}
    if (high is not None) != (qualifier == "range"):
        raise _Bad("value_high", high, "a range needs its upper value, and only a range has one")
    if high is not None:
        numbers["value_high"] = _amount("value_high", high, unit)
        if numbers["value_high"] < numbers["value"]:
            raise _Bad("value_high", high, "the upper value is below the lower")
    known = measure(str(item["measure"]))
    if is_ratio(unit) and known is not None and known.unit == "1":
        unit = "ratio"  # a plain number such as a factor: no share, and not shown in percent
    share = is_percent(unit) or is_ratio(unit)
    return {
        **made,
        **{k: decimal_text(n) for k, n in numbers.items()},
        "value_unit": "1" if share else unit,
    }


def _amount(key: str, value: object, unit: str) -> Any:
    """A number in its unit; of a share the ratio."""
    try:
        amount: Amount = read_amount(value)
    except NotAnAmount as error:
        raise _Bad(key, value, f"{error}; a text needs zh and en, like {{zh: …, en: …}}") from error
    if (
        amount.unit
        and not same_unit(amount.unit, unit)
        and not (is_percent(amount.unit) and is_ratio(unit))
    ):
        raise _Bad(key, value, f"says {amount.unit!r}, and the unit says {unit!r}")
    return shifted(amount.number, -2) if is_percent(amount.unit or unit) else amount.number


def _span(said: str, said_as_of: str, zone: str) -> tuple[str, str | None, int, int]:
    """(period, as of, start, end): its days, or the moment at the end of the day or month that it
    is told as of.
    """
    spoken, as_of = spoken_period(said), spoken_period(said_as_of) if said_as_of else None
    if said_as_of and as_of is None:
        raise _Bad(
            "as_of", said_as_of, "must be a day, a month or a year like 2023-12-31, 2023-12 or 2023"
        )
    text = (
        None
        if as_of is None
        else (
            as_of.text
            if as_of.text.replace("-", "").isdigit()
            and "." not in as_of.text
            and len(as_of.text) in (4, 7, 10)
            else as_of.last.isoformat()
        )
    )
    if spoken is None and (said.lower() not in _OPEN or as_of is None):
        rule = "needs as_of, the day up to which it counts" if said.lower() in _OPEN else _PERIOD
        raise _Bad("period", said, rule)
    if as_of and (spoken is None or not _whole_years(spoken)):
        moment = midnight(as_of.last + timedelta(days=1), zone)
        return spoken.text if spoken else _OPEN[said.lower()], text, moment, moment
    assert spoken is not None
    return (
        spoken.text,
        text,
        midnight(spoken.first, zone),
        midnight(spoken.last + timedelta(days=1), zone),
    )


def _whole_years(spoken: Spoken) -> bool:
    return spoken.text.replace("-", "").isdigit() and len(spoken.text) in (4, 9)


def _milestone(row: dict[str, Any], zone: str) -> dict[str, Any]:
    state = next((s for word, s in _STATES if word in row["measure"]), "reached")
    # the last second of the day that is told: the midnight after it belongs to the next day, and at
    # times to the next year
    told = spoken_period(row["as_of"]) if row["as_of"] else None
    at = (midnight(told.last + timedelta(days=1), zone) if told else row["end"]) - 1
    return {
        "line": row["line"],
        "unit": row["unit"],
        "start": at,
        "end": at,
        "milestone": row["measure"],
        "state": state,
        "status": "declared",
        "evidence": f"{row['document']}#{row['statement']}",
    }
