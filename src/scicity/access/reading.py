"""What is changed at an address of the API is read there, with the edition that a change names."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema

from scicity.platform.api.route import route


def readable(path: str, permission: str, of: Any, edits: Any, told: str) -> None:
    """What is changed at an address is read there, with the ETag that the change must name."""

    def read(request: HttpRequest, thing: Any) -> Any:
        return {
            "id": thing.pk,
            "values": {
                n: x.now if isinstance(x.now, str) else list(x.now)
                for n, x in edits.lines(thing, request.user).items()
            },
        }

    read.__name__ = f"read{path.replace('/', '_').replace('{pk}', '').replace('-', '_')}"
    read.__doc__ = f"{told}, as it stands. Its ETag goes into `If-Match` of the change."
    route("GET", path, permission, EditedOut, of=of, edits=edits)(read)


Offset = Annotated[int, Query(ge=0, le=10**6)]
Limit = Annotated[int, Query(ge=1, le=200)]


class EditedOut(Schema):
    """What stands in an edit form now, by field; the ETag of the answer is its edition."""

    id: int
    values: dict[str, str | list[str]]
