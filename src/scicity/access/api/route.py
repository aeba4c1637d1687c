"""The only way to declare an operation: with its permission, and the scope that a token needs."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Path

from ..rules import allowed
from .door import PROBLEMS, api

LARGEST = 2**63 - 1
Pk = Annotated[int, Path(ge=1, le=LARGEST)]


def route(method: str, path: str, permission: str, response: Any, *, of: Any = None, scope: str = "read", related: tuple[str, ...] = (),
          auth: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare `method path`. With `of`, `{pk}` in the path is loaded, checked and given to the function as `thing`."""
    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(view)
        def run(request: HttpRequest, **given: Any) -> Any:
            scopes = getattr(request, "scopes", None)
            if scopes is not None and scope not in scopes:
                raise PermissionDenied(f"The token lacks the scope {scope!r}.")
            if of is not None:
                rows = of.objects.select_related(*related) if related else of.objects
                thing = rows.filter(pk=given.pop("pk")).first()
                if thing is None or not allowed(request.user, permission, thing):
                    raise Http404
                return view(request, thing, **given)
            if not allowed(request.user, permission):
                raise PermissionDenied
            return view(request, **given)

        # what ninja reads: the view's own parameters, with the loaded thing replaced by its key
        parameters = list(inspect.signature(view, eval_str=True).parameters.values())
        if of is not None:
            parameters[1] = inspect.Parameter("pk", inspect.Parameter.KEYWORD_ONLY, annotation=Pk)
            parameters = [parameters[0], *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters[1:])]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.rule, run.of, run.scope = permission, of, scope  # type: ignore[attr-defined]
        options: dict[str, Any] = {} if auth else {"auth": None}
        api.api_operation([method], path, response={200: response, **PROBLEMS}, **options)(run)
        return view
    return declare
