"""The language of a request, and the rule that a page without a rule is nobody's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.generic import RedirectView

Get = Callable[[HttpRequest], HttpResponse]
# pages of the libraries that we mount, which guard themselves; everything else declares its rule
GUARDED_ELSEWHERE = ("allauth.", "django.contrib.staticfiles", "ninja.")


def language(get_response: Get) -> Get:
    """Chinese or English: as chosen, else as the browser asks."""
    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if not chosen:
            wanted = request.headers.get("Accept-Language", "")
            chosen = "en" if wanted.lower().startswith("en") else "zh-hans"
        translation.activate("zh-hans" if chosen.startswith("zh") else "en")
        response = get_response(request)
        response.headers.setdefault("Content-Language", "zh" if chosen.startswith("zh") else "en")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
    return middleware


class DenyByDefault:
    """Refuses a view that declares no rule. The rules themselves are applied where the view is declared."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not declared(view):
            raise PermissionDenied(f"{view.__module__}.{getattr(view, '__name__', view)} declares no rule")


def declared(view: Any) -> bool:
    """Whether a view says who may see it. A redirection shows nothing: where it leads is what is guarded."""
    view = getattr(view, "func", view)  # the API binds its own pages with functools.partial
    return (hasattr(view, "rule") or getattr(view, "__module__", "").startswith(GUARDED_ELSEWHERE)
            or getattr(view, "view_class", None) is RedirectView)


deny_by_default = DenyByDefault
