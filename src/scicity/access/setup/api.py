"""Set-up over the API: the same table of kinds as the pages.

Read a row with its ETag, correct it with `If-Match`, retire it and bring it back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from scicity.platform.api.route import route
from scicity.platform.clock import Ambiguous
from scicity.platform.errors import Invalid
from scicity.platform.phrases import phrase

from ..models import Call, Facility, RunCycle, Unit
from . import services as service
from .kinds import KINDS, Kind
from .views import _under

Text = Annotated[str, Field(max_length=20_000)]
Values = Annotated[
    dict[
        Annotated[str, Field(max_length=60)],
        Text | bool | int | float | Annotated[list[Text | int], Field(max_length=200)] | None,
    ],
    Field(max_length=40),
]


_ABOVE = {Facility: "facilities", RunCycle: "cycles", Unit: "units", Call: "calls"}


class UseOut(Schema):
    what_zh: str
    what_en: str
    count: int


class PastOut(Schema):
    at: datetime
    who: str
    what_zh: str
    what_en: str
    why: str
    fields: list[tuple[str, str, str]]


class SetUpOut(Schema):
    """A row: its values by field, what depends on it, and its history, newest first."""

    id: int
    kind: str
    values: dict[str, str | list[str]]
    retired_at: datetime | None
    uses: list[UseOut]
    history: list[PastOut]


class CorrectionIn(Schema):
    """What is not given stays as it is.

    Times are local to the facility, or have an offset; several values are a list of ids.
    """

    values: Values
    reason: Annotated[str, Field(max_length=300)]
    sure: bool = False


class NewIn(Schema):
    values: Values


class RetirementIn(Schema):
    reason: Annotated[str, Field(max_length=300)]
    sure: bool = False
    back: bool = False


def _out(kind: Kind, row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": kind.name,
        "retired_at": row.retired_at,
        "values": {
            n: line.now if isinstance(line.now, str) else list(line.now)
            for n, line in kind.lines(row).items()
        },
        "uses": [
            {"what_zh": u.what.zh, "what_en": u.what.en, "count": u.count}
            for u in kind.depends(row)
        ],
        "history": [
            {
                "at": x.at,
                "who": x.who,
                "what_zh": x.what.zh,
                "what_en": x.what.en,
                "why": x.why,
                "fields": [(str(f), a, b) for f, a, b in x.fields],
            }
            for x in service.past(kind, row)
        ],
    }


def _typed(values: dict[str, Any]) -> dict[str, list[str]]:
    """As a form would send it, so that both are read by the same readers."""

    def text(v: Any) -> str:
        return "" if v is None else ("1" if v else "") if isinstance(v, bool) else str(v)

    return {
        n: [text(x) for x in v] if isinstance(v, list) else [text(v)] for n, v in values.items()
    }


def _known(kind: Kind, values: dict[str, Any]) -> dict[str, list[str]]:
    if unknown := sorted(set(values) - {f.name for f in kind.fields} - {"code"}):
        raise Invalid(
            phrase("access-setups-there-is-no-such-field"),
            {n: phrase("access-setups-no-such-field") for n in unknown},
        )
    return _typed(values)


def _read(kind: Kind, row: Any, values: dict[str, Any], partly: bool = False) -> dict[str, Any]:
    """What was sent, read as a form is.

    A time that the clock shows twice is given with its offset here.
    """
    try:
        return service.read(kind, row, _known(kind, values), partly)
    except Ambiguous as asked:
        one, other = (f"{c:%Y-%m-%dT%H:%M%z}" for c in asked.choices)
        raise Invalid(
            phrase("access-setups-the-clock-shows-this-time-twice"),
            {asked.name: phrase("access-setups-or").fill(a=one, b=other)},
        ) from asked


def _declare(kind: Kind) -> None:
    def get(request: HttpRequest, thing: Any) -> Any:
        return _out(kind, thing)

    def correct(request: HttpRequest, thing: Any, data: CorrectionIn) -> Any:
        values = _read(kind, thing, data.values, partly=True)
        return _out(
            kind, service.correct(request.user, kind, thing, values, data.reason, data.sure)
        )

    def retire(request: HttpRequest, thing: Any, data: RetirementIn) -> Any:
        return _out(
            kind, service.retire(request.user, kind, thing, data.reason, data.sure, data.back)
        )

    named = kind.name.replace("-", "_")
    for view, told in (
        (get, "Read {t}, with what depends on it and its history."),
        (correct, "Correct {t}. 409 says what else that does: send it again with `sure`."),
        (retire, "Retire {t}, or bring it `back`."),
    ):
        view.__name__, view.__doc__ = (
            f"setup_{named}_{view.__name__}",
            told.format(t=f"{'an' if kind.title.en[0] in 'aeio' else 'a'} {kind.title.en}"),
        )
    route(
        "GET",
        f"/setup/{kind.name}/{{pk}}",
        kind.permission,
        SetUpOut,
        of=kind.model,
        edits=kind.shown,
    )(get)
    route(
        "PATCH",
        f"/setup/{kind.name}/{{pk}}",
        kind.permission,
        SetUpOut,
        of=kind.model,
        scope="office",
        edits=kind.shown,
    )(correct)
    if kind.leave is not None:
        route(
            "POST",
            f"/setup/{kind.name}/{{pk}}/retirement",
            kind.permission,
            SetUpOut,
            of=kind.model,
            scope="office",
        )(retire)
    if kind.add is not None:
        _declare_add(kind)


def _declare_add(kind: Kind) -> None:
    def add(request: HttpRequest, thing: Any, data: NewIn) -> Any:
        row = kind.model(**{_under(kind): thing})
        values = _read(kind, row, data.values)
        if kind.name == "unit":
            values["code"] = str(data.values.get("code") or "")
        return _out(kind, service.add(request.user, kind, thing, values))

    add.__name__, add.__doc__ = (
        f"setup_{kind.name.replace('-', '_')}_add",
        f"Set up a new {kind.title.en}.",
    )
    route(
        "POST",
        f"/{_ABOVE[kind.parent]}/{{pk}}/setup/{kind.name}",
        kind.permission,
        SetUpOut,
        of=kind.parent,
        scope="office",
    )(add)


for _kind in KINDS.values():
    _declare(_kind)
