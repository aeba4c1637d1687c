"""A client that does as a browser does: a form that it sends says which edition of the row it
showed.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user
from django.http import HttpRequest
from django.test import Client
from django.urls import Resolver404, resolve


def edition_shown(path: str, person: Any) -> dict[str, str]:
    """The field that the form at an address carries, where it edits a row."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return {}
    edits = getattr(found.func, "edits", None)
    row = found.func.of.objects.filter(pk=found.kwargs["pk"]).first() if edits else None
    return {edits.field: edits.edition(row, person)} if row else {}


class Browser(Client):
    def post(self, path: str, data: Any = None, *args: Any, **options: Any) -> Any:
        if data is None or (isinstance(data, dict) and "content_type" not in options):
            request = HttpRequest()
            request.session = self.session
            data = edition_shown(path, get_user(request)) | (data or {})
        return super().post(path, data, *args, **options)
