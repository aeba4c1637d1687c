"""The only way to declare an operation: with its permission, and the scope that a token needs."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path

from ..editions import Shown, reading
from ..errors import Changed
from .door import CHANGED, PROBLEMS, Gate, Session, Token, api
from .once import PARAMETER, once

LARGEST = 2**63 - 1
Pk = Annotated[int, Path(ge=1, le=LARGEST)]


IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": (
        "The ETag under which the row was read: 412 where it is another by now, 428 where nothing"
        " is named."
    ),
}


def _on_what_was_read(
    request: HttpRequest, edits: Shown, thing: Any, given: dict[str, Any], do: Callable[[], Any]
) -> Any:
    """Do a change only on the edition that `If-Match` names, or that the body counts itself."""
    named = request.headers.get("If-Match")
    counted = (
        next((getattr(v, edits.field) for v in given.values() if hasattr(v, edits.field)), None)
        if edits.counter
        else None
    )
    read = (
        next((t.strip().removeprefix("W/").strip('"') for t in named.split(",")), "")
        if named is not None
        else None
        if counted is None
        else str(counted)
    )
    if named is not None and edits.edition(thing, request.user) in [
        t.strip().removeprefix("W/").strip('"') for t in named.split(",")
    ]:
        read = edits.edition(thing, request.user)
    try:
        with reading(edits, thing, read, request.user):
            answer = do()
    except Changed as changed:
        changed.status = (
            412 if named is not None else 409
        )  # a version in the body is no precondition of HTTP
        raise
    fresh = type(thing).objects.filter(pk=thing.pk).first()
    if fresh is not None:
        request.etag = edits.edition(fresh, request.user)  # type: ignore[attr-defined]
    return answer


def route(
    method: str,
    path: str,
    permission: str,
    response: Any,
    *,
    of: Any = None,
    scope: str = "read",
    related: tuple[str, ...] = (),
    auth: bool = True,
    edits: Shown | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare `method path`.

    Without `auth` it is for everybody, and its permission must be `public`. With `of`, `{pk}` in
    the path is loaded, checked and given to the function as `thing`.

    `edits` is what of it is edited: a GET answers with its edition as the `ETag`, and a change must
    name that in `If-Match`.
    """
    if not auth and permission != "public":
        raise ValueError(f"{method} {path} is open to all: declare it public")

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(view)
        def run(request: HttpRequest, **given: Any) -> Any:
            if of is None:
                return once(request, response, lambda: view(request, **given))
            given.pop("pk")
            thing = request.thing  # type: ignore[attr-defined]
            if edits is None:
                return once(request, response, lambda: view(request, thing, **given))
            if method == "GET":
                request.etag = edits.edition(thing, request.user)  # type: ignore[attr-defined]
                return view(request, thing, **given)
            return _on_what_was_read(
                request,
                edits,
                thing,
                given,
                lambda: once(request, response, lambda: view(request, thing, **given)),
            )

        # what ninja reads: the view's own parameters, with the loaded thing replaced by its key
        parameters = list(inspect.signature(view, eval_str=True).parameters.values())
        if of is not None:
            parameters[1] = inspect.Parameter("pk", inspect.Parameter.KEYWORD_ONLY, annotation=Pk)
            parameters = [
                parameters[0],
                *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters[1:]),
            ]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.rule, run.of, run.scope = permission, of, scope  # type: ignore[attr-defined]
        run.edits = edits  # type: ignore[attr-defined]
        gate = Gate(permission, of, scope, related)
        changes = edits is not None and method != "GET"
        parameters_more = [
            *([PARAMETER] if method == "POST" else []),
            *([IF_MATCH] if changes else []),
        ]
        api.api_operation(
            [method],
            path,
            response={200: response, **PROBLEMS, **(CHANGED if changes else {})},
            auth=[Token(gate), Session(gate)] if auth else None,
            openapi_extra={"parameters": parameters_more} if parameters_more else None,
            operation_id=view.__name__,  # by what it does, whatever module it stands in
        )(run)
        return view

    return declare
