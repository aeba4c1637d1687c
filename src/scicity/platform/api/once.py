"""A request that may be sent again: whoever got no answer repeats it with the same
`Idempotency-Key`, and it is done once.

As draft-ietf-httpapi-idempotency-key-header has it. The key is kept in the transaction that does
what was asked, so there is no moment at which one holds without the other; a second request that
comes meanwhile waits for the first. Refusals keep no key: nothing was done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from pydantic import TypeAdapter

from ..errors import Invalid, Taken
from ..models import KeptAnswer
from ..phrases import phrase

HEADER, LONGEST, KEPT = "Idempotency-Key", 200, timedelta(days=1)
PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"^[!-~]+$"},
    "description": (
        "Names this request, at best by a random UUID. Sent again within a day with the same key,"
        " it is not done again: the first answer comes once more."
    ),
}


def once(request: HttpRequest, response: Any, do: Callable[[], Any]) -> Any:
    """What `do` gives, or the answer to this very request if it was given before.

    Invalid: the key is none, or stood for another request. Taken: its answer was erased.
    """
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return do()
    if not 0 < len(key) <= LONGEST or not all("!" <= c <= "~" for c in key):
        raise Invalid(
            phrase("platform-once-the-key-of-a-request-is"),
            {HEADER: phrase("platform-once-form")},
        )
    asked = hashlib.sha256(
        b"\0".join((request.method.encode(), request.get_full_path().encode(), request.body))
    ).hexdigest()
    with transaction.atomic():
        mine = KeptAnswer.objects.filter(person=request.user)
        mine.filter(at__lt=timezone.now() - KEPT).delete()
        kept, new = mine.select_for_update().get_or_create(
            person=request.user, key=key, defaults={"asked": asked}
        )
        if not new:
            if kept.asked != asked:
                raise Invalid(
                    phrase("platform-once-this-key-stood-for-another-request"),
                    {HEADER: phrase("platform-once-used-before")},
                )
            if not kept.content:
                raise Taken(
                    phrase("platform-once-this-request-was-done-its-answer"),
                )
            return _sent(kept.content, again=True)
        adapter = TypeAdapter(response)
        content = adapter.dump_python(
            adapter.validate_python(do(), from_attributes=True), mode="json", by_alias=True
        )
        kept.content = json.dumps(content, ensure_ascii=False)
        kept.save(update_fields=["content"])
    return _sent(kept.content)


def _sent(content: str, again: bool = False) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/json; charset=utf-8",
        headers={"Idempotent-Replayed": "true"} if again else {},
    )
