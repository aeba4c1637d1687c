"""Readings of indicators from another program."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Schema

from scicity.observatory import Entered
from scicity.platform.api.route import route
from scicity.platform.api.types import Line
from scicity.platform.outbox import deliver

from . import entry


class ReadingIn(Schema):
    place: Line
    indicator: Line
    value: Line
    up_to: Line = ""
    qualifier: Line = "exact"
    day: Line
    document: Line
    locator: Line = ""


class Declared(Schema):
    declared: int


@route("POST", "/indicators", "indicator.enter", Declared, scope="office")
def indicators(request: HttpRequest, body: list[ReadingIn]) -> Any:
    """All readings, or none with every fault named."""
    person: Any = request.user
    count = entry.enter(
        person,
        [
            Entered(
                r.place, r.indicator, r.value, r.up_to, r.qualifier, r.day, r.document, r.locator
            )
            for r in body
        ],
    )
    deliver()
    return {"declared": count}
