"""Which ledger the public pages read: one rule, said on each of them.

A site keeps its own records in its own ledger. Where it shows a city whose account is another one
(in the
demonstration: the published facts and real logs), a visitor chooses: the city's account, which is
    read
unless somebody says otherwise, or what was done at this site. The two are never mixed in one
figure.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Which = Literal["city", "site"]
PARAMETER = COOKIE = "ledger"
_which: ContextVar[Which] = ContextVar("which-ledger", default="city")


def two() -> bool:
    """Whether the site's own records lie in another ledger than the city's account."""
    return bool(settings.CITY_LEDGER != settings.LEDGER)


def which() -> Which:
    """The ledger that is read now."""
    return _which.get() if two() else "city"


def folder() -> Path:
    """Where that ledger lies."""
    return Path(settings.LEDGER if which() == "site" else settings.CITY_LEDGER)


def registry_added() -> Path | None:
    """The file of what was set up at this site, where the site's own ledger is read."""
    path = Path(settings.LEDGER) / "registry.yaml"
    return path if (which() == "site" or not two()) and path.exists() else None


def chosen(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Read the ledger that an address names (`?ledger=site`), else that which was chosen last, for
    the city's pages.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not two() or not request.path.startswith(("/city/", "/api/")):
            return get_response(request)
        named = request.GET.get(PARAMETER, "")
        page = request.path.startswith("/city/")
        if page and not named and request.method == "GET" and request.COOKIES.get(COOKIE) == "site":
            # the address itself says it: whoever is sent the link sees the same numbers
            return redirect(f"{request.path}?{with_ledger(request, 'site')}")
        token = _which.set("site" if named == "site" else "city")
        try:
            response = get_response(request)
        finally:
            _which.reset(token)
        if page and named in ("city", "site"):
            response.set_cookie(
                COOKIE, named, samesite="Lax", secure=request.is_secure(), httponly=True
            )
        return response

    return middleware


def with_ledger(request: HttpRequest, name: Which) -> str:
    """The query of the same page, from that ledger."""
    query = request.GET.copy()
    query[PARAMETER] = name
    return query.urlencode()


def kept[T](maxsize: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Keep what a function gave, for each ledger by itself."""

    def wrap(made: Callable[..., T]) -> Callable[..., T]:
        @lru_cache(maxsize)
        def inner(_place: Path, *given: Any) -> T:
            return made(*given)

        @wraps(made)
        def outer(*given: Any) -> T:
            return inner(folder(), *given)

        outer.cache_clear = inner.cache_clear  # type: ignore[attr-defined]
        return outer

    return wrap
