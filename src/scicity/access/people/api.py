"""Who is asking, over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from scicity.platform.api.route import route

from . import schemas as s


@route("GET", "/me", "signed-in", s.MeOut)
def me(request: HttpRequest) -> Any:
    person: Any = request.user
    return {
        "key": person.key,
        "email": person.email,
        "name": person.name,
        "roles": sorted(f"{role}@{facility or 'city'}" for role, facility in person.grants),
    }
