"""The only way to declare an operation: with its permission, and the scope that a token needs."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path

from .door import PROBLEMS, Gate, Session, Token, api
from .once import PARAMETER, once

LARGEST = 2**63 - 1
Pk = Annotated[int, Path(ge=1, le=LARGEST)]


def route(method: str, path: str, permission: str, response: Any, *, of: Any = None, scope: str = "read", related: tuple[str, ...] = (),
          auth: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare `method path`. Without `auth` it is for everybody, and its permission must be `public`. With `of`, `{pk}` in the path is loaded, checked and given to the function as `thing`."""
    if not auth and permission != "public":
        raise ValueError(f"{method} {path} is open to all: declare it public")

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(view)
        def run(request: HttpRequest, **given: Any) -> Any:
            if of is None:
                return once(request, response, lambda: view(request, **given))
            given.pop("pk")
            return once(request, response, lambda: view(request, request.thing, **given))  # type: ignore[attr-defined]

        # what ninja reads: the view's own parameters, with the loaded thing replaced by its key
        parameters = list(inspect.signature(view, eval_str=True).parameters.values())
        if of is not None:
            parameters[1] = inspect.Parameter("pk", inspect.Parameter.KEYWORD_ONLY, annotation=Pk)
            parameters = [parameters[0], *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters[1:])]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.rule, run.of, run.scope = permission, of, scope  # type: ignore[attr-defined]
        gate = Gate(permission, of, scope, related)
        api.api_operation([method], path, response={200: response, **PROBLEMS}, auth=[Token(gate), Session(gate)] if auth else None,
                          openapi_extra={"parameters": [PARAMETER]} if method == "POST" else None)(run)
        return view
    return declare
